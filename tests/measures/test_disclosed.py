"""What others may know of a team's chart, from the record to the page."""

import pytest

from allteach.charts import in_words
from allteach.charts.reading import read
from allteach.core.language import language_now
from allteach.measures.queries.charts import charts_for
from tests.factories import TeamMeasureFactory

# Fourteen months, one in five of them small; then one more.
FAIR = [(20, 60), (22, 60), (3, 60), (25, 60), (21, 60)] * 3
UNFAIR = [*FAIR[:-1], (2, 60)]
STEPS = [(20, 60), (22, 60), (21, 60), (20, 60)] * 3 + [(2, 60)] * 12  # It fell, as only the team itself may know.


def chart_of(world, values, person):
    team_measure = TeamMeasureFactory(team=world.surgery, measure=world.foot_checks, values=values)
    [chart] = charts_for([team_measure], seen_by=person, language=language_now())
    return chart


def test_up_to_one_in_five_hidden_values_leave_the_rest_to_be_judged(world):
    chart = chart_of(world, FAIR, world.farah)

    assert chart.timeline.is_fair
    assert (chart.variation, in_words(chart.plot).startswith("Foot checks. No signal.")) == ("common_cause", True)


@pytest.mark.parametrize("values", [UNFAIR, STEPS])
def test_a_chart_of_which_more_is_hidden_has_no_lines_no_signals_and_no_icons(world, values):
    chart = chart_of(world, values, world.farah)

    assert (chart.variation, chart.assurance, chart.baseline) == ("hidden", None, None)
    assert not any(members.any() for members in chart.analysis.signals.values())
    assert all(value != value for value in chart.analysis.centre)
    assert in_words(chart.plot).startswith(
        "Foot checks. Not judged. More than one in five numbers are hidden, so no line would be fair."
    )


@pytest.mark.parametrize("values", [UNFAIR, STEPS])
def test_the_team_itself_reads_the_same_chart_judged(world, values):
    chart = chart_of(world, values, world.gil)

    assert chart.timeline.is_fair
    assert chart.variation != "hidden"
    assert "Not judged" not in in_words(chart.plot)


def test_what_is_told_of_a_chart_does_not_depend_on_what_is_hidden(world):
    one, other = ([*FAIR[:2], (hidden, 60), *FAIR[3:]] for hidden in (1, 4))
    charts = [chart_of(world, one, world.farah)]
    charts[0].team_measure.delete()
    charts.append(chart_of(world, other, world.farah))

    assert charts[0].plot.numerators == charts[1].plot.numerators
    assert charts[0].analysis.centre.tolist() == charts[1].analysis.centre.tolist()
    assert in_words(charts[0].plot) == in_words(charts[1].plot)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ((3, 60), "fewer than 5"),
        ((58, 60), "hidden: all but a few"),
        ((5, 9), "hidden: fewer than 10 people"),
    ],
)
def test_a_hidden_point_says_by_which_rule(world, cell, said):
    chart = chart_of(world, [*[(20, 60)] * 5, cell, *[(20, 60)] * 5], world.farah)

    assert said in read(chart.plot).said[5]
