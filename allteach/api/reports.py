"""Reports of months, as they were sent: read only."""

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


class ReportedOut(Schema):
    """One measure in the month; `hidden` says why its numbers are not shown to whoever asks."""

    measure: str
    numerator: float | None
    denominator: float | None
    value: float | None
    goal: float | None
    variation: str
    hidden: str


class TestOut(Schema):
    """One test of change that was under way in the month."""

    number: int
    title: str
    prediction: str
    happened: str
    learnt: str
    decision: str


class WholeReportOut(ReportOut):
    """The latest version of a report as it was sent."""

    version: int
    learnt: str
    stuck: str
    ask: str
    plan: list[PlannedOut]
    measures: list[ReportedOut]
    tests: list[TestOut]


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
    return WholeReportOut(
        month=str(row.period),
        state=row.state,
        sent_at=version.row.sent_at,
        version=version.row.number,
        learnt=version.said.learnt,
        stuck=version.said.stuck,
        ask=version.said.ask,
        plan=[PlannedOut(what=row.what, who=row.who, until=row.until) for row in version.said.plan],
        measures=[
            ReportedOut(
                measure=told.slug,
                numerator=told.numerator,
                denominator=told.denominator,
                value=told.value,
                goal=told.goal,
                variation=told.variation,
                hidden=why,
            )
            for told, why in measures
        ],
        tests=[
            TestOut(
                number=test.number,
                title=test.title,
                prediction=test.prediction,
                happened=test.happened,
                learnt=test.learnt,
                decision=test.decision,
            )
            for test in version.told.tests
        ],
    )
