"""Remarks on tests of change, and those that a team has not read."""

from collections.abc import Collection

from allteach.improvement.models import Cycle, Remark


def remarks_on(cycle: Cycle) -> list[Remark]:
    """What was remarked on a test, in order, with names: one query. For whoever may see the test."""
    return list(Remark.objects.filter(cycle=cycle.pk).select_related("by").order_by("pk"))


def cycles_with_unread(teams: Collection[int]) -> list[Cycle]:
    """The tests of some teams on which something was remarked that nobody of the team has read: one query."""
    unread = Remark.objects.filter(read_at=None, cycle__team__in=teams).values("cycle")
    return list(Cycle.objects.filter(pk__in=unread).select_related("ramp").order_by("pk"))
