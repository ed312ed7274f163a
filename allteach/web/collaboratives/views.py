"""A collaborative's pages."""

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from allteach.charts import figure, small_multiples
from allteach.core.language import language_now
from allteach.measures.models import Measure
from allteach.measures.permissions import can_import_values
from allteach.measures.queries.strata import groups_together
from allteach.measures.queries.together import side_by_side, together
from allteach.spaces.naming import name_for, slug_for
from allteach.web.collaboratives.filters import TeamFilter
from allteach.web.collaboratives.listed import summary_table
from allteach.web.collaboratives.pages import grid_of_icons, tallies
from allteach.web.collaboratives.place import collaborative_place
from allteach.web.drawings import groups_drawn
from allteach.web.found import find_collaborative
from allteach.web.http import page
from allteach.web.measures.listed import groups_table, together_table
from allteach.web.navigation import Action

FEW_MEASURES = 4  # So many names stand side by side over their columns; more stand upright.


@require_safe
def collaborative(request, space):
    """For each measure all teams together and side by side; all measures and teams in one grid. Never ranked."""
    found = find_collaborative(request, space)

    person, language = request.person, language_now()
    measures = list(
        Measure.objects.visible_to(person)
        .filter(in_space=found.pk, retired_on=None)
        .select_related("current", "goal")
        .order_by("position", "pk")
    )
    by_slug = {measure.slug: measure for measure in measures}
    chosen = by_slug.get(request.GET.get("measure"), measures[0] if measures else None)
    chooser = TeamFilter(found, request.GET)
    context = {
        "place": collaborative_place(found, current="overview", actions=actions_for(person, found)),
        "collaborative": found,
        "measures": [(measure, chooser.address(measure=measure.slug), measure == chosen) for measure in measures],
        "are_many": len(measures) > FEW_MEASURES,
        "chosen": chosen,
        "chooser": chooser,
    }
    tables = []
    if chosen is not None:
        charts = side_by_side(found, measures, seen_by=person, language=language, teams=chooser.teams)
        of_chosen = [chart for chart in charts if chart.measure.pk == chosen.pk]
        whole = together(found, chosen, seen_by=person, language=language, teams=chooser.teams)
        context |= {
            "figure": mark_safe(figure(whole.plot, ident="together")),
            "multiples": mark_safe(multiples(of_chosen, person)),
            "tallies": tallies(of_chosen),
            "rows": grid_of_icons(charts, measures, seen_by=person, language=language),
            "teams_shown": len(of_chosen),
            "pictures": {
                form: reverse("measures:together_file", args=[found.slug, chosen.slug, form]) + chooser.address()
                for form in ("svg", "png")
            },
        }
        tables.append(summary_table(found, charts, seen_by=person, language=language))
        tables.append(together_table(found, whole))
        groups = groups_together(found, chosen, seen_by=person, language=language, teams=chooser.teams)
        context["groups"] = groups_drawn(groups)
        if groups:
            tables.append(groups_table(f"{found.slug}-{chosen.slug}-groups", groups))
    return page(request, "collaboratives/collaborative.html", context, tables=tables)


def actions_for(person, collaborative) -> tuple[Action, ...]:
    """What can be done here: bringing values in, for whoever may."""
    if not can_import_values(person, collaborative):
        return ()
    return (Action(_("Import values"), reverse("imports:imports", kwargs={"space": collaborative.slug})),)


def multiples(charts, person) -> str:
    """Each team's small chart, by name, on one scale."""
    plots = sorted(
        (
            chart.named(
                name_for(chart.team_measure.team, person),
                href=reverse("measures:chart", args=[slug_for(chart.team_measure.team, person), chart.measure.slug]),
            )
            for chart in charts
        ),
        key=lambda plot: plot.title.casefold(),
    )
    return small_multiples(plots, ident="teams") if plots else f"<p>{_('No team has reported yet.')}</p>"
