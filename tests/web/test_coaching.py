"""Coaching: the caseload, a contact in a minute, visits, the circle, and whom the director calls."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from allteach.collaboratives.models import TeamProfile
from allteach.core.models import Event
from allteach.core.periods import Period
from allteach.measures import actions as measures
from allteach.meetings.actions.circle import ask_circle
from allteach.meetings.actions.contacts import Agreed, log_contact
from allteach.meetings.actions.visits import plan_visit
from allteach.meetings.models import CircleQuestion, Commitment, Contact, Look, PrivateNote, Visit
from allteach.progress.follow_up import follow_up_of
from allteach.spaces.models import Subject
from allteach.spaces.roles import Role
from tests.factories import AccountFactory, CycleFactory, MembershipFactory, TeamFactory, TeamMeasureFactory

SECRET = "canaryprivatenote"
SHARED = "canarysharednote"
ASKED = "canaryaskedcircle"


def today():
    return timezone.localdate()


@pytest.fixture
def ward(world):
    """Ward 7 of Dana, who joined long ago and was never in touch."""
    world.everybody()
    assert world.ward_7_falls
    TeamProfile.objects.filter(team=world.ward_7).update(joined_on=today() - timedelta(days=200))
    return world.ward_7


def get(client, person, name, *args):
    client.force_login(person.account)
    return client.get(reverse(name, args=args)).content.decode()


def contact(**answers) -> dict:
    return {"form_key": "k", "way": "phone", "minutes": "25", "on": today().isoformat()} | answers


# --- the caseload ----------------------------------------------------------------------------------------------------


def test_a_caseload_says_why_a_team_needs_attention_and_when_to_be_in_touch(client, world, ward):
    shown = get(client, world.dana, "coaching:caseload")

    for words in (
        "Your team",
        "Ward 7",
        "Amina, lead",
        "The numbers of 2 months are missing",
        "No test closed yet",
        "No contact yet",
    ):
        assert words in shown
    assert "Get in touch" in shown
    assert "No time in 90 days" in shown


def test_teams_that_need_more_attention_stand_first(client, world, ward):
    other = TeamFactory(parent=world.falls, name="Ward 1")
    TeamProfile.objects.filter(team=other).update(joined_on=today())
    MembershipFactory(space=other, person=world.dana, role=Role.COACH)

    shown = get(client, world.again(world.dana), "coaching:caseload")

    assert shown.index("Ward 7") < shown.index("Ward 1")
    assert "Nothing outstanding" in shown


def test_a_coach_without_teams_is_told_what_will_stand_there(client, world):
    coach = AccountFactory().person
    MembershipFactory(space=world.falls, person=coach, role=Role.COACH)

    assert "You coach no team yet" in get(client, coach, "coaching:caseload")


def test_only_what_moved_since_the_last_look_is_shown(client, world, ward):
    CycleFactory(team=ward, title="Goal card")
    measures.send_sheet(team=ward, period=Period.parse("2025-07"), nothing_because="A flood", by=world.amina)
    assert "Numbers of July 2025 are in" in get(client, world.dana, "coaching:caseload")

    client.post(reverse("coaching:look"))

    assert Look.objects.get(team=ward, person=world.dana).at <= timezone.now()
    shown = get(client, world.dana, "coaching:caseload")
    assert "Numbers of July 2025 are in" not in shown
    assert "Nothing new" in shown


def test_what_the_coach_did_is_no_news_to_the_coach(client, world, ward):
    measures.annotate(space=ward, on=today(), words="New form", by=world.amina)

    assert "Nothing new" in get(client, world.dana, "coaching:caseload")


def test_what_was_agreed_comes_back_until_it_is_done(client, world, ward):
    log_contact(
        team=ward, way="phone", minutes=20, agreed=[Agreed("Bring the lesson", world.dana, today())], by=world.dana
    )
    assert "Bring the lesson" in get(client, world.dana, "coaching:caseload")

    commitment = Commitment.objects.get()
    client.post(reverse("coaching:keep_agreement", args=["ward-7", commitment.pk]))

    assert Commitment.objects.get().done_by == world.dana
    assert "Nothing is open" in get(client, world.dana, "coaching:caseload")


def test_a_director_sees_every_coachs_teams_and_may_choose_one_coach(client, world, ward):
    other = MembershipFactory(space=world.ward_9, role=Role.COACH).person
    shown = get(client, world.esi, "coaching:caseloads", "falls")
    assert "Ward 7" in shown
    assert "Ward 9" in shown
    assert f"{other.name}, coach" in shown

    address = reverse("coaching:caseloads", args=["falls"])
    chosen = client.get(f"{address}?coach={world.dana.pk}").content.decode()
    assert "Ward 9" not in chosen
    assert [client.get(f"{address}?coach={asked}").status_code for asked in ("999999", "x", "9" * 40)] == [404] * 3


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_caseload_is_taken_along_as_a_file(client, world, ward, form):
    client.force_login(world.dana.account)

    response = client.get(reverse("coaching:caseload") + f"?as={form}")

    assert response.status_code == 200
    assert b"".join(response.streaming_content)


# --- logging ---------------------------------------------------------------------------------------------------------


def test_a_contact_is_logged_with_three_answers_and_sensible_rest(client, world, ward):
    client.force_login(world.dana.account)
    form = client.get(reverse("coaching:log_contact", args=["ward-7"])).context["form"]
    assert (form["way"].value(), form["minutes"].value(), form["on"].value()) == ("phone", 20, today())

    answers = contact(
        shared_note="Search rebuilt", private_note=SECRET, agreed_1="Send August", who_1=str(world.amina.pk)
    )
    response = client.post(reverse("coaching:log_contact", args=["ward-7"]), answers)

    assert response.headers["Location"] == reverse("coaching:caseload")
    logged = Contact.objects.get()
    assert (logged.minutes, logged.shared_note, logged.initiated_by, logged.risk) == (
        25,
        "Search rebuilt",
        "coach",
        "none",
    )
    assert PrivateNote.objects.get().text == SECRET
    assert Commitment.objects.get().owner == world.amina


def test_a_contact_sent_twice_is_logged_once(client, world, ward):
    client.force_login(world.dana.account)
    for _ in range(2):
        client.post(reverse("coaching:log_contact", args=["ward-7"]), contact())

    assert Contact.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"way": "pigeon"}, "Choose one of the answers"),
        ({"minutes": "x"}, "Write a whole number"),
        ({"minutes": "99999"}, "The most is 600"),
        ({"on": "2999-01-01"}, "That day has not come yet"),
        ({"on": "soon"}, "Write a date"),
        ({"next_on": "2020-01-01"}, "Choose a day after this contact"),
        ({"topics": ["weather"]}, "weather"),
        ({"agreed_1": "Ring Mrs Jones"}, "Mrs Jones"),
        ({"who_2": "1"}, "Say what will be done"),
        ({"private_note": "Mrs Jones is tired"}, "I have checked"),
        ({"shared_note": "x\0y"}, "Null characters are not allowed"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, world, ward, wrong, words):
    client.force_login(world.dana.account)
    answers = {"who_2": str(world.amina.pk)} if "who_2" in wrong else wrong

    response = client.post(reverse("coaching:log_contact", args=["ward-7"]), contact(shared_note="We spoke") | answers)

    shown = response.content.decode()
    assert response.status_code == 200
    assert words in shown
    if "shared_note" not in wrong:
        assert "We spoke" in shown
    assert Contact.objects.count() == 0


def test_a_contact_is_put_right_and_its_private_note_too(client, world, ward):
    logged = log_contact(team=ward, way="phone", minutes=20, private_note=SECRET, by=world.dana)
    address = reverse("coaching:correct_contact", args=["ward-7", logged.pk])
    client.force_login(world.dana.account)
    assert SECRET in client.get(address).content.decode()

    client.post(address, contact(minutes="40", private_note="", version="1"))

    assert Contact.objects.get().minutes == 40
    assert PrivateNote.objects.count() == 0
    assert client.post(address, contact(version="1")).status_code == 409


def test_a_contact_is_withdrawn_after_a_question(client, world, ward):
    logged = log_contact(team=ward, way="phone", minutes=20, by=world.dana)
    client.force_login(world.dana.account)

    client.post(reverse("coaching:withdraw_contact", args=["ward-7", logged.pk]))

    assert Contact.objects.count() == 0
    assert "No contact yet" in client.get(reverse("coaching:contacts", args=["ward-7"])).content.decode()


# --- visits ----------------------------------------------------------------------------------------------------------


def test_a_visit_is_planned_written_up_and_read_by_the_team(client, world, ward):
    client.force_login(world.dana.account)
    client.post(
        reverse("coaching:plan_visit", args=["ward-7"]),
        {"form_key": "p", "on": today().isoformat(), "purpose": "Walk the ward"},
    )
    visit = Visit.objects.get()
    assert "Reports of visits are due" in get(client, world.dana, "coaching:caseload")

    client.post(
        reverse("coaching:report_visit", args=["ward-7", visit.pk]),
        {"form_key": "r", "purpose": "Walk the ward", "walked": "Two beds have no bell", "minutes": "90"},
    )

    assert "Two beds have no bell" in get(client, world.amina, "coaching:visit", "ward-7", visit.pk)
    assert "Reports of visits are due" not in get(client, world.dana, "coaching:caseload")
    assert Contact.objects.get().way == "on_site"


def test_a_visit_called_off_says_why(client, world, ward):
    visit = plan_visit(team=ward, on=today() + timedelta(days=4), purpose="Walk", by=world.dana)
    client.force_login(world.dana.account)

    client.post(reverse("coaching:call_off_visit", args=["ward-7", visit.pk]), {"reason": "Snow"})

    assert "Snow" in get(client, world.amina, "coaching:visit", "ward-7", visit.pk)


# --- the circle ------------------------------------------------------------------------------------------------------


def test_coaches_ask_answer_and_say_what_helped(client, world, ward):
    client.force_login(world.dana.account)
    client.post(reverse("coaching:circle", args=["falls"]), {"form_key": "q", "words": "What helps?", "team": ward.pk})
    question = CircleQuestion.objects.get()
    where = ["falls", question.pk]
    client.post(reverse("coaching:circle_question", args=where), {"form_key": "a", "words": "Fewer tests"})
    assert "Fewer tests" in get(client, world.dana, "coaching:circle_question", *where)

    client.post(reverse("coaching:close_circle_question", args=where), {"outcome": "One a week"})

    assert "One a week" in get(client, world.dana, "coaching:circle", "falls")


def test_a_team_that_somebody_else_coaches_cannot_be_asked_about(client, world, ward):
    client.force_login(world.dana.account)

    client.post(reverse("coaching:circle", args=["falls"]), {"form_key": "q", "words": "x", "team": world.ward_9.pk})

    assert CircleQuestion.objects.count() == 0


# --- whom the director calls -----------------------------------------------------------------------------------------


@pytest.fixture
def late(world, ward):
    """The day on which ward 7 is to be called: its month has been due for two days. Ward 9 has left."""
    TeamProfile.objects.filter(team=world.ward_9).update(withdrawn_on=today() - timedelta(days=90))
    period = Period.containing(today(), "month").previous()
    TeamProfile.objects.filter(team=ward).update(joined_on=period.start)
    return period.end + timedelta(days=12)


def test_a_late_team_stands_on_the_list_until_the_director_was_in_touch(client, world, ward, late):
    assert [each.team.name for each in follow_up_of(world.falls, today=late)] == ["Ward 7"]
    assert follow_up_of(world.falls, today=late - timedelta(days=1)) == []

    log_contact(team=ward, way="phone", minutes=5, by=world.esi)
    Contact.objects.update(on=late)

    assert follow_up_of(world.falls, today=late) == []


def test_a_contact_before_the_month_was_due_does_not_count(world, ward, late):
    log_contact(team=ward, way="phone", minutes=5, by=world.dana)
    Contact.objects.update(on=late - timedelta(days=5))

    assert len(follow_up_of(world.falls, today=late)) == 1


def test_one_button_logs_a_contact_and_goes_back_to_the_list(client, world, ward):
    client.force_login(world.esi.account)

    response = client.post(reverse("coaching:log_quickly", args=["ward-7"]), {"way": "email"})

    assert response.headers["Location"] == reverse("coaching:follow_up", args=["falls"])
    logged = Contact.objects.get()
    assert (logged.way, logged.minutes, logged.by) == ("email", 5, world.esi)


def test_a_button_that_is_none_logs_nothing(client, world, ward):
    client.force_login(world.esi.account)

    client.post(reverse("coaching:log_quickly", args=["ward-7"]), {"way": "pigeon"})

    assert Contact.objects.count() == 0


# --- private notes ---------------------------------------------------------------------------------------------------


@pytest.fixture
def planted(world, ward):
    """A contact with a shared and a private note, a visit with a private note, and a question to the circle."""
    sponsor = AccountFactory(person__name="Hana").person
    MembershipFactory(space=ward, person=sponsor, role=Role.SPONSOR)
    log_contact(
        team=ward,
        way="phone",
        minutes=20,
        shared_note=f"We spoke {SHARED}",
        private_note=f"Tired {SECRET}",
        people=[world.amina],
        by=world.dana,
    )
    ask_circle(collaborative=world.falls, team=ward, words=f"What helps {ASKED}?", by=world.dana)
    return {"sponsor": sponsor} | {name: getattr(world, name) for name in ("amina", "ben", "chidi", "esi", "farah")}


def test_a_private_note_is_in_no_event_and_no_search_words(world, planted):
    assert SECRET not in str(list(Event.objects.values_list("facts", flat=True)))
    assert SECRET not in "".join(Subject.objects.values_list("words", flat=True))


# --- how often the database is asked ---------------------------------------------------------------------------------


def grow(world, coach, teams: int) -> None:
    for _ in range(teams):
        team = TeamFactory(parent=world.falls)
        TeamMeasureFactory(team=team, measure=world.falls_harm, values=[(1, 40), (2, 40)])
        MembershipFactory(space=team, person=coach, role=Role.COACH)
        MembershipFactory(space=team, role=Role.TEAM_LEAD)
        log_contact(
            team=team, way="phone", minutes=10, private_note="Mine", agreed=[Agreed("Do it", due_on=today())], by=coach
        )
        plan_visit(team=team, on=today() - timedelta(days=1), purpose="Walk", by=coach)
        measures.send_sheet(team=team, period=Period.parse("2025-07"), nothing_because="x", by=world.amina)


def asked(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("name", "args", "who"),
    [
        ("coaching:caseload", [], "dana"),
        ("coaching:caseloads", ["falls"], "esi"),
        ("coaching:follow_up", ["falls"], "esi"),
        ("home", [], "dana"),
    ],
)
def test_a_page_asks_as_often_for_many_teams_as_for_one(client, world, ward, name, args, who):
    address = reverse(name, args=args)
    client.force_login(getattr(world, who).account)
    grow(world, world.dana, 2)
    for_two = asked(client, address)

    grow(world, world.dana, 8)

    assert asked(client, address) == for_two
