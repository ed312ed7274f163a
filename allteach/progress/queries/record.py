"""What the record tells of teams' months: everything in a report that nobody has to type."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import F, Prefetch
from django.utils import timezone
from django.utils.translation import gettext

from allteach import spc
from allteach.core.closeness import Closeness
from allteach.core.disclosure import Policy, State, shown_series
from allteach.core.periods import Period, periods_between
from allteach.improvement.models import AimVersion, Cycle, ImplementedChange, Prediction, SpreadPlan
from allteach.improvement.queries.spread import Adoption, by_team
from allteach.measures.kinds import KINDS
from allteach.measures.models import TeamMeasure
from allteach.measures.queries.plans import Reading, phases_of, plan_for, series_of
from allteach.measures.queries.readings import readings_of
from allteach.measures.queries.timelines import Timeline, timelines_of, within
from allteach.meetings.kinds import Kind
from allteach.meetings.models import Attendance, Meeting
from allteach.progress.models import AssessmentScore, BarrierAction, SelfScore
from allteach.progress.told import (
    HOLDS,
    Told,
    ToldAim,
    ToldChange,
    ToldMeasure,
    ToldScore,
    ToldSpread,
    ToldTest,
    written,
)
from allteach.spaces.roles import Role

SCORES_TOLD = 6  # Months.


def told_of(team: int, month: Period) -> Told:
    """What the record tells of one team's month: eighteen queries."""
    return told_of_many([team], [month])[team, month]


def told_of_many(teams: Sequence[int], months: Sequence[Period]) -> dict[tuple[int, Period], Told]:
    """The same of many teams and months at once: the same queries, and one call of the engine."""
    aims, tests, changes = _aims(teams), _tests(teams), _changes(teams)
    meetings, removed, scores = _meetings(teams), _removed(teams), _scores(teams)
    with_partner, plans = _with_partner(teams), _plans(teams)
    measures = _measures(teams, months)
    found = {}
    for team in teams:
        for month in months:
            held = [length for day, length in meetings.get(team, ()) if month.start <= day <= month.end]
            under_way = [cycle for cycle in tests.get(team, ()) if _is_under_way(cycle, month)]
            found[team, month] = Told(
                aim=_aim_in(aims.get(team, ()), month),
                measures=tuple(measures.get((team, month), ())),
                tests=tuple(map(_test, under_way)),
                changes=tuple(_change(change, month) for change in changes.get(team, ()) if _holds(change, month)),
                opened=sum(_is_in(cycle.started_on, month) for cycle in under_way),
                closed=sum(_is_in(_over_on(cycle), month) for cycle in under_way),
                meetings=len(held),
                minutes=sum(held),
                scores=_scores_until(scores.get(team, {}), month),
                removed=tuple(words for day, words in removed.get(team, ()) if month.start <= day <= month.end),
                spread=_spread_until(plans.get(team, ()), month),
                partner_meetings=sum(_is_in(day, month) for day in with_partner.get(team, ())),
            )
    return found


# --- the aim -------------------------------------------------------------------------------------------------------


def _aims(teams: Iterable[int]) -> dict[int, list[AimVersion]]:
    found: dict[int, list[AimVersion]] = {}
    for version in AimVersion.objects.filter(aim__team__in=teams).select_related("aim").order_by("number"):
        found.setdefault(version.aim.team_id, []).append(version)
    return found


def _aim_in(versions: Iterable[AimVersion], month: Period) -> ToldAim | None:
    """The wording in force when the month ended."""
    stood = [version for version in versions if timezone.localdate(version.at) <= month.end]
    if not stood:
        return None
    version = stood[-1]
    is_new = timezone.localdate(version.at) >= month.start and version.number > 1
    return ToldAim(
        number=version.number,
        what_improves=version.what_improves,
        for_whom=version.for_whom,
        baseline=written(version.baseline_value),
        target=written(version.target_value),
        unit=version.unit,
        by_when=version.by_when.isoformat(),
        is_new=is_new,
        reason=version.change_reason if is_new else "",
    )


# --- tests of change and what was kept -----------------------------------------------------------------------------


def _tests(teams: Iterable[int]) -> dict[int, list[Cycle]]:
    """Those that have begun: a plan is the team's own until then."""
    begun = Cycle.objects.filter(team__in=teams, begun_at__isnull=False, started_on__isnull=False).order_by("number")
    found: dict[int, list[Cycle]] = {}
    for cycle in begun.prefetch_related(Prefetch("predictions", Prediction.objects.order_by("position"))):
        found.setdefault(cycle.team_id, []).append(cycle)
    return found


def _over_on(cycle: Cycle) -> date | None:
    """The day on which a test was over."""
    over = cycle.decided_at or cycle.stopped_at
    return timezone.localdate(over) if over else None


def _is_under_way(cycle: Cycle, month: Period) -> bool:
    over = _over_on(cycle)
    has_started = cycle.started_on is not None and cycle.started_on <= month.end
    return has_started and (over is None or over >= month.start)


def _is_in(day: date | None, month: Period) -> bool:
    return day is not None and month.start <= day <= month.end


def _test(cycle: Cycle) -> ToldTest:
    first = next(iter(cycle.predictions.all()), None)
    return ToldTest(
        number=cycle.number,
        title=cycle.title,
        step=cycle.step,
        stage=cycle.state,
        element=cycle.care_element,
        prediction=first.prediction if first else "",
        happened=first.happened if first else "",
        outcome=first.outcome if first else "",
        learnt=cycle.what_we_learned or cycle.results_summary or cycle.stopped_reason,
        decision=cycle.decision,
        has_partner=cycle.has_partner,
        partner_part=cycle.partner_part if cycle.has_partner else "",
    )


def _changes(teams: Iterable[int]) -> dict[int, list[ImplementedChange]]:
    found: dict[int, list[ImplementedChange]] = {}
    kept = ImplementedChange.objects.filter(team__in=teams).select_related("control_plan")
    for change in kept.order_by("kept_on", "pk"):
        found.setdefault(change.team_id, []).append(change)
    return found


def _holds(change: ImplementedChange, month: Period) -> bool:
    return change.kept_on <= month.end and (change.over_on is None or change.over_on > month.end)


def _change(change: ImplementedChange, month: Period) -> ToldChange:
    return ToldChange(
        number=change.number,
        title=change.title,
        kept_on=change.kept_on.isoformat(),
        is_new=change.kept_on >= month.start,
        done=change.scope_done,
        total=change.scope_total,
        unit=change.scope_unit,
        owner_post=change.owner_post,
        held_by=tuple(name for name in HOLDS if getattr(change, name, "")),
    )


def _plans(teams: Collection[int]) -> dict[int, list[Adoption]]:
    """The spread plans that were put forward: what is still being drawn up is the team's own."""
    put_forward = SpreadPlan.objects.filter(team__in=teams).exclude(state=SpreadPlan.Status.DRAFT)
    return by_team(put_forward)


def _spread_until(plans: Iterable[Adoption], month: Period) -> tuple[ToldSpread, ...]:
    """How far each plan had come when the month ended."""
    told = (replace(each, until=month.end) for each in plans if each.plan.starts_on <= month.end)
    return tuple(
        ToldSpread(
            number=each.plan.number,
            title=each.plan.title,
            unit=each.plan.unit_word,
            working=each.working,
            total=each.plan.units_in_all,
            aim=each.plan.aim_units,
            planned=round(each.planned, 1),
        )
        for each in told
    )


# --- meetings and barriers -----------------------------------------------------------------------------------------


def _meetings(teams: Iterable[int]) -> dict[int, list[tuple[date, int]]]:
    """The meetings that a team held: the day, and how many minutes."""
    held = Meeting.objects.filter(in_space__in=teams, kind=Kind.TEAM_MEETING, held_at__isnull=False)
    found: dict[int, list[tuple[date, int]]] = {}
    for team, starts_at, ends_at in held.values_list("in_space_id", "starts_at", "ends_at"):
        length = round((ends_at - starts_at).total_seconds() / 60)
        found.setdefault(team, []).append((timezone.localdate(starts_at), length))
    return found


def _with_partner(teams: Iterable[int]) -> dict[int, list[date]]:
    """The days of the team meetings at which a patient partner was."""
    came = Attendance.objects.attended().filter(
        meeting__in_space__in=teams,
        meeting__kind=Kind.TEAM_MEETING,
        person__memberships__space=F("meeting__in_space"),
        person__memberships__role=Role.PARTNER,
    )
    rows = came.order_by().values_list("meeting__in_space_id", "meeting_id", "meeting__starts_at").distinct()
    found: dict[int, list[date]] = {}
    for team, _meeting, starts_at in rows:
        found.setdefault(team, []).append(timezone.localdate(starts_at))
    return found


def _removed(teams: Iterable[int]) -> dict[int, list[tuple[date, str]]]:
    gone = BarrierAction.objects.filter(report__team__in=teams, removed_on__isnull=False).order_by("removed_on", "pk")
    found: dict[int, list[tuple[date, str]]] = {}
    for action in gone.select_related("report"):
        if action.removed_on is not None:
            found.setdefault(action.report.team_id, []).append((action.removed_on, action.barrier))
    return found


# --- scores --------------------------------------------------------------------------------------------------------


def _scores(teams: Iterable[int]) -> dict[int, dict[date, ToldScore]]:
    """What was released, and what each team said of itself, by month."""
    found: dict[int, dict[date, ToldScore]] = {}
    own = SelfScore.objects.of_team().filter(team__in=teams).values_list("team_id", "month", "value", "words")
    for team, month, value, words in own:
        found.setdefault(team, {})[month] = ToldScore(month.isoformat(), own=str(value), own_words=words)
    agreed = AssessmentScore.objects.filter(team__in=teams).released().newest()
    for team, month, value in agreed.values_list("team_id", "month", "value"):
        said = found.setdefault(team, {}).get(month, ToldScore(month.isoformat()))
        found[team][month] = replace(said, agreed=str(value))
    return found


def _scores_until(scores: dict[date, ToldScore], month: Period) -> tuple[ToldScore, ...]:
    stood = [scores[day] for day in sorted(scores) if day <= month.end]
    return tuple(stood[-SCORES_TOLD:])


# --- the numbers ---------------------------------------------------------------------------------------------------


def _measures(teams: Iterable[int], months: Sequence[Period]) -> dict[tuple[int, Period], list[ToldMeasure]]:
    """Each measure of each team in each month: the value, and what the chart said when the month was its last point."""
    used = list(
        TeamMeasure.objects.active()
        .filter(team__in=teams)
        .select_related("measure", "measure__current")
        .order_by("team_id", "measure__position", "pk")
    )
    readings = readings_of({each.measure_id: each.measure for each in used}.values(), [each.pk for each in used])
    timelines = timelines_of([each.pk for each in used])
    found: dict[tuple[int, Period], list[ToldMeasure]] = {}
    waiting: list[tuple[tuple[int, Period], TeamMeasure, Reading, Timeline, spc.Plan]] = []
    for each in used:
        reading = readings[each.measure_id]
        for month in months:
            line = _until(timelines.get(each.pk, Timeline()), month)
            if line.reported:
                plan = plan_for(reading, line, phases_of(reading, line, each.pk))
                waiting.append(((each.team_id, month), each, reading, line, plan))
            elif month.start.month % 3 == 0 or each.measure.period_kind == "month":
                found.setdefault((each.team_id, month), []).append(_measure(each, reading, month))
    if waiting:
        series = [
            series_of(line, has_denominator=reading.measure.form.has_denominator) for _, _, reading, line, _ in waiting
        ]
        analyses = spc.analyse_many(series, [plan for *_, plan in waiting])
        for i, (place, each, reading, line, _plan) in enumerate(waiting):
            found.setdefault(place, []).append(_measure(each, reading, place[1], line, analyses.one(i)))
    for rows in found.values():
        order = {each.pk: i for i, each in enumerate(used)}
        rows.sort(key=lambda row: order[row.team_measure])
    return found


def _until(line: Timeline, month: Period) -> Timeline:
    """A timeline as far as the period that ends with a month or around it, that period included."""
    if not line.periods or line.periods[0].start > month.end:
        return Timeline()
    last = Period.containing(month.end, line.periods[0].kind)
    if last == line.periods[-1]:
        return line
    return within(line, periods_between(line.periods[0], last))


def _measure(
    each: TeamMeasure,
    reading: Reading,
    month: Period,
    line: Timeline | None = None,
    analysis: spc.Analysis | None = None,
) -> ToldMeasure:
    definition, kind = each.measure.current, each.measure.form
    said: dict[str, Any] = {}
    if line is not None and analysis is not None:
        plain, last = analysis.plain, len(line) - 1
        said = {
            "numerator": line.numerators[last],
            "denominator": line.denominators[last],
            "value": plain.values[last],
            "centre": plain.centre[last],
            "variation": analysis.variation or "",
            "is_left_out": last in line.left_out,
            "note": line.left_out.get(last, "") or line.remarks.get(last, ""),
        }
    return ToldMeasure(
        team_measure=each.pk,
        slug=each.measure.slug,
        name=definition.name,
        kind=each.measure.kind_key,
        unit=definition.unit,
        decimals=definition.decimals,
        per=definition.per if kind.has_denominator else 1,
        counts_people=each.measure.counts_people,
        is_running=bool(definition.look_back),
        goal=reading.target_on(month.end),
        **said,
    )


def shown_measures(
    told: Told, *, closeness: Closeness, policy: Policy, sees_reasons: bool
) -> list[tuple[ToldMeasure, str]]:
    """The numbers of a report as a reader may know them, each with why it is hidden, or nothing.

    Judged by the settings of today, not by those of the day on which the report was sent. What the chart said is left
    away where anything may be hidden: a centre line knows the numbers it was made of. What a team noted of its numbers
    is shown to those who see its reasons.
    """
    measures = told.measures if sees_reasons else tuple(replace(measure, note="") for measure in told.measures)
    rule = policy.rule(closeness)
    if rule is None:
        return [(measure, "") for measure in measures]
    return [(measure, "") if not measure.counts_people else _judged(measure, closeness, policy) for measure in measures]


def _judged(measure: ToldMeasure, closeness: Closeness, policy: Policy) -> tuple[ToldMeasure, str]:
    kind = KINDS[measure.kind]
    shown = shown_series(
        [measure.numerator if kind.has_denominator else measure.value],
        [measure.denominator] if kind.has_denominator else None,
        closeness=closeness,
        policy=policy,
        counts_people=True,
        shape=kind.shape,
        is_running=measure.is_running,
    )
    told = replace(measure, centre=None, variation="", numerator=None, denominator=None, value=None)
    if shown.state(0) is State.MISSING:
        return told, ""
    if shown.is_hidden[0]:
        return told, shown.words(0, gettext)
    numerator = float(shown.numerators[0])
    if not kind.has_denominator or shown.denominators is None:
        return replace(told, value=numerator), ""
    denominator = float(shown.denominators[0])
    value = numerator / denominator * measure.per if denominator else None
    return replace(told, numerator=numerator, denominator=denominator, value=value), ""
