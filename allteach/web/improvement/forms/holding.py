"""Forms about holding what was gained."""

from django import forms
from django.utils.translation import gettext_lazy

from allteach.improvement.models import ControlPlan, HoldCheck, ImplementedChange
from allteach.web.forms import ActionForm
from allteach.web.improvement.forms.spread import POSTS
from allteach.web.questions import checked, day, one_of, version, words


class ControlForm(ActionForm):
    """How a kept change is held: how it is done, who looks at which chart, what is done when it slips."""

    was_checked = checked()
    standard_work = words(ImplementedChange, "standard_work", rows=3, required=True)
    owner_post = words(ImplementedChange, "owner_post", required=True, hint=POSTS)
    chart = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Which chart shows whether it holds?"), empty_label=None
    )
    frequency = one_of(ControlPlan, "frequency", required=True)
    reviewer_post = words(ControlPlan, "reviewer_post", required=True, hint=POSTS)
    response = words(
        ControlPlan,
        "response",
        rows=2,
        required=True,
        hint=gettext_lazy("A signal in the wrong direction is shown here and on your desk."),
    )
    training = words(ImplementedChange, "training", rows=2)
    training_new_staff = words(ControlPlan, "training_new_staff", rows=2)
    job_or_policy_change = words(ImplementedChange, "job_or_policy_change", rows=2)
    it_change = words(ImplementedChange, "it_change", rows=2)
    stop_doing = words(ControlPlan, "stop_doing", rows=2)
    budget_line = words(ControlPlan, "budget_line")
    patient_feedback = words(ControlPlan, "patient_feedback", rows=2)
    version = version()

    def __init__(self, *args, charts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chart"].queryset = charts
        self.fields["frequency"].initial = ControlPlan.Frequency.MONTHLY


class CheckForm(ActionForm):
    """Whether it holds."""

    was_checked = checked()
    outcome = one_of(HoldCheck, "outcome", required=True)
    seen = words(HoldCheck, "seen", rows=3, required=True)
    checked_on = day(HoldCheck, "checked_on", required=True)
