"""A director finds every late team in one action, and every team month by month; axe on each page."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import problems_of, too_wide
from tests.journeys.acting import Hand

SPACE = "/spaces/steady-sugar/"


def sign_in_as(page, name):
    """Become one of the cast."""
    page.goto("/accounts/login/")
    page.get_by_role("button", name=f"Sign in as {name}").click()
    page.wait_for_url("/")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_director_finds_every_late_team_in_one_action(visit, javascript):
    page = visit(javascript=javascript)
    sign_in_as(page, "Esi Okello")
    page.goto(SPACE)
    esi = Hand(page)

    esi.click(page.get_by_role("link", name="The month", exact=True))

    expect(page.get_by_role("heading", name="Ontario Steady Sugar")).to_be_visible()
    callout = page.locator(".at-callout", has_text=re.compile(r"teams? (has|have) not sent"))
    expect(callout).to_be_visible()
    named = callout.get_by_role("link").all_inner_texts()
    said = int(re.search(r"(\d+|One)", callout.inner_text())[0].replace("One", "1"))
    assert len(named) == said
    assert len(esi.actions) == 1
    if javascript:  # axe is a script.
        assert problems_of(page) == []


def test_the_grid_changes_what_its_cells_show_and_whom_it_shows_by_links_and_keys(visit):
    page = visit()
    sign_in_as(page, "Esi Okello")
    page.goto(f"{SPACE}grid/")
    esi = Hand(page)

    esi.tab_to(page.get_by_role("link", name="Scores").last)
    esi.press("Enter")
    page.wait_for_url("**show=scores**")
    esi.click(page.get_by_role("link", name=re.compile("^North-west")))

    rows = page.locator(".at-teamgrid tbody th[scope=row]")
    assert sorted(row.split("\n")[0] for row in rows.all_inner_texts()) == ["Northern Lights", "Red Rock", "Wildrice"]
    assert problems_of(page) == []
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert too_wide(page, width) == []


def test_two_who_scored_apart_agree_and_release(visit):
    adviser = visit()
    sign_in_as(adviser, "Gil Rosen")
    adviser.goto(f"{SPACE}scores/")
    adviser.get_by_role("link", name=re.compile("^Score ")).first.click()
    assert problems_of(adviser) == []

    adviser.get_by_role("row", name=re.compile("Both are in: agree")).get_by_role("link").first.click()
    assert problems_of(adviser) == []
    adviser.get_by_label(re.compile("^3.0")).check()
    adviser.get_by_label("Why this score?").fill("Your first tests are decided, and foot checks rise.")
    adviser.get_by_label("Why lower than before?").fill("Two months of numbers are missing.")
    adviser.get_by_role("button", name="Release it to the team").click()

    adviser.get_by_text("Released. The team is told.").wait_for()
