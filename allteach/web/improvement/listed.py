"""Ideas, tests of change and kept changes as tables."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from allteach.improvement.queries.changes import KeptChange
from allteach.improvement.queries.cycles import CycleCard
from allteach.improvement.queries.learning import IdeaTally
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for
from allteach.web.improvement.place import cycle_name
from allteach.web.improvement.shown.changes import change_row
from allteach.web.improvement.shown.cycles import learned_in
from allteach.web.improvement.shown.ideas import evidence_mark, idea_address, result_words, tried_words
from allteach.web.improvement.shown.words import day_words
from allteach.web.tables import Cell, Column, Table


def cycles_table(name: str, cards: Iterable[CycleCard], seen_by: Person) -> Table:
    """Every test of change of a team, those that are closed with what was learned."""
    rows = []
    for card in cards:
        cycle = card.cycle
        rows.append(
            (
                cycle_name(cycle),
                str(cycle.stage.name),
                cycle.get_scale_display(),
                "; ".join(prediction.prediction for prediction in card.predictions),
                Cell(day_words(cycle.started_on), value=cycle.started_on),
                Cell(day_words(cycle.ended_on), value=cycle.ended_on),
                cycle.get_decision_display(),
                learned_in(cycle),
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


def ideas_table(collaborative: Space, tallies: Iterable[IdeaTally]) -> Table:
    """What teams may try: each idea with what it should move, who tried it and what became of it."""
    rows = []
    for tally in tallies:
        idea = tally.idea
        idea.space = collaborative
        mark = evidence_mark(idea)
        summary = "" if idea.plain_summary == idea.title else idea.plain_summary  # As begun from a kept change.
        rows.append(
            (
                Cell(idea.title, to=idea_address(idea), note=summary),
                idea.driver,
                Cell(mark.words, tone=mark.tone),
                tried_words(tally),
                result_words(tally),
            )
        )
    headings = (_("Idea"), _("What it should move"), _("How well supported"), _("Who tried it"), _("What was decided"))
    return Table(
        key="ideas",
        caption=_("Ideas that teams may try"),
        name=f"{collaborative.slug}-ideas",
        columns=[Column(heading) for heading in headings],
        rows=rows,
    )


def kept_table(
    collaborative: Space, kept: Sequence[KeptChange], seen_by: Person, *, shown: Sequence[KeptChange] | None = None
) -> Table:
    """What the teams of a collaborative kept: whose it is, which idea it came from, how it stands.

    With `shown` the page draws only those.
    """

    def line(one: KeptChange) -> tuple:
        row, change = change_row(one, seen_by), one.change
        return (
            Cell(row.title, to=row.address),
            name_for(change.team, seen_by),
            change.change_idea.title,
            Cell(row.since, value=change.kept_on),
            row.scope,
            Cell(row.mark.words, tone=row.mark.tone),
        )

    return Table(
        key="kept",
        caption=_("Changes that teams kept"),
        name=f"{collaborative.slug}-kept-changes",
        columns=[
            Column(_("Change")),
            Column(_("Team")),
            Column(_("Idea"), is_for_wide=True),  # Most changes are called like their idea.
            Column(_("Since")),
            Column(_("How far")),
            Column(_("How it stands")),
        ],
        rows=map(line, kept),
        shown=None if shown is None else map(line, shown),
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
