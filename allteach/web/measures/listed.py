"""Measures, values and corrections as tables."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from allteach.charts import Language
from allteach.collaboratives.models import Target
from allteach.collaboratives.queries.charters import FrozenGoal
from allteach.measures.models import Measure, Revision
from allteach.measures.queries.goals import Yardstick
from allteach.measures.queries.strata import GroupChart
from allteach.measures.queries.timelines import Timeline
from allteach.measures.queries.together import Together
from allteach.spaces.models import Space
from allteach.web.tables import Cell, Column, Table, day_cell
from allteach.web.templatetags.ui.words import in_unit


def goals_table(
    collaborative: Space, measures: Iterable[tuple[Measure, Target | None]], *, is_narrow: bool = False
) -> Table:
    """The measures of a collaborative with what each should reach: its table of goals.

    In a narrow column the page shows only what is to be reached; a file holds all of it.
    """
    rows = []
    for measure, target in measures:
        definition = measure.current
        address = reverse("measures:measure", args=[collaborative.slug, measure.slug])
        rows.append(
            (
                Cell(definition.name, to=address, note=_("Retired") if measure.retired_on else ""),
                measure.get_measure_type_display(),
                measure.get_scope_display(),
                measure.get_period_kind_display(),
                amount_cell(target.value if target else None, definition.unit),
                definition.unit,
                Cell(date_format(target.reach_by, "j F Y"), value=target.reach_by)
                if target and target.reach_by
                else "",
            )
        )
    return Table(
        key="measures",
        caption=_("The measures of this collaborative with their goals"),
        name=f"{collaborative.slug}-goals",
        columns=(
            Column(_("Measure")),
            Column(_("Type"), is_in_file_only=is_narrow),
            Column(_("Who reports it"), is_in_file_only=is_narrow),
            Column(_("Period"), is_in_file_only=is_narrow),
            Column(_("Target"), is_number=True),
            Column(_("Unit"), is_in_file_only=True),
            Column(_("By when")),
        ),
        rows=rows,
    )


def frozen_goals_table(
    collaborative: Space, number: int, goals: Sequence[FrozenGoal], *, yardsticks: Mapping[str, Yardstick]
) -> Table:
    """The goals as they stood when a version of the charter was approved.

    `yardsticks` say of a goal, by its words, in what it is measured; one that was renamed since is shown without.
    """
    units = {goal.words: yardsticks[goal.words].unit for goal in goals if goal.words in yardsticks}
    rows = [
        (
            goal.words,
            amount_cell(goal.baseline, units.get(goal.words, "")),
            amount_cell(goal.target, units.get(goal.words, "")),
            Cell(date_format(goal.reach_by, "j F Y"), value=goal.reach_by) if goal.reach_by else "",
        )
        for goal in goals
    ]
    return Table(
        key="measures",
        caption=_("Goals as they stood when this version was approved"),
        name=f"{collaborative.slug}-goals-of-version-{number}",
        columns=(
            Column(_("Goal")),
            Column(_("Where it began"), is_number=True, is_in_file_only=all(goal.baseline is None for goal in goals)),
            Column(_("Target"), is_number=True),
            Column(_("By when")),
        ),
        rows=rows,
    )


def amount_cell(amount: Decimal | None, unit: str) -> Cell:
    """A number with its unit, as this language writes it; a file holds the number alone."""
    return Cell("" if amount is None else in_unit(amount, unit), value=amount)


def together_table(collaborative: Space, whole: Together) -> Table:
    """All teams together, a row a period: exact numbers, or between what they lie, or why there is none."""
    line, definition = whole.timeline, whole.measure.current
    drawn = whole.values
    rows = []
    for i, period in enumerate(line.periods):
        lowest, highest = line.ranges.get(i, (line.numerators[i], line.numerators[i]))
        rows.append(
            (
                str(period),
                line.numerators[i],
                lowest,
                highest,
                line.denominators[i],
                drawn[i],
                definition.unit,
                whole.medians[i],
                whole.teams_reporting[i],
                whole.teams_enrolled[i],
                note_of(line, i, provisional=_("not all have reported")),
            )
        )
    return Table(
        key="together",
        caption=_("%(measure)s, all teams together") % {"measure": definition.name},
        name=f"{collaborative.slug}-{whole.measure.slug}",
        columns=(
            Column(_("Period")),
            Column(_("Number"), is_number=True),
            Column(_("At least"), is_number=True),
            Column(_("At most"), is_number=True),
            Column(_("Of"), is_number=True),
            Column(_("Value"), is_number=True),
            Column(_("Unit")),
            Column(_("Median of teams"), is_number=True),
            Column(_("Teams that reported"), is_number=True),
            Column(_("Teams"), is_number=True),
            Column(_("Note")),
        ),
        rows=rows,
    )


def groups_table(name: str, charts: Sequence[GroupChart]) -> Table:
    """A measure by its groups, the whole first: a row for each period of each."""
    rows = [
        (
            chart.plot.title,
            str(period),
            chart.timeline.numerators[i],
            chart.timeline.denominators[i],
            chart.values[i],
            chart.measure.current.unit,
            note_of(chart.timeline, i, provisional=""),
        )
        for chart in charts
        for i, period in enumerate(chart.timeline.periods)
    ]
    return Table(
        key="groups",
        caption=_("By group"),
        name=name,
        columns=(
            Column(_("Group")),
            Column(_("Period")),
            Column(_("Number"), is_number=True),
            Column(_("Of"), is_number=True),
            Column(_("Value"), is_number=True),
            Column(_("Unit")),
            Column(_("Note")),
        ),
        rows=rows,
    )


def note_of(line: Timeline, i: int, *, provisional: str) -> str:
    """What is said of a point beside its number; `provisional` where it is not complete."""
    if i in line.suppressed:
        why = line.hidden.get(i) or _("fewer than %(count)d") % {"count": line.small_below}
        return _("hidden: %(why)s") % {"why": why}
    if i in line.left_out:
        return _("left out")
    if i in line.ranges:
        return _("about: small numbers are part of it")
    return provisional if i in line.provisional else ""


def corrections_table(name: str, revisions: Iterable[tuple[Revision, str, str]], *, language: Language) -> Table:
    """What a chart's values said before they were corrected, the newest correction first.

    Each revision comes with what the value said before, and what it says now.
    """
    rows = [
        (
            language.period(revision.measurement.period_start, revision.measurement.period_kind, "long"),
            before,
            after,
            revision.reason,
            day_cell(revision.at),
            str(revision.by or ""),
        )
        for revision, before, after in revisions
    ]
    return Table(
        key="corrections",
        caption=_("What was corrected"),
        name=name,
        columns=(
            Column(_("Period")),
            Column(_("It said")),
            Column(_("It says now")),
            Column(_("Why")),
            Column(_("On")),
            Column(_("By")),
        ),
        rows=rows,
    )
