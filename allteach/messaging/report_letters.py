"""Letters about reports of months and pages for sponsors: no word of a report stands in a mail, only where it is."""

from collections.abc import Iterable

from allteach.core.language import period_in_words
from allteach.core.models import Event
from allteach.messaging.letter import Contents
from allteach.messaging.letters import link
from allteach.messaging.models import Message
from allteach.messaging.readers import Reader
from allteach.people.models import Person
from allteach.progress.models import BarrierAction, MonthlyReport, SeniorLeaderReport, SponsorLink
from allteach.progress.permissions import can_read_reports
from allteach.progress.queries.senior_leaders import sponsor_link_kept_as
from allteach.progress.secrets import secret_of
from allteach.spaces.models import Membership
from allteach.spaces.naming import name_for, slug_for
from allteach.spaces.roles import Role

WRITERS = (Role.TEAM_LEAD, Role.CLINICAL_LEAD, Role.DATA_LEAD)


# --- Who hears -----------------------------------------------------------------------------------------------------


def those_who_lead_the_team(event: Event) -> Iterable[Reader]:
    """Its leads, and whoever began the report."""
    report = MonthlyReport.objects.filter(pk=event.subject).first()
    owner = [report.owner_id] if report is not None and report.owner_id else []
    return _in_roles(event.space, WRITERS, also=owner)


def team_and_coach(event: Event) -> Iterable[Reader]:
    """Its leads and its coach."""
    return _in_roles(event.space, (*WRITERS, Role.COACH))


def sponsors_of_the_team(event: Event) -> Iterable[Reader]:
    """Whoever sponsors it."""
    return _in_roles(event.space, (Role.SPONSOR,))


def _in_roles(space: int, roles: Iterable[Role], *, also: Iterable[int] = ()) -> list[Reader]:
    held = Membership.objects.active().filter(space_id=space, role__in=list(roles))
    people = {*held.values_list("person_id", flat=True)}
    people |= {pk for pk in also if Membership.objects.active().filter(space_id=space, person_id=pk).exists()}
    return [Reader.of(person) for person in Person.objects.filter(pk__in=people).order_by("pk")]


# --- What the letters say ------------------------------------------------------------------------------------------


def about_report(message: Message) -> Contents | None:
    """Which month of which team, and where it is read. Nothing for whoever may read it no more."""
    event = message.event
    report = MonthlyReport.objects.filter(pk=event.subject).select_related("team").first() if event else None
    if report is None or message.person is None or not can_read_reports(message.person, report.team):
        return None
    who = Person.objects.filter(pk=event.by).first() if event is not None else None
    return {
        "space": name_for(report.team, message.person),
        "month": period_in_words(report.period),
        "who": str(who) if who else "",
        "link": link("monthly_reports:report", team=slug_for(report.team, message.person), month=report.period),
    }


def sponsor_page(message: Message) -> Contents | None:
    """The link that shows one page to this sponsor. Nothing once the link is ended, too old or not theirs."""
    event = message.event
    if event is None or message.person is None:
        return None
    found = SponsorLink.objects.filter(report=event.subject, sponsor=message.person, ended_at=None).first()
    open_link = sponsor_link_kept_as(found.digest) if found else None
    if found is None or open_link is None:
        return None
    return {
        "space": open_link.report.team.name,
        "month": period_in_words(open_link.report.period),
        "asks": bool(open_link.report.barrier),
        "expires_at": open_link.expires_at,
        "link": link("senior_leaders:sponsor_link", secret=secret_of(found)),
    }


def about_barrier(message: Message) -> Contents | None:
    """That a barrier was answered, or is gone, and where. Nothing for whoever may read it no more."""
    event = message.event
    report = SeniorLeaderReport.objects.filter(pk=event.subject).select_related("team").first() if event else None
    if report is None or message.person is None or not can_read_reports(message.person, report.team):
        return None
    action = BarrierAction.objects.filter(report=report).select_related("answered_by").first()
    if action is None:
        return None
    return {
        "space": name_for(report.team, message.person),
        "month": period_in_words(report.period),
        "who": str(action.answered_by) if action.answered_by else "",
        "link": link("senior_leaders:leader_report", team=slug_for(report.team, message.person), month=report.period),
    }
