"""What a funnel chart shows, in words and as a table: units of different size beside what they have in common."""

from __future__ import annotations

from dataclasses import dataclass, field

from allteach.charts.figure import key_of
from allteach.charts.svg import words
from allteach.charts.words import Language, capital
from allteach.spc import Funnel


@dataclass(frozen=True, kw_only=True)
class FunnelPlot:
    """Everything a funnel chart shows, says and tabulates.

    Parameters
    ----------
    title, measure_words, chart_words, language, small_below
        As in `Plot`.
    analysis : spc.Funnel
        Of n units; NaN where one has no value or may not be shown.
    names : tuple of str, length n
        In the order in which the table should stand.
    per, unit, decimals
        Values are multiplied by `per` and written with `unit`.
    direction : {"up", "down", "none"}
        Which way is better.
    size_words : str
        What the denominator counts: ``patients``.
    own : frozenset of int
        Units that are named on the chart wherever they lie, for those who look for themselves.
    suppressed : frozenset of int
        Units that may not be shown.
    """

    title: str
    analysis: Funnel
    names: tuple[str, ...]
    per: float = 100.0
    unit: str = "%"
    decimals: int = 0
    direction: str = "none"
    measure_words: str = ""
    size_words: str = ""
    chart_words: str = ""
    own: frozenset[int] = frozenset()
    suppressed: frozenset[int] = frozenset()
    small_below: int = 5
    language: Language = field(default_factory=Language.english)


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit that may be shown: its value on the drawn scale, its mark, and its words as plain text."""

    at: int
    name: str
    size: float
    value: float
    mark: str
    value_said: str
    number_said: str
    size_said: str
    meaning: str


def key_for(plot: FunnelPlot, units: list[Unit]) -> str:
    """The key of the marks that are on the chart, as HTML."""
    _ = plot.language.gettext
    said = {
        "better": _("better than chance explains"),
        "worse": _("worse than chance explains"),
        "signal": _("further from all than chance explains"),
        "noise": _("within what chance explains"),
    }
    shown = {unit.mark for unit in units}
    return key_of({mark: words(meaning) for mark, meaning in said.items() if mark in shown})


def units_of(plot: FunnelPlot) -> list[Unit]:
    """The units that may be shown, in the order of their names. ValueError if there is not one name for each."""
    analysis, language = plot.analysis, plot.language
    _ = language.gettext
    if len(plot.names) != len(analysis.values):
        raise ValueError(f"names has {len(plot.names)} units, analysis has {len(analysis.values)}")
    found = []
    for i, (value, size, is_outside) in enumerate(
        zip(analysis.values.tolist(), analysis.denominator.tolist(), analysis.outside.tolist(), strict=True)
    ):
        if value != value or i in plot.suppressed:
            continue
        mark, meaning = "noise", _("within what chance explains")
        if is_outside:
            is_high = value > analysis.target
            meaning = _("above what chance explains") if is_high else _("below what chance explains")
            mark = "signal"
            if plot.direction != "none":
                mark = "better" if is_high == (plot.direction == "up") else "worse"
        number = round(value * size, 6)
        found.append(
            Unit(
                at=i,
                name=plot.names[i],
                size=size,
                value=value * plot.per,
                mark=mark,
                value_said=language.amount(value * plot.per, plot.unit, plot.decimals),
                number_said=language.number(number, 0 if number == int(number) else 1),
                size_said=language.number(size, 0 if size == int(size) else 1),
                meaning=meaning,
            )
        )
    return found


def target_said(plot: FunnelPlot) -> str:
    """What all have in common, with its unit."""
    return plot.language.amount(plot.analysis.target * plot.per, plot.unit, plot.decimals)


def described(plot: FunnelPlot, units: list[Unit]) -> str:
    """One paragraph for somebody who cannot see the chart."""
    said = " ".join(part for part in says(plot, units) if part)
    return f"{capital(plot.measure_words)}. {said}" if plot.measure_words else said


def says(plot: FunnelPlot, units: list[Unit]) -> tuple[str, str]:
    """The verdict, and all else."""
    language = plot.language
    _ = language.gettext
    parts = []
    if not units:
        verdict = _("Nothing to show yet.")
    else:
        outside = [unit for unit in units if unit.mark != "noise"]
        verdict = _("None differs by more than chance.")
        if outside:
            said = language.ngettext(
                "{number} of {total} differs by more than chance.",
                "{number} of {total} differ by more than chance.",
                len(outside),
            )
            number = capital(language.small_number(len(outside)))
            verdict = said.format(number=number, total=language.number(len(units)))
        above = [unit.name for unit in outside if unit.value > plot.analysis.target * plot.per]
        below = [unit.name for unit in outside if unit.value <= plot.analysis.target * plot.per]
        if above:
            parts.append(_("Above: {names}.").format(names=language.listed(above)))
        if below:
            parts.append(_("Below: {names}.").format(names=language.listed(below)))
        parts.append(_("All together: {value}.").format(value=target_said(plot)))
        if plot.analysis.adjusted is not None:
            parts.append(_("The limits allow for what they vary among themselves beyond chance."))
    if plot.suppressed:
        said = language.ngettext(
            "{number} is hidden: fewer than {least} people.",
            "{number} are hidden: fewer than {least} people each.",
            len(plot.suppressed),
        )
        number = capital(language.small_number(len(plot.suppressed)))
        parts.append(said.format(number=number, least=plot.small_below))
    return verdict, " ".join(parts)


def table(plot: FunnelPlot, units: list[Unit]) -> str:
    """Every unit by name with its numbers and what they say, as an HTML table."""
    _ = plot.language.gettext
    heads = (
        (_("Name"), ""),
        (_("Number"), ' class="at-n"'),
        (_("Of"), ' class="at-n"'),
        (_("Value"), ' class="at-n"'),
        (_("What it says"), ""),
    )
    head = "".join(f'<th scope="col"{klass}>{words(said)}</th>' for said, klass in heads)
    by_place = {unit.at: unit for unit in units}
    hidden = _("fewer than {number}").format(number=plot.language.number(plot.small_below))
    rows = []
    for i, name in enumerate(plot.names):
        unit = by_place.get(i)
        numbers, meaning = ("", "", ""), hidden if i in plot.suppressed else _("not reported")
        if unit:
            numbers, meaning = (unit.number_said, unit.size_said, unit.value_said), unit.meaning
        cells = "".join(f'<td class="at-n">{words(said)}</td>' for said in numbers)
        rows.append(f'<tr><th scope="row">{words(name)}</th>{cells}<td>{words(capital(meaning))}</td></tr>')
    return (
        f'<table class="at-table at-table--tight at-numbers"><caption>{words(plot.title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )
