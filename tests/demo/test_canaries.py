"""The secrets that a demo plants in its texts, to find out where they turn up."""

from types import SimpleNamespace

import pytest

from allteach.demo.story import Story


@pytest.mark.parametrize(
    ("has_canaries", "said"), [(False, "The room is let"), (True, "The room is let (canarymaplegatebarrier)")]
)
def test_nobody_reads_a_planted_secret_who_did_not_ask_for_them(has_canaries, said):
    playing = SimpleNamespace(team=SimpleNamespace(slug="maple-gate"))

    assert Story(has_canaries=has_canaries).plant(playing, "barrier", "The room is let") == said
