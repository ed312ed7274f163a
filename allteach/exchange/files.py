"""A file that somebody sent, read in a child process that may die of it, and answered in words."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from allteach.exchange.formats import READABLE
from allteach.exchange.identity import check_name, check_sheet
from allteach.exchange.limits import LIMITS, Limits
from allteach.exchange.refusals import FileRefused
from allteach.exchange.sheets import ROWS, Sheetful

# The child imports this package from where it stands, whatever folder the server was started in.
_ROOT = Path(__file__).resolve().parents[2]

# What Python may need to start. The rest of the environment holds secrets, which the child has no use for.
_ENVIRONMENT = ("LD_LIBRARY_PATH", "PYTHONHOME", "PYTHONPATH")

# The child works with a clock of its own; this is for one that sleeps.
_ENDED_BY = {signal.SIGXCPU: "too_much_work", signal.SIGKILL: "too_much_work", signal.SIGABRT: "too_much_memory"}


def read_file(
    path: Path,
    *,
    name: str,
    sheet: str | None = None,
    keep_in: Path | None = None,
    progress: Callable[[int], None] | None = None,
    with_people: bool = False,
    limits: Limits = LIMITS,
) -> Sheetful:
    """Read a file that nobody has looked at, and return its rows.

    Parameters
    ----------
    path, name : Path, str
        Where the file lies, and what it is called by whoever sent it.
    sheet : str, optional
        Of a workbook, the sheet to read. Not said: the first that is shown and holds a table.
    keep_in : Path, optional
        An empty or missing folder in which the rows are kept, to be opened again with `reopen`; else a temporary one.
    progress : callable, optional
        Called with the number of rows read so far, about every 10,000.
    with_people : bool
        True only where somebody whose role allows it has said, with a reason that is kept, that what looks like details
        of people is none; then nobody looks for it.

    Raises
    ------
    FileRefused
        In words, beside the field `file`; nothing is kept then. A file with details of people is one.
    """
    if not name.lower().endswith(READABLE):
        raise FileRefused("unknown_kind", name=name[:100])
    to_check = [] if with_people else check_name(name)
    if keep_in is not None:
        keep_in.mkdir(parents=True, exist_ok=True)
    folder = keep_in or Path(tempfile.mkdtemp(prefix="allteach-read-"))
    sheetful = Sheetful(name=name, folder=folder, format="", count=0, width=0)
    try:
        request = {"path": str(path.resolve()), "rows_path": str(folder.resolve() / ROWS), "sheet": sheet}
        facts = _ask_child({**request, "limits": asdict(limits)}, limits.seconds, progress)
        sheetful = replace(sheetful, count=facts.pop("rows"), **facts)
        if not with_people:
            sheetful = replace(sheetful, to_check=[*to_check, *check_sheet(sheetful)])
        sheetful.keep()
    except BaseException:
        sheetful.discard()
        raise
    return sheetful


def _ask_child(request: dict[str, Any], seconds: int, progress: Callable[[int], None] | None) -> dict[str, Any]:
    """Run the reading child to its end and return what it found out, or raise FileRefused for how it ended."""
    command = [sys.executable, "-m", "allteach.exchange.reading", json.dumps(request)]
    answer: dict[str, Any] = {}
    with subprocess.Popen(  # noqa: S603 - our own program; the request is one argument, of our own making
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
    ) as child:
        clock = threading.Timer(seconds, child.kill)
        clock.start()
        try:
            for line in child.stdout:
                answer = json.loads(line)
                if progress and "done" not in answer and "rows" in answer:
                    progress(answer["rows"])
        except BaseException:
            child.kill()
            raise
        finally:
            clock.cancel()
    if "refused" in answer:
        raise FileRefused(answer["refused"], **answer["facts"])
    if child.returncode or "done" not in answer:
        raise FileRefused(_ENDED_BY.get(-child.returncode, "could_not_read"))
    return answer["done"]
