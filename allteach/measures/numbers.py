"""Whether numbers can be right for a measure, and the value they make."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from allteach.measures.models import Measure


def check_numbers(
    measure: Measure,
    *,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    value: Decimal | None = None,
) -> None:
    """Raise ValidationError, by field, if these cannot be right for the kind, or lie outside the definition's bounds.

    The bounds speak of the value as it is drawn.
    """
    measure.form.check(numerator=numerator, denominator=denominator, value=value)
    definition = measure.current
    drawn = drawn_value(measure, numerator=numerator, denominator=denominator, value=value)
    field = "numerator" if measure.form.has_denominator else "value"
    if drawn is None:
        return
    if definition.least_value is not None and drawn < definition.least_value:
        raise ValidationError(
            {field: [_("The least that can be is %(least)s.") % {"least": f"{definition.least_value.normalize():f}"}]}
        )
    if definition.most_value is not None and drawn > definition.most_value:
        raise ValidationError(
            {field: [_("The most that can be is %(most)s.") % {"most": f"{definition.most_value.normalize():f}"}]}
        )


def drawn_value(
    measure: Measure,
    *,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    value: Decimal | None = None,
) -> Decimal | None:
    """The value as the chart shows it: percent, per thousand, or the number itself. None where there were no cases."""
    if not measure.form.has_denominator:
        return value
    if numerator is None or not denominator:
        return None
    return numerator / denominator * measure.current.per
