"""Forms about who comes and who came."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from allteach.meetings.actions import Coming, WalkIn
from allteach.meetings.kinds import Mode
from allteach.meetings.models import Attendance
from allteach.meetings.queries.coming import ComingTeam
from allteach.people.models import Person
from allteach.web.forms import ActionForm
from allteach.web.questions import checked

NEEDS = ("access_needs", "food", "travel")


class RegisterForm(ActionForm):
    """Who of a team comes, and what each needs.

    What somebody else needs is not shown again, not even to those of their team: left empty, it stays as it was.
    """

    was_checked = checked()
    guests = forms.CharField(
        label=_("Who else comes?"),
        help_text=_("People without an account here, one name on each line."),
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(
        self, *args, people: Sequence[Person], rows: Mapping[int, Attendance], guests: Sequence[str], by, **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.people, self.by = people, by
        self.initial["guests"] = "\n".join(guests)
        for person in people:
            row, number = rows.get(person.pk), person.pk
            self.fields[f"comes_{number}"] = forms.BooleanField(
                label=person.name, required=False, initial=row is not None
            )
            self.fields[f"mode_{number}"] = forms.ChoiceField(
                label=_("How?"),
                choices=Mode.choices,
                initial=row.mode if row else Mode.ON_SITE,
                required=False,
                widget=forms.RadioSelect,
            )
            for name in NEEDS:
                kept = Attendance._meta.get_field(name)
                is_kept_back = row is not None and person != by and getattr(row, name)
                self.fields[f"{name}_{number}"] = forms.CharField(
                    label=str(kept.verbose_name).capitalize(),
                    help_text=_("Something is noted for the organisers. Write here only to replace it.")
                    if is_kept_back
                    else "",
                    max_length=kept.max_length,
                    required=False,
                    initial=getattr(row, name) if row is not None and person == by else "",
                )

    @property
    def lines(self) -> list[dict]:
        """The questions about each person."""
        return [
            {
                "name": person.name,
                "comes": self[f"comes_{person.pk}"],
                "questions": [self[f"{name}_{person.pk}"] for name in ("mode", *NEEDS)],
                "is_open": any(self.errors.get(f"{name}_{person.pk}") for name in ("mode", *NEEDS))
                if self.is_bound
                else False,
            }
            for person in self.people
        ]

    def clean(self):
        """The answers as the action takes them."""
        answers = super().clean()
        coming = [
            Coming(
                person,
                mode=answers.get(f"mode_{person.pk}") or Mode.ON_SITE,
                **{name: self._need(answers, name, person) for name in NEEDS},
            )
            for person in self.people
            if answers.get(f"comes_{person.pk}")
        ]
        guests = answers.get("guests", "").splitlines()
        return {"coming": coming, "guests": guests, "was_checked": answers.get("was_checked", False)}

    def _need(self, answers, name, person) -> str | None:
        """What was written; None where nothing was, about somebody else."""
        said = answers.get(f"{name}_{person.pk}", "")
        return said if said or person == self.by else None


class AttendanceForm(ActionForm):
    """Who of those on the list was there; and one who walked in."""

    present = forms.ModelMultipleChoiceField(queryset=None, required=False, label=_("Who was there?"))
    walk_in = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Somebody of a team who was not registered"),
        empty_label=_("Nobody"),
    )
    guest = forms.CharField(label=_("Or somebody by name"), max_length=120, required=False)
    team = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Which team do they come with?"), empty_label=_("None")
    )

    def __init__(self, *args, listed: Sequence[ComingTeam], rows, people, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = rows
        self.fields["walk_in"].queryset, self.fields["team"].queryset = people, teams
        self.listed = listed

    @property
    def ticked(self) -> set[str]:
        """The numbers that are ticked: as sent, or as they stand."""
        if self.is_bound:
            return set(self.data.getlist("present"))
        return {str(row.pk) for team in self.listed for row in team.rows if row.state == Attendance.State.ATTENDED}

    def clean(self):
        """The answers as the action takes them."""
        answers = super().clean()
        membership, guest, team = answers.get("walk_in"), answers.get("guest", ""), answers.get("team")
        walk_ins = []
        if membership is not None:
            walk_ins.append(WalkIn(team=membership.space, person=membership.person))
        if guest.strip():
            walk_ins.append(WalkIn(team=team, guest=guest))
        return {"present": answers.get("present", []), "walk_ins": walk_ins}


class RollForm(ActionForm):
    """Which teams are on a call: one tick each."""

    teams = forms.ModelMultipleChoiceField(
        queryset=None, required=False, label=_("Which teams are here?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["teams"].queryset = teams
