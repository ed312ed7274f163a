"""Forms about changes that were kept."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allteach.improvement.models import ImplementedChange
from allteach.web.fields import NativeDate
from allteach.web.forms import ActionForm, CreatingForm
from allteach.web.improvement.forms.cycles import ChartsField, offer
from allteach.web.questions import checked, day, version, words


def count_of(name: str) -> forms.IntegerField:
    """How many."""
    label = capfirst(ImplementedChange._meta.get_field(name).verbose_name)
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=1_000_000)


class ChangeQuestions(ActionForm):
    """What a kept change is, how far it has come, and who looks after it."""

    was_checked = checked()
    title = words(ImplementedChange, "title", required=True)
    kept_on = day(ImplementedChange, "kept_on", required=True)
    owner_post = words(
        ImplementedChange,
        "owner_post",
        required=True,
        hint=gettext_lazy("A post, not a name: “nurse lead”. People leave, posts stay."),
    )
    charts = ChartsField(label=gettext_lazy("Which charts show whether it holds?"))
    scope_done = count_of("scope_done")
    scope_total = count_of("scope_total")
    scope_unit = words(ImplementedChange, "scope_unit", hint=gettext_lazy("Such as clinicians, rooms, clinics."))
    standard_work = words(ImplementedChange, "standard_work", rows=3)
    training = words(ImplementedChange, "training", rows=2)
    job_or_policy_change = words(ImplementedChange, "job_or_policy_change", rows=2)
    it_change = words(ImplementedChange, "it_change", rows=2)
    reversal_plan = words(ImplementedChange, "reversal_plan", rows=2)
    check_on = day(ImplementedChange, "check_on")

    def __init__(self, *args, charts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("What is done now?")
        self.fields["charts"].queryset = charts


class ImplementForm(ChangeQuestions, CreatingForm):
    """A change that is how the team works from a day on."""

    change_idea = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=gettext_lazy("Which idea does it come from?"),
        empty_label=gettext_lazy("Our own: add it to the ideas that others may try"),
    )

    def __init__(self, *args, ideas, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, change_idea=ideas)


class ReviseForm(ChangeQuestions):
    """How a kept change stands now."""

    status = forms.ChoiceField(
        label=gettext_lazy("How does it stand?"),
        choices=ImplementedChange.Status.choices,
        widget=forms.RadioSelect,
    )
    over_on = forms.DateField(label=gettext_lazy("If it is over: since when?"), required=False, widget=NativeDate)
    status_reason = words(ImplementedChange, "status_reason", rows=2)
    version = version()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status_reason"].label = _("If it is over: why?")
