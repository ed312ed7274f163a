"""Forms about reports of months."""

from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allteach.progress.actions.reports import ANSWERS
from allteach.progress.models import MonthlyReport, PlannedTest, ReportReply
from allteach.progress.queries.reports import Said
from allteach.web.fields import NativeDate
from allteach.web.forms import ActionForm
from allteach.web.improvement.forms.cycles import NO_NAMES, PredictionRows
from allteach.web.improvement.shown.words import day_words
from allteach.web.questions import checked, number_of, words
from allteach.web.shared_forms import BOTH, SharedForm

FEWEST_ROWS, MOST_ROWS = 3, 8
MOST_TYPED = 2 * MOST_ROWS  # Two plans kept side by side stand in the form, though a report takes no more than one.
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


class ReportForm(SharedForm, PredictionRows):
    """What only the team can say of a month: three boxes, next month's plan, and a few lines if it likes."""

    SHARED = (*ANSWERS, "plan")
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

    def __init__(self, data: QueryDict | None = None, *, lines: int, initial: dict[str, Any]):
        super().__init__(data, initial=initial)
        self.add_rows(max(min(MOST_ROWS, max(FEWEST_ROWS, lines)), self.last_typed()))

    def last_typed(self) -> int:
        """The last line of the plan in which something was typed; 0 for none."""
        positions = range(1, MOST_TYPED + 1)
        return max((at for at in positions if any(self.data.get(f"{name}_{at}") for name in self.NAMES)), default=0)

    def put(self, data: QueryDict, name: str, theirs: Any, how: str) -> None:
        """As every answer; of the plan, both are theirs and then the lines that only this writer has."""
        if name != self.LIST:
            super().put(data, name, theirs, how)
            return
        positions = range(1, MOST_TYPED + 1)
        typed = [tuple(data.get(f"{part}_{at}", "").strip() for part in self.NAMES) for at in positions]
        rows = [tuple(str(row[part] or "") for part in self.NAMES) for row in theirs or ()]
        if how == BOTH:
            rows += [row for row in typed if any(row) and row not in rows]
        for at in positions:
            row = rows[at - 1] if at <= len(rows) else ("",) * len(self.NAMES)
            for part, text in zip(self.NAMES, row, strict=True):
                data[f"{part}_{at}"] = text

    def asked(self, name: str) -> str:
        """The question of one shared answer."""
        return _("What will you try next month?") if name == self.LIST else super().asked(name)

    def in_words(self, name: str, answer: Any) -> str:
        """One shared answer as people read it; a line of the plan as "Ask the night shift, Ben, 14 July 2026"."""
        if name != self.LIST:
            return super().in_words(name, answer)
        lines = [
            ", ".join(filter(None, (row["what"], row["who"], row["until"] and day_words(row["until"]))))
            for row in answer
        ]
        return "; ".join(filter(None, lines)) or _("nothing")

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
    answers: dict[str, Any] = {name: getattr(report, name) for name in (*ANSWERS, "version") if report is not None}
    answers["plan"] = [{"what": row.what, "who": row.who, "until": row.day} for row in said.plan]
    for position, row in enumerate(said.plan, start=1):
        answers |= {f"what_{position}": row.what, f"who_{position}": row.who, f"until_{position}": row.day}
    return answers
