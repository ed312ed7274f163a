"""Who reaches storyboards, galleries, leaflets and other documents: rows of the table of access, in "documents:".

What is not published stays with the team and its coach. The ward keeps its results to itself; the clinic shows its
storyboard to the surgery. A published leaflet is for everybody who has its link.
"""

from datetime import timedelta

from django.utils import timezone

from allteach.collaboratives.models import Timetable
from allteach.core.language import language_now
from allteach.progress import actions
from allteach.progress.actions.leaflets import SENTENCES
from allteach.progress.models import SeniorLeaderReport
from allteach.progress.queries.storyboards import board_from_record, session_of
from tests.factories import TimetableFactory
from tests.web import access_monthly_reports, access_recruitment, access_senior_leaders

SAID = dict.fromkeys(SENTENCES, "We say it in plain words.")


def session_ahead(space):
    """The first session of a collaborative, a month from now."""
    ahead = timezone.localdate() + timedelta(days=30)
    if not Timetable.objects.filter(space=space).update(first_session=ahead):
        TimetableFactory(space=space, first_session=ahead)
    return session_of(space, 1)


def of_ward_7(world):
    session_ahead(world.falls)
    return {"team": world.ward_7.slug, "session": 1}


def of_the_clinic(world):
    session_ahead(world.sugar)
    return {"team": world.clinic.slug, "session": 1}


def published(world, team, by):
    session = session_ahead(team.parent)
    board = board_from_record(team, session, None, language=language_now())
    return actions.publish_storyboard(team=team, session=session, board=board, by=by)


def published_of_ward_7(world):
    published(world, world.ward_7, world.amina)
    return of_ward_7(world)


def published_of_the_clinic(world):
    published(world, world.clinic, world.farah)
    return of_the_clinic(world)


def leaflet(world):
    return actions.write_leaflet(team=world.ward_7, language="en-gb", by=world.amina, **SAID)


def read_leaflet(world):
    return actions.review_leaflet(leaflet=leaflet(world), by=world.ben)


def published_leaflet(world):
    return actions.publish_leaflet(leaflet=read_leaflet(world), by=world.amina)


def page_for_the_sponsor(world):
    """Sent once: it cannot be sent again."""
    if not SeniorLeaderReport.objects.exists():
        access_senior_leaders.sent(world)
    return access_senior_leaders.AT


def of_leaflet(made):
    return {"team": made.team.slug, "language": made.language}


PLACES = {
    "storyboard of ward 7": of_ward_7,
    "storyboard of the clinic": of_the_clinic,
    "published storyboard of ward 7": published_of_ward_7,
    "published storyboard of the clinic": published_of_the_clinic,
    "published storyboard of the clinic, pdf": lambda world: {**published_of_the_clinic(world), "form": "pdf"},
    "storyboard of ward 7, slides": lambda world: {**of_ward_7(world), "form": "pptx"},
    "progress of ward 7": lambda world: {"team": world.ward_7.slug, "form": "pdf"},
    "progress of the clinic": lambda world: {"team": world.clinic.slug, "form": "pptx"},
    "gallery of falls": lambda world: {"space": world.falls.slug, "session": session_ahead(world.falls).number},
    "gallery of sugar": lambda world: {"space": world.sugar.slug, "session": session_ahead(world.sugar).number},
    "falls without a calendar": lambda world: {"space": world.falls.slug},
    "slides for the call of falls": lambda world: {"space": world.falls.slug, "form": "pptx"},
    "draft of a month": lambda world: {**access_monthly_reports.PLACES["draft of ward 7"](world), "form": "pdf"},
    "report of a month": lambda world: {**access_monthly_reports.PLACES["report of ward 7"](world), "form": "pptx"},
    "draft for the sponsor": access_senior_leaders.PLACES["draft for the sponsor"],
    "page for the sponsor": page_for_the_sponsor,
    "round of falls": access_recruitment.PLACES["round of falls"],
    "sugar, which recruits nobody": lambda world: {"space": world.sugar.slug},
    "ward 7 and its leaflets": lambda world: {"team": world.ward_7.slug},
    "new leaflet of ward 7": lambda world: {"team": world.ward_7.slug, "language": "en-gb"},
    "leaflet of ward 7": lambda world: of_leaflet(leaflet(world)),
    "leaflet that a partner has read": lambda world: of_leaflet(read_leaflet(world)),
    "published leaflet of ward 7": lambda world: of_leaflet(published_leaflet(world)),
    "link of a leaflet": lambda world: {"code": published_leaflet(world).code},
    "link of a leaflet that is not published": lambda world: {"code": leaflet(world).code},
}

BOXES = {"offers": "The card", "version": 0}
LEAFLET = {**SAID, "version": 0}

# fmt: off
ROWS = [
    # The answers of:                                                      stranger, amina, ben, chidi, dana, esi, farah, gil, stan
    ("storyboards", "ward 7 and its leaflets", "GET",                      (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("storyboard", "storyboard of ward 7", "GET",                          (302, 200, 200, 404, 200, 404, 404, 404, 404)),
    ("storyboard", "published storyboard of ward 7", "GET",                (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("storyboard", "storyboard of the clinic", "GET",                      (302, 404, 404, 404, 404, 404, 200, 404, 404)),
    ("storyboard", "published storyboard of the clinic", "GET",            (302, 404, 404, 404, 404, 404, 200, 200, 404)),
    ("storyboard_file", "published storyboard of the clinic, pdf", "GET",  (302, 404, 404, 404, 404, 404, 200, 200, 404)),
    ("storyboard_file", "storyboard of ward 7, slides", "GET",             (302, 200, 200, 404, 200, 404, 404, 404, 404)),
    ("write_storyboard", "storyboard of ward 7", "GET",                    (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("write_storyboard", "storyboard of ward 7", "POST",                   (302, 302, 302, 404, 403, 403, 404, 404, 404), BOXES),
    ("publish_storyboard", "storyboard of ward 7", "POST",                 (302, 302, 302, 404, 403, 403, 404, 404, 404)),
    ("take_back_storyboard", "published storyboard of ward 7", "POST",     (302, 302, 302, 404, 403, 403, 404, 404, 404)),
    ("progress_file", "progress of ward 7", "GET",                         (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("progress_file", "progress of the clinic", "GET",                     (302, 404, 404, 404, 404, 404, 200, 200, 404)),
    ("gallery", "gallery of falls", "GET",                                 (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    ("gallery", "gallery of sugar", "GET",                                 (302, 404, 404, 404, 404, 404, 200, 200, 404)),
    ("galleries", "falls without a calendar", "GET",                       (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    ("call_pack", "falls without a calendar", "GET",                       (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    ("call_pack_file", "slides for the call of falls", "GET",              (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    ("report_file", "draft of a month", "GET",                             (302, 200, 200, 404, 200, 404, 404, 404, 404)),
    ("report_file", "report of a month", "GET",                            (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("leader_report_file", "draft for the sponsor", "GET",                 (302, 200, 200, 404, 200, 404, 404, 404, 404)),
    ("leader_report_file", "page for the sponsor", "GET",                  (302, 200, 200, 404, 200, 200, 404, 404, 200)),
    ("prospectus_file", "round of falls", "GET",                           (200, 200, 200, 200, 200, 200, 200, 200, 200)),
    ("prospectus_file", "sugar, which recruits nobody", "GET",             (404, 404, 404, 404, 404, 404, 404, 404, 404)),
    ("leaflets", "ward 7 and its leaflets", "GET",                         (302, 200, 200, 404, 200, 403, 404, 404, 404)),
    ("leaflet", "leaflet of ward 7", "GET",                                (302, 200, 200, 404, 200, 404, 404, 404, 404)),
    ("leaflet_file", "leaflet of ward 7", "GET",                           (302, 200, 200, 404, 200, 404, 404, 404, 404)),
    ("write_leaflet", "new leaflet of ward 7", "GET",                      (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("write_leaflet", "new leaflet of ward 7", "POST",                     (302, 302, 302, 404, 403, 403, 404, 404, 404), LEAFLET),
    ("review_leaflet", "leaflet of ward 7", "POST",                        (302, 403, 302, 404, 403, 404, 404, 404, 404)),
    ("publish_leaflet", "leaflet that a partner has read", "POST",         (302, 302, 403, 404, 403, 404, 404, 404, 404)),
    ("take_back_leaflet", "published leaflet of ward 7", "POST",           (302, 302, 403, 404, 403, 404, 404, 404, 404)),
    ("public_leaflet", "link of a leaflet", "GET",                         (200, 200, 200, 200, 200, 200, 200, 200, 200)),
    ("public_leaflet", "link of a leaflet that is not published", "GET",   (404, 404, 404, 404, 404, 404, 404, 404, 404)),
    ("public_leaflet_file", "link of a leaflet", "GET",                    (200, 200, 200, 200, 200, 200, 200, 200, 200)),
]
# fmt: on
