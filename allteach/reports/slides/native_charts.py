"""A chart as the office program draws it: its numbers can be changed there, and it is described for readers."""

from allteach.charts import Plot, in_words
from allteach.charts.reading import read
from allteach.reports.slides.look import COLOURS, FACE, colour

MARKS = {"better": "CIRCLE", "worse": "DIAMOND", "signal": "SQUARE", "soon": "CIRCLE", "noise": "CIRCLE"}
MOST_LABELS = 8


def add_chart(slide, plot: Plot, frame, high: float) -> None:
    """Values, centre, limits and goal as the lines of one chart; signals by shape and colour.

    What may not be shown is a gap there too: the file holds no number that its reader may not see.
    """
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    reading, language = read(plot), plot.language
    _ = language.gettext
    numbers = CategoryChartData(number_format="0" if not reading.decimals else "0." + "0" * reading.decimals)
    numbers.categories = language.periods(plot.periods, "medium")
    lines = {
        "value": (plot.title, reading.values),
        "centre": (_("Median") if reading.has_median else _("Mean"), reading.centre),
        "upper": (_("Upper limit"), reading.upper),
        "lower": (_("Lower limit"), reading.lower),
        "goal": (_("Goal"), [reading.goal] * reading.n),
    }
    kept = {key: line for key, line in lines.items() if key == "value" or any(one is not None for one in line[1])}
    for name, values in kept.values():
        numbers.add_series(name, [None if one is None else round(one, reading.line_decimals) for one in values])
    place = map(Inches, (frame.left, frame.top, frame.width, high))
    shape = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *place, numbers)
    described = shape._element.nvGraphicFramePr.cNvPr
    described.set("descr", in_words(plot))
    described.set("title", plot.title)
    _dress(shape.chart, plot, reading.n)
    for key, series in zip(kept, shape.chart.plots[0].series, strict=True):
        _draw_line(series, key)
    _mark(shape.chart.plots[0].series[0], reading.marks)


def _dress(chart, plot: Plot, periods: int) -> None:
    """Axes and key, quiet."""
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    chart.has_title, chart.has_legend = False, True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.font.size, chart.font.name, chart.font.color.rgb = Pt(10), FACE, colour(COLOURS.ink_2)
    chart.value_axis.major_gridlines.format.line.color.rgb = colour(COLOURS.line)
    chart.value_axis.format.line.fill.background()
    chart.category_axis.format.line.color.rgb = colour(COLOURS.line_strong)
    if plot.unit:
        chart.value_axis.has_title = True
        chart.value_axis.axis_title.text_frame.text = plot.unit
        chart.value_axis.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(10)
    skip = max(1, -(-periods // MOST_LABELS))
    _every(chart.category_axis, skip)


def _every(axis, skip: int) -> None:
    """Words under every so many points: python-pptx has no name for it."""
    from lxml import etree
    from pptx.oxml.ns import qn

    for name in ("c:tickLblSkip", "c:tickMarkSkip"):
        element = etree.SubElement(axis._element, qn(name))
        element.set("val", str(skip))
        last = axis._element.find(qn("c:noMultiLvlLbl"))
        if last is not None:
            last.addprevious(element)


def _draw_line(series, key: str) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    series.smooth = False
    line = series.format.line
    if key == "value":
        line.color.rgb, line.width = colour(COLOURS.noise), Pt(1.25)
        return
    series.marker.style = XL_MARKER_STYLE.NONE
    looks = {
        "centre": (COLOURS.ink_2, 1.75, MSO_LINE.SOLID),
        "upper": (COLOURS.band_edge, 1, MSO_LINE.SOLID),
        "lower": (COLOURS.band_edge, 1, MSO_LINE.SOLID),
        "goal": (COLOURS.goal, 1.75, MSO_LINE.DASH),
    }
    line.color.rgb, width, line.dash_style = colour(looks[key][0]), looks[key][1], looks[key][2]
    line.width = Pt(width)


def _mark(series, marks: list[str]) -> None:
    """Each point as the grammar of charts says: a signal is filled, what chance explains is open."""
    from pptx.enum.chart import XL_MARKER_STYLE

    for at, mark in enumerate(marks):
        if mark in ("missing", "small"):
            continue
        marker = series.points[at].marker
        marker.style = getattr(XL_MARKER_STYLE, MARKS.get(mark, "CIRCLE" if mark != "out" else "X"))
        is_signal = mark in ("better", "worse", "signal")
        marker.size = 9 if is_signal else 6
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = colour(getattr(COLOURS, mark) if is_signal else COLOURS.surface)
        marker.format.line.color.rgb = colour(getattr(COLOURS, mark) if is_signal else COLOURS.noise)
