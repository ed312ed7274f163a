"""Writing down how small numbers stood when their period settled."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from allteach.core.actions import record
from allteach.measures import events
from allteach.measures.models import SettledPeriod
from allteach.measures.queries.disclosed import policy_of
from allteach.measures.queries.settled import settling
from allteach.people.models import Person
from allteach.spaces.models import Space


@transaction.atomic
def settle_periods(*, collaborative: Space, today: date | None = None, by: Person | None = None) -> int:
    """Write down every period of a collaborative that has settled since it was last done. Returns how many.

    From then on the totals of other teams' small numbers can be told as ranges. What stands is never written again.
    A collaborative that hides nothing has nothing to write.
    """
    policy = policy_of(collaborative)
    if policy.hides_nothing:
        return 0
    settled = [
        SettledPeriod(
            measure=each.measure,
            period_start=each.period.start,
            period_kind=each.period.kind,
            least_count=policy.least_count,
            least_people=policy.least_people,
            cells=each.cells,
        )
        for each in settling(collaborative, policy=policy, today=today or timezone.localdate())
    ]
    if settled:
        SettledPeriod.objects.bulk_create(settled, batch_size=500, ignore_conflicts=True)
        record(events.PERIODS_SETTLED, by=by, about=collaborative, space=collaborative.pk, periods=len(settled))
    return len(settled)
