"""A prospectus on paper: what practices read before they apply. For anybody: it says only what was approved."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from allteach.charts import Language
from allteach.collaboratives.models import Recruitment
from allteach.collaboratives.queries.charters import FrozenGoal
from allteach.collaboratives.queries.prospectus import prospectus_of
from allteach.collaboratives.stages import days_of, name_of
from allteach.core.language import language_now
from allteach.measures.queries.goals import Yardstick, yardsticks_of
from allteach.people.models import Person
from allteach.reports.document import Block, Document, Facts, Paragraph, Section, Table
from allteach.reports.wording import DAY


def prospectus(recruitment: Recruitment, *, seen_by: Person) -> Document:  # noqa: ARG001 - the same for everybody
    """The prospectus of a round of recruitment, loaded with its space."""
    told, language = prospectus_of(recruitment), language_now()
    blocks: list[Block] = [Paragraph(words) for words in (recruitment.words,) if words]
    blocks += [Section(str(section.title), _paragraphs(text)) for section, text in told.sections]
    measured = yardsticks_of(recruitment.space_id)
    goals = tuple((goal.words, _target(goal, measured.get(goal.words), language)) for goal in told.goals)
    if goals:
        table = Table("", (_("Goal"), _("To reach")), goals, numbers=frozenset({1}))
        blocks.append(Section(_("What we want to reach"), (table,)))
    days = tuple((name_of(entry), days_of(entry)) for entry in told.calendar if entry.end >= recruitment.today())
    if days:
        blocks.append(Section(_("Days to keep free"), (Facts(days),)))
    if recruitment.contact:
        blocks.append(Section(_("Questions?"), (Paragraph(recruitment.contact),)))
    return Document(
        title=recruitment.space.name,
        name=f"{recruitment.space.slug}-prospectus",
        over=_("Prospectus"),
        lead=recruitment.space.summary,
        blocks=tuple(blocks),
        foot=_("As of %(day)s.") % {"day": date_format(timezone.localdate(), DAY)},
        author=recruitment.space.name,
        language=language,
    )


def _target(goal: FrozenGoal, measured: Yardstick | None, language: Language) -> str:
    """What a goal asks for, with its unit where a measure stands for it."""
    if goal.target is None:
        return "–"
    decimals = 0 if goal.target % 1 == 0 else measured.decimals if measured else 1
    return language.amount(float(goal.target), measured.unit if measured else "", decimals)


def _paragraphs(text: str) -> tuple[Block, ...]:
    return tuple(Paragraph(part.strip()) for part in text.split("\n") if part.strip())
