"""Forms that hand what they cleaned to an action."""

import secrets
from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from allteach.core.actions import use_form_key
from allteach.core.identifiers.checks import POSSIBLE


class ActionForm(forms.Form):
    """A form that hands what it cleaned to a domain action.

    The form checks that answers can be read; the action decides whether they are acceptable. If not, its
    ValidationError appears beside the field it names, and what was typed stays.
    """

    result = None
    has_conflict = False  # Somebody else wrote in the same thing: the page answers 409 and shows both texts.

    def submit(self, action, **known) -> bool:
        """Run the action if the form was sent and is valid. True if it was carried out."""
        if not self.is_valid():
            return False
        try:
            self.result = action(**known, **self.cleaned_data)
        except ValidationError as broken_rule:
            self.add_broken_rule(broken_rule)
            return False
        return True

    def add_broken_rule(self, broken_rule: ValidationError) -> None:
        """Show what an action refused: beside the field it names when the form asks it, else above the form."""
        if not hasattr(broken_rule, "error_dict"):
            self.has_conflict = getattr(broken_rule, "code", None) == "conflict"
            self.add_error(None, broken_rule)
            return
        for name, errors in broken_rule.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)

    @property
    def shown_fields(self) -> list:
        """The questions to be shown one after the other; whether somebody checked is asked above them, when it is."""
        return [question for question in self.visible_fields() if question.name != "was_checked"]

    @property
    def asks_if_checked(self) -> bool:
        """Whether something in it may point to a person, and the form has a `was_checked` to say that it does not."""
        if not self.is_bound or "was_checked" not in self.fields:
            return False
        doubts = [name for name in self.errors if self.has_error(name, code=POSSIBLE)]
        return bool(doubts) or self.cleaned_data.get("was_checked", False)


class WarningForm(ActionForm):
    """A form that warns, at the field, of what is seldom meant; the same sent once more is carried out.

    Add `form.warns_of(…)` before `form.submit(…)`. What was warned of goes along, so that a new doubt warns anew.
    """

    knows = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.warnings: dict[str, list[str]] = {}  # By the name of the field.

    def clean(self):
        answers = super().clean()
        answers.pop("knows", None)
        return answers

    def warns_of(self, doubts: Mapping[str, Mapping[str, str]]) -> bool:
        """Whether there is a doubt that the writer was not told of yet; all of them are then said at their fields.

        `doubts` holds for each field what is told, in words, by what it is known by (without spaces).
        """
        known = set(self.data.get("knows", "").split())
        found = {key for told in doubts.values() for key in told}
        self.warnings = {name: list(told.values()) for name, told in doubts.items() if told}
        self.data = self.data.copy()
        self.data["knows"] = " ".join(sorted(known | found))
        return not found <= known


class CreatingForm(ActionForm):
    """A form that makes something, with a one-time key: sent twice, it makes one thing."""

    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form_key"].initial = secrets.token_urlsafe(24)

    def submit(self, action, **known) -> bool:
        """As ActionForm, once for each key. The second sending is told so, and finds what the first made."""
        if not self.is_valid():
            return False
        key = self.cleaned_data.pop("form_key")
        try:
            self.result = once(key, action, **known, **self.cleaned_data)
        except ValidationError as broken_rule:
            self.add_broken_rule(broken_rule)
            return False
        return True


def once(key: str, action, **answers):
    """Carry out an action at most once for a form's key; ValidationError when the key was used before."""
    with transaction.atomic():
        if use_form_key(key) is None:
            raise ValidationError(_("This was sent already, and is saved. Open the page again to send another."))
        return action(**answers)
