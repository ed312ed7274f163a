"""The disclosure rule applied to timelines: what is drawn, said, tabulated and exported starts from here."""

from dataclasses import replace

from django.utils.translation import gettext as _

from allteach.core.closeness import Closeness
from allteach.measures.queries.plans import Reading
from allteach.measures.queries.timelines import Timeline
from allteach.spaces.models import Space


def shown_timeline(
    timeline: Timeline, *, reading: Reading, closeness: Closeness, sees_reasons: bool, collaborative: Space
) -> Timeline:
    """A timeline as a viewer may know it: hidden points are missing, and marked as hidden."""
    if not sees_reasons and (timeline.left_out or timeline.remarks):
        kept = _("The team left it out.")
        timeline = replace(
            timeline, left_out=dict.fromkeys(timeline.left_out, kept), remarks={}, provisional=frozenset()
        )
    return timeline
