"""Who reaches results and awards: rows of the table of access.

Esi directs the falls collaborative, whose teams do not see each other. What is published is for everybody; a draft for
those who lead, and a nomination for them and for whoever wrote it.
"""

from datetime import date

from allteach.core.language import language_now
from allteach.progress import actions
from allteach.progress.awards import AwardKind
from allteach.progress.models import Award, Nomination, Results
from allteach.progress.queries.results import results_from_record
from tests.factories import TimetableFactory

SAID = {
    "summary": "Fewer people fell.",
    "not_worked": "Socks did not help.",
    "limits": "Nobody else was counted.",
    "authors": "Falls",
    "licence": "CC-BY-4.0",
}
WRITTEN = {**SAID, "version": "0"}


def congress(world):
    """Falls after its congress."""
    if not hasattr(world.falls, "timetable"):
        TimetableFactory(space=world.falls, first_session=date(2025, 2, 3))
    return {"space": world.falls.slug}


def drafted(world):
    congress(world)
    if not Results.objects.exists():
        actions.write_results(collaborative=world.falls, by=world.esi, **SAID)
    return {"space": world.falls.slug}


def published(world):
    drafted(world)
    results = Results.objects.select_related("collaborative").get()
    if not results.versions.exists():
        told = results_from_record(results, language=language_now())
        actions.publish_results(results=results, told=told, by=world.esi)
    return {"space": world.falls.slug}


def taken_back(world):
    at = published(world)
    actions.take_back_results(results=Results.objects.get(), reason="A number was wrong.", by=world.esi)
    return {**at, "number": 1}


def award(world):
    congress(world)
    found = Award.objects.first() or actions.give_award(
        collaborative=world.falls, team=world.ward_7, award=AwardKind.TEACHING, why="They showed us.", by=world.esi
    )
    return {"team": "ward-7", "award": found.pk}


def nomination(world):
    congress(world)
    found = Nomination.objects.first() or actions.put_team_forward(
        collaborative=world.falls, team=world.ward_7, award=AwardKind.TEACHING, words="They showed us.", by=world.chidi
    )
    return {"space": "falls", "nomination": found.pk}


def nominated(world):
    return {"award": "honest_failure", "words": "They told us.", "team": world.ward_9.pk, "form_key": "put-forward"}


def given(world):
    return {"award": "honest_failure", "why": "They told us.", "team": world.ward_9.pk, "form_key": "given"}


def thanked(world):
    return {f"why_{world.ward_9.pk}": "For calling."}


PLACES = {
    "congress of falls": congress,
    "draft results of falls": drafted,
    "results of falls": published,
    "version 1 of falls": lambda world: {**published(world), "number": 1},
    "version 1 of falls, to cite": lambda world: {**published(world), "number": 1, "form": "bib"},
    "version 1 of falls, taken back": taken_back,
    "results of sugar": lambda world: {"space": world.sugar.slug},
    "congress of sugar": lambda world: {"space": world.sugar.slug},
    "awards of ward 7": lambda world: {"team": world.ward_7.slug},
    "award of ward 7": award,
    "nomination in falls": nomination,
}

EVERYBODY = (200,) * 9
NOBODY = (404,) * 9

# fmt: off
#                                                                             stranger amina ben  chidi dana esi  farah gil  stan
ROWS = [
    ("congress:results", "results of falls", "GET",                            EVERYBODY),
    ("congress:results", "results of sugar", "GET",                            NOBODY),
    ("congress:results_version", "version 1 of falls", "GET",                  EVERYBODY),
    ("congress:results_version", "version 1 of falls, taken back", "GET",      (410,) * 9),
    ("congress:results_file", "version 1 of falls", "GET",                     EVERYBODY),
    ("congress:results_file", "version 1 of falls, taken back", "GET",         NOBODY),
    ("congress:citation_file", "version 1 of falls, to cite", "GET",           EVERYBODY),
    ("congress:congress", "congress of falls", "GET",                          (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    ("congress:congress", "congress of sugar", "GET",                          (302, 404, 404, 404, 404, 404, 200, 200, 404)),
    ("congress:draft_results", "draft results of falls", "GET",                (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    ("congress:draft_results", "congress of sugar", "GET",                     (302, 404, 404, 404, 404, 404, 403, 403, 404)),
    ("congress:write_results", "congress of falls", "GET",                     (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    ("congress:write_results", "congress of falls", "POST",                    (302, 403, 403, 403, 403, 302, 404, 404, 404), WRITTEN),
    ("congress:publish_results", "draft results of falls", "GET",              (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    ("congress:publish_results", "draft results of falls", "POST",             (302, 403, 403, 403, 403, 302, 404, 404, 404), {"version": "1"}),
    ("congress:take_back_results", "results of falls", "GET",                  (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    ("congress:take_back_results", "results of falls", "POST",                 (302, 403, 403, 403, 403, 302, 404, 404, 404), {"reason": "Wrong"}),
    ("congress:put_team_forward", "congress of falls", "GET",                  (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    ("congress:put_team_forward", "congress of falls", "POST",                 (302, 200, 200, 200, 200, 302, 404, 404, 404), nominated),
    ("congress:leave_nomination", "nomination in falls", "POST",               (302, 404, 404, 403, 404, 302, 404, 404, 404)),
    ("congress:give_award", "congress of falls", "GET",                        (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    ("congress:give_award", "congress of falls", "POST",                       (302, 403, 403, 403, 403, 302, 404, 404, 404), given),
    ("congress:recognise_teams", "congress of falls", "GET",                   (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    ("congress:recognise_teams", "congress of falls", "POST",                  (302, 403, 403, 403, 403, 302, 404, 404, 404), thanked),
    ("congress:team_awards", "awards of ward 7", "GET",                        (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("congress:show_award", "award of ward 7", "POST",                         (302, 302, 403, 404, 403, 403, 404, 404, 404)),
    ("congress:take_back_award", "award of ward 7", "GET",                     (302, 403, 403, 404, 403, 200, 404, 404, 404)),
    ("congress:take_back_award", "award of ward 7", "POST",                    (302, 403, 403, 404, 403, 302, 404, 404, 404), {"reason": "Wrong"}),
    ("congress:certificate_file", "award of ward 7", "GET",                    (302, 200, 200, 404, 200, 200, 404, 404, 404)),
]
# fmt: on
