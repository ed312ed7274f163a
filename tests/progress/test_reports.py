"""Reports of months: written, sent, replied to, sent back, closed; where they stand; who sees what."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.core.models import Event
from allteach.core.periods import Period
from allteach.measures import actions as measures
from allteach.progress import actions, events
from allteach.progress.models import MonthlyReport, ReportReading
from allteach.progress.permissions import (
    can_close_report,
    can_reply_to_report,
    can_return_report,
    can_save_report,
    can_send_reports,
    can_settle_reply,
    can_write_reports,
)
from allteach.progress.queries.reports import (
    due_days,
    months_until,
    replies_to,
    report_states,
    unread_reports,
    versions_of,
    waiting_replies,
)
from allteach.spaces.roles import Role
from tests.factories import MembershipFactory
from tests.progress.ward_reports import JUNE, MAY, sent, written

NEXT_YEAR = Period.containing(timezone.localdate() + timedelta(days=400), "month")


def seen(world, person):
    return [report.month for report in MonthlyReport.objects.visible_to(world.again(getattr(world, person)))]


# --- writing -------------------------------------------------------------------------------------------------------


def test_a_report_begins_with_its_first_words_and_keeps_them(world):
    report = written(world, mood=4, hours_used=Decimal("3.5"))

    again = MonthlyReport.objects.get()
    assert (again.pk, again.month, again.state, again.learnt, again.mood, again.hours_used) == (
        report.pk,
        date(2025, 6, 1),
        "draft",
        "Rails down helped at night.",
        4,
        Decimal("3.5"),
    )
    assert [(row.what, row.who, row.until) for row in again.plan.all()] == [
        ("Ask the night shift", "Ben", date(2025, 7, 14))
    ]
    assert Event.objects.get(name=events.REPORT_BEGUN).facts == {"month": "2025-06"}


def test_what_is_not_given_stays(world):
    report = written(world)

    actions.save_report(team=world.ward_7, month=JUNE, stuck="Nowhere.", version=report.version, by=world.ben)

    again = MonthlyReport.objects.get()
    assert (again.learnt, again.stuck, again.plan.count()) == ("Rails down helped at night.", "Nowhere.", 1)


def test_two_who_write_at_once_lose_nothing(world):
    report = written(world)
    seen_by_both = report.version
    actions.save_report(team=world.ward_7, month=JUNE, stuck="Nowhere.", version=seen_by_both, by=world.ben)

    with pytest.raises(ValidationError) as refused:
        actions.save_report(team=world.ward_7, month=JUNE, stuck="Everywhere.", version=seen_by_both, by=world.amina)

    assert refused.value.code == "conflict"
    assert MonthlyReport.objects.get().stuck == "Nowhere."


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"stuck": "Call Ms Jones, born 3 May 1941"}, "stuck"),
        ({"mood": 6}, "mood"),
        ({"hours_used": Decimal(-1)}, "hours_used"),
        ({"plan": [{"who": "Ben"}]}, "what_1"),
        ({"plan": [{"what": "x" * 201}]}, "what_1"),
        ({"plan": [{"what": "Ask", "until": date(1066, 1, 1)}]}, "until_1"),
        ({"plan": [{"what": "See NHS 943 476 5919"}]}, "what_1"),
        ({"plan": [{"what": f"Test {n}"} for n in range(9)]}, "what_1"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(world, said, field):
    with pytest.raises(ValidationError) as refused:
        written(world, **said)

    assert field in refused.value.error_dict
    assert not MonthlyReport.objects.exists()


def test_a_month_that_has_not_begun_is_refused_in_words(world):
    with pytest.raises(ValidationError) as refused:
        written(world, NEXT_YEAR)

    [words] = refused.value.messages
    assert words.endswith("has not begun yet: its report can wait.")


@pytest.mark.parametrize("month", ["2025-Q2", "1950-01"])
def test_what_is_no_month_of_a_report_is_refused(world, month):
    with pytest.raises(ValidationError):
        written(world, Period.parse(month))


# --- sending -------------------------------------------------------------------------------------------------------


def test_what_was_sent_stays_as_it_was_when_the_record_is_corrected(world):
    chart = world.ward_7_falls
    report = sent(world)
    measures.report_value(
        team_measure=chart, period=JUNE, numerator=Decimal(9), denominator=Decimal(42), by=world.amina
    )

    actions.save_report(team=world.ward_7, month=JUNE, stuck="Nowhere.", by=world.amina)
    actions.send_report(report=report, by=world.amina)

    second, first = versions_of(report)
    assert (first.row.number, first.told.measures[0].numerator, first.said.stuck) == (1, 5.0, "No time on Mondays.")
    assert (second.row.number, second.told.measures[0].numerator, second.said.stuck) == (2, 9.0, "Nowhere.")
    assert [(each.block, each.before, each.after) for each in second.differences] == [
        ("stuck", "No time on Mondays.", "Nowhere.")
    ]
    assert [(old.numerator, new.numerator) for old, new in second.corrected] == [(5.0, 9.0)]
    assert str(second.differences[0].words) == "Where the team is stuck"


def test_a_report_without_a_sentence_is_not_sent(world):
    report = written(world, learnt=" ")

    with pytest.raises(ValidationError) as refused:
        actions.send_report(report=report, by=world.amina)

    assert list(refused.value.error_dict) == ["learnt"]
    assert not Event.objects.filter(name=events.REPORT_SENT).exists()


def test_lateness_is_counted_from_the_first_time_it_was_sent(world):
    report = sent(world)
    first = report.sent_at

    actions.send_report(report=report, by=world.ben)

    report.refresh_from_db()
    assert (report.sent_at, report.sent_by) == (first, world.amina)


def test_a_closed_report_takes_nothing_more(world):
    report = sent(world)
    actions.close_report(report=report, by=world.esi)
    actions.close_report(report=report, by=world.esi)

    for act in (
        lambda: written(world),
        lambda: actions.send_report(report=report, by=world.amina),
        lambda: actions.reply_to_report(report=report, words="Late", by=world.esi),
    ):
        with pytest.raises(ValidationError, match="closed"):
            act()
    assert Event.objects.filter(name=events.REPORT_CLOSED).count() == 1


def test_a_report_that_was_not_sent_is_neither_closed_nor_replied_to(world):
    report = written(world)

    with pytest.raises(ValidationError, match="not been sent"):
        actions.close_report(report=report, by=world.esi)
    with pytest.raises(ValidationError, match="not been sent"):
        actions.reply_to_report(report=report, words="Well done", by=world.esi)
    assert actions.read_report(report=report, by=world.esi) is None


# --- replies -------------------------------------------------------------------------------------------------------


def test_a_reply_stands_beside_its_part_and_is_answered_once(world):
    report = sent(world)
    reply = actions.reply_to_report(report=report, block="stuck", words="Move it to Tuesday?", by=world.dana)
    assert [each.pk for each in waiting_replies([world.ward_7.pk])] == [reply.pk]

    actions.answer_reply(reply=reply, answer="We will.", by=world.ben)
    actions.answer_reply(reply=reply, answer="No.", by=world.amina)

    [told] = replies_to(report)
    assert (told.block, told.by, told.answer, told.settled_by) == ("stuck", world.dana, "We will.", world.ben)
    assert waiting_replies([world.ward_7.pk]) == []
    assert "Tuesday" not in str(Event.objects.get(name=events.REPORT_REPLIED_TO).facts)


def test_a_reply_without_words_is_refused(world):
    with pytest.raises(ValidationError) as refused:
        actions.reply_to_report(report=sent(world), words=" ", by=world.dana)

    assert list(refused.value.error_dict) == ["words"]


def test_a_report_is_sent_back_and_comes_again(world):
    report = sent(world)
    actions.return_report(report=report, words="Which Monday?", by=world.esi)
    report.refresh_from_db()
    assert report.state == "returned"
    with pytest.raises(ValidationError, match="lies with the team"):
        actions.return_report(report=report, words="Which?", by=world.esi)

    actions.send_report(report=report, by=world.amina)

    report.refresh_from_db()
    assert (report.state, report.versions.count()) == ("sent", 2)


def test_whoever_replies_has_read_it_until_it_comes_again(world):
    report = sent(world)
    assert unread_reports([world.ward_7.pk], seen_by=world.esi) == [report]

    actions.reply_to_report(report=report, words="Thank you", by=world.esi)
    actions.read_report(report=report, by=world.esi)

    assert ReportReading.objects.get().number == 1
    assert unread_reports([world.ward_7.pk], seen_by=world.esi) == []
    actions.send_report(report=report, by=world.amina)
    assert unread_reports([world.ward_7.pk], seen_by=world.esi) == [report]


# --- where they stand ----------------------------------------------------------------------------------------------


def test_states_say_what_is_due_missing_in_and_unread(world):
    assert world.falls_timetable
    states = report_states(
        [world.ward_7, world.ward_9], [MAY, JUNE], today=date(2025, 7, 5), seen_by=world.again(world.esi)
    )
    assert {key: state.state for key, state in states.items()} == {
        (world.ward_7.pk, MAY): "missing",
        (world.ward_7.pk, JUNE): "waiting",
        (world.ward_9.pk, MAY): "missing",
        (world.ward_9.pk, JUNE): "waiting",
    }

    report = sent(world)
    actions.reply_to_report(report=report, words="Well done", by=world.dana)
    written(world, MAY)

    state = report_states([world.ward_7], [MAY, JUNE], today=date(2025, 7, 5), seen_by=world.again(world.esi))
    june, may = state[world.ward_7.pk, JUNE], state[world.ward_7.pk, MAY]
    assert (june.state, june.is_in, june.versions, june.open_replies, june.is_unread) == ("sent", True, 1, 1, True)
    assert (june.due_on, june.punctuality) == (date(2025, 7, 10), "late")  # Sent today, long after.
    assert (may.state, may.has_draft, may.is_in, may.punctuality, may.is_due) == ("missing", True, False, "", True)


def test_states_take_the_same_queries_for_two_teams_and_months_as_for_one(world, django_assert_num_queries):
    sent(world)
    teams = [world.ward_7, world.ward_9]
    esi = world.again(world.esi)

    with django_assert_num_queries(5):  # timetables, profiles, reports, replies, readings
        report_states(teams[:1], [JUNE], today=date(2025, 7, 5), seen_by=esi)
    with django_assert_num_queries(5):
        report_states(teams, [MAY, JUNE], today=date(2025, 7, 5), seen_by=esi)


def test_nothing_is_asked_before_a_team_joined_and_after_it_left(world):
    world.ward_7.profile.joined_on, world.ward_7.profile.withdrawn_on = date(2025, 6, 3), date(2025, 7, 20)
    world.ward_7.profile.save()

    days = due_days([world.ward_7], [MAY, JUNE, JUNE.next()])

    assert list(days.values()) == [None, date(2025, 7, 10), None]
    [state] = report_states([world.ward_7], [MAY], today=date(2025, 7, 5)).values()
    assert (state.state, state.is_due) == ("not_asked", False)


def test_months_run_back_from_today_to_the_first(world):
    assert list(map(str, months_until(date(2025, 7, 5), first=date(2025, 5, 20)))) == ["2025-07", "2025-06", "2025-05"]
    assert len(months_until(date(2025, 7, 5))) == 16


# --- who -----------------------------------------------------------------------------------------------------------


def test_only_the_team_and_its_coach_see_a_report_that_is_being_written(world):
    world.everybody()
    MembershipFactory(space=world.ward_7, role=Role.SPONSOR, person=world.stan)
    written(world)
    people = ("amina", "ben", "chidi", "dana", "esi", "farah", "gil", "stan")
    assert [name for name in people if seen(world, name)] == ["amina", "ben", "dana"]

    actions.send_report(report=MonthlyReport.objects.get(), by=world.amina)

    assert [name for name in people if seen(world, name)] == ["amina", "ben", "dana", "esi", "stan"]


def test_who_may_do_what_with_a_report(world):
    world.everybody()
    report = sent(world)
    reply = actions.reply_to_report(report=report, words="Well done", by=world.dana)
    asked = {
        "write": lambda person: can_write_reports(person, world.ward_7),
        "save": lambda person: can_save_report(person, report),
        "send": lambda person: can_send_reports(person, world.ward_7),
        "reply": lambda person: can_reply_to_report(person, report),
        "return": lambda person: can_return_report(person, report),
        "close": lambda person: can_close_report(person, report),
        "settle": lambda person: can_settle_reply(person, reply),
    }

    may = {
        what: [name for name in ("amina", "ben", "chidi", "dana", "esi") if can(world.again(getattr(world, name)))]
        for what, can in asked.items()
    }

    assert may == {
        "write": ["amina", "ben"],
        "save": ["amina", "ben"],
        "send": ["amina"],
        "reply": ["dana", "esi"],
        "return": ["esi"],
        "close": ["esi"],
        "settle": ["amina", "ben"],
    }
