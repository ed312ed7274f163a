"""Writing an application: begun, kept as typed, sent, taken back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.collaboratives import events
from allteach.collaboratives.actions.recruitment.rows import keep, locked, require_open, take_up
from allteach.collaboratives.application_form import MOST_PEOPLE, PERSON, Part
from allteach.collaboratives.models import Application, ApplicationWriter, ProposedPerson, Recruitment
from allteach.collaboratives.participation import PROMISES
from allteach.collaboratives.queries.applications import applied, is_missing
from allteach.core.actions import record
from allteach.people.models import Account, Person
from allteach.spaces.actions.answers import refuse, trimmed, write_answers

NAMES = frozenset({"sponsor_name", "counts_by"})  # Of staff, who act for the practice: a title is no finding here.


@transaction.atomic
def begin_application(*, recruitment: Recruitment, practice: str, by: Person) -> Application:
    """Begin an application. Begun twice for one practice by the same person, it answers with the first.

    Raises ValidationError, by field; also while the round is not open.
    """
    recruitment = Recruitment.objects.select_for_update(of=("self",)).select_related("space").get(pk=recruitment.pk)
    practice = " ".join(practice.split())
    mine = Application.objects.filter(
        recruitment=recruitment, practice__iexact=practice, begun_by=by, state__in=Application.WRITTEN
    ).first()
    if mine is not None:
        return mine
    application = Application(recruitment=recruitment, begun_by=by)
    require_open(application)
    refuse(write_answers(application, {"practice": practice}, needed={"practice": _("What is your practice called?")}))
    application.save()
    account = Account.objects.filter(person=by).first()
    ApplicationWriter.objects.create(
        application=application, person=by, name=by.name, email=account.email.lower() if account else "", added_by=by
    )
    record(events.APPLICATION_BEGUN, by=by, about=application, space=recruitment.space_id)
    return application


@transaction.atomic
def save_part(
    *,
    application: Application,
    part: Part,
    answers: Mapping[str, Any],
    people: Sequence[Mapping[str, Any]] | None = None,
    unread: Mapping[str, str] | None = None,
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
) -> Application:
    """Keep one part of an application: what can be read as it is meant, what cannot as it was typed (`unread`).

    `version` is how often the writer saw this part saved. Raises ValidationError: with code "conflict" when somebody
    else saved the part since; by field when a text may point to a patient, or when an application that was sent
    already would miss something.
    """
    application = locked(application)
    require_open(application)
    if version is not None and version != application.parts.get(part.key, 0):
        raise ValidationError(_("Somebody else changed this while you were writing."), code="conflict")
    asked = {name: answer for name, answer in answers.items() if part.asks(name)}
    promised = asked.pop("promises", None)
    for name in NAMES & asked.keys():
        setattr(application, name, trimmed(asked.pop(name)))
    refuse(write_answers(application, asked, was_checked=was_checked))
    if promised is not None:
        application.promises = [key for key in PROMISES if key in promised]
    still = {name: typed for name, typed in application.unread.items() if not part.asks(name)}
    application.unread = still | {name: typed[:500] for name, typed in (unread or {}).items() if part.asks(name)}
    if people is not None:
        _propose(application, people)
    if application.state == Application.State.SENT:
        missing = is_missing(applied(application))
        refuse({name: words for name, words in missing.items() if part.asks(name)})
    application.parts = {**application.parts, part.key: application.parts.get(part.key, 0) + 1}
    keep(application, events.APPLICATION_SAVED, by=by, part=part.key)
    take_up(application, by)
    return application


@transaction.atomic
def send_application(*, application: Application, by: Person) -> Application:
    """Send an application to those who select. Sent twice, it was sent the first time.

    Raises ValidationError, by question, while anything is missing.
    """
    application = locked(application)
    if application.state == Application.State.SENT:
        return application
    require_open(application)
    refuse({**is_missing(applied(application))})
    application.state = Application.State.SENT
    application.sent_at, application.sent_by = timezone.now(), by
    keep(application, events.APPLICATION_SENT, by=by)
    take_up(application, by)
    return application


@transaction.atomic
def withdraw_application(*, application: Application, by: Person) -> Application:
    """Take an application back: nobody selects it any more. Taken back twice, it was taken back the first time.

    A place that was offered is given up instead, so that the next can have it.
    """
    application = locked(application)
    if application.state == Application.State.WITHDRAWN:
        return application
    if application.state not in {Application.State.DRAFT, Application.State.SENT, Application.State.WAITING}:
        raise ValidationError(_("This application cannot be withdrawn any more."))
    application.state = Application.State.WITHDRAWN
    keep(application, events.APPLICATION_WITHDRAWN, by=by)
    return application


def _propose(application: Application, people: Sequence[Mapping[str, Any]]) -> None:
    """Keep the people who are proposed, in their places; places that are empty are left out."""
    rows = [
        ProposedPerson(
            application=application, position=position, **{name: trimmed(person.get(name, "")) for name in PERSON}
        )
        for position, person in enumerate(people[:MOST_PEOPLE], start=1)
        if any(person.get(name) not in ("", None) for name in PERSON)
        or any(question.startswith(f"person_{position}_") for question in application.unread)
    ]
    for row in rows:
        row.hours = row.hours or None
    ProposedPerson.objects.filter(application=application.pk).delete()
    ProposedPerson.objects.bulk_create(rows)
