"""The calendar as a file: read back with the reader that other calendars use."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar as File

from allteach.collaboratives.calendar import Calendar, Rhythm
from allteach.collaboratives.models import Timetable
from allteach.exchange.calendar_files import Feed, Occasion, Told, calendar_file
from allteach.spaces.models import Space

TORONTO = ZoneInfo("America/Toronto")


def read(rhythm=None, zone="America/Toronto", moved=None, call_from=time(12, 30), version=1):
    """The events of a calendar's file, by name."""
    space = Space(name="Falls", slug="falls", time_zone=zone)
    rhythm = rhythm or Rhythm(date(2025, 2, 3))
    timetable = Timetable(space=space, first_session=rhythm.first_session, call_from=call_from, version=version)
    feed = Feed(timetable, Calendar(rhythm, moved=moved or {}), "https://allteach.example/spaces/falls/calendar/")
    file = File.from_ical(calendar_file([feed], name="Falls"))
    return {str(event["uid"]): event for event in file.walk("VEVENT")}


def test_each_day_of_a_session_is_an_event_at_its_hours():
    events = read()

    second = events["session-1-2.falls@allteach"]
    assert second.decoded("dtstart") == datetime(2025, 2, 4, 9, 0, tzinfo=TORONTO)
    assert second.decoded("dtend") == datetime(2025, 2, 4, 16, 30, tzinfo=TORONTO)
    assert str(second["summary"]) == "Falls: Learning session 1"


@pytest.mark.parametrize(("month", "hour"), [("2025-02", 17), ("2025-03", 16), ("2025-10", 16), ("2025-11", 17)])
def test_a_call_stays_at_its_hour_of_the_wall_clock_in_summer_and_in_winter(month, hour):
    call = read()[f"call-{month}.falls@allteach"]

    begins = call.decoded("dtstart")
    assert (begins.hour, begins.minute) == (12, 30)
    assert begins.astimezone(ZoneInfo("UTC")).hour == hour


def test_a_call_in_the_night_in_which_the_clocks_change_takes_as_long_as_any():
    call = read(Rhythm(date(2025, 2, 3)), moved={"call-2025-03": date(2025, 3, 9)}, call_from=time(1, 30))[
        "call-2025-03.falls@allteach"
    ]

    begins, ends = (call.decoded(name).astimezone(ZoneInfo("UTC")) for name in ("dtstart", "dtend"))
    assert (ends - begins).total_seconds() == 3600


def test_a_report_is_due_for_a_whole_day_in_which_people_are_free():
    report = read()["report-2025-02.falls@allteach"]

    assert (report.decoded("dtstart"), report.decoded("dtend")) == (date(2025, 3, 10), date(2025, 3, 11))
    assert str(report["transp"]) == "TRANSPARENT"


def test_what_is_moved_keeps_its_name_and_counts_its_changes():
    before = read()["session-2-1.falls@allteach"]
    after = read(moved={"session-2": date(2025, 6, 2)}, version=2)["session-2-1.falls@allteach"]

    assert (before.decoded("dtstart").date(), after.decoded("dtstart").date()) == (date(2025, 5, 12), date(2025, 6, 2))
    assert (int(before["sequence"]), int(after["sequence"])) == (1, 2)


def test_stages_that_nobody_comes_to_are_not_in_it():
    assert {name.split("-")[0] for name in read()} == {"session", "call", "report", "congress", "data_request"}


def test_the_file_says_how_its_time_zone_changes():
    space = Space(name="Falls", slug="falls", time_zone="Europe/London")
    timetable = Timetable(space=space, first_session=date(2025, 2, 3))
    file = File.from_ical(calendar_file([Feed(timetable, Calendar(Rhythm(date(2025, 2, 3))), "")], name="Falls"))

    assert [str(zone["tzid"]) for zone in file.walk("VTIMEZONE")] == ["Europe/London"]


@pytest.mark.parametrize(
    ("begins", "ends", "days"),
    [
        ((3, 29, 9), (3, 30, 16), {"hand": ((3, 29, 9), (3, 29, 16)), "hand-2": ((3, 30, 9), (3, 30, 16))}),
        ((3, 29, 22), (3, 30, 4), {"hand": ((3, 29, 22), (3, 30, 4))}),
    ],
    ids=["two days", "one night"],
)
def test_a_meeting_planned_by_hand_has_its_hours_on_each_of_its_days_and_may_pass_midnight(begins, ends, days):
    london = ZoneInfo("Europe/London")  # In that night its clocks change.
    told = Told(
        datetime(2025, *begins, tzinfo=london), datetime(2025, *ends, tzinfo=london), "https://allteach.example/"
    )
    occasion = Occasion("hand", "Falls: By hand", told, "Europe/London", version=3)

    file = File.from_ical(calendar_file([], name="Falls", occasions=[occasion]))

    assert {
        str(event["uid"]): (event.decoded("dtstart"), event.decoded("dtend"), int(event["sequence"]))
        for event in file.walk("VEVENT")
    } == {
        f"{key}@allteach": (datetime(2025, *first, tzinfo=london), datetime(2025, *last, tzinfo=london), 3)
        for key, (first, last) in days.items()
    }
