"""What a practice is asked when it applies: the parts of the form, in their order, each a page of its own.

To add a question, add a field to Application and its name here. `is_missing` in queries/applications.py says what an
application needs before it can be sent.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_PEOPLE = 8  # Three to five are a good core; some practices bring more.
MOST_WORDS = 150  # Of why now: enough to say it, and thirty of them can be read in an evening.
PERSON = ("name", "role", "discipline", "email", "hours")


@dataclass(frozen=True)
class Part:
    """One page of the form."""

    key: str  # Stands in addresses, and in Application.parts: never renamed.
    title: str | Promise
    words: str | Promise
    questions: tuple[str, ...]
    has_people: bool = False

    def asks(self, question: str) -> bool:
        """Whether a question, as errors name it, is asked on this page."""
        return question in self.questions or (self.has_people and question.startswith("person_"))


PARTS = {
    part.key: part
    for part in (
        Part(
            "practice",
            _("Your practice"),
            _("Numbers about the practice as a whole. Round ones will do."),
            ("practice", "site", "practice_kind", "region", "patients", "clinicians"),
        ),
        Part(
            "team",
            _("Your team"),
            _("Three to five people who see patients' care from different sides, one of them a patient."),
            ("team_name", "plan", "sponsor_name", "sponsor_post", "sponsor_email"),
            has_people=True,
        ),
        Part(
            "reasons",
            _("Why, and for whom"),
            _("In your own words. No patient's name or number."),
            ("why_now", "population", "population_size", "experience"),
        ),
        Part(
            "numbers",
            _("Your numbers"),
            _("Nobody is left out because counting is hard: it tells us what help to plan."),
            ("can_list", "can_count", "counts_by", "record_system"),
        ),
        Part(
            "promises",
            _("What you promise"),
            _("Everybody who takes part promises the same."),
            ("promises", "may_be_studied"),
        ),
    )
}


def person_question(position: int, name: str) -> str:
    """What a question about one of the proposed people is called: "person_1_email" of the first."""
    return f"person_{position}_{name}"


def part_of(question: str) -> Part:
    """The page on which a question is asked; the first page for what is asked on none."""
    return next((part for part in PARTS.values() if part.asks(question)), PARTS["practice"])
