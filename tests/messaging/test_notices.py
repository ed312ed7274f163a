"""What people are told: which events become mails, to whom, what is in them, and who hears less."""

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
from allteach.messaging.gate import MOST_A_DAY
from allteach.messaging.models import Message, Noticed, Preference
from allteach.messaging.notices import LETTERS
from allteach.messaging.tasks import send_notices
from allteach.spaces import actions
from allteach.spaces.models import Invitation
from allteach.spaces.roles import Role
from allteach.spaces.secrets import secret_of
from tests.factories import AccountFactory, MembershipFactory, PersonFactory
from tests.messaging.worker import held, invite, later, owe, run, states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_day")]


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


def test_what_another_worker_told_meanwhile_is_not_told_again(world, postman, monkeypatch):
    for number in range(2):
        invite(world, email=f"k{number}@example.org")
    write = outbox._write

    def meanwhile(notice, event):
        """While this worker writes for the first event another one sees to the rest."""
        monkeypatch.setattr(outbox, "_write", write)
        Noticed.objects.bulk_create(
            [Noticed(event=other, at=timezone.now()) for other in Event.objects.exclude(pk=event.pk)]
        )
        return write(notice, event)

    monkeypatch.setattr(outbox, "_write", meanwhile)

    assert (outbox.write_notices(), Message.objects.count()) == (1, 1)


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
    actions.change_role(membership=held(world.ben, world.ward_7), role=Role.DATA_LEAD, by=world.ben)

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
                membership=held(world.ben, world.ward_7), role=Role.DATA_LEAD, by=world.amina
            ),
            "ben",
            "You are now Data lead of Ward 7",
        ),
        (
            lambda world: actions.hand_over(membership=held(world.amina, world.ward_7), to=world.ben, by=world.amina),
            "ben",
            "You are now Team lead of Ward 7",
        ),
        (
            lambda world: actions.remove_member(membership=held(world.ben, world.ward_7), by=world.amina),
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
    actions.remove_member(membership=held(world.ben, world.ward_7), by=world.amina)
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
    actions.remove_member(membership=held(world.ben, world.ward_7), by=world.amina)

    assert run() == 1


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


def test_a_person_without_an_account_is_told_nothing(world, postman):
    person = PersonFactory()
    membership = MembershipFactory(person=person, space=world.ward_7)
    actions.remove_member(membership=membership, by=world.amina)

    assert (run(), states()) == (0, ["dropped"])
    assert AccountFactory._meta.model.objects.filter(person=person).count() == 0


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
    actions.remove_member(membership=held(world.ben, world.ward_7), by=world.amina)

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


# --- less -----------------------------------------------------------------------------------------------------------


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
