"""A team's reports with secrets in them: written, sent, replied to, answered; and its page for a sponsor."""

from datetime import timedelta

from django.utils import timezone

from allteach.core.periods import Period
from allteach.meetings.actions import record_team_meeting
from allteach.progress import actions
from allteach.progress.queries.senior_leaders import barrier_of
from allteach.spaces.models import Space
from allteach.spaces.roles import Role
from tests.factories import MembershipFactory

SECRETS = {
    "report": "canaryreportsent",
    "report being written": "canaryreportdraft",
    "reply to a report": "canaryreportreply",
    "answer to a reply": "canaryreportanswer",
    "page for the sponsor": "canarysponsorpage",
    "page being written": "canarysponsordraft",
    "answer of the sponsor": "canarysponsoranswer",
    "decided in a team meeting": "canarydecided",
    "topic of a team meeting": "canarymeetingtopic",
}


def last_month() -> Period:
    """The month that is over."""
    return Period.containing(timezone.localdate(), "month").previous()


def addresses_of(team: str) -> list[str]:
    """Where the secrets would stand."""
    month = last_month()
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


def plant(team: Space, *, by) -> None:
    """Write the secrets into a team's reports, as its lead."""
    month = last_month()
    coach = MembershipFactory(space=team, role=Role.COACH).person
    sponsor = MembershipFactory(space=team, role=Role.SPONSOR).person
    begun = timezone.now() - timedelta(days=2)
    record_team_meeting(
        team=team,
        starts_at=begun,
        duration=45,
        topic=SECRETS["topic of a team meeting"],
        decisions=[SECRETS["decided in a team meeting"]],
        by=by,
    )
    report = actions.save_report(team=team, month=month.previous(), learnt=SECRETS["report"], by=by)
    actions.send_report(report=report, by=by)
    reply = actions.reply_to_report(report=report, words=SECRETS["reply to a report"], by=coach)
    actions.answer_reply(reply=reply, answer=SECRETS["answer to a reply"], by=by)
    actions.save_report(team=team, month=month, stuck=SECRETS["report being written"], by=by)
    page = actions.save_leader_report(
        team=team,
        month=month.previous(),
        barrier=SECRETS["page for the sponsor"],
        decision_wanted="May we?",
        by=by,
    )
    actions.send_leader_report(report=page, by=by)
    actions.answer_barrier(
        barrier=barrier_of(page), answer="cannot", words=SECRETS["answer of the sponsor"], by=sponsor
    )
    actions.save_leader_report(team=team, month=month, risk=SECRETS["page being written"], by=by)
