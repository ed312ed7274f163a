"""What an analysis says of one series."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np

from allteach.spc.arrays import Array, Booleans, Codes, Floats, Integers, Texts
from allteach.spc.cautions import cautions
from allteach.spc.chart_types.lines import NamedLines
from allteach.spc.making_data_count import ASSURANCES, KINDS, VARIATIONS
from allteach.spc.once import once
from allteach.spc.parts import PartResult
from allteach.spc.patterns import Pattern, find_patterns
from allteach.spc.plan import Plan
from allteach.spc.signals import RULE_SETS
from allteach.spc.signals.marking import COMPLETE, PLAIN

if TYPE_CHECKING:
    from allteach.spc.results.many import Analyses

_KIND_NAMES = tuple(KINDS.tolist())
_HEADING = np.array([0, 1, -1, 0], dtype=np.int8)  # Indexed by the heading of a code.


class Plain(NamedTuple):
    """What a series says, as lists with one value a point: see the attributes of `Analysis`."""

    values: list[float | None]
    centre: list[float | None]
    lower: list[float | None]
    upper: list[float | None]
    target: list[float | None]
    kind: list[str]
    side: list[int]
    included: list[bool]


class Analysis(NamedLines):
    """What a series says under a plan. Arrays have one value a point, on the drawn scale.

    A view of one row of `Analyses`, which it keeps: what nobody asks for is not made.

    Attributes
    ----------
    plan : Plan
    n : number of points
    """

    def __init__(self, many: Analyses, place: int) -> None:
        self._many = many
        self._place = place
        self.plan: Plan = many.batch.plans[many.batch.plan_of[place]]
        self.n = int(many.batch.lengths[place])

    @once
    def values(self) -> Floats:
        """What is plotted; NaN where missing."""
        return self._own(self._many.values)

    @once
    def denominator(self) -> Floats | None:
        """The denominators, or None if there are none."""
        denominator = self._many.batch.denominator
        return None if denominator is None else self._own(denominator)

    @once
    def part(self) -> Integers:
        """Which part each point is in, counted from 0."""
        return np.repeat(np.arange(len(self.parts)), [part.stop - part.start for part in self.parts])

    @once
    def included(self) -> Booleans:
        """Which points are not excluded."""
        return self._own(self._many.batch.included)

    @once
    def baseline(self) -> Booleans:
        """Which points set the centre line of their part: in its baseline period, included, not missing."""
        return self._own(self._many.baseline)

    @once
    def lines(self) -> Floats:
        """The seven lines, (7, n), by name `centre`, `lower`, `upper` …; NaN where there is none."""
        lines = self._many.lines[:, self._place]
        return lines[:, : self.n] if lines.shape[1] > 1 else np.repeat(lines, self.n, axis=1)

    def line(self, place: int) -> Floats:
        line: Floats = self.lines[place]
        return line

    @once
    def target(self) -> Floats:
        """The target at each point; NaN where there is none."""
        target = self._many.target[self._place]
        return target[: self.n] if len(target) > 1 else np.repeat(target, self.n)

    @once
    def codes(self) -> dict[str, Codes]:
        """For each key of the rule set its codes: see `signals.marking`."""
        return {signal.key: self._own(self._many.codes[signal.key]) for signal in RULE_SETS[self.plan.rules].signals}

    @once
    def signals(self) -> dict[str, Booleans]:
        """For each key of the rule set, which points it marks."""
        return {key: code != 0 for key, code in self.codes.items()}

    @once
    def marked(self) -> dict[str, list[int]]:
        """For each key of the rule set, the positions of the points it marks."""
        return {key: code.nonzero()[0].tolist() for key, code in self.codes.items()}

    @once
    def headings(self) -> dict[str, Codes]:
        """For each key, 1 where its pattern points up, -1 down, 0 neither."""
        return {key: _HEADING[code & PLAIN] for key, code in self.codes.items()}

    @once
    def completes(self) -> dict[str, Booleans]:
        """For each key, the points at which a pattern is complete."""
        return {key: code >= COMPLETE for key, code in self.codes.items()}

    @once
    def also(self) -> dict[str, dict[str, Booleans]]:
        """The signals of the further rule sets that were asked for, by set and key."""
        return {
            rules: {key: self._own(code) != 0 for key, code in codes.items()}
            for rules, codes in self._many.also.items()
        }

    @once
    def side(self) -> Codes:
        """1 above the centre line, -1 below, 0 on it or missing."""
        return self._own(self._many.side)

    @once
    def kind(self) -> Texts:
        """ "missing", "none", "improvement", "concern" or "signal" (special, but not better or worse)."""
        kind: Texts = KINDS[self._own(self._many.kind_code)]
        return kind

    @once
    def rule(self) -> Texts:
        """The key of the rule that labels each point, "" for none."""
        rule: Texts = np.array(["", *self.codes])[self._own(self._many.rule_place)]
        return rule

    @once
    def has_signal(self) -> bool:
        """Whether any rule of the set speaks in the latest part."""
        return bool(self._many.has_signal[self._place])

    @once
    def variation(self) -> str | None:
        """A name of VARIATIONS; None when there is no point."""
        return VARIATIONS[self._many.variation_code[self._place]]

    @once
    def assurance(self) -> str | None:
        """ "pass", "fail", "inconsistent" or None."""
        return ASSURANCES[self._many.assurance_code[self._place]]

    @once
    def latest(self) -> int | None:
        """Position of the last point that is not missing."""
        latest = int(self._many.latest[self._place])
        return latest if latest >= 0 else None

    @once
    def plain(self) -> Plain:
        """The same as plain lists, None where there is nothing: many times faster to go through one by one."""
        centre, lower, upper = self.lines[:3].tolist()
        return Plain(
            values=_known(self.values.tolist()),
            centre=_known(centre),
            lower=_known(lower),
            upper=_known(upper),
            target=_known(self.target.tolist()),
            kind=[_KIND_NAMES[code] for code in self._own(self._many.kind_code).tolist()],
            side=self.side.tolist(),
            included=self.included.tolist(),
        )

    @once
    def parts(self) -> tuple[PartResult, ...]:
        """One PartResult for each part."""
        first, beyond = self._many.rows_of[self._place : self._place + 2].tolist()
        return tuple([self._part(counts) for counts in self._many.counts_of_rows[first:beyond]])

    @once
    def cautions(self) -> tuple[str, ...]:
        """What a reader should know before trusting the latest part: keys of `cautions.CAUTIONS`."""
        return cautions(self.plan, self.parts[-1], self.baseline, self.denominator, self.lines)

    def patterns(self, key: str) -> tuple[Pattern, ...]:
        """The stretches of points that one rule of the set marks, in order of time.

        Raises
        ------
        ValueError
            If the set has no such rule.
        """
        known = {signal.key: signal for signal in RULE_SETS[self.plan.rules].signals}
        if key not in known:
            raise ValueError(f"key: expected one of {', '.join(known)}, got {key!r}")
        signal = known[key]
        return tuple(
            find_patterns(
                signal.rule,
                signal.size(self.plan),
                values=self.values,
                side=self.side,
                heading=self.headings[key],
                marked=self.signals[key],
                takes_part=self.included & ~np.isnan(self.values),
                part=self.part,
            )
        )

    def _own(self, of: Array) -> Array:
        return of[self._place, : self.n]

    def _part(self, counts: tuple[Any, ...]) -> PartResult:
        """The part of a row, from its `counts_of_rows`."""
        start, stop, baseline_stop, n_included, n_present, n_useful, n_above, *runs, runs_signal, n_outside = counts
        longest_run, longest_run_max, crossings, crossings_min = runs if n_useful else (None,) * 4
        return PartResult(
            start=start,
            stop=stop,
            baseline_start=start,
            baseline_stop=baseline_stop,
            centre_last=float(self.centre[stop - 1]) if stop > start else nan,
            n_included=n_included,
            n_present=n_present,
            n_useful=n_useful,
            n_above=n_above,
            longest_run=longest_run,
            longest_run_max=longest_run_max,
            crossings=crossings,
            crossings_min=crossings_min,
            runs_signal=runs_signal,
            n_outside=n_outside,
        )


def _known(numbers: list[float]) -> list[float | None]:
    """The numbers, None for each that is not one. May be the same list."""
    total = sum(numbers)
    if total == total:  # A sum is a number when all its parts are.
        return cast("list[float | None]", numbers)
    return [None if number != number else number for number in numbers]
