"""Freezing and re-basing, and leaving a point out: a person's decisions, each with a reason."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.core.identifiers import check_fields
from allteach.measures import events
from allteach.measures.models import Baseline, Measure, Measurement, Revision, TeamMeasure
from allteach.people.models import Person

LEAST_POINTS = 3


@transaction.atomic
def set_baseline(
    *,
    measure: Measure,
    team_measure: TeamMeasure | None = None,
    starts_on: date | None = None,
    points: int | None = None,
    words: str = "",
    reason: str,
    was_checked: bool = False,
    by: Person | None,
) -> Baseline:
    """Begin a phase of a chart at a date (or, without one, say what the first phase is computed from).

    A baseline that began at the same date is replaced and kept. Charts compute the rest on read.
    """
    _require_reason(reason)
    check_fields(was_checked=was_checked, words=words, reason=reason)
    if points is not None and points < LEAST_POINTS:
        raise ValidationError({"points": [_("A baseline needs at least %(least)d points.") % {"least": LEAST_POINTS}]})
    same = Baseline.objects.select_for_update().filter(
        measure=measure, team_measure=team_measure, starts_on=starts_on, ended_at=None
    )
    same.update(ended_at=timezone.now())
    baseline = Baseline.objects.create(
        measure=measure,
        team_measure=team_measure,
        starts_on=starts_on,
        points=points,
        words=words.strip(),
        reason=reason.strip(),
        by=by,
    )
    _record(events.BASELINE_SET, baseline, by)
    return baseline


@transaction.atomic
def remove_baseline(*, baseline: Baseline, reason: str, was_checked: bool = False, by: Person | None) -> None:
    """Take a phase off a chart again, for a reason."""
    _require_reason(reason)
    check_fields(was_checked=was_checked, reason=reason)
    if baseline.ended_at is None:
        baseline.ended_at = timezone.now()
        baseline.save()
        _record(events.BASELINE_ENDED, baseline, by, texts={"reason": reason})


@transaction.atomic
def leave_out(*, measurement: Measurement, reason: str, was_checked: bool = False, by: Person | None) -> Measurement:
    """Leave a point out of the centre line and the runs. It stays on the chart, crossed, with its reason."""
    _require_reason(reason)
    check_fields(was_checked=was_checked, reason=reason)
    return _set_left_out(measurement, True, reason.strip(), events.VALUE_LEFT_OUT, by)


@transaction.atomic
def bring_back(*, measurement: Measurement, by: Person | None) -> Measurement:
    """Count a point again that had been left out."""
    return _set_left_out(measurement, False, "", events.VALUE_BROUGHT_BACK, by)


def _set_left_out(
    measurement: Measurement, is_left_out: bool, reason: str, name: str, by: Person | None
) -> Measurement:
    found = Measurement.objects.select_for_update().select_related("team_measure").get(pk=measurement.pk)
    if found.is_left_out == is_left_out and found.left_out_reason == reason:
        return found
    Revision.objects.create(
        measurement=found,
        version=found.version,
        numerator=found.numerator,
        denominator=found.denominator,
        value=found.value,
        remark=found.remark,
        reason=reason,
        by=by,
        at=timezone.now(),
    )
    found.is_left_out, found.left_out_reason = is_left_out, reason
    found.version += 1
    found.save()
    record(
        name,
        by=by,
        about=found,
        space=found.team_measure.team_id,
        subject=found.team_measure_id,
        period=str(found.period),
        texts={"reason": reason} if reason else None,
    )
    return found


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": [_("Say why, in a few words: others will read it on the chart.")]})


def _record(name: str, baseline: Baseline, by: Person | None, texts: dict[str, str] | None = None) -> None:
    record(
        name,
        by=by,
        about=baseline,
        space=baseline.team_measure.team_id if baseline.team_measure_id else baseline.measure.space_id,
        subject=baseline.team_measure_id or baseline.measure_id,
        starts_on=baseline.starts_on,
        points=baseline.points,
        texts=texts or {"reason": baseline.reason},
    )
