"""What someone would say of a chart who could see it: verdict, evidence, size, distance to the goal, cautions.

Everything is made from the analysis, so that the words cannot disagree with the picture. A signal is not size: how
much things changed, and what is left to the goal, is said whether or not there is a signal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from allteach.charts.plot import Plot
from allteach.charts.reading import Reading, Stretch, read
from allteach.charts.words import Language, capital
from allteach.spc import Analysis

# A change this small beside what is left to the goal is called small.
_SMALL_SHARE = 0.2
# Fewer reporting than this share of all makes a point rest on a part of them (domain: nine in ten).
_ENOUGH_REPORTING = 0.9
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a chart says, as plain text: the verdict in a word or two, and why and how much."""

    verdict: str
    rest: str

    def __str__(self) -> str:
        return f"{self.verdict} {self.rest}".strip()


def in_words(plot: Plot) -> str:
    """One paragraph: what is measured, the verdict and its evidence, size, distance to the goal, cautions."""
    return described(read(plot))


def described(reading: Reading) -> str:
    """`in_words` of a plot that was made ready before."""
    return described_as(reading.plot, says(reading))


def described_as(plot: Plot, sentence: Sentence) -> str:
    """The sentence after what is measured, for readers who do not have the heading before them."""
    return f"{capital(plot.measure_words)}. {sentence}" if plot.measure_words else str(sentence)


def says(reading: Reading) -> Sentence:
    """What the chart says, without naming what is measured."""
    analysis = reading.plot.analysis
    if analysis is None or reading.last is None:
        return _of_nothing(reading)
    talk = _Talk(reading, analysis, reading.stretches[-1], reading.last)
    parts = [*talk.evidence(), talk.size(), talk.against_the_goal(), *talk.cautions()]
    return Sentence(talk.verdict(), " ".join(part for part in parts if part))


def _of_nothing(reading: Reading) -> Sentence:
    language = reading.plot.language
    if reading.plot.suppressed:
        why = language.gettext("Too few people in every period: fewer than {number}.")
        return Sentence(language.gettext("Nothing that may be shown."), why.format(number=reading.plot.small_below))
    return Sentence(language.gettext("Nothing yet."), "")


@dataclass(frozen=True, slots=True)
class _Talk:
    """A conversation about one chart: `part` is its latest stretch, `last` the latest value that may be shown."""

    reading: Reading
    analysis: Analysis
    part: Stretch
    last: int

    @property
    def language(self) -> Language:
        return self.reading.plot.language

    @property
    def value(self) -> float:
        return self.reading.values[self.last] or 0.0

    @property
    def kind(self) -> str:
        """The kind of the periods, for counting them."""
        return self.reading.plot.periods[self.last][1]

    def period(self, at: int) -> str:
        start, kind = self.reading.plot.periods[at]
        return self.language.period(start, kind, "long")

    # --- verdict and evidence --------------------------------------------------------------------------------------

    @property
    def is_too_short(self) -> bool:
        """Whether there are too few points for anything to be said, and nothing yet speaks for itself."""
        return "few_points" in self.analysis.cautions and not self.analysis.has_signal

    def verdict(self) -> str:
        _ = self.language.gettext
        variation = self.analysis.variation
        if self.is_too_short:
            return _("Too few points to tell.")
        if variation in ("improvement_high", "improvement_low"):
            return _("Improving.")
        if variation in ("concern_high", "concern_low"):
            return _("Getting worse.")
        if variation == "common_cause":
            return _("No signal now.") if self.analysis.has_signal else _("No signal.")
        if self.analysis.plan.direction != "none":
            return _("A signal, neither better nor worse.")
        return _("A change: higher.") if variation == "neutral_high" else _("A change: lower.")

    def evidence(self) -> list[str]:
        """Why: at most two reasons, those first that concern the latest point."""
        _ = self.language.gettext
        if self.is_too_short:
            shown = sum(value is not None for value in self.reading.values[self.part.start : self.part.stop])
            count = capital(self.language.count(shown, self.kind))
            if self.part.start:
                return [_("{count} since {period}.").format(count=count, period=self.period(self.part.start))]
            return [_("{count} so far.").format(count=count)]
        if not self.analysis.has_signal:
            return [_("Chance alone could make the values vary like this.")]
        reasons = [reason for reason in (self._run(), self._outside(), *self._others()) if reason]
        return [capital("; ".join(reasons[:2])) + "."]

    def _at(self, rule: str) -> list[int]:
        """The points of the latest stretch that a rule marks and that may be spoken of."""
        marked = self.analysis.signals.get(rule)
        if marked is None:
            return []
        start, stop, values = self.part.start, self.part.stop, self.reading.values
        return [i for i in marked.nonzero()[0].tolist() if start <= i < stop and values[i] is not None]

    def _centre_named(self) -> str:
        _ = self.language.gettext
        if self.part.baseline:
            return _("the baseline median") if self.reading.has_median else _("the baseline mean")
        return _("the median") if self.reading.has_median else _("the mean")

    def _run(self) -> str:
        """The latest run of points on one side that is a signal, and whether it is still going on."""
        _ = self.language.gettext
        marked = self._at("longest_run") or self._at("shift")
        if not marked:
            return ""
        sides, included = self.analysis.side.tolist(), self.analysis.included.tolist()
        end = marked[-1]
        side = sides[end]
        length = 0
        for i in range(end, self.part.start - 1, -1):
            if included[i]:
                if sides[i] == -side:
                    break
                length += sides[i] == side
        goes_on = all(sides[i] != -side for i in range(end, self.last + 1))
        if goes_on:
            said = _("{count} in a row lie above {centre}") if side > 0 else _("{count} in a row lie below {centre}")
        elif side > 0:
            said = _("{count} in a row lay above {centre}, up to {period}")
        else:
            said = _("{count} in a row lay below {centre}, up to {period}")
        count = self.language.count(length, self.kind)
        return said.format(count=count, centre=self._centre_named(), period=self.period(end))

    def _outside(self) -> str:
        """Points outside the limits: since when all, which one, or how many."""
        _ = self.language.gettext
        marked = self._at("outside")
        if not marked:
            return ""
        is_above = self.analysis.side[marked[-1]] > 0
        shown = [i for i in range(self.part.start, self.last + 1) if self.reading.values[i] is not None]
        together = 0
        while together < len(marked) and marked[-1 - together] == shown[-1 - together]:
            together += 1
        if together > 1:
            since = self.period(shown[-together])
            if is_above:
                return _("since {period} all lie above what chance alone explains").format(period=since)
            return _("since {period} all lie below what chance alone explains").format(period=since)
        if len(marked) > 1:
            said = _("{count} lie outside what chance alone explains, the latest in {period}")
            return said.format(count=self.language.count(len(marked), self.kind), period=self.period(marked[-1]))
        if is_above:
            return _("{period} lies above what chance alone explains").format(period=self.period(marked[0]))
        return _("{period} lies below what chance alone explains").format(period=self.period(marked[0]))

    def _others(self) -> list[str]:
        """The other rules, each in a few words. Which points they mark can be seen and is in the table."""
        _ = self.language.gettext
        found = []
        if trend := self._at("trend"):
            if self.analysis.headings["trend"][trend[-1]] > 0:
                said = _("up to {period} the values rise one after the other")
            else:
                said = _("up to {period} the values fall one after the other")
            found.append(said.format(period=self.period(trend[-1])))
        if near := self._at("two_of_three"):
            said = _("two of three neighbours lie near a limit, the latest in {period}")
            found.append(said.format(period=self.period(near[-1])))
        if self._at("crossings"):
            found.append(self._crossings())
        for rule, said in (
            ("runs", _("the line changes sides more seldom or more often than chance would make it")),
            ("four_of_five", _("four of five neighbours lie far from the centre, on one side")),
            ("alternating", _("the values go up and down in turn for longer than chance would make them")),
            ("within_one", _("the values keep closer to the centre than chance would make them")),
            ("both_sides", _("the values keep away from the centre, on both sides")),
        ):
            if self._at(rule):
                found.append(said)
        return found

    def _crossings(self) -> str:
        part = self.analysis.parts[-1]
        times, least = part.crossings or 0, part.crossings_min or 0
        said = self.language.ngettext(
            "the line crosses {centre} {number} time, where chance makes it at least {least}",
            "the line crosses {centre} {number} times, where chance makes it at least {least}",
            times,
        )
        small = self.language.small_number
        return said.format(centre=self._centre_named(), number=small(times), least=small(least))

    # --- size ------------------------------------------------------------------------------------------------------

    def _rounded(self, value: float) -> float:
        """As it is written, so that differences agree with the numbers people see."""
        return round(value, self.reading.decimals)

    def _distance(self, distance: float) -> str:
        """A distance between two values: points between per cents, else the unit."""
        plot = self.reading.plot
        distance = abs(distance)
        if plot.unit != "%":
            return self.language.amount(distance, plot.unit, self.reading.decimals)
        said = self.language.ngettext("{number} point", "{number} points", 1 if distance == 1 else 2)
        return said.format(number=self.language.number(distance, self.reading.decimals))

    def _compared_with(self) -> float | None:
        """The centre of the latest stretch; None where the latest value is all there is in it."""
        before = self.reading.values[self.part.start : self.last]
        return self.part.centre if any(value is not None for value in before) else None

    def size(self) -> str:
        """The latest value beside what it is compared with: "Baseline 13%, September 2026 55%: 42 points higher"."""
        _ = self.language.gettext
        value_said = self.reading.value_said(self.value)
        latest = _("{period} {value}").format(period=capital(self.period(self.last)), value=value_said)
        sentences = []
        if len(self.reading.stretches) > 1:
            before, now = self.reading.stretches[-2].centre, self.part.centre
            if before is not None and now is not None:
                said = (
                    _("The median moved from {before} to {now} in {period}.")
                    if self.reading.has_median
                    else _("The mean moved from {before} to {now} in {period}.")
                )
                sentences.append(
                    said.format(
                        before=self.reading.line_said(before),
                        now=self.reading.line_said(now),
                        period=self.period(self.part.start),
                    )
                )
        clauses = []
        centre = self._compared_with()
        if centre is not None:
            latest = f"{self._centre_said(centre)}, {self.period(self.last)} {value_said}"
            change = self._rounded(self.value) - self._rounded(centre)
            if change:
                said = _("{distance} higher") if change > 0 else _("{distance} lower")
                clauses.append(said.format(distance=self._distance(change)))
            else:
                clauses.append(_("no difference"))
        if self.reading.goal is not None:
            clauses.append(self._to_goal())
        sentences.append(f"{latest}: {', '.join(clauses)}." if clauses else f"{latest}.")
        if self._is_small():
            sentences.append(_("A signal is not size: this is little beside what is left to the goal."))
        return " ".join(sentences)

    def _centre_said(self, centre: float) -> str:
        _ = self.language.gettext
        if self.part.baseline:
            said = _("Baseline {value}")
        else:
            said = _("Median {value}") if self.reading.has_median else _("Mean {value}")
        return said.format(value=self.reading.line_said(centre))

    def _left_to_goal(self) -> float:
        """How far the goal is away from the latest value; negative when it is passed."""
        goal = self.reading.goal or 0.0
        left = self._rounded(goal) - self._rounded(self.value)
        direction = self.analysis.plan.direction
        return -left if direction == "down" else left if direction == "up" else abs(left)

    def _to_goal(self) -> str:
        _ = self.language.gettext
        left = self._left_to_goal()
        if left == 0:
            return _("at the goal")
        said = _("{distance} from the goal") if left > 0 else _("{distance} past the goal")
        return said.format(distance=self._distance(left))

    def _is_small(self) -> bool:
        centre = self._compared_with()
        if self.reading.goal is None or centre is None or self.analysis.variation == "common_cause":
            return False
        left = self._left_to_goal()
        return left > 0 and abs(self._rounded(self.value) - self._rounded(centre)) < _SMALL_SHARE * left

    def against_the_goal(self) -> str:
        """Whether the process, as it runs now, meets the goal, chance included. While it changes nobody knows."""
        _ = self.language.gettext
        if self.is_too_short or self.analysis.variation != "common_cause":
            return ""
        return {
            None: "",
            "pass": _("As it runs now, chance alone would not bring it back over the goal."),
            "inconsistent": _("As it runs now, the goal is met at times and missed at times, by chance."),
            "fail": _("As it runs now, chance alone will not reach the goal."),
        }[self.analysis.assurance]

    # --- cautions --------------------------------------------------------------------------------------------------

    def cautions(self) -> list[str]:
        """What to keep in mind, where due."""
        _ = self.language.gettext
        plot, reading = self.reading.plot, self.reading
        found = []
        found.append(self._incomplete())
        if not self.is_too_short:
            found += [self._caution(key) for key in self.analysis.cautions]
        changed = [phase.at for phase in plot.phases if phase.kind == "definition" and phase.at]
        if changed:
            said = _("The definition changed in {period}: compare with what was before with care.")
            found.append(said.format(period=self.period(max(changed))))
        if hidden := reading.marks.count("small"):
            said = self.language.ngettext(
                "{count} is hidden: fewer than {number} people.",
                "{count} are hidden: fewer than {number} people each.",
                hidden,
            )
            found.append(capital(said.format(count=self.language.count(hidden, self.kind), number=plot.small_below)))
        if left_out := reading.marks.count("out"):
            said = self.language.ngettext(
                "{count} is left out of the reckoning.", "{count} are left out of the reckoning.", left_out
            )
            found.append(capital(said.format(count=self.language.count(left_out, self.kind))))
        return [caution for caution in found if caution]

    def _caution(self, key: str) -> str:
        _ = self.language.gettext
        known = {
            "few_points": _("There are few points yet: more may tell another story."),
            "short_baseline": _("The baseline is short, so the lines may still move."),
            "no_variation": _("The values of the baseline do not vary, so there are no limits."),
            "small_denominators": _("Few cases stand behind the points: read single ones with care."),
            "large_denominators": _("So many cases stand behind the points that even little things are signals."),
        }
        return known.get(key, "")

    def _incomplete(self) -> str:
        """Whether the latest point is complete, and who stands behind it when that is not nearly all."""
        _ = self.language.gettext
        behind = self._behind()
        is_provisional = self.last in self.reading.plot.provisional
        if behind:
            number, total = (self.language.number(count) for count in behind)
            said = (
                _("{period} is not complete yet: {number} of {total} have reported.")
                if is_provisional
                else _("{period} rests on {number} of {total} that report.")
            )
            return said.format(period=capital(self.period(self.last)), number=number, total=total)
        if is_provisional:
            return _("{period} is not complete yet.").format(period=capital(self.period(self.last)))
        return ""

    def _behind(self) -> tuple[int, int] | None:
        """How many of how many stand behind the latest point; None when that is nearly all, or not known."""
        said = self.reading.plot.reporting or ()
        counts = [[int(number) for number in _NUMBERS.findall(one or "")] for one in said]
        if not counts or not counts[self.last]:
            return None
        now, *whole = counts[self.last]
        most = whole[0] if whole else max(found[0] for found in counts if found)
        return (now, most) if now < _ENOUGH_REPORTING * most else None
