"""Who finds which secret: in pages, files of every kind, the API and the search. It is nowhere else."""

import re

import pytest
from django.core.cache import cache

from allteach.spaces.roles import Role
from tests.factories import AccountFactory, MembershipFactory
from tests.web.canaries import coaching, congress, documents, meetings, recruitment, reports, scores, values
from tests.web.canaries.walking import walk

pytestmark = [pytest.mark.once, pytest.mark.slow]

# Documents come last: they move the first session to a day ahead, before which no team can be put forward.
AREAS = (values, reports, scores, coaching, meetings, recruitment, congress, documents)
FOUND_BY = {secret: found_by for area in AREAS for secret, found_by in area.FOUND_BY.items()}
MORE = {
    "hana": ("falls", Role.IMPROVEMENT_ADVISER),
    "ines": ("ward_7", Role.SPONSOR),
    "jon": ("falls", Role.FACULTY),
    "kim": ("falls", Role.EVALUATOR),
    "stan": ("sugar", Role.DIRECTOR),
}
EVERYBODY = ("nobody", "amina", "ben", "chidi", "dana", "esi", "farah", "gil", *MORE)
BEGINNINGS = ["/", "/find/?q=cli", "/find/?q=rob", "/find/?q=can", "/find/?q=canary", "/api/spaces"]


@pytest.fixture
def planted(world):
    """Falls and Sugar with everybody in them, and every secret."""
    world.everybody()
    assert world.falls_timetable
    assert world.ward_7_falls
    for name, (space, role) in MORE.items():
        if name != "stan":
            setattr(world, name, AccountFactory(person__name=name.title(), email=f"{name}@allteach.example").person)
        MembershipFactory(person=getattr(world, name), space=getattr(world, space), role=role)
        setattr(world, name, world.again(getattr(world, name)))
    for area in AREAS:
        area.plant(world)
    cache.clear()
    return world


@pytest.mark.parametrize("name", EVERYBODY)
def test_somebody_finds_what_is_for_them_and_no_other_secret(planted, client, name):
    if name != "nobody":
        client.force_login(planted.again(getattr(planted, name)).account)

    said = walk(client, [*BEGINNINGS, *(address for area in AREAS for address in area.addresses(planted))])

    found = {secret: [address for address, words in said.items() if re.search(secret, words)] for secret in FOUND_BY}
    assert {secret: where[:5] for secret, where in found.items() if where and name not in FOUND_BY[secret]} == {}
    assert [secret for secret, found_by in FOUND_BY.items() if name in found_by and not found[secret]] == []
    assert len(said) > 25  # What is asked for outright alone is more; a walk that ends at once is none.


def test_every_name_is_somebodys():
    assert set().union(*FOUND_BY.values()) <= set(EVERYBODY)
