"""Who belongs to which organisation."""

from django.db import transaction
from django.utils import timezone

from allteach.core.actions import record
from allteach.people import events
from allteach.people.models import Affiliation, Organisation, Person


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
