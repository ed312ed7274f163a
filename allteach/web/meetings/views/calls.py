"""A call of all teams: running it on one screen, each part sent by itself."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allteach.charts import figure
from allteach.core.language import language_now
from allteach.core.permissions import allow
from allteach.measures.models import Measure
from allteach.measures.queries.together import together
from allteach.meetings import actions
from allteach.meetings.kinds import Kind
from allteach.meetings.models import Meeting
from allteach.meetings.permissions import (
    can_keep_commitment,
    can_lead_call,
    can_run_meeting,
    can_speak_for,
    can_take_turn,
)
from allteach.meetings.queries.commitments import made_at, open_before
from allteach.meetings.queries.rounds import round_of
from allteach.progress.actions.rounds import fill_round as fill_round_from_record
from allteach.progress.rounds import prepared_for
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for, slug_for
from allteach.web.forms import ActionForm
from allteach.web.http import go_to, page
from allteach.web.improvement.conflicts import clash_in
from allteach.web.meetings.forms.calls import (
    CommitmentForm,
    KeepForm,
    LeadForm,
    MinutesForm,
    PostForm,
    TurnForm,
)
from allteach.web.meetings.forms.coming import RollForm
from allteach.web.meetings.found import find_commitment, find_meeting, find_team_of
from allteach.web.meetings.place import meeting_place, place_beneath_meeting
from allteach.web.meetings.shown import address_of, leader_of, promise_lines, turn_lines

CALL = Kind.ALL_TEAM_CALL
PARTS = ("run", "roll_call", "write_minutes", "post_minutes", "make_commitment", "fill_round", "meeting")


@require_safe
def run(request, space, number):
    """The whole call on one screen."""
    found = find_meeting(request, space, number, CALL)
    allow(can_run_meeting(request.person, found))

    return run_page(request, found)


@require_POST
def roll_call(request, space, number):
    """Say which teams are there."""
    found = find_meeting(request, space, number, CALL)
    allow(can_run_meeting(request.person, found))

    form = RollForm(request.POST, teams=teams_of(found))
    if form.submit(actions.record_roll_call, meeting=found, by=request.person):
        return go_to(request, f"{address_of(found, 'run')}#round")
    return run_page(request, found, roll=form)


@require_POST
def write_minutes(request, space, number):
    """Keep the minutes as they are now."""
    found = find_meeting(request, space, number, CALL)
    allow(can_run_meeting(request.person, found))

    form = MinutesForm(request.POST)
    if form.submit(actions.write_minutes, meeting=found, by=request.person):
        messages.success(request, _("The minutes are saved."))
        return go_to(request, f"{address_of(found, 'run')}#minutes")
    return run_page(request, found, minutes=form)


@require_POST
def post_minutes(request, space, number):
    """Let everybody read the minutes."""
    found = find_meeting(request, space, number, CALL)
    allow(can_run_meeting(request.person, found))

    form = PostForm(request.POST)
    if form.submit(actions.post_minutes, meeting=found, by=request.person):
        messages.success(request, _("The minutes are posted, and everybody is told."))
        return go_to(request, address_of(found))
    return run_page(request, found, post=form)


@require_POST
def make_commitment(request, space, number):
    """Write down who will do what."""
    found = find_meeting(request, space, number)
    allow(can_run_meeting(request.person, found))

    form = CommitmentForm(request.POST, teams=teams_of(found))
    if form.submit(actions.make_commitment, meeting=found, by=request.person):
        return go_to(request, f"{address_of(found, 'run')}#promises")
    return run_page(request, found, promise=form)


@require_POST
def keep_commitment(request, number):
    """Say that something promised is done, or is not after all."""
    found = find_commitment(request, number)
    allow(can_keep_commitment(request.person, found))

    form = KeepForm(request.POST)
    is_done = form.is_valid() and form.cleaned_data["is_done"]
    action = actions.keep_commitment if is_done else actions.reopen_commitment
    action(commitment=found, by=request.person)

    messages.success(request, _("Done. Thank you.") if is_done else _("It is open again."))
    return go_to(request, back_to(request, found.meeting))


def back_to(request: HttpRequest, meeting: Meeting) -> str:
    """The page from which something was sent, when it is one of ours about meetings; else the meeting's own."""
    came_from = request.POST.get("back", "")
    if came_from.startswith("/") and url_has_allowed_host_and_scheme(came_from, allowed_hosts=None):
        return came_from
    if meeting.kind == Kind.TEAM_MEETING:
        return reverse("meetings:team_meetings", args=[slug_for(meeting.in_space, request.person)])
    return address_of(meeting)


@require_POST
def fill_round(request, space, number):
    """Write what the record tells of each team that has written nothing yet; each can put its own words there."""
    found = find_meeting(request, space, number, CALL)
    allow(can_run_meeting(request.person, found))

    written = fill_round_from_record(meeting=found, teams=teams_of(found), by=request.person)

    words = _("%(count)d turns begin with what the record tells.") % {"count": len(written)}
    messages.success(request, words)
    return go_to(request, f"{address_of(found, 'run')}#round")


@require_http_methods(["GET", "POST"])
def take_turn(request, space, number, team):
    """One result, one test, one ask: as the record would say it, to be put into the team's own words."""
    found = find_meeting(request, space, number, CALL)
    own = find_team_of(request, found, team)
    allow(can_take_turn(request.person, found, own))

    form = TurnForm(request.POST or None, initial=turn_answers(request, found, own))
    if form.submit(actions.take_turn, meeting=found, team=own, by=request.person):
        messages.success(request, _("Saved."))
        runs = can_run_meeting(request.person, found) and not can_speak_for(request.person, own)
        return go_to(request, f"{address_of(found, 'run')}#round" if runs else address_of(found))

    clash = None
    if form.has_conflict:
        clash = clash_in(form, saved=turn_answers(request, found, own), subject=found)
    context = {
        "place": place_beneath_meeting(found, _("The turn of %(team)s") % {"team": name_for(own, request.person)}),
        "form": form,
        "clash": clash,
        "is_prepared": not form.is_bound and form.initial["version"] == 0,
        "back": address_of(found),
    }
    return page(request, "meetings/take_turn.html", context, part="form", status=409 if clash else 200)


def turn_answers(request: HttpRequest, meeting: Meeting, team: Space) -> dict:
    """What a team's turn says; while nothing was written, what the record tells."""
    turn = meeting.turns.filter(team=team.pk).first()
    if turn is not None:
        return {"result": turn.result, "test": turn.test, "ask": turn.ask, "version": turn.version}
    prepared = prepared_for([team], seen_by=request.person)[team.pk]
    return {"result": prepared.result, "test": prepared.test, "ask": prepared.ask, "version": 0}


@require_http_methods(["GET", "POST"])
def lead_call(request, space, number, team):
    """Offer that a team leads the call, with its topic."""
    found = find_meeting(request, space, number, CALL)
    own = find_team_of(request, found, team)
    allow(can_lead_call(request.person, found, own))

    form = LeadForm(request.POST or None, initial={"topic": found.topic})
    if form.submit(actions.lead_call, meeting=found, team=own, by=request.person):
        messages.success(request, _("Your team leads this call. Everybody is told the topic."))
        return go_to(request, address_of(found))

    context = {
        "place": place_beneath_meeting(found, _("%(team)s leads this call") % {"team": own.name}),
        "form": form,
        "back": address_of(found),
    }
    return page(request, "meetings/lead_call.html", context, part="form")


@require_POST
def say_here(request, space, number, team):
    """Say of oneself that one is on the call, for a team."""
    found = find_meeting(request, space, number, CALL)
    own = find_team_of(request, found, team)
    allow(can_speak_for(request.person, own))

    if ActionForm(request.POST).submit(actions.say_here, meeting=found, team=own, by=request.person):
        messages.success(request, _("You are on the list."))
    else:
        messages.warning(request, _("The call has not begun."))
    return go_to(request, address_of(found))


@require_POST
def send_apologies(request, space, number, team):
    """Say before a call that a team cannot come."""
    found = find_meeting(request, space, number, CALL)
    own = find_team_of(request, found, team)
    allow(can_speak_for(request.person, own))

    try:
        actions.send_apologies(meeting=found, team=own, by=request.person)
    except ValidationError as broken_rule:
        messages.warning(request, " ".join(broken_rule.messages))
    else:
        messages.success(request, _("Thank you for saying so. The minutes will be here."))
    return go_to(request, address_of(found))


# --- the one screen -------------------------------------------------------------------------------------------------


def run_page(
    request: HttpRequest, found: Meeting, *, roll=None, minutes=None, promise=None, post=None
) -> HttpResponseBase:
    """The screen on which a call is run; with a form that was refused, that form."""
    person, today = request.person, timezone.localdate()
    round_ = round_of(found, seen_by=person)
    lines = turn_lines(found, round_, person, may_write=lambda team: can_take_turn(person, found, team))
    here = [each.team.pk for each in round_ if each.is_here]
    clash = None
    if minutes is not None and minutes.has_conflict:
        found = find_meeting(request, found.in_space.slug, found.pk, CALL)
        clash = clash_in(minutes, saved={"minutes": found.minutes, "version": found.version}, subject=found)
    measures = list(
        Measure.objects.visible_to(person)
        .filter(in_space=found.in_space_id, retired_on=None)
        .select_related("current", "goal")
        .order_by("position", "pk")
    )
    chosen = next(
        (each for each in measures if each.slug == request.GET.get("measure")), measures[0] if measures else None
    )
    context = {
        "place": meeting_place(found),
        "meeting": found,
        "leader": leader_of(found, person),
        "roll": roll or RollForm(teams=teams_of(found), initial={"teams": here}),
        "round": [line for line in lines if line.is_here or not here],
        "away": [line for line in lines if here and not line.is_here],
        "here": len(here),
        "in_all": len(lines),
        "unwritten": sum(line.turn is None for line in lines),
        "measures": [(each.current.name, f"?measure={each.slug}#charts", each == chosen) for each in measures],
        "figure": mark_safe(figure(chart_of(found, chosen, person), ident="together")) if chosen else "",
        "minutes": minutes or MinutesForm(initial={"minutes": found.minutes, "version": found.version}),
        "clash": clash,
        "post": post or PostForm(initial={"version": found.version}),
        "may_post": bool(found.minutes) and found.minutes_posted_at is None,
        "is_posted": found.minutes_posted_at is not None,
        "promise": promise or CommitmentForm(teams=teams_of(found)),
        "promised": promise_lines(made_at(found, seen_by=person), person, today=today),
        "earlier": promise_lines(open_before(found, seen_by=person), person, today=today, says_meeting=True),
        "addresses": {
            name: address_of(found, name)
            for name in (
                "run",
                "roll_call",
                "write_minutes",
                "post_minutes",
                "make_commitment",
                "fill_round",
                "meeting",
            )
        },
    }
    return page(request, "meetings/run.html", context, status=409 if clash else 200)


def chart_of(meeting: Meeting, measure: Measure, person):
    """All teams together on one measure, as the collaborative's own page draws it."""
    return together(meeting.in_space, measure, seen_by=person, language=language_now()).plot


def teams_of(meeting: Meeting):
    """The teams that take part, to choose from."""
    taking_part = Space.objects.active().filter(parent=meeting.in_space_id, profile__withdrawn_on=None)
    return taking_part.order_by("name")
