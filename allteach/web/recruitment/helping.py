"""Those who help a practice to apply: colleagues who write too, and the sponsor who signs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from allteach.collaboratives.actions import recruitment as actions
from allteach.collaboratives.actions.prework import review_readiness
from allteach.collaboratives.models import Application
from allteach.collaboratives.permissions import can_write_application
from allteach.collaboratives.queries.applications import applied
from allteach.collaboratives.secrets import application_with
from allteach.core.permissions import allow
from allteach.web.http import go_to, page
from allteach.web.limits import Limit
from allteach.web.prework.forms import ReadinessForm
from allteach.web.recruitment.forms import PaperForm, SupportForm, WriterForm
from allteach.web.recruitment.found import find_application
from allteach.web.recruitment.place import application_place
from allteach.web.recruitment.shown import parts_of, support_words

many_links = Limit("sign-support", most=60, seconds=600, also_reading=True)


@require_http_methods(["GET", "POST"])
def add_writer(request, application):
    """Who writes on it; let a colleague write too."""
    found = find_application(request, application)
    allow(can_write_application(request.person, found))

    form = WriterForm(request.POST or None)
    if form.submit(actions.add_writer, application=found, by=request.person):
        messages.success(request, _("%(name)s can write on it now, and is told by mail.") % {"name": form.result.name})
        return go_to(request, "recruitment:add_writer", found.pk)

    context = {
        "place": application_place(found, request.person, name=_("Who writes on it")),
        "application": found,
        "writers": list(found.writers.all()),
        "form": form,
        "back": reverse("recruitment:application", args=[found.pk]),
    }
    return page(request, "recruitment/add_writer.html", context, part="form")


@require_POST
def remove_writer(request, application, writer):
    """Let somebody write on it no more."""
    found = find_application(request, application)
    allow(can_write_application(request.person, found))
    leaving = get_object_or_404(found.writers.select_related("application"), pk=writer)

    try:
        actions.remove_writer(writer=leaving, by=request.person)
        messages.success(request, _("%(name)s does not write on it any more.") % {"name": leaving.name})
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    still = found.writers.of(request.person).exists()
    return go_to(request, "recruitment:add_writer", found.pk) if still else go_to(request, "recruitment:applications")


@require_POST
def ask_for_support(request, application):
    """Write to the sponsor."""
    found = find_application(request, application)
    allow(can_write_application(request.person, found))

    try:
        asked = actions.ask_for_support(application=found, by=request.person)
        messages.success(request, _("A mail is on its way to %(name)s.") % {"name": asked.sponsor_name})
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return go_to(request, "recruitment:application", found.pk)


@require_http_methods(["GET", "POST"])
def record_support(request, application):
    """The sponsor signed on paper."""
    found = find_application(request, application)
    allow(can_write_application(request.person, found))

    form = PaperForm(request.POST or None, initial={"name": found.sponsor_name})
    if form.submit(actions.record_support, application=found, by=request.person):
        messages.success(request, _("Saved."))
        return go_to(request, "recruitment:application", found.pk)

    context = {
        "place": application_place(found, request.person, name=_("Signed on paper")),
        "form": form,
        "back": reverse("recruitment:application", args=[found.pk]),
    }
    return page(request, "recruitment/record_support.html", context, part="form")


@many_links
@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def sign_support(request, secret):
    """The sponsor's link: what the practice says, and a place to sign. Opening it changes nothing."""
    found = application_with(secret)
    if found is None:
        return page(request, "recruitment/support_gone.html", {}, status=404)

    form = SupportForm(request.POST or None, initial={"name": found.sponsor_name})
    by = request.person if request.person.pk else None
    if found.supported_at is None and form.submit(actions.sign_support, application=found, by=by):
        found = form.result
    known = applied(found)
    context = {
        "application": found,
        "collaborative": found.recruitment.space,
        "parts": [part for part in parts_of(known, {}) if part.answers],
        "form": form,
        "support": support_words(found) if found.supported_at else "",
        "may_sign": found.state in Application.WRITTEN and found.recruitment.is_open and found.supported_at is None,
    }
    response = page(request, "recruitment/sign_support.html", context, part="form")
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_http_methods(["GET", "POST"])
def review_own_readiness(request, application):
    """How ready a practice thinks it is. It tells what help to plan, and leaves nobody out."""
    found = find_application(request, application)
    allow(can_write_application(request.person, found))
    allow(found.state != Application.State.WITHDRAWN)

    review = found.readiness_reviews.order_by("-on").first()
    form = ReadinessForm(request.POST or None, review=review)
    if form.submit(review_readiness, application=found, by=request.person):
        messages.success(request, _("Saved. Thank you: it helps us to help."))
        return go_to(request, "recruitment:application", found.pk)

    context = {
        "place": application_place(found, request.person, name=_("How ready are you?")),
        "form": form,
        "is_of_application": True,
        "back": reverse("recruitment:application", args=[found.pk]),
    }
    return page(request, "prework/review_readiness.html", context, part="form")
