"""The scale: which step the record suggests, what is missing for the next, and how far a team is to its goals."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allteach.collaboratives.thresholds import USUAL
from allteach.progress.scale import BY_VALUE, STEPS, Facts, progress_to_goal, suggest

WHOLE = Facts(
    members=5,
    meetings=12,
    meetings_lately=3,
    has_aim=True,
    is_aim_agreed=True,
    measures_asked=4,
    measures_reported=4,
    baselines=4,
    has_process_map=True,
    tests_planned=20,
    tests_begun=18,
    tests_closed=17,
    components=6,
    components_tested=6,
    components_kept=6,
    process_signals=3,
    outcome_signals=2,
    outcomes=2,
    outcomes_held=2,
    progress={"feet": Decimal(1), "eyes": Decimal(1), "sugar": Decimal(1), "pressure": None},
    outcomes_moved=2,
    has_spread_plan=True,
    units_begun=2,
    units_adopted=1,
)


def value(**changed) -> Decimal:
    return suggest(replace(WHOLE, **changed), USUAL).value


def test_the_scale_runs_from_a_half_to_five_in_half_steps():
    assert [step.value for step in STEPS] == [Decimal(half) / 2 for half in range(1, 11)]
    assert list(BY_VALUE) == [step.value for step in STEPS]


def test_a_team_of_which_nothing_is_known_has_signed_up():
    found = suggest(Facts(), USUAL)

    assert found.value == Decimal("0.5")
    assert found.following.step.value == Decimal("1.0")
    assert [each.check.key for each in found.following.missing] == ["members", "aim", "counting"]
    assert [each.check.key for each in found.following.to_judge] == ["met"]


def test_a_team_that_has_everything_stands_at_the_top_and_nothing_is_missing():
    found = suggest(WHOLE, USUAL)

    assert found.value == Decimal("5.0")
    assert found.following is None


@pytest.mark.parametrize(
    ("changed", "reached"),
    [
        ({"members": 2}, "0.5"),
        ({"meetings": 0}, "0.5"),
        ({"has_aim": False}, "0.5"),
        ({"measures_reported": 0}, "0.5"),
        ({"meetings_lately": 1}, "1.0"),
        ({"is_aim_agreed": False}, "1.0"),
        ({"has_process_map": False}, "1.5"),
        ({"baselines": 3}, "1.5"),
        ({"tests_planned": 0}, "1.5"),
        ({"tests_begun": 0}, "2.0"),
        ({"measures_reported": 3}, "2.0"),
        ({"tests_closed": 0}, "2.5"),
        ({"process_signals": 0, "progress": {"feet": Decimal("0.19")}}, "2.5"),
        ({"components_tested": 5}, "3.0"),
        ({"outcome_signals": 0, "outcomes_moved": 1}, "3.0"),
        ({"components_kept": 3}, "3.5"),
        ({"has_spread_plan": False}, "3.5"),
        ({"outcomes_held": 1}, "4.0"),
        ({"units_begun": 0}, "4.0"),
        ({"components_kept": 4}, "4.5"),
        ({"units_adopted": 0}, "4.5"),
    ],
)
def test_one_thing_that_is_missing_holds_a_team_below_the_step_that_asks_for_it(changed, reached):
    assert value(**changed) == Decimal(reached)


def test_a_higher_step_does_not_hold_where_a_lower_one_does_not():
    found = suggest(replace(WHOLE, is_aim_agreed=False), USUAL)

    assert [state.step.value for state in found.steps if state.holds] == [Decimal("0.5"), Decimal("1.0")]
    assert all(each.is_met for each in found.steps[-1].checks)


def test_what_is_not_recorded_here_is_for_people_to_judge_and_holds_nobody_back():
    assert (
        value(
            meetings=None, meetings_lately=None, has_process_map=None, has_spread_plan=None, units_begun=None,
            units_adopted=None, components=0, outcomes=0,
        )
        == Decimal("5.0")
    )  # fmt: skip


@pytest.mark.parametrize(
    ("share", "reached"),
    [("0.49", "3.5"), ("0.50", "4.0"), ("0.74", "4.0"), ("0.75", "4.5"), ("0.99", "4.5"), ("1", "5.0")],
)
def test_goals_reached_count_by_the_collaboratives_own_thresholds(share, reached):
    reached_goals = round(100 * Decimal(share))
    progress = {str(goal): Decimal(1) if goal < reached_goals else Decimal("0.3") for goal in range(100)}

    assert value(progress=progress) == Decimal(reached)


def test_another_threshold_moves_the_step():
    facts = replace(WHOLE, progress={"feet": Decimal(1), "eyes": Decimal(0), "sugar": Decimal(0)})

    assert suggest(facts, USUAL).value == Decimal("3.5")
    assert suggest(facts, {**USUAL, "score.goals_significant": 30}).value == Decimal("4.0")


def test_a_goal_that_was_met_before_it_began_counts_as_reached_while_it_is_held():
    facts = Facts(progress={"waiting": None, "feet": Decimal("0.5")})

    assert (facts.goals, facts.goals_reached, facts.mean_progress) == (2, 1, Decimal("0.5"))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # (current - baseline) / (goal - baseline), by domain.md 3.8 (d): (55 - 40) / (70 - 40).
        ({"recent": [50, 55, 60], "baseline": 40, "goal": 70, "is_up": True}, (True, Decimal("0.5"))),
        # The median of the last three: one wild month moves nothing.
        ({"recent": [10, 50, 99, 55], "baseline": 40, "goal": 70, "is_up": True}, (True, Decimal("0.5"))),
        ({"recent": [80, 81, 82], "baseline": 40, "goal": 70, "is_up": True}, (True, Decimal(1))),
        ({"recent": [20, 21, 22], "baseline": 40, "goal": 70, "is_up": True}, (True, Decimal(0))),
        # Lower is better: from 9 days to 5, now 6.
        ({"recent": [6, 6, 6], "baseline": 9, "goal": 5, "is_up": False}, (True, Decimal("0.75"))),
        # The baseline met the goal: held, or lost.
        ({"recent": [8, 8, 8], "baseline": 8, "goal": 9, "is_up": False}, (True, None)),
        ({"recent": [10, 11, 12], "baseline": 8, "goal": 9, "is_up": False}, (True, Decimal(0))),
        # Two points have a median too.
        ({"recent": [50, 60], "baseline": 40, "goal": 70, "is_up": True}, (True, Decimal("0.5"))),
        ({"recent": [], "baseline": 40, "goal": 70, "is_up": True}, (False, None)),
        ({"recent": [50], "baseline": None, "goal": 70, "is_up": True}, (False, None)),
        ({"recent": [50], "baseline": 40, "goal": None, "is_up": True}, (False, None)),
    ],
)
def test_progress_to_a_goal_is_the_part_of_the_way_that_is_gone(said, expected):
    assert progress_to_goal(**said) == expected


numbers = st.floats(-1e6, 1e6)


@given(st.lists(numbers, min_size=1, max_size=9), numbers, numbers, st.booleans())
def test_progress_is_never_below_nothing_nor_beyond_the_goal(recent, baseline, goal, is_up):
    has_goal, share = progress_to_goal(recent=recent, baseline=baseline, goal=goal, is_up=is_up)

    assert has_goal
    assert share is None or 0 <= share <= 1
