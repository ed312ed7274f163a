"""How large a change is, and how far the goal."""

from __future__ import annotations

from allteach.charts.sentence.talk import Talk
from allteach.charts.words import capital

# A change smaller than this share of what is left to the goal is called small.
_SMALL_SHARE = 0.2


def size(talk: Talk) -> str:
    """The latest value beside its centre and its goal: "Baseline 13%, September 2026 55%: 42 points higher"."""
    _ = talk.language.gettext
    value = _value_said(talk)
    centre, goal = talk.compared_with(), talk.reading.goal
    clauses = []
    if centre is None:
        said = _("{period} {value}").format(period=capital(talk.period(talk.last)), value=value)
    else:
        said = f"{_centre_said(talk, centre)}, {talk.period(talk.last)} {value}"
        clauses.append(_change(talk, centre))
    if goal is not None:
        clauses.append(_to_goal(talk, goal))
    sentences = [_moved(talk), f"{said}: {', '.join(clauses)}." if clauses else f"{said}."]
    if centre is not None and goal is not None and _is_small(talk, centre, goal):
        sentences.append(_("A signal is not size: this is little beside what is left to the goal."))
    return " ".join(sentence for sentence in sentences if sentence)


def latest(talk: Talk) -> str:
    """The latest value, and how far the goal is: nothing of lines."""
    _ = talk.language.gettext
    said = _("{period} {value}").format(period=capital(talk.period(talk.last)), value=_value_said(talk))
    return f"{said}." if talk.reading.goal is None else f"{said}: {_to_goal(talk, talk.reading.goal)}."


def _value_said(talk: Talk) -> str:
    value = talk.reading.value_said(talk.value)
    return talk.language.about(value) if talk.last in talk.reading.plot.ranges else value


def against_the_goal(talk: Talk) -> str:
    """Whether the process, as it runs now, meets the goal, chance included. While it changes nobody knows."""
    _ = talk.language.gettext
    if talk.is_too_short or talk.analysis.variation != "common_cause":
        return ""
    return {
        None: "",
        "pass": _("As it runs now, chance alone would not bring it back over the goal."),
        "inconsistent": _("As it runs now, the goal is met at times and missed at times, by chance."),
        "fail": _("As it runs now, chance alone will not reach the goal."),
    }[talk.analysis.assurance]


def _moved(talk: Talk) -> str:
    """From where to where a person set the centre anew; empty when nobody did."""
    _ = talk.language.gettext
    stretches = talk.reading.stretches
    before = stretches[-2].centre if len(stretches) > 1 else None
    if before is None or talk.part.centre is None:
        return ""
    if talk.reading.has_median:
        said = _("The median moved from {before} to {now} in {period}.")
    else:
        said = _("The mean moved from {before} to {now} in {period}.")
    line = talk.reading.line_said
    return said.format(before=line(before), now=line(talk.part.centre), period=talk.period(talk.part.start))


def _centre_said(talk: Talk, centre: float) -> str:
    _ = talk.language.gettext
    if talk.part.baseline:
        said = _("Baseline {value}")
    else:
        said = _("Median {value}") if talk.reading.has_median else _("Mean {value}")
    return said.format(value=talk.reading.line_said(centre))


def _distance(talk: Talk, distance: float) -> str:
    """A distance between two values: points between per cents, else the unit."""
    plot, decimals = talk.reading.plot, talk.reading.decimals
    distance = abs(distance)
    if plot.unit != "%":
        return talk.language.amount(distance, plot.unit, decimals)
    said = talk.language.ngettext("{number} point", "{number} points", 1 if distance == 1 else 2)
    return said.format(number=talk.language.number(distance, decimals))


def _change(talk: Talk, centre: float) -> str:
    _ = talk.language.gettext
    change = talk.rounded(talk.value) - talk.rounded(centre)
    if not change:
        return _("no difference")
    said = _("{distance} higher") if change > 0 else _("{distance} lower")
    return said.format(distance=_distance(talk, change))


def _to_goal(talk: Talk, goal: float) -> str:
    _ = talk.language.gettext
    left = talk.left_to_goal(goal)
    if not left:
        return _("at the goal")
    said = _("{distance} from the goal") if left > 0 else _("{distance} past the goal")
    return said.format(distance=_distance(talk, left))


def _is_small(talk: Talk, centre: float, goal: float) -> bool:
    """Whether there is a signal whose size is little beside what is left to the goal."""
    if talk.is_too_short or talk.analysis.variation == "common_cause":
        return False
    left = talk.left_to_goal(goal)
    return abs(talk.rounded(talk.value) - talk.rounded(centre)) < _SMALL_SHARE * left
