"""Scores: a team's own, two people's apart, the one they agree on, released with its reasons; and who sees what."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from allteach.collaboratives.models import TeamProfile
from allteach.core.models import Event
from allteach.progress import actions
from allteach.progress.models import AssessmentScore, SelfScore, StaffScore
from allteach.progress.queries.scores import MonthScores, scorers_of, scores_of
from allteach.spaces.roles import Role
from tests.factories import MembershipFactory

JUNE, JULY = date(2025, 6, 1), date(2025, 7, 1)
TWO, THREE = Decimal("2.0"), Decimal("3.0")


@pytest.fixture
def falls(world):
    """The falls collaborative with both scorers: Esi directs, Gil is its improvement adviser."""
    world.everybody()
    MembershipFactory(person=world.gil, space=world.falls, role=Role.IMPROVEMENT_ADVISER)
    world.gil, world.esi = world.again(world.gil), world.again(world.esi)
    return world


def both_scored(world, month=JUNE):
    actions.score_team(team=world.ward_7, month=month, value=TWO, words="Tests run", by=world.esi)
    actions.score_team(team=world.ward_7, month=month, value=THREE, words="A shift", by=world.gil)


def agreed(world, month=JUNE, value=THREE, **said):
    both_scored(world, month)
    return actions.agree_score(
        **{"team": world.ward_7, "month": month, "value": value, "justification": "Feet moved", "by": world.esi, **said}
    )


def refused(action, **said) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as broken:
        action(**said)
    return broken.value.message_dict


# --- How a team sees itself ----------------------------------------------------------------------------------------


def test_the_leads_score_counts_as_the_teams_and_a_members_stands_beside_it(falls):
    of_ben = actions.score_self(team=falls.ward_7, month=JUNE, value=TWO, by=falls.ben)
    of_amina = actions.score_self(team=falls.ward_7, month=JUNE, value=THREE, words="Three tests", by=falls.amina)

    assert (of_ben.is_of_team, of_amina.is_of_team) == (False, True)
    assert list(SelfScore.objects.of_team().values_list("value", flat=True)) == [THREE]
    event = Event.objects.get(about=f"progress.selfscore:{of_amina.pk}")
    assert (event.name, event.space) == ("progress.self_score_given", falls.ward_7.pk)


def test_scoring_oneself_again_changes_the_same_score(falls):
    first = actions.score_self(team=falls.ward_7, month=JUNE, value=TWO, by=falls.amina)
    again = actions.score_self(team=falls.ward_7, month=JUNE, value=THREE, version=1, by=falls.amina)

    assert (again.pk, again.value, again.version) == (first.pk, THREE, 2)


def test_where_two_lead_what_was_said_last_counts_as_the_teams(falls):
    MembershipFactory(person=falls.ben, space=falls.ward_7, role=Role.TEAM_LEAD)
    actions.score_self(team=falls.ward_7, month=JUNE, value=TWO, by=falls.amina)
    actions.score_self(team=falls.ward_7, month=JUNE, value=THREE, by=falls.ben)

    assert list(SelfScore.objects.of_team().values_list("by", "value")) == [(falls.ben.pk, THREE)]


@pytest.mark.parametrize("value", [None, Decimal("0"), Decimal("2.3"), Decimal("5.5")])
def test_only_steps_of_the_scale_are_scores(falls, value):
    said = {"team": falls.ward_7, "month": JUNE, "value": value}

    assert list(refused(actions.score_self, **said, by=falls.amina)) == ["value"]
    assert list(refused(actions.score_team, **said, by=falls.esi)) == ["value"]
    assert not SelfScore.objects.exists()
    assert not Event.objects.filter(name__startswith="progress.").exists()


def test_a_month_that_has_not_begun_is_scored_by_nobody(falls):
    later = date(2199, 1, 1)

    assert "month" in refused(actions.score_self, team=falls.ward_7, month=later, value=TWO, by=falls.amina)
    assert "month" in refused(actions.score_team, team=falls.ward_7, month=later, value=TWO, by=falls.esi)


def test_a_day_within_a_month_is_no_month(falls):
    assert "month" in refused(actions.score_self, team=falls.ward_7, month=date(2025, 6, 2), value=TWO, by=falls.amina)


def test_a_team_that_had_left_is_not_scored(falls):
    TeamProfile.objects.filter(team=falls.ward_7).update(withdrawn_on=date(2025, 5, 20))

    assert "month" in refused(actions.score_team, team=falls.ward_7, month=JUNE, value=TWO, by=falls.esi)


# --- Two people, apart ---------------------------------------------------------------------------------------------


def test_neither_scorer_sees_the_others_score_until_both_are_in(falls):
    actions.score_team(team=falls.ward_7, month=JUNE, value=TWO, by=falls.esi)
    one = {who: StaffScore.objects.visible_to(getattr(falls, who)).count() for who in ("esi", "gil")}
    actions.score_team(team=falls.ward_7, month=JUNE, value=THREE, by=falls.gil)
    two = {who: StaffScore.objects.visible_to(getattr(falls, who)).count() for who in ("esi", "gil")}

    assert one == {"esi": 1, "gil": 0}
    assert two == {"esi": 2, "gil": 2}


@pytest.mark.parametrize("who", ["amina", "ben", "chidi", "dana", "farah", "stan"])
def test_nobody_but_the_scorers_sees_what_each_of_them_said(falls, who):
    agreed(falls)

    assert not StaffScore.objects.visible_to(getattr(falls, who)).exists()
    assert not AssessmentScore.objects.visible_to(getattr(falls, who)).exists()


def test_a_scorer_may_think_again_until_the_other_has_scored(falls):
    actions.score_team(team=falls.ward_7, month=JUNE, value=TWO, by=falls.esi)
    actions.score_team(team=falls.ward_7, month=JUNE, value=THREE, by=falls.esi)
    actions.score_team(team=falls.ward_7, month=JUNE, value=TWO, by=falls.gil)

    found = refused(actions.score_team, team=falls.ward_7, month=JUNE, value=TWO, by=falls.esi)

    assert found == {"value": ["Both scores are in. Agree on one now."]}
    assert sorted(StaffScore.objects.values_list("seat", "value")) == [
        ("director", THREE),
        ("improvement_adviser", TWO),
    ]


def test_nobody_scores_a_team_in_which_they_hold_a_role(falls):
    MembershipFactory(person=falls.esi, space=falls.ward_7, role=Role.SPONSOR)

    found = refused(actions.score_team, team=falls.ward_7, month=JUNE, value=TWO, by=falls.esi)

    assert found == {"value": ["You belong to this team, so somebody else scores it."]}
    assert not StaffScore.objects.exists()


def test_a_director_who_belongs_to_a_team_sees_nothing_of_it_before_it_is_released(falls):
    score = agreed(falls)
    MembershipFactory(person=falls.esi, space=falls.ward_7, role=Role.TEAM_MEMBER)
    esi = falls.again(falls.esi)

    before = AssessmentScore.objects.visible_to(esi).count(), StaffScore.objects.visible_to(esi).count()
    actions.release_score(score=score, by=falls.gil)

    assert before == (0, 0)
    assert AssessmentScore.objects.visible_to(esi).count() == 1


def test_whoever_is_none_of_the_two_scores_nobody(falls):
    found = refused(actions.score_team, team=falls.ward_7, month=JUNE, value=TWO, by=falls.chidi)

    assert found == {"value": ["The director and the improvement adviser score teams."]}


def test_a_second_director_does_not_score_over_the_first(falls):
    MembershipFactory(person=falls.stan, space=falls.falls, role=Role.DIRECTOR)
    actions.score_team(team=falls.ward_7, month=JUNE, value=TWO, by=falls.esi)

    found = refused(actions.score_team, team=falls.ward_7, month=JUNE, value=THREE, by=falls.stan)

    assert found == {"value": ["Somebody else in your role has scored this team already."]}


def test_whoever_is_both_takes_one_seat_only(falls):
    MembershipFactory(person=falls.esi, space=falls.falls, role=Role.IMPROVEMENT_ADVISER)
    actions.score_team(team=falls.ward_7, month=JUNE, value=TWO, by=falls.esi)
    actions.score_team(team=falls.ward_7, month=JUNE, value=THREE, by=falls.esi)

    assert StaffScore.objects.get().value == THREE


def test_an_event_of_a_score_that_is_not_released_holds_no_score(falls):
    agreed(falls)

    events = Event.objects.filter(name__in=["progress.staff_score_given", "progress.score_agreed"])
    assert {event.space for event in events} == {falls.falls.pk}
    assert [sorted(event.facts) for event in events.order_by("pk")] == [
        ["month", "seat", "team", "texts"],
        ["month", "seat", "team", "texts"],
        ["month", "number", "team", "texts"],
    ]


def test_what_may_point_to_a_person_is_asked_about(falls):
    said = {"team": falls.ward_7, "month": JUNE, "value": TWO}

    found = refused(actions.score_team, **said, words="Mrs O'Brien fell twice", by=falls.esi)

    assert list(found) == ["words"]


# --- One score, agreed ---------------------------------------------------------------------------------------------


def test_nobody_agrees_before_both_have_scored(falls):
    actions.score_team(team=falls.ward_7, month=JUNE, value=TWO, by=falls.esi)

    found = refused(actions.agree_score, team=falls.ward_7, month=JUNE, value=TWO, by=falls.esi)

    assert found == {"value": ["Both scorers score the team apart before they agree."]}


def test_a_score_goes_down_only_with_a_note(falls):
    agreed(falls, JUNE, THREE)

    found = refused(agreed, world=falls, month=JULY, value=TWO)
    lower = actions.agree_score(team=falls.ward_7, month=JULY, value=TWO, why_lower="The lead nurse left", by=falls.esi)

    assert found == {"why_lower": ["It was 3.0 before. Say why it is lower now."]}
    assert (lower.value, lower.why_lower) == (TWO, "The lead nurse left")


def test_two_who_agree_at_once_do_not_overwrite_each_other(falls):
    agreed(falls, version=0)

    with pytest.raises(ValidationError) as broken:
        actions.agree_score(team=falls.ward_7, month=JUNE, value=TWO, version=0, by=falls.gil)

    assert broken.value.code == "conflict"
    assert AssessmentScore.objects.get().value == THREE


def test_a_score_is_released_only_with_its_reasons(falls):
    score = agreed(falls, justification=" ")

    found = refused(actions.release_score, score=score, by=falls.esi)

    assert found == {"justification": ["Say why: a score is released only with its reasons."]}
    assert not AssessmentScore.objects.released().exists()


def test_the_database_itself_keeps_no_released_score_without_reasons(falls):
    score = agreed(falls, justification="")

    with pytest.raises(IntegrityError), transaction.atomic():
        AssessmentScore.objects.filter(pk=score.pk).update(released_at=score.agreed_at, released_by=falls.esi)


@pytest.mark.parametrize(
    ("who", "sees"),
    [("amina", 1), ("ben", 1), ("dana", 1), ("esi", 1), ("gil", 1), ("chidi", 0), ("farah", 0), ("stan", 0)],
)
def test_a_released_score_is_seen_by_the_team_and_those_who_support_it_and_by_no_other_team(falls, who, sees):
    actions.release_score(score=agreed(falls), by=falls.gil)

    assert AssessmentScore.objects.visible_to(getattr(falls, who)).count() == sees


def test_releasing_twice_says_it_once(falls):
    score = agreed(falls)
    actions.release_score(score=score, by=falls.gil)
    actions.release_score(score=score, by=falls.esi)

    event = Event.objects.get(name="progress.score_released")
    assert (event.space, event.facts) == (falls.ward_7.pk, {"month": "2025-06-01", "number": 1, "value": "3.0"})


def test_what_changed_since_it_was_read_is_not_released(falls):
    score = agreed(falls)
    actions.agree_score(team=falls.ward_7, month=JUNE, value=TWO, justification="On reflection", by=falls.gil)

    with pytest.raises(ValidationError) as broken:
        actions.release_score(score=score, version=score.version, by=falls.esi)

    assert broken.value.code == "conflict"


def test_a_released_score_is_changed_by_a_new_version_that_says_why(falls):
    first = actions.release_score(score=agreed(falls), by=falls.gil)
    said = {"team": falls.ward_7, "month": JUNE, "value": TWO, "by": falls.esi}

    found = refused(actions.agree_score, **said)
    second = actions.agree_score(**said, justification="Counted wrong", change_reason="Feet were counted twice")

    assert list(found) == ["change_reason"]
    assert (second.number, second.is_released, first.number) == (2, False, 1)
    assert list(AssessmentScore.objects.visible_to(falls.amina).values_list("value", flat=True)) == [THREE]
    actions.release_score(score=second, by=falls.gil)
    assert list(AssessmentScore.objects.visible_to(falls.amina).newest().values_list("value", flat=True)) == [TWO]


# --- What comes next -----------------------------------------------------------------------------------------------


def test_each_scorer_is_told_what_a_month_waits_for_from_them(falls):
    def waiting() -> tuple[str, str]:
        of_each = []
        for person in (falls.again(falls.esi), falls.again(falls.gil)):
            months = scores_of(falls.ward_7, seen_by=person)
            of_each.append((months[0] if months else MonthScores(JUNE)).waiting_for(person))
        return of_each[0], of_each[1]

    stood = [waiting()]
    actions.score_team(team=falls.ward_7, month=JUNE, value=TWO, by=falls.esi)
    stood.append(waiting())
    actions.score_team(team=falls.ward_7, month=JUNE, value=THREE, by=falls.gil)
    stood.append(waiting())
    score = actions.agree_score(team=falls.ward_7, month=JUNE, value=THREE, justification="Feet moved", by=falls.esi)
    stood.append(waiting())
    actions.release_score(score=score, by=falls.gil)
    stood.append(waiting())

    assert stood == [
        ("score", "score"),
        ("waits", "score"),
        ("agree", "agree"),
        ("release", "release"),
        ("released", "released"),
    ]


def test_a_team_is_told_how_far_it_and_the_scorers_are_apart_and_how_far_its_members(falls):
    agreed(falls, value=TWO)
    actions.score_self(team=falls.ward_7, month=JUNE, value=THREE, by=falls.amina)
    [alone] = scores_of(falls.ward_7, seen_by=falls.again(falls.amina))
    actions.score_self(team=falls.ward_7, month=JUNE, value=TWO, by=falls.ben)
    [told] = scores_of(falls.ward_7, seen_by=falls.again(falls.amina))

    assert (alone.spread, alone.gap) == (None, None)  # Not released: the team sees its own score alone.
    assert told.spread == (TWO, THREE)
    assert MonthScores(month=JUNE, own=told.own, agreed=AssessmentScore(value=TWO)).gap == THREE - TWO


def test_it_is_known_which_of_the_two_scorers_a_collaborative_has(falls):
    assert scorers_of(falls.falls) == {Role.DIRECTOR, Role.IMPROVEMENT_ADVISER}
    assert scorers_of(falls.sugar) == set()
