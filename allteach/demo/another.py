"""The demo's second collaborative: what one looks like that has only begun."""

from datetime import date

from django.utils import timezone

from allteach.collaboratives.actions import add_team, write_charter
from allteach.collaboratives.models import Charter
from allteach.demo.people import People
from allteach.measures import actions as measures
from allteach.spaces.actions import close_space, sign_agreement


def begin_another(people: People, *, today: date) -> None:
    """A collaborative that has only begun: nothing reported, one agreement missing, teams known by code only."""
    ida = people.cast["ida"]
    hands = measures.begin_collaborative(
        template="infection",
        name="Cleaner Hands",
        slug="cleaner-hands",
        summary="Three wards prevent infections that come with care.",
        by=ida,
    )
    teams = []
    for name in ("North Ward", "South Ward", "Harbour Unit", "West Ward"):
        team = add_team(
            collaborative=hands,
            name=name,
            organisation=f"{name} hospital",
            joined_on=today.replace(day=1),
            by=ida,
        )
        people.place(team, by=ida)
        measures.take_up_core(team=team, by=ida)
        teams.append(team)
    close_space(space=teams.pop(), by=ida)
    sign_agreement(
        collaborative=hands,
        organisations=[team.organisation for team in teams[:2]],
        names_teams=False,
        may_publish=False,
        ground="Signed on paper",
        signatory="The medical director",
        signed_on=timezone.localdate(),
        by=ida,
    )
    write_charter(
        charter=Charter.objects.get(collaborative=hands),
        sections={"aim": "Half as many infections within a year, and hands cleaned in nine of ten moments."},
        by=ida,
    )
