"""Forms of an import: the file, what its columns mean, what it leaves open, and taking it over."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allteach.exchange.formats import READABLE
from allteach.exchange.layout import Layout
from allteach.exchange.mapping import LEAVE_OUT, NEW, ROLES, Amount, Filter, Mapping, Reading
from allteach.exchange.questions import Choice, Question
from allteach.exchange.questions import answer as answered
from allteach.measures.models import PERIOD_KINDS, Measure, ValueImport
from allteach.spaces.models import Space
from allteach.web.forms import ActionForm, CreatingForm

CONSTANT = "="  # Before a key that is the same for the whole file, where a column could be named instead.
EACH = "each"
FEW = 3  # Measures whose columns are asked for at once; more are folded.


class FileForm(CreatingForm):
    """A file to send."""

    file = forms.FileField(
        label=gettext_lazy("Which file?"),
        help_text=gettext_lazy("CSV, XLSX, XLS or ODS, up to 25 MB. Counts only: no names, no numbers of patients."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(READABLE)}),
    )


class ColumnsForm(ActionForm):
    """What the columns of a file mean. It starts from the mapping kept or proposed."""

    def __init__(self, *args, value_import, layout: Layout, mapping: Mapping, teams, measures, **kwargs):
        super().__init__(*args, **kwargs)
        self.mapping = mapping
        self.measures: list[Measure] = measures
        columns = [(column.name, column.name) for column in layout.table.columns]
        none = ("", _("No column"))
        is_team = value_import.space.kind == Space.Kind.TEAM
        constant_team = next((reading.team for reading in mapping.readings if reading.team), "")
        constant_measure = self._constant_measure()

        if mapping.across != "team":
            whole = [(f"{CONSTANT}{team.slug}", team.name) for team in teams]
            self._ask(
                "team",
                _("Which column names the team?"),
                [("", _("Choose a column"))] * (not is_team) + columns + [(_("The whole file is about"), whole)],
                mapping.team or (constant_team and f"{CONSTANT}{constant_team}"),
                required=True,
            )
        if mapping.across != "period":
            self._ask("period", _("Which column says the period?"), [none, *columns], mapping.period, required=True)
        self._ask("period_kind", _("How often are these values reported?"), PERIOD_KINDS, mapping.period_kind)
        whole = [(f"{CONSTANT}{measure.slug}", measure.current.name) for measure in measures]
        self._ask(
            "measure",
            _("Does a column name the measure?"),
            [("", _("No: each measure has columns of its own")), *columns, (_("The whole file is about"), whole)],
            mapping.measure or (constant_measure and f"{CONSTANT}{constant_measure}"),
            required=bool(mapping.across),
        )
        self.parts: list[tuple[str, str, list[str]]] = []  # A heading, a hint and the questions under it.
        if not mapping.across:
            self._ask_for_numbers(columns, none)
        self._ask("filter_column", _("Read only some rows: by which column?"), [none, *columns], self._filter().column)
        self.fields["filter_text"] = forms.CharField(
            label=_("What must stand there?"), max_length=200, required=False, initial=self._filter().equals
        )
        self._ask("stratum", _("Does a column name a group?"), [none, *columns], mapping.stratum)
        self._ask("note", _("Does a column hold remarks?"), [none, *columns], mapping.note)
        if not value_import.has_been_looked_through:
            self.fields["has_been_looked_through"] = forms.BooleanField(
                label=_("We have looked: this file holds counts only, and names nobody")
            )

    def _ask(self, name, label, choices, initial, *, required=False) -> None:
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, initial=initial, required=required)

    def _constant_measure(self) -> str:
        """The one measure of the whole file, where a table is wide or has just one."""
        slugs = {reading.measure for reading in self.mapping.readings if reading.measure}
        return next(iter(slugs)) if self.mapping.across and len(slugs) == 1 else ""

    def _filter(self) -> Filter:
        return self.mapping.filters[0] if self.mapping.filters else Filter("", "")

    def _ask_for_numbers(self, columns, none) -> None:
        """The columns of one measure after the other; and those of all of them, where a column names the measure."""
        by_measure = {reading.measure: reading for reading in self.mapping.readings}
        whole = self.mapping.readings[0] if self.mapping.measure and self.mapping.readings else Reading()
        if self.mapping.measure or not self.measures:
            by_measure = {}
        for measure in self.measures:
            reading = by_measure.get(measure.slug, Reading())
            names = self._numbers_of(f"of-{measure.pk}", measure, reading, columns, none)
            self.parts.append((measure.current.name, measure.get_kind_key_display(), names))
        names = []
        labels = {"numerator": _("How many, or the count"), "denominator": _("Out of"), "value": _("A value alone")}
        for role, label in labels.items():
            amount = getattr(whole, role)
            self._ask(f"any-{role}", label, [none, *columns], amount.column if amount else "")
            names.append(f"any-{role}")
        self.parts.append((_("If a column names the measure"), _("The same columns for every measure."), names))

    def _numbers_of(self, stem, measure, reading, columns, none) -> list[str]:
        form = measure.form
        first = reading.numerator or reading.value
        label = form.numerator_label
        self._ask(f"{stem}-first", label, [none, *columns], first.column if first else "")
        self._ask(f"{stem}-minus", _("less what stands in"), [none, *columns], first.minus if first else "")
        names = [f"{stem}-first", f"{stem}-minus"]
        if form.has_denominator:
            second = reading.denominator
            self._ask(f"{stem}-second", form.denominator_label, [none, *columns], second.column if second else "")
            names.append(f"{stem}-second")
        return names

    @property
    def sections(self):
        """The parts with their questions, as the page shows them: open where something is answered."""
        shown = []
        for title, hint, names in self.parts:
            is_few = len(self.measures) <= FEW and names != self.parts[-1][2] and not self.mapping.measure
            is_open = is_few or any(self[name].value() for name in names) or any(self[name].errors for name in names)
            shown.append((title, hint, [self[name] for name in names], is_open))
        return shown

    @property
    def questions(self):
        """What is asked of the file as a whole."""
        asked = {name for _title, _hint, names in self.parts for name in names}
        later = {"filter_column", "filter_text", "stratum", "note", "has_been_looked_through"}
        return [self[name] for name in self.fields if name not in asked | later]

    @property
    def rarely(self):
        """What few files need."""
        return [self[name] for name in ("filter_column", "filter_text", "stratum", "note")]

    @property
    def asks_rarely(self) -> bool:
        """Whether any of that is answered."""
        return any(question.value() for question in self.rarely)

    @property
    def looked_through(self):
        """The tick that the file names nobody, where something looked as if it did."""
        return self["has_been_looked_through"] if "has_been_looked_through" in self.fields else None

    def clean(self):
        """At least one number must stand somewhere."""
        said = super().clean()
        if not self.errors and not self.mapping.across and not self._readings(said):
            self.add_error(None, _("Say in which columns the numbers of at least one measure stand."))
        if said.get("filter_column") and not said.get("filter_text"):
            self.add_error("filter_text", _("Say what must stand in the column, for example 1."))
        return said

    def _readings(self, said) -> tuple[Reading, ...]:
        team = said.get("team", "")
        constant = {"team": team.removeprefix(CONSTANT)} if team.startswith(CONSTANT) else {}
        measure = said.get("measure", "")
        if measure:
            only = {"measure": measure.removeprefix(CONSTANT)} if measure.startswith(CONSTANT) else {}
            numbers: dict[str, Amount | None] = {
                role: Amount(said[f"any-{role}"]) for role in ROLES if said.get(f"any-{role}")
            }
            return (Reading(**only, **constant, **numbers),) if numbers or self.mapping.across else ()
        readings = []
        for each in self.measures:
            stem = f"of-{each.pk}"
            if said.get(f"{stem}-first"):
                first = Amount(said[f"{stem}-first"], said[f"{stem}-minus"])
                if each.form.has_denominator:
                    second = said.get(f"{stem}-second")
                    numbers = {
                        "numerator": first,
                        "denominator": Amount(second) if second else None,
                    }
                else:
                    numbers = {"numerator": first} if each.form.is_count else {"value": first}
                readings.append(Reading(measure=each.slug, **constant, **numbers))
        return tuple(readings)

    def submit(self, action, **known) -> bool:
        """Hand the answers over as one mapping."""
        if not self.is_valid():
            return False
        said = self.cleaned_data
        team, measure = said.get("team", ""), said.get("measure", "")
        first = (Filter(said["filter_column"], said["filter_text"]),) if said["filter_column"] else ()
        mapping = replace(
            self.mapping,
            team="" if team.startswith(CONSTANT) else team,
            period=said.get("period", ""),
            period_kind=said["period_kind"],
            measure="" if measure.startswith(CONSTANT) else measure,
            readings=self._readings(said),
            filters=first + self.mapping.filters[1:],
            stratum=said["stratum"],
            note=said["note"],
        )
        looked = {"has_been_looked_through": True} if said.get("has_been_looked_through") else {}
        self.cleaned_data = {"mapping": mapping, **looked}
        return super().submit(action, **known)

    def is_valid(self) -> bool:
        """Whether it can be read; asked once more after the mapping was made."""
        return "mapping" in getattr(self, "cleaned_data", {}) or super().is_valid()


class QuestionsForm(ActionForm):
    """What a file leaves open, each with its answers; many unknown teams can be answered at once."""

    def __init__(self, *args, value_import: ValueImport, mapping: Mapping, teams, measures, ground: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.mapping = mapping
        self.asked = [
            Question(**{**kept, "choices": tuple(Choice(*choice) for choice in kept["choices"])})
            for kept in value_import.questions
        ]
        unknown = [question for question in self.asked if question.code == "unknown_team"]
        self.may_make = any(choice.value == NEW for question in unknown for choice in question.choices)
        self.is_about_many = len(unknown) > 1
        known = {"unknown_team": teams, "unknown_measure": measures}
        if self.is_about_many:
            choices = [(NEW, _("Make a new team for each"))] * self.may_make
            choices += [("leave", _("Leave all their rows out")), (EACH, _("Say for each, below"))]
            self.fields["teams"] = forms.ChoiceField(
                label=_("We do not know %(count)s teams of this file. What about them?") % {"count": len(unknown)},
                choices=choices,
                widget=forms.RadioSelect,
            )
        for number, question in enumerate(self.asked):
            is_name = question.code in known
            choices = [(choice.value or "-", choice.words) for choice in question.choices]
            if is_name:
                offered = {choice.value for choice in question.choices}
                others = [(key, name) for key, name in known[question.code] if key not in offered]
                groups: list[Any] = [(_("All we know"), others)] if others else []
                choices = [("", _("Choose")), *choices, *groups]
            met = {"count": question.count, "line": question.line}
            self.fields[f"answer-{number}"] = forms.ChoiceField(
                label=question.words,
                help_text=_("%(count)s values, the first on line %(line)s.") % met,
                choices=choices,
                initial=question.suggested,
                widget=forms.Select if is_name else forms.RadioSelect,
                required=not (self.is_about_many and question.code == "unknown_team"),
            )
        if self.may_make:
            self.fields["ground"] = forms.CharField(
                label=_("On what ground may the counts of new teams be used?"),
                help_text=_("Recorded as their data agreement, for example “published data”. Only if you make teams."),
                max_length=300,
                required=False,
                initial=ground,
            )
            self.fields["new_teams_are_named"] = forms.BooleanField(
                label=_("New teams may be named, and their results published"), required=False, initial=bool(ground)
            )

    @property
    def of_each_team(self):
        """The question of each unknown team, where all can be answered at once."""
        if not self.is_about_many:
            return []
        return [self[f"answer-{i}"] for i, each in enumerate(self.asked) if each.code == "unknown_team"]

    @property
    def questions(self):
        """Every other question."""
        return [
            self[f"answer-{i}"]
            for i, each in enumerate(self.asked)
            if not (self.is_about_many and each.code == "unknown_team")
        ]

    def clean(self):
        """Each team needs an answer when they are not answered at once."""
        said = super().clean()
        if said.get("teams") == EACH:
            for number, question in enumerate(self.asked):
                if question.code == "unknown_team" and not said.get(f"answer-{number}"):
                    self.add_error(f"answer-{number}", _("Choose what “%(name)s” is.") % {"name": question.subject})
        return said

    def submit(self, action, **known) -> bool:
        """Hand the answers over as one mapping."""
        if not self.is_valid():
            return False
        said = self.cleaned_data
        mapping = self.mapping
        for number, question in enumerate(self.asked):
            value = said.get(f"answer-{number}") or ""
            if question.code == "unknown_team" and self.is_about_many and said["teams"] != EACH:
                value = NEW if said["teams"] == NEW else LEAVE_OUT
            mapping = answered(mapping, question, LEAVE_OUT if value == "-" else value)
        self.cleaned_data = {
            "mapping": mapping,
            "new_teams_ground": said.get("ground", ""),
            "new_teams_are_named": said.get("new_teams_are_named", False),
        }
        return super().submit(action, **known)

    def is_valid(self) -> bool:
        """Whether it can be read; asked once more after the mapping was made."""
        return "mapping" in getattr(self, "cleaned_data", {}) or super().is_valid()


class TakeOverForm(ActionForm):
    """What to take over."""

    mode = forms.ChoiceField(label=gettext_lazy("What should be taken over?"), choices=ValueImport.Mode.choices)
