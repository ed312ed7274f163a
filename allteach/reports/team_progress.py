"""A team's progress on paper: its aim, what it tested and kept, and every chart."""

from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.language import language_now
from allteach.improvement.queries.aims import aim_of
from allteach.improvement.queries.changes import changes_of
from allteach.improvement.queries.cycles import CycleCard, cycles_of
from allteach.measures.queries.addressed import measures_of
from allteach.measures.queries.charts import charts_for
from allteach.people.models import Person
from allteach.reports.document import Chart, Document, Paragraph, Point, Points, Section
from allteach.reports.wording import made_from_the_record, marks_in_words, small_numbers_in_words
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for, slug_for

TESTS = 12  # The latest; a team's page shows all.


def team_progress(team: Space, *, seen_by: Person) -> Document:
    """What one person may see of a team's progress."""
    language = language_now()
    aim = aim_of(team, seen_by=seen_by)
    charts = charts_for(measures_of(team, seen_by=seen_by), seen_by=seen_by, language=language)
    cards, kept = cycles_of(team, seen_by=seen_by)[:TESTS], changes_of(team, seen_by=seen_by)
    blocks = [
        Section(_("Measures"), tuple(Chart(chart.plot) for chart in charts))
        if charts
        else Section(_("Measures"), (Paragraph(_("No measure yet."), "quiet"),)),
        Section(
            _("Tests of change"),
            (
                Points(tuple(_point_of(card) for card in cards))
                if cards
                else Paragraph(_("No test that you may see yet."), "quiet"),
            ),
        ),
    ]
    if kept:
        changes = Points(tuple(Point(each.change.title) for each in kept if not each.change.is_over))
        blocks.append(Section(_("Kept changes"), (changes,)))
    document = Document(
        title=name_for(team, seen_by),
        name=f"{slug_for(team, seen_by)}-progress",
        over=team.parent.name if team.parent else "",
        lead=aim.current.sentence if aim else "",
        blocks=tuple(blocks),
        language=language,
    )
    said = (made_from_the_record(timezone.localdate()), marks_in_words(), small_numbers_in_words(document))
    return replace(document, foot=" ".join(filter(None, said)))


def _point_of(card: CycleCard) -> Point:
    cycle = card.cycle
    became = cycle.get_decision_display() if cycle.decision else str(cycle.stage.name)
    learned = cycle.lesson or cycle.what_we_learned if cycle.state in ("acted", "stopped") else ""
    return Point(f"{cycle.title}. {learned}".strip() if learned else cycle.title, became)
