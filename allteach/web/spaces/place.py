"""The header of pages that spaces of every kind have."""

from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.web.collaboratives.place import collaborative_place
from allteach.web.navigation import Action, Place
from allteach.web.teams.place import team_place


def space_place(space: Space, person: Person, *, current: str, actions: tuple[Action, ...] = ()) -> Place:
    """The place of a page inside a space, with the tabs of its kind."""
    if space.kind == Space.Kind.TEAM:
        return team_place(space, person, current=current, actions=actions)
    if space.kind == Space.Kind.COLLABORATIVE:
        return collaborative_place(space, current=current, actions=actions)
    return Place(name=space.name, actions=actions)
