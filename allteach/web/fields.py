"""Questions that Django does not ask: a date in three boxes, choices with a word of explanation; and plainer errors."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLAIN_WORDS = {
    forms.Field: {"required": _("Please answer this.")},
    forms.BooleanField: {"required": _("Please tick this box.")},
    forms.IntegerField: {"invalid": _("Write a whole number, for example 12.")},
    forms.DecimalField: {"invalid": _("Write a number, for example 12 or 3.5.")},
    forms.FloatField: {"invalid": _("Write a number, for example 12 or 3.5.")},
    forms.DateField: {"invalid": _("Write a date, for example 2026-03-05.")},
    forms.ChoiceField: {"invalid_choice": _("Choose one of the answers.")},
    forms.ModelChoiceField: {"invalid_choice": _("Choose one of the answers.")},
    forms.FileField: {"required": _("Choose a file."), "empty": _("This file is empty.")},
    validators.EmailValidator: _("This is not an e-mail address. One looks like name@place.org."),
    validators.MinValueValidator: _("The least is %(limit_value)s."),
    validators.MaxValueValidator: _("The most is %(limit_value)s."),
    validators.MaxLengthValidator: _("This has %(show_value)s letters; there is room for %(limit_value)s."),
    validators.MinLengthValidator: _("This has %(show_value)s letters; it needs at least %(limit_value)s."),
}


def speak_plainly() -> None:
    """Let every form of the site, allauth's too, say in our words what cannot be read."""
    for speaker, words in PLAIN_WORDS.items():
        if isinstance(words, dict):
            speaker.default_error_messages = {**speaker.__dict__.get("default_error_messages", {}), **words}
        else:
            speaker.message = words


@dataclass(frozen=True)
class Option:
    """The label of a radio button or checkbox with a hint under it: `("p", Option(_("P chart"), _("for shares")))`."""

    words: str | Promise
    hint: str | Promise = ""

    def __str__(self):
        return str(self.words)


class NativeDate(forms.DateInput):
    """The browser's own calendar: for days near today. A remembered date is quicker typed into three boxes."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class ThreeBoxes(forms.MultiWidget):
    """A day, a month and a year, each typed; in the order of the reader's language."""

    template_name = "django/forms/widgets/three_boxes.html"
    use_fieldset = True
    LABELS = (_("Day"), _("Month"), _("Year"))

    def __init__(self, attrs=None):
        boxes = [forms.TextInput({"class": f"at-input--{width}", "inputmode": "numeric"}) for width in (2, 2, 4)]
        super().__init__(dict(zip(("day", "month", "year"), boxes, strict=True)), attrs)

    def decompress(self, value: date | None) -> list:
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for box, label in zip(context["widget"]["subwidgets"], self.LABELS, strict=True):
            box["label"] = label
        return context


class DateInBoxesField(forms.MultiValueField):
    """A date asked for in three boxes; what is typed stays as it was typed."""

    widget = ThreeBoxes
    default_error_messages = {
        "incomplete": _("Give a day, a month and a year."),
        "invalid": _("Use numbers: for example 5, 3 and 2026."),
    }

    def __init__(self, **kwargs):
        parts = [forms.CharField(max_length=4, required=False) for _box in range(3)]
        super().__init__(parts, require_all_fields=False, **kwargs)

    def clean(self, value) -> date | None:
        """The date; None if it was not asked for and not given."""
        typed = [(part or "").strip() for part in value or ["", "", ""]]
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if not all(typed):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        return self.compress(typed)

    def compress(self, typed: list[str]) -> date:
        """The day that three texts name; ValidationError when there is none."""
        if not all(part.isascii() and part.isdigit() for part in typed) or len(typed[2]) != 4:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        day, month, year = map(int, typed)
        try:
            return date(year, month, day)
        except ValueError:
            raise ValidationError(
                _("There is no such day: %(day)s.%(month)s.%(year)s."),
                code="invalid",
                params={"day": day, "month": month, "year": year},
            ) from None
