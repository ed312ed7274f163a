"""A team's private words and small numbers appear in no answer given to another team: pages, files, API, search.

A crawl follows every link that a person is shown. The same crawl as the team itself finds the words: so a crawl that
finds nothing is not blind.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

import pytest
from django.test import Client

from allteach.core.periods import Period
from allteach.measures import actions
from allteach.spaces.actions import invite
from allteach.spaces.roles import Role
from tests.factories import MembershipFactory
from tests.web import documents_planted, reports_planted

pytestmark = pytest.mark.once

LINK = re.compile(r'href="(/[^"#]*)')
MOST = 400

CANARIES = {
    "remark": "canaryremark",
    "correction": "canarycorrection",
    "left out": "canaryleftout",
    "draft": "canarydraft",
    "invited": "canaryinvited",
    **reports_planted.SECRETS,
    **documents_planted.SECRETS,
}


@pytest.fixture
def planted(world):
    """The clinic's secrets: a remark, a reason for a correction and for leaving out, a draft, an invited name."""
    world.everybody()
    feet, may = world.clinic_feet, Period.parse("2025-05")
    assert world.surgery_feet
    actions.report_value(
        team_measure=feet,
        period=may,
        numerator=Decimal(77),
        denominator=Decimal(143),
        remark=f"Counted by hand {CANARIES['remark']}",
        by=world.farah,
    )
    actions.send_sheet(team=world.clinic, period=may, by=world.farah)
    actions.report_value(
        team_measure=feet,
        period=may,
        numerator=Decimal(78),
        denominator=Decimal(143),
        reason=f"One was missed {CANARIES['correction']}",
        by=world.farah,
    )
    actions.leave_out(
        measurement=feet.measurements.get(period_start="2025-02-01"),
        reason=f"A flood {CANARIES['left out']}",
        by=world.farah,
    )
    actions.save_sheet(
        team=world.clinic,
        period=Period.parse("2025-07"),
        typed={str(feet.pk): {"numerator": CANARIES["draft"]}},
        by=world.farah,
    )
    invite(
        space=world.clinic,
        email="robin@elsewhere.example",
        name=f"Robin {CANARIES['invited']}",
        role=Role.TEAM_MEMBER,
        by=world.farah,
    )
    reports_planted.plant(world.clinic, by=world.farah)
    documents_planted.plant(world.clinic, by=world.farah)
    return world


def crawl(person, more: Sequence[str] = ()) -> dict[str, str]:
    """Every page and file that is linked from what a person is shown, the API's answers about teams, and some more."""
    client = Client()
    client.force_login(person.account)
    waiting = [
        "/",
        "/find/?q=cli",
        "/find/?q=rob",
        "/find/?q=can",
        "/api/spaces",
        "/api/spaces/sugar/teams",
        "/api/spaces/sugar/measures",
        "/api/teams/clinic",
        "/api/teams/clinic/measures",
        "/api/teams/clinic/measures/foot-checks",
        "/api/teams/clinic/measures/foot-checks/analysis",
        "/teams/clinic/values/2025-07/",
        "/teams/clinic/measures/foot-checks/2025-05/",
        "/teams/clinic/measures/foot-checks/chart.svg",
        "/teams/clinic/measures/foot-checks/values.csv",
        "/spaces/clinic/people/",
        "/spaces/sugar/values.csv",
        *more,
    ]
    seen: dict[str, str] = {}
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        if (
            address in seen
            or address.startswith(("/static/", "/accounts/", "/components/"))
            or address.endswith(".png")
        ):
            continue
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        text = body.decode(errors="replace") + str(dict(response.headers))
        seen[address] = text if response.status_code == 200 else text + f" status {response.status_code}"
        if "text/html" in response.headers.get("Content-Type", ""):
            waiting += [link.replace("&amp;", "&") for link in LINK.findall(text)]
    return seen


def test_no_answer_given_to_another_team_holds_a_secret(planted):
    answers = crawl(planted.gil)

    leaks = [
        (address, where) for address, text in answers.items() for where, secret in CANARIES.items() if secret in text
    ]

    assert len(answers) > 25
    assert leaks == []


def test_the_team_itself_finds_every_secret(planted):
    said = "\n".join(crawl(planted.farah).values())

    assert [where for where, secret in CANARIES.items() if secret not in said] == []


def test_a_small_number_is_in_no_answer_given_to_another_team(planted):
    """In April the clinic looked at eight people: too few for others to know."""
    theirs = crawl(planted.gil)
    own = crawl(planted.farah)

    small = re.compile(r"3 of 8\b|37\.5|38%|April 2025, 3,|2025-04,3")
    assert small.search("\n".join(own.values()))
    assert [address for address, text in theirs.items() if small.search(text)] == []


def test_a_director_elsewhere_reaches_nothing_of_it(planted):
    MembershipFactory(person=planted.stan, space=planted.falls, role=Role.DIRECTOR)

    answers = crawl(planted.again(planted.stan))

    assert not any(secret in text for text in answers.values() for secret in CANARIES.values())
    assert not any("Foot checks" in text for address, text in answers.items() if address.startswith("/api/"))
