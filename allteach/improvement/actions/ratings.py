"""Answers from 1 to 5 to what a scale asks of a spread plan or a kept change."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.improvement import events
from allteach.improvement.models import RatingScore, RatingSheet
from allteach.improvement.rating import HIGHEST, LOWEST, SCALES
from allteach.people.models import Person
from allteach.spaces.actions.answers import refuse
from allteach.spaces.models import Subject


@transaction.atomic
def rate(
    *, subject: Subject, scale: str, scores: Mapping[str, int | None], is_on_paper: bool = False, by: Person
) -> RatingSheet:
    """Keep one person's answers, by item; answering again puts them anew.

    With `is_on_paper`, `by` types what somebody else wrote without a name: each time is another person. Every item must
    be answered: a scale with holes cannot be compared. Who answered what is never shown, nor kept in the record.
    """
    items = SCALES[scale]
    unknown = scores.keys() - {item.key for item in items}
    if unknown:
        raise TypeError(f"the scale {scale} does not ask {sorted(unknown)}")
    refuse(
        {
            item.key: [_("Choose a number from 1 to 5.")]
            for item in items
            if not isinstance(said := scores.get(item.key), int) or not LOWEST <= said <= HIGHEST
        }
    )
    # The subject's row is locked, so that one who sends twice is counted once.
    Subject.objects.select_for_update(no_key=True).get(pk=subject.pk)
    rater = None if is_on_paper else by
    standing = RatingSheet.objects.filter(subject_id=subject.pk, scale=scale, rater=rater).first() if rater else None
    sheet = standing or RatingSheet(subject_id=subject.pk, scale=scale, rater=rater)
    sheet.rated_on = timezone.localdate()
    sheet.save()
    sheet.scores.all().delete()
    RatingScore.objects.bulk_create(RatingScore(sheet=sheet, item=item.key, score=scores[item.key]) for item in items)
    record(
        events.RATED_AGAIN if standing else events.RATED,
        by=by,
        about=subject,
        space=subject.space_id,
        subject=subject.pk,
        scale=scale,
        on_paper=is_on_paper,
    )
    return sheet
