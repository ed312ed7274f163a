"""A whole figure, as pages embed it: sentence, drawing for two widths, notes, key, and the table that opens."""

from __future__ import annotations

from functools import lru_cache

from allteach.charts.control_chart import NARROW, WIDE, draw_reading
from allteach.charts.control_chart.line_words import line_words
from allteach.charts.marks import key
from allteach.charts.plot import Plot
from allteach.charts.reading import Reading, marks_said, read
from allteach.charts.rules import rule_set_words
from allteach.charts.sentence import described_as, says
from allteach.charts.svg import checked_ident, leads_somewhere, words
from allteach.charts.table import table_of
from allteach.charts.words import Language, Length, capital

# In which order the key explains marks, and which it always does not.
_KEY_ORDER = ("better", "worse", "signal", "noise", "soon", "out", "missing", "small")


def figure(
    plot: Plot,
    *,
    ident: str,
    wide: bool = True,
    narrow: bool = True,
    open_table: bool = False,
    heading: int = 2,
    classes: str = "at-panel",
) -> str:
    """The figure as HTML.

    Parameters
    ----------
    ident : str
        Its id, and the start of the ids inside; unique on its page.
    wide, narrow : bool
        Whether to draw for 760 and for 358 pixels. With both, the stylesheet shows the one that fits.
    open_table : bool
        Whether the table of numbers stands open.
    heading : int
        Level of the title, 2 to 6; 0 leaves the title to the page.
    classes : str
        Further classes of the figure.

    Raises
    ------
    ValueError
        If `ident` cannot be an id, or something in the plot does not fit its periods.
    """
    checked_ident(ident)
    reading = read(plot)
    sentence = says(reading)
    description = described_as(plot, sentence)
    labels = line_words(reading)
    reader = words(plot.language.gettext("Read the points of this chart one by one"))
    parts = [f'<figure class="{words(f"at-chart {classes}".strip())}" id="{ident}" data-chart="{reader}">']
    parts.append(_title(plot, ident, heading))
    rest = f" {words(sentence.rest)}" if sentence.rest else ""
    parts.append(f'<p class="at-chart__says"><b class="at-strong">{words(sentence.verdict)}</b>{rest}</p>')
    for is_wanted, is_both, name, width in ((wide, narrow, "wide", WIDE), (narrow, wide, "narrow", NARROW)):
        if is_wanted:
            svg = draw_reading(reading, labels, ident=f"{ident}-{name}", width=width, description=description)
            by_width = f" at-chart__{name}" if is_both else ""
            parts.append(f'<div class="at-chart__draw{by_width}">{svg}</div>')
    parts.append(_notes(reading))
    parts.append(_key(reading))
    parts.append(_numbers(reading, open_table=open_table))
    parts.append("</figure>")
    return "".join(parts)


def _title(plot: Plot, ident: str, heading: int) -> str:
    title = f'<h{heading} class="at-h2" id="{ident}-heading">{words(plot.title)}</h{heading}>' if heading else ""
    which = f'<span class="at-fine at-quiet">{words(plot.chart_words)}</span>' if plot.chart_words else ""
    return f'<div class="at-chart__title">{title}{which}</div>' if title or which else ""


def _notes(reading: Reading) -> str:
    """The words of the pins, in the order of their numbers; the number is the link."""
    plot = reading.plot
    if not plot.notes:
        return ""
    # The year is written where a month's name alone could be either of two.
    names = plot.language.periods(plot.periods, "short")
    length: Length = "short" if len(set(names)) == len(names) else "medium"
    items = []
    for note in sorted(plot.notes, key=lambda note: note.number):
        kind = "" if note.kind == "test" else f" at-pin--{note.kind}"
        start, period = plot.periods[note.at]
        number = f'<span class="at-pin{kind}">{note.number}</span>'
        if leads_somewhere(note.href):
            number = f'<a class="at-pin{kind}" href="{words(note.href)}">{note.number}</a>'
        when = words(plot.language.period(start, period, length))
        items.append(f'<li>{number}<span><span class="at-quiet">{when}</span> {words(note.words)}</span></li>')
    return f'<ul class="at-notes">{"".join(items)}</ul>'


def _key(reading: Reading) -> str:
    """What the marks mean that this chart shows."""
    shown = set(reading.marks)
    if not shown:
        return ""
    plot = reading.plot
    items = _key_items(plot.language, plot.small_below)
    rules = (
        "" if plot.analysis is None or reading.last is None else _rules_item(plot.language, plot.analysis.plan.rules)
    )
    return f'<ul class="at-keys">{"".join(items[mark] for mark in _KEY_ORDER if mark in shown)}{rules}</ul>'


@lru_cache(maxsize=256)
def _key_items(language: Language, small_below: int) -> dict[str, str]:
    said = dict(marks_said(language, small_below))
    said["noise"] = words(language.gettext("no signal: chance alone could do this"))
    return {mark: f"<li>{key(mark)}{capital(meaning)}</li>" for mark, meaning in said.items()}


@lru_cache(maxsize=256)
def _rules_item(language: Language, rules: str) -> str:
    said = language.gettext("Signals by {rules}").format(rules=rule_set_words(rules, language))
    return f'<li class="at-quiet">{words(said)}</li>'


def _numbers(reading: Reading, *, open_table: bool) -> str:
    if not reading.n:
        return ""
    language, title = reading.plot.language, words(reading.plot.title)
    show = words(language.gettext("Show the numbers"))
    return (
        f'<details class="nhsuk-details"{" open" if open_table else ""}><summary class="nhsuk-details__summary">'
        f'<span class="nhsuk-details__summary-text">{show}</span></summary><div class="nhsuk-details__text">'
        f'<div class="at-scroll" tabindex="0" role="region" aria-label="{title}">{table_of(reading)}</div>'
        "</div></details>"
    )
