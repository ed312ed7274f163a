"""Contacts of coaches with teams: logged, corrected, withdrawn; and until when somebody has seen what moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.collaboratives.queries.calendars import calendars_of
from allteach.core.actions import record
from allteach.core.identifiers import check_fields
from allteach.meetings import events
from allteach.meetings.actions.occasions import happened_meeting, moved_meeting
from allteach.meetings.contact_plan import stage_key
from allteach.meetings.kinds import Initiator, Kind, Risk, Topic
from allteach.meetings.models import Attendance, Commitment, Contact, Look, Meeting, PrivateNote, Visit
from allteach.people.models import Person
from allteach.spaces.actions.answers import Errors, refuse, require_version, trimmed, write_answers
from allteach.spaces.models import Membership, Space, Subject

LONGEST = 600  # Minutes.
LONGEST_PROMISE = Commitment._meta.get_field("words").max_length or 0
LONG_AGO = timedelta(days=366)
UNSAID = {"initiated_by": Initiator.COACH, "risk": Risk.NONE}  # What holds when nobody chose.


@dataclass(frozen=True)
class Agreed:
    """What somebody will do after a contact. Without an owner the team does."""

    words: str
    owner: Person | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class PastContact:
    """One contact of a diary that somebody kept elsewhere."""

    team: Space
    on: date
    way: str
    minutes: int
    shared_note: str = ""
    topics: tuple[str, ...] = ()
    next_on: date | None = None


@transaction.atomic
def log_contact(
    *,
    team: Space,
    way: str,
    minutes: int | None,
    on: date | None = None,
    initiated_by: str = "",
    topics: Iterable[str] = (),
    people: Iterable[Person] = (),
    shared_note: str = "",
    private_note: str = "",
    team_energy: int | None = None,
    risk: str = "",
    next_on: date | None = None,
    agreed: Sequence[Agreed] = (),
    visit: Visit | None = None,
    was_checked: bool = False,
    by: Person,
) -> Contact:
    """Say that somebody was in touch with a team, today unless said otherwise; with `visit`, that it took place.

    The shared note is the team's to read, the private one nobody's but the writer's. What was agreed becomes
    commitments. Whoever logs a contact has seen what moved in the team until then.
    """
    contact = Contact(team_id=team.pk, by=by)
    errors = _write(
        contact,
        {
            "on": on or timezone.localdate(),
            "way": way,
            "initiated_by": initiated_by,
            "minutes": minutes,
            "shared_note": shared_note,
            "team_energy": team_energy,
            "risk": risk,
            "next_on": next_on,
        },
        topics,
        was_checked=was_checked,
    )
    errors.update(_errors_in("private_note", private_note, was_checked=was_checked))
    people = list(people)
    agreed = [one for one in agreed if one.words.strip()]
    errors.update(agreed_errors(agreed, team=team, by=by, was_checked=was_checked))
    if strangers(people, team=team, by=by):
        errors["people"] = [_("Choose people of this team.")]
    if visit is not None and (visit.team_id != team.pk or hasattr(visit.meeting, "contact")):
        errors["visit"] = [_("Choose a visit to this team that is not logged yet.")]
    refuse(errors)
    contact.stage = stage_key(_calendars([team]).get(team.around_id), contact.on)
    if visit is None:
        contact.meeting = happened_meeting(
            team=team,
            kind=Kind.COACH_CONTACT,
            on=contact.on,
            minutes=contact.minutes,
            title=contact.title_in(team),
            by=by,
        )
        contact.meeting.words = contact.shared_note
        contact.meeting.save()
    else:
        contact.meeting = moved_meeting(visit.meeting, team=team, on=contact.on, minutes=contact.minutes)
        visit.on = contact.on
        visit.save(update_fields=["on"])
    contact.save(force_insert=True)
    for person in people:
        Attendance.objects.create(
            meeting=contact.meeting, person=person, team=team, state=Attendance.State.ATTENDED, by=by
        )
    _keep_private_note(contact, private_note, by)
    agree(contact.meeting, agreed, team=team)
    _look(by, [team.pk])
    _record(events.CONTACT_LOGGED, contact, by)
    return contact


@transaction.atomic
def correct_contact(
    *,
    contact: Contact,
    topics: Iterable[str] | None = None,
    private_note: str | None = None,
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
    **answers: Any,
) -> Contact:
    """Put right what was said of a contact. What is not given stays; an empty private note is thrown away.

    Raises ValidationError with code "conflict" if it was corrected since the writer saw it.
    """
    contact = Contact.objects.select_for_update(of=("self",)).with_names().get(pk=contact.pk)
    require_version(contact.meeting, version)
    errors = _write(contact, answers, contact.topics if topics is None else topics, was_checked=was_checked)
    if private_note is not None and private_note.strip() != private_note_of(contact, by):
        errors.update(_errors_in("private_note", private_note, was_checked=was_checked))
    refuse(errors)
    contact.stage = stage_key(_calendars([contact.team]).get(contact.team.around_id), contact.on)
    moved_meeting(contact.meeting, team=contact.team, on=contact.on, minutes=contact.minutes, words=contact.shared_note)
    contact.save()
    if private_note is not None:
        _keep_private_note(contact, private_note, by)
    _record(events.CONTACT_CORRECTED, contact, by)
    return contact


@transaction.atomic
def withdraw_contact(*, contact: Contact, by: Person) -> None:
    """Take back a contact that was logged by mistake, with its notes and whatever was agreed and is still open."""
    contact = Contact.objects.select_for_update(of=("self",)).with_names().get(pk=contact.pk)
    meeting = contact.meeting
    Commitment.objects.open().filter(meeting=meeting).delete()
    Attendance.objects.filter(meeting=meeting).delete()
    _record(events.CONTACT_WITHDRAWN, contact, by)
    contact.delete()
    meeting.held_at, meeting.words = None, ""
    meeting.cancelled_at, meeting.cancelled_by = timezone.now(), by
    meeting.version += 1
    meeting.save()


@transaction.atomic
def log_past_contacts(*, contacts: Sequence[PastContact], was_checked: bool = False, by: Person) -> list[Contact]:
    """Enter contacts that were kept on paper until now, with one event for each team. All of them, or none.

    A meeting is kept in two tables, which Django does not fill many at a time: they are written in turn.
    """
    calendars = _calendars(past.team for past in contacts)
    rows = []
    for past in contacts:
        contact = Contact(team_id=past.team.pk, by=by)
        answers = {name: getattr(past, name) for name in ("on", "way", "minutes", "shared_note", "next_on")}
        refuse(_write(contact, answers, past.topics, was_checked=was_checked, is_past=True))
        contact.stage = stage_key(calendars.get(past.team.around_id), past.on)
        contact.meeting = happened_meeting(
            team=past.team,
            kind=Kind.COACH_CONTACT,
            on=past.on,
            minutes=past.minutes,
            title=contact.title_in(past.team),
            by=by,
        )
        contact.meeting.words = contact.shared_note
        rows.append(contact)
    subjects = Subject.objects.bulk_create([_as_subject(contact.meeting) for contact in rows])
    for contact, subject in zip(rows, subjects, strict=True):
        contact.meeting.subject_ptr_id = contact.meeting.id = subject.pk
        contact.meeting.save_base(raw=True, force_insert=True)
        contact.meeting_id = subject.pk
    made = Contact.objects.bulk_create(rows)
    by_team: dict[int, list[Contact]] = {}
    for contact in made:
        by_team.setdefault(contact.team_id, []).append(contact)
    for theirs in by_team.values():
        _record(events.CONTACT_LOGGED, max(theirs, key=lambda contact: contact.on), by, contacts=len(theirs))
    return made


@transaction.atomic
def look_at(*, teams: Iterable[int], by: Person) -> None:
    """Say that somebody has seen what moved in some teams until now. Tells nobody: it is only a bookmark."""
    _look(by, list(teams))


def private_note_of(contact: Contact, person: Person) -> str:
    """What somebody noted about a contact for themselves; nothing when they did not."""
    note = PrivateNote.objects.visible_to(person).filter(contact=contact).first()
    return note.text if note else ""


# --- Rules ------------------------------------------------------------------------------------------------------------


def _write(
    contact: Contact,
    answers: dict[str, Any],
    topics: Iterable[str],
    *,
    was_checked: bool,
    is_past: bool = False,
) -> Errors:
    """Set the answers on the contact. Returns what is wrong with them, by field."""
    answers = {name: answer or UNSAID.get(name, answer) for name, answer in answers.items()}
    errors = write_answers(
        contact,
        answers,
        needed={
            "on": _("Say when it was."),
            "way": _("Say how you were in touch."),
            "minutes": _("Say how many minutes it took."),
        },
        was_checked=was_checked,
    )
    today = timezone.localdate()
    contact.topics = [topic for topic in Topic.values if topic in set(topics)]
    if contact.minutes is not None and not 1 <= contact.minutes <= LONGEST:
        errors.setdefault("minutes", [_("Between 1 and %(most)d minutes.") % {"most": LONGEST}])
    if contact.on and contact.on > today:
        errors.setdefault("on", [_("That day has not come yet.")])
    elif contact.on and contact.on < today - LONG_AGO and not is_past:
        errors.setdefault("on", [_("Is the year right?")])
    if contact.next_on and contact.on and contact.next_on <= contact.on:
        errors.setdefault("next_on", [_("Choose a day after this contact.")])
    return errors


def _errors_in(name: str, text: str, *, was_checked: bool) -> Errors:
    """What in a text of its own may point to a person, by its field."""
    try:
        check_fields(was_checked=was_checked, **{name: trimmed(text)})
    except ValidationError as pointing:
        return dict(pointing.error_dict)
    return {}


def agreed_errors(agreed: Sequence[Agreed], *, team: Space, by: Person, was_checked: bool) -> Errors:
    """What is wrong with what was agreed: words that may point to somebody, or an owner who is not of the team."""
    errors: Errors = {}
    for one in agreed:
        errors.update(_errors_in("agreed", one.words, was_checked=was_checked))
        if len(one.words) > LONGEST_PROMISE:
            errors["agreed"] = [_("At most %(most)d letters each.") % {"most": LONGEST_PROMISE}]
    if strangers([one.owner for one in agreed if one.owner is not None], team=team, by=by):
        errors["agreed"] = [_("Choose somebody of this team, or yourself.")]
    return errors


def strangers(people: Iterable[Person], *, team: Space, by: Person) -> set[int]:
    """Who of some people neither belongs to the team nor is the writer."""
    asked = {person.pk for person in people} - {by.pk}
    if not asked:
        return asked
    members = Membership.objects.active().filter(space=team, person__in=asked)
    return asked - set(members.values_list("person_id", flat=True))


# --- Writing ----------------------------------------------------------------------------------------------------------


def agree(meeting: Meeting, agreed: Sequence[Agreed], *, team: Space) -> None:
    """Keep what was agreed as commitments of the meeting."""
    for one in agreed:
        Commitment.objects.create(
            meeting=meeting, team=team, words=one.words.strip(), owner=one.owner, due_on=one.due_on
        )


def _keep_private_note(contact: Contact, text: str, by: Person) -> None:
    """Keep, change or throw away what somebody noted for themselves."""
    text = trimmed(text)
    if text:
        PrivateNote.objects.update_or_create(
            contact=contact, person=by, defaults={"text": text, "written_at": timezone.now()}
        )
    else:
        PrivateNote.objects.visible_to(by).filter(contact=contact).delete()


def _look(by: Person, teams: list[int]) -> None:
    now = timezone.now()
    Look.objects.bulk_create(
        [Look(person=by, team_id=team, at=now) for team in teams],
        update_conflicts=True,
        unique_fields=["person", "team"],
        update_fields=["at"],
    )


def _calendars(teams: Iterable[Space]) -> dict[int, Any]:
    """The calendars of the collaboratives of some teams: one query."""
    return {timetable.space_id: calendar for timetable, calendar in calendars_of({team.around_id for team in teams})}


def _as_subject(meeting: Meeting) -> Subject:
    """The part of an unsaved meeting that every subject has."""
    return Subject(**{field.attname: getattr(meeting, field.attname) for field in Subject._meta.concrete_fields})


def _record(name: str, contact: Contact, by: Person, **more: Any) -> None:
    """One event. Neither the private note nor how the coach judges the team is in it: others read the record."""
    record(
        name,
        by=by,
        about=contact.meeting,
        space=contact.team_id,
        subject=contact.meeting_id,
        way=contact.way,
        minutes=contact.minutes,
        on=contact.on,
        texts={"shared_note": contact.shared_note} if contact.shared_note else None,
        **more,
    )
