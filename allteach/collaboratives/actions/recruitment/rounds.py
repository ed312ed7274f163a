"""Announcing a round of recruitment, and changing what was announced."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.collaboratives import events
from allteach.collaboratives.models import Application, CharterVersion, Recruitment
from allteach.core.actions import record
from allteach.core.identifiers import check_fields
from allteach.people.models import Person
from allteach.spaces.actions.answers import Errors, refuse, trimmed
from allteach.spaces.models import Space

MOST_PLACES = 500
LONGEST_ANSWER = 90  # Days that a practice may have to answer an offer.


@transaction.atomic
def announce_recruitment(
    *,
    space: Space,
    opens_on: date,
    closes_on: date,
    places: int,
    words: str = "",
    contact: str = "",
    answer_days: int = 14,
    was_checked: bool = False,
    by: Person,
) -> Recruitment:
    """Announce a round: its page is public from now on. The charter must be approved: the page is made from it.

    Raises ValidationError, by field; also while an earlier round is not over.
    """
    Space.objects.select_for_update(no_key=True).get(pk=space.pk)
    said = _read(opens_on, closes_on, places, words, contact, answer_days, was_checked=was_checked)
    if not CharterVersion.objects.filter(charter__collaborative=space.pk, approved_at__isnull=False).exists():
        raise ValidationError(_("Approve the charter first: what practices read here is made from it."))
    earlier = Recruitment.objects.filter(space=space.pk, closes_on__gte=opens_on).first()
    if earlier is not None:
        raise ValidationError({"opens_on": [_("Another round is open until then. Change that one, or begin later.")]})
    number = (Recruitment.objects.filter(space=space.pk).aggregate(last=Max("number"))["last"] or 0) + 1
    recruitment = Recruitment.objects.create(
        space_id=space.pk, number=number, announced_at=timezone.now(), announced_by=by, **said
    )
    _record(events.RECRUITMENT_ANNOUNCED, recruitment, by)
    return recruitment


@transaction.atomic
def change_recruitment(
    *,
    recruitment: Recruitment,
    opens_on: date,
    closes_on: date,
    places: int,
    words: str = "",
    contact: str = "",
    answer_days: int = 14,
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
) -> Recruitment:
    """Change a round: more places, another last day. Raises ValidationError, by field.

    Once practices have sent their applications, the round cannot be closed before today: nobody is caught out.
    """
    recruitment = Recruitment.objects.select_for_update(of=("self",)).select_related("space").get(pk=recruitment.pk)
    if version is not None and version != recruitment.version:
        raise ValidationError(_("Somebody else changed this while you were writing."), code="conflict")
    said = _read(opens_on, closes_on, places, words, contact, answer_days, was_checked=was_checked)
    today = recruitment.today()
    if recruitment.is_open and closes_on < today:
        raise ValidationError({"closes_on": [_("Practices are writing. Choose today or a later day.")]})
    used = Application.objects.filter(
        recruitment=recruitment.pk, state__in=(Application.State.OFFERED, Application.State.TAKEN)
    ).count()
    if places < used:
        raise ValidationError({"places": [_("%(used)d places are offered or taken already.") % {"used": used}]})
    if all(getattr(recruitment, name) == answer for name, answer in said.items()):
        return recruitment
    for name, answer in said.items():
        setattr(recruitment, name, answer)
    recruitment.version += 1
    recruitment.save()
    _record(events.RECRUITMENT_CHANGED, recruitment, by)
    return recruitment


def _read(
    opens_on: date, closes_on: date, places: int, words: str, contact: str, answer_days: int, *, was_checked: bool
) -> dict:
    """What a round says, or everything that is wrong with it, by field."""
    errors: Errors = {}
    if closes_on < opens_on:
        errors["closes_on"] = [_("It cannot close before it opens.")]
    if not 1 <= places <= MOST_PLACES:
        errors["places"] = [_("Write a number from %(least)s to %(most)s.") % {"least": 1, "most": MOST_PLACES}]
    if not 1 <= answer_days <= LONGEST_ANSWER:
        errors["answer_days"] = [_("Write a number from %(least)s to %(most)s.") % {"least": 1, "most": LONGEST_ANSWER}]
    contact = contact.strip()
    try:
        if contact:
            validate_email(contact)
    except ValidationError:
        errors["contact"] = [_("Write an email address, like name@example.org.")]
    try:
        check_fields(was_checked=was_checked, words=words)
    except ValidationError as pointing:
        errors.update(pointing.error_dict)
    refuse(errors)
    return {
        "opens_on": opens_on,
        "closes_on": closes_on,
        "places": places,
        "words": trimmed(words),
        "contact": contact,
        "answer_days": answer_days,
    }


def _record(event: str, recruitment: Recruitment, by: Person) -> None:
    record(
        event,
        by=by,
        about=recruitment,
        space=recruitment.space_id,
        opens_on=recruitment.opens_on,
        closes_on=recruitment.closes_on,
        places=recruitment.places,
        texts={"words": recruitment.words} if recruitment.words else None,
    )
