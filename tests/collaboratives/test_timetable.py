"""Deciding the calendar and moving what stands in it: what is refused, what is recorded, who is told."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from allteach.collaboratives import actions, events
from allteach.collaboratives.holidays import PLACES, holidays_of
from allteach.collaboratives.models import Timetable
from allteach.collaboratives.queries.calendars import calendar_of, calendars_of, holidays_between, timetable_of
from allteach.core.models import Event
from allteach.messaging.models import Message
from allteach.messaging.notices import LETTERS, NOTICES
from allteach.messaging.readers import Reader

FIRST = date(2025, 2, 3)


@pytest.fixture
def timetable(world):
    return actions.set_timetable(space=world.falls, first_session=FIRST, holidays="GB-ENG", by=world.esi)


def test_one_date_makes_a_calendar(world, timetable):
    calendar = calendar_of(timetable_of(world.falls))

    assert [session.start for session in calendar.sessions] == [
        date(2025, 2, 3),
        date(2025, 5, 12),
        date(2025, 9, 15),
        date(2026, 1, 19),
    ]
    assert (timetable.call_from, timetable.version) == (time(12, 30), 1)


def test_a_session_keeps_off_the_public_holidays_of_the_place_that_was_chosen(world, timetable):
    actions.set_timetable(space=world.falls, first_session=date(2025, 1, 27), by=world.esi)  # 5 May is one.

    assert calendar_of(timetable_of(world.falls)).sessions[1].start == date(2025, 5, 12)


def test_what_is_not_said_stays_and_the_same_again_changes_nothing(world, timetable):
    changed = actions.set_timetable(space=world.falls, months=12, version=1, by=world.esi)
    same = actions.set_timetable(space=world.falls, months=12, version=2, by=world.esi)

    assert (changed.first_session, changed.months, same.version) == (FIRST, 12, 2)
    assert Event.objects.filter(name=events.TIMETABLE_SET).count() == 2


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"first_session": date(1999, 1, 1)}, "first_session"),
        ({"first_session": date(2100, 1, 1)}, "first_session"),
        ({"sessions": 1}, "sessions"),
        ({"months": 30}, "months"),
        ({"session_until": time(8)}, "session_until"),
        ({"call_minutes": 5}, "call_minutes"),
        ({"holidays": "XX"}, "holidays"),
        ({"last_request": 3}, "last_request"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_changes(world, timetable, said, field):
    with pytest.raises(ValidationError) as refused:
        actions.set_timetable(space=world.falls, **said, by=world.esi)

    assert list(refused.value.error_dict) == [field]
    assert timetable_of(world.falls).version == 1


def test_what_no_calendar_follows_from_is_a_mistake_of_ours(world, timetable):
    with pytest.raises(ValueError, match="a timetable has no colour, weather"):
        actions.set_timetable(space=world.falls, weather="rain", colour="red", by=world.esi)


def test_a_session_may_be_put_on_a_holiday_by_hand(world, timetable):
    actions.move_entry(space=world.falls, key="session-2", on=date(2025, 5, 26), by=world.esi)

    assert calendar_of(timetable_of(world.falls)).sessions[1].start == date(2025, 5, 26)


def test_the_holidays_a_collaborative_keeps_free_are_told_for_a_month_at_most(world, timetable):
    may = (date(2025, 5, 5), date(2025, 5, 26))

    assert holidays_between(timetable, date(2025, 5, 1), date(2025, 5, 31)) == may
    assert holidays_between(timetable, date(2025, 5, 1), date(2025, 12, 31)) == may
    assert holidays_between(timetable, date(2025, 5, 5), date(2025, 5, 5)) == may[:1]
    assert holidays_between(timetable, date(1925, 5, 1), date(1925, 5, 31)) == ()
    assert holidays_between(None, date(2025, 5, 1), date(2025, 5, 31)) == ()


def test_a_collaborative_lasts_from_its_first_session_to_the_end_of_the_congress(timetable):
    assert calendar_of(timetable).span == (FIRST, date(2026, 4, 27))


def test_the_second_writer_is_told(world, timetable):
    actions.set_timetable(space=world.falls, months=12, version=1, by=world.esi)

    with pytest.raises(ValidationError) as refused:
        actions.set_timetable(space=world.falls, months=14, version=1, by=world.dana)
    with pytest.raises(ValidationError) as refused_too:
        actions.move_entry(space=world.falls, key="session-2", on=date(2025, 6, 2), version=1, by=world.dana)

    assert (refused.value.code, refused_too.value.code) == ("conflict", "conflict")


def test_something_moved_is_recorded_with_all_that_moved_with_it(world, timetable):
    actions.move_entry(space=world.falls, key="session-2", on=date(2025, 6, 2), by=world.esi)
    again = actions.move_entry(space=world.falls, key="session-2", on=date(2025, 6, 2), by=world.esi)

    event = Event.objects.get(name=events.ENTRY_MOVED)
    assert event.facts["entries"] == ["action-1", "session-2", "action-2"]
    assert again.moved == {"session-2": "2025-06-02"}


@pytest.mark.parametrize("on", [date(2025, 2, 4), date(2026, 1, 19), date(1990, 1, 1)])
def test_dates_out_of_order_are_refused_at_the_day(world, timetable, on):
    with pytest.raises(ValidationError) as refused:
        actions.move_entry(space=world.falls, key="session-3", on=on, by=world.esi)

    assert list(refused.value.error_dict) == ["on"]
    assert timetable_of(world.falls).moved == {}


def test_a_call_at_the_time_of_a_session_is_refused(world, timetable):
    with pytest.raises(ValidationError, match="at the same time"):
        actions.move_entry(space=world.falls, key="call-2025-05", on=date(2025, 5, 12), by=world.esi)


def test_what_is_not_in_the_calendar_cannot_be_moved(world, timetable):
    with pytest.raises(ValidationError, match="not in the calendar"):
        actions.move_entry(space=world.falls, key="session-9", on=date(2025, 6, 2), by=world.esi)


def test_what_was_moved_is_forgotten_when_there_is_no_such_entry_any_more(world, timetable):
    actions.move_entry(space=world.falls, key="session-4", on=date(2026, 1, 26), by=world.esi)

    fewer = actions.set_timetable(space=world.falls, sessions=3, by=world.esi)

    assert fewer.moved == {}


def test_everybody_but_whoever_moved_it_is_told_once_what_moved(world, timetable):
    for person in (world.amina, world.ben):
        assert person.pk
    actions.move_entry(space=world.falls, key="session-2", on=date(2025, 6, 2), by=world.esi)
    event = Event.objects.get(name=events.ENTRY_MOVED)

    told = {reader.key for reader in NOTICES[events.ENTRY_MOVED].to(event)}
    said = LETTERS["calendar_changed"].says(
        Message(letter="calendar_changed", person=world.amina, event=event, about=event.about)
    )

    assert {Reader.of(world.amina).key, Reader.of(world.ben).key} <= told
    assert Reader.of(world.esi).key not in told
    assert said["lines"] == ["Learning session 2: 2 to 3 June 2025"]


def test_a_first_calendar_is_told_to_nobody(world, timetable):
    event = Event.objects.get(name=events.TIMETABLE_SET)

    message = Message(letter="calendar_changed", person=world.amina, event=event, about=event.about)
    assert LETTERS["calendar_changed"].says(message) is None


def test_the_calendars_of_many_are_read_in_one_query(world, timetable, django_assert_num_queries):
    holidays_of("GB-ENG", range(2025, 2029))
    actions.set_timetable(space=world.sugar, first_session=FIRST, by=world.gil)

    with django_assert_num_queries(1):
        found = calendars_of([world.falls.pk, world.sugar.pk])

    assert {timetable.space_id for timetable, _calendar in found} == {world.falls.pk, world.sugar.pk}


@pytest.mark.parametrize("place", PLACES)
def test_every_place_has_its_new_year(place):
    assert date(2026, 1, 1) in holidays_of(place, (2026,))


def test_no_place_has_no_holidays():
    assert holidays_of("", (2026,)) == frozenset()
    assert Timetable(first_session=FIRST).holidays == ""
