"""Forms about what is measured: defining a measure, and changing its definition."""

from django import forms
from django.utils.translation import gettext_lazy

from allteach.measures.kinds import KINDS, Kind
from allteach.measures.models import PERIOD_KINDS, Definition, Measure
from allteach.web.fields import NativeDate, Option
from allteach.web.forms import ActionForm, CreatingForm
from allteach.web.measures.reading_choices import RULES, TRENDS, TYPICAL, charts_of, rules_with_rates
from allteach.web.questions import checked


class DefinitionFields(forms.Form):
    """What every version of a definition says."""

    was_checked = checked()
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    plain_name = forms.CharField(
        label=gettext_lazy("In plain words"),
        help_text=gettext_lazy("As it stands in a sentence: “adults with diabetes whose feet were examined”."),
        max_length=200,
        required=False,
    )
    rationale = forms.CharField(
        label=gettext_lazy("Why it matters"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    numerator_definition = forms.CharField(
        label=gettext_lazy("What is counted"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    denominator_definition = forms.CharField(
        label=gettext_lazy("Out of whom, or what"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    inclusion = forms.CharField(
        label=gettext_lazy("Who is included"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    exclusion = forms.CharField(
        label=gettext_lazy("Who is left out"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    look_back = forms.CharField(
        label=gettext_lazy("Looking back over"),
        help_text=gettext_lazy(
            "For example: in the 12 months ending on the last day of the month. Empty: the period itself."
        ),
        required=False,
        max_length=200,
    )
    data_source = forms.CharField(label=gettext_lazy("Where the numbers come from"), required=False, max_length=300)
    how_to_extract = forms.CharField(
        label=gettext_lazy("How to get them"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    sampling = forms.ChoiceField(
        label=gettext_lazy("Who is looked at"), choices=Definition.Sampling.choices, initial="all"
    )
    sample_size = forms.IntegerField(
        label=gettext_lazy("How many each period"), required=False, min_value=1, max_value=1_000_000
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("Which way is better?"),
        choices=Definition.Direction.choices,
        widget=forms.RadioSelect,
        initial="up",
    )
    unit = forms.CharField(label=gettext_lazy("Unit"), required=False, max_length=40)
    per = forms.IntegerField(
        label=gettext_lazy("For each"),
        help_text=gettext_lazy("100 for percent, 1,000 for each thousand. Empty: as usual for the kind."),
        required=False,
        min_value=1,
        max_value=1_000_000,
    )
    decimals = forms.IntegerField(label=gettext_lazy("Decimals"), min_value=0, max_value=4, initial=0)
    least_value = forms.DecimalField(
        label=gettext_lazy("Least value that can be"), max_digits=14, decimal_places=4, required=False
    )
    most_value = forms.DecimalField(
        label=gettext_lazy("Largest value that can be"), max_digits=14, decimal_places=4, required=False
    )
    asks_beyond = forms.DecimalField(
        label=gettext_lazy("Ask when it moves by more than"),
        help_text=gettext_lazy("Empty: 25 points for percentages."),
        max_digits=14,
        decimal_places=4,
        required=False,
    )
    benchmark = forms.DecimalField(label=gettext_lazy("Benchmark"), max_digits=14, decimal_places=4, required=False)
    benchmark_source = forms.CharField(label=gettext_lazy("Whose benchmark"), max_length=200, required=False)
    chart = forms.ChoiceField(
        label=gettext_lazy("Chart"), choices=charts_of(None), widget=forms.RadioSelect, required=False
    )
    rules = forms.ChoiceField(
        label=gettext_lazy("Rules for signals"),
        help_text=gettext_lazy("Named on every chart. No rule is free: each also speaks when nothing has changed."),
        choices=list(RULES.items()),
        widget=forms.RadioSelect,
        initial="anhoej",
    )
    trend_points = forms.TypedChoiceField(
        label=gettext_lazy("How many points make a trend?"),
        choices=TRENDS,
        widget=forms.RadioSelect,
        coerce=int,
        empty_value=None,
        required=False,
    )
    screens_moving_ranges = forms.BooleanField(
        label=gettext_lazy("Leave out freak moving ranges"),
        help_text=gettext_lazy(
            "One odd month then does not widen the limits. Most tools do; Wheeler and Laney advise against it."
        ),
        required=False,
        initial=True,
    )
    uses_rounded_constant = forms.BooleanField(
        label=gettext_lazy("2.66 instead of 3 ÷ 1.128"),
        help_text=gettext_lazy("As Making Data Count's own tool: the limits differ by one part in six thousand."),
        required=False,
    )
    strata = forms.CharField(
        label=gettext_lazy("Agreed groups"),
        help_text=gettext_lazy("One a line, for example age bands. Each gets its own row in the grid."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    known_weaknesses = forms.CharField(
        label=gettext_lazy("What is weak about it"),
        help_text=gettext_lazy("Shown with every chart."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, points: int = TYPICAL, of_kind: Kind | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        now = self.initial
        self.fields["chart"].choices = charts_of(of_kind)
        self.fields["rules"].choices = rules_with_rates(
            points,
            chosen=now.get("rules", ""),
            trend_points=now.get("trend_points") or None,
            screens=now.get("screens_moving_ranges", True),
        )

    def clean_strata(self):
        """The groups, one a line."""
        return [line.strip()[:60] for line in self.cleaned_data["strata"].splitlines() if line.strip()]


class MeasureForm(DefinitionFields, CreatingForm):
    """A new measure."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of number is it?"),
        choices=[(row.key, Option(row.name, row.explanation)) for row in KINDS.values()],
        widget=forms.RadioSelect,
        initial="proportion",
    )
    measure_type = forms.ChoiceField(label=gettext_lazy("Type"), choices=Measure.Type.choices, initial="process")
    scope = forms.ChoiceField(
        label=gettext_lazy("Who reports it?"),
        choices=[choice for choice in Measure.Scope.choices if choice[0] != Measure.Scope.OWN],
        widget=forms.RadioSelect,
        initial=Measure.Scope.CORE_REQUIRED,
    )
    period_kind = forms.ChoiceField(label=gettext_lazy("How often?"), choices=PERIOD_KINDS, initial="month")
    due_day = forms.IntegerField(
        label=gettext_lazy("Due how many days after the period ends?"),
        help_text=gettext_lazy("Months are due on the days of the calendar, once there is one."),
        min_value=0,
        max_value=90,
        initial=10,
    )
    counts_people = forms.BooleanField(
        label=gettext_lazy("It counts people"),
        help_text=gettext_lazy(
            "Then small numbers are hidden from other teams. Audits, bundles and days are not people."
        ),
        required=False,
        initial=True,
    )

    def clean(self):
        """What was left empty is as usual for the kind."""
        cleaned = super().clean()
        for name in ("per", "unit"):
            if not cleaned.get(name):
                cleaned.pop(name, None)
        return cleaned


class ChangeForm(DefinitionFields, ActionForm):
    """A new version of a definition."""

    effective_from = forms.DateField(
        label=gettext_lazy("From when is the new definition in force?"),
        help_text=gettext_lazy("A new phase begins there on every chart."),
        widget=NativeDate,
    )
    change_reason = forms.CharField(label=gettext_lazy("What changes, and why?"), max_length=500)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_per(self):
        """Never nothing: a definition always says for each what."""
        return self.cleaned_data["per"] or self.initial.get("per") or 1


GROUPS = (
    (gettext_lazy("What it is"), ("name", "plain_name", "rationale")),
    (
        gettext_lazy("What is counted"),
        ("numerator_definition", "denominator_definition", "inclusion", "exclusion", "look_back"),
    ),
    (
        gettext_lazy("Where it comes from"),
        ("data_source", "how_to_extract", "sampling", "sample_size", "strata", "known_weaknesses"),
    ),
    (gettext_lazy("How it is read"), ("direction", "unit", "per", "decimals", "benchmark", "benchmark_source")),
    (gettext_lazy("What can be, and what is odd"), ("least_value", "most_value", "asks_beyond")),
    (
        gettext_lazy("Chart and rules"),
        ("chart", "rules", "trend_points", "screens_moving_ranges", "uses_rounded_constant"),
    ),
)


def grouped(form):
    """The questions in groups, for the template."""
    return [(title, [form[name] for name in names]) for title, names in GROUPS]
