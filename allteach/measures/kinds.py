"""The kinds of measure: what each asks a team for, and how it is charted.

To add a kind, add it to KINDS. The entry form, columns of files, API schema and default chart are read from here.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allteach.core.disclosure import Shape

Words = str | Promise


@dataclass(frozen=True)
class Kind:
    """One kind of measure.

    A kind with a denominator stores numerator and denominator; one without stores a value. `per` multiplies what is
    drawn: 100 for percent. `chart` is used from twelve points on; below, a run chart. `charts` are those that fit.
    """

    key: str
    name: Words
    explanation: Words
    chart: str
    numerator_label: Words
    charts: tuple[str, ...] = ("run", "i")
    denominator_label: Words = ""
    per: int = 1
    unit: str = ""
    is_count: bool = False  # Whole numbers only: for a proportion both, for a rate and a count the numerator.
    denominator_is_count: bool = False
    within: bool = False  # The numerator is part of the denominator.
    may_be_negative: bool = False
    shape: Shape = Shape.AVERAGE  # Which of its numbers count people: the disclosure rule asks.
    pools: bool = False  # Teams may be added up: sum of numerators over sum of denominators.
    fhir_scoring: str = "continuous-variable"

    @cached_property
    def has_denominator(self) -> bool:
        """Whether two numbers are asked for."""
        return bool(self.denominator_label)

    @property
    def fields(self) -> tuple[str, ...]:
        """What is stored of each value."""
        return ("numerator", "denominator") if self.has_denominator else ("value",)

    def check(
        self, *, numerator: Decimal | None = None, denominator: Decimal | None = None, value: Decimal | None = None
    ) -> None:
        """Raise ValidationError, keyed by field, if these cannot be right for this kind."""
        errors: dict[str, list[str]] = {}
        if not self.has_denominator:
            if value is None:
                errors["value"] = [_("Write a number, or leave the whole row empty.")]
            else:
                self._check_number("value", value, self.is_count, errors)
            if numerator is not None or denominator is not None:
                errors.setdefault("value", []).append(_("This measure takes one number, not two."))
        else:
            if value is not None:
                errors["numerator"] = [_("This measure takes two numbers, not one.")]
            for name, number, whole in (
                ("numerator", numerator, self.is_count),
                ("denominator", denominator, self.denominator_is_count),
            ):
                if number is None:
                    errors.setdefault(name, []).append(_("Both numbers are needed, or neither."))
                else:
                    self._check_number(name, number, whole, errors)
            if not errors and numerator is not None and denominator is not None:
                if denominator == 0 and numerator > 0:
                    errors["denominator"] = [_("There cannot be any among none. Is one of the two a slip?")]
                elif self.within and numerator > denominator:
                    said = {"numerator": f"{numerator.normalize():f}", "denominator": f"{denominator.normalize():f}"}
                    errors["numerator"] = [
                        _("%(numerator)s of %(denominator)s cannot be. Is one of the two a slip?") % said
                    ]
        if errors:
            raise ValidationError(errors)

    def _check_number(self, name: str, number: Decimal, whole: bool, errors: dict[str, list[str]]) -> None:
        if not number.is_finite() or abs(number) >= Decimal(10) ** 10:
            errors.setdefault(name, []).append(_("This number is too large."))
        elif number < 0 and not self.may_be_negative:
            errors.setdefault(name, []).append(_("A number below 0 cannot be."))
        elif whole and number != number.to_integral_value():
            errors.setdefault(name, []).append(_("This is a count: a whole number."))


KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            key="proportion",
            name=gettext_lazy("Proportion"),
            explanation=gettext_lazy("How many out of how many: 139 of 183 people had a test."),
            chart="p",
            charts=("run", "p", "pp", "ip", "i"),
            numerator_label=gettext_lazy("How many"),
            denominator_label=gettext_lazy("Out of"),
            per=100,
            unit="%",
            is_count=True,
            denominator_is_count=True,
            within=True,
            shape=Shape.PART,
            pools=True,
            fhir_scoring="proportion",
        ),
        Kind(
            key="rate",
            name=gettext_lazy("Rate"),
            explanation=gettext_lazy("Events in an amount of time or activity: falls for each 1,000 days in a bed."),
            chart="u",
            charts=("run", "u", "up", "ip", "i"),
            numerator_label=gettext_lazy("Events"),
            denominator_label=gettext_lazy("In how much"),
            per=1000,
            is_count=True,
            shape=Shape.RATE,
            pools=True,
            fhir_scoring="ratio",
        ),
        Kind(
            key="count",
            name=gettext_lazy("Count"),
            explanation=gettext_lazy("How often it happened, where the chance is the same every period."),
            chart="c",
            charts=("run", "c", "g", "i"),
            numerator_label=gettext_lazy("How many"),
            is_count=True,
            shape=Shape.COUNT,
            fhir_scoring="cohort",
        ),
        Kind(
            key="mean",
            name=gettext_lazy("Mean"),
            explanation=gettext_lazy("The average of what was measured: minutes, days, hours."),
            chart="i",
            numerator_label=gettext_lazy("Mean"),
            may_be_negative=True,
        ),
        Kind(
            key="median",
            name=gettext_lazy("Median"),
            explanation=gettext_lazy("The middle of what was measured: a typical wait."),
            chart="i",
            numerator_label=gettext_lazy("Median"),
            may_be_negative=True,
        ),
        Kind(
            key="time_between",
            name=gettext_lazy("Time between"),
            explanation=gettext_lazy("Days between two rare events."),
            chart="t",
            charts=("run", "t", "g", "i"),
            numerator_label=gettext_lazy("Days since the one before"),
            unit="days",
            shape=Shape.EVENT,
        ),
        Kind(
            key="score",
            name=gettext_lazy("Score"),
            explanation=gettext_lazy("A score on a scale, such as a checklist or a rating."),
            chart="i",
            numerator_label=gettext_lazy("Score"),
            may_be_negative=True,
        ),
        Kind(
            key="survey_proportion",
            name=gettext_lazy("Survey proportion"),
            explanation=gettext_lazy("How many of those who answered said so, asked in waves."),
            chart="p",
            charts=("run", "p", "pp", "ip", "i"),
            numerator_label=gettext_lazy("Said so"),
            denominator_label=gettext_lazy("Answered"),
            per=100,
            unit="%",
            is_count=True,
            denominator_is_count=True,
            within=True,
            shape=Shape.PART,
            pools=True,
            fhir_scoring="proportion",
        ),
    )
}
