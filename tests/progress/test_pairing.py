"""Whom to bring together: a reason that a reader would give too, and no team that is asked by everybody."""

import pytest

from allteach.progress.joining_words import in_common, subject_words
from allteach.progress.pairing import MOST_ANSWERS, Ask, pairs_of_asks
from tests.factories import ChangeIdeaFactory, ImplementedChangeFactory, TeamFactory


@pytest.fixture
def falls(world):
    world.everybody()
    return world


def pairs(world, asks, extra=()):
    """Who would be brought together, when teams ask these things."""
    teams = {team.pk: team for team in (world.ward_7, world.ward_9, *extra)}
    return pairs_of_asks([Ask(team, words) for team, words in asks], teams, seen_by=world.again(world.esi))


def shared(ask: str, title: str) -> list[str]:
    return sorted(in_common(subject_words(ask), subject_words(title)))


@pytest.mark.parametrize(
    ("ask", "title", "found"),
    [
        ("Ask us how we got from three questions to one.", "Goal card with confidence from 0 to 10", []),
        ("Who has tried this with and without them?", "Rounds with nurses and without doctors", []),
        ("Has anybody tried evening visits twice?", "Pre-visit list of laboratory tests", []),
        ("Qui a essayé avec les équipes du soir\N{NO-BREAK SPACE}?", "Tournées avec équipes", []),
        ("We would like to see foot checks.", "Foot check by the assistant at rooming", ["check", "foot"]),
        ("Une fiche d’objectifs pour qui ne lit pas\N{NO-BREAK SPACE}?", "Fiche d’objectif", ["fiche", "objectif"]),
    ],
)  # fmt: skip
def test_words_that_join_sentences_or_that_every_practice_says_are_no_topic(ask, title, found):
    assert shared(ask, title) == found


@pytest.mark.parametrize(
    ("ask", "title", "is_met"),
    [
        ("Who has made slippers safe?", "Slippers", True),
        ("Who has made slippers safe?", "Safer slippers for everybody", True),
        ("We look for a script for the phone.", "A ride to the eye clinic, offered by phone", False),
        ("Whoever wants it may have our list.", "Pre-visit list of laboratory tests", False),
        ("Who has a list for the laboratory?", "Pre-visit list of laboratory tests", True),
    ],
)
def test_one_word_in_common_is_enough_only_where_it_is_half_of_what_worked(falls, ask, title, is_met):
    ImplementedChangeFactory(team=falls.ward_7, title=title)

    assert [(pair.team, pair.title) for pair in pairs(falls, [(falls.ward_9, ask)])] == (
        [(falls.ward_7, title)] if is_met else []
    )


def test_a_deed_is_also_known_by_the_idea_that_it_came_from(falls):
    idea = ChangeIdeaFactory(space=falls.falls, title="Slippers that grip")
    ImplementedChangeFactory(team=falls.ward_7, title="What Bea brought", change_idea=idea)

    [pair] = pairs(falls, [(falls.ward_9, "Which slippers grip?")])

    assert (pair.team, pair.title, pair.shared) == (falls.ward_7, "Slippers that grip", ("slippers", "grip"))


def test_what_has_most_in_common_is_named_and_what_few_did_counts_for_more(falls):
    for title in ("Bed rails down at night", "Bed rails down", "Rails down at night with a lamp"):
        ImplementedChangeFactory(team=falls.ward_7, title=title)

    [pair] = pairs(falls, [(falls.ward_9, "A lamp for the night, rails down?")])

    assert pair.title == "Rails down at night with a lamp"
    assert pair.shared == ("lamp", "night", "rails")


def test_no_team_is_asked_to_answer_more_than_three(falls):
    ImplementedChangeFactory(team=falls.ward_7, title="Slippers")
    asking = [TeamFactory(parent=falls.falls, organisation=falls.hospital, signed=False) for _ in range(5)]

    found = pairs(falls, [(team, "Slippers?") for team in asking], asking)

    assert [pair.team for pair in found] == [falls.ward_7] * MOST_ANSWERS


def test_of_two_that_could_answer_the_one_asked_least_does(falls):
    for team in (falls.ward_7, falls.ward_9):
        ImplementedChangeFactory(team=team, title="Slippers")
    asking = [TeamFactory(parent=falls.falls, organisation=falls.hospital, signed=False) for _ in range(4)]

    found = pairs(falls, [(team, "Slippers?") for team in asking], asking)

    assert [pair.team.name for pair in found] == ["Ward 7", "Ward 9", "Ward 7", "Ward 9"]


def test_two_teams_that_ask_the_same_are_no_answer_to_each_other(falls):
    for team in (falls.ward_7, falls.ward_9):
        ImplementedChangeFactory(team=team, title="Slippers")

    assert pairs(falls, [(falls.ward_7, "Slippers?"), (falls.ward_9, "Better slippers?")]) == []
