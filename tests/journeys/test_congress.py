"""What was reached, told by a director, read and cited by a stranger on a phone."""

from playwright.sync_api import expect

from tests.journeys.accessibility import problems_of

SPACE = "/spaces/steady-sugar/"
PUBLIC = "/collaboratives/steady-sugar/results/"
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
