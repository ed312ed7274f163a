"""The numbers behind a chart, as an HTML table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from allteach.charts.plot import Plot
from allteach.charts.reading import Reading, amounts, is_plain, marks_said, no_value_said, period_names, read
from allteach.charts.rules import rule_words
from allteach.charts.svg import words, woven
from allteach.charts.words import Language, capital

# Marks that say what the rules found of a point; the others say why it was not judged.
_JUDGED = frozenset({"better", "worse", "signal", "noise"})

_END_OF_ROW = "</td></tr>"


def table(plot: Plot) -> str:
    """Period, number, of how many, value, centre, limits, what the rules say, notes: one row a point.

    Columns that would be empty in every row are left out.
    """
    return table_of(read(plot))


def table_of(reading: Reading) -> str:
    """`table` of a plot that was made ready before."""
    plot = reading.plot
    notes = _notes(reading)
    columns: dict[str, Sequence[str]] = {"period": period_names(plot.language, plot.periods, "medium")}
    if reading.numbers_said:
        columns["number"], columns["of"] = reading.numbers_said, reading.totals_said
    columns["value"] = reading.values_said
    if not plot.unjudged:
        columns["median" if reading.has_median else "mean"] = _centres(reading)
    if reading.latest_with_limits is not None:
        columns["limits"] = _limits(reading)
    columns["says"] = _verdicts(reading)
    if plot.reporting:
        columns["reporting"] = [words(said or "") for said in plot.reporting]
    if notes:
        columns["notes"] = [notes.get(i, "") for i in range(reading.n)]
    head, row = _frame_of(plot.language, tuple(columns))
    rows = woven(reading.n, *[text for pair in zip(row, columns.values(), strict=True) for text in pair], _END_OF_ROW)
    return (
        f'<table class="at-table at-table--tight at-numbers"><caption>{words(plot.title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


@lru_cache(maxsize=256)
def _frame_of(language: Language, columns: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The cells of the heading, and what stands before each cell of every row below it."""
    _ = language.gettext
    said = {
        "period": _("Period"),
        "number": _("Number"),
        "of": _("Of"),
        "value": _("Value"),
        "median": _("Median"),
        "mean": _("Mean"),
        "limits": _("Limits"),
        "says": _("What it says"),
        "reporting": _("Reporting"),
        "notes": _("Notes"),
    }
    klass = {column: "" if column in ("period", "says", "notes") else ' class="at-n"' for column in columns}
    head = "".join(f'<th scope="col"{klass[column]}>{words(said[column])}</th>' for column in columns)
    first, *others = columns[1:]
    cells = [f"</td><td{klass[column]}>" for column in others]
    return head, ('<tr><th scope="row">', f"</th><td{klass[first]}>", *cells)


def _centres(reading: Reading) -> list[str]:
    if len(set(reading.centre)) == 1:
        return amounts(reading.plot, reading.centre[:1], reading.line_decimals) * reading.n
    return amounts(reading.plot, reading.centre, reading.line_decimals)


def _limits(reading: Reading) -> list[str]:
    """Both limits of each point, safe in HTML, as `Reading.limits_said` says them."""
    plot, lower, upper = reading.plot, reading.lower, reading.upper
    if len(set(lower)) == 1 and len(set(upper)) == 1:
        return [words(reading.limits_said(lower[0], upper[0]))] * reading.n
    # Most limits are whole per cents, and whole numbers are written twice as fast.
    if reading.line_decimals == 0 and is_plain(plot.language, lower) and is_plain(plot.language, upper):
        unit = words(plot.language.unit_after(plot.unit))
        return [
            f"{round(low)}–{round(high)}{unit}"
            if low is not None and high is not None
            else words(reading.limits_said(low, high))
            for low, high in zip(lower, upper, strict=True)
        ]
    return [words(reading.limits_said(low, high)) for low, high in zip(lower, upper, strict=True)]


def _verdicts(reading: Reading) -> list[str]:
    """What the rules say of each point, and which; or why there is no value."""
    plot = reading.plot
    meaning = _meanings(plot.language, plot.small_below)
    cells = [meaning[mark] for mark in reading.marks]
    for i, rules in reading.rules_at.items():
        if reading.marks[i] in _JUDGED:
            cells[i] += _by_rules(plot.language, tuple(rules))
    for i, value in enumerate(reading.values_said):
        if not value:
            cells[i] = capital(no_value_said(plot, i, reading.marks[i]))
    return cells


@lru_cache(maxsize=256)
def _meanings(language: Language, small_below: int) -> dict[str, str]:
    """What each mark means, as a cell begins, safe in HTML."""
    return {mark: capital(said) for mark, said in marks_said(language, small_below).items()}


@lru_cache(maxsize=1024)
def _by_rules(language: Language, rules: tuple[str, ...]) -> str:
    """Which rules say so, after what they say, safe in HTML."""
    return f": {', '.join(words(rule_words(rule, language)) for rule in rules)}"


def _notes(reading: Reading) -> dict[int, str]:
    """What is written at each point: names of phases, numbered notes, remarks, reasons for leaving out."""
    plot = reading.plot
    found: dict[int, list[str]] = {}
    for phase in reading.phases:
        found.setdefault(phase.at, []).append(words(phase.words))
    for i, reason in plot.left_out.items():
        found.setdefault(i, []).append(words(reason))
    for i, remark in plot.remarks.items():
        found.setdefault(i, []).append(words(remark))
    for note in plot.notes:
        found.setdefault(note.at, []).append(f"{note.number} {words(note.words)}".strip())
    return {i: "; ".join([said for said in notes if said]) for i, notes in found.items()}
