"""A chart as it stood on a day, kept as JSON: its numbers as others may know them, and how they are to be read.

Pure: nothing here asks the database. The drawing is made anew from the numbers whenever it is shown.
"""

from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any

from allteach import spc
from allteach.charts.plot import LaterNote, Note, PhaseWords, Plot
from allteach.charts.words import Language

# What is kept of a plot as it is; the rest needs a word on how it is read back.
AS_IT_IS = ("title", "measure_words", "unit", "decimals", "goal", "unjudged", "chart_words", "small_below")
BY_PLACE = ("left_out", "hidden", "ranges")  # JSON has no numbers as keys.
PLACES = ("suppressed", "provisional")


def kept(plot: Plot) -> dict[str, Any]:
    """A plot as JSON. Drafts, remarks and addresses are left away: they are the team's own."""
    found: dict[str, Any] = {name: getattr(plot, name) for name in AS_IT_IS}
    found |= {name: {str(at): said for at, said in getattr(plot, name).items()} for name in BY_PLACE}
    found |= {name: sorted(getattr(plot, name)) for name in PLACES}
    found["periods"] = [(start.isoformat(), kind) for start, kind in plot.periods]
    found["notes"] = [(note.at, note.number, note.kind, note.words) for note in plot.notes]
    found["later"] = [(note.on.isoformat(), *note[1:4]) for note in plot.later]
    found["phases"] = [tuple(phase) for phase in plot.phases]
    found["numerators"], found["denominators"] = plot.numerators, plot.denominators
    if plot.analysis is None:
        return found
    values = [None if value != value else value for value in plot.analysis.values.tolist()]
    plan = asdict(plot.analysis.plan)
    if isinstance(plan["target"], tuple):
        plan["target"] = [None if each != each else each for each in plan["target"]]
    return {**found, "values": values, "plan": plan}


def plot_of(chart: dict[str, Any], language: Language) -> Plot:
    """The plot that was kept."""
    same: dict[str, Any] = {name: chart[name] for name in AS_IT_IS}
    same |= {name: {int(at): _told(said) for at, said in chart[name].items()} for name in BY_PLACE}
    same |= {name: frozenset(chart[name]) for name in PLACES}
    plot = Plot(
        **same,
        analysis=None,
        periods=tuple((date.fromisoformat(start), kind) for start, kind in chart["periods"]),
        notes=tuple(Note(*note) for note in chart["notes"]),
        later=tuple(LaterNote(date.fromisoformat(on), *note) for on, *note in chart.get("later", ())),
        phases=tuple(PhaseWords(*phase) for phase in chart["phases"]),
        numerators=_column(chart["numerators"]),
        denominators=_column(chart["denominators"]),
        language=language,
    )
    if "plan" not in chart:
        return plot
    plan = spc.Plan(**{name: _told(said) for name, said in chart["plan"].items() if name in PLAN})
    if plot.numerators is not None and plot.denominators is not None:
        series = spc.Series.of(numerator=plot.numerators, denominator=plot.denominators)
    else:
        series = spc.Series.of(values=chart["values"])
    return replace(plot, analysis=spc.analyse(series, plan))


PLAN = frozenset(each.name for each in fields(spc.Plan))


def _told(said: Any) -> Any:
    """Lists of JSON as the tuples they were."""
    return tuple(said) if isinstance(said, list) else said


def _column(numbers: list[float | None] | None) -> tuple[float | None, ...] | None:
    return None if numbers is None else tuple(numbers)
