"""Keys for programs."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.core.models import Event
from allteach.people import actions, events
from allteach.people.actions.tokens import MOST
from allteach.people.models import Token
from allteach.people.queries import token_of, tokens_of
from tests.factories import AccountFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina():
    return AccountFactory().person


def key(person, **said):
    return actions.make_token(
        **{"person": person, "name": "Sheet", "can_write": False, "expires_on": in_days(30), "by": person} | said
    )


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def test_a_key_is_shown_once_and_kept_as_a_digest(amina):
    new = key(amina, can_write=True)

    kept = Token.objects.get()
    assert new.secret.startswith(f"allteach_{kept.start}")
    assert len(new.secret) > 40
    assert new.secret not in str(Token.objects.values_list()[0])
    assert token_of(new.secret) == kept
    event = Event.objects.get()
    assert (event.name, event.facts["can_write"]) == (events.TOKEN_MADE, True)


def test_a_wrong_key_opens_nothing(amina):
    new = key(amina)

    assert token_of(new.secret + "x") is None
    assert token_of("") is None


def test_an_ended_key_opens_nothing(amina):
    new = key(amina)

    actions.end_token(token=new.token, by=amina)
    actions.end_token(token=new.token, by=amina)

    assert token_of(new.secret) is None
    assert Event.objects.filter(name=events.TOKEN_ENDED).count() == 1


def test_a_key_ends_by_itself_after_its_last_day(amina):
    new = key(amina)
    Token.objects.update(expires_on=in_days(0))
    assert token_of(new.secret) == new.token

    Token.objects.update(expires_on=in_days(-1))
    assert token_of(new.secret) is None


def test_a_person_sees_the_keys_in_force_that_are_theirs_the_newest_first(amina):
    older, newer, ended, over = (key(amina).token for _number in range(4))
    key(AccountFactory().person)
    actions.end_token(token=ended, by=amina)
    Token.objects.filter(pk=over.pk).update(expires_on=in_days(-1))

    assert tokens_of(amina) == [newer, older]


def test_the_key_of_an_account_that_was_closed_opens_nothing(amina):
    new = key(amina)
    amina.account.is_active = False
    amina.account.save()

    assert token_of(new.secret) is None


@pytest.mark.parametrize(
    ("said", "field"),
    [({"name": " "}, "name"), ({"expires_on": in_days(0)}, "expires_on"), ({"expires_on": in_days(367)}, "expires_on")],
)
def test_a_key_that_cannot_be_is_refused_by_field(amina, said, field):
    with pytest.raises(ValidationError) as refused:
        key(amina, **said)

    assert list(refused.value.message_dict) == [field]
    assert Token.objects.count() == 0


def test_keys_do_not_pile_up(amina):
    for _ in range(MOST):
        last = key(amina)
    with pytest.raises(ValidationError, match="End one first"):
        key(amina)

    actions.end_token(token=last.token, by=amina)
    assert key(amina).token.pk


def test_the_last_day_of_use_is_written_once_a_day(amina, django_assert_num_queries):
    token = key(amina).token
    actions.note_use(token=token)

    token.refresh_from_db()
    assert token.last_used_on == in_days(0)
    with django_assert_num_queries(0):
        actions.note_use(token=token)
