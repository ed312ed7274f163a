"""What a measure should reach."""

from decimal import Decimal

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from allteach.collaboratives.permissions import can_set_goals
from allteach.core.permissions import allow
from allteach.measures import actions
from allteach.web.collaboratives.place import place_beneath
from allteach.web.found import find_collaborative, find_measure
from allteach.web.http import go_to, page
from allteach.web.measures.definitions import target_now
from allteach.web.measures.forms import TargetForm


@require_http_methods(["GET", "POST"])
def set_target(request, space, measure):
    """Set the goal and the target of a measure: a line of the charter's table of goals."""
    found = find_collaborative(request, space)
    wanted = find_measure(request, found, measure)
    allow(can_set_goals(request.person, found))

    goal, target = wanted.goal, target_now(wanted)
    form = TargetForm(
        request.POST or None,
        initial={
            "words": goal.words if goal else wanted.current.plain_name,
            "baseline": plain(goal.baseline) if goal else None,
            "version": goal.version if goal else None,
            "target": plain(target.value) if target else None,
            "stretch": plain(target.stretch) if target else None,
            "reach_by": target.reach_by if target else None,
            "holds_from": timezone.localdate(),
        },
    )
    if form.submit(actions.set_target, measure=wanted, by=request.person):
        messages.success(request, _("The target is set. Charts show it from its first day on."))
        return go_to(request, "measures:measure", found.slug, wanted.slug)

    context = {
        "place": place_beneath(found, tab="measures", name=_("Goal and target: %(name)s") % {"name": wanted.title}),
        "form": form,
        "targets": list(goal.targets.all()) if goal else [],
        "unit": wanted.current.unit,
        "back": reverse("measures:measure", args=[found.slug, wanted.slug]),
    }
    return page(request, "measures/set_target.html", context, part="form")


def plain(number: Decimal | None) -> Decimal | None:
    """The number without the noughts behind it that it is stored with."""
    return None if number is None else Decimal(f"{number.normalize():f}")
