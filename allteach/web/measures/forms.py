"""Forms about measures and values."""

from django import forms
from django.utils.translation import gettext_lazy as _

from allteach.measures.kinds import Kind
from allteach.web.forms import ActionForm


class ValueForm(ActionForm):
    """The numbers one kind of measure asks for, in its own words."""

    numerator = forms.DecimalField(max_digits=14, decimal_places=4)
    denominator = forms.DecimalField(max_digits=14, decimal_places=4)
    value = forms.DecimalField(max_digits=14, decimal_places=4)
    remark = forms.CharField(label=_("Remark"), required=False, max_length=500)
    reason = forms.CharField(label=_("Why it changes"), required=False, max_length=500)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, kind: Kind, was_sent: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("numerator", "denominator", "value"):
            if name not in kind.fields:
                del self.fields[name]
        first = self.fields[kind.fields[0]]
        first.label = kind.numerator_label
        if kind.has_denominator:
            self.fields["denominator"].label = kind.denominator_label
        if not was_sent:
            del self.fields["reason"]
