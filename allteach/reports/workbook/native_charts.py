"""The numbers behind a chart, and the chart that the office program draws of them."""

from collections.abc import Iterable
from html import unescape
from typing import Any, NamedTuple

from allteach.charts import THEMES
from allteach.charts.marks import mark_words
from allteach.charts.reading import Reading
from allteach.charts.words import capital
from allteach.reports.workbook.numbers import Number, form_of, number_in

LOOK = THEMES["print"]
FONT = {"name": "Arial", "size": 10, "color": LOOK.ink_2}
CHART_WIDE, CHART_HIGH = 900, 380
MOST_LABELS = 12  # Periods named below a chart.

# A point that tells something is drawn once more, by a shape of its own: colour is never alone.
SIGNALS = {"better": "circle", "worse": "diamond", "signal": "square", "out": "x"}


class Column(NamedTuple):
    """What stands behind a chart in one column, point by point."""

    heading: str
    cells: list[str | Number | None]


_QUIET_LINE: dict[str, Any] = {"marker": {"type": "none"}}
_SHAPES: dict[str, dict[str, Any]] = {
    mark: {
        "line": {"none": True},
        "marker": {
            "type": shape,
            "size": 9,
            "fill": {"color": getattr(LOOK, mark, LOOK.ink_2)},
            "border": {"color": getattr(LOOK, mark, LOOK.ink_2)},
        },
    }
    for mark, shape in SIGNALS.items()
}
LINES: dict[str, dict[str, Any]] = {
    "value": {
        "line": {"color": LOOK.noise, "width": 1.25},
        "marker": {
            "type": "circle",
            "size": 6,
            "fill": {"color": LOOK.surface},
            "border": {"color": LOOK.noise},
        },
    },
    "centre": {**_QUIET_LINE, "line": {"color": LOOK.ink_2, "width": 1.75}},
    "lower": {**_QUIET_LINE, "line": {"color": LOOK.band_edge, "width": 1}},
    "upper": {**_QUIET_LINE, "line": {"color": LOOK.band_edge, "width": 1}},
    "goal": {**_QUIET_LINE, "line": {"color": LOOK.goal, "width": 1.75, "dash_type": "dash"}},
    **_SHAPES,
}


def columns_of(reading: Reading) -> dict[str, Column]:
    """The numbers behind a chart as its reader may see them; columns that would be empty are left out."""
    plot = reading.plot
    language, _gettext = plot.language, plot.language.gettext
    unit = f" ({plot.unit})" if plot.unit else ""

    def numbers(values: Iterable[float | None], decimals: int) -> list[str | Number | None]:
        form = form_of(decimals)
        return [None if one is None else Number(round(one, decimals), form) for one in values]

    def counts(said: list[str]) -> list[str | Number | None]:
        return [(number_in(unescape(one), language) or unescape(one)) if one else None for one in said]

    signals = {
        mark: [value if found == mark else None for value, found in zip(reading.values, reading.marks, strict=True)]
        for mark in SIGNALS
    }
    centre = _gettext("Median") if reading.has_median else _gettext("Mean")
    lines = reading.line_decimals
    found = {
        "period": Column(_gettext("Period"), list(language.periods(plot.periods, "medium"))),
        "number": Column(_gettext("Number"), counts(reading.numbers_said)),
        "of": Column(_gettext("Of"), counts(reading.totals_said)),
        "value": Column(_gettext("Value") + unit, numbers(reading.values, lines)),
        "centre": Column(centre, numbers(reading.centre, lines)),
        "lower": Column(_gettext("Lower limit"), numbers(reading.lower, lines)),
        "upper": Column(_gettext("Upper limit"), numbers(reading.upper, lines)),
        "goal": Column(_gettext("Goal"), numbers([reading.goal] * reading.n, lines)),
        **{
            mark: Column(capital(mark_words(mark, language)), numbers(values, lines))
            for mark, values in signals.items()
        },
        "says": Column(
            _gettext("What it says"), [mark_words(mark, language, plot.small_below) for mark in reading.marks]
        ),
    }
    return {key: column for key, column in found.items() if any(cell is not None for cell in column.cells)}


def add_chart(book: Any, sheet: Any, columns: dict[str, Column], rows: tuple[int, int], at: int, words: str) -> None:
    """A chart over the data in some rows of a sheet, from the row `at`, described; what is missing is a gap."""
    chart, name, (first, last) = book.add_chart({"type": "line"}), sheet.get_name(), rows
    for place, (key, column) in enumerate(columns.items()):
        if key in LINES:
            chart.add_series(
                {
                    "name": column.heading,
                    "categories": [name, first, 0, last, 0],
                    "values": [name, first, place, last, place],
                    **LINES[key],
                }
            )
    every = max(1, -(-(last - first + 1) // MOST_LABELS))
    grid = {"visible": True, "line": {"color": LOOK.line}}
    chart.set_x_axis({"num_font": FONT, "interval_unit": every, "line": {"color": LOOK.line_strong}})
    chart.set_y_axis({"num_font": FONT, "major_gridlines": grid, "line": {"none": True}})
    chart.set_legend({"position": "bottom", "font": FONT})
    chart.set_title({"none": True})  # It stands above; as a title, words that begin with = could be a reference.
    chart.set_size({"width": CHART_WIDE, "height": CHART_HIGH})
    chart.show_blanks_as("gap")
    sheet.insert_chart(at, 0, chart, {"description": words})
