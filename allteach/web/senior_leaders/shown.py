"""The page for the sponsor as finished values."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.core.language import language_now, period_in_words
from allteach.core.periods import Period
from allteach.measures.queries.addressed import measures_of
from allteach.measures.queries.charts import MeasureChart, charts_for
from allteach.people.models import Person
from allteach.progress.models import BarrierAction, SeniorLeaderReport
from allteach.progress.queries.record import told_of
from allteach.progress.queries.senior_leaders import barrier_of
from allteach.progress.told import Told
from allteach.reports.wording import aim_sentence
from allteach.spaces.naming import name_for
from allteach.web.drawings import figure_of
from allteach.web.improvement.shown.sparklines import Sparkline, sparklines_of
from allteach.web.improvement.shown.words import Mark, day_words

CHARTS = 3
TELLING = ("improvement", "concern")


@dataclass(frozen=True)
class Fact:
    """One line of the page."""

    name: str
    words: str


@dataclass(frozen=True)
class Barrier:
    """What is in the way, what is asked, and what became of it."""

    words: str
    decision: str
    mark: Mark
    answer: str
    answered: str


@dataclass(frozen=True)
class LeaderPage:
    """One page, ready for its template."""

    month: str
    team: str
    aim: str
    facts: list[Fact]
    figure: SafeString | str  # The chart that tells most …
    lines: list[Sparkline]  # … and two more, small.
    score: str
    barrier: Barrier | None
    is_sent: bool


def leader_page(report: SeniorLeaderReport, person: Person) -> LeaderPage:
    """The page as one person may see it: what the record told when it was sent, or tells now while it is a draft."""
    told = Told.read(report.told) if report.told else told_of(report.team_id, report.period)
    action = barrier_of(report) if report.sent_at else None
    barrier = barrier_shown(action) if action else None
    if barrier is None and report.barrier:
        barrier = Barrier(report.barrier, report.decision_wanted, Mark(_("Not asked yet"), "outline"), "", "")
    charts = charts_for(measures_of(report.team, seen_by=person), seen_by=person, language=language_now())
    three = three_of(charts)
    return LeaderPage(
        month=period_in_words(report.period),
        team=name_for(report.team, person),
        aim=aim_sentence(told.aim) if told.aim else "",
        facts=facts_of(report, told),
        figure=figure_of(three[0]) if three else "",
        lines=sparklines_of([chart.team_measure for chart in three[1:]], person),
        score=score_words(told),
        barrier=barrier,
        is_sent=report.sent_at is not None,
    )


def three_of(charts: list[MeasureChart]) -> list[MeasureChart]:
    """The three charts that tell most: those with a signal before the others, each in the order of the measures."""
    begun = [chart for chart in charts if chart.is_begun]
    telling = [chart for chart in begun if (chart.variation or "").startswith(TELLING)]
    others = [chart for chart in begun if chart not in telling]
    return [*telling, *others][:CHARTS]


def facts_of(report: SeniorLeaderReport, told: Told) -> list[Fact]:
    """Everything else in a line each; what nobody said is left away."""
    tested = ngettext("%(count)d test this month", "%(count)d tests this month", len(told.tests)) % {
        "count": len(told.tests)
    }
    kept = ngettext("%(count)d change in place", "%(count)d changes in place", len(told.changes)) % {
        "count": len(told.changes)
    }
    said = [
        (_("Which goal it serves"), report.strategic_link),
        (_("Tests and changes"), f"{tested}; {kept}"),
        (_("What patient partners say"), report.partner_view),
        (_("Time and money"), report.money),
        (_("What could go wrong"), report.risk),
        (_("What it is worth"), report.benefit),
        (_("Team and sponsor meet next"), day_words(report.meets_on)),
        (_("Out of the way since last time"), "\n".join(told.removed)),
    ]
    return [Fact(name, words) for name, words in said if words]


def score_words(told: Told) -> str:
    """The score and how it moved: "2.5 in June 2026, 2.0 before. The team itself: 3.0."; empty where there is none."""
    agreed = [score for score in told.scores if score.agreed]
    own = [score for score in told.scores if score.own]
    parts = []
    if agreed:
        month = period_in_words(Period.parse(agreed[-1].month[:7]))
        parts.append(_("%(score)s of 5 in %(month)s.") % {"score": agreed[-1].agreed, "month": month})
        if len(agreed) > 1:
            parts.append(_("Before: %(scores)s.") % {"scores": ", ".join(score.agreed for score in agreed[:-1])})
    if own:
        parts.append(_("The team itself: %(score)s.") % {"score": own[-1].own})
    return " ".join(parts)


def barrier_shown(action: BarrierAction) -> Barrier:
    """A barrier and what became of it."""
    answered = ""
    if action.answered_by and action.answered_at:
        answered = _("%(name)s, %(day)s") % {
            "name": action.answered_by.name,
            "day": day_words(timezone.localdate(action.answered_at)),
        }
    answer = action.words
    if action.by_when:
        answer = _("%(words)s By %(day)s.") % {"words": action.words, "day": day_words(action.by_when)}
    return Barrier(action.barrier, action.decision_wanted, barrier_mark(action), answer, answered)


def barrier_mark(action: BarrierAction) -> Mark:
    """Where a barrier stands, in a word or two."""
    if action.removed_on:
        return Mark(_("Gone since %(day)s") % {"day": day_words(action.removed_on)}, "better")
    if not action.answer:
        return Mark(_("Waits for an answer"), "soon")
    tones = {"will_do": "brand", "cannot": "plain", "need_more": "soon"}
    words = {"will_do": _("Promised"), "cannot": _("Cannot be moved"), "need_more": _("The sponsor asks for more")}
    return Mark(words[action.answer], tones[action.answer])
