"""A team's report of a month: written, sent, closed."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypedDict, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.core.identifiers import check_fields
from allteach.core.language import period_in_words
from allteach.core.periods import Period
from allteach.people.models import Person
from allteach.progress import events
from allteach.progress.models import MonthlyReport, PlannedTest, ReportVersion, SeniorLeaderReport
from allteach.progress.queries.record import told_of
from allteach.progress.queries.reports import due_days, said_by
from allteach.progress.told import Told
from allteach.spaces.actions.answers import Errors, refuse, require_version, trimmed, write_answers
from allteach.spaces.actions.shared_answers import Seen, edits_in, trace_of
from allteach.spaces.models import Audience, Space

ANSWERS = (
    "learnt",
    "stuck",
    "ask",
    "involvement",
    "population_size",
    "hours_used",
    "hours_planned",
    "mood",
)
MOST_PLANNED = 8
ROOM = {name: PlannedTest._meta.get_field(name).max_length or 0 for name in ("what", "who")}
FIRST_YEAR = 1990
State = MonthlyReport.State
Report = TypeVar("Report", MonthlyReport, SeniorLeaderReport)


class PlannedAnswer(TypedDict, total=False):
    """One line of next month's plan."""

    what: str
    who: str
    until: date | None


@transaction.atomic
def save_report(
    *,
    team: Space,
    month: Period,
    plan: Sequence[PlannedAnswer] | None = None,
    was_checked: bool = False,
    version: int | None = None,
    seen: Seen | None = None,
    by: Person,
    **answers: Any,
) -> MonthlyReport:
    """Keep what a team has written so far in its report of a month; what is not given stays as it is.

    The first time, the report begins. Only the team and its coach see it until it is sent; what was sent before stays
    as it was until it is sent again. `version` is that of the report which the writer saw, 0 when there was none, and
    `seen` what they were shown: what others wrote in other boxes stays (`edits_in`). Raises ValidationError, by field
    (lines of the plan as what_1, who_1, until_1), with code "conflict" for a box that somebody else, or the same person
    in another window, changed meanwhile, and when the month has not begun.
    """
    unknown = answers.keys() - set(ANSWERS)
    if unknown:
        raise TypeError(f"a report does not ask {sorted(unknown)}")
    require_begun(month)
    report = of_month(MonthlyReport, "monthly_report", team=team, month=month, by=by)
    is_new = report.pk is None
    require_open(report)
    given: dict[str, Any] = answers if plan is None else {**answers, "plan": plan}
    stands = stands_in(report)
    answers = edits_in(given, row=report, stands=stands, version=version, seen=seen)
    if not is_new and all(trace_of(answer) == trace_of(stands[name]) for name, answer in answers.items()):
        return report
    plan = answers.pop("plan", None)
    report.version += 1
    errors = write_answers(report, answers, was_checked=was_checked)
    errors.update(_hours_errors(report))
    rows = _rows(plan, errors, report=report, was_checked=was_checked) if plan is not None else None
    refuse(errors)
    report.words = "\n".join(words for words in (report.learnt, report.stuck, report.ask) if words)
    report.save()
    if rows is not None:
        report.plan.all().delete()
        PlannedTest.objects.bulk_create(
            PlannedTest(report=report, position=position, **row) for position, row in enumerate(rows, start=1)
        )
    record(
        events.REPORT_BEGUN if is_new else events.REPORT_SAVED,
        by=by,
        about=report,
        space=team.pk,
        subject=report.pk,
        month=str(month),
    )
    return report


@transaction.atomic
def send_report(
    *, report: MonthlyReport, version: int | None = None, told: Told | None = None, by: Person
) -> ReportVersion:
    """Send a report to those who support the team, with what the record tells of the month now.

    Sent again, it is a further version; the earlier ones stay. `told` is what the record tells, where somebody has
    worked it out for many teams at once. Raises ValidationError for `learnt` when nothing is said.
    """
    report = MonthlyReport.objects.select_for_update().select_related("team").get(pk=report.pk)
    require_version(report, version)
    require_open(report)
    if not report.learnt.strip():
        raise ValidationError({"learnt": _("Write one sentence here: it may be that nothing worked.")})
    now, number = timezone.now(), report.versions.count() + 1
    told = told_of(report.team_id, report.period) if told is None else told
    sent = ReportVersion.objects.create(
        report=report,
        number=number,
        said=said_by(report).as_json(),
        told=told.as_json(),
        sent_at=now,
        sent_by=by,
    )
    report.state = State.SENT
    if report.sent_at is None:
        report.sent_at, report.sent_by = now, by
    report.version += 1
    report.save()
    due_on = due_days([report.team], [report.period])[report.team_id, report.period]
    record(
        events.REPORT_SENT,
        by=by,
        about=report,
        space=report.team_id,
        subject=report.pk,
        month=str(report.period),
        number=number,
        days_late=(timezone.localdate(now) - due_on).days if due_on else 0,
    )
    return sent


@transaction.atomic
def close_report(*, report: MonthlyReport, by: Person) -> MonthlyReport:
    """Say that a report is read and answered, and nothing is left to do in it. Closed twice, it was closed at once."""
    report = MonthlyReport.objects.select_for_update().get(pk=report.pk)
    if report.state == State.CLOSED:
        return report
    if report.sent_at is None:
        raise ValidationError(_("It has not been sent yet."), code="stage")
    report.state, report.closed_at, report.closed_by = State.CLOSED, timezone.now(), by
    report.version += 1
    report.save()
    record(
        events.REPORT_CLOSED,
        by=by,
        about=report,
        space=report.team_id,
        subject=report.pk,
        month=str(report.period),
    )
    return report


def stands_in(report: MonthlyReport) -> dict[str, Any]:
    """What stands in a report, by answer. One query for its plan."""
    rows = report.plan.all() if report.pk else ()
    plan = [{"what": row.what, "who": row.who, "until": row.until} for row in rows]
    return {name: getattr(report, name) for name in ANSWERS} | {"plan": plan}


def of_month(table: type[Report], kind: str, *, team: Space, month: Period, by: Person) -> Report:
    """What a team wrote of a month in one of the two tables, locked; or a draft that is not saved yet."""
    # The team's row is locked, so that two people who begin at once begin one.
    Space.objects.select_for_update(no_key=True).get(pk=team.pk)
    found = table.objects.select_for_update().filter(team_id=team.pk, month=month.start).first()
    return found or table(
        kind=kind,
        space_id=team.pk,
        team_id=team.pk,
        month=month.start,
        title=month.words(),
        audience=Audience.TEAM,
        state=table.State.DRAFT,
        owner=by,
        version=0,
    )


def require_begun(month: Period) -> None:
    """Raise ValidationError for a month that has not begun, or is none."""
    if month.kind != "month":
        raise ValidationError(_("A report is about a month."), code="stage")
    if not month.has_begun(timezone.localdate()):
        words = _("%(month)s has not begun yet: its report can wait.") % {"month": _capital(period_in_words(month))}
        raise ValidationError(words, code="stage")
    if month.start.year < FIRST_YEAR:
        raise ValidationError(_("Is the year right?"), code="stage")


def require_open(report: MonthlyReport) -> None:
    """Raise ValidationError when a report is closed."""
    if not report.is_open:
        raise ValidationError(_("This report is closed: nothing more can be written in it."), code="stage")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _hours_errors(report: MonthlyReport) -> Errors:
    negative = [name for name in ("hours_used", "hours_planned") if (getattr(report, name) or 0) < 0]
    return {name: [_("Hours cannot be fewer than none.")] for name in negative}


def _rows(
    plan: Sequence[PlannedAnswer], errors: Errors, *, report: MonthlyReport, was_checked: bool
) -> list[dict[str, Any]]:
    """The lines of a plan that say something, trimmed; what is wrong with them is added to `errors`."""
    before = {text for row in report.plan.all() for text in (row.what, row.who)} if report.pk else set()
    rows = []
    for place, line in enumerate(plan, start=1):
        row = {"what": trimmed(line.get("what", "")), "who": trimmed(line.get("who", "")), "until": line.get("until")}
        if not any(row.values()):
            continue
        if not row["what"]:
            errors[f"what_{place}"] = [_("Say what you will try.")]
        for name in ("what", "who"):
            most = ROOM[name]
            if len(row[name]) > most:
                errors[f"{name}_{place}"] = [_("There is room for %(most)d letters.") % {"most": most}]
            elif row[name] not in before:
                _check(errors, f"{name}_{place}", row[name], was_checked=was_checked)
        if row["until"] and not FIRST_YEAR <= row["until"].year <= timezone.localdate().year + 3:
            errors[f"until_{place}"] = [_("Is the year right?")]
        rows.append(row)
    if len(rows) > MOST_PLANNED:
        errors["what_1"] = [_("A month has room for %(most)d tests at most.") % {"most": MOST_PLANNED}]
    return rows


def _check(errors: Errors, name: str, text: str, *, was_checked: bool) -> None:
    try:
        check_fields(was_checked=was_checked, **{name: text})
    except ValidationError as pointing:
        errors.update(pointing.error_dict)
