"""Forms about results and awards."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from allteach.measures.models import Measure
from allteach.progress.actions.awards import LINE
from allteach.progress.actions.results import LINK, LONGEST_ALTERNATIVE, LONGEST_TITLE, MOST_LINKS
from allteach.progress.awards import PUT_FORWARD_FOR, AwardKind
from allteach.progress.models import Award, Nomination, Results, ResultsVersion
from allteach.progress.models.awards import LONGEST_WHY
from allteach.spaces.models import Space, Subject
from allteach.spaces.naming import name_for
from allteach.web.forms import ActionForm, CreatingForm
from allteach.web.questions import checked, one_of, version, words

FREE_LINES = 2  # Of links, besides those that are there.


class ResultsForm(ActionForm):
    """What only people can say of the results; everything else is made from the record."""

    was_checked = checked()
    summary = words(
        Results,
        "summary",
        rows=5,
        hint=_("As you would say it to a neighbour: short sentences, no jargon, the main number."),
    )
    measures = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        label=_("Which measures shall be shown?"),
        help_text=_("All teams together, with those numbers alone that their practices let us publish."),
        widget=forms.CheckboxSelectMultiple,
    )
    not_worked = words(Results, "not_worked", rows=4, hint=_("At least one honest line. It saves others the trouble."))
    partners = words(
        Results, "partners", rows=4, hint=_("What they did, and what came of it. Nobody by name without their yes.")
    )
    limits = words(Results, "limits", rows=4, hint=_("What always holds stands here already. Add what holds for you."))
    thanks = words(Results, "thanks", rows=3)
    authors = words(
        Results, "authors", hint=_("Between two authors stands a semicolon: “Okafor, Esi; Ontario Steady Sugar”.")
    )
    licence = one_of(Results, "licence", required=True)
    version = version()

    def __init__(self, *args, measures, links: Sequence[Mapping[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["measures"].queryset = measures
        self.fields["measures"].label_from_instance = _name_of
        self.numbers = range(1, min(MOST_LINKS, len(links) + FREE_LINES) + 1)
        asked = {
            "title": (_("What is it?"), LONGEST_TITLE),
            "link": (_("Its address"), 500),
            "alternative": (_("For those who cannot see or hear it"), LONGEST_ALTERNATIVE),
        }
        for number in self.numbers:
            stands = links[number - 1] if number <= len(links) else {}
            for name, (label, most) in asked.items():
                self.fields[f"{name}_{number}"] = forms.CharField(
                    label=label,
                    max_length=most,
                    required=False,
                    initial=stands.get(name, ""),
                    help_text=_("“With captions”, “The transcript stands below it”.") if name == "alternative" else "",
                )

    @property
    def lines(self) -> list[list]:
        """The questions about each link."""
        return [[self[f"{name}_{number}"] for name in LINK] for number in self.numbers]

    def clean(self):
        """The answers as the action takes them."""
        said = super().clean()
        links = [{name: said.pop(f"{name}_{number}", "") for name in LINK} for number in self.numbers]
        return {**said, "links": links}


class PublishForm(ActionForm):
    """That the results are published as they stand; from the second version on with what is different."""

    was_checked = checked()
    change_reason = words(
        ResultsVersion, "change_reason", rows=2, hint=_("Whoever read the version before wants to know.")
    )
    version = version()

    def __init__(self, *args, is_first: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["change_reason"], self.fields["was_checked"]


class TakeBackForm(ActionForm):
    """Why something is shown no more."""

    was_checked = checked()
    reason = words(ResultsVersion, "taken_back_reason", rows=3)


class NominationForm(CreatingForm):
    """Which team somebody puts forward, for what, and why."""

    was_checked = checked()
    team = forms.ModelChoiceField(queryset=None, label=_("Which team?"), empty_label=_("Choose a team"))
    award = forms.ChoiceField(
        label=_("For what?"),
        choices=[(kind.value, kind.label) for kind in PUT_FORWARD_FOR],
        widget=forms.RadioSelect,
    )
    words = words(
        Nomination, "words", rows=3, hint=_("What did they do that helped you? Those who give the awards read it.")
    )

    def __init__(self, *args, teams, seen_by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams
        self.fields["team"].label_from_instance = lambda team: name_for(team, seen_by)


class WhichTeamForm(forms.Form):
    """Which team an award is for, asked first: what can show it is the team's own."""

    team = forms.ModelChoiceField(queryset=None, label=_("Which team?"), empty_label=_("Choose a team"))

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams


class AwardForm(CreatingForm):
    """Which team is given which award, why, and what shows it."""

    was_checked = checked()
    team = forms.ModelChoiceField(queryset=None, label=_("Which team?"), empty_label=_("Choose a team"))
    award = forms.ChoiceField(label=_("Which award?"), choices=AwardKind.choices, widget=forms.RadioSelect)
    why = words(Award, "why", rows=3, hint=_("It stands on the certificate and on the team’s page."))
    points_at = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("What shows it?"),
        help_text=_("A test that was let go, a change that others took over. Everybody here may see it."),
        empty_label=_("Nothing in particular"),
    )

    def __init__(self, *args, teams, shown: Sequence[Subject], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams
        self.fields["points_at"].queryset = Subject.objects.filter(pk__in=[each.pk for each in shown])
        if not shown:
            self.fields["points_at"].help_text = _(
                "Choose the team and save once: then its tests and changes stand here."
            )


class RecognitionForm(ActionForm):
    """A line for each team, with what it is thanked for."""

    was_checked = checked()

    def __init__(self, *args, teams: Sequence[Space], said: Mapping[int, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.teams = teams
        for team in teams:
            self.fields[LINE.format(team=team.pk)] = forms.CharField(
                label=team.name,
                required=False,
                max_length=LONGEST_WHY,
                initial=said.get(team.pk, ""),
                widget=forms.Textarea({"rows": 2}),
            )

    def clean(self):
        """The lines as the action takes them."""
        said = super().clean()
        lines = {team.pk: said.get(LINE.format(team=team.pk), "") for team in self.teams}
        return {"lines": lines, "was_checked": said.get("was_checked", False)}


class ShowForm(ActionForm):
    """Whether the public may read of an award."""

    is_shown = forms.BooleanField(required=False)


def _name_of(measure: Measure) -> str:
    return measure.current.name
