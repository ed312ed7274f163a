"""The record of a space: what happened, by whom and when, for whoever directs it."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from allteach.collaboratives import events as collaboratives
from allteach.improvement import events as improvement
from allteach.measures import actions as measures
from allteach.measures import events as measures_events
from allteach.spaces import events as spaces
from allteach.spaces.actions import invite
from allteach.web.spaces.happened import HAPPENED


@pytest.fixture
def esi(client, world):
    world.everybody()
    client.force_login(world.esi.account)
    return client


@pytest.mark.parametrize("module", [collaboratives, improvement, measures_events, spaces])
def test_every_event_of_a_space_has_words(module):
    names = {words for name, words in vars(module).items() if name.isupper() and isinstance(words, str)}

    assert sorted(names - HAPPENED.keys()) == []


def test_a_director_reads_what_happened_in_the_collaborative_and_in_its_teams(esi, world):
    invite(space=world.ward_7, email="k@allteach.example", name="Kwame", role="team_member", by=world.amina)
    measures.retire_measure(measure=world.falls_harm, by=world.esi)

    answer = esi.get(reverse("spaces:record", args=["falls"]), {"as": "csv"})

    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [row[1:] for row in rows] == [
        ["What", "Who", "Where"],
        ["A measure was retired", "Esi", "Falls"],
        ["Somebody was invited", "Amina", "Ward 7"],
    ]


def test_the_record_of_a_team_holds_only_what_happened_there(esi, world):
    measures.retire_measure(measure=world.falls_harm, by=world.esi)

    page = esi.get(reverse("spaces:record", args=["ward-7"])).content.decode()

    assert "A measure was retired" not in page
    assert "Nothing yet." in page


def test_what_somebody_wrote_is_not_in_the_record(esi, world):
    invite(space=world.ward_7, email="k@allteach.example", name="Kwame", role="team_member", by=world.amina)

    page = esi.get(reverse("spaces:record", args=["falls"])).content.decode()

    assert "Kwame" not in page
    assert "k@allteach.example" not in page


def test_the_record_is_as_cheap_when_it_is_long(esi, world):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            esi.get(reverse("spaces:record", args=["falls"]))
        return len(queries)

    def grow(n: int, start: int = 0) -> None:
        for i in range(start, start + n):
            said = {"email": f"k{i}@allteach.example", "name": "Kwame", "role": "team_member"}
            invite(space=world.ward_7, by=world.amina, **said)

    grow(1)
    asked()
    for_one = asked()
    grow(20, start=1)

    assert asked() == for_one
