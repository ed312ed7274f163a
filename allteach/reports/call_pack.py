"""What a director takes to the call of all teams: aggregate charts, who is late, who moved, who asks, whom to pair.

No score and no number of a single team stands in it, since its slides are for all teams' eyes; those who see the team
grid find them there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.core.language import language_now, period_in_words
from allteach.measures.models import Measure
from allteach.measures.queries.together import together
from allteach.people.models import Person
from allteach.progress.call_pack import Late, Moved, call_pack
from allteach.progress.permissions import can_see_team_grid
from allteach.reports.document import Block, Chart, Document, Paragraph, Section, Table
from allteach.reports.wording import DAY, made_from_the_record, marks_in_words, small_numbers_in_words
from allteach.spaces.models import Space, Team
from allteach.spaces.naming import name_for
from allteach.spaces.viewing import anybody_who_knows

MOST_CHARTS = 3  # Of all teams together: five minutes of the call.


@dataclass(frozen=True)
class Call:
    """A call of all teams of a collaborative, loaded with its settings for small numbers, on a day."""

    collaborative: Space
    on: date


def may_have_call_pack(person: Person, call: Call) -> bool:
    """Those who see the team grid."""
    return can_see_team_grid(person, call.collaborative)


def call_pack_document(call: Call, *, seen_by: Person) -> Document:
    """The pack for a call: as many queries for a hundred teams as for one."""
    language, collaborative = language_now(), call.collaborative
    pack = call_pack(collaborative, seen_by=seen_by, today=call.on)
    moved = [each for each in pack.moved if each.charts or each.tests]
    blocks: list[Block] = []
    if pack.month is None:
        blocks.append(Paragraph(_("No month was due yet: there is nothing to say."), "quiet"))
    else:
        blocks.append(Paragraph(_in_short(pack.teams, len(pack.late), len(moved), len(pack.asks)), "lead"))
        blocks.append(Section(_("Whose month we wait for"), (_late(pack.late, seen_by),)))
        blocks.extend(_charts(collaborative, seen_by))
        blocks.append(Section(_("Who moved"), (_moved(moved, seen_by),)))
        asks = [(name_for(ask.team, seen_by), ask.words) for ask in pack.asks]
        nobody = _("Nobody asked for anything in a report.")
        blocks.append(Section(_("Who asks"), (_table((_("Team"), _("Ask")), asks, nobody),)))
        pairs = [
            (name_for(pair.ask.team, seen_by), name_for(pair.team, seen_by), pair.title, ", ".join(pair.shared))
            for pair in pack.pairs
        ]
        headings = (_("Asks"), _("Could answer"), _("What worked there"), _("In common"))
        blocks.append(Section(_("Whom to bring together"), (_table(headings, pairs, _("No pair stands out.")),)))
    document = Document(
        title=_("Call of all teams"),
        name=f"{collaborative.slug}-call-pack-{call.on}",
        over=f"{collaborative.name} · {date_format(call.on, DAY)}",
        lead=_("The month of %(month)s") % {"month": period_in_words(pack.month)} if pack.month else "",
        blocks=tuple(blocks),
        author=collaborative.name,
        language=language,
    )
    said = (made_from_the_record(call.on), marks_in_words(), small_numbers_in_words(document))
    return replace(document, foot=" ".join(filter(None, said)))


def _in_short(teams: int, late: int, moved: int, asks: int) -> str:
    """What the pack says, in one line."""
    said = (
        ngettext("%(count)d team.", "%(count)d teams.", teams) % {"count": teams},
        ngettext("%(count)d is late.", "%(count)d are late.", late) % {"count": late},
        ngettext("%(count)d moved.", "%(count)d moved.", moved) % {"count": moved},
        ngettext("%(count)d asks for something.", "%(count)d ask for something.", asks) % {"count": asks},
    )
    return " ".join(said)


def _charts(collaborative: Space, seen_by: Person) -> Iterable[Section]:
    """The first core measures of all teams together, as any of the teams may see them: they are shown to all."""
    anybody = anybody_who_knows(
        [collaborative.pk, *Team.objects.filter(parent=collaborative.pk).values_list("pk", flat=True)]
    )
    core = Measure.objects.visible_to(seen_by).filter(in_space=collaborative.pk, scope=Measure.Scope.CORE_REQUIRED)
    shown = core.select_related("current", "goal").order_by("position", "pk")[:MOST_CHARTS]
    charts = tuple(
        Chart(together(collaborative, measure, seen_by=anybody, language=language_now()).plot) for measure in shown
    )
    if charts:
        yield Section(_("All of us together"), charts)


def _late(late: Iterable[Late], person: Person) -> Block:
    rows = []
    for each in late:
        if each.misses_numbers and each.misses_report:
            missing = _("numbers and report")
        else:
            missing = _("numbers") if each.misses_numbers else _("report")
        rows.append((name_for(each.team, person), missing, ", ".join(each.coaches)))
    return _table((_("Team"), _("Not in yet"), _("Coach")), rows, _("Everybody has sent the month. Say thank you."))


def _moved(moved: Iterable[Moved], person: Person) -> Block:
    rows = [
        (
            name_for(each.team, person),
            "; ".join(chart.measure.current.name for chart in each.charts),
            "; ".join(f"{test.title}. {test.lesson or test.what_we_learned}".strip() for test in each.tests),
        )
        for each in moved
    ]
    return _table((_("Team"), _("Newly improving"), _("Tests that worked")), rows, _("No chart newly improves."))


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]], nothing: str) -> Block:
    found = tuple(rows)
    return Table("", headings, found) if found else Paragraph(nothing, "quiet")
