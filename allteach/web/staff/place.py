"""The header of the pages about the installation, and who may know that they exist."""

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from allteach.people.permissions import can_see_installation
from allteach.web.navigation import Place, Tab

TABS = ("overview", "accounts", "spaces", "record", "work", "mail", "sign_ins")


def installation_place(request: HttpRequest, *, current: str) -> Place:
    """The place of one of these pages; 404 for everybody but staff."""
    if not can_see_installation(request.person):
        raise Http404
    words = {
        "overview": _("Overview"),
        "accounts": _("Accounts"),
        "spaces": _("Spaces"),
        "record": _("Record"),
        "work": _("Work"),
        "mail": _("Mail"),
        "sign_ins": _("Sign-ins"),
    }
    return Place(
        name=_("This installation"),
        facts=(_("To look at, not to change. What teams write is not here."),),
        tabs=tuple(Tab(words[key], reverse(f"staff:{key}"), is_current=key == current) for key in TABS),
    )
