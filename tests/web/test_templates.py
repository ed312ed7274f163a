"""Rules that every template keeps."""

import re

import pytest
from django.conf import settings

FOLDER = settings.ROOT / "allteach" / "web" / "templates"
PAGES = sorted(FOLDER.rglob("*.html"))
NAMES = [str(path.relative_to(FOLDER)) for path in PAGES]

FORBIDDEN = {
    "a style where it stands": r"<style|\sstyle=",
    "a script where it stands": r"<script(?![^>]*(?:\bsrc=|type=\"application/json\"))",
    "a handler in an attribute": r"<[^>]*\son[a-z]+=",
    "an address of another site": r"(?:href|src|action)=\"https?:",
    "a script in an address": r"javascript:",
}


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_no_template_holds_what_the_content_policy_would_stop(path):
    text = path.read_text()

    assert [name for name, pattern in FORBIDDEN.items() if re.search(pattern, text)] == []
