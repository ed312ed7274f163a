"""What awards need of whom: teams put forward wait for those who give the awards, and for nobody else."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from allteach.progress.actions import leave_nomination
from allteach.progress.award_needs import nominations_to_answer
from allteach.spaces.models import Space
from allteach.spaces.roles import Role
from allteach.web.home.award_items import nominations_item
from tests.factories import MembershipFactory, NominationFactory, TimetableFactory

TODAY = date(2026, 4, 20)
CAST = ("amina", "ben", "chidi", "dana", "esi", "gil", "farah", "stan")


@pytest.fixture
def falls(world):
    world.everybody()
    MembershipFactory(person=world.gil, space=world.falls, role=Role.FACULTY)
    return world


def needs(world, who):
    person = world.again(getattr(world, who))
    return list(
        nominations_to_answer(person, {each.space_id: each.space for each in person.standing.memberships}, TODAY)
    )


def test_a_team_put_forward_waits_for_all_who_give_awards_and_for_nobody_else(falls):
    NominationFactory(team=falls.ward_9, by=falls.amina)

    assert [who for who in CAST if needs(falls, who)] == ["esi", "gil"]


def test_teams_of_one_collaborative_wait_together_until_each_is_answered(falls):
    first = NominationFactory(team=falls.ward_9, by=falls.amina)
    second = NominationFactory(team=falls.ward_7, by=falls.chidi, award="honest_failure")

    [need] = needs(falls, "esi")
    assert (need.kind, need.space, need.about) == ("nominations", falls.falls, [first, second])
    leave_nomination(nomination=first, by=falls.esi)
    assert [need.about for need in needs(falls, "esi")] == [[second]]
    leave_nomination(nomination=second, by=falls.esi)
    assert needs(falls, "esi") == []


def test_nobody_is_asked_to_decide_on_a_team_of_their_own(falls):
    MembershipFactory(person=falls.gil, space=falls.ward_9, role=Role.COACH)
    NominationFactory(team=falls.ward_9, by=falls.gil)

    assert (needs(falls, "gil"), len(needs(falls, "esi"))) == ([], 1)


@pytest.mark.parametrize(("days", "is_due_now"), [(1, False), (0, True), (-1, True)])
def test_the_day_of_the_congress_is_the_day_by_which_to_decide(falls, days, is_due_now):
    timetable = TimetableFactory(space=falls.falls, moved={"congress": (TODAY + timedelta(days=days)).isoformat()})
    NominationFactory(team=falls.ward_9, by=falls.amina)

    [need] = needs(falls, "esi")

    assert timetable.pk
    assert (need.due_on, need.is_due_now) == (TODAY + timedelta(days=days), is_due_now)


def test_a_closed_collaborative_gives_no_awards(falls):
    NominationFactory(team=falls.ward_9, by=falls.amina)
    Space.objects.filter(pk=falls.falls.pk).update(closed_at=timezone.now(), closed_by=falls.esi)

    assert needs(falls, "esi") == []


def test_the_desk_names_the_teams_once_and_leads_to_where_one_decides(falls, client):
    for award in ("teaching", "honest_failure"):
        NominationFactory(team=falls.ward_9, by=falls.amina, award=award)
    [need] = needs(falls, "esi")

    one = nominations_item(need, falls.again(falls.esi), None, TODAY)
    NominationFactory(team=falls.ward_7, by=falls.chidi)
    two = nominations_item(needs(falls, "esi")[0], falls.again(falls.esi), None, TODAY)

    assert (one.title, one.why) == ("A team is put forward for an award", "Ward 9")
    assert (two.title, two.why) == ("2 teams are put forward for an award", "Ward 7, Ward 9")
    client.force_login(falls.esi.account)
    page = client.get(one.ways[0].address.partition("#")[0]).content.decode()
    assert f'id="{one.ways[0].address.partition("#")[2]}"' in page


@pytest.mark.parametrize("teams", [1, 3])
def test_one_or_three_nominations_take_as_many_queries(falls, teams, django_assert_num_queries):
    TimetableFactory(space=falls.falls)
    for by in (falls.amina, falls.ben, falls.dana)[:teams]:
        NominationFactory(team=falls.ward_9, by=by)
    esi = falls.again(falls.esi)
    spaces = {each.space_id: each.space for each in esi.standing.memberships}

    with django_assert_num_queries(2):  # nominations with their names, calendars
        [need] = list(nominations_to_answer(esi, spaces, TODAY))

    assert len(need.about) == teams
