"""A team tests a change: started with two lines, closed on a phone, without JavaScript and by keyboard."""

TEAM = "/teams/maple-gate/"


def sign_in_as_amina(page):
    """Through the cast on the sign-in page of the demo."""
    page.goto("/")
    page.get_by_role("button", name="Sign in as Amina").click()
    page.wait_for_url("/")


def start(page, title):
    """Two lines and a button; the day is there already."""
    page.goto(f"{TEAM}cycles/new/")
    page.get_by_label("What will you try?").fill(title)
    page.get_by_label("What do you think will happen?").fill("Under five minutes each")
    page.get_by_role("button", name="Start").click()
    page.get_by_role("heading", name=f"Cycle 1: {title}").wait_for()


def test_a_test_is_started_and_closed_on_a_phone_without_javascript(visit):
    page = visit(width=320, height=640, javascript=False)
    sign_in_as_amina(page)

    start(page, "Shoes off at the door")
    page.get_by_role("link", name="It is done already").click()
    page.get_by_label("What happened?").fill("7, 13 and 6 minutes")
    page.get_by_role("button", name="Close it").click()
    page.get_by_text("4 things to put right").wait_for()
    assert page.get_by_label("What happened?").input_value() == "7, 13 and 6 minutes"
    page.get_by_role("radio", name="Unclear").check()
    page.get_by_label("What did you learn?").fill("The card is quick, the phone is not")
    page.get_by_role("radio", name="Adapt").check()
    page.get_by_label("Why?", exact=True).fill("Another phone")
    page.get_by_role("button", name="Close it").click()

    page.get_by_role("heading", name="Cycle 2: Shoes off at the door").wait_for()
    assert page.get_by_text("Saved. Cycle 2 is ready, filled in from this one.").is_visible()


def test_a_test_is_told_step_by_step_by_keyboard(visit):
    page = visit()
    sign_in_as_amina(page)
    start(page, "A second chair in room two")

    page.get_by_role("button", name="Begin").focus()
    page.keyboard.press("Enter")
    page.get_by_text("It has begun.").wait_for()
    page.get_by_label("What did you see?").fill("Both sat down")
    today = page.get_by_label("First day").input_value()
    page.get_by_label("Last day").fill(today)
    page.keyboard.press("Enter")
    page.get_by_text("Now compare it with what you predicted").wait_for()
    page.get_by_role("radio", name="Better").focus()
    page.keyboard.press("Space")
    page.get_by_label("What happened, in short?").fill("Four minutes")
    page.get_by_label("What did you learn?").fill("People stay longer when they sit")
    page.get_by_role("button", name="Save and decide what is next").press("Enter")
    page.get_by_role("radio", name="Abandon").press("Space")
    page.get_by_label("Why?", exact=True).fill("Longer is not better here")
    page.get_by_role("button", name="Save").press("Enter")

    page.get_by_text("It did not help. Thank you").wait_for()
    assert page.get_by_role("button", name="Share it").is_visible()
