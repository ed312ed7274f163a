"""The page as a sponsor meets it: by a link that needs no password, shows one page and takes one answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from allteach.core.permissions import allow
from allteach.progress import actions
from allteach.progress.permissions import can_answer_barrier
from allteach.progress.queries.senior_leaders import barrier_of, sponsor_link_kept_as, sponsor_link_with
from allteach.web.http import go_to, page
from allteach.web.limits import Limit
from allteach.web.senior_leaders.forms import BarrierForm
from allteach.web.senior_leaders.shown import leader_page
from allteach.web.senior_leaders.views import answer_now

KEPT = "page for sponsors"  # In the session: what the row keeps of the link's secret, never the secret.

many_links = Limit("open-sponsor-link", most=60, seconds=600, also_reading=True)
many_answers = Limit("answer-barrier", most=30, seconds=3600)


@many_links
@never_cache
@login_not_required
@require_safe
def sponsor_link(request, secret):
    """The link in the mail. Opening it changes nothing, as programs open links too; the secret leaves the address."""
    link = sponsor_link_with(secret)
    request.session[KEPT] = link.digest if link else ""
    response = go_to(request, "senior_leaders:sponsor_page")
    response["Referrer-Policy"] = "no-referrer"
    return response


@many_answers
@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def sponsor_page(request):
    """The one page that the link shows, and the answer to what is in the way."""
    kept = request.session.get(KEPT)
    link = sponsor_link_kept_as(kept) if kept else None
    if link is None:
        return page(request, "senior_leaders/link_gone.html", {}, status=404)
    sponsor = link.sponsor
    with translation.override(sponsor.language), timezone.override(sponsor.time_zone):
        response = answer_as(request, link, sponsor)
    response["Referrer-Policy"] = "no-referrer"
    return response


def answer_as(request, link, sponsor):
    """Show the page to the sponsor whose link it is, and take the answer."""
    action = barrier_of(link.report)
    form = None
    if action is not None and can_answer_barrier(sponsor, action):
        form = BarrierForm(request.POST or None, initial=answer_now(action))
        if form.submit(actions.answer_barrier, barrier=action, by=sponsor):
            messages.success(request, _("Thank you. The team and its coach are told."))
            return go_to(request, "senior_leaders:sponsor_page")
    allow(request.method != "POST" or form is not None)

    context = {
        "told": leader_page(link.report, sponsor),
        "form": form,
        "sponsor": sponsor.name,
        "is_answered": action is not None and bool(action.answer),
        "expires_on": timezone.localdate(link.expires_at),
    }
    return page(request, "senior_leaders/sponsor_page.html", context, part="form")
