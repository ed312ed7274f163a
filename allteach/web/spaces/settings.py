"""What a space is set to: how it hides small numbers, and whether it is open."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from allteach.core.permissions import allow
from allteach.spaces import actions
from allteach.spaces.models import DisclosurePolicy, Space
from allteach.spaces.permissions import can_manage_space
from allteach.web.forms import ActionForm
from allteach.web.found import find_space
from allteach.web.http import go_to, page
from allteach.web.spaces.forms import DisclosureForm
from allteach.web.spaces.place import space_place

SETTLED = ("least_denominator", "least_count", "is_sensitive", "is_published_data", "ground")


@require_http_methods(["GET", "POST"])
def change_disclosure(request, space):
    """Settle how small a number may be before others may not read it."""
    found = find_space(request, space)
    if found.kind != Space.Kind.COLLABORATIVE:
        raise Http404
    allow(can_manage_space(request.person, found))

    policy = DisclosurePolicy.objects.filter(space_id=found.pk).first() or DisclosurePolicy()
    settled = {field: getattr(policy, field) for field in SETTLED}
    form = DisclosureForm(request.POST or None, initial=settled)
    if form.submit(actions.change_disclosure, space=found, by=request.person):
        messages.success(request, _("That is saved. It holds everywhere from now on."))
        return go_to(request, "spaces:change_disclosure", found.slug)

    context = {"place": space_place(found, request.person, current="small_numbers"), "form": form}
    return page(request, "spaces/change_disclosure.html", context, part="form")


@require_http_methods(["GET", "POST"])
def close_space(request, space):
    """Close a space: it can be read, and nothing in it changes any more."""
    return _confirmed(
        request,
        space,
        action=actions.close_space,
        template="spaces/close_space.html",
        said=_("%(space)s is closed. It can be opened again here."),
    )


@require_http_methods(["GET", "POST"])
def reopen_space(request, space):
    """Open a space that was closed."""
    return _confirmed(
        request,
        space,
        action=actions.reopen_space,
        template="spaces/reopen_space.html",
        said=_("%(space)s is open again."),
    )


def _confirmed(request, slug, *, action, template: str, said: str):
    """A page that asks, and does it when it is sent."""
    found = find_space(request, slug)
    allow(can_manage_space(request.person, found))

    form = ActionForm(request.POST if request.method == "POST" else None)
    if form.submit(action, space=found, by=request.person):
        messages.success(request, said % {"space": found.name})
        return go_to(request, "spaces:people", found.slug)

    context = {
        "place": space_place(found, request.person, current="people"),
        "space": found,
        "form": form,
        "back": reverse("spaces:people", args=[found.slug]),
    }
    return page(request, template, context)
