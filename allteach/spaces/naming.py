"""What a space is called for somebody: its name, or its code where teams are not named to each other."""

from django.utils.translation import gettext as _

from allteach.people.models import Person
from allteach.spaces.models import Space


def is_named_to(space: Space, person: Person) -> bool:
    """Whether this person may know the space by its name. Costs no query in a request."""
    return space.is_public or space.pk in person.standing.named


def name_for(space: Space, person: Person) -> str:
    """Its name, or "Team K7M2"."""
    return space.name if is_named_to(space, person) else _("Team %(code)s") % {"code": space.code.upper()}


def slug_for(space: Space, person: Person) -> str:
    """What stands for it in addresses and file names."""
    return space.slug if is_named_to(space, person) else space.code
