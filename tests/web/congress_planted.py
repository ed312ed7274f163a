"""A team's and a director's secrets about a congress: what is written and not published, and who put whom forward."""

from allteach.progress import actions
from allteach.spaces.roles import Role
from tests.factories import MembershipFactory, TimetableFactory

SECRETS = {
    "draft of the results": "canaryresults",
    "somebody put forward": "canarynomination",
}


def plant(world):
    """Esi prepares the results of Sugar; the clinic's lead puts another practice forward; both are read by few."""
    TimetableFactory._meta.model.objects.get_or_create(space=world.sugar, defaults={"first_session": "2025-02-03"})
    MembershipFactory(person=world.esi, space=world.sugar, role=Role.DIRECTOR)
    actions.write_results(
        collaborative=world.sugar,
        summary=f"Not for others yet {SECRETS['draft of the results']}",
        licence="none",
        by=world.esi,
    )
    actions.put_team_forward(
        collaborative=world.sugar,
        team=world.surgery,
        award="teaching",
        words=f"They showed us {SECRETS['somebody put forward']}",
        by=world.farah,
    )
