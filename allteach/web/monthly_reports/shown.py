"""What a report tells, as finished values: numbers, tests, kept changes, and the words of the team."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.charts import Language, variation_icon
from allteach.charts.icons import variation_words
from allteach.core.periods import Period
from allteach.improvement.models import Cycle
from allteach.improvement.stages import STAGES
from allteach.measures.queries.disclosed import policy_of
from allteach.people.models import Person
from allteach.progress.queries.record import shown_measures
from allteach.progress.told import Difference, Told, ToldChange, ToldMeasure, ToldTest
from allteach.reports.month_words import (
    agreed_score_words,
    counted_words,
    element_words,
    hold_words,
    meetings_words,
    own_score_words,
    partner_words,
    scope_words,
    spread_words,
)
from allteach.reports.wording import aim_sentence
from allteach.spaces.models import Space
from allteach.spaces.naming import slug_for
from allteach.spaces.standing import closeness
from allteach.web.improvement.shown.words import day_words


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
    note: str = ""  # What the team noted of it.


@dataclass(frozen=True)
class TestLine:
    """One test of change in the month."""

    name: str
    address: str
    mark: str
    prediction: str
    happened: str
    learnt: str
    element: str
    partner: str


@dataclass(frozen=True)
class ChangeLine:
    """One kept change."""

    name: str
    address: str
    words: str
    is_new: bool
    since: str
    held: str


@dataclass(frozen=True)
class SpreadLine:
    """How far one spread plan has come."""

    name: str
    address: str
    words: str


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
    partners: str
    spread: list[SpreadLine]
    own_score: str
    agreed_score: str
    meetings: str


def shown(told: Told, team: Space, person: Person, language: Language, *, month: Period) -> Shown:
    """What a report tells, as this person may know it: through the disclosure rule of today."""
    slug = slug_for(team, person)
    policy = policy_of(team.parent or team)
    sees_reasons = team.pk in person.standing.inside
    measures = shown_measures(told, closeness=closeness(person, team), policy=policy, sees_reasons=sees_reasons)
    score = told.score_of(month)
    return Shown(
        aim=aim_sentence(told.aim) if told.aim else "",
        aim_reason=told.aim.reason if told.aim and told.aim.is_new else "",
        lines=[line_of(measure, why, slug, language) for measure, why in measures],
        tests=[test_line(test, slug) for test in told.tests],
        changes=[change_line(change, slug) for change in told.changes],
        summary=summary_of(told),
        reported=reported_words(told),
        removed=told.removed,
        partners=partner_words(told),
        spread=[
            SpreadLine(
                each.title,
                reverse("improvement:spread_plan", args=[slug, each.number]),
                spread_words(each, language),
            )
            for each in told.spread
        ],
        own_score=own_score_words(score),
        agreed_score=agreed_score_words(score),
        meetings=meetings_words(told),
    )


def record_differences(before: Shown, after: Shown) -> list[Difference]:
    """What the record told differently when a version was sent, beside the numbers, as one reader may know it."""
    old, new = record_lines(before), record_lines(after)
    return [Difference(name, old[name], new[name]) for name in old if old[name] != new[name]]


def record_lines(told: Shown) -> dict[str, str]:
    """Each part of what the record tells beside the numbers, as lines."""
    tests = ((test.name, test.mark, test.learnt) for test in told.tests)
    changes = ((change.name, change.words, change.held) for change in told.changes)
    return {
        "aim": told.aim,
        "partners": told.partners,
        "tests": "\n".join(", ".join(filter(None, test)) for test in tests),
        "changes": "\n".join(", ".join(filter(None, change)) for change in changes),
        "removed": "\n".join(told.removed),
        "spread": "\n".join(f"{line.name}: {line.words}" for line in told.spread),
        "own_score": told.own_score,
        "agreed_score": told.agreed_score,
        "meetings": told.meetings,
    }


def line_of(measure: ToldMeasure, why: str, team: str, language: Language) -> Line:
    """One measure in words and numbers."""

    def said(value: float | None) -> str:
        return "–" if value is None else language.amount(value, measure.unit, measure.decimals)

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
        numbers=counted_words(measure, language),
        centre=said(measure.centre),
        goal=said(measure.goal),
        variation=mark_safe(variation_icon(variation, language, hidden=True)) if variation else "",
        variation_words=variation_words(variation, language) if variation else "",
        remark=remark,
        note=measure.note,
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
        element=element_words(test),
        partner=test.partner_part or (_("A patient partner took part.") if test.has_partner else ""),
    )


def change_line(change: ToldChange, team: str) -> ChangeLine:
    """One kept change in words: since when, how far it has come, and what makes it stay."""
    return ChangeLine(
        change.title,
        reverse("improvement:change", args=[team, change.number]),
        scope_words(change),
        change.is_new,
        day_words(date.fromisoformat(change.kept_on)),
        hold_words(change),
    )


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
