"""Replies to a report: written beside a part of it, answered by the team; sent back with a question; read."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.people.models import Person
from allteach.progress import events
from allteach.progress.actions.reports import require_open
from allteach.progress.models import MonthlyReport, ReportReading, ReportReply
from allteach.spaces.actions.answers import refuse, write_answers

State = MonthlyReport.State
Block = ReportReply.Block


@transaction.atomic
def reply_to_report(
    *, report: MonthlyReport, words: str, block: str = Block.WHOLE, was_checked: bool = False, by: Person
) -> ReportReply:
    """Write a reply beside one part of a report that was sent. Whoever replies has read it.

    Raises ValidationError for `words`, and when the report was not sent or is closed.
    """
    return _reply(report, words, block, returns=False, was_checked=was_checked, by=by)


@transaction.atomic
def return_report(*, report: MonthlyReport, words: str, was_checked: bool = False, by: Person) -> ReportReply:
    """Send a report back to the team with a question; the team changes what it likes and sends it again."""
    return _reply(report, words, Block.WHOLE, returns=True, was_checked=was_checked, by=by)


@transaction.atomic
def answer_reply(*, reply: ReportReply, answer: str = "", was_checked: bool = False, by: Person) -> ReportReply:
    """Answer a reply, or settle it without words. Settled twice, it was settled the first time."""
    reply = ReportReply.objects.select_for_update(of=("self",)).select_related("report").get(pk=reply.pk)
    if reply.settled_at is not None:
        return reply
    refuse(write_answers(reply, {"answer": answer}, was_checked=was_checked))
    reply.settled_at, reply.settled_by = timezone.now(), by
    reply.save()
    report = reply.report
    record(
        events.REPLY_SETTLED,
        by=by,
        about=reply,
        space=report.team_id,
        subject=report.pk,
        month=str(report.period),
        texts={"answer": reply.answer} if reply.answer else None,
    )
    return reply


@transaction.atomic
def read_report(*, report: MonthlyReport, by: Person) -> ReportReading | None:
    """Say that one has read the latest version that was sent; the team sees it. None when nothing was sent."""
    report = MonthlyReport.objects.select_for_update().get(pk=report.pk)
    return _read(report, by)


def _reply(
    report: MonthlyReport, words: str, block: str, *, returns: bool, was_checked: bool, by: Person
) -> ReportReply:
    report = MonthlyReport.objects.select_for_update().get(pk=report.pk)
    require_open(report)
    if report.sent_at is None:
        raise ValidationError(_("It has not been sent yet."), code="stage")
    if returns and report.state != State.SENT:
        raise ValidationError(_("It lies with the team already."), code="stage")
    reply = ReportReply(report=report, returns=returns, by=by, at=timezone.now())
    refuse(
        write_answers(
            reply,
            {"words": words, "block": block},
            needed={"words": _("Write a few words.")},
            was_checked=was_checked,
        )
    )
    reply.save()
    if returns:
        report.state = State.RETURNED
        report.version += 1
        report.save()
    _read(report, by)
    record(
        events.REPORT_RETURNED if returns else events.REPORT_REPLIED_TO,
        by=by,
        about=reply,
        space=report.team_id,
        subject=report.pk,
        month=str(report.period),
        block=reply.block,
        texts={"words": reply.words},
    )
    return reply


def _read(report: MonthlyReport, by: Person) -> ReportReading | None:
    number = report.versions.count()
    reading = ReportReading.objects.filter(report=report, person=by).first()
    if not number or (reading is not None and reading.number >= number):
        return reading
    reading, _is_new = ReportReading.objects.update_or_create(
        report=report, person=by, defaults={"number": number, "at": timezone.now()}
    )
    record(
        events.REPORT_READ,
        by=by,
        about=report,
        space=report.team_id,
        subject=report.pk,
        month=str(report.period),
        number=number,
    )
    return reading
