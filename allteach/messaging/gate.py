"""The gate: whether a mail may go, decided in one function, and the one way to the mail server, which asks for it.

Nothing else in the product speaks to a mail server: a test reads every module for it. What people asked for
themselves a moment ago, such as a code for signing in, goes through the same gate by a door of its own.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import Enum, auto
from typing import Protocol
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from allteach.messaging.models import Message, Pace, Preference, RefusedAddress
from allteach.messaging.readers import Address, addresses_of_strangers, digest_of_address
from allteach.people.models import Account

DAY_BEGINS, DAY_ENDS = time(8), time(20)  # By the reader's own clock: nobody is mailed at night what can wait.
MOST_A_DAY = 6  # Mails to one person in a day, of what can be declined: more is gathered for the weekly letter.
DIGEST = "digest"  # The weekly letter, which what is gathered comes in.


class Answer(Enum):
    """What the gate says."""

    GO = auto()
    LATER = auto()  # Not at this hour.
    GATHER = auto()  # In the weekly letter.
    NO = auto()
    REFUSED = auto()  # The address takes no mail: somebody should know.


@dataclass(frozen=True)
class Verdict:
    """Whether a mail may go: `address` with GO alone, `at` with LATER alone; `why` is kept for staff."""

    answer: Answer
    why: str = ""
    at: datetime | None = None
    address: Address | None = None


@dataclass(frozen=True)
class Facts:
    """What is known of a reader when it is asked whether mail may go to them."""

    address: Address | None = None
    is_closed: bool = False
    is_for_demo: bool = False
    is_refused: bool = False
    paces: Mapping[str, str] = field(default_factory=dict)  # By the letter's key, where they said so.
    today: int = 0  # Mails of the last day that could have been declined.


class Kind(Protocol):
    """What the gate asks of a letter."""

    @property
    def key(self) -> str: ...
    @property
    def can_be_declined(self) -> bool: ...
    @property
    def paces(self) -> tuple[Pace, ...]: ...


def verdict(letter: Kind, facts: Facts, now: datetime) -> Verdict:
    """Whether a letter may go to this reader now. The one place where this is decided; it asks no database."""
    if facts.address is None:
        return Verdict(Answer.NO, "closed" if facts.is_closed else "gone")
    if facts.is_for_demo and not settings.DEMO:
        return Verdict(Answer.NO, "demo")  # The cast has no letter box.
    if facts.is_refused:
        return Verdict(Answer.REFUSED, "address")
    if not letter.can_be_declined:
        return Verdict(Answer.GO, address=facts.address)
    pace = facts.paces.get(letter.key, letter.paces[0])
    has_weekly = facts.paces.get(DIGEST) != Pace.NEVER
    if pace == Pace.NEVER or (pace == Pace.WEEKLY and letter.key != DIGEST and not has_weekly):
        return Verdict(Answer.NO, "declined")
    if pace == Pace.WEEKLY and letter.key != DIGEST:
        return Verdict(Answer.GATHER, "weekly")
    if letter.key != DIGEST and facts.today >= MOST_A_DAY and has_weekly:
        return Verdict(Answer.GATHER, "many")
    later = morning_after(now, facts.address.time_zone)
    if later is not None and not settings.DEMO:  # A folder wakes nobody.
        return Verdict(Answer.LATER, "night", at=later)
    return Verdict(Answer.GO, address=facts.address)


def morning_after(now: datetime, time_zone: str) -> datetime | None:
    """When the reader's day begins, if it is night there; None by day."""
    local = now.astimezone(ZoneInfo(time_zone))
    if DAY_BEGINS <= local.time() < DAY_ENDS:
        return None
    day = local.date() + timedelta(days=1 if local.time() >= DAY_ENDS else 0)
    return datetime.combine(day, DAY_BEGINS, tzinfo=ZoneInfo(time_zone))


def facts_of(messages: Iterable[Message], *, declinable: Collection[str], now: datetime) -> dict[int, Facts]:
    """What is known of each message's reader, by the message's number: at most five queries however many.

    `declinable` are the kinds of letter that are counted against the most a day.
    """
    wanted = list(messages)
    people = {message.person_id for message in wanted if message.person_id is not None}
    strangers = addresses_of_strangers({message.reader for message in wanted if message.person_id is None})
    accounts: dict[int, Account] = {}
    paces: dict[int, dict[str, str]] = {}
    today: Counter[int | None] = Counter()
    if people:
        found = Account.objects.filter(person__in=people).select_related("person")
        accounts = {account.person_id: account for account in found}
        said = Preference.objects.filter(person__in=people)
        for person, letter, pace in said.values_list("person", "letter", "pace"):
            paces.setdefault(person, {})[letter] = pace
        lately = Message.objects.filter(
            person__in=people, letter__in=declinable, state=Message.State.SENT, sent_at__gt=now - timedelta(days=1)
        )
        today.update(lately.values_list("person", flat=True))
    emails = {account.email for account in accounts.values()} | {address.email for address in strangers.values()}
    refused = refused_among(emails)

    def of(message: Message) -> Facts:
        if message.person_id is None:
            address = strangers.get(message.reader)
            return Facts(address, is_refused=address is not None and digest_of_address(address.email) in refused)
        account = accounts.get(message.person_id)
        if account is None or account.person.left_at is not None or not account.is_active:
            return Facts(is_closed=account is not None and not account.is_active)
        person = account.person
        return Facts(
            address=Address(account.email, person.name, person.language, person.time_zone),
            is_for_demo=account.is_for_demo,
            is_refused=digest_of_address(account.email) in refused,
            paces=paces.get(person.pk, {}),
            today=today[person.pk],
        )

    return {message.pk: of(message) for message in wanted}


def refused_among(emails: Iterable[str]) -> set[str]:
    """The fingerprints of those addresses that take no mail. One query, or none for no address."""
    digests = [digest_of_address(email) for email in emails]
    if not digests:
        return set()
    return set(RefusedAddress.objects.filter(digest__in=digests).values_list("digest", flat=True))


# --- The way to the mail server ------------------------------------------------------------------------------------


class Line:
    """A line to the mail server, opened when it is first needed, and again after it broke."""

    def __init__(self) -> None:
        self._connection: BaseEmailBackend | None = None

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self) -> BaseEmailBackend:
        """Reach the server. Raises OSError when it cannot be reached; smtplib's own errors are OSErrors too."""
        if self._connection is None:
            connection = get_connection()
            connection.open()
            self._connection = connection
        return self._connection

    def hand_over(self, mail: EmailMessage, allowed: Verdict) -> None:
        """Give a mail to the server. Raises OSError when it did not take it; `may_have_it` then says more.

        Raises ValueError for a mail that the gate has not let go, or to anybody but the reader it was asked about.
        """
        if allowed.answer is not Answer.GO or allowed.address is None or mail.recipients() != [allowed.address.email]:
            raise ValueError("The gate has not let this mail go.")
        self.open().send_messages([mail])

    @property
    def may_have_it(self) -> bool:
        """Whether the mail at hand may have arrived, although handing it over failed."""
        return bool(getattr(self._connection, "gave_text", True))

    def close(self) -> None:
        """Hang up. A server that has gone is no trouble."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(OSError):
                connection.close()


def hand_over_now(mail: EmailMessage) -> None:
    """Give the server a mail that its reader asked for a moment ago and waits for: a code, or news of their account.

    Raises OSError when the server cannot be reached or refuses. Neither night nor what was declined, nor an address
    that took no mail before, keeps it: whoever cannot get a code cannot get in to put that right.
    """
    [email] = mail.recipients()
    asked_for = Verdict(Answer.GO, "asked for", address=Address(email, "", "", settings.TIME_ZONE))
    with Line() as line:
        line.hand_over(mail, asked_for)
