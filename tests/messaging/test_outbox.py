"""What is owed is sent once or until it arrives, over a real server that fails in every way."""

import random
import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.core.models import Event
from allteach.messaging import outbox
from allteach.messaging.codes import send_code
from allteach.messaging.models import Message, RefusedAddress
from allteach.messaging.notices import Reminder
from allteach.messaging.tasks import send_reminders
from allteach.spaces import actions
from allteach.spaces.roles import Role
from tests.messaging.postman import (
    FAULTS,
    HANGS_UP,
    LATER,
    NEVER,
    SILENT_BEFORE,
    SILENT_KEPT,
    SILENT_LOST,
    TAKES,
    MortalBackend,
)
from tests.messaging.worker import invite, later, owe, run, states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_day")]


# --- when the server fails ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "letter", "arrived", "state"),
    [
        (TAKES, "invitation", 1, "sent"),
        (HANGS_UP, "invitation", 1, "sent"),
        (SILENT_BEFORE, "invitation", 1, "sent"),
        (SILENT_LOST, "invitation", 1, "sent"),
        (SILENT_KEPT, "invitation", 2, "sent"),  # Never lost: it may come twice.
        (LATER, "invitation", 1, "sent"),
        (NEVER, "invitation", 0, "failed"),
        (TAKES, "invitation_waits", 1, "sent"),
        (HANGS_UP, "invitation_waits", 1, "sent"),
        (SILENT_BEFORE, "invitation_waits", 1, "sent"),
        (SILENT_LOST, "invitation_waits", 0, "uncertain"),
        (SILENT_KEPT, "invitation_waits", 1, "uncertain"),  # Never twice: it may not come.
        (LATER, "invitation_waits", 1, "sent"),
        (NEVER, "invitation_waits", 0, "failed"),
    ],
)
def test_what_becomes_of_a_mail(world, postman, fault, letter, arrived, state):
    owe(invite(world), letter)
    postman.does = [fault]

    for _ in range(4):
        run()
        later()

    assert (len(postman.kept), states()) == (arrived, [state])


@pytest.mark.parametrize(
    ("death", "letter", "arrived", "state"),
    [
        ("before", "invitation", 1, "sent"),
        ("after", "invitation", 2, "sent"),
        ("before", "invitation_waits", 0, "uncertain"),
        ("after", "invitation_waits", 1, "uncertain"),
    ],
)
def test_what_becomes_of_a_mail_whose_worker_is_killed(world, postman, death, letter, arrived, state):
    owe(invite(world), letter)
    MortalBackend.dies = [death]

    for _ in range(4):
        run()
        later()

    assert (len(postman.kept), states()) == (arrived, [state])


def test_a_mail_on_its_way_is_not_taken_by_a_second_worker(world, postman):
    owe(invite(world), "invitation")
    MortalBackend.dies = ["before"]
    run()

    assert (run(), states()) == (0, ["sending"])


def test_a_server_that_cannot_be_reached_keeps_everything_waiting(world, postman, caplog):
    for number in range(3):
        owe(invite(world, email=f"k{number}@example.org"), "invitation_waits")
    postman.end()

    assert outbox.deliver() == 0

    assert states() == ["waiting"] * 3
    assert "cannot be reached" in caplog.text
    first = Message.objects.order_by("pk")[0]
    assert first.due_at > timezone.now() + timedelta(minutes=1)


def test_after_two_weeks_of_trying_a_mail_is_given_up_in_sight(world, postman):
    owe(invite(world), "invitation")
    Message.objects.update(attempts=outbox.MOST_ATTEMPTS - 1)
    postman.does = [LATER]

    run()

    assert (states(), Message.objects.get().reason) == (["failed"], "attempts")


def test_of_fifty_mails_of_each_kind_none_is_lost_and_none_is_doubled_whatever_fails(world, postman):
    """Invitations: each at least once. Reminders: each at most once, and those that may be lost are listed."""
    chance = random.Random(20260305)
    for number in range(50):
        invitation = invite(world, email=f"k{number}@example.org")
        owe(invitation, "invitation")
        owe(invitation, "invitation_waits")
    postman.does = [chance.choice((TAKES, *FAULTS)) for _ in range(150)]
    MortalBackend.dies = [chance.choice(("", "", "", "before", "after")) for _ in range(150)]

    for _ in range(200):
        run()
        if not Message.objects.filter(state__in=["waiting", "sending"]).exists():
            break
        later()

    arrived = postman.kept_numbers()
    by_letter = {letter: set(Message.objects.filter(letter=letter)) for letter in ("invitation", "invitation_waits")}
    numbers = {
        message: f"<{message.letter}.{message.pk}@allteach.example>" for one in by_letter.values() for message in one
    }
    assert {arrived.count(numbers[message]) == 0 for message in by_letter["invitation"]} == {False}
    assert {message.state for message in by_letter["invitation"]} == {"sent"}
    assert max(arrived.count(numbers[message]) for message in by_letter["invitation_waits"]) == 1
    lost = {message for message in by_letter["invitation_waits"] if arrived.count(numbers[message]) == 0}
    assert {message.state for message in lost} == {"uncertain"}


# --- what is known of a handing over --------------------------------------------------------------------------------


def test_a_reminder_whose_worker_is_killed_before_it_spoke_to_the_server_is_sent_by_the_next(world, postman):
    owe(invite(world), "invitation_waits")
    message = Message.objects.get()
    assert outbox._claim(message)  # And then it is killed.
    later()

    run()

    assert (len(postman.kept), states(), Message.objects.get().doubts) == (1, ["sent"], 0)


@pytest.mark.parametrize(
    ("letter", "state", "arrived"), [("invitation", "sent", 2), ("invitation_waits", "uncertain", 1)]
)
def test_a_mail_of_which_nobody_can_know_says_so_and_keeps_its_number(world, postman, letter, state, arrived):
    owe(invite(world), letter)
    MortalBackend.dies = ["after"]

    for _ in range(3):
        run()
        later()

    message = Message.objects.get()
    assert (message.state, message.doubts) == (state, 1)
    assert postman.kept_numbers() == [f"<{letter}.{message.pk}@allteach.example>"] * arrived


def test_a_worker_thought_dead_hands_over_nothing_when_it_goes_on(world, postman):
    owe(invite(world), "invitation_waits")
    slow = Message.objects.get()
    assert outbox._claim(slow)
    written = outbox._written(slow)
    later()
    run()

    with outbox.Line() as line:
        assert outbox._hand_over(slow, *written, line) == 0

    assert len(postman.kept) == 1


def test_the_pauses_grow_and_no_two_are_alike(world, postman):
    for number in range(6):
        owe(invite(world, email=f"k{number}@example.org"), "invitation_waits")
    Message.objects.update(attempts=4)
    postman.does = [LATER] * 6

    run()

    pauses = [(message.due_at - message.tried_at).total_seconds() / 60 for message in Message.objects.all()]
    assert len({round(pause, 3) for pause in pauses}) == 6
    assert 32 * 0.75 <= min(pauses) <= max(pauses) <= 32 * 1.26


def test_more_mails_than_one_look_holds_are_sent_in_one_run(world, postman, monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 2)
    for number in range(5):
        owe(invite(world, email=f"k{number}@example.org"), "invitation_waits")

    assert outbox.deliver() == 5


def test_a_run_ends_when_its_time_is_over_and_the_next_goes_on(world, postman):
    for number in range(3):
        owe(invite(world, email=f"k{number}@example.org"), "invitation_waits")

    assert outbox.deliver(budget=-1) == 0
    assert (outbox.deliver(), states()) == (3, ["sent"] * 3)


def test_two_workers_who_look_at_the_same_mails_send_each_once(world, postman, monkeypatch):
    for number in range(2):
        owe(invite(world, email=f"k{number}@example.org"), "invitation_waits")
    hand_over = outbox._hand_over

    def meanwhile(message, *written):
        """While this worker speaks to the server another one sends the rest."""
        monkeypatch.setattr(outbox, "_hand_over", hand_over)
        assert outbox.deliver() == 1
        return hand_over(message, *written)

    monkeypatch.setattr(outbox, "_hand_over", meanwhile)

    assert outbox.deliver() == 1
    assert (len(postman.kept), states()) == (2, ["sent", "sent"])


def test_a_mail_of_a_kind_that_is_no_more_is_dropped_in_sight(world, postman):
    owe(invite(world), "invitation")
    Message.objects.update(letter="no_more")

    run()

    assert (states(), Message.objects.get().reason) == (["dropped"], "unknown")


# --- addresses that take no mail ------------------------------------------------------------------------------------


def test_an_address_that_takes_no_mail_gets_none_until_one_that_was_asked_for_is_taken(world, postman):
    postman.does = [NEVER]
    owe(invite(world), "invitation_waits")
    run()
    owe(invite(world, role=Role.DATA_LEAD), "invitation_waits")
    run()

    assert states() == ["failed", "failed"]
    assert list(Message.objects.order_by("pk").values_list("reason", flat=True)) == ["550", "address"]
    assert Event.objects.filter(name="messaging.address_refused").count() == 1

    send_code(email="Kwame@example.org", name="Kwame", code="123456", language="en-gb")
    assert RefusedAddress.objects.count() == 0


def test_staff_are_told_once_of_an_address_however_often_it_refuses(world, postman):
    owe(invite(world), "invitation_waits")
    message = Message.objects.get()

    for _ in range(2):
        refused = smtplib.SMTPRecipientsRefused({"k@example.org": (550, b"nobody")})
        outbox._fail(message, refused, may_have_arrived=False)

    assert (RefusedAddress.objects.count(), Event.objects.filter(name="messaging.address_refused").count()) == (1, 1)


def test_a_code_that_cannot_be_sent_is_said_in_words_and_its_reader_tries_again(world, postman, caplog):
    postman.does = [LATER]

    with pytest.raises(ValidationError, match="The mail could not be sent"):
        send_code(email="kwame@example.org", name="Kwame", code="123456", language="en-gb")

    assert "A code was not sent" in caplog.text
    send_code(email="kwame@example.org", name="Kwame", code="123456", language="en-gb")
    assert len(postman.kept) == 1


def test_a_full_letter_box_and_a_sender_refused_say_nothing_against_the_address(world, postman):
    owe(invite(world), "invitation_waits")
    message = Message.objects.get()
    outbox._claim(message)

    outbox._fail(message, smtplib.SMTPRecipientsRefused({"k@example.org": (552, b"full")}), may_have_arrived=False)
    assert (states(), RefusedAddress.objects.count()) == (["failed"], 0)
    Message.objects.update(state="sending")
    outbox._fail(message, smtplib.SMTPSenderRefused(553, b"who?", "us@example.org"), may_have_arrived=False)
    assert (states(), RefusedAddress.objects.count()) == (["waiting"], 0)


# --- reminders ------------------------------------------------------------------------------------------------------


def test_an_invitation_that_waits_is_recalled_once_half_way(world, postman):
    invite(world)
    seen = []
    for day in range(15):
        with time_machine.travel(timezone.now() + timedelta(days=day, hours=1)):
            send_reminders.call()
            seen.append(Message.objects.filter(letter="invitation_waits").count())

    assert seen == [0] * 7 + [1] * 8
    subjects = [mail["Subject"] for mail in postman.kept if mail["To"] == "kwame@example.org"]
    assert subjects == ["Your invitation to Ward 7 still waits"]


def test_two_workers_and_a_clock_that_jumps_write_a_reminder_once(world, postman):
    invite(world)
    now = timezone.now()

    for days in (8, 8, 13, 8, 9):
        outbox.write_reminders(now + timedelta(days=days))

    assert Message.objects.filter(letter="invitation_waits").count() == 1


def test_an_invitation_that_was_accepted_is_not_recalled(world, postman):
    invitation = invite(world)
    owe(invitation, "invitation_waits")
    actions.join_by_invitation(invitation=invitation, name="Kwame")

    outbox.deliver()

    assert [mail["Subject"] for mail in postman.kept] == []
    assert states() == ["dropped"]


def test_a_reminder_that_cannot_be_worked_out_keeps_no_other(world, postman, monkeypatch, caplog):
    invite(world)

    def broken(_now):
        raise RuntimeError("no")

    monkeypatch.setattr(outbox, "REMINDERS", (Reminder("month_due", owed=broken), *outbox.REMINDERS))

    assert outbox.write_reminders(timezone.now() + timedelta(days=8)) == 1
    assert "Could not write the reminders month_due." in caplog.text
