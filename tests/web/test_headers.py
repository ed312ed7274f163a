"""What every answer tells the browser to do, and not to do."""

import pytest
from django.urls import reverse

from tests.factories import AccountFactory

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
PAGES = ("/", "/accounts/login/", "/help/", "/healthz", "/nowhere/", "/api/spaces")


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_every_answer_lets_a_browser_use_only_what_is_ours(client, page, is_signed_in):
    if is_signed_in:
        client.force_login(AccountFactory())

    answer = client.get(page)

    assert set(answer["Content-Security-Policy"].split("; ")) == POLICY
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Permissions-Policy"] == (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), "
        "publickey-credentials-get=(self), publickey-credentials-create=(self)"
    )


def test_no_page_of_somebody_signed_in_is_kept_on_the_way(client, world):
    client.force_login(world.amina.account)

    assert client.get("/")["Cache-Control"] == "private, no-cache"
    assert "private" in client.get(reverse("people:make_token"))["Cache-Control"]
    assert client.get(reverse("spaces:people", args=["ward-7"]), {"as": "csv"})["Cache-Control"] == "private, no-store"
