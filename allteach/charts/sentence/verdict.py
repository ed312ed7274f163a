"""The verdict on a chart, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from allteach.charts.sentence.talk import Talk
from allteach.charts.words import Language, capital

# Rules of which the same is said whatever they mark.
_SAID_ALIKE = ("runs", "four_of_five", "alternating", "within_one", "both_sides")

# Whether it holds at the latest point, and what it is, without a capital or a full stop.
_Reason = tuple[bool, str]


def verdict(talk: Talk) -> str:
    """Whether things change, in a word or two."""
    _ = talk.language.gettext
    variation = talk.analysis.variation
    if talk.is_too_short:
        return _("Too few points to tell.")
    if variation in ("improvement_high", "improvement_low"):
        return _("Improving.")
    if variation in ("concern_high", "concern_low"):
        return _("Getting worse.")
    if variation == "common_cause":
        return _("No signal now.") if talk.analysis.has_signal else _("No signal.")
    if talk.analysis.plan.direction != "none":
        return _("A signal, neither better nor worse.")
    return _("A change: higher.") if variation == "neutral_high" else _("A change: lower.")


def evidence(talk: Talk) -> str:
    """Why: at most two reasons. What was once is only told when nothing is now."""
    _ = talk.language.gettext
    if talk.is_too_short:
        shown = sum(value is not None for value in talk.reading.values[talk.part.start : talk.part.stop])
        count = capital(talk.count(shown))
        if talk.part.start:
            return _("{count} since {period}.").format(count=count, period=talk.period(talk.part.start))
        return _("{count} so far.").format(count=count)
    if not talk.analysis.has_signal:
        return _("Chance alone could make the values vary like this.")
    reasons = [*_run(talk), *_outside(talk), *_others(talk)]
    told = [said for is_now, said in reasons if is_now] or [said for _is_now, said in reasons]
    return capital("; ".join(told[:2])) + "."


def _centre_named(talk: Talk) -> str:
    _ = talk.language.gettext
    if talk.part.baseline:
        return _("the baseline median") if talk.reading.has_median else _("the baseline mean")
    return _("the median") if talk.reading.has_median else _("the mean")


def _run(talk: Talk) -> Iterator[_Reason]:
    """The latest run of points on one side that is a signal, and whether it is still going on."""
    _ = talk.language.gettext
    marked = talk.at("longest_run") or talk.at("shift")
    if not marked:
        return
    sides, included = talk.analysis.plain.side, talk.analysis.plain.included
    end = marked[-1]
    side = sides[end]
    length = 0
    for i in range(end, talk.part.start - 1, -1):
        if included[i]:
            if sides[i] == -side:
                break
            length += sides[i] == side
    goes_on = all(sides[i] != -side for i in range(end, talk.last + 1))
    if goes_on:
        said = _("{count} in a row lie above {centre}") if side > 0 else _("{count} in a row lie below {centre}")
    elif side > 0:
        said = _("{count} in a row lay above {centre}, up to {period}")
    else:
        said = _("{count} in a row lay below {centre}, up to {period}")
    yield goes_on, said.format(count=talk.count(length), centre=_centre_named(talk), period=talk.period(end))


def _outside(talk: Talk) -> Iterator[_Reason]:
    """Points outside the limits on the side of the latest of them: since when all, which one, or how many."""
    _ = talk.language.gettext
    marked = talk.at("outside")
    if not marked:
        return
    sides, values = talk.analysis.plain.side, talk.reading.values
    marked = [i for i in marked if sides[i] == sides[marked[-1]]]
    is_above = sides[marked[-1]] > 0
    shown = [i for i in range(talk.part.start, talk.last + 1) if values[i] is not None]
    together = 0
    while together < len(marked) and marked[-1 - together] == shown[-1 - together]:
        together += 1
    first = marked[-1]
    if together > 1:
        first = shown[-together]
        above = _("since {period} all lie above what chance alone explains")
        below = _("since {period} all lie below what chance alone explains")
    elif len(marked) > 1:
        above = _("{count} lie above what chance alone explains, the latest in {period}")
        below = _("{count} lie below what chance alone explains, the latest in {period}")
    else:
        above = _("{period} lies above what chance alone explains")
        below = _("{period} lies below what chance alone explains")
    said = above if is_above else below
    yield together > 0, said.format(count=talk.count(len(marked)), period=talk.period(first))


def _others(talk: Talk) -> Iterator[_Reason]:
    """The other rules, each in a few words. Which points they mark can be seen and is in the table."""
    _ = talk.language.gettext
    if trend := talk.at("trend"):
        if talk.analysis.headings["trend"][trend[-1]] > 0:
            said = _("up to {period} the values rise one after the other")
        else:
            said = _("up to {period} the values fall one after the other")
        yield trend[-1] == talk.last, said.format(period=talk.period(trend[-1]))
    if near := talk.at("two_of_three"):
        said = _("two of three neighbours lie near a limit, the latest in {period}")
        yield near[-1] == talk.last, said.format(period=talk.period(near[-1]))
    if talk.at("crossings"):
        yield True, _crossings(talk)
    for rule in _SAID_ALIKE:
        if marked := talk.at(rule):
            yield marked[-1] == talk.last, _alike(rule, talk.language)


def _alike(rule: str, language: Language) -> str:
    """What one of _SAID_ALIKE says."""
    _ = language.gettext
    return {
        "runs": _("the line changes sides more seldom or more often than chance would make it"),
        "four_of_five": _("four of five neighbours lie far from the centre, on one side"),
        "alternating": _("the values go up and down in turn for longer than chance would make them"),
        "within_one": _("the values keep closer to the centre than chance would make them"),
        "both_sides": _("the values keep away from the centre, on both sides"),
    }[rule]


def _crossings(talk: Talk) -> str:
    part = talk.analysis.parts[-1]
    times, least = part.crossings or 0, part.crossings_min or 0
    said = talk.language.ngettext(
        "the line crosses {centre} {number} time, where chance makes it at least {least}",
        "the line crosses {centre} {number} times, where chance makes it at least {least}",
        times,
    )
    small = talk.language.small_number
    return said.format(centre=_centre_named(talk), number=small(times), least=small(least))
