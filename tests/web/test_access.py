"""The table of access, tried; and whether it is complete."""

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from tests.web.access import ELSEWHERE, PEOPLE, PLACES, ROWS


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.name}-{row.method}-{row.place}".replace(" ", "_") for row in ROWS])
def test_who_reaches_what(client, world, row, request):
    """On a second database one person asks for each answer: who is let in is decided there by the same lines."""
    wanted = dict(zip(PEOPLE, row.answers, strict=True))
    if request.config.getoption("again"):
        one_of_each = {answer: person for person, answer in wanted.items()}
        wanted = {person: answer for answer, person in one_of_each.items()}
    world.everybody()
    address = reverse(row.name, kwargs=PLACES[row.place](world))
    sent = row.sent(world) if callable(row.sent) else row.sent

    answers = {person: answer(client, world, person, row.method, address, sent) for person in wanted}

    assert answers == wanted


def answer(client, world, person, method, address, sent) -> int:
    """What one person is told; whatever the request wrote is undone, so that all ask the same world."""
    with transaction.atomic():
        client.logout()
        if person != "stranger":
            client.force_login(getattr(world, person).account)
        response = client.get(address) if method == "GET" else client.post(address, sent)
        transaction.set_rollback(True)
    return response.status_code


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


def page_names(resolver, prefix="", elsewhere=ELSEWHERE):
    """The names of every page of ours, namespaces included."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            if pattern.namespace != "api":
                yield from page_names(pattern, inner, elsewhere)
        elif isinstance(pattern, URLPattern) and pattern.name and not pattern.name.startswith(elsewhere):
            yield prefix + pattern.name
