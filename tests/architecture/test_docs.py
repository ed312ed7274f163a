"""What is written for people stays true: pictures, links and addresses that are named are there."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from scripts.pictures.catalogue import FOLDER, PICTURES
from scripts.progress import ROOT

PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
MOST = 4_000_000  # Bytes of all pictures: whoever clones the repository fetches them.


def links_of(page: Path) -> list[str]:
    """What a page links to or shows that is in the repository."""
    return [to for to in LINK.findall(page.read_text()) if not urlsplit(to).scheme]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_and_picture_of_a_page_is_there(page):
    assert [to for to in links_of(page) if not (page.parent / to).exists()] == []


def test_every_picture_is_taken_by_a_script_and_shown_on_a_page():
    shown = {(page.parent / to).resolve() for page in PAGES for to in links_of(page) if to.endswith(".png")}
    of_real_data = re.findall(r'"(real-data-\w+)"', (ROOT / "docs" / "real_data.py").read_text())
    taken = [*(picture.name for picture in PICTURES), *of_real_data]

    assert {path.stem for path in shown} == set(taken)
    assert sorted(path.stem for path in FOLDER.glob("*.png")) == sorted(taken)


def test_every_picture_says_in_words_what_it_shows():
    bare = re.compile(r"!\[\s*\]\(")

    assert [str(page) for page in PAGES if bare.search(page.read_text())] == []


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_every_picture_is_of_a_page_that_exists(picture):
    try:
        found = resolve(urlsplit(picture.address).path)
    except Resolver404:
        found = None

    assert found is not None


def test_the_pictures_are_small():
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < MOST


def test_every_chapter_of_the_guide_is_reached_from_its_first_page_and_from_readme():
    chapters = {path.name for path in (ROOT / "docs" / "guide").glob("*.md")} - {"README.md"}

    assert set(links_of(ROOT / "docs" / "guide" / "README.md")) >= chapters
    assert {Path(to).name for to in links_of(ROOT / "README.md") if "guide/" in to} >= chapters
