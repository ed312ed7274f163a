"""The team grid: what each cell says, who is late, and that its queries do not grow with teams."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from allteach.collaboratives.models import TeamProfile
from allteach.improvement import actions as improvement
from allteach.measures.models import Baseline, Sheet
from allteach.meetings.models import Attendance, Meeting
from allteach.progress import actions
from allteach.progress.grid import team_grid
from allteach.progress.models import MonthlyReport
from allteach.spaces.models import Space
from allteach.spaces.roles import Role
from tests.factories import CycleFactory, MembershipFactory, TeamFactory, TeamMeasureFactory

TODAY = date(2025, 8, 20)
QUERIES = 36


@pytest.fixture
def falls(world):
    """The falls collaborative since February 2025; ward 7 reports from January on. It is the 20th of August."""
    world.everybody()
    assert world.falls_timetable
    assert world.ward_7_falls
    TeamProfile.objects.filter(team=world.ward_9).update(region="North")
    return world


def grid(world, who="esi", **asked):
    collaborative = Space.objects.select_related("disclosure").get(pk=world.falls.pk)
    return team_grid(collaborative, seen_by=world.again(getattr(world, who)), today=TODAY, **asked)


def cells(world, who="esi", team="Ward 7") -> dict[str, object]:
    found = grid(world, who)
    [row] = [row for row in found.rows if row.team.name == team]
    return {str(month.period): cell for month, cell in zip(found.months, row.cells, strict=True)}


def send(world, month: date, *, numbers: date | None = None, report: date | None = None):
    """Ward 7 sends its numbers and its report of a month, each on a day."""
    if numbers:
        Sheet.objects.create(
            team=world.ward_7, period_start=month, period_kind="month", sent_at=noon(numbers), sent_by=world.amina
        )
    if report:
        MonthlyReport.objects.create(
            kind="monthly_report", team=world.ward_7, space=world.ward_7, title="Report", month=month, state="sent",
            sent_at=noon(report), sent_by=world.amina,
        )  # fmt: skip


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def hold(world, kind, day, space):
    at = noon(day)
    return Meeting.objects.create(
        kind=kind, space=space, in_space=space, title="x", starts_at=at, ends_at=at + timedelta(hours=1), held_at=at
    )


def test_months_run_from_the_first_session_to_now(falls):
    assert [str(month.period) for month in grid(falls).months] == [
        *("2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-07", "2025-08")
    ]


def test_only_the_newest_months_are_shown_where_so_many_are_asked_for(falls):
    assert [str(month.period) for month in grid(falls, months=2).months] == ["2025-07", "2025-08"]


def test_without_a_calendar_the_last_six_months_are_shown(world):
    assert world.clinic
    found = team_grid(world.sugar, seen_by=world.farah, today=TODAY)

    assert [str(month.period) for month in found.months][::5] == ["2025-03", "2025-08"]


def test_a_collaborative_without_teams_has_an_empty_grid(world):
    assert world.falls_timetable

    found = team_grid(world.falls, seen_by=world.esi, today=TODAY)

    assert (found.months, found.rows, found.due, found.late) == ((), (), None, ())


def test_a_month_is_in_when_both_its_numbers_and_its_report_are(falls):
    send(falls, date(2025, 3, 1), numbers=date(2025, 4, 8), report=date(2025, 4, 10))
    send(falls, date(2025, 4, 1), numbers=date(2025, 5, 8), report=date(2025, 5, 12))
    send(falls, date(2025, 5, 1), numbers=date(2025, 6, 8))
    send(falls, date(2025, 6, 1), report=date(2025, 7, 8))

    found = cells(falls)

    assert {month: cell.state for month, cell in found.items()} == {
        "2025-02": "missing",
        "2025-03": "in",
        "2025-04": "late",
        "2025-05": "half",
        "2025-06": "half",
        "2025-07": "missing",
        "2025-08": "waiting",
    }
    assert (found["2025-05"].has_numbers, found["2025-05"].has_report) == (True, False)


def test_a_calendar_asks_for_reports_also_where_nobody_has_begun_to_send_them(falls):
    send(falls, date(2025, 6, 1), numbers=date(2025, 7, 8))

    found = cells(falls)["2025-06"]

    assert (found.state, found.misses_numbers, found.misses_report) == ("half", False, True)


def test_a_team_of_which_no_numbers_are_asked_misses_none(falls):
    MonthlyReport.objects.create(
        kind="monthly_report", team=falls.ward_9, space=falls.ward_9, title="Report", month=date(2025, 6, 1),
        state="sent", sent_at=noon(date(2025, 7, 3)), sent_by=falls.chidi,
    )  # fmt: skip

    found = cells(falls, team="Ward 9")["2025-06"]

    assert (found.state, found.completeness) == ("in", None)


def test_those_who_have_not_sent_the_last_month_that_was_due_are_late(falls):
    send(falls, date(2025, 7, 1), numbers=date(2025, 8, 8), report=date(2025, 8, 9))

    found = grid(falls)

    assert str(found.months[found.due].period) == "2025-07"
    assert [row.team.name for row in found.late] == ["Ward 9"]


def test_a_month_before_a_team_joined_or_after_it_left_is_none_of_its_own(falls):
    TeamProfile.objects.filter(team=falls.ward_7).update(joined_on=date(2025, 4, 2), withdrawn_on=date(2025, 6, 5))

    states = [cell.state for cell in cells(falls).values()]

    assert states == ["away", "away", "missing", "missing", "unasked", "away", "away"]


def test_a_cell_counts_numbers_tests_and_contacts_of_its_month(falls):
    begun = CycleFactory(team=falls.ward_7)
    improvement.begin_do(cycle=begun, started_on=date(2025, 5, 3), by=falls.amina)
    hold(falls, "coach_contact", date(2025, 5, 6), falls.ward_7)
    hold(falls, "visit", date(2025, 5, 20), falls.ward_7)

    found = cells(falls)

    assert (found["2025-05"].opened, found["2025-05"].closed, found["2025-05"].contacts) == (1, 0, 2)
    assert [cell.completeness for cell in found.values()] == [100, 100, 100, 100, 100, 0, 0]
    assert grid(falls).rows[0].last_contact_on == date(2025, 5, 20)


def test_a_decided_test_counts_in_the_month_of_its_decision(falls):
    begun = improvement.begin_do(cycle=CycleFactory(team=falls.ward_7), started_on=date(2025, 5, 3), by=falls.amina)
    improvement.close_cycle(
        cycle=begun, observations="x", outcomes=[{"outcome": "better"}], what_we_learned="y", decision="abandon",
        rationale="z", by=falls.amina,
    )  # fmt: skip
    begun.refresh_from_db()
    type(begun).objects.filter(pk=begun.pk).update(decided_at=noon(date(2025, 6, 2)))

    found = cells(falls)

    assert (found["2025-05"].opened, found["2025-06"].closed) == (1, 1)


def test_a_team_was_at_a_call_by_roll_call_or_because_one_of_its_people_was(falls):
    may = hold(falls, "all_team_call", date(2025, 5, 21), falls.falls)
    hold(falls, "all_team_call", date(2025, 6, 18), falls.falls)
    Attendance.objects.create(meeting=may, team=falls.ward_7, state="attended")

    found, row = cells(falls), grid(falls).rows[0]

    assert [cell.was_at_call for cell in found.values()] == [None, None, None, True, False, None, None]
    assert row.calls == (1, 2)
    assert grid(falls).months[3].call_on == date(2025, 5, 21)


def test_scores_stand_in_their_month_and_say_whether_they_are_released(falls):
    MembershipFactory(person=falls.gil, space=falls.falls, role=Role.IMPROVEMENT_ADVISER)
    june = date(2025, 6, 1)
    actions.score_self(team=falls.ward_7, month=june, value=Decimal("3.5"), by=falls.amina)
    for who in (falls.esi, falls.gil):
        actions.score_team(team=falls.ward_7, month=june, value=Decimal("2.5"), by=who)
    score = actions.agree_score(team=falls.ward_7, month=june, value=Decimal("2.5"), justification="x", by=falls.esi)

    found, row = cells(falls)["2025-06"], grid(falls).rows[0]

    assert (found.score, found.is_released, found.own_score) == (Decimal("2.5"), False, Decimal("3.5"))
    assert (row.score, row.own_score) == (Decimal("2.5"), Decimal("3.5"))
    actions.release_score(score=score, by=falls.gil)
    assert cells(falls)["2025-06"].is_released


def test_faculty_sees_no_score_in_the_grid_before_it_is_released(falls):
    for person, role in ((falls.gil, Role.IMPROVEMENT_ADVISER), (falls.stan, Role.FACULTY)):
        MembershipFactory(person=person, space=falls.falls, role=role)
    june = date(2025, 6, 1)
    for who in (falls.esi, falls.gil):
        actions.score_team(team=falls.ward_7, month=june, value=Decimal("2.5"), by=who)
    score = actions.agree_score(team=falls.ward_7, month=june, value=Decimal("2.5"), justification="x", by=falls.esi)

    before = cells(falls, "stan")["2025-06"].score
    actions.release_score(score=score, by=falls.gil)

    assert (before, cells(falls, "stan")["2025-06"].score) == (None, Decimal("2.5"))


def test_a_signal_is_flagged_in_its_month(falls):
    Baseline.objects.create(measure=falls.falls_harm, points=6, reason="Before")
    chart = TeamMeasureFactory(
        team=falls.ward_9,
        measure=falls.falls_harm,
        values=[(count, 100) for count in (20, 21, 19, 20, 21, 19, 1)],  # January to July; fewer falls are better.
    )
    chart.measure.current.chart = "p"
    chart.measure.current.save(update_fields=["chart"])
    # Twelve points make a P chart; fewer are a run chart, which has no single point outside.
    for month in range(1, 6):
        chart.measurements.create(
            period_start=date(2024, 7 + month, 1), numerator=20, denominator=100, at=timezone.now()
        )

    found = cells(falls, team="Ward 9")

    assert (found["2025-07"].better, found["2025-07"].worse) == (1, 0)
    assert found["2025-03"].better == 0


@pytest.mark.parametrize("teams", [1, 3])
def test_the_grid_takes_as_many_queries_for_three_teams_as_for_one(falls, teams, django_assert_max_num_queries):
    for number in range(teams - 1):
        team = TeamFactory(parent=falls.falls, name=f"Ward {number}", organisation=falls.hospital, signed=False)
        TeamMeasureFactory(team=team, measure=falls.falls_harm, values=[(6, 40), (5, 41)])
    esi = falls.again(falls.esi)
    assert esi.standing
    collaborative = Space.objects.select_related("disclosure").get(pk=falls.falls.pk)

    with django_assert_max_num_queries(QUERIES):
        found = team_grid(collaborative, seen_by=esi, today=TODAY)

    assert len(found.rows) == 1 + teams
