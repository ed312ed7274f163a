"""What a team sees of its process map, and how it draws one without JavaScript."""

import pytest
from django.urls import reverse

from allteach.improvement import actions
from allteach.improvement.models import ProcessMapVersion

STEPS = (
    {"kind": "start", "words": "Patient checks in", "who": "receptionist", "minutes": 3},
    {"words": "Nurse weighs", "who": "nurse", "minutes": 8, "wait_minutes": 25, "goes_wrong": "Shoes stay on"},
    {"kind": "end", "words": "Next visit booked", "minutes": 2},
)


@pytest.fixture
def amina(client, world):
    world.everybody()
    client.force_login(world.amina.account)
    return client


@pytest.fixture
def drawn(world):
    return actions.draw_process_map(
        team=world.ward_7, name="From door to door", steps=STEPS, notes="Long corridors.", by=world.ben
    )


def address(page="process_map", *more):
    return reverse(f"improvement:{page}", args=["ward-7", "now", *more])


def form_of(response):
    """Everything that a browser would send of the form, as shown."""
    form = response.context["form"]
    return {
        name: value
        for name in form.fields
        if (value := form[name].value()) is not None and not (name == "is_walked_with_patient" and not value)
    }


def rows(sent):
    return [sent.get(f"words_{number}", "") for number in range(1, int(sent["count"]) + 1)]


def press(client, sent, deed):
    return form_of(client.post(address("draw_process_map"), {**sent, "rearrange": deed}))


def test_a_team_without_a_map_reads_how_to_make_one(amina):
    page = amina.get(address()).content.decode()

    assert "Walk the way of one patient" in page
    assert address("draw_process_map") in page


def test_the_map_stands_as_drawing_words_and_table(amina, drawn):
    page = amina.get(address()).content.decode()

    assert "Three steps take 13\N{NO-BREAK SPACE}min, and a patient waits 25\N{NO-BREAK SPACE}min on the way." in page
    assert page.count("<svg xmlns") == 2
    assert '<th scope="row">Nurse weighs</th>' in page
    assert "Long corridors." in page


def test_a_map_is_drawn_with_rows_for_its_steps(amina, world):
    sent = form_of(amina.get(address("draw_process_map")))
    sent |= {"name": "A visit", "words_1": "Check in", "words_3": "Goodbye", "minutes_3": "2"}

    response = amina.post(address("draw_process_map"), sent)

    assert response["Location"] == address()
    steps = ProcessMapVersion.objects.get().steps.all()
    assert [(step.words, step.kind, step.minutes) for step in steps] == [
        ("Check in", "start", None),
        ("Goodbye", "end", 2),
    ]


def test_buttons_move_add_and_take_out_steps_and_lose_nothing_that_was_typed(amina, drawn):
    sent = form_of(amina.get(address("draw_process_map")))
    sent["minutes_1"] = "three"  # Not a number yet: it stays as it was typed.

    sent = press(amina, sent, "down-1")
    assert rows(sent) == ["Nurse weighs", "Patient checks in", "Next visit booked"]
    assert sent["minutes_2"] == "three"
    sent = press(amina, sent, "after-1")
    assert rows(sent) == ["Nurse weighs", "", "Patient checks in", "Next visit booked"]
    sent = press(amina, sent, "out-3")
    assert rows(sent) == ["Nurse weighs", "", "Patient checks in", "Next visit booked"]
    sent = press(amina, sent, "up-4")
    assert rows(sent) == ["Nurse weighs", "", "Next visit booked", "Patient checks in"]
    assert ProcessMapVersion.objects.count() == 1

    amina.post(address("draw_process_map"), {**sent, "minutes_4": "3"})

    assert [step.words for step in ProcessMapVersion.objects.get(number=2).steps.all()] == [
        "Nurse weighs",
        "Next visit booked",
    ]


def test_a_step_that_was_taken_out_can_be_put_back_until_the_map_is_saved(amina, drawn):
    sent = press(amina, form_of(amina.get(address("draw_process_map"))), "out-2")
    page = amina.post(address("draw_process_map"), {**sent, "rearrange": "nothing"}).content.decode()
    assert "Taken out: Nurse weighs" in page
    assert '<input type="hidden" name="goes_wrong_2" value="Shoes stay on">' in page

    sent = press(amina, sent, "back-2")

    assert amina.post(address("draw_process_map"), sent).status_code == 302
    assert ProcessMapVersion.objects.count() == 1  # As it was.


@pytest.mark.parametrize("deed", ["up-1", "down-3", "out-9", "after-", "dance-2", "up-x", "up-99999999999999"])
def test_a_button_that_cannot_be_leaves_all_as_it_is(amina, drawn, deed):
    sent = form_of(amina.get(address("draw_process_map")))

    assert rows(press(amina, sent, deed)) == rows(sent)


@pytest.mark.parametrize("count", ["", "-1", "x", "99999999999", "0"])
def test_a_number_of_rows_that_cannot_be_is_no_trouble(amina, drawn, count):
    response = amina.post(address("draw_process_map"), {"name": "x", "count": count, "words_1": "Check in"})

    assert response.status_code in (200, 302)


def test_what_is_wrong_with_a_step_stands_in_its_row(amina):
    sent = {"name": "A visit", "count": "4", "words_1": "Check in", "words_3": "Weigh", "fails_of_hundred_3": "40"}

    response = amina.post(address("draw_process_map"), sent)

    assert response.context["form"].errors == {"goes_wrong_3": ["Say what goes wrong so often."]}
    assert 'value="Weigh"' in response.content.decode()


def test_a_map_without_a_step_asks_for_the_first(amina):
    response = amina.post(address("draw_process_map"), {"name": "A visit", "count": "1", "words_1": ""})

    assert response.context["form"].errors == {"words_1": ["Say what happens first."]}


def test_two_who_draw_at_once_see_both(amina, world, drawn):
    sent = form_of(amina.get(address("draw_process_map")))
    actions.draw_process_map(team=world.ward_7, name="Another way", steps=STEPS, by=world.ben)

    response = amina.post(address("draw_process_map"), {**sent, "name": "My way"})

    assert response.status_code == 409
    assert "Another way" in response.content.decode()


def test_what_was_drawn_before_can_be_read(amina, world, drawn):
    actions.draw_process_map(team=world.ward_7, name="Shorter", steps=STEPS[:1], by=world.amina)

    now = amina.get(address()).content.decode()
    before = amina.get(address("process_map_version", 1)).content.decode()

    assert address("process_map_version", 1) in now
    assert "This was drawn before" in before
    assert "Nurse weighs" in before
    assert amina.get(address("process_map_version", 3)).status_code == 404


def test_whoever_looks_in_reads_the_map_and_cannot_change_it(client, world, drawn):
    client.force_login(world.dana.account)

    page = client.get(address()).content.decode()

    assert "Nurse weighs" in page
    assert address("draw_process_map") not in page
