"""Where teams' reports stand: which are due, in, late or missing, what was replied, and what nobody has read yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone

from allteach.collaboratives.calendar import Calendar
from allteach.collaboratives.models import TeamProfile, Timetable
from allteach.collaboratives.queries.calendars import calendar_of
from allteach.core.periods import Period
from allteach.people.models import Person
from allteach.progress.models import MonthlyReport, ReportReading, ReportReply, ReportVersion
from allteach.progress.told import Difference, Planned, Said, Told, ToldMeasure, differences, numbers_changed, written
from allteach.spaces.models import Space

USUAL_DUE_DAY = 10  # Days after the month, where no calendar says otherwise.
LITTLE_LATE = 3  # Days.
LOOKS_BACK = 15  # Months.

State = MonthlyReport.State


@dataclass(frozen=True)
class ReportState:
    """Where one team's report of one month stands. Drafts are nobody's business here: until one is sent, none is in.

    `state`: not_asked (before the team joined, or after it left), waiting (not due yet), missing, sent, returned,
    closed.
    """

    team: int
    month: Period
    state: str
    due_on: date | None = None
    sent_at: datetime | None = None
    days_late: int | None = None  # Of a report that is in; 0 or less: on time.
    versions: int = 0
    open_replies: int = 0
    is_unread: bool = False  # By the person who asks.
    has_draft: bool = False  # Something is written that was never sent. Shown to the team only.

    @property
    def is_in(self) -> bool:
        """Whether the team has sent it."""
        return self.sent_at is not None

    @property
    def is_due(self) -> bool:
        """Whether a report is asked for at all."""
        return self.state != "not_asked"

    @property
    def punctuality(self) -> str:
        """on_time, little_late, late, or empty while nothing is in."""
        if self.days_late is None:
            return ""
        if self.days_late <= 0:
            return "on_time"
        return "little_late" if self.days_late <= LITTLE_LATE else "late"


def report_states(
    teams: Sequence[Space], months: Sequence[Period], *, today: date, seen_by: Person | None = None
) -> dict[tuple[int, Period], ReportState]:
    """Where each team's report of each month stands, by team and month: five queries however many there are.

    Whether somebody may know it is for the caller to ask: pass only the teams whose reports they may read.
    """
    ids = [team.pk for team in teams]
    starts = [month.start for month in months]
    due = due_days(teams, months)
    rows = MonthlyReport.objects.filter(team__in=ids, month__in=starts)
    found = {(row.team_id, row.month): row for row in rows.annotate(latest=Max("versions__number"))}
    replies = ReportReply.objects.filter(report__in=[row.pk for row in found.values()], settled_at=None)
    open_replies = dict(replies.order_by().values_list("report").annotate(count=Count("pk")))
    read: dict[int, int] = {}
    if seen_by is not None:
        read = dict(
            ReportReading.objects.filter(person=seen_by.pk, report__team__in=ids).values_list("report", "number")
        )
    states = {}
    for team in teams:
        for month in months:
            states[team.pk, month] = _state(
                team.pk, month, found.get((team.pk, month.start)), due[team.pk, month], today, open_replies, read
            )
    return states


def _state(
    team: int,
    month: Period,
    row: MonthlyReport | None,
    due_on: date | None,
    today: date,
    open_replies: dict[int, int],
    read: dict[int, int],
) -> ReportState:
    if row is None or row.sent_at is None:
        state = "not_asked" if due_on is None else "missing" if today > due_on else "waiting"
        return ReportState(team, month, state, due_on, has_draft=row is not None)
    latest: int = getattr(row, "latest", None) or 0  # How many versions: report_states counts them.
    return ReportState(
        team,
        month,
        row.state,
        due_on,
        sent_at=row.sent_at,
        days_late=(timezone.localdate(row.sent_at) - due_on).days if due_on else 0,
        versions=latest,
        open_replies=open_replies.get(row.pk, 0),
        is_unread=row.state == State.SENT and read.get(row.pk, 0) < latest,
    )


def awaited_reports(
    teams: Sequence[Space], *, today: date, with_running: bool = False
) -> dict[int, list[tuple[Period, date]]]:
    """The reports of the last months that are not in, with the day each is due, the oldest first: five queries.

    Only of collaboratives with a calendar: where nothing was planned, nobody is reminded of a report. With
    `with_running` that of the month that runs too: a week before it is due may lie within it.
    """
    planned = set(Timetable.objects.values_list("space_id", flat=True))
    asked = [team for team in teams if team.parent_id in planned]
    last = Period.containing(today, "month").previous()
    found: dict[int, list[tuple[Period, date]]] = {}
    months = [last.previous(), last, *([last + 1] if with_running else [])]
    for state in report_states(asked, months, today=today).values() if asked else ():
        if state.due_on is not None and not state.is_in:
            found.setdefault(state.team, []).append((state.month, state.due_on))
    return found


def due_days(teams: Iterable[Space], months: Sequence[Period]) -> dict[tuple[int, Period], date | None]:
    """When each team's report of each month is due; None where none is asked of it: two queries.

    A collaborative without a calendar asks for every month since the team joined, ten days after it ends.
    """
    teams = list(teams)
    timetables = Timetable.objects.filter(space__in={team.parent_id for team in teams if team.parent_id})
    calendars = {each.space_id: calendar_of(each) for each in timetables}
    profiles = {
        team: (joined_on, withdrawn_on)
        for team, joined_on, withdrawn_on in TeamProfile.objects.filter(
            team__in=[team.pk for team in teams]
        ).values_list("team_id", "joined_on", "withdrawn_on")
    }
    asked = {space: report_days(calendar) for space, calendar in calendars.items()}
    found: dict[tuple[int, Period], date | None] = {}
    for team in teams:
        joined_on, withdrawn_on = profiles.get(team.pk, (None, None))
        for month in months:
            if (joined_on and month.end < joined_on) or (withdrawn_on and month.end >= withdrawn_on):
                found[team.pk, month] = None
            elif team.parent_id in asked:
                found[team.pk, month] = asked[team.parent_id].get(month)
            else:
                found[team.pk, month] = month.end + timedelta(days=USUAL_DUE_DAY)
    return found


def report_days(calendar: Calendar) -> dict[Period, date]:
    """The months of which a calendar asks for numbers and a report, with the day each is due: no query."""
    return {entry.period: entry.start for entry in calendar.reports if entry.period is not None}


def months_until(today: date, *, first: date | None = None) -> list[Period]:
    """The months that are over, and the one that runs, the latest first; not before a day, and not without end."""
    now = Period.containing(today, "month")
    earliest = max(Period.containing(first, "month"), now + -LOOKS_BACK) if first else now + -LOOKS_BACK
    return [now + -step for step in range(earliest.until(now.start) + 1)]


# --- one report ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Version:
    """One version of a report as it was sent, and what it says differently from the one before."""

    row: ReportVersion
    said: Said
    told: Told
    differences: tuple[Difference, ...] = ()
    corrected: tuple[tuple[ToldMeasure, ToldMeasure], ...] = ()
    before: Told | None = None  # What the record told when the one before was sent.


def versions_of(report: MonthlyReport) -> list[Version]:
    """Every version that was sent, the latest first: one query."""
    found: list[Version] = []
    before: Version | None = None
    for row in report.versions.select_related("sent_by").order_by("number"):
        said, told = Said.read(row.said), Told.read(row.told)
        version = Version(
            row,
            said,
            told,
            differences(before.said, said) if before else (),
            numbers_changed(before.told, told) if before else (),
            before.told if before else None,
        )
        found.insert(0, version)
        before = version
    return found


def said_by(report: MonthlyReport) -> Said:
    """What stands in the working copy: one query for the plan."""
    return Said(
        learnt=report.learnt,
        stuck=report.stuck,
        ask=report.ask,
        involvement=report.involvement,
        population_size=report.population_size,
        hours_used=written(report.hours_used),
        hours_planned=written(report.hours_planned),
        mood=report.mood,
        plan=tuple(Planned(row.what, row.who, row.until.isoformat() if row.until else "") for row in report.plan.all()),
    )


def replies_to(report: MonthlyReport) -> list[ReportReply]:
    """What was replied, in order, with names: one query."""
    return list(report.replies.select_related("by", "settled_by").order_by("at", "pk"))


def waiting_replies(teams: Iterable[int]) -> list[ReportReply]:
    """Replies that a team has not settled, the oldest first: one query."""
    waiting = ReportReply.objects.filter(report__team__in=list(teams), settled_at=None)
    waiting = waiting.exclude(report__state=State.CLOSED).select_related("report", "report__team", "by")
    return list(waiting.order_by("at", "pk"))


def unread_reports(teams: Iterable[int], *, seen_by: Person) -> list[MonthlyReport]:
    """Reports that lie with those who support the team and that this person has not read, the oldest first."""
    read = ReportReading.objects.filter(person=seen_by.pk).values_list("report_id", "number")
    numbers = dict(read)
    sent = MonthlyReport.objects.filter(team__in=list(teams), state=State.SENT).annotate(latest=Max("versions__number"))
    waiting = sent.filter(~Q(latest=None)).select_related("team").order_by("month", "sent_at")
    return [report for report in waiting if numbers.get(report.pk, 0) < report.latest]
