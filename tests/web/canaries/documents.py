"""A team's secrets among its documents: what is written and not shown, and a plan that has not begun."""

from allteach.progress import actions
from tests.factories import CycleFactory
from tests.web.access_documents import SAID, published, session_ahead

FOUND_BY = {
    "canarystoryboard": {"farah"},
    "canaryleaflet": {"farah"},
    "canaryplanned": {"farah"},
}


def plant(world) -> None:
    """A storyboard that was published, and then written on; a leaflet that nobody has read yet."""
    team, by = world.clinic, world.farah
    session = session_ahead(team.parent)
    published_board = published(None, team, by)
    actions.write_storyboard(
        team=team,
        session=session,
        surprised="Not for others yet canarystoryboard",
        version=published_board.version,
        by=by,
    )
    sentences = {**SAID, "why": "In plain words canaryleaflet"}
    actions.write_leaflet(team=team, language="en-gb", by=by, **sentences)
    CycleFactory(team=team, ramp__title="Try it canaryplanned")


def addresses(_world) -> list[str]:
    """Where they would stand."""
    return ["/teams/clinic/", "/teams/clinic/storyboards/1/", "/teams/clinic/leaflet/", "/spaces/sugar/storyboards/1/"]
