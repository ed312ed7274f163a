"""Two people wrote in the same thing: both texts, so that neither is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from allteach.improvement.queries.writers import last_writer
from allteach.spaces.models import Subject
from allteach.web.forms import ActionForm


@dataclass(frozen=True)
class Clash:
    """What somebody else saved meanwhile and what this person typed, question by question where they differ."""

    theirs: str
    yours: str
    their_name: str
    changed_at: str


def clash_in(form: ActionForm, *, saved: Mapping[str, Any], subject: Subject) -> Clash:
    """The clash that a form about a subject ran into: see `clash_with`."""
    writer = last_writer(subject)
    return clash_with(form, saved=saved, name=writer.name, at=writer.at)


def clash_with(form: ActionForm, *, saved: Mapping[str, Any], name: str, at: datetime) -> Clash:
    """The clash that a form ran into (`form.has_conflict`), with what somebody saved at a moment.

    `saved` are the answers as they stand now, by field, and with them `version`. The form keeps what was typed and
    takes the newer version: sent again, it replaces what somebody else saved.
    """
    theirs, yours = [], []
    for field, question in form.fields.items():
        if question.widget.is_hidden or field not in saved:
            continue
        # What was cleaned into a list of rows stands in the form under its own name still.
        answer = form.cleaned_data[field] if field in form.cleaned_data else form[field].value()
        typed, stands = said(question, answer), said(question, saved[field])
        if typed != stands:
            asked = str(question.label) if str(question.label).endswith("?") else f"{question.label}:"
            theirs.append(f"{asked} {stands}")
            yours.append(f"{asked} {typed}")
    newer = form.data.copy()
    newer[form.add_prefix("version")] = str(saved["version"])
    form.data = newer
    return Clash(
        theirs="\n".join(theirs),
        yours="\n".join(yours),
        their_name=name,
        changed_at=moment_words(at),
    )


def said(question: forms.Field, answer: Any) -> str:
    """An answer as people read it."""
    if answer is None or answer == "":
        return _("nothing")
    if isinstance(answer, bool):
        return _("yes") if answer else _("no")
    if isinstance(answer, date):
        return formats.date_format(answer, "j F Y")
    if isinstance(answer, models.Model):
        return str(answer)
    if isinstance(answer, list | tuple | models.QuerySet):
        return ", ".join(sorted(map(str, answer))) or _("nothing")
    words = {str(key): str(label) for key, label in getattr(question, "choices", ())}
    return words.get(str(answer), str(answer))


def moment_words(at: datetime) -> str:
    """When something happened, for a page: "5 March 2026, 9:12"."""
    return formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")
