"""Going: for good, or only from a kind of mail."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from allteach.core.permissions import allow
from allteach.messaging import actions as messaging_actions
from allteach.messaging.letters import declined_with
from allteach.messaging.models import Pace
from allteach.messaging.notices import LETTERS
from allteach.messaging.queries import paces_of
from allteach.people.models import Person
from allteach.people.permissions import can_change_profile
from allteach.spaces import actions
from allteach.spaces.queries import left_without_lead
from allteach.web.http import go_to, page
from allteach.web.navigation import account_place
from allteach.web.people.forms import LeavingForm, PaceForm


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
@csrf_exempt  # Mail programs post here without a cookie; the signed address itself says who may.
@require_http_methods(["GET", "POST"])
def decline(request, said):
    """The link under a mail: mails of that kind come less often or not at all, without signing in. It does only that.

    Opening it changes nothing, because programs open links to look at them.
    """
    meant = declined_with(said)
    if meant is None or meant[1] not in LETTERS:
        raise Http404
    whose, letter = get_object_or_404(Person, pk=meant[0], left_at=None), LETTERS[meant[1]]

    answer = request.POST.copy()
    answer.setdefault("pace", Pace.NEVER)  # A program that posts for its reader says "List-Unsubscribe=One-Click".
    form = PaceForm(answer if request.method == "POST" else None, letter=letter)
    is_done = form.submit(messaging_actions.choose_pace, person=whose, letter=letter.key)

    pace = Pace(paces_of(whose).get(letter.key, letter.paces[0]))
    context = {
        "words": letter.words,
        "form": form,
        "is_done": is_done,
        "pace": pace,
        "can_be_declined": letter.can_be_declined,
        "others": [other for other in letter.paces if other != pace],
    }
    return page(request, "people/decline.html", context)
