"""Data agreements: who has signed, and recording that somebody has."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from allteach.core.permissions import allow
from allteach.spaces import actions
from allteach.spaces.models import DataAgreement, Space
from allteach.spaces.permissions import can_sign_agreement
from allteach.spaces.queries import Signing, signings_of
from allteach.web.forms import ActionForm
from allteach.web.found import find_space
from allteach.web.http import go_to, page
from allteach.web.spaces.forms import AgreementForm
from allteach.web.spaces.listed import agreements_table
from allteach.web.spaces.place import space_place


@require_http_methods(["GET", "POST"])
def sign_agreement(request, space):
    """Who has signed and who has not; record an agreement of one organisation, or of many at once."""
    found = find_space(request, space)
    allow(can_sign_agreement(request.person, found))

    collaborative, signings = signings_for(found)
    form = AgreementForm(request.POST or None, signings=signings)
    if form.submit(actions.sign_agreement, collaborative=collaborative, by=request.person):
        number = len(form.result)
        words = ngettext(
            "Recorded. One organisation's teams can enter their numbers.",
            "Recorded. The teams of %(number)s organisations can enter their numbers.",
            number,
        )
        messages.success(request, words % {"number": number})
        return go_to(request, "spaces:sign_agreement", found.slug)

    unsigned = [signing for signing in signings if signing.is_missing]
    context = {
        "place": space_place(found, request.person, current="agreements"),
        "space": found,
        "signings": signings,
        "unsigned": len(unsigned),
        "wants_form": bool(unsigned) or form.is_bound or not any(signing.agreement for signing in signings),
        "form": form,
    }
    return page(
        request,
        "spaces/sign_agreement.html",
        context,
        part="form",
        tables=[agreements_table(found, signings)],
    )


@require_http_methods(["GET", "POST"])
def end_agreement(request, space, agreement):
    """End an agreement: data entry closes for the organisation's teams."""
    found = find_space(request, space)
    allow(can_sign_agreement(request.person, found))
    collaborative, signings = signings_for(found)
    shown = DataAgreement.objects.filter(
        collaborative_id=collaborative.pk,
        organisation__in=[signing.organisation for signing in signings],
        ended_on=None,
    )
    ended = get_object_or_404(shown.select_related("organisation"), pk=agreement)

    form = ActionForm(request.POST if request.method == "POST" else None)
    if form.submit(actions.end_agreement, agreement=ended, by=request.person):
        messages.success(
            request, _("The agreement of %(organisation)s is ended.") % {"organisation": ended.organisation}
        )
        return go_to(request, "spaces:sign_agreement", found.slug)

    context = {
        "place": space_place(found, request.person, current="agreements"),
        "organisation": ended.organisation.name,
        "form": form,
        "back": reverse("spaces:sign_agreement", args=[found.slug]),
    }
    return page(request, "spaces/end_agreement.html", context)


def signings_for(space: Space) -> tuple[Space, list[Signing]]:
    """The collaborative, and the organisations whose agreements are recorded here: all of them, or the team's own."""
    if space.parent is None:
        return space, signings_of(space)
    return space.parent, [one for one in signings_of(space.parent) if one.organisation.pk == space.organisation_id]
