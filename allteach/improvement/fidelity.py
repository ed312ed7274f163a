"""How well a test is told: signs a coach looks for, to help and never to grade.

After Taylor MJ and others, BMJ Quality & Safety 2014;23:290-298, whose review found that few published cycles were
documented in full, linked, small at first and predicted before the test.
"""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allteach.improvement.models import Cycle, Prediction
from allteach.improvement.scales import SCALES
from allteach.improvement.stages import PARTS


@dataclass(frozen=True)
class Sign:
    """One sign of a well-told test, and whether it is there."""

    key: str
    words: Promise
    is_there: bool


def gaps(cycle: Cycle, part: str) -> list[str]:
    """The answers of one part (a key of PARTS) that are still empty although it is not told in full without them."""
    return [answer for answer in PARTS[part].in_full if getattr(cycle, answer) in ("", None)]


def signs_of(cycle: Cycle) -> list[Sign]:
    """The signs for one cycle, with its predictions loaded: no more queries."""
    predictions = list(cycle.predictions.all())
    scale = SCALES.get(cycle.scale)
    return [
        Sign(
            key="predicted_before",
            words=_("The prediction was written before the test began"),
            is_there=bool(predictions)
            and cycle.started_on is not None
            and all(was_written_in_time(cycle, prediction) for prediction in predictions),
        ),
        Sign(
            key="told_in_full",
            words=_("All four parts are told"),
            is_there=not any(gaps(cycle, part) for part in PARTS),
        ),
        Sign(
            key="linked",
            words=_("It follows a test, or another follows it"),
            is_there=cycle.previous_id is not None or cycle.decision in {Cycle.Decision.ADAPT, Cycle.Decision.REPEAT},
        ),
        Sign(
            key="starts_small",
            words=_("It began small"),
            is_there=cycle.step > 1 or (scale is not None and scale.size < SCALES["several_clinicians"].size),
        ),
        Sign(
            key="uses_data",
            words=_("It says what is counted"),
            is_there=bool(cycle.data_plan or cycle.data_collected),
        ),
        Sign(
            key="says_why",
            words=_("The decision has its reason"),
            is_there=bool(cycle.decision and cycle.rationale),
        ),
    ]


def was_written_in_time(cycle: Cycle, prediction: Prediction) -> bool:
    """Whether a prediction was written no later than the day on which its test began."""
    return cycle.started_on is None or timezone.localdate(prediction.written_at) <= cycle.started_on
