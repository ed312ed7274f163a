"""A team's report of a month, and the page for its sponsor, on paper."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.charts import Language
from allteach.charts.icons import variation_words
from allteach.core.language import language_now, period_in_words
from allteach.improvement.models import Cycle
from allteach.improvement.stages import STAGES
from allteach.measures.queries.addressed import measures_of
from allteach.measures.queries.charts import MeasureChart, charts_for
from allteach.measures.queries.disclosed import policy_of
from allteach.people.models import Person
from allteach.progress.models import BarrierAction, MonthlyReport, SeniorLeaderReport
from allteach.progress.permissions import can_see_working_copy
from allteach.progress.queries.record import shown_measures, told_of
from allteach.progress.queries.reports import said_by, versions_of
from allteach.progress.queries.senior_leaders import barrier_of
from allteach.progress.told import WORDS, Said, Told, ToldMeasure, ToldTest
from allteach.reports.document import (
    Block,
    Chart,
    Columns,
    Document,
    Facts,
    Paragraph,
    Point,
    Points,
    Section,
    Table,
)
from allteach.reports.wording import DAY, aim_sentence, made_from_the_record, marks_in_words, small_numbers_in_words
from allteach.spaces.naming import name_for, slug_for
from allteach.spaces.standing import closeness

CHARTS = 3  # On the page for a sponsor.
TELLING = ("improvement", "concern")
WRITTEN = ("learnt", "stuck", "ask")


def monthly_report(report: MonthlyReport, *, seen_by: Person) -> Document:
    """A report, loaded with its team, as it was last sent; until it is sent, as the team has written it."""
    language, team = language_now(), report.team
    said, told = _said_and_told(report)
    month = period_in_words(report.period)
    policy = policy_of(team.parent or team)
    measures = shown_measures(told, closeness=closeness(seen_by, team), policy=policy)
    blocks = [
        *(Section(str(WORDS[name]), (Paragraph(getattr(said, name)),)) for name in WRITTEN if getattr(said, name)),
        Section(_("The month’s numbers"), (_numbers(measures, language),)),
        Section(_("Tests of change"), (_tests(told.tests),)),
    ]
    if told.changes:
        kept = tuple(Point(change.title) for change in told.changes)
        blocks.append(Section(_("Kept changes"), (Points(kept),)))
    if said.plan:
        plan = tuple(Point(", ".join(filter(None, (each.what, each.who, _day(each.day))))) for each in said.plan)
        blocks.append(Section(str(WORDS["plan"]), (Points(plan),)))
    if said.involvement:
        blocks.append(Section(str(WORDS["involvement"]), (Paragraph(said.involvement),)))
    return Document(
        title=_("%(team)s, %(month)s") % {"team": name_for(team, seen_by), "month": month},
        name=f"{slug_for(team, seen_by)}-report-{report.period}",
        over=team.parent.name if team.parent else "",
        lead=aim_sentence(told.aim) if told.aim else "",
        blocks=tuple(blocks),
        foot=_sent_words(report),
        author=name_for(team, seen_by),
        language=language,
    )


def leader_report(report: SeniorLeaderReport, *, seen_by: Person) -> Document:
    """The page for a team's sponsor, loaded with its team: what the record told when it was sent, or tells now."""
    language, team = language_now(), report.team
    told = Told.read(report.told) if report.told else told_of(report.team_id, report.period)
    charts = charts_for(measures_of(team, seen_by=seen_by), seen_by=seen_by, language=language)
    blocks: list[Block] = list(_barrier(report))
    rows = tuple(_leader_rows(report, told))
    if rows:
        blocks.append(Facts(rows))
    three = _three_of(charts)
    if three:
        small = Columns(tuple((Chart(chart.plot, is_small=True),) for chart in three))
        blocks.append(Section(_("Where we stand"), (small,)))
    document = Document(
        title=_("%(team)s, %(month)s")
        % {
            "team": name_for(team, seen_by),
            "month": period_in_words(report.period),
        },
        name=f"{slug_for(team, seen_by)}-sponsor-{report.period}",
        over=_("For our sponsor"),
        lead=aim_sentence(told.aim) if told.aim else "",
        blocks=tuple(blocks),
        author=name_for(team, seen_by),
        language=language,
    )
    foot = (made_from_the_record(timezone.localdate()), marks_in_words(), small_numbers_in_words(document))
    return replace(document, foot=" ".join(filter(None, foot)))


def _said_and_told(report: MonthlyReport) -> tuple[Said, Told]:
    versions = versions_of(report)
    if versions:
        return versions[0].said, versions[0].told
    return said_by(report), told_of(report.team_id, report.period)


def may_have_report(person: Person, report: MonthlyReport | SeniorLeaderReport) -> bool:
    """Whoever may see it: once it was sent, or from the first word where it is being written."""
    return report.sent_at is not None or can_see_working_copy(person, report)


def _sent_words(report: MonthlyReport) -> str:
    if report.sent_at is None:
        return _("Not sent yet.")
    return _("Sent on %(day)s.") % {"day": _day(timezone.localdate(report.sent_at))}


def _numbers(measures: Iterable[tuple[ToldMeasure, str]], language: Language) -> Block:
    rows = tuple(_number(measure, why, language) for measure, why in measures)
    if not rows:
        return Paragraph(_("No measure yet."), "quiet")
    headings = (_("Measure"), _("Value"), _("Goal"), _("What it says"))
    return Table("", headings, rows, numbers=frozenset({1, 2}))


def _number(measure: ToldMeasure, why: str, language: Language) -> tuple[str, ...]:
    def said(value: float | None) -> str:
        return "–" if value is None else language.amount(value, measure.unit, measure.decimals)

    verdict = variation_words(measure.variation, language) if measure.variation and measure.value is not None else ""
    if not why and measure.value is None:
        why = _("not reported")
    return (measure.name, said(measure.value), said(measure.goal), why or verdict)


def _tests(tests: Iterable[ToldTest]) -> Block:
    points = tuple(
        Point(
            f"{test.title}. {test.learnt}".strip() if test.learnt else test.title,
            str(Cycle.Decision(test.decision).label) if test.decision else str(STAGES[test.stage].name),
        )
        for test in tests
    )
    return Points(points) if points else Paragraph(_("No test this month."), "quiet")


def _three_of(charts: list[MeasureChart]) -> list[MeasureChart]:
    """Those with a signal before the others, each in the order of the measures."""
    begun = [chart for chart in charts if chart.is_begun]
    telling = [chart for chart in begun if (chart.variation or "").startswith(TELLING)]
    return [*telling, *(chart for chart in begun if chart not in telling)][:CHARTS]


def _barrier(report: SeniorLeaderReport) -> Iterable[Section]:
    """What is in the way, what is asked, and what was answered."""
    action = barrier_of(report) if report.sent_at else None
    words = action.barrier if action else report.barrier
    if not words:
        return
    inside: list[Block] = [Paragraph(words)]
    wanted = action.decision_wanted if action else report.decision_wanted
    if wanted:
        inside.append(Facts(((_("The decision we want from you"), wanted),)))
    if action and action.answer:
        inside.append(Facts(((_("Your answer"), _answer(action)),)))
    yield Section(_("What is in the way"), tuple(inside), tone="ask")


def _answer(action: BarrierAction) -> str:
    by = _("by %(day)s") % {"day": _day(action.by_when)} if action.by_when else ""
    return ". ".join(filter(None, (action.get_answer_display(), action.words.rstrip("."), by)))


def _leader_rows(report: SeniorLeaderReport, told: Told) -> Iterable[tuple[str, str]]:
    tests = ngettext("%(count)d test this month", "%(count)d tests this month", len(told.tests))
    kept = ngettext("%(count)d change in place", "%(count)d changes in place", len(told.changes))
    said = (
        (_("Which goal it serves"), report.strategic_link),
        (_("Tests and changes"), f"{tests % {'count': len(told.tests)}}; {kept % {'count': len(told.changes)}}"),
        (_("Score"), _score(told)),
        (_("What patient partners say"), report.partner_view),
        (_("Time and money"), report.money),
        (_("What could go wrong"), report.risk),
        (_("What it is worth"), report.benefit),
        (_("Next meeting with you"), _day(report.meets_on)),
        (_("Out of the way since last time"), "; ".join(told.removed)),
    )
    return ((name, words) for name, words in said if words)


def _score(told: Told) -> str:
    """What was released, the latest first, and how the team sees itself; empty where there is neither."""
    agreed = [score.agreed for score in reversed(told.scores) if score.agreed]
    own = [score.own for score in reversed(told.scores) if score.own]
    said = [_("%(score)s of 5") % {"score": agreed[0]}] if agreed else []
    if agreed[1:]:
        said.append(_("before: %(scores)s") % {"scores": ", ".join(agreed[1:])})
    if own:
        said.append(_("the team itself: %(score)s") % {"score": own[0]})
    return "; ".join(said)


def _day(day: date | None) -> str:
    return date_format(day, DAY) if day else ""
