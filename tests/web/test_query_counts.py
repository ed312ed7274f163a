"""Every list page asks the database as often for thirty as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from allteach.collaboratives.models import TeamProfile
from tests.factories import (
    ApplicationFactory,
    AwardFactory,
    ChangeIdeaFactory,
    CommitmentFactory,
    CycleFactory,
    ImplementedChangeFactory,
    MeetingFactory,
    MembershipFactory,
    NominationFactory,
    RecruitmentFactory,
    TeamFactory,
    TeamMeasureFactory,
    TimetableFactory,
)

PAGES = {
    "home": ("home", {}),
    "spaces": ("collaboratives:spaces", {}),
    "collaborative": ("collaboratives:collaborative", {"space": "sugar"}),
    "teams": ("collaboratives:teams", {"space": "sugar"}),
    "measures": ("measures:measures", {"space": "sugar"}),
    "team": ("teams:team", {"team": "clinic"}),
    "team's measures": ("teams:measures", {"team": "clinic"}),
    "grid": ("reporting:grid", {"team": "clinic", "period": "2025-07"}),
    "tests of change": ("improvement:cycles", {"team": "clinic"}),
    "ideas": ("improvement:ideas", {"space": "sugar"}),
    "scores of a collaborative": ("scores:scores", {"space": "sugar"}),
    "scores of a team": ("scores:team_scores", {"team": "clinic"}),
    "pre-work of a team": ("prework:prework", {"team": "clinic"}),
    "people": ("spaces:people", {"space": "clinic"}),
    "sessions and calls": ("meetings:meetings", {"space": "sugar"}),
    "team's meetings": ("meetings:team_meetings", {"team": "clinic"}),
    "contacts": ("coaching:contacts", {"team": "clinic"}),
    "reports": ("monthly_reports:reports", {"team": "clinic"}),
    "pages for the sponsor": ("senior_leaders:leader_reports", {"team": "clinic"}),
    "congress": ("congress:congress", {"space": "sugar"}),
    "team's awards": ("congress:team_awards", {"team": "clinic"}),
    "values of all": ("measures:all_values_file", {"space": "sugar", "form": "csv"}),
    "teams by API": ("api:teams", {"space": "sugar"}),
    "values by API": ("api:team_measures", {"team": "clinic"}),
}


def grow(world, n: int) -> None:
    """So many teams, measures and members more, each with values."""
    for _ in range(n):
        team = TeamFactory(parent=world.sugar)
        idea = ChangeIdeaFactory(space=world.sugar)
        ImplementedChangeFactory(team=team, change_idea=idea)
        CycleFactory(team=team, change_idea=idea, state="doing", audience="collaborative")
        TeamProfile.objects.filter(team=team).update(region="North")
        TeamMeasureFactory(team=team, measure=world.foot_checks, values=[(30, 90), (31, 91), (33, 90)])
        TeamMeasureFactory(team=world.clinic, measure__space=world.sugar, values=[(30, 90), (31, 91), (33, 90)])
        MembershipFactory(space=world.clinic)
        call = MeetingFactory(in_space=world.sugar, led_team=team, led_by=world.gil)
        CommitmentFactory(meeting=call, team=world.clinic, owner=world.farah)
        MeetingFactory(in_space=world.clinic, kind="team_meeting", audience="team")
        AwardFactory(team=team)
        AwardFactory(team=world.clinic, taken_back_at=timezone.now(), taken_back_by=world.gil)
        NominationFactory(team=team, by=world.farah)


def asked(client, address: str) -> int:
    """How many queries a page makes, once it is warm."""
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(address)
        if response.streaming:
            b"".join(response.streaming_content)
    assert response.status_code == 200
    return len(queries)


@pytest.mark.parametrize("page", PAGES)
def test_a_list_page_asks_as_often_for_thirty_as_for_one(client, world, page):
    name, kwargs = PAGES[page]
    client.force_login(world.farah.account)
    assert world.clinic_feet
    address = reverse(name, kwargs=kwargs)
    grow(world, 1)
    for_one = asked(client, address)

    grow(world, 2)
    for_three = asked(client, address)
    grow(world, 27)
    for_thirty = asked(client, address)

    assert (for_three, for_thirty) == (for_one, for_one)


@pytest.mark.parametrize("page", ["recruitment:selection", "prework:prework_of_all"])
def test_what_a_director_reads_of_all_teams_asks_as_often_for_thirty_as_for_one(client, world, page):
    MembershipFactory(person=world.esi, space=world.sugar, role="director")
    recruitment = RecruitmentFactory(space=world.sugar, over=True)
    TimetableFactory(space=world.sugar)
    client.force_login(world.esi.account)
    address = reverse(page, kwargs={"space": "sugar"})
    asked_for = []
    for more in (1, 29):
        grow(world, more)
        for _ in range(more):
            ApplicationFactory(recruitment=recruitment, is_sent=True)
        asked_for.append(asked(client, address))

    assert asked_for[0] == asked_for[1]
