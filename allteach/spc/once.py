"""A property that is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801 - read as a decorator, like `property`
    """As `functools.cached_property`, without the lock that costs a microsecond before Python 3.12."""

    def __init__(self, work_out: Callable[[Any], T]) -> None:
        self.work_out = work_out
        self.__doc__ = work_out.__doc__

    @overload
    def __get__(self, of: None, owner: type) -> once[T]: ...

    @overload
    def __get__(self, of: object, owner: type) -> T: ...

    def __get__(self, of: object | None, owner: type) -> once[T] | T:
        if of is None:
            return self
        value = of.__dict__[self.work_out.__name__] = self.work_out(of)
        return value
