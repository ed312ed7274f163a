"""Scores, finished for pages: of a team month by month, as a queue to work off, and as they spread over teams."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.people.models import Person
from allteach.progress.models.scores import SEATS, AssessmentScore, SelfScore, StaffScore
from allteach.progress.scale import STEPS
from allteach.spaces.models import Membership, Space
from allteach.spaces.roles import Ability, Role
from allteach.spaces.standing import Standing


@dataclass(frozen=True)
class MonthScores:
    """What was said of a team in one month, as far as one person may see it."""

    month: date
    agreed: AssessmentScore | None = None  # The newest version that they may see.
    own: SelfScore | None = None  # The team's.
    others: tuple[SelfScore, ...] = ()  # Of its members.
    staff: tuple[StaffScore, ...] = ()

    def waiting_for(self, person: Person) -> str:
        """What it waits for from one of the two scorers: a key of STATES."""
        if self.agreed:
            return "released" if self.agreed.is_released else "release"
        if len(self.staff) == len(StaffScore.Seat):
            return "agree"
        return "waits" if any(score.by_id == person.pk for score in self.staff) else "score"

    @property
    def gap(self) -> Decimal | None:
        """How much higher the team sees itself than the two scorers do."""
        return self.own.value - self.agreed.value if self.own and self.agreed else None

    @property
    def spread(self) -> tuple[Decimal, Decimal] | None:
        """The lowest and highest that anybody in the team said, where more than one did."""
        values = [score.value for score in (*self.others, *([self.own] if self.own else []))]
        return (min(values), max(values)) if len(values) > 1 else None


def scores_of(team: Space, *, seen_by: Person) -> list[MonthScores]:
    """Everything said of a team that this person may see, the newest month first: three queries."""
    agreed = {}
    shown = AssessmentScore.objects.visible_to(seen_by).filter(team=team.pk)
    for score in shown.select_related("agreed_by", "released_by").order_by("month", "number"):
        agreed[score.month] = score
    own: dict[date, list[SelfScore]] = {}
    for said in SelfScore.objects.visible_to(seen_by).filter(team=team.pk).select_related("by"):
        own.setdefault(said.month, []).append(said)
    staff: dict[date, list[StaffScore]] = {}
    for given in StaffScore.objects.visible_to(seen_by).filter(team=team.pk).select_related("by"):
        staff.setdefault(given.month, []).append(given)
    months = sorted({*agreed, *own, *staff}, reverse=True)
    return [
        MonthScores(
            month=month,
            agreed=agreed.get(month),
            own=next((said for said in own.get(month, ()) if said.is_of_team), None),
            others=tuple(said for said in own.get(month, ()) if not said.is_of_team),
            staff=tuple(staff.get(month, ())),
        )
        for month in months
    ]


@dataclass(frozen=True)
class ToScore:
    """A team in the queue of a month, and what it waits for from the one who asks."""

    team: Space
    state: str  # A key of STATES.
    own: Decimal | None  # How the team sees itself.
    agreed: AssessmentScore | None


# In the order in which they are worked off.
STATES = ("score", "agree", "release", "waits", "released")


def queue_of(collaborative: Space, month: date, *, seen_by: Person) -> list[ToScore]:
    """The teams that this scorer scores in a month, what waits for them first, then by name: four queries."""
    return _queues([collaborative.pk], month, seen_by).get(collaborative.pk, [])


def states_in(collaboratives: Iterable[int], month: date, *, seen_by: Person) -> dict[int, Counter[str]]:
    """How many teams of each collaborative wait for this scorer to do what in a month: four queries."""
    queues = _queues(list(collaboratives), month, seen_by)
    return {space: Counter(each.state for each in queue) for space, queue in queues.items()}


def _queues(collaboratives: Sequence[int], month: date, person: Person) -> dict[int, list[ToScore]]:
    seats = {
        space: {str(SEATS[role]) for role in person.standing.roles_in(space) if role in SEATS}
        for space in collaboratives
    }
    own = {membership.space_id for membership in person.standing.memberships}
    there = Q(profile=None) | Q(profile__withdrawn_on=None) | Q(profile__withdrawn_on__gte=month)
    teams = Space.objects.active().filter(there, parent_id__in=collaboratives).exclude(pk__in=own).order_by("name")
    of_month = {"team__parent__in": collaboratives, "month": month}
    given: dict[int, dict[str, int]] = {}
    for team, seat, by in StaffScore.objects.filter(**of_month).values_list("team_id", "seat", "by_id"):
        given.setdefault(team, {})[seat] = by
    shown = AssessmentScore.objects.visible_to(person).filter(**of_month)
    agreed = {score.team_id: score for score in shown.order_by("number")}
    selves = SelfScore.objects.visible_to(person).of_team().filter(**of_month)
    seen_by_themselves = dict(selves.values_list("team_id", "value"))
    queues: dict[int, list[ToScore]] = {}
    for team in teams:
        own_seats = seats[team.parent_id or 0]
        state = _state_of(given.get(team.pk, {}), agreed.get(team.pk), seats=own_seats, person=person.pk)
        queues.setdefault(team.parent_id or 0, []).append(
            ToScore(team=team, state=state, own=seen_by_themselves.get(team.pk), agreed=agreed.get(team.pk))
        )
    for queue in queues.values():
        queue.sort(key=lambda each: STATES.index(each.state))
    return queues


def _state_of(given: dict[str, int], agreed: AssessmentScore | None, *, seats: set[str], person: int | None) -> str:
    if agreed is not None:
        return "released" if agreed.is_released else "release"
    if len(given) == len(SEATS):
        return "agree"
    is_done = person in given.values() or not seats - given.keys()
    return "waits" if is_done else "score"


@dataclass(frozen=True)
class MonthSpread:
    """How many teams stood on each step in one month, and how far teams and scorers were apart. Never which team."""

    month: date
    counts: tuple[int, ...]  # One for each step, from the lowest.
    gap: Decimal | None = None  # How much higher teams saw themselves, on average.
    compared: int = 0  # Of so many teams.
    ahead: int = 0  # How many stood as high as counts as ahead, or higher.

    @property
    def teams(self) -> int:
        """How many teams had a score."""
        return sum(self.counts)


@dataclass(frozen=True)
class Distribution:
    """How the released scores of a collaborative spread, month by month."""

    months: tuple[MonthSpread, ...]
    withheld: tuple[date, ...]  # Months of which a reader could tell a team: too few scores, or not all released.
    least_teams: int
    ahead: Decimal  # By rule of thumb, the share of teams that stand here tells how a collaborative fares.


def distribution_of(collaborative: Space, *, seen_by: Person) -> Distribution:
    """How the teams of a collaborative spread over the scale: four queries.

    Whoever reads every team's score sees every month. Others see a month once at least so many scores of it are
    released as the collaborative decided, and none of it waits: so that no two looks differ by one team.
    """
    limits = thresholds_of([collaborative.pk])[collaborative.pk]
    limit, ahead = int(limits["score.least_teams"]), Decimal(limits["score.ahead"])
    teams = set(Space.objects.filter(parent_id=collaborative.pk).values_list("pk", flat=True))
    given = AssessmentScore.objects.filter(team__in=teams)
    released = {
        (team, month): value
        for team, month, value in given.released().order_by("number").values_list("team_id", "month", "value")
    }
    waiting = set(given.filter(released_at=None).values_list("month", flat=True))
    selves = SelfScore.objects.of_team().filter(team__in=teams)
    own = {(team, month): value for team, month, value in selves.values_list("team_id", "month", "value")}
    months = sorted({month for _team, month in released})
    reads_all = _reads_all(seen_by.standing, teams)
    counted = Counter(month for _team, month in released)
    shown = [month for month in months if reads_all or (counted[month] >= limit and month not in waiting)]
    return Distribution(
        months=tuple(_spread_of(month, released, own, ahead) for month in shown),
        withheld=tuple(month for month in months if month not in shown),
        least_teams=limit,
        ahead=ahead,
    )


Known = dict[tuple[int, date], Decimal]


def _spread_of(month: date, released: Known, own: Known, ahead: Decimal) -> MonthSpread:
    values = {team: value for (team, of), value in released.items() if of == month}
    gaps = [own[team, month] - value for team, value in values.items() if (team, month) in own]
    steps = Counter(values.values())
    return MonthSpread(
        month=month,
        counts=tuple(steps[step.value] for step in STEPS),
        gap=sum(gaps, Decimal(0)) / len(gaps) if gaps else None,
        compared=len(gaps),
        ahead=sum(value >= ahead for value in values.values()),
    )


def _reads_all(standing: Standing, teams: Iterable[int]) -> bool:
    return all(Ability.READ_REPORTS in standing.abilities.get(team, frozenset()) for team in teams)


def scorers_of(collaborative: Space) -> set[Role]:
    """Which of the two scorers' roles somebody holds: without both, no score comes about. One query."""
    held = Membership.objects.active().filter(space_id=collaborative.pk, role__in=SEATS)
    return {Role(role) for role in held.values_list("role", flat=True)}
