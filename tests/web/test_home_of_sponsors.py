"""Home of a sponsor: what the teams they sponsor told them, and what they said they would do."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from allteach.core.periods import Period
from allteach.progress import actions
from allteach.progress.queries.senior_leaders import barrier_of
from allteach.web.home.sponsoring import from_teams
from tests.web.access_senior_leaders import draft, sent, sponsored


@pytest.fixture
def page(world):
    """A page that was sent to Stan, who sponsors Ward 7."""
    assert world.ward_7_falls
    return sent(world)


def home_of(client, person) -> str:
    client.force_login(person.account)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get("/").content.decode()))


def answered(page, by, **said):
    return actions.answer_barrier(barrier=barrier_of(page), by=by, **said)


def test_a_sponsor_finds_the_last_page_and_when_they_meet_the_team_next(client, world, page):
    coming = timezone.localdate() + timedelta(days=7)
    page.meets_on = coming
    page.save(update_fields=["meets_on"])

    shown = home_of(client, world.stan)

    assert "What Ward 7 tells you The page of June 2025" in shown
    assert f"You meet next on {coming.day} {coming:%B}" in shown
    assert "it is still in the way" not in shown


def test_a_meeting_that_is_over_is_not_called_the_next(client, world, page):
    page.meets_on = timezone.localdate() - timedelta(days=1)
    page.save(update_fields=["meets_on"])

    assert "You meet next" not in home_of(client, world.stan)


def test_what_a_sponsor_promised_stands_there_until_it_is_out_of_the_way(client, world, page):
    answered(page, world.stan, answer="will_do", words="I ask on Monday.", by_when=timezone.localdate())
    promised = home_of(client, world.stan)

    actions.remove_barrier(barrier=barrier_of(page), removed_on=timezone.localdate(), by=world.amina)
    gone = home_of(client, world.stan)

    assert "You answered, and it is still in the way No room on Mondays. Promised" in promised
    assert "No room on Mondays." not in gone


def test_a_promise_whose_day_is_over_is_late(client, world, page):
    action = answered(page, world.stan, answer="will_do", words="I ask.", by_when=timezone.localdate())
    on_the_day = home_of(client, world.stan)

    action.by_when = timezone.localdate() - timedelta(days=1)
    action.save(update_fields=["by_when"])

    assert "Late" not in on_the_day
    assert "Late" in home_of(client, world.stan)


def test_what_cannot_be_moved_is_not_held_against_the_sponsor(client, world, page):
    answered(page, world.stan, answer="cannot", words="The room is let.")

    assert "it is still in the way" not in home_of(client, world.stan)


def test_a_draft_is_not_told_and_others_have_no_such_part(client, world):
    assert world.ward_7_falls
    sponsored(world)
    draft(world)

    assert "tells you" not in home_of(client, world.stan)
    assert "tells you" not in home_of(client, world.amina)


def test_the_last_of_several_pages_stands_there_in_one_query(world, page, django_assert_num_queries):
    told = {"team": world.ward_7, "barrier": "No screen.", "decision_wanted": "May we buy one?", "by": world.amina}
    later = actions.save_leader_report(month=Period.parse("2025-07"), **told)
    actions.send_leader_report(report=later, by=world.amina)
    world.stan.__dict__.pop("standing", None)
    assert world.stan.standing

    with django_assert_num_queries(1):
        [said] = from_teams(world.stan, [world.ward_7], today=timezone.localdate())

    assert (said.last, said.open) == ("The page of July 2025", [])
