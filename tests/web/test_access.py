"""The table of access, tried; and whether it is complete."""

import pytest
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from tests.web.access import ELSEWHERE, PEOPLE, PLACES, ROWS

CASES = [
    pytest.param(row, person, status, id=f"{row.name}-{row.method}-{row.place}-{person}".replace(" ", "_"))
    for row in ROWS
    for person, status in zip(PEOPLE, row.answers, strict=True)
]


@pytest.mark.parametrize(("row", "person", "status"), CASES)
def test_who_reaches_what(client, world, row, person, status):
    world.everybody()
    address = reverse(row.name, kwargs=PLACES[row.place](world))
    if person != "stranger":
        client.force_login(getattr(world, person).account)

    sent = row.sent(world) if callable(row.sent) else row.sent
    response = client.get(address) if row.method == "GET" else client.post(address, sent)

    assert response.status_code == status


def test_every_page_is_in_the_table():
    listed = {row.name for row in ROWS}

    assert sorted(set(page_names(get_resolver())) - listed) == []


def test_every_page_that_takes_something_has_a_row_for_it(client, world):
    """Pages with a POST row are those whose views take POST: a GET-only page answers 405."""
    world.everybody()
    client.force_login(world.esi.account)
    posts = {row.name for row in ROWS if row.method == "POST"}
    silent = []
    for row in ROWS:
        if row.name in posts or row.method != "GET" or row.answers[PEOPLE.index("esi")] != 200:
            continue
        if client.post(reverse(row.name, kwargs=PLACES[row.place](world))).status_code != 405:
            silent.append(row.name)

    assert silent == []


def page_names(resolver, prefix=""):
    """The names of every page of ours, namespaces included."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            if pattern.namespace != "api":
                yield from page_names(pattern, inner)
        elif isinstance(pattern, URLPattern) and pattern.name and not pattern.name.startswith(ELSEWHERE):
            yield prefix + pattern.name
