"""How a kept change is held: the control plan, the checks of the first year, and charts that turn the wrong way."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.core.models import Event
from allteach.improvement import actions, events
from allteach.improvement.holding import check_days, months_later
from allteach.improvement.models import ControlPlan, HoldCheck
from allteach.improvement.permissions import can_approve_control_plan, can_hold_change
from allteach.improvement.queries.control import held, held_by, held_everywhere, plans_to_approve, slipping
from allteach.spaces.models import Space
from allteach.spaces.roles import Role
from tests.factories import ImplementedChangeFactory, MeasureFactory, MembershipFactory, TeamMeasureFactory

PLAN = {
    "standard_work": "Rails stay down: ward handbook, page 4",
    "reviewer_post": "Ward manager",
    "response": "Huddle the next morning",
    "stop_doing": "Rails up at night",
}
KEPT = date(2025, 6, 2)
FIRST = date(2025, 9, 2)


@pytest.fixture
def change(world):
    change = ImplementedChangeFactory(team=world.ward_7, kept_on=KEPT)
    change.charts.add(world.ward_7_falls)
    return change


def hold(world, change, **given):
    return actions.write_control_plan(
        **{"change": change, "chart": world.ward_7_falls, **PLAN, "by": world.amina, **given}
    )


def check(world, change, outcome="held", checked_on=FIRST, seen="Six of six rails down"):
    return actions.check_change(change=change, outcome=outcome, seen=seen, checked_on=checked_on, by=world.ben)


def refused_fields(refused):
    return sorted(refused.value.error_dict)


def test_checks_come_after_three_six_and_twelve_months_or_as_the_collaborative_decides():
    assert check_days(KEPT) == (FIRST, date(2025, 12, 2), date(2026, 6, 2))
    assert months_later(date(2025, 8, 31), 6) == date(2026, 2, 28)


def test_how_a_change_is_held_is_written_with_the_change(world, change):
    plan = hold(world, change, owner_post="Nurse lead", version=1)

    change.refresh_from_db()
    assert (plan.reviewer_post, plan.frequency, plan.chart) == ("Ward manager", "monthly", world.ward_7_falls)
    assert (change.owner_post, change.standard_work) == ("Nurse lead", PLAN["standard_work"])
    assert str(plan) == f"control plan of {change}"
    assert Event.objects.get(name=events.CONTROL_PLAN_WRITTEN).subject == change.pk


def test_written_anew_it_is_the_same_plan(world, change):
    hold(world, change)

    hold(world, change, response="Ask the night shift")

    assert ControlPlan.objects.get().response == "Ask the night shift"
    assert Event.objects.filter(name=events.CONTROL_PLAN_REVISED).count() == 1


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"reviewer_post": "", "response": " "}, ["response", "reviewer_post"]),
        ({"chart": None}, ["chart"]),
        ({"standard_work": " "}, ["standard_work"]),
        ({"owner_post": ""}, ["owner_post"]),
        ({"frequency": "never"}, ["frequency"]),
        ({"patient_feedback": "Mrs O. said so"}, ["patient_feedback"]),
    ],
)
def test_a_plan_that_holds_nothing_is_refused_at_its_field(world, change, given, fields):
    with pytest.raises(ValidationError) as refused:
        hold(world, change, **given)

    assert refused_fields(refused) == fields
    assert not ControlPlan.objects.exists()


def test_a_plan_watches_a_chart_of_the_team(world, change):
    with pytest.raises(ValidationError) as refused:
        hold(world, change, chart=TeamMeasureFactory(team=world.ward_9))

    assert refused_fields(refused) == ["chart"]


def test_a_plan_asks_nothing_else_and_two_who_write_lose_nothing(world, change):
    with pytest.raises(TypeError, match="colour"):
        hold(world, change, colour="red")
    hold(world, change)
    with pytest.raises(ValidationError) as refused:
        hold(world, change, version=1)

    assert refused.value.code == "conflict"


def test_a_change_that_is_over_has_nothing_to_hold_or_check(world, change):
    hold(world, change)
    actions.revise_implemented_change(
        change=change, status="withdrawn", over_on=FIRST, status_reason="Too slow", by=world.amina
    )

    with pytest.raises(ValidationError, match="nothing to hold"):
        hold(world, change)
    with pytest.raises(ValidationError, match="nothing to check"):
        check(world, change)
    change.refresh_from_db()
    assert not can_hold_change(world.amina, change)
    assert held(change).next_check is None


def test_the_team_holds_and_nobody_else(world, change):
    people = (world.amina, world.ben, world.dana, world.esi)

    assert [can_hold_change(person, change) for person in people] == [True, True, False, False]


def test_a_check_is_made_and_remembered(world, change):
    hold(world, change)

    made = check(world, change)

    stands = held(change)
    assert (made.number, made.by, str(made)) == (1, world.ben, f"{change}: It holds")
    assert [(day.number, day.due_on, day.check) for day in stands.days] == [
        (1, FIRST, made),
        (2, date(2025, 12, 2), None),
        (3, date(2026, 6, 2), None),
    ]
    assert stands.next_check.number == 2
    assert [stands.is_due(day) for day in (date(2025, 12, 1), date(2025, 12, 2))] == [False, True]
    event = Event.objects.get(name=events.CHANGE_CHECKED)
    assert (event.facts["outcome"], event.facts["number"]) == ("held", 1)


def test_what_slipped_holds_again_or_stops_and_the_change_says_the_same(world, change):
    hold(world, change)
    states = []
    for outcome, day in (("slipped", FIRST), ("held", date(2025, 12, 2)), ("stopped", date(2026, 6, 2))):
        check(world, change, outcome, day)
        change.refresh_from_db()
        states.append(change.state)

    assert states == ["partly", "in_place", "lapsed"]
    assert (change.over_on, change.status_reason) == (date(2026, 6, 2), "Six of six rails down")


def test_a_change_is_checked_three_times(world, change):
    hold(world, change)
    for day in check_days(KEPT):
        check(world, change, checked_on=day)

    assert held(change).next_check is None
    with pytest.raises(ValidationError, match="first year are done"):
        check(world, change)


def test_a_change_that_nobody_holds_is_not_checked(world, change):
    with pytest.raises(ValidationError, match="First say how it is held"):
        check(world, change)

    assert held(change).next_check is None
    assert not HoldCheck.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"outcome": "perhaps"}, "outcome"),
        ({"seen": " "}, "seen"),
        ({"checked_on": None}, "checked_on"),
        ({"checked_on": timezone.localdate() + timedelta(days=2)}, "checked_on"),
        ({"checked_on": date(2025, 7, 1)}, "checked_on"),
    ],
)
def test_a_check_that_cannot_be_is_refused_at_its_field(world, change, given, field):
    hold(world, change)

    with pytest.raises(ValidationError) as refused:
        check(world, change, **given)

    assert refused_fields(refused) == [field]
    assert not HoldCheck.objects.exists()


def test_checks_follow_each_other_in_time(world, change):
    hold(world, change)
    check(world, change, checked_on=date(2025, 12, 20))

    with pytest.raises(ValidationError) as refused:
        check(world, change, checked_on=date(2025, 12, 2))

    assert refused_fields(refused) == ["checked_on"]


@pytest.mark.parametrize("changes", [1, 3])
def test_what_teams_hold_is_read_in_three_queries(world, django_assert_num_queries, changes):
    for _ in range(changes):
        hold(world, ImplementedChangeFactory(team=world.ward_7, kept_on=KEPT))
    ImplementedChangeFactory(team=world.ward_7)
    assert world.dana.standing

    with django_assert_num_queries(3):  # Changes with plan and chart, checks, thresholds.
        found = held_by([world.ward_7.pk], seen_by=world.dana)

    assert len(found) == changes
    assert held_by([world.ward_9.pk], seen_by=world.dana) == []


def test_the_sponsor_signs_how_a_change_is_held_once(world, change):
    sponsor = MembershipFactory(space=world.ward_7, role=Role.SPONSOR).person
    with pytest.raises(ValidationError, match="First the team says how it is held"):
        actions.approve_control_plan(change=change, by=sponsor)
    plan = hold(world, change)
    assert plans_to_approve([world.ward_7.pk], seen_by=sponsor) == [plan]

    signed = actions.approve_control_plan(change=change, by=sponsor)
    again = actions.approve_control_plan(change=change, by=world.amina)

    assert (signed.approved_by, again.approved_by, again.approved_at) == (sponsor, sponsor, signed.approved_at)
    assert plans_to_approve([world.ward_7.pk], seen_by=sponsor) == []
    assert Event.objects.filter(name=events.CONTROL_PLAN_APPROVED).count() == 1


def test_only_a_sponsor_signs_and_only_while_the_change_is_kept(world, change):
    sponsor = MembershipFactory(space=world.ward_7, role=Role.SPONSOR).person
    assert can_approve_control_plan(sponsor, change)
    assert not can_approve_control_plan(world.amina, change)

    change.state = change.Status.LAPSED
    change.save()

    assert not can_approve_control_plan(sponsor, change)
    with pytest.raises(ValidationError, match="This change is over"):
        actions.approve_control_plan(change=change, by=sponsor)


def test_reminders_know_what_every_open_team_holds(world, change):
    held_one = hold(world, change)
    elsewhere = ImplementedChangeFactory(team=world.ward_9, kept_on=KEPT)
    hold(world, elsewhere, chart=TeamMeasureFactory(team=world.ward_9), by=world.chidi)
    ImplementedChangeFactory(team=world.ward_7)
    Space.objects.filter(pk=world.ward_9.pk).update(closed_at=timezone.now(), closed_by=world.esi)

    assert [one.plan for one in held_everywhere()] == [held_one]


def test_a_chart_that_turns_the_wrong_way_fires(world, change):
    hold(world, change)
    assert slipping([world.ward_7.pk], seen_by=world.amina) == []

    injuries = MeasureFactory(space=world.falls, counts_people=False, definition__direction="down")
    worse = TeamMeasureFactory(team=world.ward_7, measure=injuries, values=[(2, 400)] * 8 + [(30, 400)] * 9)
    other = ImplementedChangeFactory(team=world.ward_7, kept_on=KEPT)
    plan = hold(world, other, chart=worse)

    assert [(fired, chart.team_measure) for fired, chart in slipping([world.ward_7.pk], seen_by=world.amina)] == [
        (plan, worse)
    ]
    assert slipping([world.ward_9.pk], seen_by=world.amina) == []
