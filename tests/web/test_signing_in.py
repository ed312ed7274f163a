"""Ways in: what the first page offers, the code, and the cast of a demo."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache

from allteach.people.models import Person

SIGN_IN = "/accounts/login/"


@pytest.fixture(autouse=True)
def no_limit_is_used_up():
    """Each test begins with all its tries."""
    cache.clear()


@pytest.fixture
def amina(world):
    """Amina, whose address is known to be hers."""
    EmailAddress.objects.update_or_create(
        user=world.amina.account,
        email=world.amina.account.email,
        defaults={"verified": True, "primary": True},
    )
    return world.amina


def words_of(response) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.django_db
def test_the_page_for_signing_in_is_not_indexed(client):
    assert '<meta name="robots" content="noindex">' in client.get(SIGN_IN).content.decode()


def test_an_address_gets_a_code_and_the_code_opens_the_door(client, amina):
    asked = client.post("/accounts/login/code/", {"email": amina.account.email}, follow=True)
    code = re.search(r"^ {4}(\S+)$", mail.outbox[-1].body, re.MULTILINE)[1]

    entered = client.post("/accounts/login/code/confirm/", {"code": code})

    assert "Look into your mail" in words_of(asked)
    assert code in mail.outbox[-1].body
    assert entered["Location"] == "/"
    assert client.get("/").wsgi_request.person == amina


def test_a_wrong_code_is_said_at_its_field(client, amina):
    client.post("/accounts/login/code/", {"email": amina.account.email})

    answer = client.post("/accounts/login/code/confirm/", {"code": "WRONG"})

    assert answer.status_code == 200
    assert "One thing to put right Code: This is not the code, or it is too old." in words_of(answer)
    assert 'href="#id_code"' in answer.content.decode()


def test_what_is_no_address_comes_back_on_the_same_page(client, amina):
    answer = client.post("/accounts/login/code/", {"email": "amina at the ward"})

    assert "E-mail address: This is not an e-mail address." in words_of(answer)
    assert 'value="amina at the ward"' in answer.content.decode()
    assert 'name="password"' in answer.content.decode()


def test_a_password_opens_the_door_too(client, amina):
    amina.account.set_password("a long and quiet night")
    amina.account.save()

    entered = client.post(SIGN_IN, {"login": amina.account.email, "password": "a long and quiet night"})

    assert entered["Location"] == "/"


def test_a_wrong_password_opens_the_part_where_it_was_typed(client, amina):
    answer = client.post(SIGN_IN, {"login": amina.account.email, "password": "a guess at a password"})

    assert answer.status_code == 200
    assert '<details class="nhsuk-details" open>' in answer.content.decode()


def test_nobody_learns_whether_an_address_is_known(client, amina):
    known = client.post("/accounts/login/code/", {"email": amina.account.email}, follow=True)
    unknown = client.post("/accounts/login/code/", {"email": "stranger@place.example"}, follow=True)

    assert words_of(unknown).replace("stranger@place.example", amina.account.email) == words_of(known)
    assert [sent.to for sent in mail.outbox] == [[amina.account.email]]


def test_links_in_mail_lead_to_the_address_of_the_site_whatever_the_request_claims(client, amina, settings):
    settings.SITE_ADDRESS = "https://place.example"

    client.post("/accounts/login/code/", {"email": amina.account.email})

    assert mail.outbox[-1].body.endswith("https://place.example/")


def test_sign_up_is_by_invitation(client, amina):
    page = client.get("/accounts/signup/")

    assert "Accounts are made by invitation here." in words_of(page)
    assert "Somebody who leads a space invites you" in words_of(client.get(SIGN_IN))


def test_a_setting_opens_sign_up(client, amina, settings):
    settings.OPEN_SIGN_UP = True

    assert "Make my account" in words_of(client.get("/accounts/signup/"))
    assert 'href="/accounts/signup/"' in client.get(SIGN_IN).content.decode()


@pytest.mark.django_db
def test_an_empty_site_says_how_to_make_the_first_account(client):
    assert "manage.py create_director" in words_of(client.get(SIGN_IN))


def test_a_site_with_people_does_not(client, amina):
    assert "create_director" not in words_of(client.get(SIGN_IN))


@pytest.fixture
def cast_member(amina, settings):
    """A demo, with Amina in its cast."""
    settings.DEMO = True
    Person.objects.filter(pk=amina.pk).update(is_for_demo=True)
    type(amina.account).objects.filter(pk=amina.account.pk).update(is_for_demo=True)
    return amina


def test_in_a_demo_the_cast_stands_on_the_page_and_one_press_is_enough(client, cast_member):
    page = client.get(SIGN_IN)

    entered = client.post(f"/accounts/as/{cast_member.pk}/")

    assert f"Sign in as {cast_member.name}" in words_of(page)
    assert entered["Location"] == "/"
    assert client.get("/").wsgi_request.person == cast_member


def test_in_a_demo_a_sign_in_is_listed_like_any_other(client, cast_member):
    client.post(f"/accounts/as/{cast_member.pk}/", headers={"user-agent": "A browser"})

    assert "Here 127.0.0.1 A browser" in words_of(client.get("/accounts/sessions/"))


def test_in_a_demo_one_comes_back_to_where_one_was_going(client, cast_member):
    entered = client.post(f"/accounts/as/{cast_member.pk}/", {"next": "/teams/ward-7/"})
    elsewhere = client.post(f"/accounts/as/{cast_member.pk}/", {"next": "https://elsewhere.example/"})

    assert entered["Location"] == "/teams/ward-7/"
    assert elsewhere["Location"] == "/"


def test_in_a_demo_nobody_real_can_be_entered_as(client, cast_member, world):
    assert client.post(f"/accounts/as/{world.ben.pk}/").status_code == 404


def test_outside_a_demo_there_is_no_cast(client, cast_member, settings):
    settings.DEMO = False

    assert client.post(f"/accounts/as/{cast_member.pk}/").status_code == 404
    assert "one of the cast" not in words_of(client.get(SIGN_IN))


ACCOUNT_PAGES = [
    ("/accounts/email/", "Your e-mail address"),
    ("/accounts/password/set/", "Add a password"),
    ("/accounts/2fa/", "Second step"),
    ("/accounts/2fa/totp/activate/", "Turn on the second step"),
    ("/accounts/2fa/webauthn/", "Passkeys and security keys"),
    ("/accounts/2fa/webauthn/add/", "Add a key"),
    ("/accounts/sessions/", "Where you are signed in"),
    ("/accounts/logout/", "Sign out?"),
    ("/accounts/reauthenticate/", "Is it you?"),
]


@pytest.mark.parametrize(("address", "title"), ACCOUNT_PAGES)
def test_the_pages_of_ones_own_account_are_in_our_words(client, cast_member, address, title):
    client.post(f"/accounts/as/{cast_member.pk}/")
    if address != "/accounts/password/set/":
        cast_member.account.set_password("a long and quiet night")
        cast_member.account.save()
        client.post("/accounts/logout/")
        client.post(SIGN_IN, {"login": cast_member.account.email, "password": "a long and quiet night"})
        if address != "/accounts/reauthenticate/":
            client.post("/accounts/reauthenticate/", {"password": "a long and quiet night"})

    page = client.get(address, follow=True)

    assert page.status_code == 200
    assert title in words_of(page)
    assert "<style" not in page.content.decode()
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", page.content.decode()) == []
