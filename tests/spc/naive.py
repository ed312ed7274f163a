"""Second implementations, the slow way: plain Python, one point after the other, straight from the definitions.

They share nothing with the engine but the tolerance rule. A series is a list in which None is missing.
"""

from __future__ import annotations

import math
from itertools import combinations, pairwise
from statistics import NormalDist, fmean, median, stdev

SCREEN, D2 = 3.267, 1.128
NEAR = 1e-9


def margin(values, centre):
    known = [abs(value) for value in values if value is not None]
    return NEAR * max(abs(centre), min(1, max(known, default=1)))


# --- Charts: centre and (lower, upper) at k sigma for each point ---


def ranges_of(values, base):
    """Moving ranges of a baseline: excluded points are taken out first, a gap is not bridged."""
    return [abs(b - a) for a, b in pairwise(values[at] for at in base) if a is not None and b is not None]


def usual(ranges, screen, cut=SCREEN):
    if not ranges:
        return math.nan
    if screen:
        ranges = [one for one in ranges if one < cut * fmean(ranges)]
        if not ranges or max(ranges) <= NEAR:
            return math.nan
    return fmean(ranges)


def between(low, value, high=math.inf):
    return math.nan if math.isnan(value) else min(max(low, value), high)


def present(values, base):
    return [values[at] for at in base if values[at] is not None]


def run(values, base, **_):
    return median(present(values, base)), lambda _at, _k: (math.nan, math.nan)


def i(values, base, screen=True, **_):
    centre = fmean(present(values, base))
    sigma = usual(ranges_of(values, base), screen) / D2
    return centre, lambda _at, k: (centre - k * sigma, centre + k * sigma)


def mr(values, base, **_):
    drawn = moving_ranges(values)
    centre = fmean(present(drawn, base))
    return centre, lambda _at, k: (0, SCREEN * centre * k / 3)


def moving_ranges(values):
    """What an MR chart draws."""
    each = [None if a is None or b is None else abs(b - a) for a, b in pairwise(values)]
    return [None, *each]


def c(values, base, **_):
    centre = fmean(present(values, base))
    return centre, lambda _at, k: (max(0, centre - k * centre**0.5), centre + k * centre**0.5)


def g(values, base, **_):
    mean = fmean(present(values, base))
    sigma = (mean * (mean + 1)) ** 0.5
    return median(present(values, base)), lambda _at, k: (max(0, mean - k * sigma), mean + k * sigma)


def t(values, base, screen=True, **_):
    eased = [None if value is None else value ** (1 / 3.6) for value in values]
    centre, at_sigma = i(eased, base, screen)
    return centre**3.6, lambda at, k: tuple(between(0, one) ** 3.6 for one in at_sigma(at, k))


def pooled(numerator, denominator, base):
    both = [at for at in base if numerator[at] is not None and denominator[at]]
    return math.fsum(numerator[at] for at in both) / math.fsum(denominator[at] for at in both)


def ratios(numerator, denominator):
    return [None if r is None or not n else r / n for r, n in zip(numerator, denominator, strict=True)]


def _ratio_chart(numerator, denominator, base, screen, spread, ceiling, widen):
    centre = pooled(numerator, denominator, base)
    values = ratios(numerator, denominator)
    sigma = [math.nan if value is None else spread(centre, n) for value, n in zip(values, denominator, strict=True)]
    if widen:
        z = [None if v is None or not s else (v - centre) / s for v, s in zip(values, sigma, strict=True)]
        sigma_z = usual(ranges_of(z, base), screen) / D2
        sigma = [one * sigma_z for one in sigma]
    return centre, lambda at, k: tuple(between(0, centre + way * k * sigma[at], ceiling) for way in (-1, 1))


def binomial(p, n):
    return math.sqrt(max(0, p * (1 - p)) / n)


def poisson(u, n):
    return math.sqrt(u / n)


def p(numerator, denominator, base, screen=True):
    return _ratio_chart(numerator, denominator, base, screen, binomial, 1, widen=False)


def pp(numerator, denominator, base, screen=True):
    return _ratio_chart(numerator, denominator, base, screen, binomial, 1, widen=True)


def u(numerator, denominator, base, screen=True):
    return _ratio_chart(numerator, denominator, base, screen, poisson, math.inf, widen=False)


def up(numerator, denominator, base, screen=True):
    return _ratio_chart(numerator, denominator, base, screen, poisson, math.inf, widen=True)


def ip(numerator, denominator, base, screen=True):
    centre = pooled(numerator, denominator, base)
    values = ratios(numerator, denominator)
    ranges = [
        math.sqrt(math.pi / 2) * abs(values[b] - values[a]) / math.sqrt(1 / denominator[a] + 1 / denominator[b])
        for a, b in pairwise(base)
        if values[a] is not None and values[b] is not None
    ]
    each = usual(ranges, screen, 3.2665)
    sigma = [math.nan if value is None else each / math.sqrt(n) for value, n in zip(values, denominator, strict=True)]
    return centre, lambda at, k: (centre - k * sigma[at], centre + k * sigma[at])


def c4(n):
    return math.sqrt(2 / (n - 1)) * math.gamma(n / 2) / math.gamma((n - 1) / 2)


def within(subgroups, base):
    several = [subgroups[at] for at in base if len(subgroups[at]) > 1]
    if len({len(group) for group in subgroups if group}) == 1:
        return fmean(stdev(group) for group in several)
    squares = math.fsum((len(group) - 1) * stdev(group) ** 2 for group in several)
    return math.sqrt(squares / sum(len(group) - 1 for group in several))


def xbar(subgroups, base):
    centre = math.fsum(math.fsum(subgroups[at]) for at in base) / sum(len(subgroups[at]) for at in base)
    s = within(subgroups, base)

    def lines(at, k):
        n = len(subgroups[at])
        width = k * s / (c4(n) * math.sqrt(n)) if n > 1 else math.nan
        return centre - width, centre + width

    return centre, lines


def s(subgroups, base):
    centre = within(subgroups, base)

    def lines(at, k):
        n = len(subgroups[at])
        width = k * math.sqrt(1 - c4(n) ** 2) / c4(n) if n > 1 else math.nan
        return max(0, 1 - width) * centre if n > 1 else math.nan, (1 + width) * centre

    return centre, lines


# --- Runs ---


def sides(values, centre):
    """1, -1, 0 or, where missing, None."""
    near = margin(values, centre)
    return [None if v is None else 0 if abs(v - centre) <= near else 1 if v > centre else -1 for v in values]


def useful(side):
    return [at for at, one in enumerate(side) if one]


def runs_of(side):
    """Runs of useful points, each a list of positions."""
    found = []
    for at in useful(side):
        if found and side[found[-1][-1]] == side[at]:
            found[-1].append(at)
        else:
            found.append([at])
    return found


def crossings_min(n):
    below, k = 0, 0
    while n:
        below += math.comb(n - 1, k)
        if below / 2 ** (n - 1) >= 0.05:
            return k
        k += 1
    return 0


def longest_run_max(n):
    return round(math.log2(n)) + 3 if n else 0


def runs_limits(above, below):
    """By writing down every order of the points."""
    counts = []
    for chosen in combinations(range(above + below), above):
        signs = [at in chosen for at in range(above + below)]
        counts.append(1 + sum(a != b for a, b in pairwise(signs)))
    everything = len(counts)
    low = min(r for r in counts if 40 * sum(one <= r for one in counts) > everything)
    high = max(r for r in counts if 40 * sum(one >= r for one in counts) > everything)
    return low, high


# --- Rules: the positions they mark ---


def shift(side, size):
    return {at for one in runs_of(side) if len(one) >= size for at in one}


def longest_run(side):
    return shift(side, longest_run_max(len(useful(side))) + 1)


def crossings(side):
    few = len(runs_of(side)) - 1 < crossings_min(len(useful(side)))
    return set(useful(side)) if few else set()


def runs(side):
    above, below = side.count(1), side.count(-1)
    if not above + below:
        return set()
    low, high = runs_limits(above, below)
    return set() if low <= len(runs_of(side)) <= high else set(useful(side))


def unbroken_shift(side, size):
    places = [at for at, one in enumerate(side) if one is not None]
    return _all_windows(places, size, lambda window: abs(sum(side[at] for at in window)) == size)


def _all_windows(places, size, matches):
    marked = set()
    for start in range(len(places) - size + 1):
        window = places[start : start + size]
        if matches(window):
            marked |= set(window)
    return marked


def steps(values, places, near):
    return [
        0 if abs(values[b] - values[a]) <= near else 1 if values[b] > values[a] else -1 for a, b in pairwise(places)
    ]


def strict_trend(values, size, near):
    places = [at for at, value in enumerate(values) if value is not None]
    return _all_windows(places, size, lambda window: abs(sum(steps(values, window, near))) == size - 1)


def trend(values, size, near):
    places = []
    for at, value in enumerate(values):
        if value is not None and not (places and abs(value - values[places[-1]]) <= near):
            places.append(at)
    return _all_windows(places, size, lambda window: abs(sum(steps(values, window, near))) == size - 1)


def some_beyond(values, low, high, needed, among, near):
    """`low` and `high` are lines, a value a point."""
    places = [at for at, value in enumerate(values) if value is not None]
    marked = set()
    for start in range(len(places) - among + 1):
        window = places[start : start + among]
        for far in (
            [at for at in window if values[at] - high[at] > near],
            [at for at in window if low[at] - values[at] > near],
        ):
            if len(far) >= needed:
                marked |= set(far)
    return marked


def two_of_three_near(values, side, inner, outer, near):
    """`inner` and `outer` are pairs of lines (low, high)."""
    places = [at for at, value in enumerate(values) if value is not None]
    marked = set()
    for start in range(len(places) - 2):
        window = places[start : start + 3]
        if abs(sum(side[at] for at in window)) != 3:
            continue
        close = [
            at
            for at in window
            if (values[at] - inner[1][at] > near and not values[at] - outer[1][at] > near)
            or (inner[0][at] - values[at] > near and not outer[0][at] - values[at] > near)
        ]
        if len(close) >= 2:
            marked |= set(close)
    return marked


def outside(values, low, high, near):
    return {
        at
        for at, value in enumerate(values)
        if value is not None and (value - high[at] > near or low[at] - value > near)
    }


def alternating(values, size, near):
    places = [at for at, value in enumerate(values) if value is not None]

    def turns(window):
        each = steps(values, window, near)
        return all(each) and all(a != b for a, b in pairwise(each))

    return _all_windows(places, size, turns)


def within_one(values, low, high, size, near):
    places = [at for at, value in enumerate(values) if value is not None]
    return _all_windows(
        places,
        size,
        lambda window: all(high[at] - values[at] > near and values[at] - low[at] > near for at in window),
    )


def both_sides(values, low, high, size, near):
    places = [at for at, value in enumerate(values) if value is not None]

    def matches(window):
        above = [values[at] - high[at] > near for at in window]
        below = [low[at] - values[at] > near for at in window]
        return all(a or b for a, b in zip(above, below, strict=True)) and any(above) and any(below)

    return _all_windows(places, size, matches)


# --- Funnels ---


def funnel_limits(n, target, kind, q, extra=0.0):
    width = q * math.sqrt((1 / n if kind == "log" else 1 / (4 * n)) + extra)
    if kind == "arcsine":
        middle = math.asin(math.sqrt(target))
        return math.sin(max(0, middle - width)) ** 2, math.sin(min(math.pi / 2, middle + width)) ** 2
    if kind == "log":
        return math.exp(-width), math.exp(width)
    return max(0, 1 - width) ** 2, (1 + width) ** 2


def z_of(probability):
    return NormalDist().inv_cdf(probability)
