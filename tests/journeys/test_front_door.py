"""What a stranger meets."""

import pytest

from tests.journeys.accessibility import problems_of


def test_a_stranger_is_led_to_the_sign_in_page(visit):
    page = visit()

    page.goto("/")

    assert page.url.split("?")[0].endswith("/accounts/login/")
    assert page.get_by_role("heading", level=1).count() == 1


@pytest.mark.parametrize("address", ["/help/", "/privacy/", "/cookies/", "/accessibility/", "/components/"])
def test_everybody_can_use_the_pages_that_need_no_sign_in(visit, address):
    page = visit()

    answer = page.goto(address)

    assert (answer.status, problems_of(page)) == (200, [])
