"""A kept change as a page shows it."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from allteach.improvement.models import ImplementedChange
from allteach.improvement.permissions import can_see_cycle
from allteach.improvement.queries.changes import KeptChange
from allteach.people.models import Person
from allteach.web.improvement.place import cycle_name
from allteach.web.improvement.shown.addresses import change_address, cycle_address
from allteach.web.improvement.shown.cycles import Told
from allteach.web.improvement.shown.words import Mark, day_words

FACTS = ("standard_work", "training", "job_or_policy_change", "it_change", "reversal_plan")
ANSWERS = (
    *("title", "kept_on", "owner_post", "scope_done", "scope_total", "scope_unit", "check_on", "over_on"),
    *("status_reason", *FACTS),
)


@dataclass(frozen=True)
class ChangeRow:
    """One line of the list of kept changes."""

    title: str
    address: str
    since: str
    scope: str
    owner_post: str
    charts: str
    mark: Mark


@dataclass(frozen=True)
class Origin:
    """The test that a kept change came from."""

    name: str
    address: str


def scope_words(change: ImplementedChange) -> str:
    """How far a kept change has come: "7 of 9 clinicians"; nothing while nobody said."""
    if change.scope_done is None:
        return ""
    said = {"done": change.scope_done, "total": change.scope_total, "unit": change.scope_unit}
    return (_("%(done)s of %(total)s %(unit)s") % said).strip()


def change_mark(change: ImplementedChange, *, is_check_due: bool = False) -> Mark:
    """How a kept change stands."""
    status = ImplementedChange.Status(change.state)
    if is_check_due:
        return Mark(_("Check whether it holds"), "soon")
    return Mark(str(status.label), "outline" if change.is_over else "plain")


def change_row(kept: KeptChange, person: Person) -> ChangeRow:
    """One line of the list of kept changes."""
    change = kept.change
    return ChangeRow(
        title=change.title,
        address=change_address(change, person),
        since=day_words(change.kept_on),
        scope=scope_words(change),
        owner_post=change.owner_post,
        charts=", ".join(chart.title for chart in kept.charts),
        mark=change_mark(change, is_check_due=kept.is_check_due),
    )


def change_facts(change: ImplementedChange) -> list[Told]:
    """What is known of a kept change, as facts."""
    facts = [
        Told(_("Since"), day_words(change.kept_on)),
        Told(_("Not any more since"), day_words(change.over_on)),
        Told(_("How far"), scope_words(change)),
        Told(_("Looked after by"), change.owner_post),
        Told(_("Next check"), day_words(change.check_on)),
        *(Told(capfirst(str(change._meta.get_field(name).verbose_name)), getattr(change, name)) for name in FACTS),
    ]
    return [fact for fact in facts if fact.words]


def origin_of(change: ImplementedChange, person: Person) -> Origin | None:
    """The test it came from, where there is one that this person may see."""
    cycle = change.from_cycle
    if cycle is None:
        return None
    cycle.team = change.team
    if not can_see_cycle(person, cycle):
        return None
    return Origin(name=cycle_name(cycle), address=cycle_address(cycle, person))


def answers_of_change(change: ImplementedChange) -> dict[str, Any]:
    """What a kept change says now, by question."""
    return {
        **{name: getattr(change, name) for name in ANSWERS},
        "charts": list(change.charts.all()),
        "status": change.state,
        "version": change.version,
    }
