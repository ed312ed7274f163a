"""Forms about the page for the sponsor."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from allteach.progress.actions.senior_leaders import ANSWERS
from allteach.progress.models import BarrierAction, SeniorLeaderReport
from allteach.web.fields import NativeDate, Option
from allteach.web.forms import ActionForm
from allteach.web.monthly_reports.forms import box
from allteach.web.questions import checked, day, words
from allteach.web.shared_forms import SharedForm

Answer = BarrierAction.Answer


class LeaderForm(SharedForm):
    """What only the team can say to its sponsor."""

    SHARED = ANSWERS
    was_checked = checked()
    barrier = box(
        SeniorLeaderReport,
        "barrier",
        rows=3,
        hint=gettext_lazy("One thing that your sponsor can move and you cannot. Leave it empty if there is none."),
    )
    decision_wanted = box(
        SeniorLeaderReport, "decision_wanted", rows=2, hint=gettext_lazy("As a question that has a yes or no.")
    )
    partner_view = words(SeniorLeaderReport, "partner_view")
    strategic_link = words(SeniorLeaderReport, "strategic_link")
    money = words(SeniorLeaderReport, "money")
    risk = words(SeniorLeaderReport, "risk")
    benefit = words(
        SeniorLeaderReport,
        "benefit",
        hint=gettext_lazy("For people, time or money; and how sure you are of it."),
    )
    meets_on = day(SeniorLeaderReport, "meets_on")

    @property
    def opens_more(self) -> bool:
        """Whether the last questions stand open: one of them was refused."""
        return not {"strategic_link", "money", "risk", "benefit", "meets_on"}.isdisjoint(self.errors)


class BarrierForm(ActionForm):
    """What a sponsor answers."""

    was_checked = checked()
    answer = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=[
            (Answer.WILL_DO, Option(Answer.WILL_DO.label, gettext_lazy("Say what, and by when."))),
            (Answer.CANNOT, Option(Answer.CANNOT.label, gettext_lazy("Then the team looks for another way."))),
            (Answer.NEED_MORE, Option(Answer.NEED_MORE.label, gettext_lazy("The team comes back to you."))),
        ],
        widget=forms.RadioSelect,
    )
    words = box(BarrierAction, "words", rows=3)
    by_when = day(BarrierAction, "by_when", hint=gettext_lazy("If you will do it."))


class GoneForm(ActionForm):
    """Since when a barrier is gone."""

    removed_on = forms.DateField(label=gettext_lazy("Since when?"), widget=NativeDate, initial=timezone.localdate)
