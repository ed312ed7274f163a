"""Two people at one grid: whoever is second is told and shown both texts, and nothing is lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from allteach.core.periods import Period
from allteach.measures.models import Measurement, Revision, Sheet
from tests.factories import TeamMeasureFactory

JULY = Period(date(2025, 7, 1), "month")


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def harm(world):
    return str(world.ward_7_falls.pk)


@pytest.fixture
def sends(client, world):
    """Sends the grid as somebody, with the version of the value that they saw."""

    def send(by, *, version=0, **cells):
        client.force_login(by.account)
        address = reverse("reporting:grid", args=["ward-7", JULY])
        typed = {name.replace("_", ":"): text for name, text in cells.items()}
        return client.post(address, {"do": "send", "version": version, **typed})

    return send


def row(key: str, numerator: int, seen: int, *, reason: str = "") -> dict[str, str]:
    return {f"{key}_numerator": str(numerator), f"{key}_denominator": "40", f"{key}_seen": str(seen)} | (
        {f"{key}_reason": reason} if reason else {}
    )


def standing(harm) -> Measurement:
    return Measurement.objects.get(team_measure=harm, period_start=JULY.start)


def test_a_value_sent_by_two_is_told_to_the_second_who_sees_both(world, harm, sends):
    sends(world.amina, **row(harm, 3, seen=0))

    answer = sends(world.ben, **row(harm, 5, seen=0))

    assert (answer.status_code, standing(harm).numerator) == (409, 3)
    assert "Somebody else changed this value while you were writing." in text(answer)
    assert "It now says 3 of 40. Yours is still in the boxes: send again what should stand." in text(answer)
    assert f'name="{harm}:numerator" value="5"' in text(answer)
    assert f'name="{harm}:seen" value="1"' in text(answer)


def test_whoever_was_told_may_send_again_and_the_first_value_is_in_the_history(world, harm, sends):
    sends(world.amina, **row(harm, 3, seen=0))
    sends(world.ben, **row(harm, 5, seen=0))

    answer = sends(world.ben, version=Sheet.objects.get().version, **row(harm, 5, seen=1, reason="Counted again"))

    assert (answer.status_code, standing(harm).numerator) == (302, 5)
    assert list(Revision.objects.values_list("numerator", "reason")) == [(Decimal(3), "Counted again")]


def test_a_correction_by_two_with_their_reasons_is_told_to_the_second(world, harm, sends):
    sends(world.amina, **row(harm, 3, seen=0))
    sends(world.amina, **row(harm, 4, seen=1, reason="One more"))

    answer = sends(world.ben, **row(harm, 6, seen=1, reason="Three more"))

    assert (answer.status_code, standing(harm).numerator) == (409, 4)
    assert "It now says 4 of 40." in text(answer)


def test_a_value_that_one_leaves_as_it_was_does_not_undo_what_another_corrected(world, harm, sends):
    other = str(TeamMeasureFactory(team=world.ward_7, measure__title="Falls seen", measure__slug="seen").pk)
    sends(world.amina, **row(harm, 3, seen=0), **row(other, 7, seen=0))
    sends(world.amina, **row(harm, 4, seen=1, reason="One more"), **row(other, 7, seen=1))

    answer = sends(world.ben, **row(harm, 3, seen=1), **row(other, 8, seen=1, reason="One more"))

    assert answer.status_code == 302
    assert standing(harm).numerator == 4
    assert standing(other).numerator == 8


def test_two_who_send_the_same_agree(world, harm, sends):
    sends(world.amina, **row(harm, 3, seen=0))

    answer = sends(world.ben, **row(harm, 3, seen=0))

    assert answer.status_code == 302
    assert Revision.objects.count() == 0


def test_a_version_that_is_no_number_is_no_version(world, harm, sends):
    answer = sends(world.amina, **{**row(harm, 3, seen=0), f"{harm}_seen": "²"})

    assert (answer.status_code, standing(harm).numerator) == (302, 3)


def test_what_was_typed_is_kept_though_it_could_not_be_sent(world, harm, sends):
    sends(world.amina, **row(harm, 3, seen=0))

    sends(world.ben, **row(harm, 5, seen=0))

    assert Sheet.objects.get().typed == {harm: {"numerator": "5", "denominator": "40"}}
