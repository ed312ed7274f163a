import os
import socket
from importlib import import_module
from ipaddress import ip_address

import pytest
from django.core.cache import cache
from django.db.backends.sqlite3.base import DatabaseOperations
from hypothesis import HealthCheck, settings

from tests import tables
from tests.world import World

# How many examples a property is tried on; ALLTEACH_EXAMPLES chooses. A machine that is busy is no reason to fail.
patient = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("dev", max_examples=50, **patient)
settings.register_profile("ci", max_examples=100, derandomize=True, database=None, **patient)  # The same every time.
settings.register_profile("soak", max_examples=5000, print_blob=True, **patient)
settings.load_profile(os.environ.get("ALLTEACH_EXAMPLES", "dev"))


def pytest_addoption(parser):
    parser.addoption("--again", action="store_true", help="on a second database: leave out what the first one told")


def pytest_collection_modifyitems(config, items):
    """Leave out what takes an hour, unless this is the hour; and on a second database, what the first one told.

    That is what never touches the database, and what is marked `once`: long walks from page to page in search of words
    that nobody may read there. Each page is asked on both databases by the table of access.
    """
    left_out = [
        item
        for item in items
        if (item.get_closest_marker("soak") and os.environ.get("ALLTEACH_EXAMPLES") != "soak")
        or (config.getoption("again") and (item.get_closest_marker("once") or not touches_the_database(item)))
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def touches_the_database(item) -> bool:
    """Whether a test asked for the database: pytest-django lets no other reach it."""
    asked = set(getattr(item, "fixturenames", ()))
    return bool(asked & {"db", "transactional_db"} or item.get_closest_marker("django_db"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """Where pytest-django lets us say how its database is made."""
    with tables.taken_from_the_last_run():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database of pytest-django; its tables are kept for the next run."""
    with django_db_blocker.unblock():
        tables.keep()


@pytest.fixture
def world(db):
    """The cast and their spaces, each made when first asked for."""
    return World()


@pytest.fixture(autouse=True)
def nobody_has_done_anything_often_yet():
    """Limits count people by their numbers, and the next test's people have the same ones."""
    cache.clear()


@pytest.fixture(autouse=True, scope="session")
def no_socket_leaves_this_machine():
    """A test that speaks to another machine, or asks for its address, fails there and then."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, stays_here(getattr(socket.socket, name), lambda _, address: address))
        for name in ("getaddrinfo", "gethostbyname"):
            patch.setattr(socket, name, stays_here(getattr(socket, name), lambda host, *_: (host,)))
        yield


def stays_here(function, address_of):
    """The same function, which fails the test when the address is not this machine's own."""

    def guarded(*args, **kwargs):
        address = address_of(*args)
        host = address[0] if isinstance(address, tuple) else None  # A text or bytes is a socket in a folder.
        if host and not is_this_machine(host):
            pytest.fail(f"A test tried to reach {host!r}: no socket leaves this machine.")
        return function(*args, **kwargs)

    return guarded


def is_this_machine(host: str | bytes) -> bool:
    """Whether a host is a name or address of this machine."""
    host = host.decode() if isinstance(host, bytes) else host
    try:
        return ip_address(host).is_loopback or ip_address(host).is_unspecified
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True, scope="session")
def triggers_stand_aside_for_a_flush():
    """Emptying the test database is no deletion of events: SQLite's triggers are put back when it is done."""
    events_stand = import_module("allteach.core.migrations.0002_events_stand")
    flush = DatabaseOperations.execute_sql_flush

    def flush_past_the_triggers(operations, statements):
        with operations.connection.cursor() as cursor:
            for statement in events_stand.UNDO["sqlite"]:
                cursor.execute(statement)
            flush(operations, statements)
            for statement in events_stand.SQLITE:
                cursor.execute(statement)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush_past_the_triggers)
        yield
