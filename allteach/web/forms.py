"""Forms that hand what they cleaned to an action."""

import secrets

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from allteach.core.actions import use_form_key


class ActionForm(forms.Form):
    """A form that hands what it cleaned to a domain action.

    The form checks that answers can be read; the action decides whether they are acceptable. If not, its
    ValidationError appears beside the field it names, and what was typed stays.
    """

    result = None

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
            self.add_error(None, broken_rule)
            return
        for name, errors in broken_rule.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)


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
