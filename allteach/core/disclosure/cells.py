"""One cell, judged by itself: a numerator and a denominator in, what may be shown of them out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum

import numpy as np
from numpy.typing import NDArray

from allteach.core.closeness import Closeness
from allteach.core.disclosure.policy import Policy, Rule

Numbers = Sequence[float | None] | NDArray[np.float64]

# More hidden than one in five, and what is left is no fair sample: small numbers are missing, not random ones.
MOST_HIDDEN = 0.2


class Shape(Enum):
    """Which numbers of a measure count people, and how the two belong together."""

    PART = "part"  # So many people of so many: the numerator is a part of the denominator.
    RATE = "rate"  # So many people in so many days, visits or beds: the denominator counts no people.
    COUNT = "count"  # So many people; no denominator.
    AVERAGE = "average"  # A mean, median or score of so many people: the numerator counts no people.
    EVENT = "event"  # What befell one person, such as the days since the last infection.


COUNTS = frozenset({Shape.PART, Shape.RATE, Shape.COUNT})  # Shapes whose numerator counts people.


class State(IntEnum):
    """What was decided about a cell."""

    MISSING = 0  # There is nothing to show.
    SHOWN = 1  # As entered.
    SMALL = 2  # As entered, and marked because it stands on few people.
    ROUNDED = 3
    UNDER = 4  # Hidden: a small number with the feature.
    NEARLY_ALL = 5  # Hidden: a small number without it.
    FEW_PEOPLE = 6  # Hidden: a small number altogether.


def gettext_noop(text: str) -> str:
    """Return the text: marks it for translation, which is the business of whoever shows it."""
    return text


WORDS = {
    State.MISSING: "",
    State.SHOWN: "",
    State.SMALL: gettext_noop("fewer than {least_people} people: read with care"),
    State.ROUNDED: gettext_noop("rounded to the nearest {rounding}"),
    State.UNDER: gettext_noop("under {least_count}"),
    State.NEARLY_ALL: gettext_noop("all but a few (under {least_count})"),
    State.FEW_PEOPLE: gettext_noop("hidden: fewer than {least_people} people"),
}


@dataclass(frozen=True, eq=False)
class ShownSeries:
    """What one viewer may know of one series. Everything drawn, written or worked out starts from this.

    All arrays have one place for each period. `numerators` and `denominators` are for analysis: both are NaN
    wherever the value is hidden or missing, `denominators` is None if the measure has none. `lowest` and `highest`
    bound the numerator: equal where it is shown as entered, the band where a count is hidden, NaN where nothing can
    be said.
    `known_denominators` may be read also where the numerator is hidden ("under 5 of 40").
    """

    states: NDArray[np.int8]
    numerators: NDArray[np.float64]
    denominators: NDArray[np.float64] | None
    lowest: NDArray[np.float64]
    highest: NDArray[np.float64]
    known_denominators: NDArray[np.float64] | None
    least_count: int
    least_people: int
    rounding: int

    def __len__(self) -> int:
        return len(self.states)

    @property
    def is_hidden(self) -> NDArray[np.bool_]:
        """Which values are there but hidden from this viewer."""
        return self.states >= State.UNDER

    @property
    def has_whole_percentages(self) -> bool:
        """Whether percentages are written without decimals, as they are made from rounded counts."""
        return self.rounding > 1

    @property
    def can_be_analysed(self) -> bool:
        """Whether enough is shown for centre lines, limits and signals to be fair: at most one in five is hidden."""
        return float(np.sum(self.is_hidden)) <= MOST_HIDDEN * float(np.sum(self.states != State.MISSING))

    def state(self, place: int) -> State:
        """Return what was decided about the value at this place."""
        return State(int(self.states[place]))

    def words(self, place: int, translate: Callable[[str], str] = str) -> str:
        """Return in words why a value is not shown as entered; empty if it is. `translate` is the edge's gettext."""
        words = WORDS[self.state(place)]
        if not words:
            return ""
        return translate(words).format(
            least_count=self.least_count, least_people=self.least_people, rounding=self.rounding
        )


def shown_series(
    numerators: Numbers,
    denominators: Numbers | None,
    *,
    closeness: Closeness,
    policy: Policy,
    counts_people: bool,
    shape: Shape = Shape.PART,
    is_running: bool = False,
) -> ShownSeries:
    """Return what a viewer may know of a series; None and NaN are missing values.

    `counts_people` is false for a measure that counts audits, bundles or days: nothing of it is hidden. `is_running`
    says that each value holds what the one before held (a running total, a rolling year, a register): outside the
    team such values are rounded to the threshold, so that the difference of two does not tell a small number.
    """
    return judge(
        as_floats(numerators),
        None if denominators is None else as_floats(denominators),
        closeness=closeness,
        policy=policy,
        counts_people=counts_people,
        shape=shape,
        is_running=is_running,
    )


def as_floats(numbers: Numbers | Sequence[Numbers]) -> NDArray[np.float64]:
    """Return an array of floats, NaN for None."""
    return np.array(numbers, dtype=np.float64)


def judge(
    numerators: NDArray[np.float64],
    denominators: NDArray[np.float64] | None,
    *,
    closeness: Closeness,
    policy: Policy,
    counts_people: bool,
    shape: Shape,
    is_running: bool,
) -> ShownSeries:
    """Judge every cell of arrays of any shape: the arrays of the answer have that shape."""
    rule = policy.rule(closeness) if counts_people else None
    states = np.full(numerators.shape, State.SHOWN, dtype=np.int8)
    if rule:
        rounding = max(rule.rounding, rule.least_count) if is_running else rule.rounding
        if rounding > 1 and shape in COUNTS:
            states[...] = State.ROUNDED
        _hide(states, numerators, denominators, rule, shape)
    else:
        rounding = 1
        if counts_people and closeness is Closeness.COACH and not policy.hides_nothing:
            states[_has_few_people(numerators, denominators, shape, policy.least_people)] = State.SMALL
    states[np.isnan(numerators)] = State.MISSING
    if denominators is not None:
        states[np.isnan(denominators)] = State.MISSING

    is_open = (states != State.MISSING) & (states < State.UNDER)
    shown = np.where(is_open, rounded(numerators, rounding) if shape in COUNTS else numerators, np.nan)
    known = None
    if denominators is not None:
        known = np.where((states == State.MISSING) | (states == State.FEW_PEOPLE), np.nan, denominators)
        known = known if shape is Shape.RATE else rounded(known, rounding)
    lowest, highest = shown.copy(), shown.copy()
    if rule:
        if rounding > 1 and shape in COUNTS:
            lowest, highest = np.maximum(shown - rounding // 2, 0), shown + (rounding - 1) // 2
        _set_bands(lowest, highest, states, known, rule)
    return ShownSeries(
        states=states,
        numerators=shown,
        denominators=None if known is None else np.where(is_open, known, np.nan),
        lowest=lowest,
        highest=highest,
        known_denominators=known,
        least_count=rule.least_count if rule else policy.least_count,
        least_people=rule.least_people if rule else policy.least_people,
        rounding=rounding,
    )


def rounded(numbers: NDArray[np.float64], to: int) -> NDArray[np.float64]:
    """Return the numbers at the nearest multiple of `to`, halves upwards; as they are if `to` is 1."""
    return numbers if to == 1 else np.floor(numbers / to + 0.5) * to


def _hide(
    states: NDArray[np.int8],
    numerators: NDArray[np.float64],
    denominators: NDArray[np.float64] | None,
    rule: Rule,
    shape: Shape,
) -> None:
    """Mark, in place, what this rule hides."""

    def is_small(count: NDArray[np.float64]) -> NDArray[np.bool_]:
        small: NDArray[np.bool_] = (count > rule.lowest_hidden - 1) & (count < rule.least_count)
        return small

    if shape in COUNTS:
        states[is_small(numerators)] = State.UNDER
    if shape is Shape.PART and denominators is not None:
        states[is_small(denominators - numerators)] = State.NEARLY_ALL
    states[_has_few_people(numerators, denominators, shape, rule.least_people)] = State.FEW_PEOPLE


def _has_few_people(
    numerators: NDArray[np.float64], denominators: NDArray[np.float64] | None, shape: Shape, least_people: int
) -> NDArray[np.bool_]:
    if shape is Shape.EVENT:
        return np.ones(numerators.shape, dtype=np.bool_)
    if denominators is None or shape in (Shape.RATE, Shape.COUNT):
        return np.zeros(numerators.shape, dtype=np.bool_)
    return denominators < least_people


def _set_bands(
    lowest: NDArray[np.float64],
    highest: NDArray[np.float64],
    states: NDArray[np.int8],
    known: NDArray[np.float64] | None,
    rule: Rule,
) -> None:
    """Write, in place, between which numbers a hidden count lies."""
    under = states == State.UNDER
    lowest[under], highest[under] = rule.lowest_hidden, rule.least_count - 1
    if known is not None:
        nearly_all = states == State.NEARLY_ALL
        lowest[nearly_all] = known[nearly_all] - (rule.least_count - 1)
        highest[nearly_all] = known[nearly_all] - rule.lowest_hidden
