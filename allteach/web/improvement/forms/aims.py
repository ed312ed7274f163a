"""Forms about a team's aim."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allteach.improvement.models import AimAgreement, AimVersion
from allteach.spaces.roles import Perspective
from allteach.web.fields import DateInBoxesField
from allteach.web.forms import ActionForm
from allteach.web.questions import checked, version, words


def amount(name: str, *, required: bool = False) -> forms.DecimalField:
    """A number as a measure shows it."""
    label = capfirst(AimVersion._meta.get_field(name).verbose_name)
    return forms.DecimalField(label=label, required=required, max_digits=14, decimal_places=4)


class AimForm(ActionForm):
    """What will improve, for whom, from where to where, and by when."""

    was_checked = checked()
    what_improves = words(
        AimVersion,
        "what_improves",
        required=True,
        hint=gettext_lazy("Begin with which way: “increase the share of visits with a goal”."),
    )
    for_whom = words(AimVersion, "for_whom", hint=gettext_lazy("Which patients, where."))
    measure = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=gettext_lazy("Which measure will show it?"),
        empty_label=gettext_lazy("None yet"),
    )
    baseline_value = amount("baseline_value")
    target_value = amount("target_value", required=True)
    unit = words(AimVersion, "unit", hint=gettext_lazy("Such as %, days, falls per 1,000 bed days."))
    by_when = DateInBoxesField(label=gettext_lazy("By when"))
    why_it_matters = words(
        AimVersion,
        "why_it_matters",
        rows=3,
        hint=gettext_lazy("In words that a patient partner would use. No names."),
    )
    boundaries = words(AimVersion, "boundaries", rows=2)
    equity_clause = words(AimVersion, "equity_clause", rows=2)
    change_reason = words(AimVersion, "change_reason", hint=gettext_lazy("Whoever agreed to the old words will ask."))
    version = version()

    def __init__(self, *args, measures, is_first: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = measures
        if is_first:
            del self.fields["change_reason"]


class AgreeForm(ActionForm):
    """Agreement to an aim, with doubts beside it."""

    was_checked = checked()
    perspective = forms.ChoiceField(required=False)
    dissent = words(AimAgreement, "dissent", rows=2, hint=gettext_lazy("Everybody who sees the aim sees this too."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["perspective"].label = _("You speak as")
        self.fields["perspective"].choices = [("", _("Not said")), *Perspective.choices]
