"""Tests of change and kept changes as tables."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from allteach.improvement.queries.changes import KeptChange
from allteach.improvement.queries.cycles import CycleCard
from allteach.people.models import Person
from allteach.web.improvement.shown.changes import change_row
from allteach.web.improvement.shown.cycles import row_of
from allteach.web.improvement.shown.words import day_words
from allteach.web.tables import Cell, Column, Table


def cycles_table(name: str, cards: Iterable[CycleCard], seen_by: Person) -> Table:
    """Every test of change of a team, those that are closed with what was learned."""
    rows = []
    for card in cards:
        cycle, row = card.cycle, row_of(card, seen_by)
        rows.append(
            (
                row.name,
                str(cycle.stage.name),
                cycle.get_scale_display(),
                "; ".join(prediction.prediction for prediction in card.predictions),
                Cell(day_words(cycle.started_on), value=cycle.started_on),
                Cell(day_words(cycle.ended_on), value=cycle.ended_on),
                cycle.get_decision_display(),
                row.learned,
            )
        )
    headings = (
        *(_("Test"), _("Where it stands"), _("How large"), _("Predicted"), _("From"), _("To"), _("Decision")),
        _("What was learned"),
    )
    return Table(
        key="tests",
        caption=_("Tests of change, and what was learned"),
        name=name,
        columns=[Column(heading) for heading in headings],
        rows=rows,
    )


def changes_table(name: str, kept: Iterable[KeptChange], seen_by: Person) -> Table:
    """What a team kept: since when, how far, who looks after it, how it stands."""
    rows = []
    for one in kept:
        row = change_row(one, seen_by)
        rows.append(
            (
                Cell(row.title, to=row.address),
                Cell(row.since, value=one.change.kept_on),
                row.scope,
                row.owner_post,
                row.charts,
                Cell(row.mark.words, tone=row.mark.tone),
            )
        )
    headings = (_("Change"), _("Since"), _("How far"), _("Looked after by"), _("Shown by"), _("How it stands"))
    return Table(
        key="changes",
        caption=_("Changes that were kept"),
        name=name,
        columns=[Column(heading) for heading in headings],
        rows=rows,
    )
