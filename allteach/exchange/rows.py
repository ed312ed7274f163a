"""What each row of a file says: values with their team, measure and period, or sentences on what is wrong.

Nothing is written here and nothing guessed. Whoever stores the values asks first what is open (`questions.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping as Known
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from allteach.core.periods import Period
from allteach.exchange.dates import read_period
from allteach.exchange.mapping import LEAVE_OUT, Mapping
from allteach.exchange.places import Number, Taking
from allteach.exchange.quantities import State, read_quantity
from allteach.exchange.sheets import Cell, Row, Sheetful
from allteach.exchange.survey import Key, Survey, key_of, survey, text_of
from allteach.exchange.tables import WHY, LeftOut

_LEFT_OUT_KEPT = 1_000


class Problem(NamedTuple):
    """Why a value cannot be taken: a word for programs, the column, and a sentence with line and column."""

    code: str
    column: str
    words: str


class ValueRow(NamedTuple):
    """One value that a row gives, or says is missing or suppressed; nothing may be stored of one with problems.

    `team_key` and `measure_key` are keys that are known, or the name in the file where none is. `state` is given,
    missing (nothing was reported) or suppressed (hidden by whoever made the file): only a given one has numbers.
    """

    line: int
    team_key: str
    measure_key: str
    period: Period | None
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    state: State
    note: str
    stratum: str
    problems: tuple[Problem, ...]


@dataclass
class Account:
    """Where every line of the file went: those left out, those not wanted, and those that were read."""

    lines: int = 0
    left_out: Counter[str] = field(default_factory=Counter)  # By a key of tables.WHY.
    examples: list[LeftOut] = field(default_factory=list)  # The first thousand of them.
    filtered: int = 0
    read: int = 0
    values: int = 0
    not_wanted: Counter[tuple[str, str]] = field(default_factory=Counter)  # Values by part of the key and name.
    not_counted: int = 0  # Values for a key that another row answers, by the mapping's `repeated`.

    def is_complete(self) -> bool:
        """Whether every line is accounted for."""
        return self.lines == self.left_out.total() + self.filtered + self.read

    def in_words(self) -> list[tuple[str, int]]:
        """Return what became of the lines of the file, and of the values they gave: words, and how many."""
        became = [(_("Lines of the file, blank ones apart"), self.lines)]
        became += [(str(WHY[why]).capitalize(), count) for why, count in self.left_out.items()]
        became += [
            (_("Not wanted by the filter"), self.filtered),
            (_("Rows read"), self.read),
            (_("Values of teams or measures that are left out"), self.not_wanted.total()),
            (_("Values for which another row counts"), self.not_counted),
            (_("Values"), self.values),
        ]
        return [(words, count) for words, count in became if count]


class _Named(NamedTuple):
    """A name in the file, and its key: LEAVE_OUT if it is not wanted, None if nobody knows it (both are odd)."""

    name: str
    key: str | None
    is_odd: bool


class ValueRows:
    """The values of a file, one at a time, as often as walked; `account` is that of the last whole walk."""

    def __init__(self, sheet: Sheetful, mapping: Mapping, found: Survey, teams: Known | None, measures: Known | None):
        self.sheet = sheet
        self.mapping = mapping
        self.found = found
        self.account = Account()
        self._known = {"team": teams, "measure": measures}
        self._answers = {"team": mapping.teams, "measure": mapping.measures}
        self._names: dict[str, dict[Cell | tuple, _Named]] = {"team": {}, "measure": {}}
        self._periods: dict[Cell | tuple, Period | str] = {}

    def __iter__(self) -> Iterator[ValueRow]:
        account = self.account = Account(lines=self.sheet.count)
        places = self.found.places
        sums: dict[Key, list[ValueRow]] = {}
        for row in self.found.table.body(self.sheet, places.keys):
            if not isinstance(row, Row):
                account.left_out[row.why] += 1
                if len(account.examples) < _LEFT_OUT_KEPT:
                    account.examples.append(row)
                continue
            cells = places.padded(row.cells)
            if not places.passes(cells):
                account.filtered += 1
                continue
            account.read += 1
            for taking in places.takings:
                value = self._value(taking, row.line, cells)
                if value is not None and self.found.repeated:
                    value = self._settled(value, sums)
                if value is not None:
                    account.values += 1
                    yield value

    def _value(self, taking: Taking, line: int, cells: list[Cell]) -> ValueRow | None:
        """The value of one row; nothing if a person said that its team or measure is not wanted."""
        team = self._named("team", taking.team.of(cells))
        measure = self._named("measure", taking.measure.of(cells))
        period = self._period(taking.period.of(cells))
        problems: list[Problem] = []
        if team.is_odd or measure.is_odd:
            for part, named, column in (
                ("team", team, taking.team.column),
                ("measure", measure, taking.measure.column),
            ):
                if named.key == LEAVE_OUT:
                    self.account.not_wanted[part, named.name] += 1
                    return None
                if named.is_odd:
                    problems.append(_problem(f"unknown_{part}", line, column, _unknown(part, named.name)))
        if isinstance(period, str):
            problems.append(_problem("period", line, taking.period.column, period))
            period = None
        numbers, state = self._numbers(taking, line, cells, problems)
        places = self.found.places
        return ValueRow(
            line,
            team.name if team.key is None else team.key,
            measure.name if measure.key is None else measure.key,
            period,
            numbers.get("numerator"),
            numbers.get("denominator"),
            numbers.get("value"),
            state,
            text_of(cells[places.note]) if places.note is not None else "",
            text_of(cells[places.stratum]) if places.stratum is not None else "",
            tuple(problems),
        )

    def _named(self, part: str, cell: Cell) -> _Named:
        cached = tuple(cell) if cell.__class__ is list else cell
        named = self._names[part].get(cached)
        if named is None:
            key = key_of(cell, self._answers[part], self._known[part])
            named = self._names[part][cached] = _Named(text_of(cell), key, is_odd=not key)
        return named

    def _period(self, cell: Cell) -> Period | str:
        cached = tuple(cell) if cell.__class__ is list else cell
        found = self._periods.get(cached)
        if found is None:
            order = "" if self.found.date_order == "both" else self.found.date_order
            try:
                found = read_period(cell, self.mapping.period_kind, order)
            except ValueError as wrong:
                found = str(wrong)
            self._periods[cached] = found
        return found

    def _numbers(
        self, taking: Taking, line: int, cells: list[Cell], problems: list[Problem]
    ) -> tuple[dict[str, Decimal], State]:
        given: dict[str, Decimal] = {}
        missing: list[str] = []
        state = State.GIVEN
        for role, number in taking.numbers:
            try:
                quantity = self._amount(number, cells)
            except ValueError as wrong:
                problems.append(_problem("number", line, number.column, str(wrong)))
                continue
            if quantity is State.SUPPRESSED:
                state = State.SUPPRESSED
            elif quantity is State.MISSING:
                missing.append(number.column)
            else:
                given[role] = quantity
        if state is State.SUPPRESSED:
            return {}, state
        if missing and given:
            # Half of a proportion is not a value, and not "nothing reported" either.
            problems.append(_problem("missing", line, missing[0], _("the number is missing.")))
        return given, State.MISSING if missing and not given else State.GIVEN

    def _amount(self, number: Number, cells: list[Cell]) -> Decimal | State:
        marks = (self.mapping.decimal_mark, self.mapping.thousands)
        amount = read_quantity(cells[number.place], *marks)
        if number.minus_place is None:
            return amount
        less = read_quantity(cells[number.minus_place], *marks)
        if State.SUPPRESSED in (amount, less):
            return State.SUPPRESSED
        if State.MISSING in (amount, less):
            return State.MISSING
        if less > amount:
            raise ValueError(
                _("“{minus}” is {less}, which is more than {amount}.").format(
                    minus=number.minus_column, less=less, amount=amount
                )
            )
        return amount - less

    def _settled(self, value: ValueRow, sums: dict[Key, list[ValueRow]]) -> ValueRow | None:
        """The value, or what stands for it and others of its key by what the mapping says of repeated rows."""
        key = (value.team_key, value.measure_key, value.period, value.stratum.casefold())
        lines = self.found.repeated.get(key)
        if lines is None:
            return value
        if not self.mapping.repeated:
            words = _("lines {lines} give the same team, measure and period. Please say which of them counts.")
            problem = _problem("repeated", value.line, "", words.format(lines=lines_in_words(lines)))
            return value._replace(problems=(*value.problems, problem))
        met = sums.setdefault(key, [])
        met.append(value)
        turn = 1 if self.mapping.repeated == "first" else len(lines)
        if len(met) != turn:
            self.account.not_counted += 1
            return None
        return _added(met) if self.mapping.repeated == "sum" else value


def rows_of(
    sheet: Sheetful,
    mapping: Mapping,
    *,
    teams: Known | None = None,
    measures: Known | None = None,
    found: Survey | None = None,
) -> ValueRows:
    """Return the values that the rows of a sheet give under a mapping, to be walked one at a time.

    Parameters
    ----------
    teams, measures : mapping of str to str, optional
        Every name in small letters that is known, with the key it stands for. A name that is not among them, and that
        the mapping does not answer, is a problem of its row. Not said: each name is its own key.
    found : Survey, optional
        What `survey` found for the same sheet, mapping and names, so that the file is not walked once more.

    Raises
    ------
    MappingDoesNotFit
        If the mapping names a column that the sheet does not have.
    """
    return ValueRows(sheet, mapping, found or survey(sheet, mapping, teams=teams, measures=measures), teams, measures)


def lines_in_words(lines: list[int]) -> str:
    """Return the first few line numbers, and how many more there are."""
    shown = ", ".join(map(str, lines[:5]))
    return _("{lines} and {count} more").format(lines=shown, count=len(lines) - 5) if len(lines) > 5 else shown


def _added(met: list[ValueRow]) -> ValueRow:
    """One value for all: their numerators and denominators added, which averages and rates would not bear."""
    last = met[-1]
    problems = tuple(problem for value in met for problem in value.problems)
    if State.SUPPRESSED in {value.state for value in met}:
        return last._replace(numerator=None, denominator=None, value=None, state=State.SUPPRESSED, problems=problems)
    if any(value.value is not None for value in met):
        words = _("rates and averages of several rows cannot be added.")
        return last._replace(problems=(*problems, _problem("repeated", last.line, "", words)))
    return last._replace(
        numerator=_sum([value.numerator for value in met]),
        denominator=_sum([value.denominator for value in met]),
        state=State.MISSING if State.MISSING in {value.state for value in met} else State.GIVEN,
        problems=problems,
    )


def _sum(numbers: list[Decimal | None]) -> Decimal | None:
    return None if None in numbers else sum(numbers, Decimal(0))


def _unknown(part: str, name: str) -> str:
    if part == "team":
        return _("we know no team “{name}”.").format(name=name) if name else _("the team is missing.")
    return _("we know no measure “{name}”.").format(name=name) if name else _("the measure is missing.")


def _problem(code: str, line: int, column: str, words: str) -> Problem:
    sentence = _("Line {line}, “{column}”: {words}") if column else _("Line {line}: {words}")
    return Problem(code, column, sentence.format(line=line, column=column, words=words))
