"""What a director takes to the call: who is late, who moved, who asks, and whom to bring together."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from allteach.improvement.models import Cycle
from allteach.measures.models import Sheet
from allteach.progress.call_pack import call_pack
from allteach.progress.models import AssessmentScore, ReportVersion
from allteach.spaces.models import Space
from allteach.spaces.roles import Role
from tests.factories import (
    CycleFactory,
    ImplementedChangeFactory,
    MembershipFactory,
    SentReportFactory,
    TeamFactory,
    TeamMeasureFactory,
)

TODAY = date(2025, 8, 20)
JUNE, JULY = date(2025, 6, 1), date(2025, 7, 1)
QUERIES = 42


@pytest.fixture
def falls(world):
    """Ward 7 and ward 9 in a collaborative whose last due month is July 2025."""
    world.everybody()
    assert world.falls_timetable
    assert world.ward_7_falls
    return world


def pack(world, who="esi", today=TODAY):
    collaborative = Space.objects.select_related("disclosure").get(pk=world.falls.pk)
    return call_pack(collaborative, seen_by=world.again(getattr(world, who)), today=today)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def report(world, team, *, ask="", by=None, month=JULY):
    by = by or world.chidi
    row = SentReportFactory(team=team, month=month, ask="Anew", sent_at=noon(date(2025, 8, 6)), sent_by=by)
    ReportVersion.objects.create(report=row, number=1, said={"ask": ask}, told={}, sent_at=row.sent_at, sent_by=by)
    return row


def adopted(team, title, by, on=date(2025, 7, 20)):
    cycle = CycleFactory(team=team, ramp__title=title, audience="collaborative", state="acted")
    Cycle.objects.filter(pk=cycle.pk).update(
        begun_at=noon(on), begun_by=by, started_on=on, decision="adopt", decided_at=noon(on), decided_by=by
    )
    return cycle


def test_before_any_month_was_due_there_is_nothing_to_say(falls):
    found = pack(falls, today=date(2025, 2, 20))

    assert (found.month, found.teams, found.late, found.moved) == (None, 2, (), ())


def test_a_team_that_has_not_sent_the_month_is_late_and_it_is_said_what_is_missing(falls):
    report(falls, falls.ward_9, month=JUNE)
    Sheet.objects.create(
        team=falls.ward_7, period_start=JULY, period_kind="month", sent_at=noon(date(2025, 8, 5)), sent_by=falls.amina
    )

    found = pack(falls)

    assert str(found.month) == "2025-07"
    assert [(late.team.name, late.misses_numbers, late.misses_report, late.coaches) for late in found.late] == [
        ("Ward 7", False, True, ("Dana",)),
        ("Ward 9", False, True, ()),
    ]


def test_a_test_that_was_adopted_lately_shows_that_a_team_moved(falls):
    adopted(falls.ward_9, "Slippers with a sole", falls.chidi)
    adopted(falls.ward_7, "Long ago", falls.amina, on=date(2025, 4, 2))

    [moved] = pack(falls).moved

    assert (moved.team.name, [cycle.title for cycle in moved.tests]) == ("Ward 9", ["Slippers with a sole"])


def test_a_chart_moved_when_it_improves_and_did_not_the_month_before(falls):
    values = [(count, 100) for count in (20, 22, 20, 22, 20, 22, 20, 22, 20, 22, 20, 22, 3)]
    chart = TeamMeasureFactory(team=falls.ward_9, measure=falls.falls_harm)
    for place, (count, out_of) in enumerate(values):
        month = date(2024 + (6 + place) // 12, (6 + place) % 12 + 1, 1)
        chart.measurements.create(period_start=month, numerator=count, denominator=out_of, at=noon(TODAY))
    chart.measure.current.chart = "p"
    chart.measure.current.save(update_fields=["chart"])

    [moved] = pack(falls).moved

    assert (moved.team.name, [each.measure.title for each in moved.charts]) == ("Ward 9", ["Falls with harm"])


def test_a_score_moved_only_when_it_is_released_and_higher(falls):
    for team, month, value, released in (
        (falls.ward_7, JUNE, "2.0", True),
        (falls.ward_7, JULY, "2.5", True),
        (falls.ward_9, JUNE, "2.0", True),
        (falls.ward_9, JULY, "3.0", False),
    ):
        AssessmentScore.objects.create(
            team=team, month=month, value=Decimal(value), justification="x", agreed_by=falls.esi, agreed_at=noon(TODAY),
            released_by=falls.esi if released else None, released_at=noon(TODAY) if released else None,
        )  # fmt: skip

    [moved] = pack(falls).moved

    assert (moved.team.name, moved.score) == ("Ward 7", (Decimal("2.0"), Decimal("2.5")))


def test_an_ask_is_told_as_it_was_sent(falls):
    report(falls, falls.ward_9, ask=" Who has a form for slippers? ")
    report(falls, falls.ward_7, ask="", by=falls.amina)

    assert [(ask.team.name, ask.words) for ask in pack(falls).asks] == [("Ward 9", "Who has a form for slippers?")]


def test_a_team_that_asks_is_brought_together_with_one_where_it_worked(falls):
    report(falls, falls.ward_9, ask="Who has made slippers safe?")
    ImplementedChangeFactory(team=falls.ward_7, title="Safer slippers for everybody")
    ImplementedChangeFactory(team=falls.ward_7, title="A bell beside each bed")
    adopted(falls.ward_9, "Slippers of our own", falls.chidi)

    [pair] = pack(falls).pairs

    assert (pair.ask.team.name, pair.team.name, pair.title) == ("Ward 9", "Ward 7", "Safer slippers for everybody")
    assert pair.shared == ("slippers",)


def test_an_ask_that_nothing_answers_stands_alone(falls):
    report(falls, falls.ward_9, ask="Does anybody know a good carpenter?")
    ImplementedChangeFactory(team=falls.ward_7, title="A bell beside each bed")

    found = pack(falls)

    assert (len(found.asks), found.pairs) == (1, ())


def test_faculty_who_may_not_know_a_planned_test_is_not_told_of_it(falls):
    MembershipFactory(person=falls.stan, space=falls.falls, role=Role.FACULTY)
    cycle = adopted(falls.ward_9, "Slippers", falls.chidi)
    Cycle.objects.filter(pk=cycle.pk).update(audience="team")

    assert pack(falls, "stan").moved == ()


@pytest.mark.parametrize("teams", [1, 3])
def test_the_pack_takes_as_many_queries_for_three_teams_as_for_one(falls, teams, django_assert_max_num_queries):
    for number in range(teams):
        team = TeamFactory(parent=falls.falls, name=f"Ward {number}", organisation=falls.hospital, signed=False)
        TeamMeasureFactory(team=team, measure=falls.falls_harm, values=[(6, 40), (5, 41)])
        report(falls, team, ask="Who has slippers?")
    ImplementedChangeFactory(team=falls.ward_7, title="Slippers")
    esi = falls.again(falls.esi)
    assert esi.standing
    collaborative = Space.objects.select_related("disclosure").get(pk=falls.falls.pk)

    with django_assert_max_num_queries(QUERIES):
        found = call_pack(collaborative, seen_by=esi, today=TODAY)

    assert len(found.pairs) == teams
