"""What is calculated, before anybody asks for it."""

from __future__ import annotations

from typing import Any, NamedTuple

from allteach.spc.arrays import Array, Booleans, Codes, Floats


class Found(NamedTuple):
    """What was calculated of some rows, or of all: by point, by line, or by row.

    `own` says which rows: a slice, or positions.
    """

    own: Any
    values: Floats
    lines: Floats
    side: Codes
    heading: Codes
    rule_place: Codes
    kind_code: Codes
    codes: dict[str, Codes]
    also: dict[str, dict[str, Codes]]
    statistics: dict[str, Array]
    speaks: Booleans
    speaks_as_a_whole: Booleans
