"""Pages of sessions, calls and teams' meetings: what people see, what a form refuses, and what nobody else reads."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from allteach.improvement.models import Cycle
from allteach.meetings import actions
from allteach.meetings.actions import Coming, Topic
from allteach.meetings.models import Attendance, Commitment, Meeting
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    ChangeIdeaFactory,
    CommitmentFactory,
    CycleFactory,
    ImplementedChangeFactory,
)
from tests.web.access_meetings import call, call_to_come, session

pytestmark = pytest.mark.django_db


def page_of(client, person, name, *args):
    client.force_login(person.account)
    response = client.get(reverse(f"meetings:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


def send(client, person, name, *args, **said):
    client.force_login(person.account)
    return client.post(reverse(f"meetings:{name}", args=args), said)


def errors_of(response):
    return {name: [str(e) for e in errors] for name, errors in response.context["form"].errors.items()}


# --- what somebody needs --------------------------------------------------------------------------------------------

CANARY = "canary of what somebody needs"


@pytest.fixture
def with_needs(world):
    """Ben is registered for a session, and needs something."""
    found = session(world)
    actions.register(
        meeting=found, team=world.ward_7, coming=[Coming(world.ben, access_needs=CANARY, food=CANARY)], by=world.ben
    )
    return found


def pages_about(found):
    at = (found.in_space.slug, found.pk)
    return [
        reverse("meetings:meetings", args=["falls"]),
        *(reverse(f"meetings:{name}", args=at) for name in ("meeting", "registrations", "attendance", "topics", "run")),
        *(reverse(f"meetings:{name}", args=[*at, "ward-7"]) for name in ("register", "say_topics", "action_plan")),
        reverse("spaces:record", args=["falls"]),
        reverse("home"),
    ]


@pytest.mark.parametrize("name", ["amina", "chidi", "dana", "farah"])
def test_what_somebody_needs_is_read_neither_by_their_team_nor_by_their_coach(client, world, with_needs, name):
    client.force_login(getattr(world, name).account)

    read = [address for address in pages_about(with_needs) if CANARY in client.get(address).content.decode()]

    assert read == []


def test_the_organisers_and_they_themselves_read_what_somebody_needs(client, world, with_needs):
    at = (with_needs.in_space.slug, with_needs.pk)

    assert CANARY in page_of(client, world.esi, "registrations", *at)
    assert CANARY in page_of(client, world.ben, "register", *at, "ward-7")


def test_what_somebody_needs_stays_when_their_lead_sends_the_form_again(client, world, with_needs):
    answer = send(client, world.amina, "register", "falls", with_needs.pk, "ward-7", **{f"comes_{world.ben.pk}": "on"})

    assert answer.status_code == 302
    assert Attendance.objects.get(person=world.ben).access_needs == CANARY


# --- a session ------------------------------------------------------------------------------------------------------


def test_a_refused_registration_keeps_what_was_typed_at_the_person_it_is_about(client, world):
    found, number = session(world), world.ben.pk
    said = {f"comes_{number}": "on", f"travel_{number}": "With NHS number 943 476 5919"}

    answer = send(client, world.amina, "register", "falls", found.pk, "ward-7", **said)

    assert list(errors_of(answer)) == [f"travel_{number}"]
    assert "With NHS number 943 476 5919" in answer.content.decode()
    assert not found.attendance.exists()


def test_those_present_are_ticked_from_the_list_of_those_registered(client, world):
    found = session(world, -1)
    ben = AttendanceFactory(meeting=found, person=world.ben, team=world.ward_7, registered_at=timezone.now())
    AttendanceFactory(meeting=found, person=world.amina, team=world.ward_7, registered_at=timezone.now())

    page = page_of(client, world.esi, "attendance", "falls", found.pk)
    answer = send(client, world.esi, "attendance", "falls", found.pk, present=[ben.pk], guest="A nurse")

    assert [name in page for name in ("Amina", "Ben", "Ward 7")] == [True, True, True]
    assert answer.status_code == 302
    there = Attendance.objects.attended().filter(meeting=found)
    assert sorted(str(row.person or row.guest) for row in there) == ["A nurse", "Ben"]


def test_a_block_is_moved_without_javascript(client, world):
    found = session(world)
    first, second = (AgendaItemFactory(meeting=found, position=n, words=f"Block {n}") for n in (1, 2))

    page = page_of(client, world.esi, "agenda", "falls", found.pk)
    send(client, world.esi, "move_block", "falls", found.pk, second.pk, way="earlier")
    send(client, world.esi, "move_block", "falls", found.pk, first.pk, way="sideways")

    assert 'value="earlier"' in page
    assert [block.words for block in found.agenda.all()] == ["Block 2", "Block 1"]


def test_team_time_ends_in_tests_with_predictions_and_in_who_does_what(client, world):
    found = session(world, -1)
    said = {
        "title_1": "Red socks",
        "prediction_1": "Nobody slips",
        "planned_end_on_1": (timezone.localdate() + timedelta(days=7)).isoformat(),
        "chart_1": world.ward_7_falls.pk,
        "words_2": "Buy socks",
        "owner_2": world.ben.pk,
        "form_key": "one",
    }

    answer = send(client, world.amina, "action_plan", "falls", found.pk, "ward-7", **said)
    page = page_of(client, world.amina, "action_plan", "falls", found.pk, "ward-7")

    assert answer.status_code == 302
    cycle, promise = Cycle.objects.get(), Commitment.objects.get()
    assert (cycle.title, cycle.predictions.get().prediction) == ("Red socks", "Nobody slips")
    assert [chart.pk for chart in cycle.charts.all()] == [world.ward_7_falls.pk]
    assert (promise.words, promise.owner, promise.team) == ("Buy socks", world.ben, world.ward_7)
    assert "Predicted: Nobody slips" in page


def test_a_plan_that_is_not_whole_is_refused_in_its_row_and_opens_nothing(client, world):
    found = session(world, -1)
    said = {"title_2": "Red socks", "words_1": "Buy socks", "due_on_3": "2020-01-01", "form_key": "one"}

    answer = send(client, world.amina, "action_plan", "falls", found.pk, "ward-7", **said)

    assert sorted(errors_of(answer)) == ["due_on_3", "planned_end_on_2", "prediction_2", "words_3"]
    assert (Cycle.objects.count(), Commitment.objects.count()) == (0, 0)


def test_an_empty_plan_asks_for_something(client, world):
    answer = send(client, world.amina, "action_plan", "falls", session(world, -1).pk, "ward-7", form_key="one")

    assert errors_of(answer) == {"title_1": ["Write at least one test, or one thing that somebody will do."]}


def test_a_wish_that_nobody_offers_meets_the_team_that_did_it(client, world):
    found, idea = session(world), ChangeIdeaFactory(space=world.falls, title="Bed rails down")
    ImplementedChangeFactory(team=world.ward_9, change_idea=idea)
    actions.say_topics(
        meeting=found, team=world.ward_7, shows=[], learns=[Topic(idea.title, idea.subject_ptr)], by=world.amina
    )

    page = page_of(client, world.esi, "topics", "falls", found.pk)

    assert "The record: they did it" in page
    assert "Ward 9" in page


def test_feedback_is_told_only_when_it_points_to_nobody(client, world):
    found = session(world, -1)
    AttendanceFactory(meeting=found, person=world.amina, team=world.ward_7, state="attended")
    send(client, world.amina, "give_feedback", "falls", found.pk, keep="The canary song", confidence="4")

    page = page_of(client, world.esi, "feedback", "falls", found.pk)

    assert "With fewer than 5 answers nothing is told" in page
    assert "canary" not in page


# --- a call ---------------------------------------------------------------------------------------------------------


def test_a_call_is_run_on_one_screen(client, world):
    found = call(world)
    assert world.amina
    CommitmentFactory(meeting=call_to_come(world, title="Earlier"), words="Not of this call")

    send(client, world.esi, "roll_call", "falls", found.pk, teams=[world.ward_7.pk])
    send(client, world.esi, "make_commitment", "falls", found.pk, words="Send the chart", form_key="one")
    send(client, world.esi, "write_minutes", "falls", found.pk, minutes="All is well.", version="1")
    page = page_of(client, world.esi, "run", "falls", found.pk)
    posted = send(client, world.esi, "post_minutes", "falls", found.pk)

    assert [words in page for words in ("1 of 1", "Send the chart", "All is well.", "Post them to everybody")] == [
        True
    ] * 4
    assert posted.status_code == 302
    assert "All is well." in page_of(client, world.amina, "meeting", "falls", found.pk)


def test_minutes_that_are_not_posted_are_read_by_those_who_run_the_call_alone(client, world):
    found = call(world)
    actions.write_minutes(meeting=found, minutes="A canary sang", by=world.esi)

    assert "canary" not in page_of(client, world.amina, "meeting", "falls", found.pk)
    assert "canary" in page_of(client, world.dana, "meeting", "falls", found.pk)


def test_two_who_write_minutes_at_once_see_both_texts(client, world):
    found = call(world)
    send(client, world.esi, "write_minutes", "falls", found.pk, minutes="Seven wards", version="1")

    answer = send(client, world.dana, "write_minutes", "falls", found.pk, minutes="Six wards", version="1")

    assert answer.status_code == 409
    assert ["Seven wards" in answer.content.decode(), "Six wards" in answer.content.decode()] == [True, True]


def test_minutes_of_a_call_to_come_are_refused_in_words_and_kept_in_the_box(client, world):
    found = call_to_come(world)

    answer = send(client, world.esi, "write_minutes", "falls", found.pk, minutes="It went well")

    page = answer.content.decode()
    assert "minutes are written when it has begun" in page
    assert "It went well" in page


def test_a_turn_begins_with_what_the_record_tells(client, world):
    found = call(world)
    kept = {"state": "acted", "decision": "adopt", "decided_at": timezone.now(), "decided_by": world.amina}
    CycleFactory(team=world.ward_7, title="Red socks", what_we_learned="Nobody slips", **kept)

    page = page_of(client, world.amina, "take_turn", "falls", found.pk, "ward-7")
    answer = send(
        client, world.amina, "take_turn", "falls", found.pk, "ward-7", ask="Who has a night chart?", version="0"
    )

    assert "This is what your record tells." in page
    assert "Red socks (adopt): Nobody slips" in page
    assert answer.status_code == 302
    assert found.turns.get().ask == "Who has a night chart?"


def test_promises_are_kept_from_the_page_they_stand_on_and_lead_nowhere_else(client, world):
    promise = CommitmentFactory(meeting=call(world), team=world.ward_7)
    client.force_login(world.amina.account)
    address = reverse("meetings:keep_commitment", args=[promise.pk])

    home = client.post(address, {"is_done": "on", "back": "/"})
    away = client.post(address, {"back": "//elsewhere.example/"})

    assert home.url == "/"
    assert away.url == reverse("meetings:meeting", args=["falls", promise.meeting_id])
    promise.refresh_from_db()
    assert promise.done_at is None


def test_a_team_that_leads_runs_the_call_and_others_see_its_topic(client, world):
    found = call_to_come(world)

    send(client, world.amina, "lead_call", "falls", found.pk, "ward-7", topic="Slippers")

    assert "Slippers" in page_of(client, world.chidi, "meeting", "falls", found.pk)
    assert "Roll call" in page_of(client, world.amina, "run", "falls", found.pk)


# --- the list, and a team's own ------------------------------------------------------------------------------------


def test_the_pages_are_made_from_the_calendar_with_one_button(client, world):
    assert world.falls_timetable.pk
    world.falls_timetable.first_session = timezone.localdate() + timedelta(days=10)
    world.falls_timetable.save()

    before = page_of(client, world.esi, "meetings", "falls")
    send(client, world.esi, "follow_calendar", "falls")
    after = page_of(client, world.esi, "meetings", "falls")

    assert "Make them from the calendar" in before
    assert "Make the pages that are missing" not in after
    assert "Learning session 1" in after


def test_moving_an_entry_in_the_calendar_moves_its_meeting(client, world):
    timetable = world.falls_timetable
    timetable.first_session = timezone.localdate() + timedelta(days=10)
    timetable.save()
    send(client, world.esi, "follow_calendar", "falls")
    before = Meeting.objects.get(key="session-2").starts_at
    on = (timezone.localdate(before) + timedelta(days=7)).isoformat()

    client.post(reverse("calendars:move_entry", args=["falls", "session-2"]), {"on": on, "sure": "on"})

    assert Meeting.objects.get(key="session-2").starts_at.date() == before.date() + timedelta(days=7)


def test_a_teams_meeting_is_kept_on_one_screen_and_what_was_promised_comes_back(client, world):
    old = CommitmentFactory(meeting=call(world), team=world.ward_7, words="Buy socks")
    said = {
        "starts_at": "2026-03-03T12:30",
        "duration": "45",
        "present": [world.amina.pk],
        "kept": [old.pk],
        "words_1": "Ask the night staff",
        "mood": "4",
        "form_key": "one",
    }

    answer = send(client, world.amina, "record_team_meeting", "ward-7", **said)
    page = page_of(client, world.amina, "team_meetings", "ward-7")

    assert answer.status_code == 302
    assert ["Ask the night staff" in page, "Buy socks" in page] == [True, False]
    assert "Good" in client.get(answer.url).content.decode()


def test_a_meeting_that_has_not_come_is_refused_at_its_day_and_nothing_typed_is_lost(client, world):
    said = {"starts_at": "2060-03-03T12:30", "duration": "45", "minutes": "We keep it", "form_key": "one"}

    answer = send(client, world.amina, "record_team_meeting", "ward-7", **said)

    assert errors_of(answer) == {"starts_at": ["This day has not come yet."]}
    assert "We keep it" in answer.content.decode()


def test_a_meeting_is_noted_with_who_raised_what_what_was_decided_and_who_could_not_come(client, world):
    said = {
        "starts_at": "2026-03-03T12:30",
        "duration": "45",
        "form_key": "one",
        "present": [world.amina.pk],
        "apologies": [world.ben.pk],
        "mode": "phone",
        "point_words_1": "Night lights",
        "point_raised_from_1": "patient",
        "point_minutes_1": "10",
        "decision_1": "Lights stay on.",
    }

    send(client, world.amina, "record_team_meeting", "ward-7", **said)

    found = Meeting.objects.get(kind="team_meeting")
    html = page_of(client, world.ben, "team_meeting", "ward-7", found.pk)
    for words in ("Night lights", "Patient", "Lights stay on.", "By phone", "Could not come"):
        assert words in html
    again = page_of(client, world.amina, "revise_team_meeting", "ward-7", found.pk)
    assert 'value="Night lights"' in again
    assert 'name="decision_3"' in again


def test_a_line_that_is_refused_stands_open_with_what_was_typed(client, world):
    said = {
        "starts_at": "2026-03-03T12:30",
        "duration": "45",
        "form_key": "one",
        "point_minutes_1": "10",
        "decision_1": "NHS 943 476 5919",
    }

    answer = send(client, world.amina, "record_team_meeting", "ward-7", **said)

    html = answer.content.decode()
    assert "Say what you talked about." in html
    assert "NHS 943 476 5919" in html
    assert "<details open" in html or " open>" in html
    assert not Meeting.objects.filter(kind="team_meeting").exists()
