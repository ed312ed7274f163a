"""What a person may do in a space: the role table, asked once for everything above."""

from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.roles import Ability


def has_ability(person: Person, ability: Ability, space: Space | int) -> bool:
    """Whether any role the person holds in this space, or over it, allows the ability. Costs no query in a request."""
    space_id = space if isinstance(space, int) else space.pk
    return ability in person.standing.abilities.get(space_id, frozenset())


def can_see_own(person: Person, space: Space | int) -> bool:
    """Whether they see what is kept to the space: drafts, remarks, reasons."""
    return has_ability(person, Ability.SEE_OWN, space)
