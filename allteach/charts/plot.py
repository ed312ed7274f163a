"""What the edge knows about one chart: the numbers' analysis, and everything around them that people should read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from allteach.charts.words import Language
from allteach.spc import Analysis

NoteKind = Literal["test", "kept", "event"]
PhaseKind = Literal["baseline", "level", "definition"]


class Note(NamedTuple):
    """Something that happened, pinned to a point of the chart.

    Parameters
    ----------
    at : int
        Index of the point, counted from 0.
    number : int
        What stands in the pin and before the words under the chart.
    kind : {"test", "kept", "event"}
        A test of change (ring), a change that was kept (disc), anything else that happened (square).
    words : str
        What happened, in one line.
    href : str
        Where the number leads; empty when it leads nowhere.
    """

    at: int
    number: int
    kind: NoteKind = "test"
    words: str = ""
    href: str = ""


class LaterNote(NamedTuple):
    """Something that happened after the last point, so that no point can show yet what came of it.

    Parameters
    ----------
    on : date
        The day.
    number, kind, words, href
        As those of a `Note`.
    """

    on: date
    number: int
    kind: NoteKind = "test"
    words: str = ""
    href: str = ""


class PhaseWords(NamedTuple):
    """What the stretch of a chart that starts at index `at` is called.

    ``baseline`` and ``level`` name centre lines that a person declared; ``definition`` marks a new version of the
    measure's definition, which the sentence cautions about.
    """

    at: int
    words: str
    kind: PhaseKind = "level"


@dataclass(frozen=True, kw_only=True)
class Plot:
    """Everything one chart shows, says and tabulates.

    Parameters
    ----------
    title : str
        Heading and accessible name of the chart.
    measure_words : str
        What is measured, for the sentence: ``patients with a self-management goal``. Empty: the title.
    analysis : spc.Analysis or None
        What the engine found; None when nothing was reported.
    periods : tuple of (date, kind)
        First day and kind (day, week, month, quarter) of each point, length n.
    unit : str
        ``%``, ``days``, ``per 1,000``; empty for plain counts.
    decimals : int
        How many decimals values are read with. Nothing shown of a chart has more, except lines of small counts.
    goal : float or None
        The goal in force now. None: the last target of the analysis, if it has one.
    goal_words : str
        What the goal is called at its line; empty: ``Goal 70%``.
    numerators, denominators : tuple of numbers or None
        What a value was made from, shown as ``86 of 181``; None inside for what was not reported.
    notes, phases
        Pins, and names of stretches.
    later : tuple of LaterNote
        Pins behind the last point.
    left_out : mapping of index to reason
        Points left out of the reckoning by a person.
    suppressed : frozenset of int
        Points that are known but may not be shown: fewer than `small_below` people. The analysis holds NaN there, and
        numerators, denominators, limits and remarks of these points are never written.
    hidden : mapping of index to words
        Why a suppressed point may not be shown, where it is not that fewer than `small_below` people stand behind it.
    ranges : mapping of index to (lowest, highest)
        Points whose numerator is an estimate, since small numbers are part of it: between what it lies.
    unjudged : str
        Why there is no line and no signal although there are values: a whole sentence. Empty: the chart is judged.
    drafts : mapping of index to value
        Points that are typed and not yet sent: drawn, and part of nothing. The analysis holds NaN there.
    provisional : frozenset of int
        Points whose numbers are not complete.
    reporting : tuple of str or None
        Under each period how many reported: ``21``, or ``21 of 30`` when it is not the same everywhere.
    remarks : mapping of index to words
        What was happening at a point, for its reading: ``goal card kept``.
    chart_words : str
        Which chart this is: ``P chart, monthly``.
    reference, reference_words
        A pale second line for comparison (the median of teams), and its name.
    small_below : int
        The smallest number of people that may be shown.
    href : str
        Where the name leads, in small multiples.
    left_at : int or None
        From which point on the team is no longer part of it: nothing is missing from then.
    language : Language
        How to say it all.
    """

    title: str
    analysis: Analysis | None
    periods: tuple[tuple[date, str], ...]
    measure_words: str = ""
    unit: str = ""
    decimals: int = 0
    goal: float | None = None
    goal_words: str = ""
    numerators: tuple[float | None, ...] | None = None
    denominators: tuple[float | None, ...] | None = None
    notes: tuple[Note, ...] = ()
    later: tuple[LaterNote, ...] = ()
    phases: tuple[PhaseWords, ...] = ()
    left_out: Mapping[int, str] = field(default_factory=dict)
    suppressed: frozenset[int] = frozenset()
    hidden: Mapping[int, str] = field(default_factory=dict)
    ranges: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    unjudged: str = ""
    drafts: Mapping[int, float] = field(default_factory=dict)
    provisional: frozenset[int] = frozenset()
    reporting: tuple[str | None, ...] | None = None
    remarks: Mapping[int, str] = field(default_factory=dict)
    chart_words: str = ""
    reference: tuple[float | None, ...] | None = None
    reference_words: str = ""
    small_below: int = 5
    href: str = ""
    left_at: int | None = None
    language: Language = field(default_factory=Language.english)
