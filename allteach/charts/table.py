"""The numbers behind a chart, as an HTML table."""

from __future__ import annotations

from functools import lru_cache

from allteach.charts.plot import Plot
from allteach.charts.reading import Reading, amounts, is_plain, marks_said, no_value_said, period_names, read
from allteach.charts.rules import rule_words
from allteach.charts.svg import words
from allteach.charts.words import Language, capital

# Marks that say what the rules found of a point; the others say why it was not judged.
_JUDGED = frozenset({"better", "worse", "signal", "noise"})


def table(plot: Plot) -> str:
    """Period, number, of how many, value, centre, limits, what the rules say, notes: one row a point.

    Columns that would be empty in every row are left out.
    """
    return table_of(read(plot))


def table_of(reading: Reading) -> str:
    """`table` of a plot that was made ready before."""
    plot = reading.plot
    language = plot.language
    _ = language.gettext
    has_counts = bool(reading.numbers_said)
    has_limits = reading.latest_with_limits is not None
    notes = _notes(reading)
    heads = [(_("Period"), False)]
    if has_counts:
        heads += [(_("Number"), True), (_("Of"), True)]
    heads += [(_("Value"), True), (_("Median") if reading.has_median else _("Mean"), True)]
    if has_limits:
        heads.append((_("Limits"), True))
    heads.append((_("What it says"), False))
    if plot.reporting:
        heads.append((_("Reporting"), True))
    if notes:
        heads.append((_("Notes"), False))
    head = "".join(
        f'<th scope="col" class="at-n">{words(said)}</th>' if is_number else f'<th scope="col">{words(said)}</th>'
        for said, is_number in heads
    )
    rows = "".join([f"<tr>{row}</tr>" for row in map("".join, zip(*_columns(reading, notes), strict=True))])
    return (
        f'<table class="at-table at-table--tight at-numbers"><caption>{words(plot.title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _columns(reading: Reading, notes: dict[int, str]) -> list[list[str]]:
    """The cells of each column, in the order of the headings."""
    plot = reading.plot
    columns = [[f'<th scope="row">{name}</th>' for name in period_names(plot.language, plot.periods, "medium")]]
    if reading.numbers_said:
        columns += [_numbers(reading.numbers_said), _numbers(reading.totals_said)]
    columns += [_numbers(reading.values_said), _numbers(_centres(reading))]
    if reading.latest_with_limits is not None:
        columns.append(_numbers(_limits(reading)))
    columns.append(_verdicts(reading))
    if plot.reporting:
        columns.append(_numbers([words(said or "") for said in plot.reporting]))
    if notes:
        columns.append([f"<td>{notes.get(i, '')}</td>" for i in range(reading.n)])
    return columns


def _numbers(said: list[str]) -> list[str]:
    return [f'<td class="at-n">{one}</td>' for one in said]


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
            f"{round(low):,}–{round(high):,}{unit}"
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
            cells[i] += f": {_rules(plot.language, tuple(rules))}"
    for i, value in enumerate(reading.values_said):
        if not value:
            cells[i] = capital(no_value_said(plot, i, reading.marks[i]))
    return [f"<td>{said}</td>" for said in cells]


@lru_cache(maxsize=256)
def _meanings(language: Language, small_below: int) -> dict[str, str]:
    return {mark: capital(said) for mark, said in marks_said(language, small_below).items()}


@lru_cache(maxsize=1024)
def _rules(language: Language, rules: tuple[str, ...]) -> str:
    """The names of the rules that mark a point, safe in HTML."""
    return words(", ".join(rule_words(rule, language) for rule in rules))


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
    return {i: "; ".join(said for said in notes if said) for i, notes in found.items()}
