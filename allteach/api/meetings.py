"""Teams' own meetings, as they were kept: read only."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from ninja.pagination import LimitOffsetPagination, paginate

from allteach.api.found import find_team
from allteach.api.schemas import ERRORS, Numbered, Slug
from allteach.meetings.kinds import Kind
from allteach.meetings.models import Attendance, Commitment, Meeting
from allteach.meetings.queries.commitments import made_at
from allteach.meetings.queries.meetings import meetings_of
from allteach.people.models import Person
from allteach.spaces.models import Space

router = Router()


class TeamMeetingOut(Schema):
    """A team's own meeting, in short."""

    number: int
    title: str
    starts_at: datetime
    ends_at: datetime
    topic: str
    mode: str
    next_on: date | None


class PointOut(Schema):
    """Something that was talked about; `raised_from` is the perspective of whoever raised it."""

    words: str
    raised_from: str
    minutes: int | None


class PromiseOut(Schema):
    """What somebody said they would do. `owner` is a person's name, or a post."""

    words: str
    owner: str
    due_on: date | None
    done: bool


class WholeTeamMeetingOut(TeamMeetingOut):
    """A team's own meeting as it was kept. `mood` is from 1 to 5."""

    minutes: str
    decided: list[str]
    points: list[PointOut]
    promised: list[PromiseOut]
    partner_voice: str
    mood: int | None
    present: list[str]
    apologies: list[str]
    looked_at: list[str]


@router.get("/teams/{team}/meetings", response={200: list[TeamMeetingOut], **ERRORS}, summary="A team's own meetings")
@paginate(LimitOffsetPagination)
def team_meetings(request, team: Slug):
    """The meetings of a team that whoever asks may read, the latest first."""
    return [TeamMeetingOut(**brief(each)) for each in own_meetings(find_team(request, team), request.person)]


@router.get(
    "/teams/{team}/meetings/{number}",
    response={200: WholeTeamMeetingOut, **ERRORS},
    summary="One of a team's own meetings",
)
def team_meeting(request, team: Slug, number: Numbered):
    """What was talked about, decided and promised, and who was there: as on its page."""
    shown = own_meetings(find_team(request, team), request.person)
    return whole(get_object_or_404(shown, pk=number), request.person)


def own_meetings(team: Space, person: Person) -> QuerySet[Meeting]:
    """The team's own meetings that this person may read, the latest first."""
    return meetings_of(team, seen_by=person, kinds=[Kind.TEAM_MEETING]).order_by("-starts_at", "-pk")


def brief(meeting: Meeting) -> dict:
    """A meeting in short."""
    return {
        "number": meeting.pk,
        "title": meeting.title,
        **{name: getattr(meeting, name) for name in ("starts_at", "ends_at", "topic", "mode", "next_on")},
    }


def whole(meeting: Meeting, person: Person) -> WholeTeamMeetingOut:
    """A meeting as it was kept."""
    came = [(row.state, str(row.person or row.guest)) for row in meeting.attendance.select_related("person")]
    return WholeTeamMeetingOut(
        **brief(meeting),
        minutes=meeting.minutes,
        decided=[each.words for each in meeting.decided.all()],
        points=[
            PointOut(words=each.words, raised_from=each.raised_from, minutes=each.minutes)
            for each in meeting.points.all()
        ],
        promised=[promise(each) for each in made_at(meeting, seen_by=person)],
        partner_voice=meeting.partner_voice,
        mood=meeting.mood,
        present=[name for state, name in came if state == Attendance.State.ATTENDED],
        apologies=[name for state, name in came if state == Attendance.State.APOLOGIES],
        looked_at=[subject.title for subject in meeting.looked_at.all()],
    )


def promise(commitment: Commitment) -> PromiseOut:
    """One thing that was promised."""
    return PromiseOut(
        words=commitment.words,
        owner=str(commitment.owner or commitment.owner_words),
        due_on=commitment.due_on,
        done=commitment.done_at is not None,
    )
