"""Reports of months: what the record tells of a month, to whom, and when a report is complete."""

import json
from datetime import date

import pytest

from allteach.core.closeness import Closeness
from allteach.core.disclosure import Policy
from allteach.core.periods import Period
from allteach.improvement import actions as improvement
from allteach.progress.queries.record import shown_measures, told_of, told_of_many
from allteach.progress.told import Planned, Said, Told, ToldScore, filled_blocks
from tests.factories import ImplementedChangeFactory
from tests.progress.months import a_full_month, a_month_with_a_remark
from tests.progress.ward_reports import JUNE, MAY

# --- the record ----------------------------------------------------------------------------------------------------


def test_the_record_tells_numbers_tests_and_kept_changes_of_the_month(world):
    cycle = improvement.start_cycle(
        team=world.ward_7, title="Card at the bed", prediction="Nine of ten", planned_end_on=JUNE.end, by=world.amina
    )
    improvement.begin_do(cycle=cycle, started_on=date(2025, 6, 3), by=world.amina)
    improvement.start_cycle(
        team=world.ward_7, title="Only planned", prediction="Ten", planned_end_on=JUNE.end, by=world.amina
    )
    ImplementedChangeFactory(team=world.ward_7, title="Rails down", scope_done=3, scope_total=9)
    ImplementedChangeFactory(team=world.ward_7, kept_on=date(2025, 3, 1), over_on=date(2025, 4, 1))
    assert world.ward_7_falls

    told = told_of(world.ward_7.pk, JUNE)

    [measure] = told.measures
    assert (measure.name, measure.numerator, measure.denominator, measure.value, measure.centre is None) == (
        "Falls with harm",
        5.0,
        42.0,
        pytest.approx(100 * 5 / 42),
        False,
    )
    assert [(test.title, test.prediction) for test in told.tests] == [("Card at the bed", "Nine of ten")]
    assert [(change.title, change.is_new, change.done, change.total) for change in told.changes] == [
        ("Rails down", True, 3, 9)
    ]
    assert (told.opened, told.closed, told.has_numbers, len(told.kept)) == (1, 0, True, 1)
    assert Told.read(told.as_json()) == told


def test_the_record_tells_spread_scores_partners_and_what_makes_a_change_stay(world):
    a_full_month(world)

    told = told_of(world.ward_7.pk, JUNE)

    [spread] = told.spread
    assert (spread.title, spread.working, spread.total, spread.aim, spread.unit, spread.planned > 0) == (
        "Goal card with every clinician",
        2,
        9,
        8,
        "clinicians",
        True,
    )
    assert told.score_of(JUNE) == ToldScore("2025-06-01", own="3.0", own_words="Two tests closed.")
    assert told.score_of(MAY) is None
    assert (told.partner_tests, told.partner_meetings, told.meetings, told.minutes) == (1, 1, 1, 45)
    assert [(change.owner_post, change.held_by) for change in told.changes] == [
        ("Ward clerk", ("standard_work", "training"))
    ]
    assert Told.read(json.loads(json.dumps(told.as_json()))) == told


def test_a_spread_plan_is_told_as_it_stood_when_the_month_ended(world):
    a_full_month(world)

    told = told_of_many([world.ward_7.pk], [Period.parse("2025-02"), MAY, JUNE])

    assert [[each.working for each in told[world.ward_7.pk, month].spread] for month in (MAY, JUNE)] == [[1], [2]]
    assert told[world.ward_7.pk, Period.parse("2025-02")].spread == ()  # It begins in March.


def test_what_a_team_noted_of_its_numbers_is_for_those_who_see_its_reasons(world):
    a_month_with_a_remark(world)
    told = told_of(world.ward_7.pk, JUNE)

    [(own, _why)] = shown_measures(told, closeness=Closeness.COACH, policy=Policy(), sees_reasons=True)
    [(other, _why)] = shown_measures(told, closeness=Closeness.COACH, policy=Policy(), sees_reasons=False)

    assert (own.note, other.note, other.value == own.value) == ("Two weeks without a clerk.", "", True)


def test_the_record_of_a_month_without_numbers_says_so(world):
    assert world.ward_7_falls

    told = told_of(world.ward_7.pk, Period.parse("2025-08"))

    assert ([measure.value for measure in told.measures], told.has_numbers) == ([None], False)


def test_many_teams_and_months_cost_no_more_queries_than_one(world, django_assert_max_num_queries):
    assert world.ward_7_falls
    a_full_month(world)
    told_of(world.ward_7.pk, JUNE)

    # Aims, tests and their predictions, kept changes, meetings, barriers, the two scores, partners at meetings, spread
    # plans with units and steps, measures, readings (two), values.
    with django_assert_max_num_queries(18):
        found = told_of_many([world.ward_7.pk, world.ward_9.pk], [MAY, JUNE])

    assert found[world.ward_7.pk, JUNE] == told_of(world.ward_7.pk, JUNE)
    assert len(found) == 4


def test_small_numbers_of_a_report_are_hidden_from_whoever_stands_further_away(world):
    assert world.clinic_feet
    told = told_of(world.clinic.pk, Period.parse("2025-04"))

    [(own, _why)] = shown_measures(told, closeness=Closeness.COACH, policy=Policy(), sees_reasons=True)
    [(hidden, why)] = shown_measures(told, closeness=Closeness.COLLABORATIVE, policy=Policy(), sees_reasons=True)
    [(fair, _)] = shown_measures(
        told_of(world.clinic.pk, MAY), closeness=Closeness.COLLABORATIVE, policy=Policy(), sees_reasons=True
    )

    assert (own.numerator, own.denominator) == (3.0, 8.0)
    assert (hidden.numerator, hidden.denominator, hidden.value, hidden.centre) == (None, None, None, None)
    assert why == "hidden: fewer than 10 people"
    assert (fair.numerator, fair.denominator, fair.centre, fair.variation) == (76.0, 143.0, None, "")


def test_a_report_is_complete_when_every_block_says_something(world):
    assert world.ward_7_falls
    told = told_of(world.ward_7.pk, JUNE)

    assert filled_blocks(Said(), Told()) == ()
    assert filled_blocks(Said("a", "b", "c", plan=(Planned("d"),)), told) == (
        "learnt",
        "stuck",
        "ask",
        "plan",
        "numbers",
    )
