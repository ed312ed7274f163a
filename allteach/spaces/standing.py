"""Where a person stands: which spaces they are in, cover, and may know of. Read once a request."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from allteach.core.closeness import Closeness
from allteach.core.prepared import Prepared
from allteach.people.models import Person
from allteach.spaces.models import DataAgreement, Membership, Space
from allteach.spaces.roles import ROLES, Ability, Role

SUPPORTERS = frozenset({Role.COACH, Role.SPONSOR})  # In the team's space, but not of the team.

# What roles still allow in a space that was closed: to read it, and to open it again.
IN_CLOSED = frozenset(
    {
        Ability.SEE,
        Ability.SEE_OWN,
        Ability.SEE_NUMBERS,
        Ability.SEE_AUDIT,
        Ability.MANAGE_SPACE,
        Ability.SIGN_AGREEMENTS,
        Ability.READ_REPORTS,
        Ability.SEE_TEAM_GRID,
        Ability.SEE_CONTACTS,
        Ability.READ_DRAFT_RESULTS,
    }
)


@dataclass(frozen=True)
class Standing:
    """What follows from a person's memberships. Sets of ids, so that every later question costs no query."""

    memberships: tuple[Membership, ...] = ()
    abilities: dict[int, frozenset[Ability]] = field(default_factory=dict)  # By space, those covered included.
    inside: frozenset[int] = frozenset()  # Sees what is kept to the space.
    known: frozenset[int] = frozenset()  # May know that it exists.
    named: frozenset[int] = frozenset()  # Known by its name …
    coded: frozenset[int] = frozenset()  # … or by its code only.

    def roles_in(self, space_id: int) -> list[Role]:
        """The roles held in this very space."""
        return [Role(membership.role) for membership in self.memberships if membership.space_id == space_id]


_memberships_of = Prepared(
    lambda person: Membership.objects.active().filter(person=person).select_related("space").order_by("pk")
)
_spaces_around = Prepared(
    lambda around: Space.objects.filter(Q(pk__in=around) | Q(parent_id__in=around)).values_list(
        "pk", "parent_id", "organisation_id", "shares_results", "closed_at"
    )
)


def standing_of(person: Person) -> Standing:
    """Where somebody stands: two queries, or three when teams beside theirs may only be known by code."""
    if not person.pk:
        return Standing()
    memberships = tuple(_memberships_of(person=person.pk))
    spaces = _spaces_around(around={membership.space.around_id for membership in memberships})
    return _stand(memberships, spaces)


def _stand(memberships: tuple[Membership, ...], spaces: list[tuple]) -> Standing:
    children: dict[int, list[int]] = {}
    shares: dict[int, bool] = {}
    closed: set[int] = set()
    for pk, parent_id, _organisation, shares_results, closed_at in spaces:
        if parent_id:
            children.setdefault(parent_id, []).append(pk)
        shares[pk] = shares_results
        if closed_at is not None:
            closed.add(pk)
    closed.update(team for space in closed & children.keys() for team in children[space])

    abilities: dict[int, set[Ability]] = {}
    known: set[int] = set()
    for membership in memberships:
        row = ROLES[Role(membership.role)]
        abilities.setdefault(membership.space_id, set()).update(row.here)
        around = membership.space.around_id
        known.update((membership.space_id, around))
        if row.in_teams and membership.space.kind == Space.Kind.COLLABORATIVE:
            for team in children.get(membership.space_id, ()):
                abilities.setdefault(team, set()).update(row.in_teams)
                known.add(team)
        if shares.get(around) and membership.role != Role.FUNDER:
            known.update(children.get(around, ()))

    for space in closed & abilities.keys():
        abilities[space] &= IN_CLOSED
    inside = {space for space, may in abilities.items() if Ability.SEE_OWN in may}
    coded = _coded(known, abilities, spaces)
    return Standing(
        memberships=memberships,
        abilities={space: frozenset(may) for space, may in abilities.items()},
        inside=frozenset(inside),
        known=frozenset(known),
        named=frozenset(known - coded),
        coded=frozenset(coded),
    )


def _coded(known: Iterable[int], abilities: dict[int, set[Ability]], spaces: list[tuple]) -> set[int]:
    """Teams known by code only: beside the person, where not every agreement in force lets teams be named.

    An organisation whose agreement ended is out of it: its own teams are known by code, those of the others as before.
    """
    beside: dict[int, dict[int, int]] = {}
    organisations: dict[int, set[int]] = {}
    for pk, parent_id, organisation_id, *_ in spaces:
        if parent_id:
            organisations.setdefault(parent_id, set()).add(organisation_id)
            if pk in known and pk not in abilities:
                beside.setdefault(parent_id, {})[pk] = organisation_id
    if not beside:
        return set()
    says: dict[tuple[int, int], bool | None] = {}  # Whether it lets teams be named; None once it has ended.
    agreed = DataAgreement.objects.filter(collaborative_id__in=beside)
    for collaborative, organisation, ended_on, names in agreed.values_list(
        "collaborative_id", "organisation_id", "ended_on", "names_teams"
    ):
        if ended_on is None:
            says[collaborative, organisation] = names
        else:
            says.setdefault((collaborative, organisation), None)
    all_coded = {each for each in beside if any(says.get((each, one), False) is False for one in organisations[each])}
    return {
        team
        for collaborative, teams in beside.items()
        for team, organisation in teams.items()
        if collaborative in all_coded or not says.get((collaborative, organisation))
    }


def closeness(person: Person, space: Space) -> Closeness:
    """How near a person stands to a space's numbers: the disclosure rule asks it of every count."""
    standing = person.standing
    if any(role not in SUPPORTERS for role in standing.roles_in(space.pk)):
        return Closeness.OWN
    if Ability.SEE_NUMBERS in standing.abilities.get(space.pk, frozenset()):
        return Closeness.COACH
    if space.pk in standing.known:
        return Closeness.COLLABORATIVE
    return Closeness.PUBLIC
