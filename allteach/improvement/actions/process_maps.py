"""A team's process map: drawn, and drawn anew."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.improvement import events
from allteach.improvement.models import ProcessMap, ProcessMapVersion, ProcessStep
from allteach.people.models import Person
from allteach.spaces.actions.answers import Errors, refuse, require_version, write_answers
from allteach.spaces.models import Audience, Space

STEP_ANSWERS = (
    "kind",
    "words",
    "who",
    "minutes",
    "wait_minutes",
    "otherwise",
    "goes_wrong",
    "fails_of_hundred",
    "feels_like",
)
MOST_STEPS = 40  # More cannot be followed on one page: draw the way in two parts.
LONGEST = 60 * 24 * 366  # Minutes of a year: nobody waits longer for one step.
Shows = ProcessMap.Shows


@transaction.atomic
def draw_process_map(
    *,
    team: Space,
    name: str,
    steps: Sequence[Mapping[str, Any]],
    walked_on: date | None = None,
    is_walked_with_patient: bool = False,
    notes: str = "",
    shows: str = Shows.NOW,
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
) -> ProcessMapVersion:
    """Draw a team's process map, or draw it anew: the steps in their order, as mappings of STEP_ANSWERS.

    `version` is that of the map which the writer saw, 0 when there was none. Raises ValidationError, keyed by field and
    for a step by "words_2" and so on, counted from 1; with code "conflict" if somebody else drew it since. The same map
    again makes no new version.
    """
    # The team's row is locked, so that two who draw the first map at once do not both.
    Space.objects.select_for_update(no_key=True).get(pk=team.pk)
    drawn = ProcessMap.objects.select_related("current").filter(team_id=team.pk, shows=shows).first() or ProcessMap(
        kind="process_map",
        space_id=team.pk,
        team_id=team.pk,
        shows=shows,
        audience=Audience.COLLABORATIVE,
        version=0,
        owner=by,
    )
    require_version(drawn, version)
    before = drawn.current
    stood = list(before.steps.all()) if before else []
    answers = {
        "name": name,
        "walked_on": walked_on,
        "is_walked_with_patient": is_walked_with_patient,
        "notes": notes,
    }
    # It begins as the version before, so that only what is new in it is searched for what may point to a person.
    newer = ProcessMapVersion(**({key: getattr(before, key) for key in answers} if before else {}))
    newer.number, newer.by = before.number + 1 if before else 1, by
    errors = write_answers(
        newer, answers, needed={"name": _("Say which way it is, from where to where.")}, was_checked=was_checked
    )
    if newer.walked_on and newer.walked_on > timezone.localdate():
        errors.setdefault("walked_on", [_("That day has not come yet.")])
    if newer.is_walked_with_patient and not newer.walked_on:
        errors.setdefault("walked_on", [_("Say on which day you walked it together.")])
    rows = _steps(steps, stood, errors, was_checked=was_checked)
    refuse(errors)
    if before is not None and _is_same(before, stood, newer, rows, answers):
        return before
    drawn.title = newer.name
    drawn.words = "\n".join(text for text in (newer.name, *(row.words for row in rows), newer.notes) if text)
    drawn.version += 1
    drawn.save()
    newer.process_map = drawn
    newer.save()
    for row in rows:
        row.version = newer
    ProcessStep.objects.bulk_create(rows)
    drawn.current = newer
    drawn.save(update_fields=["current"])
    record(
        events.PROCESS_MAP_REDRAWN if before else events.PROCESS_MAP_DRAWN,
        by=by,
        about=drawn,
        space=team.pk,
        subject=drawn.pk,
        number=newer.number,
        shows=drawn.shows,
        steps=len(rows),
        walked_on=newer.walked_on,
        with_patient=newer.is_walked_with_patient,
        texts={"words": drawn.words},
    )
    return newer


def _steps(
    given: Sequence[Mapping[str, Any]], stood: Sequence[ProcessStep], errors: Errors, *, was_checked: bool
) -> list[ProcessStep]:
    """The steps as rows, unsaved; what is wrong with them goes into `errors`."""
    if not given:
        errors["words_1"] = [_("Say what happens first.")]
    if len(given) > MOST_STEPS:
        errors["name"] = [_("There is room for %(most)s steps. Draw the way in two parts.") % {"most": MOST_STEPS}]
    known = {
        text for step in stood for text in (step.words, step.who, step.otherwise, step.goes_wrong, step.feels_like)
    }
    rows = []
    for position, answers in enumerate(given, start=1):
        unknown = answers.keys() - set(STEP_ANSWERS)
        if unknown:
            raise TypeError(f"a step does not ask {sorted(unknown)}")
        row = ProcessStep(position=position)
        said = {name: answer for name, answer in answers.items() if answer not in (None, "")}
        # What stood on the map before was looked at then, wherever it stands now.
        for name, answer in said.items():
            if answer in known:
                setattr(row, name, answer)
        wrong = write_answers(row, said, needed={"words": _("Say what happens.")}, was_checked=was_checked)
        for name in ("minutes", "wait_minutes"):
            if (getattr(row, name) or 0) > LONGEST:
                wrong.setdefault(name, [_("That is more than a year. Is it minutes?")])
        if row.fails_of_hundred and not row.goes_wrong:
            wrong.setdefault("goes_wrong", [_("Say what goes wrong so often.")])
        errors.update({f"{name}_{position}": words for name, words in wrong.items()})
        rows.append(row)
    return rows


def _is_same(
    before: ProcessMapVersion,
    stood: Sequence[ProcessStep],
    newer: ProcessMapVersion,
    rows: Sequence[ProcessStep],
    answers: Mapping[str, Any],
) -> bool:
    return (
        all(getattr(before, name) == getattr(newer, name) for name in answers)
        and len(stood) == len(rows)
        and all(
            getattr(old, name) == getattr(new, name)
            for old, new in zip(stood, rows, strict=True)
            for name in STEP_ANSWERS
        )
    )
