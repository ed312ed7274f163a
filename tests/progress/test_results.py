"""The results of a collaborative: how they are written, published, corrected and taken back, and by whom."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.core.models import Event
from allteach.meetings.models import Material
from allteach.progress import actions, events
from allteach.progress.models import Results, ResultsVersion
from allteach.progress.permissions import can_publish_results, can_read_draft_results
from allteach.progress.queries.results import (
    collaboratives_with_results,
    current_version,
    first_answers,
    measures_to_choose,
    published_versions,
    results_of,
    version_at,
)
from allteach.progress.told_results import ToldResults
from allteach.spaces.roles import Role
from tests.factories import CycleFactory, MeetingFactory, MembershipFactory
from tests.progress.after_congress import FILM, MONTHS, SAID, published, sugar_after_its_congress, written


@pytest.fixture
def sugar(world):
    """Sugar after its congress of 27 April 2026, with a measure that the clinic and the surgery reported."""
    return sugar_after_its_congress(world, MONTHS)


def refused(action, *args, **kwargs) -> dict:
    with pytest.raises(ValidationError) as refusal:
        action(*args, **kwargs)
    return refusal.value.message_dict


# --- writing ------------------------------------------------------------------------------------------------------


def test_the_working_copy_begins_with_what_always_holds(sugar):
    congress = MeetingFactory(in_space=sugar.sugar, kind="congress", title="Congress")
    Material.objects.create(meeting=congress, title="Slides", link="https://example.org/s", by=sugar.esi)

    first = first_answers(sugar.sugar)

    assert first["authors"] == "Sugar"
    assert first["limits"].count("\n") == 2
    assert first["links"] == [{"title": "Slides", "link": "https://example.org/s", "alternative": ""}]
    assert measures_to_choose(sugar.sugar) == [sugar.foot_checks]


def test_what_is_written_is_kept_and_read_by_few(sugar):
    results = written(sugar, links=[FILM, {"title": " "}])

    readers = {
        name
        for name in ("amina", "farah", "gil", "esi", "stan")
        if results_of(sugar.sugar, seen_by=sugar.again(getattr(sugar, name))) == results
    }

    assert readers == {"esi"}
    assert (results.links, list(results.measures.all())) == ([FILM], [sugar.foot_checks])
    event = Event.objects.get(name=events.RESULTS_WRITTEN)
    assert SAID["not_worked"] not in str(event.facts)


def test_two_who_write_at_once_are_told(sugar):
    results = written(sugar)
    written(sugar, version=results.version, summary="Ours")

    with pytest.raises(ValidationError) as refusal:
        written(sugar, version=results.version, summary="Theirs")

    assert refusal.value.code == "conflict"
    assert Results.objects.get().summary == "Ours"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"summary": "x" * 2001}, "summary"),
        ({"licence": "mine"}, "licence"),
        ({"thanks": "Thanks to the patient with NHS number 943 476 5919"}, "thanks"),
        ({"links": [{**FILM, "alternative": ""}]}, "alternative_1"),
        ({"links": [{}, {**FILM, "title": ""}]}, "title_2"),
        ({"links": [{**FILM, "link": ""}]}, "link_1"),
        ({"links": [{**FILM, "link": "javascript:alert(1)"}]}, "link_1"),
        ({"links": [{**FILM, "title": "x" * 201}]}, "title_1"),
        ({"links": [{**FILM, "title": "NHS number 943 476 5919"}]}, "title_1"),
        ({"links": [FILM] * 9}, "title_1"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(sugar, said, field):
    assert set(refused(written, sugar, **said)) == {field}
    assert not Results.objects.exists()


def test_measures_of_others_cannot_be_chosen(sugar):
    assert set(refused(written, sugar, measures=[sugar.falls_harm])) == {"measures"}


# --- publishing ---------------------------------------------------------------------------------------------------


def test_the_first_version_is_published(sugar):
    made = published(sugar)

    assert (made.number, made.published_by) == (1, sugar.esi)
    assert current_version("sugar") == made == version_at("sugar", 1)
    assert collaboratives_with_results() == [sugar.sugar]
    assert Event.objects.get(name=events.RESULTS_PUBLISHED).space == sugar.sugar.pk


@pytest.mark.parametrize("name", ["summary", "not_worked", "limits"])
def test_nothing_is_published_without_what_everybody_must_know(sugar, name):
    assert set(refused(published, sugar, written(sugar, **{name: " "}))) == {name}
    assert not ResultsVersion.objects.exists()


def test_a_correction_is_a_further_version_and_says_why(sugar):
    first = published(sugar)
    corrected = written(sugar, summary="Fewer than we thought.")

    assert refused(published, sugar, corrected) == {"change_reason": ["Say what is different, and why."]}
    second = published(sugar, corrected, change_reason="Two practices counted twice.")

    first.refresh_from_db()
    assert (second.number, second.change_reason) == (2, "Two practices counted twice.")
    assert ToldResults.read(first.told).summary == SAID["summary"]
    assert current_version("sugar") == second
    assert published_versions(sugar.sugar) == [second, first]
    assert Event.objects.filter(name=events.RESULTS_CORRECTED).count() == 1


def test_what_is_published_stays_when_the_record_moves_on(sugar):
    made = published(sugar)
    CycleFactory(team=sugar.clinic, state="doing")

    kept = ToldResults.read(ResultsVersion.objects.get(pk=made.pk).told)

    assert kept.deeds["tests"] == 0


def test_the_same_is_not_published_twice(sugar):
    results = written(sugar)
    published(sugar, results)

    with pytest.raises(ValidationError, match="Nothing is different"):
        published(sugar, results, change_reason="Pressed again")
    with pytest.raises(ValidationError) as refusal:
        published(sugar, results, version=results.version, change_reason="Pressed again")
    assert refusal.value.code == "conflict"


def test_results_are_taken_back_with_a_reason_and_can_be_published_again(sugar):
    results = written(sugar)
    first = published(sugar, results)

    assert set(refused(actions.take_back_results, results=results, reason=" ", by=sugar.esi)) == {"reason"}
    actions.take_back_results(results=results, reason="A practice asked us to.", by=sugar.esi)
    first.refresh_from_db()

    assert first.taken_back_reason == "A practice asked us to."
    assert (current_version("sugar"), collaboratives_with_results()) == (first, [])
    with pytest.raises(ValidationError):
        actions.take_back_results(results=results, reason="Again", by=sugar.esi)
    second = published(sugar, results, change_reason="Without that practice.")
    assert current_version("sugar") == second


def test_there_are_no_results_of_what_is_not_there(world):
    assert (current_version("nowhere"), version_at("nowhere", 1)) == (None, None)


def test_who_may_read_the_draft_and_who_may_publish(sugar):
    chair, director = sugar.stan, sugar.esi
    MembershipFactory(person=chair, space=sugar.sugar, role=Role.CHAIR)
    people = [sugar.again(person) for person in (chair, director, sugar.farah)]

    assert [can_read_draft_results(person, sugar.sugar) for person in people] == [True, True, False]
    assert [can_publish_results(person, sugar.sugar) for person in people] == [False, True, False]
    sugar.sugar.closed_at = timezone.now()
    assert not can_publish_results(people[1], sugar.sugar)
