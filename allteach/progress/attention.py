"""How much attention a team needs: points for what is missing, each with its reason. Never for how good results are.

To add a part, write a function that answers for any number of teams with a constant number of queries, and add it to
PARTS. How many points it gives, and when, are thresholds of the collaborative.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import takewhile

from django.db.models import Max
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.collaboratives.calendar import Calendar
from allteach.collaboratives.queries.calendars import calendars_of
from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.collaboratives.thresholds import Number
from allteach.core.periods import Period
from allteach.improvement.models import Cycle
from allteach.improvement.stages import ACTED, STOPPED
from allteach.meetings.kinds import Kind
from allteach.meetings.models import Attendance, Meeting
from allteach.meetings.queries.contacts import last_contact_days
from allteach.progress.models import AssessmentScore, SelfScore
from allteach.progress.queries.owed import owed_months
from allteach.spaces.models import Space

REPORTS = 2  # Of so many last months a missing report counts: what was missed earlier is a gap by now.


@dataclass(frozen=True)
class Reason:
    """Why a team gets points, and how many."""

    key: str
    points: int
    number: Number | None = None  # How many days, months, reports or steps; None where there was none ever.

    @property
    def words(self) -> str:
        """The reason, as one would say it."""
        return WORDS[self.key](self.number)


@dataclass(frozen=True)
class Attention:
    """A team's points and their reasons, the weightiest first."""

    reasons: tuple[Reason, ...] = ()
    thresholds: Mapping[str, Number] = field(default_factory=dict)  # Empty where nothing is asked of the team any more.

    @property
    def points(self) -> int:
        """All of them together."""
        return sum(reason.points for reason in self.reasons)

    @property
    def is_high(self) -> bool:
        """Whether the team stands out."""
        return bool(self.thresholds) and self.points >= self.thresholds["attention.high"]

    def is_long(self, days: int | None) -> bool:
        """Whether so many days without a contact are long."""
        return days is not None and bool(self.thresholds) and days >= self.thresholds["attention.contact_days"]


@dataclass(frozen=True)
class Watched:
    """A team that is looked at, and what holds for it."""

    space: Space
    since: date  # Nothing was asked of it before.
    tests_since: date  # No test was expected before.
    calendar: Calendar | None
    thresholds: Mapping[str, Number]

    @property
    def pk(self) -> int:
        """The team's number."""
        return self.space.pk

    @property
    def collaborative(self) -> int:
        """The collaborative's number."""
        return self.space.around_id

    def points(self, part: str) -> int:
        """What a part weighs in its collaborative."""
        return int(self.thresholds[f"attention.{part}_weight"])


def attention_of(teams: Iterable[int], *, today: date) -> dict[int, Attention]:
    """Each team's attention score with its reasons, in a constant number of queries however many teams.

    A team that has left or is closed, and any team once the congress is over, needs none.
    """
    wanted = list(teams)
    watched = _watched(wanted, today)
    found: dict[int, list[Reason]] = {pk: [] for pk in wanted}
    for part in PARTS if watched else ():
        for pk, reason in part(watched, today).items():
            if reason.points:
                found[pk].append(reason)
    known = {team.pk: team.thresholds for team in watched}
    return {
        pk: Attention(tuple(sorted(reasons, key=lambda reason: -reason.points)), known.get(pk, {}))
        for pk, reasons in found.items()
    }


def _watched(teams: list[int], today: date) -> list[Watched]:
    """The teams that take part, with what was decided in their collaboratives: three queries."""
    taking_part = list(
        Space.objects.active()
        .filter(pk__in=teams, parent__isnull=False, parent__closed_at=None, profile__isnull=False)
        .filter(profile__withdrawn_on=None)
        .select_related("profile")
    )
    around = {team.around_id for team in taking_part}
    thresholds = thresholds_of(around)
    calendars = {timetable.space_id: calendar for timetable, calendar in calendars_of(around)}
    watched = []
    for team in taking_part:
        calendar = calendars.get(team.around_id)
        since = team.profile.joined_on or timezone.localdate(team.made_at)
        if calendar is None:
            tests_since = since
        elif today <= calendar.congress.end:
            tests_since = max(since, calendar.sessions[0].end)
        else:
            continue
        watched.append(Watched(team, since, tests_since, calendar, thresholds[team.around_id]))
    return watched


# --- The parts --------------------------------------------------------------------------------------------------------


def months_missing(watched: Sequence[Watched], today: date) -> dict[int, Reason]:
    """Points for each of the last two months whose day has passed and of which something is missing. Six queries."""
    now = Period.containing(today, "month")
    months = [now + -step for step in range(1, REPORTS + 3)]  # A day may be moved far into the months after.
    owed = owed_months([team.space for team in watched], months)
    found = {}
    for team in watched:
        each = (owed[team.pk, month] for month in months)
        passed = [month for month in each if month.due_on is not None and month.due_on < today][:REPORTS]
        missing = [month for month in passed if month.in_on is None]
        if missing:
            reports = sum(month.misses_report for month in missing)
            key = "reports" if reports == len(missing) else "months" if reports else "numbers"
            found[team.pk] = Reason(key, len(missing) * team.points("reports"), len(missing))
    return found


def no_test_closed(watched: Sequence[Watched], today: date) -> dict[int, Reason]:
    """Points when no test was decided or stopped for long: from the first session on. One query."""
    closed = Cycle.objects.filter(team_id__in=[team.pk for team in watched], state__in=(ACTED, STOPPED))
    latest = {
        pk: max(timezone.localdate(moment) for moment in moments if moment is not None)
        for pk, *moments in closed.order_by().values_list("team_id").annotate(Max("decided_at"), Max("stopped_at"))
    }
    found = {}
    for team in watched:
        last = latest.get(team.pk)
        days = (today - max(last or team.tests_since, team.tests_since)).days
        if days >= team.thresholds["attention.tests_days"]:
            found[team.pk] = Reason("tests", team.points("tests"), days if last else None)
    return found


def no_contact(watched: Sequence[Watched], today: date) -> dict[int, Reason]:
    """Points when neither coach nor director was in touch for long: from the day the team joined. One query."""
    latest = last_contact_days(team.pk for team in watched)
    found = {}
    for team in watched:
        last = latest.get(team.pk)
        days = (today - max(last or team.since, team.since)).days
        if days >= team.thresholds["attention.contact_days"]:
            found[team.pk] = Reason("contact", team.points("contact"), days if last else None)
    return found


def calls_missed(watched: Sequence[Watched], today: date) -> dict[int, Reason]:
    """Points when nobody of the team was at the last calls, so many in a row. Two queries."""
    around = {team.collaborative for team in watched if team.collaborative}
    calls: dict[int, list[tuple[int, date]]] = {}
    held = Meeting.objects.standing().filter(kind=Kind.ALL_TEAM_CALL, in_space__in=around, held_at__isnull=False)
    for space, call, starts_at in held.order_by("-starts_at").values_list("in_space_id", "pk", "starts_at"):
        if (on := timezone.localdate(starts_at)) <= today:
            calls.setdefault(space, []).append((call, on))
    wanted = {team.pk: _last_calls(team, calls.get(team.collaborative, [])) for team in watched}
    asked = {call for last in wanted.values() for call in last}
    attended = Attendance.objects.attended().filter(meeting__in=asked, team__isnull=False)
    came = set(attended.order_by().values_list("meeting_id", "team_id").distinct())
    found = {}
    for team in watched:
        last = wanted[team.pk]
        enough = len(last) == team.thresholds["attention.calls"]
        if enough and not any((call, team.pk) in came for call in last):
            found[team.pk] = Reason("calls", team.points("calls"), len(last))
    return found


def _last_calls(team: Watched, calls: list[tuple[int, date]]) -> list[int]:
    """The last calls since a team joined, as many as are asked about."""
    return [call for call, on in calls if on >= team.since][: int(team.thresholds["attention.calls"])]


def score_unmoved(watched: Sequence[Watched], _today: date) -> dict[int, Reason]:
    """Points when a team's released score has stayed the same for long. One query."""
    released = _released([team.pk for team in watched])
    found = {}
    for team in watched:
        months = _unmoved_months(released.get(team.pk, {}))
        if months >= team.thresholds["attention.score_months"]:
            found[team.pk] = Reason("score", team.points("score"), months)
    return found


def sees_itself_higher(watched: Sequence[Watched], _today: date) -> dict[int, Reason]:
    """Points when a team sees itself much higher than the score that was last released. Two queries."""
    teams = [team.pk for team in watched]
    released = _released(teams)
    said = SelfScore.objects.of_team().filter(team__in=teams).values_list("team_id", "month", "value")
    own = {(team, month): value for team, month, value in said}
    found = {}
    for team in watched:
        month, value = max(released.get(team.pk, {}).items(), default=(None, None))
        if month is None or value is None or (team.pk, month) not in own:
            continue
        gap = own[team.pk, month] - value
        if gap >= team.thresholds["attention.gap"]:
            found[team.pk] = Reason("gap", team.points("gap"), gap)
    return found


def _released(teams: list[int]) -> dict[int, dict[date, Decimal]]:
    """The scores that teams may read themselves, by month: what is not released moves nobody's points."""
    found: dict[int, dict[date, Decimal]] = {}
    released = AssessmentScore.objects.released().filter(team__in=teams).order_by("number")
    for team, month, value in released.values_list("team_id", "month", "value"):
        found.setdefault(team, {})[month] = value
    return found


def _unmoved_months(scores: Mapping[date, Decimal]) -> int:
    """For how many months before the newest score it was the same already."""
    months = sorted(scores, reverse=True)
    same = list(takewhile(lambda month: scores[month] == scores[months[0]], months))
    return Period(same[-1], "month").until(months[0]) if same else 0


Part = Callable[[Sequence[Watched], date], dict[int, Reason]]
PARTS: tuple[Part, ...] = (
    months_missing,
    no_test_closed,
    no_contact,
    calls_missed,
    score_unmoved,
    sees_itself_higher,
)


# --- Their words ------------------------------------------------------------------------------------------------------


def _reports(number: Number | None) -> str:
    count = int(number or 0)
    return ngettext("One report is missing", "%(count)d reports are missing", count) % {"count": count}


def _numbers(number: Number | None) -> str:
    count = int(number or 0)
    words = ngettext("The numbers of one month are missing", "The numbers of %(count)d months are missing", count)
    return words % {"count": count}


def _months(number: Number | None) -> str:
    count = int(number or 0)
    return ngettext("One month is not complete", "%(count)d months are not complete", count) % {"count": count}


def _tests(number: Number | None) -> str:
    if number is None:
        return _("No test closed yet")
    return ngettext("No test closed for one day", "No test closed for %(count)d days", int(number)) % {"count": number}


def _contact(number: Number | None) -> str:
    if number is None:
        return _("No contact yet")
    return ngettext("No contact for one day", "No contact for %(count)d days", int(number)) % {"count": number}


def _calls(number: Number | None) -> str:
    count = int(number or 0)
    return ngettext("Missed the last call", "Missed the last %(count)d calls", count) % {"count": count}


def _score(number: Number | None) -> str:
    count = int(number or 0)
    return ngettext("Score unchanged for one month", "Score unchanged for %(count)d months", count) % {"count": count}


def _gap(number: Number | None) -> str:
    return _("Sees itself %(steps)s higher than the released score") % {"steps": number_format(number or 0, 1)}


WORDS: dict[str, Callable[[Number | None], str]] = {
    "reports": _reports,
    "numbers": _numbers,
    "months": _months,
    "tests": _tests,
    "contact": _contact,
    "calls": _calls,
    "score": _score,
    "gap": _gap,
}
