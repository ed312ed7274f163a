"""Inviting somebody, from the lead's page to the newcomer's first look; and the pages around people."""

import re

import pytest
from playwright.sync_api import expect

NEWCOMER = "kwame@place.example"


def sign_in_as(page, name):
    """Become one of the cast."""
    page.goto("/accounts/login/")
    page.get_by_role("button", name=f"Sign in as {name}").click()
    page.wait_for_url("/")


def open_people(page, name):
    """The people of the first space whose page that is."""
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("link", name="People", exact=True).click()


def write_an_invitation(page):
    page.get_by_role("link", name="Invite somebody").first.click()
    page.get_by_label("Their name").fill("Kwame Mensah")
    page.get_by_label("Their e-mail address").fill(NEWCOMER)
    page.get_by_label("Team member").check()
    page.get_by_label("A few words to them").fill("We meet on Tuesdays. Do come.")
    page.get_by_role("button", name="Invite", exact=True).click()
    page.get_by_text(f"A mail is on its way to {NEWCOMER}.").wait_for()


def link_in_the_mail(page):
    """The link, read where the demo keeps its mail."""
    for _ in range(40):
        page.goto("/mail/")
        if page.get_by_role("link", name="You are invited to").count():
            break
        page.wait_for_timeout(250)
    page.get_by_role("link", name="You are invited to").first.click()
    return re.search(r"http://\S+/invitations/\S+", page.inner_text("main"))[0]


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_newcomer_is_invited_by_mail_and_joins_with_a_name(visit, javascript):
    lead = visit(javascript=javascript)
    sign_in_as(lead, "Amina Yusuf")
    lead.goto("/spaces/maple-gate/people/")
    write_an_invitation(lead)
    link = link_in_the_mail(lead)

    newcomer = visit(javascript=javascript)
    newcomer.goto(link)
    assert newcomer.url.endswith("/invitation/")
    assert "We meet on Tuesdays. Do come." in newcomer.inner_text("main")
    newcomer.get_by_role("button", name="Join").click()

    newcomer.get_by_text("Welcome to Maple Gate").wait_for()
    expect(newcomer.get_by_role("link", name="Kwame Mensah, your account")).to_be_visible()
