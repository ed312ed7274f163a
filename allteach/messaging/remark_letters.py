"""Mail about what a coach remarks on a test of change."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from allteach.core.models import Event
from allteach.improvement.models import Cycle, Remark
from allteach.messaging.letter import Contents
from allteach.messaging.models import Message
from allteach.messaging.readers import Reader
from allteach.people.models import Person
from allteach.spaces.models import Membership
from allteach.spaces.roles import Role

ABOUT = "improvement.remark"


def owner_and_leads(event: Event) -> Iterable[Reader]:
    """Whoever the test is with, and the team's leads; not whoever remarked."""
    owner = Cycle.objects.filter(pk=event.subject).values("owner")
    of_team = Membership.objects.active().filter(space_id=event.space)
    wanted = of_team.filter(Q(role=Role.TEAM_LEAD) | Q(person__in=owner)).exclude(person_id=event.by)
    return [Reader.of(person) for person in Person.objects.filter(pk__in=wanted.values("person")).order_by("pk")]


def about_remark(message: Message) -> Contents | None:
    """Who remarked on which test; never what. Nothing when it was read or taken back, or the reader left the team."""
    remark = Remark.objects.filter(pk=int(message.about.rsplit(":", 1)[1]), read_at=None)
    found = remark.select_related("cycle", "cycle__team", "by").first()
    if found is None or message.person is None:
        return None
    team = found.cycle.team
    if not Membership.objects.active().filter(person=message.person, space=team).exists():
        return None
    return {
        "who": found.by.name,
        "test": found.cycle.title,
        "space": team.name,
        "link": settings.SITE_ADDRESS + reverse("improvement:cycle", args=[team.slug, found.cycle.number]),
    }
