"""The outbox: events become mails that are owed, and mails that are owed are sent.

Nobody can know whether a mail arrived whose server fell silent after it had the text. Which way that is taken is said
in LETTERS: an invitation is sent again, and may come twice, but never not at all; a reminder is not, and is listed as
uncertain. Every other failure is tried again, or is listed as failed when the server said that it never will.
"""

import logging
import smtplib
from contextlib import suppress
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from allteach.core.models import Event
from allteach.messaging.letters import Reader, address_of
from allteach.messaging.models import Message, Noticed, Preference
from allteach.messaging.notices import LETTERS, NOTICES, REMINDERS, Notice
from allteach.messaging.rendering import mail_of

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)  # A mail that is on its way for longer was left by a worker that died.
TOO_OLD = timedelta(days=7)  # News of so long ago, as after a restore or in a demo's story, is no news.
MOST_ATTEMPTS = 60  # With the pauses below, about two weeks.
LONGEST_PAUSE = timedelta(hours=6)


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
    """Write down the reminders whose time has come. Returns how many; each is written once for its period."""
    written = 0
    for reminder in REMINDERS:
        for owed in reminder.owed(now):
            written += _owe(reminder.letter, owed.reader, owed.about, owed.period)
    return written


def deliver(*, limit: int = 500) -> int:
    """Send what is owed and due. Returns how many mails the server took. Safe to run in several places at once.

    No transaction is open while the server is spoken to. When it cannot be reached, the rest waits for the next run.
    """
    sent = 0
    _take_up_what_was_left()
    connection: BaseEmailBackend | None = None
    due = Message.objects.filter(state=Message.State.WAITING, due_at__lte=timezone.now()).order_by("due_at", "pk")
    try:
        for message in list(due.select_related("person", "event")[:limit]):
            if not _claim(message):
                continue
            mail = _mail(message)
            if mail is None:
                continue
            if connection is None:
                connection = get_connection()
                try:
                    connection.open()
                except OSError as away:  # smtplib's own errors are OSErrors too.
                    log.warning("The mail server cannot be reached: %s.", type(away).__name__)
                    _wait(message)
                    break
            try:
                connection.send_messages([mail])
            except OSError as failure:
                _fail(message, failure, may_have_arrived=getattr(connection, "gave_text", True))
                with suppress(OSError):
                    connection.close()
                connection = None
            else:
                _mark(message, Message.State.SENT, sent_at=timezone.now())
                sent += 1
    finally:
        if connection is not None:
            with suppress(OSError):
                connection.close()
    return sent


def _write(notice: Notice, event: Event) -> int:
    """Owe a mail to everybody who hears of an event, but whoever made it happen."""
    readers = [reader for reader in notice.to(event) if reader.person is None or reader.person.pk != event.by]
    return sum(_owe(notice.letter, reader, notice.about(event), notice.period(event), event) for reader in readers)


def _owe(letter: str, reader: Reader, about: str, period: str, event: Event | None = None) -> int:
    """Write down one mail. 0 if it is written already, or the reader wants none of its kind."""
    declined = Preference.objects.filter(person=reader.person, letter=letter, wants=False)
    if reader.person is not None and LETTERS[letter].can_be_declined and declined.exists():
        return 0
    now = timezone.now()
    _message, is_new = Message.objects.get_or_create(
        letter=letter,
        reader=reader.key,
        about=about,
        period=period,
        defaults={"person": reader.person, "event": event, "made_at": now, "due_at": now},
    )
    return int(is_new)


def _claim(message: Message) -> bool:
    """Take a mail for this worker. False if another has it."""
    now = timezone.now()
    claimed = Message.objects.filter(pk=message.pk, state=Message.State.WAITING, attempts=message.attempts).update(
        state=Message.State.SENDING, attempts=F("attempts") + 1, tried_at=now
    )
    message.attempts += 1
    message.tried_at = now
    return bool(claimed)


def _take_up_what_was_left() -> None:
    """A mail left on its way by a worker that died may have arrived: what then is said in LETTERS."""
    left = Message.objects.filter(state=Message.State.SENDING, tried_at__lt=timezone.now() - LEASE)
    never_lost = [letter.key for letter in LETTERS.values() if letter.is_never_lost]
    left.filter(letter__in=never_lost).update(state=Message.State.WAITING)
    left.exclude(letter__in=never_lost).update(state=Message.State.UNCERTAIN)


def _mail(message: Message):
    """The mail, or None when it is not needed any more, nobody can read it, or it cannot be written."""
    letter = LETTERS.get(message.letter)
    try:
        contents = letter.says(message) if letter else None
        address = address_of(message) if contents else None
        if letter is None or contents is None or address is None:
            _mark(message, Message.State.DROPPED)
            return None
        return mail_of(message, letter, contents, address)
    except Exception as failure:
        log.exception("Could not write message %s.", message.pk)
        _mark(message, Message.State.FAILED, reason=type(failure).__name__)
        return None


def _fail(message: Message, failure: OSError, *, may_have_arrived: bool) -> None:
    """What becomes of a mail that was not taken, or perhaps was."""
    code = _code(failure)
    log.warning("Message %s was not taken: %s.", message.pk, code or type(failure).__name__)
    if code is not None and code >= 500:
        _mark(message, Message.State.FAILED, reason=str(code))
    elif code is None and may_have_arrived and not LETTERS[message.letter].is_never_lost:
        _mark(message, Message.State.UNCERTAIN, reason=type(failure).__name__)
    else:
        _wait(message)


def _code(failure: OSError) -> int | None:
    """The number with which the server refused; None when it said nothing."""
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return max(code for code, _words in failure.recipients.values())
    return failure.smtp_code if isinstance(failure, smtplib.SMTPResponseException) else None


def _wait(message: Message) -> None:
    if message.attempts >= MOST_ATTEMPTS:
        _mark(message, Message.State.FAILED, reason="attempts")
        return
    pause = min(timedelta(minutes=2 ** min(message.attempts, 10)), LONGEST_PAUSE)
    _mark(message, Message.State.WAITING, due_at=timezone.now() + pause)


def _mark(message: Message, state: Message.State, **said) -> None:
    """Write what became of a mail, as long as this worker holds it."""
    Message.objects.filter(pk=message.pk, state=Message.State.SENDING, attempts=message.attempts).update(
        state=state, **said
    )
