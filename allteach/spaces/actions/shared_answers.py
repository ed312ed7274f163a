"""Several people writing in one thing: an answer left as it was is no edit, and none is overruled unseen."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from allteach.spaces.actions.answers import Versioned, changed_meanwhile, require_version, trimmed

Seen = Mapping[str, str]  # By the name of an answer: the trace of what its writer was shown.


def edits_in(
    answers: Mapping[str, Any], *, row: Versioned, stands: Mapping[str, Any], version: int | None, seen: Seen | None
) -> dict[str, Any]:
    """Those of a writer's answers that are theirs, where `stands` is what stands in the row by now.

    Nobody wrote since `version`: all of them. Otherwise those which differ from what the writer was shown; what others
    wrote in the other questions stays. Raises ValidationError with code "conflict" for answers that both changed, named
    in `params["fields"]`; and for any newer version when nothing is said of what was seen.
    """
    if seen is None or version is None or version == row.version:
        require_version(row, version)
        return dict(answers)
    empty = trace_of("")
    edits = {name: answer for name, answer in answers.items() if trace_of(answer) != seen.get(name, empty)}
    clashing = tuple(
        name
        for name, answer in edits.items()
        if trace_of(stands[name]) not in (trace_of(answer), seen.get(name, empty))
    )
    if clashing:
        raise ValidationError(changed_meanwhile(), code="conflict", params={"fields": clashing})
    return edits


def trace_of(answer: Any) -> str:
    """A short trace of an answer, by which one can tell later whether it is the same. Rows of nothing leave none."""
    return hashlib.blake2s(json.dumps(_plain(answer)).encode(), digest_size=8).hexdigest()


def _plain(answer: Any) -> Any:
    """An answer in the one way of writing it: as typed in a form, cleaned, or read from the database."""
    if answer is None:
        return ""
    if isinstance(answer, str):
        return trimmed(answer)
    if isinstance(answer, Decimal):
        return f"{answer.normalize():f}"
    if isinstance(answer, date):
        return answer.isoformat()
    if isinstance(answer, Mapping):
        return {name: _plain(answer[name]) for name in sorted(answer)}
    if isinstance(answer, Sequence):
        rows = [_plain(row) for row in answer]
        return [row for row in rows if any(row.values())] or ""
    return str(answer)
