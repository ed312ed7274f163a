"""Organisations, and who belongs to them."""

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.people import events
from allteach.people.models import Affiliation, Organisation, Person


@transaction.atomic
def make_organisation(*, name: str, code: str = "", kind: str = "", region: str = "", by: Person) -> Organisation:
    """A body that teams come from, at an address made of its name. Raises ValidationError for `name`."""
    name = " ".join(name.split())
    if not name:
        raise ValidationError({"name": _("Write the organisation's name.")})
    slug = slugify(name)[:70] or "organisation"
    if Organisation.objects.filter(slug=slug).exists():
        slug = f"{slug}-{secrets.token_hex(3)}"
    organisation = Organisation.objects.create(
        name=name, code=code.strip(), slug=slug, kind=kind.strip(), region=region.strip()
    )
    record(events.ORGANISATION_MADE, by=by, about=organisation)
    return organisation


@transaction.atomic
def affiliate(*, person: Person, organisation: Organisation, post: str = "", by: Person) -> Affiliation:
    """Say that a person belongs to an organisation, from today; or belongs to it again."""
    affiliation, is_new = Affiliation.objects.get_or_create(
        person=person,
        organisation=organisation,
        defaults={"post": post.strip(), "started_on": timezone.localdate()},
    )
    if not is_new and (affiliation.ended_on is not None or affiliation.post != post.strip()):
        affiliation.post, affiliation.ended_on = post.strip(), None
        affiliation.save(update_fields=["post", "ended_on"])
        is_new = True
    if is_new:
        record(events.AFFILIATION_BEGUN, by=by, about=affiliation, person=person.pk, organisation=organisation.pk)
    return affiliation


@transaction.atomic
def end_affiliation(*, affiliation: Affiliation, by: Person) -> None:
    """Say that a person belongs to an organisation no longer."""
    ended = Affiliation.objects.filter(pk=affiliation.pk, ended_on=None).update(ended_on=timezone.localdate())
    if ended:
        record(events.AFFILIATION_ENDED, by=by, about=affiliation, person=affiliation.person_id)
