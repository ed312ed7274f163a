"""Background work: asked for once, taken up again, given up visibly."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from allteach.core.actions import ask_for_work, progress, try_again
from allteach.core.actions.work import ATTEMPTS, LEASE, run, sweep, work_off
from allteach.core.models import Event, FormKey, Work
from allteach.core.queries import broken_links, work_of
from tests.core.background import be_told_to_stop, count, fail, lose

pytestmark = pytest.mark.django_db
LONG_AGO = LEASE + timedelta(seconds=1)


def die_at(work: Work, *, attempts: int = 1) -> None:
    """Leave work as a worker does that was killed a lease ago."""
    then = timezone.now() - LONG_AGO
    Work.objects.filter(pk=work.pk).update(
        state=Work.State.RUNNING, worker="dead", attempts=attempts, heartbeat_at=then, due_at=then
    )
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, worker_ids=["dead"], started_at=then)


def test_work_is_done_with_its_arguments_and_says_how_far_it_is():
    ask_for_work(count, key="count", to=3)

    assert work_off() == 1

    work = work_of("count")
    assert (work.state, work.done, work.total, work.message, work.attempts) == ("done", 3, 3, "counting", 1)
    assert Event.objects.count() == 3


def test_a_task_may_be_asked_for_by_name():
    ask_for_work("tests.core.background.count", key="count", to=1)

    assert work_off() == 1


def test_asking_twice_is_asking_once_also_when_it_is_done():
    first = ask_for_work(count, key="count", to=1)
    work_off()

    assert ask_for_work(count, key="count", to=5) == first
    assert work_off() == 0
    assert DBTaskResult.objects.count() == 1


def test_work_asked_for_in_a_transaction_that_failed_was_never_asked_for():
    def ask_and_fail():
        with transaction.atomic():
            ask_for_work(count, key="count", to=1)
            raise RuntimeError("too late")

    with pytest.raises(RuntimeError, match="too late"):
        ask_and_fail()

    assert work_of("count") is None
    assert DBTaskResult.objects.count() == 0


def test_a_key_that_cannot_be_kept_whole_is_refused():
    with pytest.raises(ValueError, match="too long"):
        ask_for_work(count, key="k" * 121, to=1)


def test_work_for_later_waits():
    ask_for_work(count, key="count", due_at=timezone.now() + timedelta(hours=1), to=1)

    assert work_off() == 0


def test_only_one_worker_takes_it():
    work = ask_for_work(count, key="count", to=1)

    assert [run(work.pk, worker="first"), run(work.pk, worker="second")] == [True, False]
    assert Event.objects.count() == 1


def test_what_fails_is_tried_three_times_and_then_given_up_in_sight():
    work = ask_for_work(fail, key="fail", words="a name nobody should read")
    seen = []
    for _ in range(ATTEMPTS):
        run(work.pk, worker="one")
        work.refresh_from_db()
        seen.append((work.state, work.attempts, work.due_at > timezone.now()))

    assert seen == [("waiting", 1, True), ("waiting", 2, True), ("failed", 3, True)]
    assert work.message == "RuntimeError"
    assert run(work.pk, worker="one") is False


def test_what_was_given_up_can_be_tried_again_by_hand():
    work = ask_for_work(fail, key="fail", words="")
    for _ in range(ATTEMPTS):
        run(work.pk, worker="one")

    assert [try_again(work), try_again(work)] == [True, False]

    work.refresh_from_db()
    assert (work.state, work.attempts, work.message) == ("waiting", 0, "")
    assert DBTaskResult.objects.filter(run_after__lte=timezone.now()).exists()


def test_a_name_that_is_no_task_any_more_fails_like_any_other():
    work = ask_for_work("allteach.gone.task", key="gone")

    assert run(work.pk, worker="one") is False
    assert work_of("gone").state == "waiting"


def test_progress_outside_a_worker_says_nothing():
    assert progress(1, 2) is None


def test_a_worker_thought_dead_stops_at_its_next_word():
    work = ask_for_work(lose, key="lose", held_by_key="lose")

    assert run(work.pk, worker="one") is False

    assert not FormKey.objects.exists()
    assert (work_of("lose").state, work_of("lose").worker) == ("running", "another")


def test_a_worker_told_to_stop_gives_its_work_back_uncounted():
    work = ask_for_work(be_told_to_stop, key="stop")

    with pytest.raises(SystemExit):
        run(work.pk, worker="one")

    work.refresh_from_db()
    assert (work.state, work.attempts) == ("waiting", 0)
    assert DBTaskResult.objects.count() == 2


def test_work_of_a_dead_worker_is_taken_up_again():
    work = ask_for_work(count, key="count", to=2)
    die_at(work)

    assert (sweep(), sweep()) == (1, 0)

    assert list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True)) == ["FAILED", "READY"]
    assert work_off() == 1
    assert (work_of("count").state, work_of("count").attempts) == ("done", 2)
    assert list(broken_links()) == []


def test_work_of_a_living_worker_is_left_alone():
    work = ask_for_work(count, key="count", to=2)
    die_at(work)
    Work.objects.update(heartbeat_at=timezone.now())

    assert sweep() == 0
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING


def test_work_that_killed_three_workers_is_given_up():
    work = ask_for_work(count, key="count", to=2)
    die_at(work, attempts=ATTEMPTS)

    assert sweep() == 1
    assert work_of("count").state == "failed"


def test_work_whose_attempt_was_lost_before_it_began_gets_another():
    work = ask_for_work(count, key="count", to=2)
    Work.objects.filter(pk=work.pk).update(due_at=timezone.now() - LONG_AGO)

    assert sweep() == 0  # Its attempt still waits its turn.

    DBTaskResult.objects.all().delete()
    assert sweep() == 1
    assert DBTaskResult.objects.get().status == TaskResultStatus.READY
