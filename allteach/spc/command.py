"""What `python -m allteach.spc` is asked, and the files it reads.

A CSV file has a row for each period, under a header. Named so, columns are found without being asked
for: `period` (or `month`, `date`), and `value`, or `numerator` and `denominator`, or `value_1`,
`value_2`, … for subgroups. A JSON file holds one object, or a list of them, with the arguments of
`Series.of`, a `name`, and under `plan` those of `Plan`.
"""

from __future__ import annotations

import csv
import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from allteach.spc.chart_types import CHART_TYPES
from allteach.spc.plan import DIRECTIONS, Plan
from allteach.spc.series import Series
from allteach.spc.signals import RULE_SETS

SERIES_KEYS = ("values", "numerator", "denominator", "subgroups", "sizes", "deviations", "periods")
PLAN_KEYS = tuple(field.name for field in fields(Plan))
PERIOD_COLUMNS = ("period", "month", "date", "week", "day", "quarter", "year")


@dataclass(frozen=True, slots=True)
class Job:
    """One series of a file, and how it is to be read."""

    name: str
    series: Series
    plan: Plan


PROGRAM = "python -m allteach.spc"


def parser(program: str = PROGRAM) -> ArgumentParser:
    """The arguments of the command."""
    made = ArgumentParser(prog=program, description="Analyse the series in a CSV or JSON file.")
    made.add_argument("file", type=Path, help="a .csv or .json file")
    made.add_argument("--json", action="store_true", help="print everything, as JSON, one line a series")
    made.add_argument("--svg", action="store_true", help="print a chart, as SVG (of the first series)")
    plan = made.add_argument_group("how to read the series")
    plan.add_argument("--chart", choices=list(CHART_TYPES), help="default: run")
    plan.add_argument("--rules", choices=list(RULE_SETS), help="default: anhoej")
    plan.add_argument("--direction", choices=DIRECTIONS, help="which way is better")
    plan.add_argument("--target", type=float)
    plan.add_argument("--per", type=float, help="multiply by this, for example 100 or 1000")
    plan.add_argument("--part", type=int, action="append", metavar="N", help="a new part starts at point N (from 1)")
    plan.add_argument("--freeze", type=int, metavar="K", help="the first K points of each part set its lines")
    plan.add_argument("--exclude", type=int, action="append", metavar="N", help="leave point N (from 1) out")
    plan.add_argument("--centre", type=float, help="a centre line given in advance")
    plan.add_argument("--no-screening", action="store_true", help="keep large moving ranges")
    plan.add_argument("--constant", type=float, help="3/1.128 if not given; Making Data Count rounds to 2.66")
    plan.add_argument("--trend-points", type=int)
    plan.add_argument("--shift-points", type=int)
    columns = made.add_argument_group("columns of a CSV file")
    for name in ("period", "value", "numerator", "denominator"):
        columns.add_argument(f"--{name}", metavar="COLUMN", dest=f"{name}_column")
    columns.add_argument("--by", metavar="COLUMN,…", default="", help="a series for each value of these columns")
    return made


def jobs(asked: Namespace) -> list[Job]:
    """The series of the file that was named, each with its plan.

    Raises
    ------
    ValueError
        If the file cannot be understood, or a series or plan cannot be.
    OSError
        If it cannot be read.
    """
    try:
        text = asked.file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{asked.file.name}: expected text in UTF-8") from None
    found = _from_json(text) if asked.file.suffix.lower() == ".json" else _from_csv(text, asked)
    if not found:
        raise ValueError(f"{asked.file.name}: expected at least one series, got none")
    chosen = _chosen(asked)
    return [Job(str(one.pop("name", None) or asked.file.stem), *_series_and_plan(one, chosen)) for one in found]


def refuse(program: str, error: Exception) -> NoReturn:
    """End the command with status 2 and one sentence that says why."""
    why = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else error
    sys.stderr.write(f"{program}: {why}\n")
    sys.exit(2)


def _series_and_plan(one: dict[str, Any], chosen: dict[str, Any]) -> tuple[Series, Plan]:
    plan = one.pop("plan", {})
    if not isinstance(plan, dict):
        raise ValueError(f"plan: expected an object, got {plan!r}")
    for what, given, known in (("series", one, SERIES_KEYS), ("plan", plan, PLAN_KEYS)):
        unknown = [key for key in given if key not in known]
        if unknown:
            raise ValueError(f"{what}: expected some of {', '.join(known)}, got {', '.join(unknown)}")
    return Series.of(**one), Plan(**(plan | chosen))


def _chosen(asked: Namespace) -> dict[str, Any]:
    """What of a plan was asked for by an argument."""
    names = (
        "chart",
        "rules",
        "direction",
        "target",
        "per",
        "freeze",
        "centre",
        "constant",
        "trend_points",
        "shift_points",
    )
    chosen = {name: getattr(asked, name) for name in names if getattr(asked, name) is not None}
    if asked.part:
        chosen["parts"] = [point - 1 for point in asked.part]
    if asked.exclude:
        chosen["exclude"] = [point - 1 for point in asked.exclude]
    if asked.no_screening:
        chosen["screen"] = False
    return chosen


def _from_json(text: str) -> list[dict[str, Any]]:
    try:
        read = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"not JSON: {error}") from error
    each = read if isinstance(read, list) else [read]
    if not all(isinstance(one, dict) for one in each):
        raise ValueError("expected an object, or a list of objects")
    return [dict(one) for one in each]


def _from_csv(text: str, asked: Namespace) -> list[dict[str, Any]]:
    try:
        rows = list(csv.DictReader(text.splitlines()))
    except csv.Error as error:
        raise ValueError(f"not CSV: {error}") from error
    if not rows:
        return []
    for number, row in enumerate(rows, start=1):
        if None in row or None in row.values():
            raise ValueError(f"row {number}: expected {len(rows[0]) - (None in rows[0])} cells, one for each column")
    header = list(rows[0])
    by = [name for name in asked.by.split(",") if name]
    period = asked.period_column or next((name for name in header if name.lower() in PERIOD_COLUMNS), None)
    columns = _columns(header, asked)
    wanted = [*by, *([period] if period else []), *(name for names in columns.values() for name in names)]
    unknown = [name for name in wanted if name not in header]
    if unknown:
        raise ValueError(f"columns: expected some of {', '.join(header)}, got {', '.join(unknown)}")
    groups: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        groups.setdefault(" ".join(row[name] for name in by), []).append(row)
    return [
        {
            "name": name,
            **({"periods": [_period(row[period]) for row in own]} if period else {}),
            **{key: _read(own, names, key) for key, names in columns.items()},
        }
        for name, own in groups.items()
    ]


def _columns(header: Sequence[str], asked: Namespace) -> dict[str, list[str]]:
    """Which columns hold what, by argument of `Series.of`."""
    if asked.value_column:
        return {"values": [asked.value_column]}
    if asked.numerator_column:
        out_of = {"denominator": [asked.denominator_column]} if asked.denominator_column else {}
        return {"numerator": [asked.numerator_column], **out_of}
    known = {name.lower(): name for name in header}
    subgroups = [name for name in header if name.lower().startswith("value_")]
    if "value" in known:
        return {"values": [known["value"]]}
    if "numerator" in known:
        return {key: [known[key]] for key in ("numerator", "denominator") if key in known}
    if subgroups:
        return {"subgroups": subgroups}
    raise ValueError("columns: expected value, numerator (and denominator) or value_1, value_2, …; or name them")


def _read(rows: list[dict[str, str]], names: list[str], key: str) -> list[Any]:
    if key == "subgroups":
        return [[_number(row[name], name) for name in names] for row in rows]
    return [_number(row[names[0]], names[0]) for row in rows]


def _number(text: str | None, column: str) -> float | None:
    if not text or text.strip().upper() in ("", "NA", "NAN"):
        return None
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"{column}: expected a number or nothing, got {text!r}") from None


def _period(text: str) -> date | float | str:
    """A date or a number where it can be read so, else as it stands."""
    for read in (date.fromisoformat, lambda month: date.fromisoformat(f"{month}-01"), float):
        try:
            return read(text)
        except ValueError:
            continue
    return text
