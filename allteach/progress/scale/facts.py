"""What the record holds of one team, and how far it is on the way to a goal: what the scale is read from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

LAST_POINTS = 3  # Whose median is where a measure stands.


@dataclass(frozen=True)
class Facts:
    """What the record holds of one team at the end of a month. None: not recorded here, so people must judge."""

    members: int = 0
    meetings: int | None = None
    meetings_lately: int | None = None  # In as many days as the collaborative decided.
    has_aim: bool = False
    is_aim_agreed: bool = False  # By somebody, in its present wording.
    measures_asked: int = 0  # Core measures that every team reports.
    measures_reported: int = 0  # Of these, with any value.
    baselines: int = 0  # Of these, with as many values as a baseline needs.
    has_process_map: bool | None = None
    tests_planned: int = 0  # Written down, whatever became of them.
    tests_begun: int = 0
    tests_closed: int = 0
    components: int = 0  # Parts of care that the collaborative's ideas touch.
    components_tested: int = 0
    components_kept: int = 0
    process_signals: int = 0  # Process measures that improve, by the rules of their chart.
    outcome_signals: int = 0
    outcomes: int = 0  # Outcome measures with a goal.
    outcomes_held: int = 0  # Of these, whose last values all lie on the better side of where they began.
    progress: Mapping[str, Decimal | None] = field(default_factory=dict)  # Measure: 0 to 1; None where held.
    outcomes_moved: int = 0  # Outcome measures that came nearer to their goal.
    has_spread_plan: bool | None = None
    units_begun: int | None = None  # Places beyond the first that have begun.
    units_adopted: int | None = None  # Of these, that work the new way.

    @property
    def goals(self) -> int:
        """How many goals there are to reach or to hold."""
        return len(self.progress)

    @property
    def goals_reached(self) -> int:
        """How many are reached; those that were reached before it began count, because they are held."""
        return sum(step is None or step >= 1 for step in self.progress.values())

    @property
    def mean_progress(self) -> Decimal | None:
        """How far the team is on the way to its goals, from 0 to 1; None without a goal to reach."""
        steps = [step for step in self.progress.values() if step is not None]
        return sum(steps, Decimal(0)) / len(steps) if steps else None


def progress_to_goal(
    *, recent: Sequence[float], baseline: float | None, goal: float | None, is_up: bool
) -> tuple[bool, Decimal | None]:
    """Whether there is a goal to speak of, and how far the way to it is gone, from 0 to 1; None where it is held.

    `recent` are the newest values, of which the median of the last three counts. Where the baseline met the goal
    already there is no way to go: such a goal is held, or lost and then at 0.
    """
    last = sorted(recent[-LAST_POINTS:])
    if not last or baseline is None or goal is None:
        return False, None
    middle = len(last) // 2
    current = last[middle] if len(last) % 2 else (last[middle - 1] + last[middle]) / 2
    sign = 1 if is_up else -1
    if sign * (baseline - goal) >= 0:
        return True, None if sign * (current - goal) >= 0 else Decimal(0)
    share = (current - baseline) / (goal - baseline)
    return True, Decimal(str(round(min(1.0, max(0.0, share)), 4)))
