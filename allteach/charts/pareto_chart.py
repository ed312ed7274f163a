"""Causes by how often they occur: bars lying down, so that long names can be read, and what they add up to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from allteach.charts.control_chart import NARROW, NARROW_BELOW, WIDE
from allteach.charts.figure import framed
from allteach.charts.marks import MARKS
from allteach.charts.svg import document, px, shortened, words
from allteach.charts.theme import Theme, apply
from allteach.charts.words import Language, capital
from allteach.spc import Pareto

_LETTER = 6.9
_ROW = 28.0
_TOP = 30.0
_FEW_EVENTS = 30  # Below this many in all, the order of causes is largely chance. Domain reference 4.9.


@dataclass(frozen=True, kw_only=True)
class ParetoPlot:
    """Everything a Pareto chart shows, says and tabulates.

    Parameters
    ----------
    title, measure_words, chart_words, language
        As in `Plot`.
    analysis : spc.Pareto
        Causes in the order drawn. What may not be shown has to be joined with others before.
    counted_words : str
        What was counted: ``late visits``. Empty: nothing is said.
    """

    title: str
    analysis: Pareto
    measure_words: str = ""
    chart_words: str = ""
    counted_words: str = ""
    language: Language = field(default_factory=Language.english)


def pareto(plot: ParetoPlot, *, ident: str, width: float = WIDE, theme: Theme | None = None) -> str:
    """The Pareto chart as SVG with a title, a description and a reading for every cause.

    Raises
    ------
    ValueError
        If `ident` cannot be an id.
    """
    svg = _drawn(plot, ident, width)
    return apply(theme, svg) if theme else svg


def pareto_figure(
    plot: ParetoPlot, *, ident: str, open_table: bool = False, heading: int = 2, classes: str = "at-panel"
) -> str:
    """The whole figure: sentence, drawing for two widths, and the table that opens. As `figure`."""
    verdict, rest = _says(plot)
    return framed(
        ident=ident,
        title=plot.title,
        chart_words=plot.chart_words,
        verdict=verdict,
        rest=rest,
        wide=_drawn(plot, f"{ident}-wide", WIDE),
        narrow=_drawn(plot, f"{ident}-narrow", NARROW),
        below="",
        table=pareto_table(plot),
        open_table=open_table,
        heading=heading,
        classes=classes,
        language=plot.language,
    )


def pareto_in_words(plot: ParetoPlot) -> str:
    """One paragraph: which few causes make up most, and whether there is enough to go by."""
    said = " ".join(part for part in _says(plot) if part)
    return f"{capital(plot.measure_words)}. {said}" if plot.measure_words else said


def pareto_table(plot: ParetoPlot) -> str:
    """Every cause with its count and shares, as an HTML table."""
    _ = plot.language.gettext
    heads = (_("Number"), _("Share"), _("Together"))
    head = "".join(f'<th scope="col" class="at-n">{words(said)}</th>' for said in heads)
    rows = []
    for row in _rows(plot):
        numbers = (_count(plot, row.number), _share(plot, row.share), _share(plot, row.together))
        cells = "".join(f'<td class="at-n">{words(said)}</td>' for said in numbers)
        rows.append(f'<tr><th scope="row">{words(row.label)}</th>{cells}</tr>')
    return (
        f'<table class="at-table at-table--tight"><caption>{words(plot.title)}</caption>'
        f'<thead><tr><th scope="col">{words(_("Cause"))}</th>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
    )


class _Row(NamedTuple):
    """One cause; shares are between 0 and 1, `together` with all before it."""

    label: str
    number: float
    share: float
    together: float


def _rows(plot: ParetoPlot) -> list[_Row]:
    analysis = plot.analysis
    numbers = (analysis.counts.tolist(), analysis.share.tolist(), analysis.cumulative.tolist())
    return [_Row(*row) for row in zip(analysis.labels, *numbers, strict=True)]


def _count(plot: ParetoPlot, count: float) -> str:
    return plot.language.number(count, 0 if count == int(count) else 1)


def _share(plot: ParetoPlot, share: float) -> str:
    return plot.language.amount(100 * share, "%")


def _says(plot: ParetoPlot) -> tuple[str, str]:
    """The verdict, and all else."""
    language, analysis = plot.language, plot.analysis
    _ = language.gettext
    few, total = analysis.vital_few, float(analysis.counts.sum())
    said = language.ngettext(
        "{number} of {total} causes makes up {share}.", "{number} of {total} causes make up {share}.", few
    )
    verdict = said.format(
        number=capital(language.small_number(few)),
        total=language.number(len(analysis.labels)),
        share=_share(plot, float(analysis.cumulative[few - 1])),
    )
    most = list(analysis.labels[: min(few, 3)])
    parts = [_("Most often: {names}.").format(names=language.listed(most))]
    if plot.counted_words:
        parts.append(_("{number} {counted} in all.").format(number=_count(plot, total), counted=plot.counted_words))
    if total < _FEW_EVENTS:
        parts.append(_("With so few the order may be chance."))
    return verdict, " ".join(parts)


# --- drawing ----------------------------------------------------------------------------------------------------------


def _drawn(plot: ParetoPlot, ident: str, width: float) -> str:
    rows = _rows(plot)
    narrow = width < NARROW_BELOW
    digits = max(len(_count(plot, row.number)) for row in rows) * 7.6
    longest = max(len(row.label) for row in rows) * _LETTER
    room = min(max(longest, 40.0), width * (0.36 if narrow else 0.4))
    left, right = room + digits + 14, width - 44
    bottom = _TOP + len(rows) * _ROW

    def x(share: float) -> float:
        return left + share * (right - left)

    out = []
    for share in (0.0, 0.5, 1.0) if narrow else (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        out.append(
            f'<path class="{"c-rule" if share else "c-axis"}" d="M{px(x(share))} {px(_TOP - 6)}V{px(bottom)}"/>'
            f'<text class="c-quiet c-mid" x="{px(x(share))}" y="{px(_TOP - 14)}">{words(_share(plot, share))}</text>'
        )
    middles = [_TOP + (k + 0.5) * _ROW for k in range(len(rows))]
    for k, (row, y) in enumerate(zip(rows, middles, strict=True)):
        bar = "c-bar" if k < plot.analysis.vital_few else "c-bar-pale"
        out.append(
            f'<g data-point=""><title>{words(_reading(plot, row))}</title>'
            f'<path class="{bar}" d="M{px(left)} {px(y - 9)}H{px(max(x(row.share), left + 1))}v18H{px(left)}z"/></g>'
            f'<text class="c-text" x="0" y="{px(y + 4)}">{words(shortened(row.label, room))}</text>'
            f'<text class="c-strong c-end" x="{px(left - 8)}" y="{px(y + 4)}">{words(_count(plot, row.number))}</text>'
        )
    ends = [(px(x(row.together)), px(y)) for row, y in zip(rows, middles, strict=True)]
    out.append(f'<path class="c-centre" d="M{"L".join(f"{at} {y}" for at, y in ends)}"/>')
    out += [MARKS["noise"] % (at, y) for at, y in ends]
    last = plot.analysis.vital_few - 1
    said, beside = words(_share(plot, rows[last].together)), px(x(rows[last].together) + 9)
    out.append(f'<text class="c-strong c-halo" x="{beside}" y="{px(middles[last] + 4)}">{said}</text>')
    return document(
        "".join(out),
        width=width,
        height=bottom + 12,
        ident=ident,
        title=plot.title,
        description=pareto_in_words(plot),
    )


def _reading(plot: ParetoPlot, row: _Row) -> str:
    said = plot.language.gettext("{label}, {count}, {share} of all, {together} together")
    return said.format(
        label=row.label,
        count=_count(plot, row.number),
        share=_share(plot, row.share),
        together=_share(plot, row.together),
    )
