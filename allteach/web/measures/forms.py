"""Forms about measures and values."""

from django import forms
from django.utils.translation import gettext_lazy as _

from allteach.measures.kinds import Kind
from allteach.measures.models import Annotation
from allteach.web.fields import NativeDate
from allteach.web.forms import ActionForm, CreatingForm
from allteach.web.questions import checked


class ValueForm(ActionForm):
    """The numbers one kind of measure asks for, in its own words."""

    was_checked = checked()
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


class TargetForm(ActionForm):
    """What a measure should reach, and by when."""

    was_checked = checked()
    words = forms.CharField(label=_("What is to be reached?"), max_length=200)
    target = forms.DecimalField(label=_("Target"), max_digits=14, decimal_places=4, localize=True)
    reach_by = forms.DateField(label=_("By when?"), widget=NativeDate, required=False)
    holds_from = forms.DateField(
        label=_("From when does this target hold?"),
        help_text=_("Charts show each target where it held. The same day again corrects it."),
        widget=NativeDate,
    )
    baseline = forms.DecimalField(
        label=_("Where do we begin?"), max_digits=14, decimal_places=4, required=False, localize=True
    )
    stretch = forms.DecimalField(
        label=_("Stretch target"), max_digits=14, decimal_places=4, required=False, localize=True
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class NoteForm(CreatingForm):
    """What was happening."""

    was_checked = checked()
    on = forms.DateField(label=_("When?"), widget=NativeDate)
    words = forms.CharField(label=_("What was happening?"), help_text=_("A few words. Nobody's name."), max_length=200)
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            choice
            for choice in Annotation.Kind.choices
            if choice[0] not in (Annotation.Kind.TEST, Annotation.Kind.KEPT)
        ],
        initial=Annotation.Kind.EVENT,
    )
    expected = forms.CharField(label=_("What do you expect of it?"), max_length=200, required=False)


class ChangeNoteForm(ActionForm):
    """A note that stands on a chart."""

    was_checked = checked()
    on = forms.DateField(label=_("When?"), widget=NativeDate)
    words = forms.CharField(label=_("What was happening?"), max_length=200)
    kind = forms.ChoiceField(label=_("What is it?"), choices=Annotation.Kind.choices)
    expected = forms.CharField(label=_("What do you expect of it?"), max_length=200, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ReasonForm(ActionForm):
    """A reason."""

    was_checked = checked()
    reason = forms.CharField(
        label=_("Why?"), help_text=_("A few words. Others read them on the chart."), max_length=300
    )


class LeaveOutForm(ReasonForm):
    """Why a point does not count."""

    reason = forms.CharField(
        label=_("Why does it not count?"),
        help_text=_("A known special cause, such as a flood. Not: it looks bad."),
        max_length=500,
    )


class BaselineForm(ActionForm):
    """Where a phase begins, and what its centre is computed from."""

    was_checked = checked()
    starts_on = forms.DateField(
        label=_("From when?"),
        help_text=_("Empty: the first phase, from the first point."),
        widget=NativeDate,
        required=False,
    )
    points = forms.IntegerField(
        label=_("How many points make its baseline?"),
        help_text=_("Empty: all of its points. Twelve are good, six the least that is fair."),
        min_value=3,
        max_value=200,
        required=False,
    )
    words = forms.CharField(label=_("What is it called?"), max_length=60, required=False)
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Re-base when a shift has lasted, its cause is known, it is wanted, and it should stay."),
        max_length=300,
    )
