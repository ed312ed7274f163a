"""Forms of the calendar: what it follows from, and another day for one entry."""

from django import forms
from django.utils.translation import gettext_lazy as _

from allteach.collaboratives import calendar
from allteach.collaboratives.holidays import PLACES
from allteach.web.fields import NativeDate
from allteach.web.forms import WarningForm

WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
WEEKS = ((1, _("First")), (2, _("Second")), (3, _("Third")), (4, _("Fourth")), (calendar.LAST_WEEK, _("Last")))


class Clock(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class PreviewedForm(WarningForm):
    """A form whose answers are shown as what would change, and saved when the writer is sure."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def is_sure(self) -> bool:
        """Whether it was sent after its preview. Asked once, before it is submitted."""
        return self.is_valid() and self.cleaned_data.pop("sure", False)


class TimetableForm(PreviewedForm):
    """Everything a calendar follows from."""

    first_session = forms.DateField(
        label=_("When does the first learning session begin?"),
        help_text=_("Every other date follows from this one."),
        widget=NativeDate,
    )
    sessions = forms.TypedChoiceField(
        label=_("How many learning sessions?"),
        coerce=int,
        choices=[(n, str(n)) for n in range(calendar.FEWEST_SESSIONS, calendar.MOST_SESSIONS + 1)],
    )
    session_days = forms.TypedChoiceField(
        label=_("How many days does each take?"), coerce=int, choices=[(n, str(n)) for n in (1, 2, 3)]
    )
    months = forms.IntegerField(
        label=_("How many months from the first session to the congress?"),
        min_value=calendar.SHORTEST,
        max_value=calendar.LONGEST,
    )
    due_day = forms.IntegerField(
        label=_("How many days after a month ends is its report due?"), min_value=1, max_value=28
    )
    call_week = forms.TypedChoiceField(
        label=_("When in the month is the call of all teams?"),
        help_text=_("Together with the weekday: on the third Wednesday, for example."),
        coerce=int,
        choices=WEEKS,
    )
    call_weekday = forms.TypedChoiceField(label=_("On which weekday?"), coerce=int, choices=list(enumerate(WEEKDAYS)))
    call_from = forms.TimeField(label=_("When does the call begin?"), widget=Clock)
    call_minutes = forms.IntegerField(label=_("How many minutes does it take?"), min_value=10, max_value=240)
    session_from = forms.TimeField(label=_("When does a session begin?"), widget=Clock)
    session_until = forms.TimeField(label=_("When does it end?"), widget=Clock)
    prework_weeks = forms.IntegerField(
        label=_("How many weeks of pre-work before the first session?"),
        min_value=calendar.FEWEST_PREWORK_WEEKS,
        max_value=calendar.MOST_PREWORK_WEEKS,
    )
    first_request = forms.IntegerField(
        label=_("How many months after the congress are the main numbers asked for once more?"),
        min_value=calendar.SOONEST_REQUEST,
        max_value=calendar.LATEST_REQUEST,
    )
    last_request = forms.IntegerField(
        label=_("And how many months after it for the last time?"),
        help_text=_("Until then each team sends its numbers once in three months."),
        min_value=calendar.SOONEST_REQUEST,
        max_value=calendar.LATEST_REQUEST,
    )
    holidays = forms.ChoiceField(
        label=_("Whose public holidays should be kept free?"),
        choices=[("", _("Nobody's")), *PLACES.items()],
        required=False,
    )


class MoveForm(PreviewedForm):
    """Another day."""

    on = forms.DateField(label=_("On which day should it be?"), widget=NativeDate)
    carry = forms.BooleanField(
        label=_("Move the later sessions and the congress by as much"),
        help_text=_("They keep their weekday and give way to public holidays."),
        required=False,
    )
