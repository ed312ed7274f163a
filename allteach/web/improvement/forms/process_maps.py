"""The form that draws a process map: rows of steps that can be added, moved and taken out before anything is saved.

A step that is taken out stays in the form, folded away, until the map is saved: it can be put back with all its words.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allteach.improvement.actions.process_maps import MOST_STEPS, STEP_ANSWERS
from allteach.improvement.models import ProcessMapVersion, ProcessStep
from allteach.improvement.queries.process_maps import ProcessMapShown
from allteach.web.forms import ActionForm
from allteach.web.improvement.forms.cycles import NO_NAMES
from allteach.web.questions import checked, day, version, words, yes

ROW = (*STEP_ANSWERS, "is_out")
FIRST_ROWS = ({"kind": "start"}, {"kind": "step"}, {"kind": "end"})
MORE = ("otherwise", "fails_of_hundred", "feels_like")  # Folded away until somebody has something to say.


class StepQuestions:
    """The questions of one step, for a template; `is_out` when it was taken out and may be put back."""

    def __init__(self, form: "ProcessMapForm", number: int):
        self.number = number
        for name in ROW:
            setattr(self, name, form[f"{name}_{number}"])
        said = {name: getattr(self, name).value() for name in ROW}
        self.has_been_taken_out = bool(said["is_out"])
        self.said = said["words"] or ""
        self.opens_more = any(getattr(self, name).errors for name in MORE)
        self.is_first, self.is_last = number == 1, number == form.count
        self.up, self.down, self.after, self.out, self.back = (
            f"{verb}-{number}" for verb in ("up", "down", "after", "out", "back")
        )
        self.kept = [getattr(self, name) for name in STEP_ANSWERS]  # What rides along unseen while it is out.


class ProcessMapForm(ActionForm):
    """A way and its steps. Rows without a word are no steps."""

    was_checked = checked()
    name = words(ProcessMapVersion, "name", required=True)
    walked_on = day(ProcessMapVersion, "walked_on")
    is_walked_with_patient = yes(ProcessMapVersion, "is_walked_with_patient")
    notes = words(ProcessMapVersion, "notes", rows=3, hint=NO_NAMES)
    count = forms.IntegerField(required=False, min_value=1, max_value=3 * MOST_STEPS, widget=forms.HiddenInput)
    version = version()

    def __init__(self, *args, count: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.count = count
        self.initial["count"] = count
        self.fields["name"].help_text = _("From where to where: “a diabetes visit, from check-in to the door”.")
        for number in range(1, count + 1):
            for name in ROW:
                self.fields[f"{name}_{number}"] = question(name)
        self.sent: list[int] = []  # The numbers of the rows that were handed to the action.

    @property
    def steps(self) -> list[StepQuestions]:
        """The rows, in their order."""
        return [StepQuestions(self, number) for number in range(1, self.count + 1)]

    def clean(self) -> dict[str, Any]:
        """The answers, with those of the rows as one list of steps."""
        super().clean()
        answers = self.cleaned_data
        answers.pop("count", None)
        steps = []
        self.sent = []
        for number in range(1, self.count + 1):
            row = {name: answers.pop(f"{name}_{number}", None) for name in ROW}
            is_out = row.pop("is_out")
            if not is_out and (any(row[name] not in (None, "") for name in STEP_ANSWERS if name != "kind")):
                steps.append({**row, "kind": row["kind"] or ProcessStep.Kind.STEP})
                self.sent.append(number)
        answers["steps"] = steps
        return answers

    def add_broken_rule(self, broken_rule: ValidationError) -> None:
        """As for every form; what is wrong with the second step sent returns to the row it stands in."""
        if hasattr(broken_rule, "error_dict"):
            places = {str(place): str(number) for place, number in enumerate(self.sent, start=1)}
            errors = {}
            for name, found in broken_rule.error_dict.items():
                start, _line, place = name.rpartition("_")
                errors[f"{start}_{places[place]}" if start in STEP_ANSWERS and place in places else name] = found
            broken_rule = ValidationError(errors)
        super().add_broken_rule(broken_rule)


def question(name: str) -> forms.Field:
    """One question about a step."""
    if name == "is_out":
        return forms.CharField(required=False, max_length=3, widget=forms.HiddenInput)
    if name == "kind":
        return forms.ChoiceField(
            label=gettext_lazy("What kind of step"), required=False, choices=ProcessStep.Kind.choices, initial="step"
        )
    if name in ("minutes", "wait_minutes", "fails_of_hundred"):
        label = capfirst(ProcessStep._meta.get_field(name).verbose_name)
        return forms.IntegerField(label=label, required=False, min_value=0, max_value=100_000_000)
    return words(ProcessStep, name)


def answers_of_map(shown: ProcessMapShown | None) -> dict[str, Any]:
    """What a map says now, by question; of no map, a beginning and an end to fill in."""
    rows = [{name: getattr(step, name) for name in STEP_ANSWERS} for step in shown.steps] if shown else FIRST_ROWS
    answers: dict[str, Any] = {"version": shown.process_map.version if shown else 0, "count": len(rows)}
    if shown:
        for name in ("name", "walked_on", "is_walked_with_patient", "notes"):
            answers[name] = getattr(shown.version, name)
    return {**answers, **numbered(rows)}


def numbered(rows) -> dict[str, Any]:
    """The answers of rows, by question: words_1, who_1 and so on."""
    return {f"{name}_{number}": said for number, row in enumerate(rows, start=1) for name, said in row.items()}


def count_typed(typed: Mapping[str, str]) -> int:
    """How many rows a form was sent with; a number that cannot be counts as one row."""
    said = typed.get("count", "")
    return min(max(int(said), 1), 3 * MOST_STEPS) if said.isascii() and said.isdigit() and len(said) < 4 else 1


def rearranged(typed: Mapping[str, str], deed: str) -> dict[str, Any]:
    """Everything typed, with one row moved, added, taken out or put back: "up-3", "after-2", "out-1", "back-1".

    A deed that cannot be (above the first row, below the last) leaves all as it is.
    """
    rows = [{name: typed.get(f"{name}_{number}", "") for name in ROW} for number in range(1, count_typed(typed) + 1)]
    verb, _line, place = deed.partition("-")
    at = int(place) - 1 if place.isascii() and place.isdigit() and len(place) < 4 else -1
    if 0 <= at < len(rows):
        if verb == "after" and len(rows) < 3 * MOST_STEPS:
            rows.insert(at + 1, {"kind": "step"})
        elif verb in ("out", "back"):
            rows[at]["is_out"] = "yes" if verb == "out" else ""
        elif verb in ("up", "down"):
            to = at + (1 if verb == "down" else -1)
            if 0 <= to < len(rows):
                rows[at], rows[to] = rows[to], rows[at]
    once = {name: said for name, said in typed.items() if name in ProcessMapForm.base_fields}
    return {**once, "count": len(rows), **numbered(rows)}
