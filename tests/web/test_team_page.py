"""A team's own page: one line for each measure."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from allteach.measures import actions
from tests.factories import TeamMeasureFactory


def test_a_column_for_the_goal_stands_there_only_where_a_chart_is_judged_by_it(client, world):
    many = [(60 + number % 5, 140) for number in range(24)]
    assert world.clinic_feet
    TeamMeasureFactory(team=world.surgery, measure=world.foot_checks, values=many)
    actions.set_target(measure=world.foot_checks, target=Decimal(75), holds_from=date(2024, 1, 1), by=world.esi)

    client.force_login(world.farah.account)
    of_a_run_chart = client.get(reverse("teams:team", args=["clinic"])).content.decode()
    client.force_login(world.gil.account)
    of_a_control_chart = client.get(reverse("teams:team", args=["surgery"])).content.decode()

    assert ("All measures" in of_a_run_chart, "Against the goal" in of_a_run_chart) == (True, False)
    assert "Against the goal" in of_a_control_chart
