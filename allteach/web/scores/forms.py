"""Forms about scores and the health of a collaborative."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from allteach.core.language import language_now
from allteach.progress.health import ITEMS, LEAST, MOST
from allteach.progress.models import AssessmentScore, HealthCheck, SelfScore, StaffScore
from allteach.progress.scale import STEPS
from allteach.web.fields import Option
from allteach.web.forms import ActionForm
from allteach.web.questions import checked, version, words


def step_name(value: Decimal, name: object) -> str:
    """A step as people say it: "2.5: Testing, not better yet"."""
    return f"{language_now().number(float(value), 1)}: {name}"


class ScaleForm(ActionForm):
    """A step of the scale, each with what is true of a team that stands on it."""

    was_checked = checked()
    value = forms.TypedChoiceField(coerce=Decimal, widget=forms.RadioSelect)
    version = version()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].choices = [
            (str(step.value), Option(step_name(step.value, step.name), step.criteria)) for step in STEPS
        ]


class SelfScoreForm(ScaleForm):
    """Where a team sees itself."""

    words = words(SelfScore, "words", hint=_("One line: a test, a chart, something patients said. No names."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].label = _("Where do you stand?")


class StaffScoreForm(ScaleForm):
    """Where one of the two scorers sees a team."""

    words = words(StaffScore, "words", rows=3, hint=_("For you and the other scorer. The team does not read this."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].label = _("Which step?")


class AgreeForm(ScaleForm):
    """The score that both agree on, with what the team will read."""

    justification = words(
        AssessmentScore, "justification", rows=4, hint=_("The team reads this: what you saw, in plain words. No names.")
    )
    suggestions = words(AssessmentScore, "suggestions", rows=3, hint=_("The team reads this too."))
    why_lower = words(AssessmentScore, "why_lower")
    change_reason = words(AssessmentScore, "change_reason", hint=_("The team has read the score before."))
    is_released = forms.BooleanField(required=False)  # The button that releases it.

    def __init__(self, *args, is_changed: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].label = _("The score you agree on")
        if not is_changed:
            del self.fields["change_reason"]


class HealthForm(ActionForm):
    """Seven things from 1 to 5, and what should change."""

    ratings = tuple(ITEMS)
    was_checked = checked()
    words = words(HealthCheck, "words", rows=3, hint=_("The staff of the collaborative read this, without your name."))
    version = version()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for key, item in ITEMS.items():
            self.fields[key] = forms.TypedChoiceField(
                label=item.name,
                help_text=item.asks,
                coerce=int,
                choices=[(rating, str(rating)) for rating in range(LEAST, MOST + 1)],
                widget=forms.RadioSelect,
            )

    def clean(self) -> dict:
        """The ratings by item, as the action takes them; what is not rated stands beside its question already."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["ratings"] = {key: cleaned.pop(key, None) for key in ITEMS}
        return cleaned
