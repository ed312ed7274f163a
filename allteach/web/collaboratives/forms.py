"""Forms of collaboratives: beginning one, its charter, its teams."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from allteach.collaboratives.sections import SECTIONS
from allteach.measures.templates import TEMPLATES
from allteach.web.fields import NativeDate, Option
from allteach.web.forms import ActionForm, CreatingForm
from allteach.web.questions import checked


class BeginForm(CreatingForm):
    """A new collaborative, on one page."""

    name = forms.CharField(label=_("What is it called?"), max_length=120)
    summary = forms.CharField(
        label=_("What is it for?"),
        help_text=_("One sentence. It can be changed later."),
        max_length=300,
        required=False,
    )
    template = forms.ChoiceField(
        label=_("What should it start from?"),
        choices=[(row.key, Option(row.name, row.summary)) for row in TEMPLATES.values()],
        widget=forms.RadioSelect,
        initial="diabetes",
    )
    starts_on = forms.DateField(
        label=_("When do the goals begin to hold?"),
        help_text=_("Often the first day of the first learning session."),
        widget=NativeDate,
        required=False,
    )
    shares_results = forms.BooleanField(
        label=_("Teams see each other's results"),
        help_text=_("All teach, all learn. Each organisation's agreement says whether by name or by code."),
        required=False,
        initial=True,
    )
    is_published_data = forms.BooleanField(
        label=_("These numbers are published already"),
        help_text=_("Then nothing is hidden, however small."),
        required=False,
    )
    ground = forms.CharField(label=_("Where are they published?"), max_length=300, required=False)


class CharterForm(ActionForm):
    """Every section of the charter that is typed."""

    change_reason = forms.CharField(
        label=_("What changes, and why?"), help_text=_("Read beside the versions."), max_length=500, required=False
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    begins_on = forms.DateField(label=_("The collaborative begins"), required=False, widget=NativeDate)
    ends_on = forms.DateField(
        label=_("The collaborative ends"),
        help_text=_("Teams are told when an aim reaches beyond it."),
        required=False,
        widget=NativeDate,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for key, section in SECTIONS.items():
            if not section.shows:
                self.fields[f"section_{key}"] = forms.CharField(
                    label=section.title,
                    help_text=section.hint,
                    required=False,
                    max_length=8000,
                    widget=forms.Textarea(attrs={"rows": 4}),
                )

    @property
    def questions(self):
        """The sections, in the charter's order."""
        return [self[f"section_{key}"] for key, section in SECTIONS.items() if not section.shows]

    def submit(self, action, **known) -> bool:
        """Hand the sections over as one answer."""
        if not self.is_valid():
            return False
        answers = self.cleaned_data
        self.cleaned_data = {
            "change_reason": answers["change_reason"],
            "version": answers["version"],
            "days": {name: answers[name] for name in ("begins_on", "ends_on")},
            "sections": {
                name.removeprefix("section_"): text for name, text in answers.items() if name.startswith("section_")
            },
        }
        return super().submit(action, **known)

    def add_broken_rule(self, broken_rule: ValidationError) -> None:
        """Show what was refused of a section beside its question."""
        if hasattr(broken_rule, "error_dict"):
            sections = {f"section_{name}" for name in broken_rule.error_dict} & self.fields.keys()
            named = {
                f"section_{name}" if f"section_{name}" in sections else name: refused
                for name, refused in broken_rule.error_dict.items()
            }
            broken_rule = ValidationError(named)
        super().add_broken_rule(broken_rule)

    def is_valid(self) -> bool:
        """Whether it can be read; asked once more after the sections were gathered."""
        return "sections" in getattr(self, "cleaned_data", {}) or super().is_valid()


class ProfileForm(ActionForm):
    """What the collaborative knows of a team."""

    population = forms.CharField(label=_("Whom does the team care for?"), max_length=300, required=False)
    population_size = forms.IntegerField(
        label=_("How many people is that?"), min_value=0, max_value=10_000_000, required=False
    )
    region = forms.CharField(label=_("Region"), max_length=80, required=False)
    practice_kind = forms.CharField(label=_("Kind of practice"), max_length=80, required=False)
    joined_on = forms.DateField(label=_("Since when is it part of it?"), widget=NativeDate, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class TeamForm(CreatingForm):
    """A team to add."""

    name = forms.CharField(label=_("What is the team called?"), max_length=120)
    organisation = forms.CharField(
        label=_("Which organisation does it belong to?"),
        help_text=_("Leave it empty when it has the team's name."),
        max_length=160,
        required=False,
    )
    region = forms.CharField(label=_("Region"), max_length=80, required=False)
    practice_kind = forms.CharField(label=_("Kind of practice"), max_length=80, required=False)
    joined_on = forms.DateField(label=_("Since when is it part of it?"), widget=NativeDate, required=False)


class WithdrawForm(ActionForm):
    """A team leaves."""

    was_checked = checked()
    on = forms.DateField(label=_("When did it leave?"), widget=NativeDate)
    reason = forms.CharField(label=_("Why?"), help_text=_("A few words. Nobody's name."), max_length=300)
