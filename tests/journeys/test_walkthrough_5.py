"""A coach opens the caseload, logs a phone contact and a visit; the private note stays private; a director calls."""

import re

from playwright.sync_api import expect

from tests.journeys.accessibility import problems_of
from tests.journeys.acting import Hand

PRIVATE = "They argued in the corridor; speak with each alone"


def sign_in(page, name):
    """Through the cast on the sign-in page of the demo."""
    page.goto("/")
    page.get_by_role("button", name=f"Sign in as {name}").click()
    page.wait_for_url("/")


def points_of(page) -> list[int]:
    """The attention scores, from the top of the page to its end."""
    return [int(re.sub(r"\D", "", text)) for text in page.locator(".at-score").all_inner_texts()]


def test_a_coach_logs_a_call_in_four_actions_and_a_visit_and_the_private_note_stays_private(visit):
    page = visit()
    sign_in(page, "Dana")
    page.get_by_role("link", name="Coaching", exact=True).first.click()
    page.get_by_role("heading", level=1, name="Your 10 teams").wait_for()
    scores = points_of(page)
    assert scores == sorted(scores, reverse=True)
    assert problems_of(page) == []

    hand = Hand(page)
    hand.click(page.get_by_role("link", name=re.compile("Log a contact.*Copper Cliff")))
    assert problems_of(page) == []
    hand.fill(page.get_by_label("Shared note"), "One nurse begins on Monday with three patients.")
    hand.fill(page.get_by_label("Private note"), PRIVATE)
    hand.click(page.get_by_role("button", name="Save"))
    page.get_by_text("Logged. The team can read the shared note.").wait_for()
    assert len(hand.actions) == 4
    expect(page.get_by_role("heading", level=1, name="Your 10 teams")).to_be_visible()

    page.goto("/teams/kettle-creek/visits/new/")
    assert problems_of(page) == []
    today = page.evaluate("new Date().toISOString().slice(0, 10)")
    page.get_by_label("When", exact=True).fill(today)
    page.get_by_label("What the visit is for").fill("Meet the evening staff")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", level=1, name="Report of the visit").wait_for()
    assert problems_of(page) == []
    page.get_by_label("What you saw walking the process").fill("The card lies in a drawer after five.")
    page.get_by_label("One thing you learned").fill("Evenings have no huddle.")
    page.get_by_role("button", name="Save the report").click()
    page.get_by_text("Saved. The team can read the report.").wait_for()
    assert problems_of(page) == []

    page.goto("/teams/copper-cliff/contacts/")
    expect(page.get_by_text(PRIVATE)).to_be_visible()
    assert problems_of(page) == []

    director = visit()
    sign_in(director, "Esi")
    director.goto("/teams/copper-cliff/contacts/")
    expect(director.get_by_text("One nurse begins on Monday")).to_be_visible()
    expect(director.get_by_text(PRIVATE)).to_have_count(0)


def test_a_director_finds_whom_to_call_and_a_team_leaves_the_list_in_two_actions(visit):
    page = visit(width=390, height=844, javascript=False)
    sign_in(page, "Esi")
    page.goto("/spaces/steady-sugar/")
    page.get_by_role("navigation").get_by_role("link", name="The month").click()
    hand = Hand(page)

    hand.click(page.get_by_role("link", name="To call"))
    teams = page.locator(".at-call")
    before = teams.count()
    assert before > 0
    first = teams.first.get_by_role("heading").inner_text()
    hand.click(teams.first.get_by_role("button", name="Phone"))

    page.get_by_text(f"Logged: in touch with {first}.").wait_for()
    assert len(hand.actions) == 2
    assert page.locator(".at-call").count() == before - 1
    expect(page.get_by_role("heading", name=first, exact=True)).to_have_count(0)


def test_a_coach_who_has_no_team_yet_is_told_what_will_stand_there(visit):
    page = visit(javascript=False)
    sign_in(page, "Lou")

    page.get_by_role("link", name="Coaching", exact=True).first.click()

    expect(page.get_by_text("You coach no team yet")).to_be_visible()
