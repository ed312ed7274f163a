"""Who will do what, by when."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.meetings import events
from allteach.meetings.actions.rows import locked, tell
from allteach.meetings.models import Commitment, Meeting
from allteach.people.models import Person
from allteach.spaces.actions.answers import Errors, refuse, write_answers
from allteach.spaces.models import Membership, Space

ANSWERS = ("words", "owner_words", "due_on")


@dataclass(frozen=True)
class Promise:
    """What somebody will do, as it is said in a meeting. The owner is a person, or words such as "the front desk"."""

    words: str
    owner: Person | None = None
    owner_words: str = ""
    due_on: date | None = None


@transaction.atomic
def make_commitment(
    *,
    meeting: Meeting,
    words: str,
    team: Space | None = None,
    owner: Person | None = None,
    owner_words: str = "",
    due_on: date | None = None,
    was_checked: bool = False,
    by: Person,
) -> Commitment:
    """Promise something in a meeting: for a team, for a person, or for those who run the collaborative."""
    meeting = locked(meeting)
    commitment = Commitment(meeting=meeting)
    _write(
        commitment,
        {"words": words, "owner_words": owner_words, "due_on": due_on},
        team=team,
        owner=owner,
        was_checked=was_checked,
    )
    commitment.save()
    _tell(events.COMMITMENT_MADE, commitment, by)
    return commitment


@transaction.atomic
def change_commitment(
    *,
    commitment: Commitment,
    team: Space | None = None,
    owner: Person | None = None,
    version: int | None = None,
    was_checked: bool = False,
    by: Person,
    **answers: Any,
) -> Commitment:
    """Say anew what was promised: other words, another day, somebody else."""
    commitment = _locked(commitment)
    if version is not None and version != commitment.version:
        raise ValidationError(_("Somebody else changed this while you were writing."), code="conflict")
    _write(commitment, answers, team=team, owner=owner, was_checked=was_checked)
    commitment.version += 1
    commitment.save()
    _tell(events.COMMITMENT_CHANGED, commitment, by)
    return commitment


@transaction.atomic
def keep_commitment(*, commitment: Commitment, by: Person) -> Commitment:
    """Say that it is done. Saying it again does no harm."""
    commitment = _locked(commitment)
    if commitment.done_at is None:
        commitment.done_at, commitment.done_by = timezone.now(), by
        commitment.version += 1
        commitment.save()
        _tell(events.COMMITMENT_KEPT, commitment, by)
    return commitment


@transaction.atomic
def reopen_commitment(*, commitment: Commitment, by: Person) -> Commitment:
    """Say that it is not done after all."""
    commitment = _locked(commitment)
    if commitment.done_at is not None:
        commitment.done_at = commitment.done_by = None
        commitment.version += 1
        commitment.save()
        _tell(events.COMMITMENT_REOPENED, commitment, by)
    return commitment


def _locked(commitment: Commitment) -> Commitment:
    found: Commitment = Commitment.objects.select_for_update().get(pk=commitment.pk)
    return found


def _write(
    commitment: Commitment,
    answers: dict[str, Any],
    *,
    team: Space | None,
    owner: Person | None,
    was_checked: bool,
) -> None:
    """Write answers into a commitment, unsaved. ValidationError, by field, when something is wrong."""
    errors: Errors = write_answers(
        commitment, answers, needed={"words": _("Say what will be done.")}, was_checked=was_checked
    )
    space = commitment.meeting.in_space
    if team is not None and space.pk not in (team.pk, team.parent_id):
        errors["team"] = [_("Choose one of the collaborative’s teams.")]
    if owner is not None and owner.left_at is not None:
        errors["owner"] = [_("This person has left.")]
    elif owner is not None and not _belongs(owner, space):
        errors["owner"] = [_("Choose somebody who belongs here.")]
    due_on = commitment.due_on
    if due_on is not None and "due_on" not in errors:
        met_on = timezone.localdate(commitment.meeting.starts_at)
        if due_on < met_on:
            errors["due_on"] = [_("This day is before the meeting.")]
        elif due_on.year > met_on.year + 5:
            errors["due_on"] = [_("Is the year right?")]
    refuse(errors)
    commitment.team, commitment.owner = team, owner


def _belongs(person: Person, space: Space) -> bool:
    around = {space.pk, space.parent_id or space.pk}
    held = Membership.objects.active().filter(person=person.pk)
    return any(one.space_id in around or one.space.parent_id in around for one in held.select_related("space"))


def _tell(name: str, commitment: Commitment, by: Person) -> None:
    tell(
        name,
        commitment.meeting,
        by,
        commitment=commitment.pk,
        team=commitment.team_id,
        owner=commitment.owner_id,
        due_on=commitment.due_on,
        texts={"words": commitment.words},
    )
