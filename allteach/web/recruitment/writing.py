"""Writing an application: one's own ones, its page, its parts, sending and withdrawing it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allteach.collaboratives.actions import recruitment as actions
from allteach.collaboratives.application_form import PARTS, Part
from allteach.collaboratives.models import Application
from allteach.collaboratives.permissions import (
    can_form_team,
    can_read_applications,
    can_select_teams,
    can_write_application,
)
from allteach.collaboratives.queries.applications import Applied, applications_of, applied, is_missing, missing_by_part
from allteach.core.models import Event
from allteach.core.permissions import allow
from allteach.people.models import Person
from allteach.spaces.naming import slug_for
from allteach.web.forms import ActionForm
from allteach.web.http import go_to, page
from allteach.web.improvement.conflicts import moment_words, said
from allteach.web.recruitment.forms import PartForm
from allteach.web.recruitment.found import find_application, find_part
from allteach.web.recruitment.place import application_place, when_words
from allteach.web.recruitment.shown import (
    TONES,
    decision_words,
    label_of,
    parts_of,
    state_words,
    support_words,
)


@require_safe
def applications(request):
    """The applications that this person writes on, and where each stands."""
    shown = applications_of(request.person)
    lines = [
        {
            "application": one,
            "space": one.recruitment.space,
            "words": state_words(one, one.recruitment.today()),
            "tone": TONES[one.state],
        }
        for one in shown
    ]
    return page(request, "recruitment/applications.html", {"lines": lines})


@require_safe
def application(request, application):
    """An application: for its practice what is done and missing, for those who select what it says."""
    found = find_application(request, application)
    known = applied(found)

    missing = is_missing(known) if found.state in Application.WRITTEN else {}
    person, space, today = request.person, found.recruitment.space, found.recruitment.today()
    may_write = can_write_application(person, found)
    may_select = can_select_teams(person, space)
    is_told = found.announced_at is not None
    review = found.readiness_reviews.order_by("-on").first()
    context = {
        "place": application_place(found, person, facts=(space.name,)),
        "application": found,
        "space": space,
        "known": known,
        "parts": parts_of(known, missing),
        "missing": len(missing),
        "is_written": found.state in Application.WRITTEN and found.recruitment.is_open,
        "state": state_words(found, today),
        "when": when_words(found.recruitment),
        "tone": TONES[found.state],
        "may_write": may_write,
        "may_answer": may_write and found.state == Application.State.OFFERED and found.answer_by >= today,
        "may_withdraw": may_write and found.state in ("draft", "sent", "waiting"),
        "few_words": few_words(known),
        "support": support_words(found) if found.supported_at else "",
        "writers": list(found.writers.all()) if may_write else [],
        "feedback": found.feedback if is_told else "",
        "help": found.support if is_told else "",
        "team": found.team,
        "team_address": reverse("teams:team", args=[slug_for(found.team, person)])
        if found.team and found.team_id in person.standing.known
        else "",
        "review": review,
        "reads": not may_write or may_select,
        "reads_selection": can_read_applications(person, space),
        "may_select": may_select and found.state in Application.DECIDED_ANEW,
        "may_form": can_form_team(person, space) and found.state == Application.State.TAKEN and found.team is None,
        "may_extend": may_select and found.state == Application.State.OFFERED,
        "is_lapsed": found.state == Application.State.OFFERED and found.answer_by < today,
        "decision": decision_words(found, reads_selection=can_read_applications(person, space)),
    }
    return page(request, "recruitment/application.html", context)


@require_http_methods(["GET", "POST"])
def write_part(request, application, part):
    """One part of the form. Whatever is typed is kept; what is missing is said beside its question."""
    found, asked = find_application(request, application), find_part(part)
    allow(can_write_application(request.person, found))
    allow(found.state in Application.WRITTEN and found.recruitment.is_open, _("It cannot be changed any more."))

    known = applied(found)
    form = PartForm(request.POST or None, part=asked, known=known)
    clash = None
    if form.keep(actions.save_part, application=found, by=request.person):
        known = applied(form.result)
        missing = missing_by_part(is_missing(known)).get(asked.key, {})
        if "later" in request.POST:
            messages.success(request, _("Saved. Come back whenever you like."))
            return go_to(request, "recruitment:application", found.pk)
        form.show(missing)
        if form.is_valid():
            messages.success(request, _("Saved."))
            return go_to(request, following(found, asked))
    elif form.has_conflict:
        clash = clash_in(form, asked, found)
    if request.method == "GET" and "check" in request.GET:
        form = PartForm.of_kept(part=asked, known=known)
        form.show(missing_by_part(is_missing(known)).get(asked.key, {}))

    context = {
        "place": application_place(found, request.person, name=asked.title),
        "application": found,
        "part": asked,
        "form": form,
        "is_kept": form.result is not None,
        "clash": clash,
        "few_words": few_words(known) if asked.key == "reasons" else "",
        "support": support_words(found) if found.supported_at else "",
        "back": reverse("recruitment:application", args=[found.pk]),
        "number": list(PARTS).index(asked.key) + 1,
        "of": len(PARTS),
    }
    return page(request, "recruitment/write_part.html", context, part="form", status=409 if clash else 200)


@require_POST
def send_application(request, application):
    """Send it to those who select. What is missing is said on its page."""
    found = find_application(request, application)
    allow(can_write_application(request.person, found))

    try:
        actions.send_application(application=found, by=request.person)
        messages.success(request, _("It is sent. We have written to you; you can change it until the round closes."))
    except ValidationError as refused:
        if hasattr(refused, "error_dict"):
            words = ngettext("One answer is missing.", "%(count)d answers are missing.", len(refused.error_dict))
            messages.error(request, words % {"count": len(refused.error_dict)})
        else:
            messages.error(request, " ".join(refused.messages))
    return go_to(request, "recruitment:application", found.pk)


@require_http_methods(["GET", "POST"])
def withdraw_application(request, application):
    """Take it back."""
    found = find_application(request, application)
    allow(can_write_application(request.person, found))

    form = ActionForm(request.POST if request.method == "POST" else None)
    if form.submit(actions.withdraw_application, application=found, by=request.person):
        messages.success(request, _("It is withdrawn."))
        return go_to(request, "recruitment:application", found.pk)

    context = {
        "place": application_place(found, request.person, name=_("Withdraw it")),
        "form": form,
        "back": reverse("recruitment:application", args=[found.pk]),
    }
    return page(request, "recruitment/withdraw.html", context)


def following(application: Application, part: Part) -> str:
    """Where one goes on from a part: the next one, or the application's page after the last."""
    keys = list(PARTS)
    place = keys.index(part.key) + 1
    if place == len(keys):
        return reverse("recruitment:application", args=[application.pk])
    return reverse("recruitment:write_part", args=[application.pk, keys[place]])


def few_words(known: Applied) -> str:
    """What to know of a small population; nothing where it is large enough."""
    if not known.has_few_people:
        return ""
    words = _(
        "With fewer than %(few)s people a chart moves by chance alone. You can apply: think of a wider population."
    )
    return words % {"few": known.limits["recruitment.few_people"]}


@dataclass(frozen=True)
class Clash:
    """What a colleague saved meanwhile and what this person typed, where they differ."""

    theirs: str
    yours: str
    their_name: str
    changed_at: str


def clash_in(form: PartForm, part: Part, application: Application) -> Clash:
    """The clash that a part ran into. The form keeps what was typed and takes the newer version."""
    known = applied(Application.objects.select_related("recruitment").get(pk=application.pk))
    kept, theirs, yours = PartForm(part=part, known=known), [], []
    for name, question in form.fields.items():
        if question.widget.is_hidden or name == "was_checked":
            continue
        stands, typed = (said(question, each[name].value()) for each in (kept, form))
        if stands != typed:
            label = label_of(name) if name in part.questions else str(question.label)
            theirs.append(f"{label}: {stands}")
            yours.append(f"{label}: {typed}")
    newer = form.data.copy()
    newer["version"] = str(known.application.parts.get(part.key, 0))
    form.data = newer
    event = Event.objects.filter(about=f"collaboratives.application:{application.pk}").latest("pk")
    writer = Person.objects.filter(pk=event.by).first()
    return Clash("\n".join(theirs), "\n".join(yours), str(writer or _("Somebody else")), moment_words(event.at))
