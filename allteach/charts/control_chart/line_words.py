"""What stands beside the lines of a control chart: goal, centre, limits, comparison, latest value."""

from __future__ import annotations

from typing import NamedTuple

from allteach.charts.reading import Reading

# Width of an average letter at 12.5 px, and of a bold one, with some air.
LETTER = 6.9
BOLD = 7.3
_LONGEST = 26
_LONGEST_LATEST = 10

_LATEST_CLASS = {"better": "c-better-word", "worse": "c-worse-word", "signal": "c-signal-word"}


class LineWords(NamedTuple):
    """Words beside a line: the value it lies at, its class, the words as plain text, and which line it is."""

    value: float
    klass: str
    said: str
    line: str


def latest_said(reading: Reading, value: float) -> str:
    """The latest value as it stands at its point on a narrow screen, as plain text: alone where its unit is long."""
    said = reading.value_said(value)
    return said if len(said) <= _LONGEST_LATEST else reading.plot.language.number(value, reading.decimals)


def line_words(reading: Reading) -> list[LineWords]:
    """The words of every line that is drawn, in no order."""
    plot, language = reading.plot, reading.plot.language
    _ = language.gettext
    found = []
    if reading.goal is not None:
        said = plot.goal_words or _("Goal {value}").format(value=reading.value_said(reading.goal))
        found.append(LineWords(reading.goal, "c-goal-word", said, "goal"))
    if reading.stretches:
        found += _of_the_latest_stretch(reading)
    if plot.reference and plot.reference_words:
        latest = next((value for value in reversed(plot.reference) if value is not None), None)
        if latest is not None:
            said = f"{plot.reference_words} {reading.value_said(latest)}"
            found.append(LineWords(latest, "c-quiet", said, "reference"))
    if reading.last is not None:
        start, kind = plot.periods[reading.last]
        value = reading.values[reading.last] or 0.0
        klass = _LATEST_CLASS.get(reading.kinds[reading.last], "c-strong")
        found.append(LineWords(value, klass, f"{language.period(start, kind)} {reading.value_said(value)}", "latest"))
    return found


def _of_the_latest_stretch(reading: Reading) -> list[LineWords]:
    _ = reading.plot.language.gettext
    found = []
    centre = reading.stretches[-1].centre
    if centre is not None:
        name = _("Median {value}") if reading.has_median else _("Mean {value}")
        found.append(LineWords(centre, "c-strong", name.format(value=reading.line_said(centre)), "centre"))
    if len(reading.stretches) > 1 and (before := reading.stretches[-2].centre) is not None:
        said = _("Before {value}").format(value=reading.line_said(before))
        found.append(LineWords(before, "c-quiet", said, "before"))
    return found + _limits(reading)


def _limits(reading: Reading) -> list[LineWords]:
    """Both limits in one, at the upper; where that would be long, each by its own line: numbers are never cut."""
    _ = reading.plot.language.gettext
    at = reading.latest_with_limits
    if at is None:
        return []
    lower, upper = reading.lower[at], reading.upper[at]
    if lower is not None and upper is not None:
        said = _("Limits {both}").format(both=reading.limits_said(lower, upper))
        if len(said) <= _LONGEST:
            return [LineWords(upper, "c-quiet", said, "limits")]
    return [
        LineWords(limit, "c-quiet", _("Limit {value}").format(value=reading.line_said(limit)), "limits")
        for limit in (upper, lower)
        if limit is not None
    ]
