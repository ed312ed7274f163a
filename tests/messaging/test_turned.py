"""A chart of something that is kept turns the wrong way: who hears of it, once for each turn, and what of it."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from allteach.improvement import actions
from allteach.improvement.models import ControlPlan, ImplementedChange
from allteach.measures.models import Measurement
from allteach.messaging.holding_letters import chart_turned, charts_that_turned
from allteach.messaging.models import Message
from allteach.messaging.outbox import owe
from allteach.spaces.models import Membership
from allteach.spaces.roles import Role
from tests.factories import (
    AccountFactory,
    ImplementedChangeFactory,
    MeasureFactory,
    MeasurementFactory,
    MembershipFactory,
    TeamFactory,
    TeamMeasureFactory,
)

pytestmark = pytest.mark.django_db

GOOD, BAD = (2, 400), (30, 400)
AT = datetime(2026, 6, 10, 8, tzinfo=UTC)  # Nine in London.


@pytest.fixture
def plan(world):
    """Rails down, held by Ward 7: good for eight months, then nine that turn the wrong way, the last May 2026."""
    return held(world.ward_7, world, world.amina)


def held(team, world, by, values=(*[GOOD] * 8, *[BAD] * 9), **measure):
    """A change that a team keeps, watched on a chart of these values."""
    injuries = MeasureFactory(space=world.falls, definition__direction="down", **{"counts_people": False, **measure})
    chart = TeamMeasureFactory(team=team, measure=injuries, values=list(values))
    change = ImplementedChangeFactory(team=team, title="Rails down", kept_on=date(2025, 6, 2))
    return actions.write_control_plan(
        change=change,
        chart=chart,
        standard_work="Handbook",
        reviewer_post="Ward manager",
        response="Huddle the next morning",
        by=by,
    )


def reported(plan, month, pair):
    MeasurementFactory(team_measure=plan.chart, period_start=month, numerator=pair[0], denominator=pair[1])


def owed(at=AT):
    return [(each.reader.person, each.about, each.period) for each in charts_that_turned(at)]


def about(plan):
    return f"improvement.implementedchange:{plan.change_id}"


def said(plan, person, period="2026-05"):
    return chart_turned(Message(person=person, letter="chart_turned", about=about(plan), period=period))


# --- Who hears ------------------------------------------------------------------------------------------------------


def test_the_lead_hears_of_it_and_nobody_else(world, plan):
    world.everybody()

    assert owed() == [(world.amina, about(plan), "2026-05")]


@pytest.mark.parametrize(("hour", "many"), [(6, 0), (7, 1), (9, 1), (10, 0), (20, 0)])
def test_it_is_told_in_the_morning_of_the_teams_own_clock(world, plan, hour, many):
    assert len(owed(AT.replace(hour=hour))) == many


def test_a_chart_that_stands_where_it_stood_needs_no_mail(world):
    held(world.ward_7, world, world.amina, values=[GOOD, (3, 400)] * 8)

    assert owed() == []


def test_a_turn_for_the_better_needs_none(world):
    held(world.ward_7, world, world.amina, values=[*[BAD] * 8, *[GOOD] * 9])

    assert owed() == []


@pytest.mark.parametrize("state", ImplementedChange.OVER)
def test_what_nobody_keeps_any_more_is_not_watched(world, plan, state):
    ImplementedChange.objects.filter(pk=plan.change_id).update(state=state)

    assert owed() == []
    assert said(plan, world.amina) is None


# --- Once for each turn ---------------------------------------------------------------------------------------------


def test_while_the_same_signal_stands_it_is_told_once(world, plan):
    written = [owe("chart_turned", charts_that_turned(AT)) for _again in range(2)]
    for month in (6, 7):
        reported(plan, date(2026, month, 1), BAD)
        written.append(owe("chart_turned", charts_that_turned(AT.replace(month=month + 1))))

    assert written == [1, 0, 0, 0]


def test_a_month_without_a_number_does_not_begin_it_anew(world, plan):
    written = [owe("chart_turned", charts_that_turned(AT))]
    reported(plan, date(2026, 8, 1), BAD)
    written.append(owe("chart_turned", charts_that_turned(AT.replace(month=9))))

    assert written == [1, 0]


def test_a_signal_that_went_away_and_came_back_is_told_again(world, plan):
    written = [owe("chart_turned", charts_that_turned(AT))]
    for month in range(6, 12):
        reported(plan, date(2026, month, 1), GOOD)
    written.append(owe("chart_turned", charts_that_turned(AT.replace(month=12))))
    reported(plan, date(2026, 12, 1), (60, 400))
    written.append(owe("chart_turned", charts_that_turned(AT.replace(year=2027, month=1))))

    assert written == [1, 0, 1]
    assert sorted(Message.objects.values_list("period", flat=True)) == ["2026-05", "2026-12"]


def test_a_new_lead_hears_of_what_still_stands(world, plan):
    owe("chart_turned", charts_that_turned(AT))
    new = AccountFactory().person
    MembershipFactory(person=new, space=world.ward_7, role=Role.TEAM_LEAD)

    assert owed() == [(new, about(plan), "2026-05")]


# --- What it says ---------------------------------------------------------------------------------------------------


def test_it_names_the_chart_the_month_and_what_was_agreed(world, plan):
    words = said(plan, world.amina)

    assert {key: words[key] for key in ("space", "change", "chart", "month", "response")} == {
        "space": "Ward 7",
        "change": "Rails down",
        "chart": plan.chart.title,
        "month": "May 2026",
        "response": "Huddle the next morning",
    }
    assert words["link"].endswith(f"/teams/ward-7/changes/{plan.change.number}/")


def test_a_signal_that_went_away_meanwhile_is_not_told(world, plan):
    Measurement.objects.filter(team_measure=plan.chart, period_start__gte=date(2025, 9, 1)).update(numerator=2)

    assert said(plan, world.amina) is None


def test_whoever_leads_no_more_or_never_did_reads_nothing(world, plan):
    world.everybody()
    found = [said(plan, person) for person in (world.ben, world.chidi, world.dana, world.esi)]
    Membership.objects.filter(person=world.amina).update(role=Role.TEAM_MEMBER)

    assert found == [None, None, None, None]
    assert said(plan, world.again(world.amina)) is None


# --- All teams at once ----------------------------------------------------------------------------------------------


def test_all_teams_are_looked_at_in_as_many_questions_for_four_as_for_one(world):
    asked = {}
    for teams in (1, 3):
        for _number in range(teams):
            team = TeamFactory(parent=world.falls)
            MembershipFactory(person=AccountFactory().person, space=team, role=Role.TEAM_LEAD)
            held(team, world, world.amina)
        with CaptureQueriesContext(connection) as questions:
            found = owed()
        asked[len(found)] = len(questions)

    assert ControlPlan.objects.count() == 4
    assert list(asked) == [1, 4]
    assert asked[1] == asked[4] <= 10
