"""Who will come, and who came."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from allteach.core.identifiers import check_fields
from allteach.meetings import events
from allteach.meetings.actions.rows import locked, require_begun, tell
from allteach.meetings.kinds import KINDS, Kind, Mode
from allteach.meetings.models import Attendance, Meeting
from allteach.people.models import Person
from allteach.spaces.actions.answers import Errors, refuse, write_answers
from allteach.spaces.models import Membership, Space

State = Attendance.State
NEEDS = ("access_needs", "food", "travel")


@dataclass(frozen=True)
class Coming:
    """One person who will come, and what they need for it. None: what was said before stays."""

    person: Person
    mode: str = Mode.ON_SITE
    access_needs: str | None = None
    food: str | None = None
    travel: str | None = None


@dataclass(frozen=True)
class WalkIn:
    """Somebody who came and was not registered: a person, or by name somebody who is not here."""

    team: Space | None = None
    person: Person | None = None
    guest: str = ""


@transaction.atomic
def register(
    *,
    meeting: Meeting,
    team: Space,
    coming: Sequence[Coming],
    guests: Sequence[str] = (),
    is_after_closing: bool = False,
    was_checked: bool = False,
    by: Person,
) -> list[Attendance]:
    """Say who of a team comes. Whoever is not named comes no more. The answer is the team's rows.

    After the closing day only with `is_after_closing`. ValidationError names its field: of a person's answer it is
    called "access_needs_12", with the person's number.
    """
    meeting = locked(meeting)
    if not KINDS[Kind(meeting.kind)].has_registration:
        raise ValidationError(_("Nobody registers for a meeting of this kind."))
    if meeting.held_at is not None:
        raise ValidationError(_("It has begun: whoever comes now is noted on the list of those present."))
    if meeting.register_by and timezone.localdate() > meeting.register_by and not is_after_closing:
        day = date_format(meeting.register_by, "DATE_FORMAT")
        raise ValidationError(_("Registration closed on %(day)s. Write to the organisers.") % {"day": day})
    members = set(_members(team))
    rows = {row.person_id: row for row in meeting.attendance.filter(team=team.pk).exclude(person=None)}
    elsewhere = dict(
        meeting.attendance.filter(person__in=[each.person for each in coming])
        .exclude(team=team.pk)
        .values_list("person_id", "team__name")
    )
    errors: Errors = {}
    for each in coming:
        number = each.person.pk
        if each.person.left_at is not None or number not in members:
            errors[f"comes_{number}"] = [
                _("%(name)s does not belong to %(team)s any more.") % {"name": each.person, "team": team.name}
            ]
            continue
        if number in elsewhere:
            errors[f"comes_{number}"] = [_("%(name)s is registered with another team.") % {"name": each.person}]
            continue
        row = rows.get(number) or Attendance(meeting=meeting, person=each.person, team=team)
        rows[number] = row
        said = {name: value for name in NEEDS if (value := getattr(each, name)) is not None}
        wrong = write_answers(row, {"mode": each.mode, **said}, was_checked=was_checked)
        errors.update({f"{name}_{number}": found for name, found in wrong.items()})
        row.state, row.by, row.registered_at = State.REGISTERED, by, row.registered_at or timezone.now()
    names = [" ".join(name.split()) for name in guests if name.strip()]
    if any(len(name) > 120 for name in names):
        errors["guests"] = [_("Write one name on each line.")]
    refuse(errors)
    wanted = {each.person.pk for each in coming}
    for known, row in rows.items():
        if known in wanted:
            row.save()
        else:
            row.delete()
    _put_guests(meeting, team, names, by)
    tell(events.PEOPLE_REGISTERED, meeting, by, team=team.pk, people=sorted(wanted), guests=len(names))
    return list(meeting.attendance.filter(team=team.pk))


@transaction.atomic
def record_attendance(
    *, meeting: Meeting, present: Iterable[Attendance], walk_ins: Sequence[WalkIn] = (), by: Person
) -> int:
    """Say who of those on the list was there, and who walked in. Whoever is not named was not. Returns how many were.

    Saying it again puts it right. ValidationError for somebody who had left before the meeting.
    """
    meeting = locked(meeting)
    rows = {row.pk: row for row in meeting.attendance.exclude(person=None, guest="").select_related("person", "team")}
    there = {row.pk for row in present}
    if not there <= rows.keys():
        raise ValidationError({"present": [_("Somebody of these is not on the list any more. Look again.")]})
    require_begun(meeting, "present", _("It has not begun: nobody can have been there."))
    errors: Errors = {}
    gone = _who_had_left((rows[pk] for pk in there if rows[pk].person_id), meeting.starts_at)
    if gone:
        errors["present"] = [
            _("%(names)s had left before this day. Leave out the tick, or note the name as a guest.")
            % {"names": ", ".join(gone)}
        ]
    came: list[Attendance] = []
    for each in walk_ins:
        row = Attendance(meeting=meeting, person=each.person, team=each.team, guest=" ".join(each.guest.split()))
        row.state, row.by = State.ATTENDED, by
        if each.person is not None and any(known.person_id == each.person.pk for known in rows.values()):
            errors["walk_in"] = [_("%(name)s is on the list already.") % {"name": each.person}]
        elif each.person is not None and _who_had_left([row], meeting.starts_at):
            errors["walk_in"] = [_("%(name)s had left before this day.") % {"name": each.person}]
        elif each.person is None and not row.guest:
            errors["walk_in"] = [_("Say who it was.")]
        came.append(row)
    refuse(errors)
    for row in rows.values():
        _set_there(row, row.pk in there)
    for row in came:
        row.save()
    tell(
        events.ATTENDANCE_RECORDED,
        meeting,
        by,
        people=len(there) + len(came),
        teams=sorted({row.team_id for row in (*(rows[pk] for pk in there), *came) if row.team_id}),
    )
    return len(there) + len(came)


@transaction.atomic
def record_roll_call(*, meeting: Meeting, teams: Collection[Space], by: Person) -> int:
    """Say which teams are on a call; the others are not. Returns how many are. Saying it again puts it right."""
    meeting = locked(meeting)
    require_begun(meeting, "teams", _("The call has not begun: the roll is called when it has."))
    around = Space.objects.filter(parent=meeting.in_space_id, pk__in=[team.pk for team in teams])
    here = set(around.values_list("pk", flat=True))
    if len(here) != len({team.pk for team in teams}):
        raise ValidationError({"teams": [_("Choose from the collaborative’s teams.")]})
    rows = {row.team_id: row for row in meeting.attendance.filter(person=None, guest="")}
    with_people = set(
        meeting.attendance.exclude(person=None, guest="").attended().exclude(team=None).values_list("team", flat=True)
    )
    here |= with_people  # Whoever says "I am here" says it for the team too.
    for team, row in rows.items():
        if team in here:
            row.state, row.by = State.ATTENDED, by
        elif row.state == State.ATTENDED:
            row.delete()
    Attendance.objects.bulk_update([row for team, row in rows.items() if team in here], ["state", "by"])
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, team_id=team, state=State.ATTENDED, by=by) for team in sorted(here - rows.keys())
    )
    tell(events.ATTENDANCE_RECORDED, meeting, by, teams=sorted(here))
    return len(here)


@transaction.atomic
def say_here(*, meeting: Meeting, team: Space, by: Person) -> Attendance:
    """Say of oneself that one is on a call, for a team."""
    meeting = locked(meeting)
    require_begun(meeting, "team", _("The call has not begun."))
    row = meeting.attendance.filter(person=by).first() or Attendance(meeting=meeting, person=by, team=team, by=by)
    row.state = State.ATTENDED
    row.save()
    team_row = meeting.attendance.filter(team=team.pk, person=None, guest="").first() or Attendance(
        meeting=meeting, team=team, by=by
    )
    team_row.state = State.ATTENDED
    team_row.save()
    tell(events.ATTENDANCE_RECORDED, meeting, by, teams=[team.pk], people=1)
    return row


@transaction.atomic
def send_apologies(*, meeting: Meeting, team: Space, by: Person) -> Attendance:
    """Say before a call that a team cannot come."""
    meeting = locked(meeting)
    if meeting.held_at is not None or meeting.ends_at <= timezone.now():
        raise ValidationError(_("It has been held already."))
    row = meeting.attendance.filter(team=team.pk, person=None, guest="").first() or Attendance(
        meeting=meeting, team=team
    )
    row.state, row.by = State.APOLOGIES, by
    row.save()
    tell(events.PEOPLE_REGISTERED, meeting, by, team=team.pk, state=row.state)
    return row


def _members(team: Space) -> Iterable[int]:
    """Who belongs to a team and has not left it."""
    active = Membership.objects.active().filter(space=team.pk, person__left_at=None)
    return active.values_list("person_id", flat=True)


def _who_had_left(rows: Iterable[Attendance], at: datetime) -> list[str]:
    """The names of those who had left, or left their team, before a moment. Two queries."""
    wanted = {(row.person_id, row.team_id): str(row.person) for row in rows}
    if not wanted:
        return []
    people = {person for person, _team in wanted}
    gone = set(Person.objects.filter(pk__in=people, left_at__lt=at).values_list("pk", flat=True))
    stayed = set(
        Membership.objects.filter(person__in=people)
        .filter(Q(ended_at=None) | Q(ended_at__gte=at))
        .values_list("person_id", "space_id")
    )
    return sorted(
        name
        for (person, team), name in wanted.items()
        if person in gone or (team is not None and (person, team) not in stayed)
    )


def _set_there(row: Attendance, is_there: bool) -> None:
    """Write whether somebody on the list was there. Whoever had walked in and was not there is on it no more."""
    if is_there:
        if row.state != State.ATTENDED:
            row.state = State.ATTENDED
            row.save(update_fields=["state"])
    elif row.state == State.ATTENDED:
        if row.registered_at is None:
            row.delete()
        else:
            row.state = State.REGISTERED
            row.save(update_fields=["state"])


def _put_guests(meeting: Meeting, team: Space, names: Sequence[str], by: Person) -> None:
    """Let the guests of a team be those of these names."""
    check_fields(was_checked=True, guests="\n".join(names))
    stand = {row.guest: row for row in meeting.attendance.filter(team=team.pk, person=None).exclude(guest="")}
    for name, row in stand.items():
        if name not in names:
            row.delete()
    for name in dict.fromkeys(names):
        if name not in stand:
            Attendance.objects.create(
                meeting=meeting, team=team, guest=name, registered_at=timezone.now(), by=by, state=State.REGISTERED
            )
