"""Forms of reporting."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from allteach.web.forms import ActionForm
from allteach.web.questions import checked


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

    def fill(self, action, *, typed: dict, **known) -> bool:
        """Fill the grid with what was read from the block. True if it was; otherwise the form says why not."""
        if not typed:
            self.add_error("block", _("No row of numbers was found in it."))
            return False
        try:
            action(typed=typed, **known)
        except ValidationError as broken_rule:
            self.add_error("block", in_words(broken_rule))
            return False
        return True


def in_words(broken_rule: ValidationError) -> list[str]:
    """What was refused; of boxes that somebody else filled meanwhile, both texts."""
    clashes = (broken_rule.params or {}).get("clashes", {}) if broken_rule.code == "conflict" else {}
    both_texts = [
        _("%(theirs)s is theirs, %(yours)s is yours. Fill the grid once more if yours should stand.") % both
        for boxes in clashes.values()
        for both in boxes.values()
    ]
    return [*broken_rule.messages, *both_texts]


class NothingForm(ActionForm):
    """Why there is nothing to report."""

    was_checked = checked()
    nothing_because = forms.CharField(
        label=_("Why is there nothing to report?"),
        help_text=_("For example: the practice was closed for two weeks. Nobody's name, please."),
        max_length=300,
    )
