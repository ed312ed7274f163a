"""What a practice answers when a place is offered."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from allteach.collaboratives.actions import recruitment as actions
from allteach.collaboratives.models import Application
from allteach.collaboratives.permissions import can_write_application
from allteach.core.permissions import allow
from allteach.web.http import go_to, page
from allteach.web.recruitment.forms import GiveUpForm, TakePlaceForm
from allteach.web.recruitment.found import find_application
from allteach.web.recruitment.place import application_place
from allteach.web.recruitment.shown import state_words


@require_http_methods(["GET", "POST"])
def take_place(request, application):
    """Take the place: both agreements are read and signed here."""
    found = find_application(request, application)
    allow(can_write_application(request.person, found))
    allow(found.state == Application.State.OFFERED, _("No place is offered here now."))

    form = TakePlaceForm(
        request.POST or None, initial={"promises": found.promises, "signatory": found.supported_as or ""}
    )
    if form.submit(actions.take_place, application=found, by=request.person):
        messages.success(request, _("The place is yours. Those who run the collaborative make your team next."))
        return go_to(request, "recruitment:application", found.pk)

    context = {
        "place": application_place(found, request.person, name=_("Take the place")),
        "application": found,
        "collaborative": found.recruitment.space,
        "state": state_words(found, found.recruitment.today()),
        "form": form,
        "give_up": reverse("recruitment:give_up_place", args=[found.pk]),
        "back": reverse("recruitment:application", args=[found.pk]),
    }
    return page(request, "recruitment/take_place.html", context, part="form")


@require_http_methods(["GET", "POST"])
def give_up_place(request, application):
    """Say no to the place: the next on the list has it."""
    found = find_application(request, application)
    allow(can_write_application(request.person, found))
    allow(found.state == Application.State.OFFERED, _("No place is offered here now."))

    form = GiveUpForm(request.POST or None)
    if form.submit(actions.give_up_place, application=found, by=request.person):
        messages.success(request, _("Thank you for telling us. Another practice will have the place."))
        return go_to(request, "recruitment:application", found.pk)

    context = {
        "place": application_place(found, request.person, name=_("Give up the place")),
        "form": form,
        "back": reverse("recruitment:application", args=[found.pk]),
    }
    return page(request, "recruitment/give_up_place.html", context, part="form")
