"""A team's grid for one period: kept as it is typed, sent, locked."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.core.identifiers import check_fields, names_a_person
from allteach.core.language import period_in_words
from allteach.core.numbers import meaning_of
from allteach.core.periods import Period
from allteach.measures import events
from allteach.measures.actions.values import NUMBERS, check_lock, locked, write_value
from allteach.measures.models import Measurement, Revision, Sheet, TeamMeasure
from allteach.measures.queries.agreements import require_agreement
from allteach.people.models import Person
from allteach.spaces.models import Space

LONGEST_CELL = 500
WORDS = ("remark", "reason")  # The cells of a row that hold words.
NOTHING: dict[str, Decimal | None] = dict.fromkeys(NUMBERS)


@dataclass(frozen=True)
class SheetValue:
    """One row of a grid, read: what `report_value` takes. `version` is that of the value the writer saw, 0 for none."""

    key: str
    team_measure: TeamMeasure
    numbers: dict[str, Decimal | None]
    stratum: str = ""
    remark: str | None = None
    reason: str = ""
    version: int | None = None
    was_checked: bool = False  # Somebody looked at words that may point to a person.


def sheet_for_writing(team: Space, period: Period) -> Sheet:
    """The team's sheet for a period, locked until the transaction ends; made when there is none."""
    Sheet.objects.get_or_create(team_id=team.pk, period_start=period.start, period_kind=period.kind)
    return Sheet.objects.select_for_update().get(team_id=team.pk, period_start=period.start, period_kind=period.kind)


@transaction.atomic
def save_sheet(
    *,
    team: Space,
    period: Period,
    typed: dict[str, dict[str, str]],
    seen: dict[str, dict[str, str]] | None = None,
    decimal_mark: str = ".",
    by: Person,
) -> Sheet:
    """Keep what is typed in a grid, right or wrong, as it stands. Cells not mentioned stay as they were.

    `seen` are the texts that the writer was shown, by row and cell. A cell they left as it was is no edit: what
    somebody else typed there meanwhile stands. A cell that two changed raises ValidationError with code "conflict",
    whose `params["clashes"]` hold both texts by row and cell. Rows that `seen` leaves out are not compared. Numbers are
    in the writer's form, with their `decimal_mark`; what they mean is kept beside, for readers with another. Words that
    clearly name a person are not kept, also not in a draft.
    """
    sheet = sheet_for_writing(team, period)
    check_lock(sheet)
    merged = {row: dict(cells) for row, cells in sheet.typed.items()}
    meant = {row: dict(cells) for row, cells in sheet.meant.items()}
    shown = sheet.texts(decimal_mark)
    clashes = {}
    for row, cells in typed.items():
        clean = {
            str(name): str(text)[:LONGEST_CELL].replace("\x00", "")
            for name, text in cells.items()
            if name not in WORDS or not names_a_person(str(text))
        }
        edits, both_texts = _compare(clean, there=shown.get(str(row), {}), seen=(seen or {}).get(row))
        if edits:
            merged.setdefault(str(row), {}).update(edits)
            meant[str(row)] = _meanings(edits, decimal_mark, before=meant.get(str(row), {}))
        if both_texts:
            clashes[row] = both_texts
    if clashes:
        raise ValidationError(
            _("Somebody else filled the same row while you were typing."), code="conflict", params={"clashes": clashes}
        )
    if merged == sheet.typed:
        return sheet
    changed = sorted(row for row, cells in merged.items() if cells != sheet.typed.get(row))
    sheet.typed = merged
    sheet.meant = {row: numbers for row, numbers in meant.items() if numbers}
    sheet.version += 1
    sheet.saved_at = timezone.now()
    sheet.saved_by = by
    sheet.save()
    record(events.SHEET_SAVED, by=by, about=sheet, space=team.pk, period=str(period), rows=changed)
    return sheet


def _meanings(edits: dict[str, str], decimal_mark: str, *, before: dict[str, str]) -> dict[str, str]:
    """What a row's numbers with decimals mean after some of its cells were typed anew."""
    kept = {name: number for name, number in before.items() if name not in edits}
    new = {name: meaning_of(text, decimal_mark=decimal_mark) for name, text in edits.items() if name in NUMBERS}
    return kept | {name: number for name, number in new.items() if number is not None}


def _compare(
    cells: dict[str, str], *, there: dict[str, str], seen: dict[str, str] | None
) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Which cells the writer changed, and both texts of those that somebody else changed as well."""
    if seen is None:
        return cells, {}
    edits = {name: text for name, text in cells.items() if text != seen.get(name, "")}
    both_texts = {
        name: {"theirs": there[name], "yours": text}
        for name, text in edits.items()
        if name in there and there[name] not in (text, seen.get(name, ""))
    }
    return edits, both_texts


@transaction.atomic
def send_values(
    *,
    team: Space,
    period: Period,
    values: Sequence[SheetValue],
    typed: dict[str, dict[str, str]] | None = None,
    nothing_because: str = "",
    was_checked: bool = False,
    by: Person,
) -> Sheet:
    """Report every value of a period and send it: all or nothing. `typed` is what they were read from.

    Raises ValidationError whose `error_dict` names "key:field" of the row, so that each stands in its row; with code
    "conflict" where somebody else changed a value since the writer saw it. What the writer left as it was is no change.
    """
    require_agreement(team)
    sheet = sheet_for_writing(team, period)
    standing = locked([told.team_measure for told in values], period, [told.stratum for told in values])
    errors: dict[str, list[ValidationError]] = {}
    for told, found in zip(values, standing, strict=True):
        if found is not None and _is_as_seen(told, found):
            continue
        try:
            write_value(
                team_measure=told.team_measure,
                period=period,
                sheet=sheet,
                found=found,
                new={**NOTHING, **told.numbers},
                stratum=told.stratum,
                remark=told.remark,
                reason=told.reason,
                version=told.version,
                was_checked=told.was_checked,
                by=by,
            )
        except ValidationError as refused:
            by_field = refused.error_dict if hasattr(refused, "error_dict") else {"": refused.error_list}
            errors |= {f"{told.key}:{name}": refusals for name, refusals in by_field.items()}
    if errors:
        raise ValidationError(errors)
    return send_sheet(
        team=team, period=period, typed=typed, nothing_because=nothing_because, was_checked=was_checked, by=by
    )


def _is_as_seen(told: SheetValue, found: Measurement) -> bool:
    """Whether the writer sends a value as it was before somebody else changed it: theirs stands."""
    if told.version in (None, found.version):
        return False
    seen = Revision.objects.filter(measurement=found.pk, version=told.version).first()
    if seen is None or seen.remark != (told.remark or ""):
        return False
    return {name: getattr(seen, name) for name in NUMBERS} == {**NOTHING, **told.numbers}


@transaction.atomic
def send_sheet(
    *,
    team: Space,
    period: Period,
    typed: dict[str, dict[str, str]] | None = None,
    nothing_because: str = "",
    was_checked: bool = False,
    by: Person,
) -> Sheet:
    """Send a period: what stands in it now counts. Sending again after adding more is welcome.

    What is typed in the grid is done with; given `typed`, only that is: what somebody typed since stays.
    """
    if not period.has_begun(timezone.localdate()):
        raise ValidationError(_("%(period)s has not begun yet.") % {"period": period_in_words(period)})
    check_fields(was_checked=was_checked, nothing_because=nothing_because)
    sheet = sheet_for_writing(team, period)
    check_lock(sheet)
    sheet.typed = {row: cells for row, cells in sheet.typed.items() if typed is not None and cells != typed.get(row)}
    sheet.meant = {row: numbers for row, numbers in sheet.meant.items() if row in sheet.typed}
    sheet.sent_at = timezone.now()
    sheet.sent_by = by
    sheet.nothing_because = nothing_because
    sheet.version += 1
    sheet.save()
    record(
        events.SHEET_SENT,
        by=by,
        about=sheet,
        space=team.pk,
        period=str(period),
        texts={"nothing_because": nothing_because} if nothing_because else None,
    )
    return sheet


@transaction.atomic
def lock_sheet(*, team: Space, period: Period, by: Person) -> Sheet:
    """Lock a period: its values stand. Unlocking is possible and leaves its trace."""
    sheet = sheet_for_writing(team, period)
    if sheet.locked_at is None:
        sheet.locked_at = timezone.now()
        sheet.locked_by = by
        sheet.version += 1
        sheet.save()
        record(events.SHEET_LOCKED, by=by, about=sheet, space=team.pk, period=str(period))
    return sheet


@transaction.atomic
def unlock_sheet(*, team: Space, period: Period, reason: str, was_checked: bool = False, by: Person) -> Sheet:
    """Open a locked period again, for a reason."""
    if not reason.strip():
        raise ValidationError({"reason": [_("Say in a few words why it is opened again.")]})
    check_fields(was_checked=was_checked, reason=reason)
    sheet = sheet_for_writing(team, period)
    if sheet.locked_at is not None:
        sheet.locked_at = None
        sheet.locked_by = None
        sheet.version += 1
        sheet.save()
        record(events.SHEET_UNLOCKED, by=by, about=sheet, space=team.pk, period=str(period), texts={"reason": reason})
    return sheet
