"""How often people want which mails, whom to try again, and a reminder by hand. Sending them is the outbox's."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.core.models import Event
from allteach.measures.queries.due import due_periods
from allteach.messaging import events
from allteach.messaging.gate import DIGEST, facts_of
from allteach.messaging.models import LetterDay, Message, Pace, Preference, RefusedAddress, Weekday
from allteach.messaging.months import REPORTERS
from allteach.messaging.notices import LETTERS
from allteach.messaging.readers import digest_of_address
from allteach.people.models import Account, Person
from allteach.spaces.models import Membership, Space

LETTER_HOURS = range(7, 21)


@transaction.atomic
def choose_mail(
    *,
    person: Person,
    paces: Mapping[str, str],
    weekday: int = LetterDay.USUAL_WEEKDAY,
    hour: int = LetterDay.USUAL_HOUR,
) -> None:
    """Let a person have each kind of mail as often as they want it, and their weekly letter when. A choice, no event.

    Raises ValidationError by field: for a pace that this kind does not have, and for something that is to come in the
    weekly letter while that is not to come at all.
    """
    chosen = {letter.key: Pace(paces.get(letter.key, letter.paces[0])) for letter in _declinable()}
    wrong = {key: _("This cannot be chosen here.") for key, pace in chosen.items() if pace not in LETTERS[key].paces}
    if chosen.get(DIGEST) == Pace.NEVER:
        for key, pace in chosen.items():
            if pace == Pace.WEEKLY and key != DIGEST:
                wrong[DIGEST] = _("Something is to come once a week: it comes in this letter.")
    if weekday not in Weekday.values:
        wrong["weekday"] = _("Choose a day of the week.")
    if hour not in LETTER_HOURS:
        wrong["hour"] = _("Choose an hour between 7 and 20.")
    if wrong:
        raise ValidationError(wrong)
    for key, pace in chosen.items():
        _choose(person, key, pace)
    LetterDay.objects.update_or_create(person=person, defaults={"weekday": weekday, "hour": hour})


@transaction.atomic
def choose_pace(*, person: Person, letter: str, pace: str) -> None:
    """Let a person have one kind of mail more or less often. A kind that cannot be declined stays as it is.

    What is to come once a week comes in the weekly letter: that then comes too.
    """
    kind = LETTERS.get(letter)
    if kind is None or not kind.can_be_declined or pace not in kind.paces:
        return
    _choose(person, letter, Pace(pace))
    if pace == Pace.WEEKLY and letter != DIGEST:
        Preference.objects.filter(person=person, letter=DIGEST, pace=Pace.NEVER).update(pace=Pace.WEEKLY)


@transaction.atomic
def try_mail_again(*, message: Message, by: Person) -> None:
    """Let everything go once more that failed for a mail's reader, also to an address that took no mail before."""
    now = timezone.now()
    [facts] = facts_of([message], declinable=(), now=now).values()
    if facts.address is not None:
        forget_refusal(digest=digest_of_address(facts.address.email))
    failed = Message.objects.filter(reader=message.reader, state=Message.State.FAILED)
    if failed.update(state=Message.State.WAITING, attempts=0, due_at=now, reason=""):
        record(events.MAIL_TRIED_AGAIN, by=by, about=message)


@transaction.atomic
def remind(*, team: Space, person: Person, by: Person) -> None:
    """Ask somebody in person for the latest month that their team has not sent: by mail, once a day.

    Raises ValidationError for `person` when they report for the team no longer, have no account, or were asked today;
    for the whole when nothing is late.
    """
    reports = Membership.objects.active().filter(person=person, space_id=team.pk, role__in=REPORTERS)
    if not reports.exists():
        words = _("%(person)s has left, or reports for this team no longer. Choose somebody else.")
        raise ValidationError({"person": words % {"person": person}})
    if not Account.objects.filter(person=person, is_active=True).exists():
        raise ValidationError({"person": _("%(person)s cannot be reached by mail.") % {"person": person}})
    today = timezone.localdate()
    late = [due.period for due in due_periods([team.pk], today=today).get(team.pk, ()) if due.is_late(today)]
    if not late:
        raise ValidationError(_("Nothing is late: there is nothing to ask for."))
    asked = Event.objects.filter(name=events.PERSON_REMINDED, space=team.pk, facts__person=person.pk)
    if asked.filter(at__date=today).exists():
        raise ValidationError({"person": _("%(person)s was asked today already.") % {"person": person}})
    record(events.PERSON_REMINDED, by=by, about=team, space=team.pk, person=person.pk, period=str(late[-1]))


def forget_refusal(*, digest: str) -> None:
    """An address takes mail after all."""
    RefusedAddress.objects.filter(digest=digest).delete()


def _declinable() -> list:
    return [letter for letter in LETTERS.values() if letter.can_be_declined]


def _choose(person: Person, letter: str, pace: Pace) -> None:
    Preference.objects.update_or_create(person=person, letter=letter, defaults={"pace": pace})
