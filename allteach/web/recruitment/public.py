"""What anybody may read of a round of recruitment, and beginning to apply: also as somebody who is nobody here yet."""

from allauth.account.signals import user_logged_in
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from allteach.collaboratives.actions import recruitment as actions
from allteach.collaboratives.models import Recruitment
from allteach.collaboratives.queries.applications import applications_of, recruitments_shown
from allteach.collaboratives.queries.prospectus import prospectus_of
from allteach.core.permissions import allow
from allteach.measures.queries.goals import yardsticks_of
from allteach.people.models import Account
from allteach.progress.queries.results import collaboratives_with_results
from allteach.web.accounts import proofs
from allteach.web.http import go_to, page
from allteach.web.limits import Limit
from allteach.web.navigation import Action
from allteach.web.recruitment.forms import BeginForm, CodeForm, NewcomerForm
from allteach.web.recruitment.found import find_recruitment
from allteach.web.recruitment.place import when_words
from allteach.web.recruitment.shown import dates_of, goals_of

KEPT = "beginning an application"  # In the session: who is about to begin, until their address is proven.

many_beginnings = Limit("begin-application", most=12, seconds=3600)


@login_not_required
@require_safe
def recruitments(request):
    """Which collaboratives practices can apply to."""
    shown = [(each, when_words(each)) for each in recruitments_shown()]
    context = {"recruitments": shown, "with_results": collaboratives_with_results()}
    return page(request, "recruitment/recruitments.html", context)


@login_not_required
@require_safe
def prospectus(request, space):
    """What a collaborative is about, what is expected and offered, when, and how to apply. Plain words for anybody."""
    found = find_recruitment(space)

    told = prospectus_of(found)
    written = applications_of(request.person) if request.person.pk else []
    mine = [one for one in written if one.recruitment_id == found.pk]
    context = {
        "recruitment": found,
        "collaborative": found.space,
        "when": when_words(found),
        "is_open": found.is_open,
        "sections": told.sections,
        "goals": goals_of(told.goals, yardsticks_of(found.space_id)),
        "dates": dates_of(entry for entry in told.calendar if entry.end >= found.today()),
        "ways": ways_of(found),
        "mine": mine,
    }
    return page(request, "recruitment/prospectus.html", context)


def ways_of(found: Recruitment) -> tuple[Action, ...]:
    """What can be done with a prospectus, offered beside its name: on a phone, where nobody has to look for it."""
    slug = found.space.slug
    paper = Action(_("The prospectus as PDF"), reverse("documents:prospectus_file", args=[slug]))
    return (
        (Action(_("Apply"), reverse("recruitment:begin", args=[slug]), is_main=True), paper)
        if found.is_open
        else (paper,)
    )


@many_beginnings
@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def begin(request, space):
    """Begin an application: as oneself with the practice's name, as somebody new with an address to prove."""
    found = find_recruitment(space)
    allow(found.is_open, _("Practices cannot apply now."))
    if not request.person.pk:
        return begin_as_somebody_new(request, found)

    form = BeginForm(request.POST or None)
    if form.submit(actions.begin_application, recruitment=found, by=request.person):
        return go_to(request, "recruitment:application", form.result.pk)

    mine = [one for one in applications_of(request.person) if one.recruitment_id == found.pk]
    context = {"collaborative": found.space, "when": when_words(found), "form": form, "mine": mine}
    return page(request, "recruitment/begin.html", context, part="form")


def begin_as_somebody_new(request, found: Recruitment):
    """A stranger: a name, an address and the practice; the code in the mail does the rest."""
    form = NewcomerForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data | {"recruitment": found.pk}
        if send_code(request, said):
            request.session[KEPT] = said
            return go_to(request, "recruitment:prove", found.space.slug)

    sign_in = f"{reverse(settings.LOGIN_URL)}?next={request.path}"
    context = {"collaborative": found.space, "when": when_words(found), "form": form, "sign_in": sign_in}
    return page(request, "recruitment/begin_new.html", context, part="form")


@many_beginnings
@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def prove(request, space):
    """The code that came by mail: with it there is an account, and the application begins."""
    found = find_recruitment(space)
    said = request.session.get(KEPT)
    if not said or said["recruitment"] != found.pk or request.person.pk:
        return go_to(request, "recruitment:begin", found.space.slug)

    if request.method == "POST" and "code" not in request.POST:
        send_code(request, said)
        return go_to(request, "recruitment:prove", found.space.slug)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if proofs.is_right(request, about=about(said), code=form.cleaned_data["code"]):
            return begun(request, found, said)
        form.add_error("code", _("This is not the code, or it is too old. Look again, or ask for a new one."))

    context = {"collaborative": found.space, "email": said["email"], "form": form}
    return page(request, "recruitment/prove.html", context, part="form")


def begun(request, found: Recruitment, said: dict):
    """The address is theirs: whoever has an account signs in, anybody else has one from now on."""
    proofs.forget_proof(request)
    request.session.pop(KEPT, None)
    begin_address = reverse("recruitment:begin", args=[found.space.slug])
    if Account.objects.filter(email__iexact=said["email"]).exists():
        messages.info(request, _("There is an account with this address. Sign in, and go on from there."))
        return go_to(request, f"{reverse(settings.LOGIN_URL)}?next={begin_address}")
    try:
        account, application = actions.begin_as_newcomer(
            recruitment=found, name=said["name"], email=said["email"], practice=said["practice"]
        )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return go_to(request, begin_address)
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    user_logged_in.send(sender=Account, request=request, user=account)
    messages.success(request, _("You are in. Everything you save is kept until you send it."))
    return go_to(request, "recruitment:application", application.pk)


def send_code(request, said: dict) -> bool:
    """Send the code that proves the address; False where the mail could not be sent, which is said."""
    try:
        proofs.send_proof(
            request, about=about(said), email=said["email"], name=said["name"], language=request.LANGUAGE_CODE
        )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return False
    return True


def about(said: dict) -> str:
    """What the code is for: this address, in this round."""
    return f"application:{said['recruitment']}:{said['email'].lower()}"
