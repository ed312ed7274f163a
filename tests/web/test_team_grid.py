"""The team grid as a page: who is late at one look, layers and filters by links, and the file."""

import csv
import io

import pytest
from django.utils import timezone

from allteach.collaboratives.models import TeamProfile, Timetable
from allteach.core.periods import Period
from allteach.spaces.roles import Role
from tests.factories import MembershipFactory, TeamFactory

GRID = "/spaces/falls/grid/"


@pytest.fixture
def falls(world, client):
    """The falls collaborative in its fourth month; Esi is signed in. Ward 9 stands in the north, ward 7 with Dana."""
    world.everybody()
    assert world.ward_7_falls
    this = Period.containing(timezone.localdate(), "month")
    Timetable.objects.create(space=world.falls, first_session=(this + -3).start)
    TeamProfile.objects.filter(team__parent=world.falls).update(joined_on=(this + -4).start)
    TeamProfile.objects.filter(team=world.ward_9).update(region="North")
    client.force_login(world.esi.account)
    return world


def said(client, address=GRID) -> str:
    return client.get(address).content.decode()


def test_every_late_team_is_named_before_anything_else(falls, client):
    page = said(client)

    callout = page.split("at-callout__words")[1].split("</ul>")[0]
    assert "2 teams have not sent" in page
    assert ('href="/teams/ward-7/"' in callout, 'href="/teams/ward-9/"' in callout) == (True, True)


def test_attention_stands_first_with_its_reasons(falls, client):
    page = said(client)

    assert page.index("Needs attention:") < page.index("No contact yet")


@pytest.mark.parametrize("layer", ["reports", "numbers", "scores", "contacts", "calls", "signals", "nonsense"])
def test_each_layer_says_its_cells_in_words(falls, client, layer):
    page = said(client, f"{GRID}?show={layer}")

    assert "at-cell" in page
    assert page.count("<tbody>") >= 1


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("region=North", ["Ward 9"]),
        ("coach=Dana", ["Ward 7"]),
        ("only=late", ["Ward 7", "Ward 9"]),
        ("only=attention&region=North", ["Ward 9"]),
        ("region=Atlantis", []),
        ("only=nonsense", []),
    ],
)
def test_teams_are_chosen_by_links(falls, client, asked, shown):
    table = said(client, f"{GRID}?{asked}").split("at-teamgrid")
    rows = "".join(table[1:])

    assert [name for name in ("Ward 7", "Ward 9") if f">{name}</a>" in rows] == shown


def test_the_file_has_a_line_for_each_team_and_month_of_the_whole_time(falls, client):
    text = b"".join(client.get(f"{GRID}?as=csv").streaming_content).decode("utf-8-sig")

    lines = list(csv.DictReader(io.StringIO(text)))
    assert len(lines) == 2 * 4
    assert {line["Team"] for line in lines} == {"Ward 7", "Ward 9"}
    assert lines[0]["Report"] == "missing"


def test_a_collaborative_without_teams_says_so(world, client):
    client.force_login(world.esi.account)

    assert "No teams yet" in said(client)


def test_only_the_newest_months_stand_on_the_page_until_all_are_asked_for(falls, client):
    Timetable.objects.filter(space=falls.falls).update(
        first_session=(Period.containing(timezone.localdate(), "month") + -9).start
    )

    few, every = said(client), said(client, f"{GRID}?months=all")

    assert [page.split("</thead>")[0].count('scope="col"') for page in (few, every)] == [6 + 6, 10 + 6]


def test_the_tab_is_there_for_those_who_may_open_it(falls, client):
    of_esi = said(client, "/spaces/falls/")
    client.force_login(falls.amina.account)

    assert (GRID in of_esi, GRID in said(client, "/spaces/falls/")) == (True, False)


def test_faculty_reads_the_grid_too(falls, client):
    MembershipFactory(person=falls.stan, space=falls.falls, role=Role.FACULTY)
    client.force_login(falls.stan.account)

    assert client.get(GRID).status_code == 200


def test_a_team_that_has_left_keeps_its_row_and_is_not_late(falls, client):
    TeamFactory(parent=falls.falls, name="Ward 5", organisation=falls.hospital, signed=False)
    this = Period.containing(timezone.localdate(), "month")
    TeamProfile.objects.filter(team__name="Ward 5").update(withdrawn_on=(this + -3).end)

    page = said(client)

    assert "has left" in page
    assert "2 teams have not sent" in page
