"""What organisations agree about their counts."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.core.models import Event
from allteach.people.models import Organisation, Person
from allteach.spaces import actions, events
from allteach.spaces.models import DataAgreement, Space

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 5)


@pytest.fixture
def answers():
    """What a director says of two organisations."""
    organisations = [Organisation.objects.create(name=name, slug=name) for name in ("maple", "birch")]
    return {
        "collaborative": Space.objects.create(kind="collaborative", name="Falls", slug="falls", code="C1"),
        "organisations": organisations,
        "names_teams": True,
        "may_publish": False,
        "ground": "Agreement of 5 March",
        "signatory": "Dr Grey",
        "signed_on": DAY,
        "by": Person.objects.create(name="Esi"),
    }


def test_many_organisations_are_recorded_at_once_with_one_event(answers):
    agreements = actions.sign_agreement(**answers)

    assert [agreement.organisation.name for agreement in agreements] == ["maple", "birch"]
    assert {(one.ground, one.signatory, one.signed_on, one.version) for one in agreements} == {
        ("Agreement of 5 March", "Dr Grey", DAY, "1")
    }
    event = Event.objects.get()
    assert (event.name, event.space) == (events.AGREEMENT_SIGNED, answers["collaborative"].pk)
    assert event.facts["organisations"] == [one.organisation_id for one in agreements]


def test_the_event_keeps_no_free_text(answers):
    actions.sign_agreement(**answers)

    assert "Grey" not in str(Event.objects.get().facts)


def test_saying_the_same_again_changes_nothing(answers):
    first = actions.sign_agreement(**answers)

    assert actions.sign_agreement(**answers) == first
    assert Event.objects.count() == 1


def test_saying_something_else_ends_the_earlier_agreement(answers):
    earlier = actions.sign_agreement(**answers)

    later = actions.sign_agreement(**answers | {"names_teams": False, "organisations": answers["organisations"][:1]})

    assert [agreement.version for agreement in later] == ["2"]
    assert DataAgreement.objects.get(pk=earlier[0].pk).ended_on == timezone.localdate()
    assert set(DataAgreement.objects.filter(ended_on=None)) == {later[0], earlier[1]}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("organisations", []),
        ("ground", " "),
        ("ground", "Agreed for 943 476 5919"),
        ("signatory", ""),
        ("signed_on", timezone.localdate() + timedelta(days=2)),
    ],
)
def test_each_rule_refuses_by_field_and_keeps_nothing(answers, field, value):
    with pytest.raises(ValidationError) as refused:
        actions.sign_agreement(**answers | {field: value})

    assert list(refused.value.message_dict) == [field]
    assert (DataAgreement.objects.count(), Event.objects.count()) == (0, 0)


def test_an_agreement_that_ended_today_ended_once(answers):
    agreement, other = actions.sign_agreement(**answers)

    for _time in range(2):
        actions.end_agreement(agreement=agreement, by=answers["by"])

    agreement.refresh_from_db()
    assert agreement.ended_on == timezone.localdate()
    assert list(DataAgreement.objects.filter(ended_on=None)) == [other]
    ended = Event.objects.get(name=events.AGREEMENT_ENDED)
    assert (ended.about, ended.space) == (f"spaces.dataagreement:{agreement.pk}", answers["collaborative"].pk)


def test_an_organisation_that_comes_back_signs_the_next_version(answers):
    [first, _other] = actions.sign_agreement(**answers)
    actions.end_agreement(agreement=first, by=answers["by"])

    [again, _other] = actions.sign_agreement(**answers)

    assert (again.version, again.ended_on) == ("2", None)
