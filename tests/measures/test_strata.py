"""A measure by its agreed groups: reported, charted beside the whole, and told to others only where all may be told."""

from datetime import date

import pytest

from allteach.core.language import language_now
from allteach.measures.queries.strata import groups_of, groups_together
from tests.factories import MeasureFactory, TeamFactory, TeamMeasureFactory
from tests.factories.measures import MeasurementFactory

AGES = ["Under 65", "65 and over"]


@pytest.fixture
def measure(world):
    return MeasureFactory(space=world.sugar, title="Eye checks", slug="eyes", definition__strata=AGES)


def by_age(measure, team, months):
    """A team that reports both ages each month, and the whole of them: months of ((n, d), (n, d))."""
    chart = TeamMeasureFactory(
        team=team, measure=measure, values=[tuple(map(sum, zip(*parts, strict=True))) for parts in months]
    )
    for i, parts in enumerate(months):
        for stratum, (numerator, denominator) in zip(AGES, parts, strict=True):
            MeasurementFactory(
                team_measure=chart,
                period_start=date(2025, i + 1, 1),
                stratum=stratum,
                numerator=numerator,
                denominator=denominator,
            )
    return chart


MONTHS = [((20, 60), (30, 80)), ((22, 60), (33, 80)), ((3, 60), (31, 80))]


def shown(chart, person):
    return {group.group: group for group in groups_of(chart, seen_by=person, language=language_now())}


def test_the_team_sees_the_whole_and_each_group_in_the_agreed_order(world, measure):
    groups = shown(by_age(measure, world.clinic, MONTHS), world.farah)

    assert list(groups) == ["", *AGES]
    assert groups[""].timeline.numerators == (50, 55, 34)
    assert groups["Under 65"].timeline.numerators == (20, 22, 3)
    assert [round(value) for value in groups["65 and over"].values] == [38, 41, 39]
    assert groups[""].plot.title == "Everybody"


def test_others_see_no_group_of_a_month_in_which_one_is_small(world, measure):
    groups = shown(by_age(measure, world.clinic, MONTHS), world.gil)

    assert groups[""].timeline.numerators == (50, 55, 34)
    assert groups["Under 65"].timeline.numerators == (20, 22, None)
    assert groups["65 and over"].timeline.numerators == (30, 33, None)
    assert groups["65 and over"].timeline.denominators == (60 + 20, 80, None)
    assert groups["65 and over"].timeline.hidden == {2: "one of the groups is too small"}
    assert (groups[""].timeline.is_fair, groups["65 and over"].timeline.is_fair) == (True, False)


def test_a_measure_without_groups_has_no_charts_of_them(world):
    assert groups_of(world.clinic_feet, seen_by=world.farah, language=language_now()) == []


def test_all_teams_together_add_up_what_may_be_shown_of_each(world, measure):
    by_age(measure, world.clinic, MONTHS)
    by_age(measure, TeamFactory(parent=world.sugar), [((10, 40), (12, 40))] * 3)

    [under, over] = groups_together(world.sugar, measure, seen_by=world.gil, language=language_now())

    assert (under.group, over.group) == tuple(AGES)
    assert under.timeline.numerators == (30, 32, 10)
    assert over.timeline.denominators == (120, 120, 40)


def test_the_director_reads_all_groups_of_all_teams(world, measure):
    by_age(measure, world.clinic, MONTHS)
    director = world._person("Dee", (world.sugar, "director"))

    [under, _over] = groups_together(world.sugar, measure, seen_by=director, language=language_now())

    assert under.timeline.numerators == (20, 22, 3)


def test_a_mean_by_group_is_the_median_of_teams(world):
    wait = MeasureFactory(space=world.sugar, kind_key="mean", counts_people=False, definition__strata=["North"])
    for value in (4, 6, 11):
        chart = TeamMeasureFactory(team=TeamFactory(parent=world.sugar), measure=wait, values=[value])
        MeasurementFactory(team_measure=chart, stratum="North", value=value)

    [north] = groups_together(world.sugar, wait, seen_by=world.farah, language=language_now())

    assert north.timeline.values == (6,)


@pytest.mark.parametrize("n", [1, 3])
def test_groups_together_cost_the_same_for_three_teams_as_for_one(world, measure, django_assert_num_queries, n):
    for _team in range(n):
        by_age(measure, TeamFactory(parent=world.sugar), MONTHS)
    person, language = world.farah, language_now()
    assert person.standing

    with django_assert_num_queries(5):  # charts, groups, wholes, teams, baselines
        groups_together(world.sugar, measure, seen_by=person, language=language)


def test_the_page_draws_the_groups_and_hides_what_is_small_in_every_form(world, measure, client):
    by_age(measure, world.clinic, [*MONTHS[:2], ((3917, 40493), (5, 6))])
    client.force_login(world.gil.account)

    page = client.get("/teams/clinic/measures/eyes/").content.decode()
    file = b"".join(client.get("/teams/clinic/measures/eyes/?as=csv&table=groups")).decode()

    assert 'id="groups"' in page
    assert "Under 65" in page
    assert "3917" not in (page + file).replace(",", "").replace("&nbsp;", "")
    assert "Under 65,2025-03,,,,%,hidden: one of the groups is too small" in file


def test_the_collaborative_s_page_draws_each_group_over_all_teams(world, measure, client):
    by_age(measure, world.clinic, MONTHS)
    client.force_login(world.farah.account)

    page = client.get("/spaces/sugar/?measure=eyes").content.decode()

    assert "By group, all teams together" in page
    assert 'id="groups"' in page
