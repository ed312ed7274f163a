"""Who reaches the pages of how changes spread: rows of the table of access, in "improvement:".

A draft stands with the team and its coach; a plan that was put forward with all who may know of the team.
"""

from datetime import date

from allteach.improvement import actions
from allteach.improvement.rating import HOLDS as HOLDS_ITEMS
from allteach.spaces.roles import Role
from tests.factories import CycleFactory, ImplementedChangeFactory, MembershipFactory, SpreadPlanFactory

READY = {
    "executive_sponsor": "Medical director",
    "day_to_day_leader": "Nurse lead",
    "core_components": "The patient's own words",
    "adoption_measure": "Goals written, by clinician",
}


def draft(world, team="ward_7"):
    return SpreadPlanFactory(team=getattr(world, team), title="Goal card", **READY)


def proposed(world, team="ward_7"):
    by = {"ward_7": world.amina, "clinic": world.farah}[team]
    return actions.propose_spread_plan(plan=draft(world, team), by=by)


def unit_of(plan, by, *, is_begun=False):
    (unit,) = actions.name_units(plan=plan, names=["Room 1"], by=by)
    if is_begun:
        actions.move_unit(unit=unit, state="aware", on=date(2025, 3, 10), by=by)
    return {**at(plan), "unit": unit.number}


def at(plan):
    return {"team": plan.team.slug, "number": plan.number}


def held(world, *, is_over=False):
    change = ImplementedChangeFactory(team=world.ward_7)
    change.charts.add(world.ward_7_falls)
    actions.write_control_plan(
        change=change,
        chart=world.ward_7_falls,
        standard_work="Handbook, page 4",
        reviewer_post="Ward manager",
        response="Huddle",
        by=world.amina,
    )
    if is_over:
        actions.revise_implemented_change(
            change=change, status="lapsed", over_on=date(2025, 9, 1), status_reason="x", by=world.amina
        )
    return {"team": "ward-7", "number": change.number}


def sponsored(world):
    return MembershipFactory(space=world.ward_7, role=Role.SPONSOR, person=world.stan)


def remarked(world):
    """Where a test with a remark of the coach is, and where the remark is."""
    cycle = CycleFactory(team=world.ward_7, title="Goal card")
    remark = actions.remark_on_cycle(cycle=cycle, words="Say what you expect.", by=world.dana)
    place = {"team": "ward-7", "number": cycle.number}
    return place, {**place, "remark": remark.pk}


def control(world):
    """A control plan, filled in."""
    return {
        "standard_work": "Handbook, page 4",
        "owner_post": "Nurse lead",
        "chart": world.ward_7_falls.pk,
        "frequency": "monthly",
        "reviewer_post": "Ward manager",
        "response": "Huddle",
    }


PLACES = {
    "held change of ward 7": lambda world: held(world),
    "lapsed change of ward 7": lambda world: held(world, is_over=True),
    "held change of ward 7 and its sponsor": lambda world: sponsored(world) and held(world),
    "test of ward 7 with a remark": lambda world: remarked(world)[0],
    "remark on a test of ward 7": lambda world: remarked(world)[1],
    "draft plan of ward 7": lambda world: at(draft(world)),
    "plan of ward 7": lambda world: at(proposed(world)),
    "plan of the clinic": lambda world: at(proposed(world, "clinic")),
    "unit of ward 7": lambda world: unit_of(proposed(world), world.amina),
    "begun unit of ward 7": lambda world: unit_of(proposed(world), world.amina, is_begun=True),
    "no unit of ward 7": lambda world: {**unit_of(proposed(world), world.amina), "unit": 9},
}

FRAME = {
    "title": "Goal card",
    "unit_word": "clinicians",
    "units_in_all": "9",
    "aim_units": "8",
    "starts_on": "2025-03-01",
    "reach_by": "2025-09-01",
    "curve": "even",
}
START = {**FRAME, "form_key": "one"}
WRITE = {**FRAME, "phase": "spreading"}
NAMES = {"names": "Room 1\nRoom 2"}
MOVE = {"state": "aware", "on": "2025-03-10"}
RENAME = {"name": "Room 2"}
RATE = dict.fromkeys(("advantage", "compatibility", "simplicity", "trialability", "observability"), "4")

CHECK = {"outcome": "held", "seen": "Six of six", "checked_on": "2025-09-02"}
REMARK = {"words": "One thing more."}
HOLDS = {item.key: "4" for item in HOLDS_ITEMS}

# fmt: off
#                                                       stranger amina ben  chidi dana esi  farah gil  stan
ROWS = [
    ("spread_of_teams", "falls", "GET",                   (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    ("spread_of_teams", "sugar", "GET",                   (302, 404, 404, 404, 404, 404, 200, 200, 404)),
    ("spread", "ward 7", "GET",                           (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("start_spread_plan", "ward 7", "GET",                (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("start_spread_plan", "ward 7", "POST",               (302, 302, 302, 404, 403, 403, 404, 404, 404), START),
    ("spread_plan", "draft plan of ward 7", "GET",        (302, 200, 200, 404, 200, 404, 404, 404, 404)),
    ("spread_plan", "plan of ward 7", "GET",              (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("spread_plan", "plan of the clinic", "GET",          (302, 404, 404, 404, 404, 404, 200, 200, 404)),
    ("revise_spread_plan", "plan of ward 7", "GET",       (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("revise_spread_plan", "plan of ward 7", "POST",      (302, 302, 302, 404, 403, 403, 404, 404, 404), WRITE),
    ("propose_spread_plan", "draft plan of ward 7", "POST", (302, 302, 302, 404, 403, 404, 404, 404, 404)),
    ("approve_spread_plan", "plan of ward 7", "POST",     (302, 302, 403, 404, 403, 403, 404, 404, 404)),
    ("approve_spread_plan", "draft plan of ward 7", "POST", (302, 403, 403, 404, 403, 404, 404, 404, 404)),
    ("rate_spread_plan", "plan of ward 7", "GET",         (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("rate_spread_plan", "plan of ward 7", "POST",        (302, 302, 302, 404, 403, 403, 404, 404, 404), RATE),
    ("name_units", "plan of ward 7", "GET",               (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("name_units", "plan of ward 7", "POST",              (302, 302, 302, 404, 403, 403, 404, 404, 404), NAMES),
    ("move_unit", "unit of ward 7", "GET",                (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("move_unit", "unit of ward 7", "POST",               (302, 302, 302, 404, 403, 403, 404, 404, 404), MOVE),
    ("move_unit", "no unit of ward 7", "GET",             (302, 404, 404, 404, 404, 404, 404, 404, 404)),
    ("rename_unit", "unit of ward 7", "GET",              (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("rename_unit", "unit of ward 7", "POST",             (302, 302, 302, 404, 403, 403, 404, 404, 404), RENAME),
    ("write_control_plan", "held change of ward 7", "GET",    (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("write_control_plan", "held change of ward 7", "POST",   (302, 302, 302, 404, 403, 403, 404, 404, 404), control),
    ("write_control_plan", "lapsed change of ward 7", "GET",  (302, 403, 403, 404, 403, 403, 404, 404, 404)),
    ("approve_control_plan", "held change of ward 7", "POST", (302, 403, 403, 404, 403, 403, 404, 404, 404)),
    # The sponsor signs, not the team: whoever holds the change does not also stand behind it.
    ("approve_control_plan", "held change of ward 7 and its sponsor", "POST",
                                                          (302, 403, 403, 404, 403, 403, 404, 404, 302)),
    ("remark_on_cycle", "test of ward 7 with a remark", "POST",
                                                          (302, 403, 403, 404, 302, 404, 404, 404, 404), REMARK),
    ("read_remarks", "test of ward 7 with a remark", "POST", (302, 302, 302, 404, 403, 404, 404, 404, 404)),
    ("take_back_remark", "remark on a test of ward 7", "POST", (302, 403, 403, 404, 302, 404, 404, 404, 404)),
    ("check_change", "held change of ward 7", "GET",      (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("check_change", "held change of ward 7", "POST",     (302, 302, 302, 404, 403, 403, 404, 404, 404), CHECK),
    ("rate_change", "held change of ward 7", "GET",       (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("rate_change", "held change of ward 7", "POST",      (302, 302, 302, 404, 403, 403, 404, 404, 404), HOLDS),
    ("take_back_step", "begun unit of ward 7", "POST",    (302, 302, 302, 404, 403, 403, 404, 404, 404)),
]
# fmt: on
