"""Who may see and do what with reports, scores, storyboards, leaflets, caseloads and results: one table."""

from datetime import date

import pytest
from django.utils import timezone

from allteach.progress import permissions
from allteach.progress.models import Leaflet, Storyboard
from allteach.spaces.roles import Role
from tests.factories import MembershipFactory
from tests.progress.ward_reports import sent, written
from tests.world import CAST

TEAM = {"amina", "ben"}
JUNE = date(2025, 6, 1)

# What may be done with ward 7, and what around it in the falls collaborative: who may, of the whole cast. Stan sponsors
# ward 7, and Gil, who works elsewhere, is the improvement adviser of the falls.
WITH_THE_TEAM = {
    "can_read_reports": {*TEAM, "dana", "esi", "gil", "stan"},
    "can_write_reports": TEAM,
    "can_send_reports": {"amina"},
    "can_write_leader_reports": TEAM,
    "can_see_scores": {*TEAM, "dana", "esi", "gil", "stan"},
    "can_score_self": TEAM,
    "can_score_team": {"esi", "gil"},
    "is_of_team": {*TEAM, "dana", "stan"},
    "can_write_storyboard": TEAM,
    "can_publish_storyboard": TEAM,
    "can_write_leaflet": TEAM,
}
IN_THE_COLLABORATIVE = {
    "can_follow_reports": {"dana", "esi", "gil"},
    "can_score_teams_of": {"esi", "gil"},
    "can_see_distribution": {*TEAM, "chidi", "dana", "esi", "gil", "stan"},
    "can_see_team_grid": {"esi", "gil"},
    "can_see_health": {"dana", "esi", "gil"},
    "can_check_health": {"dana", "esi", "gil"},
    "can_see_caseloads": {"esi"},
    "can_read_draft_results": {"esi", "gil"},
    "can_publish_results": {"esi"},
    "can_put_team_forward": {*TEAM, "chidi", "dana", "esi", "gil", "stan"},
    "can_give_awards": {"esi", "gil"},
}
ONLY_WHILE_OPEN = {
    *("can_write_reports", "can_send_reports", "can_write_leader_reports", "can_score_self", "can_score_team"),
    *("can_write_storyboard", "can_publish_storyboard", "can_write_leaflet"),
    *("can_check_health", "can_publish_results", "can_put_team_forward", "can_give_awards"),
}


@pytest.fixture
def falls(world):
    world.everybody()
    MembershipFactory(person=world.stan, space=world.ward_7, role=Role.SPONSOR)
    MembershipFactory(person=world.gil, space=world.falls, role=Role.IMPROVEMENT_ADVISER)
    return world


def who(world, may, *about):
    return {name for name in CAST if may(world.again(getattr(world, name)), *about)}


@pytest.mark.parametrize(
    ("name", "people"), WITH_THE_TEAM.items(), ids=lambda said: said if isinstance(said, str) else ""
)
def test_who_may_do_what_with_a_team(falls, name, people):
    assert who(falls, getattr(permissions, name), falls.ward_7) == people


@pytest.mark.parametrize(
    ("name", "people"), IN_THE_COLLABORATIVE.items(), ids=lambda said: said if isinstance(said, str) else ""
)
def test_who_may_do_what_in_a_collaborative(falls, name, people):
    assert who(falls, getattr(permissions, name), falls.falls) == people


@pytest.mark.parametrize("name", sorted(ONLY_WHILE_OPEN))
def test_what_is_written_is_written_only_while_it_is_open(falls, name):
    space = falls.ward_7 if name in WITH_THE_TEAM else falls.falls
    space.closed_at, space.closed_by = timezone.now(), falls.esi
    space.save()

    assert who(falls, getattr(permissions, name), space) == set()


def test_the_team_and_its_coach_see_what_is_being_written(falls):
    assert who(falls, permissions.can_see_working_copy, written(falls)) == {*TEAM, "dana"}


def test_whoever_coaches_has_a_caseload_also_before_there_are_teams_in_it(falls):
    MembershipFactory(person=falls.farah, space=falls.sugar, role=Role.COACH)

    assert who(falls, permissions.can_see_own_caseload) == {"dana", "farah"}


def test_the_team_takes_back_a_storyboard_while_it_is_published(falls):
    draft = Storyboard(team=falls.ward_7, space=falls.ward_7)
    published = Storyboard(team=falls.ward_7, space=falls.ward_7, published_at=timezone.now())

    assert who(falls, permissions.can_take_back_storyboard, published) == TEAM
    assert who(falls, permissions.can_take_back_storyboard, draft) == set()


def test_a_partner_reads_a_leaflet_and_the_lead_publishes_it_and_takes_it_back(falls):
    draft = Leaflet(team=falls.ward_7)
    read = Leaflet(team=falls.ward_7, reviewed_on=JUNE, reviewed_by=falls.ben, published_at=timezone.now())

    assert who(falls, permissions.can_review_leaflet, draft) == {"ben"}
    assert who(falls, permissions.can_publish_leaflet, draft) == {"amina"}
    assert who(falls, permissions.can_take_back_leaflet, draft) == set()
    assert who(falls, permissions.can_review_leaflet, read) == set()
    assert who(falls, permissions.can_take_back_leaflet, read) == {"amina"}


def test_a_sent_report_is_replied_to_by_those_who_support_the_team_and_a_draft_by_nobody(falls):
    draft = written(falls)
    assert who(falls, permissions.can_reply_to_report, draft) == set()

    assert who(falls, permissions.can_reply_to_report, sent(falls)) == {"dana", "esi", "gil"}
