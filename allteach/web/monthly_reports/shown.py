"""What a report tells, as finished values: numbers, tests, kept changes, and the words of the team."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.charts import Language, variation_icon
from allteach.charts.icons import variation_words
from allteach.improvement.models import Cycle
from allteach.improvement.stages import STAGES
from allteach.measures.queries.disclosed import policy_of
from allteach.people.models import Person
from allteach.progress.queries.record import shown_measures
from allteach.progress.told import Told, ToldChange, ToldMeasure, ToldTest
from allteach.reports.wording import aim_sentence
from allteach.spaces.models import Space
from allteach.spaces.naming import slug_for
from allteach.spaces.standing import closeness


@dataclass(frozen=True)
class Line:
    """One measure in the month."""

    name: str
    address: str
    value: str
    numbers: str
    centre: str
    goal: str
    variation: SafeString | str
    variation_words: str
    remark: str = ""  # Why nothing stands there, or does not count.


@dataclass(frozen=True)
class TestLine:
    """One test of change in the month."""

    name: str
    address: str
    mark: str
    prediction: str
    happened: str
    learnt: str


@dataclass(frozen=True)
class ChangeLine:
    """One kept change."""

    name: str
    address: str
    words: str
    is_new: bool


@dataclass(frozen=True)
class Shown:
    """What the record tells of a month, ready for a page."""

    aim: str
    aim_reason: str
    lines: list[Line]
    tests: list[TestLine]
    changes: list[ChangeLine]
    summary: list[str]
    reported: str
    removed: tuple[str, ...]


def shown(told: Told, team: Space, person: Person, language: Language) -> Shown:
    """What a report tells, as this person may know it: through the disclosure rule of today."""
    slug = slug_for(team, person)
    policy = policy_of(team.parent or team)
    measures = shown_measures(told, closeness=closeness(person, team), policy=policy)
    return Shown(
        aim=aim_sentence(told.aim) if told.aim else "",
        aim_reason=told.aim.reason if told.aim and told.aim.is_new else "",
        lines=[line_of(measure, why, slug, language) for measure, why in measures],
        tests=[test_line(test, slug) for test in told.tests],
        changes=[change_line(change, slug) for change in told.changes],
        summary=summary_of(told),
        reported=reported_words(told),
        removed=told.removed,
    )


def line_of(measure: ToldMeasure, why: str, team: str, language: Language) -> Line:
    """One measure in words and numbers."""

    def said(value: float | None) -> str:
        return "–" if value is None else language.amount(value, measure.unit, measure.decimals)

    def plain(number: float) -> str:
        return language.number(number, 0 if number == int(number) else 1)

    numbers = ""
    if measure.numerator is not None and measure.denominator is not None:
        numbers = _("%(numerator)s of %(denominator)s") % {
            "numerator": plain(measure.numerator),
            "denominator": plain(measure.denominator),
        }
    variation = measure.variation if measure.value is not None else ""  # Of a month that is there.
    remark = why
    if not why and measure.value is None:
        remark = _("not reported")
    elif measure.is_left_out:
        remark = _("left out by the team")
    return Line(
        name=measure.name,
        address=reverse("measures:chart", args=[team, measure.slug]),
        value=said(measure.value),
        numbers=numbers,
        centre=said(measure.centre),
        goal=said(measure.goal),
        variation=mark_safe(variation_icon(variation, language, hidden=True)) if variation else "",
        variation_words=variation_words(variation, language) if variation else "",
        remark=remark,
    )


def test_line(test: ToldTest, team: str) -> TestLine:
    """One test in words."""
    mark = str(Cycle.Decision(test.decision).label) if test.decision else str(STAGES[test.stage].name)
    return TestLine(
        name=_("Cycle %(step)s: %(title)s") % {"step": test.step, "title": test.title},
        address=reverse("improvement:cycle", args=[team, test.number]),
        mark=mark,
        prediction=test.prediction,
        happened=test.happened,
        learnt=test.learnt,
    )


def change_line(change: ToldChange, team: str) -> ChangeLine:
    """One kept change in words: how far it has come."""
    words = ""
    if change.done is not None and change.total is not None:
        words = _("%(done)d of %(total)d %(unit)s") % {
            "done": change.done,
            "total": change.total,
            "unit": change.unit or _("work this way"),
        }
    return ChangeLine(change.title, reverse("improvement:change", args=[team, change.number]), words, change.is_new)


def reported_words(told: Told) -> str:
    """How many of the month's numbers are in; empty where none is asked for."""
    asked = len(told.measures)
    there = sum(measure.value is not None for measure in told.measures)
    words = ngettext("%(there)d of one number is in", "%(there)d of %(asked)d numbers are in", asked)
    return words % {"there": there, "asked": asked} if asked else ""


def summary_of(told: Told) -> list[str]:
    """What the month held, in short."""
    said = []
    if told.tests:
        said.append(
            ngettext("%(count)d test under way", "%(count)d tests under way", len(told.tests))
            % {"count": len(told.tests)}
        )
    if told.closed:
        said.append(ngettext("%(count)d closed", "%(count)d closed", told.closed) % {"count": told.closed})
    if told.kept:
        said.append(
            ngettext("%(count)d change kept", "%(count)d changes kept", len(told.kept)) % {"count": len(told.kept)}
        )
    if told.meetings:
        said.append(
            ngettext("%(count)d team meeting", "%(count)d team meetings", told.meetings) % {"count": told.meetings}
        )
    return said
