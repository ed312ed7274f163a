"""What files of values are read against: the names a space knows, and what may be entered for whom."""

from dataclasses import dataclass, field
from datetime import date

from allteach.measures.models import ImportMapping, Measure, Sheet, StagedValue, TeamMeasure, ValueImport
from allteach.spaces.models import DataAgreement, Space, Team


@dataclass(frozen=True)
class KnownNames:
    """Every name in small letters that stands for a team or measure, with its key: the slug."""

    teams: dict[str, str]
    measures: dict[str, str]


@dataclass
class Entered:
    """What decides whether a value may be entered in a space, loaded at once."""

    teams: dict[str, Space]  # By slug.
    measures: dict[str, Measure]
    team_measures: dict[tuple[int, int], TeamMeasure]  # By team and measure.
    of_nobody: dict[str, TeamMeasure]  # By a measure's slug: a chart without a team, for rules that ask a chart.
    agreed: frozenset[int]  # Organisations whose agreement is in force.
    locked: frozenset[tuple[int, date, str]]  # Team, first day and kind of period.
    new_teams: frozenset[str] = field(default_factory=frozenset)


def imports_of(space: Space) -> list[ValueImport]:
    """The latest fifty files sent to a space, newest first."""
    return list(ValueImport.objects.filter(space=space.pk).select_related("by", "taken_by")[:50])


def kept_mapping(space: Space, fingerprint: str) -> dict | None:
    """What the columns of such a file mean here, if somebody has said so before."""
    kept = ImportMapping.objects.filter(space=space.pk, fingerprint=fingerprint).first()
    return kept.mapping if kept else None


def teams_of(space: Space) -> list[Space]:
    """The teams whose values a file for this space may hold: itself, or all of a collaborative."""
    if space.kind == Space.Kind.TEAM:
        return [space]
    return list(Team.objects.filter(parent=space.pk).select_related("organisation").order_by("name"))


def measures_of(space: Space) -> list[Measure]:
    """The measures a file for this space may hold, in their order: of a team, its own too."""
    spaces = [space.pk, space.parent_id] if space.kind == Space.Kind.TEAM else [space.pk]
    found = Measure.objects.filter(in_space__in=[pk for pk in spaces if pk], retired_on=None)
    return list(found.select_related("current").order_by("position", "pk"))


def names_known(space: Space) -> KnownNames:
    """Names, addresses and codes of teams and their organisations, and of measures. What two of them share is no name.

    Three queries, however many teams.
    """
    teams = [team for team in teams_of(space) if team.closed_at is None]
    return KnownNames(
        teams=_unique(
            (name, team.slug)
            for team in teams
            for name in (
                team.slug,
                team.name,
                *((team.organisation.name, team.organisation.code) if team.organisation else ()),
            )
        ),
        measures=_unique(
            (name, measure.slug)
            for measure in measures_of(space)
            for name in (measure.slug, measure.title, measure.code, measure.current.plain_name)
        ),
    )


def _unique(pairs) -> dict[str, str]:
    known: dict[str, str] = {}
    shared: set[str] = set()
    for name, key in pairs:
        name = name.strip().casefold()
        if name and known.setdefault(name, key) != key:
            shared.add(name)
    return {name: key for name, key in known.items() if name not in shared}


def entered(space: Space, *, new_teams: list[str]) -> Entered:
    """What decides on values of a file for this space. Six queries, however many teams."""
    teams = teams_of(space)
    measures = measures_of(space)
    team_ids = [team.pk for team in teams]
    return Entered(
        teams={team.slug: team for team in teams},
        measures={measure.slug: measure for measure in measures},
        team_measures={
            (used.team_id, used.measure_id): used
            for used in TeamMeasure.objects.filter(team__in=team_ids).only("pk", "team_id", "measure_id", "ended_on")
        },
        of_nobody={measure.slug: TeamMeasure(measure=measure) for measure in measures},
        agreed=frozenset(
            DataAgreement.objects.filter(collaborative=space.around_id, ended_on=None).values_list(
                "organisation_id", flat=True
            )
        ),
        locked=frozenset(
            Sheet.objects.filter(team__in=team_ids, locked_at__isnull=False).values_list(
                "team_id", "period_start", "period_kind"
            )
        ),
        new_teams=frozenset(name.casefold() for name in new_teams),
    )


def refused_values(value_import: ValueImport):
    """The refused values of the check that counts, in the order of the file."""
    return StagedValue.objects.filter(
        value_import=value_import.pk, edition=value_import.edition, verdict=StagedValue.Verdict.REFUSED
    )
