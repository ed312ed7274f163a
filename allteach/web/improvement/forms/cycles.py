"""Forms about tests of change."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allteach.improvement.models import Cycle, Prediction
from allteach.web.fields import NativeDate, Option
from allteach.web.forms import ActionForm, CreatingForm
from allteach.web.questions import checked, day, number_of, one_of, version, words, yes

SPARE_ROWS = 1  # Empty questions offered below those that stand.
NO_NAMES = gettext_lazy("No patient details. Write “a man in his 60s”, not who.")
DECISIONS = [
    (Cycle.Decision.ADAPT, Option(gettext_lazy("Adapt"), gettext_lazy("Change it, and test again."))),
    (Cycle.Decision.ADOPT, Option(gettext_lazy("Adopt"), gettext_lazy("It helps: test it larger, or keep it."))),
    (Cycle.Decision.ABANDON, Option(gettext_lazy("Abandon"), gettext_lazy("It does not help. Good to know."))),
    (Cycle.Decision.REPEAT, Option(gettext_lazy("Repeat"), gettext_lazy("The same again, to be surer."))),
]


class ChartsField(forms.ModelMultipleChoiceField):
    """Which of the team's charts it is about."""

    def __init__(self, **kwargs):
        super().__init__(queryset=None, required=False, widget=forms.CheckboxSelectMultiple, **kwargs)


def offer(form: forms.Form, **choices) -> None:
    """Fill questions with what there is to choose from; a question with nothing to choose from is not asked."""
    for name, rows in choices.items():
        form.fields[name].queryset = rows
        if not rows:
            del form.fields[name]


class StartForm(CreatingForm):
    """Two lines that start a test; the rest when needed."""

    was_checked = checked()
    title = words(Cycle, "title", required=True)
    prediction = forms.CharField(
        label=gettext_lazy("What do you think will happen?"),
        help_text=gettext_lazy("A number if you can: “under five minutes each”. It is locked when the test begins."),
        max_length=500,
    )
    planned_end_on = day(Cycle, "planned_end_on", required=True)
    charts = ChartsField(label=gettext_lazy("Which chart should it move?"))
    change_idea = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=gettext_lazy("Which idea does it come from?"),
        empty_label=gettext_lazy("Our own"),
    )

    def __init__(self, *args, charts, ideas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("What will you try?")
        self.fields["title"].help_text = _("Small enough for next Tuesday: “goal card at the end of one visit”.")
        offer(self, charts=charts, change_idea=ideas)


class PredictionRows(ActionForm):
    """A form with rows of predictions: what it cleans becomes a list, and what is wrong returns to its row.

    A form of this kind says what each row asks (NAMES), under which name the action takes the rows (LIST), and how one
    question of a row is asked (`question`).
    """

    NAMES: tuple[str, ...] = ()
    LIST = ""

    def add_rows(self, count: int) -> None:
        """Ask every row's questions: question_1, prediction_1 and so on."""
        self.count = count
        for position in range(1, count + 1):
            for name in self.NAMES:
                self.fields[f"{name}_{position}"] = self.question(name, position)

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The questions, row by row."""
        return [[self[f"{name}_{position}"] for name in self.NAMES] for position in range(1, self.count + 1)]

    def clean(self) -> dict[str, Any]:
        """The answers, with those of the rows as one list."""
        super().clean()
        answers = self.cleaned_data
        answers[self.LIST] = [
            {name: answers.pop(f"{name}_{position}", "") for name in self.NAMES}
            for position in range(1, self.count + 1)
        ]
        return answers


class PlanForm(PredictionRows):
    """The whole plan of a test, as much of it as the team wants to write."""

    was_checked = checked()
    NAMES = ("question", "prediction", "because")
    LIST = "predictions"

    title = words(Cycle, "title", required=True)
    objective = words(Cycle, "objective", rows=2)
    belief = number_of(Cycle, "belief", hint=gettext_lazy("1: we doubt it. 5: we are sure."))
    risk = one_of(Cycle, "risk")
    readiness = number_of(Cycle, "readiness", hint=gettext_lazy("1: nobody wants it. 5: everybody waits for it."))
    scale = one_of(Cycle, "scale")
    who = words(Cycle, "who")
    what = words(Cycle, "what", rows=2)
    where = words(Cycle, "where")
    planned_start_on = day(Cycle, "planned_start_on")
    planned_end_on = day(Cycle, "planned_end_on")
    data_plan = words(Cycle, "data_plan", rows=2)
    data_form_link = words(Cycle, "data_form_link")
    charts = ChartsField(label=gettext_lazy("Which charts should it move?"))
    owner = forms.ModelChoiceField(queryset=None, required=False, label=gettext_lazy("Who looks after it?"))
    helpers = forms.ModelMultipleChoiceField(
        queryset=None, required=False, label=gettext_lazy("Who helps?"), widget=forms.CheckboxSelectMultiple
    )
    has_partner = yes(Cycle, "has_partner")
    partner_part = words(Cycle, "partner_part")
    change_idea = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=gettext_lazy("Which idea does it come from?"),
        empty_label=gettext_lazy("Our own"),
    )
    care_element = forms.ChoiceField(required=False)
    purpose = one_of(Cycle, "purpose", required=True)
    ethics = one_of(
        Cycle,
        "ethics",
        required=True,
        hint=gettext_lazy("Routine improvement tests what is known to be good care. If in doubt, ask first."),
    )
    version = version()

    def __init__(self, *args, cycle: Cycle, charts, ideas, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.cycle = cycle
        self.fields["title"].label = _("What will you try?")
        offer(self, charts=charts, change_idea=ideas)
        self.fields["owner"].queryset = self.fields["helpers"].queryset = members
        element = Cycle._meta.get_field("care_element")
        self.fields["care_element"].label = _("What part of care does it touch?")
        self.fields["care_element"].choices = element.get_choices(blank_choice=[("", _("Not said"))])
        self.add_rows(0 if cycle.is_begun else len(cycle.predictions.all()) + SPARE_ROWS)

    @property
    def opens_more(self) -> bool:
        """Whether the last questions stand open: one of them was refused."""
        asked = {
            "owner",
            "helpers",
            "partner_part",
            "change_idea",
            "care_element",
            "data_form_link",
            "purpose",
            "ethics",
        }
        return not asked.isdisjoint(self.errors)

    def question(self, name: str, position: int) -> forms.Field:
        labels = {
            "question": _("Question %(number)s"),
            "prediction": _("What do you think will happen?"),
            "because": _("Because"),
        }
        asked = words(Prediction, name)
        asked.label = labels[name] % {"number": position} if name == "question" else labels[name]
        return asked

    def clean(self) -> dict[str, Any]:
        """The plan. Empty rows at the end are no predictions; a locked plan says nothing of them."""
        answers = super().clean()
        rows = answers.pop("predictions")
        while len(rows) > 1 and not any(rows[-1].values()):
            rows.pop()
        if not self.cycle.is_begun:
            answers["predictions"] = rows
        # Nobody chosen leaves the owner who is.
        if answers.get("owner") is None:
            answers.pop("owner", None)
        return answers


class BeginForm(ActionForm):
    """On which day the test begins."""

    started_on = day(Cycle, "started_on", required=True)
    version = version()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["started_on"].label = _("First day")


class DoForm(ActionForm):
    """What happened."""

    was_checked = checked()
    observations = words(Cycle, "observations", rows=3, hint=NO_NAMES)
    as_planned = one_of(Cycle, "as_planned")
    unexpected = words(Cycle, "unexpected", rows=2)
    data_collected = words(Cycle, "data_collected", rows=2, hint=gettext_lazy("Counts only: “7, 13 and 6 minutes”."))
    started_on = day(Cycle, "started_on", required=True)
    ended_on = day(Cycle, "ended_on")
    version = version()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["started_on"].label = _("First day")
        self.fields["ended_on"].label = _("Last day")


class OutcomeRows(PredictionRows):
    """How each prediction came out."""

    NAMES = ("outcome", "happened")
    LIST = "outcomes"
    IS_COMPLETE = False  # Whether it is sent only when everything is compared; otherwise it may be saved for later.

    def __init__(self, *args, predictions, **kwargs):
        super().__init__(*args, **kwargs)
        self.predictions = list(predictions)
        self.add_rows(len(self.predictions))

    def question(self, name: str, position: int) -> forms.Field:
        is_outcome = name == "outcome"
        asked = one_of(Prediction, name, required=self.IS_COMPLETE) if is_outcome else words(Prediction, name)
        asked.label = _("Compared with the prediction") if is_outcome else _("It happened")
        if len(self.predictions) > 1:
            asked.label = f"{asked.label} ({position})"
        return asked

    @property
    def pairs(self) -> list[tuple[Prediction, forms.BoundField, forms.BoundField]]:
        """Each prediction with the two questions about it."""
        return [
            (prediction, outcome, happened)
            for prediction, (outcome, happened) in zip(self.predictions, self.rows, strict=True)
        ]


class StudyForm(OutcomeRows):
    """What was found, beside what was predicted."""

    was_checked = checked()
    results_summary = words(Cycle, "results_summary", rows=2)
    what_we_learned = words(
        Cycle, "what_we_learned", rows=3, hint=gettext_lazy("One or two lines. What surprised you is worth most.")
    )
    what_patients_said = words(Cycle, "what_patients_said", rows=2, hint=NO_NAMES)
    measure_effect = words(Cycle, "measure_effect", rows=2)
    version = version()


class DecisionQuestions(ActionForm):
    """What comes next, and what follows from it."""

    was_checked = checked()
    decision = forms.ChoiceField(
        label=gettext_lazy("What comes next?"), required=True, choices=DECISIONS, widget=forms.RadioSelect
    )
    rationale = words(Cycle, "rationale", rows=2, required=True)
    next_title = forms.CharField(
        label=gettext_lazy("What will the next test try?"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Empty: the same. The next test opens by itself, filled in from this one."),
    )
    lesson = words(
        Cycle,
        "lesson",
        rows=2,
        hint=gettext_lazy("What did not work is worth as much as what did: it spares others the same."),
    )
    is_kept = forms.BooleanField(
        label=gettext_lazy("We adopt it, and from now on this is how we work"),
        required=False,
    )
    kept_on = forms.DateField(label=gettext_lazy("Since when?"), required=False, widget=NativeDate)
    owner_post = forms.CharField(
        label=gettext_lazy("Which post looks after it?"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("A post, not a name: “nurse lead”. People leave, posts stay."),
    )
    implementation_plan = words(Cycle, "implementation_plan", rows=2)
    charts = ChartsField(label=gettext_lazy("Which chart shows whether it holds?"))
    version = version()

    def __init__(self, *args, charts, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, charts=charts)

    @property
    def opens_kept(self) -> bool:
        """Whether the questions about keeping the change stand open: something in them is answered, or wrong."""
        asked = ("is_kept", "kept_on", "owner_post", "implementation_plan", "charts")
        return self.is_bound and any(self.errors.get(name) or self.data.get(self.add_prefix(name)) for name in asked)


class DecideForm(DecisionQuestions):
    """Act."""


class CloseForm(DecisionQuestions, OutcomeRows):
    """Do, Study and Act in one short form, for two minutes and a phone."""

    IS_COMPLETE = True

    observations = forms.CharField(
        label=gettext_lazy("What happened?"), help_text=NO_NAMES, widget=forms.Textarea({"rows": 3})
    )
    what_we_learned = words(Cycle, "what_we_learned", rows=2, required=True)
    started_on = day(Cycle, "started_on", required=True)
    ended_on = day(Cycle, "ended_on", required=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["started_on"].label = _("First day")
        self.fields["ended_on"].label = _("Last day")

    @property
    def opens_more(self) -> bool:
        """Whether the questions that can be left alone stand open: one of them was refused."""
        asked = {"next_title", "lesson", "started_on", "ended_on"}
        return any(name in asked or name.startswith("happened_") for name in self.errors)


class StopForm(ActionForm):
    """Why a test is stopped."""

    was_checked = checked()
    stopped_reason = words(Cycle, "stopped_reason", rows=2, required=True)
    version = version()


class DatesForm(ActionForm):
    """The days of a test, put right."""

    started_on = day(Cycle, "started_on", required=True)
    ended_on = day(Cycle, "ended_on")
    version = version()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["started_on"].label = _("First day")
        self.fields["ended_on"].label = _("Last day")


class LessonForm(ActionForm):
    """What other teams should know."""

    was_checked = checked()
    lesson = words(Cycle, "lesson", rows=3, required=True, hint=NO_NAMES)
    version = version()
