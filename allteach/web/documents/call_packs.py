"""The pack for the call of all teams: on a page, as slides and as PDF."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from allteach.core.permissions import allow
from allteach.reports.call_pack import Call
from allteach.reports.catalogue import REPORTS
from allteach.reports.html import html
from allteach.web.collaboratives.place import collaborative_place
from allteach.web.documents.answers import document_file, files_of
from allteach.web.found import find_collaborative
from allteach.web.http import page
from allteach.web.navigation import Action

REPORT = REPORTS["call_pack"]


@require_safe
def call_pack(request, space):
    """Who is late, who moved, who asks, whom to bring together: as of today."""
    call = find_call(request, space)
    allow(REPORT.may(request.person, call))

    files = files_of(REPORT, lambda form: reverse("documents:call_pack_file", args=[space, form]))
    actions = tuple(Action(words, address) for words, address in files[:2])  # Beside the name there is room for two.
    context = {
        "place": collaborative_place(call.collaborative, current="call_pack", actions=actions),
        "pack": html(REPORT.build(call, seen_by=request.person), level=2),
        "files": files,
    }
    return page(request, "documents/call_pack.html", context)


@require_safe
def call_pack_file(request, space, form):
    """The same as a file."""
    call = find_call(request, space)
    allow(REPORT.may(request.person, call))

    return document_file(request, REPORT, call, form)


def find_call(request: HttpRequest, space: str) -> Call:
    """A call of a collaborative, held today."""
    return Call(find_collaborative(request, space), timezone.localdate())
