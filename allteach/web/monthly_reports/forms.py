"""Forms about reports of months."""

from typing import Any

from django import forms
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allteach.progress.models import MonthlyReport, PlannedTest, ReportReply
from allteach.progress.queries.reports import Said
from allteach.web.fields import NativeDate
from allteach.web.forms import ActionForm
from allteach.web.improvement.forms.cycles import NO_NAMES, PredictionRows
from allteach.web.questions import checked, number_of, version, words

FEWEST_ROWS, MOST_ROWS = 3, 8
LONGEST = 5000  # Letters in a box: two pages, which nobody reads in a call.


def box(model: type[Model], name: str, *, rows: int, required: bool = False, hint: Any = "") -> forms.CharField:
    """A question answered in some sentences."""
    return forms.CharField(
        label=capfirst(model._meta.get_field(name).verbose_name),
        required=required,
        max_length=LONGEST,
        help_text=hint,
        widget=forms.Textarea({"rows": rows}),
    )


def hours(name: str) -> forms.DecimalField:
    """So many hours, halves too."""
    return forms.DecimalField(
        label=capfirst(MonthlyReport._meta.get_field(name).verbose_name),
        required=False,
        min_value=0,
        max_value=2000,
        max_digits=5,
        decimal_places=1,
    )


class ReportForm(PredictionRows):
    """What only the team can say of a month: three boxes, next month's plan, and a few lines if it likes."""

    was_checked = checked()
    NAMES = ("what", "who", "until")
    LIST = "plan"

    learnt = box(
        MonthlyReport,
        "learnt",
        rows=4,
        hint=gettext_lazy("What worked, what did not, what surprised you. What did not work is worth as much."),
    )
    stuck = box(
        MonthlyReport,
        "stuck",
        rows=3,
        hint=gettext_lazy("Your coach, the faculty, your sponsor and other teams can only help if they know."),
    )
    ask = box(MonthlyReport, "ask", rows=3, hint=NO_NAMES)
    involvement = words(MonthlyReport, "involvement", hint=gettext_lazy("What they shaped, in one line."))
    population_size = forms.IntegerField(
        label=gettext_lazy("How many people you care for"), required=False, min_value=0, max_value=10_000_000
    )
    hours_used = hours("hours_used")
    hours_planned = hours("hours_planned")
    mood = number_of(MonthlyReport, "mood", hint=gettext_lazy("1: worn out. 5: full of energy. Leave it if you like."))
    version = version()

    def __init__(self, *args, lines: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_rows(min(MOST_ROWS, max(FEWEST_ROWS, lines)))

    @property
    def opens_more(self) -> bool:
        """Whether the last questions stand open: one of them was refused."""
        asked = {"involvement", "population_size", "hours_used", "hours_planned", "mood"}
        return not asked.isdisjoint(self.errors)

    def question(self, name: str, position: int) -> forms.Field:
        """One question of one line of the plan."""
        said = {"number": position}
        if name == "until":
            return forms.DateField(label=_("Line %(number)d: by when") % said, required=False, widget=NativeDate)
        room = PlannedTest._meta.get_field(name).max_length
        labels = {"what": _("Line %(number)d: what you will try"), "who": _("Line %(number)d: who")}
        return forms.CharField(label=labels[name] % said, required=False, max_length=room)


class ReplyForm(ActionForm):
    """A reply beside one part of a report."""

    was_checked = checked()
    block = forms.ChoiceField(choices=ReportReply.Block.choices, widget=forms.HiddenInput)
    words = box(ReportReply, "words", rows=3, required=True)


class ReturnForm(ActionForm):
    """Why a report goes back."""

    was_checked = checked()
    words = box(
        ReportReply,
        "words",
        rows=3,
        required=True,
        hint=gettext_lazy("Ask one thing, kindly: they wrote this after a working day."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("What would you like to know?")


class AnswerForm(ActionForm):
    """What the team answers to a reply; empty, it is settled without words."""

    was_checked = checked()
    answer = box(ReportReply, "answer", rows=2)


def answers_of(report: MonthlyReport | None, said: Said) -> dict[str, Any]:
    """What stands in the report, as the form asks it."""
    answers: dict[str, Any] = {
        name: getattr(report, name)
        for name in (
            "learnt",
            "stuck",
            "ask",
            "involvement",
            "population_size",
            "hours_used",
            "hours_planned",
            "mood",
            "version",
        )
        if report is not None
    }
    for position, row in enumerate(said.plan, start=1):
        answers |= {f"what_{position}": row.what, f"who_{position}": row.who, f"until_{position}": row.day}
    return answers
