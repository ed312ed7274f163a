"""Words beside numbers: what names a person is not kept, what may is asked about, and a draft is no exception."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from allteach.charts.words import Language
from allteach.core.periods import Period
from allteach.measures import actions
from allteach.measures.models import Annotation, Measurement, Sheet
from allteach.measures.queries.sheets import rows_of, sheet_of
from tests.factories import MeasureFactory, TeamMeasureFactory

MARCH = Period(date(2025, 3, 1), "month")
CLEAR = "Seen with 943 476 5919"  # A number of the NHS, with its check digit: made up, and valid.
POSSIBLE = "Mrs Evans rang twice"
ENGLISH = Language()


@pytest.fixture
def chart(world):
    return TeamMeasureFactory(team=world.ward_7, measure=MeasureFactory(space=world.falls, definition__strata=[]))


def report(chart, by, **said):
    return actions.report_value(
        team_measure=chart, period=MARCH, numerator=Decimal(4), denominator=Decimal(9), by=by, **said
    )


WRITERS = {
    "a remark": lambda chart, by, text, **said: report(chart, by, remark=text, **said),
    "a note": lambda chart, by, text, **said: actions.annotate(
        space=chart.team, on=MARCH.start, words=text, by=by, **said
    ),
    "what a note expects": lambda chart, by, text, **said: actions.annotate(
        space=chart.team, on=MARCH.start, words="New form", expected=text, by=by, **said
    ),
    "a baseline": lambda chart, by, text, **said: actions.set_baseline(
        measure=chart.measure, team_measure=chart, reason=text, by=by, **said
    ),
    "nothing to report": lambda chart, by, text, **said: actions.send_sheet(
        team=chart.team, period=MARCH, nothing_because=text, by=by, **said
    ),
    "a definition": lambda chart, by, text, **said: actions.define_measure(
        space=chart.team.parent, kind="count", name="Falls", rationale=text, by=by, **said
    ),
    "a change of definition": lambda chart, by, text, **said: actions.change_definition(
        measure=chart.measure, effective_from=date(2025, 6, 1), change_reason=text, by=by, **said
    ),
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_what_names_a_person_is_refused_and_what_may_is_kept_once_somebody_looked(world, chart, write):
    with pytest.raises(ValidationError):
        write(chart, world.esi, CLEAR, was_checked=True)
    with pytest.raises(ValidationError) as asked:
        write(chart, world.esi, POSSIBLE)
    write(chart, world.esi, POSSIBLE, was_checked=True)

    [found] = [error for errors in asked.value.error_dict.values() for error in errors]
    assert found.code == "may_identify"


def test_reasons_of_later_changes_are_checked_as_well(world, chart):
    measurement = report(chart, world.amina)
    baseline = actions.set_baseline(measure=chart.measure, team_measure=chart, reason="New cuffs", by=world.esi)
    note = actions.annotate(space=chart.team, on=MARCH.start, words="New form", by=world.amina)
    actions.lock_sheet(team=chart.team, period=Period(date(2025, 2, 1), "month"), by=world.esi)
    writers = (
        lambda: actions.take_back_value(measurement=measurement, reason=POSSIBLE, by=world.amina),
        lambda: actions.leave_out(measurement=measurement, reason=POSSIBLE, by=world.amina),
        lambda: actions.remove_baseline(baseline=baseline, reason=POSSIBLE, by=world.esi),
        lambda: actions.change_annotation(annotation=note, on=note.on, words=POSSIBLE, kind=note.kind, by=world.amina),
        lambda: actions.unlock_sheet(
            team=chart.team, period=Period(date(2025, 2, 1), "month"), reason=POSSIBLE, by=world.esi
        ),
    )

    for write in writers:
        with pytest.raises(ValidationError, match="Mrs Evans"):
            write()

    assert Annotation.objects.get().words == "New form"
    assert not Measurement.objects.get().is_left_out


def test_a_remark_that_stands_is_not_asked_about_again(world, chart):
    report(chart, world.amina, remark=POSSIBLE, was_checked=True)

    again = actions.report_value(
        team_measure=chart, period=MARCH, numerator=Decimal(5), denominator=Decimal(9), remark=POSSIBLE, by=world.amina
    )

    assert (again.numerator, again.remark) == (Decimal(5), POSSIBLE)


def row_with(world, chart, remark, **cells):
    typed = {str(chart.pk): {"numerator": "4", "denominator": "9", "remark": remark, **cells}}
    sheet = sheet_of(chart.team, MARCH)
    [row] = rows_of(chart.team, MARCH, sheet, seen_by=world.again(world.amina), language=ENGLISH, typed=typed)
    return row


def test_the_grid_refuses_and_asks_as_the_action_does(world, chart):
    clear, possible = row_with(world, chart, CLEAR), row_with(world, chart, POSSIBLE)
    looked_at = row_with(world, chart, POSSIBLE, right="yes")

    assert list(clear.errors) == ["remark"]
    assert "Mrs Evans" in possible.question
    assert (possible.errors, looked_at.question, looked_at.errors) == ({}, "", {})


def test_what_names_a_person_is_not_kept_in_a_draft_either(world, chart):
    actions.save_sheet(
        team=chart.team, period=MARCH, typed={str(chart.pk): {"numerator": "4", "remark": CLEAR}}, by=world.amina
    )

    assert Sheet.objects.get(period_start=MARCH.start).typed == {str(chart.pk): {"numerator": "4"}}
