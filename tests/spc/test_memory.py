"""A great many series, made and analysed chunk by chunk, need no more memory than a few, and time in proportion."""

import pytest

from bench.spc import run_of

MOST_MEBIBYTES = 300


def test_many_chunks_need_no_more_memory_than_few():
    _cost, few = run_of(2)
    _cost, many = run_of(20)

    assert many < MOST_MEBIBYTES
    assert many - few < 20


@pytest.mark.soak
def test_six_hundred_thousand_series_keep_to_memory_and_take_time_in_proportion():
    cost_of_few, _few = run_of(60)
    cost, mebibytes = run_of(600)

    assert mebibytes < MOST_MEBIBYTES
    # The machine may be busier in one run than in the other.
    assert cost < 1.5 * cost_of_few
