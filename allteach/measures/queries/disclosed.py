"""The disclosure rule applied to timelines: what is drawn, said, tabulated and exported starts from here."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from allteach.core.closeness import Closeness
from allteach.core.disclosure import Policy, ShownSeries, State, shown_series
from allteach.measures.models import Measure
from allteach.measures.queries.timelines import Timeline
from allteach.spaces.models import Space

STRICTEST_KNOWN = Policy()  # Where a collaborative has settled nothing, the platform's own rule holds.


def policy_of(collaborative: Space) -> Policy:
    """The small-number settings of a collaborative, loaded with select_related("disclosure")."""
    try:
        settled = collaborative.disclosure
    except ObjectDoesNotExist:
        return STRICTEST_KNOWN
    return Policy(
        hides_nothing=settled.is_published_data,
        is_sensitive=settled.is_sensitive,
        least_count=settled.least_count,
        least_people=settled.least_denominator,
    )


def shown_timeline(
    timeline: Timeline, *, measure: Measure, closeness: Closeness, sees_reasons: bool, policy: Policy
) -> Timeline:
    """A timeline as a viewer may know it: hidden points are missing and marked, reasons stay with the team."""
    if not sees_reasons and (timeline.left_out or timeline.remarks):
        kept = _("The team left it out.")
        timeline = replace(
            timeline, left_out=dict.fromkeys(timeline.left_out, kept), remarks={}, provisional=frozenset()
        )
    if not timeline.periods or policy.rule(closeness) is None or not measure.counts_people:
        return timeline
    has_denominator = measure.form.has_denominator
    shown = shown_series(
        timeline.numerators if has_denominator else timeline.values,
        timeline.denominators if has_denominator else None,
        closeness=closeness,
        policy=policy,
        counts_people=measure.counts_people,
        shape=measure.form.shape,
        is_running=bool(measure.current.look_back),
    )
    told = as_told(shown.numerators)
    nothing = (None,) * len(timeline)
    return replace(
        timeline,
        numerators=told if has_denominator else nothing,
        denominators=as_told(shown.denominators) if shown.denominators is not None else nothing,
        values=nothing if has_denominator else told,
        suppressed=timeline.suppressed | frozenset(np.flatnonzero(shown.is_hidden).tolist()),
        hidden={**dict.fromkeys(timeline.suppressed, _("hidden where it came from")), **why_hidden(shown)},
        small_below=shown.least_count,
        is_fair=shown.can_be_analysed,
    )


def why_hidden(shown: ShownSeries) -> dict[int, str]:
    """Why values are hidden, by position, where it is not that a count is small: that is what the chart says anyway."""
    words = {
        State.NEARLY_ALL: _("all but a few"),
        State.FEW_PEOPLE: _("fewer than %(people)d people") % {"people": shown.least_people},
    }
    return {i: words[state] for i in range(len(shown)) if (state := shown.state(i)) in words}


def as_told(numbers: np.ndarray) -> tuple[float | None, ...]:
    """An array as timelines hold it: None for what is missing."""
    return tuple(None if number != number else number for number in numbers.tolist())


def matrix(rows: Sequence[Sequence[float | None]]) -> np.ndarray:
    """Rows of numbers as an array, NaN for None."""
    return np.array([[np.nan if number is None else number for number in row] for row in rows], dtype=np.float64)
