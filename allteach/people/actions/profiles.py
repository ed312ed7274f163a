"""What people say of themselves."""

import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.core.identifiers import check_fields
from allteach.people import events
from allteach.people.models import Person

SAID = ("name", "about", "language", "time_zone")


@transaction.atomic
def change_profile(*, person: Person, name: str, about: str, language: str, time_zone: str, by: Person) -> Person:
    """Change what a person says of themselves. Raises ValidationError, by field."""
    said = {"name": " ".join(name.split()), "about": about.strip(), "language": language, "time_zone": time_zone}
    _check(said)
    check_fields(was_checked=True, about=said["about"])
    changed = [field for field in SAID if getattr(person, field) != said[field]]
    if not changed:
        return person
    for field in changed:
        setattr(person, field, said[field])
    person.save(update_fields=changed)
    record(events.PROFILE_CHANGED, by=by, about=person, changed=changed)
    return person


def _check(said: dict[str, str]) -> None:
    refused = {}
    if not said["name"]:
        refused["name"] = _("Write your name.")
    if said["language"] not in dict(settings.LANGUAGES):
        refused["language"] = _("Choose one of the languages.")
    if said["time_zone"] not in zoneinfo.available_timezones():
        refused["time_zone"] = _("Choose one of the time zones.")
    if refused:
        raise ValidationError(refused)


@transaction.atomic
def renew_calendar_address(*, person: Person, by: Person) -> None:
    """Let the secret address of a person's calendar show nothing any more, and another one show it."""
    Person.objects.filter(pk=person.pk).update(calendar_number=F("calendar_number") + 1)
    person.refresh_from_db(fields=["calendar_number"])
    record(events.CALENDAR_ADDRESS_RENEWED, by=by, about=person)
