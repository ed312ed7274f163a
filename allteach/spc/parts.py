"""What one part (phase) of a series is."""

from __future__ import annotations

from typing import NamedTuple

from allteach.spc.runs import runs_limits


class PartResult(NamedTuple):
    """One part (phase) of a series: its extent, its centre line and its runs.

    `start` to `stop` and `baseline_start` to `baseline_stop` are half-open. `n_included` counts the
    points that are not excluded, missing ones too; `n_present` those of them that are not missing;
    `n_useful` those of them that are not on the centre line. The four run statistics are None when no
    point is useful. `runs_signal` is Anhøj's: the longest run is longer than usual or the crossings are
    fewer; False where order means nothing.
    """

    start: int
    stop: int
    baseline_start: int
    baseline_stop: int
    centre_last: float
    n_included: int
    n_present: int
    n_useful: int
    n_above: int
    longest_run: int | None
    longest_run_max: int | None
    crossings: int | None
    crossings_min: int | None
    runs_signal: bool
    n_outside: int

    @property
    def runs(self) -> int:
        """Number of runs of useful points on one side of the centre line."""
        return 0 if self.crossings is None else self.crossings + 1

    @property
    def runs_limits(self) -> tuple[int, int]:
        """The fewest and the most runs that chance usually makes (exact, 5 %)."""
        return runs_limits(self.n_above, self.n_useful - self.n_above)
