"""The scale on which a team's progress is scored each month, and what of it the record can show.

Pure: facts in, a suggestion out. Each step asks for everything that the steps below it ask for. What the record cannot
show is said to be for people to judge, and holds nobody back: the record suggests, people decide.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from allteach.progress.scale.facts import Facts, progress_to_goal
from allteach.progress.scale.steps import BY_VALUE, STEPS, Check, Limits, Step

__all__ = [
    "BY_VALUE",
    "STEPS",
    "Check",
    "CheckState",
    "Facts",
    "Step",
    "StepState",
    "Suggestion",
    "progress_to_goal",
    "suggest",
]


@dataclass(frozen=True)
class CheckState:
    """A check and its answer; None: for people to judge."""

    check: Check
    is_met: bool | None
    limit: int | Decimal | None = None  # What was decided, where the check names it.

    @property
    def words(self) -> str:
        """What is asked, with what was decided in it."""
        return str(self.check.words) if self.limit is None else self.check.words % {"limit": self.limit}


@dataclass(frozen=True)
class StepState:
    """A step with its checks answered. It holds where all checks of it and of every lower step do."""

    step: Step
    checks: tuple[CheckState, ...]
    holds: bool

    @property
    def missing(self) -> tuple[CheckState, ...]:
        """What the record does not show yet."""
        return tuple(each for each in self.checks if each.is_met is False)

    @property
    def to_judge(self) -> tuple[CheckState, ...]:
        """What the record cannot show."""
        return tuple(each for each in self.checks if each.is_met is None)


@dataclass(frozen=True)
class Suggestion:
    """Where the record would put a team, and what the next step asks for."""

    steps: tuple[StepState, ...]

    @cached_property
    def reached(self) -> StepState:
        """The highest step that holds."""
        return [state for state in self.steps if state.holds][-1]

    @property
    def value(self) -> Decimal:
        """The score that the record suggests."""
        return self.reached.step.value

    @cached_property
    def following(self) -> StepState | None:
        """The lowest step that does not hold; None at the top."""
        return next((state for state in self.steps if not state.holds), None)


def suggest(facts: Facts, limits: Limits) -> Suggestion:
    """Where the record would put a team. A step holds only where all lower steps hold."""
    states, holds = [], True
    for step in STEPS:
        checks = tuple(
            CheckState(check, check.asks(facts, limits), limits[check.limit] if check.limit else None)
            for check in step.checks
        )
        holds = holds and all(each.is_met is not False for each in checks)
        states.append(StepState(step, checks, holds))
    return Suggestion(tuple(states))
