"""Pages for sponsors: the one behind a link, those of a team, and the barriers that wait."""

from collections.abc import Iterable

from django.utils import timezone

from allteach.people.models import Person
from allteach.progress.models import BarrierAction, SeniorLeaderReport, SponsorLink
from allteach.spaces.models import Membership, Space
from allteach.spaces.roles import Role
from allteach.spaces.secrets import digest_of


def sponsor_link_with(secret: str) -> SponsorLink | None:
    """The open link that holds this secret, with its page and sponsor. Two queries."""
    return sponsor_link_kept_as(digest_of(secret))


def sponsor_link_kept_as(digest: str) -> SponsorLink | None:
    """The open link whose row keeps this of its secret; None when it ended, is too old, or its holder sponsors no more.

    Two queries.
    """
    shown = SponsorLink.objects.select_related("report", "report__team", "report__team__parent", "sponsor")
    link = shown.filter(digest=digest, ended_at=None, expires_at__gt=timezone.now()).first()
    if link is None or link.report.team.closed_at is not None:
        return None
    sponsors = Membership.objects.active().filter(
        space_id=link.report.team_id, person_id=link.sponsor_id, role=Role.SPONSOR
    )
    return link if sponsors.exists() else None


def barrier_of(report: SeniorLeaderReport) -> BarrierAction | None:
    """What the page asks its sponsor to remove. One query."""
    return BarrierAction.objects.filter(report=report).select_related("answered_by", "removed_by", "report").first()


def leader_reports_of(team: Space, *, seen_by: Person) -> list[SeniorLeaderReport]:
    """The team's pages for its sponsor that this person may see, the latest first. One query."""
    shown = SeniorLeaderReport.objects.visible_to(seen_by).filter(team_id=team.pk)
    return list(shown.select_related("barrier_action", "sent_by").order_by("-month"))


def leader_pages_for(teams: Iterable[Space], *, seen_by: Person) -> dict[int, list[SeniorLeaderReport]]:
    """By team, the pages that were sent and that this person may see, the latest first. One query."""
    shown = SeniorLeaderReport.objects.visible_to(seen_by).filter(team__in=list(teams)).exclude(sent_at=None)
    pages: dict[int, list[SeniorLeaderReport]] = {}
    for page in shown.select_related("barrier_action").defer("told").order_by("-month"):
        pages.setdefault(page.team_id, []).append(page)
    return pages


def barriers_waiting(teams: Iterable[int]) -> list[BarrierAction]:
    """Barriers that no sponsor has answered, the oldest first. One query."""
    waiting = BarrierAction.objects.filter(report__team__in=list(teams), answer="", removed_on=None)
    return list(waiting.select_related("report", "report__team").order_by("report__sent_at", "pk"))


def barriers_promised(teams: Iterable[int]) -> list[BarrierAction]:
    """What sponsors promised to do and is not done, the earliest day first. One query."""
    promised = BarrierAction.objects.filter(
        report__team__in=list(teams), answer=BarrierAction.Answer.WILL_DO, removed_on=None
    )
    return list(promised.select_related("report", "report__team").order_by("by_when", "pk"))
