"""How ready a practice is to begin: twelve questions with four answers, and what they suggest. Never a gate.

To add a question, add a row; the form, the page and the suggestion follow.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NO, PARTLY, MOSTLY, YES = range(4)
LEVELS: dict[int, str | Promise] = {NO: _("No"), PARTLY: _("Partly"), MOSTLY: _("Mostly"), YES: _("Yes")}


@dataclass(frozen=True)
class Question:
    """One thing that makes a beginning easier. Without what `is_needed`, a pause is suggested."""

    key: str  # Stored, and never renamed.
    words: str | Promise
    is_needed: bool = False


QUESTIONS = {
    row.key: row
    for row in (
        Question("sponsor", _("The sponsor has met the team")),
        Question("priority", _("The aim is one of the practice's own priorities")),
        Question("disciplines", _("The team has three disciplines or more")),
        Question("partner", _("A patient partner is in the team, and is paid")),
        Question("time", _("The lead has protected time"), is_needed=True),
        Question("counts", _("The data lead can get the counts"), is_needed=True),
        Question("baseline", _("Numbers from before can be had")),
        Question("meeting", _("There is a fixed time to meet")),
        Question("staff", _("The staff know what is about to begin")),
        Question("no_clash", _("No other large change comes in the next three months")),
        Question("access", _("Everybody can open Allteach from where they are")),
        Question("coach", _("A coach is agreed")),
    )
}


def suggestion(answers: Mapping[str, int]) -> str:
    """What the answers suggest: a key of ReadinessReview.Outcome. People decide.

    Pause where something that is needed is missing altogether; help where anything is at most partly there.
    """
    if any(answers.get(row.key) == NO for row in QUESTIONS.values() if row.is_needed):
        return "pause"
    return "with_help" if any(answers.get(key, NO) <= PARTLY for key in QUESTIONS) else "ready"
