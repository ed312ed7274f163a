"""Beginning a collaborative: space, charter, goals and measures in one step."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from allteach.collaboratives.actions import make_collaborative, set_goal
from allteach.collaboratives.actions.recruitment import form_team
from allteach.collaboratives.models import Application
from allteach.measures.actions.definitions import define_measure, take_up_measure
from allteach.measures.models import Measure, TeamMeasure
from allteach.measures.templates import TEMPLATES
from allteach.people.models import Person
from allteach.spaces.models import Space


@transaction.atomic
def begin_collaborative(
    *, template: str, name: str, summary: str = "", starts_on: date | None = None, by: Person, **said
) -> Space:
    """Make a collaborative from a template: everything in it can be changed afterwards.

    `said` goes to make_collaborative. Targets hold from `starts_on`, or from a year ago.
    """
    if template not in TEMPLATES:
        raise ValidationError({"template": [_("Choose what to start from.")]})
    row = TEMPLATES[template]
    collaborative = make_collaborative(
        name=name,
        summary=summary or str(row.summary),
        sections={key: str(words) for key, words in row.sections.items()},
        by=by,
        **said,
    )
    today = timezone.localdate()
    holds_from = starts_on or date(today.year - 1, today.month, 1)
    for position, measure in enumerate(row.measures):
        goal = set_goal(
            space=collaborative,
            words=str(measure.name),
            target=measure.target,
            holds_from=holds_from,
            position=position,
            by=by,
        )
        definition: dict[str, Any] = {
            key: str(value) if isinstance(value, Promise) else value for key, value in measure.definition.items()
        }
        define_measure(
            space=collaborative,
            kind=measure.kind,
            name=str(measure.name),
            plain_name=str(measure.plain_name),
            goal=goal,
            measure_type=measure.measure_type,
            scope=measure.scope,
            counts_people=measure.counts_people,
            period_kind=measure.period_kind,
            position=position,
            by=by,
            **definition,
        )
    return collaborative


@transaction.atomic
def take_up_core(*, team: Space, by: Person | None) -> list[TeamMeasure]:
    """Let a team use every measure that its collaborative asks of all teams."""
    asked = Measure.objects.filter(in_space=team.parent_id, scope=Measure.Scope.CORE_REQUIRED, retired_on=None)
    return [take_up_measure(team=team, measure=measure, by=by) for measure in asked.order_by("position", "pk")]


@transaction.atomic
def bring_in_team(*, application: Application, coach: Person | None = None, by: Person) -> Space:
    """Make the team of an application whose place was taken, with the measures that all teams report."""
    is_new = application.team_id is None
    team = form_team(application=application, coach=coach, by=by)
    if is_new:
        take_up_core(team=team, by=by)
    return team
