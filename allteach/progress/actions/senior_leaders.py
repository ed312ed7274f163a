"""The page for a team's sponsor: written, sent with a link, answered, and the barrier removed."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.core.periods import Period
from allteach.people.models import Person
from allteach.progress import events
from allteach.progress.actions.reports import of_month, require_begun
from allteach.progress.models import BarrierAction, SeniorLeaderReport, SponsorLink
from allteach.progress.queries.record import told_of
from allteach.progress.secrets import secret_of
from allteach.progress.told import Told
from allteach.spaces.actions.answers import refuse, require_version, write_answers
from allteach.spaces.actions.shared_answers import Seen, edits_in
from allteach.spaces.models import Space
from allteach.spaces.queries import people_in_role
from allteach.spaces.roles import Role
from allteach.spaces.secrets import digest_of

ANSWERS = (
    "partner_view",
    "barrier",
    "decision_wanted",
    "strategic_link",
    "money",
    "risk",
    "benefit",
    "meets_on",
)
CARRIED_OVER = ("strategic_link", "benefit")
OPEN_FOR = timedelta(days=45)  # Until the page of the next month has come.
State = SeniorLeaderReport.State
Answer = BarrierAction.Answer


@transaction.atomic
def save_leader_report(
    *,
    team: Space,
    month: Period,
    was_checked: bool = False,
    version: int | None = None,
    seen: Seen | None = None,
    by: Person,
    **answers: Any,
) -> SeniorLeaderReport:
    """Keep what a team has written so far for its sponsor about a month; what is not given stays as it is.

    `version` and `seen` as in `save_report`. Raises ValidationError, by field; with code "conflict" for an answer that
    somebody else changed meanwhile; when it was sent already, or the month has not begun.
    """
    unknown = answers.keys() - set(ANSWERS)
    if unknown:
        raise TypeError(f"a page for the sponsor does not ask {sorted(unknown)}")
    require_begun(month)
    report = of_month(SeniorLeaderReport, "senior_leader_report", team=team, month=month, by=by)
    _require_draft(report)
    stands = {name: getattr(report, name) for name in ANSWERS}
    answers = edits_in(answers, row=report, stands=stands, version=version, seen=seen)
    report.version += 1
    refuse(write_answers(report, answers, was_checked=was_checked))
    report.words = "\n".join(words for words in (report.barrier, report.decision_wanted) if words)
    report.save()
    _record(events.LEADER_REPORT_SAVED, report, by)
    return report


@transaction.atomic
def send_leader_report(
    *, report: SeniorLeaderReport, version: int | None = None, told: Told | None = None, by: Person
) -> SeniorLeaderReport:
    """Send the page to the team's sponsors: each gets a link of their own by mail, which follows from the event.

    Where the page names a barrier, it waits for an answer from then on.
    """
    report = SeniorLeaderReport.objects.select_for_update().get(pk=report.pk)
    require_version(report, version)
    _require_draft(report)
    sponsors = people_in_role(report.team, Role.SPONSOR)
    if not sponsors:
        raise ValidationError(_("Your team has no sponsor here yet. Invite them on the page People, then send it."))
    if report.barrier and not report.decision_wanted:
        raise ValidationError({"decision_wanted": _("Say what your sponsor should decide: a yes or no is enough.")})
    now = timezone.now()
    report.told = (told_of(report.team_id, report.period) if told is None else told).as_json()
    report.state, report.sent_at, report.sent_by = State.SENT, now, by
    report.version += 1
    report.save()
    if report.barrier:
        BarrierAction.objects.create(report=report, barrier=report.barrier, decision_wanted=report.decision_wanted)
    for sponsor in sponsors:
        link = SponsorLink(report=report, sponsor=sponsor, made_at=now, expires_at=now + OPEN_FOR)
        link.digest = digest_of(secret_of(link))
        link.save()
    _record(events.LEADER_REPORT_SENT, report, by, sponsors=[sponsor.pk for sponsor in sponsors])
    return report


@transaction.atomic
def end_sponsor_link(*, link: SponsorLink, by: Person | None) -> None:
    """Let a link open nothing any more. Ended twice, it was ended the first time."""
    link = SponsorLink.objects.select_for_update(of=("self",)).select_related("report").get(pk=link.pk)
    if link.ended_at is None:
        link.ended_at = timezone.now()
        link.save()
        _record(events.SPONSOR_LINK_ENDED, link.report, by, link=link.pk)


@transaction.atomic
def answer_barrier(
    *,
    barrier: BarrierAction,
    answer: str,
    words: str = "",
    by_when: date | None = None,
    was_checked: bool = False,
    by: Person,
) -> BarrierAction:
    """Say, as the sponsor, what becomes of a barrier: what I will do by when; that I cannot and why; what I need.

    May be said anew until the barrier is gone. Raises ValidationError by field.
    """
    barrier = BarrierAction.objects.select_for_update(of=("self",)).select_related("report").get(pk=barrier.pk)
    if barrier.removed_on is not None:
        raise ValidationError(_("This is out of the way already. Thank you."), code="stage")
    if answer not in Answer.values:
        raise ValidationError({"answer": _("Choose one of the answers.")})
    needed = {
        Answer.WILL_DO: {
            "words": _("Say what you will do."),
            "by_when": _("Say by when: the team plans with it."),
        },
        Answer.CANNOT: {"words": _("Say why, in a sentence: it helps the team to find another way.")},
        Answer.NEED_MORE: {"words": _("Say what you need to know.")},
    }[Answer(answer)]
    said = {"answer": answer, "words": words, "by_when": by_when if answer == Answer.WILL_DO else None}
    errors = write_answers(barrier, said, needed=needed, was_checked=was_checked)
    today = timezone.localdate()
    if barrier.by_when and not today <= barrier.by_when <= today + timedelta(days=730):
        errors["by_when"] = [_("Choose a day from today on.")]
    refuse(errors)
    barrier.answered_at, barrier.answered_by = timezone.now(), by
    barrier.save()
    _record(events.BARRIER_ANSWERED, barrier.report, by, answer=answer, by_when=barrier.by_when, texts={"words": words})
    return barrier


@transaction.atomic
def remove_barrier(*, barrier: BarrierAction, removed_on: date, by: Person) -> BarrierAction:
    """Say that a barrier is gone, and since when: the report of that month celebrates it. The first to say it holds."""
    barrier = BarrierAction.objects.select_for_update(of=("self",)).select_related("report").get(pk=barrier.pk)
    if barrier.removed_on is not None:
        return barrier
    sent_on = timezone.localdate(barrier.report.sent_at)
    if not sent_on <= removed_on <= timezone.localdate():
        raise ValidationError({"removed_on": _("Choose a day between the day you asked and today.")})
    barrier.removed_on, barrier.removed_by = removed_on, by
    barrier.save()
    _record(events.BARRIER_REMOVED, barrier.report, by, removed_on=removed_on)
    return barrier


def _require_draft(report: SeniorLeaderReport) -> None:
    if report.sent_at is not None:
        raise ValidationError(_("This page was sent already: the next month has a new one."), code="stage")


def _record(name: str, report: SeniorLeaderReport, by: Person | None, **facts: Any) -> None:
    record(name, by=by, about=report, space=report.team_id, subject=report.pk, month=str(report.period), **facts)
