"""Awards: who is put forward by whom, what is given to which team, and who knows of it."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from allteach.collaboratives.models import TeamProfile
from allteach.core.models import Event
from allteach.progress import actions, events
from allteach.progress.awards import PUT_FORWARD_FOR, AwardKind
from allteach.progress.models import Award, Nomination
from allteach.progress.permissions import (
    can_give_awards,
    can_leave_nomination,
    can_put_team_forward,
    can_show_award,
    can_take_back_award,
)
from allteach.progress.queries.awards import (
    Deeds,
    award_of,
    awards_in,
    awards_of,
    deeds_of,
    named_awards,
    nominations_in,
    shown_by,
)
from allteach.spaces.models import Team
from allteach.spaces.roles import Role
from tests.factories import CycleFactory, ImplementedChangeFactory, MembershipFactory, TimetableFactory

TEACHING, HONEST = AwardKind.TEACHING, AwardKind.HONEST_FAILURE
WHY = "They showed us the card in four minutes."
BEFORE_THE_CONGRESS = datetime(2026, 1, 15, 9, tzinfo=UTC)


@pytest.fixture
def sugar(world):
    """Sugar, whose congress was on 27 April 2026; Esi directs it."""
    TimetableFactory(space=world.sugar)
    world.everybody()
    MembershipFactory(person=world.esi, space=world.sugar, role=Role.DIRECTOR)
    world.director = world.again(world.esi)
    return world


def put_forward(world, *, by=None, **said):
    known = {"collaborative": world.sugar, "team": world.clinic, "award": TEACHING, "words": WHY}
    return actions.put_team_forward(**{**known, **said}, by=by or world.gil)


def given(world, *, by=None, **said):
    known = {"collaborative": world.sugar, "team": world.clinic, "award": TEACHING, "why": WHY}
    return actions.give_award(**{**known, **said}, by=by or world.director)


def refused(action, *args, **kwargs) -> dict:
    with pytest.raises(ValidationError) as refusal:
        action(*args, **kwargs)
    return refusal.value.message_dict


# --- putting forward ----------------------------------------------------------------------------------------------


def test_somebody_of_another_team_puts_a_team_forward(sugar):
    nomination = put_forward(sugar)

    assert (nomination.team, nomination.award, nomination.words) == (sugar.clinic, TEACHING, WHY)
    event = Event.objects.get(name=events.TEAM_PUT_FORWARD)
    assert (event.space, event.by) == (sugar.sugar.pk, sugar.gil.pk)
    assert WHY not in str(event.facts)


def test_nobody_puts_their_own_team_forward(sugar):
    assert refused(put_forward, sugar, by=sugar.farah) == {
        "team": ["This is a team of your own. Somebody else has to say it."]
    }
    assert not Nomination.objects.exists()


def test_the_same_is_said_once(sugar):
    put_forward(sugar)

    assert refused(put_forward, sugar) == {"team": ["You have put this team forward for this already."]}
    assert put_forward(sugar, award=HONEST).pk


def test_a_team_that_left_before_it_started_is_not_put_forward(sugar):
    TeamProfile.objects.filter(team=sugar.clinic).update(withdrawn_on=date(2025, 1, 20))

    team = Team.objects.get(pk=sugar.clinic.pk)

    assert refused(put_forward, sugar, team=team) == {"team": ["This team left before the first learning session."]}


def test_a_team_that_left_later_may_be_thanked(sugar):
    TeamProfile.objects.filter(team=sugar.clinic).update(withdrawn_on=date(2025, 6, 1))

    assert put_forward(sugar, team=Team.objects.get(pk=sugar.clinic.pk)).pk


def test_no_team_is_put_forward_before_the_first_session(sugar):
    with time_machine.travel(datetime(2025, 1, 20, 9, tzinfo=UTC), tick=False), pytest.raises(ValidationError):
        put_forward(sugar)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"words": "  "}, "words"),
        ({"words": "x" * 301}, "words"),
        ({"award": "best"}, "award"),
        ({"award": AwardKind.RECOGNITION}, "award"),
        ({"team": None}, "team"),
        ({"words": "Mrs Jones, born 3 May 1950, liked it"}, "words"),
    ],
)
def test_what_cannot_be_put_forward_is_refused_at_its_field(sugar, said, field):
    assert set(refused(put_forward, sugar, **said)) == {field}


def test_a_team_elsewhere_cannot_be_put_forward(sugar):
    assert set(refused(put_forward, sugar, team=sugar.ward_7)) == {"team"}


def test_only_who_wrote_it_and_those_who_give_awards_read_a_nomination(sugar):
    nomination = put_forward(sugar)
    adviser_of_the_clinic = sugar.again(sugar.dana)
    MembershipFactory(person=adviser_of_the_clinic, space=sugar.sugar, role=Role.FACULTY)
    MembershipFactory(person=adviser_of_the_clinic, space=sugar.clinic, role=Role.COACH)

    readers = {
        name
        for name in ("amina", "farah", "gil", "stan", "director")
        if nominations_in(sugar.sugar, seen_by=sugar.again(getattr(sugar, name))) == [nomination]
    }

    assert readers == {"gil", "director"}
    assert nominations_in(sugar.sugar, seen_by=sugar.again(adviser_of_the_clinic)) == []
    assert not Nomination.objects.visible_to(type(sugar.gil)()).exists()


def test_a_nomination_can_be_left(sugar):
    nomination = actions.leave_nomination(nomination=put_forward(sugar), by=sugar.director)

    again = actions.leave_nomination(nomination=nomination, by=sugar.director)

    assert (again.answered_by, again.award_given) == (sugar.director, None)
    assert Event.objects.filter(name=events.NOMINATION_LEFT).count() == 1


# --- giving ---------------------------------------------------------------------------------------------------------


def test_an_award_answers_everybody_who_put_the_team_forward_for_it(sugar):
    nomination, other = put_forward(sugar), put_forward(sugar, award=HONEST)

    award = given(sugar)

    nomination.refresh_from_db()
    other.refresh_from_db()
    assert (nomination.award_given, other.answered_at) == (award, None)
    assert Event.objects.get(name=events.AWARD_GIVEN).subject == award.pk


def test_no_award_is_given_before_the_congress(sugar):
    with time_machine.travel(BEFORE_THE_CONGRESS, tick=False):
        said = refused(given, sugar)

    assert said == {"award": ["Awards are given from the day of the congress on: 27 April 2026."]}


def test_without_a_calendar_there_is_no_award(world):
    world.everybody()

    assert set(refused(given, world, by=world.esi)) == {"award"}


def test_an_award_is_given_once(sugar):
    given(sugar)

    assert refused(given, sugar) == {"team": ["This team has this award already."]}
    assert refused(put_forward, sugar) == {"team": ["This team has this award already."]}


def test_nobody_gives_an_award_to_a_team_of_their_own(sugar):
    MembershipFactory(person=sugar.esi, space=sugar.clinic, role=Role.COACH)

    assert set(refused(given, sugar)) == {"team"}


def test_an_award_points_at_something_that_all_may_see(sugar):
    let_go = CycleFactory(team=sugar.clinic, title="Letters", state="acted", audience="collaborative")
    plan = CycleFactory(team=sugar.clinic, title="A plan", audience="team")

    assert [each.pk for each in shown_by(sugar.clinic)] == [let_go.pk]
    assert set(refused(given, sugar, points_at=plan)) == {"points_at"}
    assert given(sugar, points_at=let_go.subject_ptr).points_at.title == "Letters"


@pytest.mark.parametrize(
    ("said", "field"),
    [({"why": ""}, "why"), ({"award": "best"}, "award"), ({"why": "Ask at jo@example.org, NHS 943 476 5919"}, "why")],
)
def test_what_cannot_be_given_is_refused_at_its_field(sugar, said, field):
    assert set(refused(given, sugar, **said)) == {field}
    assert not Award.objects.exists()


# --- every team -----------------------------------------------------------------------------------------------------


def recognised(world, lines, *, by=None):
    teams = {team.pk: team for team in Team.objects.filter(parent=world.sugar).select_related("profile")}
    return actions.recognise_teams(collaborative=world.sugar, teams=teams, lines=lines, by=by or world.director)


def test_every_team_is_thanked_for_something_of_its_own(sugar):
    awards = recognised(sugar, {sugar.clinic.pk: "For the card.", sugar.surgery.pk: "  "})

    assert [(each.team, each.award, each.why) for each in awards] == [
        (sugar.clinic, AwardKind.RECOGNITION, "For the card.")
    ]


def test_a_line_that_is_new_words_the_award_anew(sugar):
    recognised(sugar, {sugar.clinic.pk: "For the card."})

    changed = recognised(sugar, {sugar.clinic.pk: "For the card and the feet.", sugar.surgery.pk: "For calling."})
    same = recognised(sugar, {sugar.clinic.pk: "For the card and the feet."})

    assert [each.why for each in changed] == ["For the card and the feet.", "For calling."]
    assert same == []
    assert Event.objects.filter(name=events.AWARD_WORDED_ANEW).count() == 1


def test_one_line_that_is_refused_stops_all(sugar):
    said = refused(recognised, sugar, {sugar.clinic.pk: "For the card.", sugar.surgery.pk: "x" * 301})

    assert set(said) == {f"why_{sugar.surgery.pk}"}
    assert not Award.objects.exists()


def test_one_s_own_team_is_thanked_by_somebody_else(sugar):
    MembershipFactory(person=sugar.esi, space=sugar.clinic, role=Role.COACH)

    assert set(refused(recognised, sugar, {sugar.clinic.pk: "For the card."})) == {f"why_{sugar.clinic.pk}"}


def test_nobody_is_thanked_before_the_congress(sugar):
    with time_machine.travel(BEFORE_THE_CONGRESS, tick=False), pytest.raises(ValidationError):
        recognised(sugar, {sugar.clinic.pk: "For the card."})


def test_a_team_s_line_begins_with_its_record(sugar):
    ImplementedChangeFactory(team=sugar.clinic)
    for _ in range(2):
        CycleFactory(team=sugar.clinic, state="doing")
    CycleFactory(team=sugar.clinic, state="planned")

    found = deeds_of([sugar.clinic, sugar.surgery])

    assert found == {sugar.clinic.pk: Deeds(tests=2, kept=1), sugar.surgery.pk: Deeds()}
    assert found[sugar.clinic.pk].line == "The team kept 1 change and tested 2 times."
    assert found[sugar.surgery.pk].line == "Thank you for learning with us."
    assert Deeds(reports=1).line == "The team reported 1 month."
    assert Deeds(2, 3, 4, 5, 6).line == "The team kept 3 changes, tested 2 times and showed others 6 things."


# --- taken back, and shown ------------------------------------------------------------------------------------------


def test_an_award_is_taken_back_with_a_reason_and_can_be_given_again(sugar):
    award = given(sugar)

    assert refused(actions.take_back_award, award=award, reason=" ", by=sugar.director) == {"reason": ["Say why."]}
    actions.take_back_award(award=award, reason="It was the other clinic.", by=sugar.director)
    once = actions.take_back_award(award=award, reason="Twice", by=sugar.director)

    assert once.taken_back_reason == "It was the other clinic."
    assert awards_in(sugar.sugar, seen_by=sugar.gil) == []
    assert [each.taken_back_reason for each in awards_of(sugar.clinic, seen_by=sugar.farah)] == [
        "It was the other clinic."
    ]
    assert given(sugar).pk != award.pk


def test_the_public_reads_of_an_award_only_when_its_team_agreed(sugar):
    award = given(sugar)
    before = named_awards(sugar.sugar)

    actions.show_award(award=award, is_shown=True, by=sugar.farah)
    actions.show_award(award=award, is_shown=True, by=sugar.farah)
    shown = named_awards(sugar.sugar)
    actions.show_award(award=award, is_shown=False, by=sugar.farah)

    assert (before, shown, named_awards(sugar.sugar)) == ([], [award], [])
    assert Event.objects.filter(name=events.AWARD_SHOWN).count() == 1


def test_an_award_that_was_taken_back_is_not_shown(sugar):
    award = actions.show_award(award=given(sugar), is_shown=True, by=sugar.farah)
    actions.take_back_award(award=award, reason="By mistake", by=sugar.director)

    with pytest.raises(ValidationError):
        actions.show_award(award=award, is_shown=False, by=sugar.farah)
    assert named_awards(sugar.sugar) == []


def test_others_see_an_award_as_they_see_its_team(sugar):
    award = given(sugar)

    seen = {
        name
        for name in ("amina", "gil", "farah", "stan")
        if award_of(sugar.clinic, award.pk, seen_by=getattr(sugar, name))
    }

    assert seen == {"gil", "farah"}


# --- who may --------------------------------------------------------------------------------------------------------


def test_everybody_puts_forward_and_those_who_lead_give(sugar):
    nomination, award = put_forward(sugar), given(sugar)
    award.team.parent = sugar.sugar
    waiting = put_forward(sugar, award=HONEST)
    people = {"farah": sugar.farah, "gil": sugar.gil, "amina": sugar.amina, "director": sugar.director}

    def those_who(can, thing):
        return {name for name, person in people.items() if can(person, thing)}

    assert those_who(can_put_team_forward, sugar.sugar) == {"farah", "gil", "director"}
    assert those_who(can_give_awards, sugar.sugar) == {"director"}
    assert those_who(can_leave_nomination, waiting) == {"director"}
    nomination.refresh_from_db()
    assert those_who(can_leave_nomination, nomination) == set()
    assert those_who(can_take_back_award, award) == {"director"}
    assert those_who(can_show_award, award) == {"farah"}


def test_teams_are_put_forward_for_what_not_every_team_has():
    assert PUT_FORWARD_FOR == (TEACHING, HONEST)
