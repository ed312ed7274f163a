"""The ways in, walked in a browser: a code from the mail, a passkey, and what a form says that cannot be taken."""

import re
import subprocess
import sys

import pytest

from scripts.progress import ROOT
from tests.journeys.accessibility import problems_of

ESI = "esi@place.example"


@pytest.fixture
def director(demo_site, journey_environment):
    """Esi, whom `create_director` made on the machine itself."""
    command = [sys.executable, "manage.py", "create_director", "Esi Boateng", ESI, "--another"]
    made = subprocess.run(command, cwd=ROOT, env=journey_environment, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr


def sign_in_with_a_code(page, site):
    """From the first page to Home, with the code that the mail brought."""
    page.goto("/")
    page.get_by_label("E-mail address").first.fill(ESI)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_role("heading", name="Look into your mail").wait_for()
    code = re.search(r"^ {4}(\S+)$", site.mails()[-1], re.MULTILINE)[1]
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("/")


def test_a_code_from_the_mail_opens_the_door(visit, demo_site, director):
    page = visit()

    sign_in_with_a_code(page, demo_site)

    assert page.get_by_role("link", name="Esi Boateng, your account").is_visible()


def test_a_code_opens_the_door_without_javascript(visit, demo_site, director):
    page = visit(javascript=False)

    sign_in_with_a_code(page, demo_site)

    assert page.get_by_role("link", name="Esi Boateng, your account").is_visible()


def test_a_wrong_code_is_said_where_the_eye_and_the_keyboard_are(visit, demo_site, director):
    page = visit()
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").first.fill(ESI)
    page.get_by_role("button", name="Send me a code").click()

    page.get_by_label("Code").fill("WRONG-CODE")
    page.get_by_role("button", name="Go on").click()

    summary = page.get_by_role("alert").filter(has_text="One thing to put right")
    summary.wait_for()
    assert page.title().startswith("Error: Look into your mail")
    assert summary.evaluate("element => element === document.activeElement")
    assert problems_of(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.get_by_label("Code").evaluate("element => element === document.activeElement")
    assert page.get_by_label("Code").input_value() == "WRONG-CODE"


def test_a_passkey_is_added_and_opens_the_door(visit, demo_site, director):
    page = visit()
    give_a_passkey_to(page)
    sign_in_with_a_code(page, demo_site)

    page.goto("/accounts/2fa/webauthn/add/")
    added = problems_of(page)
    page.get_by_label("Name").fill("My phone")
    page.get_by_label("This key alone lets me in").check()
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("link", name="Use a security key").click()  # Asked once more, now that there is a key.
    asked = problems_of(page)
    page.get_by_role("button", name="Use a security key").click()
    page.get_by_role("heading", name="Spare codes").wait_for()
    spare = problems_of(page)
    page.goto("/accounts/2fa/webauthn/")
    listed = page.get_by_role("row", name="My phone Passkey").count(), problems_of(page)
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("/")

    assert page.get_by_role("link", name="Esi Boateng, your account").is_visible()
    assert (added, asked, spare, listed) == ([], [], [], (1, []))


def test_a_key_that_does_not_answer_is_said_in_words(visit, demo_site, director):
    page = visit()
    page.goto("/accounts/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no key')) }")

    page.get_by_role("button", name="Use a passkey").click()

    page.get_by_text("The key did not answer, or it was stopped.").wait_for()


def give_a_passkey_to(page):
    """Let the browser have a key of its own, which always says yes."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": key})
