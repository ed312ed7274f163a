"""The kinds of arrays there are here. Not named by `numpy.typing`, which takes long to import."""

from __future__ import annotations

from typing import Any

import numpy as np

Shape = tuple[Any, ...]

Array = np.ndarray[Shape, np.dtype[Any]]
Floats = np.ndarray[Shape, np.dtype[np.float64]]
Booleans = np.ndarray[Shape, np.dtype[np.bool_]]
Integers = np.ndarray[Shape, np.dtype[np.int64]]
Codes = np.ndarray[Shape, np.dtype[np.int8]]  # Small integers: places in a table, or what a rule says of a point.
Places = np.ndarray[Shape, np.dtype[np.intp]]  # Positions in another array.
Texts = np.ndarray[Shape, np.dtype[np.str_]]
