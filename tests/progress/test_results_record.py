"""The results of a collaborative: what they say, counted from the record, as the public may read it."""

import json
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from allteach.collaboratives import actions as collaboratives
from allteach.collaboratives.models import Application, Charter, TeamProfile
from allteach.core.disclosure import Policy
from allteach.progress.models import Results
from allteach.progress.told_results import PublicCount, ToldLink, ToldMeasure, ToldResults, public_count, public_share
from allteach.spaces.models import DataAgreement
from allteach.spaces.roles import Role
from tests.factories import (
    AnnotationFactory,
    ApplicationFactory,
    CharterFactory,
    ContactFactory,
    CycleFactory,
    ImplementedChangeFactory,
    MeetingFactory,
    MembershipFactory,
    RecruitmentFactory,
    TeamFactory,
    TeamMeasureFactory,
)
from tests.progress.after_congress import FILM, MONTHS, sugar_after_its_congress, told, written


@pytest.fixture
def sugar(world):
    """Sugar after its congress of 27 April 2026, with a measure that the clinic and the surgery reported."""
    return sugar_after_its_congress(world, MONTHS)


def agree(*teams):
    DataAgreement.objects.filter(organisation__in=[team.organisation_id for team in teams]).update(may_publish=True)


# --- counts for the public ----------------------------------------------------------------------------------------


def test_the_public_reads_counts_rounded_and_small_ones_not_at_all():
    policy = Policy()

    said = [public_count(number, policy).words for number in (0, 1, 4, 5, 33, 38)]

    assert said == ["none", "fewer than 5", "fewer than 5", "about 5", "about 35", "about 40"]


def test_published_numbers_are_told_as_they_are():
    policy = Policy(hides_nothing=True)

    assert (public_count(3, policy).words, public_share(1, 3, policy)) == ("3", (PublicCount(1), PublicCount(3)))


def test_a_share_of_few_teams_is_not_told():
    policy = Policy()

    assert public_share(6, 19, policy) is None
    assert public_share(3, 30, policy) is None
    assert public_share(28, 30, policy) is None
    assert public_share(12, 31, policy) == (PublicCount(10, is_about=True), PublicCount(30, is_about=True))


# --- what the record says -----------------------------------------------------------------------------------------


def test_what_was_told_can_be_read_again():
    said = ToldResults(
        made_on="2026-04-30",
        flow={"started": PublicCount(30, is_about=True), "withdrew": PublicCount(None, below=5)},
        people=PublicCount(25, is_about=True),
        measures=(ToldMeasure(chart={"title": "Feet"}, is_goal_met=True), ToldMeasure({"title": "Eyes"}, False)),
        links=(ToldLink(**FILM),),
        deeds={"tests": 3},
    )

    again = ToldResults.read(json.loads(json.dumps(said.as_json() | {"gone": 1})))

    assert again == said
    assert again.measures[0].chart == {"title": "Feet"}
    assert again.goals_met == (1, 2)
    assert not again.says_the_same_as(ToldResults(made_on="2026-04-30"))


def test_only_the_numbers_of_those_who_agreed_are_told(sugar):
    results = written(sugar)
    nobody = told(results)
    agree(sugar.clinic)

    one = told(results)

    assert nobody.measures[0].chart["numerators"] == ()
    assert one.measures[0].chart["denominators"][0] == 140
    assert one.unpublished == PublicCount(None, below=5)


def test_numbers_are_those_that_somebody_outside_may_read(sugar):
    agree(sugar.clinic, sugar.surgery)
    TeamMeasureFactory(
        team=TeamFactory(parent=sugar.sugar, signed__may_publish=True),
        measure=sugar.foot_checks,
        values=[(2, 15)] * 6,
    )

    chart = told(written(sugar)).measures[0].chart

    assert (chart["numerators"][0], chart["denominators"][0]) == (120, 280)
    assert all(number % 5 == 0 for number in chart["numerators"])
    assert "15" not in json.dumps(chart["denominators"])


def test_the_notes_of_the_collaborative_stand_on_its_charts_and_those_of_a_team_do_not(sugar):
    agree(sugar.clinic, sugar.surgery)
    AnnotationFactory(space=sugar.sugar, on=date(2025, 3, 1), words="Second session")
    AnnotationFactory(space=sugar.clinic, on=date(2025, 3, 1), words="A flood")

    notes = told(written(sugar)).measures[0].chart["notes"]

    assert [note[3] for note in notes] == ["Second session"]


def test_it_is_told_how_many_teams_improve_where_there_are_enough(sugar):
    for _ in range(24):
        TeamMeasureFactory(
            team=TeamFactory(parent=sugar.sugar, signed__may_publish=True),
            measure=sugar.foot_checks,
            values=[(30, 100)] * 12 + [(80, 100)] * 8,
        )

    TeamMeasureFactory(
        team=TeamFactory(parent=sugar.sugar, signed__may_publish=True),
        measure=sugar.foot_checks,
        values=[(30, 100), (32, 100)] * 10,
    )

    measure = told(written(sugar)).measures[0]

    assert measure.of_teams is None  # All but a few improve: it would point at those who do not.
    for _ in range(7):
        TeamMeasureFactory(
            team=TeamFactory(parent=sugar.sugar, signed__may_publish=True),
            measure=sugar.foot_checks,
            values=[(30, 100), (32, 100)] * 10,
        )
    measure = told(Results.objects.get()).measures[0]
    assert (measure.improving.words, measure.of_teams.words) == ("about 25", "about 30")


@pytest.mark.parametrize(
    ("direction", "target", "is_met"), [("up", 40, True), ("up", 70, False), ("down", 60, True), ("none", 60, None)]
)
def test_a_goal_is_met_when_the_latest_number_has_reached_it(sugar, direction, target, is_met):
    agree(sugar.clinic, sugar.surgery)
    measure = sugar.foot_checks
    measure.current.direction = direction
    measure.current.save()
    measure.goal = collaboratives.set_goal(
        space=sugar.sugar, words="Feet", target=target, holds_from=date(2025, 1, 1), by=sugar.esi
    )
    measure.save()

    assert told(written(sugar)).measures[0].is_goal_met is is_met


def test_a_measure_without_a_goal_is_not_judged(sugar):
    agree(sugar.clinic, sugar.surgery)

    assert told(written(sugar)).measures[0].is_goal_met is None


def test_the_charter_says_what_was_set_out_once_it_is_approved(sugar):
    charter = CharterFactory(collaborative=sugar.sugar)
    results = written(sugar)
    before = told(results)
    days = {"begins_on": date(2025, 2, 1), "ends_on": date(2026, 4, 30)}
    collaboratives.write_charter(charter=charter, sections={}, days=days, by=sugar.esi)
    collaboratives.approve_charter(charter=Charter.objects.get(pk=charter.pk), by=sugar.esi)

    after = told(results)

    assert (before.charter, before.set_out, before.goals) == (0, {}, ())
    assert (after.charter, after.set_out) == (1, {"mission": "Nobody falls", "aim": "Half"})
    assert (after.begins_on, after.ends_on) == ("2025-02-01", "2026-04-30")


def test_the_flow_of_teams_is_told_as_the_public_may_read_it(sugar):
    round_of = RecruitmentFactory(space=sugar.sugar, opens_on=date(2024, 9, 1), closes_on=date(2024, 10, 1))
    later = RecruitmentFactory(space=sugar.sugar)
    for decision in ("accept", "accept", "decline", "accept_with_support", "waiting", "accept", "accept", "accept"):
        application = ApplicationFactory(recruitment=round_of, is_sent=True)
        Application.objects.filter(pk=application.pk).update(
            decision=decision, decided_at=timezone.now(), decided_by=sugar.esi
        )
    ApplicationFactory(recruitment=later, is_sent=True)
    for _ in range(6):
        TeamFactory(parent=sugar.sugar)
    TeamProfile.objects.filter(team=sugar.surgery).update(withdrawn_on=date(2025, 9, 1))

    flow = told(written(sugar)).flow

    assert {key: count.words for key, count in flow.items()} == {
        "applied": "about 10",
        "selected": "about 5",
        "started": "about 10",
        "completed": "about 5",
        "withdrew": "fewer than 5",
    }


def test_where_nobody_applied_nothing_is_said_of_it(sugar):
    flow = told(written(sugar)).flow

    assert list(flow) == ["started", "completed", "withdrew"]
    assert flow["withdrew"].words == "none"


def test_without_a_calendar_a_team_that_is_closed_has_not_completed(world):
    world.everybody()
    team = TeamFactory(parent=world.sugar)
    team.closed_at, team.closed_by = datetime(2025, 9, 1, tzinfo=UTC), world.esi
    team.save()
    assert world.clinic

    flow = told(written(world)).flow

    assert flow["withdrew"].words == "fewer than 5"


def test_what_was_done_is_counted(sugar):
    for kind in ("learning_session", "all_team_call", "all_team_call"):
        MeetingFactory(in_space=sugar.sugar, kind=kind)
    MeetingFactory(in_space=sugar.sugar, starts_at=datetime(2090, 1, 1, tzinfo=UTC))
    ContactFactory(team=sugar.clinic)
    CycleFactory(team=sugar.clinic, state="planned")
    CycleFactory(team=sugar.clinic, state="doing")
    CycleFactory(
        team=sugar.clinic, state="acted", decision="abandon", decided_at=timezone.now(), decided_by=sugar.farah
    )
    ImplementedChangeFactory(team=sugar.surgery)
    MembershipFactory(space=sugar.clinic, role=Role.PARTNER)

    said = told(written(sugar))

    assert said.deeds == {"sessions": 1, "calls": 2, "contacts": 1, "tests": 2, "let_go": 1, "kept": 1}
    assert said.people == PublicCount(None, below=5)


def test_it_is_told_how_much_is_missing(sugar):
    agree(sugar.clinic, sugar.surgery)
    TeamMeasureFactory(
        team=TeamFactory(parent=sugar.sugar, signed__may_publish=True), measure=sugar.foot_checks, values=MONTHS[:3]
    )

    assert told(written(sugar)).missing == 17  # 3 of 18.
    assert told(written(sugar, measures=[])).missing is None
