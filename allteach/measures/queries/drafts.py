"""What a team has typed and not yet sent, as its own charts show it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from django.core.exceptions import ValidationError

from allteach.core.numbers import read_number
from allteach.core.periods import Period, periods_between
from allteach.measures.models import Sheet, TeamMeasure
from allteach.measures.numbers import check_numbers, drawn_value
from allteach.measures.queries.timelines import Draft, Timeline, within

Numbers = dict[str, Decimal | None]


def drafts_of(teams: Iterable[int]) -> dict[int, list[tuple[Period, str, dict[str, str]]]]:
    """The rows of teams' grids in which something is typed, by team: period, row, texts. One query; none for nobody."""
    wanted = list(teams)
    found: dict[int, list[tuple[Period, str, dict[str, str]]]] = {}
    for sheet in Sheet.objects.filter(team__in=wanted).exclude(typed={}) if wanted else ():
        texts = sheet.texts(".")
        found.setdefault(sheet.team_id, []).extend((sheet.period, row, cells) for row, cells in texts.items())
    return found


def with_drafts(
    timeline: Timeline, team_measure: TeamMeasure, typed: Iterable[tuple[Period, str, dict[str, str]]]
) -> Timeline:
    """A team's timeline with what it has typed where nothing is reported: drawn beside the rest, part of nothing.

    What is no number, or cannot be, is not drawn. A correction that is not sent yet is not either.
    """
    measure = team_measure.measure
    reported = {
        period
        for i, period in enumerate(timeline.periods)
        if timeline.numerators[i] is not None or timeline.values[i] is not None or i in timeline.suppressed
    }
    drafts: dict[Period, Draft] = {}
    for period, row, cells in typed:
        if row == str(team_measure.pk) and period.kind == measure.period_kind and period not in reported:
            draft = _draft(team_measure, cells)
            if draft is not None:
                drafts[period] = draft
    if not drafts:
        return timeline
    ends = sorted([*drafts, *timeline.periods[:1], *timeline.periods[-1:]])
    axis = tuple(periods_between(ends[0], ends[-1]))
    return replace(within(timeline, axis), drafts={axis.index(period): draft for period, draft in drafts.items()})


def _draft(team_measure: TeamMeasure, cells: Mapping[str, str]) -> Draft | None:
    try:
        numbers = {name: read_number(cells.get(name, "")) for name in team_measure.measure.form.fields}
        if None in numbers.values():
            return None
        check_numbers(team_measure.measure, **numbers)
    except ValidationError:
        return None
    value = drawn_value(team_measure.measure, **numbers)
    if value is None:
        return None
    return Draft(
        value=float(value),
        numerator=_float(numbers.get("numerator")),
        denominator=_float(numbers.get("denominator")),
    )


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
