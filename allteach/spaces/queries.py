"""Answers about spaces: who belongs to them, who is invited, what was agreed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from allteach.people.models import Organisation, Person
from allteach.spaces.models import DataAgreement, Invitation, Membership, Space, Standpoint
from allteach.spaces.roles import Perspective, Role
from allteach.spaces.secrets import digest_of


@dataclass(frozen=True)
class Member:
    """Somebody in a space, with all they are there."""

    person: Person
    memberships: tuple[Membership, ...]
    perspectives: tuple[Perspective, ...]

    @property
    def since(self) -> datetime:
        return min(membership.started_at for membership in self.memberships)


def members_of(space: Space) -> list[Member]:
    """Who belongs to a space, leads first, then by name. Two queries."""
    roles = list(Role)
    memberships: dict[Person, list[Membership]] = {}
    active = Membership.objects.active().filter(space_id=space.pk).select_related("person", "space")
    for membership in sorted(active, key=lambda membership: roles.index(Role(membership.role))):
        memberships.setdefault(membership.person, []).append(membership)
    perspectives: dict[int, list[Perspective]] = {}
    standpoints = Standpoint.objects.filter(space_id=space.pk).order_by("perspective")
    for person_id, perspective in standpoints.values_list("person_id", "perspective"):
        perspectives.setdefault(person_id, []).append(Perspective(perspective))
    members = [
        Member(person, tuple(held), tuple(perspectives.get(person.pk, ()))) for person, held in memberships.items()
    ]
    return sorted(
        members, key=lambda member: (roles.index(Role(member.memberships[0].role)), member.person.name.casefold())
    )


def waiting_invitations(space: Space) -> list[Invitation]:
    """Invitations to a space that are neither accepted nor withdrawn, newest first; some are too old. One query."""
    return list(Invitation.objects.open().filter(space_id=space.pk).select_related("space", "by").order_by("-made_at"))


def invitation_with(secret: str) -> Invitation | None:
    """The invitation whose link holds this secret, whatever became of it. One query."""
    return invitation_kept_as(digest_of(secret))


def invitation_kept_as(digest: str) -> Invitation | None:
    """The invitation whose row keeps this of its secret. One query."""
    shown = Invitation.objects.select_related("space", "space__parent", "by", "accepted_by")
    return shown.filter(digest=digest).first()


def people_in_role(space: Space, *roles: Role) -> list[Person]:
    """Who holds one of these roles in a space, for whoever must tell them something. One query."""
    held = Membership.objects.active().filter(space_id=space.pk, role__in=roles)
    return list(Person.objects.filter(pk__in=held.values("person")).order_by("name", "pk"))


def people_known_to(person: Person) -> QuerySet[Person]:
    """People who belong to a space that this person may know by its name."""
    active = Membership.objects.active().filter(space_id__in=person.standing.named)
    return Person.objects.filter(pk__in=active.values("person"), left_at=None)


def agreement_in_force(team: Space) -> DataAgreement | None:
    """What the team's organisation agreed in its collaborative: without it, nothing can be entered. One query."""
    if team.parent_id is None or team.organisation_id is None:
        return None
    return DataAgreement.objects.filter(
        collaborative_id=team.parent_id, organisation_id=team.organisation_id, ended_on=None
    ).first()


def every_space() -> QuerySet[Space]:
    """Every space of the installation, each beneath the one around it, with how many belong to it and stand in it."""
    members = Membership.objects.active().filter(space=OuterRef("pk")).order_by().values("space")
    children = Space.objects.filter(parent=OuterRef("pk")).order_by().values("parent")
    return (
        Space.objects.select_related("parent")
        .annotate(
            people=Coalesce(Subquery(members.annotate(count=Count("person", distinct=True)).values("count")), 0),
            spaces=Coalesce(Subquery(children.annotate(count=Count("pk")).values("count")), 0),
        )
        .order_by(Coalesce("parent__name", "name"), F("parent_id").asc(nulls_first=True), "name")
    )


@dataclass(frozen=True)
class Signing:
    """One organisation of a collaborative, its teams there, and what it agreed."""

    organisation: Organisation
    teams: tuple[Space, ...]
    agreement: DataAgreement | None
    ended_on: date | None = None  # Where it agreed once, and has ended all it agreed to.

    @property
    def signed_on(self) -> date | None:
        return self.agreement.signed_on if self.agreement else None

    @property
    def is_missing(self) -> bool:
        """Whether it has never agreed to anything here."""
        return self.agreement is None and self.ended_on is None


def signings_of(collaborative: Space) -> list[Signing]:
    """Every organisation with an open team in a collaborative, those that have not signed first. Two queries."""
    signed = list(DataAgreement.objects.filter(collaborative_id=collaborative.pk).order_by("ended_on", "pk"))
    agreements = {agreement.organisation_id: agreement for agreement in signed if agreement.ended_on is None}
    ended = {agreement.organisation_id: agreement.ended_on for agreement in signed if agreement.ended_on is not None}
    teams: dict[Organisation, list[Space]] = {}
    open_teams = Space.objects.active().filter(parent_id=collaborative.pk).exclude(organisation=None)
    for team in open_teams.select_related("organisation").order_by("name"):
        teams.setdefault(team.organisation, []).append(team)
    signings = [
        Signing(
            organisation,
            tuple(theirs),
            agreements.get(organisation.pk),
            None if organisation.pk in agreements else ended.get(organisation.pk),
        )
        for organisation, theirs in teams.items()
    ]
    return sorted(signings, key=lambda one: (not one.is_missing, one.organisation.name.casefold()))


def perspectives_in(space: Space, person: Person) -> list[str]:
    """Where a person speaks from in a space. One query."""
    held = Standpoint.objects.filter(person=person, space_id=space.pk)
    return list(held.order_by("perspective").values_list("perspective", flat=True))


def left_without_lead(person: Person) -> list[str]:
    """The open spaces that nobody else leads or directs: whoever goes is asked to hand them over. Two queries."""
    led = Membership.objects.active().filter(person=person, role__in=[Role.TEAM_LEAD, Role.DIRECTOR])
    led = [one for one in led.select_related("space") if one.space.closed_at is None]
    others = Membership.objects.active().filter(space__in=[one.space for one in led]).exclude(person=person)
    kept = set(others.values_list("space_id", "role"))
    return sorted(one.space.name for one in led if (one.space_id, one.role) not in kept)
