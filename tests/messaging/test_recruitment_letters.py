"""Letters to practices that apply and to teams in pre-work: told once, and only while they are true."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from allteach.collaboratives.actions import recruitment as actions
from allteach.collaboratives.actions.prework import sign_off
from allteach.collaboratives.models import Application, Recruitment
from allteach.collaboratives.prework import ITEMS
from allteach.messaging.models import Message
from allteach.messaging.notices import LETTERS
from allteach.messaging.outbox import deliver, write_notices, write_reminders
from allteach.messaging.prework_letters import teams_that_are_stuck
from allteach.spaces.actions import leave_for_good
from allteach.spaces.roles import Role
from tests.factories import ApplicationFactory, MembershipFactory, RecruitmentFactory

DAY = timedelta(days=1)


@pytest.fixture
def over(world):
    return RecruitmentFactory(space=world.falls, over=True, contact="ask@falls.example")


def told() -> list[tuple[str, str]]:
    """Every mail that is owed, sent: to whom, and its subject."""
    mail.outbox.clear()
    write_notices()
    deliver()
    return [(each.to[0], each.subject) for each in mail.outbox]


def decide(application, by, decision):
    actions.decide_application(
        application=application, decision=decision, reasons="x", support="A coach", feedback="Well done", by=by
    )


def test_a_practice_hears_of_its_arrival_and_of_what_was_decided(world, over):
    made = {
        decision: ApplicationFactory(
            recruitment=over, begun_by=world.stan, is_sent=True, practice=f"Practice {decision}"
        )
        for decision in ("accept_with_support", "waiting", "decline")
    }
    for decision, application in made.items():
        decide(application, world.esi, decision)
    actions.announce_decisions(recruitment=over, by=world.esi)

    subjects = sorted(subject for _to, subject in told())

    assert [subject.split(":")[0] for subject in subjects] == ["Falls"] * 3
    assert any("a place for Practice accept_with_support" in subject for subject in subjects)
    bodies = "\n".join(each.body for each in mail.outbox)
    assert "With it comes help: A coach" in bodies
    assert bodies.count("Well done") == 3


def test_a_sponsor_and_a_colleague_are_written_to_without_being_anybody_here(world):
    recruitment = RecruitmentFactory(space=world.falls)
    application = ApplicationFactory(
        recruitment=recruitment, begun_by=world.stan, supported_at=None, sponsor_email="sam@practice.example"
    )
    actions.ask_for_support(application=application, by=world.stan)
    actions.add_writer(application=application, name="Gil", email="colleague@practice.example", by=world.stan)

    readers = {to for to, _subject in told()}

    assert readers == {"sam@practice.example", "colleague@practice.example"}
    assert "/support/" in next(each.body for each in mail.outbox if each.to == ["sam@practice.example"])


def test_what_is_answered_meanwhile_is_not_told(world, over):
    application = ApplicationFactory(recruitment=over, begun_by=world.stan, is_sent=True)
    decide(application, world.esi, "accept")
    actions.announce_decisions(recruitment=over, by=world.esi)
    actions.give_up_place(application=application, by=world.stan)

    assert told() == []


def test_whoever_left_is_told_nothing(world, over):
    application = ApplicationFactory(recruitment=over, begun_by=world.stan, is_sent=True)
    decide(application, world.esi, "decline")
    leave_for_good(person=world.stan, by=world.stan)
    actions.announce_decisions(recruitment=over, by=world.esi)

    assert told() == []


def owed(now) -> list[str]:
    with time_machine.travel(now, tick=False):
        mail.outbox.clear()
        write_reminders(now)
        deliver()
    return [each.subject for each in mail.outbox if each.subject != "Your week on Allteach"]


def test_a_draft_is_reminded_of_a_week_and_a_day_before_the_round_closes(world):
    recruitment = RecruitmentFactory(space=world.falls)
    ApplicationFactory(recruitment=recruitment, begun_by=world.stan, why_now="")
    noon = datetime.combine(recruitment.closes_on, datetime.min.time(), tzinfo=UTC) + timedelta(hours=12)

    counts = [len(owed(noon - days * DAY)) for days in (9, 7, 6, 4, 1, 0)]

    assert counts == [0, 1, 0, 0, 1, 0]
    Application.objects.update(state=Application.State.WITHDRAWN)
    Recruitment.objects.update(closes_on=recruitment.closes_on + 30 * DAY)
    assert owed(noon + 29 * DAY) == []


def test_an_offer_is_reminded_of_before_its_day(world, over):
    application = ApplicationFactory(recruitment=over, begun_by=world.stan, is_sent=True)
    decide(application, world.esi, "accept")
    actions.announce_decisions(recruitment=over, by=world.esi)
    answer_by = Application.objects.get(pk=application.pk).answer_by
    noon = datetime.combine(answer_by, datetime.min.time(), tzinfo=UTC) + timedelta(hours=12)

    assert [len(owed(noon - days * DAY)) for days in (5, 3, 1)] == [0, 1, 1]


# --- Pre-work ------------------------------------------------------------------------------------------------------

AIM_DUE = datetime(2024, 12, 15, 12, tzinfo=UTC)  # The first session of the falls is on 3 February 2025.


def test_a_lead_hears_two_days_before_items_are_due_and_not_of_what_is_done(world):
    assert world.falls_timetable
    world.everybody()

    assert owed(AIM_DUE - 2 * DAY) == ["Ward 7: due by 15 December 2024"]

    for key in ("population", "welcome", "team"):
        sign_off(team=world.ward_7, item=ITEMS[key], by=world.esi)
    assert owed(AIM_DUE + 5 * DAY) == []


def test_a_team_that_is_stuck_and_its_coach_hear_it_on_mondays(world):
    assert world.falls_timetable
    world.everybody()
    monday = datetime(2024, 12, 30, 12, tzinfo=UTC)

    assert sorted(owed(monday)) == ["Ward 7: some pre-work is late"] * 2
    assert "Ward 7: some pre-work is late" not in owed(monday + DAY)


def test_whoever_left_the_team_hears_nothing_of_its_pre_work(world):
    assert world.falls_timetable
    message = Message(letter="prework_due", person=world.chidi, about=f"spaces.space:{world.ward_7.pk}")

    with time_machine.travel(AIM_DUE, tick=False):
        assert LETTERS["prework_due"].says(message) is None


def test_whoever_leads_and_coaches_a_team_that_is_stuck_hears_it_once(world):
    assert world.falls_timetable
    MembershipFactory(person=world.amina, space=world.ward_7, role=Role.COACH)

    owed_once = list(teams_that_are_stuck(datetime(2024, 12, 30, 12, tzinfo=UTC)))

    assert [each.reader.person for each in owed_once] == [world.amina]
