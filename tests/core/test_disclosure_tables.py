from datetime import date

import numpy as np
import pytest

from allteach.core.closeness import Closeness
from allteach.core.disclosure import (
    Policy,
    Shape,
    State,
    by_quarter,
    prefers_quarters,
    settling_day,
    shown_table,
)
from allteach.core.periods import Period
from tests.core.tables import PLATFORM, counts_of, said, table_of

OWN, COACH, COLLABORATIVE, PUBLIC = Closeness


def test_a_table_without_small_numbers_has_exact_totals_and_the_median_of_its_teams():
    table = table_of([[(20, 40), (0, 40)], [(30, 50), (25, 50)], [(10, 40), (40, 40)]])

    assert table.totals.numerators.tolist() == [60, 65]
    assert table.totals.denominators.tolist() == [130, 130]
    assert table.totals.medians.tolist() == [0.5, 0.5]
    assert table.totals.is_exact.tolist() == [True, True]
    assert table.totals.counted.tolist() == [3, 3]


@pytest.mark.parametrize("closeness", [OWN, COACH])
def test_inside_the_agreement_totals_are_exact_whatever_is_small(closeness):
    table = table_of([[(3, 40)], [(2, 4)], [(39, 40)]], closeness=closeness)

    assert table.totals.numerators.tolist() == [44]
    assert table.totals.denominators.tolist() == [84]
    assert table.totals.is_exact.tolist() == [True]


@pytest.mark.parametrize("more", [{"policy": Policy(hides_nothing=True)}, {"counts_people": False}])
def test_totals_of_published_data_and_of_what_counts_no_people_are_exact(more):
    table = table_of([[(3, 40)], [(2, 4)], [(39, 40)]], **more)

    assert table.totals.numerators.tolist() == [44]
    assert table.series[0].numerators.tolist() == [3]


def test_a_table_shows_each_cell_as_its_series_alone_would():
    table = table_of(
        [[(3, 40), (20, 40)], [(30, 50), (48, 50)], [(3, 5), (9, 12)]], closeness=[OWN, COLLABORATIVE, COACH]
    )

    assert [[series.state(place) for place in range(2)] for series in table.series] == [
        [State.SHOWN, State.SHOWN],
        [State.SHOWN, State.NEARLY_ALL],
        [State.SMALL, State.SHOWN],
    ]


def test_total_minus_visible_leaves_a_lone_small_number_anywhere_in_its_band():
    results = [
        said(table_of([[(hidden, 40)], [(20, 40)], [(30, 40)]], has_settled=True).totals) for hidden in (1, 2, 3, 4)
    ]

    assert results == [results[0]] * 4
    assert (results[0][2], results[0][3]) == ([51], [54])


def test_the_complement_of_nearly_all_is_kept_as_well():
    results = [
        said(table_of([[(hidden, 10)], [(20, 40)], [(30, 40)]], has_settled=True).totals) for hidden in (6, 7, 8, 9)
    ]

    assert results == [results[0]] * 4


def test_a_member_who_knows_the_one_small_number_learns_nothing_of_the_other():
    def seen_by_the_first(other):
        table = table_of(
            [[(3, 40)], [(other, 40)], [(30, 40)]], closeness=[OWN, COLLABORATIVE, COLLABORATIVE], has_settled=True
        )
        return said(table.totals)

    assert [seen_by_the_first(other) for other in (1, 2, 3)] == [seen_by_the_first(4)] * 3


def test_every_member_reads_the_same_totals():
    cells = [[(number, 40)] for number in (3, 2, 4, 1, 3, 2, 20, 30)]
    viewers = [[OWN if row == team else COLLABORATIVE for row in range(8)] for team in range(8)]

    totals = [said(table_of(cells, closeness=closeness, has_settled=True).totals) for closeness in viewers]

    assert totals == [totals[0]] * 8


def test_a_total_of_many_small_numbers_is_near_the_truth_once_the_period_has_settled():
    # What an infection collaborative lives by: thirty teams with one to four each, fewer in the later month.
    earlier, later = [4, 3, 4, 2, 3] * 6, [1, 2, 1, 1, 2] * 6

    totals = counts_of(np.transpose([earlier, later]), has_settled=True).totals

    assert (sum(earlier), sum(later)) == (96, 42)
    assert totals.numerators.tolist() == [95, 40]
    assert (totals.lowest.tolist(), totals.highest.tolist()) == ([93, 38], [97, 42])
    assert totals.hidden.tolist() == [30, 30]


def test_before_a_period_has_settled_a_total_of_many_small_numbers_is_withheld_rather_than_misleading():
    totals = counts_of([[1], [2], [1], [1], [2], [20]]).totals

    assert np.isnan(totals.numerators).tolist() == [True]
    assert totals.is_withheld.tolist() == [True]
    assert (totals.lowest.tolist(), totals.highest.tolist()) == ([25], [40])


def test_a_few_small_numbers_among_many_large_ones_hardly_matter():
    totals = counts_of([[40], [50], [60], [3], [2]]).totals

    assert totals.numerators.tolist() == [155]
    assert (totals.lowest.tolist(), totals.highest.tolist()) == ([152], [158])
    assert totals.is_exact.tolist() == [False]


def test_teams_with_few_people_are_left_out_of_totals_and_counted():
    totals = table_of([[(20, 40)], [(5, 9)], [(30, 50)]]).totals

    assert (totals.numerators.tolist(), totals.denominators.tolist()) == ([50], [90])
    assert (totals.counted.tolist(), totals.left_out.tolist()) == ([2], [1])


def test_a_period_without_any_number_has_no_total():
    totals = table_of([[(np.nan, np.nan), (20, 40)], [(np.nan, np.nan), (3, 4)]]).totals

    assert np.nan_to_num(totals.numerators, nan=-1).tolist() == [-1, 20]
    assert np.nan_to_num(totals.lowest, nan=-1).tolist() == [-1, 20]
    assert totals.is_withheld.tolist() == [False, False]


def test_a_collaborative_without_teams_has_empty_totals():
    table = shown_table(np.zeros((0, 3)), None, closeness=[], policy=PLATFORM, counts_people=True)

    assert table.series == ()
    assert table.totals.counted.tolist() == [0, 0, 0]


def test_the_middle_of_its_band_stands_for_a_hidden_value_in_the_median():
    totals = table_of([[(2, 50)], [(48, 50)], [(20, 50)]]).totals

    assert totals.medians.tolist() == [0.4]


def test_totals_for_the_public_are_whole_fives_and_never_closer_than_their_cells():
    totals = table_of([[(22, 43)], [(31, 62)], [(3, 60)]], closeness=PUBLIC, has_settled=True).totals

    assert (totals.numerators.tolist(), totals.denominators.tolist()) == ([55], [165])
    assert (totals.lowest.tolist(), totals.highest.tolist()) == ([53], [57])


def test_a_sensitive_subject_tells_the_public_nothing_of_numbers_under_ten():
    def public(hidden):
        cells = [[(22, 43)], [(131, 262)], [(hidden, 60)]]
        return said(table_of(cells, closeness=PUBLIC, policy=Policy(is_sensitive=True)).totals)

    assert [public(hidden) for hidden in (1, 2, 3)] == [public(4)] * 3
    assert [public(hidden) for hidden in (0, 5, 6, 7, 8)] == [public(9)] * 5


def test_a_running_total_is_added_up_as_it_is_shown():
    table = table_of([[(23, 60), (25, 61)], [(31, 62), (31, 62)]], is_running=True, has_settled=True)

    assert table.totals.numerators.tolist() == [55, 55]
    assert table.series[0].numerators.tolist() == [25, 25]


def test_an_average_is_added_up_over_the_teams_that_show_it():
    table = table_of([[(3.5, 40)], [(9.0, 9)], [(-4.5, 20)]], shape=Shape.AVERAGE)

    assert (table.totals.numerators.tolist(), table.totals.medians.tolist()) == ([-1], [-0.5])


@pytest.mark.parametrize(
    ("reported", "settles"),
    [
        ([], None),
        (["2026-04-02"] * 4, None),
        (["2026-04-02"] * 5, "2026-04-15"),
        (["2026-04-02"] * 30, "2026-04-15"),
        (["2026-04-02"] * 4 + ["2026-05-20", "2026-06-01", None], "2026-05-20"),
        (["2027-01-31"] * 30, "2027-01-31"),
    ],
)
def test_a_period_settles_when_reports_are_due_or_at_the_fifth(reported, settles):
    days = [day and date.fromisoformat(day) for day in reported]

    assert settling_day(days, date(2026, 4, 15)) == (settles and date.fromisoformat(settles))


MONTHS = [Period.parse("2025-12") + i for i in range(8)]


def test_quarters_add_up_whole_quarters_only():
    quarters, numerators, denominators = by_quarter(MONTHS, [9, 3, 2, 4, 1, 2, None, 5], [9, 8, 8, 8, 7, 7, 7, 9])

    assert [str(quarter) for quarter in quarters] == ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]
    assert np.nan_to_num(numerators, nan=-1).tolist() == [-1, 9, -1, -1]
    assert np.nan_to_num(denominators, nan=-1).tolist() == [-1, 24, 21, -1]


@pytest.mark.parametrize(
    ("numerators", "denominators", "shape", "expected"),
    [
        ([3, 2, 4, 3, 2, 4], None, Shape.COUNT, True),
        ([30, 20, 40, 30, 20, 40], None, Shape.COUNT, False),
        ([1, 0, 0, 0, 0, 1], None, Shape.COUNT, False),  # Quarters would hide more.
        ([4, 4, 3, 4, 4, 4], [8] * 6, Shape.PART, True),
        ([4, 4, 3, 4, 4, 4], [8] * 6, Shape.AVERAGE, False),
        ([4, 4, 3, 4, 4, 4], None, Shape.EVENT, False),
    ],
)
def test_quarters_are_preferred_where_months_are_too_small_and_quarters_are_not(
    numerators, denominators, shape, expected
):
    months = MONTHS[1:7]

    answer = prefers_quarters(months, numerators, denominators, policy=PLATFORM, counts_people=True, shape=shape)

    assert answer == expected
