"""What the tests of these pages say and ask again and again."""

from datetime import date

from django.urls import reverse

MARCH_3, MARCH_14 = date(2025, 3, 3), date(2025, 3, 14)
START = {"title": "Goal card", "prediction": "Five minutes", "planned_end_on": "2026-03-14", "form_key": "one"}
STUDY = {"outcome_1": "worse", "happened_1": "11 minutes", "results_summary": "11 minutes", "what_we_learned": "Short"}
IN_ONE_GO = {
    "observations": "11 minutes",
    "outcome_1": "worse",
    "what_we_learned": "Short is good",
    "decision": "adapt",
    "rationale": "Shorten it",
    "started_on": "2025-03-03",
    "ended_on": "2025-03-14",
}


def page_of(name, cycle):
    return reverse(f"improvement:{name}", args=[cycle.team.slug, cycle.number])


def text(response) -> str:
    return " ".join(response.content.decode().split())
