"""Visits to teams: planned with a purpose, called off, and written up."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.core.models import Event
from allteach.meetings import events
from allteach.meetings.actions.contacts import Agreed, log_contact
from allteach.meetings.actions.visits import call_off_visit, plan_visit, report_visit
from allteach.meetings.models import Commitment, Contact, Meeting, Visit
from allteach.meetings.permissions import can_call_off_visit, can_report_visit
from allteach.meetings.queries.contacts import coming_visits, visited_since, visits_for, visits_to_report
from allteach.spaces.roles import Role
from tests.factories import MembershipFactory
from tests.world import CAST


@pytest.fixture
def ward(world):
    world.everybody()
    return world.ward_7


def today() -> date:
    return timezone.localdate()


def plan(world, **answers):
    said = {"team": world.ward_7, "on": today() + timedelta(days=9), "purpose": "Walk the ward at night"}
    return plan_visit(**(said | answers), by=world.dana)


def refused(action, **answers) -> list[str]:
    with pytest.raises(ValidationError) as broken:
        action(**answers)
    return list(broken.value.message_dict)


def test_a_visit_is_a_meeting_of_the_team_with_a_purpose(world, ward):
    visit = plan(world)

    assert (visit.meeting.kind, visit.meeting.audience, visit.meeting.led_by) == ("visit", "team", world.dana)
    assert visit.meeting.title == "Visit: Walk the ward at night"
    assert Contact.objects.count() == 0
    assert Event.objects.get(name=events.VISIT_PLANNED).facts["on"] == visit.on.isoformat()
    assert coming_visits([ward.pk], today=today()) == {ward.pk: visit}


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"purpose": " "}, "purpose"),
        ({"on": None}, "on"),
        ({"on": date(2019, 1, 1)}, "on"),
        ({"on": date(2999, 1, 1)}, "on"),
        ({"purpose": "See Mrs Jones"}, "purpose"),
    ],
)
def test_what_cannot_be_planned_is_refused_at_its_question(world, ward, answers, field):
    said = {"team": ward, "on": today(), "purpose": "Walk the ward", "by": world.dana} | answers

    assert refused(plan_visit, **said) == [field]
    assert Meeting.objects.count() == 0


def test_a_visit_that_is_written_up_is_a_contact_of_its_day(world, ward):
    visit = plan(world, on=today() - timedelta(days=3))
    assert visits_to_report(world.dana, today=today()) == [visit]

    report_visit(
        visit=visit,
        minutes=150,
        walked="Two beds have no bell",
        met_sponsor=True,
        agreed=[Agreed("Two bells", world.amina)],
        private_note="Mine",
        by=world.dana,
    )

    contact = Contact.objects.get()
    assert (contact.meeting_id, contact.on, contact.way, contact.minutes) == (visit.pk, visit.on, "on_site", 150)
    kept = Visit.objects.get()
    assert (kept.reported_by, kept.met_sponsor, kept.walked) == (world.dana, True, "Two beds have no bell")
    assert Commitment.objects.get().words == "Two bells"
    assert visits_to_report(world.dana, today=today()) == []
    assert visited_since({ward.pk: visit.on}) == {ward.pk}
    assert sorted(Event.objects.get(name=events.VISIT_REPORTED).facts["texts"]) == ["walked"]


def test_a_visit_logged_within_a_minute_still_owes_its_report(world, ward):
    visit = plan(world, on=today())
    log_contact(team=ward, way="on_site", minutes=90, visit=visit, by=world.dana)
    assert visits_to_report(world.dana, today=today()) == [visit]

    report_visit(visit=visit, learned="They ring twice", by=world.dana)

    assert Contact.objects.get().minutes == 90
    assert visits_to_report(world.dana, today=today()) == []


def test_a_report_is_corrected_and_stands_as_first_written(world, ward):
    visit = plan(world, on=today())
    report_visit(visit=visit, minutes=60, walked="Two beds", by=world.dana)
    first = Visit.objects.get().reported_at

    report_visit(visit=visit, walked="Three beds", by=world.dana)

    assert (Visit.objects.get().walked, Visit.objects.get().reported_at) == ("Three beds", first)


def test_an_empty_report_is_refused_and_so_is_one_of_a_visit_to_come(world, ward):
    visit = plan(world, on=today())
    assert refused(report_visit, visit=visit, minutes=60, met_sponsor=True, by=world.dana) == ["walked"]
    assert refused(report_visit, visit=visit, walked="Two beds", by=world.dana) == ["minutes"]

    later = plan(world)
    assert refused(report_visit, visit=later, minutes=60, walked="Two beds", by=world.dana) == ["__all__"]
    assert Contact.objects.count() == 0
    assert not Visit.objects.exclude(reported_at=None).exists()


def test_an_answer_that_no_report_asks_for_is_a_mistake_of_ours(world, ward):
    with pytest.raises(TypeError, match="does not ask"):
        report_visit(visit=plan(world, on=today()), minutes=60, weather="Rain", by=world.dana)


def test_a_visit_that_does_not_take_place_owes_nothing(world, ward):
    visit = plan(world, on=today())

    call_off_visit(visit=visit, reason="Snow", by=world.dana)
    call_off_visit(visit=visit, reason="Snow", by=world.dana)

    assert visits_to_report(world.dana, today=today()) == []
    assert coming_visits([ward.pk], today=today()) == {}
    assert Event.objects.filter(name=events.VISIT_CALLED_OFF).count() == 1


def test_a_visit_that_took_place_cannot_be_called_off(world, ward):
    visit = plan(world, on=today())
    report_visit(visit=visit, minutes=60, walked="Two beds", by=world.dana)

    with pytest.raises(ValidationError):
        call_off_visit(visit=visit, by=world.dana)


def test_whoever_comes_writes_it_up_and_nobody_else(world, ward):
    visit = plan(world, on=today())

    assert can_report_visit(world.dana, visit)
    assert can_call_off_visit(world.dana, visit)
    assert not can_report_visit(world.esi, visit)
    assert not can_report_visit(world.amina, visit)


def test_a_visit_stands_in_the_calendar_of_the_team_its_coach_and_whoever_makes_it(world, ward):
    sponsor = MembershipFactory(space=ward, role=Role.SPONSOR).person
    later, called_off = plan(world, on=today() + timedelta(days=20)), plan(world)
    by_the_director = plan_visit(team=world.ward_9, on=today(), purpose="See the new ward", by=world.esi)
    call_off_visit(visit=called_off, reason="Ill", by=world.dana)

    assert {name: visits_for(getattr(world, name)) for name in CAST} == {
        "amina": [called_off, later],
        "ben": [called_off, later],
        "chidi": [by_the_director],
        "dana": [called_off, later],
        "esi": [by_the_director],
        "farah": [],
        "gil": [],
        "stan": [],
    }
    assert visits_for(world.again(sponsor)) == []


def test_a_coach_who_left_the_team_is_owed_no_report(world, ward):
    visit = plan(world, on=today())
    world.dana.memberships.update(ended_at=timezone.now())

    assert not can_report_visit(world.again(world.dana), visit)
    assert visits_to_report(world.again(world.dana), today=today()) == []
