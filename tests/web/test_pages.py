"""Statements, help, what machines ask for, and the pages of errors."""

import json
from datetime import datetime, timedelta

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.utils import timezone

from allteach.web import errors


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["help", "accessibility", "privacy", "cookies"])
def test_statements_are_open_to_strangers_and_may_be_indexed(client, name):
    page = client.get(f"/{name}/")

    assert page.status_code == 200
    assert "noindex" not in page.content.decode()


def test_search_engines_may_read_the_public_pages_and_nothing_else(client):
    assert client.get("/robots.txt").content.decode().splitlines() == [
        "User-agent: *",
        "Allow: /help/$",
        "Allow: /accessibility/$",
        "Allow: /privacy/$",
        "Allow: /cookies/$",
        "Disallow: /",
    ]


def test_whoever_finds_a_weakness_learns_where_to_say_so(client, settings):
    settings.SUPPORT_ADDRESS = "care@place.example"
    settings.SITE_ADDRESS = "https://place.example"

    said = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())

    expires = datetime.fromisoformat(said.pop("Expires"))
    assert timedelta(days=30) < expires - timezone.now() < timedelta(days=365)
    assert said == {
        "Contact": "mailto:care@place.example",
        "Preferred-Languages": "en, fr, cy",
        "Canonical": "https://place.example/.well-known/security.txt",
    }


def test_the_manifest_names_icons_that_stand(client, settings):
    said = json.loads(client.get("/manifest.webmanifest").content)

    assert said["name"] == "Allteach"
    assert [bool(finders.find(icon["src"].removeprefix("/static/"))) for icon in said["icons"]] == [True, True]


def test_a_browser_that_asks_for_an_icon_gets_the_mark(client):
    assert client.get("/favicon.ico")["Location"] == "/static/icons/mark.svg"


@pytest.mark.django_db
def test_an_address_that_is_not_known_is_not_found_in_our_words(client, world):
    client.force_login(world.amina.account)

    page = client.get("/no/such/place/")

    assert page.status_code == 404
    assert "We found nothing here" in page.content.decode()


@pytest.mark.django_db
def test_whoever_skips_to_the_content_has_the_tabs_behind_them(client, world):
    client.force_login(world.amina.account)

    page = client.get("/teams/ward-7/").content.decode()

    assert page.index('href="#content"') < page.index('aria-label="Pages of Ward 7"') < page.index('id="content"')


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/invitations/made-up/", "/support/made-up/", "/for-sponsors/made-up/"])
def test_a_link_that_opens_nothing_leads_on_by_who_follows_it(client, world, address):
    stranger = client.get(address, follow=True)
    client.force_login(world.amina.account)
    amina = client.get(address, follow=True)

    assert [stranger.status_code, amina.status_code] == [404, 404]
    assert 'href="/accounts/login/"' in stranger.content.decode()
    assert "Go to the first page" in amina.content.decode()
    assert "Sign in" not in amina.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_key_says_that_nothing_typed_is_lost(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.amina.account)

    page = client.post("/components/", {"name": "Maple"})

    assert page.status_code == 403
    assert "what you typed is still there" in page.content.decode()


@pytest.mark.django_db
def test_more_than_is_taken_at_once_is_refused_as_too_large(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    page = client.post("/components/", "name=" + "x" * 100, content_type="application/x-www-form-urlencoded")

    assert page.status_code == 413
    assert "more than we can take at once" in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (lambda request: errors.bad_request(request), 400, "We could not read that"),
        (lambda request: errors.bad_request(request, RequestDataTooBig()), 413, "more than we can take"),
        (lambda request: errors.not_allowed(request), 403, "This is not yours to do"),
        (lambda request: errors.not_allowed(request, "October is locked."), 403, "October is locked."),
        (lambda request: errors.lost_form_key(request, "no cookie"), 403, "Please send it again"),
        (lambda request: errors.not_found(request), 404, "We found nothing here"),
        (lambda request: errors.too_many_requests(request), 429, "That was very often"),
    ],
)
def test_each_error_has_its_page(rf, answer, status, words):
    page = answer(rf.get("/"))

    assert page.status_code == status
    assert words in page.content.decode()


def test_our_mistake_is_said_without_the_database(rf):
    """No database mark: touching the database would fail this test."""
    page = errors.broken(rf.get("/"))

    assert page.status_code == 500
    assert "It was not you." in page.content.decode()


def test_a_database_that_cannot_be_reached_is_a_closed_office_not_a_mistake(rf):
    try:
        raise OperationalError("no connection")
    except OperationalError:
        page = errors.broken(rf.get("/"))

    assert page.status_code == 503
    assert page["Retry-After"] == "60"
    assert "Back in a moment" in page.content.decode()


def test_the_sign_in_library_answers_too_many_tries_with_our_page():
    from allauth.core.ratelimit import respond_429

    assert respond_429(RequestFactory().get("/")).status_code == 429
