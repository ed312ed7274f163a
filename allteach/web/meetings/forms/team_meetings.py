"""The one screen of a team's own meeting."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from allteach.meetings.actions import Point, Promise
from allteach.meetings.actions.points import MOST_ROWS
from allteach.meetings.kinds import MOODS, Held
from allteach.meetings.models import Meeting
from allteach.spaces.roles import Perspective
from allteach.web.fields import NativeDate
from allteach.web.forms import CreatingForm
from allteach.web.meetings.forms.planning import NativeMoment
from allteach.web.questions import checked, version
from allteach.web.questions import words as asked

ROWS = 3
FEWEST, MORE_THAN = 3, 1  # Lines for points and decisions: at least so many, and so many more than are filled.
POINT = ("words", "raised_from", "minutes")
MORE = ("mode", "apologies")
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
    mode = forms.TypedChoiceField(
        label=_("How did you meet?"),
        choices=Held.choices,
        empty_value="",
        required=False,
        widget=forms.RadioSelect,
    )
    apologies = forms.ModelMultipleChoiceField(
        queryset=None, required=False, label=_("Who could not come?"), widget=forms.CheckboxSelectMultiple
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

    def __init__(self, *args, people, subjects, commitments, points: int, decisions: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = self.fields["apologies"].queryset = people
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

        self.rows_of_points, self.rows_of_decisions = range(1, points + 1), range(1, decisions + 1)
        for row in self.rows_of_points:
            said = {"number": row}
            self.fields |= {
                f"point_words_{row}": forms.CharField(
                    label=gettext("Point %(number)d: what you talked about") % said, max_length=200, required=False
                ),
                f"point_raised_from_{row}": forms.ChoiceField(
                    label=gettext("Point %(number)d: who raised it") % said,
                    choices=[("", _("Not said")), *Perspective.choices],
                    required=False,
                ),
                f"point_minutes_{row}": forms.IntegerField(
                    label=gettext("Point %(number)d: minutes") % said, min_value=1, max_value=720, required=False
                ),
            }
        for row in self.rows_of_decisions:
            label = gettext("Decision %(number)d") % {"number": row}
            self.fields[f"decision_{row}"] = forms.CharField(label=label, max_length=300, required=False)

    @property
    def opens_more(self) -> bool:
        """Whether the last questions stand open: something stands there, or was refused."""
        asked = {name for name in self.fields if name.startswith(("point_", "decision_")) or name in MORE}
        return not asked.isdisjoint(self.errors) or any(self.initial.get(name) for name in asked)

    @property
    def points(self) -> list[list[forms.BoundField]]:
        """The questions about what was talked about, row by row."""
        return [[self[f"point_{name}_{row}"] for name in POINT] for row in self.rows_of_points]

    @property
    def decisions(self) -> list[forms.BoundField]:
        """The questions about what was decided."""
        return [self[f"decision_{row}"] for row in self.rows_of_decisions]

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
        points = []
        for row in self.rows_of_points:
            said = {name: answers.pop(f"point_{name}_{row}", None) for name in POINT}
            points.append(Point(said["words"] or "", said["raised_from"] or "", said["minutes"]))
        decisions = [answers.pop(f"decision_{row}", "") for row in self.rows_of_decisions]
        return {**answers, "promises": promises, "points": points, "decisions": decisions}


def rows_asked(kept: int, typed, name: str) -> int:
    """How many lines to ask for: those that were sent, else one more than are kept, and at least three."""
    if typed:
        sent = [int(key.rpartition("_")[2]) for key in typed if key.startswith(name) and key[-1].isdecimal()]
        return min(MOST_ROWS, max(FEWEST, *sent, 0))
    return min(MOST_ROWS, max(FEWEST, kept + MORE_THAN))
