"""The reporting grid as finished values for its templates."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from allteach import spc
from allteach.charts import Language, sparkline
from allteach.core.periods import Period
from allteach.measures.queries.sheets import SheetRow, analyses_of
from allteach.web.reporting.refusals import Refusal
from allteach.web.reporting.seen import FIELD, Seen

SHOWN = 13  # Points of the small chart: a year and the period itself.


@dataclass(frozen=True)
class CellShown:
    """One box of a row."""

    name: str  # Of the input: row and field.
    field: str
    label: str
    text: str
    is_whole: bool
    errors: tuple[str, ...]
    is_common: bool  # Its label is the one most rows have, which stands above the column.

    @property
    def ident(self) -> str:
        """Its id: no dot or colon, so that it can be named in a selector."""
        return "cell-" + self.name.replace(":", "-").replace(".", "_").replace(" ", "_")


@dataclass(frozen=True)
class RowShown:
    """One row of the grid."""

    key: str
    name: str
    what: str  # The definition, in a line.
    address: str  # Its own page, one measure at a time.
    chart_address: str
    past: tuple[str, ...]
    cells: tuple[CellShown, ...]
    result: str
    goal: str
    unit: str
    drawing: SafeString
    question: str
    is_right: bool
    remark: str
    errors: tuple[str, ...]
    is_corrected: bool  # It was sent before, so that a change needs a reason.
    reason: str
    seen: Seen
    theirs: str  # What somebody else said meanwhile.
    row_id: str

    @property
    def has_errors(self) -> bool:
        """Whether anything in it cannot be."""
        return bool(self.errors) or any(cell.errors for cell in self.cells)


def rows_shown(
    rows: Sequence[SheetRow],
    *,
    team_slug: str,
    language: Language,
    was_sent: bool,
    refusal: Refusal,
    seen: dict[str, Seen] | None = None,
) -> list[RowShown]:
    """Rows for the template. `seen` is what the writer saw until now, by key.

    Where somebody else was quicker, what they said stands beside, and is seen from here on.
    """
    common = labels_of_most(rows)
    return [
        row_shown(
            row,
            analysis,
            team_slug,
            language,
            was_sent=was_sent,
            refusal=refusal,
            seen=(seen or {}).get(row.key),
            common=common,
        )
        for row, analysis in zip(rows, analyses_of(rows), strict=True)
    ]


def seen_now(row: SheetRow, refusal: Refusal, before: Seen | None) -> Seen:
    """What the writer of a row has seen once this page is shown."""
    shown = {name: row.text_of(name) for name in (*row.team_measure.measure.form.fields, "remark", "reason")}
    version = row.stored.version if row.stored else 0
    if before is None:
        return Seen(version, shown)
    if refusal.clashes:  # Nothing was kept: beside what they had seen, only the others' texts.
        shown = before.texts | {both.field: both.theirs for both in refusal.clashes.get(row.key, ())}
    return Seen(version if row.key in refusal.conflicting else before.version, shown)


def stored_in_words(row: SheetRow) -> str:
    """ "41 of 183", or the value alone: what stands, whatever is typed."""
    as_stored = replace(row, cells={})
    numerator, *denominator = (as_stored.text_of(field) for field in row.team_measure.measure.form.fields)
    if not denominator:
        return numerator
    return _("%(numerator)s of %(denominator)s") % {"numerator": numerator, "denominator": denominator[0]}


def row_shown(
    row: SheetRow,
    analysis: spc.Analysis | None,
    team_slug: str,
    language: Language,
    *,
    was_sent: bool,
    refusal: Refusal,
    seen: Seen | None,
    common: dict[str, str],
) -> RowShown:
    """One row for the template."""
    kind, definition = row.team_measure.measure.form, row.team_measure.measure.current
    is_conflicting = row.key in refusal.conflicting

    def errors_of(field: str) -> tuple[str, ...]:
        return tuple(row.errors.get(field, ())) + tuple(refusal.words.get(f"{row.key}:{field}", ()))

    drawing = sparkline(
        analysis,
        goal=row.goal,
        provisional=row.with_this.provisional if row.drawn is not None else (),
        latest=SHOWN,
    )
    return RowShown(
        key=row.key,
        name=row.name,
        what=definition.numerator_definition or definition.plain_name,
        address=reverse("reporting:one", args=[team_slug, row.period, row.key]),
        chart_address=reverse("measures:chart", args=[team_slug, row.team_measure.measure.slug]),
        past=tuple(
            "–" if value is None else language.amount(value, definition.unit, definition.decimals)
            for _period, value in row.before
        ),
        cells=tuple(
            CellShown(
                name=f"{row.key}:{field}",
                field=field,
                label=row.label_of(field),
                text=row.text_of(field),
                is_whole=kind.is_count,
                errors=errors_of(field),
                is_common=row.label_of(field) == common.get(field, row.label_of(field)),
            )
            for field in kind.fields
        ),
        result="–" if row.drawn is None else language.amount(row.drawn, definition.unit, definition.decimals),
        goal="" if row.goal is None else language.amount(row.goal, definition.unit, definition.decimals),
        unit=definition.unit,
        drawing=mark_safe(drawing),
        question=row.question,
        is_right=bool(row.cells.get("right")),
        remark=row.text_of("remark"),
        errors=errors_of("") + errors_of("remark"),
        is_corrected=was_sent and row.stored is not None,
        reason=row.cells.get("reason", ""),
        seen=seen_now(row, refusal, seen),
        theirs=stored_in_words(row) if is_conflicting else refusal.theirs_in(row.key),
        row_id="row-" + row.key.replace(".", "_").replace(" ", "_"),
    )


def labels_of_most(rows: Sequence[SheetRow]) -> dict[str, str]:
    """What most rows ask for in two boxes, by field: it is said once, above the column."""
    kinds = [row.team_measure.measure.form for row in rows]
    asked = Counter((str(kind.numerator_label), str(kind.denominator_label)) for kind in kinds if len(kind.fields) > 1)
    return dict(zip(("numerator", "denominator"), max(asked, key=asked.__getitem__, default=()), strict=False))


def left_in_words(rows: Sequence[SheetRow]) -> str:
    """What is left to do, in a sentence."""
    empty = sum(row.is_empty for row in rows)
    if not empty:
        return _("All are in.")
    words = {1: _("One is left."), 2: _("Two are left."), 3: _("Three are left."), 4: _("Four are left.")}
    said = words.get(empty) or _("%(count)d are left.") % {"count": empty}
    return said + " " + _("You can send what you have and add the rest later.")


def period_words(period: Period, language: Language) -> str:
    """ "October 2026" """
    return language.period(period.start, period.kind, "long")


def typed_in(data) -> dict[str, dict[str, str]]:
    """What a grid's form holds, by row and field: inputs are named "row:field"."""
    typed: dict[str, dict[str, str]] = {}
    for name, text in data.items():
        key, colon, field = name.rpartition(":")
        if colon and key and field != FIELD:
            typed.setdefault(key, {})[field] = text
    return typed
