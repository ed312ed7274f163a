"""Where the pages of a team's aim, tests and kept changes are, for one person."""

from django.urls import reverse

from allteach.improvement.models import Cycle, ImplementedChange
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.naming import slug_for

CYCLE_PAGES = (
    "cycle",
    "plan_cycle",
    "begin_do",
    "record_do",
    "record_study",
    "decide",
    "close_cycle",
    "stop_cycle",
    "correct_dates",
    "share_lesson",
    "remark_on_cycle",
    "read_remarks",
)


def cycle_address(cycle: Cycle, person: Person, page: str = "cycle") -> str:
    """One of a test's pages: one of CYCLE_PAGES."""
    return reverse(f"improvement:{page}", args=[slug_for(cycle.team, person), cycle.number])


def cycle_addresses(cycle: Cycle, person: Person) -> dict[str, str]:
    """Every page of a test, and with them its ramp and the form that starts another test after it."""
    start = team_address(cycle.team, person, "start_cycle")
    return {
        **{page: cycle_address(cycle, person, page) for page in CYCLE_PAGES},
        "ramp": reverse("improvement:ramp", args=[slug_for(cycle.team, person), cycle.ramp.slug]),
        "start_another": f"{start}?after={cycle.number}",
    }


def change_address(change: ImplementedChange, person: Person, page: str = "change") -> str:
    """A kept change's page, or the one that revises it."""
    return reverse(f"improvement:{page}", args=[slug_for(change.team, person), change.number])


def team_address(team: Space, person: Person, page: str) -> str:
    """A page of a team: cycles, start_cycle, changes, implement_change, aim, write_aim or agree_to_aim."""
    return reverse(f"improvement:{page}", args=[slug_for(team, person)])
