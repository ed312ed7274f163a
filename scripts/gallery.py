"""Pictures of every chart, with what each says: docs/charts.md and docs/pictures/charts/.

The numbers are invented. `make docs` writes them; they are looked at, because no test sees what is ugly.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from allteach import charts, spc
from allteach.charts import FunnelPlot, Note, ParetoPlot, PhaseWords, Plot
from allteach.charts.svg import small
from allteach.charts.theme import apply
from allteach.spc.making_data_count import ASSURANCES, VARIATIONS

FOLDER = "pictures/charts"


@dataclass(frozen=True)
class Picture:
    """One picture of the gallery: its file's name, what to look at, how it is drawn, and what it says."""

    name: str
    look_at: str
    draw: Callable[[], str]
    say: Callable[[], str]


def months(count: int) -> tuple[tuple[date, str], ...]:
    """So many months up to October 2026."""
    last = 2026 * 12 + 9
    return tuple((date(i // 12, i % 12 + 1, 1), "month") for i in range(last - count + 1, last + 1))


def weather(count: int, level: float, spread: float, *, seed: int = 1) -> list[float]:
    """Values that vary about a level by chance alone, always the same."""
    chance = random.Random(seed)  # noqa: S311 nothing secret: the same picture every time is what is wanted
    return [round(chance.gauss(level, spread), 1) for _ in range(count)]


def plot(title: str, values: list[float | None], *, plan: dict[str, object], **given: object) -> Plot:
    """A plot of plain values."""
    analysis = spc.analyse(spc.Series.of(values=values), spc.Plan(**plan))
    return Plot(title=title, analysis=analysis, periods=months(len(values)), **given)


def shares(
    title: str, counts: list[int | None], totals: list[int | None], *, plan: dict[str, object], **given: object
) -> Plot:
    """A P chart in per cent."""
    series = spc.Series.of(numerator=counts, denominator=totals)
    analysis = spc.analyse(series, spc.Plan(chart="p", per=100, **plan))
    known = {"unit": "%", "numerators": tuple(counts), "denominators": tuple(totals), "chart_words": "P chart, monthly"}
    return Plot(title=title, analysis=analysis, periods=months(len(counts)), **(known | given))


def improvement() -> Plot:
    counts = [21, 25, 22, 24, 18, 26, 23, 21, 22, 26, 33, 41, 56, 69, 86, None, 95, 100, 107]
    totals = [177, 178, 177, 177, 177, 177, 178, 178, 179, 180, 181, 179, 180, 182, 181, None, 182, 182, 183]
    return shares(
        "Patients with a self-management goal",
        counts,
        totals,
        plan={"direction": "up", "freeze": 9, "target": 70},
        provisional=frozenset({18}),
        notes=(
            Note(10, 1, "test", "Cycles 1 to 3: goal card, from one patient to one whole day"),
            Note(11, 2, "test", "Cycle 4: one clinician, one week"),
            Note(13, 3, "test", "Cycle 5: all five clinicians"),
            Note(14, 4, "kept", "Goal card is everyone’s way of working"),
            Note(15, 5, "event", "Not reported: change of record system"),
            Note(18, 6, "test", "Cycle 6: card with an interpreter"),
        ),
    )


def new_level() -> Plot:
    values = [62.0, 60, 63, 59, 61, 62, 60, 58, 61, 62, 61, 60, 74, 77, 75, 78, 74, None, 76, 79, 77, 75, 76, 78]
    return plot(
        "Blood pressure recorded",
        values,
        plan={"chart": "i", "direction": "up", "parts": (12,), "target": 80},
        unit="%",
        phases=(PhaseWords(0, "Baseline", "baseline"), PhaseWords(12, "New mean since Nov, agreed by the team")),
        notes=(Note(11, 1, "kept", "Cuffs in every room"),),
        chart_words="I chart, monthly",
    )


def concern() -> Plot:
    values = [55.0, 54, 57, 52, 56, 55, 53, 56, 54, 55, 53, 56, 33, 52, 47, 45, 44, 42, 41, 40, 38, 37]
    return plot(
        "LDL at or under 2.0 mmol/L",
        values,
        plan={"chart": "i", "direction": "up", "freeze": 12, "exclude": (12,), "target": 60},
        unit="%",
        left_out={12: "Flood: clinic shut for two weeks"},
        notes=(Note(12, 1, "event", "Flood"), Note(14, 2, "event", "Pharmacist left")),
        chart_words="I chart, monthly",
    )


def small_groups() -> Plot:
    totals = [40, 38, 45, 60, 66, 50, 44, 40, 60, 66, 72, None, 42, 40, 52, 70, 80, 50, 60]
    counts = [9, 5, 14, 11, 16, 6, 12, 8, 10, 16, 22, None, 9, 11, 10, 23, 17, 12, 17]
    return shares(
        "Falls with harm, of all falls", counts, totals, plan={"direction": "none"}, suppressed=frozenset({11})
    )


def run_chart() -> Plot:
    return plot(
        "Days from referral to first visit",
        [14.0, 12.5, 15, 13, 14.5, 12, 13.5],
        plan={"chart": "run", "direction": "down"},
        unit="days",
        decimals=1,
        goal=7.0,
        chart_words="Run chart, monthly",
    )


def ten_years() -> Plot:
    values = weather(84, 12.0, 1.5) + weather(36, 8.0, 1.2)
    notes = tuple(
        Note(i, k + 1, ("test", "kept", "event")[k % 3], f"Step {k + 1}") for k, i in enumerate(range(60, 120, 3))
    )
    return plot(
        "Days from referral to first visit, ten years",
        list(values),
        plan={"chart": "i", "direction": "down", "freeze": 36, "target": 7},
        unit="days",
        decimals=1,
        notes=notes,
        chart_words="I chart, monthly",
    )


def all_teams() -> Plot:
    values = [14, 13, 14, 15, 14, 15, 18, 21, 26, 33, 40, 44, 51]
    reporting = (30, 30, 29, 30, 28, 29, 30, 27, 30, 29, 28, 28, 21)
    return shares(
        "Self-management goal, all teams together",
        [64 * value for value in values],
        [6400] * 13,
        plan={"direction": "up", "freeze": 5, "target": 70},
        provisional=frozenset({12}),
        reporting=tuple(f"{count} of 30" for count in reporting),
        reference=tuple(value + 2.0 + (value > 30) * 4 for value in values),
        reference_words="Median",
        phases=(PhaseWords(0, "Baseline, frozen"), PhaseWords(9, "Definition 2", "definition")),
        chart_words="Pooled, P chart",
    )


def nothing() -> Plot:
    return Plot(title="Eye examination in 24 months", analysis=None, periods=months(12), unit="%", goal=70)


def teams() -> list[Plot]:
    names = ("Bay Commons", "Birch Lake", "Blue Heron", "Cedar Point", "Elm and Main", "Windmill")
    found = []
    for k, name in enumerate(names):
        values: list[float | None] = [
            value + max(0, i - 6) * (k + 1) for i, value in enumerate(weather(13, 16.0 + k, 3.0, seed=k))
        ]
        left_at = None
        if name == "Windmill":
            values[9:], left_at = [None] * 4, 9
        if name == "Birch Lake":
            values[3] = None
        found.append(
            plot(
                name,
                values,
                plan={"chart": "i", "direction": "up", "freeze": 6, "target": 70},
                unit="%",
                left_at=left_at,
            )
        )
    return found


def funnel_plot() -> FunnelPlot:
    sizes = [22, 35, 48, 60, 75, 80, 96, 110, 120, 140, 160, 183, 200, 240, 300, 420]
    rates = [45, 37, 42, 47, 39, 44, 38, 46, 41, 43, 40, 58, 42, 45, 27, 43]
    return FunnelPlot(
        title="Patients with a goal, each team by its size",
        analysis=spc.funnel(
            numerator=[round(size * rate / 100) for size, rate in zip(sizes, rates, strict=True)], denominator=sizes
        ),
        names=tuple(f"Team {letter}" for letter in "ABCDEFGHIJKLMNOP"),
        direction="up",
        size_words="patients",
        own=frozenset({4}),
        chart_words="Funnel chart, October 2026",
    )


def pareto_plot() -> ParetoPlot:
    causes = {
        "Interpreter not booked": 41,
        "Room not free": 33,
        "Patient came late": 12,
        "Form missing": 6,
        "Clinician called away": 4,
        "Other": 3,
    }
    return ParetoPlot(
        title="Why visits began late",
        analysis=spc.pareto(list(causes), list(causes.values())),
        counted_words="late visits",
    )


def beside(drawings: list[str], *, columns: int, width: int, height: int) -> str:
    """Small drawings in rows, as one."""
    placed = [
        f'<svg x="{k % columns * width}" y="{k // columns * height}" {drawing.removeprefix("<svg ")}'
        for k, drawing in enumerate(drawings)
    ]
    rows = -(-len(drawings) // columns)
    svg = small("".join(placed), width=columns * width, height=rows * height, label="Small drawings")
    return apply(charts.THEMES["screen_light"], svg)


def multiples() -> str:
    found = re.findall(
        "<svg .*?</svg>", charts.small_multiples(teams(), ident="m", median=[20.0 + i for i in range(13)])
    )
    return beside(found, columns=3, width=190, height=90)


def sparklines() -> str:
    makes = (improvement, new_level, concern, small_groups, run_chart, all_teams)
    found = [charts.sparkline(make().analysis, goal=make().goal) for make in makes]
    return beside(found, columns=3, width=130, height=44)


def icons() -> str:
    found = [charts.variation_icon(kind) for kind in VARIATIONS] + [charts.assurance_icon(kind) for kind in ASSURANCES]
    return beside(found, columns=6, width=60, height=36)


def chart(
    name: str, look_at: str, make: Callable[[], Plot], *, theme: str = "screen_light", width: int = 760
) -> Picture:
    """A picture of a run or control chart."""
    return Picture(
        name,
        look_at,
        lambda: charts.draw(make(), ident=name, width=width, theme=charts.THEMES[theme]),
        lambda: charts.in_words(make()),
    )


LIGHT = charts.THEMES["screen_light"]
PICTURES = (
    chart("improvement", "A frozen baseline, tests pinned, a month missing, the last not complete.", improvement),
    chart("improvement-narrow", "The same on a phone: drawn again, not shrunk.", improvement, width=358),
    chart("improvement-dark", "The same on a dark screen.", improvement, theme="screen_dark"),
    chart("improvement-print", "The same on paper.", improvement, theme="print"),
    chart("improvement-slides", "The same for a projector.", improvement, theme="slides"),
    chart("new-level", "A new level, declared by a person; the old mean stays in sight.", new_level),
    chart("concern", "Diamonds for concern; a cross is left out, with a reason.", concern),
    chart("small-groups", "Limits step with the size of the group; too few people are hatched.", small_groups),
    chart("run-chart", "Few points: a median, and no limits.", run_chart),
    chart("ten-years", "A hundred and twenty points, twenty notes.", ten_years),
    chart("all-teams", "Pooled, the median of teams behind, and how many reported.", all_teams),
    chart("nothing", "Nothing reported yet.", nothing),
    Picture(
        "funnel",
        "Teams of different size. Those outside are named; nobody is ranked.",
        lambda: charts.funnel(funnel_plot(), ident="funnel", theme=LIGHT),
        lambda: charts.funnel_in_words(funnel_plot()),
    ),
    Picture(
        "pareto",
        "Causes by how often they occur, and what they add up to.",
        lambda: charts.pareto(pareto_plot(), ident="pareto", theme=LIGHT),
        lambda: charts.pareto_in_words(pareto_plot()),
    ),
    Picture("small-multiples", "One scale for all, by name, points only where there is a signal.", multiples, str),
    Picture("sparklines", "A chart the size of a word.", sparklines, str),
    Picture("icons", "Variation, then the process against its goal.", icons, str),
)


def drawings() -> dict[str, str]:
    """Every picture as SVG, by its path in docs/."""
    return {f"{FOLDER}/{picture.name}.svg": picture.draw() + "\n" for picture in PICTURES}


def page() -> str:
    """docs/charts.md: every picture with what to look at and what it says."""
    lines = [
        "# Every chart",
        "",
        "<!-- Written by `make docs`. Change what it is made from, not this page. -->",
        "",
        "Shape carries the meaning, colour repeats it, words say it a third time. The numbers are invented.",
    ]
    for picture in PICTURES:
        said = picture.say()
        lines += ["", f"## {picture.look_at.removesuffix('.')}"]
        lines += ["", f"![{picture.look_at}]({FOLDER}/{picture.name}.svg)"]
        lines += ["", said] if said else []
    return "\n".join([*lines, ""])
