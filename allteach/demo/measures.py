"""The fifteen measures of the story: what is measured, where it begins, and where it goes."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class MeasureRow:
    """One measure, and its curve: a logistic rise from `base` to `final` about month `middle`."""

    name: str
    plain_name: str
    counted: str
    base: float
    final: float
    goal: float
    middle: float = 6
    width: float = 2
    spread: float = 0.35  # Between teams, in logits (or in units for numbers).
    kind: str = "proportion"
    measure_type: str = "process"
    scope: str = "core_required"
    period_kind: str = "month"
    counts_people: bool = True
    definition: dict = field(default_factory=dict)


REGISTER = "Adults with type 2 diabetes on the practice's register on the last day of the month"
DOWN = {"direction": "down"}

MEASURES = (
    MeasureRow(
        "HbA1c test, 6 months",
        "adults with diabetes who had an HbA1c test in the last 6 months",
        "Of these, those with at least one HbA1c result in the last 6 months",
        58,
        76,
        80,
        5,
        1.8,
        0.35,
    ),
    MeasureRow(
        "Self-management goal, 12 months",
        "adults with diabetes who set a goal of their own in the last 12 months",
        "Of these, those with a goal in their own words on record",
        12,
        52,
        70,
        6,
        2.0,
        0.55,
    ),
    MeasureRow(
        "Foot examination, 12 months",
        "adults with diabetes whose feet were examined in the last 12 months",
        "Of these, those with pulses, monofilament and skin checked on both feet",
        41,
        65,
        75,
        6,
        2.0,
        0.45,
    ),
    MeasureRow(
        "Eye examination, 24 months",
        "adults with diabetes whose eyes were examined in the last 24 months",
        "Of these, those with a report received, not a referral sent",
        52,
        62,
        70,
        8,
        2.5,
        0.35,
    ),
    MeasureRow(
        "Kidney tests, 12 months",
        "adults with diabetes who had both kidney tests in the last 12 months",
        "Of these, those with both urine ACR and eGFR",
        56,
        74,
        80,
        5,
        2.0,
        0.35,
    ),
    MeasureRow(
        "Blood pressure recorded, 6 months",
        "adults with diabetes whose blood pressure was taken in the last 6 months",
        "Of these, those with a reading in any setting; home readings count",
        78,
        90,
        95,
        4,
        1.5,
        0.35,
    ),
    MeasureRow(
        "HbA1c at or under 7.0%",
        "adults with diabetes whose latest HbA1c was 7.0% or less",
        "Of those with a result, those whose latest was 7.0% or less",
        49,
        53,
        60,
        10,
        2.5,
        0.22,
        measure_type="outcome",
    ),
    MeasureRow(
        "HbA1c at or under 8.0%",
        "adults with diabetes whose latest HbA1c was 8.0% or less",
        "Of those with a result, those whose latest was 8.0% or less",
        72,
        77,
        82,
        10,
        2.5,
        0.22,
        measure_type="outcome",
    ),
    MeasureRow(
        "Blood pressure under 130/80",
        "adults with diabetes whose latest blood pressure was under 130/80",
        "Of those with a reading, those whose latest was under 130/80",
        36,
        44,
        55,
        9,
        2.5,
        0.25,
        measure_type="outcome",
    ),
    MeasureRow(
        "LDL at or under 2.0 mmol/L",
        "adults with diabetes whose latest LDL cholesterol was 2.0 or less",
        "Of those with a result, those whose latest was 2.0 mmol/L or less",
        55,
        61,
        70,
        9,
        2.5,
        0.25,
        measure_type="outcome",
    ),
    MeasureRow(
        "All three at goal",
        "adults with diabetes with HbA1c, blood pressure and LDL all at goal",
        "Of those with all three results, those with all three at goal",
        13,
        17,
        25,
        10,
        2.5,
        0.30,
        measure_type="outcome",
    ),
    MeasureRow(
        "Third next appointment",
        "days until the third next free appointment",
        "Days, the median over clinicians, on the second Tuesday of the month",
        9,
        8.5,
        9,
        8,
        2.5,
        2.0,
        kind="median",
        measure_type="balancing",
        counts_people=False,
        definition={**DOWN, "unit": "days", "decimals": 1, "least_value": 0},
    ),
    MeasureRow(
        "Severe hypoglycaemia",
        "reports of severe low blood sugar for each 1,000 adults with diabetes",
        "Reports of low blood sugar that needed somebody's help",
        1.1,
        1.1,
        1.5,
        kind="rate",
        measure_type="balancing",
        definition={**DOWN, "unit": "per 1,000", "decimals": 1},
    ),
    MeasureRow(
        "Hours on data",
        "hours the team spends on data in a month",
        "Hours of everybody in the team, as they remember them",
        14,
        8,
        8,
        6,
        3.0,
        3.0,
        kind="mean",
        measure_type="balancing",
        counts_people=False,
        definition={**DOWN, "unit": "hours", "decimals": 1, "least_value": 0},
    ),
    MeasureRow(
        "My goals were talked about",
        "patients who said that their own goals were talked about",
        "Of those who answered, those who said yes",
        54,
        66,
        75,
        6,
        2.5,
        0.2,
        kind="survey_proportion",
        measure_type="experience",
        period_kind="quarter",
        scope="core_optional",
        definition={"data_source": "A card handed out in the waiting room, four weeks in each quarter"},
    ),
)
