"""Judging the values of a file by the rules of a single report, and keeping them beside, with the verdict."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from allteach.core.periods import Period
from allteach.measures.actions.values import check_lock, check_period, check_stratum
from allteach.measures.models import Measure, Measurement, Sheet, StagedValue, ValueImport
from allteach.measures.numbers import check_numbers
from allteach.measures.queries.imports import Entered
from allteach.spaces.models import Space

Verdict = StagedValue.Verdict

FOUR_DECIMALS = Decimal("0.0001")
NUMBERS = ("numerator", "denominator", "value")
_LONGEST_NAME = 120
_LONGEST_REMARK = 500
NOT_ENDED = (ValueImport.State.CHECKING, ValueImport.State.CHECKED, ValueImport.State.TAKING)
_ROWS_A_CLEARANCE = 5_000


class Told(NamedTuple):
    """One value as a file gives it. `number` is its place among the values of the file, from 0.

    `team_key` and `measure_key` are slugs, or the name in the file where nobody knows it. `problems` are sentences on
    what could not be read.
    """

    number: int
    line: int
    team_key: str
    measure_key: str
    period: Period | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    is_suppressed: bool = False
    is_missing: bool = False
    remark: str = ""
    stratum: str = ""
    problems: tuple[str, ...] = ()


def staged_so_far(value_import: ValueImport) -> int:
    """How many values of the check at hand are staged: where a worker that takes it up again goes on."""
    last = StagedValue.objects.filter(value_import=value_import.pk, edition=value_import.edition).aggregate(
        last=Max("number")
    )["last"]
    return 0 if last is None else last + 1


def stage_values(*, value_import: ValueImport, told: Sequence[Told], entered: Entered) -> None:
    """Judge some values and keep them with their verdicts. Staged again, a value takes its own place.

    Judging is done before the transaction begins, which is therefore short: others can write in between.
    """
    judged = [judge(value, entered) for value in told]
    compare(judged)
    for row in judged:
        row.value_import_id = value_import.pk
        row.edition = value_import.edition
    with transaction.atomic():
        StagedValue.objects.bulk_create(
            judged,
            update_conflicts=True,
            unique_fields=["value_import", "edition", "number"],
            update_fields=["verdict", "words", "seen_version"],
        )


def judge(told: Told, entered: Entered) -> StagedValue:
    """One value with its verdict: refused in words, nothing reported, or new as far as is known."""
    row = StagedValue(
        number=told.number,
        line=told.line,
        team_key=told.team_key[:200],
        stratum=told.stratum[:60],
        verdict=Verdict.NEW,
    )
    if told.period is not None:
        row.period_start, row.period_kind = told.period.start, told.period.kind
    if told.problems:
        return _refused(row, " ".join(told.problems), names_its_line=True)
    if told.is_missing or told.period is None:
        row.verdict = Verdict.NOTHING
        return row
    measure = entered.measures[told.measure_key]
    row.measure_id = measure.pk
    try:
        _check_team(told, measure, row, entered)
        check_period(entered.of_nobody[measure.slug], told.period)
        row.stratum = _agreed_stratum(measure, told.stratum)
        check_stratum(measure, row.stratum)
        if (row.team_id, row.period_start, row.period_kind) in entered.locked:
            check_lock(Sheet(locked_at=told.period.start))
        if len(told.remark) > _LONGEST_REMARK:
            raise ValidationError(_("The remark is longer than 500 letters."))
        _take_numbers(told, measure, row)
    except ValidationError as broken_rule:
        return _refused(row, " ".join(dict.fromkeys(broken_rule.messages)))
    row.remark = told.remark
    return row


def compare(judged: Iterable[StagedValue]) -> None:
    """Say of each value that would be taken whether it is new, replaces another, or is there already. One query."""
    wanted = [row for row in judged if row.verdict == Verdict.NEW and row.team_measure_id]
    if not wanted:
        return
    starts = [row.period_start for row in wanted if row.period_start]
    there = {
        (each.team_measure_id, each.period_start, each.stratum): each
        for each in Measurement.objects.filter(
            team_measure__in={row.team_measure_id for row in wanted}, period_start__range=(min(starts), max(starts))
        ).only("team_measure_id", "period_start", "stratum", "version", "remark", "is_suppressed_at_source", *NUMBERS)
    }
    for row in wanted:
        found = there.get((row.team_measure_id, row.period_start or starts[0], row.stratum))
        if found is not None:
            row.seen_version = found.version
            row.verdict = Verdict.SAME if _says_the_same(row, found) else Verdict.CHANGED


def clear_staged(*, value_import: ValueImport, keeps_refused: bool = True) -> bool:
    """Drop some staged values that no longer count, in a short transaction. False when there are none left.

    Those of older checks go always, those of the last when the import has ended; what was refused may stay, so that
    it can still be read why.
    """
    counts = Q(edition=value_import.edition)
    if value_import.state not in NOT_ENDED:
        counts &= Q(verdict=Verdict.REFUSED) if keeps_refused else Q(pk=None)
    old = ~counts
    with transaction.atomic():
        some = list(
            StagedValue.objects.filter(old, value_import=value_import.pk).values_list("pk", flat=True)[
                :_ROWS_A_CLEARANCE
            ]
        )
        if some:
            StagedValue.objects.filter(old, value_import=value_import.pk, pk__gte=min(some), pk__lte=max(some)).delete()
    return bool(some)


def _check_team(told: Told, measure: Measure, row: StagedValue, entered: Entered) -> None:
    team = entered.teams.get(told.team_key)
    if team is None:
        if told.team_key.casefold() not in entered.new_teams:
            raise ValidationError(_("We know no team “%(name)s”.") % {"name": told.team_key[:60]})
        if len(told.team_key) > _LONGEST_NAME:
            raise ValidationError(_("The team's name is longer than 120 letters."))
        return
    row.team_id = team.pk
    if team.closed_at is not None:
        raise ValidationError(_("%(team)s is closed.") % {"team": team.name})
    if not _has_agreement(team, entered):
        raise ValidationError(
            _("The organisation of %(team)s has not signed the data agreement.") % {"team": team.name},
            code="no_agreement",
        )
    used = entered.team_measures.get((team.pk, measure.pk))
    if used is not None:
        if used.ended_on is not None:
            raise ValidationError(
                _("%(team)s no longer uses %(measure)s.") % {"team": team.name, "measure": measure.title}
            )
        row.team_measure_id = used.pk


def _has_agreement(team: Space, entered: Entered) -> bool:
    return team.parent_id is None or team.organisation_id in entered.agreed


def _agreed_stratum(measure: Measure, stratum: str) -> str:
    """The group as the definition spells it."""
    return next((name for name in measure.current.strata if name.casefold() == stratum.casefold()), stratum)


def _take_numbers(told: Told, measure: Measure, row: StagedValue) -> None:
    if told.is_suppressed:
        row.is_suppressed_at_source = True
        return
    numbers = {"numerator": told.numerator, "denominator": told.denominator, "value": told.value}
    if not measure.form.has_denominator and told.value is None and told.denominator is None:
        # A column of counts is a numerator to whoever reads the file; a kind with one number calls it its value.
        numbers = {"numerator": None, "denominator": None, "value": told.numerator}
    check_numbers(measure, **numbers)
    for name, number in numbers.items():
        setattr(row, name, None if number is None else number.quantize(FOUR_DECIMALS))


def _says_the_same(row: StagedValue, found: Measurement) -> bool:
    return (
        row.is_suppressed_at_source == found.is_suppressed_at_source
        and all(getattr(row, name) == getattr(found, name) for name in NUMBERS)
        and row.remark in ("", found.remark)
    )


def _refused(row: StagedValue, words: str, *, names_its_line: bool = False) -> StagedValue:
    row.verdict = Verdict.REFUSED
    row.words = (words if names_its_line else _("Line %(line)s: %(words)s") % {"line": row.line, "words": words})[:1000]
    row.team_id = row.team_measure_id = None
    return row
