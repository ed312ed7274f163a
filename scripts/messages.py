"""Catalogues of messages, gathered and compiled without a system program: `make messages`.

Messages are read from Python by its own syntax tree and from templates by Django's own `templatize`. What is written
is a `.po` file for each language, which people translate, and beside it the `.mo` file programs read. Both are kept in
the repository: the same sources give the same bytes, so a clean clone speaks every language at once.
"""

import ast
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import django
import polib
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "allteach" / "locale"
PLURALS = {
    "en-gb": "nplurals=2; plural=(n != 1);",
    "fr-ca": "nplurals=2; plural=(n > 1);",
    "cy": "nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;",
}
# Where a function takes its context, its message and its plural.
PLACES = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
_STRING = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_IN_TEMPLATE = re.compile(rf"\b(_|n?p?gettext)\(\s*({_STRING}(?:\s*,\s*{_STRING})*)", re.DOTALL)


@dataclass(frozen=True, order=True)
class Message:
    """What a catalogue is asked for: its words, its plural and the context that tells equal words apart."""

    words: str
    plural: str = ""
    context: str = ""


def in_python(source: str) -> Iterator[Message]:
    """The messages of a module; a message that is not a plain text cannot be translated and is left out."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            texts = [each.value if isinstance(each, ast.Constant) else None for each in node.args]
            yield from _message(name, texts)


def in_template(source: str) -> Iterator[Message]:
    """The messages of a template: of its tags for translation, and of every `_("…")` in other tags."""
    for name, arguments in _IN_TEMPLATE.findall(templatize(source)):
        yield from _message(name, list(ast.literal_eval(f"({arguments},)")))


def _message(name: str, texts: Sequence[object]) -> Iterator[Message]:
    if name in PLACES:
        context, words, plural = (
            "" if place is None else texts[place] if place < len(texts) else None for place in PLACES[name]
        )
        if isinstance(context, str) and isinstance(words, str) and isinstance(plural, str) and words:
            yield Message(words, plural, context)


def gathered(*folders: str) -> dict[Message, list[str]]:
    """Every message below these folders (all of the product if none is named), with the files that say it."""
    found: dict[Message, list[str]] = {}
    for folder in folders or ("allteach",):
        start = ROOT / folder
        for path in sorted(start.rglob("*") if start.is_dir() else [start]):
            if path.suffix == ".py":
                messages = in_python(path.read_text())
            elif "templates" in path.parts and path.suffix in {".html", ".txt"}:
                messages = in_template(path.read_text())
            else:
                continue
            for message in messages:
                files = found.setdefault(message, [])
                if (name := path.relative_to(ROOT).as_posix()) not in files:
                    files.append(name)
    return found


def place_of(language: str) -> Path:
    """The `.po` file of a language, given by its code in the settings."""
    return LOCALE / to_locale(language) / "LC_MESSAGES" / "django.po"


def catalogue(language: str, messages: dict[Message, list[str]]) -> polib.POFile:
    """The catalogue of a language with exactly these messages, keeping what is translated already."""
    before = {}
    if place_of(language).exists():
        before = {_key(entry): entry for entry in polib.pofile(str(place_of(language)))}
    forms = int(PLURALS[language][len("nplurals=")])
    book = polib.POFile(wrapwidth=118)
    book.metadata = {
        "Project-Id-Version": "Allteach",
        "Language": to_locale(language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    plural_of: dict[tuple[str, str], Message] = {}
    for message in sorted(messages):  # One entry for words that are said both with and without a plural.
        plural_of[message.words, message.context] = message
    for (words, context), message in sorted(plural_of.items()):
        known = before.get((words, context))
        entry = polib.POEntry(msgid=words, msgctxt=context or None, occurrences=[(f, "") for f in messages[message]])
        if message.plural:
            entry.msgid_plural = message.plural
            entry.msgstr_plural = {form: (known.msgstr_plural.get(form, "") if known else "") for form in range(forms)}
        elif known:
            entry.msgstr = known.msgstr
        book.append(entry)
    return book


def _key(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgid, entry.msgctxt or ""


def main() -> int:
    """Write every catalogue anew and compile it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allteach.settings")
    django.setup()
    messages = gathered()
    for language, _name in settings.LANGUAGES:
        path = place_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        book = catalogue(language, messages)
        book.save(str(path))
        book.save_as_mofile(str(path.with_suffix(".mo")))
        print(f"{path.relative_to(ROOT)}: {len(book.translated_entries())} of {len(book)} messages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
