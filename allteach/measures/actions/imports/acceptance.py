"""Taking a checked file over: new teams first, one by one; then every value at once."""

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.collaboratives.actions import add_team
from allteach.collaboratives.actions.teams import organisation_named
from allteach.core.actions import record
from allteach.measures import events
from allteach.measures.actions.beginning import take_up_core
from allteach.measures.actions.definitions import take_up_measure
from allteach.measures.models import Measure, StagedValue, TeamMeasure, ValueImport
from allteach.people.models import Organisation, Person
from allteach.spaces.actions import reopen_space, sign_agreement
from allteach.spaces.models import DataAgreement, Space, Team

Verdict = StagedValue.Verdict
_ROWS_A_LINK = 20_000


class ChangedMeanwhileError(ValidationError):
    """What the values were judged by is no longer so: they must be judged again."""


def make_new_teams(*, value_import: ValueImport, by: Person) -> bool:
    """Make one of the teams that the file names, with its agreement and measures. False when all are there.

    One transaction for each team, so that nobody waits for all of them; made again, a team is found.
    """
    known = {name.casefold() for name in _open_names(value_import)}
    missing = [name for name in value_import.new_teams if name.strip().casefold() not in known]
    if not missing:
        return False
    with transaction.atomic():
        found = ValueImport.objects.select_for_update().get(pk=value_import.pk)
        space = Space.objects.get(pk=found.space_id)
        team = _make_team(space, missing[0].strip(), found, by)
        take_up_core(team=team, by=by)
        found.made_teams = [*found.made_teams, team.pk]
        found.save(update_fields=["made_teams"])
    value_import.made_teams = found.made_teams
    return True


def _open_names(value_import: ValueImport) -> list[str]:
    return list(Team.objects.filter(parent=value_import.space_id, closed_at=None).values_list("name", flat=True))


def _make_team(space: Space, name: str, value_import: ValueImport, by: Person) -> Space:
    """The team of this name: closed when an import was taken back, it opens again; else a new one."""
    organisation = Organisation.objects.filter(code__iexact=name).order_by("pk").first() or organisation_named(name)
    closed = Team.objects.filter(parent=space.pk, name__iexact=name).exclude(closed_at=None).order_by("pk").last()
    if closed is not None:
        team = reopen_space(space=closed, by=by)
    else:
        team = add_team(collaborative=space, name=name, organisation=organisation, by=by)
    if not DataAgreement.objects.filter(
        collaborative=space.pk, organisation=team.organisation_id, ended_on=None
    ).exists():
        sign_agreement(
            collaborative=space,
            organisations=[team.organisation or organisation],
            names_teams=value_import.new_teams_are_named,
            may_publish=value_import.new_teams_are_named,
            ground=value_import.new_teams_ground,
            signatory=by.name,
            signed_on=timezone.localdate(),
            by=by,
        )
    return team


def link_staged_values(*, value_import: ValueImport, by: Person) -> None:
    """Give staged values the team and the team's chart that were not there when they were judged.

    In short transactions, each over some thousands of values. A team takes up a measure that the file has for it.
    """
    staged = StagedValue.objects.filter(
        value_import=value_import.pk, edition=value_import.edition, verdict=Verdict.NEW, team_measure=None
    )
    if not staged.exists():
        return
    last = staged.aggregate(last=Max("number"))["last"]
    for first in range(0, last + 1, _ROWS_A_LINK):
        with transaction.atomic():
            _execute(LINK_TEAMS, value_import, first, first + _ROWS_A_LINK, value_import.space_id)
    wanted = staged.exclude(team=None).order_by().values_list("team_id", "measure_id").distinct()
    used = set(TeamMeasure.objects.filter(team__in={team for team, _m in wanted}).values_list("team_id", "measure_id"))
    teams = Space.objects.in_bulk({team for team, _m in wanted})
    measures = Measure.objects.in_bulk({measure for _t, measure in wanted})
    for team, measure in sorted(set(wanted) - used):
        take_up_measure(team=teams[team], measure=measures[measure], by=by)
    for first in range(0, last + 1, _ROWS_A_LINK):
        with transaction.atomic():
            _execute(LINK_CHARTS, value_import, first, first + _ROWS_A_LINK)


@transaction.atomic
def accept_import(*, value_import: ValueImport, by: Person) -> ValueImport:
    """Take over every value of a checked file that is right, at once. Taken over already, it stays as it is.

    Works on sets: a revision of each value that is replaced, the values, and their periods marked as sent; one event.
    Raises ChangedMeanwhileError, and changes nothing, when somebody wrote one of the values, locked a period, ended an
    agreement or changed a definition since the file was checked.
    """
    found = ValueImport.objects.select_for_update().get(pk=value_import.pk)
    if found.state == ValueImport.State.TAKEN:
        return found
    if found.state != ValueImport.State.TAKING:
        raise ValidationError(_("This import has gone on since. Look at the page again."), code="moved_on")
    _require_what_was_judged_by(found)
    moment = timezone.now()
    now = connection.ops.adapt_datetimefield_value(moment)
    # Sheets first: it holds their rows, so that nobody locks a period in between.
    sent = _execute(SEND_SHEETS[connection.vendor], now, by.pk, found)
    if _count(COUNT_LOCKED, found):
        raise ChangedMeanwhileError(_("A period was locked since the file was checked."))
    reason = _("Imported from %(file)s") % {"file": found.file_name}
    revised = _execute(KEEP_REVISIONS, reason[:500], by.pk, now, found)
    taken = _execute(TAKE_VALUES, found.source_key, by.pk, now, found)
    verdicts = found.counts["verdicts"]
    if (revised, taken) != (verdicts["changed"], verdicts["new"] + verdicts["changed"]):
        raise ChangedMeanwhileError(_("Somebody changed some of these values since the file was checked."))
    found.state = ValueImport.State.TAKEN
    found.words = ""
    found.taken_by = by
    found.taken_at = moment  # The same that its sheets were sent at, by which taking back knows them.
    found.save()
    record(
        events.VALUES_IMPORTED,
        by=by,
        about=found,
        space=found.space_id,
        mode=found.mode,
        file=found.digest,
        sheets=sent,
        teams_made=len(found.made_teams),
        **verdicts,
    )
    return found


def _require_what_was_judged_by(value_import: ValueImport) -> None:
    """Refuse when definitions, agreements or teams are no longer what the values were judged by."""
    said = value_import.counts["definitions"]
    if Measure.objects.filter(current__in=said, retired_on=None).count() != len(said):
        raise ChangedMeanwhileError(_("A measure's definition changed since the file was checked."))
    taken = StagedValue.objects.filter(
        value_import=value_import.pk, edition=value_import.edition, verdict__in=(Verdict.NEW, Verdict.CHANGED)
    ).order_by()
    if taken.filter(team_measure=None).exists() or taken.exclude(team_measure__ended_on=None).exists():
        raise ChangedMeanwhileError(_("A team no longer uses a measure, since the file was checked."))
    teams = Team.objects.filter(pk__in=taken.values("team_id").distinct())
    agreed = set(
        DataAgreement.objects.filter(collaborative=value_import.space.around_id, ended_on=None).values_list(
            "organisation_id", flat=True
        )
    )
    for parent, organisation, closed_at in teams.values_list("parent_id", "organisation_id", "closed_at"):
        if closed_at is not None:
            raise ChangedMeanwhileError(_("A team was closed since the file was checked."))
        if parent is not None and organisation not in agreed:
            raise ChangedMeanwhileError(_("A data agreement ended since the file was checked."))


def _execute(statement: str, *values) -> int:
    """How many rows a statement changed. An import among the values stands for its number and its edition."""
    with connection.cursor() as cursor:
        cursor.execute(statement, _spread(values))
        return cursor.rowcount


def _count(statement: str, *values) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, _spread(values))
        return cursor.fetchone()[0]


def _spread(values: tuple) -> list:
    spread = []
    for value in values:
        spread += [value.pk, value.edition] if isinstance(value, ValueImport) else [value]
    return spread


# The statements are the same for both databases. Names of tables are those of the models, which are never renamed.
# ruff: noqa: S608 - put together from the words of this module alone

_TAKEN = "s.value_import_id = %s AND s.edition = %s AND s.verdict IN ('new', 'changed')"
_RANGE = "s.value_import_id = %s AND s.edition = %s AND s.number >= %s AND s.number < %s"

LINK_TEAMS = f"""
UPDATE measures_stagedvalue AS s SET team_id = t.id
FROM spaces_space AS t
WHERE {_RANGE} AND s.verdict = 'new' AND s.team_id IS NULL
  AND t.parent_id = %s AND t.kind = 'team' AND t.closed_at IS NULL AND LOWER(t.name) = LOWER(TRIM(s.team_key))"""

LINK_CHARTS = f"""
UPDATE measures_stagedvalue AS s SET team_measure_id = u.subject_ptr_id
FROM measures_teammeasure AS u
WHERE {_RANGE} AND s.verdict = 'new' AND s.team_measure_id IS NULL
  AND u.team_id = s.team_id AND u.measure_id = s.measure_id"""

SEND_SHEETS = {
    vendor: f"""
INSERT INTO measures_sheet
  (team_id, period_start, period_kind, typed, meant, version, sent_at, sent_by_id, nothing_because)
SELECT r.team_id, r.period_start, r.period_kind, {nothing_typed}, {nothing_typed}, 1, %s, %s, ''
FROM (SELECT DISTINCT s.team_id, s.period_start, s.period_kind FROM measures_stagedvalue AS s WHERE {_TAKEN}) AS r
WHERE TRUE
ON CONFLICT (team_id, period_start, period_kind) DO UPDATE SET
  sent_at = excluded.sent_at, sent_by_id = excluded.sent_by_id, nothing_because = '',
  version = measures_sheet.version + 1
WHERE measures_sheet.sent_at IS NULL AND measures_sheet.locked_at IS NULL"""
    for vendor, nothing_typed in (("sqlite", "'{}'"), ("postgresql", "'{}'::jsonb"))
}

COUNT_LOCKED = f"""
SELECT COUNT(*) FROM measures_stagedvalue AS s
JOIN measures_sheet AS h
  ON h.team_id = s.team_id AND h.period_start = s.period_start AND h.period_kind = s.period_kind
WHERE {_TAKEN} AND h.locked_at IS NOT NULL"""

KEEP_REVISIONS = """
INSERT INTO measures_revision
  (measurement_id, version, numerator, denominator, value, remark, reason, by_id, at)
SELECT m.id, m.version, m.numerator, m.denominator, m.value, m.remark, %s, %s, %s
FROM measures_stagedvalue AS s
JOIN measures_measurement AS m
  ON m.team_measure_id = s.team_measure_id AND m.period_start = s.period_start AND m.stratum = s.stratum
WHERE s.value_import_id = %s AND s.edition = %s AND s.verdict = 'changed' AND m.version = s.seen_version"""

# A value that somebody wrote since it was compared is left alone, and missing in the count of what was taken.
TAKE_VALUES = f"""
INSERT INTO measures_measurement
  (team_measure_id, period_start, period_kind, stratum, numerator, denominator, value, is_suppressed_at_source,
   quality, remark, left_out_reason, is_left_out, source, source_key, version, by_id, at)
SELECT s.team_measure_id, s.period_start, s.period_kind, s.stratum, s.numerator, s.denominator, s.value,
   s.is_suppressed_at_source, 'fine', s.remark, '', FALSE, 'file', %s, s.seen_version + 1, %s, %s
FROM measures_stagedvalue AS s
WHERE {_TAKEN}
ON CONFLICT (team_measure_id, period_start, stratum) DO UPDATE SET
  numerator = excluded.numerator, denominator = excluded.denominator, value = excluded.value,
  is_suppressed_at_source = excluded.is_suppressed_at_source,
  remark = CASE WHEN excluded.remark = '' THEN measures_measurement.remark ELSE excluded.remark END,
  source = excluded.source, source_key = excluded.source_key, version = excluded.version,
  by_id = excluded.by_id, at = excluded.at
WHERE measures_measurement.version = excluded.version - 1"""
