"""Oneself: profile, keys for programs, mail, and everything that is kept about one."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allteach.core.permissions import allow
from allteach.messaging import actions as messaging_actions
from allteach.messaging.gate import refused_among
from allteach.messaging.queries import letter_day_of, paces_of
from allteach.people import actions
from allteach.people.models import Token
from allteach.people.permissions import can_change_profile, can_end_token, can_make_token
from allteach.people.queries import Holding, everything_about, tokens_of
from allteach.web.http import go_to, page
from allteach.web.navigation import account_place
from allteach.web.people.forms import MailForm, ProfileForm, TokenForm

PROFILE = ("name", "about", "language", "time_zone")


@require_http_methods(["GET", "POST"])
def change_profile(request):
    """What I say of myself."""
    allow(can_change_profile(request.person, request.person))

    said = {field: getattr(request.person, field) for field in PROFILE}
    form = ProfileForm(request.POST or None, initial=said)
    if form.submit(actions.change_profile, person=request.person, by=request.person):
        messages.success(request, _("That is saved."))
        return go_to(request, "me")

    return page(request, "people/change_profile.html", mine(request, form=form), part="form")


@never_cache
@require_http_methods(["GET", "POST"])
def make_token(request):
    """My keys for programs, and a new one. Its secret is in this one answer, and nowhere after it."""
    allow(can_make_token(request.person, request.person))

    form = TokenForm(request.POST or None)
    new = None
    if form.submit(actions.make_token, person=request.person, by=request.person):
        new, form = form.result, TokenForm()

    context = mine(request, form=form, new=new, tokens=tokens_of(request.person))
    return page(request, "people/make_token.html", context)


@require_POST
def end_token(request, token):
    """Let a key of mine open nothing any more."""
    mine_only = Token.objects.filter(person=request.person)
    found = get_object_or_404(mine_only, pk=token)
    allow(can_end_token(request.person, found))

    actions.end_token(token=found, by=request.person)
    messages.success(request, _("The key “%(name)s” opens nothing any more.") % {"name": found.name})
    return go_to(request, "people:make_token")


@require_http_methods(["GET", "POST"])
def choose_mail(request):
    """Which mails I want, how often, and when the weekly one comes."""
    allow(can_change_profile(request.person, request.person))

    day = letter_day_of(request.person)
    said = {"weekday": day.weekday, "hour": day.hour} | paces_of(request.person)
    form = MailForm(request.POST if request.method == "POST" else None, initial=said)
    if form.submit(messaging_actions.choose_mail, person=request.person):
        messages.success(request, _("That is saved."))
        return go_to(request, "people:choose_mail")

    is_refused = bool(refused_among([request.user.email]))
    return page(request, "people/choose_mail.html", mine(request, form=form, is_refused=is_refused), part="form")


@never_cache
@require_safe
def own_data(request):
    """Everything that is kept about me, to be read."""
    allow(can_change_profile(request.person, request.person))

    return page(request, "people/own_data.html", mine(request, holdings=shown(everything_about(request.person))))


@never_cache
@require_safe
def own_data_json(request):
    """Everything that is kept about me, for programs."""
    allow(can_change_profile(request.person, request.person))

    kept = {holding.key: holding.rows for holding in everything_about(request.person)}
    said = {"asked_at": timezone.now().isoformat(), "kept": kept}
    text = json.dumps(said, ensure_ascii=False, indent=2)
    return as_file(text, name="allteach.json", kind="application/json")


@never_cache
@require_safe
def own_data_text(request):
    """Everything that is kept about me, to be read anywhere."""
    allow(can_change_profile(request.person, request.person))

    blocks = [_("What Allteach keeps about you"), date_format(timezone.localtime(), "DATETIME_FORMAT")]
    for words, rows in shown(everything_about(request.person)):
        blocks.append(f"{words}\n{'=' * len(words)}")
        blocks.extend("\n".join(f"{name}: {value}" for name, value in row) for row in rows)
    return as_file("\n\n".join(blocks) + "\n", name="allteach.txt", kind="text/plain")


def shown(holdings: list[Holding]) -> list[tuple[str, list[list[tuple[str, object]]]]]:
    """What is kept, table by table, without what is empty."""
    return [
        (
            holding.words,
            [
                [(name.replace("_", " "), value) for name, value in row.items() if value not in ("", None, [])]
                for row in holding.rows
            ],
        )
        for holding in holdings
    ]


def as_file(text: str, *, name: str, kind: str) -> HttpResponse:
    """A text to be kept."""
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def mine(request, **more) -> dict:
    """What every page about oneself needs."""
    return {"place": account_place(request.person, request.path)} | more
