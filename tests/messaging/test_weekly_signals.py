"""The weekly letter tells what the reader's own charts say newly: once, as far as they may see it, and never a rank."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from allteach.core.language import language_now
from allteach.measures.models import Measure, Measurement
from allteach.messaging.models import Message
from allteach.messaging.notices import LETTERS
from allteach.messaging.weekly_sections import MOST, Week, signals
from allteach.progress.moved import signals_since
from allteach.spaces.models import DisclosurePolicy, Membership
from tests.factories import MeasureFactory, MeasurementFactory, MembershipFactory, TeamFactory, TeamMeasureFactory

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)
LAST_WEEK, LONG_AGO = MONDAY - timedelta(days=3), MONDAY - timedelta(days=20)
STEADY = [(20, 40), (21, 41), (19, 40), (22, 43), (20, 41), (21, 40), (19, 41), (20, 39), (22, 42), (20, 40), (21, 42)]
TITLE = "What your charts say"


def chart(team, measure, latest=(3, 41), came=LAST_WEEK):
    """Twelve months, of which the last came in at a moment: by its usual numbers outside what chance explains."""
    with time_machine.travel(LONG_AGO, tick=False):
        found = TeamMeasureFactory(team=team, measure=measure, values=STEADY)
    MeasurementFactory(
        team_measure=found,
        period_start=date(2025, 12, 1),
        numerator=Decimal(latest[0]),
        denominator=Decimal(latest[1]),
        at=came,
    )
    return found


def section(person, since=MONDAY - timedelta(days=7), now=MONDAY):
    return signals(Week(person, since=since, now=now))


def lines(person, **said) -> list[str]:
    found = section(person, **said)
    return [line.words for line in found.lines] if found else []


def test_the_letter_says_which_chart_of_the_own_team_says_something_new_and_leads_there(world):
    world.everybody()
    chart(world.ward_7, world.falls_harm)
    message = Message(letter="digest", person=world.amina, about=f"people.person:{world.amina.pk}")

    with time_machine.travel(MONDAY, tick=False):
        said = LETTERS["digest"].says(message)

    [part] = [part for part in said["sections"] if part["title"] == TITLE]
    assert [(line["words"], line["link"].partition("/teams/")[2]) for line in part["lines"]] == [
        (
            "Ward 7, Falls with harm: Improving. December 2025 lies below what chance alone explains.",
            "ward-7/measures/falls-harm/",
        )
    ]


def test_a_chart_that_gets_worse_is_told_in_the_same_words_as_on_its_page(world):
    world.everybody()
    chart(world.ward_7, world.falls_harm, latest=(39, 41))

    assert lines(world.ben) == [
        "Ward 7, Falls with harm: Getting worse. December 2025 lies above what chance alone explains; "
        "the line crosses the mean one time, where chance makes it at least three."
    ]


def test_only_the_team_itself_and_those_who_support_it_hear_of_its_charts(world):
    world.everybody()
    chart(world.ward_7, world.falls_harm)

    heard = {name: len(lines(getattr(world, name))) for name in ("amina", "ben", "chidi", "dana", "esi", "farah")}

    assert heard == {"amina": 1, "ben": 1, "chidi": 0, "dana": 1, "esi": 0, "farah": 0}


def test_whoever_left_the_team_hears_nothing_of_it(world):
    world.everybody()
    chart(world.ward_7, world.falls_harm)
    Membership.objects.filter(person=world.ben).update(ended_at=MONDAY)

    assert lines(world.again(world.ben)) == []


@pytest.mark.parametrize(
    ("latest", "came", "many"),
    [
        ((3, 41), LAST_WEEK, 1),
        ((3, 41), LONG_AGO, 0),  # Told in the letter before.
        ((3, 41), MONDAY + timedelta(hours=1), 0),  # Told in the next.
        ((20, 41), LAST_WEEK, 0),  # Nothing but chance.
    ],
)
def test_a_signal_is_told_in_the_week_in_which_it_came_in(world, latest, came, many):
    world.everybody()
    chart(world.ward_7, world.falls_harm, latest, came)

    assert len(lines(world.amina)) == many


def test_a_correction_of_an_old_value_is_no_new_signal(world):
    world.everybody()
    found = chart(world.ward_7, world.falls_harm, came=LONG_AGO)
    Measurement.objects.filter(team_measure=found, period_start=date(2025, 3, 1)).update(at=LAST_WEEK)

    assert lines(world.amina) == []


def test_a_signal_that_goes_on_is_told_once(world):
    world.everybody()
    found = chart(world.ward_7, world.falls_harm, came=LONG_AGO)
    MeasurementFactory(
        team_measure=found,
        period_start=date(2026, 1, 1),
        numerator=Decimal(3),
        denominator=Decimal(41),
        at=LAST_WEEK,
    )

    assert lines(world.amina) == []


def test_whoever_may_not_see_the_teams_counts_hears_nothing_of_its_charts(world):
    world.everybody()
    chart(world.ward_7, world.falls_harm)
    MembershipFactory(space=world.ward_7, person=world.stan, role="member")

    assert lines(world.again(world.stan)) == []


def test_a_chart_says_nothing_new_to_whom_too_much_of_it_is_hidden(world):
    """The rule on small numbers comes before the rules on signals, whoever asks."""
    world.everybody()
    DisclosurePolicy.objects.filter(space=world.sugar).update(least_count=20)
    chart(world.surgery, MeasureFactory(space=world.sugar, counts_people=True, definition__direction="down"))
    asked = {"since": MONDAY - timedelta(days=7), "until": MONDAY, "language": language_now()}

    found = {
        person.name: len(signals_since([world.surgery.pk], seen_by=person, **asked))
        for person in (world.gil, world.farah)
    }

    assert found == {"Gil": 1, "Farah": 0}


def test_the_letter_tells_the_first_charts_and_counts_the_others(world):
    world.everybody()
    for _ in range(MOST + 2):
        chart(world.ward_7, MeasureFactory(space=world.falls, definition__direction="down"))

    found = section(world.amina)

    assert (len(found.lines), found.more) == (MOST, 2)


def test_teams_stand_by_name_and_measures_as_on_their_page(world):
    world.everybody()
    second = TeamFactory(parent=world.falls, name="Annexe")
    MembershipFactory(space=second, person=world.amina, role="team_member")
    other = MeasureFactory(space=world.falls, title="Bells", definition__direction="down")
    Measure.objects.filter(pk=world.falls_harm.pk).update(position=1)
    for team, measure in ((world.ward_7, world.falls_harm), (second, world.falls_harm), (world.ward_7, other)):
        chart(team, measure)

    assert [line.partition(":")[0] for line in lines(world.again(world.amina))] == [
        "Annexe, Falls with harm",
        "Ward 7, Bells",
        "Ward 7, Falls with harm",
    ]


@pytest.mark.parametrize("many", [1, 3])
def test_the_queries_are_as_many_for_three_teams_as_for_one(world, many, django_assert_max_num_queries):
    for _ in range(many):
        team = TeamFactory(parent=world.falls)
        MembershipFactory(space=team, person=world.stan, role="coach")
        chart(team, world.falls_harm)
    person = world.again(world.stan)
    week = Week(person, since=MONDAY - timedelta(days=7), now=MONDAY)
    assert len(week.teams) == many

    with django_assert_max_num_queries(9):
        assert len(signals(week).lines) == many


def test_a_week_in_which_nothing_came_in_costs_one_query(world, django_assert_num_queries):
    world.everybody()
    week = Week(world.amina, since=MONDAY - timedelta(days=7), now=MONDAY)
    assert len(week.teams) == 1

    with django_assert_num_queries(1):
        assert signals(week) is None
