"""Forms of reporting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from allteach.web.forms import ActionForm


class PasteForm(forms.Form):
    """A block copied from a spreadsheet."""

    block = forms.CharField(
        label=_("Paste the rows here"),
        help_text=_(
            "One measure a line, in the order of the grid or with its name first: how many, then out of how many."
        ),
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=20_000,
        strip=False,
    )


class NothingForm(ActionForm):
    """Why there is nothing to report."""

    nothing_because = forms.CharField(
        label=_("Why is there nothing to report?"),
        help_text=_("For example: the practice was closed for two weeks. Nobody's name, please."),
        max_length=300,
    )
