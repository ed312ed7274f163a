"""Forms of a call: its leader, its round, its minutes, and what was promised."""

from django import forms
from django.utils.translation import gettext_lazy as _

from allteach.meetings.models import Commitment, Meeting, Turn
from allteach.web.fields import NativeDate
from allteach.web.forms import ActionForm, CreatingForm
from allteach.web.questions import checked, version
from allteach.web.questions import words as asked


class LeadForm(ActionForm):
    """What a team wants to talk about on the call that it leads."""

    was_checked = checked()
    topic = asked(Meeting, "topic", required=True, hint=_("One question is enough: “How do you find the time?”"))


class TurnForm(ActionForm):
    """One result, one test, one ask."""

    was_checked = checked()
    result = asked(Turn, "result", rows=2)
    test = asked(Turn, "test", rows=2)
    ask = asked(Turn, "ask", rows=2)
    version = version()


class MinutesForm(ActionForm):
    """The minutes."""

    was_checked = checked()
    minutes = asked(Meeting, "minutes", rows=8, hint=_("What was said that others should know. No patient’s details."))
    version = version()


class PostForm(ActionForm):
    """That the minutes are ready."""

    version = version()


class CommitmentForm(CreatingForm):
    """What somebody will do, and by when."""

    was_checked = checked()
    words = asked(Commitment, "words", required=True)
    team = forms.ModelChoiceField(
        queryset=None, required=False, label=_("For which team?"), empty_label=_("Those who run the collaborative")
    )
    owner_words = asked(Commitment, "owner_words")
    due_on = forms.DateField(label=_("By when?"), required=False, widget=NativeDate)

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams


class KeepForm(ActionForm):
    """Whether something promised is done."""

    is_done = forms.BooleanField(required=False)
