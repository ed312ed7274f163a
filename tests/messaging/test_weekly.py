"""The weekly letter: once a week by its reader's clock, of what concerns them, never empty, and it ends."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from allteach.core.actions import record
from allteach.core.periods import Period
from allteach.improvement import events as improvement_events
from allteach.measures import actions as measure_actions
from allteach.measures import events as measure_events
from allteach.messaging import outbox
from allteach.messaging.models import LetterDay, Message, Preference
from allteach.messaging.notices import LETTERS
from allteach.messaging.weekly import due_before, weekly_letters
from allteach.messaging.weekly_sections import MOST
from allteach.people.models import Account
from allteach.spaces.models import Membership, Space
from tests.factories import CycleFactory, MeetingFactory, TeamFactory, TimetableFactory

pytestmark = pytest.mark.django_db

MONDAY = datetime(2025, 4, 14, 9, tzinfo=UTC)  # Ten in London.


def owed(at) -> dict[str, str]:
    return {each.reader.key: each.period for each in weekly_letters(at)}


def key(person) -> str:
    return f"person:{person.pk}"


def letter(person, at=MONDAY) -> dict | None:
    """What the letter of a person says at a moment: the lines under each heading."""
    message = Message(letter="digest", person=person, about=f"people.person:{person.pk}")
    with time_machine.travel(at, tick=False):
        said = LETTERS["digest"].says(message)
    return said and {part["title"]: [line["words"] for line in part["lines"]] for part in said["sections"]}


def happen(name, team, by, ago=timedelta(days=1), times=1) -> None:
    with time_machine.travel(MONDAY - ago, tick=False):
        for _ in range(times):
            record(name, by=by, about=team, space=team.pk)


# --- When -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "weekday", "hour", "at", "period"),
    [
        ("Europe/London", 0, 8, datetime(2025, 4, 14, 6, 59, tzinfo=UTC), None),
        ("Europe/London", 0, 8, datetime(2025, 4, 14, 7, tzinfo=UTC), "2025-W16"),
        ("Europe/London", 0, 8, datetime(2025, 4, 16, 6, 59, tzinfo=UTC), "2025-W16"),  # Two days late …
        ("Europe/London", 0, 8, datetime(2025, 4, 16, 7, tzinfo=UTC), None),  # … and no later.
        ("America/Toronto", 0, 8, datetime(2025, 4, 14, 11, 59, tzinfo=UTC), None),
        ("America/Toronto", 0, 8, datetime(2025, 4, 14, 12, tzinfo=UTC), "2025-W16"),
        ("Pacific/Auckland", 0, 8, datetime(2025, 4, 13, 20, tzinfo=UTC), "2025-W16"),
        ("Europe/London", 6, 20, datetime(2025, 4, 14, 9, tzinfo=UTC), "2025-W15"),  # Sunday's letter, on Monday.
        ("Europe/London", 0, 8, datetime(2024, 12, 30, 9, tzinfo=UTC), "2025-W01"),
        ("Europe/London", 0, 8, datetime(2026, 12, 28, 9, tzinfo=UTC), "2026-W53"),
    ],
)
def test_a_letter_is_due_on_its_day_and_hour_by_the_readers_own_clock(world, zone, weekday, hour, at, period):
    world.amina.time_zone = zone
    world.amina.save()
    LetterDay.objects.create(person=world.amina, weekday=weekday, hour=hour)

    assert owed(at).get(key(world.amina)) == period


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize("zone", ["Europe/London", "America/Toronto", "America/St_Johns", "Pacific/Kiritimati", "UTC"])
def test_in_every_week_of_a_year_there_is_one_letter_also_when_the_clocks_change(world, zone):
    world.amina.time_zone = zone
    world.amina.save()
    moments = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours) for hours in range(0, 366 * 24, 5)]

    seen = {at: owed(at).get(key(world.amina)) for at in moments}

    weeks = {period for period in seen.values() if period}
    assert len(weeks) == 52  # From the first Monday of the year to its last.
    for period in weeks:
        first = min(at for at, each in seen.items() if each == period)
        local = first.astimezone(ZoneInfo(zone))
        assert (local.weekday(), 8 <= local.hour < 14) == (0, True)


def test_two_schedulers_and_a_clock_that_jumps_owe_one_letter_a_week(world):
    assert world.amina.pk
    for at in (MONDAY, MONDAY, MONDAY + timedelta(days=365), MONDAY, MONDAY + timedelta(hours=3)):
        with time_machine.travel(at, tick=False):
            outbox.write_reminders(at)

    periods = Message.objects.filter(letter="digest").values_list("period", flat=True)
    assert sorted(periods) == ["2025-W16", "2026-W16"]


def test_whoever_moves_their_day_within_a_week_gets_no_second_letter(world):
    assert world.amina.pk
    outbox.owe("digest", weekly_letters(MONDAY))
    LetterDay.objects.create(person=world.amina, weekday=4, hour=9)

    outbox.owe("digest", weekly_letters(MONDAY + timedelta(days=4)))

    assert Message.objects.count() == 1


@pytest.mark.parametrize(("pace", "weeks"), [("weekly", 5), ("monthly", 1), ("never", 0)])
def test_a_letter_comes_as_often_as_its_reader_wants(world, pace, weeks):
    Preference.objects.create(person=world.amina, letter="digest", pace=pace)

    for week in range(5):
        outbox.owe("digest", weekly_letters(datetime(2025, 9, 1, 9, tzinfo=UTC) + timedelta(weeks=week)))

    assert Message.objects.filter(person=world.amina).count() == weeks


def test_nobody_is_owed_a_letter_who_has_left_has_no_account_or_belongs_nowhere(world):
    world.everybody()
    Account.objects.filter(person=world.ben).update(is_active=False)
    Membership.objects.filter(person=world.chidi).update(ended_at=MONDAY)
    Space.objects.filter(pk=world.sugar.pk).update(closed_at=MONDAY, closed_by=world.esi)
    Space.objects.filter(parent=world.sugar).update(closed_at=MONDAY, closed_by=world.esi)

    assert set(owed(MONDAY)) == {key(person) for person in (world.amina, world.dana, world.esi)}


def test_a_letter_is_due_before_it_was_ever_chosen_when():
    assert due_before(MONDAY, LetterDay(), "Europe/London") == datetime.combine(MONDAY.date(), time(8))


# --- What -----------------------------------------------------------------------------------------------------------


def test_a_letter_tells_what_moved_in_the_readers_teams_and_what_they_gave(world):
    world.everybody()
    happen(improvement_events.CYCLE_DECIDED, world.ward_7, world.amina, times=2)
    happen("spaces.member_joined", world.ward_7, world.esi)
    happen(improvement_events.CYCLE_BEGUN, world.ward_9, world.chidi)
    happen(improvement_events.CYCLE_DECIDED, world.ward_7, world.amina, ago=timedelta(days=8))

    said = letter(world.amina)

    assert said["What moved in your teams"] == ["Ward 7: 2 tests decided, 1 person joined"]
    assert said["Thank you"] == ["You gave 2 things: numbers, tests and words. Thank you."]
    assert letter(world.esi)["What moved in your teams"] == [
        "Ward 7: 2 tests decided, 1 person joined",
        "Ward 9: 1 test begun",
    ]


def test_a_letter_ends_and_counts_what_it_leaves_out(world):
    world.everybody()
    for _ in range(MOST + 2):
        happen(improvement_events.CYCLE_BEGUN, TeamFactory(parent=world.falls), world.chidi)
    message = Message(letter="digest", person=world.esi, about=f"people.person:{world.esi.pk}")

    with time_machine.travel(MONDAY, tick=False):
        said = LETTERS["digest"].says(message)

    moved = next(part for part in said["sections"] if part["title"] == "What moved in your teams")
    assert (len(moved["lines"]), moved["more"]) == (MOST, 2)


def test_a_letter_names_what_waits_and_the_next_dates(world):
    assert world.ward_7_falls.pk
    TimetableFactory(space=world.falls, first_session=date(2025, 4, 21))
    MeetingFactory(
        in_space=world.ward_7,
        title="Huddle",
        starts_at=MONDAY + timedelta(days=1),
        ends_at=MONDAY + timedelta(days=1, hours=1),
    )

    said = letter(world.amina)

    assert said["Waits for you"] == ["3 things are on your desk."]
    assert said["Next dates"][0].endswith("Huddle, Ward 7")
    assert "Monday 21 April 2025 09:00: Learning session 1, Falls" in said["Next dates"]


def test_a_letter_tells_what_other_teams_learned_one_thing_of_each(world):
    world.everybody()
    for days in (1, 2):
        CycleFactory(
            team=world.surgery,
            audience="collaborative",
            state="acted",
            decision="adopt",
            decided_by=world.gil,
            decided_at=MONDAY - timedelta(days=days),
            lesson=f"A chart on the wall helps, {days}",
        )

    assert letter(world.farah)["What other teams learned"] == ["Surgery: A chart on the wall helps, 1"]
    assert "What other teams learned" not in (letter(world.amina) or {})
    assert "What other teams learned" not in (letter(world.gil) or {})  # It is their own.


def test_what_is_wanted_once_a_week_stands_in_the_letter(world):
    assert world.ward_7_falls.pk
    Message.objects.create(
        letter="month_due",
        person=world.amina,
        reader=key(world.amina),
        about=f"spaces.space:{world.ward_7.pk}",
        period="2025-03 +1",
        state="gathered",
        made_at=MONDAY - timedelta(days=2),
        due_at=MONDAY,
    )

    assert letter(world.amina)["Also this week"] == ["March 2025 of Ward 7 has not arrived yet"]
    with time_machine.travel(MONDAY, tick=False):
        measure_actions.send_sheet(
            team=world.ward_7, period=Period(date(2025, 3, 1), "month"), nothing_because="Closed", by=world.amina
        )
    assert "Also this week" not in letter(world.amina)


def test_of_much_that_is_wanted_once_a_week_the_first_lines_stand_and_the_rest_is_counted(world):
    assert world.ward_7_falls.pk
    for number in range(MOST + 2):
        Message.objects.create(
            letter="month_due",
            person=world.amina,
            reader=key(world.amina),
            about=f"spaces.space:{world.ward_7.pk}",
            period=f"2025-03 +{number}",
            state="gathered",
            made_at=MONDAY - timedelta(days=2),
            due_at=MONDAY,
        )
    message = Message(letter="digest", person=world.amina, about=f"people.person:{world.amina.pk}")

    with time_machine.travel(MONDAY, tick=False):
        [told] = [part for part in LETTERS["digest"].says(message)["sections"] if part["title"] == "Also this week"]

    assert (len(told["lines"]), told["more"]) == (MOST, 2)


def test_a_letter_thanks_for_the_numbers_of_other_teams(world):
    world.everybody()
    happen(improvement_events.CYCLE_DECIDED, world.clinic, world.farah)
    happen(measure_events.SHEET_SENT, world.surgery, world.gil, times=2)
    happen(measure_events.SHEET_SENT, world.clinic, world.esi)

    assert letter(world.farah)["Thank you"] == [
        "You gave 1 thing: a number, a test or a word. Thank you.",
        "Beside you 1 team sent its numbers: thanks to them.",
    ]


def test_a_letter_tells_what_happened_since_the_one_before(world):
    world.everybody()
    happen(improvement_events.CYCLE_DECIDED, world.ward_7, world.amina, ago=timedelta(days=6))
    Message.objects.create(
        letter="digest",
        person=world.amina,
        reader=key(world.amina),
        about="x",
        state="sent",
        made_at=MONDAY - timedelta(days=3),
        due_at=MONDAY,
    )

    assert "What moved in your teams" not in (letter(world.amina) or {})


def test_a_week_in_which_nothing_happened_has_one_useful_thing_or_no_letter(world):
    assert letter(world.chidi) is None
    TimetableFactory(space=world.falls, first_session=date(2025, 6, 2))

    said = letter(world.chidi)

    assert list(said) == ["Next dates"]
    assert len(said["Next dates"]) == 1


def test_failing_a_date_the_useful_thing_is_what_one_team_learned(world):
    world.everybody()
    CycleFactory(
        team=world.clinic,
        audience="collaborative",
        state="acted",
        decision="adopt",
        decided_by=world.farah,
        decided_at=MONDAY - timedelta(days=60),
        lesson="Ask twice",
    )

    assert letter(world.gil) == {"What other teams learned": ["Clinic: Ask twice"]}


def test_whoever_has_left_for_good_has_no_letter(world):
    assert LETTERS["digest"].says(Message(letter="digest", person=None)) is None
