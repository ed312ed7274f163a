"""Letters about the congress: a team was thanked, the results are published."""

from collections.abc import Iterable

from allteach.core.models import Event
from allteach.messaging.letter import Contents
from allteach.messaging.letters import link
from allteach.messaging.models import Message
from allteach.messaging.readers import Reader
from allteach.people.models import Person
from allteach.progress.models import Award, ResultsVersion
from allteach.spaces.models import Membership
from allteach.spaces.naming import name_for, slug_for


def whole_team(event: Event) -> Iterable[Reader]:
    """Everybody in the team, its coach and its sponsor; not whoever gave it."""
    held = Membership.objects.active().filter(space_id=event.space)
    people = Person.objects.filter(pk__in=held.values("person")).exclude(pk=event.by)
    return [Reader.of(person) for person in people.order_by("pk")]


def award_given(message: Message) -> Contents | None:
    """Which award, why, and where the certificate is. Nothing once it was taken back, or to whoever left the team."""
    if message.person is None:
        return None
    award = Award.objects.standing().filter(pk=_pk(message)).with_names().first()
    if award is None or not message.person.standing.roles_in(award.team_id):
        return None
    collaborative = award.team.parent
    return {
        "space": name_for(award.team, message.person),
        "around": collaborative.name if collaborative else "",
        "award": award.get_award_display(),
        "why": award.why,
        "link": link("congress:team_awards", team=slug_for(award.team, message.person)),
    }


def results_published(message: Message) -> Contents | None:
    """Where the results can be read. Nothing once this version was taken back, or to whoever left meanwhile."""
    version = ResultsVersion.objects.standing().filter(pk=_pk(message)).select_related("results__collaborative").first()
    if version is None or message.person is None:
        return None
    collaborative = version.results.collaborative
    if collaborative.pk not in message.person.standing.known:
        return None
    return {
        "space": collaborative.name,
        "is_corrected": version.number > 1,
        "reason": version.change_reason,
        "link": link("congress:results", space=collaborative.slug),
    }


def _pk(message: Message) -> int:
    return int(message.about.rsplit(":", 1)[1])
