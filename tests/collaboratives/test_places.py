"""Places taken and given up, and the teams that come of them."""

import pytest
from django.utils import timezone

from allteach.collaboratives import events
from allteach.collaboratives.actions import recruitment as actions
from allteach.collaboratives.models import Application, Decision, ReadinessReview
from allteach.collaboratives.participation import PROMISES
from allteach.collaboratives.queries.applications import round_of, waiting_list
from allteach.core.models import Event
from allteach.spaces.models import DataAgreement, Invitation, Membership
from allteach.spaces.roles import Role
from tests.collaboratives.rounds import DAY, State, decide, refused_fields
from tests.factories import ApplicationFactory

# --- Places --------------------------------------------------------------------------------------------------------


@pytest.fixture
def offered(world, over):
    """Two offers, and two who wait in this order."""
    made = [ApplicationFactory(recruitment=over, is_sent=True, begun_by=world.stan) for _ in range(4)]
    for application in made[:2]:
        decide(application, world.esi)
    decide(made[2], world.esi, "waiting", rank=2, support="")
    decide(made[3], world.esi, "waiting", rank=1)
    actions.announce_decisions(recruitment=over, by=world.esi)
    return Application.objects.get(pk=made[0].pk)


AGREED = {"promises": list(PROMISES), "signatory": "Sam Sponsor", "names_teams": True, "may_publish": False}


def test_a_place_is_taken_once_with_both_agreements_signed(world, offered):
    for _time in range(2):
        actions.take_place(application=offered, **AGREED, by=world.stan)

    offered.refresh_from_db()
    agreement = DataAgreement.objects.get(organisation=offered.organisation)
    assert (offered.state, offered.organisation.name) == (State.TAKEN, offered.practice)
    assert (agreement.collaborative_id, agreement.signatory, agreement.names_teams) == (
        world.falls.pk,
        "Sam Sponsor",
        True,
    )
    assert Event.objects.filter(name=events.PLACE_TAKEN).count() == 1


def test_a_place_is_not_taken_without_every_promise_and_a_signature(world, offered):
    fields = refused_fields(
        actions.take_place, application=offered, **{**AGREED, "promises": ["attend"], "signatory": " "}, by=world.stan
    )

    assert fields == ["promises", "signatory"]
    assert not DataAgreement.objects.filter(signatory="Sam Sponsor").exists()


def test_after_the_day_to_answer_a_place_is_taken_only_with_more_time(world, offered):
    Application.objects.filter(pk=offered.pk).update(answer_by=offered.recruitment.today() - DAY)
    take = {"application": offered, "by": world.stan, **AGREED}
    assert refused_fields(actions.take_place, **take) == [""]

    extend = {"action": actions.extend_offer, "application": offered, "by": world.esi}
    assert refused_fields(**extend, answer_by=offered.recruitment.today() - 5 * DAY) == ["answer_by"]
    actions.extend_offer(application=offered, answer_by=offered.recruitment.today() + DAY, by=world.esi)

    assert actions.take_place(**take).state == State.TAKEN


def test_when_a_place_is_given_up_the_next_on_the_list_moves_up(world, offered, over):
    following = waiting_list(over)[0]
    assert following.rank == 1

    for _time in range(2):
        actions.give_up_place(application=offered, words="Our lead is leaving", by=world.stan)

    offered.refresh_from_db()
    following.refresh_from_db()
    assert (offered.state, following.state, following.decision) == (State.GIVEN_UP, State.OFFERED, Decision.SUPPORT)
    assert [one.rank for one in waiting_list(over)] == [2]
    assert Event.objects.filter(name=events.PLACE_OFFERED, facts__moved_up=True).count() == 1


def test_an_offer_lapses_only_after_its_day_and_the_place_goes_on(world, offered, over):
    assert refused_fields(actions.let_offer_lapse, application=offered, by=world.esi) == [""]

    Application.objects.filter(pk=offered.pk).update(answer_by=over.today() - DAY)
    actions.let_offer_lapse(application=offered, by=world.esi)

    assert [one.rank for one in waiting_list(over)] == [2]
    assert refused_fields(actions.let_offer_lapse, application=offered, by=world.esi) == [""]


def test_a_place_that_nobody_waits_for_stays_free(world, over):
    application = ApplicationFactory(recruitment=over, is_sent=True)
    decide(application, world.esi)
    actions.announce_decisions(recruitment=over, by=world.esi)

    actions.give_up_place(application=application, by=world.stan)

    assert round_of(over, seen_by=world.esi).places_left == 2


# --- Teams ---------------------------------------------------------------------------------------------------------


def taken(world, application):
    return actions.take_place(application=application, **AGREED, by=world.stan)


def test_a_team_comes_into_being_with_its_profile_people_sponsor_and_coach(world, offered):
    offered.people.filter(role=Role.TEAM_LEAD).update(email="stan@allteach.example")
    review = ReadinessReview.objects.create(
        application=offered, on=timezone.localdate(), answers={}, outcome="ready", by=world.stan
    )

    team = actions.form_team(application=taken(world, offered), coach=world.dana, by=world.esi)
    again = actions.form_team(application=offered, by=world.esi)

    assert team == again
    assert (team.name, team.parent_id, team.organisation.name) == (offered.practice, world.falls.pk, offered.practice)
    assert (team.profile.population_size, team.profile.region) == (240, "East")
    held = {(each.person.name, each.role) for each in Membership.objects.filter(space=team).select_related("person")}
    assert held == {("Stan", Role.TEAM_LEAD), ("Dana", Role.COACH)}
    invited = {(one.name, one.role, one.perspective) for one in Invitation.objects.filter(space=team)}
    assert invited == {
        ("Lee Clinic", Role.CLINICAL_LEAD, ""),
        ("Mo Data", Role.DATA_LEAD, ""),
        ("Noor Partner", Role.PARTNER, "patient"),
        ("Sam Sponsor", Role.SPONSOR, ""),
    }
    review.refresh_from_db()
    assert review.team_id == team.pk
    assert Event.objects.filter(name=events.TEAM_FORMED).count() == 1


def test_no_team_is_formed_before_the_place_is_taken(world, offered):
    assert refused_fields(actions.form_team, application=offered, by=world.esi) == [""]


def test_two_teams_of_one_name_are_told_apart_and_nobody_is_invited_twice(world, offered, over):
    other = Application.objects.filter(recruitment=over, state=State.OFFERED).exclude(pk=offered.pk).get()
    Application.objects.update(team_name="Sugar team")
    offered.people.update(email="one@practice.example", role=Role.TEAM_MEMBER)
    other.people.update(email="")

    one = actions.form_team(application=taken(world, offered), by=world.esi)
    two = actions.form_team(application=taken(world, other), by=world.esi)

    assert (one.name, two.name) == ("Sugar team", f"Sugar team ({other.practice})")
    assert Invitation.objects.filter(space=one, email="one@practice.example").count() == 1


def test_a_sponsor_without_an_address_is_not_invited(world, offered):
    Application.objects.filter(pk=offered.pk).update(sponsor_email="")

    team = actions.form_team(application=taken(world, offered), by=world.esi)

    assert not Invitation.objects.filter(space=team, role=Role.SPONSOR).exists()
