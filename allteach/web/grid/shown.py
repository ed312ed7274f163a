"""The team grid as its page and its file say it: finished values, no query."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.charts import Language
from allteach.core.language import language_now
from allteach.people.models import Person
from allteach.progress.attention import Reason
from allteach.progress.grid import GridMonth, GridRow, TeamGrid
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for, slug_for
from allteach.web.grid.layers import LAYERS, ShownCell, draw, state_words
from allteach.web.tables import Cell, Column, Table


@dataclass(frozen=True)
class ShownRow:
    """One team as a row of the grid."""

    name: str
    address: str
    about: str  # Region and coach.
    cells: tuple[ShownCell, ...]
    score: str
    own_score: str
    contact: str
    is_contact_long_ago: bool
    calls: str
    points: int
    is_high: bool
    why: tuple[Reason, ...]


@dataclass(frozen=True)
class ShownGroup:
    """Some rows under one heading."""

    words: str
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True)
class ShownGrid:
    """The grid as a table: its months, and its groups of rows."""

    months: tuple[tuple[str, str], ...]  # Short and whole.
    groups: tuple[ShownGroup, ...]

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.months) + 6


def shown_grid(grid: TeamGrid, rows: Sequence[GridRow], *, layer: str, person: Person, today: date) -> ShownGrid:
    """The chosen teams: those that need attention first, those that need most above; then the others by name."""
    language = language_now()
    chosen = {row.team.pk for row in rows}
    needing = [row for row in grid.needing if row.team.pk in chosen]
    rest = [row for row in rows if not row.attention.points]

    def shown(of: Iterable[GridRow]) -> tuple[ShownRow, ...]:
        return tuple(_row(row, layer, person, today, language) for row in of)

    groups = []
    if needing:
        words = ngettext("Needs attention: one team", "Needs attention: %(count)d teams, most first", len(needing))
        groups.append(ShownGroup(words % {"count": len(needing)}, shown(needing)))
    if rest:
        words = ngettext("On course: one team", "On course: %(count)d teams, by name", len(rest))
        groups.append(ShownGroup(words % {"count": len(rest)}, shown(rest)))
    months = tuple(
        (language.period(start, "month", "short"), language.period(start, "month", "long"))
        for start in (month.period.start for month in grid.months)
    )
    return ShownGrid(months, tuple(groups))


def _row(row: GridRow, layer: str, person: Person, today: date, language: Language) -> ShownRow:
    days = (today - row.last_contact_on).days if row.last_contact_on else None
    there, held = row.calls
    return ShownRow(
        name=name_for(row.team, person),
        address=reverse("teams:team", args=[slug_for(row.team, person)]),
        about=" · ".join(filter(None, [row.region, ", ".join(row.coaches), _("has left") if row.withdrawn_on else ""])),
        cells=tuple(draw(cell, layer) for cell in row.cells),
        score=language.number(float(row.score), 1) if row.score is not None else "",
        own_score=language.number(float(row.own_score), 1) if row.own_score is not None else "",
        contact="" if days is None else ngettext("one day", "%(count)d days", days) % {"count": days},
        is_contact_long_ago=row.attention.is_long(days),
        calls=_("%(there)d of %(held)d") % {"there": there, "held": held} if held else "",
        points=row.attention.points,
        is_high=row.attention.is_high,
        why=row.attention.reasons,
    )


def heading_of(grid: TeamGrid) -> str:
    """How many teams need something, as the page's heading."""
    count = len(grid.needing)
    if not count:
        return _("No team needs anything special from you")
    return ngettext("One team needs something from you", "%(count)d teams need something from you", count) % {
        "count": count
    }


def lead_of(grid: TeamGrid, today: date) -> str:
    """As of when, and how many have sent the last month that was due and the one that is due next."""
    said = [_("As of %(day)s.") % {"day": date_format(today, "l, j F Y")}]
    if grid.due is not None:
        month = grid.months[grid.due]
        there = [
            row
            for row in grid.rows
            if row.withdrawn_on is None and row.cells[grid.due].state not in ("away", "unasked")
        ]
        said.append(
            _("%(count)d of %(teams)d have sent %(month)s; it was due on %(day)s.")
            % {
                "count": len(there) - len(grid.late),
                "teams": len(there),
                "month": _month(month),
                "day": date_format(month.due_on, "j F"),
            }
        )
    following = next((month for month in grid.months if not month.is_due and month.period.end < today), None)
    if following is not None:
        sent = sum(row.cells[grid.months.index(following)].state in ("in", "late") for row in grid.rows)
        said.append(
            _("%(count)d have sent %(month)s; it is due on %(day)s.")
            % {"count": sent, "month": _month(following), "day": date_format(following.due_on, "j F")}
        )
    return " ".join(said)


@dataclass(frozen=True)
class LateLines:
    """Every team that is late with the last month that was due, in one place."""

    title: str
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # What is missing, and of whom: name, address.


def late_lines(grid: TeamGrid, person: Person) -> LateLines | None:
    """Who is late; None when nobody is."""
    if grid.due is None or not grid.late:
        return None
    words = ngettext("One team has not sent %(month)s", "%(count)d teams have not sent %(month)s", len(grid.late))
    missing = {
        _("Neither numbers nor report"): [row for row in grid.late if row.cells[grid.due].state == "missing"],
        _("Numbers missing"): [row for row in grid.late if _is_half(row, grid.due, has_numbers=False)],
        _("Report missing"): [row for row in grid.late if _is_half(row, grid.due, has_numbers=True)],
    }
    return LateLines(
        words % {"count": len(grid.late), "month": _month(grid.months[grid.due])},
        tuple((what, tuple(_named(row, person) for row in of)) for what, of in missing.items() if of),
    )


def _named(row: GridRow, person: Person) -> tuple[str, str]:
    """A team's name and address."""
    return name_for(row.team, person), reverse("teams:team", args=[slug_for(row.team, person)])


def _is_half(row: GridRow, due: int, *, has_numbers: bool) -> bool:
    cell = row.cells[due]
    return cell.state == "half" and cell.has_numbers == has_numbers


def keys_of(layer: str) -> tuple[tuple[str, str, object], ...]:
    """What the shapes of a layer mean."""
    return LAYERS[layer].keys


def grid_table(collaborative: Space, grid: TeamGrid, rows: Sequence[GridRow], person: Person) -> Table:
    """The grid as a file: one line for each team and month, with everything that any layer shows."""
    headings = (
        *(_("Team"), _("Region"), _("Coach"), _("Attention"), _("Month"), _("Report")),
        *(_("Numbers there"), _("Numbers asked for"), _("Tests begun"), _("Tests closed")),
        *(_("Score"), _("Released"), _("How it sees itself"), _("Contacts"), _("At the call")),
        *(_("Charts better"), _("Charts worse")),
    )
    return Table(
        key="grid",
        caption=_("Teams, month by month"),
        name=f"{collaborative.slug}-team-grid",
        columns=[Column(heading) for heading in headings],
        rows=_lines(grid, rows, person),
    )


def _lines(grid: TeamGrid, rows: Sequence[GridRow], person: Person) -> Iterator[tuple]:
    yes = {True: _("yes"), False: _("no"), None: ""}
    for row in rows:
        beside = (name_for(row.team, person), row.region, ", ".join(row.coaches), row.attention.points)
        for month, cell in zip(grid.months, row.cells, strict=True):
            if cell.state == "away":
                continue
            yield (
                *beside,
                str(month.period),
                state_words(cell),
                *(cell.reported, cell.asked, cell.opened, cell.closed),
                cell.score,
                yes[cell.is_released if cell.score is not None else None],
                cell.own_score,
                cell.contacts,
                Cell(yes[cell.was_at_call]),
                *(cell.better, cell.worse),
            )


def _month(month: GridMonth) -> str:
    return language_now().period(month.period.start, "month", "long")
