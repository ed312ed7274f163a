"""Accepting an invitation."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.people.actions import make_account, make_person
from allteach.people.models import Account, Person
from allteach.spaces import events
from allteach.spaces.actions.members import add_member
from allteach.spaces.models import Invitation, Membership
from allteach.spaces.permissions import can_invite


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, person: Person, proven: Collection[str], by: Person | None = None
) -> Membership:
    """Take the place that was offered. `proven` are the addresses that the person has shown to be theirs.

    Accepted again by the same person, it answers with what they have. Raises ValidationError when it was used by
    somebody else, withdrawn, is too old, was meant for another address, or the inviter may no longer invite.
    """
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("space", "by").get(pk=invitation.pk)
    held = Membership.objects.active().filter(person=person, space_id=invitation.space_id, role=invitation.role).first()
    if held is not None and invitation.accepted_by_id == person.pk:
        return held
    _check(invitation, proven)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_at=timezone.now(), accepted_by=person)
    record(events.INVITATION_ACCEPTED, by=by or person, about=invitation, space=invitation.space_id, person=person.pk)
    return add_member(
        space=invitation.space,
        person=person,
        role=invitation.role,
        discipline=invitation.discipline,
        perspectives=[invitation.perspective] if invitation.perspective else [],
        by=by or person,
    )


@transaction.atomic
def join_by_invitation(*, invitation: Invitation, name: str, password: str = "") -> Account:
    """Make a person with an account at the invited address, and take the place that was offered.

    The link came to that address, so holding it proves the address. Raises ValidationError, by field; also when there
    is an account with the address: its owner signs in first.
    """
    space = invitation.space
    person = make_person(name=name, language=space.language, time_zone=space.time_zone)
    account = make_account(person=person, email=invitation.email, password=password, by=person)
    accept_invitation(invitation=invitation, person=person, proven=[invitation.email])
    return account


def _check(invitation: Invitation, proven: Collection[str]) -> None:
    refused = {
        Invitation.State.ACCEPTED: _("This invitation was used already."),
        Invitation.State.WITHDRAWN: _("This invitation was withdrawn. Ask for a new one."),
        Invitation.State.EXPIRED: _("This invitation is too old. Ask for a new one."),
    }.get(invitation.state)
    if refused:
        raise ValidationError(refused, code=invitation.state)
    if invitation.email.lower() not in {address.lower() for address in proven}:
        raise ValidationError(
            _("This invitation was sent to another address than yours. Show first that it is yours, too."),
            code="other_address",
        )
    if not can_invite(invitation.by, invitation.space, invitation.role):
        raise ValidationError(_("Whoever invited you can no longer do so. Ask for a new invitation."), code="unfounded")
