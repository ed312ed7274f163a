"""Everybody can use the pages of the demo, where there is much to show: thirty teams, fifteen months, long names."""

import pytest

from tests.journeys.accessibility import problems_in_the_dark, problems_of

TEAM = "/teams/maple-gate/"
SPACE = "/spaces/steady-sugar/"

PAGES = {
    "Amina Yusuf": (
        "/",
        TEAM,
        f"{TEAM}measures/",
        f"{TEAM}measures/self-management-goal-12-months/",
        f"{TEAM}values/",
        f"{TEAM}cycles/",
        f"{TEAM}cycles/1/",
        f"{TEAM}changes/",
        f"{TEAM}aim/",
        "/spaces/maple-gate/people/",
        "/find/?q=ma",
        "/me/",
        "/mail/",
    ),
    "Esi Okello": (
        "/",
        SPACE,
        f"{SPACE}charter/",
        f"{SPACE}teams/",
        f"{SPACE}measures/",
        f"{SPACE}people/",
        f"{SPACE}agreements/",
        f"{SPACE}import/",
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_use_the_pages_of_the_demo(visit, name):
    page = visit()
    page.goto("/accounts/login/")
    page.get_by_role("button", name=f"Sign in as {name}").click()
    page.wait_for_url("/")

    found = {}
    for address in PAGES[name]:
        answer = page.goto(address)
        found[address] = [f"answers {answer.status}"] * (answer.status != 200)
        found[address] += problems_of(page) + problems_in_the_dark(page)

    assert {address: problems for address, problems in found.items() if problems} == {}
