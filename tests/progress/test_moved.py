"""What moved in a team since its coach last looked, in a few lines; and the coach's teams on one page."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from allteach.core.actions import record
from allteach.core.language import language_now
from allteach.improvement import events as improvement
from allteach.measures import events as measures
from allteach.progress import events as progress
from allteach.progress.caseload import caseload_of, teams_coached_by, teams_of
from allteach.progress.moved import Moved, moved_in
from allteach.spaces.roles import Role
from tests.factories import ContactFactory, CycleFactory, MeasurementFactory, MembershipFactory, TeamMeasureFactory

STEADY = [(20, 40), (21, 41), (19, 40), (22, 43), (20, 41), (21, 40), (19, 41), (20, 39), (22, 42), (20, 40), (21, 42)]


@pytest.fixture
def ward(world):
    world.everybody()
    return world.ward_7


def happened(world, *names, cycle=None, by=None, **facts) -> None:
    for name in names:
        record(
            name,
            by=by or world.amina,
            about=cycle or world.ward_7,
            space=world.ward_7.pk,
            subject=cycle.pk if cycle else None,
            **facts,
        )


def begun(world, title, **said):
    return CycleFactory(team=world.ward_7, ramp__title=title, **said)


def said(world, since=timedelta(days=1)) -> list[Moved]:
    team = world.ward_7
    [lines] = moved_in(
        [team], since={team.pk: timezone.now() - since}, seen_by=world.again(world.dana), language=language_now()
    ).values()
    return lines


def words(world) -> list[str]:
    return [line.words for line in said(world)]


def test_each_kind_is_one_line_with_the_latest_month_that_came_in(world, ward):
    for period in ("2025-06", "2025-05"):
        happened(world, measures.SHEET_SENT, period=period)
    happened(world, progress.REPORT_SENT, progress.REPORT_SENT, improvement.CHANGE_IMPLEMENTED)
    happened(world, improvement.AIM_WRITTEN, improvement.AIM_REVISED)

    assert words(world) == [
        "Numbers of June 2025 are in",
        "Sent 2 reports",
        "Keeps a change for good",
        "Wrote its aim",
    ]


def test_an_aim_worded_anew_is_told_where_none_was_written(world, ward):
    happened(world, improvement.AIM_REVISED)

    assert words(world) == ["Worded its aim anew"]


def test_a_few_tests_are_named_with_what_was_decided_and_many_are_counted(world, ward):
    closed = {"state": "acted", "decided_by": world.amina, "decided_at": timezone.now(), "lesson": "Ask twice"}
    opened = [begun(world, f"Card {number}") for number in range(3)]
    for cycle in opened:
        happened(world, improvement.CYCLE_BEGUN, cycle=cycle)
    happened(world, improvement.CYCLE_DECIDED, cycle=begun(world, "Rails down", decision="adopt", **closed))
    happened(world, improvement.CYCLE_STOPPED, cycle=begun(world, "Lamp"))

    assert words(world) == ["Began 3 tests", "Closed: Rails down (adopt), Lamp"]


def test_what_the_reader_did_or_what_happened_before_is_no_news(world, ward):
    happened(world, progress.REPORT_SENT, by=world.dana)
    assert said(world) == []

    happened(world, progress.REPORT_SENT)
    assert said(world, since=timedelta(0)) == []
    assert moved_in([ward], since={}, seen_by=world.dana, language=language_now()) == {ward.pk: []}


@pytest.mark.parametrize(
    ("latest", "line"),
    [
        (3, Moved("Newly improving: Falls with harm", "better")),
        (38, Moved("Newly of concern: Falls with harm", "worse")),
    ],
)
def test_a_chart_that_says_something_new_is_told_once_numbers_came(world, ward, latest, line):
    chart = TeamMeasureFactory(team=ward, measure=world.falls_harm, values=STEADY)
    MeasurementFactory(
        team_measure=chart, period_start=date(2025, 12, 1), numerator=Decimal(latest), denominator=Decimal(41)
    )
    assert said(world) == []

    happened(world, measures.SHEET_SENT, period="2025-12")

    assert said(world) == [Moved("Numbers of December 2025 are in"), line]


# --- the coach's teams ----------------------------------------------------------------------------------------------


def test_a_coach_has_the_teams_they_coach_and_whoever_coaches_none_has_none(world, ward):
    assert teams_coached_by(world.again(world.dana)) == [ward]
    assert teams_coached_by(world.again(world.esi)) == []
    assert teams_of(world.falls) == [ward, world.ward_9]


def test_a_case_tells_who_leads_who_coaches_what_moved_and_when_it_is_time_again(world, ward):
    today = timezone.localdate()
    happened(world, progress.REPORT_SENT)
    ContactFactory(team=ward, by=world.dana, risk="act", next_on=today - timedelta(days=2))

    cases = caseload_of([world.ward_9, ward], seen_by=world.again(world.dana), language=language_now(), today=today)

    [case] = [each for each in cases if each.team == ward]
    assert (case.leads, case.coaches, case.moved) == ((world.amina,), (world.dana,), (Moved("Sent a report"),))
    assert (case.days_overdue, case.waits, case.stands_out, case.wants_visit) == (2, True, True, False)
    assert caseload_of([], seen_by=world.dana, language=language_now(), today=today) == []


def test_two_coaches_of_a_team_are_both_named(world, ward):
    MembershipFactory(space=ward, person=world.gil, role=Role.COACH)

    [case] = caseload_of([ward], seen_by=world.again(world.dana), language=language_now(), today=timezone.localdate())

    assert case.coaches == (world.dana, world.gil)
