"""A block copied from a spreadsheet, laid on the rows of the grid."""

from types import SimpleNamespace

import pytest

from allteach.web.reporting.pasting import pasted


def row(name, *fields):
    """What of a grid's row is asked."""
    return SimpleNamespace(
        key=name, name=name, team_measure=SimpleNamespace(measure=SimpleNamespace(form=SimpleNamespace(fields=fields)))
    )


def of(numerator, denominator):
    """Two boxes filled."""
    return {"numerator": numerator, "denominator": denominator}


ROWS = [
    row("HbA1c test, 6 months", "numerator", "denominator"),
    row("Foot examination", "numerator", "denominator"),
    row("Waiting", "value"),
]
FIRST, SECOND, THIRD = (each.key for each in ROWS)

BLOCKS = {
    "in the order of the grid": (
        "139\t183\n107\t184\n9",
        {FIRST: of("139", "183"), SECOND: of("107", "184"), THIRD: {"value": "9"}},
        [],
    ),
    "by name, in any order and case": (
        "waiting\t9\nHbA1c test, 6 months\t139\t183",
        {THIRD: {"value": "9"}, FIRST: of("139", "183")},
        [],
    ),
    "under headings": (
        "Measure\tHow many\tOut of\n139\t183",
        {FIRST: of("139", "183")},
        [],
    ),
    "beside words that are no measure": (
        "Tests\t139\t183\nFeet\t107\t184",
        {FIRST: of("139", "183"), SECOND: of("107", "184")},
        [],
    ),
    "an empty line leaves its row": ("\t\n107\t184", {SECOND: of("107", "184")}, []),
    "a name without numbers leaves its row": ("Waiting\t\nFoot examination\t107\t184", {SECOND: of("107", "184")}, []),
    "with a percentage behind": ("139\t183\t76%", {FIRST: of("139", "183")}, []),
    "separated by semicolons": ("139;183", {FIRST: of("139", "183")}, []),
    "one name is unknown among names": (
        "Eyes\t4\t5\nWaiting\t9",
        {THIRD: {"value": "9"}},
        ["Eyes 4 5"],
    ),
    "more lines than rows": (
        "1\t2\n3\t4\n5\n6",
        {FIRST: of("1", "2"), SECOND: of("3", "4"), THIRD: {"value": "5"}},
        ["6"],
    ),
    "what is no number is kept as it stands": ("n/a\t183", {FIRST: of("n/a", "183")}, []),
    "a box left empty": ("139\t", {FIRST: {"numerator": "139"}}, []),
    "nothing but words": ("Measure\tHow many\nFeet", {}, []),
}


@pytest.mark.parametrize(("block", "typed", "lost"), BLOCKS.values(), ids=BLOCKS)
def test_a_block_is_laid_on_the_rows(block, typed, lost):
    assert pasted(block, ROWS) == (typed, lost)
