"""Forms that plan meetings: when, where, about what, in which order."""

from django import forms
from django.utils.translation import gettext_lazy as _

from allteach.meetings.kinds import Kind
from allteach.meetings.models import AgendaItem, Material, Meeting
from allteach.web.fields import NativeDate
from allteach.web.forms import ActionForm, CreatingForm, WarningForm
from allteach.web.questions import checked, version, yes
from allteach.web.questions import words as asked


class NativeMoment(forms.DateTimeInput):
    """The browser's own calendar and clock, in one input."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class ChangeForm(WarningForm):
    """When and where a meeting is, about what, and who leads it."""

    was_checked = checked()
    starts_at = forms.DateTimeField(label=_("When does it begin?"), widget=NativeMoment)
    ends_at = forms.DateTimeField(label=_("When does it end?"), widget=NativeMoment)
    topic = asked(Meeting, "topic")
    place = asked(Meeting, "place")
    link = asked(Meeting, "link", hint=_("Those who come see it. It begins with https://."))
    register_by = forms.DateField(label=_("Until when can teams register?"), required=False, widget=NativeDate)
    led_by = forms.ModelChoiceField(queryset=None, required=False, label=_("Who leads it?"), empty_label=_("Not said"))
    led_team = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Which team leads it?"), empty_label=_("None")
    )
    version = version()

    def __init__(self, *args, people, teams, has_registration, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["led_by"].queryset, self.fields["led_team"].queryset = people, teams
        if not has_registration:
            del self.fields["register_by"]


class PlanForm(WarningForm, CreatingForm):
    """A meeting that is in no calendar."""

    was_checked = checked()
    title = forms.CharField(label=_("What is it called?"), max_length=200)
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[(kind, kind.label) for kind in (Kind.ALL_TEAM_CALL, Kind.LEARNING_SESSION)],
        widget=forms.RadioSelect,
    )
    starts_at = forms.DateTimeField(label=_("When does it begin?"), widget=NativeMoment)
    ends_at = forms.DateTimeField(label=_("When does it end?"), widget=NativeMoment)
    topic = asked(Meeting, "topic")
    place = asked(Meeting, "place")
    link = asked(Meeting, "link")


class CancelForm(ActionForm):
    """Why a meeting does not take place."""

    was_checked = checked()
    reason = forms.CharField(label=_("Why does it not take place?"), max_length=300)


class BlockForm(ActionForm):
    """One block of an agenda."""

    was_checked = checked()
    words = asked(AgendaItem, "words", required=True)
    day = forms.TypedChoiceField(label=_("On which day?"), coerce=int)
    minutes = forms.IntegerField(label=_("How many minutes?"), min_value=1, max_value=720)
    strand = forms.ChoiceField(label=_("What is it about?"), required=False)
    leader = forms.ChoiceField(label=_("Who leads it?"), required=False)
    led_by = asked(AgendaItem, "led_by")
    is_team_time = yes(AgendaItem, "is_team_time")
    text = asked(AgendaItem, "text", rows=2)

    def __init__(self, *args, days, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].choices = [(number, str(number)) for number in range(1, days + 1)]
        for name in ("strand", "leader"):
            kept = AgendaItem._meta.get_field(name)
            self.fields[name].choices = kept.get_choices(blank_choice=[("", _("Not said"))])


class MaterialForm(ActionForm):
    """Something to read or show."""

    was_checked = checked()
    title = asked(Material, "title", required=True)
    link = asked(Material, "link", required=True, hint=_("Where it is kept. It begins with https://."))


class WayForm(ActionForm):
    """Which way a block goes."""

    way = forms.ChoiceField(choices=[("earlier", "earlier"), ("later", "later")])

    def clean(self):
        answers = super().clean()
        return {"earlier": answers["way"] == "earlier"} if "way" in answers else answers
