"""The file itself: kept while its import goes on, read, and deleted."""

from __future__ import annotations

import hashlib
import secrets
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction

from allteach.exchange.files import read_file
from allteach.exchange.formats import READABLE
from allteach.exchange.identity import check_name
from allteach.exchange.imports.work import ask
from allteach.exchange.refusals import FileRefused
from allteach.exchange.sheets import Sheetful, reopen
from allteach.measures.actions import imports as actions
from allteach.measures.models import ValueImport
from allteach.people.models import Person
from allteach.spaces.models import Space

_PIECE = 1 << 20


def folder_of(value_import: ValueImport) -> Path:
    """Where the file and its rows lie until the import has ended."""
    return Path(settings.UPLOADS) / value_import.folder


def send_file(*, space: Space, file, by: Person) -> ValueImport:
    """Keep a file and have it read. `file` has a name and gives its bytes in `chunks()`.

    Raises ValidationError for `file`: what is no table by its name, is too large, or has a person in its name.
    """
    return keep_file(space=space, name=file.name, pieces=file.chunks(), by=by)


def keep_file(*, space: Space, name: str, pieces: Iterable[bytes], by: Person, asks_worker: bool = True) -> ValueImport:
    """Keep the pieces of a file; with `asks_worker` the worker reads it next."""
    name = Path(name).name
    _check_name(name)
    folder = Path("imports") / secrets.token_hex(12)
    kept = Path(settings.UPLOADS) / folder
    kept.mkdir(parents=True)
    try:
        digest, size = _write(pieces, kept / "sent")
        with transaction.atomic():
            value_import = actions.begin_import(
                space=space, file_name=name, folder=str(folder), digest=digest, size=size, by=by
            )
            if asks_worker:
                ask(value_import, "read")
    except BaseException:
        shutil.rmtree(kept, ignore_errors=True)
        raise
    return value_import


def _check_name(name: str) -> None:
    if not name.lower().endswith(READABLE):
        raise FileRefused("unknown_kind", name=name[:100])
    check_name(name)


def _write(pieces: Iterable[bytes], path: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as out:
        for piece in pieces:
            size += len(piece)
            if size > settings.IMPORT_MAX_BYTES:
                raise FileRefused("file_too_large", megabytes=settings.IMPORT_MAX_BYTES // _PIECE)
            digest.update(piece)
            out.write(piece)
    if not size:
        raise FileRefused("empty_file")
    return digest.hexdigest(), size


def open_sheet(value_import: ValueImport, *, progress: Callable[[int], None] | None = None) -> Sheetful:
    """The rows of the file, read when nobody has read it whole yet. Raises FileRefused."""
    folder = folder_of(value_import)
    try:
        return reopen(folder / "rows")
    except FileNotFoundError:
        shutil.rmtree(folder / "rows", ignore_errors=True)  # What a worker that died had begun.
    if not (folder / "sent").exists():
        raise FileRefused("could_not_read")
    return read_file(
        folder / "sent",
        name=value_import.file_name,
        sheet=value_import.sheet or None,
        keep_in=folder / "rows",
        progress=progress,
    )


def discard(value_import: ValueImport) -> None:
    """Delete the file and its rows. Does no harm where they are gone."""
    shutil.rmtree(folder_of(value_import), ignore_errors=True)
