"""Reporting, correcting and taking back values."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from allteach.core.models import Event
from allteach.core.periods import Period
from allteach.measures import actions, events
from allteach.measures.models import Measurement, Revision, Sheet
from tests.factories import MeasureFactory, TeamMeasureFactory

MARCH = Period(date(2025, 3, 1), "month")
MAY_LATER = Period(date(2099, 5, 1), "month")


@pytest.fixture
def harm(world):
    return TeamMeasureFactory(team=world.ward_7, measure=world.falls_harm)


def report(harm, world, **said):
    answers = {"numerator": Decimal(2), "denominator": Decimal(40), "period": MARCH, "by": world.amina, **said}
    return actions.report_value(team_measure=harm, **answers)


def test_a_value_is_reported(world, harm):
    measurement = report(harm, world, remark="Counted twice, by two of us")

    assert (measurement.numerator, measurement.denominator, measurement.value) == (2, 40, None)
    assert measurement.period == MARCH
    event = Event.objects.get(name=events.VALUE_REPORTED)
    assert event.space == world.ward_7.pk
    assert event.subject == harm.pk
    assert event.by == world.amina.pk
    assert event.facts["after"] == {"numerator": "2", "denominator": "40", "value": None}
    assert "Counted" not in str(event.facts)  # Free text only as a digest.


def test_reporting_again_corrects_it_and_keeps_what_it_was(world, harm):
    report(harm, world)

    report(harm, world, numerator=Decimal(3))

    assert Measurement.objects.get().numerator == 3
    correction = Event.objects.get(name=events.VALUE_CORRECTED)
    assert correction.facts["before"] == {"numerator": "2.0000", "denominator": "40.0000", "value": None}
    assert Revision.objects.get().numerator == 2


def test_saying_the_same_twice_changes_nothing(world, harm):
    first = report(harm, world)

    second = report(harm, world)

    assert (second.pk, second.version) == (first.pk, first.version)
    assert Event.objects.filter(name=events.VALUE_CORRECTED).count() == 0


def test_a_correction_of_a_sent_period_needs_a_reason(world, harm):
    report(harm, world)
    actions.send_sheet(team=world.ward_7, period=MARCH, by=world.amina)

    with pytest.raises(ValidationError) as refused:
        report(harm, world, numerator=Decimal(3))
    report(harm, world, numerator=Decimal(3), reason="One was counted in the wrong month")

    assert list(refused.value.error_dict) == ["reason"]
    assert Revision.objects.get().reason == "One was counted in the wrong month"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"numerator": Decimal(41)}, "numerator"),
        ({"numerator": Decimal(-1)}, "numerator"),
        ({"numerator": Decimal("1.5")}, "numerator"),
        ({"numerator": Decimal("NaN")}, "numerator"),
        ({"numerator": Decimal(10) ** 12, "denominator": Decimal(10) ** 12}, "numerator"),
        ({"denominator": None}, "denominator"),
        ({"denominator": Decimal(0)}, "denominator"),
        ({"value": Decimal(5)}, "numerator"),
        ({"period": MAY_LATER}, "period"),
        ({"period": Period(date(2025, 1, 1), "quarter")}, "period"),
        ({"stratum": "left-handed"}, "stratum"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_stored(world, harm, said, field):
    with pytest.raises(ValidationError) as refused:
        report(harm, world, **said)

    assert field in refused.value.error_dict
    assert Measurement.objects.count() == 0
    assert Event.objects.count() == 0


def test_a_value_outside_what_the_definition_allows_is_refused(world):
    wait = TeamMeasureFactory(
        team=world.ward_7,
        measure=MeasureFactory(
            space=world.falls, kind_key="mean", definition__least_value=Decimal(1), definition__most_value=Decimal(60)
        ),
    )
    for value in (Decimal("0.5"), Decimal(61)):
        with pytest.raises(ValidationError) as refused:
            actions.report_value(team_measure=wait, period=MARCH, value=value, by=world.amina)
        assert list(refused.value.error_dict) == ["value"]

    actions.report_value(team_measure=wait, period=MARCH, value=Decimal("12.5"), by=world.amina)

    assert Measurement.objects.get().value == Decimal("12.5")


def test_a_measure_of_one_number_takes_neither_two_nor_none(world):
    wait = TeamMeasureFactory(team=world.ward_7, measure=MeasureFactory(space=world.falls, kind_key="mean"))

    for said in ({"numerator": Decimal(1), "denominator": Decimal(2)}, {"value": Decimal(1), "numerator": Decimal(1)}):
        with pytest.raises(ValidationError) as refused:
            actions.report_value(team_measure=wait, period=MARCH, by=world.amina, **said)
        assert "value" in refused.value.error_dict


def test_no_cases_is_a_report_and_not_a_value(world, harm):
    measurement = report(harm, world, numerator=Decimal(0), denominator=Decimal(0))

    assert (measurement.numerator, measurement.denominator) == (0, 0)


def test_nothing_is_taken_before_the_organisation_has_signed(world, harm):
    world.hospital_agreement.ended_on = date(2025, 2, 1)
    world.hospital_agreement.save()

    with pytest.raises(ValidationError) as refused:
        report(harm, world)

    assert refused.value.code == "no_agreement"
    assert Measurement.objects.count() == 0


def test_the_second_of_two_writers_is_told(world, harm):
    seen = report(harm, world).version
    report(harm, world, numerator=Decimal(3))

    with pytest.raises(ValidationError) as refused:
        report(harm, world, numerator=Decimal(4), version=seen)

    assert refused.value.code == "conflict"
    assert Measurement.objects.get().numerator == 3


def test_a_locked_period_is_closed(world, harm):
    actions.lock_sheet(team=world.ward_7, period=MARCH, by=world.esi)

    with pytest.raises(ValidationError) as refused:
        report(harm, world)
    actions.unlock_sheet(team=world.ward_7, period=MARCH, reason="A late laboratory list", by=world.esi)
    report(harm, world)

    assert refused.value.code == "locked"
    assert Measurement.objects.count() == 1
    assert Event.objects.filter(name__in=[events.SHEET_LOCKED, events.SHEET_UNLOCKED]).count() == 2


def test_unlocking_needs_a_reason(world):
    actions.lock_sheet(team=world.ward_7, period=MARCH, by=world.esi)

    with pytest.raises(ValidationError):
        actions.unlock_sheet(team=world.ward_7, period=MARCH, reason=" ", by=world.esi)

    assert Sheet.objects.get().locked_at is not None


def test_a_value_taken_back_is_missing_and_its_event_says_what_it_was(world, harm):
    measurement = report(harm, world)

    with pytest.raises(ValidationError):
        actions.take_back_value(measurement=measurement, reason="", by=world.amina)
    stored = Measurement.objects.select_related("team_measure").get()
    actions.take_back_value(measurement=stored, reason="It belongs to another ward", by=world.amina)

    assert Measurement.objects.count() == 0
    assert Event.objects.get(name=events.VALUE_TAKEN_BACK).facts["before"]["numerator"] == "2.0000"
