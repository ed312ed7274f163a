"""Only actions write to the database."""

import ast

import pytest

from tests.architecture.source import PRODUCT, modules, name_of, tree

WRITES = {
    "create",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "select_for_update",
    "executemany",
}
WRITES_WITHOUT_ARGUMENTS = {"save", "delete"}  # save(file) and delete(name) are about files.
QUERYSETS = {"objects", "filter", "exclude", "all", "get_queryset"}  # What tells an update of rows from one of a dict.

# Whatever else writes, and why it may.
ALLOWED = {
    "allteach/messaging/outbox.py": "messaging's own action: it writes what is owed, and what became of it",
    "allteach/web/accounts/adapter.py": "the sign-in library asks it to keep new accounts",
}

MODULES = [path for path in modules(PRODUCT) if "actions" not in path.parts and path.name != "actions.py"]


def test_nothing_but_an_action_writes_to_the_database():
    found = [
        f"{name_of(path)}:{call.lineno}: .{call.func.attr}() belongs in an action"
        for path in MODULES
        if name_of(path) not in ALLOWED
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and writes(call)
    ]

    assert found == []


def test_every_exception_is_needed():
    assert [name for name in ALLOWED if name not in {name_of(path) for path in MODULES}] == []


@pytest.mark.parametrize(
    ("line", "is_a_write"),
    [
        ("Measurement.objects.create(value=1)", True),
        ("measurement.save()", True),
        ("measurement.save(update_fields=['value'])", True),
        ("workbook.save(path)", False),
        ("Measurement.objects.filter(pk=1).update(value=2)", True),
        ("context.update(title='March')", False),
        ("Measurement.objects.filter(pk=1).delete()", True),
        ("cursor.executemany(words, rows)", True),
        ("Measurement.objects.filter(pk=1)", False),
    ],
)
def test_a_write_is_told_from_what_only_looks_like_one(line, is_a_write):
    call = ast.parse(line, mode="eval").body

    assert writes(call) is is_a_write


def writes(call: ast.Call) -> bool:
    """Whether a call of a method changes rows."""
    name = call.func.attr
    if name in WRITES:
        return True
    if name in WRITES_WITHOUT_ARGUMENTS:
        return not call.args
    if name == "update":
        return bool(QUERYSETS & {part.attr for part in ast.walk(call.func) if isinstance(part, ast.Attribute)})
    return False
