"""What the record shows of each item of pre-work: counted when somebody asks, once for all teams.

To let the record show an item, write a function and add it to EVIDENCE.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.collaboratives.models import ReadinessReview, TeamProfile
from allteach.collaboratives.queries.prework import Weeks
from allteach.collaboratives.thresholds import Number
from allteach.improvement.models import Aim, Cycle, ProcessMap
from allteach.measures.models import Measure, Measurement, TeamMeasure
from allteach.meetings.kinds import Kind
from allteach.meetings.models import Attendance, Contact, Meeting
from allteach.progress.models import Leaflet, Storyboard
from allteach.spaces.models import Invitation, Membership, Space
from allteach.spaces.roles import Role
from allteach.spaces.standing import SUPPORTERS

FIRST_SESSION = "session-1"  # Its key in the calendar.


@dataclass(frozen=True)
class Shown:
    """One thing that the record shows of an item, or does not yet."""

    words: str
    is_there: bool


@dataclass
class Record:
    """What was read of some teams, once for all of them and all items."""

    teams: Sequence[Space]
    weeks: Mapping[int, Weeks]
    limits: Mapping[int, Mapping[str, Number]]
    reviews: Mapping[int, ReadinessReview]
    people: dict[int, list[tuple[int, str, str]]] = field(default_factory=lambda: defaultdict(list))
    invited: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))  # Roles offered and not answered.

    @property
    def ids(self) -> list[int]:
        """The numbers of the teams."""
        return [team.pk for team in self.teams]


Found = dict[int, tuple[Shown, ...]]


def evidence_of(
    teams: Sequence[Space],
    weeks: Mapping[int, Weeks],
    limits: Mapping[int, Mapping[str, Number]],
    reviews: Mapping[int, ReadinessReview],
) -> dict[tuple[int, str], tuple[Shown, ...]]:
    """What the record shows, by team and item. What it cannot show is left to whoever signs off."""
    known = Record(teams, weeks, limits, reviews)
    members = Membership.objects.active().filter(space__in=known.ids)
    for space, *who in members.values_list("space_id", "person_id", "role", "discipline"):
        known.people[space].append((who[0], who[1], who[2]))
    for space, role in Invitation.objects.open().filter(space__in=known.ids).values_list("space_id", "role"):
        known.invited[space].add(role)
    return {(team, item): shown for item, row in EVIDENCE.items() for team, shown in row(known).items() if shown}


def _welcomed(known: Record) -> Found:
    """Who has come in, and whether a coach has been in contact."""
    met = set(Contact.objects.filter(team__in=known.ids).values_list("team_id", flat=True))
    found: Found = {}
    for team in known.ids:
        here = {person for person, role, _discipline in known.people[team] if role not in SUPPORTERS}
        coached = any(role == Role.COACH for _person, role, _discipline in known.people[team])
        words = ngettext("One person has come in", "%(count)d people have come in", len(here))
        met_words = _("The coach has been in contact") if team in met else _("No contact with the coach is logged")
        found[team] = (
            Shown(words % {"count": len(here)}, bool(here)),
            Shown(_("A coach is named") if coached else _("No coach is named"), coached),
            Shown(met_words, team in met),
        )
    return found


def _formed(known: Record) -> Found:
    """Disciplines, the patient partner, the sponsor, and whether the team has met."""
    held = dict(
        Meeting.objects.filter(in_space__in=known.ids, kind=Kind.TEAM_MEETING, held_at__isnull=False)
        .order_by()
        .values_list("in_space_id")
        .annotate(Count("pk"))
    )
    sponsored = set(
        TeamProfile.objects.filter(team__in=known.ids).exclude(sponsor=None).values_list("team_id", flat=True)
    )
    found: Found = {}
    for team in known.teams:
        people, invited = known.people[team.pk], known.invited[team.pk]
        roles = {role for _person, role, _discipline in people}
        least = int(known.limits[team.around_id]["recruitment.disciplines"])
        named = {what.strip().casefold() for _who, role, what in people if role not in {*SUPPORTERS, Role.PARTNER}}
        disciplines = len(named - {""})
        meetings = held.get(team.pk, 0)
        words = ngettext("One discipline of %(least)d", "%(count)d disciplines of %(least)d", disciplines)
        found[team.pk] = (
            Shown(words % {"count": disciplines, "least": least}, disciplines >= least),
            _has_role(Role.PARTNER, roles, invited, _("A patient partner is in the team"), _("No patient partner yet")),
            Shown(_("The sponsor is named"), True)
            if team.pk in sponsored
            else _has_role(Role.SPONSOR, roles, invited, _("The sponsor is named"), _("No sponsor yet")),
            Shown(
                ngettext("The team has met once", "The team has met %(count)d times", meetings) % {"count": meetings}
                if meetings
                else _("No meeting of the team is recorded"),
                bool(meetings),
            ),
        )
    return found


def _has_role(role: Role, roles: set[str], invited: set[str], here: str, missing: str) -> Shown:
    """Whether somebody has a role, is invited to it, or neither. An invitation is a beginning, not the thing."""
    if role in roles:
        return Shown(here, is_there=True)
    return Shown(_("%(role)s: invited") % {"role": role.label} if role in invited else missing, is_there=False)


def _aimed(known: Record) -> Found:
    """The aim, and how many agreed to its words."""
    aims = Aim.objects.filter(team__in=known.ids).exclude(current=None)
    agreed = dict(
        aims.order_by()
        .values_list("team_id")
        .annotate(agreed=Count("versions__agreements", filter=Q(versions=F("current"))))
    )
    found: Found = {}
    for team in known.ids:
        if team not in agreed:
            found[team] = (Shown(_("No aim is written"), is_there=False),)
            continue
        count = agreed[team]
        words = ngettext("The aim is written; one person agreed", "The aim is written; %(count)d agreed", count)
        found[team] = (Shown(words % {"count": count} if count else _("The aim is written"), is_there=True),)
    return found


def _counted(known: Record) -> Found:
    """How many people the team cares for."""
    sizes = dict(TeamProfile.objects.filter(team__in=known.ids).values_list("team_id", "population_size"))
    found: Found = {}
    for team in known.teams:
        size = sizes.get(team.pk)
        few = int(known.limits[team.around_id]["recruitment.few_people"])
        if size is None:
            found[team.pk] = (Shown(_("How many people is not said"), is_there=False),)
        elif size < few:
            found[team.pk] = (Shown(_("%(count)d people: charts will say little") % {"count": size}, is_there=True),)
        else:
            found[team.pk] = (Shown(_("%(count)d people") % {"count": size}, is_there=True),)
    return found


def _measured(known: Record) -> Found:
    """Months of each core measure before the first learning session. Two queries."""
    core = Q(measure__scope=Measure.Scope.CORE_REQUIRED, measure__retired_on=None, measure__period_kind="month")
    taken: dict[int, list[int]] = defaultdict(list)
    for team, pk in TeamMeasure.objects.active().filter(core, team__in=known.ids).values_list("team_id", "pk"):
        taken[team].append(pk)
    by_end: dict[date | None, list[int]] = defaultdict(list)
    for team in known.teams:
        weeks = known.weeks.get(team.around_id)
        by_end[weeks.ends_on if weeks else None].extend(taken[team.pk])
    months: dict[int, int] = {}
    for end, charts in by_end.items():  # As many as there are collaboratives with days of their own: mostly one.
        counted = Measurement.objects.filter(team_measure__in=charts, stratum="", is_left_out=False)
        counted = counted if end is None else counted.filter(period_start__lte=end)
        months |= dict(counted.order_by().values_list("team_measure_id").annotate(Count("pk")))
    found: Found = {}
    for team in known.teams:
        least = int(known.limits[team.around_id]["prework.baseline_months"])
        charts = taken[team.pk]
        enough = sum(months.get(chart, 0) >= least for chart in charts)
        words = ngettext(
            "%(least)d months from before: %(enough)d of one core measure",
            "%(least)d months from before: %(enough)d of %(count)d core measures",
            len(charts),
        )
        said = words % {"enough": enough, "count": len(charts), "least": least}
        found[team.pk] = (Shown(said, bool(charts) and enough == len(charts)),)
    return found


def _mapped(known: Record) -> Found:
    """The map of how it goes now, and its steps."""
    maps = ProcessMap.objects.filter(team__in=known.ids, shows=ProcessMap.Shows.NOW).exclude(current=None)
    steps = dict(maps.order_by().values_list("team_id").annotate(Count("current__steps")))
    found: Found = {}
    for team in known.ids:
        if team not in steps:
            found[team] = (Shown(_("No map is drawn"), is_there=False),)
            continue
        words = ngettext("A map with one step", "A map with %(count)d steps", steps[team])
        found[team] = (Shown(words % {"count": steps[team]}, is_there=True),)
    return found


def _ready(known: Record) -> Found:
    """What the newest readiness review said."""
    return {
        team: (
            Shown(str(ReadinessReview.Outcome(known.reviews[team].outcome).label), is_there=True)
            if team in known.reviews
            else Shown(_("Not reviewed yet"), is_there=False),
        )
        for team in known.ids
    }


def _told(known: Record) -> Found:
    """Whether a leaflet for patients is published."""
    published = set(
        Leaflet.objects.filter(team__in=known.ids, published_at__isnull=False).values_list("team_id", flat=True)
    )
    words = {True: _("A leaflet for patients is published"), False: _("No leaflet for patients is published")}
    return {team: (Shown(words[team in published], team in published),) for team in known.ids}


def _hung(known: Record) -> Found:
    """The storyboard of the first learning session."""
    boards = dict(Storyboard.objects.filter(team__in=known.ids, session=1).values_list("team_id", "published_at"))
    found: Found = {}
    for team in known.ids:
        if boards.get(team) is not None:
            found[team] = (Shown(_("The first storyboard hangs in the gallery"), is_there=True),)
        else:
            words = _("The first storyboard is begun") if team in boards else _("No storyboard is made")
            found[team] = (Shown(words, is_there=False),)
    return found


def _first_tests(known: Record) -> Found:
    """First tests of change, and who is registered for the first learning session."""
    tests = dict(Cycle.objects.filter(team__in=known.ids).order_by().values_list("team_id").annotate(Count("pk")))
    coming = dict(
        Attendance.objects.filter(
            team__in=known.ids,
            meeting__kind=Kind.LEARNING_SESSION,
            meeting__key="session-1",
            meeting__cancelled_at=None,
        )
        .order_by()
        .values_list("team_id")
        .annotate(Count("pk"))
    )
    found: Found = {}
    for team in known.ids:
        planned, people = tests.get(team, 0), coming.get(team, 0)
        found[team] = (
            Shown(
                ngettext("One test is planned", "%(count)d tests are planned", planned) % {"count": planned}
                if planned
                else _("No test is planned"),
                bool(planned),
            ),
            Shown(
                ngettext("One person is registered", "%(count)d people are registered", people) % {"count": people}
                if people
                else _("Nobody is registered"),
                bool(people),
            ),
        )
    return found


EVIDENCE: dict[str, Callable[[Record], Found]] = {
    "welcome": _welcomed,
    "team": _formed,
    "aim": _aimed,
    "population": _counted,
    "baseline": _measured,
    "process_map": _mapped,
    "readiness": _ready,
    "stakeholders": _told,
    "storyboard": _hung,
    "first_tests": _first_tests,
}
