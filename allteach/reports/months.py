"""A team's report of a month, and the page for its sponsor, on paper."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
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
from allteach.progress.queries.reports import Version, said_by, versions_of
from allteach.progress.queries.senior_leaders import barrier_of
from allteach.progress.told import WORDS, Said, Told, ToldChange, ToldMeasure, ToldScore, ToldTest
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
from allteach.reports.month_words import (
    agreed_score_words,
    counted_words,
    element_words,
    hold_words,
    hours_words,
    meetings_words,
    mood_words,
    own_score_words,
    partner_words,
    prediction_words,
    scope_words,
    spread_words,
)
from allteach.reports.wording import DAY, aim_sentence, made_from_the_record, marks_in_words, small_numbers_in_words
from allteach.spaces.naming import name_for, slug_for
from allteach.spaces.standing import closeness

CHARTS = 3  # On the page for a sponsor.
TELLING = ("improvement", "concern")


def monthly_report(report: MonthlyReport, *, seen_by: Person) -> Document:
    """A report, loaded with its team, as it was last sent; until it is sent, as the team has written it."""
    language, team = language_now(), report.team
    latest = next(iter(versions_of(report)), None)
    said = latest.said if latest else said_by(report)
    told = latest.told if latest else told_of(report.team_id, report.period)
    month = period_in_words(report.period)
    measures = shown_measures(
        told,
        closeness=closeness(seen_by, team),
        policy=policy_of(team.parent or team),
        sees_reasons=team.pk in seen_by.standing.inside,
    )
    charts = charts_for(measures_of(team, seen_by=seen_by), seen_by=seen_by, language=language)
    document = Document(
        title=_("%(team)s, %(month)s") % {"team": name_for(team, seen_by), "month": month},
        name=f"{slug_for(team, seen_by)}-report-{report.period}",
        over=team.parent.name if team.parent else "",
        lead=aim_sentence(told.aim) if told.aim else "",
        blocks=(
            *_aim_anew(told),
            *_people(said, told),
            Section(_("The month’s numbers"), (_numbers(measures, language),)),
            *_charts(charts),
            Section(_("Tests of change"), (_tests(told.tests),)),
            *_kept(told.changes),
            *_written(said, "learnt"),
            *_written(said, "stuck"),
            *_removed(told),
            *_spread(told, language),
            *_written(said, "ask"),
            *_planned(said),
            *_scored(told.score_of(report.period)),
            *_time_and_mood(said, told),
        ),
        author=name_for(team, seen_by),
        language=language,
    )
    foot = (
        _sent_words(latest),
        marks_in_words() if charts else "",
        small_numbers_in_words(document),
    )
    return replace(document, foot=" ".join(filter(None, foot)))


def leader_report(report: SeniorLeaderReport, *, seen_by: Person) -> Document:
    """The page for a team's sponsor, loaded with its team: what the record told when it was sent, or tells now.

    One page whatever is said: a sponsor reads one.
    """
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
        blocks.append(Section(_("Where the team stands"), (small,)))
    document = Document(
        title=_("%(team)s, %(month)s")
        % {
            "team": name_for(team, seen_by),
            "month": period_in_words(report.period),
        },
        name=f"{slug_for(team, seen_by)}-sponsor-{report.period}",
        over=_("For the sponsor"),
        lead=aim_sentence(told.aim) if told.aim else "",
        blocks=tuple(blocks),
        is_board=True,
        author=name_for(team, seen_by),
        language=language,
    )
    foot = (made_from_the_record(timezone.localdate()), marks_in_words(), small_numbers_in_words(document))
    return replace(document, foot=" ".join(filter(None, foot)))


def may_have_report(person: Person, report: MonthlyReport | SeniorLeaderReport) -> bool:
    """Whoever may see it: once it was sent, or from the first word where it is being written."""
    return report.sent_at is not None or can_see_working_copy(person, report)


def _sent_words(latest: Version | None) -> str:
    if latest is None:
        return _("Not sent yet.")
    said = {"day": _day(timezone.localdate(latest.row.sent_at)), "name": latest.row.sent_by.name}
    return _("Sent on %(day)s by %(name)s.") % said


def _aim_anew(told: Told) -> Iterable[Section]:
    if told.aim and told.aim.is_new and told.aim.reason:
        yield Section(_("Why the aim is worded anew"), (Paragraph(told.aim.reason),))


def _people(said: Said, told: Told) -> Iterable[Section]:
    """How many people are cared for, and what patients and community shaped."""
    rows = (
        (str(WORDS["population_size"]), "" if said.population_size is None else str(said.population_size)),
        (str(WORDS["involvement"]), said.involvement),
        (_("In the record"), partner_words(told)),
    )
    filled = tuple((name, words) for name, words in rows if words)
    if filled:
        yield Section(_("The people"), (Facts(filled),))


def _charts(charts: Iterable[MeasureChart]) -> Iterable[Section]:
    begun = tuple(Chart(chart.plot) for chart in charts if chart.is_begun)
    if begun:
        yield Section(_("The charts, as the record stands today"), begun)


def _kept(changes: Iterable[ToldChange]) -> Iterable[Section]:
    points = tuple(
        Point(
            ". ".join(filter(None, (change.title, scope_words(change), hold_words(change)))),
            _("Since %(day)s") % {"day": _day(date.fromisoformat(change.kept_on))},
        )
        for change in changes
    )
    if points:
        yield Section(_("Kept changes"), (Points(points),))


def _written(said: Said, name: str) -> Iterable[Section]:
    if getattr(said, name):
        yield Section(str(WORDS[name]), (Paragraph(getattr(said, name)),))


def _removed(told: Told) -> Iterable[Section]:
    if told.removed:
        yield Section(_("Out of the way since last time"), (Points(tuple(map(Point, told.removed))),))


def _spread(told: Told, language: Language) -> Iterable[Section]:
    if told.spread:
        points = tuple(Point(spread_words(spread, language), spread.title) for spread in told.spread)
        yield Section(str(WORDS["spread"]), (Points(points),))


def _planned(said: Said) -> Iterable[Section]:
    if said.plan:
        points = tuple(Point(", ".join(filter(None, (each.what, each.who, _day(each.day))))) for each in said.plan)
        yield Section(str(WORDS["plan"]), (Points(points),))


def _scored(score: ToldScore | None) -> Iterable[Section]:
    rows = (
        (str(WORDS["own_score"]), own_score_words(score)),
        (str(WORDS["agreed_score"]), agreed_score_words(score)),
    )
    filled = tuple((name, words) for name, words in rows if words)
    if filled:
        yield Section(_("Where the team stands"), (Facts(filled),))


def _time_and_mood(said: Said, told: Told) -> Iterable[Section]:
    rows = (
        (_("Protected time"), hours_words(said)),
        (str(WORDS["meetings"]), meetings_words(told)),
        (str(WORDS["mood"]), mood_words(said)),
    )
    filled = tuple((name, words) for name, words in rows if words)
    if filled:
        yield Section(_("Time and mood"), (Facts(filled),))


def _numbers(measures: Iterable[tuple[ToldMeasure, str]], language: Language) -> Block:
    rows = tuple(_number(measure, why, language) for measure, why in measures)
    if not rows:
        return Paragraph(_("No measure yet."), "quiet")
    headings = (_("Measure"), _("Value"), _("Out of"), _("Centre"), _("Goal"), _("What it says"))
    return Table("", headings, rows, numbers=frozenset({1, 2, 3, 4}))


def _number(measure: ToldMeasure, why: str, language: Language) -> tuple[str, ...]:
    def said(value: float | None) -> str:
        return "–" if value is None else language.amount(value, measure.unit, measure.decimals)

    verdict = variation_words(measure.variation, language) if measure.variation and measure.value is not None else ""
    if not why and measure.value is None:
        why = _("not reported")
    if measure.is_left_out:
        why = why or _("left out by the team")
    words = ". ".join(filter(None, (capfirst(why or verdict), measure.note)))
    out_of = counted_words(measure, language) or "–"
    return (measure.name, said(measure.value), out_of, said(measure.centre), said(measure.goal), words)


def _tests(tests: Iterable[ToldTest]) -> Block:
    points = tuple(
        Point(
            " ".join(
                f"{words.rstrip('.')}." for words in (test.title, *prediction_words(test), element_words(test)) if words
            ),
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
        inside.append(Facts(((_("The decision that is wanted"), wanted),)))
    if action and action.answer:
        inside.append(Facts(((_("The sponsor’s answer"), _answer(action)),)))
    yield Section(_("What is in the way"), tuple(inside), tone="ask")


def _answer(action: BarrierAction) -> str:
    by = _("By %(day)s") % {"day": _day(action.by_when)} if action.by_when else ""
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
        (_("Team and sponsor meet next"), _day(report.meets_on)),
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
