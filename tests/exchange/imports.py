"""Files on their way into a space, with no worker beside: each step is done when it is asked for."""

import itertools
from datetime import date
from decimal import Decimal

from allteach.core.actions.work import work_off
from allteach.core.models import Work
from allteach.exchange import imports
from allteach.measures.models import Measurement, ValueImport

HEADER = "team,month,numerator,denominator"


def csv_of(*rows: str, header: str = HEADER) -> str:
    return "\n".join((header, *rows)) + "\n"


def send(space, by, text, *, name="falls.csv") -> ValueImport:
    """Send a file and let the worker read it."""
    found = imports.keep_file(space=space, name=name, pieces=[text.encode()], by=by)
    work_off()
    return again(found)


def again(value_import: ValueImport) -> ValueImport:
    """The import as it stands now."""
    failed = Work.objects.filter(state="waiting", attempts__gt=0)
    assert not failed.exists(), list(failed.values_list("key", "message"))
    return ValueImport.objects.select_related("space", "by").get(pk=value_import.pk)


def check(value_import: ValueImport, mapping=None, **said) -> ValueImport:
    """Let a file be checked as a mapping reads it: as proposed, if none is given."""
    by = said.pop("by", value_import.by)
    imports.settle(value_import=value_import, mapping=mapping or imports.mapping_of(value_import), by=by, **said)
    work_off()
    return again(value_import)


def take(value_import: ValueImport, *, mode="all_or_nothing", by=None) -> ValueImport:
    """Take a checked file over."""
    imports.take_over(value_import=value_import, mode=mode, by=by or value_import.by)
    work_off()
    return again(value_import)


def values_of(team_measure) -> dict[str, tuple]:
    """What stands of a chart: month to numbers."""
    rows = Measurement.objects.filter(team_measure=team_measure).order_by("period_start")
    return {row.period_start.strftime("%Y-%m"): (row.numerator, row.denominator) for row in rows}


def numbers(*pairs) -> dict[str, tuple]:
    """January 2025 and on, as `values_of` says it."""
    months = (date(2025, month, 1).strftime("%Y-%m") for month in itertools.count(1))
    return {month: tuple(map(Decimal, pair)) for month, pair in zip(months, pairs, strict=False)}
