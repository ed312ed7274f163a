"""A team's and a director's secrets about a congress: what is written and not published, and who put whom forward."""

from allteach.collaboratives.models import Timetable
from allteach.progress import actions
from tests.factories import TimetableFactory

FOUND_BY = {
    "canaryresults": {"stan"},
    "canarynomination": {"farah", "stan"},
}


def plant(world) -> None:
    """Stan prepares the results of Sugar; the clinic's lead puts another practice forward; both are read by few."""
    if not Timetable.objects.filter(space=world.sugar).exists():
        TimetableFactory(space=world.sugar)
    actions.write_results(
        collaborative=world.sugar,
        summary="Not for others yet canaryresults",
        licence="none",
        by=world.stan,
    )
    actions.put_team_forward(
        collaborative=world.sugar,
        team=world.surgery,
        award="teaching",
        words="They showed us canarynomination",
        by=world.farah,
    )


def addresses(_world) -> list[str]:
    """Where they would stand."""
    return ["/spaces/sugar/congress/", "/spaces/sugar/congress/results/"]
