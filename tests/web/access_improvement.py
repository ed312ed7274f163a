"""Who reaches the pages of aims, tests of change and kept changes: rows of the table of access, in "improvement:".

A planned test stands with the team and its coach; a begun one with all who may know of the team. The ward keeps its
results to itself and those who lead its collaborative; the clinic shares them with the surgery.
"""

from datetime import date

from allteach.improvement import actions
from tests.factories import AimFactory, ChangeIdeaFactory, CycleFactory, ImplementedChangeFactory
from tests.web import access_spread

MARCH_3 = date(2025, 3, 3)


def planned(world, team="ward_7"):
    return CycleFactory(team=getattr(world, team), title="Goal card")


def begun(world, team="ward_7"):
    by = {"ward_7": world.amina, "clinic": world.farah}[team]
    return actions.begin_do(cycle=planned(world, team), started_on=MARCH_3, by=by)


def studying(world):
    return actions.record_do(cycle=begun(world), observations="x", ended_on=MARCH_3, by=world.amina)


def studied(world):
    outcomes = [{"outcome": "better"}]
    return actions.record_study(
        cycle=studying(world), outcomes=outcomes, results_summary="x", what_we_learned="y", by=world.amina
    )


def stopped(world):
    return actions.stop_cycle(cycle=begun(world), stopped_reason="x", by=world.amina)


def at(row):
    """What stands in the address of a numbered page of a team."""
    return {"team": row.team.slug, "number": row.number}


PLACES = {
    "planned test of ward 7": lambda world: at(planned(world)),
    "begun test of ward 7": lambda world: at(begun(world)),
    "ended test of ward 7": lambda world: at(studying(world)),
    "studied test of ward 7": lambda world: at(studied(world)),
    "stopped test of ward 7": lambda world: at(stopped(world)),
    "planned test of the clinic": lambda world: at(planned(world, "clinic")),
    "begun test of the clinic": lambda world: at(begun(world, "clinic")),
    "planned ramp of ward 7": lambda world: {"team": "ward-7", "ramp": planned(world).ramp.slug},
    "begun ramp of the clinic": lambda world: {"team": "clinic", "ramp": begun(world, "clinic").ramp.slug},
    "kept change of ward 7": lambda world: at(kept(world)),
    "falls": lambda world: {"space": world.falls.slug},
    "sugar": lambda world: {"space": world.sugar.slug},
    "idea of falls": lambda world: {"space": "falls", "idea": ChangeIdeaFactory(space=world.falls, owner=world.ben).pk},
    "idea of sugar": lambda world: {"space": "sugar", "idea": ChangeIdeaFactory(space=world.sugar).pk},
    "map of ward 7": lambda world: mapped(world),
    "no map of ward 7": lambda world: {"team": "ward-7", "shows": "wished"},
    "map of the clinic": lambda world: mapped(world, "clinic"),
    "first map of ward 7": lambda world: {**mapped(world), "number": 1},
    "unknown map of ward 7": lambda world: {**mapped(world), "shows": "never"},
    "aim of ward 7": lambda world: {"team": AimFactory(team=world.ward_7).team.slug},
}


def mapped(world, team="ward_7"):
    by = {"ward_7": world.amina, "clinic": world.farah}[team]
    step = {"words": "Patient checks in", "goes_wrong": "Nobody is there"}
    drawn = actions.draw_process_map(team=getattr(world, team), name="A visit", steps=[step], by=by).process_map
    return {"team": drawn.team.slug, "shows": drawn.shows}


def kept(world):
    change = ImplementedChangeFactory(team=world.ward_7)
    change.charts.add(world.ward_7_falls)
    return change


START = {"title": "Goal card", "prediction": "Five minutes", "planned_end_on": "2026-03-14", "form_key": "one"}
PLAN = {
    "title": "Goal card",
    "purpose": "test",
    "ethics": "routine_improvement",
    "prediction_1": "Five minutes",
}
DECISION = {"decision": "abandon", "rationale": "It did not help"}
CLOSE = {
    **DECISION,
    "observations": "x",
    "what_we_learned": "y",
    "outcome_1": "worse",
    "started_on": "2025-03-03",
    "ended_on": "2025-03-04",
}
BEGIN = {"started_on": "2025-03-03"}
STOP = {"stopped_reason": "x"}
LESSON = {"lesson": "x"}
MAP = {"name": "A visit", "count": "2", "words_1": "Check in", "kind_1": "start", "minutes_2": ""}
AGREE = {"perspective": "patient"}
STUDY = {"outcome_1": "worse", "results_summary": "x", "what_we_learned": "y"}
AIM = {
    "what_improves": "reduce falls",
    "target_value": "3",
    "by_when_day": "30",
    "by_when_month": "6",
    "by_when_year": "2027",
}


def change(world):
    """A kept change, filled in."""
    return {
        "title": "Rails down",
        "kept_on": "2025-03-03",
        "owner_post": "Nurse lead",
        "charts": [world.ward_7_falls.pk],
        "status": "in_place",
        "form_key": "one",
    }


IDEA = {
    "title": "Rails down",
    "plain_summary": "Bed rails stay down.",
    "evidence": "untested",
    "origin": "team",
    "form_key": "one",
}

# fmt: off
#                                                       stranger amina ben  chidi dana esi  farah gil  stan
ROWS = [
    ("ideas", "falls", "GET",                             (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    ("ideas", "sugar", "GET",                             (302, 404, 404, 404, 404, 404, 200, 200, 404)),
    ("idea", "idea of falls", "GET",                      (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    ("idea", "idea of sugar", "GET",                      (302, 404, 404, 404, 404, 404, 200, 200, 404)),
    ("add_change_idea", "falls", "GET",                   (302, 200, 200, 200, 403, 200, 404, 404, 404)),
    ("add_change_idea", "falls", "POST",                  (302, 302, 302, 302, 403, 302, 404, 404, 404), IDEA),
    ("revise_change_idea", "idea of falls", "GET",        (302, 403, 200, 403, 403, 200, 404, 404, 404)),
    ("revise_change_idea", "idea of falls", "POST",       (302, 403, 302, 403, 403, 302, 404, 404, 404), IDEA),
    ("cycles", "ward 7", "GET",                           (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("cycles", "clinic", "GET",                           (302, 404, 404, 404, 404, 404, 200, 200, 404)),
    ("start_cycle", "ward 7", "GET",                      (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("start_cycle", "ward 7", "POST",                     (302, 302, 302, 404, 403, 403, 404, 404, 404), START),
    ("cycle", "planned test of ward 7", "GET",            (302, 200, 200, 404, 200, 404, 404, 404, 404)),
    ("cycle", "begun test of ward 7", "GET",              (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("cycle", "stopped test of ward 7", "GET",            (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("cycle", "planned test of the clinic", "GET",        (302, 404, 404, 404, 404, 404, 200, 404, 404)),
    ("cycle", "begun test of the clinic", "GET",          (302, 404, 404, 404, 404, 404, 200, 200, 404)),
    ("plan_cycle", "planned test of ward 7", "GET",       (302, 200, 200, 404, 403, 404, 404, 404, 404)),
    ("plan_cycle", "planned test of ward 7", "POST",      (302, 302, 302, 404, 403, 404, 404, 404, 404), PLAN),
    ("plan_cycle", "stopped test of ward 7", "GET",       (302, 403, 403, 404, 403, 403, 404, 404, 404)),
    ("begin_do", "planned test of ward 7", "GET",         (302, 200, 200, 404, 403, 404, 404, 404, 404)),
    ("begin_do", "planned test of ward 7", "POST",        (302, 302, 302, 404, 403, 404, 404, 404, 404), BEGIN),
    ("record_do", "begun test of ward 7", "GET",          (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("record_do", "begun test of ward 7", "POST",         (302, 302, 302, 404, 403, 403, 404, 404, 404), BEGIN),
    ("record_do", "begun test of the clinic", "GET",      (302, 404, 404, 404, 404, 404, 200, 403, 404)),
    ("record_study", "ended test of ward 7", "GET",       (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("record_study", "ended test of ward 7", "POST",      (302, 302, 302, 404, 403, 403, 404, 404, 404), STUDY),
    ("decide", "studied test of ward 7", "GET",           (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("decide", "studied test of ward 7", "POST",          (302, 302, 302, 404, 403, 403, 404, 404, 404), DECISION),
    ("close_cycle", "planned test of ward 7", "GET",      (302, 200, 200, 404, 403, 404, 404, 404, 404)),
    ("close_cycle", "planned test of ward 7", "POST",     (302, 302, 302, 404, 403, 404, 404, 404, 404), CLOSE),
    ("stop_cycle", "begun test of ward 7", "GET",         (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("stop_cycle", "begun test of ward 7", "POST",        (302, 302, 302, 404, 403, 403, 404, 404, 404), STOP),
    ("correct_dates", "begun test of ward 7", "GET",      (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("correct_dates", "begun test of ward 7", "POST",     (302, 302, 302, 404, 403, 403, 404, 404, 404), BEGIN),
    ("correct_dates", "planned test of ward 7", "GET",    (302, 403, 403, 404, 403, 404, 404, 404, 404)),
    ("share_lesson", "stopped test of ward 7", "GET",     (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("share_lesson", "stopped test of ward 7", "POST",    (302, 302, 302, 404, 403, 403, 404, 404, 404), LESSON),
    ("ramp", "planned ramp of ward 7", "GET",             (302, 200, 200, 404, 200, 404, 404, 404, 404)),
    ("ramp", "begun ramp of the clinic", "GET",           (302, 404, 404, 404, 404, 404, 200, 200, 404)),
    ("changes", "ward 7", "GET",                          (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("implement_change", "ward 7", "GET",                 (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("implement_change", "ward 7", "POST",                (302, 302, 302, 404, 403, 403, 404, 404, 404), change),
    ("change", "kept change of ward 7", "GET",            (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("revise_change", "kept change of ward 7", "GET",     (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("revise_change", "kept change of ward 7", "POST",    (302, 302, 302, 404, 403, 403, 404, 404, 404), change),
    ("process_maps", "ward 7", "GET",                     (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("process_map", "map of ward 7", "GET",               (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("process_map", "no map of ward 7", "GET",            (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("process_map", "unknown map of ward 7", "GET",       (302, 404, 404, 404, 404, 404, 404, 404, 404)),
    ("process_map", "map of the clinic", "GET",           (302, 404, 404, 404, 404, 404, 200, 200, 404)),
    ("process_map_version", "first map of ward 7", "GET", (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("draw_process_map", "map of ward 7", "GET",          (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("draw_process_map", "map of ward 7", "POST",         (302, 302, 302, 404, 403, 403, 404, 404, 404), MAP),
    ("aim", "aim of ward 7", "GET",                       (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("write_aim", "ward 7", "GET",                        (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("write_aim", "ward 7", "POST",                       (302, 302, 302, 404, 403, 403, 404, 404, 404), AIM),
    ("agree_to_aim", "aim of ward 7", "GET",              (302, 200, 200, 404, 200, 403, 404, 404, 404)),
    ("agree_to_aim", "aim of ward 7", "POST",             (302, 302, 302, 404, 302, 403, 404, 404, 404), AGREE),
]
# fmt: on
ROWS += access_spread.ROWS
PLACES |= access_spread.PLACES
