"""The worker as its tests run it, and what it is given: an invitation, a mail that is owed."""

from datetime import timedelta

from django.utils import timezone

from allteach.core.models import Event
from allteach.messaging import outbox
from allteach.messaging.models import Message, Noticed
from allteach.messaging.readers import Owed, Reader
from allteach.people.models import Person
from allteach.spaces import actions
from allteach.spaces.models import Invitation, Membership
from allteach.spaces.roles import Role
from tests.messaging.postman import Killed


def invite(world, email="kwame@example.org", **said):
    kwame = {"email": email, "name": "Kwame", "role": Role.TEAM_MEMBER}
    return actions.invite(space=world.ward_7, by=world.amina, **kwame | said)


def later() -> None:
    """Let what waits be due, and what was left on its way be left for longer than a lease."""
    Message.objects.filter(state="waiting").update(due_at=timezone.now())
    Message.objects.filter(state="sending").update(tried_at=timezone.now() - outbox.LEASE - timedelta(seconds=1))


def run() -> int:
    """One run of the worker, which may be killed in it."""
    outbox.write_notices()
    try:
        return outbox.deliver()
    except Killed:
        return 0


def states() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def owe(invitation: Invitation, letter: str) -> None:
    """Write one mail down, as the worker does."""
    Noticed.objects.bulk_create(
        [Noticed(event=event, at=timezone.now()) for event in Event.objects.filter(noticed=None)]
    )
    outbox.owe(letter, [Owed(Reader.invited(invitation.pk), f"spaces.invitation:{invitation.pk}")])


def held(person: Person, space) -> Membership:
    return Membership.objects.active().select_related("space", "person").get(person=person, space_id=space.pk)
