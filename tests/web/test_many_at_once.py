"""Twenty people save at once through the running server; `make soak` does it with 200, beside a large import."""

import re

import pytest

from tests.core.test_worker import site

__all__ = ["site"]  # A fixture: a database of its own, with real processes at it.


@pytest.mark.slow
def test_of_twenty_who_save_at_once_nothing_is_lost_and_whoever_is_second_is_told(site):
    run = site.start("-m", "scripts.soak.saves", "--clients", "20", "--rows", "0")
    said, _ = run.communicate(timeout=300)

    [saved, lost, errors, told] = re.findall(r"(\d+) saves acknowledged, (\d+) lost, (\d+) errors; (\d+) times", said)[
        0
    ]

    assert run.returncode == 0, said
    assert (int(lost), int(errors)) == (0, 0)
    assert int(saved) >= 100
    assert int(told) >= 10
