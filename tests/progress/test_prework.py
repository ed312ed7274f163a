"""Where teams stand in their pre-work is counted from the record, for one team as for many."""

from datetime import date

import pytest

from allteach.collaboratives.actions.prework import review_readiness, sign_off
from allteach.collaboratives.models import TeamProfile
from allteach.collaboratives.prework import ITEMS
from allteach.collaboratives.readiness import QUESTIONS
from allteach.improvement.models import ProcessMap
from allteach.progress.prework import checklists_of, exit_test, stuck_first, teams_in_prework
from allteach.spaces.actions import invite
from allteach.spaces.roles import Role
from tests.factories import AimFactory, CycleFactory, MembershipFactory, TeamFactory, TeamMeasureFactory

BEFORE = date(2024, 11, 24)
MID = date(2024, 12, 30)  # The first session is on 3 February 2025; pre-work began on 25 November.


@pytest.fixture
def ward(world):
    assert world.falls_timetable
    return world.ward_7


def shown(team, item: str, today=MID) -> list[tuple[str, bool]]:
    (checklist,) = checklists_of([team], today=today)
    line = next(line for line in checklist.lines if line.item.key == item)
    return [(each.words, each.is_there) for each in line.evidence]


def test_nothing_is_late_before_pre_work_begins_and_without_a_calendar(world, ward):
    (before,) = checklists_of([ward], today=BEFORE)
    (without,) = checklists_of([world.clinic], today=MID)

    assert (before.late, before.is_stuck, before.is_under_way(BEFORE)) == ((), False, False)
    assert (without.late, without.is_under_way(MID)) == ((), False)


def test_an_item_is_late_a_week_after_its_last_day_and_two_make_a_team_stuck(world, ward):
    (checklist,) = checklists_of([ward], today=MID)
    assert [line.item.key for line in checklist.late] == ["welcome", "team", "aim", "population"]
    assert checklist.is_stuck

    for key in ("welcome", "team", "aim"):
        sign_off(team=ward, item=ITEMS[key], by=world.dana)
    (helped,) = checklists_of([ward], today=MID)
    assert (helped.done, [line.item.key for line in helped.late], helped.is_stuck) == (3, ["population"], False)


def test_whoever_is_stuck_stands_first_and_others_by_name(world, ward):
    names = ("Birch", "Alder")
    for name in names:
        team = TeamFactory(parent=world.falls, name=name)
        for item in ITEMS.values():
            sign_off(team=team, item=item, by=world.esi)

    lists = stuck_first(checklists_of(teams_in_prework(world.falls), today=MID))

    assert [each.team.name for each in lists] == ["Ward 7", "Alder", "Birch"]


@pytest.mark.parametrize(("signed", "passes"), [(9, False), (10, True)])
def test_pre_work_is_done_when_nine_in_ten_are_signed_off(world, signed, passes):
    team = TeamFactory(parent=world.falls)
    for item in list(ITEMS.values())[:signed]:
        sign_off(team=team, item=item, by=world.esi)

    test = exit_test(checklists_of([team], today=MID))

    assert (test.signed, test.items, test.wanted, test.is_passed) == (signed, 11, 90, passes)
    assert not exit_test([]).is_passed


def test_a_team_that_left_is_asked_nothing(world, ward):
    TeamProfile.objects.filter(team=ward).update(withdrawn_on=MID)

    assert teams_in_prework(world.falls) == []


def test_the_people_of_a_team_are_counted_as_they_come(world, ward):
    assert shown(ward, "team")[:3] == [
        ("0 disciplines of 3", False),
        ("No patient partner yet", False),
        ("No sponsor yet", False),
    ]
    for discipline in ("Nurse", "nurse ", "Physician", "Pharmacist"):
        MembershipFactory(space=ward, role=Role.TEAM_MEMBER, discipline=discipline)
    assert world.amina
    invite(space=ward, email="partner@a.example", name="Noor", role=Role.PARTNER, by=world.esi)
    MembershipFactory(space=ward, role=Role.SPONSOR)

    assert shown(ward, "team")[:3] == [
        ("3 disciplines of 3", True),
        ("Patient partner: invited", False),
        ("The sponsor is named", True),
    ]


def test_a_coach_that_is_named_is_told_from_one_that_was_in_contact(world, ward):
    assert world.dana

    assert shown(ward, "welcome") == [
        ("0 people have come in", False),
        ("A coach is named", True),
        ("No contact with the coach is logged", False),
    ]


def test_aim_population_map_tests_and_readiness_are_read_from_where_they_stand(world, ward):
    keys = ("aim", "population", "process_map", "readiness", "stakeholders", "storyboard", "first_tests")
    assert [shown(ward, key)[0][1] for key in keys] == [False] * 7

    AimFactory(team=ward)
    TeamProfile.objects.filter(team=ward).update(population_size=12)
    process_map = ProcessMap.objects.create(kind="process_map", space=ward, team=ward, title="Foot check")
    version = process_map.versions.create(name="Foot check")
    process_map.current = version
    process_map.save()
    for position in (1, 2):
        version.steps.create(position=position, words="x")
    CycleFactory(team=ward)
    review_readiness(team=ward, answers=dict.fromkeys(QUESTIONS, 3), outcome="ready", by=world.esi)

    assert shown(ward, "aim") == [("The aim is written", True)]
    assert shown(ward, "population") == [("12 people: charts will say little", True)]
    assert shown(ward, "process_map") == [("A map with 2 steps", True)]
    assert shown(ward, "readiness") == [("Ready", True)]
    assert shown(ward, "first_tests") == [("One test is planned", True), ("Nobody is registered", False)]


def test_months_from_before_the_first_session_are_counted_and_later_ones_are_not(world, ward):
    TeamMeasureFactory(team=ward, measure=world.falls_harm, values=[(1, 9), (2, 9), (3, 9)])

    assert shown(ward, "baseline") == [("3 months from before: 0 of one core measure", False)]
    chart = ward.team_measures.get()
    for month, measurement in zip((10, 11, 12), chart.measurements.order_by("period_start"), strict=True):
        chart.measurements.filter(pk=measurement.pk).update(period_start=date(2024, month, 1))
    assert shown(ward, "baseline") == [("3 months from before: 1 of one core measure", True)]


def test_what_is_shown_waits_to_be_signed_off(world, ward):
    AimFactory(team=ward)

    (checklist,) = checklists_of([ward], today=MID)

    assert [line.item.key for line in checklist.lines if line.is_shown] == ["aim"]
