"""A team's own meetings: the list, one of them, and the one screen on which it is kept."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from allteach.core.permissions import allow
from allteach.improvement.models import Cycle
from allteach.improvement.stages import OPEN
from allteach.measures.models import TeamMeasure
from allteach.meetings import actions
from allteach.meetings.kinds import MOODS, Kind
from allteach.meetings.models import Attendance, Commitment, Meeting
from allteach.meetings.permissions import can_record_team_meeting
from allteach.meetings.queries.commitments import made_at, open_of_team
from allteach.meetings.queries.meetings import meetings_of
from allteach.people.models import Person
from allteach.spaces.models import Membership, Space, Subject
from allteach.spaces.naming import slug_for
from allteach.web.http import go_to, page
from allteach.web.improvement.conflicts import clash_in
from allteach.web.meetings.forms.team_meetings import POINT, TeamMeetingForm, rows_asked
from allteach.web.meetings.found import find_own_place, find_team_meeting
from allteach.web.meetings.listed import team_meetings_table
from allteach.web.meetings.place import place_beneath_team_meetings
from allteach.web.meetings.shown import hours_of, promise_lines
from allteach.web.navigation import Action
from allteach.web.teams.place import team_place

ANSWERS = ("starts_at", "topic", "minutes", "partner_voice", "mood", "mode", "next_on", "version")


@require_safe
def team_meetings(request, team):
    """What a team promised and has not done yet, and its meetings, the latest first."""
    found = find_own_place(request, team)

    person = request.person
    may_record = can_record_team_meeting(person, found)
    is_inside = found.pk in person.standing.inside
    shown = meetings_of(found, seen_by=person, kinds=[Kind.TEAM_MEETING]).order_by("-starts_at")
    shown = list(shown.annotate(people=Count("attendance", filter=Q(attendance__state="attended"))))
    new = reverse("meetings:record_team_meeting", args=[slug_for(found, person)])
    context = {
        "place": team_place(
            found,
            person,
            current="meetings",
            actions=(Action(_("Note a meeting"), new, is_main=True),) if may_record else (),
        ),
        "has_any": bool(shown),
        "may_record": may_record,
        "is_inside": is_inside,
        "new": new,
        "here": request.path,
        "next_on": next((date_format(each.next_on, "DATE_FORMAT") for each in shown[:1] if each.next_on), ""),
        "promised": promise_lines(
            open_of_team(found) if is_inside else [], person, today=timezone.localdate(), says_meeting=True
        ),
    }
    return page(request, "meetings/team_meetings.html", context, tables=[team_meetings_table(shown, found, person)])


@require_safe
def team_meeting(request, team, number):
    """One of a team's meetings."""
    found = find_own_place(request, team)
    meeting = find_team_meeting(request, found, number)

    person = request.person
    may_record = can_record_team_meeting(person, found)
    revise = reverse("meetings:revise_team_meeting", args=[slug_for(found, person), meeting.pk])
    place = place_beneath_team_meetings(found, person, meeting.title)
    came = list(meeting.attendance.select_related("person"))
    context = {
        "place": place,
        "meeting": meeting,
        "hours": hours_of(meeting),
        "people": names_of(came, Attendance.State.ATTENDED),
        "apologies": names_of(came, Attendance.State.APOLOGIES),
        "mode": meeting.get_mode_display(),
        "points": [(row.words, row.get_raised_from_display(), row.minutes) for row in meeting.points.all()],
        "decided": [row.words for row in meeting.decided.all()],
        "looked_at": [subject.title for subject in meeting.looked_at.all()],
        "mood": next((mood.words for mood in MOODS if mood.number == meeting.mood), ""),
        "promised": promise_lines(made_at(meeting, seen_by=person), person, today=timezone.localdate()),
        "may_record": may_record,
        "revise": revise,
        "here": request.path,
    }
    return page(request, "meetings/team_meeting.html", context)


def names_of(came: list[Attendance], state: str) -> list[str]:
    """The names of those who came, or of those who could not."""
    return [str(row.person or row.guest) for row in came if row.state == state]


@require_http_methods(["GET", "POST"])
def record_team_meeting(request, team):
    """Keep what a meeting was, while it goes on or after it."""
    found = find_own_place(request, team)
    allow(can_record_team_meeting(request.person, found))

    begun = timezone.localtime() - timedelta(minutes=45)
    form = form_for(request, found, initial={"starts_at": begun.replace(second=0, microsecond=0), "duration": 45})
    if form.submit(actions.record_team_meeting, team=found, by=request.person):
        messages.success(request, _("It is kept. What was promised comes back next time."))
        return go_to(request, "meetings:team_meeting", slug_for(found, request.person), form.result.pk)
    return form_page(request, found, form, name=_("Note a meeting"))


@require_http_methods(["GET", "POST"])
def revise_team_meeting(request, team, number):
    """Put right what was kept of a meeting."""
    found = find_own_place(request, team)
    meeting = find_team_meeting(request, found, number)
    allow(can_record_team_meeting(request.person, found))

    form = form_for(request, found, meeting=meeting, initial=answers_of(meeting))
    if form.submit(actions.record_team_meeting, team=found, meeting=meeting, by=request.person):
        messages.success(request, _("Saved."))
        return go_to(request, "meetings:team_meeting", slug_for(found, request.person), meeting.pk)

    clash = None
    if form.has_conflict:
        meeting = find_team_meeting(request, found, number)
        clash = clash_in(form, saved=answers_of(meeting), subject=meeting)
    return form_page(request, found, form, name=meeting.title, clash=clash)


def form_for(request: HttpRequest, team: Space, *, initial: dict, meeting: Meeting | None = None) -> TeamMeetingForm:
    """The one screen, with what this team has to choose from."""
    person = request.person
    held = Membership.objects.filter(space=team.pk, person__left_at=None)
    people = Person.objects.filter(pk__in=held.filter(ended_at=None).values("person"))
    if meeting is not None:  # Whoever was there then, also if they have left since.
        people = Person.objects.filter(
            Q(pk__in=held.filter(ended_at=None).values("person")) | Q(attendance__meeting=meeting.pk)
        ).distinct()
    charts = TeamMeasure.objects.visible_to(person).filter(team_id=team.pk).active().values("pk")
    tests = Cycle.objects.visible_to(person).filter(team_id=team.pk, state__in=OPEN).values("pk")
    subjects = Subject.objects.filter(Q(pk__in=charts) | Q(pk__in=tests))
    if meeting is not None:
        subjects = Subject.objects.filter(Q(pk__in=charts) | Q(pk__in=tests) | Q(looked_at_in=meeting.pk)).distinct()
    typed = request.POST or None
    points = meeting.points.count() if meeting is not None else 0
    decisions = meeting.decided.count() if meeting is not None else 0
    return TeamMeetingForm(
        typed,
        points=rows_asked(points, typed, "point_words_"),
        decisions=rows_asked(decisions, typed, "decision_"),
        people=people.order_by("name"),
        subjects=subjects.order_by("kind", "title"),
        commitments=Commitment.objects.open().filter(team=team.pk).order_by("due_on", "pk"),
        initial=initial,
    )


def answers_of(meeting: Meeting) -> dict:
    """What is kept of a meeting, by question."""
    people = Person.objects.filter(attendance__meeting=meeting.pk)
    rows: dict = {}
    for number, point in enumerate(meeting.points.all(), start=1):
        rows |= {f"point_{name}_{number}": getattr(point, name) for name in POINT}
    rows |= {f"decision_{number}": each.words for number, each in enumerate(meeting.decided.all(), start=1)}
    return {
        **rows,
        **{name: getattr(meeting, name) for name in ANSWERS},
        "duration": int((meeting.ends_at - meeting.starts_at).total_seconds() // 60),
        "present": list(people.filter(attendance__state=Attendance.State.ATTENDED)),
        "apologies": list(people.filter(attendance__state=Attendance.State.APOLOGIES)),
        "looked_at": list(meeting.looked_at.all()),
    }


def form_page(request: HttpRequest, team: Space, form: TeamMeetingForm, *, name: str, clash=None) -> HttpResponseBase:
    """The page of the one screen."""
    context = {
        "place": place_beneath_team_meetings(team, request.person, name),
        "form": form,
        "clash": clash,
        "back": reverse("meetings:team_meetings", args=[slug_for(team, request.person)]),
    }
    return page(request, "meetings/record_team_meeting.html", context, part="form", status=409 if clash else 200)
