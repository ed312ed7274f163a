"""The worker as a process: it beats, and what it held when it was killed is taken up again."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.utils import ConnectionHandler
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as LibraryWorker
from django_tasks_db.models import DBTaskResult

from allteach.core.actions import ask_for_work
from allteach.core.actions.work import FORGOTTEN, beat
from allteach.core.models import FormKey, Work, Worker
from allteach.core.queries import work_of
from allteach.core.tasks import clear_out
from allteach.core.worker import Pulse, work
from tests.core.background import count

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db
def test_a_beat_says_that_the_worker_and_its_work_live():
    then = timezone.now() - timedelta(minutes=1)
    Work.objects.create(
        key="mine", state="running", worker="one", heartbeat_at=then, asked_at=then, due_at=then, task="count"
    )
    Worker.objects.create(name="long gone", started_at=then, seen_at=timezone.now() - FORGOTTEN - timedelta(hours=1))

    beat("one")

    assert list(Worker.objects.values_list("name", flat=True)) == ["one"]
    assert work_of("mine").heartbeat_at > then


@pytest.mark.django_db(transaction=True)
def test_the_command_works_until_nothing_is_due_and_says_goodbye():
    ask_for_work(count, key="count", to=2)

    call_command("work", until_idle=True, name="one")

    assert (work_of("count").state, work_of("count").worker) == ("done", "one")
    assert Worker.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_pulse_goes_on_when_a_turn_fails(caplog):
    pulse = Pulse("one", tick=0.01)
    pulse.schedules = [None]  # Nothing that can be asked by the clock.

    pulse.start()
    deadline = time.monotonic() + 10
    while len(caplog.records) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    pulse.end()

    assert len(caplog.records) >= 2
    assert Worker.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_worker_begins_again_when_the_database_was_away(monkeypatch, caplog):
    ends = [DatabaseError("away"), None]

    def run(loop):
        if end := ends.pop(0):
            raise end

    monkeypatch.setattr(LibraryWorker, "run", run)
    monkeypatch.setattr("allteach.core.worker.PAUSE", 0)

    work(name="one")

    assert ends == []
    assert "begins again" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_to_end_says_that_the_database_was_away(monkeypatch):
    def run(loop):
        raise DatabaseError("away")

    monkeypatch.setattr(LibraryWorker, "run", run)

    with pytest.raises(DatabaseError):
        work(name="one", until_idle=True)


@pytest.mark.django_db
def test_what_nobody_will_ask_for_again_is_cleared_out():
    old, now = timezone.now() - timedelta(days=40), timezone.now()
    for age, key in ((old, "old"), (now, "new")):
        Work.objects.create(key=key, state="done", asked_at=age, due_at=age, ended_at=age, task="count")
        FormKey.objects.create(key=key, used_at=age)
        DBTaskResult.objects.create(
            status="SUCCESSFUL", args_kwargs={}, task_path=key, backend_name="default", finished_at=age
        )
        Session.objects.create(session_key=key, session_data="", expire_date=age + timedelta(days=1))

    clear_out.call()

    assert list(Work.objects.values_list("key", flat=True)) == ["new"]
    assert list(FormKey.objects.values_list("key", flat=True)) == ["new"]
    assert list(DBTaskResult.objects.values_list("task_path", flat=True)) == ["new"]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


def address_of(database: dict) -> str:
    """The database as DATABASE_URL names it."""
    if database["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{database['NAME']}"
    who, port = f"{database['USER']}:{database['PASSWORD']}", f":{database['PORT']}" if database["PORT"] else ""
    return f"postgresql://{who}@{port}/{database['NAME']}?host={database['HOST']}"


def in_a_file(folder: Path) -> dict:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "site.sqlite3")}


class Site:
    """A database of its own, with real processes at it."""

    def __init__(self, database: dict, folder: Path):
        self.environment = os.environ | {
            "DATABASE_URL": address_of(database),
            "ALLTEACH_VAR": str(folder),
            "DJANGO_SETTINGS_MODULE": "allteach.settings",
        }
        self.database = ConnectionHandler({"default": database})["default"]
        self.started = []

    def start(self, *words: str) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.started.append(process)
        return process

    def end(self) -> None:
        for process in self.started:
            process.kill()
            process.wait()
            process.stdout.close()
        self.database.close()

    def run(self, code: str) -> str:
        """What the code prints in a process of its own."""
        process = self.start("-c", f"import django; django.setup()\n{code}")
        said, _ = process.communicate()
        assert process.returncode == 0
        return said.strip()

    def sql(self, statement: str, *values) -> list[tuple]:
        with self.database.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def wait_until_counted(self, least: int) -> None:
        deadline = time.monotonic() + 30
        while self.counted() < least and time.monotonic() < deadline:
            time.sleep(0.05)
        assert self.counted() >= least

    def counted(self) -> int:
        return self.sql("SELECT count(*) FROM core_event WHERE name = 'test.counted'")[0][0]


ASK = """from allteach.core.actions import ask_for_work
ask_for_work('tests.core.background.count', key='count', to={to}, pause=0.1)"""
CHECK = """from allteach.core.models import Event, Work
from allteach.core.queries import broken_links
work = Work.objects.get(key='count')
print(work.state, work.attempts, work.worker, [event.facts['number'] for event in Event.objects.all()], *broken_links())
"""


def copy_tables(folder: Path) -> dict:
    """The tables of the test database, empty as they are now, as an SQLite file in a folder."""
    database = in_a_file(folder)
    connection.ensure_connection()
    with closing(sqlite3.connect(database["NAME"])) as copy:
        connection.connection.backup(copy)
    return database


@pytest.fixture
def site(transactional_db, tmp_path):
    if connection.vendor == "postgresql":
        site = Site(dict(connection.settings_dict), tmp_path)
    else:
        site = Site(copy_tables(tmp_path), tmp_path)
    yield site
    site.end()
    if connection.vendor == "postgresql":
        site.database.close_pool()


@pytest.mark.slow
def test_work_of_a_worker_killed_in_the_middle_is_finished_by_the_next_and_nothing_is_doubled(site):
    site.run(ASK.format(to=12))
    first = site.start("manage.py", "work", "--name", "first")
    site.wait_until_counted(3)

    first.send_signal(signal.SIGKILL)
    first.communicate()
    assert 3 <= site.counted() < 12
    # A lease later: nobody waits a minute for it here.
    site.sql("UPDATE core_work SET heartbeat_at = %s", timezone.now() - timedelta(minutes=2))
    second = site.start("manage.py", "work", "--until-idle", "--name", "second")
    second.communicate(timeout=60)

    assert second.returncode == 0
    assert site.run(CHECK) == f"done 2 second {list(range(12))}"


@pytest.mark.slow
def test_a_worker_asked_to_stop_finishes_the_task_at_hand(site):
    site.run(ASK.format(to=5))
    worker = site.start("manage.py", "work", "--name", "first")
    site.wait_until_counted(1)

    worker.send_signal(signal.SIGTERM)
    worker.communicate(timeout=30)

    assert worker.returncode == 0
    assert site.run(CHECK) == f"done 1 first {list(range(5))}"
    assert site.sql("SELECT count(*) FROM core_worker") == [(0,)]
