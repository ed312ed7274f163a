"""Pages about what is measured: defining a measure and changing its definition."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from allteach.collaboratives.permissions import can_set_goals
from allteach.core.permissions import allow
from allteach.measures import actions
from allteach.measures.models import Measure
from allteach.measures.permissions import can_change_definition, can_define_measure
from allteach.measures.queries.timelines import longest_chart
from allteach.web.collaboratives.place import collaborative_place
from allteach.web.found import find_collaborative, find_measure
from allteach.web.http import go_to, page
from allteach.web.measures.definition_forms import ChangeForm, MeasureForm, grouped
from allteach.web.measures.listed import goals_table
from allteach.web.measures.reading_choices import TYPICAL
from allteach.web.measures.versions import SHOWN_FIELDS, versions_of
from allteach.web.navigation import Action


@require_safe
def measures(request, space):
    """The measures of a collaborative with their goals: the table of goals is this table."""
    found = find_collaborative(request, space)

    shown = (
        Measure.objects.visible_to(request.person)
        .filter(in_space=found.pk)
        .select_related("current", "goal")
        .prefetch_related("goal__targets")
        .order_by("retired_on", "position", "pk")
    )
    may_define = can_define_measure(request.person, found)
    context = {
        "place": collaborative_place(
            found,
            current="measures",
            actions=(Action(_("Define a measure"), reverse("measures:define", args=[found.slug])),)
            if may_define
            else (),
        ),
        "collaborative": found,
        "has_any": bool(shown),
        "may_define": may_define,
    }
    goals = goals_table(found, [(measure, target_now(measure)) for measure in shown])
    return page(request, "measures/measures.html", context, tables=[goals])


def target_now(measure: Measure):
    """The newest target of a measure loaded with its goal's targets."""
    targets = list(measure.goal.targets.all()) if measure.goal else []
    return targets[-1] if targets else None


@require_http_methods(["GET", "POST"])
def define(request, space):
    """Define a measure that teams of a collaborative report."""
    found = find_collaborative(request, space)
    allow(can_define_measure(request.person, found))

    form = MeasureForm(request.POST or None)
    if form.submit(actions.define_measure, space=found, by=request.person):
        messages.success(
            request, _("%(name)s is defined. Teams take it up from their measures.") % {"name": form.result.title}
        )
        return go_to(request, "measures:measure", found.slug, form.result.slug)

    context = {
        "place": collaborative_place(found, current="measures"),
        "form": form,
        "groups": grouped(form),
        "is_new": True,
        "back": reverse("measures:measures", args=[found.slug]),
    }
    return page(request, "measures/define.html", context, part="form")


@require_safe
def measure(request, space, measure):
    """A measure's definition, its versions and what changed between them."""
    found = find_collaborative(request, space)
    wanted = find_measure(request, found, measure)

    actions_here: tuple[Action, ...] = ()
    if can_set_goals(request.person, found):
        actions_here = (Action(_("Set the target"), reverse("measures:set_target", args=[found.slug, wanted.slug])),)
    if can_change_definition(request.person, wanted):
        change_address = reverse("measures:change", args=[found.slug, wanted.slug])
        actions_here = (Action(_("Change the definition"), change_address), *actions_here)
    context = {
        "place": collaborative_place(found, current="measures", actions=actions_here),
        "measure": wanted,
        "definition": wanted.current,
        "versions": versions_of(wanted.definitions.select_related("by")),
        "target": target_now(wanted),
    }
    return page(request, "measures/measure.html", context)


@require_http_methods(["GET", "POST"])
def change(request, space, measure):
    """Put a new version of a definition in force."""
    found = find_collaborative(request, space)
    wanted = find_measure(request, found, measure)
    allow(can_change_definition(request.person, wanted))

    current = wanted.current
    initial = {name: getattr(current, name) for name in SHOWN_FIELDS} | {
        "strata": "\n".join(current.strata),
        "version": current.number,
        "trend_points": current.trend_points or "",
    }
    form = ChangeForm(
        request.POST or None, initial=initial, points=longest_chart(wanted) or TYPICAL, of_kind=wanted.form
    )
    if form.submit(actions.change_definition, measure=wanted, by=request.person):
        messages.success(
            request,
            _("Version %(number)d is in force. Every chart shows where it begins.") % {"number": form.result.number},
        )
        return go_to(request, "measures:measure", found.slug, wanted.slug)

    context = {
        "place": collaborative_place(found, current="measures"),
        "form": form,
        "groups": grouped(form),
        "is_new": False,
        "back": reverse("measures:measure", args=[found.slug, wanted.slug]),
    }
    return page(request, "measures/define.html", context, part="form")
