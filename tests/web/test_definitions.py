"""How a measure is read is chosen where it is defined, explained, with what each rule costs; versions are compared."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from allteach import spc
from allteach.charts import figure
from allteach.core.language import language_now
from allteach.measures import actions
from allteach.measures.kinds import KINDS
from allteach.measures.queries.charts import CHART_NAMES, charts_for
from allteach.web.measures.reading_choices import CHARTS, RULES, rules_with_rates
from tests.factories import MeasureFactory, TeamMeasureFactory

SHARES = [(20 + i % 5, 60) for i in range(24)]


def chart_of(world, measure, values=SHARES):
    chart = TeamMeasureFactory(team=world.ward_7, measure=measure, values=values)
    [shown] = charts_for([chart], seen_by=world.amina, language=language_now())
    return shown


@pytest.mark.parametrize(("kind", "chart"), [(kind, chart) for kind, row in KINDS.items() for chart in row.charts])
def test_every_chart_that_is_offered_for_a_kind_can_be_drawn(world, kind, chart):
    measure = MeasureFactory(space=world.falls, kind_key=kind, counts_people=False, definition__chart=chart)
    numbers = SHARES if KINDS[kind].has_denominator else [4 + i % 3 for i in range(24)]

    shown = chart_of(world, measure, numbers)

    assert shown.analysis.plan.chart == chart
    assert CHART_NAMES[chart] in figure(shown.plot, ident="c")


def test_every_kind_offers_its_own_chart_and_every_chart_is_explained():
    assert all(row.chart in row.charts for row in KINDS.values())
    assert {chart for row in KINDS.values() for chart in row.charts} == set(CHARTS) - {""}


@pytest.mark.parametrize(("kind", "chart"), [("mean", "p"), ("proportion", "u"), ("count", "t"), ("score", "c")])
def test_a_chart_that_cannot_be_drawn_of_a_kind_is_refused(world, kind, chart):
    with pytest.raises(ValidationError) as refused:
        actions.define_measure(space=world.falls, kind=kind, name="Waits", chart=chart, by=world.esi)

    assert refused.value.message_dict == {"chart": ["This chart cannot be drawn from numbers of this kind."]}


def test_a_chart_chosen_before_that_was_a_rule_gives_way_to_the_usual_one(world):
    measure = MeasureFactory(space=world.falls, kind_key="mean", counts_people=False, definition__chart="p")

    assert chart_of(world, measure, [4 + i % 3 for i in range(24)]).analysis.plan.chart == "i"


@pytest.mark.parametrize("rules", spc.RULE_SETS)
def test_every_rule_set_can_be_chosen_and_is_named_on_the_chart(world, rules):
    measure = MeasureFactory(space=world.falls, counts_people=False, definition__rules=rules)

    drawn = figure(chart_of(world, measure).plot, ident="c")

    assert rules in RULES
    assert drawn.count("Signals by ") == 1
    assert "Chance alone makes one on " in drawn


def test_screening_constant_and_length_of_a_trend_reach_the_statistics(world):
    measure = MeasureFactory(
        space=world.falls,
        kind_key="mean",
        counts_people=False,
        definition__rules="classic",
        definition__screens_moving_ranges=False,
        definition__uses_rounded_constant=True,
        definition__trend_points=7,
    )

    plan = chart_of(world, measure, [4.0 + i % 3 for i in range(24)]).analysis.plan

    assert (plan.rules, plan.screen, plan.constant, plan.trend_points) == ("classic", False, 2.66, 7)


def test_each_rule_says_how_often_chance_alone_makes_it_speak_on_charts_of_this_length():
    hints = {key: str(option.hint) for key, option in rules_with_rates(36)}

    assert hints["classic"].endswith(
        "By chance alone it speaks on 56 of 100 run charts and 59 of 100 control charts of 36 points."
    )
    assert hints["anhoej"].endswith("on 4 of 100 run charts and 17 of 100 control charts of 36 points.")
    assert dict(rules_with_rates(8))["classic"].hint.endswith(
        "By chance alone it speaks on 6 of 100 run charts of 8 points."
    )


def test_a_longer_trend_changes_the_rate_of_the_rules_in_force_only():
    usual, longer = (dict(rules_with_rates(36, chosen="classic", trend_points=trend)) for trend in (None, 7))

    assert longer["classic"].hint != usual["classic"].hint
    assert longer["nelson"] == usual["nelson"]


def test_the_form_of_a_measure_tells_the_rates_of_its_longest_chart_and_offers_what_fits(world, client):
    measure = MeasureFactory(space=world.falls, title="Shares", slug="shares", counts_people=False)
    TeamMeasureFactory(team=world.ward_7, measure=measure, values=SHARES[:15])
    client.force_login(world.esi.account)

    page = client.get(reverse("measures:change", args=["falls", "shares"])).content.decode()

    assert "control charts of 15 points." in page
    assert 'name="chart" value="pp"' in page
    assert 'name="chart" value="t"' not in page
    assert "Named on every chart." in page


def test_rules_chosen_in_the_form_are_in_force_from_then_on(world, client):
    chart = TeamMeasureFactory(
        team=world.ward_7,
        measure__space=world.falls,
        measure__slug="shares",
        measure__counts_people=False,
        values=SHARES,
    )
    client.force_login(world.esi.account)
    address = reverse("measures:change", args=["falls", "shares"])
    form = client.get(address).context["form"]
    said = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    said = {name: value for name, value in said.items() if value is not None and value is not False}

    answer = client.post(
        address,
        {
            **said,
            "numerator_definition": "Falls",
            "effective_from": "2026-01-01",
            "change_reason": "Easier to explain",
            "chart": "run",
            "rules": "classic",
            "trend_points": "6",
        },
    )

    assert answer.status_code == 302
    chart.measure.refresh_from_db()
    current = chart.measure.current
    assert (current.chart, current.rules, current.trend_points, current.screens_moving_ranges) == (
        "run",
        "classic",
        6,
        True,
    )


def changed(world, measure, **said):
    return actions.change_definition(
        measure=measure,
        effective_from=date(2025, 5, 5),
        change_reason="Dipsticks do not count any more",
        by=world.esi,
        **said,
    )


def test_a_chart_compares_the_versions_of_its_definition_and_shows_where_each_begins(world, client):
    measure = MeasureFactory(
        space=world.falls, slug="shares", counts_people=False, definition__exclusion="People on dialysis"
    )
    TeamMeasureFactory(team=world.ward_7, measure=measure, values=SHARES)
    changed(world, measure, exclusion="Nobody", rules="classic", decimals=1)
    client.force_login(world.amina.account)

    page = client.get(reverse("measures:chart", args=["ward-7", "shares"])).content.decode()

    assert "Version 2, from 5 May 2025" in page
    assert "Version 1, from the beginning" in page
    assert "Dipsticks do not count any more" in page
    assert re.findall(r"<strong>([^<]*)</strong>: <del>.*?</span>([^<]*)</del> <ins>.*?</span>([^<]*)</ins>", page) == [
        ("Who is left out", "People on dialysis", "Nobody"),
        ("Decimals", "0", "1"),
        ("Rules for signals", "Anhøj&#x27;s rules", "Classic run-chart rules"),
    ]
    assert [drawing for drawing in re.findall(r"<svg.*?</svg>", page, re.DOTALL) if "Definition, version 2" in drawing]
    assert "The definition changed in May 2025: compare with what was before with care." in page


def test_a_chart_of_one_version_has_nothing_to_compare(world, client):
    client.force_login(world.amina.account)
    address = reverse("measures:chart", args=["ward-7", world.ward_7_falls.measure.slug])

    assert "Versions compared" not in client.get(address).content.decode()


def test_versions_are_dated_in_the_reader_s_language(world, client):
    TeamMeasureFactory(team=world.ward_7, measure=world.falls_harm, values=SHARES)
    changed(world, world.falls_harm, exclusion="Nobody")
    world.amina.language = "fr-ca"
    world.amina.save()
    client.force_login(world.amina.account)

    page = client.get(reverse("measures:chart", args=["ward-7", "falls-harm"])).content.decode()

    assert "Version 2, à partir du 5 mai 2025" in page
