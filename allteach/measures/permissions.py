"""What a person may do with measures and values."""

from allteach.measures.models import Measure, Sheet, TeamMeasure
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.permissions import has_ability
from allteach.spaces.roles import Ability


def can_define_measure(person: Person, space: Space) -> bool:
    """A core measure in a collaborative, or a team's own."""
    own = space.kind == Space.Kind.TEAM
    return has_ability(person, Ability.DEFINE_OWN_MEASURES if own else Ability.DEFINE_CORE_MEASURES, space)


def can_change_definition(person: Person, measure: Measure) -> bool:
    """Whoever could have defined it, while it is in use."""
    ability = Ability.DEFINE_OWN_MEASURES if measure.scope == Measure.Scope.OWN else Ability.DEFINE_CORE_MEASURES
    return measure.retired_on is None and has_ability(person, ability, measure.space_id)


def can_report_values(person: Person, team: Space) -> bool:
    """The team itself, while it is open."""
    return team.closed_at is None and has_ability(person, Ability.REPORT_VALUES, team)


def can_report_value(person: Person, team_measure: TeamMeasure) -> bool:
    """The team itself, while it and the measure are in use."""
    return (
        team_measure.measure.retired_on is None
        and team_measure.ended_on is None
        and can_report_values(person, team_measure.team)
    )


def can_correct_value(person: Person, team_measure: TeamMeasure) -> bool:
    """A value already sent: the team's lead and data lead, and the adviser, with a reason."""
    return has_ability(person, Ability.CORRECT_VALUES, team_measure.team_id)


def can_lock_sheet(person: Person, sheet: Sheet) -> bool:
    """The director and the adviser, of the collaborative around."""
    return has_ability(person, Ability.IMPORT_VALUES, sheet.team.around_id)


def can_annotate(person: Person, space: Space) -> bool:
    """The team on its charts; the director and adviser on everybody's."""
    return space.closed_at is None and has_ability(person, Ability.ANNOTATE, space)


def can_set_baseline(person: Person, space: Space | int) -> bool:
    """Freezing, re-basing and leaving a point out: a person's decision, with a reason."""
    return has_ability(person, Ability.SET_BASELINES, space)


def can_import_values(person: Person, space: Space) -> bool:
    """Many teams' values at once in a collaborative; its own in a team."""
    return has_ability(person, Ability.REPORT_VALUES if space.kind == Space.Kind.TEAM else Ability.IMPORT_VALUES, space)


def can_see_remarks(person: Person, team: Space | int) -> bool:
    """Remarks on values, drafts, and reasons for corrections stay with the team and those who support it."""
    return has_ability(person, Ability.SEE_OWN, team)
