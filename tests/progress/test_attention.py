"""How much attention a team needs, and why."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from allteach.collaboratives.models import DecidedThresholds, TeamProfile
from allteach.improvement.models import Cycle
from allteach.measures.models import Sheet
from allteach.progress.attention import attention_of
from allteach.progress.models import AssessmentScore, MonthlyReport, SelfScore
from tests.factories import (
    AttendanceFactory,
    ContactFactory,
    CycleFactory,
    MeetingFactory,
    SentReportFactory,
    TeamFactory,
    TeamMeasureFactory,
)

TODAY = date(2025, 8, 20)


@pytest.fixture
def ward(world):
    """Ward 7, in the middle of the collaborative, with everything sent, closed, attended and spoken about."""
    assert world.falls_timetable
    assert world.ward_7_falls
    TeamProfile.objects.filter(team=world.ward_7).update(joined_on=date(2025, 6, 1))
    for month in (6, 7):
        send(world.ward_7, month, by=world.amina)
        send_numbers(world.ward_7, month, by=world.amina)
    close_a_test(world.ward_7, TODAY - timedelta(days=10), by=world.amina)
    ContactFactory(team=world.ward_7, on=TODAY - timedelta(days=5))
    return world.ward_7


def send(team, month, by):
    sent_at = datetime(2025, month + 1, 8, 12, tzinfo=UTC)
    SentReportFactory(team=team, month=date(2025, month, 1), sent_at=sent_at, sent_by=by)


def send_numbers(team, month, by):
    Sheet.objects.create(
        team=team,
        period_start=date(2025, month, 1),
        period_kind="month",
        sent_at=datetime(2025, month + 1, 8, 12, tzinfo=UTC),
        sent_by=by,
    )


def close_a_test(team, on, *, by):
    moment = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    CycleFactory(team=team, state="acted", decision="adopt", decided_at=moment, decided_by=by)


def hold_call(world, on, *came):
    call = MeetingFactory(
        in_space=world.falls, starts_at=datetime(on.year, on.month, on.day, 12, tzinfo=UTC), held_at=timezone.now()
    )
    for team in came:
        AttendanceFactory(meeting=call, team=team, state="attended")


def why(team, today=TODAY) -> list[tuple[int, str]]:
    return [(reason.points, reason.words) for reason in attention_of([team.pk], today=today)[team.pk].reasons]


def test_a_team_of_which_nothing_is_missing_needs_no_attention(ward):
    assert why(ward) == []
    assert attention_of([ward.pk], today=TODAY)[ward.pk].points == 0


def test_each_of_the_last_two_reports_that_is_not_in_gives_two_points(ward):
    MonthlyReport.objects.filter(month="2025-07-01").delete()
    assert why(ward) == [(2, "One report is missing")]

    MonthlyReport.objects.all().delete()
    assert why(ward) == [(4, "2 reports are missing")]


def test_a_month_whose_numbers_alone_are_missing_gives_two_points_too(ward):
    Sheet.objects.filter(period_start="2025-07-01").delete()
    assert why(ward) == [(2, "The numbers of one month are missing")]

    MonthlyReport.objects.filter(month="2025-06-01").delete()
    assert why(ward) == [(4, "2 months are not complete")]


def test_a_report_is_missing_only_once_its_day_has_passed(ward):
    MonthlyReport.objects.filter(month="2025-07-01").delete()

    assert why(ward, date(2025, 8, 10)) == []
    assert why(ward, date(2025, 8, 11)) == [(2, "One report is missing")]


def test_a_report_missed_before_the_last_two_is_a_gap_and_no_reason(world, ward):
    TeamProfile.objects.filter(team=ward).update(joined_on=date(2025, 5, 1))

    assert why(ward) == []


def test_no_test_closed_for_long_gives_two_points_with_the_days(world, ward):
    Cycle.objects.all().update(decided_at=datetime(2025, 7, 6, 12, tzinfo=UTC))
    assert why(ward) == [(2, "No test closed for 45 days")]

    Cycle.objects.all().update(decided_at=datetime(2025, 7, 7, 12, tzinfo=UTC))
    assert why(ward) == []


def test_a_test_that_was_stopped_is_closed_too(world, ward):
    Cycle.objects.all().delete()
    assert why(ward) == [(2, "No test closed yet")]

    stopped = datetime(2025, 8, 1, 12, tzinfo=UTC)
    CycleFactory(team=ward, state="stopped", stopped_at=stopped, stopped_by=world.amina)
    assert why(ward) == []


def test_no_test_is_expected_before_the_first_session(world, ward):
    Cycle.objects.all().delete()
    TeamProfile.objects.filter(team=ward).update(joined_on=date(2024, 11, 1))
    first = date(2025, 2, 4)  # The last day of the first session.

    assert "No test closed yet" not in [words for _points, words in why(ward, first + timedelta(days=44))]
    assert "No test closed yet" in [words for _points, words in why(ward, first + timedelta(days=45))]


def test_three_weeks_without_a_contact_give_a_point(ward):
    ward.contacts.update(on=TODAY - timedelta(days=21))
    assert why(ward) == [(1, "No contact for 21 days")]

    ward.contacts.update(on=TODAY - timedelta(days=20))
    assert why(ward) == []


def test_two_calls_missed_give_a_point_and_one_does_not(world, ward):
    hold_call(world, date(2025, 6, 18), world.ward_9)
    assert why(ward) == []

    hold_call(world, date(2025, 7, 16), world.ward_9)
    assert why(ward) == [(1, "Missed the last 2 calls")]

    hold_call(world, date(2025, 8, 13), ward)
    assert why(ward) == []


def test_calls_before_a_team_joined_were_not_missed_by_it(world, ward):
    hold_call(world, date(2025, 4, 16))
    hold_call(world, date(2025, 5, 21))

    assert why(ward) == []


def test_the_weightiest_reason_comes_first_and_the_points_add_up(world, ward):
    MonthlyReport.objects.all().delete()
    Cycle.objects.all().delete()
    ward.contacts.all().delete()

    found = attention_of([ward.pk], today=TODAY)[ward.pk]

    assert [reason.key for reason in found.reasons] == ["reports", "tests", "contact"]
    assert found.points == 4 + 2 + 1


def test_what_counts_and_how_much_is_the_collaboratives_to_settle(world, ward):
    MonthlyReport.objects.all().delete()
    ward.contacts.update(on=TODAY - timedelta(days=8))
    DecidedThresholds.objects.create(
        space=world.falls, decided={"attention.reports_weight": "0", "attention.contact_days": "7"}
    )

    assert why(ward) == [(1, "No contact for 8 days")]


def test_a_team_that_has_left_or_is_closed_needs_none(world, ward):
    MonthlyReport.objects.all().delete()
    TeamProfile.objects.filter(team=ward).update(withdrawn_on=TODAY)
    assert why(ward) == []

    TeamProfile.objects.filter(team=ward).update(withdrawn_on=None)
    ward.closed_at, ward.closed_by = timezone.now(), world.esi
    ward.save()
    assert why(ward) == []


def test_nobody_needs_attention_once_the_congress_is_over(ward):
    assert why(ward, date(2026, 4, 20)) != []
    assert why(ward, date(2026, 8, 20)) == []


@pytest.mark.parametrize("teams", [1, 3, 30])
def test_it_asks_as_often_for_thirty_teams_as_for_one(world, ward, teams, django_assert_num_queries):
    hold_call(world, date(2025, 7, 16), world.ward_9)
    more = [TeamFactory(parent=world.falls) for _ in range(teams - 1)]
    for team in more:
        TeamMeasureFactory(team=team, measure=world.falls_harm)
    wanted = [ward.pk, *(team.pk for team in more)]
    attention_of(wanted, today=TODAY)

    # teams, thresholds, calendars; what is owed: teams, measures, numbers, reports, calendars; tests; contacts; calls,
    # who came; scores twice, own
    with django_assert_num_queries(15):
        found = attention_of(wanted, today=TODAY)

    assert set(found) == set(wanted)


def score(world, team, month, value, *, is_released=True):
    at = timezone.now() if is_released else None
    AssessmentScore.objects.create(
        team=team, month=date(2025, month, 1), value=Decimal(value), justification="x", agreed_by=world.esi,
        agreed_at=timezone.now(), released_at=at, released_by=world.esi if at else None,
    )  # fmt: skip


def test_a_score_that_has_not_moved_for_three_months_gives_a_point(world, ward):
    for month, value in ((3, "2.0"), (4, "2.5"), (5, "2.5"), (6, "2.5")):
        score(world, ward, month, value)
    two = why(ward)
    score(world, ward, 7, "2.5")

    assert two == []
    assert why(ward) == [(1, "Score unchanged for 3 months")]


def test_a_score_that_is_not_released_moves_nobodys_points(world, ward):
    for month in (4, 5, 6):
        score(world, ward, month, "2.5")
    score(world, ward, 7, "2.5", is_released=False)

    assert why(ward) == []


def test_a_team_that_sees_itself_a_whole_step_higher_gets_a_point(world, ward):
    score(world, ward, 7, "2.5")
    of_amina = SelfScore.objects.create(
        team=ward, month=date(2025, 7, 1), value=Decimal("3.0"), is_of_team=True, by=world.amina, at=timezone.now()
    )
    half = why(ward)
    SelfScore.objects.filter(pk=of_amina.pk).update(value=Decimal("3.5"))

    assert half == []
    assert why(ward) == [(1, "Sees itself 1.0 higher than the released score")]
