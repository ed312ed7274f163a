"""Forms about how a change spreads, and what people rate."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allteach.improvement.models import SpreadPlan, SpreadStep, SpreadUnit
from allteach.improvement.rating import HIGHEST, LOWEST, SCALES
from allteach.improvement.spreading import COMPONENTS, UnitState
from allteach.web.fields import NativeDate
from allteach.web.forms import ActionForm, CreatingForm
from allteach.web.improvement.forms.cycles import ChartsField, offer
from allteach.web.questions import checked, day, one_of, version, words

POSTS = gettext_lazy("A post, not a name: “nurse lead”. People leave, posts stay.")
HINTS = {"executive_sponsor": POSTS, "day_to_day_leader": POSTS}


def how_many(name: str) -> forms.IntegerField:
    """A number of units."""
    label = capfirst(SpreadPlan._meta.get_field(name).verbose_name)
    return forms.IntegerField(label=label, min_value=1, max_value=2_000)


class FrameQuestions(ActionForm):
    """What shall spread, to how many of what, from when to when."""

    was_checked = checked()
    title = words(SpreadPlan, "title", required=True)
    unit_word = words(
        SpreadPlan, "unit_word", required=True, hint=gettext_lazy("Such as clinicians, nurses, rooms, sites.")
    )
    units_in_all = how_many("units_in_all")
    aim_units = how_many("aim_units")
    starts_on = day(SpreadPlan, "starts_on", required=True)
    reach_by = day(SpreadPlan, "reach_by", required=True)
    curve = one_of(SpreadPlan, "curve", required=True)
    charts = ChartsField(label=gettext_lazy("Which charts show whether it helps there too?"))

    def __init__(self, *args, charts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("What shall spread?")
        self.fields["curve"].initial = SpreadPlan._meta.get_field("curve").default
        offer(self, charts=charts)


class StartPlanForm(FrameQuestions, CreatingForm):
    """A plan is begun."""

    kept_change = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=gettext_lazy("Which kept change is it?"),
        empty_label=gettext_lazy("None of these"),
    )

    def __init__(self, *args, kept, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, kept_change=kept)


class PlanForm(FrameQuestions):
    """The whole plan: its frame, and the questions of its seven components."""

    phase = one_of(SpreadPlan, "phase", required=True)
    version = version()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for component in COMPONENTS:
            for name in component.fields:
                self.fields[name] = _asked(name)

    @property
    def components(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Each component with its questions."""
        return [(component, [self[name] for name in component.fields]) for component in COMPONENTS]


def _asked(name: str) -> forms.CharField:
    """A question of a component, with as much room as its answer has."""
    is_long = isinstance(SpreadPlan._meta.get_field(name), models.TextField)
    return words(SpreadPlan, name, rows=2 if is_long else 0, hint=HINTS.get(name, ""))


class NothingAsked(ActionForm):
    """A button: everything is known from where it stands."""


class NamesForm(ActionForm):
    """Further units, one on each line."""

    was_checked = checked()
    names = forms.CharField(
        label=gettext_lazy("Posts or places, one on each line"),
        help_text=gettext_lazy("Not the names of people: “Dr in room 2”, “evening nurses”, “Elm Street site”."),
        widget=forms.Textarea({"rows": 6}),
        max_length=10_000,
    )

    def clean_names(self) -> list[str]:
        """The lines."""
        return self.cleaned_data["names"].splitlines()


class RenameForm(ActionForm):
    """Another name for a unit."""

    was_checked = checked()
    name = words(SpreadUnit, "name", required=True)


class MoveForm(ActionForm):
    """Where a unit stands, since when."""

    was_checked = checked()
    state = forms.ChoiceField(
        label=gettext_lazy("Where does it stand?"),
        choices=[(key, label) for key, label in UnitState.choices if key != UnitState.NOT_STARTED],
        widget=forms.RadioSelect,
    )
    on = day(SpreadStep, "on", required=True)
    aware_on = forms.DateField(
        label=gettext_lazy("If it is new to us: since when have they known of it?"),
        required=False,
        widget=NativeDate,
    )
    reason = words(SpreadStep, "reason", hint=gettext_lazy("Why they said no, or what they do another way."))

    def __init__(self, *args, has_known: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if has_known:
            del self.fields["aware_on"]


class RateForm(ActionForm):
    """One statement after the other, each answered from 1 to 5."""

    is_on_paper = forms.BooleanField(
        label=gettext_lazy("I am typing what somebody else wrote on paper"), required=False
    )

    def __init__(self, *args, scale: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = SCALES[scale]
        for item in self.items:
            self.fields[item.key] = forms.TypedChoiceField(
                label=item.says,
                choices=[(number, number) for number in range(LOWEST, HIGHEST + 1)],
                coerce=int,
                widget=forms.RadioSelect,
            )

    @property
    def statements(self) -> Sequence[forms.BoundField]:
        """The questions, in the order of the scale."""
        return [self[item.key] for item in self.items]

    def clean(self) -> dict[str, Any]:
        """The scores together, by item."""
        super().clean()
        answers = self.cleaned_data
        answers["scores"] = {item.key: answers.pop(item.key, None) for item in self.items}
        return answers
