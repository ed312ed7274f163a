"""What can stand in a weekly letter: each section says a few things at most, how many more there are, and ends.

A section is a function of the reader's week, which asks a constant number of questions and answers with None when it
has nothing to say. To add one, write it and add it to SECTIONS, in the order of the letter.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.charts.sentence import in_short
from allteach.collaboratives.stages import name_of
from allteach.core.language import language_now
from allteach.core.models import Event
from allteach.improvement import events as improvement_events
from allteach.improvement.models import Cycle
from allteach.measures import events as measure_events
from allteach.meetings.naming import title_of
from allteach.messaging.letter import LETTERS
from allteach.messaging.letters import link, link_to_space
from allteach.messaging.models import Message
from allteach.messaging.rendering import subject_of
from allteach.people.models import Person
from allteach.progress.models import ReportVersion
from allteach.progress.models.reports import MonthlyReport
from allteach.progress.moved import signals_since
from allteach.progress.needs import needs_of
from allteach.progress.queries.coming import Coming, dates_in
from allteach.spaces import events as space_events
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for, slug_for
from allteach.spaces.roles import Ability

MOST = 5  # Lines of a section: the pages have the rest.
SOON, LATER = timedelta(days=14), timedelta(days=90)
LONG_AGO = timedelta(days=120)
LONGEST = 160  # Letters of what somebody wrote: the page has the rest.
NEAR = {Ability.SEE_OWN, Ability.READ_REPORTS}  # What makes a team one of theirs.


@dataclass(frozen=True)
class Line:
    """One thing to know, and where more of it is."""

    words: str
    link: str = ""


@dataclass(frozen=True)
class Section:
    """A few lines under a heading, and how many there are beyond them."""

    title: str
    lines: Sequence[Line]
    more: int = 0


@dataclass
class Week:
    """A reader's week: since when, and the spaces they belong to or cover."""

    person: Person
    since: datetime
    now: datetime

    @property
    def today(self) -> date:
        """The day it is where the reader is."""
        return self.now.astimezone(ZoneInfo(self.person.time_zone)).date()

    @cached_property
    def teams(self) -> dict[int, Space]:
        """The open teams that are theirs, or that they support, direct or read the reports of."""
        near = {space for space, may in self.person.standing.abilities.items() if may & NEAR}
        found = Space.objects.active().filter(pk__in=near, kind=Space.Kind.TEAM, parent__closed_at=None)
        return {team.pk: team for team in found.order_by("name")}

    @cached_property
    def around(self) -> set[int]:
        """The collaboratives and other spaces that they have something to do with."""
        return {membership.space.around_id for membership in self.person.standing.memberships}


# --- The sections ---------------------------------------------------------------------------------------------------


def waiting(week: Week) -> Section | None:
    """How many things wait for the reader: their first page names them."""
    needs = needs_of(week.person, today=week.today)
    if not needs:
        return None
    words = ngettext("%(number)d thing is on your desk.", "%(number)d things are on your desk.", len(needs))
    return Section(_("Waits for you"), [Line(words % {"number": len(needs)}, link("home"))])


# What counts as a move of a team, and how it is said for one and for many.
MOVES: dict[str, Callable[[int], str]] = {
    measure_events.SHEET_SENT: lambda number: ngettext(
        "%(number)d report of numbers sent", "%(number)d reports of numbers sent", number
    ),
    improvement_events.CYCLE_BEGUN: lambda number: ngettext("%(number)d test begun", "%(number)d tests begun", number),
    improvement_events.CYCLE_DECIDED: lambda number: ngettext(
        "%(number)d test decided", "%(number)d tests decided", number
    ),
    improvement_events.CHANGE_IMPLEMENTED: lambda number: ngettext(
        "%(number)d change kept", "%(number)d changes kept", number
    ),
    space_events.MEMBER_JOINED: lambda number: ngettext("%(number)d person joined", "%(number)d people joined", number),
}


def moved(week: Week) -> Section | None:
    """What moved in the reader's teams, a line for each, those that moved most first. Two queries."""
    happened = Event.objects.filter(space__in=week.teams, name__in=MOVES, at__gt=week.since, at__lte=week.now)
    counts: dict[int, Counter[str]] = {}
    for space, name in happened.values_list("space", "name"):
        counts.setdefault(space, Counter())[name] += 1
    lines = []
    for pk in sorted(counts, key=lambda pk: (-counts[pk].total(), week.teams[pk].name)):
        said = [MOVES[name](many) % {"number": many} for name, many in _in_order(counts[pk])]
        team = week.teams[pk]
        words = _("%(team)s: %(moves)s") % {"team": name_for(team, week.person), "moves": ", ".join(said)}
        lines.append(Line(words, link_to_space(team)))
    return _section(_("What moved in your teams"), lines)


def signals(week: Week) -> Section | None:
    """What the charts of the reader's own teams say that they did not say before: ten queries at most.

    Never set beside other teams', and nothing that the reader may not see on the chart itself.
    """
    own = _own(week) & week.teams.keys()
    if not own:
        return None
    charts = signals_since(own, since=week.since, until=week.now, seen_by=week.person, language=language_now())
    lines = [
        Line(
            _("%(team)s, %(measure)s: %(words)s")
            % {
                "team": name_for(chart.team_measure.team, week.person),
                "measure": chart.measure.current.name,
                "words": in_short(chart.plot),
            },
            link(
                "measures:chart",
                team=slug_for(chart.team_measure.team, week.person),
                measure=chart.measure.slug,
            ),
        )
        for chart in charts
    ]
    return _section(_("What your charts say"), lines)


def asked(week: Week) -> Section | None:
    """What other teams ask in the reports that the reader may read, as they were sent. Two queries."""
    readable = MonthlyReport.objects.visible_to(week.person).exclude(space_id__in=_own(week))
    sent = ReportVersion.objects.filter(report__in=readable.values("pk"), sent_at__gt=week.since)
    newest = {version.report_id: version for version in sent.select_related("report__team").order_by("number")}
    lines = [
        Line(
            _("%(team)s: %(words)s")
            % {"team": name_for(version.report.team, week.person), "words": _short(version.said["ask"])},
            link_to_space(version.report.team),
        )
        for version in newest.values()
        if version.said.get("ask", "").strip()
    ]
    return _section(_("What teams ask"), lines)


def learned(week: Week) -> Section | None:
    """What other teams learned and want others to know. One query."""
    return _lessons(week, since=week.since)


def dates(week: Week) -> Section | None:
    """What comes in the next two weeks. Two queries."""
    return _dates(week, until=SOON, most=MOST)


def gathered(week: Week) -> Section | None:
    """What the reader wants to hear of once a week only, in a line each."""
    kept = Message.objects.filter(
        person=week.person, state=Message.State.GATHERED, made_at__gt=week.since, made_at__lte=week.now
    )
    messages = list(kept.select_related("person", "event").order_by("-made_at", "-pk"))
    lines = []
    for message in messages:
        if len(lines) == MOST:
            break
        letter = LETTERS.get(message.letter)
        contents = letter.says(message) if letter else None
        if contents is not None:
            known = {"name": week.person.name} | contents
            lines.append(Line(subject_of(message.letter, known), contents.get("link", "")))
    return Section(_("Also this week"), lines, max(0, len(messages) - MOST)) if lines else None


def thanks(week: Week) -> Section | None:
    """How much the reader gave since the last letter, and how many teams sent their numbers. Two queries."""
    lines = []
    gave = Event.objects.filter(by=week.person.pk, space__in=week.person.standing.known, at__gt=week.since).count()
    if gave:
        words = ngettext(
            "You gave %(number)d thing: a number, a test or a word. Thank you.",
            "You gave %(number)d things: numbers, tests and words. Thank you.",
            gave,
        )
        lines.append(Line(words % {"number": gave}))
    sent = Event.objects.filter(name=measure_events.SHEET_SENT, space__in=week.person.standing.known)
    teams = sent.filter(at__gt=week.since).exclude(space__in=week.teams).values("space").distinct().count()
    if teams:
        words = ngettext(
            "Beside you %(number)d team sent its numbers: thanks to them.",
            "Beside you %(number)d teams sent their numbers: thanks to them.",
            teams,
        )
        lines.append(Line(words % {"number": teams}))
    return Section(_("Thank you"), lines) if lines else None


# --- One useful thing, for a week without any -----------------------------------------------------------------------


def next_date(week: Week) -> Section | None:
    """The next date, if one is set."""
    return _dates(week, until=LATER, most=1)


def last_lesson(week: Week) -> Section | None:
    """What one other team learned lately."""
    return _lessons(week, since=week.now - LONG_AGO, most=1)


Make = Callable[[Week], Section | None]
SECTIONS: tuple[Make, ...] = (waiting, signals, moved, asked, learned, dates, gathered, thanks)
USEFUL: tuple[Make, ...] = (next_date, last_lesson)


# --- How ------------------------------------------------------------------------------------------------------------


def _dates(week: Week, *, until: timedelta, most: int) -> Section | None:
    """What comes soon: meetings that are arranged, and what the calendar says and nobody arranged yet."""
    coming = dates_in({*week.teams, *week.around}, seen_by=week.person, now=week.now, until=until)
    return _section(_("Next dates"), [_line_of(each, week.person) for each in coming], most)


def _line_of(coming: Coming, person: Person) -> Line:
    meeting = coming.about if coming.kind == "meeting" else None
    at = time_format(coming.begins.time(), "TIME_FORMAT") if coming.begins else ""
    said = {
        "day": f"{date_format(coming.on, 'l')} {date_format(coming.on, 'DATE_FORMAT')} {at}".strip(),
        "what": title_of(meeting) if meeting else name_of(coming.about),
        "space": name_for(coming.space, person),
    }
    is_shared = coming.space.kind == Space.Kind.COLLABORATIVE
    to = link("calendars:calendar", space=coming.space.slug) if is_shared else ""
    return Line(_("%(day)s: %(what)s, %(space)s") % said, to)


def _lessons(week: Week, *, since: datetime, most: int = MOST) -> Section | None:
    told = Cycle.objects.visible_to(week.person).exclude(lesson="").exclude(space_id__in=_own(week))
    told = told.filter(decided_at__gt=since, decided_at__lte=week.now, team__parent_id__in=week.around)
    newest: dict[int, Cycle] = {}
    for cycle in told.select_related("team").order_by("-decided_at", "-pk"):
        newest.setdefault(cycle.team_id, cycle)  # One for each team: many voices before many words of one.
    lines = [
        Line(
            _("%(team)s: %(words)s") % {"team": name_for(cycle.team, week.person), "words": _short(cycle.lesson)},
            link("improvement:cycle", team=slug_for(cycle.team, week.person), number=cycle.number),
        )
        for cycle in newest.values()
    ]
    return _section(_("What other teams learned"), lines, most)


def _section(title: str, lines: Sequence[Line], most: int = MOST) -> Section | None:
    """The first lines, and how many more there are: but for one useful thing, which is one."""
    return Section(title, lines[:most], max(0, len(lines) - most) if most > 1 else 0) if lines else None


def _own(week: Week) -> set[int]:
    """The spaces that the reader belongs to themselves."""
    return {membership.space_id for membership in week.person.standing.memberships}


def _in_order(counted: Counter[str]) -> list[tuple[str, int]]:
    """What was counted, in the order of the table."""
    return [(name, counted[name]) for name in MOVES if counted[name]]


def _short(words: str) -> str:
    """The beginning of what somebody wrote, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rsplit(' ', 1)[0]}…"
