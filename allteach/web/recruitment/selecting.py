"""A round for those who run it: announcing it, who applied, deciding, telling, and making the teams."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allteach.collaboratives.actions import recruitment as actions
from allteach.collaboratives.models import Application
from allteach.collaboratives.permissions import (
    can_announce_recruitment,
    can_count_applications,
    can_form_team,
    can_read_applications,
    can_select_teams,
)
from allteach.collaboratives.queries.applications import applied, counted, recruitments_of, round_of
from allteach.core.permissions import allow
from allteach.measures.actions import bring_in_team
from allteach.people.models import Person
from allteach.spaces.models import Membership
from allteach.spaces.roles import Role
from allteach.web.collaboratives.place import collaborative_place, place_beneath
from allteach.web.found import find_collaborative
from allteach.web.http import go_to, page
from allteach.web.navigation import Action
from allteach.web.recruitment.forms import (
    ChangeRecruitmentForm,
    DecideForm,
    ExtendForm,
    FormTeamForm,
    RecruitmentForm,
)
from allteach.web.recruitment.found import find_application, find_round
from allteach.web.recruitment.place import application_place, when_words
from allteach.web.recruitment.shown import applications_table, parts_of

DATES = ("opens_on", "closes_on", "places", "answer_days", "contact", "words")


@require_safe
def selection(request, space):
    """Who applied, what was decided, and how many places are left."""
    found = find_collaborative(request, space)
    allow(can_count_applications(request.person, found))

    reads_all = can_read_applications(request.person, found)
    rounds = recruitments_of(found)
    asked = request.GET.get("round", "")
    recruitment = next((each for each in rounds if str(each.number) == asked), rounds[0] if rounds else None)
    known = round_of(recruitment, seen_by=request.person) if recruitment else None
    may_announce = can_announce_recruitment(request.person, found)
    context = {
        "place": collaborative_place(
            found, current="applications", actions=actions_for(found, rounds[0] if rounds else None, may_announce)
        ),
        "collaborative": found,
        "recruitment": recruitment,
        "round": known,
        "reads_all": reads_all,
        "figures": figures_of(recruitment) if recruitment and not reads_all else [],
        "rounds": [(each.number, f"?round={each.number}", each == recruitment) for each in rounds],
        "when": when_words(recruitment) if recruitment else "",
        "places_used": recruitment.places - known.places_left if recruitment else 0,
        "may_announce": may_announce,
        "may_select": can_select_teams(request.person, found),
        "unannounced": known.unannounced if known and reads_all else [],
        "prospectus": reverse("recruitment:prospectus", args=[found.slug]),
        "announce": reverse("recruitment:announce_recruitment", args=[found.slug]),
    }
    name = f"{found.slug}-applications"
    tables = [applications_table(name, known.applied, reads_selection=reads_all)] if known else []
    return page(request, "recruitment/selection.html", context, tables=tables)


def figures_of(recruitment) -> list[tuple[str, int]]:
    """A round in figures, for those who do not read all of its applications."""
    states, state = counted(recruitment), Application.State
    return [
        (_("Places"), recruitment.places),
        (_("Applications sent"), states.total()),
        (_("Places taken or offered"), states[state.TAKEN] + states[state.OFFERED]),
        (_("On the waiting list"), states[state.WAITING]),
        (_("Not this time"), states[state.DECLINED]),
    ]


def actions_for(space, recruitment, may_announce: bool) -> tuple[Action, ...]:
    """What a director can do with rounds: announce one, or change the one that stands."""
    if not may_announce:
        return ()
    if recruitment is None or recruitment.stage == recruitment.Stage.CLOSED:
        new = Action(_("Announce a round"), reverse("recruitment:announce_recruitment", args=[space.slug]))
        if recruitment is None:
            return (new,)
        return (new, Action(_("Change this one"), reverse("recruitment:change_recruitment", args=[space.slug])))
    return (Action(_("Change the round"), reverse("recruitment:change_recruitment", args=[space.slug])),)


@require_http_methods(["GET", "POST"])
def announce_recruitment(request, space):
    """Announce a round: the public page is there from now on."""
    found = find_collaborative(request, space)
    allow(can_announce_recruitment(request.person, found))

    form = RecruitmentForm(request.POST or None, initial={"places": 30, "answer_days": 14})
    if form.submit(actions.announce_recruitment, space=found, by=request.person):
        messages.success(request, _("The round is announced. Here is the page to send to practices."))
        return go_to(request, "recruitment:prospectus", found.slug)

    context = {
        "place": place_beneath(found, tab="applications", name=_("Announce a round")),
        "form": form,
        "back": reverse("recruitment:selection", args=[found.slug]),
    }
    return page(request, "recruitment/announce.html", context, part="form")


@require_http_methods(["GET", "POST"])
def change_recruitment(request, space):
    """Change what was announced."""
    found = find_collaborative(request, space)
    allow(can_announce_recruitment(request.person, found))
    recruitment = find_round(found)

    initial = {name: getattr(recruitment, name) for name in (*DATES, "version")}
    form = ChangeRecruitmentForm(request.POST or None, initial=initial)
    if form.submit(actions.change_recruitment, recruitment=recruitment, by=request.person):
        messages.success(request, _("Saved."))
        return go_to(request, "recruitment:selection", found.slug)

    context = {
        "place": place_beneath(found, tab="applications", name=_("Change the round")),
        "form": form,
        "back": reverse("recruitment:selection", args=[found.slug]),
    }
    return page(request, "recruitment/announce.html", context, part="form", status=409 if form.has_conflict else 200)


@require_http_methods(["GET", "POST"])
def decide_application(request, application):
    """Decide on an application, beside what it says. The practice hears of it when decisions are announced."""
    found = find_application(request, application)
    allow(can_select_teams(request.person, found.recruitment.space))
    allow(found.state in Application.DECIDED_ANEW, _("There is nothing to decide here any more."))

    names = ("decision", "reasons", "support", "feedback", "rank", "version")
    form = DecideForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if form.submit(actions.decide_application, application=found, by=request.person):
        messages.success(request, _("Kept. The practice is told when you announce."))
        return go_to(request, "recruitment:selection", found.recruitment.space.slug)

    known = applied(found)
    context = {
        "place": application_place(found, request.person, name=_("Decide")),
        "application": found,
        "parts": [part for part in parts_of(known, {}) if part.answers],
        "known": known,
        "review": found.readiness_reviews.order_by("-on").first(),
        "form": form,
        "back": reverse("recruitment:selection", args=[found.recruitment.space.slug]),
    }
    return page(request, "recruitment/decide.html", context, part="form", status=409 if form.has_conflict else 200)


@require_POST
def announce_decisions(request, space):
    """Tell every practice that was decided on."""
    found = find_collaborative(request, space)
    allow(can_select_teams(request.person, found))

    try:
        told = actions.announce_decisions(recruitment=find_round(found, request.POST.get("round")), by=request.person)
        words = ngettext("One practice is told by mail.", "%(count)d practices are told by mail.", len(told))
        messages.success(request, words % {"count": len(told)})
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return go_to(request, "recruitment:selection", found.slug)


@require_http_methods(["GET", "POST"])
def extend_offer(request, application):
    """Give a practice longer to answer."""
    found = find_application(request, application)
    allow(can_select_teams(request.person, found.recruitment.space))
    allow(found.state == Application.State.OFFERED, _("No place is offered here now."))

    form = ExtendForm(request.POST or None)
    if form.submit(actions.extend_offer, application=found, by=request.person):
        messages.success(request, _("They have longer to answer, and are told."))
        return go_to(request, "recruitment:application", found.pk)

    context = {
        "place": application_place(found, request.person, name=_("Longer to answer")),
        "form": form,
        "back": reverse("recruitment:application", args=[found.pk]),
    }
    return page(request, "recruitment/extend_offer.html", context, part="form")


@require_POST
def let_offer_lapse(request, application):
    """Give a place that nobody answered about to the next on the list."""
    found = find_application(request, application)
    allow(can_select_teams(request.person, found.recruitment.space))

    try:
        actions.let_offer_lapse(application=found, by=request.person)
        messages.success(request, _("The place is free again, and goes to the next on the list."))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return go_to(request, "recruitment:selection", found.recruitment.space.slug)


@require_http_methods(["GET", "POST"])
def form_team(request, application):
    """Make the team of an application: its page, people and measures; nothing is typed again."""
    found = find_application(request, application)
    space = found.recruitment.space
    allow(can_form_team(request.person, space))
    allow(found.state == Application.State.TAKEN and found.team is None, _("There is no team to make here."))

    held = Membership.objects.active().filter(space_id=space.pk, role=Role.COACH)
    coaches = Person.objects.filter(pk__in=held.values("person")).order_by("name")
    form = FormTeamForm(request.POST or None, coaches=coaches)
    if form.submit(bring_in_team, application=found, by=request.person):
        messages.success(request, _("%(name)s is here, and its people are invited.") % {"name": form.result.name})
        return go_to(request, "teams:team", form.result.slug)

    known = applied(found)
    context = {
        "place": application_place(found, request.person, name=_("Make the team")),
        "application": found,
        "people": known.people,
        "form": form,
        "back": reverse("recruitment:application", args=[found.pk]),
    }
    return page(request, "recruitment/form_team.html", context, part="form")
