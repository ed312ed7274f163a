"""Who belongs to a space, and as what."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.people.actions import erase
from allteach.people.models import Person
from allteach.people.traces import addresses_of
from allteach.spaces import events
from allteach.spaces.actions.invitations import invite, withdraw_addressed_to, withdraw_unfounded
from allteach.spaces.actions.rules import forget_standing, require_open, role_for
from allteach.spaces.models import Invitation, Membership, Space, Standpoint
from allteach.spaces.permissions import HANDED_OVER
from allteach.spaces.roles import Perspective, Role


@transaction.atomic
def add_member(
    *,
    space: Space,
    person: Person,
    role: Role | str,
    discipline: str = "",
    perspectives: Iterable[Perspective | str] = (),
    by: Person,
) -> Membership:
    """Give somebody a role in a space. Asked twice, it answers with the membership that stands.

    Raises ValidationError when the role cannot be held in this kind of space, the space is closed, or the person has
    left for good. Whether `by` may do this is for the caller to ask.
    """
    role = role_for(space, role)
    require_open(space)
    if person.left_at is not None:
        raise ValidationError({"person": _("This person has left, and their account is gone.")})

    membership, is_new = Membership.objects.active().get_or_create(
        person=person, space_id=space.pk, role=role, defaults={"discipline": discipline}
    )
    for perspective in perspectives:
        Standpoint.objects.get_or_create(person=person, space_id=space.pk, perspective=Perspective(perspective))
    if is_new:
        record(events.MEMBER_JOINED, by=by, about=membership, space=space.pk, person=person.pk, role=role.value)
    forget_standing(person)
    return membership


@transaction.atomic
def change_role(*, membership: Membership, role: Role | str, by: Person) -> Membership:
    """Let somebody be something else in a space: the row of what they were ends, and a new one begins."""
    role = role_for(membership.space, role)
    if membership.role == role:
        return membership
    _keep_somebody(membership, by)
    if not _end(membership):
        raise ValidationError(_("%(person)s has left this role already.") % {"person": membership.person})
    new, _is_new = Membership.objects.active().get_or_create(
        person=membership.person,
        space_id=membership.space_id,
        role=role,
        defaults={"discipline": membership.discipline},
    )
    record(
        events.ROLE_CHANGED,
        by=by,
        about=new,
        space=membership.space_id,
        person=membership.person_id,
        before=membership.role,
        after=role.value,
    )
    _settle(membership, by)
    return new


@transaction.atomic
def leave_space(*, membership: Membership, by: Person) -> None:
    """Leave a role in a space. The only lead of a team hands over first. Left twice, it was left the first time."""
    _keep_somebody(membership, by)
    if _end(membership):
        record(events.MEMBER_LEFT, by=by, about=membership, space=membership.space_id, role=membership.role)
        _settle(membership, by)


@transaction.atomic
def remove_member(*, membership: Membership, by: Person) -> None:
    """Take a role in a space from somebody: from this moment they may no more than their other roles allow."""
    _keep_somebody(membership, by)
    if _end(membership):
        record(
            events.MEMBER_REMOVED,
            by=by,
            about=membership,
            space=membership.space_id,
            person=membership.person_id,
            role=membership.role,
        )
        _settle(membership, by)


@transaction.atomic
def replace_member(*, membership: Membership, email: str, name: str, by: Person) -> Invitation:
    """Take a role from somebody and offer it to somebody else, in one go. Raises ValidationError, by field."""
    remove_member(membership=membership, by=by)
    return invite(space=membership.space, email=email, name=name, role=membership.role, by=by)


@transaction.atomic
def hand_over(*, membership: Membership, to: Person, by: Person) -> Membership:
    """Hand a lead's role to another member of the space; whoever hands over stays, with a lesser role.

    Answers with the new lead's membership. Raises ValidationError when `to` is not a member, or the role is no lead's.
    """
    stays_as = HANDED_OVER.get(membership.role)
    if stays_as is None:
        raise ValidationError(_("Only a lead's or a director's role can be handed over."))
    if to.pk == membership.person_id:
        raise ValidationError({"to": _("Choose somebody else.")})
    if not Membership.objects.active().filter(person=to, space_id=membership.space_id).exists():
        raise ValidationError({"to": _("Choose somebody who belongs to this space. You can invite them first.")})
    if not _end(membership):
        raise ValidationError(_("%(person)s has left this role already.") % {"person": membership.person})
    space_id = membership.space_id
    new, _is_new = Membership.objects.active().get_or_create(person=to, space_id=space_id, role=membership.role)
    Membership.objects.active().get_or_create(
        person=membership.person, space_id=space_id, role=stays_as, defaults={"discipline": membership.discipline}
    )
    record(
        events.LEAD_HANDED_OVER,
        by=by,
        about=new,
        space=space_id,
        role=membership.role,
        before=membership.person_id,
        after=to.pk,
    )
    _settle(membership, by)
    forget_standing(to)
    return new


@transaction.atomic
def change_perspectives(
    *, space: Space, person: Person, perspectives: Iterable[Perspective | str], by: Person
) -> set[Perspective]:
    """Say where somebody speaks from in a space. It gives no permission."""
    asked = {Perspective(perspective) for perspective in perspectives}
    held = set(Standpoint.objects.filter(person=person, space_id=space.pk).values_list("perspective", flat=True))
    if held == asked:
        return asked
    Standpoint.objects.filter(person=person, space_id=space.pk).exclude(perspective__in=asked).delete()
    for perspective in sorted(asked - held):
        Standpoint.objects.create(person=person, space_id=space.pk, perspective=perspective)
    record(events.PERSPECTIVES_CHANGED, by=by, about=person, space=space.pk)  # Which ones is theirs to take back.
    return asked


@transaction.atomic
def leave_for_good(*, person: Person, by: Person) -> None:
    """Leave every space and be forgotten: what they gave stays, as given by a former member. There is no way back.

    The only director of a collaborative that is open hands over or closes it first: ValidationError.
    """
    memberships = list(Membership.objects.active().filter(person=person).select_related("space", "space__parent"))
    for membership in memberships:
        if membership.role == Role.DIRECTOR:
            _keep_somebody(membership, person)
    for membership in memberships:
        _end(membership)
        record(events.MEMBER_LEFT, by=by, about=membership, space=membership.space_id, role=membership.role)
        _settle(membership, by)
    withdraw_addressed_to(addresses=addresses_of(person), by=by)
    erase(person=person, by=by)


def _end(membership: Membership) -> bool:
    """End a membership. False if it had ended."""
    membership.ended_at = timezone.now()
    return bool(Membership.objects.active().filter(pk=membership.pk).update(ended_at=membership.ended_at))


def _keep_somebody(membership: Membership, by: Person) -> None:
    """Refuse to let the only lead of an open team, or director of an open collaborative, go by themselves."""
    space = membership.space
    goes_alone = by.pk == membership.person_id and membership.role in HANDED_OVER and space.closed_at is None
    if not goes_alone:
        return
    # Two leads who leave at the same moment: the second waits, and finds that nobody else is left.
    Space.objects.select_for_update().get(pk=membership.space_id)
    others = Membership.objects.active().filter(space_id=membership.space_id, role=membership.role)
    if not others.exclude(person_id=membership.person_id).exists():
        words = {"role": Role(membership.role).label, "space": space}
        raise ValidationError(_("You are the only %(role)s of %(space)s. Hand over first, or close it.") % words)


def _settle(membership: Membership, by: Person) -> None:
    """What follows when a membership has ended: perspectives go with the last role, invitations with the right to."""
    person = membership.person
    if not Membership.objects.active().filter(person=person, space_id=membership.space_id).exists():
        Standpoint.objects.filter(person=person, space_id=membership.space_id).delete()
    forget_standing(person)
    if by.pk == person.pk:
        forget_standing(by)
    withdraw_unfounded(inviter=person, space=membership.space, by=by)
