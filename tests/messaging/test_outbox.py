"""What people are told: written once, sent once or until it arrives, over a real server that fails in every way."""

import random
import smtplib
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.template.loader import get_template
from django.utils import timezone

from allteach.core.actions import record
from allteach.core.models import Event
from allteach.measures import events as measure_events
from allteach.messaging import outbox
from allteach.messaging.codes import send_code
from allteach.messaging.gate import MOST_A_DAY
from allteach.messaging.models import Message, Noticed, Preference, RefusedAddress
from allteach.messaging.notices import LETTERS
from allteach.messaging.readers import Owed, Reader
from allteach.messaging.tasks import send_notices, send_reminders
from allteach.people.models import Person
from allteach.spaces import actions
from allteach.spaces.models import Invitation, Membership
from allteach.spaces.roles import Role
from allteach.spaces.secrets import secret_of
from tests.factories import AccountFactory, MembershipFactory, PersonFactory
from tests.messaging.postman import (
    FAULTS,
    HANGS_UP,
    LATER,
    NEVER,
    SILENT_BEFORE,
    SILENT_KEPT,
    SILENT_LOST,
    TAKES,
    Killed,
    MortalBackend,
    Postman,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def by_day():
    """It is ten in the morning: at night nothing goes that can wait."""
    with time_machine.travel(datetime(2026, 3, 5, 10, tzinfo=UTC)):
        yield


@pytest.fixture
def postman(settings):
    postman = Postman()
    settings.EMAIL_BACKEND = "tests.messaging.postman.MortalBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", postman.port
    settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = False, 5
    MortalBackend.dies = []
    yield postman
    postman.end()


def invite(world, email="kwame@example.org", **said):
    kwame = {"email": email, "name": "Kwame", "role": Role.TEAM_MEMBER}
    return actions.invite(space=world.ward_7, by=world.amina, **kwame | said)


def later(minutes: int = 0) -> None:
    """Let what waits be due, and what was left on its way be left for longer than a lease."""
    Message.objects.filter(state="waiting").update(due_at=timezone.now())
    Message.objects.filter(state="sending").update(tried_at=timezone.now() - outbox.LEASE - timedelta(seconds=1))


def run() -> int:
    """One run of the worker, which may be killed in it."""
    outbox.write_notices()
    try:
        return outbox.deliver()
    except Killed:
        return 0


def states() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


# --- from events to mails -------------------------------------------------------------------------------------------


def test_an_invitation_is_mailed_to_the_invited_address_with_its_link(world, postman):
    invitation = invite(world, words="Do come & see")

    send_notices.call()

    (mail,) = postman.kept
    text = mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    assert (mail["To"], mail["Subject"]) == ("kwame@example.org", "You are invited to Ward 7")
    assert f"http://localhost:8000/invitations/{secret_of(invitation)}/" in text
    assert f'href="http://localhost:8000/invitations/{secret_of(invitation)}/"' in html
    assert "Amina: “Do come & see”" in text
    assert "Do come &amp; see" in html
    assert states() == ["sent"]


def test_every_event_is_told_once_however_often_the_worker_looks(world, postman):
    invite(world)

    assert [run(), run(), run()] == [1, 0, 0]
    assert Noticed.objects.count() == 1


def test_an_action_that_is_undone_is_told_to_nobody(world, postman):
    def invite_and_fail():
        with transaction.atomic():
            invite(world)
            raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        invite_and_fail()

    assert (run(), Message.objects.count()) == (0, 0)


def test_news_of_long_ago_is_no_news(world, postman):
    with time_machine.travel(timezone.now() - timedelta(days=8)):
        invite(world)

    assert (run(), Message.objects.count()) == (0, 0)


def test_nobody_is_told_what_they_did_themselves(world, postman):
    actions.change_role(membership=_held(world.ben, world.ward_7), role=Role.DATA_LEAD, by=world.ben)

    assert run() == 0


def test_whoever_invited_hears_when_somebody_has_joined(world, postman):
    invitation = invite(world)
    actions.join_by_invitation(invitation=invitation, name="Kwame Mensah")

    run()

    assert [(mail["To"], mail["Subject"]) for mail in postman.kept] == [
        (world.amina.account.email, "Somebody you invited has joined Ward 7")
    ]
    assert states() == ["dropped", "sent"]  # The invitation was accepted before it was sent.


@pytest.mark.parametrize(
    ("doing", "reader", "subject"),
    [
        (
            lambda world: actions.change_role(
                membership=_held(world.ben, world.ward_7), role=Role.DATA_LEAD, by=world.amina
            ),
            "ben",
            "You are now Data lead of Ward 7",
        ),
        (
            lambda world: actions.hand_over(membership=_held(world.amina, world.ward_7), to=world.ben, by=world.amina),
            "ben",
            "You are now Team lead of Ward 7",
        ),
        (
            lambda world: actions.remove_member(membership=_held(world.ben, world.ward_7), by=world.amina),
            "ben",
            "Your role in Ward 7 has ended",
        ),
        (
            lambda world: actions.sign_agreement(
                collaborative=world.falls,
                organisations=[world.ward_7.organisation],
                names_teams=True,
                may_publish=True,
                ground="Signed",
                signatory="Dr Grey",
                signed_on=timezone.localdate(),
                by=world.esi,
            ),
            "amina",
            "Ward 7 can enter its numbers",
        ),
    ],
    ids=["role changed", "handed over", "removed", "agreement"],
)
def test_whom_it_concerns_is_told(world, postman, doing, reader, subject):
    world.everybody()
    doing(world)

    run()

    told = [(mail["To"], mail["Subject"]) for mail in postman.kept]
    assert told == [(getattr(world, reader).account.email, subject)]


def test_an_event_that_cannot_be_told_holds_up_no_other(world, postman, caplog):
    invitation = invite(world)
    actions.join_by_invitation(invitation=invitation, name="Kwame")
    Invitation.objects.all().delete()
    invite(world, email="second@example.org")

    run()

    assert [mail["To"] for mail in postman.kept] == ["second@example.org"]
    assert "Could not write the notices of event" in caplog.text
    assert Event.objects.filter(noticed=None, name="spaces.invitation_accepted").count() == 1


def test_a_reader_who_has_gone_gets_nothing(world, postman):
    actions.remove_member(membership=_held(world.ben, world.ward_7), by=world.amina)
    outbox.write_notices()
    world.ben.account.is_active = False
    world.ben.account.save()

    assert (outbox.deliver(), states()) == (0, ["dropped"])


def test_a_kind_of_mail_that_was_declined_is_not_written(world, postman):
    Preference.objects.create(person=world.amina, letter="somebody_joined", pace="never")
    actions.join_by_invitation(invitation=invite(world), name="Kwame")

    run()

    assert not Message.objects.filter(letter="somebody_joined").exists()


def test_what_cannot_be_declined_comes_all_the_same(world, postman):
    Preference.objects.create(person=world.ben, letter="removed", pace="never")
    actions.remove_member(membership=_held(world.ben, world.ward_7), by=world.amina)

    assert run() == 1


# --- the mail itself ------------------------------------------------------------------------------------------------


def test_no_name_can_forge_a_header_or_markup(world, postman):
    world.ward_7.name = "Ward <b>7</b>\r\nBcc: all@example.org"
    world.ward_7.save()
    invite(world, name="Kwame\r\nBcc: all@example.org", words="<script>alert(1)</script>\n\nhttps://evil.example/")

    run()

    (mail,) = postman.kept
    html = mail.get_body(("html",)).get_content()
    assert mail["Bcc"] is None
    assert mail["Subject"] == "You are invited to Ward <b>7</b> Bcc: all@example.org"
    assert "<script>" not in html
    assert 'href="https://evil.example/' not in html
    assert "<b>7</b>" not in html


def test_a_mail_is_in_its_readers_language_and_says_which(world, postman):
    world.ben.language = "fr-ca"
    world.ben.save()
    actions.remove_member(membership=_held(world.ben, world.ward_7), by=world.amina)

    run()

    assert '<html lang="fr-ca">' in postman.kept[0].get_body(("html",)).get_content()


def test_links_begin_with_the_sites_own_address(world, postman, settings):
    settings.SITE_ADDRESS = "https://office.example"
    invite(world)

    run()

    text = postman.kept[0].get_body(("plain",)).get_content()
    assert next(line for line in text.split("\n") if line.startswith("http")).startswith("https://office.example/")


def test_a_mail_that_may_be_declined_holds_the_link_that_does_so(world, postman):
    actions.join_by_invitation(invitation=invite(world), name="Kwame")

    run()

    link = postman.kept[-1]["List-Unsubscribe"].strip().strip("<>")
    assert link.startswith("http://localhost:8000/mail/no-more/")
    assert link in postman.kept[-1].get_body(("plain",)).get_content()


def test_every_kind_of_letter_has_its_template_and_words():
    for key, letter in LETTERS.items():
        assert get_template(f"messaging/{key}.txt").template.name == f"messaging/{key}.txt"
        assert str(letter.words)


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


# --- news about numbers ---------------------------------------------------------------------------------------------


def test_a_coach_hears_once_a_day_that_a_sent_number_was_corrected_and_not_which(world, postman):
    world.everybody()
    chart = world.ward_7_falls
    measurement = chart.measurements.all()[0]
    for reason in ("Typing mistake", "Counted again", ""):
        record(
            measure_events.VALUE_CORRECTED,
            by=world.amina,
            about=measurement,
            space=world.ward_7.pk,
            subject=chart.pk,
            texts={"reason": reason} if reason else {},
        )

    run()

    (mail,) = postman.kept
    assert (mail["To"], mail["Subject"]) == (world.dana.account.email, "Ward 7 corrected a number it had sent")
    assert "Falls with harm" in mail.get_body(("plain",)).get_content()


def owe(invitation: Invitation, letter: str) -> None:
    """Write one mail down, as the worker does."""
    Noticed.objects.bulk_create(
        [Noticed(event=event, at=timezone.now()) for event in Event.objects.filter(noticed=None)]
    )
    outbox.owe(letter, [Owed(Reader.invited(invitation.pk), f"spaces.invitation:{invitation.pk}")])


def _held(person: Person, space) -> Membership:
    return Membership.objects.active().select_related("space", "person").get(person=person, space_id=space.pk)


def test_a_person_without_an_account_is_told_nothing(world, postman):
    person = PersonFactory()
    membership = MembershipFactory(person=person, space=world.ward_7)
    actions.remove_member(membership=membership, by=world.amina)

    assert (run(), states()) == (0, ["dropped"])
    assert AccountFactory._meta.model.objects.filter(person=person).count() == 0


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


def test_a_full_letter_box_and_a_sender_refused_say_nothing_against_the_address(world, postman):
    owe(invite(world), "invitation_waits")
    message = Message.objects.get()
    outbox._claim(message)

    outbox._fail(message, smtplib.SMTPRecipientsRefused({"k@example.org": (552, b"full")}), may_have_arrived=False)
    assert (states(), RefusedAddress.objects.count()) == (["failed"], 0)
    Message.objects.update(state="sending")
    outbox._fail(message, smtplib.SMTPSenderRefused(553, b"who?", "us@example.org"), may_have_arrived=False)
    assert (states(), RefusedAddress.objects.count()) == (["waiting"], 0)


# --- less ----------------------------------------------------------------------------------------------------------


def test_what_is_to_come_once_a_week_is_gathered(world, postman):
    Preference.objects.create(person=world.amina, letter="somebody_joined", pace="weekly")
    actions.join_by_invitation(invitation=invite(world), name="Kwame")

    run()

    assert (len(postman.kept), states()) == (0, ["dropped", "gathered"])


def test_at_night_a_mail_waits_and_the_waiting_is_no_attempt(world, postman):
    actions.join_by_invitation(invitation=invite(world), name="Kwame")

    with time_machine.travel(datetime(2026, 3, 5, 23, tzinfo=UTC), tick=False):
        outbox.write_notices()
        outbox.deliver()
    message = Message.objects.get(letter="somebody_joined")
    assert (message.state, message.attempts, message.due_at) == ("waiting", 0, datetime(2026, 3, 6, 8, tzinfo=UTC))
    with time_machine.travel(message.due_at):
        assert outbox.deliver() == 1


def test_of_more_than_a_few_mails_a_day_the_rest_comes_once_a_week(world, postman):
    for number in range(MOST_A_DAY + 2):
        actions.join_by_invitation(
            invitation=invite(world, email=f"k{number}@example.org", role=Role.TEAM_MEMBER), name="Kwame"
        )

    run()

    joined = Message.objects.filter(letter="somebody_joined")
    assert [joined.filter(state=state).count() for state in ("sent", "gathered")] == [MOST_A_DAY, 2]


def test_a_mail_that_may_be_declined_says_so_as_mail_programs_ask(world, postman):
    actions.join_by_invitation(invitation=invite(world), name="Kwame")

    run()

    (mail,) = postman.kept
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"


def test_a_mail_that_cannot_be_written_is_owed_still_and_written_when_that_is_mended(world, postman, monkeypatch):
    owe(invite(world), "invitation")
    with monkeypatch.context() as broken:
        broken.setattr(outbox, "mail_of", None)
        run()
    assert (states(), Message.objects.get().reason) == (["waiting"], "TypeError")
    later()

    assert (run(), states()) == (1, ["sent"])
