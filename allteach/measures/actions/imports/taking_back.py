"""Taking an import back whole: values that it brought go, values that it replaced say again what they said before."""

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.measures import events
from allteach.measures.actions.imports.steps import require_unlocked
from allteach.measures.models import Measurement, Sheet, ValueImport
from allteach.people.models import Person
from allteach.spaces.actions import close_space
from allteach.spaces.models import Membership, Team


@transaction.atomic
def take_back_import(*, value_import: ValueImport, by: Person) -> ValueImport:
    """Undo an import whole. Taken back already, it stays so.

    What somebody corrected since is theirs now, and stays. Raises ValidationError once a period of it is locked.
    """
    found = ValueImport.objects.select_for_update().get(pk=value_import.pk)
    if found.state == ValueImport.State.TAKEN_BACK:
        return found
    if found.state != ValueImport.State.TAKING_BACK:
        raise ValidationError(_("This import has gone on since. Look at the page again."), code="moved_on")
    require_unlocked(found)
    moment = timezone.now()
    now = connection.ops.adapt_datetimefield_value(moment)
    reason = (_("%(file)s was taken back") % {"file": found.file_name})[:500]
    mine = Measurement.objects.filter(source_key=found.source_key)
    with connection.cursor() as cursor:
        cursor.execute(KEEP_WHAT_IT_SAID, [reason, by.pk, now, found.source_key])
        cursor.execute(RESTORE, [by.pk, now, found.source_key])
        restored = cursor.rowcount
        cursor.execute(REMOVE, [found.source_key])
        removed = cursor.rowcount
    kept = mine.filter(source=Measurement.Source.FILE).count()
    opened = Sheet.objects.filter(sent_at=found.taken_at, sent_by=found.taken_by, locked_at=None).update(
        sent_at=None, sent_by=None
    )
    found.state = ValueImport.State.TAKEN_BACK
    found.words = ""
    found.taken_back_by = by
    found.taken_back_at = moment
    found.counts = {**found.counts, "taken_back": {"removed": removed, "restored": restored}}
    found.save()
    record(
        events.IMPORT_TAKEN_BACK,
        by=by,
        about=found,
        space=found.space_id,
        removed=removed,
        restored=restored,
        kept=kept,
        sheets=opened,
    )
    return found


def close_made_teams(*, value_import: ValueImport, by: Person) -> int:
    """Close the teams that an import made, where nobody has joined and no value stands. Returns how many.

    One transaction for each. Closed and not deleted: what happened to them is on record. Sent again, the file opens
    them.
    """
    made = value_import.made_teams
    joined = set(Membership.objects.active().filter(space__in=made).values_list("space_id", flat=True))
    measured = set(
        Measurement.objects.filter(team_measure__team__in=made)
        .values_list("team_measure__team_id", flat=True)
        .distinct()
    )
    empty = Team.objects.filter(pk__in=made, closed_at=None).exclude(pk__in=joined | measured)
    for team in empty:
        close_space(space=team, by=by)
    return len(empty)


# A value is the import's own while nobody wrote it since: it came from this file, and the version before it is the one
# kept when it was replaced (or there is none, because it was new).
_REPLACED = """m.source_key = %s AND m.source = 'file' AND EXISTS (
    SELECT 1 FROM measures_revision AS r WHERE r.measurement_id = m.id AND r.version = m.version - 1)"""

KEEP_WHAT_IT_SAID = f"""
INSERT INTO measures_revision
  (measurement_id, version, numerator, denominator, value, remark, reason, by_id, at)
SELECT m.id, m.version, m.numerator, m.denominator, m.value, m.remark, %s, %s, %s
FROM measures_measurement AS m
WHERE {_REPLACED}"""  # noqa: S608 - put together from the words of this module alone

RESTORE = """
UPDATE measures_measurement AS m SET
  numerator = r.numerator, denominator = r.denominator, value = r.value, remark = r.remark,
  is_suppressed_at_source = (r.numerator IS NULL AND r.value IS NULL),
  source = 'typed', source_key = '', version = m.version + 1, by_id = %s, at = %s
FROM measures_revision AS r
WHERE r.measurement_id = m.id AND r.version = m.version - 1 AND m.source_key = %s AND m.source = 'file'"""

REMOVE = """
DELETE FROM measures_measurement
WHERE source_key = %s AND source = 'file' AND version = 1"""
