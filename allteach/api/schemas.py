"""The shapes of answers that several endpoints share."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from ninja import Schema
from pydantic import AfterValidator, Field

from allteach.core.periods import Period


class Problem(Schema):
    """What is wrong, by field; "" for the whole."""

    errors: dict[str, list[str]]


ERRORS = {401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem, 429: Problem}


def _is_period(text: str) -> str:
    Period.parse(text)
    return text


PeriodText = Annotated[
    str,
    Field(pattern=r"^\d{4}-(\d{2}-\d{2}|W\d{2}|\d{2}|Q[1-4])$", examples=["2026-03"]),
    AfterValidator(_is_period),
]
Slug = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]{1,80}$")]
Numbered = Annotated[int, Field(ge=1, le=2_000_000_000)]
Number = Annotated[Decimal, Field(max_digits=14, decimal_places=4, allow_inf_nan=False)]


class SpaceOut(Schema):
    """A space this person may know of."""

    slug: str
    name: str
    kind: str
    parent: str | None
    summary: str


class TeamOut(Schema):
    """A team of a collaborative. Where teams are not named to each other, slug and name are its code."""

    slug: str
    name: str
    collaborative: str | None
    region: str | None
    practice_kind: str | None


class MeasureOut(Schema):
    """A measure and the definition in force."""

    slug: str
    name: str
    plain_name: str
    kind: str
    scope: str
    period_kind: str
    unit: str
    per: int
    direction: str
    rules: str
    strata: list[str]
    definition_version: int
    numerator_definition: str
    denominator_definition: str
    retired_on: date | None


class ValueOut(Schema):
    """One period, as this person may know it. `hidden` says that a number is there and too small to show."""

    period: str
    numerator: float | None
    denominator: float | None
    value: float | None
    hidden: bool
    left_out: bool
    provisional: bool


class TeamMeasureOut(Schema):
    """A team's use of a measure, with every value that may be shown."""

    team: str
    measure: MeasureOut
    values: list[ValueOut]


class GroupOut(Schema):
    """One agreed group of a team's measure; "" is the whole."""

    group: str
    values: list[ValueOut]


class TotalOut(Schema):
    """One period of all teams together. Small numbers may be part of a total: it then lies from `lowest` to `highest`
    and `numerator` is the likeliest. `hidden` says that there is a total and too little of it may be shown."""

    period: str
    numerator: float | None
    lowest: float | None
    highest: float | None
    denominator: float | None
    value: float | None
    median: float | None
    teams_reporting: int
    teams: int
    hidden: bool
    provisional: bool


class TogetherOut(Schema):
    """All teams of a collaborative together in one measure, as this person may know them."""

    measure: MeasureOut
    values: list[TotalOut]
    sentence: str


class AnalysisOut(Schema):
    """What the statistics say, on the scale that is drawn. Arrays have one entry a period; null where there is none."""

    periods: list[str]
    chart: str
    rules: str
    values: list[float | None]
    centre: list[float | None]
    lower: list[float | None]
    upper: list[float | None]
    target: list[float | None]
    kind: list[str]
    signals: dict[str, list[bool]]
    variation: str | None
    assurance: str | None
    cautions: list[str]
    sentence: str


class ValueIn(Schema):
    """What a team measured in a period: two numbers, or one value, as the measure's kind asks."""

    numerator: Number | None = None
    denominator: Number | None = None
    value: Number | None = None
    stratum: Annotated[str, Field(max_length=60)] = ""
    remark: Annotated[str, Field(max_length=500)] | None = None
    reason: Annotated[str, Field(max_length=500)] = ""
    version: Annotated[int, Field(ge=1, le=2_000_000_000)] | None = None


class MeasurementOut(Schema):
    """A value as it is stored."""

    period: str
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    version: int
