"""A storyboard: one page for the wall, one slide, one screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.charts import Language
from allteach.collaboratives.calendar import Entry
from allteach.core.language import language_now
from allteach.people.models import Person
from allteach.progress.boards import Board
from allteach.progress.kept_charts import plot_of
from allteach.progress.models import Storyboard
from allteach.progress.queries.storyboards import board_from_record, names_on
from allteach.reports.document import (
    Block,
    Chart,
    Columns,
    Document,
    Paragraph,
    Point,
    Points,
    Section,
    Step,
    Steps,
)
from allteach.reports.wording import DAY, made_from_the_record, marks_in_words, small_numbers_in_words
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for, slug_for

SHARES = (25, 50, 25)


@dataclass(frozen=True)
class Wall:
    """What a storyboard is made of: the team, loaded with its profile, the session, and the row if there is one.

    `is_preview` makes it from the record as it would be published today; else as it was published.
    """

    team: Space
    session: Entry
    storyboard: Storyboard | None
    is_preview: bool = False

    def board(self, language: Language) -> Board:
        """What it says."""
        if not self.is_preview and self.storyboard is not None and self.storyboard.shown is not None:
            return Board.read(self.storyboard.shown)
        return board_from_record(self.team, self.session, self.storyboard, language=language)


def storyboard(wall: Wall, *, seen_by: Person) -> Document:
    """The storyboard of a team for one session."""
    language = language_now()
    board = wall.board(language)
    return board_document(wall.team, wall.session, board, names_on([board]), language=language, seen_by=seen_by)


def board_document(
    team: Space, session: Entry, board: Board, names: Mapping[int, str], *, language: Language, seen_by: Person
) -> Document:
    """A board as a document: no query."""
    name = name_for(team, seen_by)
    over = (
        team.parent.name if team.parent else "",
        _("Learning session %(number)d") % {"number": session.number},
        date_format(session.start, DAY),
    )
    columns = Columns((_left(board, names), _middle(board, language), _right(board)), shares=SHARES)
    document = Document(
        title=_("%(team)s: %(headline)s") % {"team": name, "headline": board.headline} if board.headline else name,
        name=f"{slug_for(team, seen_by)}-storyboard-{session.number}",
        over=" · ".join(filter(None, over)),
        lead=board.aim,
        blocks=(columns,),
        is_board=True,
        papers=("a3", "a1"),
        author=name,
        language=language,
    )
    said = (
        made_from_the_record(date.fromisoformat(board.made_on)),
        marks_in_words() if board.charts else "",
        small_numbers_in_words(document),
    )
    return replace(document, foot=" ".join(filter(None, said)))


def _left(board: Board, names: Mapping[int, str]) -> tuple[Block, ...]:
    """Who, how the care goes, what was tested, what surprised."""
    staff = [_named(each, names) for each in board.people if not each.is_partner]
    partners = [names.get(each.person, "") for each in board.people if each.is_partner]
    who: list[Block] = []
    if staff:
        who.append(Paragraph(" · ".join(staff)))
    if partners:
        named = ", ".join(filter(None, partners))
        words = ngettext("Patient partner: %(names)s", "Patient partners: %(names)s", len(partners))
        who.append(Paragraph(words % {"names": named}))
    where = " · ".join(filter(None, (board.population, board.place)))
    if where:
        who.append(Paragraph(where, "quiet"))
    blocks = [Section(_("Who we are"), tuple(who) or (Paragraph(_("Nobody yet."), "quiet"),))]
    if board.steps:
        steps: list[Block] = [Steps(tuple(Step(step.words, is_new=step.is_new) for step in board.steps))]
        if any(step.is_new for step in board.steps):
            steps.append(Paragraph(_("Steps that stand out are new."), "quiet"))
        blocks.append(Section(board.way or _("How it goes now"), tuple(steps)))
    tests = [
        *_labelled(_("Worked"), board.worked),
        *_labelled(_("Did not"), board.did_not_work),
        *_labelled(_("Too early to say"), board.too_early),
    ]
    nothing = Paragraph(_("Nothing tested yet: this is where we begin."), "quiet")
    blocks.append(Section(_("What we tested"), (Points(tuple(tests)),) if tests else (nothing,)))
    if board.surprised:
        blocks.append(Section(_("What surprised us"), (Paragraph(board.surprised),)))
    return tuple(blocks)


def _middle(board: Board, language: Language) -> tuple[Block, ...]:
    """The charts: one large, the others beside each other."""
    plots = [plot_of(chart, language) for chart in board.charts]
    if not plots:
        return (Section(_("Our measures"), (Paragraph(_("No numbers yet."), "quiet"),)),)
    first, *others = plots
    blocks: list[Block] = [Chart(first)]
    if others:
        blocks.append(Columns(tuple((Chart(plot, is_small=True),) for plot in others)))
    return tuple(blocks)


def _right(board: Board) -> tuple[Block, ...]:
    """What we offer and want, what comes next, how far it has spread, what a patient said."""
    blocks = [
        Section(_("Ask us about"), (_box(board.offers),), tone="offer"),
        Section(_("Help us with"), (_box(board.wants),), tone="ask"),
    ]
    if board.next_tests:
        blocks.append(Section(_("Next tests"), (Points(tuple(map(Point, board.next_tests))),)))
    if board.kept_changes:
        kept: list[Block] = [Points(tuple(map(Point, board.kept_changes)))]
        if board.spread:
            kept.append(Paragraph(board.spread, "quiet"))
        blocks.append(Section(_("How we work now"), tuple(kept)))
    if board.patient_words:
        blocks.append(Section(_("In patients’ words"), (Paragraph(board.patient_words, "quote"),)))
    return tuple(blocks)


def _box(said: str) -> Paragraph:
    return Paragraph(said) if said else Paragraph(_("Nothing written yet."), "quiet")


def _labelled(label: str, lines: Sequence[str]) -> list[Point]:
    return [Point(line, label) for line in lines]


def _named(each, names: Mapping[int, str]) -> str:
    name = names.get(each.person, "")
    return f"{name}, {each.words}" if each.words else name
