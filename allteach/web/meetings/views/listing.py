"""Which sessions and calls there are, and the page of one."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from allteach.collaboratives.models import Timetable
from allteach.collaboratives.queries.calendars import calendar_of, timetable_of
from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.improvement.permissions import can_test_changes
from allteach.meetings import permissions
from allteach.meetings.kinds import KINDS, Kind
from allteach.meetings.models import Meeting
from allteach.meetings.naming import title_of
from allteach.meetings.queries.agendas import agenda_of
from allteach.meetings.queries.coming import counts_of, teams_on_calls
from allteach.meetings.queries.commitments import made_at, open_before
from allteach.meetings.queries.learning import presentations_of
from allteach.meetings.queries.meetings import meetings_of
from allteach.meetings.queries.rounds import round_of
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for, slug_for
from allteach.web.collaboratives.place import collaborative_place
from allteach.web.http import page
from allteach.web.meetings.found import OF_ALL_TEAMS, find_meeting, find_place
from allteach.web.meetings.place import meeting_place
from allteach.web.meetings.shown import (
    address_of,
    days_of_agenda,
    hours_of,
    leader_of,
    meetings_table,
    own_teams,
    promise_lines,
    shares_of,
    state_of,
    turn_lines,
)
from allteach.web.navigation import Action


@require_safe
def meetings(request, space):
    """What comes next, and every session and call with what became of it."""
    found = find_place(request, space)

    person, now = request.person, timezone.now()
    listed = list(meetings_of(found, seen_by=person, kinds=OF_ALL_TEAMS))
    for each in listed:
        each.in_space = found
    standing = [each for each in listed if each.cancelled_at is None]
    upcoming = next((each for each in standing if each.ends_at >= now), None)
    numbers = [each.pk for each in listed]
    may_plan = permissions.can_plan_meetings(person, found)
    timetable = timetable_of(found)
    context = {
        "place": collaborative_place(found, current="meetings", actions=plan_action(found, may_plan)),
        "collaborative": found,
        "next": upcoming,
        "next_title": upcoming and title_of(upcoming),
        "next_hours": upcoming and hours_of(upcoming),
        "next_address": upcoming and address_of(upcoming),
        "next_leader": upcoming and leader_of(upcoming, person),
        "has_any": bool(listed),
        "may_plan": may_plan,
        "may_follow": may_plan and timetable is not None and has_missing(timetable, listed),
        "has_calendar": timetable is not None,
    }
    newest_first = [
        *(each for each in listed if each.ends_at >= now),
        *(e for e in reversed(listed) if e.ends_at < now),
    ]
    table = meetings_table(
        newest_first,
        counted=counts_of(numbers),
        teams=teams_on_calls(numbers),
        person=person,
        name=f"{found.slug}-meetings",
    )
    return page(request, "meetings/meetings.html", context, tables=[table])


def has_missing(timetable: Timetable, listed: Iterable[Meeting]) -> bool:
    """Whether something in the calendar that is still to come has no page."""
    calendar, known = calendar_of(timetable), {each.key for each in listed}
    entries = (*calendar.sessions, *calendar.calls, calendar.congress)
    return any(entry.end >= timezone.localdate() and entry.key not in known for entry in entries)


def plan_action(space: Space, may_plan: bool) -> tuple[Action, ...]:
    """A meeting that is in no calendar, for those who plan."""
    return (Action(_("Plan another"), reverse("meetings:plan_meeting", args=[space.slug])),) if may_plan else ()


@require_safe
def meeting(request, space, number):
    """A session or a call: when, what about, the agenda, what this person's team does there, what came of it."""
    found = find_meeting(request, space, number)

    if KINDS[Kind(found.kind)].has_round:
        return call_page(request, found)
    return session_page(request, found)


def session_page(request: HttpRequest, found: Meeting) -> HttpResponseBase:
    """The page of a session or the congress."""
    person, now = request.person, timezone.now()
    shown = agenda_of(found)
    limits = thresholds_of([found.in_space_id])[found.in_space_id]
    counted = counts_of([found.pk])[found.pk]
    may_change, may_run = permissions.can_change_meeting(person, found), permissions.can_run_meeting(person, found)
    context = {
        **frame_of(request, found, may_change=may_change),
        "days": days_of_agenda(shown),
        "shares": shares_of(shown, limits) if may_change else [],
        "aim": shown.meant.aim if shown.meant else "",
        "takes_home": shown.meant.takes_home if shown.meant else "",
        "materials": list(found.materials.all()),
        "counted": counted,
        "teams": [session_team(found, team, person, now) for team in own_teams(found.in_space, person)],
        "presentations": [
            {
                "name": name_for(each.team, person),
                "topic": each.topic,
                "address": address_of(found, "review_presentation", slug_for(each.team, person))
                if may_run or each.team_id in person.standing.inside
                else "",
            }
            for each in presentations_of(found)
            if each.team_id in person.standing.known
        ],
        "may_run": may_run,
        "may_see_needs": permissions.can_see_needs(person, found),
        "may_give_feedback": found.starts_at <= now and permissions.can_give_feedback(person, found),
        "may_see_feedback": found.starts_at <= now and permissions.can_see_feedback(person, found),
        "promised": promise_lines(made_at(found, seen_by=person), person, today=timezone.localdate()),
        "has_begun": found.starts_at <= now,
        "feedback_address": address_of(found, "feedback"),
        "give_feedback_address": address_of(found, "give_feedback"),
        "topics_address": address_of(found, "topics"),
        "presenters_address": address_of(found, "presenters"),
        "registrations_address": address_of(found, "registrations"),
        "attendance_address": address_of(found, "attendance"),
    }
    return page(request, "meetings/session.html", context)


def call_page(request: HttpRequest, found: Meeting) -> HttpResponseBase:
    """The page of a call."""
    person, now = request.person, timezone.now()
    shown = agenda_of(found)
    may_change, may_run = permissions.can_change_meeting(person, found), permissions.can_run_meeting(person, found)
    said = turn_lines(
        found,
        round_of(found, seen_by=person),
        person,
        may_write=lambda team: permissions.can_take_turn(person, found, team),
    )
    today = timezone.localdate()
    context = {
        **frame_of(request, found, may_change=may_change),
        "days": days_of_agenda(shown),
        "materials": list(found.materials.all()),
        "round": [line for line in said if line.turn is not None or line.is_here],
        "here": sum(line.is_here for line in said),
        "in_all": len(said),
        "teams": [call_team(found, team, person, now) for team in own_teams(found.in_space, person)],
        "minutes": found.minutes if found.minutes_posted_at is not None or may_run else "",
        "is_posted": found.minutes_posted_at is not None,
        "promised": promise_lines(made_at(found, seen_by=person), person, today=today),
        "earlier": promise_lines(open_before(found, seen_by=person), person, today=today, says_meeting=True),
        "may_run": may_run,
        "run_address": address_of(found, "run"),
    }
    return page(request, "meetings/call.html", context)


def frame_of(request: HttpRequest, found: Meeting, *, may_change: bool) -> dict:
    """What the pages of sessions and calls have alike."""
    words, tone = state_of(found)
    change = Action(_("Change"), address_of(found, "change_meeting"))
    return {
        "place": meeting_place(found, actions=(change,) if may_change else ()),
        "meeting": found,
        "state": words,
        "state_tone": tone,
        "leader": leader_of(found, request.person),
        "may_change": may_change,
        "cancelled": found.cancelled_at is not None,
        "agenda_address": address_of(found, "agenda"),
        "materials_address": address_of(found, "materials"),
        "cancel_address": address_of(found, "cancel_meeting"),
    }


def session_team(found: Meeting, team: Space, person: Person, now) -> dict:
    """What one of this person's own teams does for a session: who comes, what it shows, what it plans."""
    slug = slug_for(team, person)
    is_open = found.register_by is None or timezone.localdate() <= found.register_by
    may_register = permissions.can_register(person, found, team) and found.held_at is None and found.starts_at > now
    return {
        "name": name_for(team, person),
        "register": address_of(found, "register", slug) if may_register and is_open else "",
        "is_closed": may_register and not is_open,
        "topics": address_of(found, "say_topics", slug) if permissions.can_say_topics(person, found, team) else "",
        "plan": address_of(found, "action_plan", slug)
        if found.starts_at <= now and can_test_changes(person, team) and found.cancelled_at is None
        else "",
        "people": [
            str(row.person or row.guest)
            for row in found.attendance.filter(team=team.pk).select_related("person")
            if row.person_id or row.guest
        ],
    }


def call_team(found: Meeting, team: Space, person: Person, now) -> dict:
    """What one of this person's own teams does for a call: take its turn, lead it, say whether it is there."""
    slug = slug_for(team, person)
    may_speak = permissions.can_speak_for(person, team) and found.cancelled_at is None
    is_to_come = found.held_at is None and found.starts_at > now
    return {
        "name": name_for(team, person),
        "turn": address_of(found, "take_turn", slug) if permissions.can_take_turn(person, found, team) else "",
        "lead": address_of(found, "lead_call", slug)
        if is_to_come and found.led_team_id in (None, team.pk) and permissions.can_lead_call(person, found, team)
        else "",
        "apologies": address_of(found, "send_apologies", slug) if may_speak and is_to_come else "",
        "here": address_of(found, "say_here", slug)
        if may_speak and not is_to_come and found.minutes_posted_at is None
        else "",
    }
