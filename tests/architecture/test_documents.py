"""What is written for people leads somewhere, and names nothing that is not there."""

import re
import subprocess

import pytest

from scripts.progress import ROOT
from tests.architecture.source import name_of

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / ".github").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(#[^)\s]*)?\)")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_to_a_file_or_heading_that_is_there(page):
    lost = [
        target + (heading or "")
        for target, heading in LINK.findall(page.read_text())
        if not leads_somewhere(page, target, heading)
    ]

    assert lost == []


def test_decisions_are_numbered_without_a_gap():
    assert [page.name[:4] for page in DECISIONS] == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("page", DECISIONS, ids=name_of)
def test_a_decision_says_when_why_and_instead_of_what(page):
    text = page.read_text()

    assert re.search(r"^\d{4}-\d{2}-\d{2}  (Accepted|Superseded by \d{4})$", text, re.MULTILINE)
    assert [word for word in ("Why now", "Decision", "Instead of", "So") if f"**{word}" not in text] == []


def test_every_command_that_a_page_names_is_in_the_makefile():
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = set(re.findall(r"^  ([a-z-]+)", listed, re.MULTILINE)) | {"environment", "assets"}

    named = {
        command
        for page in PAGES
        for line in page.read_text().splitlines()
        for command in re.findall(r"(?:`|^    |&& )(?:[A-Z]+=\S+ )?make ([a-z-]+)", line)
    }

    assert named - targets == set()


@pytest.mark.parametrize("page", [ROOT / "docs" / "operate.md"], ids=name_of)
def test_every_setting_is_explained(page):
    source = "".join((ROOT / "allteach" / name).read_text() for name in ("settings.py", "env.py"))
    settings = set(re.findall(r'"((?:ALLTEACH|DATABASE)_[A-Z_]+)"', source)) - {"ALLTEACH_TEST"}

    explained = set(re.findall(r"(?:ALLTEACH|DATABASE)_[A-Z_]+", page.read_text()))
    explained |= {f"ALLTEACH_SMTP_{end}" for end in ("PORT", "USER", "PASSWORD", "TLS")}  # Written with "…" there.
    explained |= {f"ALLTEACH_OIDC_{end}" for end in ("CLIENT", "SECRET", "NAME")}

    assert settings - explained == set()


def leads_somewhere(page, target: str, heading: str | None) -> bool:
    """Whether a link's file is there, and its heading in it."""
    path = (page.parent / target).resolve() if target else page
    if not path.exists():
        return False
    if heading and path.suffix == ".md":
        headings = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
        return heading[1:] in {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}
    return True
