"""Who can show what to whom at a session, as the record knows it."""

import pytest

from allteach.meetings.actions import Topic, say_topics
from allteach.meetings.models import TopicCard
from allteach.progress.matching import suggestions_for, teams_that_did
from tests.factories import ChangeIdeaFactory, CycleFactory, ImplementedChangeFactory, MeetingFactory


@pytest.fixture
def session(world):
    world.everybody()
    return MeetingFactory(kind="learning_session", in_space=world.falls)


def suggested(world, session):
    cards = list(TopicCard.objects.filter(meeting=session).select_related("team"))
    found = suggestions_for(session, cards, seen_by=world.again(world.esi))
    return [(pair.topic, pair.shows, pair.learns, pair.is_from_record) for pair in found]


def wish(world, session, *topics):
    say_topics(meeting=session, team=world.ward_7, shows=[], learns=topics, by=world.amina)


def test_a_wish_meets_the_team_that_keeps_the_change(world, session):
    idea = ChangeIdeaFactory(space=world.falls, title="Bed rails down")
    ImplementedChangeFactory(team=world.ward_9, change_idea=idea)
    wish(world, session, Topic(idea.title, idea.subject_ptr))

    assert suggested(world, session) == [("Bed rails down", world.ward_9, world.ward_7, True)]


def test_a_wish_that_a_team_offers_to_meet_needs_no_record(world, session):
    idea = ChangeIdeaFactory(space=world.falls, title="Bed rails down")
    ImplementedChangeFactory(team=world.ward_9, change_idea=idea)
    topic = Topic(idea.title, idea.subject_ptr)
    wish(world, session, topic)
    say_topics(meeting=session, team=world.ward_9, shows=[topic], learns=[], by=world.chidi)

    assert suggested(world, session) == []


def test_a_wish_in_the_teams_own_words_is_met_by_nobodys_record(world, session):
    wish(world, session, Topic("How to sleep at night"))

    assert suggested(world, session) == []


def test_those_who_keep_a_change_come_before_those_who_adopted_it_and_what_is_over_counts_no_more(world, session):
    idea, other = ChangeIdeaFactory(space=world.falls), ChangeIdeaFactory(space=world.falls)
    adopted = {"state": "acted", "audience": "collaborative", "decision": "adopt", "lesson": "Ask twice"}
    CycleFactory(team=world.ward_7, change_idea=idea, decided_by=world.amina, decided_at=session.starts_at, **adopted)
    ImplementedChangeFactory(team=world.ward_9, change_idea=idea)
    ImplementedChangeFactory(team=world.ward_9, change_idea=other, state="withdrawn")

    found = teams_that_did({idea.pk, other.pk}, seen_by=world.again(world.esi))

    assert found == {idea.pk: [world.ward_9, world.ward_7]}
