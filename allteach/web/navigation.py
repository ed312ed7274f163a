"""Where am I, and what can I do here: finished values for the base page."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from allteach.people.models import Person
from allteach.people.permissions import can_see_installation
from allteach.progress.permissions import can_see_own_caseload
from allteach.spaces.models import Space

Words = str | Promise


@dataclass(frozen=True)
class Crumb:
    """One step of the path above the page's name."""

    words: Words
    address: str


@dataclass(frozen=True)
class Tab:
    """One tab of a space. `count` is plain; `waits` says that something there waits for this person.

    A tab may hold several pages, as tabs `within`: it leads to the first of them that this person may see.
    """

    words: Words
    address: str = ""
    is_current: bool = False
    count: int | None = None
    waits: bool = False
    within: tuple["Tab", ...] = ()
    is_for: Callable[[Person], bool] | None = None  # Whom it is shown to; None: whoever may know of the space.

    def seen_by(self, person: Person | None) -> "Tab | None":
        """The tab as this person finds it; None where nothing of it is for them."""
        if self.is_for is not None and (person is None or not self.is_for(person)):
            return None
        if not self.within:
            return self
        within = tabs_seen_by(self.within, person)
        if not within:
            return None
        is_current = any(tab.is_current for tab in within)
        return replace(self, address=within[0].address, within=within, is_current=is_current)


def tabs_seen_by(tabs: tuple[Tab, ...], person: Person | None) -> tuple[Tab, ...]:
    """Those of some tabs that this person finds."""
    return tuple(seen for tab in tabs if (seen := tab.seen_by(person)) is not None)


@dataclass(frozen=True)
class Action:
    """Something that can be done here, offered beside the name. At most two."""

    words: Words
    address: str
    is_main: bool = False


@dataclass(frozen=True)
class Place:
    """A space's header: path, name, one line of facts, actions, tabs.

    A page inside a space has a name of its own; `space` then says whose tabs these are.
    """

    name: Words
    path: tuple[Crumb, ...] = ()
    facts: tuple[Words, ...] = ()
    actions: tuple[Action, ...] = ()
    tabs: tuple[Tab, ...] = ()
    space: Words = ""

    def seen_by(self, person: Person | None) -> "Place":
        """The place with the tabs that this person finds."""
        return replace(self, tabs=tabs_seen_by(self.tabs, person))

    @property
    def beside(self) -> tuple[Tab, ...]:
        """The pages of the current tab, when it holds more than one."""
        return next((tab.within for tab in self.tabs if tab.is_current and len(tab.within) > 1), ())


@dataclass(frozen=True)
class Leaf:
    """One page of a space that a tab leads to: its key, what it is called, its view, and whom it is for."""

    key: str
    words: Words
    view: str
    is_for: Callable[[Person, Space], bool] | None = None


Groups = tuple[tuple[Words, tuple[Leaf, ...]], ...]  # Tabs by their words, each with its pages.


def tabs_of(groups: Groups, space: Space, *, slug: str, current: str) -> tuple[Tab, ...]:
    """The tabs of a space, each with its pages; `current` is the key of the page that is looked at."""
    return tuple(
        Tab(
            words,
            within=tuple(
                Tab(
                    leaf.words,
                    reverse(leaf.view, args=[slug]),
                    is_current=leaf.key == current,
                    is_for=leaf.is_for and _in(space, leaf.is_for),
                )
                for leaf in leaves
            ),
        )
        for words, leaves in groups
    )


def _in(space: Space, is_for: Callable[[Person, Space], bool]) -> Callable[[Person], bool]:
    return lambda person: is_for(person, space)


def leaf_of(groups: Groups, key: str) -> Leaf:
    """The page of this key."""
    return next(leaf for _words, leaves in groups for leaf in leaves if leaf.key == key)


@dataclass(frozen=True)
class Bar:
    """The bar above every page. An address is empty where there is nothing to lead to."""

    links: tuple[Tab, ...] = ()
    find_address: str = ""
    me_address: str = ""
    sign_in_address: str = ""


PARTS = (
    (_("Home"), "home", ("/",)),
    (_("Spaces"), "collaboratives:spaces", ("/spaces/", "/teams/")),
)


def bar_for(person, at: str) -> Bar:
    """The bar for somebody who is at an address: strangers may only sign in."""
    if person is None or person.pk is None:
        return Bar(sign_in_address=reverse(settings.LOGIN_URL))
    links = []
    for words, name, starts in PARTS:
        if address := address_of(name):
            is_current = any(at == start if start == "/" else at.startswith(start) for start in starts)
            links.append(Tab(words, address, is_current=is_current))
    if can_see_own_caseload(person):
        address = reverse("coaching:caseload")
        links.append(Tab(_("Coaching"), address, is_current=at.startswith(address)))
    if can_see_installation(person):
        address = reverse("staff:overview")
        links.append(Tab(_("Installation"), address, is_current=at.startswith(address)))
    return Bar(
        links=tuple(links), find_address=address_of("find"), me_address=address_of("me") or address_of("account_email")
    )


ACCOUNT_PARTS = (
    (_("Me"), "me", "/me/"),
    (_("E-mail address"), "account_email", "/accounts/email/"),
    (_("Password"), "account_change_password", "/accounts/password/"),
    (_("Second step"), "mfa_index", "/accounts/2fa/"),
    (_("Signed in"), "usersessions_list", "/accounts/sessions/"),
    (_("Mail"), "people:choose_mail", "/me/mail/"),
    (_("Calendar"), "calendars:own_address", "/me/calendar/"),
    (_("Keys"), "people:make_token", "/me/keys/"),
    (_("My data"), "people:own_data", "/me/data/"),
)


def account_place(person, at: str) -> Place:
    """The header of the pages of one's own account, for somebody who is at an address."""
    tabs = []
    for words, name, start in ACCOUNT_PARTS:
        if address := address_of(name):
            tabs.append(Tab(words, address, is_current=at == start if name == "me" else at.startswith(start)))
    return Place(
        name=_("Your account"),
        facts=(person.name,),
        actions=(Action(_("Sign out"), reverse("account_logout")),),
        tabs=tuple(tabs),
    )


def address_of(name: str) -> str:
    """The address of a page; empty where this installation has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def page_context(request) -> dict:
    """What every page knows."""
    person = getattr(request, "person", None)
    return {
        "person": person,
        "bar": bar_for(person, request.path),
        "account_place": SimpleLazyObject(lambda: account_place(person, request.path)),
        "is_demo": settings.DEMO,
        "support_address": settings.SUPPORT_ADDRESS,
        "site_address": settings.SITE_ADDRESS,  # For mail: never the host a request claims.
    }
