"""Reports of months, as they were sent: read only."""

from dataclasses import asdict
from datetime import datetime

from django.http import Http404
from ninja import Router, Schema
from ninja.pagination import LimitOffsetPagination, paginate

from allteach.api.found import find_team
from allteach.api.schemas import ERRORS, PeriodText, Slug
from allteach.core.periods import Period
from allteach.core.permissions import allow
from allteach.measures.queries.disclosed import policy_of
from allteach.people.models import Person
from allteach.progress.models import MonthlyReport
from allteach.progress.permissions import can_read_reports
from allteach.progress.queries.record import shown_measures
from allteach.progress.queries.reports import Version, versions_of
from allteach.progress.told import ToldScore
from allteach.spaces.models import Space
from allteach.spaces.standing import closeness

router = Router()


class ReportOut(Schema):
    """A report that was sent, in short."""

    month: str
    state: str
    sent_at: datetime


class PlannedOut(Schema):
    """One thing that the team will try next month."""

    what: str
    who: str
    until: str


class AimOut(Schema):
    """The aim that was in force; `reason` says why it was worded anew in the month, where it was."""

    number: int
    what_improves: str
    for_whom: str
    baseline: str
    target: str
    unit: str
    by_when: str
    is_new: bool
    reason: str


class ReportedOut(Schema):
    """One measure in the month; `hidden` says why its numbers are not shown to whoever asks.

    `note` is what the team said of the number, for itself and its coach.
    """

    measure: str
    numerator: float | None
    denominator: float | None
    value: float | None
    goal: float | None
    variation: str
    hidden: str
    left_out: bool
    note: str


class TestOut(Schema):
    """One test of change that was under way in the month."""

    number: int
    title: str
    stage: str
    care_element: str
    prediction: str
    happened: str
    outcome: str
    learnt: str
    decision: str
    has_partner: bool
    partner_part: str


class ChangeOut(Schema):
    """One change that is how the team works: `done` of `total` units; `held_by` says what makes it stay."""

    number: int
    title: str
    kept_on: str
    is_new: bool
    done: int | None
    total: int | None
    unit: str
    owner_post: str
    held_by: list[str]


class SpreadOut(Schema):
    """How far one spread plan had come: `working` of `total`, and how many were `planned` by the end of the month."""

    number: int
    title: str
    unit: str
    working: int
    total: int
    aim: int
    planned: float


class WholeReportOut(ReportOut):
    """The latest version of a report as it was sent: all of its parts.

    Scores are steps of the scale as text, empty where there is none; the agreed one is there once it was released.
    """

    version: int
    aim: AimOut | None
    population_size: int | None
    involvement: str
    partner_tests: int
    partner_meetings: int
    measures: list[ReportedOut]
    tests: list[TestOut]
    tests_opened: int
    tests_closed: int
    changes: list[ChangeOut]
    learnt: str
    stuck: str
    removed: list[str]
    spread: list[SpreadOut]
    ask: str
    plan: list[PlannedOut]
    own_score: str
    own_score_words: str
    agreed_score: str
    hours_used: str
    hours_planned: str
    meetings: int
    meeting_minutes: int
    mood: int | None


@router.get("/teams/{team}/reports", response={200: list[ReportOut], **ERRORS}, summary="Reports a team has sent")
@paginate(LimitOffsetPagination)
def reports(request, team: Slug):
    """The months of which a team has sent a report, the latest first. Drafts are not here."""
    found = find_team(request, team)
    allow(can_read_reports(request.person, found))
    shown = MonthlyReport.objects.visible_to(request.person).sent().filter(team_id=found.pk).order_by("-month")
    return [ReportOut(month=str(each.period), state=each.state, sent_at=each.sent_at) for each in shown]


@router.get("/teams/{team}/reports/{month}", response={200: WholeReportOut, **ERRORS}, summary="One report")
def report(request, team: Slug, month: PeriodText):
    """The latest version of a report as it was sent. Small numbers are hidden by the same rule as on the page."""
    found = find_team(request, team)
    allow(can_read_reports(request.person, found))
    shown = MonthlyReport.objects.visible_to(request.person).sent()
    period = Period.parse(month)
    row = shown.filter(team_id=found.pk, month=period.start).first() if period.kind == "month" else None
    if row is None:
        raise Http404
    return whole(row, versions_of(row)[0], found, request.person)


def whole(row: MonthlyReport, version: Version, team: Space, person: Person) -> WholeReportOut:
    """A version as one person may read it."""
    measures = shown_measures(
        version.told,
        closeness=closeness(person, team),
        policy=policy_of(team.parent or team),
        sees_reasons=team.pk in person.standing.inside,
    )
    said, told = version.said, version.told
    score = told.score_of(row.period) or ToldScore(row.period.start.isoformat())
    return WholeReportOut(
        month=str(row.period),
        state=row.state,
        sent_at=version.row.sent_at,
        version=version.row.number,
        aim=AimOut(**asdict(told.aim)) if told.aim else None,
        population_size=said.population_size,
        involvement=said.involvement,
        partner_tests=told.partner_tests,
        partner_meetings=told.partner_meetings,
        tests_opened=told.opened,
        tests_closed=told.closed,
        changes=[ChangeOut(**asdict(change)) for change in told.changes],
        learnt=said.learnt,
        stuck=said.stuck,
        removed=list(told.removed),
        spread=[SpreadOut(**asdict(each)) for each in told.spread],
        ask=said.ask,
        plan=[PlannedOut(what=row.what, who=row.who, until=row.until) for row in said.plan],
        own_score=score.own,
        own_score_words=score.own_words,
        agreed_score=score.agreed,
        hours_used=said.hours_used,
        hours_planned=said.hours_planned,
        meetings=told.meetings,
        meeting_minutes=told.minutes,
        mood=said.mood,
        measures=[
            ReportedOut(
                measure=each.slug,
                numerator=each.numerator,
                denominator=each.denominator,
                value=each.value,
                goal=each.goal,
                variation=each.variation,
                hidden=why,
                left_out=each.is_left_out,
                note=each.note,
            )
            for each, why in measures
        ],
        tests=[
            TestOut(
                number=test.number,
                title=test.title,
                stage=test.stage,
                care_element=test.element,
                prediction=test.prediction,
                happened=test.happened,
                outcome=test.outcome,
                learnt=test.learnt,
                decision=test.decision,
                has_partner=test.has_partner,
                partner_part=test.partner_part,
            )
            for test in told.tests
        ],
    )
