"""The words of a chart: verdict, evidence, size, distance to the goal, cautions."""

from datetime import date

import pytest

from allteach.charts import PhaseWords, Plot, in_words
from tests.charts.plots import goal_card, months, plot_of, pooled, steady, with_found


def test_a_chart_says_verdict_evidence_size_distance_to_the_goal_and_cautions_in_this_order():
    assert in_words(goal_card()) == (
        "Patients with a self-management goal in the last 12 months. Improving. "
        "Nine months in a row lie above the baseline mean; "
        "since March 2026 all lie above what chance alone explains. "
        "Baseline 13%, October 2026 58%: 45 points higher, 12 points from the goal. "
        "October 2026 is not complete yet. The baseline is short, so the lines may still move."
    )


def test_without_measure_words_it_begins_with_the_verdict():
    assert in_words(goal_card(measure_words="")).startswith("Improving. ")


@pytest.mark.parametrize(
    ("direction", "value", "verdict"),
    [
        ("up", 60.0, "Improving."),
        ("up", -20.0, "Getting worse."),
        ("down", 60.0, "Getting worse."),
        ("down", -20.0, "Improving."),
        ("none", 60.0, "A change: higher."),
        ("none", -20.0, "A change: lower."),
    ],
)
def test_the_verdict_depends_on_which_way_is_better(direction, value, verdict):
    said = in_words(plot_of([*steady(14), value], plan={"direction": direction}))

    assert said.startswith(verdict)


def test_no_signal_is_said_to_be_chance():
    said = in_words(plot_of(steady(16), unit="days", decimals=1))

    assert said == (
        "No signal. Chance alone could make the values vary like this. "
        "Mean 20.0\N{NO-BREAK SPACE}days, July 2026 19.7\N{NO-BREAK SPACE}days: 0.3\N{NO-BREAK SPACE}days lower."
    )


def test_a_signal_that_is_over_is_not_called_one_now():
    said = in_words(plot_of([*steady(8), 60.0, *[20.0, 20.5, 19.5] * 3], plan={"freeze": 8}))

    assert said.startswith("No signal now. December 2025 lies above what chance alone explains.")


def test_few_points_are_too_few_to_tell():
    said = in_words(plot_of([5.0, 7.0, 6.0], plan={"chart": "run"}))

    assert said.startswith("Too few points to tell. Three months so far. Median 6.0, June 2025 6: no difference.")


def test_few_points_since_a_new_level_are_counted_from_there():
    said = in_words(plot_of([*[60.0, 61, 59] * 5, 75, 76, 74], plan={"parts": (15,)}, unit="%"))

    assert said.startswith(
        "Too few points to tell. Three months since July 2026. The mean moved from 60% to 75% in July 2026."
    )


def test_a_run_chart_moves_its_median():
    said = in_words(plot_of([*[60.0, 61, 59] * 5, 75, 76, 74], plan={"chart": "run", "parts": (15,)}, unit="%"))

    assert "The median moved from 60% to 75% in July 2026." in said


def test_one_point_is_compared_with_the_goal_only():
    said = in_words(plot_of([42.0], goal=80, unit="%"))

    assert said == "Too few points to tell. One month so far. April 2025 42%: 38 points from the goal."


def test_one_point_without_a_goal_is_only_said():
    assert in_words(plot_of([42.0], unit="%")).endswith("April 2025 42%.")


def test_a_signal_among_few_points_is_said_with_a_caution():
    said = in_words(plot_of([5.0, 5.2, 4.9, 5.1, 5.0, 4.9, 5.1, 9.0], plan={"freeze": 7}))

    assert said.startswith("Improving. November 2025 lies above what chance alone explains. Baseline")
    assert "There are few points yet: more may tell another story." in said


@pytest.mark.parametrize(
    ("values", "plan", "evidence"),
    [
        ([*steady(12), *[25.0] * 9], {"freeze": 12}, "Nine months in a row lie above the baseline mean"),
        ([*steady(12), *[15.0] * 9], {"freeze": 12}, "Ten months in a row lie below the baseline mean"),
        (
            [*steady(12), *[22.0] * 9, 18, 22, 18, 22],
            {"freeze": 12},
            "Nine months in a row lay above the baseline mean, up to December 2026",
        ),
        (
            [*steady(12), *[18.0] * 9, 22, 18, 22, 18],
            {"freeze": 12},
            "Ten months in a row lay below the baseline mean, up to December 2026",
        ),
        ([*steady(14), -20.0], {"freeze": 14}, "June 2026 lies below what chance alone explains"),
        ([*steady(12), 60.0, 20, 60, 20.1], {"freeze": 12}, "Two months lie above what chance alone explains"),
        ([*steady(12), 60.0, 0, 20, 0, 20.1], {"freeze": 12}, "Two months lie below what chance alone explains"),
        ([*steady(12), 10.0, 9, 8], {"freeze": 12}, "Since April 2026 all lie below what chance alone explains"),
        (
            [*steady(12), *[25.0] * 9],
            {"freeze": 12, "chart": "run"},
            "Nine months in a row lie above the baseline median",
        ),
        ([*[5.0] * 3, *[1, 2, 3, 4, 5, 6, 7, 8], 5.0, 5], {"rules": "classic", "chart": "run"}, "the values rise"),
        ([5.0, 5, 5, *[8, 7, 6, 5, 4, 3, 2, 1], 5.0, 5], {"rules": "classic", "chart": "run"}, "the values fall"),
        (
            [*[19.0, 21] * 6, 24.0, 21, 24.2],
            {"rules": "making_data_count", "freeze": 12},
            "Two of three neighbours lie near a limit, the latest in June 2026",
        ),
        ([*[10.0, 10.5] * 3, *[20, 20.5] * 3], {"rules": "anhoej", "chart": "run"}, "the line crosses the median"),
        ([10.0, 30] * 10, {"rules": "classic", "chart": "run"}, "The line changes sides more seldom or more often"),
        ([10.0, 30] * 10, {"rules": "nelson"}, "up and down in turn"),
        ([*steady(12), *[20.1, 20.0] * 9], {"rules": "nelson", "freeze": 12}, "closer to the centre"),
        ([*steady(12), *[21.9, 18.2] * 6], {"rules": "nelson", "freeze": 12}, "keep away from the centre"),
        ([*steady(12), 21.8, 21.9, 20, 21.8, 21.9], {"rules": "western_electric", "freeze": 12}, "four of five"),
    ],
)
def test_the_evidence_names_what_the_rules_found(values, plan, evidence):
    assert evidence.lower() in in_words(plot_of(values, plan=plan)).lower()


def test_excluded_points_are_not_counted_in_a_run():
    said = in_words(plot_of([*steady(12), *[25.0] * 9], plan={"freeze": 12, "exclude": (15,)}))

    assert "Eight months in a row lie above the baseline mean" in said


def test_a_run_passes_over_points_on_the_line():
    said = in_words(plot_of([*[19.0, 21] * 8, *[22.0] * 5, 20, *[22.0] * 5], plan={"chart": "run", "freeze": 16}))

    assert "Eleven months in a row lie above the baseline median" in said


def test_a_signal_of_long_ago_is_not_told_when_there_is_one_now():
    said = in_words(plot_of([*[20.0, 20.5, 19.8] * 5, -60, *[20.0, 20.5, 19.8] * 2, 60.0], plan={"freeze": 15}))

    assert "February 2027 lies above what chance alone explains. Baseline" in said
    assert "below" not in said


@pytest.mark.parametrize(
    ("direction", "value", "distance"),
    [
        ("up", 62.0, "8 points from the goal"),
        ("up", 70.0, "at the goal"),
        ("up", 74.0, "4 points past the goal"),
        ("down", 74.0, "4 points from the goal"),
        ("down", 69.0, "1 point past the goal"),
        ("none", 74.0, "4 points from the goal"),
        ("none", 66.0, "4 points from the goal"),
    ],
)
def test_the_distance_to_the_goal_is_said_the_way_that_is_better(direction, value, distance):
    said = in_words(plot_of([60.0, 61, 62, 61, value], plan={"direction": direction}, goal=70, unit="%"))

    assert f", {distance}." in said


def test_differences_agree_with_the_numbers_people_see():
    said = in_words(plot_of([10.4, 10.4, 10.4, 10.4, 12.6], unit="%"))

    assert "Mean 11%, August 2025 13%: 2 points higher." in said


def test_a_signal_that_is_small_beside_what_is_left_is_called_no_size():
    little = in_words(plot_of([*[50.0, 50.2] * 7, 52.0], goal=90, unit="%"))
    much = in_words(plot_of([*[50.0, 50.2] * 7, 70.0], goal=90, unit="%"))

    assert "A signal is not size: this is little beside what is left to the goal." in little
    assert "A signal is not size" not in much


def test_a_small_change_at_the_goal_is_not_called_small():
    said = in_words(plot_of([*[50.0, 50.2] * 7, 52.0], goal=51, unit="%"))

    assert "A signal is not size" not in said


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        (15.0, "As it runs now, chance alone would not bring it back over the goal."),
        (20.5, "As it runs now, the goal is met at times and missed at times, by chance."),
        (30.0, "As it runs now, chance alone will not reach the goal."),
    ],
)
def test_a_steady_process_is_held_against_its_goal(goal, said):
    assert said in in_words(plot_of(steady(16), plan={"target": goal}))


def test_a_process_that_changes_is_not_held_against_its_goal():
    assert "As it runs now" not in in_words(plot_of([*steady(14), 60.0], plan={"target": 90}))


def test_a_signal_of_the_whole_that_is_neither_better_nor_worse_says_so():
    values = [10.0, 30] * 10

    said = in_words(plot_of(values, plan={"chart": "run", "rules": "classic"}))

    assert said.startswith("A signal, neither better nor worse.")


@pytest.mark.parametrize(
    ("reporting", "provisional", "said"),
    [
        (("30 of 30", "30 of 30", "21 of 30"), False, "June 2025 rests on 21 of 30 that report."),
        (("30 of 30", "30 of 30", "21 of 30"), True, "June 2025 is not complete yet: 21 of 30 have reported."),
        (("30", "29", "21"), False, "June 2025 rests on 21 of 30 that report."),
    ],
)
def test_who_stands_behind_the_latest_point_is_said_when_it_is_not_nearly_all(reporting, provisional, said):
    plot = plot_of([5.0, 6, 7], reporting=reporting, provisional=frozenset({2} if provisional else ()))

    assert said in in_words(plot)


@pytest.mark.parametrize("reporting", [("30", "30", "28"), ("30", "30", None), ("all", None, "all")])
def test_nothing_is_said_of_reporting_when_nearly_all_did_or_nobody_knows(reporting):
    assert "report" not in in_words(plot_of([5.0, 6, 7], reporting=reporting))


def test_a_changed_definition_asks_for_care():
    phases = (PhaseWords(0, "Version 1", "definition"), PhaseWords(8, "Version 2", "definition"))

    said = in_words(plot_of(steady(16), phases=phases))

    assert said.endswith("The definition changed in December 2025: compare with what was before with care.")


@pytest.mark.parametrize(
    ("counts", "totals", "caution"),
    [
        ([1] * 14, [20] * 14, "Few cases stand behind the points: read single ones with care."),
        ([900, 910] * 8, [9000] * 16, "So many cases stand behind the points that even little things are signals."),
    ],
)
def test_small_and_large_denominators_ask_for_care(counts, totals, caution):
    assert caution in in_words(pooled(counts, totals))


def test_values_that_do_not_vary_have_no_limits():
    said = in_words(plot_of([5.0] * 14))

    assert "The values of the baseline do not vary, so there are no limits." in said


def test_a_caution_that_is_not_known_here_is_left_out():
    plot = plot_of(steady(16))

    said = in_words(with_found(plot, cautions=("something_new",)))

    assert said == in_words(plot)


def test_what_is_hidden_and_left_out_is_counted():
    one = plot_of([5.0, None, 5.2, 5.1, 4.9], suppressed=frozenset({1}), left_out={0: "Flood"})
    many = plot_of([5.0, None, 5.2, None, 4.9], suppressed=frozenset({1, 3}), left_out={0: "Flood", 2: "Fire"})

    assert in_words(one).endswith("One month is hidden: fewer than 5 people. One month is left out of the reckoning.")
    assert in_words(many).endswith(
        "Two months are hidden: fewer than 5 people each. Two months are left out of the reckoning."
    )


def test_weeks_are_called_weeks():
    weeks = tuple((date(2026, 1, 5 + 7 * i), "week") for i in range(3))

    said = in_words(plot_of([5.0, 6, 7], periods=weeks))

    assert said.startswith("Too few points to tell. Three weeks so far.")
    assert "the week of 19 January 2026 7: 1 higher" in said


@pytest.mark.parametrize(
    ("plot", "said"),
    [
        (Plot(title="x", analysis=None, periods=()), "Nothing yet."),
        (Plot(title="x", analysis=None, periods=months(3)), "Nothing yet."),
        (plot_of([None, None]), "Nothing yet."),
        (
            plot_of([None, None], suppressed=frozenset({0, 1}), small_below=7),
            "Nothing that may be shown. Too few people in every period: fewer than 7.",
        ),
    ],
)
def test_where_there_is_nothing_it_says_so(plot, said):
    assert in_words(plot) == said
