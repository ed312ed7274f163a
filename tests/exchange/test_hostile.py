"""No file does harm: each is read, or refused in words, within ten seconds and 300 MiB."""

import subprocess
import sys

import pytest

from allteach.exchange import files
from allteach.exchange.files import read_file
from allteach.exchange.refusals import FileRefused
from tests.exchange.hostile import HOSTILE

MOST_SECONDS = 10  # Of the processor: a machine that is busy with other things is not the file's doing.
MOST_MEBIBYTES = 300

# A small process of its own, since the kernel counts into a child's peak what its parent held when it began.
MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, file=sys.stderr)
sys.exit(done.returncode if done.returncode >= 0 else 128 - done.returncode)
"""


class Measured(subprocess.Popen):
    """The child, run so that what it cost is known."""

    def __init__(self, command, costs, how):
        super().__init__([sys.executable, "-c", MEASURE, *command], **{**how, "stderr": subprocess.PIPE})
        self.costs = costs

    def __exit__(self, *raised):
        self.costs.append([float(cost) for cost in self.stderr.read().split()])
        super().__exit__(*raised)
        if self.returncode > 128:
            self.returncode = 128 - self.returncode


@pytest.mark.slow
@pytest.mark.parametrize("what", HOSTILE)
def test_no_file_does_harm(tmp_path, monkeypatch, what):
    make, name, endings = HOSTILE[what]
    path = tmp_path / "sent"
    path.write_bytes(make())
    costs = []
    monkeypatch.setattr(files.subprocess, "Popen", lambda command, **how: Measured(command, costs, how))

    ended, words = how_it_ends(path, name, tmp_path / "kept")

    assert ended in endings
    assert words.endswith(".")
    assert all(seconds < MOST_SECONDS and mebibytes < MOST_MEBIBYTES for seconds, mebibytes in costs)


def test_a_refused_file_leaves_nothing_behind(tmp_path):
    (tmp_path / "sent").write_bytes(b"Team,n\nWard 7,\x00\n")

    with pytest.raises(FileRefused):
        read_file(tmp_path / "sent", name="a.csv", keep_in=tmp_path / "kept")

    assert [path.name for path in tmp_path.iterdir()] == ["sent"]


@pytest.mark.parametrize(
    ("signal", "words"),
    [
        (6, "Reading this file would take more memory than a table needs. Please save it as CSV."),
        (9, "Reading this file takes longer than a table should. Please save it as CSV or send it in parts."),
        (24, "Reading this file takes longer than a table should. Please save it as CSV or send it in parts."),
        (11, "We could not read this file. Please save it as CSV and send it once more."),
    ],
)
def test_the_death_of_the_child_is_an_answer_in_words(tmp_path, monkeypatch, signal, words):
    dies = [sys.executable, "-c", f"import os; os.kill(os.getpid(), {signal})"]
    start = subprocess.Popen
    monkeypatch.setattr(files.subprocess, "Popen", lambda _command, **how: start(dies, **how))
    (tmp_path / "sent").write_bytes(b"Team,n\nWard 7,1\n")

    with pytest.raises(FileRefused) as refused:
        read_file(tmp_path / "sent", name="a.csv")

    assert str(refused.value) == words


def test_a_child_that_sleeps_is_ended(tmp_path, monkeypatch):
    sleeps = [sys.executable, "-c", "import time; time.sleep(60)"]
    start = subprocess.Popen
    monkeypatch.setattr(files.subprocess, "Popen", lambda _command, **how: start(sleeps, **how))
    (tmp_path / "sent").write_bytes(b"Team,n\nWard 7,1\n")

    with pytest.raises(FileRefused) as refused:
        read_file(tmp_path / "sent", name="a.csv", limits=files.Limits(seconds=0.2))

    assert refused.value.reason == "too_much_work"


def how_it_ends(path, name, kept) -> tuple[str, str]:
    try:
        sheet = read_file(path, name=name, keep_in=kept)
    except FileRefused as refused:
        return refused.reason, str(refused)
    return "reads", f"It has {sheet.count} rows."
