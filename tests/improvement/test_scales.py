"""How large a test should be."""

import pytest

from allteach.improvement.scales import SCALES, concern_about_scale, next_scale, suggest_scale


@pytest.mark.parametrize(
    ("belief", "risk", "readiness", "scale"),
    [
        (1, "low", 5, "one_patient"),
        (2, "low", 5, "one_patient"),
        (5, "high", 5, "one_patient"),
        (5, "low", 1, "one_patient"),
        (3, "low", 5, "few_patients"),
        (4, "low", 4, "one_week"),
        (5, "low", 5, "several_clinicians"),
        (5, "low", None, "several_clinicians"),
        (5, "", 5, "several_clinicians"),
        (5, "medium", 5, "one_week"),
        (5, "low", 2, "one_day"),
        (3, "medium", 2, "one_patient"),
    ],
)
def test_the_less_belief_and_readiness_and_the_more_risk_the_smaller_the_test(belief, risk, readiness, scale):
    assert suggest_scale(belief=belief, risk=risk, readiness=readiness).scale == scale


def test_no_advice_is_given_before_belief_is_said():
    assert suggest_scale(belief=None, risk="low", readiness=5) is None


@pytest.mark.parametrize("belief", range(1, 6))
@pytest.mark.parametrize("risk", ["", "low", "medium", "high"])
@pytest.mark.parametrize("readiness", [None, 1, 2, 3, 4, 5])
def test_advice_never_goes_beyond_several_clinicians_and_grows_with_belief(belief, risk, readiness):
    advice = suggest_scale(belief=belief, risk=risk, readiness=readiness)
    surer = suggest_scale(belief=min(belief + 1, 5), risk=risk, readiness=readiness)

    assert SCALES[advice.scale].size <= SCALES["several_clinicians"].size
    assert SCALES[advice.scale].size <= SCALES[surer.scale].size


def test_advice_says_why():
    words = {
        suggest_scale(belief=belief, risk=risk, readiness=readiness).words
        for belief, risk, readiness in [(5, "high", 5), (2, "low", 5), (5, "low", 1), (5, "medium", 5), (5, "low", 5)]
    }

    assert len(words) == 5


@pytest.mark.parametrize(
    ("step", "scale", "belief", "warns"),
    [
        (1, "several_clinicians", 2, True),
        (1, "several_sites", 1, True),
        (1, "several_clinicians", 3, False),
        (1, "several_clinicians", None, False),
        (2, "several_clinicians", 1, False),
        (1, "one_week", 1, False),
        (1, "", 1, False),
    ],
)
def test_a_large_first_test_of_what_nobody_believes_in_is_questioned(step, scale, belief, warns):
    assert bool(concern_about_scale(step=step, scale=scale, belief=belief)) == warns


def test_scales_grow_one_by_one_and_end():
    assert next_scale("one_patient") == "one_day"
    assert next_scale("several_sites") == "several_sites"
    assert next_scale("") == ""
