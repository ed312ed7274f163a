"""A team's aim: written, revised, agreed to."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from allteach.core.models import Event
from allteach.improvement import actions, events
from allteach.improvement.models import Aim, AimAgreement, AimVersion
from tests.factories import AimFactory

AIM = {
    "what_improves": "reduce falls with harm",
    "for_whom": "patients on Ward 7",
    "baseline_value": Decimal("6"),
    "target_value": Decimal("3"),
    "unit": "per 1,000 bed days",
    "by_when": date(2027, 6, 30),
}


def refused_fields(refused):
    return sorted(refused.value.error_dict)


def test_an_aim_is_written_and_remembered(world):
    wording = actions.write_aim(team=world.ward_7, measure=world.falls_harm, **AIM, version=0, by=world.amina)

    aim = Aim.objects.get(team=world.ward_7)
    assert (aim.current, aim.version, aim.title, aim.audience) == (
        wording,
        1,
        "reduce falls with harm",
        "collaborative",
    )
    assert (wording.number, wording.measure, wording.by) == (1, world.falls_harm, world.amina)
    event = Event.objects.get(name=events.AIM_WRITTEN)
    assert (event.subject, event.facts["number"], event.facts["by_when"]) == (aim.pk, 1, "2027-06-30")


def test_a_new_wording_is_a_new_version_with_its_reason_and_the_old_one_stays(world):
    first = actions.write_aim(team=world.ward_7, **AIM, by=world.amina)

    second = actions.write_aim(
        team=world.ward_7,
        **{**AIM, "target_value": Decimal("2")},
        change_reason="We are half way already",
        version=1,
        by=world.ben,
    )

    assert (second.number, second.aim, second.change_reason) == (2, first.aim, "We are half way already")
    assert Aim.objects.get().current == second
    assert [version.target_value for version in first.aim.versions.all()] == [3, 2]
    assert Event.objects.get(name=events.AIM_REVISED).facts["number"] == 2


def test_the_same_words_make_no_new_version(world):
    first = actions.write_aim(team=world.ward_7, **AIM, by=world.amina)

    again = actions.write_aim(team=world.ward_7, **AIM, by=world.ben)

    assert again == first
    assert (AimVersion.objects.count(), Event.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"what_improves": " "}, ["what_improves"]),
        ({"target_value": None}, ["target_value"]),
        ({"by_when": None}, ["by_when"]),
        ({"by_when": date(2927, 6, 30)}, ["by_when"]),
        ({"target_value": Decimal("3.00001")}, ["target_value"]),
        ({"for_whom": "a" * 201}, ["for_whom"]),
    ],
)
def test_an_aim_without_what_how_much_or_by_when_is_refused_by_field(world, said, fields):
    with pytest.raises(ValidationError) as refused:
        actions.write_aim(team=world.ward_7, **{**AIM, **said}, by=world.amina)

    assert refused_fields(refused) == fields
    assert (Aim.objects.count(), Event.objects.count()) == (0, 0)


def test_an_aim_cannot_point_at_another_collaboratives_measure(world):
    with pytest.raises(ValidationError) as refused:
        actions.write_aim(team=world.ward_7, **AIM, measure=world.foot_checks, by=world.amina)

    assert refused_fields(refused) == ["measure"]


def test_a_new_version_needs_a_reason(world):
    actions.write_aim(team=world.ward_7, **AIM, by=world.amina)

    with pytest.raises(ValidationError) as refused:
        actions.write_aim(team=world.ward_7, **{**AIM, "target_value": Decimal("2")}, by=world.amina)

    assert refused_fields(refused) == ["change_reason"]
    assert AimVersion.objects.count() == 1


def test_two_who_write_the_aim_at_once_lose_nothing_the_second_is_told(world):
    actions.write_aim(team=world.ward_7, **AIM, version=0, by=world.amina)

    with pytest.raises(ValidationError) as refused:
        actions.write_aim(team=world.ward_7, **{**AIM, "target_value": Decimal("2")}, version=0, by=world.ben)

    assert refused.value.code == "conflict"


def test_people_of_the_team_agree_with_their_doubts_beside(world):
    aim = AimFactory(team=world.ward_7)

    actions.agree_to_aim(aim=aim, perspective="patient", dissent="Two is too few.", by=world.ben)
    again = actions.agree_to_aim(aim=aim, perspective="patient", dissent="", by=world.ben)

    assert AimAgreement.objects.get() == again
    assert (again.version, again.perspective, again.dissent) == (aim.current, "patient", "")
    assert Event.objects.filter(name=events.AIM_AGREED).count() == 2


@pytest.mark.parametrize(("perspective", "who"), [("martian", "ben"), ("patient", "chidi")])
def test_who_agrees_belongs_to_the_team_and_speaks_from_a_known_perspective(world, perspective, who):
    aim = AimFactory(team=world.ward_7)

    with pytest.raises(ValidationError) as refused:
        actions.agree_to_aim(aim=aim, perspective=perspective, by=getattr(world, who))

    assert refused_fields(refused) == ["perspective"]
    assert AimAgreement.objects.count() == 0
