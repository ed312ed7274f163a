"""What addresses are made of."""

from django.urls import register_converter

from allteach.core.periods import Period


class PeriodConverter:
    """2026-03-14, 2026-W11, 2026-03 or 2026-Q1 in an address."""

    regex = r"\d{4}-(?:\d{2}-\d{2}|W\d{2}|\d{2}|Q[1-4])"

    def to_python(self, value: str) -> Period:
        return Period.parse(value)

    def to_url(self, value: Period | str) -> str:
        return str(value)


register_converter(PeriodConverter, "period")
