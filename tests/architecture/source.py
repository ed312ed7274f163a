"""The product's own source, as the architecture tests read it."""

import ast
from functools import cache
from pathlib import Path

from scripts.progress import ROOT

PRODUCT = ROOT / "allteach"


def modules(*folders: Path) -> list[Path]:
    """Every module below the folders that a person wrote; migrations are generated."""
    return sorted(path for folder in folders for path in folder.rglob("*.py") if "migrations" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(path.read_text(), filename=str(path))


def name_of(path: Path) -> str:
    """A path as a test's id: from the top of the repository."""
    return str(path.relative_to(ROOT))
