"""Who will come and who came: registrations, the list of those present, the roll of a call."""

from datetime import date, timedelta

import pytest

from allteach.core.models import Event
from allteach.meetings import actions, events
from allteach.meetings.actions import Coming, WalkIn
from allteach.meetings.models import Attendance
from allteach.meetings.queries.coming import Counted, coming_to, counts_of, people_of, registered_of, teams_on_calls
from allteach.meetings.queries.rounds import round_of
from allteach.spaces.models import Membership
from tests.factories import AttendanceFactory, MeetingFactory
from tests.meetings.moments import DAY, NOON, at, call_in, refused, session_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(world):
    return session_in(world.falls, register_by=date(2025, 1, 20))


@pytest.fixture(autouse=True)
def in_january():
    with at(NOON.replace(month=1, day=10)):
        yield


def register(world, session, *coming, **said):
    return actions.register(meeting=session, team=world.ward_7, coming=coming, by=world.amina, **said)


def states(session):
    return {str(row.person or row.guest or row.team): row.state for row in session.attendance.all()}


# --- registration ---------------------------------------------------------------------------------------------------


def test_a_team_registers_its_people_with_what_they_need(session, world):
    register(world, session, Coming(world.amina, access_needs="A seat near the door"), Coming(world.ben, mode="online"))

    row = session.attendance.get(person=world.amina)
    assert (row.access_needs, row.mode, row.state, row.team) == (
        "A seat near the door",
        "on_site",
        "registered",
        world.ward_7,
    )
    assert session.attendance.get(person=world.ben).mode == "online"


def test_what_people_need_is_not_in_the_record_of_what_happened(session, world):
    register(world, session, Coming(world.amina, access_needs="A seat near the door"))

    event = Event.objects.get(name=events.PEOPLE_REGISTERED)
    assert event.facts == {"team": world.ward_7.pk, "people": [world.amina.pk], "guests": 0}


def test_registering_again_replaces_who_comes_and_keeps_what_was_not_said_anew(session, world):
    register(
        world, session, Coming(world.amina, access_needs="A seat near the door", food="No nuts"), Coming(world.ben)
    )

    register(world, session, Coming(world.amina, food=""), guests=["Mo", " ", "Mo", "Lee  Low"])

    row = session.attendance.get(person=world.amina)
    assert (row.access_needs, row.food) == ("A seat near the door", "")
    assert states(session) == {"Amina": "registered", "Mo": "registered", "Lee Low": "registered"}
    register(world, session, Coming(world.amina), guests=["Mo"])
    assert states(session) == {"Amina": "registered", "Mo": "registered"}


def test_after_the_closing_day_only_the_organisers_register(session, world):
    with at(NOON.replace(month=1, day=21)):
        assert refused(actions.register, meeting=session, team=world.ward_7, coming=[], by=world.amina) == {
            "": "Registration closed on 20 January 2025. Write to the organisers."
        }
        register(world, session, Coming(world.ben), is_after_closing=True)

    assert states(session) == {"Ben": "registered"}


def test_whoever_left_the_team_is_not_registered(session, world):
    world.ben.memberships.update(ended_at=NOON - 90 * DAY)

    assert refused(
        actions.register, meeting=session, team=world.ward_7, coming=[Coming(world.ben)], by=world.amina
    ) == {f"comes_{world.ben.pk}": "Ben does not belong to Ward 7 any more."}


def test_nobody_is_registered_with_two_teams(session, world):
    AttendanceFactory(meeting=session, person=world.ben, team=world.ward_9)

    assert refused(
        actions.register, meeting=session, team=world.ward_7, coming=[Coming(world.ben)], by=world.amina
    ) == {f"comes_{world.ben.pk}": "Ben is registered with another team."}


def test_an_answer_that_cannot_be_is_refused_at_the_person_it_is_about(session, world):
    coming = [Coming(world.ben, mode="by_balloon", travel="x" * 301)]

    found = refused(actions.register, meeting=session, team=world.ward_7, coming=coming, by=world.amina)

    assert sorted(found) == [f"mode_{world.ben.pk}", f"travel_{world.ben.pk}"]
    assert states(session) == {}


def test_a_guest_has_one_name_on_each_line(session, world):
    assert refused(
        actions.register, meeting=session, team=world.ward_7, coming=[], guests=["x" * 121], by=world.amina
    ) == {"guests": "Write one name on each line."}


def test_nobody_registers_for_a_call_or_a_session_that_has_begun(session, world):
    assert refused(actions.register, meeting=call_in(world.falls), team=world.ward_7, coming=[], by=world.amina) == {
        "": "Nobody registers for a meeting of this kind."
    }
    session.held_at = NOON
    session.save()
    assert refused(actions.register, meeting=session, team=world.ward_7, coming=[], by=world.amina) == {
        "": "It has begun: whoever comes now is noted on the list of those present."
    }


# --- who was there --------------------------------------------------------------------------------------------------


@pytest.fixture
def registered(session, world):
    """Amina, Ben and a guest are registered; the session goes on."""
    register(world, session, Coming(world.amina), Coming(world.ben), guests=["Mo"])
    return session


def row(session, name):
    return next(row for row in session.attendance.all() if str(row.person or row.guest) == name)


def attend(session, names, *walk_ins, by):
    return actions.record_attendance(
        meeting=session, present=[row(session, name) for name in names], walk_ins=walk_ins, by=by
    )


def test_those_registered_are_ticked_and_others_walk_in(registered, world):
    assert world.chidi
    with at(registered.starts_at):
        many = attend(
            registered,
            ["Amina", "Mo"],
            WalkIn(world.ward_9, world.chidi),
            WalkIn(world.ward_9, guest="A nurse"),
            by=world.esi,
        )

    assert many == 4
    assert states(registered) == {
        "Amina": "attended",
        "Ben": "registered",
        "Mo": "attended",
        "Chidi": "attended",
        "A nurse": "attended",
    }
    registered.refresh_from_db()
    assert registered.held_at == registered.starts_at
    assert counts_of([registered.pk]) == {registered.pk: Counted(registered=3, attended=4, teams=2)}


def test_saying_it_again_puts_it_right(registered, world):
    with at(registered.starts_at):
        attend(registered, ["Amina"], WalkIn(world.ward_9, guest="A nurse"), by=world.esi)
        attend(registered, ["Ben"], by=world.esi)

    assert states(registered) == {"Amina": "registered", "Ben": "attended", "Mo": "registered"}


def test_saying_the_same_again_leaves_it_as_it_is(registered, world):
    with at(registered.starts_at):
        many = [attend(registered, ["Amina"], by=world.esi) for _time in range(2)]

    assert many == [1, 1]
    assert states(registered) == {"Amina": "attended", "Ben": "registered", "Mo": "registered"}


def test_nobody_was_at_a_session_that_has_not_begun(registered, world):
    assert refused(actions.record_attendance, meeting=registered, present=[], by=world.esi) == {
        "present": "It has not begun: nobody can have been there."
    }


def test_whoever_had_left_before_was_not_there(registered, world):
    world.ben.memberships.update(ended_at=registered.starts_at - DAY)

    with at(registered.starts_at):
        found = refused(actions.record_attendance, meeting=registered, present=[row(registered, "Ben")], by=world.esi)

    assert found == {"present": "Ben had left before this day. Leave out the tick, or note the name as a guest."}
    assert states(registered)["Ben"] == "registered"


def test_whoever_left_afterwards_was_there(registered, world):
    world.ben.memberships.update(ended_at=registered.ends_at + DAY)

    with at(registered.ends_at + 2 * DAY):
        assert attend(registered, ["Ben"], by=world.esi) == 1


@pytest.mark.parametrize(
    ("walk_in", "words"),
    [
        (lambda world: WalkIn(world.ward_7, world.ben), "Ben is on the list already."),
        (lambda world: WalkIn(world.ward_7, world.chidi), "Chidi had left before this day."),
        (lambda world: WalkIn(world.ward_7), "Say who it was."),
    ],
)
def test_a_walk_in_that_cannot_be_is_refused(registered, world, walk_in, words):
    with at(registered.starts_at):
        found = refused(
            actions.record_attendance, meeting=registered, present=[], walk_ins=[walk_in(world)], by=world.esi
        )

    assert found == {"walk_in": words}


def test_a_tick_for_somebody_on_another_list_is_refused(registered, world):
    elsewhere = AttendanceFactory()

    with at(registered.starts_at):
        found = refused(actions.record_attendance, meeting=registered, present=[elsewhere], by=world.esi)

    assert found == {"present": "Somebody of these is not on the list any more. Look again."}


def test_the_list_holds_every_team_and_last_those_of_none(registered, world):
    assert world.chidi
    AttendanceFactory(meeting=registered, guest="From the ministry")

    listed = [(each.team.name, [str(row.person or row.guest) for row in each.rows]) for each in coming_to(registered)]

    assert listed == [("Ward 7", ["Amina", "Ben", "Mo"]), ("Ward 9", []), ("Falls", ["From the ministry"])]
    assert [(each.people, each.there) for each in coming_to(registered)] == [(3, 0), (0, 0), (1, 0)]


def test_where_everybody_comes_with_a_team_the_list_ends_with_the_last_team(registered):
    assert [each.team.name for each in coming_to(registered)] == ["Ward 7"]


def test_a_team_sees_how_many_it_has_registered_and_nobody_elses_people(registered, session, world):
    AttendanceFactory(meeting=session, team=world.ward_9, guest="A nurse", state="registered")
    later = session_in(world.falls, key="session-2")

    assert registered_of([session.pk, later.pk], [world.ward_7.pk]) == {session.pk: 3}


def test_a_team_brings_who_belongs_to_it(world):
    assert world.amina
    assert world.ben
    world.ben.memberships.update(ended_at=NOON)

    assert people_of(world.ward_7) == [world.amina]


# --- the roll of a call ---------------------------------------------------------------------------------------------


@pytest.fixture
def call(world):
    assert world.ward_9
    assert world.amina
    return call_in(world.falls)


def test_the_roll_is_called_team_by_team(call, world):
    with at(NOON):
        many = actions.record_roll_call(meeting=call, teams=[world.ward_7, world.ward_9], by=world.esi)
        actions.record_roll_call(meeting=call, teams=[world.ward_9], by=world.esi)

    assert many == 2
    assert [(each.team.name, each.is_here) for each in round_of(call, seen_by=world.esi)] == [
        ("Ward 7", False),
        ("Ward 9", True),
    ]
    assert teams_on_calls([call.pk]) == {call.pk: 1}


def test_whoever_says_i_am_here_says_it_for_the_team(call, world):
    with at(NOON):
        actions.say_here(meeting=call, team=world.ward_7, by=world.amina)
        actions.say_here(meeting=call, team=world.ward_7, by=world.amina)
        actions.record_roll_call(meeting=call, teams=[], by=world.esi)

    [ward_7, _ward_9] = round_of(call, seen_by=world.esi)
    assert (ward_7.is_here, ward_7.people) == (True, (world.amina,))


def test_apologies_are_sent_before_and_overtaken_by_coming(call, world):
    actions.send_apologies(meeting=call, team=world.ward_7, by=world.amina)
    assert [each.sent_apologies for each in round_of(call, seen_by=world.esi)] == [True, False]

    with at(NOON):
        actions.record_roll_call(meeting=call, teams=[world.ward_7], by=world.esi)
        assert refused(actions.send_apologies, meeting=call, team=world.ward_7, by=world.amina) == {
            "": "It has been held already."
        }

    assert [(each.is_here, each.sent_apologies) for each in round_of(call, seen_by=world.esi)] == [
        (True, False),
        (False, False),
    ]


def test_apologies_stand_when_the_roll_is_called_without_the_team(call, world):
    actions.send_apologies(meeting=call, team=world.ward_7, by=world.amina)

    with at(NOON):
        assert actions.record_roll_call(meeting=call, teams=[world.ward_9], by=world.esi) == 1

    assert [(each.is_here, each.sent_apologies) for each in round_of(call, seen_by=world.esi)] == [
        (False, True),
        (True, False),
    ]


def test_the_roll_is_not_called_before_the_call_nor_of_other_teams(call, world):
    assert refused(actions.record_roll_call, meeting=call, teams=[], by=world.esi) == {
        "teams": "The call has not begun: the roll is called when it has."
    }
    assert refused(actions.say_here, meeting=call, team=world.ward_7, by=world.amina) == {
        "team": "The call has not begun."
    }
    with at(NOON - timedelta(minutes=59)):
        assert refused(actions.record_roll_call, meeting=call, teams=[world.clinic], by=world.esi) == {
            "teams": "Choose from the collaborative’s teams."
        }


def test_teams_that_keep_to_themselves_see_only_themselves_in_the_round(call, world):
    assert [each.team.name for each in round_of(call, seen_by=world.amina)] == ["Ward 7"]


def test_a_team_that_closed_stays_in_the_round_of_the_calls_it_was_on(call, world):
    with at(NOON):
        actions.record_roll_call(meeting=call, teams=[world.ward_9], by=world.esi)
    world.ward_9.closed_at, world.ward_9.closed_by = NOON, world.esi
    world.ward_9.save()

    later = MeetingFactory(in_space=world.falls)
    assert [each.team.name for each in round_of(call, seen_by=world.esi)] == ["Ward 7", "Ward 9"]
    assert [each.team.name for each in round_of(later, seen_by=world.esi)] == ["Ward 7"]


def test_a_person_who_asks_to_be_forgotten_takes_their_needs_along(registered, world):
    from allteach.people.actions import erase
    from allteach.people.models import Person

    register(world, registered, Coming(world.ben, access_needs="A loop", food="No nuts", travel="By train"))
    erase(person=Person.objects.get(pk=world.ben.pk), by=world.ben)

    kept = Attendance.objects.get(person=world.ben)
    assert (kept.access_needs, kept.food, kept.travel) == ("", "", "")
    assert Membership.objects.filter(person=world.ben).exists()
