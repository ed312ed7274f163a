"""Closing and opening spaces, and what may be shown of their numbers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.core.disclosure import LIMITS
from allteach.core.identifiers import check_fields
from allteach.people.models import Person
from allteach.spaces import events
from allteach.spaces.actions.invitations import withdraw_all
from allteach.spaces.models import DisclosurePolicy, Space


@transaction.atomic
def close_space(*, space: Space, by: Person) -> Space:
    """Close a space: it can be read, and nothing in it changes any more. Teams in it close with it; it can reopen.

    Invitations that wait are withdrawn. Closed twice, it was closed the first time.
    """
    closed = Space.objects.filter(pk=space.pk, closed_at=None).update(closed_at=timezone.now(), closed_by=by)
    if closed:
        withdraw_all(space=space, by=by)
        record(events.SPACE_CLOSED, by=by, about=space, space=space.pk)
    space.refresh_from_db(fields=["closed_at", "closed_by"])
    return space


@transaction.atomic
def reopen_space(*, space: Space, by: Person) -> Space:
    """Open a space that was closed. Open already, it stays so."""
    if Space.objects.filter(pk=space.pk).exclude(closed_at=None).update(closed_at=None, closed_by=None):
        record(events.SPACE_REOPENED, by=by, about=space, space=space.pk)
    space.refresh_from_db(fields=["closed_at", "closed_by"])
    return space


@transaction.atomic
def change_disclosure(
    *,
    space: Space,
    least_denominator: int,
    least_count: int,
    is_sensitive: bool,
    is_published_data: bool,
    ground: str,
    by: Person,
) -> DisclosurePolicy:
    """Settle how small a number may be before others may not read it: stricter than the platform's rule, never looser.

    A collaborative whose numbers are published already hides nothing, and says where. Raises ValidationError, by field.
    """
    said: dict[str, Any] = {
        "least_denominator": least_denominator,
        "least_count": least_count,
        "is_sensitive": is_sensitive,
        "is_published_data": is_published_data,
        "ground": ground.strip(),
    }
    _check_disclosure(said)
    check_fields(was_checked=True, ground=ground)
    DisclosurePolicy.objects.get_or_create(space_id=space.pk)
    policy = DisclosurePolicy.objects.select_for_update().get(space_id=space.pk)
    before = {field: getattr(policy, field) for field in said}
    if before == said:
        return policy
    DisclosurePolicy.objects.filter(pk=policy.pk).update(**said)
    policy.refresh_from_db()
    texts = {"ground": said.pop("ground")}
    before.pop("ground")
    record(events.DISCLOSURE_CHANGED, by=by, about=policy, space=space.pk, texts=texts, before=before, after=said)
    return policy


def _check_disclosure(said: dict) -> None:
    refused = {}
    for field, limits in (("least_denominator", LIMITS["least_people"]), ("least_count", LIMITS["least_count"])):
        least, most = limits
        if not least <= said[field] <= most:
            refused[field] = _("Write a number from %(least)s to %(most)s.") % {"least": least, "most": most}
    if said["is_published_data"] and not said["ground"]:
        refused["ground"] = _("Say where these numbers are published.")
    if refused:
        raise ValidationError(refused)
