"""The results of a collaborative: the working copy, what was published, and what the record says today."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.charts import Language
from allteach.charts.plot import Plot
from allteach.charts.reading import read
from allteach.collaboratives.calendar import Calendar
from allteach.collaboratives.models import Application, CharterVersion, Decision
from allteach.collaboratives.queries.charters import frozen_goals
from allteach.core.disclosure import Policy
from allteach.improvement.models import Cycle, ImplementedChange
from allteach.improvement.stages import ACTED, PLANNED
from allteach.measures.models import Measure, TeamMeasure
from allteach.measures.queries.charts import charts_for
from allteach.measures.queries.disclosed import policy_of
from allteach.measures.queries.goals import yardsticks_of
from allteach.measures.queries.together import Together, together
from allteach.meetings.kinds import Kind
from allteach.meetings.models import Contact, Material, Meeting
from allteach.people.models import Person
from allteach.progress.kept_charts import kept
from allteach.progress.models import Results, ResultsVersion
from allteach.progress.queries.congress import calendar_for, teams_that_started
from allteach.progress.told_results import (
    FLOW,
    PARTS,
    PublicCount,
    ToldGoal,
    ToldLink,
    ToldMeasure,
    ToldResults,
    public_count,
    public_share,
)
from allteach.spaces.models import DataAgreement, Membership, Space, Team
from allteach.spaces.roles import Role
from allteach.spaces.viewing import anybody_who_knows

SET_OUT = ("why", "mission", "aim")  # Sections of the charter that say what it was about.
IMPROVED = "improvement"
MOST_MATERIALS = 6


def results_of(collaborative: Space, *, seen_by: Person) -> Results | None:
    """The working copy, if this person may read it: one query."""
    shown = Results.objects.visible_to(seen_by).filter(collaborative=collaborative.pk)
    return shown.select_related("collaborative", "changed_by").first()


def published_versions(collaborative: Space | int) -> list[ResultsVersion]:
    """Every version that was published, those taken back too, the newest first: one query."""
    shown = ResultsVersion.objects.filter(results__collaborative=collaborative)
    return list(shown.select_related("results__collaborative").order_by("-number"))


def current_version(slug: str) -> ResultsVersion | None:
    """The newest version of a collaborative's results; when all were taken back, the newest of those. One query."""
    shown = ResultsVersion.objects.filter(results__collaborative__slug=slug).select_related("results__collaborative")
    found = list(shown.order_by("-number"))
    return next((each for each in found if each.taken_back_at is None), found[0] if found else None)


def version_at(slug: str, number: int) -> ResultsVersion | None:
    """One version by its number: one query."""
    shown = ResultsVersion.objects.filter(results__collaborative__slug=slug, number=number)
    return shown.select_related("results__collaborative").first()


def collaboratives_with_results() -> list[Space]:
    """The collaboratives whose results anybody can read, by name: one query."""
    standing = ResultsVersion.objects.standing().values("results__collaborative")
    return list(Space.objects.filter(pk__in=standing).order_by("name"))


def measures_to_choose(collaborative: Space) -> list[Measure]:
    """The measures of all teams of a collaborative: one query."""
    shown = Measure.objects.filter(in_space=collaborative.pk, retired_on=None).select_related("current", "goal")
    return list(shown.order_by("position", "pk"))


def first_answers(collaborative: Space) -> dict:
    """What the working copy begins with: limits that always hold, and whatever the congress left to read or to see."""
    materials = Material.objects.filter(meeting__in_space=collaborative.pk, meeting__kind=Kind.CONGRESS)
    return {
        "limits": "\n".join(
            (
                _("No other practices were counted beside ours. So we cannot say what would have come without us."),
                _("The teams chose to take part. Others may not be like them."),
                _("Some months are missing. Small numbers are hidden or rounded, so no total is exact."),
            )
        ),
        "authors": collaborative.name,
        "links": [{"title": each.title, "link": each.link, "alternative": ""} for each in materials[:MOST_MATERIALS]],
    }


# --- made from the record ------------------------------------------------------------------------------------------


def results_from_record(results: Results, *, language: Language) -> ToldResults:
    """What the results say today: only what the public may know, whoever asks. A constant number for each measure.

    Numbers are of the organisations alone that agreed to their publication; all pass the disclosure rule as somebody
    reads them who stands outside. `results` is loaded with its collaborative.
    """
    collaborative, today = results.collaborative, timezone.localdate()
    calendar, policy = calendar_for(collaborative), policy_of(collaborative)
    started = teams_that_started(collaborative, calendar)
    agreed = _agreed(collaborative)
    publishing = [team for team in started if team.organisation_id in agreed]
    measures = list(results.measures.select_related("current", "goal").order_by("position", "pk"))
    wholes = [_whole(collaborative, measure, publishing, language) for measure in measures]
    improving = _improving(measures, publishing, language)
    charter = _approved(collaborative)
    unpublished = len(started) - len(publishing)
    return ToldResults(
        made_on=today.isoformat(),
        begins_on=_iso(charter.begins_on if charter else None),
        ends_on=_iso(charter.ends_on if charter else None),
        charter=charter.number if charter else 0,
        set_out={key: charter.sections[key] for key in SET_OUT if charter.sections.get(key)} if charter else {},
        goals=_goals(charter) if charter else (),
        flow=_flow(collaborative, started, policy, calendar, today),
        people=_partners(collaborative, policy),
        deeds=_deeds(collaborative),
        measures=tuple(
            _measure(measure, whole, improving.get(measure.pk, (0, 0)), policy)
            for measure, whole in zip(measures, wholes, strict=True)
        ),
        missing=_missing(wholes),
        unpublished=public_count(unpublished, policy) if unpublished and measures else None,
        links=tuple(ToldLink(**each) for each in results.links),
        licence=results.licence,
        **{name: getattr(results, name) for name in PARTS},
    )


def _agreed(collaborative: Space) -> set[int]:
    """The organisations that agreed that their results are published."""
    found = DataAgreement.objects.filter(collaborative=collaborative.pk, ended_on=None, may_publish=True)
    return set(found.values_list("organisation_id", flat=True))


def _whole(collaborative: Space, measure: Measure, teams: Sequence[Team], language: Language) -> Together:
    """A measure of all teams together, as somebody reads it who knows the collaborative's notes and no team."""
    public = anybody_who_knows([collaborative.pk])
    return together(collaborative, measure, seen_by=public, language=language, teams=[team.pk for team in teams])


def _improving(measures: Sequence[Measure], teams: Sequence[Team], language: Language) -> Mapping[int, tuple[int, int]]:
    """Of each measure: how many teams' own charts show a change for the better, and how many have a chart.

    Judged by the charts that everybody in the collaborative reads; what is told of it passes the public's rule.
    """
    other = anybody_who_knows([team.pk for team in teams] + [team.around_id for team in teams])
    used = TeamMeasure.objects.visible_to(other).filter(measure__in=measures, team__in=teams).with_definition()
    found: dict[int, tuple[int, int]] = {}
    for chart in charts_for(list(used), seen_by=other, language=language, is_aligned=True):
        if chart.variation and chart.variation != "hidden":
            better, judged = found.get(chart.measure.pk, (0, 0))
            found[chart.measure.pk] = (better + chart.variation.startswith(IMPROVED), judged + 1)
    return found


def _measure(measure: Measure, whole: Together, improving: tuple[int, int], policy: Policy) -> ToldMeasure:
    share = public_share(*improving, policy) if improving[1] else None
    return ToldMeasure(
        chart=kept(whole.plot),
        is_goal_met=_is_met(whole.plot, measure.current.direction),
        improving=share[0] if share else None,
        of_teams=share[1] if share else None,
    )


def _is_met(plot: Plot, direction: str) -> bool | None:
    """Whether the latest number that may be shown has reached the goal."""
    reading = read(plot)
    latest = None if reading.last is None else reading.values[reading.last]
    if latest is None or reading.goal is None or direction not in ("up", "down"):
        return None
    return latest >= reading.goal if direction == "up" else latest <= reading.goal


def _approved(collaborative: Space) -> CharterVersion | None:
    found = CharterVersion.objects.filter(charter__collaborative=collaborative.pk, approved_at__isnull=False)
    return found.select_related("charter").order_by("-number").first()


def _goals(charter: CharterVersion) -> tuple[ToldGoal, ...]:
    measured = yardsticks_of(charter.charter.collaborative_id)
    return tuple(
        ToldGoal(
            words=goal.words,
            target="" if goal.target is None else str(goal.target.normalize()),
            reach_by=_iso(goal.reach_by),
            unit=measured[goal.words].unit if goal.words in measured else "",
        )
        for goal in frozen_goals(charter)
    )


def _flow(
    collaborative: Space, started: Sequence[Team], policy: Policy, calendar: Calendar | None, today: date
) -> dict[str, PublicCount]:
    """How teams came and went. Without a round of recruitment nobody applied, and nothing is said of it."""
    applied = Application.objects.sent().filter(recruitment__space=collaborative.pk)
    if calendar is not None:  # A later round is for another time.
        applied = applied.filter(recruitment__opens_on__lte=calendar.sessions[0].start)
    counts = {
        "applied": applied.count(),
        "selected": applied.filter(decision__in=(Decision.ACCEPT, Decision.SUPPORT)).count(),
        "started": len(started),
    }
    if not counts["applied"]:
        del counts["applied"], counts["selected"]
    until = calendar.congress.start if calendar is not None else today
    gone = [team for team in started if _has_gone(team, until)]
    counts |= {"completed": len(started) - len(gone), "withdrew": len(gone)}
    return {key: public_count(counts[key], policy) for key in FLOW if key in counts}


def _has_gone(team: Team, until: date) -> bool:
    """Whether a team left, or was closed, before the congress."""
    profile = getattr(team, "profile", None)
    left_on = profile.withdrawn_on if profile else None
    closed_on = timezone.localdate(team.closed_at) if team.closed_at else None
    return any(day is not None and day < until for day in (left_on, closed_on))


def _partners(collaborative: Space, policy: Policy) -> PublicCount:
    held = Membership.objects.filter(space__parent=collaborative.pk, role=Role.PARTNER)
    return public_count(held.values("person").distinct().count(), policy)


def _deeds(collaborative: Space) -> dict[str, int]:
    """What was done. None of it is a person, so it is counted as it is."""
    past = Meeting.objects.standing().filter(in_space=collaborative.pk, starts_at__lt=timezone.now())
    tests = Cycle.objects.filter(team__parent=collaborative.pk).exclude(state=PLANNED)
    return {
        "sessions": past.filter(kind=Kind.LEARNING_SESSION).count(),
        "calls": past.filter(kind=Kind.ALL_TEAM_CALL).count(),
        "contacts": Contact.objects.filter(team__parent=collaborative.pk).count(),
        "tests": tests.count(),
        "let_go": tests.filter(state=ACTED, decision=Cycle.Decision.ABANDON).count(),
        "kept": ImplementedChange.objects.filter(team__parent=collaborative.pk).count(),
    }


def _missing(wholes: Sequence[Together]) -> int | None:
    """How many of 100 monthly numbers are missing."""
    wanted = sum(sum(whole.teams_enrolled) for whole in wholes)
    came = sum(sum(whole.teams_reporting) for whole in wholes)
    return round(100 * (wanted - came) / wanted) if wanted else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
