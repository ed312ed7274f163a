"""The page for a sponsor: written, sent with a link, answered in line, and a barrier that goes away."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.core.models import Event
from allteach.core.periods import Period
from allteach.progress import actions, events
from allteach.progress.models import BarrierAction, SeniorLeaderReport, SponsorLink
from allteach.progress.permissions import (
    can_answer_barrier,
    can_remove_barrier,
    can_send_leader_report,
    can_write_leader_reports,
)
from allteach.progress.queries.record import told_of
from allteach.progress.queries.senior_leaders import (
    barrier_of,
    barriers_promised,
    barriers_waiting,
    leader_reports_of,
    sponsor_link_with,
)
from allteach.progress.secrets import secret_of
from allteach.spaces.actions import remove_member
from allteach.spaces.models import Membership
from allteach.spaces.roles import Role
from tests.factories import MembershipFactory

JUNE = Period.parse("2025-06")
NEXT_YEAR = Period.containing(timezone.localdate() + timedelta(days=400), "month")


def sponsored(world):
    return MembershipFactory(space=world.ward_7, role=Role.SPONSOR, person=world.stan)


def written(world, **said):
    answers = {"barrier": "No room on Mondays.", "decision_wanted": "May we have room 4?", **said}
    return actions.save_leader_report(team=world.ward_7, month=JUNE, **answers, by=world.amina)


def sent(world, **said):
    sponsored(world)
    return actions.send_leader_report(report=written(world, **said), by=world.amina)


def test_a_page_is_sent_to_the_sponsor_with_a_link_that_nobody_can_read_from_the_table(world):
    report = sent(world)

    link = SponsorLink.objects.get()
    secret = secret_of(link)
    assert (link.sponsor, link.is_open, secret == link.digest) == (world.stan, True, False)
    assert sponsor_link_with(secret).report == report
    assert sponsor_link_with(secret[:-1]) is None
    [waiting] = barriers_waiting([world.ward_7.pk])
    assert (waiting.barrier, waiting.answer) == ("No room on Mondays.", "")
    assert Event.objects.get(name=events.LEADER_REPORT_SENT).facts == {
        "month": "2025-06",
        "sponsors": [world.stan.pk],
    }


def test_a_page_without_a_barrier_waits_for_nothing(world):
    report = sent(world, barrier="", decision_wanted="")

    assert barrier_of(report) is None
    assert str(report.period) == "2025-06"


def test_a_link_ends_with_time_by_hand_and_with_the_sponsor(world):
    sent(world)
    link = SponsorLink.objects.get()
    secret = secret_of(link)

    SponsorLink.objects.update(expires_at=timezone.now())
    assert sponsor_link_with(secret) is None
    SponsorLink.objects.update(expires_at=link.expires_at)
    assert sponsor_link_with(secret) is not None
    remove_member(membership=Membership.objects.get(role=Role.SPONSOR), by=world.amina)
    assert sponsor_link_with(secret) is None
    sponsored(world)
    assert sponsor_link_with(secret) is not None
    actions.end_sponsor_link(link=link, by=world.amina)
    actions.end_sponsor_link(link=link, by=world.amina)
    assert sponsor_link_with(secret) is None
    assert Event.objects.filter(name=events.SPONSOR_LINK_ENDED).count() == 1


def test_a_link_to_a_closed_team_opens_nothing(world):
    sent(world)
    world.ward_7.closed_at, world.ward_7.closed_by = timezone.now(), world.esi
    world.ward_7.save()

    assert sponsor_link_with(secret_of(SponsorLink.objects.get())) is None


def test_a_page_needs_a_sponsor_and_a_barrier_needs_a_decision(world):
    with pytest.raises(ValidationError, match="no sponsor"):
        actions.send_leader_report(report=written(world), by=world.amina)
    sponsored(world)
    with pytest.raises(ValidationError) as refused:
        actions.send_leader_report(report=written(world, decision_wanted=""), by=world.amina)

    assert list(refused.value.error_dict) == ["decision_wanted"]
    assert not SponsorLink.objects.exists()


def test_a_page_that_was_sent_is_not_written_on(world):
    report = sent(world)

    for act in (
        lambda: written(world, barrier="Another"),
        lambda: actions.send_leader_report(report=report, by=world.amina),
    ):
        with pytest.raises(ValidationError, match="sent already"):
            act()


def test_two_who_write_the_page_at_once_lose_nothing(world):
    report = written(world)
    actions.save_leader_report(team=world.ward_7, month=JUNE, risk="Staff", version=report.version, by=world.ben)

    with pytest.raises(ValidationError) as refused:
        written(world, version=report.version)

    assert refused.value.code == "conflict"


def test_a_page_of_a_month_not_begun_is_refused(world):
    with pytest.raises(ValidationError, match="not begun"):
        actions.save_leader_report(team=world.ward_7, month=NEXT_YEAR, barrier="Time", by=world.amina)


def test_the_sponsor_answers_and_may_answer_anew_until_it_is_gone(world):
    action = barrier_of(sent(world))
    soon = timezone.localdate() + timedelta(days=20)

    actions.answer_barrier(barrier=action, answer="need_more", words="How often?", by=world.stan)
    assert barriers_promised([world.ward_7.pk]) == []
    actions.answer_barrier(barrier=action, answer="will_do", words="I move the clinic.", by_when=soon, by=world.stan)

    [promised] = barriers_promised([world.ward_7.pk])
    assert (promised.words, promised.by_when, promised.answered_by) == ("I move the clinic.", soon, world.stan)
    assert barriers_waiting([world.ward_7.pk]) == []
    today = timezone.localdate()
    actions.remove_barrier(barrier=action, removed_on=today, by=world.ben)
    actions.remove_barrier(barrier=action, removed_on=today, by=world.amina)
    assert BarrierAction.objects.get().removed_by == world.ben
    with pytest.raises(ValidationError, match="out of the way"):
        actions.answer_barrier(barrier=action, answer="cannot", words="No", by=world.stan)
    assert told_of(world.ward_7.pk, Period.containing(today, "month")).removed == ("No room on Mondays.",)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"answer": "maybe"}, "answer"),
        ({"answer": "will_do", "words": "Yes"}, "by_when"),
        ({"answer": "will_do", "words": "Yes", "by_when": date(2025, 1, 1)}, "by_when"),
        ({"answer": "cannot"}, "words"),
        ({"answer": "need_more", "words": " "}, "words"),
    ],
)
def test_an_answer_that_says_too_little_is_refused_beside_its_field(world, said, field):
    action = barrier_of(sent(world))

    with pytest.raises(ValidationError) as refused:
        actions.answer_barrier(barrier=action, **said, by=world.stan)

    assert list(refused.value.error_dict) == [field]
    assert BarrierAction.objects.get().answer == ""


def test_a_barrier_is_not_gone_before_it_was_asked_about(world):
    action = barrier_of(sent(world))

    with pytest.raises(ValidationError) as refused:
        actions.remove_barrier(barrier=action, removed_on=date(2025, 1, 1), by=world.amina)

    assert list(refused.value.error_dict) == ["removed_on"]


def test_a_sponsor_sees_the_page_once_it_is_sent_and_no_other_team_does(world):
    world.everybody()
    sponsored(world)
    written(world)

    def seen_by():
        people = ("amina", "chidi", "dana", "esi", "farah", "stan")
        return [name for name in people if leader_reports_of(world.ward_7, seen_by=world.again(getattr(world, name)))]

    assert seen_by() == ["amina", "dana"]
    actions.send_leader_report(report=SeniorLeaderReport.objects.get(), by=world.amina)
    assert seen_by() == ["amina", "dana", "esi", "stan"]


def test_who_may_do_what_with_the_page(world):
    world.everybody()
    report = written(world)
    sponsored(world)
    draft = {
        name: (can_write_leader_reports(person, world.ward_7), can_send_leader_report(person, report))
        for name in ("amina", "ben", "dana", "stan")
        for person in [world.again(getattr(world, name))]
    }
    actions.send_leader_report(report=report, by=world.amina)
    action = barrier_of(report)
    answers = {
        name: (can_answer_barrier(person, action), can_remove_barrier(person, action))
        for name in ("amina", "ben", "dana", "stan")
        for person in [world.again(getattr(world, name))]
    }

    assert draft == {"amina": (True, True), "ben": (True, False), "dana": (False, False), "stan": (False, False)}
    assert answers == {"amina": (False, True), "ben": (False, True), "dana": (False, False), "stan": (True, False)}
