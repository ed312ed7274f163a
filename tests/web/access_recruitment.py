"""Who reaches the pages of recruitment and pre-work: rows of the table of access.

Stan writes an application to falls, and is nobody there. Esi directs falls and selects; Dana coaches there and reads.
A draft is seen by its writers alone.
"""

from datetime import timedelta

from django.utils import timezone

from allteach.collaboratives.actions.prework import sign_off
from allteach.collaboratives.models import Application, CharterVersion, Decision
from allteach.collaboratives.participation import PROMISES
from allteach.collaboratives.prework import ITEMS
from allteach.collaboratives.readiness import QUESTIONS
from allteach.collaboratives.secrets import secret_for_sponsor
from allteach.people.models import Organisation
from tests.factories import ApplicationFactory, RecruitmentFactory

DAY = timedelta(days=1)


def open_round(world):
    CharterVersion.objects.filter(charter=world.falls_charter).update(approved_at=timezone.now(), approved_by=world.esi)
    return RecruitmentFactory(space=world.falls)


def over(world):
    return RecruitmentFactory(space=world.falls, over=True)


def application(world, recruitment, **said):
    said = {"sponsor_email": "sam@practice.example", **said}
    return ApplicationFactory(recruitment=recruitment, begun_by=world.stan, **said)


def offered(world, answer_by=2 * DAY):
    return application(
        world,
        over(world),
        is_sent=True,
        state=Application.State.OFFERED,
        answer_by=timezone.localdate() + answer_by,
    )


def taken(world):
    return application(
        world,
        over(world),
        is_sent=True,
        state=Application.State.TAKEN,
        organisation=Organisation.objects.create(name="Hill", slug="hill"),
    )


def decided(world):
    found = application(
        world,
        over(world),
        is_sent=True,
        decision=Decision.DECLINE,
        decided_at=timezone.now(),
        decided_by=world.esi,
        feedback="Try again",
    )
    return found.recruitment.space


def at(row):
    return {"application": row.pk}


def part_of(row):
    return {"application": row.pk, "part": "reasons"}


def writer_of(row):
    return {"application": row.pk, "writer": row.writers.get().pk}


def item_of(world, is_signed=False):
    if is_signed:
        sign_off(team=world.ward_7, item=ITEMS["aim"], by=world.dana)
    return {"team": "ward-7", "item": "aim"}


PLACES = {
    "round of falls": lambda world: {"space": open_round(world).space.slug},
    "charter of falls, approved": lambda world: {"space": open_round_gone(world).slug},
    "decisions of falls": lambda world: {"space": decided(world).slug},
    "draft of stan": lambda world: at(application(world, open_round(world))),
    "part of stan": lambda world: part_of(application(world, open_round(world))),
    "unsigned of stan": lambda world: at(application(world, open_round(world), supported_at=None, supported_as="")),
    "writer of stan": lambda world: writer_of(application(world, open_round(world))),
    "sent of stan": lambda world: at(application(world, over(world), is_sent=True)),
    "offer to stan": lambda world: at(offered(world)),
    "late offer to stan": lambda world: at(offered(world, answer_by=-DAY)),
    "place of stan": lambda world: at(taken(world)),
    "sponsor of stan": lambda world: {
        "secret": secret_for_sponsor(application(world, open_round(world), supported_at=None, supported_as=""))
    },
    "aim of ward 7 to do": lambda world: item_of(world),
    "aim of ward 7 done": lambda world: item_of(world, is_signed=True),
}


def open_round_gone(world):
    """Falls with an approved charter, and no round yet."""
    recruitment = open_round(world)
    space = recruitment.space
    recruitment.delete()
    return space


def announcing(world):
    today = timezone.localdate()
    return {
        "opens_on": today.isoformat(),
        "closes_on": (today + 30 * DAY).isoformat(),
        "places": "30",
        "answer_days": "14",
        "form_key": "one",
    }


BEGIN = {"practice": "Hill Practice", "form_key": "one", "name": "New", "email": "new@practice.example"}
PART = {"why_now": "Because", "population": "Adults", "population_size": "200"}
WRITER = {"name": "Gil", "email": "colleague@practice.example", "form_key": "one"}
DECIDE = {"decision": "accept", "reasons": "Strong"}
TAKE = {"promises": list(PROMISES), "signatory": "Sam"}
READY = {f"answer_{key}": "3" for key in QUESTIONS} | {"outcome": "ready"}
UNDO = {"reason": "No number in it"}


def longer(world):
    return {"answer_by": (timezone.localdate() + 9 * DAY).isoformat()}


# fmt: off
#                                                              stranger amina ben  chidi dana esi  farah gil  stan
RECRUITMENT = [
    ("recruitments", "nowhere", "GET",                           (200, 200, 200, 200, 200, 200, 200, 200, 200)),
    ("prospectus", "round of falls", "GET",                      (200, 200, 200, 200, 200, 200, 200, 200, 200)),
    ("prospectus", "sugar", "GET",                               (404, 404, 404, 404, 404, 404, 404, 404, 404)),
    ("begin", "round of falls", "GET",                           (200, 200, 200, 200, 200, 200, 200, 200, 200)),
    ("begin", "round of falls", "POST",                          (302, 302, 302, 302, 302, 302, 302, 302, 302), BEGIN),
    ("prove", "round of falls", "GET",                           (302, 302, 302, 302, 302, 302, 302, 302, 302)),
    ("prove", "round of falls", "POST",                          (302, 302, 302, 302, 302, 302, 302, 302, 302)),
    ("sign_support", "sponsor of stan", "GET",                   (200, 200, 200, 200, 200, 200, 200, 200, 200)),
    ("sign_support", "sponsor of stan", "POST",                  (200, 200, 200, 200, 200, 200, 200, 200, 200)),
    ("applications", "nowhere", "GET",                           (302, 200, 200, 200, 200, 200, 200, 200, 200)),
    ("application", "draft of stan", "GET",                      (302, 404, 404, 404, 404, 404, 404, 404, 200)),
    ("application", "sent of stan", "GET",                       (302, 404, 404, 404, 200, 200, 404, 404, 200)),
    ("write_part", "part of stan", "GET",                        (302, 404, 404, 404, 404, 404, 404, 404, 200)),
    ("write_part", "part of stan", "POST",                       (302, 404, 404, 404, 404, 404, 404, 404, 302), PART),
    ("send_application", "draft of stan", "POST",                (302, 404, 404, 404, 404, 404, 404, 404, 302)),
    ("send_application", "sent of stan", "POST",                 (302, 404, 404, 404, 403, 403, 404, 404, 302)),
    ("withdraw_application", "draft of stan", "GET",             (302, 404, 404, 404, 404, 404, 404, 404, 200)),
    ("withdraw_application", "sent of stan", "POST",             (302, 404, 404, 404, 403, 403, 404, 404, 302)),
    ("add_writer", "draft of stan", "GET",                       (302, 404, 404, 404, 404, 404, 404, 404, 200)),
    ("add_writer", "sent of stan", "POST",                       (302, 404, 404, 404, 403, 403, 404, 404, 302), WRITER),
    ("remove_writer", "writer of stan", "POST",                  (302, 404, 404, 404, 404, 404, 404, 404, 302)),
    ("ask_for_support", "unsigned of stan", "POST",              (302, 404, 404, 404, 404, 404, 404, 404, 302)),
    ("record_support", "unsigned of stan", "GET",                (302, 404, 404, 404, 404, 404, 404, 404, 200)),
    ("record_support", "unsigned of stan", "POST",               (302, 404, 404, 404, 404, 404, 404, 404, 302),
     {"name": "Sam"}),
    ("review_own_readiness", "draft of stan", "GET",             (302, 404, 404, 404, 404, 404, 404, 404, 200)),
    ("review_own_readiness", "sent of stan", "POST",             (302, 404, 404, 404, 403, 403, 404, 404, 302), READY),
    ("take_place", "offer to stan", "GET",                       (302, 404, 404, 404, 403, 403, 404, 404, 200)),
    ("take_place", "offer to stan", "POST",                      (302, 404, 404, 404, 403, 403, 404, 404, 302), TAKE),
    ("take_place", "late offer to stan", "POST",                 (302, 404, 404, 404, 403, 403, 404, 404, 200), TAKE),
    ("give_up_place", "offer to stan", "GET",                    (302, 404, 404, 404, 403, 403, 404, 404, 200)),
    ("give_up_place", "offer to stan", "POST",                   (302, 404, 404, 404, 403, 403, 404, 404, 302),
     {"words": ""}),
    ("decide_application", "sent of stan", "GET",                (302, 404, 404, 404, 403, 200, 404, 404, 403)),
    ("decide_application", "sent of stan", "POST",               (302, 404, 404, 404, 403, 302, 404, 404, 403), DECIDE),
    ("extend_offer", "offer to stan", "GET",                     (302, 404, 404, 404, 403, 200, 404, 404, 403)),
    ("extend_offer", "offer to stan", "POST",                    (302, 404, 404, 404, 403, 302, 404, 404, 403), longer),
    ("let_offer_lapse", "late offer to stan", "POST",            (302, 404, 404, 404, 403, 302, 404, 404, 403)),
    ("form_team", "place of stan", "GET",                        (302, 404, 404, 404, 403, 200, 404, 404, 403)),
    ("form_team", "place of stan", "POST",                       (302, 404, 404, 404, 403, 302, 404, 404, 403),
     {"coach": ""}),
    ("selection", "falls", "GET",                                (302, 403, 403, 403, 200, 200, 404, 404, 404)),
    ("announce_recruitment", "falls", "GET",                     (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    ("announce_recruitment", "charter of falls, approved", "POST",
     (302, 403, 403, 403, 403, 302, 404, 404, 404), announcing),
    ("change_recruitment", "round of falls", "GET",              (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    ("change_recruitment", "round of falls", "POST",             (302, 403, 403, 403, 403, 302, 404, 404, 404),
     announcing),
    ("announce_decisions", "decisions of falls", "POST",         (302, 403, 403, 403, 403, 302, 404, 404, 404)),
]
PREWORK = [
    ("prework_of_all", "falls", "GET",                           (302, 403, 403, 403, 200, 200, 404, 404, 404)),
    ("prework", "ward 7", "GET",                                 (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("prework", "clinic", "GET",                                 (302, 404, 404, 404, 404, 404, 200, 403, 404)),
    ("sign_off", "aim of ward 7 to do", "GET",                   (302, 403, 403, 404, 200, 200, 404, 404, 404)),
    ("sign_off", "aim of ward 7 to do", "POST",                  (302, 403, 403, 404, 302, 302, 404, 404, 404),
     {"words": "Read it"}),
    ("undo_sign_off", "aim of ward 7 done", "GET",               (302, 403, 403, 404, 200, 200, 404, 404, 404)),
    ("undo_sign_off", "aim of ward 7 done", "POST",              (302, 403, 403, 404, 302, 302, 404, 404, 404), UNDO),
    ("readiness", "ward 7", "GET",                               (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("readiness", "clinic", "GET",                               (302, 404, 404, 404, 404, 404, 200, 403, 404)),
    ("review_readiness", "ward 7", "GET",                        (302, 200, 200, 404, 200, 403, 404, 404, 404)),
    ("review_readiness", "ward 7", "POST",                       (302, 302, 302, 404, 302, 403, 404, 404, 404), READY),
]
# fmt: on
ROWS = [(f"recruitment:{name}", *rest) for name, *rest in RECRUITMENT] + [
    (f"prework:{name}", *rest) for name, *rest in PREWORK
]
