"""A team's reports with secrets in them: written, sent, replied to, answered; and its page for a sponsor."""

from datetime import timedelta

from django.utils import timezone

from allteach.core.periods import Period
from allteach.meetings.actions import record_team_meeting
from allteach.progress import actions
from allteach.progress.queries.senior_leaders import barrier_of
from allteach.spaces.roles import Role
from tests.factories import MembershipFactory

FOUND_BY = {
    "canaryreportsent": {"farah", "stan"},
    "canaryreportdraft": {"farah"},
    "canaryreportreply": {"farah", "stan"},
    "canaryreportanswer": {"farah", "stan"},
    "canarysponsorpage": {"farah", "stan"},
    "canarysponsordraft": {"farah"},
    "canarysponsoranswer": {"farah", "stan"},
    "canarydecided": {"farah"},
    "canarymeetingtopic": {"farah"},
}


def last_month() -> Period:
    """The month that is over."""
    return Period.containing(timezone.localdate(), "month").previous()


def addresses(_world) -> list[str]:
    """Where they would stand."""
    month, team = last_month(), "clinic"
    return [
        f"/teams/{team}/reports/",
        f"/teams/{team}/reports/{month}/",
        f"/teams/{team}/reports/{month}/write/",
        f"/teams/{team}/reports/{month}/versions/",
        f"/teams/{team}/reports/{month.previous()}/",
        f"/teams/{team}/sponsor/",
        f"/teams/{team}/sponsor/{month}/",
        f"/teams/{team}/sponsor/{month.previous()}/",
        f"/spaces/sugar/reports/?month={month}",
        f"/api/teams/{team}/reports",
        f"/api/teams/{team}/reports/{month.previous()}",
        f"/api/teams/{team}/meetings",
    ]


def plant(world) -> None:
    """Write them into the clinic's reports, as its lead."""
    month, team, by = last_month(), world.clinic, world.farah
    coach = MembershipFactory(space=team, role=Role.COACH).person
    sponsor = MembershipFactory(space=team, role=Role.SPONSOR).person
    begun = timezone.now() - timedelta(days=2)
    record_team_meeting(
        team=team,
        starts_at=begun,
        duration=45,
        topic="canarymeetingtopic",
        decisions=["canarydecided"],
        by=by,
    )
    report = actions.save_report(team=team, month=month.previous(), learnt="canaryreportsent", by=by)
    actions.send_report(report=report, by=by)
    reply = actions.reply_to_report(report=report, words="canaryreportreply", by=coach)
    actions.answer_reply(reply=reply, answer="canaryreportanswer", by=by)
    actions.save_report(team=team, month=month, stuck="canaryreportdraft", by=by)
    page = actions.save_leader_report(
        team=team,
        month=month.previous(),
        barrier="canarysponsorpage",
        decision_wanted="May we?",
        by=by,
    )
    actions.send_leader_report(report=page, by=by)
    actions.answer_barrier(barrier=barrier_of(page), answer="cannot", words="canarysponsoranswer", by=sponsor)
    actions.save_leader_report(team=team, month=month, risk="canarysponsordraft", by=by)
