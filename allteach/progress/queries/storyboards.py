"""A team's storyboard, made from the record; and those of a session, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from allteach.charts.words import Language
from allteach.collaboratives.calendar import Entry
from allteach.collaboratives.queries.calendars import calendar_of, timetable_of
from allteach.improvement.models import Cycle, ImplementedChange
from allteach.improvement.queries.aims import AimShown, aim_of
from allteach.improvement.queries.process_maps import process_map_of, shown_version
from allteach.improvement.stages import ACTED, PLANNED, STOPPED
from allteach.measures.queries.addressed import measures_of
from allteach.measures.queries.charts import MeasureChart, charts_for
from allteach.people.models import Person
from allteach.progress.boards import Board, BoardPerson, BoardStep
from allteach.progress.kept_charts import kept
from allteach.progress.models import Storyboard
from allteach.spaces.models import Membership, Space
from allteach.spaces.naming import is_named_to
from allteach.spaces.roles import Role
from allteach.spaces.standing import SUPPORTERS
from allteach.spaces.viewing import anybody_who_knows

MOST_CHARTS = 4  # A large one, and three beside each other.
MOST_READ = 7  # Of which those that have begun are shown.
MOST_TESTS = 4  # Of each sort, the latest.
MOST_STEPS = 9
LONGEST = 110  # Letters of what a test taught.
HELD = (Cycle.Decision.ADOPT,)
LET_GO = (Cycle.Decision.ABANDON,)


@dataclass(frozen=True)
class SessionBoard:
    """One learning session in a team's list of storyboards."""

    session: Entry
    storyboard: Storyboard | None
    is_frozen: bool


@dataclass(frozen=True)
class Hung:
    """One storyboard in the gallery of a session."""

    team: Space
    storyboard: Storyboard
    board: Board


def sessions_of(collaborative: Space | int) -> tuple[Entry, ...]:
    """The learning sessions of a collaborative, none before it has a calendar: one query."""
    pk = collaborative if isinstance(collaborative, int) else collaborative.pk
    timetable = timetable_of(Space(pk=pk))
    return calendar_of(timetable).sessions if timetable else ()


def session_of(collaborative: Space | int, number: int) -> Entry | None:
    """One of them, by its number."""
    return next((session for session in sessions_of(collaborative) if session.number == number), None)


def is_frozen(session: Entry, today: date) -> bool:
    """Whether a session is over: from then on its storyboards stay as they were."""
    return today > session.end


def boards_of(team: Space, *, seen_by: Person) -> list[SessionBoard]:
    """The storyboards of a team that a person may see, by session: two queries."""
    today = timezone.localdate()
    found = {each.session: each for each in Storyboard.objects.visible_to(seen_by).filter(team_id=team.pk)}
    return [
        SessionBoard(session, found.get(session.number), is_frozen(session, today))
        for session in sessions_of(team.around_id)
    ]


def storyboard_of(team: Space, number: int, *, seen_by: Person) -> Storyboard | None:
    """A team's storyboard for one session, if this person may see it: one query."""
    shown = Storyboard.objects.visible_to(seen_by).filter(team_id=team.pk, session=number)
    return shown.select_related("published_by").first()


def gallery_of(collaborative: Space, number: int, *, seen_by: Person) -> list[Hung]:
    """The published storyboards of a session by the teams' names: one query however many there are.

    Those of teams that this person knows by code only are left out: a storyboard names its people.
    """
    shown = Storyboard.objects.visible_to(seen_by).filter(
        team__parent_id=collaborative.pk, session=number, published_at__isnull=False
    )
    return [
        Hung(storyboard.team, storyboard, Board.read(storyboard.shown))
        for storyboard in shown.select_related("team", "team__parent").order_by("team__name", "pk")
        if storyboard.shown is not None and is_named_to(storyboard.team, seen_by)
    ]


def names_on(boards: Sequence[Board]) -> dict[int, str]:
    """The names of the people on some storyboards, as they are called today: one query."""
    people = {each.person for board in boards for each in board.people}
    return {person.pk: str(person) for person in Person.objects.filter(pk__in=people)}


# --- made from the record ------------------------------------------------------------------------------------------


def board_from_record(team: Space, session: Entry, storyboard: Storyboard | None, *, language: Language) -> Board:
    """What a team's storyboard says today: only what somebody from another team may know, whoever asks.

    The exception are the next tests: a plan is the team's own until it begins, and the team shows it by publishing.
    `team` is loaded with its profile. A constant number of queries.
    """
    other = anybody_who_knows([team.pk, team.around_id])
    aim = aim_of(team, seen_by=other)
    aimed = aim.current.version.measure_id if aim else None
    used = sorted(measures_of(team, seen_by=other), key=lambda each: each.measure_id != aimed)[:MOST_READ]
    charts = charts_for(used, seen_by=other, language=language)
    cycles = list(Cycle.objects.visible_to(other).filter(team_id=team.pk).select_related("ramp").order_by("-number"))
    planned = Cycle.objects.filter(team_id=team.pk, state=PLANNED).order_by("planned_start_on", "number")
    changes = ImplementedChange.objects.visible_to(other).filter(team_id=team.pk).order_by("-kept_on", "-pk")
    holding = [change for change in changes if not change.is_over]
    way, steps = _steps(team, other)
    profile = getattr(team, "profile", None)
    return Board(
        session=session.number,
        made_on=timezone.localdate().isoformat(),
        headline=storyboard.headline if storyboard else "",
        place=", ".join(filter(None, (profile.practice_kind, profile.region))) if profile else "",
        people=_people(team),
        population=_population(profile),
        aim=aim.current.sentence if aim else "",
        way=way,
        steps=steps,
        charts=tuple(kept(chart.plot) for chart in chosen(charts, aim)),
        worked=_told(cycle for cycle in cycles if cycle.decision in HELD),
        did_not_work=_told(cycle for cycle in cycles if cycle.decision in LET_GO or cycle.state == STOPPED),
        too_early=_told(
            cycle
            for cycle in cycles
            if cycle.state != STOPPED and (cycle.state != ACTED or cycle.decision not in (*HELD, *LET_GO))
        ),
        next_tests=tuple(_next(cycle) for cycle in planned[:MOST_TESTS]),
        kept_changes=tuple(change.title for change in holding[:MOST_TESTS]),
        spread=_spread(holding),
        patient_words=next((cycle.what_patients_said for cycle in cycles if cycle.what_patients_said), ""),
        surprised=storyboard.surprised if storyboard else "",
        offers=storyboard.offers if storyboard else "",
        wants=storyboard.wants if storyboard else "",
    )


def chosen(charts: Sequence[MeasureChart], aim: AimShown | None) -> list[MeasureChart]:
    """The charts of a storyboard: first that of the aim, else the one with most notes; then in their own order."""
    if not charts:
        return []
    aimed = aim.current.version.measure_id if aim else None
    first = next((chart for chart in charts if chart.measure.pk == aimed), None)
    first = first or max(charts, key=lambda chart: (chart.is_begun, len(chart.annotations)))
    return [first, *(chart for chart in charts if chart is not first and chart.is_begun)][:MOST_CHARTS]


def _people(team: Space) -> tuple[BoardPerson, ...]:
    """Who is of the team, its lead first and its patient partners last, each once."""
    held = Membership.objects.active().filter(space_id=team.pk).exclude(role__in=SUPPORTERS).order_by("pk")
    order = [*Role]
    found: dict[int, BoardPerson] = {}
    for membership in sorted(held, key=lambda each: order.index(Role(each.role))):
        is_partner = membership.role == Role.PARTNER
        said = membership.discipline if membership.role == Role.TEAM_MEMBER else membership.get_role_display()
        if membership.person_id not in found or is_partner:
            found[membership.person_id] = BoardPerson(membership.person_id, said, is_partner)
    return tuple(sorted(found.values(), key=lambda each: each.is_partner))


def _population(profile) -> str:
    if profile is None or not profile.population:
        return ""
    if profile.population_size is None:
        return profile.population
    return _("%(population)s: %(count)d people") % {
        "population": profile.population,
        "count": profile.population_size,
    }


def _steps(team: Space, other: Person) -> tuple[str, tuple[BoardStep, ...]]:
    """How the care goes now, as the team drew it; what was not in its first map is new."""
    drawn = process_map_of(team, seen_by=other)
    if drawn is None:
        return "", ()
    before: set[str] = set()
    if drawn.version.number > 1:
        first = shown_version(drawn.process_map, 1)
        before = {step.words for step in first.steps} if first else set()
    steps = tuple(
        BoardStep(step.words, is_new=drawn.version.number > 1 and step.words not in before) for step in drawn.steps
    )
    return drawn.version.name, steps[:MOST_STEPS]


def _told(cycles) -> tuple[str, ...]:
    """Tests as one line each, the latest of each ramp first: what it was, and what it taught."""
    found: dict[int, str] = {}
    for cycle in cycles:
        taught = cycle.lesson or cycle.what_we_learned or cycle.stopped_reason
        line = f"{cycle.title}: {Truncator(taught).chars(LONGEST)}" if taught else cycle.title
        found.setdefault(cycle.ramp_id, line)
    return tuple(found.values())[:MOST_TESTS]


def _next(cycle: Cycle) -> str:
    if cycle.planned_start_on is None:
        return cycle.title
    return _("%(title)s, from %(day)s") % {
        "title": cycle.title,
        "day": date_format(cycle.planned_start_on, "j F"),
    }


def _spread(changes: Sequence[ImplementedChange]) -> str:
    """How far the change that reaches widest has come."""
    counted = [change for change in changes if change.scope_done is not None and change.scope_total]
    if not counted:
        return ""
    widest = max(counted, key=lambda change: change.scope_total or 0)
    return _("%(title)s: %(done)d of %(total)d %(unit)s") % {
        "title": widest.title,
        "done": widest.scope_done,
        "total": widest.scope_total,
        "unit": widest.scope_unit,
    }
