"""Keys for programs that act as a person."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.people import events
from allteach.people.models import Person, Token
from allteach.people.tokens import PREFIX, digest_of, new_secret

LONGEST = timedelta(days=366)
MOST = 20  # Keys in force for one person: more is a program that forgets to end its own.


@dataclass(frozen=True)
class NewToken:
    """A key just made. The secret is shown to the person once, and kept nowhere."""

    token: Token
    secret: str


@transaction.atomic
def make_token(*, person: Person, name: str, can_write: bool, expires_on: date, by: Person) -> NewToken:
    """A key with which a program may do what its person may: only read, or write too. Raises ValidationError."""
    today = timezone.localdate()
    name = name.strip()
    refused = {}
    if not name:
        refused["name"] = _("Say what the key is for.")
    if not today < expires_on <= today + LONGEST:
        refused["expires_on"] = _("Choose a day after today, and within a year.")
    if refused:
        raise ValidationError(refused)
    if Token.objects.filter(person=person, ended_at=None, expires_on__gte=today).count() >= MOST:
        raise ValidationError(_("You have %(count)s keys. End one first.") % {"count": MOST})

    secret = new_secret()
    token = Token.objects.create(
        person=person,
        name=name,
        digest=digest_of(secret),
        start=secret.removeprefix(PREFIX)[:4],
        can_write=can_write,
        expires_on=expires_on,
    )
    record(events.TOKEN_MADE, by=by, about=token, can_write=can_write, expires_on=expires_on)
    return NewToken(token, secret)


@transaction.atomic
def end_token(*, token: Token, by: Person) -> None:
    """Let a key open nothing any more. Ended twice, it was ended the first time."""
    if Token.objects.filter(pk=token.pk, ended_at=None).update(ended_at=timezone.now()):
        record(events.TOKEN_ENDED, by=by, about=token)


def note_use(*, token: Token) -> None:
    """Remember the day a key was last used: one write a day, and no event."""
    today = timezone.localdate()
    if token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)
