"""Going: for good, or only from a kind of mail."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from allteach.core.permissions import allow
from allteach.messaging import actions as messaging_actions
from allteach.messaging.letters import declined_with
from allteach.messaging.notices import LETTERS
from allteach.people.models import Person
from allteach.people.permissions import can_change_profile
from allteach.spaces import actions
from allteach.spaces.queries import left_without_lead
from allteach.web.forms import ActionForm
from allteach.web.http import go_to, page
from allteach.web.navigation import account_place
from allteach.web.people.forms import LeavingForm


@require_http_methods(["GET", "POST"])
def leave_for_good(request):
    """Delete my account. What I gave stays, as given by a former member."""
    allow(can_change_profile(request.person, request.person))

    form = LeavingForm(request.POST or None)
    if form.submit(actions.leave_for_good, person=request.person, by=request.person):
        logout(request)
        messages.success(request, _("Your account is gone. Thank you for everything you gave."))
        return go_to(request, "account_login")

    context = {
        "place": account_place(request.person, request.path),
        "form": form,
        "left_alone": left_without_lead(request.person),
    }
    return page(request, "people/leave_for_good.html", context, part="form")


@login_not_required
@require_http_methods(["GET", "POST"])
def decline(request, said):
    """The link under a mail: it stops mails of that kind, without signing in, and does only that."""
    meant = declined_with(said)
    if meant is None or meant[1] not in LETTERS:
        raise Http404
    whose, letter = get_object_or_404(Person, pk=meant[0], left_at=None), LETTERS[meant[1]]

    form = ActionForm(request.POST if request.method == "POST" else None)
    is_done = form.submit(messaging_actions.decline_mail, person=whose, letter=letter.key)

    return page(request, "people/decline.html", {"words": letter.words, "form": form, "is_done": is_done})
