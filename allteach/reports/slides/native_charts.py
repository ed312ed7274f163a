"""A chart as the office program draws it: its numbers can be changed there, and it is described for readers."""

from allteach.charts import Plot, in_words
from allteach.charts.marks import mark_words
from allteach.charts.reading import read
from allteach.charts.words import capital
from allteach.reports.slides.look import COLOURS, FACE, colour

# A point that tells something is drawn once more, by a shape of its own: every office program shows it, in its key too.
SIGNALS = {"better": "CIRCLE", "worse": "DIAMOND", "signal": "SQUARE", "out": "X"}
MOST_LABELS = 8
TALL = 3.2  # From this height in inches on a chart is read from the last row, and its words are set for that.


def add_chart(slide, plot: Plot, frame, high: float, *, is_small: bool = False) -> None:
    """Values, centre, limits and goal as the lines of one chart; signals by shape and colour.

    What may not be shown is a gap there too: the file holds no number that its reader may not see. A small one has no
    room for a key: it stands beside a large one that has it.
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
    } | {
        mark: (
            capital(mark_words(mark, language)),
            [value if found == mark else None for value, found in zip(reading.values, reading.marks, strict=True)],
        )
        for mark in SIGNALS
    }
    kept = {key: line for key, line in lines.items() if key == "value" or any(one is not None for one in line[1])}
    for name, values in kept.values():
        numbers.add_series(name, [None if one is None else round(one, reading.line_decimals) for one in values])
    place = map(Inches, (frame.left, frame.top, frame.width, high))
    shape = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *place, numbers)
    described = shape._element.nvGraphicFramePr.cNvPr
    described.set("descr", in_words(plot))
    described.set("title", plot.title)
    size = 8 if is_small else 14 if high >= TALL else 10
    _dress(shape.chart, plot, size, has_key=not is_small)
    _every(shape.chart.category_axis, max(1, reading.n - 1 if is_small else -(-reading.n // MOST_LABELS)))
    for key, series in zip(kept, shape.chart.plots[0].series, strict=True):
        _draw_line(series, key, is_small=is_small)


def _dress(chart, plot: Plot, size: int, *, has_key: bool) -> None:
    """Axes and key, quiet."""
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    chart.has_title, chart.has_legend = False, has_key
    if has_key:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.legend.font.size = Pt(min(size, 11))  # Six lines have names: larger, they would take the chart's room.
    chart.font.size, chart.font.name, chart.font.color.rgb = Pt(size), FACE, colour(COLOURS.ink_2)
    chart.value_axis.major_gridlines.format.line.color.rgb = colour(COLOURS.line)
    chart.value_axis.format.line.fill.background()
    chart.category_axis.format.line.color.rgb = colour(COLOURS.line_strong)
    if plot.unit and has_key:
        chart.value_axis.has_title = True
        chart.value_axis.axis_title.text_frame.text = plot.unit
        chart.value_axis.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(size)


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


def _draw_line(series, key: str, *, is_small: bool) -> None:
    """One line as the grammar of charts says: what chance explains is an open ring, a signal is filled."""
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    series.smooth = False
    line, marker = series.format.line, series.marker
    if key == "value" or key in SIGNALS:
        is_signal = key in SIGNALS
        ink = colour(getattr(COLOURS, key, COLOURS.ink_2) if is_signal else COLOURS.noise)
        marker.style = getattr(XL_MARKER_STYLE, SIGNALS.get(key, "CIRCLE"))
        marker.size = (9 if is_signal else 6) - (3 if is_small else 0)
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = ink if is_signal else colour(COLOURS.surface)
        marker.format.line.color.rgb = ink
        if is_signal:
            line.fill.background()
        else:
            line.color.rgb, line.width = ink, Pt(1.25)
        return
    marker.style = XL_MARKER_STYLE.NONE
    looks = {
        "centre": (COLOURS.ink_2, 1.75, MSO_LINE.SOLID),
        "upper": (COLOURS.band_edge, 1, MSO_LINE.SOLID),
        "lower": (COLOURS.band_edge, 1, MSO_LINE.SOLID),
        "goal": (COLOURS.goal, 1.75, MSO_LINE.DASH),
    }
    line.color.rgb, width, line.dash_style = colour(looks[key][0]), looks[key][1], looks[key][2]
    line.width = Pt(width)
