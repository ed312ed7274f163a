"""Names, imports, suppressions and sizes: what every file here keeps to."""

import ast
import io
import re
import tokenize

import pytest

from scripts.progress import ROOT
from tests.architecture.source import PRODUCT, modules, name_of, tree

OURS = modules(PRODUCT)
EVERYTHING = modules(PRODUCT, ROOT / "tests", ROOT / "scripts")

MOST_LINES = 400  # A longer file becomes a folder of the same name.
FORBIDDEN = {
    *("util", "utils", "helper", "helpers", "common", "misc", "base", "handler", "handlers"),
    *("service", "services", "data", "info", "process", "processor", "stuff"),
}
SUPPRESSION = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no|mypy:)(?P<rest>.*)")
CODES = re.compile(r"^:?\s*(\[[^\]]*\]|[A-Z]+[0-9]+(,\s*[A-Z]+[0-9]+)*|cover|branch)?")


def test_no_module_class_or_function_has_a_name_that_says_nothing():
    empty = [f"{name_of(path)}: {name}" for path in EVERYTHING for name in names_in(path) if says_nothing(name)]

    assert empty == []


def test_our_own_modules_are_imported_at_the_top():
    inline = [
        f"{name_of(path)}:{node.lineno}: with one arrow, no import of ours need wait"
        for path in OURS
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef) and not django_asks_for_late_imports(path, function)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and imports_ours(node)
    ]

    assert inline == []


def test_whoever_silences_a_check_says_why():
    silent = [
        f"{name_of(path)}:{token.start[0]}: {token.string}"
        for path in EVERYTHING
        for token in tokenize.generate_tokens(io.StringIO(path.read_text()).readline)
        if token.type == tokenize.COMMENT and silences_without_reason(token.string)
    ]

    assert silent == []


def test_a_skipped_test_says_why():
    silent = [
        f"{name_of(path)}:{call.lineno}"
        for path in modules(ROOT / "tests")
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in {"skip", "skipif", "xfail"}
        and not (call.args and call.func.attr == "skip")
        and "reason" not in {keyword.arg for keyword in call.keywords}
    ]

    assert silent == []


def test_no_file_is_longer_than_can_be_kept_in_mind():
    lines = {name_of(path): len(path.read_text().splitlines()) for path in OURS}

    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


@pytest.mark.parametrize(
    ("comment", "is_silent"),
    [
        ("# noqa", True),
        ("# noqa: E402", True),
        ("# noqa: E402, F401", True),
        ("# noqa: E402 - needs the settings' name first", False),
        ("# type: ignore[attr-defined]", True),
        ("# type: ignore[attr-defined]  # set by the middleware", False),
        ("# pragma: no cover", True),
        ("# pragma: no cover - only on Windows", False),
        ("# Nothing is silenced here.", False),
    ],
)
def test_a_reason_is_seen_where_there_is_one(comment, is_silent):
    assert silences_without_reason(comment) is is_silent


@pytest.mark.parametrize(
    ("name", "is_empty"),
    [
        ("utils", True),
        ("RequestHandler", True),
        ("do_report", True),
        ("DataAgreement", False),
        ("TeamManager", False),
        ("double", False),
    ],
)
def test_an_empty_name_is_told_from_one_that_says_something(name, is_empty):
    assert says_nothing(name) is is_empty


def names_in(path) -> list[str]:
    """The names a file gives: its own, its folder's, its classes' and functions'."""
    given = [node.name for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef | ast.FunctionDef)]
    return [path.stem, path.parent.name, *given]


def says_nothing(name: str) -> bool:
    """Whether a name is one of those that could stand on anything. Of a class, the last word says what it is."""
    last_word = re.findall(r"[A-Z][a-z0-9]*", name)[-1:] or [name]
    return last_word[0].lower() in FORBIDDEN or name.lstrip("_").startswith("do_")


def imports_ours(node) -> bool:
    """Whether an import is of the product itself."""
    if isinstance(node, ast.Import):
        return any(alias.name.split(".")[0] == "allteach" for alias in node.names)
    return node.level > 0 or (node.module or "").split(".")[0] == "allteach"


def django_asks_for_late_imports(path, function) -> bool:
    """`ready` of an AppConfig: models cannot be imported before."""
    return path.name == "apps.py" and function.name == "ready"


def silences_without_reason(comment: str) -> bool:
    """Whether a comment turns a check off and leaves it at that."""
    found = SUPPRESSION.search(comment)
    return bool(found) and len(re.findall(r"[A-Za-z]{2,}", CODES.sub("", found["rest"].strip()))) < 2
