"""The congress of a collaborative, from inside: what was published, who was thanked, who was put forward."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allteach.core.permissions import allow
from allteach.people.models import Person
from allteach.progress import actions
from allteach.progress.awards import AwardKind
from allteach.progress.models import Nomination
from allteach.progress.permissions import (
    can_give_awards,
    can_leave_nomination,
    can_put_team_forward,
    can_read_draft_results,
)
from allteach.progress.queries.awards import awards_in, deeds_of, nominations_in, shown_by
from allteach.progress.queries.congress import calendar_for, is_congress_open, teams_that_started
from allteach.progress.queries.results import published_versions
from allteach.spaces.models import Space, Team
from allteach.web.collaboratives.place import collaborative_place
from allteach.web.congress.forms import AwardForm, NominationForm, RecognitionForm, WhichTeamForm
from allteach.web.congress.found import find_nomination
from allteach.web.congress.place import congress_place
from allteach.web.congress.shown import awards_by_kind, cards_of, day_of, lines_of_nominations
from allteach.web.documents.forms import PressedForm
from allteach.web.found import find_collaborative
from allteach.web.http import go_to, page
from allteach.web.navigation import Action


@require_safe
def congress(request, space):
    """When it is, what was published, who was thanked, and who was put forward as far as this person may know."""
    found = find_collaborative(request, space)

    person, calendar = request.person, calendar_for(found)
    may_give = can_give_awards(person, found)
    standing = [each for each in published_versions(found) if each.taken_back_at is None]
    context = {
        "place": collaborative_place(found, current="congress", actions=actions_for(person, found)),
        "day": calendar.congress.start if calendar else None,
        "is_open": is_congress_open(calendar, timezone.localdate()),
        "published_on": day_of(standing[0].published_at) if standing else "",
        "number": standing[0].number if standing else 0,
        "public": reverse("congress:results", args=[found.slug]) if standing else "",
        "draft": reverse("congress:draft_results", args=[found.slug]) if can_read_draft_results(person, found) else "",
        "awards": awards_by_kind(cards_of(awards_in(found, seen_by=person), person)),
        "give": reverse("congress:give_award", args=[found.slug]) if may_give else "",
        "nominations": lines_of_nominations(nominations_in(found, seen_by=person), person, may_give=may_give),
    }
    return page(request, "congress/congress.html", context)


@require_http_methods(["GET", "POST"])
def put_team_forward(request, space):
    """Put another team forward for an award."""
    found = find_collaborative(request, space)
    allow(can_put_team_forward(request.person, found))

    person = request.person
    teams = teams_beside(found, person)
    form = NominationForm(request.POST or None, teams=teams, seen_by=person)
    if form.submit(actions.put_team_forward, collaborative=found, by=person):
        messages.success(request, _("Thank you. Those who give the awards read it."))
        return go_to(request, "congress:congress", found.slug)

    context = {
        "place": congress_place(found, _("Put a team forward")),
        "form": form,
        "has_teams": teams.exists(),
        "back": reverse("congress:congress", args=[found.slug]),
    }
    return page(request, "congress/put_team_forward.html", context, part="form")


@require_http_methods(["GET", "POST"])
def give_award(request, space):
    """Give a team an award; from a nomination, with what was said there."""
    found = find_collaborative(request, space)
    allow(can_give_awards(request.person, found))

    person = request.person
    teams = teams_beside(found, person)
    initial = answers_from(request, found)
    team = number_in(request, "team") or initial.get("team")
    chosen = teams.filter(pk=team).first() if team else None
    form = AwardForm(
        request.POST or None,
        initial={"team": team, **initial},
        teams=teams,
        shown=shown_by(chosen) if chosen is not None else (),
    )
    if form.submit(actions.give_award, collaborative=found, by=person):
        messages.success(request, _("Given. The team gets a letter."))
        return go_to(request, "congress:congress", found.slug)

    context = {
        "place": congress_place(found, _("Give an award")),
        "form": form,
        "which": WhichTeamForm(teams=teams) if chosen is None and not form.is_bound else None,
        "back": reverse("congress:congress", args=[found.slug]),
    }
    return page(request, "congress/give_award.html", context, part="form")


@require_http_methods(["GET", "POST"])
def recognise_teams(request, space):
    """Thank every team, each for something of its own."""
    found = find_collaborative(request, space)
    allow(can_give_awards(request.person, found))

    person = request.person
    own = own_teams(person)
    started = teams_that_started(found, calendar_for(found))
    teams = [team for team in started if team.pk not in own]
    thanked = {
        each.team_id: each.why for each in awards_in(found, seen_by=person) if each.award == AwardKind.RECOGNITION
    }
    deeds = deeds_of(teams)
    said = {team.pk: thanked.get(team.pk) or deeds[team.pk].line for team in teams}
    form = RecognitionForm(request.POST or None, teams=teams, said=said)
    by_id = {team.pk: team for team in teams}
    if form.submit(actions.recognise_teams, collaborative=found, teams=by_id, by=person):
        messages.success(request, _("Thanked. Each team gets a letter."))
        return go_to(request, "congress:congress", found.slug)

    context = {
        "place": congress_place(found, _("Thank every team")),
        "form": form,
        "own": [team.name for team in started if team.pk in own],
        "has_thanked": bool(thanked),
        "back": reverse("congress:congress", args=[found.slug]),
    }
    return page(request, "congress/recognise_teams.html", context, part="form")


@require_POST
def leave_nomination(request, space, nomination):
    """Say that there will be no award for this."""
    found = find_collaborative(request, space)
    left = find_nomination(request, found, nomination)
    allow(can_leave_nomination(request.person, left))

    if PressedForm(request.POST).submit(actions.leave_nomination, nomination=left, by=request.person):
        messages.success(request, _("Left. Whoever wrote it sees that it was read."))
    return go_to(request, "congress:congress", found.slug)


# --- found and shown -----------------------------------------------------------------------------------------------


def own_teams(person: Person) -> set[int]:
    """The teams in which somebody holds a role."""
    return {membership.space_id for membership in person.standing.memberships}


def teams_beside(collaborative: Space, person: Person):
    """The teams of a collaborative that this person knows, but for their own, by name."""
    known = Team.objects.visible_to(person).filter(parent=collaborative.pk).exclude(pk__in=own_teams(person))
    return known.select_related("profile", "parent").order_by("name", "pk")


def answers_from(request: HttpRequest, collaborative: Space) -> dict:
    """What somebody wrote who put a team forward, for the form of the award."""
    pk = number_in(request, "nomination")
    shown = Nomination.objects.visible_to(request.person).filter(collaborative=collaborative.pk, pk=pk)
    found = shown.first() if pk else None
    return {"team": found.team_id, "award": found.award, "why": found.words} if found else {}


def number_in(request: HttpRequest, name: str) -> int | None:
    """A number in the address, or in what was sent."""
    said = request.POST.get(name) or request.GET.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None


def actions_for(person: Person, collaborative: Space) -> tuple[Action, ...]:
    """What can be done here: putting a team forward; for those who give awards, thanking them all."""
    acts = []
    if can_put_team_forward(person, collaborative):
        acts.append(Action(_("Put a team forward"), reverse("congress:put_team_forward", args=[collaborative.slug])))
    if can_give_awards(person, collaborative):
        acts.append(Action(_("Thank every team"), reverse("congress:recognise_teams", args=[collaborative.slug])))
    return tuple(acts)
