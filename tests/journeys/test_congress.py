"""The congress: what was reached, told by a director and read by a stranger; a team put forward by a nurse."""

from playwright.sync_api import expect

from tests.journeys.accessibility import problems_of

SPACE = "/spaces/steady-sugar/"
PUBLIC = "/collaboratives/steady-sugar/results/"
WHY = "They told everybody that evening visits stayed empty."
NOT_WORKED = "Letters brought almost nobody. A call did."


def sign_in_as(page, name):
    """Through the cast on the sign-in page of the demo."""
    page.goto("/")
    page.get_by_role("button", name=f"Sign in as {name}").click()
    page.wait_for_url("/")


def test_a_director_publishes_and_a_stranger_reads_and_cites(visit):
    page = visit()
    sign_in_as(page, "Esi")
    page.goto(f"{SPACE}congress/")
    assert problems_of(page) == []
    page.get_by_role("link", name="The draft, and its versions").click()
    expect(page.get_by_text("Still to be said")).to_be_visible()
    assert problems_of(page) == []

    page.get_by_role("link", name="Publish them").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Say at least one thing that did not work").first).to_be_visible()
    page.get_by_role("link", name="Write on them").last.click()
    assert problems_of(page) == []
    page.get_by_label("What did not work").fill(NOT_WORKED)
    page.get_by_label("What is it?").first.fill("The opening")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Write its address.").first).to_be_visible()
    assert page.get_by_label("What did not work").input_value() == NOT_WORKED
    page.get_by_label("Its address").first.fill("https://media.steady-sugar.example/opening")
    page.get_by_label("For those who cannot see or hear it").first.fill("With captions")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Publish them").click()
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url(PUBLIC)

    stranger = visit(width=390, height=800)
    stranger.goto(PUBLIC)
    expect(stranger.get_by_role("heading", name="What Ontario Steady Sugar reached")).to_be_visible()
    expect(stranger.get_by_text(NOT_WORKED)).to_be_visible()
    expect(stranger.get_by_role("link", name="The opening")).to_be_visible()
    assert problems_of(stranger) == []
    stranger.context.grant_permissions(["clipboard-read", "clipboard-write"])
    stranger.get_by_role("button", name="Copy").click()
    copied = stranger.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Ontario Steady Sugar. What Ontario Steady Sugar reached, version 1.")
    assert copied.endswith(f"{PUBLIC}1/")
    with stranger.expect_download() as saved:
        stranger.get_by_role("link", name="BibTeX").click()
    assert saved.value.suggested_filename.endswith(".bib")
    assert stranger.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_nurse_puts_another_team_forward_and_the_director_finds_it_on_the_desk(visit):
    nurse = visit(width=390, height=800)
    sign_in_as(nurse, "Chidi")
    nurse.goto(f"{SPACE}congress/")
    nurse.get_by_role("link", name="Put a team forward").click()
    teams = nurse.get_by_label("Which team?")
    others = teams.locator("option").all_inner_texts()[1:]
    assert "Riverbend" not in others
    assert problems_of(nurse) == []

    nurse.get_by_label("Award for an honest failure").check()
    nurse.get_by_label("Why, in a sentence").fill(WHY)
    nurse.get_by_role("button", name="Put it forward").click()
    expect(nurse.get_by_text("Please answer this.").first).to_be_visible()
    assert nurse.get_by_label("Why, in a sentence").input_value() == WHY
    teams.select_option(label=others[2])
    nurse.get_by_role("button", name="Put it forward").click()
    nurse.wait_for_url(f"{SPACE}congress/")
    expect(nurse.get_by_text("Thank you. Those who give the awards read it.")).to_be_visible()
    mine = nurse.get_by_role("listitem").filter(has_text=WHY)
    expect(mine).to_contain_text(others[2])
    expect(mine.get_by_role("link", name="Give it")).to_have_count(0)

    director = visit()
    sign_in_as(director, "Esi")
    director.goto("/?all")
    desk = director.get_by_role("listitem").filter(has_text="put forward for an award")
    desk.get_by_role("link", name="Read why, and decide").click()
    director.wait_for_url(f"{SPACE}congress/#put-forward")
    theirs = director.get_by_role("listitem").filter(has_text=WHY)
    expect(theirs).to_contain_text("Chidi Okafor")
    assert problems_of(director) == []
    theirs.get_by_role("button", name="Not this time").click()
    expect(director.get_by_text("Left. Whoever wrote it sees that it was read.")).to_be_visible()

    nurse.reload()
    expect(mine).to_contain_text("Read. No award this time.")
