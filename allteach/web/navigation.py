"""Where am I, and what can I do here: finished values for the base page."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class Crumb:
    """One step of the path above the page's name."""

    words: Words
    address: str


@dataclass(frozen=True)
class Tab:
    """One tab of a space. `count` is plain; `waits` says that something there waits for this person."""

    words: Words
    address: str
    is_current: bool = False
    count: int | None = None
    waits: bool = False


@dataclass(frozen=True)
class Action:
    """Something that can be done here, offered beside the name. At most two."""

    words: Words
    address: str
    is_main: bool = False


@dataclass(frozen=True)
class Place:
    """A space's header: path, name, one line of facts, actions, tabs."""

    name: Words
    path: tuple[Crumb, ...] = ()
    facts: tuple[Words, ...] = ()
    actions: tuple[Action, ...] = ()
    tabs: tuple[Tab, ...] = ()


def page_context(request) -> dict:
    """What every page knows."""
    return {
        "person": getattr(request, "person", None),
        "is_demo": settings.DEMO,
        "support_address": settings.SUPPORT_ADDRESS,
    }
