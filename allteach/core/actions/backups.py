"""Backup and restore: one checked file, the same from either database to either.

The file is a zip: `manifest.json`, a file of JSON lines for each table, and the uploaded files. The manifest holds the
version, the state of the migrations, and for every member its number of rows and SHA-256. A file that differs in one
byte is refused before anything is touched.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import gettext as _

FORMAT = "allteach-backup/1"
MANIFEST = "manifest.json"
FILES = "files/"
BATCH = 500
SEAL = 64  # Letters at the very end, the zip's comment: the SHA-256 of everything before them.
# Who is signed in and what the cache and the queue hold just now is not taken along.
PASSING = frozenset(
    {"sessions.Session", "usersessions.UserSession", "django_tasks_database.DBTaskResult", "core.Worker"}
)


def backup(path: Path) -> dict[str, Any]:
    """Write everything into one file and read it back; the manifest is the answer.

    All tables are read in one transaction, so that no child is without its parent, whoever writes meanwhile.
    """
    members: dict[str, dict[str, Any]] = {}
    is_inside = connection.in_atomic_block  # Then the transaction around decides how it reads.
    unfinished = path.with_name(path.name + ".part")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as file, transaction.atomic():
        if connection.vendor == "postgresql" and not is_inside:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for model in tables():
            members[member_of(model)] = _write_table(file, model)
        for upload in sorted(Path(settings.UPLOADS).rglob("*")):
            if upload.is_file():
                members[FILES + upload.relative_to(settings.UPLOADS).as_posix()] = _write_file(file, upload)
        manifest = {
            "format": FORMAT,
            "version": product_version(),
            "made_at": timezone.now().isoformat(),
            "database": connection.vendor,
            "migrations": migrations(),
            "members": members,
        }
        file.writestr(MANIFEST, json.dumps(manifest, indent=1, sort_keys=True))
        file.comment = b"0" * SEAL
    _seal(unfinished)
    check(unfinished)
    unfinished.replace(path)
    return manifest


def restore(path: Path) -> dict[str, Any]:
    """Read a backup into an empty database of the same migrations. All or nothing; the manifest is the answer.

    Raises ValidationError, in words, when the file is not whole, was made by another version, or the database is not
    empty.
    """
    manifest = check(path)
    if manifest["migrations"] != migrations():
        raise ValidationError(
            _("This backup was made by version %(theirs)s, and its tables differ. Restore it there, then upgrade.")
            % {"theirs": manifest["version"]}
        )
    if apps.get_model("people", "Person").objects.exists():
        raise ValidationError(_("There are people in this database. Restore into an empty one."))
    with zipfile.ZipFile(path) as file, transaction.atomic():
        for model in reversed(tables()):
            if model._meta.label in FILLED_BY_MIGRATION:
                model._default_manager.all().delete()
        for model in tables():
            _read_table(file, model)
        _reset_sequences()
    with zipfile.ZipFile(path) as file:
        for name in manifest["members"]:
            if name.startswith(FILES):
                _read_file(file, name)
    return manifest


FILLED_BY_MIGRATION = frozenset({"contenttypes.ContentType", "auth.Permission"})


def check(path: Path) -> dict[str, Any]:
    """The manifest of a backup that is whole; ValidationError, in words, of one that is not."""
    try:
        if _seal_of(path) != _end_of(path):
            raise ValidationError(_("This backup is damaged, or something else: it is not what was written."))
        with zipfile.ZipFile(path) as file:
            manifest = json.loads(file.read(MANIFEST))
            if manifest.get("format") != FORMAT:
                raise ValidationError(_("This is not a backup of Allteach, or one of a newer form."))
            names = set(file.namelist()) - {MANIFEST}
            if names != set(manifest["members"]):
                raise ValidationError(_("This backup is not whole: parts are missing or were added."))
            for name, said in manifest["members"].items():
                if _digest(file, name) != said["sha256"]:
                    raise ValidationError(
                        _("This backup is damaged: %(name)s is not what was written.") % {"name": name}
                    )
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, EOFError, NotImplementedError) as broken:
        raise ValidationError(_("This file cannot be read as a backup: it is damaged or something else.")) from broken
    except zipfile.zlib.error as broken:  # type: ignore[attr-defined] # zipfile lets its own library's error through
        raise ValidationError(_("This backup is damaged.")) from broken
    return manifest


def _seal(path: Path) -> None:
    """Write the digest of the file over the noughts at its end."""
    seal = _seal_of(path)
    with path.open("r+b") as file:
        file.seek(-SEAL, io.SEEK_END)
        file.write(seal)


def _end_of(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(-SEAL, io.SEEK_END)
        return file.read()


def _seal_of(path: Path) -> bytes:
    digest, left = hashlib.sha256(), max(0, path.stat().st_size - SEAL)
    with path.open("rb") as file:
        while left and (piece := file.read(min(left, 1 << 20))):
            digest.update(piece)
            left -= len(piece)
    return digest.hexdigest().encode()


def tables() -> list[type[models.Model]]:
    """Every table that is kept, in one fixed order; tables between two others too."""
    found = [
        model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
    ]
    return sorted((model for model in found if model._meta.label not in PASSING), key=lambda model: model._meta.label)


def member_of(model: type[models.Model]) -> str:
    """The name of a table's file."""
    return f"tables/{model._meta.db_table}.jsonl"


def migrations() -> list[list[str]]:
    """Which migrations the tables stand at."""
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def product_version() -> str:
    """The version of Allteach that is running."""
    try:
        return version("allteach")
    except PackageNotFoundError:
        return "0.1.0"


def _write_table(file: zipfile.ZipFile, model: type[models.Model]) -> dict[str, Any]:
    fields = model._meta.local_concrete_fields
    digest, rows = hashlib.sha256(), 0
    with file.open(member_of(model), "w", force_zip64=True) as out:
        for row in _rows(model, fields):
            line = json.dumps(row, default=_said, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
            out.write(line)
            digest.update(line)
            rows += 1
    return {"rows": rows, "sha256": digest.hexdigest()}


def _rows(model: type[models.Model], fields: Sequence[models.Field]) -> Iterator[list[Any]]:
    """The values of a table's own columns, in the order of its key."""
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table, key = connection.ops.quote_name(model._meta.db_table), connection.ops.quote_name(str(model._meta.pk.column))
    converters = [
        [*connection.ops.get_db_converters(field.get_col(model._meta.db_table)), *field.get_db_converters(connection)]
        for field in fields
    ]
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} ORDER BY {key}")  # noqa: S608 - names of our own tables
        while rows := cursor.fetchmany(BATCH):
            for row in rows:
                yield [
                    _converted(value, converter, field)
                    for value, converter, field in zip(row, converters, fields, strict=True)
                ]


def _converted(value: Any, converters: list[Any], field: models.Field) -> Any:
    for convert in converters:
        value = convert(value, field.get_col(field.model._meta.db_table), connection)
    if isinstance(field, models.JSONField) and isinstance(value, str):
        return json.loads(value)
    return value


def _said(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"a backup cannot hold {type(value).__name__}")


def _read_table(file: zipfile.ZipFile, model: type[models.Model]) -> None:
    fields = model._meta.local_concrete_fields
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 - our own names, likewise
    with file.open(member_of(model)) as lines, connection.cursor() as cursor:
        batch: list[list[Any]] = []
        for line in lines:
            batch.append([_stored(field, value) for field, value in zip(fields, json.loads(line), strict=True)])
            if len(batch) == BATCH:
                cursor.executemany(statement, batch)
                batch = []
        if batch:
            cursor.executemany(statement, batch)


def _stored(field: models.Field, value: Any) -> Any:
    if isinstance(field, models.BinaryField) and value is not None:
        value = bytes.fromhex(value)
    elif isinstance(field, models.DurationField) and value is not None:
        value = timedelta(seconds=value)
    return field.get_db_prep_save(field.to_python(value), connection)


def _reset_sequences() -> None:
    """Let new rows be counted on from the restored ones."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


def _write_file(file: zipfile.ZipFile, upload: Path) -> dict[str, Any]:
    content = upload.read_bytes()
    file.writestr(FILES + upload.relative_to(settings.UPLOADS).as_posix(), content)
    return {"rows": 1, "sha256": hashlib.sha256(content).hexdigest()}


def _read_file(file: zipfile.ZipFile, name: str) -> None:
    place = (Path(settings.UPLOADS) / name.removeprefix(FILES)).resolve()
    if not place.is_relative_to(Path(settings.UPLOADS).resolve()):
        raise ValidationError(_("This backup is damaged: a file in it would lie outside the uploads."))
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(file.read(name))


def _digest(file: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with file.open(name) as member:
        while piece := member.read(io.DEFAULT_BUFFER_SIZE * 8):
            digest.update(piece)
    return digest.hexdigest()
