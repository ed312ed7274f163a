"""Two people at one grid: whoever is second is told and shown both texts, and nothing is lost."""

import json
import re
from datetime import date
from decimal import Decimal
from functools import partial
from html import unescape

import pytest
from django.urls import reverse

from allteach.core.periods import Period
from allteach.measures import actions
from allteach.measures.models import Measurement, Revision, Sheet
from tests.factories import TeamMeasureFactory

JULY = Period(date(2025, 7, 1), "month")


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def harm(world):
    return str(world.ward_7_falls.pk)


@pytest.fixture
def other(world):
    return str(TeamMeasureFactory(team=world.ward_7, measure__title="Falls seen", measure__slug="seen").pk)


@pytest.fixture
def post(client, world):
    """Sends what somebody typed to one of the pages of the grid."""

    def post(by, *rows, page="grid", **said):
        client.force_login(by.account)
        return client.post(reverse(f"reporting:{page}", args=["ward-7", JULY]), said | merged(rows))

    return post


@pytest.fixture
def sends(post):
    return partial(post, do="send")


@pytest.fixture
def keeps(post):
    return partial(post, page="keep")


def merged(rows) -> dict[str, str]:
    return {name: text for row in rows for name, text in row.items()}


def row(key: str, numerator: int, *, saw: int | str = "", version: int = 0, reason: str = "") -> dict[str, str]:
    """One row of the form, as somebody typed it who saw a numerator of `saw` in it."""
    texts = {"numerator": str(saw), "denominator": "40" if saw else ""}
    typed = {f"{key}:numerator": str(numerator), f"{key}:denominator": "40" if numerator else ""}
    return typed | {f"{key}:seen": json.dumps([version, texts])} | ({f"{key}:reason": reason} if reason else {})


def seen_on(response, key: str) -> list:
    """What the page says that its reader has seen of a row."""
    [said] = re.findall(rf'name="{key}:seen" value="([^"]*)"', response.content.decode())
    return json.loads(unescape(said))


def standing(harm) -> Measurement:
    return Measurement.objects.get(team_measure=harm, period_start=JULY.start)


def test_a_value_sent_by_two_is_told_to_the_second_who_sees_both(world, harm, sends):
    sends(world.amina, row(harm, 3))

    answer = sends(world.ben, row(harm, 5))

    assert (answer.status_code, standing(harm).numerator) == (409, 3)
    assert "Somebody else changed this value while you were writing." in text(answer)
    assert "It now says 3 of 40. Yours is still in the boxes: what you keep or send now stands." in text(answer)
    assert f'name="{harm}:numerator" value="5"' in text(answer)
    assert seen_on(answer, harm)[0] == 1


def test_whoever_was_told_may_send_again_and_the_first_value_is_in_the_history(world, harm, sends):
    sends(world.amina, row(harm, 3))
    sends(world.ben, row(harm, 5))

    answer = sends(world.ben, row(harm, 5, saw=5, version=1, reason="Counted again"))

    assert (answer.status_code, standing(harm).numerator) == (302, 5)
    assert list(Revision.objects.values_list("numerator", "reason")) == [(Decimal(3), "Counted again")]


def test_a_correction_by_two_with_their_reasons_is_told_to_the_second(world, harm, sends):
    sends(world.amina, row(harm, 3))
    sends(world.amina, row(harm, 4, saw=3, version=1, reason="One more"))

    answer = sends(world.ben, row(harm, 6, saw=3, version=1, reason="Three more"))

    assert (answer.status_code, standing(harm).numerator) == (409, 4)
    assert "It now says 4 of 40." in text(answer)


def test_a_value_that_one_leaves_as_it_was_does_not_undo_what_another_corrected(world, harm, other, sends):
    sends(world.amina, row(harm, 3), row(other, 7))
    sends(world.amina, row(harm, 4, saw=3, version=1, reason="One more"), row(other, 7, saw=7, version=1))

    answer = sends(world.ben, row(harm, 3, saw=3, version=1), row(other, 8, saw=7, version=1, reason="One more"))

    assert answer.status_code == 302
    assert standing(harm).numerator == 4
    assert standing(other).numerator == 8


def test_two_who_send_the_same_agree(world, harm, sends):
    sends(world.amina, row(harm, 3))

    answer = sends(world.ben, row(harm, 3))

    assert answer.status_code == 302
    assert Revision.objects.count() == 0


def test_what_was_typed_is_kept_though_it_could_not_be_sent(world, harm, sends):
    sends(world.amina, row(harm, 3))

    sends(world.ben, row(harm, 5))

    assert Sheet.objects.get().typed == {harm: {"numerator": "5", "denominator": "40"}}


def test_what_one_has_typed_is_sent_when_the_other_sends(world, harm, other, keeps, sends):
    keeps(world.amina, row(harm, 3))

    answer = sends(world.ben, row(harm, ""), row(other, 8))

    assert answer.status_code == 302
    assert (standing(harm).numerator, standing(other).numerator) == (3, 8)


def test_a_box_that_two_are_typing_in_is_told_at_once_to_the_second(world, harm, keeps):
    keeps(world.amina, row(harm, 3))

    answer = keeps(world.ben, row(harm, 5))

    assert answer.status_code == 409
    assert "It now says 3. Yours is still in the boxes" in text(answer)
    assert seen_on(answer, harm) == [0, {"numerator": "3", "denominator": ""}]
    assert Sheet.objects.get().typed[harm]["numerator"] == "3"


def test_a_box_that_was_emptied_meanwhile_is_said_to_hold_nothing(world, harm, keeps):
    keeps(world.amina, row(harm, 3))
    keeps(world.amina, row(harm, "", saw=3))

    answer = keeps(world.ben, row(harm, 5, saw=3))

    assert "It now says nothing." in text(answer)


def test_who_keeps_the_whole_grid_is_shown_both_texts(world, harm, keeps, post):
    keeps(world.amina, row(harm, 3))

    answer = post(world.ben, row(harm, 5), do="keep")

    assert answer.status_code == 409
    assert "Falls with harm, How many: 3 (theirs), 5 (yours)" in text(answer)
    assert seen_on(answer, harm) == [0, {"numerator": "3", "denominator": ""}]


def test_who_reports_one_measure_at_a_time_is_told_as_well(client, world, harm, keeps):
    keeps(world.amina, row(harm, 3))
    client.force_login(world.ben.account)

    answer = client.post(reverse("reporting:one", args=["ward-7", JULY, harm]), row(harm, 5))

    assert answer.status_code == 409
    assert "3 (theirs), 5 (yours)" in text(answer)


@pytest.mark.parametrize("said", ["²", "[", "[" * 7000, "[0]", '["1", {}]', "[-1, {}]", "[true, {}]", "[0, []]", "7"])
def test_what_cannot_be_read_was_not_seen_and_does_no_harm(world, harm, sends, said):
    answer = sends(world.amina, row(harm, 3) | {f"{harm}:seen": said})

    assert (answer.status_code, standing(harm).numerator) == (302, 3)


def test_who_pastes_over_what_another_typed_meanwhile_is_told_and_may_paste_again(world, harm, keeps, post):
    block = {"block": "5\t40"}
    empty = {f"{harm}:seen": json.dumps([0, {"numerator": "", "denominator": ""}])}
    keeps(world.amina, row(harm, 3))

    answer = post(world.ben, block, empty, page="paste")
    told, stood = text(answer), Sheet.objects.get().typed[harm]["numerator"]
    again = post(world.ben, block, {f"{harm}:seen": json.dumps(seen_on(answer, harm))}, page="paste")

    assert "3 is theirs, 5 is yours. Fill the grid once more if yours should stand." in told
    assert stood == "3"
    assert (again.status_code, Sheet.objects.get().typed[harm]["numerator"]) == (302, "5")


def test_a_block_without_numbers_is_said_to_be_one(world, harm, post):
    answer = post(world.amina, {"block": "Falls with harm"}, page="paste")

    assert "No row of numbers was found in it." in text(answer)


def test_a_block_pasted_into_a_locked_period_is_refused_in_words(world, harm, post):
    actions.lock_sheet(team=world.ward_7, period=JULY, by=world.esi)

    answer = post(world.amina, {"block": "5\t40"}, page="paste")

    assert "This period is locked." in text(answer)
