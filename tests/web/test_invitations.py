"""An invitation as people meet it: written on a page, opened from a mail, answered."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from allteach.people.actions import make_account
from allteach.people.models import Account, Person
from allteach.spaces import actions
from allteach.spaces.models import Invitation, Membership
from allteach.spaces.secrets import secret_of
from allteach.web.accounts.proofs import TRIES
from allteach.web.spaces.invitations import many_links
from allteach.web.spaces.people import many_invitations
from tests.factories import PersonFactory, TeamFactory

pytestmark = pytest.mark.django_db
OFFER = reverse("spaces:accept_invitation")
PROOF = reverse("spaces:prove_address")
KWAME = {"name": "Kwame Mensah", "email": "kwame@example.org", "role": "team_member"}


@pytest.fixture(autouse=True)
def no_limit_is_used_up():
    cache.clear()


@pytest.fixture
def invitation(world):
    return actions.invite(space=world.ward_7, by=world.amina, words="Do come", **KWAME)


def link_of(invitation) -> str:
    return reverse("spaces:invitation", args=[secret_of(invitation)])


def person_at(address: str) -> Person:
    person = PersonFactory()
    make_account(person=person, email=address, by=person)
    return person


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def write(client, world, **said):
    return client.post(reverse("spaces:invite", args=["ward-7"]), KWAME | {"form_key": "one"} | said)


# --- writing one ----------------------------------------------------------------------------------------------------


def test_a_lead_invites_and_sees_who_is_invited(client, world):
    client.force_login(world.amina.account)

    answer = write(client, world)

    assert answer["Location"] == reverse("spaces:people", args=["ward-7"])
    page = text_of(client.get(answer["Location"]))
    assert "A mail is on its way to kwame@example.org." in page
    assert "Kwame Mensah kwame@example.org Team member" in page


def test_a_form_sent_twice_invites_once(client, world):
    client.force_login(world.amina.account)

    write(client, world)
    again = write(client, world, email="other@example.org")

    assert Invitation.objects.count() == 1
    assert "This was sent already" in text_of(again)


def test_what_was_typed_stays_when_something_is_to_be_put_right(client, world):
    client.force_login(world.amina.account)

    answer = write(client, world, email="kwame", words="Do come & see")

    assert answer.status_code == 200
    assert "Do come &amp; see" in answer.content.decode()
    assert 'value="kwame"' in answer.content.decode()
    assert "Error: Invite somebody" in re.search(r"<title>(.*?)</title>", answer.content.decode(), re.S)[1]
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize("role", ["coach", "director", "king", ""])
def test_nobody_can_send_a_role_that_is_not_theirs_to_give(client, world, role):
    client.force_login(world.amina.account)

    assert write(client, world, role=role).status_code == 200
    assert Invitation.objects.count() == 0


def test_extra_answers_change_nothing(client, world):
    client.force_login(world.amina.account)

    write(client, world, by=world.esi.pk, space=world.falls.pk, expires_at="2099-01-01", digest="d")

    invitation = Invitation.objects.get()
    assert (invitation.by, invitation.space_id) == (world.amina, world.ward_7.pk)
    assert invitation.expires_at.year < 2099


def test_sending_again_and_withdrawing(client, world, invitation):
    client.force_login(world.amina.account)

    client.post(reverse("spaces:invite_again", args=["ward-7", invitation.pk]))
    again = Invitation.objects.get(withdrawn_at=None)
    answer = client.post(reverse("spaces:withdraw_invitation", args=["ward-7", again.pk]), follow=True)

    assert [one.state for one in Invitation.objects.order_by("pk")] == ["withdrawn", "withdrawn"]
    assert "The invitation is withdrawn." in text_of(answer)


def test_what_was_accepted_meanwhile_is_not_sent_again(client, world, invitation):
    actions.join_by_invitation(invitation=invitation, name="Kwame")
    client.force_login(world.amina.account)

    answer = client.post(reverse("spaces:invite_again", args=["ward-7", invitation.pk]), follow=True)

    assert "This invitation was accepted." in text_of(answer)


def test_an_invitation_of_another_space_is_not_found_there(client, world, invitation):
    client.force_login(world.farah.account)

    for name in ("spaces:invite_again", "spaces:withdraw_invitation"):
        assert client.post(reverse(name, args=["clinic", invitation.pk])).status_code == 404


def test_members_who_may_not_invite_do_not_see_who_is_invited(client, world, invitation):
    client.force_login(world.ben.account)

    page = text_of(client.get(reverse("spaces:people", args=["ward-7"])))

    assert "Kwame" not in page
    assert "kwame@example.org" not in page


def test_invitations_have_a_limit(client, world, monkeypatch):
    monkeypatch.setattr(many_invitations, "most", 2)
    client.force_login(world.amina.account)

    answers = [write(client, world, form_key=f"{n}", email=f"k{n}@example.org").status_code for n in range(3)]

    assert answers == [302, 302, 429]
    assert client.get(reverse("spaces:invite", args=["ward-7"])).status_code == 200


# --- opening and accepting ------------------------------------------------------------------------------------------


def test_the_link_leaves_the_address_at_once_and_tells_nobody_where_it_came_from(client, invitation):
    opened = client.get(link_of(invitation))

    assert (opened.status_code, opened["Location"]) == (302, OFFER)
    assert opened["Referrer-Policy"] == "no-referrer"
    assert secret_of(invitation) not in str(dict(client.session))


def test_opening_the_link_changes_nothing_however_often_programs_do(client, invitation):
    for _ in range(3):
        client.get(link_of(invitation), follow=True)
        client.head(link_of(invitation))

    invitation.refresh_from_db()
    assert invitation.state == "waiting"
    assert client.post(link_of(invitation)).status_code == 405


def test_a_stranger_reads_who_invites_to_what_and_joins_with_a_name(client, world, invitation):
    offer = text_of(client.get(link_of(invitation), follow=True))
    assert "Amina invites you to Ward 7 in Falls, as Team member." in offer
    assert "Do come" in offer

    joined = client.post(OFFER, {"form_key": "k", "name": "Kwame M"}, follow=True)

    person = Person.objects.get(name="Kwame M")
    assert Membership.objects.get(person=person).space_id == world.ward_7.pk
    assert joined.context["person"] == person
    assert "Welcome to Ward 7." in text_of(joined)
    assert "invitation" not in client.session


def test_a_stranger_without_a_name_is_asked_for_it(client, invitation):
    client.get(link_of(invitation))

    answer = client.post(OFFER, {"form_key": "k", "name": " "})

    assert answer.status_code == 200
    assert Account.objects.filter(email=KWAME["email"]).count() == 0


def test_the_session_is_a_new_one_after_joining(client, invitation):
    client.get(link_of(invitation))
    before = client.session.session_key

    client.post(OFFER, {"form_key": "k", "name": "Kwame"})

    assert client.session.session_key != before


def test_whoever_has_an_account_signs_in_and_accepts(client, world, invitation):
    kwame = person_at(KWAME["email"])
    offer = client.get(link_of(invitation), follow=True)
    assert f"/accounts/login/?next={OFFER}" in offer.content.decode()
    assert client.post(OFFER, {"form_key": "k", "name": "Somebody"}).status_code == 200
    assert Person.objects.filter(name="Somebody").count() == 0

    client.force_login(kwame.account)
    client.get(link_of(invitation))
    answer = client.post(OFFER)

    assert answer["Location"] == "/"
    assert Membership.objects.get(person=kwame).role == "team_member"


def test_an_invitation_that_was_used_withdrawn_or_never_ours_says_so(client, world, invitation):
    client.get(link_of(invitation))
    actions.withdraw_invitation(invitation=invitation, by=world.amina)
    withdrawn = client.get(OFFER)

    used = actions.invite(space=world.ward_7, by=world.amina, **KWAME)
    actions.join_by_invitation(invitation=used, name="Kwame")
    opened = client.get(link_of(used), follow=True)

    never = client.get(reverse("spaces:invitation", args=["x" * 43]), follow=True)

    assert (withdrawn.status_code, "was withdrawn" in text_of(withdrawn)) == (410, True)
    assert (opened.status_code, "was used already" in text_of(opened)) == (410, True)
    assert (never.status_code, "opens nothing" in text_of(never)) == (404, True)


def test_whoever_accepted_and_opens_the_link_again_is_simply_in(client, invitation):
    account = actions.join_by_invitation(invitation=invitation, name="Kwame")
    client.force_login(account)

    assert client.get(link_of(invitation), follow=True).redirect_chain[-1] == ("/", 302)


def test_opening_links_has_a_limit(client, monkeypatch):
    monkeypatch.setattr(many_links, "most", 3)

    answers = [client.get(reverse("spaces:invitation", args=[f"{n}" * 43])).status_code for n in range(5)]

    assert answers == [302, 302, 302, 429, 429]


# --- with another address -------------------------------------------------------------------------------------------


@pytest.fixture
def elsewhere(client, invitation):
    """Kwame, signed in with a private address, who has opened the link."""
    person = person_at("private@example.org")
    client.force_login(person.account)
    client.get(link_of(invitation))
    return person


def code_sent() -> str:
    return re.search(r"your code is (\d{6})", mail.outbox[-1].body)[1]


def test_another_address_is_not_enough(client, elsewhere):
    offer = text_of(client.get(OFFER))
    refused = client.post(OFFER)

    assert "This invitation was sent to kwame@example.org." in offer
    assert refused.status_code == 200
    assert Membership.objects.filter(person=elsewhere).count() == 0


def test_a_code_sent_to_the_invited_address_is(client, elsewhere):
    client.post(PROOF)
    assert mail.outbox[-1].to == ["kwame@example.org"]

    proven = client.post(PROOF, {"code": f" {code_sent()} "})
    client.post(OFFER)

    assert proven["Location"] == OFFER
    assert Membership.objects.get(person=elsewhere).role == "team_member"


def test_a_wrong_code_is_not_and_after_a_few_the_right_one_is_not_either(client, elsewhere):
    client.post(PROOF)
    right = code_sent()
    wrong = "000000" if right != "000000" else "111111"

    answers = [client.post(PROOF, {"code": wrong}).status_code for _ in range(TRIES)]
    late = client.post(PROOF, {"code": right})

    assert answers == [200] * TRIES
    assert (late.status_code, Membership.objects.filter(person=elsewhere).count()) == (200, 0)


def test_a_code_proves_one_address_only(client, world, elsewhere):
    client.post(PROOF)
    client.post(PROOF, {"code": code_sent()})
    other = actions.invite(space=world.ward_7, by=world.amina, **KWAME | {"email": "else@example.org"})
    client.get(link_of(other))

    client.post(OFFER)

    assert Membership.objects.filter(person=elsewhere).count() == 0


def test_a_code_without_asking_for_one_opens_nothing(client, elsewhere):
    assert client.post(PROOF, {"code": "123456"}).status_code == 200
    assert client.get(PROOF).status_code == 200


def test_a_mail_server_that_is_away_is_said_and_nothing_breaks(client, elsewhere, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1

    answer = client.post(PROOF, follow=True)

    assert "The mail could not be sent. Please try again in a minute." in text_of(answer)


# --- the list -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_people_page_asks_the_same_of_the_database_for_one_as_for_thirty(
    client, world, number, django_assert_num_queries
):
    for each in range(number):
        person = PersonFactory(name=f"Member {each}")
        actions.add_member(
            space=world.ward_7, person=person, role="team_member", perspectives=["patient"], by=world.amina
        )
        actions.invite(space=world.ward_7, by=world.amina, **KWAME | {"email": f"k{each}@example.org"})
    client.force_login(world.amina.account)

    # Session, account, person, memberships, spaces around; the space; members, perspectives; invitations, their mails.
    with django_assert_num_queries(10):
        page = client.get(reverse("spaces:people", args=["ward-7"]))

    assert page.content.decode().count("Member ") >= number


def test_a_team_known_by_code_keeps_its_people_to_itself(client, world):
    TeamFactory(parent=world.sugar, signed=False)  # One has not agreed to be named: no team is.
    client.force_login(world.gil.account)
    assert world.farah.name == "Farah"

    page = client.get(reverse("spaces:people", args=[world.clinic.code]))
    by_name = client.get(reverse("spaces:people", args=["clinic"]))

    assert (page.status_code, by_name.status_code) == (403, 404)
    assert "Farah" not in text_of(page)
