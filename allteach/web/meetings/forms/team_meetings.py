"""The one screen of a team's own meeting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from allteach.meetings.actions import Promise
from allteach.meetings.kinds import MOODS
from allteach.meetings.models import Meeting
from allteach.web.fields import NativeDate
from allteach.web.forms import CreatingForm
from allteach.web.meetings.forms.planning import NativeMoment
from allteach.web.questions import checked, version
from allteach.web.questions import words as asked

ROWS = 3
MOOD_CHOICES = [(mood.number, mood.words) for mood in MOODS]


class TeamMeetingForm(CreatingForm):
    """Who, what was looked at, what was said and decided, who does what, how it felt."""

    was_checked = checked()
    starts_at = forms.DateTimeField(label=_("When did it begin?"), widget=NativeMoment)
    duration = forms.IntegerField(label=_("How many minutes did it take?"), min_value=1, max_value=720)
    present = forms.ModelMultipleChoiceField(
        queryset=None, required=False, label=_("Who was there?"), widget=forms.CheckboxSelectMultiple
    )
    topic = asked(Meeting, "topic")
    looked_at = forms.ModelMultipleChoiceField(
        queryset=None, required=False, label=_("What did you look at?"), widget=forms.CheckboxSelectMultiple
    )
    kept = forms.ModelMultipleChoiceField(
        queryset=None, required=False, label=_("What is done since last time?"), widget=forms.CheckboxSelectMultiple
    )
    minutes = forms.CharField(
        label=_("What was said and decided?"),
        help_text=_("No patient’s details."),
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
    partner_voice = asked(Meeting, "partner_voice", rows=2)
    mood = forms.TypedChoiceField(
        label=_("How did it feel?"),
        choices=MOOD_CHOICES,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    next_on = forms.DateField(label=_("When do you meet next?"), required=False, widget=NativeDate)
    version = version()

    def __init__(self, *args, people, subjects, commitments, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = people
        self.fields["looked_at"].queryset = subjects
        self.fields["kept"].queryset = commitments
        for name, rows in (("looked_at", subjects), ("kept", commitments)):
            if not rows:
                del self.fields[name]
        for row in range(1, ROWS + 1):
            self.fields |= {
                f"words_{row}": forms.CharField(label=_("What will be done"), max_length=300, required=False),
                f"owner_{row}": forms.ModelChoiceField(
                    queryset=people, label=_("Who"), required=False, empty_label=_("Not said")
                ),
                f"due_on_{row}": forms.DateField(label=_("By when"), required=False, widget=NativeDate),
            }

    @property
    def promises(self) -> list[list[forms.BoundField]]:
        """The questions about what will be done, row by row."""
        return [[self[f"{name}_{row}"] for name in ("words", "owner", "due_on")] for row in range(1, ROWS + 1)]

    def clean(self):
        """The answers as the action takes them."""
        answers = super().clean()
        promises = []
        for row in range(1, ROWS + 1):
            said = {name: answers.pop(f"{name}_{row}", None) for name in ("words", "owner", "due_on")}
            if any(said.values()):
                promises.append(Promise(words=said["words"] or "", owner=said["owner"], due_on=said["due_on"]))
        return {**answers, "promises": promises}
