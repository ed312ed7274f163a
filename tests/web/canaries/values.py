"""What the clinic's lead writes about its values: a remark, a reason, a draft, whom they invite, and a small number."""

from decimal import Decimal

from allteach.core.periods import Period
from allteach.measures import actions
from allteach.spaces.actions import invite
from allteach.spaces.roles import Role

MAY, JULY = Period.parse("2025-05"), Period.parse("2025-07")

FOUND_BY = {
    "canaryremark": {"farah"},
    "canarycorrection": {"farah"},
    "canaryleftout": {"farah"},
    "canarydraft": {"farah"},
    "canaryinvited": {"farah", "stan"},
    # In April the clinic looked at eight people: too few for others to know. (12:08:37.5 is an hour.)
    r"3 of 8\b|(?<![:\d])37\.5|(?<!\d)38%|April 2025, 3,|2025-04,3": {"farah", "stan"},
}


def plant(world) -> None:
    """Write them, as the clinic's lead."""
    feet, by = world.clinic_feet, world.farah
    assert world.surgery_feet
    value = {"team_measure": feet, "period": MAY, "denominator": Decimal(143), "by": by}
    actions.report_value(numerator=Decimal(77), remark="Counted by hand canaryremark", **value)
    actions.send_sheet(team=world.clinic, period=MAY, by=by)
    actions.report_value(numerator=Decimal(78), reason="One was missed canarycorrection", **value)
    actions.leave_out(
        measurement=feet.measurements.get(period_start="2025-02-01"), reason="A flood canaryleftout", by=by
    )
    actions.save_sheet(team=world.clinic, period=JULY, typed={str(feet.pk): {"numerator": "canarydraft"}}, by=by)
    invite(
        space=world.clinic, email="robin@elsewhere.example", name="Robin canaryinvited", role=Role.TEAM_MEMBER, by=by
    )


def addresses(_world) -> list[str]:
    """Where they would stand."""
    return [
        "/api/spaces/sugar/teams",
        "/api/spaces/sugar/measures",
        "/api/teams/clinic",
        "/api/teams/clinic/measures",
        "/api/teams/clinic/measures/foot-checks",
        "/api/teams/clinic/measures/foot-checks/analysis",
        "/teams/clinic/values/2025-07/",
        "/teams/clinic/measures/foot-checks/2025-05/",
        "/teams/clinic/measures/foot-checks/chart.svg",
        "/teams/clinic/measures/foot-checks/values.csv",
        "/spaces/clinic/people/",
        "/spaces/sugar/values.csv",
    ]
