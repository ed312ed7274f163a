"""A team reports ten measures in five actions or fewer: by mouse, by keyboard, without JavaScript; and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import problems_of
from tests.journeys.acting import Hand

TEN = {
    "HbA1c test, 6 months": ("164", "196"),
    "Self-management goal, 12 months": ("110", "196"),
    "Foot examination, 12 months": ("131", "196"),
    "Eye examination, 24 months": ("127", "196"),
    "Kidney tests, 12 months": ("129", "196"),
    "Blood pressure recorded, 6 months": ("173", "196"),
    "HbA1c at or under 7.0%": ("69", "164"),
    "HbA1c at or under 8.0%": ("123", "164"),
    "Blood pressure under 130/80": ("71", "173"),
    "Third next appointment": ("9",),
}
COPIED = "Measure\tHow many\tOut of\n" + "\n".join("\t".join((name, *numbers)) for name, numbers in TEN.items())
MOST = 5


def sign_in_as(page, name):
    page.goto("/")
    page.get_by_role("button", name=f"Sign in as {name}").click()
    page.wait_for_url("/")


def boxes_of(page, name):
    """The boxes of a measure's row in the grid."""
    return page.locator(f'tr[data-measure="{name}"] input[data-field]')


def standing(page):
    """What stands in the ten rows."""
    return {name: tuple(box.input_value() for box in boxes_of(page, name).all()) for name in TEN}


@pytest.fixture
def the_open_month(visit):
    """Amina's window at Home, and the link on her desk to the month that waits."""

    def open_home(**window):
        page = visit(**window)
        sign_in_as(page, "Amina")
        return page, page.get_by_role("main").get_by_role("link", name=" for Maple Gate").first

    return open_home


def sent(page):
    """The month was sent: the team's page says so, and the ten values stand in the grid as they were given."""
    expect(page.get_by_text(re.compile(r"^\w+ \d{4} is sent\. Thank you\.$"))).to_be_visible()
    page.go_back()
    page.reload()
    expect(page.get_by_text("10 of 14 in.")).to_be_visible()
    return standing(page)


def test_ten_measures_are_pasted_and_sent_in_three_actions(the_open_month):
    page, waiting = the_open_month()
    hand = Hand(page)

    hand.click(waiting)
    page.get_by_text("0 of 14 in.").wait_for()
    hand.paste(COPIED)
    page.get_by_text("10 of 14 in.").wait_for()
    drawn = page.locator('tr[data-measure="HbA1c test, 6 months"] .at-entry__result').inner_text()
    hand.click(page.get_by_role("button", name="Send"))

    assert sent(page) == TEN
    assert drawn == "84%"
    assert len(hand.actions) == 3 <= MOST


def test_ten_measures_are_typed_and_sent_by_keyboard_alone(the_open_month):
    page, waiting = the_open_month()
    hand = Hand(page)

    hand.tab_to(waiting)
    hand.press("Enter")
    page.get_by_text("0 of 14 in.").wait_for()
    hand.actions.append("type ten measures")
    for name, numbers in TEN.items():
        for box, number in zip(boxes_of(page, name).all(), numbers, strict=True):
            hand.tab_to(box)
            page.keyboard.type(number)
    hand.tab_to(page.get_by_role("button", name="Send"))
    hand.press("Enter")

    assert sent(page) == TEN
    assert len(hand.actions) == 3 <= MOST


def test_a_month_is_sent_from_the_last_box_with_control_and_enter(the_open_month):
    page, waiting = the_open_month()
    hand = Hand(page)

    hand.tab_to(waiting)
    hand.press("Enter")
    page.get_by_text("0 of 14 in.").wait_for()
    hand.paste(COPIED)
    hand.tab_to(boxes_of(page, "Third next appointment"))
    hand.press("Control+Enter")

    assert sent(page) == TEN
    assert len(hand.actions) == 3 <= MOST


def test_ten_measures_are_pasted_and_sent_without_javascript(the_open_month):
    page, waiting = the_open_month(javascript=False)
    hand = Hand(page)

    hand.click(waiting)
    hand.click(page.get_by_role("link", name="Paste from a spreadsheet"))
    hand.fill(page.get_by_label("Paste the rows here"), COPIED)
    hand.click(page.get_by_role("button", name="Fill the grid"))
    expect(page.get_by_text("10 rows are filled. Look them over, then send.")).to_be_visible()
    hand.click(page.get_by_role("button", name="Send"))

    assert sent(page) == TEN
    assert len(hand.actions) == 5 <= MOST


def test_ten_measures_are_typed_and_sent_without_javascript(the_open_month):
    page, waiting = the_open_month(javascript=False)

    waiting.click()
    for name, numbers in TEN.items():
        for box, number in zip(boxes_of(page, name).all(), numbers, strict=True):
            box.fill(number)
    page.get_by_role("button", name="Send").click()

    assert sent(page) == TEN


def test_an_odd_value_is_asked_about_and_what_is_typed_meanwhile_stays(the_open_month):
    page, waiting = the_open_month()
    waiting.click()
    page.get_by_text("0 of 14 in.").wait_for()
    grid = page.url
    how_many, out_of = boxes_of(page, "Foot examination, 12 months").all()

    how_many.fill("20")
    out_of.fill("196")
    page.get_by_text("20 of 196 is 10%.").wait_for()
    page.get_by_role("button", name="Send").click()
    page.get_by_text("Please look once more").wait_for()
    problems = problems_of(page)
    remark = page.get_by_label("Foot examination, 12 months: remark")
    remark.press_sequentially("because we had")
    page.wait_for_timeout(440)  # A pause: what stands there is kept, and the answer comes while typing goes on.
    remark.press_sequentially(" no monofilament for three weeks in a row", delay=20)
    page.get_by_label("It is right").check()
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_text(re.compile(r"is sent\. Thank you\.$"))).to_be_visible()
    page.goto(grid)
    expect(remark).to_have_value("because we had no monofilament for three weeks in a row")
    assert problems == []


def test_what_cannot_be_is_said_at_the_box_and_nothing_typed_is_lost(the_open_month):
    page, waiting = the_open_month(javascript=False)
    waiting.click()
    how_many, out_of = boxes_of(page, "Foot examination, 12 months").all()

    how_many.fill("203")
    out_of.fill("196")
    boxes_of(page, "Eye examination, 24 months").first.fill("many")
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("alert").get_by_text("Something cannot be")).to_be_visible()
    assert page.title().startswith("Error:")
    assert [how_many.input_value(), out_of.input_value()] == ["203", "196"]
    assert boxes_of(page, "Eye examination, 24 months").first.input_value() == "many"


def test_a_line_of_the_block_that_names_no_measure_is_left_out_and_said(the_open_month):
    page, waiting = the_open_month()
    waiting.click()
    page.get_by_text("0 of 14 in.").wait_for()

    Hand(page).paste("Feet examined\t4\t5\nEye examination, 24 months\t127\t196\n")

    page.get_by_text("1 of 14 in.").wait_for()
    expect(page.get_by_role("alert").filter(has_text="No row was found for:")).to_contain_text("Feet examined 4 5")
    assert standing(page)["Eye examination, 24 months"] == ("127", "196")


def test_a_month_is_reported_on_a_phone_one_measure_at_a_time(the_open_month):
    page, waiting = the_open_month(width=390, height=844)
    waiting.click()
    page.get_by_role("link", name="One measure at a time").click()
    keys, heights, problems = set(), [], []

    for number, (name, numbers) in enumerate(TEN.items(), 1):
        page.get_by_role("heading", name=name, exact=True).wait_for()
        page.wait_for_load_state()
        expect(page.get_by_text(f"Measure {number if number < 10 else 12} of 14")).to_be_visible()
        for box, text in zip(page.locator("form[data-grid] input[data-field]").all(), numbers, strict=True):
            keys.add(box.get_attribute("inputmode"))
            heights.append(box.bounding_box()["height"])
            box.fill(text)
        if number == 1:
            problems = problems_of(page)
        page.get_by_role("button", name="Keep and go on").click()
        if number == 9:  # Two of the team's measures are not among the ten.
            for _ in range(2):
                page.get_by_role("link", name="We do not have this one").click()
    page.get_by_role("link", name="All in one grid").click()
    page.get_by_role("button", name="Send").click()

    assert sent(page) == TEN
    assert (keys, min(heights) >= 44, problems) == ({"numeric", "decimal"}, True, [])
