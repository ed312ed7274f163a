"""Where the director settles at which numbers something happens in a collaborative."""

from django import forms
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from allteach.collaboratives import actions
from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.collaboratives.thresholds import GROUPS, THRESHOLDS, Threshold
from allteach.core.permissions import allow
from allteach.spaces.permissions import can_manage_space
from allteach.web.collaboratives.place import place_beneath
from allteach.web.forms import ActionForm
from allteach.web.found import find_collaborative
from allteach.web.http import go_to, page


class ThresholdsForm(ActionForm):
    """One number for each threshold of the table."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for row in THRESHOLDS:
            self.fields[row.field] = number_field(row)

    def clean(self):
        """What was typed, by the thresholds' own keys."""
        typed = super().clean()
        self.cleaned_data = {"decided": {row.key: typed[row.field] for row in THRESHOLDS if row.field in typed}}
        return self.cleaned_data

    @property
    def groups(self) -> list[tuple]:
        """The questions of each group that has any."""
        asked = {group: [self[row.field] for row in THRESHOLDS if row.group == group] for group in GROUPS}
        return [(GROUPS[group], questions) for group, questions in asked.items() if questions]


def number_field(row: Threshold) -> forms.Field:
    """The question for one threshold. What can be chosen is for the action to refuse, in the same words everywhere."""
    kind = forms.IntegerField if isinstance(row.usual, int) else forms.DecimalField
    return kind(label=row.words, help_text=row.help_text, localize=not isinstance(row.usual, int))


@require_http_methods(["GET", "POST"])
def set_thresholds(request, space):
    """Settle when the office warns, reminds and asks for attention."""
    found = find_collaborative(request, space)
    allow(can_manage_space(request.person, found))

    decided = thresholds_of([found.pk])[found.pk]
    form = ThresholdsForm(request.POST or None, initial={row.field: decided[row.key] for row in THRESHOLDS})
    if form.submit(actions.set_thresholds, space=found, by=request.person):
        messages.success(request, _("That is saved. It holds from now on."))
        return go_to(request, "collaboratives:set_thresholds", found.slug)

    context = {
        "place": place_beneath(found, tab="people", name=_("When to warn and remind")),
        "form": form,
        "back": reverse("collaboratives:collaborative", args=[found.slug]),
    }
    return page(request, "collaboratives/set_thresholds.html", context, part="form")
