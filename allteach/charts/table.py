"""The numbers behind a chart, as an HTML table."""

from __future__ import annotations

from functools import lru_cache

from allteach.charts.marks import MARK_OF_KIND
from allteach.charts.plot import Plot
from allteach.charts.reading import Reading, marks_said, no_value_said, period_names, read, writer
from allteach.charts.rules import rule_words
from allteach.charts.svg import words
from allteach.charts.words import Language, capital


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
    has_counts = plot.numerators is not None and plot.denominators is not None
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
    rows = _rows(reading, notes, has_counts=has_counts, has_limits=has_limits)
    return (
        f'<table class="at-table at-table--tight at-numbers"><caption>{words(plot.title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _rows(reading: Reading, notes: dict[int, str], *, has_counts: bool, has_limits: bool) -> str:
    plot = reading.plot
    verdicts = _verdicts(plot.language, plot.small_below)
    names = period_names(plot.language, plot.periods, "medium")
    count = _counts(plot) if has_counts else []
    unit = words(plot.language.unit_after(plot.unit))
    line = writer(plot.language, reading.line_decimals)
    said_lines: dict[float | None, str] = {None: ""}
    said_limits: dict[tuple[float | None, float | None], str] = {}
    counts_hidden = '<td class="at-n"></td><td class="at-n"></td>'
    rows = []
    for i, (mark, value, centre) in enumerate(zip(reading.marks, reading.values_said, reading.centre, strict=True)):
        row = f'<tr><th scope="row">{names[i]}</th>'
        if has_counts:
            row += counts_hidden if mark == "small" else count[i]
        if centre not in said_lines:
            said_lines[centre] = line(centre or 0.0) + unit
        row += f'<td class="at-n">{value}</td><td class="at-n">{said_lines[centre]}</td>'
        if has_limits:
            both = reading.lower[i], reading.upper[i]
            if both not in said_limits:
                said_limits[both] = words(reading.limits_said(*both))
            row += f'<td class="at-n">{said_limits[both]}</td>'
        if not value:
            row += f"<td>{capital(no_value_said(plot, i, mark))}</td>"
        elif i in reading.rules_at and mark in MARK_OF_KIND.values():
            row += f"<td>{verdicts[mark]}: {_rules(plot.language, tuple(reading.rules_at[i]))}</td>"
        else:
            row += f"<td>{verdicts[mark]}</td>"
        if plot.reporting:
            row += f'<td class="at-n">{words(plot.reporting[i] or "")}</td>'
        if notes:
            row += f"<td>{notes.get(i, '')}</td>"
        rows.append(row + "</tr>")
    return "".join(rows)


def _counts(plot: Plot) -> list[str]:
    """The two cells of each row that say number and of how many."""
    whole, tenths = writer(plot.language, 0), writer(plot.language, 1)

    def said(number: float | None) -> str:
        if number is None:
            return ""
        return whole(number) if number == int(number) else tenths(number)

    return [
        f'<td class="at-n">{said(number)}</td><td class="at-n">{said(total)}</td>'
        for number, total in zip(plot.numerators or (), plot.denominators or (), strict=True)
    ]


@lru_cache(maxsize=256)
def _verdicts(language: Language, small_below: int) -> dict[str, str]:
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
