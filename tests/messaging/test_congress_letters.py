"""Mails about the congress: who is thanked with an award, and who hears of results; not whoever left meanwhile."""

import pytest
from django.utils import timezone

from allteach.messaging import outbox
from allteach.messaging.models import Message
from allteach.messaging.notices import LETTERS
from allteach.progress import actions
from allteach.spaces.models import Membership
from allteach.spaces.roles import Role
from tests.factories import MembershipFactory
from tests.progress.after_congress import MONTHS, published, sugar_after_its_congress, written


@pytest.fixture
def sugar(world):
    """Sugar after its congress; Stan is the sponsor of the clinic, which Farah leads."""
    sugar_after_its_congress(world, MONTHS)
    MembershipFactory(person=world.stan, space=world.clinic, role=Role.SPONSOR)
    return world


@pytest.fixture
def award(sugar):
    given = actions.give_award(
        collaborative=sugar.sugar,
        team=sugar.clinic,
        award="teaching",
        why="They showed us the card.",
        by=sugar.again(sugar.esi),
    )
    outbox.write_notices()
    return given


def said(letter: str) -> dict[str, dict | None]:
    """What is owed of one kind: by reader, what it says now."""
    mails = Message.objects.filter(letter=letter).select_related("person")
    return {mail.person.name: LETTERS[letter].says(mail) for mail in mails}


def test_everybody_in_the_team_and_its_sponsor_hear_of_an_award_and_why(award):
    found = said("award_given")

    assert set(found) == {"Farah", "Stan"}
    assert found["Farah"] == {
        "space": "Clinic",
        "around": "Sugar",
        "award": "Award for teaching others",
        "why": "They showed us the card.",
        "link": "http://localhost:8000/teams/clinic/awards/",
    }


def test_an_award_that_was_taken_back_is_no_mail(sugar, award):
    actions.take_back_award(award=award, reason="It was another team", by=sugar.again(sugar.esi))

    assert said("award_given") == {"Farah": None, "Stan": None}


def test_whoever_left_the_team_meanwhile_is_not_thanked_with_it(sugar, award):
    Membership.objects.filter(person=sugar.farah).update(ended_at=timezone.now())

    found = said("award_given")

    assert (found["Farah"], found["Stan"]["award"]) == (None, "Award for teaching others")


@pytest.fixture
def results(sugar):
    kept = written(sugar)
    published(sugar, kept)
    outbox.write_notices()
    return kept


def test_everybody_in_a_collaborative_hears_that_its_results_are_published_and_where(sugar, results):
    found = said("results_published")

    assert set(found) == {"Farah", "Gil", "Stan"}  # Not Esi, who did it.
    assert found["Gil"] == {
        "space": "Sugar",
        "is_corrected": False,
        "reason": "",
        "link": "http://localhost:8000/collaboratives/sugar/results/",
    }


def test_a_correction_is_told_with_its_reason(sugar, results):
    Message.objects.all().delete()
    written(sugar, summary="Many more people have a goal.")

    published(sugar, results, change_reason="The clinic had counted twice")
    outbox.write_notices()

    found = said("results_published")["Gil"]
    assert (found["is_corrected"], found["reason"]) == (True, "The clinic had counted twice")


def test_results_that_were_taken_back_are_no_mail(sugar, results):
    actions.take_back_results(results=results, reason="A team asked us", by=sugar.esi)

    assert said("results_published") == {"Farah": None, "Gil": None, "Stan": None}


def test_whoever_left_the_collaborative_hears_nothing_of_its_results(sugar, results):
    Membership.objects.filter(person=sugar.gil).update(ended_at=timezone.now())

    found = said("results_published")

    assert (found["Gil"], found["Farah"]["space"]) == (None, "Sugar")
