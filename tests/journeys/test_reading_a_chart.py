"""A chart is read point by point with mouse, keyboard and finger, and annotated where it stands."""

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import problems_of
from tests.journeys.test_reporting import sign_in_as

CHART = "/teams/maple-gate/measures/kidney-tests-12-months/"


@pytest.fixture
def the_chart(visit):
    """Amina's window at one chart of her team."""

    def open_chart(**window):
        page = visit(**window)
        sign_in_as(page, "Amina")
        page.goto(CHART)
        page.wait_for_load_state()
        return page

    return open_chart


def point(page, number):
    """The middle of a point of the drawing that is shown, counted from 1."""
    shown = page.locator(".at-chart__draw:visible svg [data-point]").nth(number - 1)
    box = shown.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def words_of(page, number):
    """What a point says by itself, as its title."""
    return page.locator(".at-chart__draw:visible svg [data-point] title").nth(number - 1).text_content()


def test_the_mouse_reads_the_point_it_is_nearest_to_and_gives_way_to_the_latest_again(the_chart):
    page = the_chart()
    reading = page.locator(".at-chart__reading")
    latest = reading.text_content()

    x, y = point(page, 6)
    page.mouse.move(x + 3, y - 40)
    expect(reading).to_have_text(words_of(page, 6))
    page.mouse.move(5, 5)

    expect(reading).to_have_text(latest)
    assert page.locator(".at-chart__draw:visible [data-point=latest] title").text_content() == latest


def test_a_reading_says_period_value_count_and_what_was_happening(the_chart):
    page = the_chart()

    happening = [
        words_of(page, number) for number in range(1, page.locator(".at-chart__draw:visible [data-point]").count())
    ]

    assert [words for words in happening if "not reported, Not reported: change of record system" in words]
    assert [words for words in happening if "% " not in words and "%, " in words and " of " in words]


def test_arrow_keys_read_point_by_point_and_say_it_to_those_who_listen(the_chart):
    page = the_chart()
    slider = page.get_by_role("slider", name="Read the points of this chart one by one")

    slider.focus()
    page.keyboard.press("Home")
    first = slider.get_attribute("aria-valuetext")
    page.keyboard.press("ArrowRight")

    assert first == words_of(page, 1)
    expect(slider).to_have_attribute("aria-valuetext", words_of(page, 2))
    expect(page.locator(".at-chart__reading")).to_have_text(words_of(page, 2))
    assert page.locator(".at-chart__draw:visible .is-read").count() == 1


def test_a_finger_on_a_telephone_reads_the_point_it_touches(the_chart):
    page = the_chart(width=390)

    page.locator(".at-chart__draw:visible").scroll_into_view_if_needed()
    page.mouse.click(*point(page, 3))

    expect(page.locator(".at-chart__reading")).to_have_text(words_of(page, 3))


def test_a_note_is_added_where_the_chart_stands_for_the_day_of_the_point_that_was_chosen(the_chart):
    page = the_chart()

    page.mouse.click(*point(page, 4))
    page.get_by_text("Add a note to the chart").click()
    chosen = page.get_by_label("When?").input_value()
    page.get_by_label("What was happening?").fill("New urine cups in every room")
    assert problems_of(page) == []
    page.get_by_role("button", name="Add it").click()

    expect(page.get_by_text("It stands on the chart.")).to_be_visible()
    assert page.url.endswith(CHART)
    assert "New urine cups in every room" in words_of(page, 4)
    assert chosen.endswith("-01")
    expect(page.locator(".at-notes")).to_contain_text("New urine cups in every room")


def test_a_day_that_was_typed_is_not_overruled_by_the_chart(the_chart):
    page = the_chart()

    page.get_by_text("Add a note to the chart").click()
    page.get_by_label("When?").fill("2026-03-05")
    page.mouse.click(*point(page, 2))

    assert page.get_by_label("When?").input_value() == "2026-03-05"


def test_a_note_is_added_without_javascript(the_chart):
    page = the_chart(javascript=False)

    page.get_by_text("Add a note to the chart").click()
    page.get_by_label("What was happening?").fill("New urine cups")
    page.get_by_role("button", name="Add it").click()

    expect(page.locator(".at-notes")).to_contain_text("New urine cups")
