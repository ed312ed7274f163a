"""What could be clearer about an aim."""

from datetime import date
from decimal import Decimal

import pytest

from allteach.improvement.smart import AimFacts, lint

CLEAR = {
    "what_improves": "increase visits with a goal",
    "for_whom": "adults with type 2 diabetes",
    "target": Decimal(70),
    "baseline": Decimal(13),
    "unit": "%",
    "by_when": date(2026, 12, 31),
    "today": date(2025, 12, 1),
    "has_measure": True,
    "best": Decimal(100),
    "why_it_matters": "Goals are theirs.",
    "collaborative_ends_on": date(2027, 3, 31),
}


def remarks(**said):
    return [remark.part for remark in lint(AimFacts(**{**CLEAR, **said}))]


def test_a_clear_aim_gets_no_remark():
    assert remarks() == []


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ({"what_improves": "visits with a goal"}, "specific"),
        ({"what_improves": " "}, "specific"),
        ({"for_whom": ""}, "specific"),
        ({"has_measure": False}, "measurable"),
        ({"unit": " "}, "measurable"),
        ({"baseline": None}, "measurable"),
        ({"target": Decimal(13)}, "achievable"),
        ({"target": Decimal(25), "by_when": date(2026, 4, 1)}, "achievable"),
        ({"benchmark": Decimal(60)}, "achievable"),
        ({"target": Decimal(15)}, "achievable"),
        ({"target": Decimal(10)}, "achievable"),
        ({"why_it_matters": ""}, "relevant"),
        ({"by_when": date(2025, 12, 1), "baseline": None, "unit": "%"}, "time_bound"),
        ({"by_when": date(2027, 4, 1)}, "time_bound"),
    ],
)
def test_what_is_not_clear_gets_a_remark_of_its_part(said, part):
    assert part in remarks(**said)


@pytest.mark.parametrize(
    "said",
    [
        {"baseline": Decimal(50), "by_when": date(2026, 3, 1)},  # 40% more in three months: much, not too much.
        {"baseline": Decimal(0), "target": Decimal(70), "by_when": date(2026, 3, 1)},  # No share of nothing.
        {"benchmark": Decimal(70)},
        {"benchmark": Decimal(13)},  # Where we begin is the best known: any further is new.
        {"best": None},
        {"baseline": Decimal(40), "target": Decimal(20), "best": Decimal(0), "what_improves": "Reduce harm"},
        {"collaborative_ends_on": None, "by_when": date(2029, 1, 1)},
    ],
)
def test_what_is_ambitious_and_possible_gets_none(said):
    assert remarks(**said) == []


def test_remarks_come_in_the_order_of_the_five_letters_and_carry_their_name():
    facts = AimFacts(
        what_improves="visits", target=Decimal(1), baseline=Decimal(1), by_when=date(2025, 1, 1), today=date(2025, 2, 1)
    )

    found = lint(facts)

    assert [str(remark.name) for remark in found] == [
        "Specific",
        "Specific",
        "Measurable",
        "Measurable",
        "Achievable",
        "Relevant",
        "Time-bound",
    ]
