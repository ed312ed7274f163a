"""An agenda with its hours, and how much of it belongs to the teams."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from allteach.collaboratives.models import Timetable
from allteach.meetings.agendas import Agenda, agenda_for
from allteach.meetings.kinds import Leader, Strand
from allteach.meetings.models import AgendaItem, Meeting


@dataclass(frozen=True)
class Placed:
    """A block with the hours that follow from those before it."""

    item: AgendaItem
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Day:
    """One day's blocks. `over` is how many minutes they take more than the day has."""

    number: int
    on: date
    blocks: tuple[Placed, ...]
    over: int = 0


@dataclass(frozen=True)
class AgendaShown:
    """An agenda, and its shares: per cent of its minutes, pauses left out."""

    days: tuple[Day, ...]
    minutes: int
    team_minutes: int  # In which teams plan, show or consult.
    led_minutes: int  # That teams lead.
    meant: Agenda | None  # What a meeting of this kind and number is meant to be.

    @property
    def team_share(self) -> int:
        return round(100 * self.team_minutes / self.minutes) if self.minutes else 0

    @property
    def led_share(self) -> int:
        return round(100 * self.led_minutes / self.minutes) if self.minutes else 0


def meant_for(meeting: Meeting) -> Agenda | None:
    """What a meeting of its kind and number is meant to be where there are so many sessions: one query at most.

    Without a calendar it is as in a collaborative of the usual number of sessions.
    """
    if not meeting.key:
        return None
    timetable = Timetable.objects.filter(space=meeting.in_space_id).only("sessions").first()
    return agenda_for(meeting.key, **({"sessions": timetable.sessions} if timetable else {}))


def agenda_of(meeting: Meeting) -> AgendaShown:
    """The agenda of a meeting, day by day, each beginning when its first does: two queries. Load it with its space."""
    items = list(meeting.agenda.all())
    zone = ZoneInfo(meeting.in_space.time_zone)
    first, last = meeting.starts_at.astimezone(zone), meeting.ends_at.astimezone(zone)
    days = []
    for number in range(1, (last.date() - first.date()).days + 2):
        on = first.date() + timedelta(days=number - 1)
        at = datetime.combine(on, first.time(), zone)
        placed = []
        for item in items:
            if item.day == number:
                ends = at + timedelta(minutes=item.minutes)
                placed.append(Placed(item, at, ends))
                at = ends
        until = datetime.combine(on, last.time(), zone)
        days.append(Day(number, on, tuple(placed), max(0, int((at - until).total_seconds() // 60))))
    counted = [item for item in items if item.strand != Strand.PAUSE]
    return AgendaShown(
        days=tuple(days),
        minutes=sum(item.minutes for item in counted),
        team_minutes=sum(item.minutes for item in counted if item.is_team_time),
        led_minutes=sum(item.minutes for item in counted if item.leader == Leader.TEAM),
        meant=meant_for(meeting),
    )
