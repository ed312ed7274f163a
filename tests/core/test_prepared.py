"""Prepared queries: compiled once, bound to many values, and never another answer than the queryset's."""

import threading

import pytest
from django.db import connection, connections
from django.db.models import Q

from allteach.core.prepared import Prepared
from allteach.spaces.models import Space
from tests.factories import CollaborativeFactory, TeamFactory

pytestmark = pytest.mark.django_db

beside = Prepared(
    lambda slug, parent, others: (
        Space.objects.filter(Q(slug=slug, parent=parent) | Q(pk__in=others)).select_related("parent").order_by("slug")
    )
)
keys = Prepared(lambda others: Space.objects.filter(pk__in=others).order_by("slug").values_list("pk", flat=True))


@pytest.fixture
def teams():
    around = CollaborativeFactory()
    return [TeamFactory(parent=around, slug=f"team-{number}") for number in range(6)]


@pytest.mark.parametrize("others", range(6))
def test_a_prepared_query_answers_what_the_queryset_answers(teams, others):
    values = {
        "slug": teams[0].slug,
        "parent": teams[0].parent_id,
        "others": [team.pk for team in teams[1 : others + 1]],
    }

    assert beside(**values) == list(beside.queryset(**values)) == teams[: others + 1]


def test_the_same_statement_serves_other_values(teams):
    first = beside(slug=teams[0].slug, parent=teams[0].parent_id, others=[teams[1].pk, teams[2].pk])
    second = beside(slug=teams[3].slug, parent=teams[3].parent_id, others=[teams[4].pk, teams[5].pk])

    assert (first, second) == (teams[:3], teams[3:])


def test_values_named_in_another_order_are_bound_to_their_own_places(teams):
    either = Prepared(lambda first, second: Space.objects.filter(pk=first, parent=second))
    team = teams[0]

    assert either(first=team.pk, second=team.parent_id) == [team]
    assert either(second=team.parent_id, first=team.pk) == [team]


def test_what_was_joined_is_not_asked_for_again(teams, django_assert_num_queries):
    with django_assert_num_queries(1):
        [team] = beside(slug=teams[0].slug, parent=teams[0].parent_id, others=[])
        assert team.parent.kind == "collaborative"


def test_values_come_as_the_queryset_gives_them(teams):
    assert keys(others=[teams[1].pk, teams[0].pk, teams[4].pk]) == [teams[0].pk, teams[1].pk, teams[4].pk]


def test_nothing_can_be_in_an_empty_list(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert keys(others=[]) == []


def test_a_value_that_the_query_does_not_use_is_refused():
    careless = Prepared(lambda slug, parent: Space.objects.filter(slug=slug))

    with pytest.raises(ValueError, match="does not use every value"):
        careless(slug="maple-gate", parent=1)


def test_a_value_that_the_query_changes_is_refused():
    careless = Prepared(lambda parent: Space.objects.filter(parent=parent + 1))

    with pytest.raises(ValueError, match="does not use every value"):
        careless(parent=1)


@pytest.mark.django_db(transaction=True)
def test_another_thread_asks_over_its_own_connection(teams):
    keys(others=[teams[0].pk])
    found = []

    def ask():
        try:
            with connection.execute_wrapper(seen):
                found.append(keys(others=[teams[1].pk]))
        finally:
            connection.close()

    asked_over = []

    def seen(execute, sql, params, many, context):
        asked_over.append(context["connection"])
        return execute(sql, params, many, context)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()

    assert found == [[teams[1].pk]]
    assert [each is connections["default"] for each in asked_over] == [False]
