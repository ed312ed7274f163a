"""The parts of a number beside the whole: shown all, or none, so that nothing can be worked out from the rest."""

import os

import numpy as np
import pytest

from allteach.core.closeness import Closeness
from allteach.core.disclosure import Policy, Shape, shown_series, strata_may_be_shown
from tests.core.attacker import Notebook
from tests.core.tables import PLATFORM
from tests.core.test_disclosure_attack import cell_of

OWN, COACH, COLLABORATIVE, PUBLIC = Closeness
SEEDS = range(2_000 if os.environ.get("ALLTEACH_EXAMPLES") == "soak" else 300)


def may_be_shown(whole, *strata, closeness=COLLABORATIVE, policy=PLATFORM, **more):
    """Whether strata of (numerator, denominator) may be shown beside the whole of one period."""
    known = {"counts_people": True, **more}
    [answer] = strata_may_be_shown(
        [whole[0]],
        [whole[1]],
        [[number] for number, _of in strata],
        [[of] for _number, of in strata],
        closeness=closeness,
        policy=policy,
        **known,
    )
    return bool(answer)


@pytest.mark.parametrize(
    ("whole", "strata"),
    [
        ((30, 90), [(10, 40), (20, 50)]),
        ((30, 90), [(10, 40), (9, 30)]),  # Eleven of twenty are in no group: enough not to be told.
        ((30, 90), [(10, 40), (None, None), (20, 50)]),
    ],
)
def test_groups_large_enough_are_shown(whole, strata):
    assert may_be_shown(whole, *strata)


@pytest.mark.parametrize(
    ("whole", "strata"),
    [
        ((23, 90), [(3, 40), (20, 50)]),  # 23 - 20 would be 3.
        ((57, 90), [(37, 40), (20, 50)]),
        ((25, 59), [(5, 9), (20, 50)]),
        ((20, 90), [(0, 40), (20, 50)]),  # Nobody of a group: everyone knows who belongs to it.
        ((60, 90), [(40, 40), (20, 50)]),
        ((33, 94), [(10, 40), (20, 50)]),  # What is left, 3 of 4, is small.
        ((30, 93), [(10, 40), (20, 50)]),
        ((None, None), [(10, 40), (20, 50)]),  # The whole will come, and tell what is left.
        ((25, 80), [(10, 40), (20, 50)]),  # More than the whole: one of them is wrong.
    ],
)
def test_one_group_that_is_small_keeps_all_of_them_back(whole, strata):
    assert not may_be_shown(whole, *strata)


@pytest.mark.parametrize("closeness", [OWN, COACH])
def test_inside_the_agreement_every_group_is_shown(closeness):
    assert may_be_shown((23, 90), (3, 40), (20, 50), closeness=closeness)


@pytest.mark.parametrize("more", [{"policy": Policy(hides_nothing=True)}, {"counts_people": False}])
def test_what_is_published_or_counts_no_people_is_shown(more):
    assert may_be_shown((23, 90), (3, 40), (20, 50), **more)


def test_groups_of_events_are_never_shown_and_of_averages_always():
    numbers = {"closeness": COLLABORATIVE, "policy": PLATFORM, "counts_people": True}

    assert strata_may_be_shown([9], None, [[4], [5]], None, shape=Shape.EVENT, **numbers).tolist() == [False]
    assert strata_may_be_shown([9], None, [[4], [5]], None, shape=Shape.AVERAGE, **numbers).tolist() == [True]


def attack(seed):
    """Publish a random number by groups, month by month, and attack it. The ranges left for small numbers."""
    rng = np.random.default_rng(seed)
    groups, months = int(rng.integers(2, 5)), 4
    shape = Shape.COUNT if rng.random() < 0.4 else Shape.PART
    people = rng.poisson(rng.choice([12, 30, 80], (groups, 1)), (groups, months)).astype(float)
    counts = rng.binomial(people.astype(int), rng.choice([0.05, 0.2, 0.5, 0.97], (groups, 1))).astype(float)
    rest, rest_of = (rng.integers(0, 2) * part for part in (rng.poisson(3, months), rng.poisson(9, months)))
    whole, of_whole = counts.sum(axis=0) + np.minimum(rest, rest_of), people.sum(axis=0) + rest_of
    if shape is Shape.COUNT:
        of_whole = None
    known = {"closeness": COLLABORATIVE, "policy": PLATFORM, "counts_people": True, "shape": shape}
    shown = strata_may_be_shown(whole, of_whole, list(counts), None if of_whole is None else list(people), **known)
    notebook = Notebook()
    total = shown_series(whole, of_whole, **known)
    for month in range(months):
        least, greatest = cell_of(total, month)
        names = [(group, month) for group in range(groups)]
        for name in [*names, ("rest", month)]:
            notebook.learn_number(name, 0, 999)
        for name in names if shown[month] else ():
            notebook.learn_number(name, counts[name], counts[name])
        notebook.learn_sum([*names, ("rest", month)], least, greatest)
    ranges = notebook.deduce()
    for name, number in np.ndenumerate(counts):
        low, high = ranges[name]
        assert low - 1e-6 <= number <= high + 1e-6, "the attacker went wrong"
    return [ranges[name][1] - ranges[name][0] for name, number in np.ndenumerate(counts) if 1 <= number <= 4]


@pytest.mark.slow
def test_no_small_number_of_a_group_is_narrowed_by_the_whole_and_the_other_groups():
    widths = [width for seed in SEEDS for width in attack(seed)]

    assert len(widths) > 100
    assert round(min(widths), 6) >= 3
