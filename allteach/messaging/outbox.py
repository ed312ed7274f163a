"""The outbox: events become mails that are owed, and mails that are owed are sent.

Nobody can know whether a mail arrived whose server fell silent after it had the text, or whose worker was killed then.
Which way that is taken is said in LETTERS: an invitation is sent again, under the same Message-ID, and may come twice,
but never not at all; a reminder or a weekly letter is not, and is listed as uncertain. That moment is written down
before it begins, so a worker that was killed earlier leaves no doubt. Every other failure is tried again, or is listed
as failed when the server said that it never will.
"""

import logging
import random
import smtplib
import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation

from allteach.core.actions import progress, record
from allteach.core.models import Event
from allteach.messaging import events
from allteach.messaging.gate import Answer, Line, Verdict, facts_of, verdict
from allteach.messaging.models import Message, Noticed, Pace, Preference, RefusedAddress
from allteach.messaging.notices import LETTERS, NOTICES, REMINDERS, Notice
from allteach.messaging.readers import Owed, digest_of_address
from allteach.messaging.rendering import mail_of

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)  # A mail that is on its way for longer was left by a worker that died.
TOO_OLD = timedelta(days=7)  # News of so long ago, as after a restore or in a demo's story, is no news.
MOST_ATTEMPTS = 60  # With the pauses below, about two weeks.
LONGEST_PAUSE = timedelta(hours=6)
JITTER = 0.25  # Of a pause, more or less, so that what failed together is not tried together again.
BATCH = 100  # Mails looked up at a time.
PART = 300  # Mails written down at a time.
BUDGET = 240  # Seconds in one run, so that other work gets its turn; the clock asks again in five minutes.
MAILBOX_FULL = 552  # Says nothing against the address.
DECLINABLE = frozenset(letter.key for letter in LETTERS.values() if letter.can_be_declined)
NEVER_LOST = frozenset(letter.key for letter in LETTERS.values() if letter.is_never_lost)


# --- What is owed --------------------------------------------------------------------------------------------------


def write_notices(*, limit: int = 500) -> int:
    """Write down the mails owed for events nobody has been told of yet. Returns how many.

    Safe to run in several places at once: each event is locked, and marked in the same transaction. An event that
    cannot be told is logged and left for the next run.
    """
    written = 0
    waiting = Event.objects.filter(noticed=None, name__in=NOTICES, at__gte=timezone.now() - TOO_OLD).order_by("pk")
    for pk in list(waiting.values_list("pk", flat=True)[:limit]):
        try:
            with transaction.atomic():
                event = waiting.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
                if event is not None:
                    written += _write(NOTICES[event.name], event)
                    Noticed.objects.create(event=event, at=timezone.now())
        except Exception:
            log.exception("Could not write the notices of event %s.", pk)
    return written


def write_reminders(now: datetime) -> int:
    """Write down the reminders whose time has come. Returns how many; each is written once for its period.

    A reminder that cannot be worked out is logged, and keeps no other.
    """
    written = 0
    for reminder in REMINDERS:
        try:
            written += owe(reminder.letter, reminder.owed(now))
        except Exception:
            log.exception("Could not write the reminders %s.", reminder.letter)
    return written


def owe(letter: str, wanted: Iterable[Owed], *, event: Event | None = None) -> int:
    """Write down mails of one kind. Returns how many; not those that are written already or that their reader declined.

    Three queries for every few hundred. The table refuses a second of the same, so two workers at once write one.
    """
    now = timezone.now()
    written = 0
    for some in _in_parts(wanted):
        people = {owed.reader.person.pk for owed in some if owed.reader.person is not None}
        never = Preference.objects.filter(person__in=people, letter=letter, pace=Pace.NEVER)
        declined = set(never.values_list("person", flat=True)) if letter in DECLINABLE else set()
        there = Message.objects.filter(letter=letter, reader__in={owed.reader.key for owed in some})
        known = set(there.filter(period__in={owed.period for owed in some}).values_list("reader", "about", "period"))
        new = {
            (owed.reader.key, owed.about, owed.period): Message(
                letter=letter,
                reader=owed.reader.key,
                person=owed.reader.person,
                about=owed.about,
                period=owed.period,
                event=event,
                made_at=now,
                due_at=now,
            )
            for owed in some
            if (owed.reader.key, owed.about, owed.period) not in known
            and (owed.reader.person is None or owed.reader.person.pk not in declined)
        }
        Message.objects.bulk_create(new.values(), ignore_conflicts=True)
        written += len(new)
    return written


def _in_parts(wanted: Iterable[Owed]) -> Iterator[list[Owed]]:
    """The same, a few hundred at a time."""
    rest = iter(wanted)
    while some := list(islice(rest, PART)):
        yield some


def _write(notice: Notice, event: Event) -> int:
    """Owe a mail to everybody who hears of an event, but whoever made it happen."""
    readers = [reader for reader in notice.to(event) if reader.person is None or reader.person.pk != event.by]
    about, period = notice.about(event), notice.period(event)
    return owe(notice.letter, [Owed(reader, about, period) for reader in readers], event=event)


# --- What is sent --------------------------------------------------------------------------------------------------


def deliver(*, budget: float = BUDGET) -> int:
    """Send what is owed and due. Returns how many mails the server took. Safe to run in several places at once.

    No transaction is open while the server is spoken to. When it cannot be reached, the rest waits for the next run;
    so it does after `budget` seconds.
    """
    sent = done = 0
    until = time.monotonic() + budget
    _take_up_what_was_left()
    with Line() as line:
        while some := _due():
            for message in some:
                if time.monotonic() > until:
                    return sent
                if not _claim(message):
                    continue
                written = _written(message)
                if written is None:
                    continue
                try:
                    line.open()
                except OSError as away:  # smtplib's own errors are OSErrors too.
                    log.warning("The mail server cannot be reached: %s.", type(away).__name__)
                    _wait(message)
                    return sent
                sent += _hand_over(message, *written, line)
            done += len(some)
            progress(done)
    return sent


def _due() -> list[Message]:
    """The next mails that are due, the oldest first."""
    due = Message.objects.filter(state=Message.State.WAITING, due_at__lte=timezone.now()).order_by("due_at", "pk")
    return list(due.select_related("person", "event")[:BATCH])


def _claim(message: Message) -> bool:
    """Take a mail for this worker. False if another has it."""
    now = timezone.now()
    claimed = Message.objects.filter(pk=message.pk, state=Message.State.WAITING, attempts=message.attempts).update(
        state=Message.State.SENDING, attempts=F("attempts") + 1, tried_at=now, handed_at=None
    )
    message.attempts += 1
    message.tried_at = now
    return bool(claimed)


def _written(message: Message) -> tuple[EmailMultiAlternatives, Verdict] | None:
    """The mail, and the gate's word on it; None when it does not go now, or at all."""
    letter = LETTERS.get(message.letter)
    if letter is None:
        _mark(message, Message.State.DROPPED, reason="unknown")
        return None
    try:
        now = timezone.now()
        said = verdict(letter, facts_of([message], declinable=DECLINABLE, now=now)[message.pk], now)
        if said.answer is not Answer.GO or said.address is None:
            _keep_back(message, said)
            return None
        with translation.override(said.address.language), timezone.override(said.address.time_zone):
            contents = letter.says(message)
        if contents is None:
            _mark(message, Message.State.DROPPED, reason="over")
            return None
        return mail_of(message, letter, contents, said.address), said
    except Exception as failure:
        # A fault of ours, perhaps in the middle of an upgrade: it is mended, and the mail is still owed.
        log.exception("Could not write message %s.", message.pk)
        _wait(message, reason=type(failure).__name__)
        return None


def _keep_back(message: Message, said: Verdict) -> None:
    """What becomes of a mail that the gate does not let go."""
    if said.answer is Answer.LATER:
        _mark(message, Message.State.WAITING, due_at=said.at, attempts=message.attempts - 1)
    elif said.answer is Answer.GATHER:
        _mark(message, Message.State.GATHERED, reason=said.why)
    else:
        state = Message.State.FAILED if said.answer is Answer.REFUSED else Message.State.DROPPED
        _mark(message, state, reason=said.why)


def _hand_over(message: Message, mail: EmailMultiAlternatives, allowed: Verdict, line: Line) -> int:
    """Give a mail to the server. 1 if it was taken."""
    # From this moment on it may have arrived, whatever becomes of this worker.
    if not _mark(message, Message.State.SENDING, handed_at=timezone.now()):
        return 0
    try:
        line.hand_over(mail, allowed)
    except OSError as failure:
        _fail(message, failure, may_have_arrived=line.may_have_it)
        line.close()
        return 0
    _mark(message, Message.State.SENT, sent_at=timezone.now(), reason="")
    return 1


def _take_up_what_was_left() -> None:
    """Mails left on their way by a worker that died: those that may have arrived are taken as LETTERS says."""
    left = Message.objects.filter(state=Message.State.SENDING, tried_at__lt=timezone.now() - LEASE)
    left.filter(handed_at=None).update(state=Message.State.WAITING)
    unsure = left.exclude(handed_at=None)
    unsure.filter(letter__in=NEVER_LOST).update(state=Message.State.WAITING, doubts=F("doubts") + 1)
    unsure.exclude(letter__in=NEVER_LOST).update(state=Message.State.UNCERTAIN, doubts=F("doubts") + 1, reason="left")


def _fail(message: Message, failure: OSError, *, may_have_arrived: bool) -> None:
    """What becomes of a mail that was not taken, or perhaps was."""
    code = _code(failure)
    log.warning("Message %s was not taken: %s.", message.pk, code or type(failure).__name__)
    if code is not None and code >= 500 and not isinstance(failure, smtplib.SMTPSenderRefused):
        if isinstance(failure, smtplib.SMTPRecipientsRefused) and code != MAILBOX_FULL:
            _keep_refusal(message, failure.recipients, code)
        _mark(message, Message.State.FAILED, reason=str(code))
    elif code is not None or not may_have_arrived:
        _wait(message)  # A sender that is refused is this site's own fault, and will be mended.
    elif message.letter in NEVER_LOST:
        _wait(message, doubts=F("doubts") + 1)
    else:
        _mark(message, Message.State.UNCERTAIN, reason=type(failure).__name__, doubts=F("doubts") + 1)


@transaction.atomic
def _keep_refusal(message: Message, addresses: Iterable[str], code: int) -> None:
    """Remember that an address takes no mail, and that staff should hear of it."""
    for email in addresses:
        _refusal, is_new = RefusedAddress.objects.update_or_create(
            digest=digest_of_address(email), defaults={"code": code, "refused_at": timezone.now()}
        )
        if is_new:
            record(events.ADDRESS_REFUSED, by=None, about=message, code=code)


def _code(failure: OSError) -> int | None:
    """The number with which the server refused; None when it said nothing."""
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return max(code for code, _words in failure.recipients.values())
    return failure.smtp_code if isinstance(failure, smtplib.SMTPResponseException) else None


def _wait(message: Message, **said: object) -> None:
    """Try again later, each time after a longer pause, and never at the same moment as all the others."""
    if message.attempts >= MOST_ATTEMPTS:
        _mark(message, Message.State.FAILED, **{"reason": "attempts"} | said)
        return
    pause = min(timedelta(minutes=2 ** min(message.attempts, 10)), LONGEST_PAUSE)
    pause *= random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - spreads the load, and guards no secret
    _mark(message, Message.State.WAITING, due_at=timezone.now() + pause, **said)


def _mark(message: Message, state: Message.State, **said: object) -> bool:
    """Write what became of a mail, as long as this worker holds it. False when another does."""
    held = Message.objects.filter(pk=message.pk, state=Message.State.SENDING, attempts=message.attempts)
    return bool(held.update(state=state, **said))
