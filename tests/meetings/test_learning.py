"""Sessions: what teams show each other, who presents, and what it was like."""

import pytest

from allteach.core.models import Event
from allteach.meetings import actions, events
from allteach.meetings.actions import Topic
from allteach.meetings.models import TopicCard
from allteach.meetings.queries.feedback import rated, results_of, told
from allteach.meetings.queries.learning import pairs_of, presentations_of, wall_of
from tests.factories import AgendaItemFactory, AttendanceFactory, ChangeIdeaFactory, PersonFactory
from tests.meetings.moments import DAY, NOON, at, call_in, refused, session_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(world):
    return session_in(world.falls)


# --- topics ---------------------------------------------------------------------------------------------------------


def test_a_team_says_what_it_shows_and_what_it_wants_to_learn_and_says_it_anew(session, world):
    idea = ChangeIdeaFactory(space=world.falls, title="Bed rails")
    say = {"meeting": session, "team": world.ward_7, "by": world.amina}
    actions.say_topics(**say, shows=[Topic("Bed rails", idea)], learns=[Topic("  Night   rounds ")])

    actions.say_topics(**say, shows=[], learns=[Topic("Night rounds"), Topic(" ")])

    assert [(card.side, card.words) for card in TopicCard.objects.all()] == [("learn", "Night rounds")]


def test_topics_that_cannot_be_are_refused_at_their_side(session, world):
    say = {"meeting": session, "team": world.ward_7, "by": world.amina}

    found = refused(
        actions.say_topics,
        **say,
        shows=[Topic(f"Topic {n}") for n in range(13)],
        learns=[Topic("x" * 121)],
    )
    pointing = refused(actions.say_topics, **say, shows=[], learns=[Topic("How Mrs Jones was helped")])

    assert found == {"shows": "Choose at most 12.", "learns": "Say it in fewer words."}
    assert list(pointing) == ["learns"]
    assert refused(actions.say_topics, **{**say, "team": world.clinic}, shows=[], learns=[]) == {
        "": "Choose one of the collaborative’s teams."
    }


def card(team, side, words, about=None):
    return TopicCard(team=team, team_id=team.pk, side=side, words=words, about=about)


def test_a_wish_meets_a_team_that_can_show_it_by_idea_or_by_words(world):
    idea = ChangeIdeaFactory(space=world.falls)
    cards = [
        card(world.ward_7, "show", "Rails, our way", idea),
        card(world.ward_9, "learn", "Bed rails", idea),
        card(world.ward_9, "show", "Night  rounds"),
        card(world.ward_7, "learn", "night rounds"),
        card(world.ward_7, "learn", "Something nobody knows"),
    ]

    pairs = [(pair.topic, pair.shows.name, pair.learns.name) for pair in pairs_of(cards)]

    assert pairs == [("Bed rails", "Ward 7", "Ward 9"), ("night rounds", "Ward 9", "Ward 7")]


def test_no_team_teaches_itself(world):
    assert pairs_of([card(world.ward_7, "show", "Rails"), card(world.ward_7, "learn", "Rails")]) == []


def test_no_team_is_asked_to_show_to_more_than_it_can(world):
    wishes = [card(team, "learn", "Rails") for team in (world.ward_9, world.clinic, world.surgery)]
    cards = [card(world.ward_7, "show", "Rails"), *wishes]

    assert len(pairs_of(cards, most=2)) == 2
    assert len(pairs_of(cards)) == 3


def test_those_who_can_show_share_the_work(world):
    cards = [
        card(world.ward_7, "show", "Rails"),
        card(world.ward_9, "show", "Rails"),
        card(world.clinic, "learn", "Rails"),
        card(world.surgery, "learn", "Rails"),
    ]

    assert {pair.shows.name for pair in pairs_of(cards)} == {"Ward 7", "Ward 9"}


def test_cards_of_teams_that_keep_to_themselves_are_seen_by_those_who_know_of_them(session, world):
    say = {"meeting": session, "by": world.esi, "learns": []}
    actions.say_topics(**say, team=world.ward_7, shows=[Topic("Rails")])
    actions.say_topics(**say, team=world.ward_9, shows=[Topic("Rounds")])

    assert [each.words for each in wall_of(session, seen_by=world.amina).cards] == ["Rails"]
    assert [each.words for each in wall_of(session, seen_by=world.esi).of(world.ward_9.pk, "show")] == ["Rounds"]


# --- who presents ---------------------------------------------------------------------------------------------------


def test_a_team_is_chosen_to_present_and_its_presentation_looked_at(session, world):
    chosen = actions.choose_presenter(meeting=session, team=world.ward_7, topic="Rails", by=world.esi)
    actions.choose_presenter(meeting=session, team=world.ward_7, topic="Bed rails", by=world.esi)
    actions.review_presentation(presentation=chosen, advice="Show the chart first", by=world.esi)

    [shown] = presentations_of(session)
    assert (shown.topic, shown.advice, shown.reviewed_by) == ("Bed rails", "Show the chart first", world.esi)
    actions.leave_out_presenter(presentation=shown, by=world.esi)
    assert presentations_of(session) == []
    assert Event.objects.filter(name=events.PRESENTERS_CHOSEN).count() == 3


def test_a_team_of_another_collaborative_or_of_a_session_that_was_held_is_not_chosen(session, world):
    assert refused(actions.choose_presenter, meeting=session, team=world.clinic, by=world.esi) == {
        "team": "Choose one of the collaborative’s teams."
    }
    session.held_at = NOON
    session.save()
    assert refused(actions.choose_presenter, meeting=session, team=world.ward_7, by=world.esi) == {
        "team": "It has been held already."
    }


# --- feedback -------------------------------------------------------------------------------------------------------


@pytest.fixture
def over(session, world):
    """The session is over; Amina was there, Ben was registered and did not come."""
    AttendanceFactory(meeting=session, person=world.amina, team=world.ward_7, state="attended")
    AttendanceFactory(meeting=session, person=world.ben, team=world.ward_7)
    with at(session.ends_at + DAY):
        yield session


def test_whoever_was_there_says_what_it_was_like_and_says_it_anew(over, world):
    block = AgendaItemFactory(meeting=over)
    actions.give_feedback(meeting=over, usefulness={block.pk: 5}, confidence=4, keep="Team time", by=world.amina)

    given = actions.give_feedback(meeting=over, usefulness={block.pk: 3}, felt_heard=5, by=world.amina)

    assert (given.usefulness, given.confidence, given.felt_heard, given.keep) == ({str(block.pk): 3}, None, 5, "")
    assert over.feedback.count() == 1


def test_who_gave_feedback_is_not_in_the_record(over, world):
    actions.give_feedback(meeting=over, usefulness={}, keep="Team time", by=world.amina)

    event = Event.objects.get(name=events.FEEDBACK_GIVEN)
    assert (event.by, event.facts) == (None, {})


def test_feedback_that_cannot_be_is_refused(over, world):
    stranger = AgendaItemFactory()
    give = {"meeting": over, "by": world.amina}

    assert refused(actions.give_feedback, **give, usefulness={stranger.pk: 3}) == {
        "usefulness": "Choose one of the answers."
    }
    assert list(refused(actions.give_feedback, **give, usefulness={}, confidence=6)) == ["confidence"]
    assert refused(actions.give_feedback, meeting=over, usefulness={}, by=world.ben) == {
        "": "Feedback is from those who were there. You are not on the list of those present."
    }
    assert refused(actions.give_feedback, meeting=over, usefulness={}, by=world.chidi) == {
        "": "Feedback is from those who were there. You are not on the list of those present."
    }
    assert refused(actions.give_feedback, meeting=call_in(world.falls), usefulness={}, by=world.amina) == {
        "": "Nobody asks what a meeting of this kind was like."
    }


def test_while_nobody_noted_who_was_there_whoever_was_registered_may_say(over, world):
    over.attendance.filter(person=world.amina).update(state="registered")

    assert actions.give_feedback(meeting=over, usefulness={}, by=world.ben).pk


def test_a_session_to_come_was_like_nothing_yet(session, world):
    with at(session.starts_at - DAY):
        assert refused(actions.give_feedback, meeting=session, usefulness={}, by=world.amina) == {
            "": "It has not begun."
        }


def fill(session, count, **said):
    for _ in range(count):
        person = PersonFactory()
        AttendanceFactory(meeting=session, person=person, state="attended")
        actions.give_feedback(meeting=session, by=person, **said)


def test_of_few_answers_nothing_is_told_but_how_many(over):
    fill(over, 4, usefulness={}, keep="Team time")

    results = results_of(over, least=5)

    assert (results.answers, results.is_told, results.keep) == (4, False, ())


def test_answers_become_counts_averages_and_words_without_names(over):
    block, _unrated = AgendaItemFactory(meeting=over, words="Charts"), AgendaItemFactory(meeting=over)
    fill(over, 6, usefulness={block.pk: 5}, confidence=4, keep="Team time")
    fill(over, 5, usefulness={block.pk: 2}, felt_heard=5, change="Shorter")

    results = results_of(over, least=5)

    [charts] = results.blocks
    assert (charts.words, charts.answers, round(charts.average, 2), charts.groups) == ("Charts", 11, 3.64, (5, 0, 6))
    assert (results.confidence.answers, results.confidence.groups) == (6, (0, 0, 6))
    assert (results.felt_heard.answers, results.keep[0], results.change[0]) == (5, "Team time", "Shorter")


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([0, 0, 12], (0, 0, 12)),
        ([5, 6, 7], (5, 6, 7)),
        ([2, 6, 7], (None, None, 7)),
        ([2, 3, 7], (None, None, 7)),
        ([2, 0, 7], (None, 0, None)),
        ([4, 0, 0], (None, 0, 0)),
    ],
)
def test_a_small_count_is_hidden_and_does_not_follow_from_the_others(counts, shown):
    assert told(counts, least=5) == shown


def test_a_question_that_few_answered_is_not_told():
    assert rated("Charts", [5, 5], least=5).groups == (None, None, None)
