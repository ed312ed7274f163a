"""A team plans how a change spreads; inside the practice it goes from one to seven of nine; the sponsor clears the way.

Domain walkthrough 6: the plan is drafted, approved and followed unit by unit on a chart, what was gained is held, and a
barrier that only the sponsor can move is asked for, answered and gone.
"""

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.journeys.accessibility import problems_of

TEAM = "/teams/maple-gate/"
TODAY = date.today()


def sign_in_as(page, name):
    """Through the cast on the sign-in page of the demo."""
    page.goto("/")
    page.get_by_role("button", name=f"Sign in as {name}").click()
    page.wait_for_url("/")


def test_adoption_goes_from_one_to_seven_of_nine_clinicians_on_a_chart(visit):
    page = visit()
    sign_in_as(page, "Amina")

    page.goto(f"{TEAM}spread/")
    expect(page.locator("figure b", has_text="Seven of 9 clinicians work this way")).to_be_visible()
    assert problems_of(page) == []
    page.get_by_role("link", name="The goal card with every clinician").click()
    page.get_by_text("Show the numbers").click()
    rows = page.locator("figure table tbody tr")
    counted = [row.locator("td").first.inner_text() for row in rows.all()]
    assert counted == ["1", "2", "3", "4", "5", "6", "7", "7"]
    expect(page.get_by_text("Other people each week: nobody to show it to")).to_be_visible()
    expect(page.get_by_text("Test before you persuade")).to_be_visible()
    assert problems_of(page) == []

    page.get_by_role("link", name="Dr in room 5, Fridays only").click()
    assert problems_of(page) == []
    page.get_by_role("radio", name="Works this way", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("figure b", has_text="Eight of 9 clinicians work this way")).to_be_visible()


def test_a_plan_is_drafted_without_javascript_approved_by_the_sponsor_and_followed(visit):
    page = visit(width=390, height=800, javascript=False)
    sign_in_as(page, "Amina")

    page.goto(f"{TEAM}spread/")
    page.get_by_role("link", name="Begin a spread plan").click()
    page.get_by_label("What shall spread?").fill("Shoes off at rooming")
    page.get_by_label("How many are there in all").fill("4")
    page.get_by_label("Of what", exact=True).fill("rooms")
    page.get_by_label("How many shall work this way").fill("9")
    page.get_by_label("By when", exact=True).fill((TODAY + timedelta(days=120)).isoformat())
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_text("9 of 4 cannot be. Is one of the two a slip?").first).to_be_visible()
    assert page.get_by_label("What shall spread?").input_value() == "Shoes off at rooming"
    page.get_by_label("How many shall work this way").fill("4")
    page.get_by_role("button", name="Save as a draft").click()

    page.get_by_role("link", name="Name posts or places").click()
    page.get_by_label("Posts or places, one on each line").fill("Room 1\nRoom 2\nRoom 3\nRoom 4\nRoom 5")
    page.get_by_role("button", name="Name them").click()
    expect(page.get_by_text("The plan is for 4, so there is room for 4 more.").first).to_be_visible()
    page.get_by_label("Posts or places, one on each line").fill("Room 1\nRoom 2\nRoom 3\nRoom 4")
    page.get_by_role("button", name="Name them").click()

    page.get_by_role("button", name="Put it forward").click()
    expect(page.get_by_text("Say which post stands behind it.").first).to_be_visible()
    page.get_by_role("link", name="Write the plan").click()
    page.get_by_label("Which post stands behind it").fill("Lead physician")
    page.get_by_label("Which post looks after it every day").fill("Lead nurse")
    page.get_by_label("What must stay as it is").fill("Shoes are off before the doctor comes in")
    page.get_by_label("How we see who works this way").fill("Foot checks in a week, by room")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Put it forward").click()
    expect(page.get_by_text("Waits for approval")).to_be_visible()

    sponsor = visit()
    sign_in_as(sponsor, "Hana")
    sponsor.get_by_role("link", name="Spread plan: Shoes off at rooming").first.click()
    assert problems_of(sponsor) == []
    sponsor.get_by_role("button", name="Approve the plan").click()
    expect(sponsor.get_by_text("Approved. Thank you: now it can spread.")).to_be_visible()

    page.reload()
    page.get_by_role("link", name="Room 1").click()
    page.get_by_role("radio", name="Works this way", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Say since when they have known of it").first).to_be_visible()
    page.get_by_label("since when have they known of it?").fill(TODAY.isoformat())
    page.get_by_role("button", name="Save").click()
    expect(page.locator("figure b", has_text="One of 4 rooms works this way")).to_be_visible()


def test_what_was_gained_is_held_and_looked_at(visit):
    page = visit()
    sign_in_as(page, "Amina")

    page.goto(f"{TEAM}changes/")
    page.get_by_role("link", name="The nurse asks for the goal before the doctor comes").first.click()
    expect(page.get_by_text("18 of 20 visits on a Tuesday ended with a goal.")).to_be_visible()
    assert problems_of(page) == []
    page.get_by_role("link", name="Change how it is held").click()
    assert problems_of(page) == []
    page.get_by_label("What is done when the chart turns the wrong way").fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Please answer this.").first).to_be_visible()
    page.get_by_label("What is done when the chart turns the wrong way").fill("Ask three rooms the same week")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Ask three rooms the same week")).to_be_visible()


def test_the_sponsor_removes_what_is_in_the_way(visit):
    page, sponsor = visit(), visit(width=390, height=800)
    sign_in_as(page, "Amina")
    sign_in_as(sponsor, "Hana")

    page.goto(f"{TEAM}sponsor/{TODAY:%Y-%m}/write/")
    page.get_by_label("What is in the way most").fill("The locums have no access to the goal in the record.")
    page.get_by_label("The decision you want from your sponsor").fill("May locums have the same access?")
    page.get_by_role("button", name="Send it to the sponsor").click()
    page.wait_for_url(f"**{TEAM}sponsor/{TODAY:%Y-%m}/")

    sponsor.goto("/")
    expect(sponsor.get_by_text("Maple Gate asks you for a decision")).to_be_visible()
    sponsor.get_by_role("link", name="Answer").click()
    assert problems_of(sponsor) == []
    sponsor.get_by_role("radio", name="I will do this").check()
    sponsor.get_by_label("In your words").fill("They have it from Monday.")
    sponsor.get_by_label("By when").last.fill((TODAY + timedelta(days=7)).isoformat())
    sponsor.get_by_role("button", name="Answer the team").click()
    sponsor.wait_for_url(f"**{TEAM}sponsor/{TODAY:%Y-%m}/")

    page.goto(f"{TEAM}sponsor/{TODAY:%Y-%m}/")
    expect(page.get_by_text("They have it from Monday.")).to_be_visible()
    page.get_by_role("link", name="It is out of the way").click()
    page.get_by_role("button", name="Yes, it is gone").click()
    expect(page.get_by_text("Well done, all of you.")).to_be_visible()
