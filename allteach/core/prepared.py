"""Queries whose SQL is worked out once: for what is asked on nearly every page.

Django needs ten times as long to build and compile a query with a few joins as the database needs to answer it. A
prepared query is compiled once for each shape (how many ids a list holds) and afterwards only bound to values.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from copy import copy
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet, prefetch_related_objects

_FIRST_STAND_IN = 1_900_000_000  # No row has such a key, and no other number in a query is as large.


class Prepared:
    """A query by the values it depends on: `Prepared(lambda slug, teams: Team.objects.filter(…))`.

    The values are whole numbers, texts, and collections of whole numbers; the query must use them as they are, as keys
    or in comparisons. Called with them by name, it returns a list of what the queryset would have held.
    """

    def __init__(self, queryset: Callable[..., QuerySet]) -> None:
        self.queryset = queryset
        self._statements: dict[tuple, _Statement | None] = {}

    def __call__(self, **values: int | str | Collection[int]) -> list:
        """The rows for these values."""
        shapes = {name: _shape(value) for name, value in values.items()}
        key = tuple(shapes.items())  # With the names: values in another order are laid out in another.
        if key not in self._statements:
            self._statements[key] = _compiled(self.queryset, shapes)
        statement = self._statements[key]
        return [] if statement is None else statement.rows(_laid_out(values, shapes))


def _shape(value: int | str | Collection[int]) -> type | int:
    """What kind of value it is: a type, or how many places a list of so many numbers takes, a power of two."""
    if isinstance(value, int | str):
        return str if isinstance(value, str) else int
    return 1 << (len(value) - 1).bit_length() if value else 0


def _laid_out(values: Mapping[str, int | str | Collection[int]], shapes: Mapping[str, Any]) -> list[int | str]:
    """All values in a row. A list shorter than its places names its last number more than once."""
    row: list[int | str] = []
    for name, value in values.items():
        if isinstance(value, int | str):
            row.append(value)
        else:
            row.extend(value)
            row.extend(row[-1:] * (shapes[name] - len(value)))
    return row


def _compiled(queryset: Callable[..., QuerySet], shapes: dict[str, type | int]) -> _Statement | None:
    """The statement for values of such shapes; None when no row can answer it."""
    numbers = count(_FIRST_STAND_IN)
    stand_ins: dict[str, Any] = {
        name: [next(numbers) for _ in range(shape)] if isinstance(shape, int) else shape(next(numbers))
        for name, shape in shapes.items()
    }
    row = _laid_out(stand_ins, shapes)
    places = {stand_in: place for place, stand_in in enumerate(row)}
    asked = queryset(**stand_ins)
    compiler = asked.query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        return None
    if missing := set(row) - set(parameters):
        raise ValueError(f"The query does not use every value as it is given: {len(missing)} are not in it.")
    return _Statement(asked, compiler, sql, [(places.get(parameter), parameter) for parameter in parameters])


@dataclass(frozen=True)
class _Statement:
    """One compiled query, and where its values go."""

    asked: QuerySet
    compiler: Any
    sql: str
    parameters: list[tuple[int | None, Any]]  # Place in the row of values, or None and what always stands there.

    def rows(self, values: list[int | str]) -> list:
        """What the database answers, as the queryset would have it."""
        parameters = tuple(always if place is None else values[place] for place, always in self.parameters)
        compiler = copy(self.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]  # Of this thread, not of the one that compiled.
        compiler.as_sql = lambda *_arguments, **_options: (self.sql, parameters)
        query: Any = copy(self.asked.query)
        query.get_compiler = lambda *_arguments, **_options: compiler
        asked: Any = object.__new__(type(self.asked))
        asked.__dict__.update(self.asked.__dict__, _query=query)
        rows = list(asked._iterable_class(asked))
        if asked._prefetch_related_lookups:
            prefetch_related_objects(rows, *asked._prefetch_related_lookups)
        return rows
