"""What a coach is asked: about a contact, a visit, and in the circle."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allteach.meetings.actions.contacts import Agreed
from allteach.meetings.kinds import Topic, Way
from allteach.meetings.models import CircleAnswer, CircleQuestion, Contact, PrivateNote, Visit
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.web.fields import NativeDate
from allteach.web.forms import ActionForm, CreatingForm
from allteach.web.questions import checked, day, number_of, one_of, version, words, yes

ROWS = 3  # Agreed actions that a form has room for.
USUAL_MINUTES = 20
USUAL_VISIT = 120


class AgreedRows(CreatingForm):
    """A form with a few rows for what was agreed: what, who and by when."""

    def __init__(self, *args, members: Sequence[Person], **kwargs):
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        choices = [("", _("The team")), *((key, member.name) for key, member in self.members.items())]
        for row in range(1, ROWS + 1):
            self.fields[f"agreed_{row}"] = forms.CharField(label=_("What will be done"), required=False, max_length=300)
            self.fields[f"who_{row}"] = forms.ChoiceField(label=_("By whom"), required=False, choices=choices)
            self.fields[f"by_{row}"] = forms.DateField(label=_("By when"), required=False, widget=NativeDate)

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The three questions of each row."""
        return [[self[f"{name}_{row}"] for name in ("agreed", "who", "by")] for row in range(1, ROWS + 1)]

    @property
    def opens_rows(self) -> bool:
        """Whether something stands in a row already, or is wrong with one."""
        return any(bound.value() or bound.errors for row in self.rows for bound in row)

    def clean(self) -> dict[str, Any]:
        """The rows as what was agreed. A row without words that says who or by when asks for them."""
        cleaned = dict(super().clean() or self.cleaned_data)
        agreed = []
        for row in range(1, ROWS + 1):
            what, who, by = (cleaned.pop(f"{name}_{row}", None) for name in ("agreed", "who", "by"))
            if what:
                agreed.append(Agreed(what, self.members.get(who or ""), by))
            elif who or by:
                self.add_error(f"agreed_{row}", _("Say what will be done."))
        cleaned["agreed"] = agreed
        return cleaned

    def add_broken_rule(self, broken_rule: ValidationError) -> None:
        """What is wrong with what was agreed stands at the first row."""
        if hasattr(broken_rule, "error_dict") and "agreed" in broken_rule.error_dict:
            broken_rule.error_dict["agreed_1"] = broken_rule.error_dict.pop("agreed")
        super().add_broken_rule(broken_rule)


class PeopleField(forms.ModelMultipleChoiceField):
    """Some of a team's people, each with a box to tick."""

    def __init__(self, **kwargs):
        super().__init__(queryset=Person.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, **kwargs)


def private_note() -> forms.CharField:
    """The note that nobody else reads."""
    label = capfirst(PrivateNote._meta.get_field("text").verbose_name)
    return forms.CharField(
        label=label,
        required=False,
        max_length=4000,
        help_text=gettext_lazy("Only you. Not even the director."),
        widget=forms.Textarea({"rows": 2}),
    )


class ContactQuestions(forms.Form):
    """What is asked about a contact, whether it is logged or put right."""

    was_checked = checked()
    way = one_of(Contact, "way", required=True)
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=1, max_value=600)
    shared_note = words(
        Contact, "shared_note", rows=3, hint=gettext_lazy("Read by the team, the director and faculty.")
    )
    private_note = private_note()
    next_on = day(Contact, "next_on")
    on = day(Contact, "on", required=True)
    initiated_by = one_of(Contact, "initiated_by")
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("What was it about?"),
        choices=Topic.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    team_energy = number_of(Contact, "team_energy", hint=gettext_lazy("You and the director see it."))
    risk = one_of(Contact, "risk", hint=gettext_lazy("You and the director see it."))

    MORE = ("on", "initiated_by", "topics", "people", "team_energy", "risk")

    @property
    def opens_more(self) -> bool:
        """Whether something is wrong with one of the questions that few need."""
        return any(name in self.errors for name in self.MORE)


class LogContactForm(ContactQuestions, AgreedRows):
    """A contact, logged in a minute: how, how long, what the team may read."""

    people = PeopleField(label=gettext_lazy("Who took part?"))

    def __init__(self, *args, team_members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = team_members


class CorrectContactForm(ContactQuestions, ActionForm):
    """A contact put right."""

    version = version()


class PlanVisitForm(CreatingForm):
    """A visit: which day, and for what."""

    was_checked = checked()
    on = day(Visit, "on", required=True, hint=gettext_lazy("A visit that took place already may be entered too."))
    at = forms.TimeField(
        label=gettext_lazy("From"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    purpose = words(
        Visit, "purpose", required=True, hint=gettext_lazy("Agree it with the team: what should be clearer afterwards?")
    )


class ReportVisitForm(AgreedRows):
    """A visit written up, along the template."""

    was_checked = checked()
    purpose = words(Visit, "purpose", required=True)
    walked = words(Visit, "walked", rows=4)
    chart_wall = words(Visit, "chart_wall", rows=2)
    met_sponsor = yes(Visit, "met_sponsor")
    sponsor_said = words(Visit, "sponsor_said", rows=2)
    taught = words(Visit, "taught", rows=2)
    learned = words(Visit, "learned", rows=2)
    for_others = words(Visit, "for_others", rows=2)
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=1, max_value=600)
    next_on = day(Contact, "next_on")
    private_note = private_note()

    def __init__(self, *args, is_logged: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if is_logged:  # Then these were asked when the contact was logged.
            for name in ("minutes", "next_on", "private_note"):
                del self.fields[name]


class CallOffForm(ActionForm):
    """Why a visit does not take place."""

    was_checked = checked()
    reason = forms.CharField(label=gettext_lazy("Why?"), required=False, max_length=300)


class QuickContactForm(ActionForm):
    """A contact by one button."""

    way = forms.ChoiceField(choices=Way.choices)


class TeamField(forms.ModelChoiceField):
    """One of the teams that the person coaches."""

    def __init__(self, **kwargs):
        super().__init__(queryset=Space.objects.none(), required=False, **kwargs)


class AskCircleForm(CreatingForm):
    """A question to the other coaches."""

    was_checked = checked()
    team = TeamField(label=gettext_lazy("About which team?"), empty_label=gettext_lazy("No team in particular"))
    words = words(
        CircleQuestion,
        "words",
        rows=3,
        required=True,
        hint=gettext_lazy("The coaches of this collaborative read it, and nobody else. Your private notes stay yours."),
    )

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams


class AnswerCircleForm(CreatingForm):
    """An answer to it."""

    was_checked = checked()
    words = words(CircleAnswer, "words", rows=3, required=True)


class CloseCircleForm(ActionForm):
    """What helped."""

    was_checked = checked()
    outcome = words(CircleQuestion, "outcome", rows=2)


class ReminderForm(ActionForm):
    """Who is asked for a month."""

    person = forms.TypedChoiceField(label=gettext_lazy("Who is asked?"))

    def __init__(self, *args, reporters: Sequence[tuple[Person, bool]], **kwargs):
        super().__init__(*args, **kwargs)
        people = {str(person.pk): person for person, _still in reporters}
        field = self.fields["person"]
        field.coerce = people.__getitem__
        field.choices = [
            (person.pk, str(person) if still else _("%(person)s (reports no longer)") % {"person": person})
            for person, still in reporters
        ]


def usual_answers(*, way: str | None, next_on: date | None) -> dict[str, Any]:
    """What the form of a contact begins with: as last time, today, and the day that the plan says."""
    return {
        "way": way if way in (Way.PHONE, Way.VIDEO, Way.EMAIL) else Way.PHONE,
        "minutes": USUAL_MINUTES,
        "on": timezone.localdate(),
        "next_on": next_on,
        "initiated_by": "coach",
        "risk": "none",
    }
