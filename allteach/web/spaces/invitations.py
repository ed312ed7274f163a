"""An invitation, as whoever is invited meets it; and taking it back or sending it again."""

from allauth.account.signals import user_logged_in
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allteach.core.permissions import allow
from allteach.people.models import Account
from allteach.people.traces import addresses_proven_by
from allteach.spaces import actions
from allteach.spaces.models import Invitation
from allteach.spaces.permissions import can_invite, can_withdraw_invitation
from allteach.spaces.queries import invitation_kept_as, invitation_with
from allteach.spaces.roles import Role
from allteach.web.accounts import proofs
from allteach.web.forms import ActionForm
from allteach.web.found import find_space
from allteach.web.http import go_to, page
from allteach.web.limits import Limit
from allteach.web.spaces.forms import NewcomerForm, ProofForm

KEPT = "invitation"  # In the session: what the row keeps of the link's secret, never the secret.
PROVEN = "proven address"

many_links = Limit("open-invitation", most=60, seconds=600, also_reading=True)
many_answers = Limit("answer-invitation", most=30, seconds=3600)
many_codes = Limit("prove-address", most=12, seconds=3600)


@many_links
@never_cache
@login_not_required
@require_safe
def invitation(request, secret):
    """The link in the mail. Opening it changes nothing, as programs open links too; the secret leaves the address."""
    found = invitation_with(secret)
    request.session[KEPT] = found.digest if found else ""
    response = go_to(request, "spaces:accept_invitation")
    response["Referrer-Policy"] = "no-referrer"
    return response


@many_answers
@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def accept_invitation(request):
    """What is offered, and the answer: as oneself, as somebody new, or after showing that the address is one's own."""
    found = kept_invitation(request)
    if found is None or found.state != Invitation.State.WAITING:
        return gone(request, found)
    if request.person.pk:
        return accept_as_oneself(request, found)
    return accept_as_somebody_new(request, found)


def accept_as_oneself(request, found: Invitation):
    """Signed in: one button, or first the proof that the invited address is theirs."""
    form = ActionForm(request.POST if request.method == "POST" else None)
    proven = proven_addresses(request)
    if form.submit(actions.accept_invitation, invitation=found, person=request.person, proven=proven):
        return welcome(request, found)

    context = offer_of(found) | {"form": form, "is_for_them": found.email.lower() in proven}
    return page(request, "spaces/accept_invitation.html", context)


def accept_as_somebody_new(request, found: Invitation):
    """A stranger: a name makes the account. Whoever has one at this address signs in instead."""
    if Account.objects.filter(email__iexact=found.email).exists():
        context = offer_of(found) | {"sign_in": f"{reverse(settings.LOGIN_URL)}?next={request.path}"}
        return page(request, "spaces/sign_in_to_accept.html", context)
    form = NewcomerForm(request.POST or None, initial={"name": found.name})
    if form.submit(actions.join_by_invitation, invitation=found):
        account = form.result
        login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
        user_logged_in.send(sender=Account, request=request, user=account)
        return welcome(request, found)

    return page(request, "spaces/join_by_invitation.html", offer_of(found) | {"form": form}, part="form")


@many_codes
@never_cache
@require_http_methods(["GET", "POST"])
def prove_address(request):
    """Show with a code that the invited address is one's own, although one signs in with another."""
    found = kept_invitation(request)
    if found is None or found.state != Invitation.State.WAITING:
        return gone(request, found)

    if request.method == "POST" and "code" not in request.POST:
        return send_proof(request, found)
    form = ProofForm(request.POST or None)
    if form.is_valid():
        if proofs.is_right(request, about=str(found.pk), code=form.cleaned_data["code"]):
            request.session[PROVEN] = found.email.lower()
            return go_to(request, "spaces:accept_invitation")
        form.add_error("code", _("This is not the code, or it is too old. Look again, or ask for a new one."))

    context = offer_of(found) | {"form": form, "was_sent": proofs.was_sent(request)}
    return page(request, "spaces/prove_address.html", context)


@require_POST
def invite_again(request, space, invitation):
    """Send a new link, and let the old one open nothing any more."""
    found, offered = find_invitation(request, space, invitation)
    allow(can_withdraw_invitation(request.person, offered))

    try:
        again = actions.invite_again(invitation=offered, by=request.person)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("A new mail is on its way to %(email)s.") % {"email": again.email})
    return go_to(request, "spaces:people", found.slug)


@require_POST
def withdraw_invitation(request, space, invitation):
    """Take an invitation back."""
    found, offered = find_invitation(request, space, invitation)
    allow(can_withdraw_invitation(request.person, offered))

    actions.withdraw_invitation(invitation=offered, by=request.person)
    messages.success(request, _("The invitation is withdrawn. Its link opens nothing any more."))
    return go_to(request, "spaces:people", found.slug)


def find_invitation(request, slug, pk):
    """A space and an invitation to it, for those who may invite there; others are not told whether there is one."""
    found = find_space(request, slug)
    allow(can_invite(request.person, found))
    return found, get_object_or_404(Invitation.objects.filter(space_id=found.pk).select_related("space"), pk=pk)


def kept_invitation(request) -> Invitation | None:
    """The invitation whose link was opened in this browser."""
    kept = request.session.get(KEPT)
    return invitation_kept_as(kept) if kept else None


def gone(request, found: Invitation | None):
    """A link that opens nothing: used, withdrawn, too old, or never one of ours."""
    is_theirs = found is not None and found.accepted_by_id is not None and found.accepted_by_id == request.person.pk
    if is_theirs:
        return go_to(request, "home")
    state = found.state if found is not None else ""
    return page(request, "spaces/invitation_gone.html", {"state": state}, status=410 if found else 404)


def welcome(request, found: Invitation):
    """In the space, with a word."""
    for key in (KEPT, proofs.PROOF, PROVEN):
        request.session.pop(key, None)
    messages.success(request, _("Welcome to %(space)s.") % {"space": found.space.name})
    return go_to(request, "home")


def offer_of(found: Invitation) -> dict:
    """What the invitation offers, in words."""
    return {
        "invitation": found,
        "inviter": str(found.by),
        "space_name": found.space.name,
        "around_name": found.space.parent.name if found.space.parent else "",
        "role": Role(found.role).label,
    }


def proven_addresses(request) -> set[str]:
    """What this person has shown to be theirs: by their account, or by a code just now."""
    just_now = request.session.get(PROVEN)
    return addresses_proven_by(request.person) | ({just_now} if just_now else set())


def send_proof(request, found: Invitation):
    """Send a code to the invited address."""
    language = request.person.language
    try:
        proofs.send_proof(request, about=str(found.pk), email=found.email, name=found.name, language=language)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return go_to(request, "spaces:prove_address")
