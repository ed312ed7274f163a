"""What people say of themselves, and where they belong."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.core.models import Event
from allteach.people import actions, events
from allteach.people.models import Account, Affiliation, Organisation, Person, Token
from allteach.people.permissions import can_change_profile, can_end_token, can_make_token
from allteach.people.queries import names_of_people
from tests.factories import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db
SAID = {"name": "Amina Diallo", "about": "Nurse", "language": "fr-ca", "time_zone": "America/Toronto"}


def test_a_profile_is_changed_and_the_event_says_which_parts():
    amina = PersonFactory(name="Amina Diallo")

    actions.change_profile(person=amina, by=amina, **SAID)

    amina.refresh_from_db()
    assert {field: getattr(amina, field) for field in SAID} == SAID
    event = Event.objects.get()
    assert (event.name, event.facts) == (events.PROFILE_CHANGED, {"changed": ["about", "language", "time_zone"]})


def test_saying_the_same_again_is_no_event():
    amina = PersonFactory(**SAID)

    actions.change_profile(person=amina, by=amina, **SAID)

    assert Event.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("language", "tlh"),
        ("time_zone", "Mars/Olympus_Mons"),
        ("time_zone", ""),
        ("about", "NHS 943 476 5919"),
    ],
)
def test_what_cannot_be_is_refused_by_field_and_nothing_changes(field, value):
    amina = PersonFactory(name="Amina")

    with pytest.raises(ValidationError) as refused:
        actions.change_profile(person=amina, by=amina, **SAID | {field: value})

    assert list(refused.value.message_dict) == [field]
    amina.refresh_from_db()
    assert (amina.name, amina.about) == ("Amina", "")


def test_nobody_changes_the_profile_or_ends_the_keys_of_another():
    amina, ben = PersonFactory(), PersonFactory()
    next_week = timezone.localdate() + timedelta(days=7)
    token = actions.make_token(person=amina, name="Sheet", can_write=False, expires_on=next_week, by=amina).token

    assert [can_change_profile(person, amina) for person in (amina, ben)] == [True, False]
    assert [can_make_token(person, amina) for person in (amina, ben)] == [True, False]
    assert [can_end_token(person, token) for person in (amina, ben)] == [True, False]


def test_a_new_calendar_address_counts_on_and_the_event_tells_no_number():
    amina, ben = PersonFactory(), PersonFactory()

    for _time in range(2):
        actions.renew_calendar_address(person=amina, by=amina)

    ben.refresh_from_db()
    assert (amina.calendar_number, ben.calendar_number) == (3, 1)
    assert (
        list(Event.objects.values_list("name", "by", "facts")) == [(events.CALENDAR_ADDRESS_RENEWED, amina.pk, {})] * 2
    )


def test_whoever_asked_to_be_forgotten_has_no_name_among_the_names():
    amina, _gone = PersonFactory(name="Amina"), PersonFactory(name="Ben", left_at=timezone.now())

    assert names_of_people() == {amina.pk: "Amina"}


def test_rows_say_what_they_are():
    amina, gone = Person(name="Amina"), Person(name="Ben", left_at=timezone.now())
    hill = Organisation(name="Hill Hospital")

    assert (str(amina), str(gone)) == ("Amina", "Former member")
    assert str(Account(email="amina@example.org")) == "amina@example.org"
    assert str(hill) == "Hill Hospital"
    assert str(Affiliation(person=amina, organisation=hill)) == "Amina, Hill Hospital"
    assert str(Token(name="Sheet", start="aB3dE5")) == "Sheet (aB3dE5…)"


def test_somebody_may_leave_an_organisation_and_come_back():
    amina, hill = PersonFactory(), OrganisationFactory()
    belongs = {"person": amina, "organisation": hill, "by": amina}

    affiliation = actions.affiliate(post="Nurse", **belongs)
    actions.affiliate(post="Nurse", **belongs)
    actions.end_affiliation(affiliation=affiliation, by=amina)
    actions.end_affiliation(affiliation=affiliation, by=amina)
    assert Affiliation.objects.get().ended_on is not None
    actions.affiliate(post="Matron", **belongs)

    assert (Affiliation.objects.get().post, Affiliation.objects.get().ended_on) == ("Matron", None)
    assert list(Event.objects.values_list("name", flat=True)) == [
        events.AFFILIATION_BEGUN,
        events.AFFILIATION_ENDED,
        events.AFFILIATION_BEGUN,
    ]
