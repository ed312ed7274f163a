"""A team's secrets among its documents: what is written and not shown, and a plan that has not begun."""

from allteach.progress import actions
from tests.factories import CycleFactory
from tests.web.access_documents import SAID, published, session_ahead

SECRETS = {
    "storyboard not published anew": "canarystoryboard",
    "leaflet not published": "canaryleaflet",
    "plan after publishing": "canaryplanned",
}


def plant(team, *, by):
    """A storyboard that was published, and then written on; a leaflet that nobody has read yet."""
    session = session_ahead(team.parent)
    published_board = published(None, team, by)
    actions.write_storyboard(
        team=team,
        session=session,
        surprised=f"Not for others yet {SECRETS['storyboard not published anew']}",
        version=published_board.version,
        by=by,
    )
    sentences = {**SAID, "why": f"In plain words {SECRETS['leaflet not published']}"}
    actions.write_leaflet(team=team, language="en-gb", by=by, **sentences)
    CycleFactory(team=team, ramp__title=f"Try it {SECRETS['plan after publishing']}")
