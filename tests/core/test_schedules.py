"""What the clock asks for, however many clocks there are and wherever they jump."""

from datetime import UTC, datetime, time, timedelta

import pytest

from allteach.core.actions import record
from allteach.core.models import FormKey, Work
from allteach.core.schedules import Schedule, ask_for_what_is_due, schedules
from allteach.core.tasks import clear_out
from tests.core.background import tick

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
HOURLY = Schedule(tick, every=timedelta(hours=1))


def ask(table, now) -> None:
    ask_for_what_is_due(table, now)


def asked() -> int:
    return Work.objects.count()


def test_a_run_is_asked_for_once_in_its_time():
    for minutes in (0, 1, 59, 60):
        ask([HOURLY], NOON + timedelta(minutes=minutes))

    assert asked() == 2


def test_two_workers_ask_for_a_run_once():
    ask([HOURLY], NOON)
    ask([HOURLY], NOON + timedelta(minutes=5))

    assert asked() == 1


def test_a_clock_that_jumps_ahead_and_back_asks_for_no_run_twice():
    for hours in (0, 8760, 0, 8760, 0):
        ask([HOURLY], NOON + timedelta(hours=hours))

    assert asked() == 2


def test_runs_missed_while_no_worker_was_there_are_not_caught_up_one_by_one():
    ask([HOURLY], NOON)
    ask([HOURLY], NOON + timedelta(days=3))

    assert asked() == 2


@pytest.mark.parametrize(
    "night",
    [
        datetime(2026, 3, 28, 20, tzinfo=UTC),  # 01:30 does not come.
        datetime(2026, 10, 24, 20, tzinfo=UTC),  # 01:30 comes twice.
        datetime(2026, 6, 1, 20, tzinfo=UTC),
    ],
)
def test_a_daily_run_happens_once_a_day_also_on_nights_when_clocks_change(night):
    nightly = [Schedule(tick, at=time(1, 30))]
    ask(nightly, night)
    before = asked()

    for minutes in range(0, 12 * 60, 10):
        ask(nightly, night + timedelta(minutes=minutes))

    assert asked() - before == 1


def test_before_its_hour_a_daily_run_is_not_due():
    assert Schedule(tick, at=time(13)).key_at(NOON) is None


def test_a_run_follows_an_event_of_its_names_and_no_other():
    told = [Schedule(tick, after={"test.told"})]
    thing = FormKey.objects.create(key="k", used_at=NOON)

    ask(told, NOON)
    record("test.other", by=None, about=thing)
    ask(told, NOON)
    assert asked() == 0

    record("test.told", by=None, about=thing)
    ask(told, NOON)
    ask(told, NOON)
    assert asked() == 1


def test_an_idle_second_costs_one_question(django_assert_num_queries):
    ask([HOURLY], NOON)

    with django_assert_num_queries(1):
        ask([HOURLY], NOON)


def test_a_restored_database_is_asked_anew():
    ask([HOURLY], NOON)
    Work.objects.all().delete()

    ask([HOURLY], NOON)

    assert asked() == 1


def test_schedules_are_found_in_every_app():
    assert clear_out in [schedule.task for schedule in schedules()]
