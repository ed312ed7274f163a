"""How long a run, how few crossings and how few runs chance alone makes: limits, computed."""

from __future__ import annotations

from functools import lru_cache
from math import comb, log2

import numpy as np

from allteach.spc.arrays import Integers


def longest_run_max(useful: int) -> int:
    """The longest run that is still usual among so many useful points.

    ``round(log2(n)) + 3``: one run in about twenty charts of random data is longer. 0 for no point.

    References
    ----------
    Schilling MF. The surprising predictability of long runs. Math Mag 2012;85(2):141-149.
    Anhøj J, Olesen AV. Run charts revisited. PLoS ONE 2014;9(11):e113825.
    """
    # log2(n) + 3 is never exactly half, so that it does not matter which way halves are rounded.
    return round(log2(useful)) + 3 if useful else 0


def crossings_min(useful: int) -> int:
    """The fewest crossings of the centre line that are still usual among so many useful points.

    The smallest k for which a binomial variable of n - 1 trials with chance one half is at most k
    with probability 0.05 or more. 0 for no point.

    References
    ----------
    Chen Z. A note on the runs test. Model Assist Stat Appl 2010;5(2):73-77.
    Anhøj J. Diagnostic value of run chart analysis. PLoS ONE 2015;10(3):e0121349.
    """
    return int(_tables(_rounded_up(useful))[0, useful])


def usual_crossings_and_run(useful: Integers) -> tuple[Integers, Integers]:
    """`crossings_min` and `longest_run_max` of many numbers of useful points at once."""
    crossings, run = _tables(_rounded_up(int(useful.max(initial=0))))
    return crossings[useful], run[useful]


def _rounded_up(n: int) -> int:
    """The next power of two, so that the tables are not made anew for each length of series."""
    return 1 << n.bit_length()


@lru_cache(maxsize=32)
def _tables(longest: int) -> Integers:
    """`crossings_min` and `longest_run_max` for 0, 1, … `longest` points, in exact integers.

    `below` is the number of ways, out of 2^trials, to have at most k successes; one trial more
    turns it into ``2 below - ways to have exactly k``.
    """
    tables = np.zeros((2, longest + 1), dtype=np.int64)
    k, below, exactly = 0, 1, 1
    for trials in range(longest):
        if trials:
            below, exactly = 2 * below - exactly, exactly * trials // (trials - k)
        while 20 * below < 1 << trials:
            exactly = exactly * (trials - k) // (k + 1)
            k += 1
            below += exactly
        tables[:, trials + 1] = k, longest_run_max(trials + 1)
    tables.flags.writeable = False
    return tables


@lru_cache(maxsize=65536)
def runs_limits(above: int, below: int) -> tuple[int, int]:
    """The fewest and the most runs that are still usual with so many points above and below.

    Exact, two-sided, 5 %: the smallest r with P(R <= r) > 0.025 and the largest with P(R >= r) >
    0.025. Printed tables after Swed and Eisenhart differ from it, and from each other, by 1 at some
    n. With all points on one side there can be only one run: (1, 1). (0, 0) for no point.

    References
    ----------
    Wald A, Wolfowitz J. On a test whether two samples are from the same population. Ann Math Stat
    1940;11:147-162. Swed FS, Eisenhart C. Ann Math Stat 1943;14:66-87.
    """
    if not above or not below:
        return (1, 1) if above or below else (0, 0)
    ways = _ways(above, below)
    enough = comb(above + below, above)
    return _first_beyond(ways, enough) + 2, len(ways) + 1 - _first_beyond(ways[::-1], enough)


def _ways(above: int, below: int) -> list[int]:
    """In how many orders of the points there are 2, 3, … runs."""
    ways = []
    split_above = split_below = 1  # Ways to split each side into k runs.
    for k in range(1, min(above, below) + 1):
        ways.append(2 * split_above * split_below)
        more_above = split_above * (above - k) // k
        more_below = split_below * (below - k) // k
        ways.append(split_above * more_below + more_above * split_below)
        split_above, split_below = more_above, more_below
    if not ways[-1]:
        ways.pop()
    return ways


def _first_beyond(ways: list[int], all_ways: int) -> int:
    """Where the ways added up from the start first make more than 2.5 % of all."""
    added = 0
    for at, many in enumerate(ways):
        added += many
        if 40 * added > all_ways:
            return at
    raise AssertionError("the ways add up to all")  # pragma: no cover - they do, by definition
