"""An attacker let loose on all that is published: random tables, and the same collaborative month after month."""

import os

import numpy as np
import pytest

from allteach.core.closeness import Closeness
from allteach.core.disclosure import Settled, Shape, State, shown_table
from tests.core.attacker import Notebook
from tests.core.tables import PLATFORM

OWN, _, COLLABORATIVE, PUBLIC = Closeness
IS_SOAK = os.environ.get("ALLTEACH_EXAMPLES") == "soak"  # The long runs attack 20 times as much.
HALF = 2  # Rounded to five, a number may be two off.


def cell_of(series, place):
    """What a viewer reads of one cell: between which numbers the count lies, or None if there is no cell."""
    state = series.state(place)
    if state is State.MISSING:
        return None
    if state is State.FEW_PEOPLE:
        return 0, 99
    if state is State.UNDER:
        return 1, 4
    if state is State.NEARLY_ALL:
        off = HALF if series.has_whole_percentages else 0
        people = series.known_denominators[place]
        return people - off - 4, people + off - 1
    off = HALF if state is State.ROUNDED else 0
    return series.numerators[place] - off, series.numerators[place] + off


def note_cells(notebook, table, names):
    """Note down every cell, under the name the attacker gives it."""
    for team, series in enumerate(table.series):
        for period in range(len(series)):
            if (cell := cell_of(series, period)) is not None:
                notebook.learn_number(names[team][period], *cell)


def note_totals(notebook, table, names, teams, is_counted):
    """Note down the totals of some teams: between which sums the counts of the teams counted lie."""
    totals = table.totals_of(teams)
    for period in range(len(totals.counted)):
        counted = [names[team][period] for team in teams if is_counted[team][period]]
        if counted:
            notebook.learn_sum(counted, totals.lowest[period], totals.highest[period])


def ways_to_cut(rng, teams):
    """The slices somebody may ask for: everyone, three regions, everyone but one, some by chance."""
    regions = rng.integers(0, 3, teams)
    chance = rng.random(teams) < 0.5
    return [
        range(teams),
        range(teams - 1),
        *(np.flatnonzero(regions == region) for region in range(3)),
        np.flatnonzero(chance),
    ]


def a_table(rng):
    """Numerators, denominators (or None) and shape of a random table, many of its numbers small."""
    size = rng.integers(3, 13), rng.integers(1, 4)
    if rng.random() < 0.4:
        numerators = rng.poisson(rng.choice([1, 2, 4, 8, 20], (size[0], 1)), size).astype(float)
        denominators, shape = None, Shape.COUNT
    else:
        denominators = rng.poisson(rng.choice([9, 20, 40, 90], (size[0], 1)), size).astype(float)
        numerators = rng.binomial(denominators.astype(int), rng.choice([0.05, 0.2, 0.6, 0.95], (size[0], 1))).astype(
            float
        )
        shape = Shape.PART
    numerators[rng.random(size) < 0.1] = np.nan
    return numerators, denominators, shape


def smallness(numerators, denominators):
    """Which cells stand for one to four people, with the feature or without it, or for fewer than ten altogether."""
    small = (numerators >= 1) & (numerators <= 4)
    if denominators is None:
        return small, np.zeros(small.shape, dtype=bool)
    few = (denominators < 10) & ~np.isnan(numerators)
    return (small | ((denominators - numerators >= 1) & (denominators - numerators <= 4))) & ~few, few


def attack(seed):
    """Publish one random table and attack it. Returns the narrowest range of a hidden small cell, and what was kept."""
    rng = np.random.default_rng(seed)
    numerators, denominators, shape = a_table(rng)
    teams, periods = numerators.shape
    settled = Settled(numerators.copy(), denominators) if rng.random() < 0.8 else None
    names = [[(team, period) for period in range(periods)] for team in range(teams)]

    def published(closeness):
        return shown_table(
            numerators,
            denominators,
            closeness=closeness,
            policy=PLATFORM,
            counts_people=True,
            shape=shape,
            settled=settled,
        )

    member = published([OWN] + [COLLABORATIVE] * (teams - 1))
    everybody = published([PUBLIC] * teams)
    small, few = smallness(numerators, denominators)
    narrowest = np.inf
    slices = ways_to_cut(rng, teams)
    for tables in ([member, everybody], [everybody]):
        notebook = Notebook()
        for table in tables:
            note_cells(notebook, table, names)
            is_counted = [table.totals_of([team]).counted for team in range(teams)]
            for chosen in slices:
                note_totals(notebook, table, names, chosen, is_counted)
        ranges = notebook.deduce()
        for team, period in zip(*np.nonzero(small | few), strict=True):
            if team > 0 or tables == [everybody]:
                low, high = ranges.get((team, period), (0, np.inf))
                assert low - 1e-6 <= numerators[team, period] <= high + 1e-6, "the attacker went wrong"
                narrowest = min(narrowest, high - low)

    others = ~small & ~few & ~np.isnan(numerators)
    shown = np.array([~series.is_hidden for series in member.series])
    return narrowest, others.sum(), (others & shown).sum()


def attack_all(seeds):
    """Attack one table for each seed: the narrowest range of all, and the share kept of what is not small."""
    narrowest, others, kept = np.array([attack(seed) for seed in seeds]).T
    return narrowest.min(), kept.sum() / others.sum()


@pytest.mark.slow
def test_of_1000_random_tables_no_small_number_is_narrowed_and_every_other_is_kept():
    narrowest, kept = attack_all(range(20_000 if IS_SOAK else 1_000))

    assert round(narrowest, 6) >= 3
    assert kept == 1


def test_the_attacker_finds_what_an_exact_total_tells():
    notebook = Notebook()
    for name, cell in {"a": (20, 20), "b": (1, 4), "c": (1, 4)}.items():
        notebook.learn_number(name, *cell)
    notebook.learn_sum(["a", "b", "c"], 28, 28)

    assert notebook.deduce() == {"a": (20, 20), "b": (4, 4), "c": (4, 4)}


def test_the_attacker_finds_what_only_crossing_lines_tell():
    notebook = Notebook()
    for name in "abc":
        notebook.learn_number(name, 1, 4)
    for pair, total in (("ab", 5), ("bc", 4), ("ac", 3)):
        notebook.learn_sum(pair, total, total)

    ranges = notebook.deduce()

    assert {name: (round(low, 6), round(high, 6)) for name, (low, high) in ranges.items()} == {
        "a": (2, 2),
        "b": (3, 3),
        "c": (1, 1),
    }


class Watched:
    """A collaborative whose every page one member keeps for six months, while teams report, correct, join and leave."""

    MONTHS = 6

    def __init__(self, rng):
        self.rng = rng
        self.teams = int(rng.integers(6, 15))
        size = self.teams, self.MONTHS
        self.typical = rng.choice([1, 2, 3, 6, 25], (self.teams, 1))
        self.now = np.full(size, np.nan)  # What the teams say today.
        self.version = np.zeros(size, dtype=int)
        self.then = np.full(size, np.nan)  # What they said when each period settled.
        joins = np.where(np.arange(self.teams) < self.teams - 2, 0, rng.integers(1, self.MONTHS, self.teams))
        late = (rng.random(size) < 0.25) * rng.integers(1, 3, size)
        self.reports_in = np.maximum(np.arange(self.MONTHS) + late, joins[:, None])
        self.leaves_in = {int(team): 4 for team in rng.choice(np.arange(1, self.teams), 2, replace=False)}
        self.told: dict = {}  # Every number that ever stood on a page, by team, period and version.

    def live_through(self, month):
        """Let a month pass: what is due is reported, some is corrected, someone leaves."""
        for team in range(self.teams):
            for period in range(month + 1):
                is_new = self.reports_in[team, period] == month
                is_corrected = not np.isnan(self.now[team, period]) and self.rng.random() < 0.1
                if is_new or is_corrected:
                    self.now[team, period] = self.rng.poisson(self.typical[team, 0])
                    self.version[team, period] += 1
                    self.told[team, period, int(self.version[team, period])] = self.now[team, period]
                if self.leaves_in.get(team, self.MONTHS) <= month:
                    self.now[team, period] = np.nan
        has_settled = ~np.isnan(self.then).all(axis=0)
        enough = (~np.isnan(self.now)).sum(axis=0) >= 5
        settles = enough & ~has_settled & (np.arange(self.MONTHS) <= month)
        self.then[:, settles] = self.now[:, settles]

    @property
    def names(self):
        """What the attacker calls each cell as it stands today."""
        return [
            [(team, period, int(self.version[team, period])) for period in range(self.MONTHS)]
            for team in range(self.teams)
        ]

    def published(self, closeness):
        """Today's table as someone sees it."""
        return shown_table(
            self.now,
            None,
            closeness=closeness,
            policy=PLATFORM,
            counts_people=True,
            shape=Shape.COUNT,
            settled=Settled(self.then.copy()),
        )


def watch(seed):
    """Keep every page of six months and attack them together. Returns the ranges of the small numbers of others."""
    collaborative = Watched(np.random.default_rng(seed))
    teams, notebook = collaborative.teams, Notebook()
    slices = ways_to_cut(collaborative.rng, teams)
    for month in range(Watched.MONTHS):
        collaborative.live_through(month)
        for closeness in ([OWN] + [COLLABORATIVE] * (teams - 1), [PUBLIC] * teams):
            table = collaborative.published(closeness)
            is_counted = [table.totals_of([team]).counted for team in range(teams)]
            note_cells(notebook, table, collaborative.names)
            for chosen in slices:
                note_totals(notebook, table, collaborative.names, chosen, is_counted)
    ranges = notebook.deduce()
    found = []
    for name, number in collaborative.told.items():
        low, high = ranges.get(name, (0, np.inf))  # A number that came and went within a month was on no page.
        assert low - 1e-6 <= number <= high + 1e-6, "the attacker went wrong"
        if name[0] != 0 and 1 <= number <= 4:
            found.append(high - low)
    return found


@pytest.mark.slow
def test_six_months_of_joins_leaves_and_corrections_kept_by_a_member_narrow_no_small_number():
    widths = [width for seed in range(1_000 if IS_SOAK else 40) for width in watch(seed)]

    assert len(widths) > 1_000
    assert round(min(widths), 6) >= 3
