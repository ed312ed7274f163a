"""What a team has typed and not yet sent stands on its own charts, open, and on nobody else's."""

import pytest

from allteach.charts import figure, in_words
from allteach.core.language import language_now
from allteach.core.periods import Period
from allteach.measures.actions import save_sheet, send_sheet
from allteach.measures.queries.charts import charts_for
from tests.factories import TeamMeasureFactory

STEADY = [(60, 140), (63, 141), (70, 144), (66, 140), (76, 143), (75, 142)] * 2  # 2025.
JANUARY = Period.parse("2026-01")


@pytest.fixture
def feet(world):
    return TeamMeasureFactory(team=world.clinic, measure=world.foot_checks, values=STEADY)


def typed(world, chart, period=JANUARY, mark=".", **cells):
    save_sheet(team=world.clinic, period=period, typed={str(chart.pk): cells}, decimal_mark=mark, by=world.farah)


def chart_of(chart, person, **more):
    [shown] = charts_for([chart], seen_by=person, language=language_now(), **more)
    return shown


def test_a_draft_is_drawn_as_an_open_point_named_not_yet_sent_in_every_form(world, feet):
    typed(world, feet, numerator="101", denominator="141")

    plot = chart_of(feet, world.farah).plot
    drawn = figure(plot, ident="c", open_table=True)

    assert drawn.count('<title>January 2026, 72%, 101 of 141, not yet sent</title><circle class="c-soon"') == 2
    assert "c-line-soon" in drawn
    assert '<td class="at-n">101</td><td class="at-n">141</td><td class="at-n">72%</td>' in drawn
    assert "<td>Not yet sent</td>" in drawn
    assert "January 2026, 72%, is not yet sent and not judged." in in_words(plot)


def test_a_draft_is_no_part_of_any_line_signal_or_verdict(world, feet):
    before = chart_of(feet, world.farah)
    typed(world, feet, numerator="0", denominator="141")
    after = chart_of(feet, world.farah)

    assert after.analysis.centre[:12].tolist() == before.analysis.centre.tolist()
    assert after.analysis.values[12] != after.analysis.values[12]
    assert (after.variation, after.latest) == (before.variation, before.latest)
    assert in_words(after.plot).startswith(in_words(before.plot))


@pytest.mark.parametrize("person", ["gil", "dana_of_sugar", "director_of_sugar"])
def test_nobody_else_learns_of_it(world, feet, person):
    typed(world, feet, numerator="101", denominator="141")
    others = {
        "gil": lambda: world.gil,
        "dana_of_sugar": lambda: world._person("Dov", (world.sugar, "coach")),
        "director_of_sugar": lambda: world._person("Dee", (world.sugar, "director")),
    }

    shown = chart_of(feet, others[person]())

    assert (shown.timeline.drafts, len(shown.timeline)) == ({}, 12)
    assert "101" not in figure(shown.plot, ident="c", open_table=True)


def test_it_stands_on_no_chart_beside_other_teams(world, feet):
    typed(world, feet, numerator="101", denominator="141")

    assert chart_of(feet, world.farah, is_aligned=True).timeline.drafts == {}


@pytest.mark.parametrize(
    "cells",
    [
        {"numerator": "many", "denominator": "141"},
        {"numerator": "142", "denominator": "141"},
        {"numerator": "5"},
        {"numerator": "0", "denominator": "0"},
        {"remark": "To be checked"},
    ],
)
def test_what_is_no_number_or_cannot_be_is_not_drawn(world, feet, cells):
    typed(world, feet, **cells)

    assert chart_of(feet, world.farah).timeline.drafts == {}


def test_what_is_sent_or_stands_already_is_no_draft(world, feet):
    typed(world, feet, period=Period.parse("2025-12"), numerator="1", denominator="142")
    typed(world, feet, numerator="101", denominator="141")
    send_sheet(team=world.clinic, period=JANUARY, by=world.farah)

    assert chart_of(feet, world.farah).timeline.drafts == {}


def test_a_gap_before_the_draft_stays_a_gap(world, feet):
    typed(world, feet, period=Period.parse("2026-03"), numerator="101", denominator="141")

    shown = chart_of(feet, world.farah)

    assert (len(shown.timeline), list(shown.timeline.drafts)) == (15, [14])
    assert "February 2026, not reported" in figure(shown.plot, ident="c")


def test_a_draft_with_decimals_means_what_its_writer_meant(world):
    wait = TeamMeasureFactory(team=world.clinic, measure__kind_key="mean", measure__space=world.sugar, values=[10, 11])
    typed(world, wait, period=Period.parse("2025-03"), mark=",", value="12,5")

    assert chart_of(wait, world.farah).timeline.drafts[2].value == 12.5


def test_the_first_draft_of_all_is_drawn_too(world):
    new = TeamMeasureFactory(team=world.clinic, measure=world.foot_checks)
    typed(world, new, numerator="101", denominator="141")

    plot = chart_of(new, world.farah).plot

    assert in_words(plot) == "Foot checks. Nothing yet. January 2026, 72%, is not yet sent and not judged."
    assert "January 2026, 72%, 101 of 141, not yet sent" in figure(plot, ident="c")


@pytest.mark.parametrize("n", [1, 3])
def test_charts_with_drafts_cost_the_same_for_three_as_for_one(world, django_assert_num_queries, n):
    charts = [
        TeamMeasureFactory(team=world.clinic, measure__space=world.sugar, values=[(1, 10), (2, 10)]) for _ in range(n)
    ]
    for chart in charts:
        typed(world, chart, numerator="1", denominator="10")
    person, language = world.farah, language_now()
    assert person.standing

    with django_assert_num_queries(4):  # baselines, values, notes, sheets
        charts_for(charts, seen_by=person, language=language)
