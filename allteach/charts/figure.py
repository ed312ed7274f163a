"""A whole figure, as pages embed it: sentence, drawing for two widths, notes, key, and the table that opens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from allteach.charts.control_chart import NARROW, WIDE, draw_reading
from allteach.charts.control_chart.line_words import line_words
from allteach.charts.marks import key
from allteach.charts.plot import LaterNote, Note, Plot
from allteach.charts.reading import Reading, marks_said, read
from allteach.charts.rules import false_signal_setting, false_signal_words, rule_set_words
from allteach.charts.sentence import described_as, says
from allteach.charts.svg import checked_ident, leads_somewhere, words
from allteach.charts.table import table_of
from allteach.charts.words import Language, Length, capital
from allteach.spc import Plan

# In which order the key explains marks, and which it always does not.
_KEY_ORDER = ("better", "worse", "signal", "noise", "plain", "soon", "draft", "out", "missing", "small")


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
    reading = read(plot)
    sentence = says(reading)
    description = described_as(plot, sentence)
    labels = line_words(reading)

    def drawn(name: str, width: float) -> str:
        return draw_reading(reading, labels, ident=f"{ident}-{name}", width=width, description=description)

    return framed(
        ident=ident,
        title=plot.title,
        chart_words=plot.chart_words,
        verdict=sentence.verdict,
        rest=sentence.rest,
        wide=drawn("wide", WIDE) if wide else "",
        narrow=drawn("narrow", NARROW) if narrow else "",
        below=_notes(reading) + _key(reading),
        table=table_of(reading) if reading.n else "",
        open_table=open_table,
        heading=heading,
        classes=classes,
        language=plot.language,
    )


class _Said(NamedTuple):
    """What stands on every figure, safe in HTML."""

    read: str
    show: str


@lru_cache(maxsize=64)
def _said(language: Language) -> _Said:
    return _Said(
        read=words(language.gettext("Read the points of this chart one by one")),
        show=words(language.gettext("Show the numbers")),
    )


def framed(
    *,
    ident: str,
    title: str,
    chart_words: str,
    verdict: str,
    rest: str,
    wide: str,
    narrow: str,
    below: str,
    table: str,
    language: Language,
    open_table: bool = False,
    heading: int = 2,
    classes: str = "",
) -> str:
    """The parts of a figure put together. `title` to `rest` are plain text, the others are HTML or empty."""
    checked_ident(ident)
    reader = _said(language).read
    head = f'<h{heading} class="at-h2" id="{ident}-heading">{words(title)}</h{heading}>' if heading else ""
    which = f'<span class="at-fine at-quiet">{words(chart_words)}</span>' if chart_words else ""
    parts = [f'<figure class="{words(f"at-chart {classes}".strip())}" id="{ident}" data-chart="{reader}">']
    if head or which:
        parts.append(f'<div class="at-chart__title">{head}{which}</div>')
    why = f" {words(rest)}" if rest else ""
    parts.append(f'<p class="at-chart__says"><b class="at-strong">{words(verdict)}</b>{why}</p>')
    for svg, name, other in ((wide, "wide", narrow), (narrow, "narrow", wide)):
        if svg:
            by_width = f" at-chart__{name}" if other else ""
            parts.append(f'<div class="at-chart__draw{by_width}">{svg}</div>')
    parts.append(below)
    if table:
        parts.append(_opening(table, title, language, is_open=open_table))
    parts.append("</figure>")
    return "".join(parts)


def _notes(reading: Reading) -> str:
    """The words of the pins, in the order of their numbers; the number is the link."""
    plot = reading.plot
    return _list_of_notes(plot.language, plot.periods, plot.notes, plot.later) if plot.notes or plot.later else ""


@lru_cache(maxsize=512)
def _list_of_notes(
    language: Language, periods: tuple[tuple[date, str], ...], notes: tuple[Note, ...], later: tuple[LaterNote, ...]
) -> str:
    """`_notes`, remembered: the charts of a page share what happened."""
    # The year is written where a month's name alone could be either of two.
    names = language.periods(periods, "short")
    length: Length = "short" if len(set(names)) == len(names) else "medium"
    said: list[tuple[Note | LaterNote, str]] = [(note, language.period(*periods[note.at], length)) for note in notes]
    said += [(note, after_the_last_point(note, language)) for note in later]
    items = []
    for note, when in sorted(said, key=lambda one: one[0].number):
        kind = "" if note.kind == "test" else f" at-pin--{note.kind}"
        number = f'<span class="at-pin{kind}">{note.number}</span>'
        if leads_somewhere(note.href):
            number = f'<a class="at-pin{kind}" href="{words(note.href)}">{note.number}</a>'
        items.append(f'<li>{number}<span><span class="at-quiet">{words(when)}</span> {words(note.words)}</span></li>')
    return f'<ul class="at-notes">{"".join(items)}</ul>'


def after_the_last_point(note: LaterNote, language: Language) -> str:
    """When something happened that no point shows yet: "14 Mar 2026, after the last point"."""
    day = language.period(note.on, "day", "medium")
    return language.gettext("{day}, after the last point").format(day=day)


def _key(reading: Reading) -> str:
    """What the marks mean that this chart shows, and by which rules."""
    plot = reading.plot
    items = _key_items(plot.language, plot.small_below)
    shown = [items[mark] for mark in _KEY_ORDER if mark in reading.marks]
    if reading.hidden:
        whys = list(reading.hidden)
        if len(plot.suppressed) == sum(reading.hidden.values()):
            shown.remove(items["small"])  # None is hidden because fewer people stand behind it.
        shown.append(_key_item("small", words(plot.language.hidden("; ".join(whys)))))
    if plot.ranges:
        estimates = plot.language.gettext("about: some teams' numbers are too small to show, so the sum is an estimate")
        shown.append(f'<li class="at-quiet">{words(capital(estimates))}</li>')
    if plot.analysis is not None and reading.last is not None and not plot.unjudged:
        part = reading.stretches[-1]
        shown.append(_rules_item(plot.language, *false_signal_setting(plot.analysis.plan, part.stop - part.start)))
    return f'<ul class="at-keys">{"".join(shown)}</ul>' if shown else ""


@lru_cache(maxsize=256)
def _key_items(language: Language, small_below: int) -> dict[str, str]:
    said = dict(marks_said(language, small_below))
    said["noise"] = words(language.gettext("no signal: chance alone could do this"))
    return {mark: _key_item(mark, meaning) for mark, meaning in said.items()}


def key_of(said: Mapping[str, str]) -> str:
    """A list of what marks mean, in the order given; empty when there is nothing to explain. Meanings are HTML."""
    items = "".join(_key_item(mark, meaning) for mark, meaning in said.items())
    return f'<ul class="at-keys">{items}</ul>' if items else ""


def _key_item(mark: str, meaning: str) -> str:
    return f"<li>{key(mark)}{capital(meaning)}</li>"


@lru_cache(maxsize=1024)
def _rules_item(language: Language, plan: Plan, points: int) -> str:
    said = (
        language.gettext("Signals by {rules}").format(rules=rule_set_words(plan.rules, language)),
        false_signal_words(plan, points, language),
    )
    return f'<li class="at-quiet">{words(". ".join(said))}</li>'


def _opening(table: str, title: str, language: Language, *, is_open: bool) -> str:
    return (
        f'<details class="nhsuk-details"{" open" if is_open else ""}><summary class="nhsuk-details__summary">'
        f'<span class="nhsuk-details__summary-text">{_said(language).show}</span></summary>'
        f'<div class="nhsuk-details__text"><div class="at-scroll" tabindex="0" role="region" '
        f'aria-label="{words(title)}">{table}</div></div></details>'
    )
