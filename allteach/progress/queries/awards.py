"""Who was given what, who was put forward, and what can be said of each team from its own record."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.improvement.models import Cycle, ImplementedChange
from allteach.improvement.stages import ACTED, PLANNED
from allteach.meetings.models import Presentation, TopicCard
from allteach.people.models import Person
from allteach.progress.awards import AwardKind
from allteach.progress.models import Award, MonthlyReport, Nomination
from allteach.spaces.models import Space, Subject
from allteach.spaces.viewing import anybody_who_knows

POINTED_AT = ("cycle", "implemented_change", "spread_plan", "storyboard")  # Kinds of Subject that can show why.
OF_EVERY_TEAM = Case(When(award=AwardKind.RECOGNITION, then=1), default=0)  # As an order: the rare ones come first.
MOST_SAID = 3  # Things of its record in a team's line.


def awards_in(collaborative: Space, *, seen_by: Person) -> list[Award]:
    """The awards of a collaborative's teams that stand and that this person may see, by award and team: one query."""
    shown = Award.objects.visible_to(seen_by).standing().filter(team__parent=collaborative.pk)
    return list(shown.with_names().order_by(OF_EVERY_TEAM, "-award", "team__name", "pk"))


def awards_of(team: Space, *, seen_by: Person) -> list[Award]:
    """The awards of one team, those taken back too, in the order in which they were given: one query."""
    shown = Award.objects.visible_to(seen_by).filter(team=team.pk)
    return list(shown.with_names().order_by("given_at", "pk"))


def award_of(team: Space, pk: int, *, seen_by: Person) -> Award | None:
    """One award of a team: one query."""
    return Award.objects.visible_to(seen_by).filter(team=team.pk, pk=pk).with_names().first()


def named_awards(collaborative: Space) -> list[Award]:
    """The awards that the public may read of, as it stands now: one query."""
    shown = Award.objects.named_in_public().filter(team__parent=collaborative.pk)
    return list(shown.with_names().order_by(OF_EVERY_TEAM, "-award", "team__name", "pk"))


def nominations_in(collaborative: Space, *, seen_by: Person) -> list[Nomination]:
    """Who was put forward, as far as this person may know, those that wait first: one query."""
    shown = Nomination.objects.visible_to(seen_by).filter(collaborative=collaborative.pk).with_names()
    return sorted(shown, key=lambda each: (each.answered_at is not None, each.made_at, each.pk))


def nominations_waiting(collaboratives: Iterable[int], *, seen_by: Person) -> list[Nomination]:
    """What waits for an answer from somebody who gives the awards there, the oldest first: one query.

    Nobody decides on a team of their own.
    """
    own = [membership.space_id for membership in seen_by.standing.memberships]
    waiting = Nomination.objects.visible_to(seen_by).waiting().filter(collaborative__in=list(collaboratives))
    return list(waiting.exclude(team__in=own).with_names().order_by("made_at", "pk"))


def shown_by(team: Space) -> list[Subject]:
    """What of a team can show why it has an award: whatever everybody in the collaborative may see. One query."""
    other = anybody_who_knows([team.pk, team.around_id])
    shown = Subject.objects.visible_to(other).filter(space=team.pk, kind__in=POINTED_AT)
    return list(shown.order_by("kind", "title", "pk"))


# --- a line for each team ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Deeds:
    """What a team did, counted from what everybody in the collaborative may know."""

    tests: int = 0
    kept: int = 0
    let_go: int = 0
    reports: int = 0
    topics: int = 0  # Shown to others at sessions.

    @property
    def line(self) -> str:
        """The line that a team's recognition begins with: what it did most of, in plain words."""
        said = [
            words % {"count": count}
            for count, words in (
                (self.kept, ngettext("kept %(count)d change", "kept %(count)d changes", self.kept)),
                (self.tests, ngettext("tested %(count)d time", "tested %(count)d times", self.tests)),
                (self.topics, ngettext("showed others %(count)d thing", "showed others %(count)d things", self.topics)),
                (
                    self.let_go,
                    ngettext("said once what did not work", "said %(count)d times what did not work", self.let_go),
                ),
                (self.reports, ngettext("reported %(count)d month", "reported %(count)d months", self.reports)),
            )
            if count
        ][:MOST_SAID]
        if not said:
            return _("Thank you for learning with us.")
        if len(said) == 1:
            return _("The team %(did)s.") % {"did": said[0]}
        return _("The team %(did)s and %(last)s.") % {"did": ", ".join(said[:-1]), "last": said[-1]}


def deeds_of(teams: Sequence[Space]) -> dict[int, Deeds]:
    """What each team did: five queries however many teams."""
    ids = [team.pk for team in teams]
    run = Cycle.objects.filter(team__in=ids).exclude(state=PLANNED)
    let_go = run.filter(state=ACTED, decision=Cycle.Decision.ABANDON)
    shows = TopicCard.objects.filter(team__in=ids, side=TopicCard.Side.SHOW)
    tests, left = _by_team(run), _by_team(let_go)
    kept = _by_team(ImplementedChange.objects.filter(team__in=ids))
    reports = _by_team(MonthlyReport.objects.filter(team__in=ids, sent_at__isnull=False))
    topics = _by_team(shows) + _by_team(Presentation.objects.filter(team__in=ids))
    return {pk: Deeds(tests[pk], kept[pk], left[pk], reports[pk], topics[pk]) for pk in ids}


def _by_team(rows) -> Counter[int]:
    counted = rows.order_by().values_list("team").annotate(many=Count("pk"))
    return Counter(dict(counted))
