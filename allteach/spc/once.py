"""A property that is worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["once"]

if TYPE_CHECKING:
    from functools import cached_property as once
else:

    class once:  # noqa: N801 - read as a decorator, like `property`
        """As `functools.cached_property`, without the lock that costs a microsecond before Python 3.12."""

        def __init__(self, work_out):
            self.work_out = work_out
            self.name = work_out.__name__
            self.__doc__ = work_out.__doc__

        def __get__(self, of, owner):
            if of is None:
                return self
            value = of.__dict__[self.name] = self.work_out(of)
            return value
