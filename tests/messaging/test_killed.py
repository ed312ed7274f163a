"""Workers killed with -9 while they send: a small one of the runs of `make soak`, on the database of the tests."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from tests.core.test_worker import ROOT, address_of, copy_tables

pytestmark = pytest.mark.slow


@pytest.fixture
def database(transactional_db, tmp_path):
    """The address of an empty database with the product's tables, for processes of its own."""
    is_postgresql = connection.vendor == "postgresql"
    return address_of(dict(connection.settings_dict) if is_postgresql else copy_tables(tmp_path))


@pytest.mark.parametrize(
    ("run", "how_many", "words"),
    [
        ("mails", ("--mails", "100", "--kills", "1"), "weekly letters doubled 0, invitations lost 0"),
        ("month", ("--teams", "2", "--kills", "1"), "A month of 2 teams"),
    ],
)
def test_no_letter_is_doubled_and_no_invitation_lost_when_workers_are_killed(database, run, how_many, words):
    ended = subprocess.run(
        [sys.executable, "-m", f"scripts.soak.{run}", *how_many, "--has-tables"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": database},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (0, "")
    assert words in ended.stdout
