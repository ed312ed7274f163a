"""Writing an application: what is kept, what is missing, who writes along, and the sponsor who signs."""

import pytest
from allauth.account.models import EmailAddress
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.collaboratives import events
from allteach.collaboratives.actions import recruitment as actions
from allteach.collaboratives.application_form import PARTS
from allteach.collaboratives.models import Application, ApplicationWriter, Recruitment
from allteach.collaboratives.participation import PROMISES
from allteach.collaboratives.queries.applications import applications_of, applied, is_missing, missing_by_part
from allteach.collaboratives.secrets import SALT, application_with, secret_for_sponsor
from allteach.core.models import Event
from allteach.people.actions import erase
from allteach.people.models import Person
from allteach.spaces.roles import Role
from tests.collaboratives.rounds import DAY, State, refused_fields
from tests.factories import ApplicationFactory

# --- Writing -------------------------------------------------------------------------------------------------------


def test_an_application_is_begun_once_and_its_writer_finds_it(world, open_round):
    one = actions.begin_application(recruitment=open_round, practice=" Hill  Practice ", by=world.stan)
    same = actions.begin_application(recruitment=open_round, practice="hill practice", by=world.stan)

    assert (one, one.practice, one.state) == (same, "Hill Practice", State.DRAFT)
    assert list(Application.objects.visible_to(world.stan)) == [one]
    assert list(Application.objects.visible_to(world.esi)) == []
    assert Event.objects.filter(name=events.APPLICATION_BEGUN).count() == 1


def test_a_newcomer_gets_an_account_where_the_collaborative_is_and_begins(open_round):
    said = {"recruitment": open_round, "name": "Nia", "practice": "Hill Practice"}

    account, application = actions.begin_as_newcomer(**said, email="Nia@Practice.example")

    assert (account.email, account.person.name, application.practice) == (
        "nia@practice.example",
        "Nia",
        "Hill Practice",
    )
    assert account.person.time_zone == open_round.space.time_zone
    assert applications_of(account.person) == [application]
    assert refused_fields(actions.begin_as_newcomer, **said, email="nia@practice.example") == ["email"]
    assert Application.objects.count() == 1


def test_nobody_begins_without_a_name_or_when_the_round_is_over(world, open_round, over):
    begin = {"action": actions.begin_application, "by": world.stan}

    assert refused_fields(**begin, recruitment=open_round, practice=" ") == ["practice"]
    assert refused_fields(**begin, recruitment=over, practice="Hill Practice") == [""]
    assert Application.objects.count() == 0


def test_a_stranger_knows_of_no_application(open_round):
    ApplicationFactory(recruitment=open_round, is_sent=True)

    assert list(Application.objects.visible_to(Person())) == []


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


def test_promises_are_kept_by_name_in_the_order_in_which_they_are_asked(world, open_round):
    application = ApplicationFactory(recruitment=open_round, promises=[])
    first, second, *_others = PROMISES
    promised = {"promises": [second, "the moon", first]}

    kept = actions.save_part(application=application, part=PARTS["promises"], answers=promised, by=world.stan)

    assert kept.promises == [first, second]


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


def test_the_sponsors_link_opens_one_application_for_the_sponsor_it_was_sent_to(world, open_round):
    application, other = (ApplicationFactory(recruitment=open_round) for _number in range(2))
    secret = secret_for_sponsor(application)
    assert application_with(secret) == application
    assert secret_for_sponsor(other) != secret

    Application.objects.filter(pk=application.pk).update(sponsor_email="another@practice.example")
    assert application_with(secret) is None
    again = secret_for_sponsor(Application.objects.get(pk=application.pk))
    assert application_with(again) == application

    actions.withdraw_application(application=application, by=world.stan)
    assert application_with(again) is None


@pytest.mark.parametrize("secret", ["", "nothing", signing.dumps([1, "a@b.example"]), signing.dumps(7, salt=SALT)])
def test_a_link_that_nobody_sent_to_a_sponsor_opens_nothing(open_round, secret):
    assert application_with(secret) is None


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
