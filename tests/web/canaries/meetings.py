"""What Ben needs to come to a session, and minutes that are not posted yet."""

from allteach.meetings import actions
from allteach.meetings.actions import Coming
from tests.web.access_meetings import call, session

FOUND_BY = {
    "canaryneeds": {"ben", "esi", "hana"},  # Ben, and those who plan the session.
    "canaryminutes": {"dana", "esi", "hana", "jon"},
}


def plant(world) -> None:
    """Register Ben for a session to come; write minutes of a call that was."""
    actions.register(
        meeting=session(world),
        team=world.ward_7,
        coming=[Coming(world.ben, access_needs="canaryneeds", food="canaryneeds")],
        by=world.ben,
    )
    actions.write_minutes(meeting=call(world), minutes="Not for everybody yet canaryminutes", by=world.esi)


def addresses(world) -> list[str]:
    """Where they would stand."""
    return [
        *(f"/spaces/falls/meetings/{meeting.pk}/" for meeting in world.falls.meetings.all()),
        "/spaces/falls/meetings/",
    ]
