"""A file that somebody sent, as rows of cells: read in a child process that may die of it, and answered in words."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from allteach.exchange.formats import READABLE
from allteach.exchange.limits import LIMITS, Limits
from allteach.exchange.refusals import FileRefused

Cell = str | int | Decimal | list | None
"""Nothing, text, a number of a spreadsheet, or a list of one date (or moment) as ISO 8601 writes it."""

# The child works with a clock of its own; this is for one that sleeps.
_ENDED_BY = {signal.SIGXCPU: "too_much_work", signal.SIGKILL: "too_much_work", signal.SIGABRT: "too_much_memory"}


class Row(NamedTuple):
    """One row that is not blank, with the line (or row) of the file on which it begins, counted from 1."""

    line: int
    cells: list[Cell]


@dataclass(frozen=True)
class Sheetful:
    """The rows of one sheet as they stand in the file, titles and totals included, kept in a folder until discarded.

    `rows()` may be walked as often as needed and holds one row at a time. `format` is csv, xlsx, xls or ods, by what
    the file is and not by its name; `encoding` and `delimiter` are those of a CSV. Rows are as long as they are
    filled; `width` is that of the widest.
    """

    name: str
    folder: Path
    format: str
    count: int
    width: int
    sheet: str = ""
    sheets: list[str] = field(default_factory=list)
    encoding: str = ""
    delimiter: str = ""
    peak_bytes: int = 0  # The most memory that the child held.

    def rows(self) -> Iterator[Row]:
        decode = json.JSONDecoder(parse_float=Decimal).decode
        with (self.folder / "rows.jsonl").open(encoding="utf-8") as lines:
            for text in lines:
                for line, *cells in decode(text):
                    yield Row(line, cells)

    def first(self, count: int) -> list[Row]:
        """Return the first rows."""
        return list(islice(self.rows(), count))

    def discard(self) -> None:
        """Delete what was kept; does no harm where it is gone already."""
        for kept in ("rows.jsonl", "sheet.json"):
            (self.folder / kept).unlink(missing_ok=True)
        if self.folder.exists():
            self.folder.rmdir()

    def __enter__(self) -> Sheetful:
        return self

    def __exit__(self, *_: object) -> None:
        self.discard()


def read_file(
    path: Path,
    *,
    name: str,
    sheet: str | None = None,
    keep_in: Path | None = None,
    progress: Callable[[int], None] | None = None,
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

    Raises
    ------
    FileRefused
        In words, beside the field `file`; nothing is kept then.
    """
    if not name.lower().endswith(READABLE):
        raise FileRefused("unknown_kind", name=name[:100])
    if keep_in is not None:
        keep_in.mkdir(parents=True, exist_ok=True)
    folder = keep_in or Path(tempfile.mkdtemp(prefix="allteach-read-"))
    sheetful = Sheetful(name=name, folder=folder, format="", count=0, width=0)
    try:
        request = {"path": str(path.resolve()), "rows_path": str(folder.resolve() / "rows.jsonl"), "sheet": sheet}
        facts = _ask_child({**request, "limits": asdict(limits)}, limits.seconds, progress)
        sheetful = replace(sheetful, count=facts.pop("rows"), **facts)
        if not sheetful.count:
            raise FileRefused("no_rows")
        kept = {key: value for key, value in vars(sheetful).items() if key != "folder"}
        (folder / "sheet.json").write_text(json.dumps(kept), encoding="utf-8")
    except BaseException:
        sheetful.discard()
        raise
    return sheetful


def reopen(folder: Path) -> Sheetful:
    """Return what `read_file` kept in this folder; raise FileNotFoundError if it has been discarded."""
    return Sheetful(folder=folder, **json.loads((folder / "sheet.json").read_text(encoding="utf-8")))


def _ask_child(request: dict[str, Any], seconds: int, progress: Callable[[int], None] | None) -> dict[str, Any]:
    """Run the reading child to its end and return what it found out, or raise FileRefused for how it ended."""
    command = [sys.executable, "-m", "allteach.exchange.reading", json.dumps(request)]
    answer: dict[str, Any] = {}
    with subprocess.Popen(  # noqa: S603 - our own program; the request is one argument, of our own making
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=_ROOT
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


# The child imports this package from where it stands, whatever folder the server was started in.
_ROOT = Path(__file__).resolve().parents[2]
