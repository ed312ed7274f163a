"""Prepared queries of what somebody may see."""

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from django.db.models import QuerySet

from allteach.core.prepared import Prepared
from allteach.people.models import Person
from allteach.spaces.standing import Standing


class Viewer(NamedTuple):
    """As much of a person as `visible_to` and `with_slug_for` ask for."""

    pk: int | None  # None: a stranger.
    standing: Standing


class SeenBy:
    """A prepared query that begins at `visible_to`: `SeenBy(lambda viewer, team: Cycle.objects.visible_to(viewer)…)`.

    Called with a person, and with the other values by name. A stranger's query is another one, and is not prepared.
    """

    def __init__(self, queryset: Callable[..., QuerySet]) -> None:
        self._queryset = queryset
        self._prepared = Prepared(
            lambda person, inside, known, **values: queryset(
                Viewer(person, Standing(inside=inside, known=known)), **values
            )
        )

    def __call__(self, person: Person, **values: int | str | Collection[int]) -> list:
        """The rows that this person may see."""
        if not person.pk:
            return list(self._queryset(person, **values))
        standing = person.standing
        return self._prepared(person=person.pk, inside=standing.inside, known=standing.known, **values)


def anybody_who_knows(spaces: Iterable[int]) -> Person:
    """A person who knows some spaces by name and nothing that is kept to them: what they may see, all others may.

    For what is shown to everybody at once, whoever makes it: a storyboard on a wall, slides at a call.
    """
    person, known = Person(), frozenset(spaces)
    person.standing = Standing(known=known, named=known)
    return person
