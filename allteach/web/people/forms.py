"""What is asked of people about themselves."""

import zoneinfo
from datetime import timedelta

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allteach.messaging.actions import LETTER_HOURS
from allteach.messaging.gate import DIGEST
from allteach.messaging.models import Weekday
from allteach.messaging.notices import LETTERS
from allteach.web.fields import NativeDate
from allteach.web.forms import ActionForm, CreatingForm

# Of the six hundred names, those of places: what is left are abbreviations and links to the past.
ZONES = sorted(
    name
    for name in zoneinfo.available_timezones()
    if name.split("/")[0]
    in {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
)


class ProfileForm(ActionForm):
    """What somebody says of themselves."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    about = forms.CharField(
        label=_("About you"),
        help_text=_("One line that others see beside your name, such as what you do and where."),
        max_length=300,
        required=False,
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("For the times of meetings. Days and months of numbers are never moved by it."),
        choices=[(name, name.replace("_", " ")) for name in ["UTC", *ZONES]],
    )


class TokenForm(CreatingForm):
    """What a key is for, and what it may."""

    name = forms.CharField(label=_("What is it for?"), help_text=_("For example: monthly export."), max_length=80)
    can_write = forms.BooleanField(
        label=_("It may send values"), help_text=_("Otherwise it may only read."), required=False
    )
    expires_on = forms.DateField(label=_("It ends on"), help_text=_("Within a year."), widget=NativeDate)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("expires_on", timezone.localdate() + timedelta(days=180))


class MailForm(ActionForm):
    """How often somebody wants each kind of mail, and when their weekly letter comes."""

    weekday = forms.TypedChoiceField(label=_("The weekly letter comes on"), choices=Weekday.choices, coerce=int)
    hour = forms.TypedChoiceField(
        label=_("At"),
        help_text=_("By your own clock. Nothing that can wait comes between 20:00 and 8:00."),
        choices=[(hour, f"{hour}:00") for hour in LETTER_HOURS],
        coerce=int,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds = [letter for letter in LETTERS.values() if letter.can_be_declined]
        for letter in self.kinds:
            self.fields[letter.key] = forms.ChoiceField(
                label=letter.words,
                choices=[(pace.value, pace.label) for pace in letter.paces],
            )

    @property
    def of_kinds(self):
        """The questions about each kind of mail, but for the weekly letter: its day and hour stand beside it."""
        return [self[letter.key] for letter in self.kinds if letter.key != DIGEST]

    def clean(self):
        """The answers about kinds of mail as one, as the action takes them."""
        said = super().clean()
        paces = {letter.key: said[letter.key] for letter in self.kinds if letter.key in said}
        kinds = {letter.key for letter in self.kinds}
        return {name: answer for name, answer in said.items() if name not in kinds} | {"paces": paces}


class PaceForm(ActionForm):
    """How often one kind of mail comes, said by a tap on one of a few buttons."""

    pace = forms.ChoiceField()

    def __init__(self, *args, letter, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pace"].choices = [(pace.value, pace.label) for pace in letter.paces]


class LeavingForm(ActionForm):
    """Somebody is sure."""

    is_sure = forms.BooleanField(label=_("I know that there is no way back."))

    def clean(self):
        return {name: answer for name, answer in super().clean().items() if name != "is_sure"}
