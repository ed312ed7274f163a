"""Inviting people, and accepting."""

from collections.abc import Collection
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.core.identifiers import check_fields
from allteach.people.models import Person
from allteach.spaces import events
from allteach.spaces.actions.rules import require_open, role_for
from allteach.spaces.models import Invitation, Space
from allteach.spaces.permissions import can_invite
from allteach.spaces.roles import Perspective, Role
from allteach.spaces.secrets import digest_of, secret_of

OPEN_FOR = timedelta(days=14)


@transaction.atomic
def invite(
    *,
    space: Space,
    email: str,
    name: str,
    role: Role | str,
    perspective: str = "",
    discipline: str = "",
    words: str = "",
    by: Person,
) -> Invitation:
    """Offer a place in a space, with one role, to one address, for fourteen days. The mail follows from the event.

    Raises ValidationError, by field; also when this address has a place offered to it that is still open.
    """
    said = _read(space, email, name, role, perspective)
    check_fields(was_checked=True, words=words)  # Names may stand in a greeting; numbers of patients may not.
    waiting = Invitation.objects.select_for_update().open().filter(space_id=space.pk, email=said["email"], role=role)
    for earlier in waiting:
        if earlier.expires_at > timezone.now():
            raise ValidationError({"email": _("This address is invited already. You can send the invitation again.")})
        _withdraw(earlier, by)
    return _offer(space, said | {"discipline": discipline.strip(), "words": words.strip()}, by)


@transaction.atomic
def invite_again(*, invitation: Invitation, by: Person) -> Invitation:
    """Offer the same place anew: a new link for another fourteen days, and the old link opens nothing any more."""
    if invitation.accepted_at is not None:
        raise ValidationError(_("This invitation was accepted."))
    said = {
        field: getattr(invitation, field) for field in ("email", "name", "role", "perspective", "discipline", "words")
    }
    same = Invitation.objects.select_for_update().open()
    for earlier in same.filter(space_id=invitation.space_id, email=invitation.email, role=invitation.role):
        _withdraw(earlier, by)
    return _offer(invitation.space, said, by)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Person) -> None:
    """Take an offer back: its link opens nothing any more. Withdrawn twice, it was withdrawn the first time."""
    for waiting in Invitation.objects.select_for_update().open().filter(pk=invitation.pk):
        _withdraw(waiting, by)


def withdraw_all(*, space: Space, by: Person) -> None:
    """Take back every offer in a space and the spaces inside it."""
    _withdraw_each(Q(space_id=space.pk) | Q(space__parent_id=space.pk), by)


def withdraw_addressed_to(*, addresses: Collection[str], by: Person) -> None:
    """Take back every offer to somebody who has left for good."""
    _withdraw_each(Q(email__in=addresses), by)


def withdraw_unfounded(*, inviter: Person, space: Space, by: Person) -> None:
    """Take back what somebody offered and may offer no longer, in a space and the spaces inside it."""
    inside = Q(space_id=space.pk) | Q(space__parent_id=space.pk)
    waiting = Invitation.objects.select_for_update(of=("self",)).open().filter(inside, by=inviter)
    for invitation in waiting.select_related("space"):
        if not can_invite(inviter, invitation.space, invitation.role):
            _withdraw(invitation, by)


def _read(space: Space, email: str, name: str, role: Role | str, perspective: str) -> dict:
    """What an invitation says, or everything that is wrong with it, by field."""
    require_open(space)
    email, name = email.strip().lower(), " ".join(name.split())
    refused = {}
    try:
        validate_email(email)
    except ValidationError:
        refused["email"] = _("Write an email address, like name@example.org.")
    if not name:
        refused["name"] = _("Write their name, so that they know it is meant for them.")
    if perspective and perspective not in Perspective.values:
        refused["perspective"] = _("Choose one of the perspectives.")
    if refused:
        raise ValidationError(refused)
    return {"email": email, "name": name, "role": role_for(space, role), "perspective": perspective}


def _withdraw_each(which: Q, by: Person) -> None:
    for invitation in Invitation.objects.select_for_update(of=("self",)).open().filter(which):
        _withdraw(invitation, by)


def _withdraw(invitation: Invitation, by: Person) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(withdrawn_at=timezone.now())
    record(events.INVITATION_WITHDRAWN, by=by, about=invitation, space=invitation.space_id)


def _offer(space: Space, said: dict, by: Person) -> Invitation:
    now = timezone.now()
    invitation = Invitation(space_id=space.pk, by=by, made_at=now, expires_at=now + OPEN_FOR, **said)
    invitation.digest = digest_of(secret_of(invitation))
    invitation.save(force_insert=True)
    record(events.PERSON_INVITED, by=by, about=invitation, space=space.pk, role=str(said["role"]))
    return invitation
