"""Scores as pages say them: finished values, no query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.core.language import language_now
from allteach.core.periods import Period
from allteach.progress.models import AssessmentScore
from allteach.progress.queries.evidence import Evidence
from allteach.progress.queries.scores import Distribution, MonthScores, MonthSpread
from allteach.progress.scale import BY_VALUE, STEPS, CheckState
from allteach.spaces.models import Space
from allteach.web.improvement.conflicts import moment_words
from allteach.web.scores.forms import step_name
from allteach.web.tables import Cell, Column, Table

SIGNS = {True: "done", False: "soon", None: "ask"}


@dataclass(frozen=True)
class ShownCheck:
    """One thing that a step asks for, and whether the record shows it."""

    words: str
    answer: str
    sign: str
    missing: str


@dataclass(frozen=True)
class ShownStep:
    """One step with its checks."""

    name: str
    criteria: str
    holds: bool
    checks: tuple[ShownCheck, ...]


@dataclass(frozen=True)
class ShownEvidence:
    """What the record suggests: a step, what the next one asks for, and every step in full."""

    suggested: str
    standing: str  # When the record stood so.
    following: ShownStep | None
    steps: tuple[ShownStep, ...]


def shown_evidence(evidence: Evidence, *, until: date | None = None) -> ShownEvidence:
    """The evidence of one team, as it stands today or stood at the end of a day."""
    suggestion = evidence.suggestion
    steps = {
        state.step.value: ShownStep(
            step_name(state.step.value, state.step.name),
            str(state.step.criteria),
            state.holds,
            tuple(_check(each) for each in state.checks),
        )
        for state in suggestion.steps
    }
    following = suggestion.following
    return ShownEvidence(
        suggested=steps[suggestion.value].name,
        standing=_("As it stands today. It suggests; people decide.")
        if until is None or until >= timezone.localdate()
        else _("As it stood on %(day)s. It suggests; people decide.") % {"day": date_format(until, "DATE_FORMAT")},
        following=steps[following.step.value] if following else None,
        steps=tuple(steps.values()),
    )


def _check(state: CheckState) -> ShownCheck:
    answers = {True: _("Yes"), False: _("Not yet"), None: _("For people to judge")}
    return ShownCheck(
        state.words,
        answers[state.is_met],
        SIGNS[state.is_met],
        str(state.check.missing) if state.is_met is False else "",
    )


@dataclass(frozen=True)
class ShownScore:
    """A score that was agreed, as its team reads it."""

    month: str
    name: str
    criteria: str
    justification: str
    suggestions: str
    why_lower: str
    change_reason: str
    said: str  # By whom it was released, and when; or that it is not.
    is_released: bool


def shown_score(score: AssessmentScore) -> ShownScore:
    """One agreed score."""
    step = BY_VALUE[score.value]
    if score.is_released:
        words = _("Released by %(name)s, %(moment)s")
        said = words % {"name": score.released_by.name, "moment": moment_words(score.released_at)}
    else:
        said = _("Not released: only the two scorers see it.")
    return ShownScore(
        month=month_words(Period(score.month, "month")),
        name=step_name(step.value, step.name),
        criteria=str(step.criteria),
        justification=score.justification,
        suggestions=score.suggestions,
        why_lower=score.why_lower,
        change_reason=score.change_reason,
        said=said,
        is_released=score.is_released,
    )


def month_words(period: Period) -> str:
    """A month as it stands in a sentence or alone."""
    return language_now().period(period.start, "month", "long")


def number_words(value: Decimal | None) -> str:
    """A score in the reader's form; nothing where there is none."""
    return "" if value is None else language_now().number(float(value), 1)


def earlier_lines(months: Sequence[MonthScores]) -> list[tuple[str, str, str]]:
    """Earlier scores in short: the month, the step, and how the team saw itself."""
    return [
        (
            month_words(Period(each.month, "month")),
            step_name(each.agreed.value, BY_VALUE[each.agreed.value].name),
            number_words(each.own.value) if each.own else "",
        )
        for each in months
        if each.agreed is not None
    ]


def history_table(name: str, months: Sequence[MonthScores]) -> Table:
    """What was agreed of a team and how it saw itself, the newest month first."""
    rows = []
    for each in months:
        agreed = each.agreed
        spread = (
            _("%(low)s to %(high)s") % {k: number_words(v) for k, v in zip(("low", "high"), each.spread, strict=True)}
            if each.spread
            else ""
        )
        rows.append(
            (
                Cell(month_words(Period(each.month, "month")), value=each.month),
                Cell(
                    step_name(agreed.value, BY_VALUE[agreed.value].name) if agreed else "",
                    note="" if agreed is None or agreed.is_released else _("not released"),
                    value=agreed.value if agreed else None,
                ),
                Cell(
                    number_words(each.own.value) if each.own else "",
                    note=gap_words(each.gap),
                    value=each.own.value if each.own else None,
                ),
                Cell(gap_words(each.gap), value=each.gap),
                spread,
                agreed.justification if agreed else "",
            )
        )
    columns = (
        Column(_("Month")),
        Column(_("Score")),
        Column(_("The team itself"), is_number=True),
        Column(_("Difference"), is_number=True, is_in_file_only=True),
        Column(_("Among its members"), is_in_file_only=not any(each.spread for each in months)),
        Column(_("Why")),
    )
    return Table(key="scores", caption=_("Scores, month by month"), name=name, columns=columns, rows=rows)


def gap_words(gap: Decimal | None) -> str:
    """How much higher somebody sees themselves: "+0.5"."""
    if gap is None:
        return ""
    sign = "+" if gap > 0 else "−" if gap < 0 else "±"
    return sign + language_now().number(abs(float(gap)), 1)


@dataclass(frozen=True)
class ShownSpread:
    """How the teams of one month spread: of each step its number, its name, and how many teams of how many."""

    month: str
    counts: tuple[tuple[str, str, int], ...]
    teams: int
    teams_words: str
    ahead: str
    gap: str


def shown_spreads(distribution: Distribution) -> list[ShownSpread]:
    """The months, the newest first."""
    return [_spread(month) for month in reversed(distribution.months)]


def _spread(month: MonthSpread) -> ShownSpread:
    return ShownSpread(
        month=month_words(Period(month.month, "month")),
        counts=tuple(
            (number_words(step.value), str(step.name), count) for step, count in zip(STEPS, month.counts, strict=True)
        ),
        teams=month.teams,
        teams_words=ngettext("one team", "%(count)d teams", month.teams) % {"count": month.teams},
        ahead=_("%(count)d of %(teams)d") % {"count": month.ahead, "teams": month.teams},
        gap=gap_words(month.gap),
    )


def ahead_words(distribution: Distribution) -> str:
    """From which score a team counts as ahead: "4.0 or above"."""
    return _("%(score)s or above") % {"score": number_words(distribution.ahead)}


def distribution_table(collaborative: Space, distribution: Distribution) -> Table:
    """The distribution as a file: how many teams on each step, month by month."""
    steps = [number_words(step.value) for step in STEPS]
    return Table(
        key="distribution",
        caption=_("How many teams stand on each step"),
        name=f"{collaborative.slug}-scores",
        columns=[
            Column(_("Month")),
            *(Column(step, is_number=True) for step in steps),
            Column(ahead_words(distribution), is_number=True),
            Column(_("Teams see themselves higher by"), is_number=True),
        ],
        rows=[
            (month.month, *month.counts, month.ahead, round(month.gap, 2) if month.gap is not None else None)
            for month in distribution.months
        ],
    )
