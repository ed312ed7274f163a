"""A process map as a page shows it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from allteach.charts import ProcessPlot, ProcessStep, process_map_figure
from allteach.core.language import language_now
from allteach.improvement.models import ProcessMap, ProcessMapVersion
from allteach.improvement.queries.process_maps import ProcessMapShown
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.naming import is_named_to, slug_for
from allteach.web.improvement.shown.words import day_words


@dataclass(frozen=True)
class Drawn:
    """One version in the list of those that were drawn."""

    words: str
    address: str
    is_current: bool


def walked_words(version: ProcessMapVersion) -> str:
    """Whether somebody walked the way, when, and whether a patient went along."""
    if version.walked_on is None:
        return ""
    on = {"day": day_words(version.walked_on)}
    if version.is_walked_with_patient:
        return _("Walked with a patient on %(day)s.") % on
    return _("Walked by the team on %(day)s.") % on


def plot_of(shown: ProcessMapShown) -> ProcessPlot:
    """A process map as `charts` draws it, in the language of whoever asks."""
    return ProcessPlot(
        title=shown.version.name,
        steps=[
            ProcessStep(
                words=step.words,
                kind=step.kind,
                who=step.who,
                minutes=step.minutes,
                wait=step.wait_minutes,
                otherwise=step.otherwise,
                goes_wrong=step.goes_wrong,
                fails=step.fails_of_hundred,
                feels_like=step.feels_like,
            )
            for step in shown.steps
        ],
        walked_words=walked_words(shown.version),
        language=language_now(),
    )


def figure_of_map(shown: ProcessMapShown) -> SafeString:
    """The drawing with its words and its table."""
    return mark_safe(process_map_figure(plot_of(shown), ident="process-map"))


def map_address(team: Space, person: Person, shows: str, page: str = "process_map") -> str:
    """The page of a team's process map, or of drawing it (`draw_process_map`)."""
    return reverse(f"improvement:{page}", args=[slug_for(team, person), shows])


def versions_drawn(
    process_map: ProcessMap, versions: list[ProcessMapVersion], shown: ProcessMapVersion, person: Person
) -> list[Drawn]:
    """Every version, the newest first: who drew it and when, and where to look at it."""
    names = is_named_to(process_map.team, person)
    slug = slug_for(process_map.team, person)
    return [
        Drawn(
            words=(
                _("%(day)s, by %(name)s") % {"day": day_words(version.at.date()), "name": version.by.name}
                if names and version.by
                else day_words(version.at.date())
            ),
            address=reverse("improvement:process_map_version", args=[slug, process_map.shows, version.number]),
            is_current=version.pk == shown.pk,
        )
        for version in versions
    ]
