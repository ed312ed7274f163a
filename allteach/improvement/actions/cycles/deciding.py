"""Act: the decision that closes a test, what it opens, and closing a test in one go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.improvement import events
from allteach.improvement.actions.cycles.planning import fill_in_from, place
from allteach.improvement.actions.cycles.predictions import OutcomeAnswer, PredictionAnswer, study_errors
from allteach.improvement.actions.cycles.rows import for_writing, remember, save
from allteach.improvement.actions.cycles.running import begin_do, record_do, record_study
from allteach.improvement.actions.kept import implement_change
from allteach.improvement.models import Cycle, ImplementedChange
from allteach.improvement.scales import next_scale
from allteach.improvement.stages import ACTED, PLANNED, STUDYING
from allteach.measures.models import TeamMeasure
from allteach.people.models import Person
from allteach.spaces.actions.answers import refuse, write_answers
from allteach.spaces.models import Audience

Decision = Cycle.Decision


@dataclass(frozen=True)
class Decided:
    """A closed cycle, with the cycle it opened or the change that was kept."""

    cycle: Cycle
    next_cycle: Cycle | None = None
    change: ImplementedChange | None = None


@transaction.atomic
def decide(
    *,
    cycle: Cycle,
    decision: str,
    rationale: str,
    next_title: str = "",
    implementation_plan: str = "",
    lesson: str = "",
    is_kept: bool = False,
    kept_on: date | None = None,
    owner_post: str = "",
    charts: Iterable[TeamMeasure] = (),
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
) -> Decided:
    """Close a studied test: adapt, adopt, abandon or repeat it, and say why.

    Adapt and repeat open the next cycle on the ramp, filled in; repeat keeps its predictions, adapt asks for new
    ones. Adopt opens a larger one, or, when the change is kept, makes it how the team works (`kept_on` is today
    unless given; a post looks after it and a chart shows that it holds). Abandon opens nothing.
    """
    cycle = for_writing(cycle, version, stage=STUDYING)
    if study_errors(cycle, list(cycle.predictions.all())):
        raise ValidationError(_("Compare every prediction first, and say what you learned."), code="not_studied")
    errors = write_answers(
        cycle,
        {
            "decision": decision,
            "rationale": rationale,
            "implementation_plan": implementation_plan,
            "lesson": lesson,
        },
        needed={
            "decision": _("Choose what comes next."),
            "rationale": _("Say why, in a few words: the next test builds on it."),
        },
        was_checked=was_checked,
    )
    following = Cycle(title=cycle.title)
    if next_title.strip() and (wrong := write_answers(following, {"title": next_title}, was_checked=was_checked)):
        errors["next_title"] = wrong["title"]
    if is_kept and cycle.decision != Decision.ADOPT:
        errors["is_kept"] = [_("Only a change that is adopted can become how you work.")]
    refuse(errors)
    cycle.state = ACTED
    cycle.decided_at = timezone.now()
    cycle.decided_by = by
    save(cycle)
    change = next_cycle = None
    if is_kept:
        change = implement_change(
            team=cycle.team,
            title=following.title,
            from_cycle=cycle,
            kept_on=kept_on or timezone.localdate(),
            owner_post=owner_post,
            charts=list(charts) or list(cycle.charts.all()),
            standard_work=implementation_plan,
            was_checked=was_checked,
            by=by,
        )
    elif cycle.decision != Decision.ABANDON:
        next_cycle = _open_next(cycle, following.title, by)
    remember(
        events.CYCLE_DECIDED,
        cycle,
        by,
        decision=cycle.decision,
        next=next_cycle.pk if next_cycle else None,
        change=change.pk if change else None,
        texts={"rationale": cycle.rationale},
    )
    return Decided(cycle, next_cycle, change)


@transaction.atomic
def close_cycle(
    *,
    cycle: Cycle,
    observations: str,
    outcomes: Sequence[OutcomeAnswer],
    what_we_learned: str,
    decision: str,
    rationale: str,
    started_on: date | None = None,
    ended_on: date | None = None,
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
    **what_follows: Any,
) -> Decided:
    """Do, Study and Act in one go, from wherever an open test stands: for a team with two minutes and a phone.

    The last day is today unless it is given or known; the first is the one that was planned, or the last. What was
    seen is also the result, unless that was told before. What follows is as in `decide`.
    """
    cycle = for_writing(cycle, version)
    ended_on = ended_on or cycle.ended_on or timezone.localdate()
    started_on = started_on or cycle.started_on or min(cycle.planned_start_on or ended_on, ended_on)
    if not cycle.is_begun:
        cycle = begin_do(cycle=cycle, started_on=started_on, by=by)
    cycle = record_do(
        cycle=cycle,
        observations=observations,
        started_on=started_on,
        ended_on=ended_on,
        was_checked=was_checked,
        by=by,
    )
    cycle = record_study(
        cycle=cycle,
        outcomes=outcomes,
        results_summary=cycle.results_summary or observations,
        what_we_learned=what_we_learned,
        was_checked=was_checked,
        by=by,
    )
    return decide(cycle=cycle, decision=decision, rationale=rationale, was_checked=was_checked, by=by, **what_follows)


def _open_next(cycle: Cycle, title: str, by: Person | None) -> Cycle:
    """The next cycle on the ramp, filled in. Its predictions are asked anew, unless the test is repeated."""
    is_repeated = cycle.decision == Decision.REPEAT
    following = Cycle(
        kind="cycle",
        space_id=cycle.team_id,
        team_id=cycle.team_id,
        audience=Audience.TEAM,
        state=PLANNED,
        title=title,
        scale=next_scale(cycle.scale) if cycle.decision == Decision.ADOPT else cycle.scale,
    )
    fill_in_from(following, cycle)
    predictions: list[PredictionAnswer] = [
        {
            "question": row.question,
            "prediction": row.prediction if is_repeated else "",
            "because": row.because if is_repeated else "",
        }
        for row in cycle.predictions.all()
    ]
    return place(following, predictions=predictions, charts=cycle.charts.all(), by=by)
