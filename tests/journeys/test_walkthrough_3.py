"""At a session a team writes a test; it is closed on a phone; the chart is marked, and the next test opens."""

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.journeys.accessibility import problems_of
from tests.journeys.acting import Hand

TITLE = "Shoes off while waiting"
CHART = "Foot examination, 12 months"


def sign_in_as_chidi(page):
    """Through the cast on the sign-in page of the demo."""
    page.goto("/")
    page.get_by_role("button", name="Sign in as Chidi").click()
    page.wait_for_url("/")


def test_a_test_is_written_at_a_session_and_closed_on_a_phone_and_the_next_one_opens(visit):
    page = visit()
    sign_in_as_chidi(page)
    hand = Hand(page)

    page.goto("/spaces/steady-sugar/meetings/")
    assert problems_of(page) == []
    hand.click(page.get_by_role("link", name="Learning session 1"))
    page.get_by_role("heading", level=1, name="Learning session 1").wait_for()
    assert problems_of(page) == []
    hand.click(page.get_by_role("link", name="Plan to the next session"))
    assert problems_of(page) == []

    first = page.get_by_role("group", name="Test 1")
    hand.fill(first.get_by_label("What will you try?"), TITLE)
    hand.click(page.get_by_role("button", name="Save our plan"))
    page.get_by_text("2 things to put right").wait_for()
    assert first.get_by_label("What will you try?").input_value() == TITLE
    hand.fill(first.get_by_label("What do you think will happen?"), "Six of eight feet are seen")
    hand.fill(first.get_by_label("When will you know?"), (date.today() + timedelta(days=7)).isoformat())
    first.get_by_label("Which chart should it move?").select_option(label=CHART)
    promise = page.get_by_role("group", name="Task 1")
    hand.fill(promise.get_by_label("What will be done"), "Tell the front desk why shoes come off")
    hand.click(page.get_by_role("button", name="Save our plan"))

    page.get_by_text("Your plan stands.").wait_for()
    assert problems_of(page) == []
    expect(page.get_by_text("Predicted: Six of eight feet are seen")).to_be_visible()
    expect(page.get_by_text("Tell the front desk why shoes come off").first).to_be_visible()
    page.get_by_role("main").get_by_role("link", name=TITLE).click()
    page.get_by_role("heading", level=1, name=f"Cycle 1: {TITLE}").wait_for()
    address = page.url

    phone = visit(width=390, height=780)
    sign_in_as_chidi(phone)
    phone.goto(address)
    thumb = Hand(phone)
    thumb.click(phone.get_by_role("link", name="It is done already"))
    assert problems_of(phone) == []
    thumb.fill(phone.get_by_label("What happened?"), "Seven of eight")
    thumb.click(phone.get_by_role("radio", name="Better"))
    thumb.fill(phone.get_by_label("What did you learn?"), "It costs nothing once the desk says why")
    thumb.click(phone.get_by_role("radio", name="Adapt"))
    thumb.fill(phone.get_by_label("Why?", exact=True), "On two days, with both nurses")
    thumb.click(phone.get_by_role("button", name="Close it"))

    phone.get_by_role("heading", level=1, name=f"Cycle 2: {TITLE}").wait_for()
    assert problems_of(phone) == []
    assert len(thumb.actions) == 7  # It is done; five answers; Close it.

    phone.goto(address)
    phone.get_by_role("link", name=CHART, exact=True).click()
    phone.get_by_role("heading", level=2, name=CHART).wait_for()
    note = phone.locator(".at-notes li", has_text=f"Cycle 1: {TITLE}")
    expect(note).to_contain_text("after the last point")
    number = note.locator(".at-pin").inner_text()
    expect(phone.locator(".at-chart__narrow text", has_text=number).first).to_be_visible()
    assert problems_of(phone) == []
