"""Tests of change: started and planned."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from allteach.improvement import events
from allteach.improvement.actions.cycles.predictions import (
    PredictionAnswer,
    lock_errors,
    prediction_errors,
    write_predictions,
)
from allteach.improvement.actions.cycles.rows import date_errors, for_writing, remember, words_of
from allteach.improvement.actions.drawing import draw_cycle
from allteach.improvement.models import ChangeIdea, Cycle, Ramp
from allteach.improvement.stages import PARTS, PLANNED
from allteach.measures.models import TeamMeasure
from allteach.people.models import Person
from allteach.spaces.actions.answers import Errors, refuse, write_answers
from allteach.spaces.models import Audience, Membership, Space

HEAD = ("title", "care_element", "has_partner", "partner_part", "change_idea")
LINKS = ("owner", "helpers", "charts")
CARRIED_OVER = (
    "care_element",
    "has_partner",
    "partner_part",
    "purpose",
    "objective",
    "who",
    "what",
    "where",
    "data_plan",
    "data_form_link",
)


@transaction.atomic
def start_cycle(
    *,
    team: Space,
    title: str,
    prediction: str = "",
    planned_end_on: date | None = None,
    scale: str = "",
    change_idea: ChangeIdea | None = None,
    previous: Cycle | None = None,
    charts: Iterable[TeamMeasure] = (),
    was_checked: bool = False,
    by: Person,
) -> Cycle:
    """Start a test of change with two lines: the change; the prediction and when the team will know. How large it is
    may be said, and may wait.

    After a `previous` cycle it is the next on the same ramp and begins filled in from it; otherwise it begins a ramp.
    Only the team and those who support it see it, until Do begins.
    """
    cycle = Cycle(kind="cycle", space_id=team.pk, team_id=team.pk, audience=Audience.TEAM, state=PLANNED, owner=by)
    if previous is not None:
        fill_in_from(cycle, previous)
    cycle.change_idea = change_idea or cycle.change_idea
    errors = write_answers(
        cycle,
        {"title": title, "planned_end_on": planned_end_on, "scale": scale},
        needed={
            "title": _("Say in a few words what you will try."),
            "planned_end_on": _("Say when you will know whether it helped."),
        },
        was_checked=was_checked,
    )
    predictions: list[PredictionAnswer] = [{"prediction": prediction}]
    errors.update(prediction_errors(predictions, is_needed=True, name="{field}", was_checked=was_checked))
    errors.update(date_errors(cycle))
    charts = list(charts)
    errors.update(_chart_errors(charts, team))
    errors.update(_idea_errors(cycle))
    if previous is not None and previous.team_id != team.pk:
        errors["previous"] = [_("That test belongs to another team.")]
    refuse(errors)
    return place(
        cycle,
        predictions=predictions,
        charts=charts or (previous.charts.all() if previous is not None else ()),
        by=by,
    )


def fill_in_from(cycle: Cycle, previous: Cycle) -> None:
    """Write into a new cycle what carries over from the one before it."""
    cycle.previous, cycle.ramp, cycle.change_idea = previous, previous.ramp, previous.change_idea
    cycle.owner = previous.owner or cycle.owner
    for name in CARRIED_OVER:
        setattr(cycle, name, getattr(previous, name))


def place(
    cycle: Cycle, *, predictions: Sequence[PredictionAnswer], charts: Iterable[TeamMeasure], by: Person | None
) -> Cycle:
    """Store a checked new cycle with its number, its step on a ramp, its predictions and its charts."""
    # The team's row is locked, so that two people who start at once get two numbers.
    Space.objects.select_for_update(no_key=True).get(pk=cycle.team_id)
    if cycle.ramp_id is None:
        cycle.ramp = Ramp.objects.create(
            team_id=cycle.team_id,
            title=cycle.title,
            slug=_free_slug(cycle.title, cycle.team_id),
            change_idea=cycle.change_idea,
        )
    cycle.number = (Cycle.objects.filter(team_id=cycle.team_id).aggregate(last=Max("number"))["last"] or 0) + 1
    cycle.step = (Cycle.objects.filter(ramp_id=cycle.ramp_id).aggregate(last=Max("step"))["last"] or 0) + 1
    cycle.save()
    cycle.charts.set(charts)
    if cycle.previous is not None:
        cycle.helpers.set(cycle.previous.helpers.all())
    write_predictions(cycle, predictions)
    cycle.words = words_of(cycle)
    cycle.save(update_fields=["words"])
    remember(
        events.CYCLE_STARTED,
        cycle,
        by,
        number=cycle.number,
        ramp=cycle.ramp_id,
        previous=cycle.previous_id,
        texts={"title": cycle.title},
    )
    return cycle


@transaction.atomic
def plan_cycle(
    *,
    cycle: Cycle,
    version: int | None = None,
    predictions: Sequence[PredictionAnswer] | None = None,
    was_checked: bool = False,
    by: Person,
    **answers: Any,
) -> Cycle:
    """Fill in the plan of an open test, as far as the answers given go; what is not given stays as it is.

    Answers are the fields of Plan, those of the head, and owner, helpers and charts. Predictions are given all at
    once; they are locked once Do has begun, and sending them again unchanged does no harm. Errors of predictions are
    named question_1, prediction_1 and so on. Raises ValidationError with code "conflict" if somebody else changed it.
    """
    unknown = answers.keys() - {*HEAD, *LINKS, *PARTS["plan"].answers}
    if unknown:
        raise TypeError(f"plan_cycle does not ask {sorted(unknown)}")
    cycle = for_writing(cycle, version)
    helpers, charts = answers.pop("helpers", None), answers.pop("charts", None)
    errors = write_answers(
        cycle, answers, needed={"title": _("Say in a few words what you will try.")}, was_checked=was_checked
    )
    errors.update(date_errors(cycle))
    errors.update(_people_errors(cycle, owner=answers.get("owner"), helpers=helpers or ()))
    errors.update(_chart_errors(charts or (), cycle.team))
    errors.update(_idea_errors(cycle))
    if predictions is not None and cycle.is_begun:
        errors.update(lock_errors(cycle, predictions))
    elif predictions is not None:
        rows = list(cycle.predictions.all())
        errors.update(prediction_errors(predictions, rows=rows, is_needed=False, was_checked=was_checked))
    refuse(errors)
    cycle.version += 1
    cycle.save()
    if helpers is not None:
        cycle.helpers.set(helpers)
    if charts is not None:
        cycle.charts.set(charts)
    if predictions is not None and not cycle.is_begun:
        write_predictions(cycle, predictions)
    cycle.words = words_of(cycle)
    cycle.save(update_fields=["words"])
    draw_cycle(cycle, by=by)
    remember(events.CYCLE_PLANNED, cycle, by, texts={name: getattr(cycle, name) for name in ("title", "objective")})
    return cycle


def _chart_errors(charts: Iterable[TeamMeasure], team: Space) -> Errors:
    if any(chart.team_id != team.pk for chart in charts):
        return {"charts": [_("Choose from the team's own charts.")]}
    return {}


def _idea_errors(cycle: Cycle) -> Errors:
    idea = cycle.change_idea
    if idea is not None and idea.space_id not in (cycle.team_id, cycle.team.parent_id):
        return {"change_idea": [_("Choose an idea of your own collaborative.")]}
    return {}


def _people_errors(cycle: Cycle, *, owner: Person | None, helpers: Iterable[Person]) -> Errors:
    """Whether the owner and the helpers that are named belong to the team."""
    named = [helper.pk for helper in helpers]
    if owner is None and not named:
        return {}
    members = set(Membership.objects.active().filter(space_id=cycle.team_id).values_list("person_id", flat=True))
    errors: Errors = {}
    if owner is not None and owner.pk not in members:
        errors["owner"] = [_("Choose somebody of the team.")]
    if not members.issuperset(named):
        errors["helpers"] = [_("Choose people of the team.")]
    return errors


def _free_slug(title: str, team_id: int) -> str:
    """An address for a ramp that none of the team's ramps has."""
    start = slugify(title)[:70].strip("-") or "ramp"
    taken = set(Ramp.objects.filter(team_id=team_id, slug__startswith=start).values_list("slug", flat=True))
    return next(slug for slug in (start, *(f"{start}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
