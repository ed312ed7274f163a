"""What people choose to hear, when their letter comes, and mail that staff let go once more."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from allteach.core.models import Event
from allteach.messaging import actions
from allteach.messaging.models import LetterDay, Message, Preference, RefusedAddress
from allteach.messaging.notices import LETTERS
from allteach.messaging.queries import letter_day_of, paces_of
from allteach.messaging.readers import digest_of_address

pytestmark = pytest.mark.django_db

LATER = datetime(2026, 3, 5, 10, tzinfo=UTC)


def refused(action, **said) -> set[str]:
    with pytest.raises(ValidationError) as wrong:
        action(**said)
    return set(wrong.value.message_dict)


def test_what_is_chosen_is_kept_and_the_rest_comes_as_usual(world):
    actions.choose_mail(person=world.amina, paces={"month_due": "weekly"}, weekday=4, hour=16)

    chosen = paces_of(world.amina)
    assert chosen.pop("month_due") == "weekly"
    assert chosen == {
        letter.key: letter.paces[0] for letter in LETTERS.values() if letter.can_be_declined and letter.key in chosen
    }
    assert "invitation" not in chosen  # It cannot be declined.
    assert str(letter_day_of(world.amina)) == "Amina: Friday, 16"


def test_choosing_again_replaces_what_was_chosen(world):
    actions.choose_mail(person=world.amina, paces={"month_due": "weekly"}, weekday=4, hour=16)
    actions.choose_mail(person=world.amina, paces={"month_due": "never", "digest": "never"}, weekday=1, hour=9)

    assert (paces_of(world.amina)["month_due"], paces_of(world.amina)["digest"]) == ("never", "never")
    assert LetterDay.objects.get().weekday == 1


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"paces": {"digest": "now"}}, {"digest"}),
        ({"paces": {"month_due": "monthly"}}, {"month_due"}),
        ({"paces": {"digest": "never", "month_due": "weekly", "month_in": "never"}}, {"digest"}),
        ({"paces": {}, "weekday": 7}, {"weekday"}),
        ({"paces": {}, "hour": 6}, {"hour"}),
        ({"paces": {}, "weekday": -1, "hour": 21}, {"weekday", "hour"}),
    ],
    ids=["no such pace", "a letter by the month", "gathered in no letter", "no such day", "too early", "both"],
)
def test_what_cannot_be_chosen_is_refused_at_its_field_and_nothing_is_kept(world, said, fields):
    assert refused(actions.choose_mail, person=world.amina, **said) == fields
    assert (Preference.objects.count(), LetterDay.objects.count()) == (0, 0)


def test_until_somebody_says_so_a_letter_comes_on_mondays_at_eight(world):
    assert (letter_day_of(world.amina).weekday, letter_day_of(world.amina).hour) == (0, 8)
    assert paces_of(world.amina) == {}


@pytest.mark.parametrize(
    ("letter", "pace", "kept"),
    [
        ("month_due", "never", {"month_due": "never"}),
        ("month_due", "monthly", {}),
        ("invitation", "never", {}),
        ("nothing_we_know", "never", {}),
    ],
    ids=["declined", "a pace it does not have", "cannot be declined", "no such letter"],
)
def test_one_kind_of_mail_is_declined_by_its_link_where_it_can_be(world, letter, pace, kept):
    actions.choose_pace(person=world.amina, letter=letter, pace=pace)

    assert paces_of(world.amina) == kept


@pytest.mark.parametrize(
    ("letter", "pace", "digest"),
    [("month_due", "weekly", "weekly"), ("month_due", "never", "never"), ("digest", "monthly", "monthly")],
)
def test_the_letter_comes_again_once_something_is_to_come_in_it(world, letter, pace, digest):
    actions.choose_pace(person=world.amina, letter="digest", pace="never")

    actions.choose_pace(person=world.amina, letter=letter, pace=pace)

    assert paces_of(world.amina)["digest"] == digest


def failed(person, number, state="failed", **said) -> Message:
    known = {"letter": "month_due", "about": f"spaces.space:{number}", "reader": f"person:{person.pk}"}
    return Message.objects.create(
        **{**known, **said}, person=person, state=state, attempts=3, reason="550", made_at=LATER, due_at=LATER
    )


def test_mail_tried_again_lets_everything_go_that_failed_for_its_reader_and_nothing_else(world):
    first, second, sent = (
        failed(world.amina, number, state) for number, state in enumerate(("failed", "failed", "sent"))
    )
    others = failed(world.ben, 9)
    RefusedAddress.objects.create(digest=digest_of_address(world.amina.account.email), code=550, refused_at=LATER)

    actions.try_mail_again(message=first, by=world.stan)

    again = {message.pk: (message.state, message.attempts, message.reason) for message in Message.objects.all()}
    assert (again[first.pk], again[second.pk]) == (("waiting", 0, ""), ("waiting", 0, ""))
    assert (again[sent.pk][0], again[others.pk][0]) == ("sent", "failed")
    assert RefusedAddress.objects.count() == 0
    assert [event.by for event in Event.objects.filter(name="messaging.mail_tried_again")] == [world.stan.pk]


def test_mail_that_is_on_its_way_again_is_not_tried_a_second_time(world):
    message = failed(world.amina, 1)
    actions.try_mail_again(message=message, by=world.stan)

    actions.try_mail_again(message=message, by=world.stan)

    assert Event.objects.filter(name="messaging.mail_tried_again").count() == 1


def test_mail_to_somebody_who_has_no_address_any_more_is_tried_and_no_address_forgiven(world):
    message = failed(world.amina, 1)
    RefusedAddress.objects.create(digest=digest_of_address("noor@allteach.example"), code=550, refused_at=LATER)
    world.amina.account.delete()

    actions.try_mail_again(message=Message.objects.get(pk=message.pk), by=world.stan)

    assert (Message.objects.get().state, RefusedAddress.objects.count()) == ("waiting", 1)
