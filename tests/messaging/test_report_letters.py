"""Mails about reports and pages for sponsors: who hears what, that no word of a report is in them, and one reminder."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from allteach.core.models import Event
from allteach.core.periods import Period
from allteach.measures import actions as measures
from allteach.messaging import outbox
from allteach.messaging.models import Message
from allteach.messaging.months import months_that_are_due
from allteach.messaging.notices import LETTERS
from allteach.progress import actions
from allteach.progress.models import BarrierAction, MonthlyReport, SponsorLink
from allteach.progress.queries.senior_leaders import barrier_of
from allteach.progress.secrets import secret_of
from allteach.spaces.models import Membership
from allteach.spaces.roles import Role
from tests.factories import MembershipFactory

MARCH, JUNE = Period.parse("2025-03"), Period.parse("2025-06")
DUE = datetime(2025, 4, 10, 9, tzinfo=UTC)


def mails() -> dict[tuple[str, str], dict]:
    """What is owed now: by letter and reader, what it says."""
    outbox.write_notices()
    return {(each.letter, each.person.name): LETTERS[each.letter].says(each) for each in Message.objects.order_by("pk")}


@pytest.fixture
def report(world):
    world.everybody()
    written = actions.save_report(team=world.ward_7, month=JUNE, learnt="Canarylearnt", by=world.amina)
    actions.send_report(report=written, by=world.amina)
    return MonthlyReport.objects.get()


def test_the_coach_hears_that_a_report_is_in_and_whoever_sent_it_does_not(world, report):
    found = mails()

    assert list(found) == [("report_in", "Dana")]
    said = found["report_in", "Dana"]
    assert (said["month"], said["who"]) == ("June 2025", "Amina")
    assert said["link"].endswith("/teams/ward-7/reports/2025-06/")


def test_those_who_lead_the_team_hear_of_replies_and_questions_but_not_their_words(world, report):
    actions.reply_to_report(report=report, words="Canaryreply", by=world.dana)
    actions.return_report(report=report, words="Canaryquestion", by=world.esi)

    found = mails()

    assert [key for key in found if key[0] != "report_in"] == [("report_reply", "Amina"), ("report_returned", "Amina")]
    assert found["report_returned", "Amina"]["who"] == "Esi"
    assert "anary" not in str(found)


def test_whoever_left_hears_nothing(world, report):
    actions.reply_to_report(report=report, words="Well done", by=world.dana)
    outbox.write_notices()
    Membership.objects.filter(person=world.amina).update(ended_at=timezone.now())

    assert LETTERS["report_reply"].says(Message.objects.get(letter="report_reply")) is None


def test_a_sponsor_gets_a_link_the_team_an_answer_and_the_sponsor_thanks(world):
    world.everybody()
    MembershipFactory(space=world.ward_7, role=Role.SPONSOR, person=world.stan)
    page = actions.save_leader_report(
        team=world.ward_7, month=JUNE, barrier="Canarybarrier", decision_wanted="Room 4?", by=world.amina
    )
    actions.send_leader_report(report=page, by=world.amina)

    said = mails()["sponsor_page", "Stan"]
    assert said["link"].endswith(f"/for-sponsors/{secret_of(SponsorLink.objects.get())}/")
    assert (said["asks"], "anary" in str(said)) == (True, False)

    actions.answer_barrier(barrier=barrier_of(page), answer="cannot", words="Canaryanswer", by=world.stan)
    actions.remove_barrier(barrier=BarrierAction.objects.get(), removed_on=timezone.localdate(), by=world.amina)
    found = mails()
    assert {("barrier_answered", "Amina"), ("barrier_answered", "Dana"), ("barrier_gone", "Stan")} <= set(found)
    assert "anary" not in str(found["barrier_answered", "Amina"])

    message = Message.objects.get(letter="sponsor_page")
    SponsorLink.objects.update(ended_at=timezone.now())
    assert LETTERS["sponsor_page"].says(message) is None


def test_a_barrier_that_nobody_was_asked_about_is_no_mail(world, report):
    page = actions.save_leader_report(team=world.ward_7, month=JUNE, partner_view="It goes well", by=world.amina)
    event = Event.objects.filter(subject=page.pk).last()

    message = Message(letter="barrier_answered", person=world.amina, event=event, about=event.about)
    assert LETTERS["barrier_answered"].says(message) is None


def test_numbers_and_report_of_a_month_are_one_reminder_until_both_are_in(world):
    assert world.ward_7_falls
    assert world.falls_timetable
    assert world.amina
    world.ward_7.profile.joined_on = date(2025, 3, 1)
    world.ward_7.profile.save()
    at = DUE - timedelta(days=1)

    def owed():
        return [(each.reader.person.name, each.period) for each in months_that_are_due(at)]

    def says():
        message = Message(
            letter="month_due",
            person=world.again(world.amina),
            about=f"spaces.space:{world.ward_7.pk}",
            period="2025-03 -1",
        )
        return LETTERS["month_due"].says(message)

    with time_machine.travel(at, tick=False):
        assert owed() == [("Amina", "2025-03 -1")]
        assert (says()["has_numbers"], says()["has_report"]) == (True, True)
        measures.send_sheet(team=world.ward_7, period=MARCH, nothing_because="Closed", by=world.amina)
        assert owed() == [("Amina", "2025-03 -1")]
        assert (says()["has_numbers"], says()["has_report"]) == (False, True)
        assert says()["link"].endswith("/teams/ward-7/reports/2025-03/write/")
        report = actions.save_report(team=world.ward_7, month=MARCH, learnt="Rails", by=world.amina)
        actions.send_report(report=report, by=world.amina)
        assert owed() == []
        assert says() is None
