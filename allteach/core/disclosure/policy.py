"""What may be read from which distance: the settings of a collaborative."""

from __future__ import annotations

from dataclasses import dataclass

from allteach.core.closeness import Closeness


@dataclass(frozen=True)
class Rule:
    """What is hidden from one distance.

    Counts of people below `least_count` are hidden (of those with the feature and of those without), values of fewer
    than `least_people` people are hidden whole, and what is left is rounded to `rounding` (1: not at all). None and
    all are shown as such, or count as small.
    """

    least_count: int
    least_people: int
    rounding: int
    shows_none_and_all: bool

    @property
    def lowest_hidden(self) -> int:
        """The smallest count that is hidden. The largest is `least_count - 1`."""
        return 1 if self.shows_none_and_all else 0


# The least and the most that a setting may be. The least is the platform's own rule: a collaborative may be stricter,
# never looser. Below 5 a hidden count would have fewer than four values to hide among.
LIMITS = {
    "least_count": (5, 20),
    "least_people": (10, 100),
    "public_least_count": (5, 20),
    "public_least_people": (20, 200),
    "public_rounding": (5, 20),
}


@dataclass(frozen=True)
class Policy:
    """The small-number settings of a collaborative; the defaults are the loosest there are.

    `hides_nothing` is for a collaborative on published data. `is_sensitive` hides counts under 10, and none and all,
    from the public. The public never reads more than the other teams do, whatever the settings say.

    Raises ValueError, with a sentence for people, if a setting is outside LIMITS.
    """

    hides_nothing: bool = False
    is_sensitive: bool = False
    shows_none_and_all: bool = True
    least_count: int = 5
    least_people: int = 10
    public_least_count: int = 5
    public_least_people: int = 20
    public_rounding: int = 5

    def __post_init__(self) -> None:
        for name, (least, most) in LIMITS.items():
            if not least <= getattr(self, name) <= most:
                raise ValueError(f"{name} must be from {least} to {most}.")

    def rule(self, closeness: Closeness) -> Rule | None:
        """Return what is hidden from this distance, or None where everything is shown as it was entered."""
        if self.hides_nothing or closeness <= Closeness.COACH:
            return None
        least_count, least_people = self.least_count, self.least_people
        rounding, shows_none_and_all = 1, self.shows_none_and_all
        if closeness is Closeness.PUBLIC:
            rounding = self.public_rounding
            # At least what is rounded to, so that rounding never turns some into none, or most into all.
            least_count = max(least_count, self.public_least_count, rounding, 10 if self.is_sensitive else 0)
            least_people = max(least_people, self.public_least_people)
            shows_none_and_all = shows_none_and_all and not self.is_sensitive
        # Twice the count, so that those with and those without the feature cannot both be few.
        return Rule(least_count, max(least_people, 2 * least_count), rounding, shows_none_and_all)

    def tightened_by(self, other: Policy) -> Policy:
        """Return the stricter of the two in each setting, as for a space that stands inside another."""
        return Policy(
            hides_nothing=self.hides_nothing and other.hides_nothing,
            is_sensitive=self.is_sensitive or other.is_sensitive,
            shows_none_and_all=self.shows_none_and_all and other.shows_none_and_all,
            **{name: max(getattr(self, name), getattr(other, name)) for name in LIMITS},
        )
