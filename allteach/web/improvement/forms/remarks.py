"""The form of a remark on a test."""

from django import forms
from django.utils.translation import gettext_lazy as _

from allteach.web.forms import ActionForm
from allteach.web.questions import checked


class RemarkForm(ActionForm):
    """What a coach wants the team to know about its test."""

    was_checked = checked()
    words = forms.CharField(
        label=_("Your remark"),
        help_text=_("For the team, and whoever may see this test. One thing, kindly."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
