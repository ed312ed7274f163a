"""The results of a collaborative: what anybody may read, in plain words, on a page and on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from allteach.charts import Language
from allteach.collaboratives.queries.charters import term_words
from allteach.collaboratives.sections import SECTIONS
from allteach.core.language import language_now
from allteach.people.models import Person
from allteach.progress.kept_charts import plot_of
from allteach.progress.models import Award, Licence, ResultsVersion
from allteach.progress.told_results import ToldGoal, ToldMeasure, ToldResults
from allteach.reports.citations import Citation, authors_in, plain
from allteach.reports.document import Block, Chart, Document, Facts, Paragraph, Point, Points, Section, Table
from allteach.reports.wording import DAY, marks_in_words
from allteach.spaces.models import Space

CAME_AND_WENT: Mapping[str, Promise] = {
    "applied": gettext_lazy("Practices that asked to take part"),
    "selected": gettext_lazy("Were offered a place"),
    "started": gettext_lazy("Teams that started"),
    "completed": gettext_lazy("Stayed to the end"),
    "withdrew": gettext_lazy("Left before the end"),
}
DONE: Mapping[str, Promise] = {
    "sessions": gettext_lazy("Learning sessions"),
    "calls": gettext_lazy("Calls of all teams"),
    "contacts": gettext_lazy("Times a coach was in touch"),
    "tests": gettext_lazy("Tests of a change"),
    "let_go": gettext_lazy("Tests that showed: this does not work"),
    "kept": gettext_lazy("Changes that teams kept"),
}


@dataclass(frozen=True)
class Publication:
    """One version of the results; without a version the draft as it would be published today.

    `awards` are those whose teams agree to be named now, whatever they said on the day of the version.
    `address` is where the version can be read by anybody.
    """

    collaborative: Space
    told: ToldResults
    version: ResultsVersion | None = None
    awards: Sequence[Award] = ()
    address: str = ""

    @property
    def day(self) -> date:
        """The day that stands on it."""
        return date.fromisoformat(self.told.made_on)

    @property
    def title(self) -> str:
        """ "What Ontario Steady Sugar reached"."""
        return _("What %(collaborative)s reached") % {"collaborative": self.collaborative.name}

    @property
    def rights(self) -> str:
        """What others may do with it."""
        return str(Licence(self.told.licence).label) if self.told.licence in Licence.values else ""

    @property
    def citation(self) -> Citation:
        """How to cite it."""
        number = self.version.number if self.version else 0
        return Citation(
            key=f"{self.collaborative.slug}-{self.day.year}-{number}",
            title=self.title,
            authors=authors_in(self.told.authors) or (self.collaborative.name,),
            published_on=self.day,
            version=number,
            address=self.address,
            rights=self.rights,
        )


def results(publication: Publication, *, seen_by: Person) -> Document:  # noqa: ARG001 - the same for everybody
    """The results as a document: what a version holds, and nothing that is worked out anew but names of teams."""
    told, language = publication.told, language_now()
    sections = (
        Section(_("What is different in this version"), _paragraphs(_reason(publication))),
        Section(_("In short"), _paragraphs(told.summary)),
        Section(_("What we set out to do"), _set_out(told, language)),
        Section(_("Who took part"), _who(told)),
        Section(_("What we did"), _done(told)),
        Section(_("What came of it"), _measures(told, language)),
        Section(_("What did not work"), _paragraphs(told.not_worked)),
        Section(_("What patients and communities did"), _partners(told)),
        Section(_("To see and to read"), _links(told)),
        Section(_("Thanked and known for"), _awards(publication.awards)),
        Section(_("What these results cannot tell"), _limits(told)),
        Section(_("Thanks"), _paragraphs(told.thanks)),
        Section(_("How to cite this"), _cited(publication)),
    )
    document = Document(
        title=publication.title,
        name=f"{publication.collaborative.slug}-results",
        over=_over(publication),
        lead=publication.collaborative.summary,
        blocks=tuple(section for section in sections if section.blocks),
        author=publication.collaborative.name,
        language=language,
    )
    said = (_foot(told), marks_in_words() if told.measures else "")
    return replace(document, foot=" ".join(filter(None, said)))


def _over(publication: Publication) -> str:
    if publication.version is None:
        return _("Draft of %(day)s") % {"day": date_format(publication.day, DAY)}
    return _("Results, version %(number)d, %(day)s") % {
        "number": publication.version.number,
        "day": date_format(publication.day, DAY),
    }


def _reason(publication: Publication) -> str:
    return publication.version.change_reason if publication.version else ""


def _set_out(told: ToldResults, language: Language) -> tuple[Block, ...]:
    """What the approved charter says, and its goals."""
    days = [date.fromisoformat(day) if day else None for day in (told.begins_on, told.ends_on)]
    blocks: list[Block] = [*_paragraphs(term_words(*days))]
    blocks += [
        Section(str(SECTIONS[key].title), _paragraphs(text)) for key, text in told.set_out.items() if key in SECTIONS
    ]
    if told.goals:
        rows = tuple((goal.words, _target(goal, language), _day(goal.reach_by)) for goal in told.goals)
        blocks.append(Table(_("Our goals"), (_("Goal"), _("To reach"), _("By")), rows, numbers=frozenset({1})))
    return tuple(blocks)


def _who(told: ToldResults) -> tuple[Block, ...]:
    rows = tuple((str(CAME_AND_WENT[key]), count.words) for key, count in told.flow.items() if key in CAME_AND_WENT)
    if not rows:
        return ()
    hides = any(count.is_about or count.number is None for count in told.flow.values())
    note = Paragraph(_("Numbers of teams are rounded, so that none can be picked out."), "quiet")
    return (Facts(rows), note) if hides else (Facts(rows),)


def _done(told: ToldResults) -> tuple[Block, ...]:
    rows = tuple((str(DONE[key]), str(count)) for key, count in told.deeds.items() if key in DONE and count)
    return (Facts(rows),) if rows else ()


def _measures(told: ToldResults, language: Language) -> tuple[Block, ...]:
    """Each measure of all teams together, after how many goals were met."""
    blocks: list[Block] = []
    met, judged = told.goals_met
    if judged:
        words = ngettext("%(met)d of %(judged)d goal was met.", "%(met)d of %(judged)d goals were met.", judged)
        blocks.append(Paragraph(words % {"met": met, "judged": judged}, "lead"))
    for each in told.measures:
        plot = plot_of(each.chart, language)
        if plot.analysis is None:
            nothing = _("No number that may be published.")
            blocks.append(Section(plot.title, (Paragraph(nothing, "quiet"),)))
            continue
        blocks.append(Chart(plot))
        blocks += _paragraphs(_beneath(each))
    return tuple(blocks)


def _beneath(measure: ToldMeasure) -> str:
    """What stands under a chart: whether the goal was met, and in how many teams care got better."""
    said = []
    if measure.is_goal_met is not None:
        said.append(_("The goal was met.") if measure.is_goal_met else _("The goal was not met."))
    if measure.improving is not None and measure.of_teams is not None:
        said.append(
            _("In %(count)s of %(teams)s teams it got better by more than chance.")
            % {"count": measure.improving.words, "teams": measure.of_teams.words}
        )
    return " ".join(said)


def _partners(told: ToldResults) -> tuple[Block, ...]:
    blocks = _paragraphs(told.partners)
    if told.people is not None and told.people.number != 0:
        words = _("%(count)s patients were members of teams.") % {"count": told.people.words}
        blocks = (*blocks, Paragraph(words[:1].upper() + words[1:]))
    return blocks


def _links(told: ToldResults) -> tuple[Block, ...]:
    points = tuple(Point(each.alternative, each.title, link=each.link) for each in told.links)
    return (Points(points),) if points else ()


def _awards(awards: Sequence[Award]) -> tuple[Block, ...]:
    """The awards of teams that agreed to be named, one list for each award."""
    by_award: dict[str, list[Point]] = {}
    for each in awards:
        by_award.setdefault(each.get_award_display(), []).append(Point(each.why, each.team.name))
    blocks: list[Block] = [Section(words, (Points(tuple(points)),)) for words, points in by_award.items()]
    if blocks:
        blocks.append(Paragraph(_("Every team was thanked. Here stand those that want to be named."), "quiet"))
    return tuple(blocks)


def _limits(told: ToldResults) -> tuple[Block, ...]:
    blocks = _paragraphs(told.limits)
    said = []
    if told.missing:
        said.append(_("Of 100 monthly numbers %(count)d are missing.") % {"count": told.missing})
    if told.unpublished is not None:
        said.append(
            _("The numbers of %(count)s teams are not in the charts: their practices did not agree to it.")
            % {"count": told.unpublished.words}
        )
    return (*blocks, *_paragraphs(" ".join(said)))


def _cited(publication: Publication) -> tuple[Block, ...]:
    if publication.version is None:
        return ()
    return (Paragraph(plain(publication.citation)), *_paragraphs(publication.rights))


def _foot(told: ToldResults) -> str:
    if not told.measures:
        return ""
    return _("Only numbers that cannot point to anybody are shown: small ones are hidden, others are rounded.")


def _target(goal: ToldGoal, language: Language) -> str:
    if not goal.target:
        return "–"
    number = Decimal(goal.target)
    return language.amount(float(number), goal.unit, 0 if number % 1 == 0 else 1)


def _day(said: str) -> str:
    return date_format(date.fromisoformat(said), DAY) if said else "–"


def _paragraphs(text: str) -> tuple[Block, ...]:
    return tuple(Paragraph(part.strip()) for part in text.split("\n") if part.strip())
