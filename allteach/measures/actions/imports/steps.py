"""The steps of an import: each moves one file from one state to the next, and refuses when it is in another."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.measures import events
from allteach.measures.models import ImportMapping, Measure, Measurement, Sheet, StagedValue, ValueImport
from allteach.people.models import Person
from allteach.spaces.models import Space

MOST_FILES_AN_HOUR = 60

State = ValueImport.State
SETTLED = (State.MAPPING, State.ASKING, State.CHECKED)  # Where a person decides what happens next.


@transaction.atomic
def begin_import(*, space: Space, file_name: str, folder: str, digest: str, size: int, by: Person) -> ValueImport:
    """Take note of a file that somebody sent. Raises ValidationError for `file` after 60 files within an hour."""
    since = timezone.now() - timedelta(hours=1)
    if ValueImport.objects.filter(by=by, at__gte=since).count() >= MOST_FILES_AN_HOUR:
        raise ValidationError(
            {"file": ValidationError(_("You have sent many files. Please wait an hour."), code="too_many")}
        )
    return ValueImport.objects.create(
        space_id=space.pk, file_name=file_name[:200], folder=folder, digest=digest, size=size, by=by
    )


@transaction.atomic
def propose_mapping(
    *, value_import: ValueImport, fingerprint: str, mapping: dict, needs_looking_through: str, counts: dict[str, Any]
) -> ValueImport:
    """Note what the columns of a file that was read seem to mean: somebody has to look at it.

    `needs_looking_through` says, in words, what may point to people; nothing if nothing does.
    """
    found = _locked(value_import, (State.READING,))
    found.fingerprint = fingerprint
    found.mapping = mapping
    found.counts = counts
    found.words = needs_looking_through[:1000]
    found.has_been_looked_through = not needs_looking_through
    found.state = State.MAPPING
    found.save()
    return found


@transaction.atomic
def refuse_import(*, value_import: ValueImport, words: str) -> ValueImport:
    """Say that a file is not read, and why."""
    found = _locked(value_import, (State.READING, State.CHECKING))
    found.state = State.REFUSED
    found.words = words[:1000]
    found.save()
    return found


@transaction.atomic
def start_check(
    *,
    value_import: ValueImport,
    mapping: dict,
    has_been_looked_through: bool | None = None,
    new_teams: Iterable[str] = (),
    new_teams_ground: str = "",
    new_teams_are_named: bool = False,
    words: str = "",
    by: Person,
) -> ValueImport:
    """Have a file checked under a mapping, which is kept for the next file with the same header.

    Each check is an edition of its own: what was staged under the one before no longer counts. Raises ValidationError
    when teams are to be made and no ground is given.
    """
    found = _locked(value_import, (*SETTLED, State.READING, State.TAKING))
    names = sorted(set(new_teams))
    if names and not new_teams_ground.strip():
        raise ValidationError(
            {"ground": [_("Say on what ground the counts of new teams may be used, for example published data.")]}
        )
    if has_been_looked_through is not None:
        found.has_been_looked_through = has_been_looked_through
    found.mapping = mapping
    found.new_teams = names
    found.new_teams_ground = new_teams_ground.strip()[:300]
    found.new_teams_are_named = new_teams_are_named
    found.questions = []
    found.words = words[:1000]
    found.edition += 1
    found.state = State.CHECKING
    found.save()
    if found.fingerprint:
        ImportMapping.objects.update_or_create(
            space_id=found.space_id,
            fingerprint=found.fingerprint,
            defaults={"mapping": mapping, "by": by, "at": timezone.now()},
        )
    return found


@transaction.atomic
def ask_about_import(
    *, value_import: ValueImport, edition: int, questions: list[dict], words: str = "", asks_for_mapping: bool = False
) -> ValueImport:
    """Note what a file leaves open; or, with `asks_for_mapping`, that its columns must be named first."""
    found = _locked(value_import, (State.CHECKING,))
    _require_edition(found, edition)
    found.questions = questions
    found.words = words[:1000]
    found.state = State.MAPPING if asks_for_mapping else State.ASKING
    found.save()
    return found


@transaction.atomic
def finish_check(*, value_import: ValueImport, edition: int, account: dict[str, Any]) -> ValueImport:
    """Say that every value was judged: the dry run can be read. `account` says where each line of the file went."""
    found = _locked(value_import, (State.CHECKING,))
    _require_edition(found, edition)
    staged = StagedValue.objects.filter(value_import=found.pk, edition=edition)
    verdicts = dict(staged.order_by().values_list("verdict").annotate(how_many=Count("pk")))
    measures = set(staged.order_by().exclude(measure=None).values_list("measure_id", flat=True).distinct())
    found.counts = {
        "account": account,
        "verdicts": {verdict: verdicts.get(verdict, 0) for verdict in StagedValue.Verdict.values},
        "teams": staged.order_by().exclude(verdict="refused").values("team_key").distinct().count(),
        # What the values were judged by: if it changes before they are taken over, they are judged again.
        "definitions": sorted(Measure.objects.filter(pk__in=measures).values_list("current_id", flat=True)),
    }
    found.state = State.CHECKED
    found.save()
    return found


@transaction.atomic
def start_taking(*, value_import: ValueImport, mode: str, by: Person) -> ValueImport:
    """Have a checked file taken over: all of it or nothing, or only what is right. ValidationError for `mode`."""
    found = _locked(value_import, (State.CHECKED,))
    verdicts = found.counts["verdicts"]
    if mode not in ValueImport.Mode.values:
        raise ValidationError({"mode": [_("Choose what to take over.")]})
    if mode == ValueImport.Mode.ALL_OR_NOTHING and verdicts["refused"]:
        raise ValidationError(
            {"mode": [_("Some values are refused. Mend the file and send it again, or take over only what is right.")]}
        )
    found.mode = mode
    found.taken_by = by
    found.state = State.TAKING
    found.save()
    return found


@transaction.atomic
def stop_taking(*, value_import: ValueImport, words: str) -> ValueImport:
    """Go back to what the import was before it was to be taken over or back, and say why it was not."""
    found = _locked(value_import, (State.TAKING, State.TAKING_BACK))
    found.state = State.CHECKED if found.state == State.TAKING else State.TAKEN
    found.words = words[:1000]
    found.save()
    return found


@transaction.atomic
def leave_import(*, value_import: ValueImport, by: Person) -> ValueImport:
    """Leave a file that was not taken over: nothing of it is kept but that it was sent."""
    found = _locked(value_import, SETTLED)
    found.state = State.LEFT
    found.save()
    record(events.IMPORT_LEFT, by=by, about=found, space=found.space_id)
    return found


@transaction.atomic
def start_taking_back(*, value_import: ValueImport, by: Person) -> ValueImport:
    """Have an import taken back whole. Raises ValidationError once a period of its values is locked."""
    found = _locked(value_import, (State.TAKEN,))
    require_unlocked(found)
    found.taken_back_by = by
    found.words = ""
    found.state = State.TAKING_BACK
    found.save()
    return found


def require_unlocked(value_import: ValueImport) -> None:
    """Refuse when a value of the import stands in a locked period."""
    mine = Measurement.objects.filter(source_key=value_import.source_key)
    locked = Sheet.objects.filter(
        team=OuterRef("team_measure__team"),
        period_start=OuterRef("period_start"),
        period_kind=OuterRef("period_kind"),
        locked_at__isnull=False,
    )
    if mine.filter(Exists(locked)).exists():
        raise ValidationError(
            _("A period of this import is locked by now. Ask the director to open it first."), code="locked"
        )


def _locked(value_import: ValueImport, states: Iterable[str]) -> ValueImport:
    """The import as it stands now, held until the transaction ends; ValidationError if it has moved on."""
    found = ValueImport.objects.select_for_update().get(pk=value_import.pk)
    if found.state not in states:
        raise ValidationError(_("This import has gone on since. Look at the page again."), code="moved_on")
    return found


def _require_edition(value_import: ValueImport, edition: int) -> None:
    if value_import.edition != edition:
        raise ValidationError(_("This import has gone on since. Look at the page again."), code="moved_on")
