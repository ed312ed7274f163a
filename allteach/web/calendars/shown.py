"""The calendar as finished words for its pages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.collaboratives.calendar import MOVABLE, Calendar, Entry, Shift
from allteach.collaboratives.stages import KINDS, days_of, name_of
from allteach.progress.queries.stage_tests import StageTest
from allteach.spaces.models import Space
from allteach.web.tables import Column, Table

NEXT_SHOWN = 4


@dataclass(frozen=True)
class Line:
    """A stage, or something within one."""

    name: str
    when: str
    machine: str  # 2026-03-14
    purpose: str = ""
    state: str = "later"  # done, now, later: as `moment` has it.
    move_address: str = ""
    note: str = ""
    within: tuple["Line", ...] = ()
    test: "TestShown | None" = None  # For those who see all teams.


@dataclass(frozen=True)
class TestShown:
    """What a stage ends with, and how far the record shows that it is reached."""

    words: str
    found: str  # "18 of 20 teams", or that the record cannot tell.
    tone: str
    later: str = ""  # What has changed since the stage ended, or that the day is not known.


def test_shown(test: StageTest, *, has_begun: bool, is_over: bool) -> TestShown:
    """The test of a stage in words. Before the stage has begun only what it ends with.

    Of a stage that is over: how far it was when it ended, and beside it what came later; where the record does not know
    that day, that it is told as it stands today.
    """
    if not has_begun:
        return TestShown(str(test.words), "", "outline")
    if not test.is_known:
        return TestShown(str(test.words), _("People judge: the record cannot tell"), "outline")
    said = {"reached": test.reached, "asked": test.asked}
    tone = "better" if test.is_passed else "soon"
    undated = _("as it stands today") if is_over and test.stood is None else ""
    if test.unit == "whole":
        done = _("Done since then") if test.stood == 0 else _("Done")
        return TestShown(str(test.words), done if test.is_passed else _("Not yet"), tone, later=undated)
    if not test.asked:
        return TestShown(str(test.words), _("No team yet"), tone)
    words = ngettext("%(reached)d of %(asked)d team", "%(reached)d of %(asked)d teams", test.asked)
    if test.unit == "items":
        words = ngettext("%(reached)d of %(asked)d item", "%(reached)d of %(asked)d items", test.asked)
    if test.stood is None:
        return TestShown(str(test.words), words % said, tone, later=undated)
    later = _("when it ended, %(reached)d today") % {"reached": test.reached}
    tone = "better" if test.stood >= (test.wanted or 0) else "soon"
    said["reached"] = test.stood
    return TestShown(str(test.words), words % said, tone, later=later if test.stood != test.reached else "")


def lines_of(
    calendar: Calendar, space: Space, *, today: date, may_move: bool, tests: Mapping[str, StageTest] | None = None
) -> list[Line]:
    """The stages in order, with the calls and reports of each action period in it, and what each ends with."""
    inside = (*calendar.calls, *calendar.reports)
    lines = []
    for stage in (*calendar.stages, *calendar.data_requests):
        own = sorted(
            (entry for entry in inside if stage.kind == "action" and stage.start <= entry.start <= stage.end),
            key=lambda entry: (entry.start, entry.key),
        )
        within = tuple(_line(calendar, entry, space, today, may_move) for entry in own)
        line = _line(calendar, stage, space, today, may_move, within=within)
        test = (tests or {}).get(stage.key)
        lines.append(
            replace(line, test=test_shown(test, has_begun=stage.start <= today, is_over=stage.end < today))
            if test
            else line
        )
    return lines


def gathering_lines(calendar: Calendar, space: Space, *, today: date) -> list[Line]:
    """When everybody meets: the learning sessions and the congress."""
    return [_line(calendar, entry, space, today, False) for entry in (*calendar.sessions, calendar.congress)]


def next_lines(calendar: Calendar, space: Space, *, today: date) -> list[Line]:
    """What comes next, today included."""
    coming = [entry for entry in calendar.entries if entry.kind in MOVABLE and entry.end >= today]
    return [_line(calendar, entry, space, today, False) for entry in coming[:NEXT_SHOWN]]


def _line(
    calendar: Calendar, entry: Entry, space: Space, today: date, may_move: bool, within: tuple[Line, ...] = ()
) -> Line:
    is_on_holiday = any(remark.kind == "on_holiday" and remark.key == entry.key for remark in calendar.remarks)
    return Line(
        name=name_of(entry),
        when=days_of(entry),
        machine=entry.start.isoformat(),
        purpose=str(KINDS[entry.kind].purpose) if entry.kind not in {"call", "report"} else "",
        state="done" if entry.end < today else "now" if entry.start <= today else "later",
        move_address=reverse("calendars:move_entry", args=[space.slug, entry.key])
        if may_move and entry.kind in MOVABLE and entry.end >= today
        else "",
        note=_("on a public holiday") if is_on_holiday else "",
        within=within,
    )


def calendar_table(calendar: Calendar, space: Space) -> Table:
    """All of it, a row each, to take along."""
    return Table(
        key="calendar",
        caption=_("Calendar"),
        name=f"{space.slug}-calendar",
        columns=(Column(_("What")), Column(_("Begins")), Column(_("Ends"))),
        rows=[(name_of(entry), entry.start.isoformat(), entry.end.isoformat()) for entry in calendar.entries],
    )


def shifts_table(shifts: Iterable[Shift], space: Space) -> Table:
    """What a change of the calendar moves: before and after."""
    return Table(
        key="shifts",
        caption=_("What changes"),
        name=f"{space.slug}-calendar-changes",
        columns=(Column(_("What")), Column(_("Until now")), Column(_("From now on"))),
        rows=list(_shift_rows(shifts)),
    )


def _shift_rows(shifts: Iterable[Shift]) -> Iterator[tuple]:
    for shift in shifts:
        yield (
            name_of(shift.entry),
            days_of(shift.before) if shift.before else _("not in the calendar"),
            days_of(shift.after) if shift.after else _("not in the calendar any more"),
        )
