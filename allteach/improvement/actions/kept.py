"""Changes that become how a team works, and what becomes of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.improvement import events
from allteach.improvement.actions.drawing import draw_change
from allteach.improvement.actions.ideas import add_change_idea
from allteach.improvement.models import ChangeIdea, Cycle, ImplementedChange
from allteach.measures.models import TeamMeasure
from allteach.people.models import Person
from allteach.spaces.actions.answers import Errors, refuse, require_version, write_answers
from allteach.spaces.models import Audience, Space

ANSWERS = (
    "title",
    "kept_on",
    "scope_done",
    "scope_total",
    "scope_unit",
    "standard_work",
    "training",
    "job_or_policy_change",
    "it_change",
    "owner_post",
    "reversal_plan",
    "check_on",
)
Status = ImplementedChange.Status
FIRST_YEAR = 1990  # Charts begin no earlier.


@transaction.atomic
def implement_change(
    *,
    team: Space,
    title: str,
    kept_on: date,
    owner_post: str,
    charts: Iterable[TeamMeasure],
    change_idea: ChangeIdea | None = None,
    from_cycle: Cycle | None = None,
    was_checked: bool = False,
    by: Person,
    **answers: Any,
) -> ImplementedChange:
    """Say that a change is from a day on how the team works, and mark it on its charts.

    A post (not a person) looks after it, and at least one chart shows whether it holds. What a team keeps others may
    try: without an idea it becomes one, of the collaborative, told in the team's own words.
    """
    charts = list(charts)
    idea = change_idea or (from_cycle.change_idea if from_cycle is not None else None)
    change = ImplementedChange(
        kind="implemented_change",
        space_id=team.pk,
        team_id=team.pk,
        audience=Audience.COLLABORATIVE,
        state=Status.IN_PLACE,
        owner=by,
        from_cycle=from_cycle,
    )
    errors = _write(
        change, {**answers, "title": title, "kept_on": kept_on, "owner_post": owner_post}, was_checked=was_checked
    )
    errors.update(_chart_errors(charts, team))
    if from_cycle is not None and from_cycle.team_id != team.pk:
        errors["from_cycle"] = [_("That test belongs to another team.")]
    if idea is not None and idea.space_id not in (team.pk, team.parent_id):
        errors["change_idea"] = [_("Choose an idea of your own collaborative.")]
    refuse(errors)
    change.change_idea = idea or add_change_idea(
        space=team.parent or team,
        title=change.title,
        plain_summary=change.standard_work or change.title,
        evidence=ChangeIdea.Evidence.PROMISING,
        origin=ChangeIdea.Origin.TEAM,
        was_checked=True,  # The same words, as the change itself.
        by=by,
    )
    # The team's row is locked, so that two people who add at once get two numbers.
    Space.objects.select_for_update(no_key=True).get(pk=team.pk)
    last = ImplementedChange.objects.filter(team_id=team.pk).aggregate(last=Max("number"))["last"]
    change.number = (last or 0) + 1
    change.words = _words_of(change)
    change.save()
    change.charts.set(charts)
    draw_change(change, by=by)
    _record(events.CHANGE_IMPLEMENTED, change, by, texts={"title": change.title})
    return change


@transaction.atomic
def revise_implemented_change(
    *,
    change: ImplementedChange,
    status: str | None = None,
    over_on: date | None = None,
    status_reason: str | None = None,
    charts: Iterable[TeamMeasure] | None = None,
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
    **answers: Any,
) -> ImplementedChange:
    """Say how a kept change stands: spread further, partly in place, lapsed or taken back. What is not given stays.

    A change that is over needs the day and the reason; its charts say so. Raises ValidationError with code "conflict"
    if somebody else changed it.
    """
    change = ImplementedChange.objects.select_for_update().get(pk=change.pk)
    require_version(change, version)
    errors = _write(change, answers, was_checked=was_checked)
    if status is not None:
        if status not in Status.values:
            errors["status"] = [_("Choose how it stands.")]
        change.state = status
    if change.is_over:
        given = {"over_on": over_on, "status_reason": status_reason}
        errors.update(
            write_answers(
                change,
                {name: answer for name, answer in given.items() if answer is not None},
                needed={
                    "over_on": _("Say since when."),
                    "status_reason": _("Say in a few words why: it helps whoever tries it next."),
                },
                was_checked=was_checked,
            )
        )
        if change.over_on and change.kept_on and change.over_on < change.kept_on:
            errors.setdefault("over_on", [_("This is before it was kept.")])
        if change.over_on and change.over_on > timezone.localdate():
            errors.setdefault("over_on", [_("That day has not come yet.")])
    else:
        change.over_on, change.status_reason = None, ""
    if charts is not None:
        charts = list(charts)
        errors.update(_chart_errors(charts, change.team))
    refuse(errors)
    change.version += 1
    change.words = _words_of(change)
    change.save()
    if charts is not None:
        change.charts.set(charts)
    draw_change(change, by=by)
    _record(events.CHANGE_REVISED, change, by, texts={"title": change.title, "status_reason": change.status_reason})
    return change


def _write(change: ImplementedChange, answers: dict[str, Any], *, was_checked: bool) -> Errors:
    """Set the answers on the change. Returns what is wrong, by field."""
    unknown = answers.keys() - set(ANSWERS)
    if unknown:
        raise TypeError(f"a kept change does not ask {sorted(unknown)}")
    errors = write_answers(
        change,
        answers,
        needed={
            "title": _("Say what it is, in a few words."),
            "kept_on": _("Say since when."),
            "owner_post": _("Say which post looks after it: people leave, posts stay."),
        },
        was_checked=was_checked,
    )
    if change.kept_on and not FIRST_YEAR <= change.kept_on.year <= timezone.localdate().year + 3:
        errors.setdefault("kept_on", [_("Is the year right?")])
    done, total = change.scope_done, change.scope_total
    if done is not None and total is None:
        errors.setdefault("scope_total", [_("Out of how many?")])
    elif done is not None and total is not None and done > total:
        slip = _("%(done)s of %(total)s cannot be. Is one of the two a slip?") % {"done": done, "total": total}
        errors.setdefault("scope_done", [slip])
    return errors


def _chart_errors(charts: list[TeamMeasure], team: Space) -> Errors:
    if not charts:
        return {"charts": [_("Choose a chart that will show whether it holds.")]}
    if any(chart.team_id != team.pk for chart in charts):
        return {"charts": [_("Choose from the team's own charts.")]}
    return {}


def _words_of(change: ImplementedChange) -> str:
    """What search reads of a kept change."""
    said = (change.title, change.standard_work, change.training, change.job_or_policy_change, change.status_reason)
    return "\n".join(words for words in said if words)


def _record(name: str, change: ImplementedChange, by: Person | None, *, texts: dict[str, str]) -> None:
    record(
        name,
        by=by,
        about=change,
        space=change.team_id,
        subject=change.pk,
        status=change.state,
        kept_on=change.kept_on,
        cycle=change.from_cycle_id,
        idea=change.change_idea_id,
        texts={key: text for key, text in texts.items() if text},
    )
