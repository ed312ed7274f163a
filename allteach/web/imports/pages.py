"""What the pages of an import show, as finished values."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.core.language import period_in_words
from allteach.core.periods import Period
from allteach.exchange.sheets import Row, Sheetful
from allteach.exchange.survey import text_of
from allteach.exchange.tables import Table
from allteach.measures.models import StagedValue, ValueImport
from allteach.measures.queries.imports import refused_values
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.naming import slug_for
from allteach.web.collaboratives.place import collaborative_place
from allteach.web.navigation import Crumb, Place
from allteach.web.teams.place import team_place

REFUSALS_SHOWN = 1_000
VALUES_SHOWN = 5
ROWS_SHOWN = 6
State = ValueImport.State


def kwargs_of(space: Space, person: Person) -> dict[str, str]:
    """What stands before the addresses of an import: the team or the space."""
    if space.kind == Space.Kind.TEAM:
        return {"team": slug_for(space, person)}
    return {"space": space.slug}


def import_place(space: Space, person: Person) -> Place:
    """The header of a page of an import."""
    if space.kind == Space.Kind.TEAM:
        place = team_place(space, person, current="")
        here = reverse("teams:team", args=[slug_for(space, person)])
    else:
        place = collaborative_place(space, current="")
        here = reverse("collaboratives:collaborative", args=[space.slug])
    return Place(name=place.name, path=(*place.path, Crumb(place.name, here)), tabs=place.tabs, space=place.name)


@dataclass(frozen=True)
class Line:
    """One line of the history: a file, who sent it, what became of it."""

    name: str
    address: str
    who: str
    when: object
    state: str
    tone: str
    words: str


def history(space: Space, person: Person, found: list[ValueImport]) -> list[Line]:
    """The files sent to a space, newest first."""
    tones = {State.TAKEN: "better", State.MAPPING: "soon", State.ASKING: "soon", State.CHECKED: "soon"}
    return [
        Line(
            name=each.file_name,
            address=reverse("imports:value_import", kwargs={**kwargs_of(space, person), "number": each.pk}),
            who=str(each.by),
            when=each.at,
            state=each.get_state_display(),
            tone=tones.get(each.state, "plain"),
            words=taken_words(each) if each.state == State.TAKEN else "",
        )
        for each in found
    ]


def taken_words(value_import: ValueImport) -> str:
    """How many values an import brought."""
    verdicts = value_import.counts["verdicts"]
    return _("%(new)s new, %(changed)s replaced, %(refused)s refused") % {
        name: number_format(number, use_l10n=True, force_grouping=True) for name, number in verdicts.items()
    }


@dataclass(frozen=True)
class Preview:
    """The first rows of a file, under their columns."""

    columns: list[str]
    rows: list[tuple[int, list[str]]]


def preview(sheet: Sheetful, table: Table) -> Preview:
    """The first rows of the table, as texts."""
    rows = []
    for row in table.body(sheet):
        if isinstance(row, Row):
            texts = {place: text_of(cell) for place, cell in enumerate(row.cells)}
            rows.append((row.line, [texts.get(column.place, "") for column in table.columns]))
        if len(rows) == ROWS_SHOWN:
            break
    return Preview([column.name for column in table.columns], rows)


@dataclass(frozen=True)
class DryRun:
    """What would happen: counts, where each line went, the first values in words, what is refused and why."""

    verdicts: dict[str, int]
    account: dict
    first: list[str]
    refused: list[str]
    refused_count: int
    new_teams: list[str]
    teams: int

    @property
    def would_write(self) -> int:
        """How many values would be written."""
        return self.verdicts["new"] + self.verdicts["changed"]


def dry_run(value_import: ValueImport) -> DryRun:
    """The dry run of a checked file: two queries, however large it is."""
    counts = value_import.counts
    first = StagedValue.objects.filter(
        value_import=value_import.pk, edition=value_import.edition, verdict__in=("new", "changed", "same")
    ).select_related("team", "measure__current")[:VALUES_SHOWN]
    return DryRun(
        verdicts=counts["verdicts"],
        account=counts["account"],
        first=[in_words(value) for value in first],
        refused=list(refused_values(value_import).values_list("words", flat=True)[:REFUSALS_SHOWN]),
        refused_count=counts["verdicts"]["refused"],
        new_teams=value_import.new_teams,
        teams=counts["teams"],
    )


def in_words(value: StagedValue) -> str:
    """A value as it was read: "Line 2: Ward 7, Falls with harm, March 2017: 18,410 of 21,289"."""
    return _("Line %(line)s: %(team)s, %(measure)s, %(period)s: %(numbers)s") % {
        "line": value.line,
        "team": value.team.name if value.team else value.team_key,
        "measure": value.measure.current.name,
        "period": period_in_words(Period(value.period_start, value.period_kind)),
        "numbers": _numbers(value),
    }


def _numbers(value: StagedValue) -> str:
    if value.is_suppressed_at_source:
        return _("hidden by whoever made the file")
    if value.numerator is not None:
        return _("%(numerator)s of %(denominator)s") % {
            "numerator": _number(value.numerator),
            "denominator": _number(value.denominator),
        }
    return _number(value.value)


def _number(number) -> str:
    plain = number.normalize()
    places = max(0, -plain.as_tuple().exponent)
    return number_format(plain, decimal_pos=places, use_l10n=True, force_grouping=True)


def work_words(value_import: ValueImport, work) -> str:
    """How far the work behind an import is."""
    if work is None or work.state == "waiting":
        return _("%(state)s. It begins in a moment.") % {"state": value_import.get_state_display()}
    what = work.message or value_import.get_state_display()
    if work.total:
        said = {
            "what": what,
            "done": number_format(work.done, use_l10n=True, force_grouping=True),
            "total": number_format(work.total, use_l10n=True, force_grouping=True),
        }
        return _("%(what)s: %(done)s of %(total)s") % said
    if work.done:
        rows = number_format(work.done, use_l10n=True, force_grouping=True)
        return ngettext("%(what)s: %(rows)s row", "%(what)s: %(rows)s rows", work.done) % {"what": what, "rows": rows}
    return what
