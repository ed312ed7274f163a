"""Deciding on applications, and telling the practices: all at once, when those who select are done."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.collaboratives import events
from allteach.collaboratives.actions.recruitment.rows import keep, locked
from allteach.collaboratives.models import Application, Decision, Recruitment
from allteach.collaboratives.queries.applications import ACCEPTING
from allteach.people.models import Person
from allteach.spaces.actions.answers import refuse, write_answers


@transaction.atomic
def decide_application(
    *,
    application: Application,
    decision: Decision | str,
    reasons: str,
    support: str = "",
    feedback: str = "",
    rank: int | None = None,
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
) -> Application:
    """Record a decision with its reasons. The practice hears of it when decisions are announced; until then it may be
    decided anew, and afterwards too for those who wait or were declined.

    Raises ValidationError, by field: reasons always; the help that is promised when support is; kind words for whoever
    has to wait or is declined.
    """
    application = locked(application)
    if version is not None and version != application.version:
        raise ValidationError(_("Somebody else changed this while you were writing."), code="conflict")
    if application.state not in Application.DECIDED_ANEW:
        raise ValidationError(_("There is nothing to decide here any more."))
    needed = {"reasons": _("Say why: the next round, and whoever asks, will want to know.")}
    if decision == Decision.SUPPORT:
        needed["support"] = _("Name the help, and who gives it.")
    if decision in (Decision.WAIT, Decision.DECLINE):
        needed["feedback"] = _("Write a few kind words that help them next time.")
    answers = {"reasons": reasons, "support": support, "feedback": feedback}
    errors = write_answers(application, answers, needed=needed, was_checked=was_checked)
    if decision not in Decision.values:
        errors["decision"] = [_("Choose what you decide.")]
    refuse(errors)
    application.decision = Decision(decision)
    application.rank = rank if application.decision == Decision.WAIT else None
    application.decided_at, application.decided_by = timezone.now(), by
    application.announced_at = None
    texts = {name: words for name in answers if (words := getattr(application, name))}
    keep(application, events.APPLICATION_DECIDED, by=by, decision=str(application.decision), texts=texts)
    return application


@transaction.atomic
def announce_decisions(*, recruitment: Recruitment, by: Person) -> list[Application]:
    """Tell every practice that was decided on and does not know yet: an offer, the waiting list, or no. The letters
    follow from the events. Answers with those who are told.

    Raises ValidationError while practices may still apply, when nothing is decided, or when more would be offered than
    there are places.
    """
    recruitment = Recruitment.objects.select_for_update(of=("self",)).select_related("space").get(pk=recruitment.pk)
    today = recruitment.today()
    if recruitment.stage_on(today) != Recruitment.Stage.CLOSED:
        raise ValidationError(_("Practices may still change what they sent. Announce when the round is over."))
    found = Application.objects.select_for_update(of=("self",)).select_related("recruitment", "recruitment__space")
    decided = list(
        found.filter(
            recruitment=recruitment, state__in=Application.DECIDED_ANEW, announced_at=None, decided_at__isnull=False
        ).order_by("pk")
    )
    if not decided:
        raise ValidationError(_("Nothing is decided that the practices do not know."))
    _require_places(recruitment, sum(one.decision in ACCEPTING for one in decided))
    last = max((one.rank or 0 for one in found.filter(recruitment=recruitment)), default=0)
    for application in decided:
        if application.decision in ACCEPTING:
            offer(application, today=today, by=by)
            continue
        application.announced_at = timezone.now()
        if application.decision == Decision.WAIT:
            if application.rank is None:
                last += 1
                application.rank = last
            application.state = Application.State.WAITING
            keep(application, events.PUT_ON_WAITING_LIST, by=by, rank=application.rank)
        else:
            application.state = Application.State.DECLINED
            keep(application, events.APPLICATION_DECLINED, by=by)
    return decided


def offer(application: Application, *, today: date, by: Person, moved_up: bool = False) -> None:
    """Offer the place: the practice has as many days to answer as its round gives."""
    application.state = Application.State.OFFERED
    application.announced_at = timezone.now()
    application.answer_by = today + timedelta(days=application.recruitment.answer_days)
    application.answered_at = application.answered_by = None
    keep(application, events.PLACE_OFFERED, by=by, answer_by=application.answer_by, moved_up=moved_up)


def _require_places(recruitment: Recruitment, wanted: int) -> None:
    used = Application.objects.filter(
        recruitment=recruitment, state__in=(Application.State.OFFERED, Application.State.TAKEN)
    ).count()
    over = used + wanted - recruitment.places
    if over > 0:
        words = ngettext(
            "There are %(places)d places: accept one fewer, or give the round more places.",
            "There are %(places)d places: accept %(over)d fewer, or give the round more places.",
            over,
        )
        raise ValidationError(words % {"places": recruitment.places, "over": over})
