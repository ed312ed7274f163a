"""What is kept about somebody: given to them when they ask, gone when they go."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.utils import timezone

from allteach.core.models import Event
from allteach.core.queries import broken_links
from allteach.people import actions, events
from allteach.people.models import Account, Person, Token
from allteach.people.queries import everything_about
from allteach.spaces.models import Invitation, Membership, Party, Standpoint, Subject
from tests.factories import AccountFactory, OrganisationFactory, PersonFactory, TeamFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def zebedee():
    """Somebody whose every trace has the word Canary in it."""
    person = PersonFactory(name="Zebedee Canary", about="Canary about")
    account = AccountFactory(person=person, email="canary@example.org")
    team = TeamFactory()
    actions.affiliate(person=person, organisation=OrganisationFactory(), post="Canary post", by=person)
    actions.make_token(
        person=person, name="Canary key", can_write=True, expires_on=NOW.date() + timedelta(days=9), by=person
    )
    actions.record_sign_in(account=account)
    Membership.objects.create(person=person, space=team, role="partner", discipline="Canary discipline")
    Standpoint.objects.create(person=person, space=team, perspective="carer")
    subject = Subject.objects.create(kind="note", space=team, title="What they taught us", owner=person)
    Party.objects.create(subject=subject, person=person)
    EmailAddress.objects.create(user=account, email="canary@example.org", verified=True, primary=True)
    EmailAddress.objects.create(user=account, email="old-canary@example.org")
    Authenticator.objects.create(user=account, type="totp", data={"secret": "canary"})
    Session.objects.create(session_key="canary", session_data="canary", expire_date=NOW + timedelta(days=1))
    UserSession.objects.create(user=account, session_key="canary", ip="127.0.0.1", user_agent="Canary", data={})
    for number, address in enumerate(["canary@example.org", "OLD-Canary@example.org", "work@canary.example"]):
        Invitation.objects.create(
            space=team,
            role="partner",
            email=address,
            name="Canary invited",
            perspective="carer",
            digest=str(number),
            by=PersonFactory(name="Esi"),
            made_at=NOW,
            expires_at=NOW,
            accepted_at=NOW,
            accepted_by=person,
        )
    return person


def whole_database() -> str:
    return " ".join(str(row) for model in apps.get_models() for row in model._default_manager.values_list())


def test_people_get_everything_that_is_about_them(zebedee):
    held = {holding.key: holding.rows for holding in everything_about(zebedee)}

    assert held["people.person"][0]["name"] == "Zebedee Canary"
    assert held["people.account"][0]["email"] == "canary@example.org"
    assert held["people.affiliation"][0]["post"] == "Canary post"
    assert held["spaces.membership"][0]["discipline"] == "Canary discipline"
    assert held["spaces.standpoint"][0] | {"id": 0} == {
        "id": 0,
        "person": "you",
        "space": Standpoint.objects.get().space.name,
        "perspective": "carer",
    }
    assert held["spaces.invitation"][0]["email"] == "canary@example.org"
    assert held["spaces.subject"][0]["title"] == "What they taught us"
    assert [row["what"] for row in held["core.event"]] == [
        events.AFFILIATION_BEGUN,
        events.TOKEN_MADE,
        events.SIGNED_IN,
    ]


def test_people_get_no_secret_and_nothing_about_others(zebedee):
    other = PersonFactory(name="Somebody else")
    invitation = Invitation.objects.first()
    Invitation.objects.create(
        space=invitation.space,
        role="partner",
        email="invited@example.org",
        name="Invited by Zebedee",
        digest="d",
        by=zebedee,
        words="Do come",
        made_at=NOW,
        expires_at=NOW,
    )

    said = str(everything_about(zebedee))

    assert Token.objects.get().digest not in said
    assert "secret" not in said
    assert other.name not in said
    assert "invited@example.org" not in said
    assert "Do come" in said


def test_the_questions_do_not_grow_with_what_was_done(zebedee, django_assert_max_num_queries):
    tables = len(apps.get_models())

    with django_assert_max_num_queries(tables):
        everything_about(zebedee)


def test_whoever_goes_is_forgotten_everywhere(zebedee):
    assert "canary" in whole_database().lower()

    actions.erase(person=zebedee, by=zebedee)

    assert "canary" not in whole_database().lower()
    for table in (Account, Standpoint, Party, Token, Session):
        assert table.objects.count() == 0


def test_what_they_gave_stands_as_given_by_a_former_member(zebedee):
    actions.erase(person=zebedee, by=zebedee)

    assert str(Subject.objects.get().owner) == "Former member"
    assert str(Membership.objects.get().person) == "Former member"
    assert zebedee.left_at is not None


def test_events_stand_and_the_chain_is_whole_after_somebody_is_forgotten(zebedee):
    before = list(Event.objects.values_list("digest", flat=True))

    actions.erase(person=zebedee, by=zebedee)

    assert list(Event.objects.values_list("digest", flat=True))[:-1] == before
    assert list(broken_links()) == []
    last = Event.objects.last()
    assert (last.name, last.by, last.about) == (events.PERSON_LEFT, zebedee.pk, f"people.person:{zebedee.pk}")


def test_invitations_they_wrote_to_others_are_left_alone(zebedee):
    invited = Invitation.objects.create(
        space=TeamFactory(), role="partner", email="ben@example.org", name="Ben", digest="b", by=zebedee,
        made_at=NOW, expires_at=NOW,
    )  # fmt: skip

    actions.erase(person=zebedee, by=zebedee)

    invited.refresh_from_db()
    assert (invited.email, invited.name) == ("ben@example.org", "Ben")


def test_somebody_without_an_account_can_be_forgotten_too():
    person = PersonFactory(name="Canary")

    actions.erase(person=person, by=person)

    assert Person.objects.get().name == "Former member"
