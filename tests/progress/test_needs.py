"""What may need somebody, and in which order it stands on a desk."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from allteach.collaboratives.models import CharterVersion, TeamProfile
from allteach.improvement.models import ImplementedChange
from allteach.measures.models import Sheet, ValueImport
from allteach.progress.need import Need
from allteach.progress.needs import MOST, in_turn, needs_of
from allteach.spaces.actions import invite
from allteach.spaces.models import Invitation, Space
from tests.factories import AimFactory, CycleFactory, ImplementedChangeFactory

TODAY = date(2025, 8, 20)


def kinds(world, person, today=TODAY) -> list[str]:
    return [need.kind for need in needs_of(world.again(person), today=today)]


def the_need(world, person, kind, today=TODAY):
    [need] = [need for need in needs_of(world.again(person), today=today) if need.kind == kind]
    return need


@pytest.fixture
def ward(world):
    """Ward 7, which reported until June 2025 and owes July since the tenth of August."""
    assert world.ward_7_falls
    world.everybody()
    TeamProfile.objects.filter(team=world.ward_7).update(joined_on=date(2025, 7, 1))
    return world.ward_7


def test_nothing_that_needs_somebody_is_left_out(world, ward):
    for _ in range(9):
        CycleFactory(team=ward, owner=world.amina)

    assert kinds(world, world.amina).count("test") == 9


def test_one_kind_does_not_crowd_out_the_others(world, ward):
    for day in range(1, 10):
        CycleFactory(team=ward, owner=world.amina, planned_end_on=date(2025, 7, day))

    found = needs_of(world.again(world.amina), today=TODAY)

    now = [need for need in found if need.is_due_now]
    assert [need.is_due_now for need in found] == [True] * len(now) + [False] * (len(found) - len(now))
    assert {need.kind for need in now} <= {need.kind for need in found[:MOST]}
    assert [need.due_on.day for need in now if need.kind == "test"] == list(range(1, 10))


def test_what_is_due_now_comes_first_then_the_most_pressing_of_each_kind():
    space, today = Space(name="Ward 7"), TODAY
    first, second = today - timedelta(days=9), today - timedelta(days=2)
    said = [
        Need("test", space, first, True),
        Need("test", space, second, True),
        Need("report", space, today, True),
        Need("file", space),
        Need("test", space, today + timedelta(days=1)),
        Need("file", space),
    ]

    found = in_turn(reversed(said))

    assert [(need.kind, need.due_on, need.is_due_now) for need in found] == [
        ("test", first, True),
        ("report", today, True),
        ("test", second, True),
        ("test", today + timedelta(days=1), False),
        ("file", None, False),
        ("file", None, False),
    ]


def test_a_month_that_is_late_needs_the_team_and_whoever_coaches_or_directs_it(world, ward):
    found = {name: kinds(world, getattr(world, name)) for name in ("amina", "ben", "dana", "esi", "chidi", "stan")}

    assert "values" in found["amina"]
    assert "values" in found["ben"]
    assert "late" in found["dana"]
    assert "late" in found["esi"]
    assert "late" not in found["amina"]
    assert found["stan"] == []
    assert [team.pk for team in the_need(world, world.esi, "late").about] == [ward.pk]


def test_a_month_that_is_not_due_yet_needs_no_coach(world, ward):
    assert "late" not in kinds(world, world.dana, date(2025, 8, 9))


def test_a_month_that_was_missed_long_ago_is_a_gap_that_nobody_chases(world, ward):
    for month in (8, 9, 10):
        Sheet.objects.create(team=ward, period_start=date(2025, month, 1), sent_at=timezone.now(), sent_by=world.amina)

    assert "late" not in kinds(world, world.dana, date(2025, 11, 20))


def test_a_team_that_has_left_is_not_late(world, ward):
    TeamProfile.objects.filter(team=ward).update(withdrawn_on=date(2025, 8, 1))

    assert "late" not in kinds(world, world.dana)


def test_a_file_waits_for_whoever_sent_it_until_it_is_taken_over(world, ward):
    sent = ValueImport.objects.create(
        space=world.falls,
        file_name="a.csv",
        by=world.esi,
        state=ValueImport.State.ASKING,
        at=timezone.now(),
    )
    waiting = the_need(world, world.esi, "file").about
    ValueImport.objects.filter(pk=sent.pk).update(state=ValueImport.State.TAKEN)

    assert waiting == sent
    assert "file" not in kinds(world, world.esi)


def test_an_invitation_that_nobody_accepted_in_time_waits_for_whoever_sent_it(world, ward):
    invitation = invite(space=ward, email="k@allteach.example", name="Kwame", role="team_member", by=world.amina)
    before = kinds(world, world.amina)
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(days=1))

    assert "invitations" not in before
    assert the_need(world, world.amina, "invitations").about == [invitation]
    assert "invitations" not in kinds(world, world.ben)


def test_a_kept_change_is_looked_at_again_when_its_day_has_come(world, ward):
    change = ImplementedChangeFactory(team=ward, check_on=TODAY)

    assert the_need(world, world.ben, "change").about == change
    assert "change" not in kinds(world, world.ben, TODAY - timedelta(days=1))
    ImplementedChange.objects.filter(pk=change.pk).update(state="lapsed", over_on=TODAY)
    assert "change" not in kinds(world, world.ben)


def test_a_team_without_an_aim_needs_its_lead_to_write_one(world, ward):
    before = {name: kinds(world, getattr(world, name)) for name in ("amina", "ben")}
    AimFactory(team=ward)

    assert "aim" in before["amina"]
    assert "aim" not in before["ben"]
    assert "aim" not in kinds(world, world.amina)


def test_a_draft_that_says_what_for_waits_for_whoever_may_approve_it(world, ward):
    charter = world.falls_charter

    assert the_need(world, world.esi, "charter").about.charter == charter
    assert "charter" not in kinds(world, world.amina)
    CharterVersion.objects.update(sections={"aim": "Half"})
    assert "charter" not in kinds(world, world.esi)
