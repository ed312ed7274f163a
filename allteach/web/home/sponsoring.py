"""What a sponsor reads on Home: the last page of each team they sponsor, and what they said they would do."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.language import period_in_words
from allteach.people.models import Person
from allteach.progress.models import SeniorLeaderReport
from allteach.progress.queries.senior_leaders import leader_pages_for
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for, slug_for
from allteach.spaces.permissions import has_ability
from allteach.spaces.roles import Ability
from allteach.web.improvement.shown.words import Mark, day_words
from allteach.web.senior_leaders.shown import barrier_mark


@dataclass(frozen=True)
class OpenBarrier:
    """Something that the sponsor answered and that is still in the way."""

    words: str
    mark: Mark
    by_when: str  # Empty where no day was named.
    is_late: bool
    address: str


@dataclass(frozen=True)
class FromTeam:
    """What one team told its sponsor."""

    title: str
    last: str
    address: str
    sent: str
    meets: str  # Empty where no day to come is agreed.
    open: list[OpenBarrier]
    all_pages: str


def from_teams(person: Person, teams: list[Space], *, today: date) -> list[FromTeam]:
    """The teams that this person sponsors, each with what it told: one query, none for whoever sponsors no team.

    What waits for an answer is left out: it stands among what needs the sponsor.
    """
    sponsored = [team for team in teams if has_ability(person, Ability.ANSWER_BARRIERS, team.pk) and not team.closed_at]
    pages = leader_pages_for(sponsored, seen_by=person) if sponsored else {}
    return [_from_team(team, pages[team.pk], person, today) for team in sponsored if team.pk in pages]


def _from_team(team: Space, pages: list[SeniorLeaderReport], person: Person, today: date) -> FromTeam:
    slug, last = slug_for(team, person), pages[0]
    actions = [(page, page.barrier_action) for page in pages if hasattr(page, "barrier_action")]
    return FromTeam(
        title=_("What %(team)s tells you") % {"team": name_for(team, person)},
        last=_("The page of %(month)s") % {"month": period_in_words(last.period)},
        address=_address(slug, last),
        sent=_("Sent on %(day)s.") % {"day": day_words(timezone.localdate(last.sent_at))},
        meets=day_words(last.meets_on) if last.meets_on and last.meets_on >= today else "",
        open=[
            OpenBarrier(
                words=action.barrier,
                mark=barrier_mark(action),
                by_when=_("By %(day)s") % {"day": day_words(action.by_when)} if action.by_when else "",
                is_late=action.by_when is not None and action.by_when < today,
                address=_address(slug, page),
            )
            for page, action in actions
            if action.answer in (action.Answer.WILL_DO, action.Answer.NEED_MORE) and action.removed_on is None
        ],
        all_pages=reverse("senior_leaders:leader_reports", args=[slug]),
    )


def _address(slug: str, page: SeniorLeaderReport) -> str:
    return reverse("senior_leaders:leader_report", args=[slug, page.period])
