"""A block copied from a spreadsheet, laid on the rows of the grid. static/src/grid.js lays it in the same way."""

import re
from collections.abc import Sequence

from allteach.measures.queries.sheets import SheetRow

NUMBER = re.compile(r"[<≤]?\s*[-+−]?[\d\s.,’']*\d\s*%?|\*")
LONGEST = 40  # Characters of a box.


def pasted(block: str, rows: Sequence[SheetRow]) -> tuple[dict[str, dict[str, str]], list[str]]:
    """What is typed by row, and the lines that found no row.

    When a line begins with the name of a measure, every line goes by its name: none is guessed. Otherwise lines go by
    the order of the grid, and one without numbers leaves its row as it is. Headings above the numbers are passed over.
    """
    lines = [[part.strip() for part in re.split("\t" if "\t" in line else ";", line)] for line in block.splitlines()]
    while lines and any(lines[0]) and not has_numbers(lines[0]):
        lines.pop(0)
    by_name = {row.name.casefold(): row for row in rows}
    are_named = any(parts[0].casefold() in by_name for parts in lines)
    order = iter(rows)
    typed: dict[str, dict[str, str]] = {}
    lost: list[str] = []
    for parts in lines:
        row = by_name.get(parts[0].casefold()) if are_named else next(order, None)
        if not has_numbers(parts):
            continue
        if row is None:
            lost.append(" ".join(parts).strip())
            continue
        fields = row.team_measure.measure.form.fields
        numbers = numbers_of(parts[1:] if are_named else parts, most=len(fields))
        typed[row.key] = {field: text[:LONGEST] for field, text in zip(fields, numbers, strict=False) if text}
    return typed, lost


def has_numbers(parts: Sequence[str]) -> bool:
    """Whether any cell of a line looks like a number."""
    return any(NUMBER.fullmatch(part) for part in parts)


def numbers_of(parts: Sequence[str], *, most: int) -> list[str]:
    """The cells that fill a row's boxes: words that stand before them are passed over."""
    left = list(parts)
    while len(left) > most and not NUMBER.fullmatch(left[0]):
        left.pop(0)
    return left
