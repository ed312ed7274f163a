"""What a practice answers when a place is offered, and who gets a place that comes free."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from allteach.collaboratives import events
from allteach.collaboratives.actions.recruitment.rows import keep, locked, take_up
from allteach.collaboratives.actions.recruitment.selecting import offer
from allteach.collaboratives.actions.teams import organisation_named
from allteach.collaboratives.models import Application, Decision, Recruitment
from allteach.collaboratives.participation import PROMISES
from allteach.collaboratives.queries.applications import waiting_list
from allteach.people.models import Person
from allteach.spaces.actions import sign_agreement
from allteach.spaces.actions.answers import refuse, write_answers


@transaction.atomic
def take_place(
    *,
    application: Application,
    promises: Collection[str],
    signatory: str,
    names_teams: bool,
    may_publish: bool,
    by: Person,
) -> Application:
    """Take the place that is offered: the participation and data-sharing agreements are signed with it.

    Taken twice, it was taken the first time. Raises ValidationError, by field; also after the day to answer.
    """
    application = locked(application)
    if application.state == Application.State.TAKEN:
        return application
    answer_by = _require_offer(application)
    _require_in_time(application, answer_by)
    refused = {}
    if set(promises) < set(PROMISES):
        refused["promises"] = _("Everybody who takes part promises all of these. Ask us if one is hard.")
    if not signatory.strip():
        refused["signatory"] = _("Say who signed.")
    if refused:
        raise ValidationError(refused)
    organisation = organisation_named(
        application.practice, {"practice_kind": application.practice_kind, "region": application.region}
    )
    sign_agreement(
        collaborative=application.recruitment.space,
        organisations=[organisation],
        names_teams=names_teams,
        may_publish=may_publish,
        ground=_("Participation and data-sharing agreement, signed when the place was taken"),
        signatory=signatory,
        signed_on=timezone.localdate(),
        by=by,
    )
    application.state = Application.State.TAKEN
    application.promises = [key for key in PROMISES if key in promises]
    application.organisation = organisation
    application.answered_at, application.answered_by = timezone.now(), by
    keep(application, events.PLACE_TAKEN, by=by, organisation=organisation.pk, texts={"signatory": signatory})
    take_up(application, by)
    return application


@transaction.atomic
def give_up_place(*, application: Application, words: str = "", was_checked: bool = False, by: Person) -> Application:
    """Say no to a place that is offered. The next on the waiting list moves up.

    Given up twice, it was given up the first time. A place that was taken is given up by the team's leaving.
    """
    application = locked(application)
    if application.state == Application.State.GIVEN_UP:
        return application
    _require_offer(application)
    refuse(write_answers(application, {"answer_words": words}, was_checked=was_checked))
    application.state = Application.State.GIVEN_UP
    application.answered_at, application.answered_by = timezone.now(), by
    texts = {"words": application.answer_words} if application.answer_words else None
    keep(application, events.PLACE_GIVEN_UP, by=by, texts=texts)
    _move_up(application.recruitment, by)
    return application


@transaction.atomic
def let_offer_lapse(*, application: Application, by: Person) -> Application:
    """Take back an offer that nobody answered in time. The next on the waiting list moves up."""
    application = locked(application)
    answer_by = _require_offer(application)
    if answer_by >= application.recruitment.today():
        day = formats.date_format(answer_by, "j F Y")
        raise ValidationError(_("They may answer until %(day)s.") % {"day": day})
    application.state = Application.State.GIVEN_UP
    keep(application, events.OFFER_LAPSED, by=by)
    _move_up(application.recruitment, by)
    return application


@transaction.atomic
def extend_offer(*, application: Application, answer_by: date, by: Person) -> Application:
    """Give a practice longer to answer. Raises ValidationError for `answer_by`."""
    application = locked(application)
    until_now = _require_offer(application)
    if answer_by < application.recruitment.today() or answer_by <= until_now:
        raise ValidationError({"answer_by": _("Choose a later day.")})
    application.answer_by = answer_by
    keep(application, events.OFFER_EXTENDED, by=by, answer_by=answer_by)
    return application


def _require_offer(application: Application) -> date:
    """The last day to answer an offer; ValidationError where none stands."""
    if application.state != Application.State.OFFERED or application.answer_by is None:
        raise ValidationError(_("No place is offered here now."))
    return application.answer_by


def _require_in_time(application: Application, answer_by: date) -> None:
    if answer_by < application.recruitment.today():
        day = formats.date_format(answer_by, "j F Y")
        raise ValidationError(
            _("The last day to answer was %(day)s. Ask those who run the collaborative: they can give you longer.")
            % {"day": day}
        )


def _move_up(recruitment: Recruitment, by: Person) -> None:
    """Offer a place that came free to the next on the waiting list, if there is one."""
    waiting = waiting_list(recruitment)
    if not waiting:
        return
    following = locked(waiting[0])
    following.decision = Decision.SUPPORT if following.support else Decision.ACCEPT
    offer(following, today=recruitment.today(), by=by, moved_up=True)
