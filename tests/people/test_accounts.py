"""People and their accounts."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from allteach.core.models import Event
from allteach.people import actions, events
from allteach.people.hashing import TunedArgon2
from allteach.people.models import Account, Person
from allteach.people.queries import accounts
from tests.factories import AccountFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_a_person_needs_a_name_and_no_account():
    person = actions.make_person(name="  Amina   Diallo ")

    assert (person.name, person.initials, person.language) == ("Amina Diallo", "AD", "en-gb")
    assert Account.objects.count() == 0
    assert Event.objects.get().name == events.PERSON_MADE


def test_a_person_without_a_name_is_refused():
    with pytest.raises(ValidationError) as refused:
        actions.make_person(name="  ")

    assert list(refused.value.message_dict) == ["name"]
    assert (Person.objects.count(), Event.objects.count()) == (0, 0)


def test_an_account_signs_in_by_code_unless_it_has_a_password():
    person = PersonFactory()

    account = actions.make_account(person=person, email=" Amina@Example.org ", by=person)

    assert account.email == "amina@example.org"
    assert account.has_usable_password() is False
    assert EmailAddress.objects.get().verified is True
    event = Event.objects.get()
    assert (event.name, event.facts) == (events.ACCOUNT_MADE, {"person": person.pk})


def test_a_password_that_is_given_is_kept_hashed():
    person = PersonFactory()

    account = actions.make_account(person=person, email="a@example.org", password="seven green bottles", by=person)

    assert account.check_password("seven green bottles")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "Taken@Example.org"}, "email"),
        ({"email": "a@example.org", "password": "short"}, "password"),
    ],
)
def test_an_account_that_cannot_be_is_refused_by_field(said, field):
    AccountFactory(email="taken@example.org")
    person = PersonFactory()

    with pytest.raises(ValidationError) as refused:
        actions.make_account(person=person, by=person, **said)

    assert list(refused.value.message_dict) == [field]
    assert (Account.objects.count(), Event.objects.count()) == (1, 0)


def test_nobody_has_two_accounts():
    person = AccountFactory().person

    with pytest.raises(ValidationError, match="an account already"):
        actions.make_account(person=person, email="second@example.org", by=person)


def test_signing_in_is_remembered():
    account = AccountFactory()

    actions.record_sign_in(account=account)

    event = Event.objects.get()
    assert (event.name, event.by, event.about) == (events.SIGNED_IN, account.person.pk, f"people.account:{account.pk}")


def test_trying_too_often_is_remembered_without_the_address():
    account = AccountFactory(email="amina@example.org")

    for email in ("Amina@Example.org", "nobody@example.org"):
        actions.record_sign_in_limited(email=email)

    known, unknown = Event.objects.order_by("pk")
    assert {known.name, unknown.name} == {events.SIGN_IN_LIMITED}
    assert (known.about, unknown.about) == (f"people.account:{account.pk}", "people.account:None")
    assert (known.by, unknown.by) == (None, None)
    assert "example.org" not in f"{known.facts} {unknown.facts}"


def test_an_account_is_found_in_any_spelling_of_capitals():
    account = AccountFactory(email="amina@example.org")

    assert Account.objects.get_by_natural_key("Amina@Example.ORG") == account


def test_a_password_takes_19_mebibytes_and_two_passes_to_try():
    kept = make_password("seven green bottles", hasher=TunedArgon2())

    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert TunedArgon2().verify("seven green bottles", kept)
    assert not TunedArgon2().verify("seven green bottle", kept)


def test_accounts_are_listed_with_their_people_the_newest_first(django_assert_num_queries):
    first, second = AccountFactory(), AccountFactory()

    with django_assert_num_queries(1):
        assert [account.person for account in accounts()] == [second.person, first.person]


def test_the_first_person_is_made_at_the_terminal(capsys):
    call_command("create_director", "Esi Boateng", "esi@example.org")

    account = Account.objects.get()
    assert (account.person.name, account.email, account.is_staff) == ("Esi Boateng", "esi@example.org", True)
    said = capsys.readouterr()
    assert said.out == "http://localhost:8000/\n"
    assert "Esi Boateng can sign in" in said.err


def test_where_people_are_already_the_command_asks_for_another_on_purpose():
    AccountFactory()

    with pytest.raises(CommandError, match="There are people here already"):
        call_command("create_director", "Esi", "esi@example.org")
    call_command("create_director", "Esi", "esi@example.org", another=True)

    assert Account.objects.filter(is_staff=True).count() == 1


def test_a_director_without_an_address_is_not_half_made():
    with pytest.raises(CommandError, match="Write an email address"):
        call_command("create_director", "Esi", "nowhere")

    assert Person.objects.count() == 0
