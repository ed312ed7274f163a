"""A team's own meetings: one screen, filled in while people talk."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from allteach.meetings import events
from allteach.meetings.actions.commitments import Promise, keep_commitment, make_commitment
from allteach.meetings.actions.points import Point, decisions_from, points_from, put_rows
from allteach.meetings.actions.rows import locked, put_words, tell
from allteach.meetings.kinds import Kind
from allteach.meetings.models import Attendance, Commitment, Meeting
from allteach.people.models import Person
from allteach.spaces.actions.answers import Errors, refuse, require_version, write_answers
from allteach.spaces.models import Audience, Membership, Space, Subject

ANSWERS = ("topic", "minutes", "partner_voice", "mood", "mode", "next_on")
LONGEST = 12 * 60


@transaction.atomic
def record_team_meeting(
    *,
    team: Space,
    starts_at: datetime,
    duration: int,
    present: Sequence[Person] = (),
    apologies: Sequence[Person] | None = None,
    points: Sequence[Point] | None = None,
    decisions: Sequence[str] | None = None,
    looked_at: Sequence[Subject] = (),
    promises: Sequence[Promise] = (),
    kept: Sequence[Commitment] = (),
    meeting: Meeting | None = None,
    version: int | None = None,
    was_checked: bool = False,
    by: Person,
    **answers: Any,
) -> Meeting:
    """Keep what a team's meeting was: who, what was looked at, said and decided, who does what, how it felt.

    With `meeting` an earlier one is put right: apologies, points and decisions that are not given stay as they are.
    `kept` are promises of earlier meetings that are done. `duration` is in minutes. ValidationError names its field;
    promises are called "promises", points and decisions by their line: "point_words_1", "decision_1".
    """
    if meeting is None:
        meeting = Meeting(
            kind=Kind.TEAM_MEETING, space_id=team.pk, in_space_id=team.pk, audience=Audience.TEAM, owner=by, version=0
        )
    else:
        meeting = locked(meeting)
        require_version(meeting, version)
    errors: Errors = write_answers(
        meeting, {name: answers[name] for name in ANSWERS if name in answers}, was_checked=was_checked
    )
    errors.update(_time_errors(starts_at, duration))
    errors.update(_next_errors(meeting.next_on, starts_at))
    errors.update(_present_errors(team, present, starts_at))
    errors.update(_apologies_errors(team, apologies or (), present, starts_at))
    rows, wrong = points_from(points or (), was_checked=was_checked)
    errors.update(wrong)
    decided, wrong = decisions_from(decisions or (), was_checked=was_checked)
    errors.update(wrong)
    if any(subject.space_id not in (team.pk, team.parent_id) for subject in looked_at):
        errors["looked_at"] = [_("Choose from the team’s own charts and tests.")]
    if any(commitment.team_id != team.pk for commitment in kept):
        errors["kept"] = [_("Choose from what this team promised.")]
    refuse(errors)
    meeting.starts_at, meeting.ends_at = starts_at, starts_at + timedelta(minutes=duration)
    meeting.held_at = meeting.held_at or timezone.now()
    meeting.title = _("Team meeting of %(day)s") % {"day": date_format(timezone.localdate(starts_at), "DATE_FORMAT")}
    meeting.version += 1
    put_words(meeting)
    meeting.save()
    meeting.looked_at.set([subject.pk for subject in looked_at])
    _put_there(meeting, team, present, apologies, by)
    put_rows(meeting, points=None if points is None else rows, decided=None if decisions is None else decided)
    try:
        for promise in promises:
            make_commitment(
                meeting=meeting,
                team=team,
                words=promise.words,
                owner=promise.owner,
                owner_words=promise.owner_words,
                due_on=promise.due_on,
                was_checked=was_checked,
                by=by,
            )
    except ValidationError as broken:
        found = [error for errors in broken.error_dict.values() for error in errors] if _by_field(broken) else [broken]
        raise ValidationError({"promises": found}) from broken
    for commitment in kept:
        keep_commitment(commitment=commitment, by=by)
    said = {name: getattr(meeting, name) for name in ("topic", "minutes", "partner_voice")}
    said |= {"points": "\n".join(row.words for row in rows), "decisions": "\n".join(row.words for row in decided)}
    texts = {name: text for name, text in said.items() if text}
    tell(events.MEETING_HELD, meeting, by, people=len(present), texts=texts or None)
    return meeting


def _by_field(broken: ValidationError) -> bool:
    return hasattr(broken, "error_dict")


def _time_errors(starts_at: datetime, duration: int) -> Errors:
    errors: Errors = {}
    if starts_at > timezone.now() + timedelta(hours=1):
        errors["starts_at"] = [_("This day has not come yet.")]
    elif starts_at.year < timezone.localdate().year - 10:
        errors["starts_at"] = [_("Is the year right?")]
    if not 1 <= duration <= LONGEST:
        errors["duration"] = [_("Write how many minutes it took: from 1 to %(most)d.") % {"most": LONGEST}]
    return errors


def _next_errors(next_on: date | None, starts_at: datetime) -> Errors:
    if next_on is not None and next_on <= timezone.localdate(starts_at):
        return {"next_on": [_("The next time comes after this one.")]}
    return {}


def _present_errors(team: Space, present: Sequence[Person], starts_at: datetime, *, field: str = "present") -> Errors:
    """Who is said to have been there and had left before."""
    there = {person.pk: person for person in present}
    held = Membership.objects.filter(space=team.pk, person__in=there).exclude(ended_at__lt=starts_at)
    gone = [str(person) for pk, person in there.items() if pk not in set(held.values_list("person_id", flat=True))]
    if not gone:
        return {}
    return {field: [_("%(names)s did not belong to the team on that day.") % {"names": ", ".join(sorted(gone))}]}


def _apologies_errors(
    team: Space, apologies: Sequence[Person], present: Sequence[Person], starts_at: datetime
) -> Errors:
    """Who is said to have been there and not to have come."""
    both = sorted(str(person) for person in set(apologies) & set(present))
    if both:
        words = _("%(names)s cannot have been there and have sent apologies.") % {"names": ", ".join(both)}
        return {"apologies": [words]}
    return _present_errors(team, apologies, starts_at, field="apologies")


def _put_there(
    meeting: Meeting, team: Space, present: Sequence[Person], apologies: Sequence[Person] | None, by: Person
) -> None:
    """Let those who were there be these people, and those who sent apologies these; None leaves the latter."""
    wanted = [(Attendance.State.ATTENDED, present)]
    if apologies is not None:
        wanted.append((Attendance.State.APOLOGIES, apologies))
    for state, people in wanted:
        ids = {person.pk for person in people}
        meeting.attendance.filter(state=state).exclude(person=None).exclude(person__in=ids).delete()
        meeting.attendance.filter(person__in=ids).exclude(state=state).update(state=state)
        known = set(meeting.attendance.values_list("person_id", flat=True))
        Attendance.objects.bulk_create(
            Attendance(meeting=meeting, person=person, team=team, state=state, by=by)
            for person in people
            if person.pk not in known
        )
