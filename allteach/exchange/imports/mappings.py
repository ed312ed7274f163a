"""How a file's columns are read: said before, proposed, or still to be said."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from allteach.exchange.imports.files import discard, open_sheet
from allteach.exchange.imports.work import Progress, ask
from allteach.exchange.layout import propose
from allteach.exchange.mapping import NEW, Mapping
from allteach.exchange.refusals import FileRefused
from allteach.measures.actions import imports as actions
from allteach.measures.models import ValueImport
from allteach.measures.queries.imports import kept_mapping, measures_of, names_known
from allteach.spaces.models import Space


def read_import(value_import: ValueImport, *, progress: Progress) -> None:
    """Read a file, look for people in it, and see what its columns mean: as said before of such a file, or a proposal.

    A file that is refused, or holds what names a patient, is gone at once.
    """
    if value_import.state != ValueImport.State.READING:
        return
    with translation.override(value_import.by.language):
        try:
            sheet = open_sheet(value_import, progress=lambda rows: progress(rows, 0, _("Reading the file")))
            if sheet.count == 1:
                raise FileRefused("only_one_row")
        except FileRefused as refused:
            actions.refuse_import(value_import=value_import, words=str(refused))
            discard(value_import)
            return
        space = value_import.space
        known = names_known(space)
        layout = propose(sheet, teams=known.teams, measures=known.measures, period_kind=usual_period_kind(space))
        kept = without_new_teams(kept_mapping(space, layout.table.fingerprint))
        with transaction.atomic():
            found = actions.propose_mapping(
                value_import=value_import,
                fingerprint=layout.table.fingerprint,
                mapping=kept or as_kept(with_own_team(layout.mapping, space)),
                needs_looking_through=" ".join(sheet.to_check),
                counts={"lines": sheet.count},
            )
            if kept and not sheet.to_check:
                found = actions.start_check(value_import=found, mapping=kept, by=found.by)
                ask(found, "check")


def without_new_teams(kept: dict | None) -> dict | None:
    """A mapping kept from another file: teams that were new then are known now, or are asked about again."""
    if kept is None:
        return None
    return {**kept, "teams": {name: key for name, key in kept["teams"].items() if key != NEW}}


def usual_period_kind(space: Space) -> str:
    """How often most measures of a space are reported."""
    kinds = Counter(measure.period_kind for measure in measures_of(space))
    return kinds.most_common(1)[0][0] if kinds else "month"


def with_own_team(mapping: Mapping, space: Space) -> Mapping:
    """A team's own file need not name it."""
    if space.kind != Space.Kind.TEAM or mapping.team or mapping.across == "team":
        return mapping
    return replace(mapping, readings=tuple(replace(reading, team=space.slug) for reading in mapping.readings))


def as_kept(mapping: Mapping) -> dict:
    """A mapping as the database keeps it."""
    return json.loads(mapping.to_json())


def mapping_of(value_import: ValueImport) -> Mapping:
    """How the columns of this file are read, as it stands."""
    return Mapping.from_json(json.dumps(value_import.mapping))
