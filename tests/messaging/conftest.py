"""It is day, and there is a mail server that does what a test asks of it."""

from datetime import UTC, datetime

import pytest
import time_machine

from tests.messaging.postman import MortalBackend, Postman


@pytest.fixture
def by_day():
    """It is ten in the morning: at night nothing goes that can wait."""
    with time_machine.travel(datetime(2026, 3, 5, 10, tzinfo=UTC)):
        yield


@pytest.fixture
def postman(settings):
    postman = Postman()
    settings.EMAIL_BACKEND = "tests.messaging.postman.MortalBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", postman.port
    settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = False, 5
    MortalBackend.dies = []
    yield postman
    postman.end()
