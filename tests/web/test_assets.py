"""What is shipped to browsers: our own colours and face, nobody else's address. Made by `make assets`."""

import re

import pytest
from django.conf import settings

STATIC = settings.ROOT / "allteach" / "web" / "static"
BUILD = STATIC / "build"
NAMES_NO_PLACE = ("http://www.w3.org/2000/svg",)  # A namespace: nothing is ever fetched from it.

TEXT, SHAPE = 4.5, 3.0
# What meets on a page: a colour, its grounds, the least contrast between them (WCAG 2.2, 1.4.3 and 1.4.11).
PAIRS = [
    ("ink", ("paper", "surface", "sunken", "band", "better-soft", "worse-soft", "brand-soft", "error-soft"), TEXT),
    ("ink-2", ("paper", "surface", "sunken", "band"), TEXT),
    ("ink-3", ("paper", "surface"), TEXT),
    ("link", ("paper", "surface", "sunken", "brand-soft"), TEXT),
    ("visited", ("paper", "surface"), TEXT),
    ("on-brand", ("brand",), TEXT),
    ("surface", ("error",), TEXT),
    ("on-bar", ("bar",), TEXT),
    ("on-bar-2", ("bar",), TEXT),
    ("on-marigold-soft", ("marigold-soft",), TEXT),
    ("on-focus", ("focus",), TEXT),
    ("error", ("surface", "paper", "error-soft"), TEXT),
    ("better", ("surface", "band", "better-soft"), TEXT),
    ("worse", ("surface", "band", "worse-soft"), TEXT),
    ("signal", ("surface", "signal-soft"), TEXT),
    ("noise", ("surface", "band"), SHAPE),
    ("goal", ("surface", "band"), TEXT),
    ("line-strong", ("surface", "paper"), SHAPE),
    ("community", ("surface", "community-soft"), TEXT),
    ("professional", ("surface", "professional-soft"), TEXT),
]


@pytest.fixture(scope="module")
def shipped():
    """Every text that is built, by name."""
    texts = {path.name: path.read_text() for path in BUILD.glob("*.??*") if path.suffix in {".css", ".js"}}
    assert "app.css" in texts, "The assets are not built yet: run `make assets`."
    return texts


def test_nothing_shipped_names_another_place(shipped):
    found = {
        address
        for text in shipped.values()
        for address in re.findall(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}[^\s\"'()]*", text)
        if not address.startswith(NAMES_NO_PLACE)
    }

    assert found == set()


def test_nothing_of_the_health_services_identity_is_shipped(shipped):
    text = shipped["app.css"].lower()

    assert [word for word in ("frutiger", "nhsuk-logo", "#005eb8", "assets.nhs") if word in text] == []


def test_the_sheet_begins_with_its_first_rule_and_no_mark(shipped):
    assert shipped["app.css"].isascii() or not shipped["app.css"].startswith("\ufeff")
    assert shipped["app.css"].startswith(("@font-face", ":root"))


def test_every_file_that_the_sheet_asks_for_is_there(shipped):
    asked = {address.strip("\"'") for address in re.findall(r"url\(([^)]*)\)", shipped["app.css"])}

    assert sorted(a for a in asked if not a.startswith("data:") and not (BUILD / a).exists()) == []


def test_every_class_that_a_page_or_a_drawing_names_stands_in_the_sheet(shipped):
    known = set(re.findall(r"\.((?:at|c|nhsuk)-[\w-]+)", shipped["app.css"]))
    sources = [
        *(STATIC.parent / "templates").rglob("*.html"),
        *(STATIC / "src").rglob("*.js"),
        *(settings.ROOT / "allteach" / "charts").rglob("*.py"),
    ]

    named = {name for path in sources for name in classes_in(path)}

    # A name that is finished elsewhere (`at-tag--{{ tone }}`), or only holds parts (`at-copy`), begins others.
    assert sorted(n for n in named - known if not any(other.startswith(n) for other in known)) == []


def classes_in(path) -> set[str]:
    """Every class of ours that a file names."""
    text = path.read_text()
    if path.suffix == ".html":
        text = re.sub(r"\{[%{#].*?[%}#]\}", " ", text)
    return set(re.findall(r"(?<![\w-])((?:at|c|nhsuk)-[a-z][\w-]*)", text))


@pytest.mark.parametrize("mixin", ["light", "dark"])
@pytest.mark.parametrize(("colour", "grounds", "least"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_colours_that_meet_can_be_told_apart(mixin, colour, grounds, least):
    tokens = tokens_of(mixin)

    weak = [ground for ground in grounds if contrast(tokens[colour], tokens[ground]) < least]

    assert weak == []


def tokens_of(mixin: str) -> dict[str, str]:
    """The colours of one appearance, by name."""
    text = (STATIC / "src" / "scss" / "_tokens.scss").read_text()
    body = text[text.index(f"@mixin {mixin}") :].split("\n}\n")[0]
    return dict(re.findall(r"--at-([\w-]+):\s*(#[0-9a-f]{6});", body))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
