"""What a stranger meets."""

import pytest

from tests.journeys.accessibility import problems_of


def test_a_stranger_is_led_to_the_sign_in_page(visit):
    page = visit()

    page.goto("/")

    assert page.url.split("?")[0].endswith("/accounts/login/")
    assert page.get_by_role("heading", level=1).count() == 1


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/login/code/", "/accounts/password/reset/"])
def test_everybody_can_use_the_pages_before_signing_in(visit, address):
    page = visit()

    page.goto(address)

    assert problems_of(page) == []
