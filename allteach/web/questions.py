"""Questions that are asked as the rows name them: label and room come from the field that keeps the answer."""

from typing import Any

from django import forms
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from allteach.web.fields import NativeDate


def words(model: type[Model], name: str, *, rows: int = 0, required: bool = False, hint: Any = "") -> forms.CharField:
    """A question answered in words: on one line, or in so many rows."""
    kept = model._meta.get_field(name)
    return forms.CharField(
        label=capfirst(kept.verbose_name),
        required=required,
        max_length=kept.max_length,
        help_text=hint,
        widget=forms.Textarea({"rows": rows}) if rows else forms.TextInput,
    )


def day(model: type[Model], name: str, *, required: bool = False, hint: Any = "") -> forms.DateField:
    """A question answered with a day near today."""
    label = capfirst(model._meta.get_field(name).verbose_name)
    return forms.DateField(label=label, required=required, help_text=hint, widget=NativeDate)


def one_of(model: type[Model], name: str, *, required: bool = False, hint: Any = "") -> forms.ChoiceField:
    """A question answered with one of a few words."""
    return forms.ChoiceField(required=required, **_chips(model, name, hint))


def number_of(model: type[Model], name: str, *, hint: Any = "") -> forms.TypedChoiceField:
    """A question answered with one of a few numbers, or not at all."""
    return forms.TypedChoiceField(required=False, coerce=int, empty_value=None, **_chips(model, name, hint))


def _chips(model: type[Model], name: str, hint: Any) -> dict[str, Any]:
    """One of a column's choices, side by side."""
    kept = model._meta.get_field(name)
    return {
        "label": capfirst(kept.verbose_name),
        "choices": kept.get_choices(include_blank=False),
        "help_text": hint,
        "widget": forms.RadioSelect,
    }


def yes(model: type[Model], name: str, *, hint: Any = "") -> forms.BooleanField:
    """A box to tick."""
    return forms.BooleanField(label=capfirst(model._meta.get_field(name).verbose_name), required=False, help_text=hint)


def version() -> forms.IntegerField:
    """The version that the writer saw, so that two people who write at once lose nothing."""
    return forms.IntegerField(required=False, widget=forms.HiddenInput)


def checked() -> forms.BooleanField:
    """That somebody looked at what may point to a person. Asked only when something does."""
    return forms.BooleanField(label=_("I have checked: nothing here points to a person"), required=False)
