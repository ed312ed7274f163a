"""Whether a stage reached what it ends with: from the record as it stands today, and as it stood when the stage ended.

Nothing is stored. To test another stage, write a function of `Known` and name it in `_row_for`. What the record cannot
tell says so. What a team put right since, and a team that has left since, is as it is today.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allteach.collaboratives.calendar import Calendar, Entry
from allteach.core.periods import Period
from allteach.improvement.models import HoldCheck
from allteach.progress.queries.stage_record import Known, record_of
from allteach.spaces.models import Space

UNDATED = frozenset({"topic", "recruitment"})  # What the record cannot tell, and what it knows of today alone.
Words = str | Promise


@dataclass(frozen=True)
class StageTest:
    """What a stage ends with, and how far that is reached.

    `reached` of `asked`: teams or, in pre-work, items; one of one where it is a matter of the whole collaborative. Both
    are None where the record cannot tell. `wanted` is how many must be reached. `stood` is how many were reached when
    the stage ended; None while it goes on, and where the record does not know the day.
    """

    key: str  # Of the calendar's entry.
    words: Words
    unit: str = ""  # teams, items or whole; empty where the record cannot tell.
    reached: int | None = None
    asked: int | None = None
    wanted: int | None = None
    stood: int | None = None

    @property
    def is_known(self) -> bool:
        """Whether the record can tell."""
        return self.reached is not None

    @property
    def is_passed(self) -> bool:
        """Whether it is reached; never where nothing is there to be counted."""
        if self.reached is None or not self.asked or self.wanted is None:
            return False
        return self.reached >= self.wanted


def stage_tests_of(space: Space, calendar: Calendar, *, today: date) -> dict[str, StageTest]:
    """What each stage of a collaborative ends with, and how far it is reached, by the entry's key.

    The same seventeen queries however many teams. Whether somebody may know it is for the caller to ask.
    """
    record = record_of(space, today=today)
    now = record.known()
    found = {}
    for stage in calendar.stages:
        row = _row_for(stage, calendar)
        if row is None:
            continue
        test = row(now, stage)
        if stage.end < today and stage.kind not in UNDATED:
            test = replace(test, stood=row(record.known(until=stage.end), stage).reached)
        found[stage.key] = test
    return found


Row = Callable[[Known, Entry], StageTest]


def _row_for(stage: Entry, calendar: Calendar) -> Row | None:
    """The test of a stage; later rows of a table win, where the second session is the last one too."""
    last = len(calendar.sessions)
    if stage.kind == "session":
        sessions = {2: _leave_with_ramps, last: _leave_with_a_signed_plan, 1: _leave_with_a_test}
        return sessions.get(stage.number, _leave_with_spread_plans)
    if stage.kind == "action":
        periods = {2: _test_most_parts, last: _have_final_data, 1: _have_tested}
        return periods.get(stage.number, _keep_most_parts)
    rows: dict[str, Row] = {
        "topic": _topic_is_chosen,
        "design": _charter_is_approved,
        "recruitment": _teams_are_selected,
        "prework": _prework_is_signed_off,
        "gains": _gains_are_held,
        "final_report": _results_are_published,
    }
    return rows.get(stage.kind)


# --- the tests, in the order of the stages -------------------------------------------------------------------------


def _topic_is_chosen(known: Known, stage: Entry) -> StageTest:  # noqa: ARG001 - every row is called alike
    return StageTest(stage.key, _("The gap, the evidence and somebody who does better are shown."))


def _charter_is_approved(known: Known, stage: Entry) -> StageTest:
    return _whole(stage, _("The charter is approved."), is_reached=known.has_charter)


def _teams_are_selected(known: Known, stage: Entry) -> StageTest:
    return _whole(stage, _("Teams are selected and have come in."), is_reached=bool(known.teams))


def _prework_is_signed_off(known: Known, stage: Entry) -> StageTest:
    words = _("Enough of the pre-work is signed off.")
    return StageTest(stage.key, words, "items", known.signed_off, known.asked_items, known.wanted_items)


def _leave_with_a_test(known: Known, stage: Entry) -> StageTest:
    words = _("Each team leaves with an aim, its measures and a first test.")
    return _teams(known, stage, words, lambda team: _has_begun_well(known, team))


def _has_begun_well(known: Known, team: int) -> bool:
    return team in known.with_aim and bool(known.charts.get(team)) and team in known.planned


def _have_tested(known: Known, stage: Entry) -> StageTest:
    words = _("Each team has tested, and has numbers for the measures of all teams.")
    return _teams(known, stage, words, lambda team: team in known.begun and _has_numbers(known, team))


def _leave_with_ramps(known: Known, stage: Entry) -> StageTest:
    words = _("Each team tests in more than one part of care.")
    return _teams(known, stage, words, lambda team: len(known.planned_parts.get(team, ())) > 1)


def _test_most_parts(known: Known, stage: Entry) -> StageTest:
    words = _("Each team has tested in most parts of care, and kept a change.")
    return _teams(
        known,
        stage,
        words,
        lambda team: known.share_of_parts(known.tested.get(team, ())) and team in known.kept,
    )


def _leave_with_spread_plans(known: Known, stage: Entry) -> StageTest:
    words = _("Each team has kept a change, and put forward how it spreads.")
    return _teams(known, stage, words, lambda team: team in known.kept and team in known.spread)


def _keep_most_parts(known: Known, stage: Entry) -> StageTest:
    words = _("Each team has kept a change in most parts of care.")
    return _teams(known, stage, words, lambda team: known.share_of_parts(known.kept.get(team, ())))


def _leave_with_a_signed_plan(known: Known, stage: Entry) -> StageTest:
    words = _("Each team's sponsor has signed how a change is held.")
    return _teams(known, stage, words, lambda team: team in known.signed)


def _have_final_data(known: Known, stage: Entry) -> StageTest:
    words = _("Each team's last numbers are in.")
    return _teams(known, stage, words, lambda team: _has_numbers(known, team, until=stage.end))


def _gains_are_held(known: Known, stage: Entry) -> StageTest:
    words = _("Each team looked after twelve months, and what it gained holds.")
    return _teams(known, stage, words, lambda team: known.checked.get(team) == {HoldCheck.Outcome.HELD})


def _results_are_published(known: Known, stage: Entry) -> StageTest:
    return _whole(stage, _("What was learned is published."), is_reached=known.is_published)


def _whole(stage: Entry, words: Words, *, is_reached: bool) -> StageTest:
    return StageTest(stage.key, words, "whole", int(is_reached), 1, 1)


def _teams(known: Known, stage: Entry, words: Words, passes: Callable[[int], bool]) -> StageTest:
    count = len(known.teams)
    return StageTest(stage.key, words, "teams", sum(passes(team.pk) for team in known.teams), count, count)


def _has_numbers(known: Known, team: int, *, until: date | None = None) -> bool:
    """Whether every measure of all teams has a number; with `until`, one of the last whole month before that day."""
    charts = known.charts.get(team, frozenset())
    month = Period.containing(until, "month").previous().start if until else None
    return bool(charts) and all(
        any(month is None or start >= month for start in known.months.get(chart, ())) for chart in charts
    )
