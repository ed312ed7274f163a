"""A call of all teams: who leads it, the round of teams, its minutes."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from allteach.meetings import events
from allteach.meetings.actions.rows import locked, put_words, require_begun, tell
from allteach.meetings.kinds import KINDS, Kind
from allteach.meetings.models import Meeting, Turn
from allteach.people.models import Person
from allteach.spaces.actions.answers import refuse, require_version, write_answers
from allteach.spaces.models import Space

SAID = ("result", "test", "ask")


@transaction.atomic
def lead_call(*, meeting: Meeting, team: Space, topic: str, was_checked: bool = False, by: Person) -> Meeting:
    """Offer that a team leads a call, with its topic. Refused when another team leads it already."""
    meeting = locked(meeting)
    errors = write_answers(
        meeting,
        {"topic": topic},
        needed={"topic": _("Say what the call will be about.")},
        was_checked=was_checked,
    )
    if meeting.kind != Kind.ALL_TEAM_CALL or team.parent_id != meeting.in_space_id:
        raise ValidationError(_("Teams lead the calls of their own collaborative."))
    if meeting.led_team_id not in (None, team.pk):
        errors["topic"] = [_("Another team leads this call already. Choose another month.")]
    if meeting.held_at is not None or meeting.ends_at <= timezone.now():
        errors["topic"] = [_("This call has been held already.")]
    refuse(errors)
    meeting.led_team = team
    meeting.version += 1
    put_words(meeting)
    meeting.save()
    tell(events.LEADER_CHOSEN, meeting, by, team=team.pk, texts={"topic": meeting.topic})
    return meeting


@transaction.atomic
def take_turn(
    *,
    meeting: Meeting,
    team: Space,
    result: str = "",
    test: str = "",
    ask: str = "",
    version: int | None = None,
    was_checked: bool = False,
    by: Person | None,
) -> Turn:
    """Write a team's turn: one result, one test, one ask. It may be written before the call, and put right after it.

    `version` is the one that the writer saw, 0 when there was none; code "conflict" if somebody else wrote since.
    """
    meeting = locked(meeting)
    if not KINDS[Kind(meeting.kind)].has_round or team.parent_id != meeting.in_space_id:
        raise ValidationError(_("Teams take turns on the calls of their own collaborative."))
    turn = meeting.turns.select_for_update().filter(team=team.pk).first() or Turn(meeting=meeting, team=team, version=0)
    if version is not None and version != turn.version:
        raise ValidationError(_("Somebody else changed this while you were writing."), code="conflict")
    refuse(write_answers(turn, {"result": result, "test": test, "ask": ask}, was_checked=was_checked))
    turn.by, turn.said_at = by, timezone.now()
    turn.version += 1
    turn.save()
    texts = {name: text for name in SAID if (text := getattr(turn, name))}
    tell(events.TURN_TAKEN, meeting, by, team=team.pk, texts=texts or None)
    return turn


@transaction.atomic
def write_minutes(
    *, meeting: Meeting, minutes: str, version: int | None = None, was_checked: bool = False, by: Person
) -> Meeting:
    """Write the minutes, or go on with them; those of a meeting to come are refused. Seen by others once posted.

    Code "conflict" if somebody else wrote since. What was posted may be put right, and stays posted.
    """
    meeting = locked(meeting)
    require_version(meeting, version)
    day = date_format(timezone.localtime(meeting.starts_at), "DATE_FORMAT")
    errors = write_answers(meeting, {"minutes": minutes}, was_checked=was_checked)
    if meeting.minutes_posted_at is not None and not meeting.minutes:
        errors["minutes"] = [_("These minutes are posted. They cannot be empty.")]
    refuse(errors)
    require_begun(meeting, "minutes", _("It is held on %(day)s: minutes are written when it has begun.") % {"day": day})
    meeting.version += 1
    put_words(meeting)
    meeting.save()
    tell(events.MINUTES_WRITTEN, meeting, by, texts={"minutes": meeting.minutes} if meeting.minutes else None)
    return meeting


@transaction.atomic
def post_minutes(*, meeting: Meeting, version: int | None = None, by: Person) -> Meeting:
    """Let everybody read the minutes, and be told. Once: posting again does no harm."""
    meeting = locked(meeting)
    require_version(meeting, version)
    if meeting.minutes_posted_at is not None:
        return meeting
    if not meeting.minutes:
        raise ValidationError({"minutes": [_("Write the minutes first.")]})
    meeting.minutes_posted_at, meeting.minutes_posted_by = timezone.now(), by
    meeting.version += 1
    put_words(meeting)
    meeting.save()
    tell(events.MINUTES_POSTED, meeting, by, team=meeting.led_team_id)
    return meeting
