"""Storyboards: made from the record, filled, published, frozen; and what of them others see."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from allteach.charts import draw, in_words
from allteach.core.language import language_now
from allteach.core.models import Event
from allteach.improvement import actions as improvement
from allteach.measures.queries.addressed import measures_of
from allteach.measures.queries.charts import charts_for
from allteach.progress import actions, events
from allteach.progress.boards import Board
from allteach.progress.kept_charts import kept, plot_of
from allteach.progress.models import Storyboard
from allteach.progress.permissions import can_publish_storyboard, can_write_storyboard
from allteach.progress.queries.storyboards import (
    board_from_record,
    boards_of,
    gallery_of,
    is_frozen,
    names_on,
    session_of,
    sessions_of,
    storyboard_of,
)
from allteach.spaces.viewing import anybody_who_knows
from tests.factories import AimFactory, AnnotationFactory, CycleFactory, ImplementedChangeFactory, TimetableFactory

BEFORE, DURING, AFTER = date(2025, 1, 20), date(2025, 2, 4), date(2025, 2, 5)
SAID = {"headline": "A goal that is mine", "surprised": "Stairs", "offers": "The card", "wants": "Interpreters"}


@pytest.fixture
def session(world):
    """The first learning session of Sugar: 3 and 4 February 2025."""
    TimetableFactory(space=world.sugar)
    world.everybody()
    with time_machine.travel(datetime(2025, 1, 20, 9, tzinfo=UTC), tick=False):
        yield session_of(world.sugar, 1)


def board_now(world, session, storyboard=None) -> Board:
    return board_from_record(world.clinic, session, storyboard, language=language_now())


def written(world, session, **answers):
    return actions.write_storyboard(team=world.clinic, session=session, by=world.farah, **{**SAID, **answers})


def published(world, session):
    board = board_now(world, session, written(world, session))
    return actions.publish_storyboard(team=world.clinic, session=session, board=board, by=world.farah)


# --- the record tells ----------------------------------------------------------------------------------------------


def test_a_team_with_nothing_yet_has_a_storyboard(world, session):
    board = board_now(world, session)

    assert board.is_baseline_only
    assert (board.aim, board.charts, board.steps, board.next_tests) == ("", (), (), ())
    assert [each.person for each in board.people] == [world.farah.pk]


def test_the_board_tells_aim_tests_and_changes(world, session):
    AimFactory(team=world.clinic, title="check feet")
    idea = CycleFactory(team=world.clinic, title="Shoes off at the door")
    begun = improvement.begin_do(
        cycle=CycleFactory(team=world.clinic, title="Mirror"), started_on=BEFORE, by=world.farah
    )
    ImplementedChangeFactory(team=world.clinic, title="Shoes off", scope_done=7, scope_total=9, scope_unit="clinicians")

    board = board_now(world, session)

    assert "check feet" in board.aim
    assert board.too_early == (begun.title,)
    assert board.next_tests == (idea.title,)
    assert board.kept_changes == ("Shoes off",)
    assert board.spread == "Shoes off: 7 of 9 clinicians"


def test_tests_are_sorted_by_what_was_decided(world, session):
    for title, decision in (("Card", "adopt"), ("Letter", "abandon"), ("Phone", "adapt")):
        cycle = improvement.begin_do(
            cycle=CycleFactory(team=world.clinic, title=title), started_on=BEFORE, by=world.farah
        )
        cycle = improvement.record_do(cycle=cycle, observations="x", ended_on=BEFORE, by=world.farah)
        cycle = improvement.record_study(
            cycle=cycle,
            outcomes=[{"outcome": "better"}],
            results_summary="x",
            what_we_learned=f"{title} taught us",
            by=world.farah,
        )
        improvement.decide(
            cycle=cycle,
            decision=decision,
            rationale="x",
            implementation_plan="In every room" if decision == "adopt" else "",
            by=world.farah,
        )

    board = board_now(world, session)

    assert board.worked == ("Card: Card taught us",)
    assert board.did_not_work == ("Letter: Letter taught us",)
    assert board.too_early == ("Phone: Phone taught us",)


def test_a_small_number_and_a_draft_are_not_kept_with_a_board(world, session):
    assert world.clinic_feet

    board = board_now(world, session)

    [chart] = board.charts
    assert (chart["numerators"][3], chart["denominators"][3], chart["values"][3]) == (None, None, None)
    assert chart["suppressed"] == [3]


def test_somebody_else_is_nobody_in_particular(world):
    other = anybody_who_knows([world.clinic.pk, world.sugar.pk])

    assert other.pk is None
    assert other.standing.inside == frozenset()


def test_a_chart_that_was_kept_is_drawn_as_it_was(world):
    assert world.clinic_feet
    AnnotationFactory(space=world.clinic, team_measure=world.clinic_feet, on=date(2025, 3, 4), words="New scale")
    AnnotationFactory(space=world.clinic, team_measure=None, on=date(2030, 3, 4), words="New house")
    other = anybody_who_knows([world.clinic.pk, world.sugar.pk])
    [chart] = charts_for(measures_of(world.clinic, seen_by=other), seen_by=other, language=language_now())

    again = plot_of(kept(chart.plot), language_now())

    assert [note.words for note in again.later] == ["New house"]
    assert draw(again, ident="c") == draw(chart.plot, ident="c")
    assert in_words(again) == in_words(chart.plot)


def test_a_chart_with_nothing_on_it_can_be_kept(world):
    from tests.factories import TeamMeasureFactory

    TeamMeasureFactory(team=world.clinic, measure=world.foot_checks)
    other = anybody_who_knows([world.clinic.pk, world.sugar.pk])
    [chart] = charts_for(measures_of(world.clinic, seen_by=other), seen_by=other, language=language_now())

    assert plot_of(kept(chart.plot), language_now()).analysis is None


def test_a_board_is_read_as_it_was_kept(world, session):
    assert world.clinic_feet
    board = board_now(world, session, written(world, session))

    assert Board.read({**board.as_json(), "unknown": 1}) == board


# --- writing and publishing ----------------------------------------------------------------------------------------


def test_what_is_written_stays_with_the_team_until_it_is_published(world, session):
    storyboard = written(world, session)

    assert storyboard_of(world.clinic, 1, seen_by=world.farah) == storyboard
    assert storyboard_of(world.clinic, 1, seen_by=world.gil) is None
    assert gallery_of(world.sugar, 1, seen_by=world.gil) == []
    assert Event.objects.get(name=events.STORYBOARD_WRITTEN).subject == storyboard.pk


def test_a_published_storyboard_hangs_in_the_gallery_as_it_was(world, session):
    published(world, session)
    written(world, session, offers="Something newer")

    [hung] = gallery_of(world.sugar, 1, seen_by=world.gil)

    assert (hung.team, hung.board.offers) == (world.clinic, "The card")


def test_publishing_again_shows_the_newer_one(world, session):
    published(world, session)
    newer = written(world, session, offers="Something newer")
    actions.publish_storyboard(
        team=world.clinic, session=session, board=board_now(world, session, newer), by=world.farah
    )

    [hung] = gallery_of(world.sugar, 1, seen_by=world.gil)

    assert hung.board.offers == "Something newer"
    assert list(Event.objects.filter(name__startswith="progress.storyboard_pub").values_list("name", flat=True)) == [
        events.STORYBOARD_PUBLISHED,
        events.STORYBOARD_PUBLISHED_ANEW,
    ]


def test_a_storyboard_taken_back_is_the_teams_own_again(world, session):
    storyboard = published(world, session)

    actions.take_back_storyboard(storyboard=storyboard, session=session, by=world.farah)
    actions.take_back_storyboard(storyboard=storyboard, session=session, by=world.farah)

    assert gallery_of(world.sugar, 1, seen_by=world.gil) == []
    assert Event.objects.filter(name=events.STORYBOARD_TAKEN_BACK).count() == 1


def test_the_same_words_again_change_nothing(world, session):
    first = written(world, session)

    assert written(world, session).version == first.version
    assert Event.objects.filter(name=events.STORYBOARD_WRITTEN).count() == 1


def test_two_who_write_at_once_lose_nothing(world, session):
    written(world, session, version=0)

    with pytest.raises(ValidationError) as refused:
        written(world, session, offers="Other", version=0)

    assert refused.value.code == "conflict"
    assert Storyboard.objects.get().offers == "The card"


def test_a_box_that_names_a_person_is_refused_at_the_box(world, session):
    with pytest.raises(ValidationError) as refused:
        written(world, session, surprised="Call her at 613-555-0199 or write to ann@mail.example")

    assert set(refused.value.error_dict) == {"surprised"}
    assert not Storyboard.objects.exists()


def test_a_box_has_room_for_six_hundred_letters(world, session):
    with pytest.raises(ValidationError) as refused:
        written(world, session, wants="x" * 601)

    assert set(refused.value.error_dict) == {"wants"}


@pytest.mark.parametrize(("today", "frozen"), [(BEFORE, False), (DURING, False), (AFTER, True)])
def test_a_storyboard_is_frozen_when_its_session_is_over(session, today, frozen):
    assert is_frozen(session, today) is frozen


def test_after_the_session_nothing_can_be_written_published_or_taken_back(world, session):
    storyboard = published(world, session)

    with time_machine.travel(datetime(2025, 2, 6, tzinfo=UTC)):
        for act in (
            lambda: written(world, session, offers="Later"),
            lambda: published(world, session),
            lambda: actions.take_back_storyboard(storyboard=storyboard, session=session, by=world.farah),
        ):
            with pytest.raises(ValidationError, match="stay as they were"):
                act()

    assert gallery_of(world.sugar, 1, seen_by=world.gil)[0].board.offers == "The card"


# --- who, and lists --------------------------------------------------------------------------------------------------


def test_the_team_writes_and_publishes_partners_included(world):
    assert can_write_storyboard(world.amina, world.ward_7)
    assert can_publish_storyboard(world.ben, world.ward_7)
    assert not can_write_storyboard(world.dana, world.ward_7)
    assert not can_publish_storyboard(world.esi, world.ward_7)


def test_a_list_has_a_line_for_each_session(world, session):
    written(world, session)

    lines = boards_of(world.clinic, seen_by=world.farah)

    assert [(line.session.number, line.storyboard is not None) for line in lines] == [
        (1, True),
        (2, False),
        (3, False),
        (4, False),
    ]


def test_a_collaborative_without_a_calendar_has_no_sessions(world):
    assert sessions_of(world.falls) == ()
    assert session_of(world.falls, 1) is None


def test_teams_known_by_code_only_do_not_hang_in_the_gallery(world, session):
    published(world, session)
    world.clinic.parent.agreements.update(names_teams=False)

    assert gallery_of(world.sugar, 1, seen_by=world.again(world.gil)) == []


def test_who_asked_to_be_forgotten_is_named_no_more(world, session):
    board = board_now(world, session)
    world.farah.left_at = datetime(2025, 1, 21, tzinfo=UTC)
    world.farah.save()

    assert names_on([board]) == {world.farah.pk: "Former member"}
