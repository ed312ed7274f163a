"""A spread plan: begun, written, put forward, approved; the units it reaches and the days on which they went a step."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.core.models import Event
from allteach.improvement import actions, events
from allteach.improvement.models import SpreadPlan, SpreadStep
from allteach.improvement.permissions import can_approve_spread_plan, can_plan_spread
from allteach.improvement.queries.spread import (
    Turn,
    adoption_in,
    adoption_of,
    adoptions_of,
    plans_waiting,
    spread_in,
)
from allteach.improvement.spreading import COMPONENTS, UnitState, planned_share
from allteach.spaces.roles import Role
from tests.factories import (
    ChangeIdeaFactory,
    ImplementedChangeFactory,
    MembershipFactory,
    SpreadPlanFactory,
    TeamMeasureFactory,
)

MARCH, APRIL, MAY, JUNE = (date(2025, month, 10) for month in (3, 4, 5, 6))
PLAN = {
    "title": "Goal card with every clinician",
    "unit_word": "clinicians",
    "units_in_all": 9,
    "aim_units": 8,
    "starts_on": date(2025, 3, 1),
    "reach_by": date(2025, 9, 1),
}
READY = {
    "executive_sponsor": "Medical director",
    "day_to_day_leader": "Nurse lead",
    "core_components": "The patient's own words",
    "adoption_measure": "Goals written, by clinician",
}


def refused_fields(refused):
    return sorted(refused.value.error_dict)


def start(world, **given):
    return actions.start_spread_plan(**{"team": world.ward_7, "by": world.amina, **PLAN, **given})


def named(world, *names, **given):
    plan = SpreadPlanFactory(team=world.ward_7, **given)
    return actions.name_units(plan=plan, names=names or ("Dr in room 2",), by=world.amina)


def moved(world, unit, state, on, **given):
    return actions.move_unit(unit=unit, state=state, on=on, **given, by=world.amina)


@pytest.fixture
def sponsor(world):
    return MembershipFactory(space=world.ward_7, role=Role.SPONSOR).person


# --- the plan -----------------------------------------------------------------------------------------------------


def test_a_plan_is_begun_as_a_draft_of_the_team(world):
    plan = start(world, charts=[world.ward_7_falls], waves="Volunteers first")

    assert (plan.number, plan.state, plan.audience, plan.waves) == (1, "draft", "team", "Volunteers first")
    assert list(plan.charts.all()) == [world.ward_7_falls]
    event = Event.objects.get(name=events.SPREAD_PLAN_STARTED)
    assert (event.subject, event.facts["aim_units"], event.facts["reach_by"]) == (plan.pk, 8, "2025-09-01")
    assert start(world).number == 2


def test_a_plan_that_spreads_a_kept_change_knows_its_idea(world):
    kept = ImplementedChangeFactory(team=world.ward_7)

    assert start(world, kept_change=kept).change_idea == kept.change_idea


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"title": ""}, ["title"]),
        ({"unit_word": " "}, ["unit_word"]),
        ({"units_in_all": None}, ["units_in_all"]),
        ({"units_in_all": 0, "aim_units": 0}, ["aim_units", "units_in_all"]),
        ({"aim_units": None, "starts_on": None, "reach_by": None}, ["aim_units", "reach_by", "starts_on"]),
        ({"aim_units": 10}, ["aim_units"]),
        ({"reach_by": date(2025, 3, 1)}, ["reach_by"]),
        ({"reach_by": date(2925, 3, 1)}, ["reach_by"]),
        ({"curve": "steep"}, ["curve"]),
        ({"opinion_leaders": "Mrs O. decides"}, ["opinion_leaders"]),
    ],
)
def test_a_plan_that_cannot_be_is_refused_at_its_field(world, given, fields):
    with pytest.raises(ValidationError) as refused:
        start(world, **given)

    assert refused_fields(refused) == fields
    assert not SpreadPlan.objects.exists()


def test_a_plan_takes_its_change_idea_and_charts_from_near(world):
    elsewhere = {
        "kept_change": ImplementedChangeFactory(team=world.clinic),
        "charts": [TeamMeasureFactory(team=world.ward_9)],
    }
    with pytest.raises(ValidationError) as refused:
        start(world, **elsewhere, change_idea=ChangeIdeaFactory(space=world.sugar))

    assert refused_fields(refused) == ["change_idea", "charts", "kept_change"]


def test_a_plan_asks_nothing_else(world):
    with pytest.raises(TypeError, match="colour"):
        start(world, colour="red")


def test_a_plan_is_written_further_and_what_is_not_given_stays(world):
    plan = start(world, waves="Volunteers first", charts=[world.ward_7_falls])

    revised = actions.revise_spread_plan(plan=plan, messages="It is quicker", version=1, by=world.ben)
    again = actions.revise_spread_plan(plan=plan, charts=[], by=world.ben)

    assert (revised.waves, revised.messages, revised.version) == ("Volunteers first", "It is quicker", 2)
    assert list(again.charts.all()) == []
    assert Event.objects.filter(name=events.SPREAD_PLAN_REVISED).first().facts["changed"] == ["messages"]


def test_two_who_write_at_once_lose_nothing(world):
    plan = start(world)
    actions.revise_spread_plan(plan=plan, waves="a", version=1, by=world.ben)

    with pytest.raises(ValidationError) as refused:
        actions.revise_spread_plan(plan=plan, waves="b", version=1, by=world.amina)

    assert refused.value.code == "conflict"


def test_a_plan_cannot_shrink_below_what_has_happened(world):
    unit, _other = named(world, "Room 1", "Room 2")
    moved(world, unit, "aware", MARCH)

    with pytest.raises(ValidationError) as refused:
        actions.revise_spread_plan(
            plan=unit.plan,
            units_in_all=1,
            aim_units=1,
            starts_on=APRIL,
            charts=[TeamMeasureFactory(team=world.ward_9)],
            by=world.amina,
        )

    assert refused_fields(refused) == ["charts", "starts_on", "units_in_all"]


def test_a_plan_is_put_forward_once_those_who_approve_can_decide(world):
    plan = start(world)
    with pytest.raises(ValidationError) as refused:
        actions.propose_spread_plan(plan=plan, by=world.amina)
    assert refused_fields(refused) == sorted(READY)

    actions.revise_spread_plan(plan=plan, **READY, by=world.amina)
    proposed = actions.propose_spread_plan(plan=plan, by=world.amina)

    assert (proposed.state, proposed.audience) == ("proposed", "collaborative")
    assert list(plans_waiting([world.ward_7.pk])) == [proposed]
    with pytest.raises(ValidationError, match="put forward already"):
        actions.propose_spread_plan(plan=plan, by=world.amina)


def test_the_sponsor_or_the_lead_approves_and_a_change_asks_again(world, sponsor):
    plan = start(world, **READY)
    assert not can_approve_spread_plan(sponsor, plan)
    with pytest.raises(ValidationError, match="draft still"):
        actions.approve_spread_plan(plan=plan, by=sponsor)

    plan = actions.propose_spread_plan(plan=plan, by=world.amina)
    assert [can_approve_spread_plan(person, plan) for person in (sponsor, world.amina, world.ben, world.dana)] == [
        *(True, True, False, False)
    ]
    approved = actions.approve_spread_plan(plan=plan, by=sponsor)
    assert (approved.state, approved.approved_by) == ("approved", sponsor)
    assert actions.approve_spread_plan(plan=plan, by=sponsor).version == approved.version
    assert not can_approve_spread_plan(sponsor, approved)

    still = actions.revise_spread_plan(plan=plan, phase="spreading", by=world.amina)
    assert (still.state, still.phase) == ("approved", "spreading")
    again = actions.revise_spread_plan(plan=plan, aim_units=9, by=world.amina)
    assert (again.state, again.approved_by) == ("proposed", None)


def test_the_team_plans_and_nobody_else(world, sponsor):
    people = (world.amina, world.ben, world.dana, world.esi, sponsor)

    assert [can_plan_spread(person, world.ward_7) for person in people] == [True, True, False, False, False]


def test_every_component_asks_fields_that_a_plan_has():
    fields = [name for component in COMPONENTS for name in component.fields]

    assert len(COMPONENTS) == 7
    assert len(set(fields)) == len(fields) == 22
    assert set(fields) <= {field.name for field in SpreadPlan._meta.get_fields()}


# --- the units ----------------------------------------------------------------------------------------------------


def test_units_are_named_by_post_or_place_and_no_name_twice(world):
    units = named(world, "Dr in  room 2", " ", "dr in room 2", "Evening nurses")

    assert [(unit.number, unit.name) for unit in units] == [(1, "Dr in room 2"), (2, "Evening nurses")]
    assert [str(unit) for unit in units] == ["Dr in room 2", "Evening nurses"]
    assert Event.objects.get(name=events.SPREAD_UNITS_NAMED).facts["count"] == 2


@pytest.mark.parametrize(
    "names", [["", " "], ["Room 1"], ["Room 2", "Room 3", "Room 4"], ["Mrs O."], ["Mrs O.", "Mrs P."]]
)
def test_more_units_than_there_are_or_a_person_are_refused(world, names):
    plan = named(world, "Room 1", units_in_all=3, aim_units=3)[0].plan

    with pytest.raises(ValidationError) as refused:
        actions.name_units(plan=plan, names=names, by=world.amina)

    assert refused_fields(refused) == ["names"]
    assert plan.units.count() == 1


def test_a_unit_gets_another_name(world):
    unit, _other = named(world, "Room 1", "Room 2")

    assert actions.rename_unit(unit=unit, name="Room  9", by=world.amina).name == "Room 9"
    with pytest.raises(ValidationError) as refused:
        actions.rename_unit(unit=unit, name="room 2", by=world.amina)
    assert refused_fields(refused) == ["name"]


def test_a_unit_goes_step_by_step_and_each_is_remembered(world):
    (unit,) = named(world)

    for state, on in (("aware", MARCH), ("testing", APRIL), ("adopted", MAY), ("sustained", JUNE)):
        moved(world, unit, state, on)

    assert [(step.state, step.on) for step in unit.steps.all()] == [
        *(("aware", MARCH), ("testing", APRIL), ("adopted", MAY), ("sustained", JUNE))
    ]
    event = Event.objects.filter(name=events.SPREAD_UNIT_MOVED).last()
    assert (event.facts["before"], event.facts["state"], event.facts["unit"]) == ("adopted", "sustained", 1)
    assert str(unit.steps.first()) == "Dr in room 2: Knows of it"


def test_whoever_jumps_says_since_when_they_knew(world):
    (unit,) = named(world)
    with pytest.raises(ValidationError) as refused:
        moved(world, unit, "adopted", MAY)
    assert refused_fields(refused) == ["aware_on"]

    moved(world, unit, "adopted", MAY, aware_on=APRIL)

    assert [(step.state, step.on) for step in unit.steps.all()] == [("aware", APRIL), ("adopted", MAY)]


def test_the_same_step_again_changes_nothing(world):
    (unit,) = named(world)
    first = moved(world, unit, "aware", MARCH)

    assert moved(world, unit, "aware", MARCH) == first
    assert SpreadStep.objects.count() == 1


@pytest.mark.parametrize(
    ("step", "field"),
    [
        ({"state": "", "on": MAY}, "state"),
        ({"state": "dancing", "on": MAY}, "state"),
        ({"state": "aware", "on": None}, "on"),
        ({"state": "aware", "on": date(2025, 2, 1)}, "on"),
        ({"state": "aware", "on": timezone.localdate() + timedelta(days=2)}, "on"),
        ({"state": "adopted", "on": MAY, "aware_on": JUNE}, "aware_on"),
        ({"state": "adopted", "on": MAY, "aware_on": date(2025, 2, 1)}, "aware_on"),
        ({"state": "sustained", "on": MAY, "aware_on": APRIL}, "state"),
        ({"state": "declined", "on": MAY}, "reason"),
        ({"state": "declined", "on": MAY, "reason": "Mrs O. said so"}, "reason"),
        ({"state": "not_started", "on": MAY}, "state"),
    ],
)
def test_a_step_that_cannot_be_is_refused_at_its_field(world, step, field):
    (unit,) = named(world)

    with pytest.raises(ValidationError) as refused:
        moved(world, unit, **step)

    assert refused_fields(refused) == [field]
    assert not unit.steps.exists()


def test_steps_follow_each_other_in_time(world):
    (unit,) = named(world)
    moved(world, unit, "aware", APRIL)

    with pytest.raises(ValidationError) as early:
        moved(world, unit, "testing", MARCH)
    with pytest.raises(ValidationError) as twice:
        moved(world, unit, "aware", MAY)

    assert refused_fields(early) == ["on"]
    assert refused_fields(twice) == ["state"]


def test_the_last_step_can_be_taken_back(world):
    (unit,) = named(world)
    moved(world, unit, "aware", MARCH)
    moved(world, unit, "declined", APRIL, reason="Too little time")

    actions.take_back_step(unit=unit, by=world.amina)

    assert unit.steps.get().state == "aware"
    assert Event.objects.get(name=events.SPREAD_STEP_TAKEN_BACK).facts["state"] == "declined"
    actions.take_back_step(unit=unit, by=world.amina)
    with pytest.raises(ValidationError, match="Nothing was said"):
        actions.take_back_step(unit=unit, by=world.amina)


# --- how far it is ------------------------------------------------------------------------------------------------


@pytest.fixture
def spreading(world):
    """Three of four rooms came to work this way, one of them stopped; one never began."""
    first, second, third, _fourth = named(world, "Room 1", "Room 2", "Room 3", "Room 4")
    moved(world, first, "aware", MARCH)
    moved(world, first, "adopted", APRIL)
    moved(world, second, "adapted", APRIL, aware_on=MARCH, reason="Shorter")
    moved(world, third, "adopted", MAY, aware_on=MARCH)
    moved(world, third, "declined", JUNE, reason="No time")
    return first.plan


def test_adoption_is_counted_day_by_day(world, spreading):
    adoption = adoption_in(spreading, until=date(2025, 6, 30))

    assert (adoption.working, adoption.declined) == (2, 1)
    assert adoption.turns == (Turn(APRIL, 2), Turn(MAY, 3), Turn(JUNE, 2))
    assert adoption.counted == [
        (UnitState.NOT_STARTED, 6),
        (UnitState.ADOPTED, 1),
        (UnitState.ADAPTED, 1),
        (UnitState.DECLINED, 1),
    ]
    assert [unit.days_to_adopt for unit in adoption.units] == [31, 31, 61, None]
    assert adoption.days_to_adopt == 31
    assert round(adoption.a_month, 2) == 0.5
    assert [unit.is_working for unit in adoption.units] == [True, True, False, False]
    assert [unit.has_known for unit in adoption.units] == [True, True, True, False]


def test_adoption_until_a_day_knows_nothing_of_what_came_later(world, spreading):
    adoption = adoption_in(spreading, until=APRIL)

    assert (adoption.working, adoption.turns) == (2, (Turn(APRIL, 2),))


def test_a_plan_of_which_nothing_has_begun_has_no_rate(world):
    adoption = adoption_in(SpreadPlanFactory(team=world.ward_7), until=date(2025, 3, 5))

    assert (adoption.working, adoption.turns, adoption.a_month, adoption.days_to_adopt) == (0, (), None, None)
    assert adoption.counted == [(UnitState.NOT_STARTED, 9)]


@pytest.mark.parametrize(
    ("curve", "shares"),
    [("even", [0, 0, 0.25, 0.5, 0.75, 1, 1]), ("slow_start", [0, 0, 0.1, 0.5, 0.9, 1, 1])],
)
def test_the_planned_curve_runs_from_nothing_to_the_aim(curve, shares):
    starts_on, reach_by = date(2025, 1, 1), date(2025, 4, 11)  # A hundred days.
    days = [starts_on + timedelta(days=days) for days in (-9, 0, 25, 50, 75, 100, 130)]

    assert [round(planned_share(curve, starts_on, reach_by, day), 2) for day in days] == shares


def test_the_plan_says_how_many_are_planned_for_a_day(world):
    adoption = adoption_in(SpreadPlanFactory(team=world.ward_7), until=date(2025, 6, 1))

    assert round(adoption.planned, 2) == 4.0


@pytest.mark.parametrize("plans", [1, 3])
def test_adoption_of_many_teams_is_read_in_three_queries(world, django_assert_num_queries, plans):
    for _ in range(plans):
        plan = SpreadPlanFactory(team=world.clinic, audience="collaborative")
        (unit,) = actions.name_units(plan=plan, names=["Room 1"], by=world.farah)
        actions.move_unit(unit=unit, state="aware", on=MARCH, by=world.farah)
    teams = [world.clinic.pk, world.surgery.pk]
    assert world.gil.standing

    with django_assert_num_queries(3):  # Plans with names, units, steps.
        found = adoptions_of(teams, seen_by=world.gil)

    assert [len(found.get(team, [])) for team in teams] == [plans, 0]
    assert len(spread_in(world.sugar, seen_by=world.gil)) == plans
    assert adoption_of(world.surgery, seen_by=world.gil) == []


def test_a_draft_is_seen_by_the_team_alone(world, sponsor):
    SpreadPlanFactory(team=world.ward_7)

    assert [
        len(adoption_of(world.ward_7, seen_by=person)) for person in (world.ben, world.dana, sponsor, world.esi)
    ] == [*(1, 1, 0, 0)]
