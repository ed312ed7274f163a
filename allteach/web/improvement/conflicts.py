"""Two people wrote in the same thing: both texts, so that neither is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import formats, timezone

from allteach.improvement.queries.writers import Writer, last_writer
from allteach.people.models import Person
from allteach.spaces.models import Subject
from allteach.web.answers import asked, said
from allteach.web.forms import ActionForm
from allteach.web.shared_forms import SharedForm


@dataclass(frozen=True)
class Clash:
    """What somebody else saved meanwhile and what this person typed, question by question where they differ."""

    theirs: str
    yours: str
    their_name: str
    changed_at: str
    fields: tuple[str, ...] = ()  # Where one click settles it: the answers that both changed.
    is_own: bool = False  # Whether it was the same person, in another window.


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
            theirs.append(f"{asked(question)} {stands}")
            yours.append(f"{asked(question)} {typed}")
    newer = form.data.copy()
    newer[form.add_prefix("version")] = str(saved["version"])
    form.data = newer
    return Clash(
        theirs="\n".join(theirs),
        yours="\n".join(yours),
        their_name=name,
        changed_at=moment_words(at),
    )


def clash_between(form: SharedForm, *, saved: Mapping[str, Any], writer: Writer, person: Person) -> Clash:
    """The clash over what both changed in a form that several people write in (`form.has_conflict`).

    The form keeps what was typed and takes what is shown here as seen: sent again, it replaces what was saved.
    """
    theirs, yours = [], []
    for name in form.clashing:
        theirs.append(f"{form.asked(name)} {form.in_words(name, saved[name])}")
        yours.append(f"{form.asked(name)} {form.in_words(name, form.cleaned_data[name])}")
    form.take_as_seen(saved)
    return Clash(
        theirs="\n".join(theirs),
        yours="\n".join(yours),
        their_name=writer.name,
        changed_at=moment_words(writer.at),
        fields=form.clashing,
        is_own=writer.person == person.pk,
    )


def moment_words(at: datetime) -> str:
    """When something happened, for a page: "5 March 2026, 9:12"."""
    return formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")
