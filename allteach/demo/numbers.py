"""The numbers of the story: a logistic rise for each team, and chance on top."""

import math
import random
from decimal import Decimal

from allteach.demo.measures import MeasureRow
from allteach.demo.teams import ARCHETYPES, TeamRow


class TeamNumbers:
    """Draws one team's numbers. The same seed draws the same numbers."""

    def __init__(self, row: TeamRow, measures: tuple[MeasureRow, ...], rng: random.Random):
        self.archetype = ARCHETYPES[row.archetype]
        self.rng = rng
        self.people = min(620, max(80, round(math.exp(rng.gauss(math.log(220), 0.45)))))
        self.effects = {measure.name: rng.gauss(0, measure.spread) for measure in measures}

    def size(self, month: int) -> int:
        """How many people are on the register; it grows a little every month."""
        return round(self.people * (1 + 0.004 * month))

    def draw(self, measure: MeasureRow, month: int) -> dict[str, Decimal]:
        """What the team reports of a measure in a month, counted from the first month of the collaborative."""
        if measure.kind in ("proportion", "survey_proportion"):
            size = self.rng.randint(28, 44) if measure.kind == "survey_proportion" else self.size(month)
            if measure.measure_type == "outcome":
                size = round(size * 0.86)  # Not everybody has a result.
            share = self._share(measure, month)
            return {"numerator": Decimal(self._binomial(size, share)), "denominator": Decimal(size)}
        if measure.kind == "rate":
            size = self.size(month)
            return {"numerator": Decimal(self._poisson(measure.base * size / 1000)), "denominator": Decimal(size)}
        progress = self._progress(measure, month)
        value = (
            measure.base + self.effects[measure.name] + (measure.final - measure.base) * progress + self.rng.gauss(0, 1)
        )
        return {"value": Decimal(str(round(max(0.5, value), 1)))}

    def _progress(self, measure: MeasureRow, month: int) -> float:
        late = month - measure.middle - self.archetype.delay
        return self.archetype.lift * 1.08 / (1 + math.exp(-late / measure.width))

    def _share(self, measure: MeasureRow, month: int) -> float:
        base, final = _logit(measure.base / 100), _logit(measure.final / 100)
        logit = base + self.effects[measure.name] + (final - base) * self._progress(measure, month)
        return 1 / (1 + math.exp(-logit))

    def _binomial(self, size: int, share: float) -> int:
        return sum(self.rng.random() < share for _ in range(size))

    def _poisson(self, mean: float) -> int:
        limit, count, product = math.exp(-mean), 0, self.rng.random()
        while product > limit:
            count += 1
            product *= self.rng.random()
        return count


def _logit(share: float) -> float:
    return math.log(share / (1 - share))
