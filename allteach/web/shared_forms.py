"""Forms that several people, or one person in two windows, may write in at once: nobody is overruled unseen."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from allteach.spaces.actions.shared_answers import trace_of
from allteach.web.answers import asked, said
from allteach.web.forms import ActionForm

MINE, THEIRS, BOTH = "mine", "theirs", "both"
LONGEST = 4000  # Letters of what was seen: twenty traces and their names have room.


class SharedForm(ActionForm):
    """A form that carries what its writer was shown, answer by answer, so that only what they changed is theirs.

    A form of this kind says which answers it shares (SHARED), named as the action takes them. Its `initial` is what
    stands by now. Where two changed the same answer, `settle` says which stays: mine, theirs or both.
    """

    SHARED: tuple[str, ...] = ()
    clashing: tuple[str, ...] = ()  # The answers that somebody else changed too.

    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=LONGEST, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, initial: dict[str, Any], **kwargs):
        shown = {name: trace_of(initial.get(name)) for name in self.SHARED}
        super().__init__(
            self.settled(data, initial) if data else data,
            initial={"version": 0} | initial | {"seen": json.dumps(shown)},
            **kwargs,
        )

    def clean_version(self) -> int:
        """The version that the writer saw; 0 for none."""
        return self.cleaned_data["version"] or 0

    def clean_seen(self) -> dict[str, str]:
        """What the writer saw. What cannot be read was not seen."""
        return traces_in(self.cleaned_data["seen"])

    def add_broken_rule(self, broken_rule: ValidationError) -> None:
        """As every form; and which answers two people changed."""
        super().add_broken_rule(broken_rule)
        if self.has_conflict:
            self.clashing = (broken_rule.params or {}).get("fields", ())

    def typed(self) -> dict[str, str]:
        """Traces of what stands in the boxes of the writer's page: what they have seen from now on."""
        return {name: trace_of(self.cleaned_data[name]) for name in self.SHARED}

    def shows(self, saved: dict[str, Any]) -> bool:
        """Whether the writer's page shows all that is saved by now."""
        return all(trace_of(saved[name]) == trace for name, trace in self.typed().items())

    def take_as_seen(self, saved: dict[str, Any]) -> None:
        """Say that the writer has now been shown what is saved where they clash: sent again, their words replace it."""
        traces = self.cleaned_data["seen"] | {name: trace_of(saved[name]) for name in self.clashing}
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = json.dumps(traces)

    def settled(self, data: QueryDict, saved: dict[str, Any]) -> QueryDict:
        """What was typed, with theirs or both where two clash and one click said so.

        Only over what the writer was shown: where somebody wrote once more, they are shown that first.
        """
        how = data.get("settle")
        if how not in (THEIRS, BOTH):
            return data
        traces, data = traces_in(data.get("seen", "")), data.copy()
        for name in self.SHARED:
            if name in data.getlist("clashing") and traces.get(name) == trace_of(saved.get(name)):
                self.put(data, name, saved.get(name), how)
        return data

    def put(self, data: QueryDict, name: str, theirs: Any, how: str) -> None:
        """Write theirs, or both, into one answer of what was typed. Of two numbers or days there can be only one."""
        if how == THEIRS:
            data[name] = "" if theirs is None else str(theirs)
        elif isinstance(theirs, str):
            is_long = isinstance(self.base_fields[name].widget, forms.Textarea)
            data[name] = ("\n\n" if is_long else "; ").join(filter(None, (theirs, data.get(name, "").strip())))

    def asked(self, name: str) -> str:
        """The question of one shared answer."""
        return asked(self.fields[name])

    def in_words(self, name: str, answer: Any) -> str:
        """One shared answer as people read it."""
        return said(self.fields[name], answer)


def traces_in(text: str) -> dict[str, str]:
    """What a form says that its writer saw, by answer; nothing where it cannot be read."""
    try:
        seen = json.loads(text[:LONGEST])
    except (ValueError, RecursionError):
        return {}
    return {name: trace for name, trace in seen.items() if isinstance(trace, str)} if isinstance(seen, dict) else {}
