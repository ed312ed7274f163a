"""What a stranger meets."""


def test_a_stranger_is_led_to_the_sign_in_page(visit):
    page = visit()

    page.goto("/")

    assert page.url.split("?")[0].endswith("/accounts/login/")
    assert page.get_by_role("heading", level=1).count() == 1
