"""Days that are seldom meant are warned of at their field, and one click goes on; what cannot be is refused there."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from allteach.collaboratives import actions as collaboratives
from allteach.collaboratives.queries.calendars import calendar_of, holidays_between, timetable_of
from allteach.meetings import actions
from allteach.meetings.models import Meeting
from tests.web.test_calendar import SAID

pytestmark = pytest.mark.django_db

MAY_DAY = "Monday, 5 May 2025 is a public holiday. Choose another day, or go on if you mean it."
SPRING = "Monday, 26 May 2025 is a public holiday. Choose another day, or go on if you mean it."
ENGLAND = {**SAID, "holidays": "GB-ENG"}
CALL = {"title": "Extra call", "kind": "all_team_call", "topic": "Hypos at night", "form_key": "extra"}


@pytest.fixture
def esi(client, world):
    client.force_login(world.esi.account)
    return client


@pytest.fixture
def timetable(world):
    return actions.set_timetable(space=world.falls, first_session=date(2025, 2, 3), holidays="GB-ENG", by=world.esi)


def moving(key):
    return reverse("calendars:move_entry", args=["falls", key])


def setting():
    return reverse("calendars:set_calendar", args=["falls"])


def planning():
    return reverse("meetings:plan_meeting", args=["falls"])


def warned(response):
    return response.context["form"].warnings


def refused(response):
    return {name: [str(error) for error in errors] for name, errors in response.context["form"].errors.items()}


def sent_back(response):
    """What the form of a page would send if its button was pressed."""
    form = response.context["form"]
    return {name: form[name].value() or "" for name in form.fields if not isinstance(form[name].value(), bool)}


# --- public holidays ------------------------------------------------------------------------------------------------


def test_a_first_session_on_a_holiday_is_warned_of_at_its_day_and_saved_with_one_more_click(esi, world):
    looked = esi.post(setting(), {**ENGLAND, "first_session": "2025-05-05"})
    nothing_yet = timetable_of(world.falls)
    page = looked.content.decode()
    saved = esi.post(setting(), sent_back(looked))

    assert warned(looked) == {"first_session": [MAY_DAY]}
    assert f'<span class="nhsuk-u-visually-hidden">Mind: </span>{MAY_DAY}' in page
    assert 'aria-describedby="id_first_session_helptext id_first_session_warning"' in page
    assert "Save it so" in page
    assert (nothing_yet, saved.status_code) == (None, 302)
    assert timetable_of(world.falls).first_session == date(2025, 5, 5)


def test_the_second_day_of_a_session_counts_as_much(esi, world):
    looked = esi.post(setting(), {**ENGLAND, "first_session": "2025-05-04"})

    assert warned(looked) == {"first_session": [MAY_DAY]}


def test_a_session_moved_to_a_holiday_is_warned_of_in_its_preview(esi, world, timetable):
    looked = esi.post(moving("session-2"), {"on": "2025-05-26", "version": "1"})
    unmoved = timetable_of(world.falls).moved
    esi.post(moving("session-2"), {**sent_back(looked), "sure": "on"})

    assert warned(looked) == {"on": [SPRING]}
    assert "Action period 1" in looked.content.decode()
    assert unmoved == {}
    assert timetable_of(world.falls).moved == {"session-2": "2025-05-26"}


def test_another_holiday_chosen_in_the_preview_is_warned_of_anew(esi, world, timetable):
    looked = esi.post(moving("call-2025-05"), {"on": "2025-05-05", "version": "1"})

    again = esi.post(moving("call-2025-05"), {**sent_back(looked), "on": "2025-05-26", "sure": "on"})

    assert warned(again) == {"on": [SPRING]}
    assert timetable_of(world.falls).moved == {}


def test_a_day_that_is_no_holiday_is_not_warned_of(esi, world, timetable):
    looked = esi.post(moving("call-2025-05"), {"on": "2025-05-27", "version": "1"})

    assert warned(looked) == {}


def test_what_was_put_on_a_day_by_hand_is_warned_of_when_that_becomes_a_holiday(esi, world, timetable):
    actions.move_entry(space=world.falls, key="session-2", on=date(2025, 8, 4), by=world.esi)

    looked = esi.post(setting(), {**SAID, "holidays": "GB-SCT", "version": "2"})
    esi.post(setting(), {**sent_back(looked), "sure": "on"})

    assert warned(looked) == {"holidays": ["Learning session 2 stays on a public holiday: 4 to 5 August 2025."]}
    assert timetable_of(world.falls).holidays == "GB-SCT"


@pytest.mark.parametrize("key", ["plan", "change"])
def test_a_meeting_planned_by_hand_on_a_holiday_is_warned_of_before_it_is_saved(esi, world, timetable, key):
    first = {**CALL, "starts_at": "2025-05-27T12:30", "ends_at": "2025-05-27T13:30"}
    address = planning()
    if key == "change":
        esi.post(planning(), first)
        address = reverse("meetings:change_meeting", args=["falls", Meeting.objects.get(title="Extra call").pk])
    days = set(Meeting.objects.values_list("starts_at", flat=True))

    said = {**first, "starts_at": "2025-05-26T12:30", "ends_at": "2025-05-26T13:30"}
    looked = esi.post(address, said)
    unsaved = set(Meeting.objects.values_list("starts_at", flat=True))
    page = looked.content.decode()
    esi.post(address, sent_back(looked))

    assert warned(looked) == {"starts_at": [SPRING]}
    assert ("it nevertheless" in page, "Hypos at night" in page) == (True, True)
    assert unsaved == days
    kept = Meeting.objects.get(title="Extra call")
    assert (timezone.localdate(kept.starts_at), kept.topic) == (date(2025, 5, 26), "Hypos at night")


def test_other_hours_of_a_meeting_that_stays_on_its_holiday_are_not_doubted_again(esi, world, timetable):
    said = {**CALL, "starts_at": "2025-05-26T12:30", "ends_at": "2025-05-26T13:30"}
    esi.post(planning(), sent_back(esi.post(planning(), said)))
    address = reverse("meetings:change_meeting", args=["falls", Meeting.objects.get(title="Extra call").pk])

    saved = esi.post(address, {**said, "ends_at": "2025-05-26T14:00"})

    assert saved.status_code == 302


def test_nothing_is_a_holiday_before_there_is_a_calendar_or_in_years_nobody_plans(world, timetable):
    days = (date(2025, 5, 5), date(2025, 5, 5))

    assert holidays_between(timetable, *days) == (date(2025, 5, 5),)
    assert holidays_between(None, *days) == ()
    assert holidays_between(timetable, date(1925, 12, 25), date(1925, 12, 25)) == ()


# --- what cannot be -------------------------------------------------------------------------------------------------

ORDER = "A later session would begin before an earlier one has ended."


@pytest.mark.parametrize(
    ("key", "on", "words"),
    [
        ("session-2", "2025-02-04", ORDER),
        ("congress", "2025-12-01", ORDER),
        ("call-2025-05", "2025-05-13", "A session is on this day: the call would be at the same time."),
        ("session-2", "1925-05-12", "Write a day between 2000 and 2099."),
        ("session-2", "", "Please answer this."),
        ("session-2", "12 May", "Write a date, for example 2026-03-05."),
    ],
)
@pytest.mark.parametrize("sure", ["", "on"])
def test_a_day_that_cannot_be_is_refused_at_the_day_in_the_preview_and_after(
    esi, world, timetable, key, on, words, sure
):
    response = esi.post(moving(key), {"on": on, "version": "1", "sure": sure})

    assert refused(response) == {"on": [words]}
    assert response.context["form"]["on"].value() == on
    assert timetable_of(world.falls).moved == {}


def test_a_session_moved_to_the_hours_of_a_call_planned_by_hand_is_refused_at_its_day(esi, world):
    monday = timezone.localdate() + timedelta(days=30 - timezone.localdate().weekday())
    actions.set_timetable(space=world.falls, first_session=monday, by=world.esi)
    second = calendar_of(timetable_of(world.falls)).entry("session-2")
    on = second.start + timedelta(weeks=1)
    esi.post(planning(), {**CALL, "starts_at": f"{on}T12:30", "ends_at": f"{on}T13:30"})

    response = esi.post(moving("session-2"), {"on": f"{on}", "version": "1", "sure": "on"})

    assert refused(response) == {"on": ["“Extra call” is at the same time."]}
    assert timetable_of(world.falls).moved == {}


def test_a_page_that_the_calendar_cannot_make_says_why(esi, world):
    monday = timezone.localdate() + timedelta(days=30 - timezone.localdate().weekday())
    esi.post(planning(), {**CALL, "starts_at": f"{monday}T12:30", "ends_at": f"{monday}T13:30"})
    collaboratives.set_timetable(space=world.falls, first_session=monday, by=world.esi)

    page = esi.post(reverse("meetings:follow_calendar", args=["falls"]), follow=True).content.decode()

    assert "“Extra call” is at the same time." in page
    assert Meeting.objects.exclude(key="").count() == 0


@pytest.mark.parametrize(
    ("said", "errors"),
    [
        (
            {"starts_at": "2025-05-12T10:00", "ends_at": "2025-05-12T11:00"},
            {"starts_at": ["“Learning session 2” is at the same time."]},
        ),
        (
            {"starts_at": "2025-06-03T10:00", "ends_at": "2025-06-03T09:00"},
            {"ends_at": ["It would end before it begins."]},
        ),
        (
            {"starts_at": "2025-06-03T10:00", "ends_at": "2025-06-13T11:00"},
            {"ends_at": ["A meeting takes a week at most. Is the day right?"]},
        ),
        ({"starts_at": "1925-06-03T10:00", "ends_at": "1925-06-03T11:00"}, {"starts_at": ["Is the year right?"]}),
    ],
)
def test_hours_of_a_meeting_that_cannot_be_are_refused_at_their_field(esi, world, said, errors):
    with_sessions(world)

    response = esi.post(planning(), {**CALL, **said})

    assert refused(response) == errors
    assert response.context["form"]["topic"].value() == "Hypos at night"
    assert not Meeting.objects.filter(title="Extra call").exists()


@pytest.mark.parametrize(
    ("said", "errors"),
    [
        ({"session_until": "08:00"}, {"session_until": ["A session cannot end before it begins."]}),
        ({"first_session": "1925-02-03"}, {"first_session": ["Write a day between 2000 and 2099."]}),
        ({"months": "3"}, {"months": ["The least is 6."]}),
        ({"due_day": "29"}, {"due_day": ["The most is 28."]}),
        ({"prework_weeks": "12"}, {"prework_weeks": ["The most is 10."]}),
        ({"last_request": "5"}, {"last_request": ["The last time cannot be before the first."]}),
        ({"call_minutes": "5"}, {"call_minutes": ["The least is 10."]}),
    ],
)
def test_a_calendar_that_cannot_be_is_refused_at_its_field(esi, world, said, errors):
    response = esi.post(setting(), {**SAID, **said})

    assert refused(response) == errors
    assert timetable_of(world.falls) is None


def test_a_first_session_after_one_moved_by_hand_is_refused_at_its_day(esi, world, timetable):
    actions.move_entry(space=world.falls, key="session-2", on=date(2025, 6, 2), by=world.esi)

    response = esi.post(setting(), {**ENGLAND, "first_session": "2025-06-02", "version": "2"})

    assert refused(response) == {"first_session": [ORDER]}


def with_sessions(world):
    """A second session on 12 and 13 May 2025, with its page."""
    zone = ZoneInfo(world.falls.time_zone)
    actions.plan_meeting(
        space=world.falls,
        kind="learning_session",
        key="session-2",
        starts_at=datetime(2025, 5, 12, 9, tzinfo=zone),
        ends_at=datetime(2025, 5, 13, 16, tzinfo=zone),
        by=world.esi,
    )
