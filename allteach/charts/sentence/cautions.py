"""What to keep in mind when reading a chart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allteach.charts.reading import Reading
from allteach.charts.sentence.talk import Talk
from allteach.charts.words import capital

# With fewer than this share of all, a point rests on a part of them. Domain reference 4.6.
_ENOUGH_REPORTING = 0.9
_NUMBERS = re.compile(r"\d+")


def cautions(talk: Talk) -> Iterator[str]:
    """Whole sentences, where due."""
    _ = talk.language.gettext
    plot, marks = talk.reading.plot, talk.reading.marks
    yield _incomplete(talk)
    yield from not_sent(talk.reading)
    if not talk.is_too_short and not plot.unjudged:
        for key in talk.analysis.cautions:
            yield _of_the_engine(talk, key)
    changed = [phase.at for phase in plot.phases if phase.kind == "definition" and phase.at]
    if changed:
        said = _("The definition changed in {period}: compare with what was before with care.")
        yield said.format(period=talk.period(max(changed)))
    for why, many in talk.reading.hidden.items():
        said = talk.language.ngettext("{count} is hidden: {why}.", "{count} are hidden: {why}.", many)
        yield capital(said.format(count=talk.count(many), why=why))
    if hidden := marks.count("small") - sum(talk.reading.hidden.values()):
        said = talk.language.ngettext(
            "{count} is hidden: fewer than {number} people.",
            "{count} are hidden: fewer than {number} people each.",
            hidden,
        )
        yield capital(said.format(count=talk.count(hidden), number=plot.small_below))
    if estimates := len(plot.ranges):
        said = talk.language.ngettext(
            "{count} is an estimate: some teams' numbers are too small to show.",
            "{count} are estimates: some teams' numbers are too small to show.",
            estimates,
        )
        yield capital(said.format(count=talk.count(estimates)))
    if left_out := marks.count("out"):
        said = talk.language.ngettext(
            "{count} is left out of the reckoning.", "{count} are left out of the reckoning.", left_out
        )
        yield capital(said.format(count=talk.count(left_out)))


def not_sent(reading: Reading) -> Iterator[str]:
    """That values are typed and not yet sent, and which."""
    language, periods = reading.plot.language, reading.plot.periods
    for i, value in sorted(reading.plot.drafts.items()):
        said = language.gettext("{period}, {value}, is not yet sent and not judged.")
        period = capital(language.period(*periods[i], "long"))
        yield said.format(period=period, value=reading.value_said(value))


def _of_the_engine(talk: Talk, key: str) -> str:
    """A caution of the analysis in words; empty for one that is not meant for readers of charts."""
    _ = talk.language.gettext
    return {
        "few_points": _("There are few points yet: more may tell another story."),
        "short_baseline": _("The baseline is short, so the lines may still move."),
        "no_variation": _("The values of the baseline do not vary, so there are no limits."),
        "small_denominators": _("Few cases stand behind the points: read single ones with care."),
        "large_denominators": _("So many cases stand behind the points that even little things are signals."),
    }.get(key, "")


def _incomplete(talk: Talk) -> str:
    """Whether the latest point is complete, and who stands behind it when that is not nearly all."""
    _ = talk.language.gettext
    behind = _behind(talk)
    is_provisional = talk.last in talk.reading.plot.provisional
    period = capital(talk.period(talk.last))
    if behind:
        number, total = (talk.language.number(count) for count in behind)
        if is_provisional:
            said = _("{period} is not complete yet: {number} of {total} have reported.")
        else:
            said = _("{period} rests on {number} of {total} that report.")
        return said.format(period=period, number=number, total=total)
    return _("{period} is not complete yet.").format(period=period) if is_provisional else ""


def _behind(talk: Talk) -> tuple[int, int] | None:
    """How many of how many stand behind the latest point; None when that is nearly all, or not known."""
    said = talk.reading.plot.reporting or ()
    counts = [[int(number) for number in _NUMBERS.findall(one or "")] for one in said]
    if not counts or not counts[talk.last]:
        return None
    now, *whole = counts[talk.last]
    most = whole[0] if whole else max(found[0] for found in counts if found)
    return (now, most) if now < _ENOUGH_REPORTING * most else None
