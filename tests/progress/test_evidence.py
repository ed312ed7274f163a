"""What the record shows of a team, and the step that it suggests."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from allteach.collaboratives.models import Goal, Target
from allteach.improvement import actions as improvement
from allteach.improvement.models import AimVersion
from allteach.measures.models import Baseline, Measure
from allteach.meetings.models import Meeting
from allteach.progress.queries.evidence import evidence_for
from allteach.spaces.models import Space
from allteach.spaces.roles import Role
from tests.factories import (
    AimFactory,
    ChangeIdeaFactory,
    CycleFactory,
    ImplementedChangeFactory,
    MeasureFactory,
    MembershipFactory,
    TeamFactory,
    TeamMeasureFactory,
)

QUERIES = 20


@pytest.fixture
def ward(world):
    """Ward 7 of the falls collaborative, whose falls fell by half: lower is better."""
    world.everybody()
    goal = Goal.objects.create(space=world.falls, words="Fewer falls")
    Target.objects.create(goal=goal, value=Decimal(5), holds_from=date(2025, 1, 1))
    measure = MeasureFactory(
        space=world.falls,
        title="Falls",
        slug="falls-rate",
        counts_people=False,
        goal=goal,
        definition__direction="down",
    )
    values = [(count, 100) for count in (20, 21, 19, 20, 21, 19, 10, 9, 10, 9, 10, 9, 10, 9, 10)]
    world.ward_chart = TeamMeasureFactory(team=world.ward_7, measure=measure, values=values)
    Baseline.objects.create(measure=measure, points=6, reason="Before")
    return loaded(world.ward_7)


def loaded(team):
    return Space.objects.select_related("parent", "parent__disclosure").get(pk=team.pk)


def facts_of(world, team, who="esi"):
    return evidence_for([team], seen_by=world.again(getattr(world, who)))[team.pk].facts


def test_people_who_support_a_team_are_none_of_its_members(world, ward):
    MembershipFactory(person=world.stan, space=world.ward_7, role=Role.SPONSOR)

    assert facts_of(world, ward).members == 2  # Amina and Ben; neither Dana, who coaches it, nor the sponsor.


def test_meetings_count_once_they_were_held(world, ward):
    now = timezone.now()
    for held, days in ((True, 3), (True, 60), (False, 2)):
        at = now - timedelta(days=days)
        Meeting.objects.create(
            kind="team_meeting", space=world.ward_7, in_space=world.ward_7, title="Huddle", starts_at=at,
            ends_at=at + timedelta(hours=1), held_at=at if held else None,
        )  # fmt: skip

    facts = facts_of(world, ward)

    assert (facts.meetings, facts.meetings_lately) == (2, 1)


def test_a_team_that_tests_and_notes_no_meetings_is_for_people_to_judge(world, ward):
    before = facts_of(world, ward)
    improvement.begin_do(cycle=CycleFactory(team=world.ward_7), started_on=date(2025, 3, 3), by=world.amina)
    after = facts_of(world, ward)

    assert [(facts.meetings, facts.meetings_lately) for facts in (before, after)] == [(0, 0), (None, None)]


def test_an_aim_is_agreed_when_somebody_agreed_to_its_present_wording(world, ward):
    before = facts_of(world, ward)
    aim = AimFactory(team=world.ward_7)
    written = facts_of(world, ward)
    improvement.agree_to_aim(aim=aim, by=world.ben)
    agreed = facts_of(world, ward)

    assert [(facts.has_aim, facts.is_aim_agreed) for facts in (before, written, agreed)] == [
        (False, False),
        (True, False),
        (True, True),
    ]


def test_tests_and_kept_changes_touch_the_parts_of_care_that_the_ideas_name(world, ward):
    visits, evidence = "delivery_system_design", "decision_support"
    idea = ChangeIdeaFactory(space=world.falls, care_element=visits)
    ChangeIdeaFactory(space=world.falls, care_element=evidence)
    begun = CycleFactory(team=world.ward_7, change_idea=idea)
    improvement.begin_do(cycle=begun, started_on=date(2025, 3, 3), by=world.amina)
    CycleFactory(team=world.ward_7, care_element=evidence)  # Planned: nothing is tested yet.
    ImplementedChangeFactory(team=world.ward_7, change_idea=idea)
    ImplementedChangeFactory(
        team=world.ward_7,
        state="lapsed",
        over_on=date(2025, 8, 1),
        change_idea=ChangeIdeaFactory(space=world.falls, care_element=evidence),
    )

    facts = facts_of(world, ward)

    assert (facts.tests_planned, facts.tests_begun, facts.tests_closed) == (2, 1, 0)
    assert (facts.components, facts.components_tested, facts.components_kept) == (2, 1, 1)


def test_the_charts_say_what_improves_and_how_far_it_is_to_the_goal(world, ward):
    facts = facts_of(world, ward)

    # From 20 falls a month in the six of the baseline to 10, with 5 as the goal: 10 of 15.
    assert (facts.measures_asked, facts.measures_reported, facts.baselines) == (1, 1, 1)
    assert (facts.process_signals, facts.outcome_signals) == (1, 0)
    assert facts.progress == {"falls-rate": Decimal("0.6667")}


def test_an_outcome_is_held_when_its_last_points_all_lie_on_the_better_side(world, ward):
    Measure.objects.filter(pk=world.ward_chart.measure_id).update(measure_type="outcome")

    facts = facts_of(world, ward)

    assert (facts.outcomes, facts.outcomes_moved, facts.outcomes_held, facts.outcome_signals) == (1, 1, 1, 1)


def test_the_evidence_suggests_a_step(world, ward):
    found = evidence_for([ward], seen_by=world.again(world.esi))[ward.pk]

    assert found.suggestion.value == Decimal("0.5")
    assert {each.check.key for each in found.suggestion.following.missing} == {"members", "met", "aim"}


@pytest.mark.parametrize("teams", [1, 3])
def test_evidence_takes_as_many_queries_for_three_teams_as_for_one(world, ward, teams, django_assert_max_num_queries):
    for number in range(teams - 1):
        team = TeamFactory(parent=world.falls, name=f"Ward {number}", organisation=world.hospital, signed=False)
        TeamMeasureFactory(team=team, measure=world.ward_chart.measure, values=[(6, 40), (5, 41)])
    CycleFactory(team=world.ward_7)
    esi = world.again(world.esi)
    assert esi.standing
    wards = list(Space.objects.filter(parent=world.falls).select_related("parent", "parent__disclosure"))

    with django_assert_max_num_queries(QUERIES):
        found = evidence_for(wards, seen_by=esi)

    assert len(found) == len(wards)


# --- as it stood when a day was over -------------------------------------------------------------------------------


def stood(world, team, day):
    return evidence_for([team], seen_by=world.again(world.esi), until=day)[team.pk].facts


def test_numbers_count_where_their_month_was_over_by_the_day_however_late_they_came(world, ward):
    assert [stood(world, ward, day).baselines for day in (date(2025, 6, 29), date(2025, 6, 30))] == [0, 1]
    assert stood(world, ward, date(2025, 6, 30)).progress == {"falls-rate": Decimal(0)}
    assert stood(world, ward, date(2024, 12, 31)).measures_reported == 0


def test_the_record_of_a_day_knows_nothing_of_what_came_after_it(world, ward):
    aim = AimFactory(team=world.ward_7)
    improvement.agree_to_aim(aim=aim, by=world.ben)
    improvement.draw_process_map(
        team=world.ward_7, name="A round", steps=[{"kind": "start", "words": "Bell"}], by=world.amina
    )
    idea = ChangeIdeaFactory(space=world.falls, care_element="delivery_system_design")
    begun = CycleFactory(team=world.ward_7, change_idea=idea)
    improvement.begin_do(cycle=begun, started_on=timezone.localdate() - timedelta(days=10), by=world.amina)
    ImplementedChangeFactory(
        team=world.ward_7, change_idea=idea, kept_on=date(2025, 6, 2), over_on=date(2025, 9, 1), state="lapsed"
    )
    yesterday = timezone.localdate() - timedelta(days=1)

    now, before, earlier = facts_of(world, ward), stood(world, ward, yesterday), stood(world, ward, date(2025, 7, 1))

    assert (now.has_aim, now.is_aim_agreed, now.has_process_map, now.members) == (True, True, True, 2)
    assert (before.has_aim, before.is_aim_agreed, before.has_process_map, before.members) == (False, False, False, 0)
    # A test counts from the day on which it began, though it was written down later; a change while it was kept.
    assert [(facts.tests_begun, facts.components_tested) for facts in (now, before, earlier)] == [
        (1, 1),
        (1, 1),
        (0, 0),
    ]
    assert [facts.components_kept for facts in (now, before, earlier)] == [0, 0, 1]


def test_a_wording_that_came_later_takes_nothing_from_what_was_agreed_before(world, ward):
    with time_machine.travel(datetime(2026, 1, 5, 15, tzinfo=UTC)):
        aim = AimFactory(team=world.ward_7)
        improvement.agree_to_aim(aim=aim, by=world.ben)
    with time_machine.travel(datetime(2026, 3, 5, 15, tzinfo=UTC)):
        AimVersion.objects.create(
            aim=aim, number=2, what_improves="fewer falls", by_when=date(2027, 6, 30), target_value=2, by=world.amina
        )

    assert stood(world, ward, date(2026, 2, 28)).is_aim_agreed
    assert not stood(world, ward, date(2026, 3, 5)).is_aim_agreed


def test_a_day_to_come_is_as_it_stands_today(world, ward):
    assert stood(world, ward, timezone.localdate() + timedelta(days=30)) == facts_of(world, ward)
