"""Coaches' contacts with teams: what is kept, what is refused, and who may read it."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.core.models import Event
from allteach.meetings import events
from allteach.meetings.actions.contacts import (
    Agreed,
    PastContact,
    correct_contact,
    log_contact,
    log_past_contacts,
    look_at,
    private_note_of,
    withdraw_contact,
)
from allteach.meetings.models import Attendance, Commitment, Contact, Look, Meeting, PrivateNote
from allteach.meetings.permissions import (
    can_correct_contact,
    can_log_contact,
    can_plan_visit,
    can_see_contacts,
    can_withdraw_contact,
)
from allteach.meetings.queries.contacts import (
    contacted_since,
    contacts_by_month,
    contacts_of,
    latest_contacts,
    open_agreements,
    time_spent,
)
from allteach.people.actions import erase
from allteach.people.queries import everything_about
from allteach.spaces.roles import Role
from tests.factories import AttendanceFactory, ContactFactory, MembershipFactory, TeamFactory, VisitFactory
from tests.world import CAST

SECRET = "canaryprivate"


@pytest.fixture
def ward(world):
    world.everybody()
    return world.ward_7


def log(world, **answers):
    said = {"team": world.ward_7, "way": "phone", "minutes": 25, "by": world.dana}
    return log_contact(**(said | answers))


def refused(world, **answers) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as broken:
        log(world, **answers)
    return broken.value.message_dict


# --- logging ---------------------------------------------------------------------------------------------------------


def test_a_contact_is_a_meeting_of_the_team_that_ended_just_now(world, ward):
    contact = log(
        world,
        shared_note="Search rebuilt together",
        topics=["tests", "aim"],
        next_on=timezone.localdate() + timedelta(days=7),
    )

    meeting = contact.meeting
    assert (meeting.kind, meeting.space_id, meeting.audience, meeting.led_by) == (
        "coach_contact",
        ward.pk,
        "team",
        world.dana,
    )
    assert meeting.ends_at - meeting.starts_at == timedelta(minutes=25)
    assert meeting.held_at is not None
    assert (meeting.title, meeting.words) == ("In touch: Phone", "Search rebuilt together")
    assert (contact.on, contact.topics) == (timezone.localdate(), ["aim", "tests"])


def test_an_earlier_day_may_be_said_and_the_stage_is_that_of_the_day(world, ward):
    assert world.falls_timetable
    day = timezone.localdate() - timedelta(days=3)

    contact = log(world, on=day)

    assert contact.on == day
    assert timezone.localdate(contact.meeting.starts_at) == day
    assert contact.stage == "gains"  # The collaborative of these tests is over today.


def test_the_record_tells_of_a_contact_and_holds_nothing_private(world, ward):
    log(world, shared_note="Shared", private_note=SECRET, risk="act", team_energy=1)

    event = Event.objects.get(name=events.CONTACT_LOGGED)
    assert (event.by, event.space) == (world.dana.pk, ward.pk)
    assert sorted(event.facts) == ["minutes", "on", "texts", "way"]
    assert sorted(event.facts["texts"]) == ["shared_note"]


def test_what_was_agreed_becomes_commitments_and_who_took_part_is_kept(world, ward):
    due = timezone.localdate() + timedelta(days=5)
    agreed = [Agreed("Send August", world.amina, due), Agreed("Bring the lesson", world.dana), Agreed("  ")]

    contact = log(world, agreed=agreed, people=[world.amina, world.ben])

    kept = Commitment.objects.filter(meeting=contact.meeting)
    assert [(one.words, one.owner, one.due_on, one.team_id) for one in kept] == [
        ("Send August", world.amina, due, ward.pk),
        ("Bring the lesson", world.dana, None, ward.pk),
    ]
    attended = Attendance.objects.attended().filter(meeting=contact.meeting).order_by("person")
    assert [one.person for one in attended] == [world.amina, world.ben]


def test_a_guest_is_not_among_the_people_of_the_team_who_took_part(world, ward):
    contact = log(world, people=[world.amina])
    AttendanceFactory(meeting=contact.meeting, team=ward, guest="A nurse of the ward", state="attended")

    assert [one.people for one in contacts_of(ward, seen_by=world.dana)] == [(world.amina,)]


def test_whoever_logs_has_seen_what_moved_until_then(world, ward):
    log(world)
    log(world)

    look = Look.objects.get()
    assert (look.person, look.team_id) == (world.dana, ward.pk)


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"way": ""}, "way"),
        ({"way": "pigeon"}, "way"),
        ({"minutes": None}, "minutes"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 601}, "minutes"),
        ({"on": date(2999, 1, 1)}, "on"),
        ({"on": date(2019, 1, 1)}, "on"),
        ({"next_on": date(2020, 1, 1)}, "next_on"),
        ({"shared_note": "Mrs Jones rang"}, "shared_note"),
        ({"private_note": "Mrs Jones rang"}, "private_note"),
        ({"agreed": [Agreed("Ring Mrs Jones")]}, "agreed"),
        ({"agreed": [Agreed("x" * 301)]}, "agreed"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_question_and_nothing_is_kept(world, ward, answers, field):
    assert list(refused(world, **answers)) == [field]
    assert Meeting.objects.count() == Contact.objects.count() == PrivateNote.objects.count() == 0


def test_somebody_who_is_not_of_the_team_neither_took_part_nor_promises(world, ward):
    assert list(refused(world, people=[world.chidi])) == ["people"]
    assert list(refused(world, agreed=[Agreed("Come along", world.chidi)])) == ["agreed"]


def test_a_visit_is_logged_once_and_with_the_team_it_was_to(world, ward):
    visit = VisitFactory(team=ward)
    elsewhere = VisitFactory(team=world.ward_9)
    log(world, visit=visit)

    assert list(refused(world, visit=visit)) == ["visit"]
    assert list(refused(world, visit=elsewhere)) == ["visit"]
    assert Contact.objects.count() == 1


def test_what_may_point_to_somebody_is_kept_once_it_was_looked_at(world, ward):
    contact = log(world, private_note="Mrs Jones seemed tired", was_checked=True)

    assert private_note_of(contact, world.dana) == "Mrs Jones seemed tired"


# --- correcting and withdrawing --------------------------------------------------------------------------------------


def test_a_contact_is_put_right_and_what_is_not_given_stays(world, ward):
    contact = log(world, shared_note="Shared", topics=["aim"], private_note="Mine")

    corrected = correct_contact(contact=contact, minutes=40, shared_note="Better", by=world.dana)

    assert (corrected.minutes, corrected.way, corrected.topics) == (40, "phone", ["aim"])
    assert corrected.meeting.ends_at - corrected.meeting.starts_at == timedelta(minutes=40)
    assert corrected.meeting.words == "Better"
    assert private_note_of(contact, world.dana) == "Mine"
    assert Event.objects.filter(name=events.CONTACT_CORRECTED).count() == 1


def test_a_contact_put_on_another_day_takes_its_meeting_along_to_noon(world, ward):
    contact = log(world)
    day = timezone.localdate() - timedelta(days=3)

    corrected = correct_contact(contact=contact, on=day, by=world.dana)

    begins = timezone.localtime(corrected.meeting.starts_at, ZoneInfo(ward.time_zone))
    assert (corrected.on, begins.date(), begins.hour) == (day, day, 12)
    assert corrected.meeting.ends_at - corrected.meeting.starts_at == timedelta(minutes=25)


def test_an_emptied_private_note_is_thrown_away(world, ward):
    contact = log(world, private_note="Mine")

    correct_contact(contact=contact, private_note=" ", by=world.dana)

    assert PrivateNote.objects.count() == 0


def test_two_who_correct_at_once_are_told(world, ward):
    contact = log(world)
    correct_contact(contact=contact, minutes=30, version=1, by=world.dana)

    with pytest.raises(ValidationError) as broken:
        correct_contact(contact=contact, minutes=31, version=1, by=world.dana)

    assert broken.value.code == "conflict"


def test_a_contact_logged_by_mistake_goes_with_its_notes_and_open_promises(world, ward):
    contact = log(world, private_note="Mine", people=[world.amina], agreed=[Agreed("Send August", world.amina)])

    withdraw_contact(contact=contact, by=world.dana)

    assert [table.objects.count() for table in (Contact, PrivateNote, Commitment, Attendance)] == [0, 0, 0, 0]
    assert Meeting.objects.get().cancelled_by == world.dana
    assert Event.objects.filter(name=events.CONTACT_WITHDRAWN).count() == 1


# --- a diary kept elsewhere ------------------------------------------------------------------------------------------


def test_past_contacts_are_entered_together_with_one_event_for_each_team(world, ward):
    day = date(2024, 5, 2)
    diary = [
        PastContact(ward, day, "phone", 20, "First"),
        PastContact(ward, day + timedelta(days=14), "video", 30, "Second", ("tests",)),
        PastContact(world.ward_9, day, "email", 15),
    ]

    made = log_past_contacts(contacts=diary, by=world.dana)

    kept = Contact.objects.select_related("meeting").order_by("pk")
    assert [(one.on, one.way, one.meeting.title, one.meeting.kind) for one in kept] == [
        (day, "phone", "In touch: Phone", "coach_contact"),
        (day + timedelta(days=14), "video", "In touch: Video", "coach_contact"),
        (day, "email", "In touch: E-mail", "coach_contact"),
    ]
    assert [one.pk for one in kept] == [one.pk for one in made]
    told = Event.objects.filter(name=events.CONTACT_LOGGED).order_by("pk")
    assert [(event.space, event.facts["contacts"]) for event in told] == [(ward.pk, 2), (world.ward_9.pk, 1)]


def test_of_past_contacts_all_or_none_are_entered(world, ward):
    diary = [PastContact(ward, date(2024, 5, 2), "phone", 20), PastContact(ward, date(2024, 5, 3), "phone", 0)]

    with pytest.raises(ValidationError):
        log_past_contacts(contacts=diary, by=world.dana)

    assert Contact.objects.count() == Meeting.objects.count() == 0


def test_a_bookmark_is_moved_and_the_record_knows_nothing_of_it(world, ward):
    look_at(teams=[ward.pk, world.ward_9.pk], by=world.dana)
    first = Look.objects.get(team=ward).at
    look_at(teams=[ward.pk], by=world.dana)

    assert Look.objects.count() == 2
    assert Look.objects.get(team=ward).at > first
    assert Event.objects.filter(name__startswith="meetings.").count() == 0


# --- who may read and write ------------------------------------------------------------------------------------------


def test_shared_notes_are_read_by_the_team_its_coach_and_those_who_lead_and_by_nobody_else(world, ward):
    sponsor = MembershipFactory(space=ward, role=Role.SPONSOR).person
    people = {name: getattr(world, name) for name in ("amina", "ben", "chidi", "dana", "esi", "farah", "stan")}
    for role in (Role.FACULTY, Role.CHAIR, Role.IMPROVEMENT_ADVISER, Role.EVALUATOR, Role.FUNDER):
        people[role] = MembershipFactory(space=world.falls, role=role).person
    log(world, shared_note="Shared")

    readers = {name for name, person in people.items() if contacts_of(ward, seen_by=world.again(person))}

    assert readers == {"amina", "ben", "dana", "esi", Role.FACULTY, Role.CHAIR, Role.IMPROVEMENT_ADVISER}
    assert contacts_of(ward, seen_by=world.again(sponsor)) == []
    assert not can_see_contacts(world.again(sponsor), ward)


def test_a_coach_sees_the_contacts_of_their_own_teams_only(world, ward):
    ContactFactory(team=world.ward_9)

    assert not can_see_contacts(world.dana, world.ward_9)
    assert Contact.objects.visible_to(world.dana).count() == 0


def test_coach_and_director_log_contacts_and_nobody_else_does(world, ward):
    may = [
        name
        for name in ("amina", "ben", "chidi", "dana", "esi", "farah", "stan")
        if can_log_contact(getattr(world, name), ward)
    ]

    assert may == ["dana", "esi"]


def test_only_whoever_logged_a_contact_may_correct_it_and_only_while_they_coach_the_team(world, ward):
    contact = log(world)
    assert can_correct_contact(world.dana, contact)
    assert not can_correct_contact(world.esi, contact)

    world.dana.memberships.filter(space=ward).update(ended_at=timezone.now())
    assert not can_correct_contact(world.again(world.dana), contact)


def test_a_contact_is_withdrawn_by_whoever_logged_it_and_visits_are_planned_by_those_who_log(world, ward):
    contact = log(world)
    people = {name: getattr(world, name) for name in CAST}

    assert [name for name, person in people.items() if can_withdraw_contact(person, contact)] == ["dana"]
    assert [name for name, person in people.items() if can_plan_visit(person, ward)] == ["dana", "esi"]


# --- private notes ---------------------------------------------------------------------------------------------------


def test_a_private_note_is_read_by_its_author_alone(world, ward):
    contact = log(world, private_note=SECRET)

    others = [world.again(getattr(world, name)) for name in ("amina", "ben", "esi", "stan")]

    assert [note.text for note in PrivateNote.objects.visible_to(world.dana)] == [SECRET]
    assert [PrivateNote.objects.visible_to(person).count() for person in others] == [0, 0, 0, 0]
    assert [private_note_of(contact, person) for person in others] == ["", "", "", ""]
    assert [one.private_note for one in contacts_of(ward, seen_by=world.amina)] == [""]
    assert [one.private_note for one in contacts_of(ward, seen_by=world.dana)] == [SECRET]


def test_another_coach_of_the_same_team_does_not_read_it_either(world, ward):
    other = MembershipFactory(space=ward, role=Role.COACH).person
    log(world, private_note=SECRET)

    assert [one.private_note for one in contacts_of(ward, seen_by=world.again(other))] == [""]


def test_a_private_note_is_in_its_authors_own_data_and_in_nobody_elses(world, ward):
    log(world, private_note=SECRET, people=[world.amina])

    assert SECRET in str(everything_about(world.dana))
    assert [SECRET in str(everything_about(person)) for person in (world.amina, world.esi)] == [False, False]


def test_a_private_note_goes_with_its_author(world, ward):
    log(world, shared_note="Shared", private_note=SECRET)

    erase(person=world.dana, by=world.dana)

    assert PrivateNote.objects.count() == 0
    assert Contact.objects.get().shared_note == "Shared"


def test_a_private_note_never_tells_itself_in_a_log(world, ward):
    log(world, private_note=SECRET)

    assert SECRET not in str(PrivateNote.objects.get()) + repr(PrivateNote.objects.get())


# --- what is answered ------------------------------------------------------------------------------------------------


def test_the_last_contact_of_each_team_and_the_time_spent(world, ward, django_assert_num_queries):
    for on, minutes in ((date(2025, 3, 1), 20), (date(2025, 3, 20), 30), (date(2025, 1, 5), 60)):
        ContactFactory(team=ward, on=on, minutes=minutes)
    ContactFactory(team=world.ward_9, on=date(2025, 3, 2))
    teams = [ward.pk, world.ward_9.pk, TeamFactory().pk]

    with django_assert_num_queries(3):
        latest = latest_contacts(teams)
        spent = time_spent(teams, since=date(2025, 2, 1))
        months = contacts_by_month(teams, since=date(2025, 1, 1))

    assert {team: contact.on for team, contact in latest.items()} == {
        ward.pk: date(2025, 3, 20),
        world.ward_9.pk: date(2025, 3, 2),
    }
    assert (spent[ward.pk].contacts, spent[ward.pk].minutes) == (2, 50)
    assert {str(month): count for month, count in months[ward.pk].items()} == {"2025-03": 2, "2025-01": 1}


def test_who_was_in_touch_since_a_day_of_their_own(world, ward):
    ContactFactory(team=ward, on=date(2025, 3, 10))
    ContactFactory(team=world.ward_9, on=date(2025, 3, 10))

    assert contacted_since({ward.pk: date(2025, 3, 10), world.ward_9.pk: date(2025, 3, 11)}) == {ward.pk}


def test_what_was_agreed_comes_back_until_it_is_done_what_is_due_first(world, ward):
    today = timezone.localdate()
    log(world, agreed=[Agreed("Some day"), Agreed("Soon", due_on=today), Agreed("Done", due_on=today)])
    Commitment.objects.filter(words="Done").update(done_at=timezone.now(), done_by=world.amina)

    assert [one.words for one in open_agreements([ward.pk])] == ["Soon", "Some day"]


@pytest.mark.parametrize("contacts", [1, 3])
def test_the_log_of_a_team_asks_as_often_for_three_contacts_as_for_one(
    world, ward, contacts, django_assert_num_queries
):
    for _ in range(contacts):
        log(world, agreed=[Agreed("Send it", world.amina)], people=[world.ben], private_note="Mine")
    dana = world.again(world.dana)
    assert dana.standing

    with django_assert_num_queries(5):  # contacts, who took part, what was agreed, own notes, visits
        assert len(contacts_of(ward, seen_by=dana)) == contacts
