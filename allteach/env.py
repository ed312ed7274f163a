"""Settings from the environment: each function refuses nonsense in words."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlparse

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """What the environment says, or the default."""
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    """Whether a switch is on."""
    said = os.environ.get(name)
    if said is None:
        return default
    if said.strip().lower() in YES:
        return True
    if said.strip().lower() in NO:
        return False
    raise ImproperlyConfigured(f"{name} is {said!r}: write yes or no.")


def number(name: str, default: int, least: int = 0) -> int:
    """A whole number not below the least."""
    said = os.environ.get(name)
    if said is None or not said.strip():
        return default
    try:
        value = int(said)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {said!r}: write a whole number.") from None
    if value < least:
        raise ImproperlyConfigured(f"{name} is {value}: the least is {least}.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """A list, written with commas between."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder, made when it does not stand yet."""
    path = Path(text(name) or default)
    path.mkdir(parents=True, exist_ok=True)
    return path


def database(name: str, default_folder: Path) -> dict:
    """Django's description of the database that the address names; SQLite in `default_folder` when it names none.

    SQLite takes its write lock at the start of a transaction: with the lock taken late, more than half of the
    transactions that read before they write fail under three writers.
    """
    address = text(name)
    if not address or address.startswith("sqlite:"):
        path = unquote(urlparse(address).path)[1:] if address else ""
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path or str(default_folder / "allteach.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlparse(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} begins with {parts.scheme!r}: write postgresql://… or leave it empty.")
    asked = parse_qs(parts.query)
    host = asked.get("host", [""])[0] or parts.hostname or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]) or "allteach",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": number("DATABASE_POOL", 8, least=1)}},
        "TEST": {"NAME": f"test_{unquote(parts.path[1:]) or 'allteach'}"},
    }
