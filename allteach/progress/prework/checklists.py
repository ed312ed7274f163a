"""The checklist of each team's pre-work, who is stuck, and whether enough is signed off to begin. Nothing is stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from allteach.collaboratives.models import ReadinessReview, SignOff
from allteach.collaboratives.prework import ITEMS, Item
from allteach.collaboratives.queries.prework import Weeks, prework_weeks, readiness_of, sign_offs_of
from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.collaboratives.thresholds import USUAL, Number
from allteach.progress.prework.evidence import Shown, evidence_of
from allteach.spaces.models import Space, Team

AFTERWARDS = timedelta(days=14)  # For so long after pre-work its items are still asked for.


@dataclass(frozen=True)
class Line:
    """One item of one team."""

    item: Item
    sign_off: SignOff | None = None
    evidence: tuple[Shown, ...] = ()
    starts_on: date | None = None  # None where the collaborative has no calendar yet.
    due_on: date | None = None
    is_late: bool = False
    is_current: bool = False  # In its weeks, or past them.

    @property
    def is_done(self) -> bool:
        """Whether it is signed off."""
        return self.sign_off is not None

    @property
    def is_shown(self) -> bool:
        """Whether the record shows all that it can of it, so that it waits for somebody to sign it off."""
        return not self.is_done and bool(self.evidence) and all(each.is_there for each in self.evidence)


@dataclass(frozen=True)
class Checklist:
    """The pre-work of one team, in the order of its weeks."""

    team: Space
    lines: tuple[Line, ...]
    limits: Mapping[str, Number]
    review: ReadinessReview | None = None
    weeks: Weeks | None = None

    @cached_property
    def done(self) -> int:
        """How many items are signed off."""
        return sum(line.is_done for line in self.lines)

    @cached_property
    def late(self) -> tuple[Line, ...]:
        """What should have been signed off by now."""
        return tuple(line for line in self.lines if line.is_late)

    @property
    def is_stuck(self) -> bool:
        """Whether so many items are late that somebody should help."""
        return len(self.late) >= self.limits["prework.stuck_items"]

    def due_between(self, first: date, last: date) -> tuple[Line, ...]:
        """What is due in some days and not signed off."""
        return tuple(
            line for line in self.lines if not line.is_done and line.due_on is not None and first <= line.due_on <= last
        )

    def is_under_way(self, today: date) -> bool:
        """Whether anything is asked of the team now: from the first day of pre-work to two weeks after the last."""
        return self.weeks is not None and self.weeks.begins_on <= today <= self.weeks.ends_on + AFTERWARDS


@dataclass(frozen=True)
class ExitTest:
    """Whether a collaborative's pre-work is done: how many of all items of all teams are signed off."""

    signed: int
    items: int
    wanted: int  # Per cent.

    @property
    def per_cent(self) -> int:
        """How many per cent are signed off, whole ones only: 89.9 is not 90."""
        return 100 * self.signed // self.items if self.items else 0

    @property
    def is_passed(self) -> bool:
        """Whether enough are."""
        return self.items > 0 and self.per_cent >= self.wanted


def teams_in_prework(collaborative: Space | int) -> list[Space]:
    """The teams of a collaborative that have not left it: one query."""
    pk = collaborative if isinstance(collaborative, int) else collaborative.pk
    shown = Team.objects.active().filter(parent=pk, profile__withdrawn_on=None)
    return list(shown.select_related("parent", "profile").order_by("name"))


def checklists_of(teams: Sequence[Space], *, today: date, with_evidence: bool = True) -> list[Checklist]:
    """The pre-work of each team, in their order: the same queries for one team and for a hundred.

    Without evidence three queries: what is signed off, and when it is due.
    """
    ids = [team.pk for team in teams]
    around = {team.around_id for team in teams}
    weeks, limits, signed = prework_weeks(around), thresholds_of(around), sign_offs_of(ids)
    reviews = readiness_of(ids) if with_evidence else {}
    evidence = evidence_of(teams, weeks, limits, reviews) if with_evidence else {}
    return [
        Checklist(
            team=team,
            lines=tuple(
                _line(item, team, weeks.get(team.around_id), limits[team.around_id], signed, evidence, today)
                for item in ITEMS.values()
            ),
            limits=limits[team.around_id],
            review=reviews.get(team.pk),
            weeks=weeks.get(team.around_id),
        )
        for team in teams
    ]


def exit_test(checklists: Iterable[Checklist], limits: Mapping[str, Number] = USUAL) -> ExitTest:
    """Whether enough is signed off for the first learning session."""
    lists = list(checklists)
    return ExitTest(
        signed=sum(each.done for each in lists),
        items=len(lists) * len(ITEMS),
        wanted=int(limits["prework.signed_off"]),
    )


def stuck_first(checklists: Iterable[Checklist]) -> list[Checklist]:
    """Those who are stuck before the others, whoever has most that is late first; then by name."""
    return sorted(checklists, key=lambda each: (not each.is_stuck, -len(each.late), each.team.name.casefold()))


def _line(
    item: Item,
    team: Space,
    weeks: Weeks | None,
    limits: Mapping[str, Number],
    signed: Mapping[tuple[int, str], SignOff],
    evidence: Mapping[tuple[int, str], tuple[Shown, ...]],
    today: date,
) -> Line:
    sign_off = signed.get((team.pk, item.key))
    starts_on = item.starts_on(weeks.begins_on, weeks.many) if weeks else None
    due_on = item.due_on(weeks.begins_on, weeks.many) if weeks else None
    grace = timedelta(days=int(limits["prework.stuck_days"]))
    return Line(
        item=item,
        sign_off=sign_off,
        evidence=evidence.get((team.pk, item.key), ()),
        starts_on=starts_on,
        due_on=due_on,
        is_late=sign_off is None and due_on is not None and today > due_on + grace,
        is_current=starts_on is not None and starts_on <= today,
    )
