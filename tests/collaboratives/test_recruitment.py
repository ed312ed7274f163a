"""Rounds of recruitment: announced, applied to, decided on, answered; and the teams that come of them."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.collaboratives import events
from allteach.collaboratives.actions import recruitment as actions
from allteach.collaboratives.application_form import PARTS
from allteach.collaboratives.models import (
    Application,
    ApplicationWriter,
    CharterVersion,
    Decision,
    ReadinessReview,
    Recruitment,
)
from allteach.collaboratives.participation import PROMISES
from allteach.collaboratives.queries.applications import (
    applied,
    is_missing,
    missing_by_part,
    recruitment_at,
    recruitments_shown,
    round_of,
    waiting_list,
)
from allteach.core.models import Event
from allteach.people.actions import erase
from allteach.spaces.models import DataAgreement, Invitation, Membership
from allteach.spaces.roles import Role
from tests.factories import ApplicationFactory, RecruitmentFactory

DAY = timedelta(days=1)
State = Application.State


@pytest.fixture
def charter(world):
    """The charter of falls, approved."""
    version = CharterVersion.objects.get(charter=world.falls_charter)
    CharterVersion.objects.filter(pk=version.pk).update(approved_at=timezone.now(), approved_by=world.esi)
    return version


@pytest.fixture
def open_round(world):
    return RecruitmentFactory(space=world.falls)


@pytest.fixture
def over(world):
    return RecruitmentFactory(space=world.falls, over=True)


def announced(world, **said):
    today = timezone.localdate()
    usual = {"opens_on": today, "closes_on": today + 30 * DAY, "places": 30, "by": world.esi}
    return actions.announce_recruitment(space=world.falls, **{**usual, **said})


def refused_fields(action, **said) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        action(**said)
    return sorted(getattr(refused.value, "error_dict", {"": None}))


def decide(application, by, decision="accept", **said):
    usual = {"reasons": "A strong team", "feedback": "Thank you", "support": "A coach for numbers"}
    return actions.decide_application(application=application, decision=decision, by=by, **{**usual, **said})


# --- Rounds --------------------------------------------------------------------------------------------------------


def test_a_round_is_announced_once_the_charter_is_approved(world, charter):
    recruitment = announced(world, words="Come and see us")

    assert recruitment.number == 1
    assert recruitment.stage == Recruitment.Stage.OPEN
    assert recruitment_at("falls") == recruitment
    assert Event.objects.filter(name=events.RECRUITMENT_ANNOUNCED, space=world.falls.pk).count() == 1


def test_a_round_is_not_announced_without_a_charter(world):
    assert refused_fields(announced, world=world) == [""]
    assert Recruitment.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"closes_on": timezone.localdate() - DAY}, "closes_on"),
        ({"places": 0}, "places"),
        ({"answer_days": 400}, "answer_days"),
        ({"contact": "somewhere"}, "contact"),
        ({"words": "Ask for health card 1234567897"}, "words"),
    ],
)
def test_what_cannot_be_of_a_round_is_refused_at_its_field(world, charter, said, field):
    assert refused_fields(announced, world=world, **said) == [field]
    assert Recruitment.objects.count() == 0


def test_a_second_round_begins_when_the_first_is_over(world, charter):
    announced(world)

    assert refused_fields(announced, world=world) == ["opens_on"]

    Recruitment.objects.update(closes_on=timezone.localdate() - DAY, opens_on=timezone.localdate() - 9 * DAY)
    assert announced(world).number == 2


def test_a_round_is_not_cut_short_nor_given_fewer_places_than_are_offered(world, open_round):
    ApplicationFactory(recruitment=open_round, is_sent=True, state=State.TAKEN)
    said = {name: getattr(open_round, name) for name in ("opens_on", "closes_on", "places")}
    change = {"action": actions.change_recruitment, "recruitment": open_round, "by": world.esi}

    assert refused_fields(**change, **{**said, "closes_on": timezone.localdate() - DAY}) == ["closes_on"]
    ApplicationFactory(recruitment=open_round, is_sent=True, state=State.TAKEN)
    assert refused_fields(**change, **{**said, "places": 1}) == ["places"]
    assert refused_fields(**change, **said, version=7) == [""]

    same = actions.change_recruitment(recruitment=open_round, by=world.esi, **said)
    longer = actions.change_recruitment(
        recruitment=open_round, by=world.esi, **{**said, "closes_on": said["closes_on"] + DAY}
    )
    assert (same.version, longer.version) == (1, 2)


def test_rounds_that_are_open_stand_before_those_that_are_not(world, open_round):
    closed = RecruitmentFactory(space=world.sugar, over=True)

    assert recruitments_shown() == [open_round, closed]


# --- Writing -------------------------------------------------------------------------------------------------------


def test_an_application_is_begun_once_and_its_writer_finds_it(world, open_round):
    one = actions.begin_application(recruitment=open_round, practice=" Hill  Practice ", by=world.stan)
    same = actions.begin_application(recruitment=open_round, practice="hill practice", by=world.stan)

    assert (one, one.practice, one.state) == (same, "Hill Practice", State.DRAFT)
    assert list(Application.objects.visible_to(world.stan)) == [one]
    assert list(Application.objects.visible_to(world.esi)) == []
    assert Event.objects.filter(name=events.APPLICATION_BEGUN).count() == 1


def test_nobody_begins_without_a_name_or_when_the_round_is_over(world, open_round, over):
    begin = {"action": actions.begin_application, "by": world.stan}

    assert refused_fields(**begin, recruitment=open_round, practice=" ") == ["practice"]
    assert refused_fields(**begin, recruitment=over, practice="Hill Practice") == [""]
    assert Application.objects.count() == 0


def test_a_part_is_kept_as_typed_and_what_cannot_be_read_stays_beside_it(world, open_round):
    application = ApplicationFactory(recruitment=open_round, begun_by=world.stan, people=[])

    actions.save_part(
        application=application,
        part=PARTS["practice"],
        answers={"practice": "Hill Practice", "region": " East "},
        unread={"patients": "about 9,000"},
        version=0,
        by=world.stan,
    )

    application.refresh_from_db()
    assert (application.region, application.unread) == ("East", {"patients": "about 9,000"})
    assert application.parts == {"practice": 1}
    assert is_missing(applied(application))["patients"] == ["This cannot be read yet. Please put it right."]


def test_people_are_kept_in_their_places_and_empty_places_are_left_out(world, open_round):
    application = ApplicationFactory(recruitment=open_round, people=[])

    actions.save_part(
        application=application,
        part=PARTS["team"],
        answers={"sponsor_name": "Dr Sam Sponsor"},
        people=[{"name": "Kim", "role": "team_lead", "hours": 4}, {"name": ""}, {"name": "Lee"}],
        unread={"person_3_email": "lee at home"},
        by=world.stan,
    )

    people = [(person.position, person.name, person.role, person.hours) for person in application.people.all()]
    assert people == [(1, "Kim", "team_lead", 4), (3, "Lee", "", None)]


def test_two_who_write_in_one_part_are_told_and_in_two_parts_are_not(world, open_round):
    application = ApplicationFactory(recruitment=open_round)
    save = {"application": application, "by": world.stan}
    actions.save_part(**save, part=PARTS["reasons"], answers={"why_now": "Ours"}, version=0)
    actions.save_part(**save, part=PARTS["numbers"], answers={"record_system": "Paper"}, version=0)

    with pytest.raises(ValidationError) as refused:
        actions.save_part(**save, part=PARTS["reasons"], answers={"why_now": "Mine"}, version=0)

    assert refused.value.code == "conflict"
    application.refresh_from_db()
    assert (application.why_now, application.record_system) == ("Ours", "Paper")


def test_what_points_to_a_patient_is_refused_at_its_field(world, open_round):
    application = ApplicationFactory(recruitment=open_round)

    fields = refused_fields(
        actions.save_part,
        application=application,
        part=PARTS["reasons"],
        answers={"why_now": "Health card 1234567897 waited"},
        by=world.stan,
    )

    assert fields == ["why_now"]


def test_an_application_is_sent_once_and_then_read_by_those_who_select(world, open_round):
    application = ApplicationFactory(recruitment=open_round, begun_by=world.stan)

    sent = actions.send_application(application=application, by=world.stan)
    again = actions.send_application(application=application, by=world.stan)

    assert (sent.state, again.version) == (State.SENT, sent.version)
    assert list(Application.objects.visible_to(world.esi)) == [application]
    assert list(Application.objects.visible_to(world.amina)) == []
    assert Event.objects.filter(name=events.APPLICATION_SENT).count() == 1


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ({"practice_kind": ""}, "practice_kind"),
        ({"patients": None}, "patients"),
        ({"clinicians": None}, "clinicians"),
        ({"sponsor_name": ""}, "sponsor_name"),
        ({"supported_at": None}, "sponsor_name"),
        ({"why_now": ""}, "why_now"),
        ({"why_now": "why " * 151}, "why_now"),
        ({"population": ""}, "population"),
        ({"population_size": None}, "population_size"),
        ({"can_list": ""}, "can_list"),
        ({"can_count": ""}, "can_count"),
        ({"promises": ["attend"]}, "promises"),
        ({"unread": {"patients": "many"}}, "patients"),
        ({"people": []}, "person_1_role"),
        ({"people": [(Role.TEAM_LEAD, "Nurse", "Kim"), (Role.PARTNER, "", "Noor")]}, "plan"),
        ({"people": [(Role.TEAM_LEAD, "Nurse", "A"), (Role.DATA_LEAD, "Clerk", "B"), ("", "Doctor", "C")]}, "plan"),
    ],
)
def test_what_is_missing_is_said_at_its_question(world, open_round, said, question):
    application = ApplicationFactory(recruitment=open_round, **said)

    with pytest.raises(ValidationError) as refused:
        actions.send_application(application=application, by=world.stan)

    assert question in refused.value.error_dict
    application.refresh_from_db()
    assert application.state == State.DRAFT


def test_a_plan_stands_in_for_who_is_still_missing(world, open_round):
    alone = [(Role.TEAM_LEAD, "Nurse", "Kim")]
    application = ApplicationFactory(recruitment=open_round, people=alone, plan="We ask two more in May.")

    assert is_missing(applied(application)) == {}


def test_what_a_person_lacks_is_missing_in_their_line_and_counted_with_the_team(world, open_round):
    application = ApplicationFactory(recruitment=open_round, people=[(Role.TEAM_LEAD, "", "Kim")], plan="More in May")
    application.people.update(email="")

    missing = missing_by_part(is_missing(applied(application)))

    assert {part: sorted(words) for part, words in missing.items()} == {
        "team": ["person_1_discipline", "person_1_email"]
    }


def test_few_people_are_a_warning_and_no_reason_to_refuse(world, open_round):
    application = ApplicationFactory(recruitment=open_round, population_size=29)

    assert applied(application).has_few_people
    assert is_missing(applied(application)) == {}
    assert not applied(ApplicationFactory(recruitment=open_round, population_size=30)).has_few_people


def test_a_sent_application_is_changed_until_the_round_closes_but_never_made_incomplete(world, open_round):
    application = ApplicationFactory(recruitment=open_round, is_sent=True)
    save = {"application": application, "part": PARTS["reasons"], "by": world.stan}

    changed = actions.save_part(**save, answers={"why_now": "Better words"})
    assert (changed.state, changed.why_now) == (State.SENT, "Better words")
    assert refused_fields(actions.save_part, **save, answers={"why_now": ""}) == ["why_now"]

    Recruitment.objects.update(closes_on=timezone.localdate() - DAY)
    assert refused_fields(actions.save_part, **save, answers={"why_now": "Too late"}) == [""]
    application.refresh_from_db()
    assert application.why_now == "Better words"


def test_an_application_is_withdrawn_once(world, open_round):
    application = ApplicationFactory(recruitment=open_round, is_sent=True)

    for _time in range(2):
        actions.withdraw_application(application=application, by=world.stan)

    application.refresh_from_db()
    assert application.state == State.WITHDRAWN
    assert Event.objects.filter(name=events.APPLICATION_WITHDRAWN).count() == 1
    assert refused_fields(actions.send_application, application=application, by=world.stan) == [""]


def test_a_place_that_is_taken_is_not_withdrawn(world, over):
    taken = ApplicationFactory(recruitment=over, is_sent=True, state=State.TAKEN)

    assert refused_fields(actions.withdraw_application, application=taken, by=world.stan) == [""]


# --- Those who write with them -------------------------------------------------------------------------------------


def test_a_colleague_finds_the_application_by_the_address_they_were_added_with(world, open_round):
    application = ApplicationFactory(recruitment=open_round, begun_by=world.stan)
    EmailAddress.objects.create(user=world.gil.account, email="gil@allteach.example", verified=True)

    actions.add_writer(application=application, name="Gil", email="GIL@allteach.example ", by=world.stan)
    actions.add_writer(application=application, name="Gil", email="gil@allteach.example", by=world.stan)

    assert list(Application.objects.visible_to(world.gil)) == [application]
    actions.save_part(application=application, part=PARTS["reasons"], answers={"why_now": "So"}, by=world.gil)
    assert ApplicationWriter.objects.get(email="gil@allteach.example").person == world.gil
    assert Event.objects.filter(name=events.WRITER_ADDED).count() == 1


def test_writers_are_refused_by_field_and_the_last_one_stays(world, open_round):
    application = ApplicationFactory(recruitment=open_round, begun_by=world.stan)
    add = {"action": actions.add_writer, "application": application, "by": world.stan}

    assert refused_fields(**add, name=" ", email="nowhere") == ["email", "name"]
    last = application.writers.get()
    assert refused_fields(actions.remove_writer, writer=last, by=world.stan) == [""]
    for number in range(9):
        actions.add_writer(application=application, name="One", email=f"{number}@a.example", by=world.stan)
    assert refused_fields(**add, name="Eleventh", email="e@a.example") == ["email"]

    another = application.writers.exclude(pk=last.pk).first()
    for _time in range(2):
        actions.remove_writer(writer=another, by=world.stan)
    assert application.writers.count() == 9


# --- The sponsor ---------------------------------------------------------------------------------------------------


def test_a_sponsor_is_asked_and_signs_once_without_being_anybody_here(world, open_round):
    application = ApplicationFactory(recruitment=open_round, supported_at=None, supported_as="")
    actions.ask_for_support(application=application, by=world.stan)

    actions.sign_support(application=application, name=" Sam  Sponsor")
    actions.sign_support(application=application, name="Somebody else")

    application.refresh_from_db()
    assert (application.supported_as, application.support_recorded_by) == ("Sam Sponsor", None)
    assert application.supported_at is not None
    assert refused_fields(actions.ask_for_support, application=application, by=world.stan) == [""]


def test_support_on_paper_says_who_answers_for_it(world, open_round):
    application = ApplicationFactory(recruitment=open_round, supported_at=None, supported_as="", sponsor_name="")

    assert refused_fields(actions.record_support, application=application, name=" ", by=world.stan) == ["name"]
    actions.record_support(application=application, name="Sam Sponsor", by=world.stan)

    application.refresh_from_db()
    assert (application.support_recorded_by, application.sponsor_name) == (world.stan, "Sam Sponsor")


def test_a_sponsor_without_an_address_cannot_be_asked(world, open_round):
    application = ApplicationFactory(
        recruitment=open_round, supported_at=None, supported_as="", sponsor_name="", sponsor_email=""
    )

    fields = refused_fields(actions.ask_for_support, application=application, by=world.stan)

    assert fields == ["sponsor_email", "sponsor_name"]


# --- Selecting -----------------------------------------------------------------------------------------------------


def test_a_decision_is_kept_from_the_practice_until_all_are_announced(world, over):
    accepted, waits, declined = (ApplicationFactory(recruitment=over, is_sent=True) for _ in range(3))
    decide(accepted, world.esi, "accept_with_support")
    decide(waits, world.esi, "waiting")
    decide(declined, world.esi, "decline")
    assert {each.state for each in Application.objects.all()} == {State.SENT}
    assert [one.pk for one in round_of(over, seen_by=world.esi).unannounced] == [accepted.pk, waits.pk, declined.pk]

    told = actions.announce_decisions(recruitment=over, by=world.esi)

    assert [one.state for one in told] == [State.OFFERED, State.WAITING, State.DECLINED]
    assert told[0].answer_by == over.today() + 14 * DAY
    names = (events.PLACE_OFFERED, events.PUT_ON_WAITING_LIST, events.APPLICATION_DECLINED)
    assert Event.objects.filter(name__in=names).count() == 3


@pytest.mark.parametrize(
    ("decision", "said", "field"),
    [
        ("accept", {"reasons": " "}, "reasons"),
        ("accept_with_support", {"support": ""}, "support"),
        ("waiting", {"feedback": ""}, "feedback"),
        ("decline", {"feedback": ""}, "feedback"),
        ("perhaps", {}, "decision"),
        ("accept", {"reasons": "As card 1234567897 says"}, "reasons"),
    ],
)
def test_a_decision_without_its_words_is_refused_at_the_field(world, over, decision, said, field):
    application = ApplicationFactory(recruitment=over, is_sent=True)

    assert refused_fields(decide, application=application, by=world.esi, decision=decision, **said) == [field]
    application.refresh_from_db()
    assert application.decided_at is None


def test_reasons_are_kept_out_of_the_record(world, over):
    decide(ApplicationFactory(recruitment=over, is_sent=True), world.esi, reasons="Their lead is leaving")

    assert "leaving" not in str(list(Event.objects.values_list("facts", flat=True)))


def test_two_who_decide_at_once_are_told(world, over):
    application = ApplicationFactory(recruitment=over, is_sent=True)
    decide(application, world.esi, version=1)

    with pytest.raises(ValidationError) as refused:
        decide(application, world.esi, "decline", version=1)

    assert refused.value.code == "conflict"


def test_more_than_there_are_places_are_not_offered_one(world, over):
    for _number in range(3):
        decide(ApplicationFactory(recruitment=over, is_sent=True), world.esi)

    assert refused_fields(actions.announce_decisions, recruitment=over, by=world.esi) == [""]
    assert not Application.objects.filter(state=State.OFFERED).exists()


def test_nothing_is_announced_while_practices_write_or_when_nothing_is_decided(world, open_round, over):
    decide(ApplicationFactory(recruitment=open_round, is_sent=True), world.esi)

    assert refused_fields(actions.announce_decisions, recruitment=open_round, by=world.esi) == [""]
    assert refused_fields(actions.announce_decisions, recruitment=over, by=world.esi) == [""]


def test_those_who_have_their_place_are_not_decided_on_again(world, over):
    taken = ApplicationFactory(recruitment=over, is_sent=True, state=State.TAKEN)

    assert refused_fields(decide, application=taken, by=world.esi) == [""]


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


def test_whoever_is_forgotten_is_nowhere_in_an_application(world, open_round):
    application = ApplicationFactory(recruitment=open_round, begun_by=world.stan)
    address = "stan@allteach.example"
    application.people.filter(position=1).update(email=address)
    Application.objects.filter(pk=application.pk).update(sponsor_email=address)

    erase(person=world.stan, by=world.stan)

    application.refresh_from_db()
    assert (application.sponsor_name, application.sponsor_email) == ("", "")
    assert application.people.get(position=1).name == ""
    assert application.writers.count() == 0
