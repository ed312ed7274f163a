"""What reports, kept changes and recruitment need of whom, as it stands on a desk."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from allteach.improvement import actions as improvement
from allteach.progress import actions, holding_needs, recruitment_needs, report_needs
from allteach.progress.need import Need
from allteach.spaces.models import Space
from allteach.spaces.roles import Role
from tests.factories import ApplicationFactory, CycleFactory, MembershipFactory, RecruitmentFactory
from tests.progress.ward_reports import JUNE, sent

TODAY = date(2025, 7, 9)


@pytest.fixture
def ward(world):
    world.everybody()
    assert world.falls_timetable
    world.ward_7.profile.joined_on = date(2025, 6, 1)
    world.ward_7.profile.save()
    return world.ward_7


def asked(row, person, *spaces, today=TODAY) -> list[Need]:
    return list(row(person, {space.pk: space for space in spaces}, today))


def test_a_report_that_is_not_in_is_asked_of_those_who_send_it_and_is_due_now_three_days_before(world, ward):
    [need] = asked(report_needs.reports_due, world.again(world.amina), ward)

    assert (need.kind, need.space, need.due_on, need.is_due_now) == ("report", ward, date(2025, 7, 10), True)
    assert not asked(report_needs.reports_due, world.amina, ward, today=date(2025, 7, 1))[0].is_due_now
    assert asked(report_needs.reports_due, world.again(world.ben), ward) == []
    sent(world)
    assert asked(report_needs.reports_due, world.again(world.amina), ward) == []


def test_replies_wait_for_the_team_and_questions_of_the_director_now(world, ward):
    report = sent(world)
    actions.reply_to_report(report=report, words="Well done", by=world.dana)
    [need] = asked(report_needs.replies_to_answer, world.again(world.ben), ward)
    assert (need.kind, need.space, need.is_due_now, len(need.about)) == ("reply", ward, False, 1)

    actions.return_report(report=report, words="Which ward?", by=world.esi)
    [need] = asked(report_needs.replies_to_answer, world.again(world.ben), ward)
    assert (need.is_due_now, len(need.about)) == (True, 2)


@pytest.mark.parametrize(("name", "many"), [("dana", 1), ("esi", 1), ("amina", 0)])
def test_a_new_report_waits_for_the_coach_and_the_director_in_one_line_a_collaborative(world, ward, name, many):
    sent(world)

    needs = asked(report_needs.reports_to_read, world.again(getattr(world, name)), ward, world.falls)

    assert [(need.kind, need.space, len(need.about)) for need in needs] == [("unread", world.falls, 1)] * many


def test_what_stands_in_the_way_waits_for_the_teams_sponsor(world, ward):
    MembershipFactory(space=ward, person=world.stan, role=Role.SPONSOR)
    page = actions.save_leader_report(
        team=ward, month=JUNE, barrier="No room", decision_wanted="Room 4?", by=world.amina
    )
    actions.send_leader_report(report=page, by=world.amina)

    [need] = asked(report_needs.barriers_to_answer, world.again(world.stan), ward)

    assert (need.kind, need.space, need.is_due_now) == ("barrier", ward, True)
    assert asked(report_needs.barriers_to_answer, world.again(world.amina), ward) == []


def test_a_remark_waits_for_the_team_until_it_is_read(world, ward):
    cycle = CycleFactory(team=ward)
    improvement.remark_on_cycle(cycle=cycle, words="Which shift?", by=world.dana)

    [need] = asked(holding_needs.remarks_to_read, world.again(world.ben), ward)

    assert (need.kind, need.space, need.about) == ("remark", ward, cycle)
    assert asked(holding_needs.remarks_to_read, world.again(world.dana), ward) == []


def test_a_draft_waits_for_its_writer_and_is_due_now_in_its_last_week(world):
    recruitment = RecruitmentFactory(space=world.falls)
    application = ApplicationFactory(recruitment=recruitment, begun_by=world.stan)
    closes_on = recruitment.closes_on

    early, late = (
        asked(recruitment_needs.applications_to_write, world.stan, today=closes_on - timedelta(days=days))
        for days in (8, 7)
    )

    assert [(need.kind, need.about, need.due_on, need.is_due_now) for need in (*early, *late)] == [
        ("application", application, closes_on, False),
        ("application", application, closes_on, True),
    ]
    assert asked(recruitment_needs.applications_to_write, world.amina, today=closes_on) == []


def test_a_round_that_is_over_waits_for_whoever_selects_the_teams(world):
    recruitment = RecruitmentFactory(space=world.falls, over=True)
    ApplicationFactory(recruitment=recruitment, begun_by=world.stan, is_sent=True)

    needs = asked(recruitment_needs.applications_to_read, world.esi, world.falls, today=timezone.localdate())

    assert [(need.kind, need.space, need.about) for need in needs] == [("applications", world.falls, recruitment)]
    assert asked(recruitment_needs.applications_to_read, world.amina, world.falls, today=timezone.localdate()) == []


def test_pre_work_that_is_late_waits_for_the_lead_and_a_stuck_team_for_its_coach_and_director(world):
    assert world.falls_timetable
    world.everybody()
    today = date(2024, 12, 30)

    [own] = asked(recruitment_needs.prework_to_do, world.amina, world.ward_7, today=today)
    [coached] = asked(recruitment_needs.prework_to_do, world.dana, world.ward_7, today=today)
    [directed] = asked(recruitment_needs.prework_to_do, world.esi, world.falls, today=today)

    assert (own.kind, own.space, own.is_due_now) == ("prework", world.ward_7, True)
    assert (coached.kind, coached.space, coached.about) == ("stuck", world.falls, [world.ward_7])
    assert (directed.kind, directed.about) == ("stuck", [world.ward_7, world.ward_9])
    assert asked(recruitment_needs.prework_to_do, world.amina, world.ward_7, today=date(2026, 12, 30)) == []


@pytest.mark.parametrize(
    "row",
    [
        *(report_needs.reports_due, report_needs.replies_to_answer, report_needs.reports_to_read),
        *(report_needs.barriers_to_answer, holding_needs.checks_due, holding_needs.charts_turned),
        *(holding_needs.spread_plans_to_approve, holding_needs.control_plans_to_approve),
        *(holding_needs.remarks_to_read, recruitment_needs.applications_to_read, recruitment_needs.prework_to_do),
    ],
    ids=lambda row: row.__name__,
)
def test_whoever_has_no_part_in_a_team_is_asked_for_nothing_and_it_costs_no_query(
    world, row, django_assert_num_queries
):
    stan, ward = world.again(world.stan), Space.objects.get(pk=world.ward_7.pk)
    assert stan.standing.known == set()

    with django_assert_num_queries(0):
        assert asked(row, stan, ward) == []
