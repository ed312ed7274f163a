"""Reporting, correcting and taking back single values."""

from collections.abc import Sequence
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.core.identifiers import check_fields
from allteach.core.language import period_in_words
from allteach.core.periods import Period
from allteach.measures import events
from allteach.measures.models import Measurement, Revision, Sheet, TeamMeasure
from allteach.measures.numbers import check_numbers
from allteach.measures.queries.agreements import require_agreement
from allteach.people.models import Person

NUMBERS = ("numerator", "denominator", "value")


@transaction.atomic
def report_value(
    *,
    team_measure: TeamMeasure,
    period: Period,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    value: Decimal | None = None,
    stratum: str = "",
    remark: str | None = None,
    quality: str | None = None,
    reason: str = "",
    version: int | None = None,
    source: str = Measurement.Source.TYPED,
    was_checked: bool = False,
    by: Person | None,
) -> Measurement:
    """Say what a team measured in a period, or correct what it said before.

    Saying the same again changes nothing. `version`, when given, is the one the writer saw: ValidationError with code
    "conflict" if somebody else has changed it since. A correction after the period was sent needs a reason. Raises
    ValidationError, by field, when the period has not begun, the numbers cannot be right for this kind of measure, or
    the remark or reason may point to a person and nobody says that they looked (`was_checked`).
    """
    require_agreement(team_measure.team)
    sheet = Sheet.objects.filter(team=team_measure.team_id, period_start=period.start, period_kind=period.kind).first()
    [found] = locked([team_measure], period, [stratum])
    return write_value(
        team_measure=team_measure,
        period=period,
        sheet=sheet,
        found=found,
        new={"numerator": numerator, "denominator": denominator, "value": value},
        stratum=stratum,
        remark=remark,
        quality=quality,
        reason=reason,
        version=version,
        source=source,
        was_checked=was_checked,
        by=by,
    )


def locked(charts: Sequence[TeamMeasure], period: Period, strata: Sequence[str]) -> list[Measurement | None]:
    """What stands in a period for each chart and group, locked until the transaction ends. Two queries.

    The charts are locked too, since a measurement that is not there yet cannot be.
    """
    pks = sorted({chart.pk for chart in charts})
    list(TeamMeasure.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk").values_list("pk"))
    found = {
        (measurement.team_measure_id, measurement.stratum): measurement
        for measurement in Measurement.objects.select_for_update()
        .filter(team_measure__in=pks, period_start=period.start)
        .order_by("pk")
    }
    return [found.get((chart.pk, stratum)) for chart, stratum in zip(charts, strata, strict=True)]


def write_value(
    *,
    team_measure: TeamMeasure,
    period: Period,
    sheet: Sheet | None,
    found: Measurement | None,
    new: dict[str, Decimal | None],
    stratum: str = "",
    remark: str | None = None,
    quality: str | None = None,
    reason: str = "",
    version: int | None = None,
    source: str = Measurement.Source.TYPED,
    was_checked: bool = False,
    by: Person | None,
) -> Measurement:
    """The rules and the writing of one value, given what stands there (from `locked`) and the period's sheet."""
    measure = team_measure.measure
    check_period(team_measure, period)
    check_stratum(measure, stratum)
    check_numbers(measure, **new)
    check_lock(sheet)
    is_new_remark = remark is not None and (found is None or remark != found.remark)
    check_fields(was_checked=was_checked, remark=(remark or "") if is_new_remark else "", reason=reason)
    if found is None:
        measurement = Measurement.objects.create(
            team_measure=team_measure,
            period_start=period.start,
            period_kind=period.kind,
            stratum=stratum,
            remark=remark or "",
            quality=quality or Measurement.Quality.FINE,
            source=source,
            by=by,
            at=timezone.now(),
            **new,
        )
        _record(
            events.VALUE_REPORTED, measurement, team_measure, period, before=None, by=by, texts={"remark": remark or ""}
        )
        return measurement

    before = {name: getattr(found, name) for name in NUMBERS}
    changed = before != new or (remark is not None and remark != found.remark) or found.is_suppressed_at_source
    if not changed and (quality is None or quality == found.quality):
        return found
    if version is not None and version != found.version:
        raise ValidationError(_("Somebody else changed this value while you were writing."), code="conflict")
    if before != new and sheet is not None and sheet.sent_at and not reason.strip():
        raise ValidationError(
            {"reason": [_("This period was sent already. Say in a few words why the value changes.")]}
        )
    _keep_revision(found, reason=reason, by=by)
    for name, number in new.items():
        setattr(found, name, number)
    found.remark = found.remark if remark is None else remark
    found.quality = quality or found.quality
    found.is_suppressed_at_source = False
    found.source = source
    found.version += 1
    found.by = by
    found.at = timezone.now()
    found.save()
    _record(
        events.VALUE_CORRECTED,
        found,
        team_measure,
        period,
        before=before,
        by=by,
        texts={"remark": found.remark, "reason": reason},
    )
    return found


@transaction.atomic
def take_back_value(*, measurement: Measurement, reason: str, was_checked: bool = False, by: Person) -> None:
    """Make a value missing again: it was never measured, or belongs elsewhere. What it said is kept as an event."""
    if not reason.strip():
        raise ValidationError({"reason": [_("Say in a few words why it is taken back.")]})
    check_fields(was_checked=was_checked, reason=reason)
    team_measure = measurement.team_measure
    sheet = Sheet.objects.filter(
        team=team_measure.team_id, period_start=measurement.period_start, period_kind=measurement.period_kind
    ).first()
    check_lock(sheet)
    before = {name: getattr(measurement, name) for name in NUMBERS}
    _record(
        events.VALUE_TAKEN_BACK,
        measurement,
        team_measure,
        measurement.period,
        before=before,
        by=by,
        texts={"reason": reason, "remark": measurement.remark},
    )
    measurement.delete()


def check_period(team_measure: TeamMeasure, period: Period) -> None:
    """Refuse a period of another kind than the measure's, or one that has not begun."""
    measure = team_measure.measure
    if period.kind != measure.period_kind:
        raise ValidationError(
            {
                "period": [
                    _("This measure is reported by %(kind)s.") % {"kind": measure.get_period_kind_display().lower()}
                ]
            }
        )
    if not period.has_begun(timezone.localdate()):
        raise ValidationError({"period": [_("%(period)s has not begun yet.") % {"period": period_in_words(period)}]})


def check_stratum(measure, stratum: str) -> None:
    """Refuse a group that the definition does not name."""
    if stratum and stratum not in measure.current.strata:
        raise ValidationError(
            {"stratum": [_("%(group)s is not one of this measure's agreed groups.") % {"group": stratum}]}
        )


def check_lock(sheet: Sheet | None) -> None:
    """Refuse to write in a locked period."""
    if sheet is not None and sheet.locked_at:
        raise ValidationError(_("This period is locked. Ask the director if a value in it is wrong."), code="locked")


def _keep_revision(measurement: Measurement, *, reason: str, by: Person | None) -> None:
    Revision.objects.create(
        measurement=measurement,
        version=measurement.version,
        remark=measurement.remark,
        reason=reason,
        by=by,
        at=timezone.now(),
        **{name: getattr(measurement, name) for name in NUMBERS},
    )


def _record(name, measurement, team_measure, period, *, before, by, texts) -> None:
    record(
        name,
        by=by,
        about=measurement,
        space=team_measure.team_id,
        subject=team_measure.pk,
        period=str(period),
        before=before and {key: None if number is None else str(number) for key, number in before.items()},
        after={key: None if getattr(measurement, key) is None else str(getattr(measurement, key)) for key in NUMBERS},
        texts={key: text for key, text in texts.items() if text},
    )
