"""The reporting grid of one period: what is asked, what stood before, what was typed and what is odd about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from allteach import spc
from allteach.charts.words import Language
from allteach.core.identifiers import BLOCK, Finding, findings
from allteach.core.numbers import read_number
from allteach.core.periods import Period, periods_between
from allteach.measures.models import Measurement, Sheet, TeamMeasure
from allteach.measures.numbers import check_numbers, drawn_value
from allteach.measures.queries.charts import AnalysedTogether
from allteach.measures.queries.plans import Reading, phases_of
from allteach.measures.queries.readings import readings_of
from allteach.measures.queries.timelines import Timeline, on_axis, timelines_of
from allteach.people.models import Person
from allteach.spaces.models import Space

ASKS_BEYOND_POINTS = 25.0  # A percentage that moves by more is asked about, unless the definition says otherwise.
LAST = 3


@dataclass(frozen=True)
class SheetRow:
    """One measure (or one agreed group of it) in the grid of a period."""

    team_measure: TeamMeasure
    stratum: str
    period: Period
    timeline: Timeline  # Without this period.
    reading: Reading
    language: Language
    stored: Measurement | None
    cells: dict[str, str] = field(default_factory=dict)  # The text as it was typed, by field; also "remark", "right".

    @property
    def key(self) -> str:
        """Its name in forms and in the sheet."""
        return f"{self.team_measure.pk}.{self.stratum}" if self.stratum else str(self.team_measure.pk)

    @property
    def name(self) -> str:
        """What it is called: the measure, with its group."""
        name = self.team_measure.measure.current.name
        return f"{name}: {self.stratum}" if self.stratum else name

    def label_of(self, name: str) -> str:
        """What one of its boxes is called."""
        kind = self.team_measure.measure.form
        labels = dict(zip(kind.fields, (kind.numerator_label, kind.denominator_label), strict=False))
        return str(labels.get(name) or {"remark": _("remark"), "reason": _("why it changes")}.get(name, name))

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.text_of(name).strip() for name in self.team_measure.measure.form.fields)

    def text_of(self, name: str) -> str:
        """What stands in a cell: as typed, else as stored."""
        if name in self.cells:
            return self.cells[name]
        if self.stored is None:
            return ""
        if name == "remark":
            return self.stored.remark
        number = getattr(self.stored, name, None)
        return "" if number is None else f"{number.normalize():f}".replace(".", self.language.decimal_mark)

    @cached_property
    def errors(self) -> dict[str, list[str]]:
        """What cannot be, by field; empty where all can be, or nothing stands."""
        return self._read[1]

    @cached_property
    def numbers(self) -> dict[str, Decimal | None]:
        """The numbers read; empty where something cannot be."""
        return self._read[0]

    @cached_property
    def _read(self) -> tuple[dict[str, Decimal | None], dict[str, list[str]]]:
        if self.is_empty:
            return {}, {}
        errors = self._refused_words
        numbers: dict[str, Decimal | None] = {}
        for name in self.team_measure.measure.form.fields:
            try:
                numbers[name] = read_number(self.text_of(name), decimal_mark=self.language.decimal_mark)
            except ValidationError as unreadable:
                errors[name] = unreadable.messages
        if not errors:
            try:
                check_numbers(self.team_measure.measure, **numbers)
            except ValidationError as impossible:
                errors = impossible.message_dict
        return ({}, errors) if errors else (numbers, {})

    @cached_property
    def _pointing(self) -> list[tuple[str, Finding]]:
        """What may point to a person in words that are new, by field."""
        known = "" if self.stored is None else self.stored.remark
        new = [(name, self.cells.get(name, "")) for name in ("remark", "reason")]
        return [(name, finding) for name, text in new if text and text != known for finding in findings(text)]

    @property
    def _refused_words(self) -> dict[str, list[str]]:
        """What clearly names a person, by field."""
        refused: dict[str, list[str]] = {}
        for name, finding in self._pointing:
            if finding.severity == BLOCK:
                refused.setdefault(name, []).append(finding.words)
        return refused

    @cached_property
    def drawn(self) -> float | None:
        """The value as it will be drawn; None where there is none."""
        if not self.numbers:
            return None
        value = drawn_value(self.team_measure.measure, **self.numbers)
        return None if value is None else float(value)

    @cached_property
    def with_this(self) -> Timeline:
        """The timeline with this period in it, provisional until it is sent."""
        axis = periods_between(min([self.period, *self.timeline.periods[:1]]), self._end)
        line = on_axis(self.timeline, axis) if self.timeline.periods else Timeline(axis, *((None,) * len(axis),) * 3)
        i = axis.index(self.period)

        def put(numbers: tuple, name: str) -> tuple:
            number = self.numbers.get(name)
            return (*numbers[:i], None if number is None else float(number), *numbers[i + 1 :])

        return replace(
            line,
            numerators=put(line.numerators, "numerator"),
            denominators=put(line.denominators, "denominator"),
            values=put(line.values, "value"),
            provisional=frozenset({i}),
        )

    @property
    def _end(self) -> Period:
        return max([self.period, *self.timeline.periods[-1:]])

    @property
    def position(self) -> int:
        """Where this period stands in `with_this`."""
        return self.with_this.periods.index(self.period)

    @cached_property
    def before(self) -> list[tuple[Period, float | None]]:
        """The three periods before this one, as drawn, the oldest first."""
        drawn = {}
        for i, period in enumerate(self.timeline.periods):
            drawn[period.start] = self._drawn_at(i)
        wanted = [self.period + -back for back in range(LAST, 0, -1)]
        return [(period, drawn.get(period.start)) for period in wanted]

    def _drawn_at(self, i: int) -> float | None:
        line = self.timeline
        if not self.team_measure.measure.form.has_denominator:
            return line.values[i]
        numerator, denominator = line.numerators[i], line.denominators[i]
        if numerator is None or not denominator:
            return None
        return numerator / denominator * self.team_measure.measure.current.per

    @cached_property
    def question(self) -> str:
        """What is odd about the row, asked in words; empty where nothing is, or where it was confirmed."""
        if self.cells.get("right"):
            return ""
        return " ".join((*self._odd_value, *(finding.words for _name, finding in self._pointing)))

    @property
    def _odd_value(self) -> Iterator[str]:
        """Whether the value is far from the one before, asked in words."""
        if self.drawn is None:
            return
        definition = self.team_measure.measure.current
        told = [(period, value) for period, value in self.before if value is not None]
        if not told:
            return
        period, last = told[-1]
        if definition.asks_beyond is not None:
            limit = float(definition.asks_beyond)
        elif definition.unit == "%":
            limit = ASKS_BEYOND_POINTS
        else:
            limit = max(abs(last), abs(self.drawn)) * 0.6
        if abs(self.drawn - last) <= limit or (abs(last) < 5 and definition.unit != "%"):
            return
        yield _("%(now)s. In %(period)s it was %(before)s. Is it right?") % {
            "now": self.value_in_words,
            "period": self.language.period(period.start, period.kind, "long"),
            "before": self.language.amount(last, definition.unit, definition.decimals),
        }

    @property
    def value_in_words(self) -> str:
        """ "41 of 183 is 22%", or the value alone."""
        definition = self.team_measure.measure.current
        shown = self.language.amount(self.drawn or 0, definition.unit, definition.decimals)
        if not self.team_measure.measure.form.has_denominator:
            return shown
        return _("%(numerator)s of %(denominator)s is %(value)s") % {
            "numerator": self.text_of("numerator"),
            "denominator": self.text_of("denominator"),
            "value": shown,
        }

    @property
    def goal(self) -> float | None:
        """The target in force in this period."""
        return self.reading.target_on(self.period.end)


def sheet_of(team: Space, period: Period) -> Sheet:
    """The team's sheet for a period, or an empty one that is not stored."""
    found = Sheet.objects.filter(team=team.pk, period_start=period.start, period_kind=period.kind).select_related(
        "saved_by", "sent_by", "locked_by"
    )
    return found.first() or Sheet(team_id=team.pk, period_start=period.start, period_kind=period.kind, version=0)


def rows_of(
    team: Space, period: Period, sheet: Sheet, *, seen_by: Person, language: Language, typed: dict | None = None
) -> list[SheetRow]:
    """The rows of a team's grid for a period: seven queries however many measures.

    `typed` is what was just sent with a form; it stands before what the sheet holds.
    """
    wanted = list(
        TeamMeasure.objects.visible_to(seen_by)
        .filter(team=team.pk, measure__period_kind=period.kind)
        .active()
        .with_definition()
    )
    ids = [team_measure.pk for team_measure in wanted]
    readings = readings_of({team_measure.measure_id: team_measure.measure for team_measure in wanted}.values(), ids)
    timelines = timelines_of(ids)
    stored = {
        (measurement.team_measure_id, measurement.stratum): measurement
        for measurement in Measurement.objects.filter(team_measure__in=ids, period_start=period.start)
    }
    cells = sheet.texts(language.decimal_mark)
    for key, told in (typed or {}).items():
        cells[key] = {**cells.get(key, {}), **told}
    rows = []
    for team_measure in wanted:
        for stratum in ("", *team_measure.measure.current.strata):
            row = SheetRow(
                team_measure=team_measure,
                stratum=stratum,
                period=period,
                timeline=timelines.get(team_measure.pk, Timeline()) if not stratum else Timeline(),
                reading=readings[team_measure.measure_id],
                language=language,
                stored=stored.get((team_measure.pk, stratum)),
            )
            rows.append(replace(row, cells=cells.get(row.key, {})))
    return rows


def analyses_of(rows: Sequence[SheetRow]) -> list[spc.Analysis | None]:
    """What each row's chart says with this period in it: one call of the engine for the whole grid."""
    lines = [(row.reading, row.with_this, row.team_measure.pk) for row in rows]
    analyses = AnalysedTogether([(reading, line, phases_of(reading, line, pk)) for reading, line, pk in lines])
    return [analyses[place] for place in range(len(lines))]


def filled(rows: Sequence[SheetRow]) -> int:
    """How many rows have something in them."""
    return sum(not row.is_empty for row in rows)
