"""A director begins a collaborative: from a template and one date to an approved charter with measures and targets."""

from playwright.sync_api import expect

from tests.journeys.accessibility import problems_of
from tests.journeys.acting import Hand


def sign_in_as_esi(page):
    """Through the cast on the sign-in page of the demo."""
    page.goto("/")
    page.get_by_role("button", name="Sign in as Esi").click()
    page.wait_for_url("/")


def begin(page, hand):
    """A name, a template, and it stands."""
    page.goto("/spaces/")
    hand.click(page.get_by_role("link", name="Begin a collaborative"))
    assert problems_of(page) == []
    hand.fill(page.get_by_label("What is it called?"), "Wrexham Breathes Easier")
    hand.click(page.get_by_role("button", name="Begin"))
    page.get_by_role("heading", level=1, name="Wrexham Breathes Easier").wait_for()


def test_a_director_goes_from_a_template_and_one_date_to_an_approved_charter(visit):
    page = visit()
    sign_in_as_esi(page)
    hand = Hand(page)
    begin(page, hand)
    assert problems_of(page) == []

    hand.click(page.get_by_role("navigation").get_by_role("link", name="Calendar"))
    hand.click(page.get_by_role("link", name="Make the calendar"))
    hand.fill(page.get_by_label("When does the first learning session begin?"), "2027-02-01")
    hand.click(page.get_by_role("button", name="Go on"))
    page.get_by_text("The calendar is saved.").wait_for()
    calendar = page.get_by_role("main")
    for stage in ("Learning session 1", "Learning session 4", "Action period 4", "Summative congress"):
        expect(calendar.get_by_text(stage).first).to_be_visible()
    assert problems_of(page) == []
    assert len(hand.actions) == 7  # Begin, a name, Begin; Calendar, Make it, one date, Go on.

    page.get_by_role("navigation").get_by_role("link", name="Measures and goals").click()
    page.get_by_role("main").get_by_role("link", name="HbA1c test").first.click()
    page.get_by_role("link", name="Set the target").click()
    assert problems_of(page) == []
    page.get_by_label("Target", exact=True).fill("120")
    page.get_by_label("By when?").fill("2028-04-30")
    page.get_by_role("button", name="Set it").click()
    expect(page.get_by_text("The most that can be is 100.").first).to_be_visible()
    page.get_by_label("Target", exact=True).fill("85")
    page.get_by_role("button", name="Set it").click()
    page.get_by_text("The target is set.").wait_for()

    page.get_by_role("navigation").get_by_role("link", name="Charter").click()
    page.get_by_role("link", name="Write on it").click()
    assert page.get_by_label("The collaborative begins").input_value() == "2027-02-01"
    page.get_by_label("Our aim").fill("By April 2028 eight in ten have a plan that they wrote with us.")
    page.get_by_label("What we have in common").fill("Nobody fights for breath alone.")
    page.get_by_role("button", name="Save the draft").click()
    page.get_by_text("The draft is saved.").wait_for()
    assert problems_of(page) == []

    page.get_by_role("button", name="Approve it").click()
    expect(page.get_by_text("Version 1 is approved and frozen.")).to_be_visible()
    expect(page.get_by_text("By April 2028 eight in ten")).to_be_visible()
    expect(page.get_by_role("main").get_by_text("Learning session 4")).to_be_visible()
    assert problems_of(page) == []
