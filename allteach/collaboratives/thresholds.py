"""Every threshold that a collaborative may set for itself: the table, with what is usual and what can be chosen.

To add one, add a row. The page at which a director sets it, the check of what is typed and the record follow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

Number = int | Decimal


@dataclass(frozen=True)
class Threshold:
    """One number at which something happens: whole where what is usual is whole, else in half steps."""

    key: str  # Stored, and never renamed: a group of GROUPS, a point, a name.
    words: str | Promise
    usual: Number
    lowest: Number
    highest: Number

    @property
    def group(self) -> str:
        """The group that it stands in on the page."""
        return self.key.partition(".")[0]

    @property
    def field(self) -> str:
        """Its name in a form."""
        return self.key.replace(".", "-")

    @property
    def help_text(self) -> str | Promise:
        """What is usual, and what can be chosen."""
        return format_lazy(
            _("Usually {usual}; from {lowest} to {highest}."),
            usual=self.usual,
            lowest=self.lowest,
            highest=self.highest,
        )

    def allows(self, number: Number) -> bool:
        """Whether this number can be chosen."""
        return (
            self.lowest <= number <= self.highest and (2 * number) % (1 if isinstance(self.usual, Decimal) else 2) == 0
        )


GROUPS: dict[str, str | Promise] = {
    "recruitment": _("Applications"),
    "prework": _("Pre-work"),
    "sessions": _("Learning sessions"),
    "contact": _("Coach contacts"),
    "attention": _("When a team needs attention"),
    "score": _("Progress score"),
    "spread": _("Spread and holding the gains"),
    "messages": _("Reminders"),
    "reports": _("Reports"),
}

THRESHOLDS: tuple[Threshold, ...] = (
    Threshold("recruitment.few_people", _("Warn of a population of fewer people than"), 30, 5, 500),
    Threshold("recruitment.disciplines", _("Disciplines in a team, at least"), 3, 1, 8),
    Threshold("prework.signed_off", _("Pre-work is done when this many per cent are signed off"), 90, 50, 100),
    Threshold("prework.baseline_months", _("Months of numbers from before, at least"), 3, 1, 24),
    Threshold("prework.stuck_items", _("A team is stuck when so many items are late"), 2, 1, 10),
    Threshold("prework.stuck_days", _("An item counts as late after so many days"), 7, 0, 30),
    Threshold("sessions.team_time", _("Time for the teams in a session, in per cent, at least"), 25, 0, 80),
    Threshold("sessions.first_minutes", _("Team time in the first session, in minutes, at least"), 150, 0, 600),
    Threshold("sessions.middle_minutes", _("Team time in the second session, in minutes, at least"), 150, 0, 600),
    Threshold("sessions.later_minutes", _("Team time in the sessions after it, in minutes, at least"), 180, 0, 600),
    Threshold("sessions.last_minutes", _("Team time in the last session, in minutes, at least"), 180, 0, 600),
    Threshold("sessions.first_led", _("Led by teams in the first session, in per cent, at least"), 25, 0, 100),
    Threshold("sessions.middle_led", _("Led by teams in the second session, in per cent, at least"), 40, 0, 100),
    Threshold("sessions.later_led", _("Led by teams in the sessions after it, in per cent, at least"), 60, 0, 100),
    Threshold("sessions.last_led", _("Led by teams in the last session, in per cent, at least"), 70, 0, 100),
    Threshold("sessions.congress_led", _("Led by teams at the congress, in per cent, at least"), 50, 0, 100),
    Threshold("sessions.register_days", _("Registration closes this many days before a session"), 14, 0, 60),
    Threshold("sessions.choose_days", _("Choose the teams that present this many days before a session"), 60, 14, 120),
    Threshold("sessions.invite_days", _("Invite the teams that present this many days before a session"), 30, 7, 90),
    Threshold("sessions.review_days", _("Look at the presentations this many days before a session"), 14, 2, 60),
    Threshold("contact.prework_days", _("Days between contacts during pre-work"), 7, 1, 60),
    Threshold("contact.first_weeks", _("Weeks of the first action period that count as the first"), 6, 1, 14),
    Threshold("contact.first_weeks_days", _("Days between contacts in those first weeks"), 7, 1, 60),
    Threshold("contact.action_period_days", _("Days between contacts in action periods 1 and 2"), 14, 1, 60),
    Threshold("contact.third_period_days", _("Days between contacts in action period 3"), 18, 1, 60),
    Threshold("contact.last_period_days", _("Days between contacts in the last action period"), 30, 1, 90),
    Threshold("contact.visit_report_days", _("Days until a visit's report is due"), 5, 1, 30),
    Threshold("contact.follow_up_days", _("Days after a month was due until a team is called"), 2, 1, 14),
    Threshold("attention.reports_weight", _("Points for each of the last two months that is not in"), 2, 0, 10),
    Threshold("attention.tests_weight", _("Points when no test was closed for long"), 2, 0, 10),
    Threshold("attention.tests_days", _("Days without a closed test that are long"), 45, 7, 180),
    Threshold("attention.contact_weight", _("Points when no coach was in contact for long"), 1, 0, 10),
    Threshold("attention.contact_days", _("Days without a contact that are long"), 21, 7, 180),
    Threshold("attention.calls_weight", _("Points when calls were missed"), 1, 0, 10),
    Threshold("attention.calls", _("Calls missed in a row"), 2, 1, 6),
    Threshold("attention.score_weight", _("Points when the score has not moved for long"), 1, 0, 10),
    Threshold("attention.score_months", _("Months without a move of the score that are long"), 3, 1, 12),
    Threshold("attention.gap_weight", _("Points when the team scores itself much higher than the staff"), 1, 0, 10),
    Threshold("attention.gap", _("So much higher"), Decimal("1.0"), Decimal("0.5"), Decimal("4.0")),
    Threshold("attention.high", _("Points from which a team stands out"), 3, 1, 20),
    Threshold("score.members", _("People in a team that is together, at least"), 3, 1, 10),
    Threshold("score.meetings_days", _("Days in which a team's meetings are counted"), 30, 7, 120),
    Threshold("score.meetings", _("Team meetings in so many days that are regular"), 2, 1, 8),
    Threshold("score.modest_progress", _("Way to the goal that counts as modest improvement, in per cent"), 20, 5, 95),
    Threshold("score.components", _("Components implemented for significant improvement, in per cent"), 60, 10, 100),
    Threshold("score.goals_significant", _("Goals reached for significant improvement, in per cent"), 50, 10, 100),
    Threshold("score.goals_sustainable", _("Goals reached for sustainable improvement, in per cent"), 75, 10, 100),
    Threshold("score.points_held", _("Points that a signal has to hold to be sustained"), 6, 3, 24),
    Threshold("score.within_days", _("Days after a month was due until its scores are given"), 10, 3, 28),
    Threshold(
        "score.ahead", _("A team counts as ahead from this score"), Decimal("4.0"), Decimal("2.0"), Decimal("5.0")
    ),
    Threshold("score.least_teams", _("Released scores in a month before all may see how they spread"), 5, 3, 20),
    Threshold("messages.month_first", _("Days before a month is due: the first reminder"), 7, 2, 14),
    Threshold("messages.month_last", _("Days before a month is due: the last reminder"), 1, 0, 7),
    Threshold("messages.month_late", _("Days after a month was due: the first reminder"), 1, 1, 7),
    Threshold("messages.month_later", _("Days after a month was due: the last reminder"), 3, 1, 14),
    Threshold("messages.thanks", _("Days after a month was due: thanks to the teams that sent it"), 1, 1, 7),
    Threshold("messages.list_again", _("Days until the list of teams to call comes once more"), 1, 1, 7),
    Threshold("messages.call_first", _("Days before a call of all teams: the first reminder"), 7, 2, 14),
    Threshold("messages.call_last", _("Days before a call of all teams: the last reminder"), 1, 0, 7),
    Threshold("messages.sign_again", _("Days until a sponsor is asked once more to sign"), 7, 2, 30),
    Threshold("messages.fewer_after", _("Ignored reminders, after which there is one for each month"), 4, 2, 24),
    Threshold("messages.none_after", _("Ignored reminders, after which there are none"), 8, 3, 48),
    Threshold("spread.raters", _("Ratings are shown once so many people have answered"), 5, 3, 10),
    Threshold("spread.low_rating", _("A middle answer below this asks for another test"), 3, 2, 5),
    Threshold("spread.first_check_months", _("Months after which a kept change is first checked"), 3, 1, 6),
    Threshold("spread.second_check_months", _("Months after which it is checked again"), 6, 2, 12),
    Threshold("spread.last_check_months", _("Months after which it is checked for the last time"), 12, 6, 24),
    Threshold("reports.sponsor_months", _("Months from one page for the sponsor to the next"), 1, 1, 6),
)
USUAL: Mapping[str, Number] = {row.key: row.usual for row in THRESHOLDS}
