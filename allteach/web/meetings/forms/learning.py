"""Forms of a session: what teams show and learn, who presents, what it was like, what comes of it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from allteach.meetings.actions import Promise, Topic
from allteach.meetings.models import Feedback, Presentation
from allteach.progress.actions.plans import PlannedTest
from allteach.spaces.models import Subject
from allteach.web.fields import NativeDate
from allteach.web.forms import ActionForm, CreatingForm
from allteach.web.questions import checked, number_of
from allteach.web.questions import words as asked

ROWS = 3  # Of tests and of promises in a plan: more begin nothing sooner.


class TopicsForm(ActionForm):
    """What a team can show to others, and what it wants to learn."""

    was_checked = checked()
    shows = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        label=_("What can you show to others?"),
        widget=forms.CheckboxSelectMultiple,
    )
    shows_own = forms.CharField(
        label=_("Something else you can show"),
        help_text=_("A few words, one thing on each line."),
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    learns = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        label=_("What do you want to learn?"),
        widget=forms.CheckboxSelectMultiple,
    )
    learns_own = forms.CharField(
        label=_("Something else you want to learn"),
        help_text=_("A few words, one thing on each line."),
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args, ideas, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("shows", "learns"):
            self.fields[name].queryset = ideas

    def clean(self):
        """Topics, with the idea that each names if there is one."""
        answers = super().clean()
        found = {"was_checked": answers.get("was_checked", False)}
        for name in ("shows", "learns"):
            ideas = [Topic(idea.title[:120], Subject(pk=idea.pk)) for idea in answers.get(name, ())]
            own = [Topic(line) for line in answers.get(f"{name}_own", "").splitlines()]
            found[name] = [*ideas, *own]
        return found


class PresenterForm(ActionForm):
    """A team that presents, and about what."""

    was_checked = checked()
    team = forms.ModelChoiceField(queryset=None, label=_("Which team?"))
    topic = asked(Presentation, "topic")

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams


class ReviewForm(ActionForm):
    """What would make a presentation better."""

    was_checked = checked()
    advice = asked(Presentation, "advice", rows=3)


class FeedbackForm(ActionForm):
    """What a session was like."""

    was_checked = checked()
    confidence = number_of(Feedback, "confidence", hint=_("1: we doubt it. 5: we are sure."))
    felt_heard = number_of(Feedback, "felt_heard", hint=_("1: not at all. 5: always."))
    keep = asked(Feedback, "keep")
    change = asked(Feedback, "change")

    def __init__(self, *args, blocks, given, **kwargs):
        super().__init__(*args, **kwargs)
        self.blocks = blocks
        for block in blocks:
            self.fields[f"block_{block.pk}"] = forms.TypedChoiceField(
                label=block.words,
                choices=[(number, str(number)) for number in range(1, 6)],
                coerce=int,
                empty_value=None,
                required=False,
                initial=given.get(str(block.pk)),
                widget=forms.RadioSelect,
            )

    @property
    def questions(self) -> list[forms.BoundField]:
        """One for each block."""
        return [self[f"block_{block.pk}"] for block in self.blocks]

    def clean(self):
        """The answers as the action takes them."""
        answers = super().clean()
        usefulness = {}
        for block in self.blocks:
            if (rating := answers.pop(f"block_{block.pk}", None)) is not None:
                usefulness[block.pk] = rating
        return {**answers, "usefulness": usefulness}


class ActionPlanForm(CreatingForm):
    """What a team does until the next session: tests with predictions, and who does what."""

    was_checked = checked()

    def __init__(self, *args, ideas, charts, people, **kwargs):
        super().__init__(*args, **kwargs)
        for row in range(1, ROWS + 1):
            self.fields |= {
                f"title_{row}": forms.CharField(label=_("What will you try?"), max_length=200, required=False),
                f"prediction_{row}": forms.CharField(
                    label=_("What do you think will happen?"), max_length=500, required=False
                ),
                f"planned_end_on_{row}": forms.DateField(
                    label=_("When will you know?"), required=False, widget=NativeDate
                ),
                f"change_idea_{row}": forms.ModelChoiceField(
                    queryset=ideas, label=_("Which idea does it come from?"), required=False, empty_label=_("Our own")
                ),
                f"chart_{row}": forms.ModelChoiceField(
                    queryset=charts, label=_("Which chart should it move?"), required=False, empty_label=_("Not said")
                ),
                f"words_{row}": forms.CharField(label=_("What will be done"), max_length=300, required=False),
                f"owner_{row}": forms.ModelChoiceField(
                    queryset=people, label=_("Who"), required=False, empty_label=_("Not said")
                ),
                f"due_on_{row}": forms.DateField(label=_("By when"), required=False, widget=NativeDate),
            }

    def rows_of(self, *names) -> list[list[forms.BoundField]]:
        """The questions row by row."""
        return [[self[f"{name}_{row}"] for name in names] for row in range(1, ROWS + 1)]

    @property
    def tests(self):
        return self.rows_of("title", "prediction", "planned_end_on", "change_idea", "chart")

    @property
    def promises(self):
        return self.rows_of("words", "owner", "due_on")

    def clean(self):
        """The rows in which something was written, as the action takes them. An empty row between moves nothing."""
        answers = super().clean()
        tests, promises = {}, {}
        for row in range(1, ROWS + 1):
            said = {name: answers.get(f"{name}_{row}") for name in ("title", "prediction", "planned_end_on")}
            if any(said.values()):
                tests[row] = PlannedTest(
                    change_idea=answers.get(f"change_idea_{row}"), chart=answers.get(f"chart_{row}"), **said
                )
            said = {name: answers.get(f"{name}_{row}") for name in ("words", "owner", "due_on")}
            if any(said.values()):
                promises[row] = Promise(**said)
        self.written = {"test": list(tests), "promise": list(promises)}
        return {
            "tests": list(tests.values()),
            "promises": list(promises.values()),
            "was_checked": answers.get("was_checked", False),
            "form_key": answers.get("form_key", ""),
        }

    def add_broken_rule(self, broken_rule: ValidationError) -> None:
        """Show what the action refused in the row where it was written: it counts only those that were."""
        if not hasattr(broken_rule, "error_dict"):
            super().add_broken_rule(broken_rule)
            return
        found = {}
        for key, errors in broken_rule.error_dict.items():
            name, _dash, place = key.rpartition("_")
            rows = self.written["promise" if name in ("words", "owner", "due_on", "team", "owner_words") else "test"]
            found[f"{name}_{rows[int(place) - 1]}" if rows else key] = errors
        super().add_broken_rule(ValidationError(found))
