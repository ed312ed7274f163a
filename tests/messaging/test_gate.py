"""The gate: one function decides whether a mail may go, and there is one way to the mail server."""

import ast
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as site_settings
from django.core.mail import EmailMessage

from allteach.messaging import gate
from allteach.messaging.gate import Answer, Facts, Line, Verdict, facts_of, hand_over_now, verdict
from allteach.messaging.models import Message, Preference, RefusedAddress
from allteach.messaging.notices import LETTERS
from allteach.messaging.outbox import DECLINABLE
from allteach.messaging.readers import Address, digest_of_address
from allteach.people.models import Account, Person
from tests.architecture.source import PRODUCT, modules, name_of, tree
from tests.factories import PersonFactory

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
LONDON = Address("amina@allteach.example", "Amina", "en-gb", "Europe/London")
DIGEST, DUE, INVITATION = "digest", LETTERS["month_due"], LETTERS["invitation"]


def say(letter, now=NOON, **facts):
    said = verdict(letter, Facts(**{"address": LONDON} | facts), now)
    return said.answer, said.why


@pytest.mark.parametrize(
    ("facts", "due", "invitation"),
    [
        ({}, (Answer.GO, ""), (Answer.GO, "")),
        ({"address": None}, (Answer.NO, "gone"), (Answer.NO, "gone")),
        ({"address": None, "is_closed": True}, (Answer.NO, "closed"), (Answer.NO, "closed")),
        ({"is_for_demo": True}, (Answer.NO, "demo"), (Answer.NO, "demo")),
        ({"is_refused": True}, (Answer.REFUSED, "address"), (Answer.REFUSED, "address")),
        ({"paces": {"month_due": "never"}}, (Answer.NO, "declined"), (Answer.GO, "")),
        ({"paces": {"month_due": "weekly"}}, (Answer.GATHER, "weekly"), (Answer.GO, "")),
        ({"paces": {"month_due": "weekly", DIGEST: "never"}}, (Answer.NO, "declined"), (Answer.GO, "")),
        ({"paces": {"month_in": "never"}}, (Answer.GO, ""), (Answer.GO, "")),
        ({"today": gate.MOST_A_DAY - 1}, (Answer.GO, ""), (Answer.GO, "")),
        ({"today": gate.MOST_A_DAY}, (Answer.GATHER, "many"), (Answer.GO, "")),
        ({"today": gate.MOST_A_DAY, "paces": {DIGEST: "never"}}, (Answer.GO, ""), (Answer.GO, "")),
    ],
)
def test_what_the_gate_says(facts, due, invitation):
    assert (say(DUE, **facts), say(INVITATION, **facts)) == (due, invitation)


@pytest.mark.parametrize(
    ("hour", "zone", "later"),
    [
        (7, "Europe/London", datetime(2026, 3, 5, 8, tzinfo=UTC)),
        (8, "Europe/London", None),
        (19, "Europe/London", None),
        (20, "Europe/London", datetime(2026, 3, 6, 8, tzinfo=UTC)),
        (12, "America/Vancouver", datetime(2026, 3, 5, 16, tzinfo=UTC)),
        (12, "Pacific/Kiritimati", datetime(2026, 3, 5, 18, tzinfo=UTC)),
        (12, "Asia/Kolkata", None),
    ],
)
def test_at_night_what_can_wait_waits_for_the_readers_own_morning(hour, zone, later):
    now = NOON.replace(hour=hour)
    facts = Facts(address=Address(LONDON.email, "", "en-gb", zone))

    assert verdict(DUE, facts, now).at == later
    assert verdict(INVITATION, facts, now).answer == Answer.GO


@pytest.mark.parametrize("night", [datetime(2026, 3, 28, 21, tzinfo=UTC), datetime(2026, 10, 24, 21, tzinfo=UTC)])
def test_the_morning_after_the_clocks_change_is_at_eight_too(night):
    later = gate.morning_after(night, "Europe/London")

    assert (later.hour, later.date()) == (8, night.date() + timedelta(days=1))


def test_a_folder_wakes_nobody_and_the_cast_reads_it(settings):
    settings.DEMO = True

    assert say(DUE, NOON.replace(hour=3), is_for_demo=True) == (Answer.GO, "")


@pytest.mark.django_db
@pytest.mark.parametrize("people", [1, 4])
def test_what_is_known_of_readers_is_read_in_four_questions_however_many(world, django_assert_num_queries, people):
    readers = [world.amina, world.ben, world.chidi, world.dana][:people]
    messages = [Message(pk=number, person=person, reader="x") for number, person in enumerate(readers)]

    with django_assert_num_queries(4):  # Accounts, how often, mails of the day, addresses that take none.
        found = facts_of(messages, declinable=DECLINABLE, now=NOON)

    assert [found[number].address.email for number in range(people)] == [each.account.email for each in readers]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("happened", "facts"),
    [
        (lambda amina: Person.objects.filter(pk=amina.pk).update(left_at=NOON), Facts()),
        (lambda amina: Account.objects.filter(person=amina).update(is_active=False), Facts(is_closed=True)),
        (lambda amina: Account.objects.filter(person=amina).delete(), Facts()),
    ],
    ids=["left", "closed", "no account"],
)
def test_whoever_has_gone_has_no_address(world, happened, facts):
    happened(world.amina)

    message = Message(pk=1, person=Person.objects.get(pk=world.amina.pk), reader="x")
    assert facts_of([message], declinable=DECLINABLE, now=NOON)[1] == facts


@pytest.mark.django_db
def test_the_gate_knows_what_was_chosen_what_was_sent_today_and_which_address_takes_nothing(world):
    Preference.objects.create(person=world.amina, letter="month_due", pace="weekly")
    RefusedAddress.objects.create(
        digest=digest_of_address(world.amina.account.email.upper()), code=550, refused_at=NOON
    )
    sent = {"person": world.amina, "reader": "x", "state": "sent", "made_at": NOON, "due_at": NOON}
    for number, (letter, ago) in enumerate((("month_due", 1), ("month_due", 25), ("invitation", 1))):
        Message.objects.create(letter=letter, about=number, sent_at=NOON - timedelta(hours=ago), **sent)

    [facts] = facts_of([Message(pk=1, person=world.amina)], declinable=DECLINABLE, now=NOON).values()

    assert (facts.paces, facts.today, facts.is_refused) == ({"month_due": "weekly"}, 1, True)


@pytest.mark.django_db
def test_a_person_without_an_account_has_no_address():
    message = Message(pk=1, person=PersonFactory(), reader="x")

    assert facts_of([message], declinable=DECLINABLE, now=NOON)[1] == Facts()


# --- One way to the mail server -------------------------------------------------------------------------------------

SPEAKS = {"send_messages", "send_mail", "send_mass_mail", "mail_admins", "mail_managers", "get_connection", "SMTP"}
NO_MAIL = {"self", "user_logged_in"}  # What else has a `send`: the demo's story, and a signal.
THE_WAY = {
    "allteach/messaging/gate.py": "the gate itself",
    "allteach/messaging/smtp.py": "the backend behind it",
    "allteach/messaging/folder.py": "the backend behind it",
    "allteach/web/accounts/adapter.py": "the sign-in library's hook, which hands what it wrote to the gate",
}


def speaks(node: ast.AST) -> bool:
    """Whether a piece of code names something that reaches a mail server."""
    if isinstance(node, ast.Attribute):
        is_mail = node.attr == "send" and isinstance(node.value, ast.Name) and node.value.id not in NO_MAIL
        return node.attr in SPEAKS or is_mail
    if isinstance(node, ast.FunctionDef):
        return node.name in SPEAKS
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return any(alias.name in SPEAKS or alias.name == "smtplib" for alias in node.names)
    return False


def test_nothing_but_the_gate_speaks_to_a_mail_server():
    found = {name_of(path) for path in modules(PRODUCT) for node in ast.walk(tree(path)) if speaks(node)}

    # The outbox knows the errors of smtplib, and nothing more of it.
    assert found - {"allteach/messaging/outbox.py"} == set(THE_WAY)
    assert {
        node.attr
        for node in ast.walk(tree(PRODUCT / "messaging" / "outbox.py"))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "smtplib"
    } == {"SMTPRecipientsRefused", "SMTPResponseException", "SMTPSenderRefused"}


def test_the_frameworks_own_mail_to_administrators_has_nobody_to_go_to():
    assert (site_settings.ADMINS, site_settings.MANAGERS) == ([], [])


@pytest.mark.parametrize(
    "said",
    [
        Verdict(Answer.NO, "declined"),
        Verdict(Answer.LATER, at=NOON, address=LONDON),
        Verdict(Answer.GO),
        Verdict(Answer.GO, address=Address("ben@allteach.example", "", "", "UTC")),
    ],
    ids=["refused", "later", "to nobody", "to somebody else"],
)
def test_a_mail_that_the_gate_has_not_let_go_does_not_go(said, mailoutbox):
    with Line() as line, pytest.raises(ValueError, match="gate"):
        line.hand_over(EmailMessage("Hello", "Words", to=[LONDON.email]), said)

    assert mailoutbox == []


def test_what_somebody_waits_for_goes_at_once(mailoutbox):
    hand_over_now(EmailMessage("Your code", "123456", to=[LONDON.email]))

    assert [mail.to for mail in mailoutbox] == [[LONDON.email]]
