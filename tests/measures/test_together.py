"""All teams together: exact where that is safe, a range where only that is, withheld else; and always the same."""

from datetime import date, timedelta

import numpy as np
import pytest
from django.utils import timezone

from allteach.charts import figure, in_words
from allteach.core.closeness import Closeness
from allteach.core.language import language_now
from allteach.core.models import Event
from allteach.core.periods import Period
from allteach.measures import events
from allteach.measures.actions import settle_periods
from allteach.measures.models import Measurement, SettledPeriod
from allteach.measures.queries.disclosed import policy_of
from allteach.measures.queries.timelines import Timeline, timelines_of
from allteach.measures.queries.together import Part, pooled, together
from allteach.people.actions import make_token
from allteach.spaces.models import DisclosurePolicy
from tests.core.attacker import Notebook
from tests.factories import MeasureFactory, TeamFactory, TeamMeasureFactory
from tests.factories.measures import MeasurementFactory

OWN, _, COLLABORATIVE, _PUBLIC = Closeness
TOMORROW = date(2100, 1, 1)  # Of whatever day it is.
JANUARY = Period.parse("2025-01")
SMALL = [2, 3] * 10  # 50 in twenty teams.


@pytest.fixture
def falls(world):
    """A measure of people in a collaborative whose teams see each other's results."""
    return MeasureFactory(space=world.sugar, title="Amputations", slug="amputations", definition__direction="down")


def reported(world, measure, numerators, *, people=100, **facts):
    """Teams that report one number a month each, or several."""
    return [
        TeamMeasureFactory(
            team=TeamFactory(parent=world.sugar, **facts),
            measure=measure,
            values=[number and (number, people) for number in (each if isinstance(each, list) else [each])],
        )
        for each in numerators
    ]


def settled(world):
    """What was reported today settles when today is over."""
    return settle_periods(collaborative=world.sugar, today=TOMORROW)


def change_policy(world, **said):
    DisclosurePolicy.objects.filter(space=world.sugar).update(**said)
    world.sugar.refresh_from_db()


def seen(world, measure, person=None, **more):
    return together(world.sugar, measure, seen_by=person or world.farah, language=language_now(), **more)


def test_without_small_numbers_the_total_is_exact(world, falls):
    reported(world, falls, [20, 30, 40])

    timeline = seen(world, falls).timeline

    assert (timeline.numerators, timeline.denominators) == ((90,), (300,))
    assert (timeline.ranges, timeline.suppressed) == ({}, frozenset())


def test_many_small_numbers_are_withheld_until_the_period_settles_and_then_told_as_a_range(world, falls):
    reported(world, falls, SMALL)

    before = seen(world, falls)
    written = settled(world)
    after = seen(world, falls)

    assert (before.timeline.numerators, before.timeline.suppressed) == ((None,), frozenset({0}))
    assert in_words(before.plot).endswith("Too many teams' numbers are too small to add up.")
    assert written == 1
    assert after.timeline.ranges == {0: (48, 52)}
    assert after.timeline.numerators == (50,)
    assert "about 2%, 48–52 of 2,000" in figure(after.plot, ident="c")


def test_whoever_is_inside_the_agreement_reads_exact_totals(world, falls):
    reported(world, falls, SMALL)
    director = world._person("Dee", (world.sugar, "director"))

    timeline = seen(world, falls, director).timeline

    assert (timeline.numerators, timeline.ranges) == ((sum(SMALL),), {})


def test_a_period_settles_once_with_its_event_and_never_changes(world, falls):
    charts = reported(world, falls, SMALL)
    settled(world)
    stood = SettledPeriod.objects.get().cells

    Measurement.objects.filter(team_measure=charts[0]).update(numerator=1)
    charts[1].measurements.all().delete()

    assert settled(world) == 0
    assert (
        SettledPeriod.objects.get().cells == stood == {str(c.pk): [n, 100] for c, n in zip(charts, SMALL, strict=True)}
    )
    assert Event.objects.get(name=events.PERIODS_SETTLED).facts["periods"] == 1


def test_a_period_settles_when_it_is_due_and_five_have_reported(world, falls):
    due = JANUARY.end + timedelta(days=falls.due_day)
    charts = reported(world, falls, SMALL[:4])
    Measurement.objects.update(at="2025-02-03T12:00Z")

    assert settle_periods(collaborative=world.sugar, today=due + timedelta(days=30)) == 0
    TeamMeasureFactory(team=TeamFactory(parent=world.sugar), measure=falls, values=[(2, 100)])
    Measurement.objects.exclude(team_measure__in=charts).update(at="2025-02-20T12:00Z")
    assert settle_periods(collaborative=world.sugar, today=date(2025, 2, 20)) == 0
    assert settle_periods(collaborative=world.sugar, today=date(2025, 2, 21)) == 1


@pytest.mark.parametrize("why", ["published", "no people", "looks back", "a mean"])
def test_what_is_never_hidden_or_never_added_up_is_not_written_down(world, why):
    definition = {"definition__look_back": "12 months"} if why == "looks back" else {}
    measure = MeasureFactory(
        space=world.sugar,
        counts_people=why != "no people",
        kind_key="mean" if why == "a mean" else "proportion",
        **definition,
    )
    if why == "published":
        change_policy(world, is_published_data=True)
    for number in SMALL[:6]:
        values = [number] if why == "a mean" else [(number, 100)]
        TeamMeasureFactory(team=TeamFactory(parent=world.sugar), measure=measure, values=values)

    assert settled(world) == 0


def test_under_other_settings_than_it_settled_by_nothing_is_added_up(world, falls):
    reported(world, falls, [1, 2, 1, 1, 2, 1, 2, 1, 1, 2])
    settled(world)
    change_policy(world, least_count=6)

    timeline = seen(world, falls).timeline

    assert (timeline.numerators, timeline.suppressed) == ((None,), frozenset({0}))


@pytest.mark.parametrize("n", [1, 3])
def test_the_whole_costs_the_same_for_three_teams_as_for_one(world, falls, django_assert_num_queries, n):
    reported(world, falls, SMALL[:n])
    person, language = world.farah, language_now()
    assert person.standing

    # charts of the measure, teams, definitions, baselines, windows, values, settled periods, notes
    with django_assert_num_queries(7):
        together(world.sugar, falls, seen_by=person, language=language)


def test_a_team_that_left_and_took_its_numbers_along_is_still_in_the_sum_of_its_time(world, falls):
    charts = reported(world, falls, SMALL)
    settled(world)
    before = seen(world, falls).timeline.ranges[0]

    charts[0].measurements.all().delete()
    after = seen(world, falls).timeline.ranges[0]

    assert (after[0] - before[0], after[1] - before[1]) == (-4, -1)  # It may have been any of 1 to 4.


def test_page_table_file_picture_and_program_tell_the_same_range(world, falls, client):
    reported(world, falls, SMALL, people=100)
    settled(world)
    client.force_login(world.farah.account)
    in_a_month = timezone.localdate() + timedelta(days=30)
    token = make_token(person=world.farah, name="A", can_write=False, expires_on=in_a_month, by=world.farah).secret

    page = client.get("/spaces/sugar/?measure=amputations").content.decode()
    file = b"".join(client.get("/spaces/sugar/?measure=amputations&as=csv&table=together")).decode()
    picture = client.get("/spaces/sugar/measures/amputations/together.svg").content.decode()
    program = client.get(
        "/api/spaces/sugar/measures/amputations/together", headers={"Authorization": f"Bearer {token}"}
    )

    assert "about 2%, 48–52 of 2,000" in page
    assert "about 2%, 48–52 of 2,000" in picture
    assert "2025-01,50,48,52,2000,2.5," in file
    [total] = program.json()["values"]
    assert {key: total[key] for key in ("numerator", "lowest", "highest", "denominator", "value", "hidden")} == {
        "numerator": 50,
        "lowest": 48,
        "highest": 52,
        "denominator": 2000,
        "value": 2.5,
        "hidden": False,
    }


def test_what_is_withheld_is_withheld_everywhere(world, falls, client):
    reported(world, falls, SMALL)
    client.force_login(world.farah.account)

    page = client.get("/spaces/sugar/?measure=amputations").content.decode()
    file = b"".join(client.get("/spaces/sugar/?measure=amputations&as=csv&table=together")).decode()

    assert "hidden: too many teams&#x27; numbers are too small to add up" in page
    assert "2025-01,,,,,,%,2.5,20,20,hidden: too many teams' numbers are too small to add up" in file


class Watched:
    """A collaborative that one member watches for six months while teams report, correct, leave and take back."""

    MONTHS = 6

    def __init__(self, world, measure, rng):
        self.rng, self.measure, self.space = rng, measure, world.sugar
        self.charts = [
            TeamMeasureFactory(team=TeamFactory(parent=world.sugar), measure=measure)
            for _team in range(int(rng.integers(6, 11)))
        ]
        self.typical = rng.choice([1, 2, 3, 25], len(self.charts))
        self.versions = {}
        self.told = {}  # Every number that ever stood, by team, month and version.
        self.gone = set()

    def live_through(self, month):
        """Reports of the month, and some of months before: late, corrected or taken back. One team may leave."""
        for team, chart in enumerate(self.charts):
            for earlier in range(month + 1):
                stands = self.told.get((team, earlier, self.versions.get((team, earlier))))
                chance = self.rng.random()
                if team in self.gone or (stands is None and chance < 0.2) or (stands is not None and chance > 0.1):
                    continue
                start = date(2025, earlier + 1, 1)
                Measurement.objects.filter(team_measure=chart, period_start=start).delete()
                version = self.versions[team, earlier] = self.versions.get((team, earlier), 0) + 1
                if stands is None or chance > 0.03:
                    number = float(self.rng.poisson(self.typical[team]))
                    self.told[team, earlier, version] = number
                    MeasurementFactory(team_measure=chart, period_start=start, numerator=number, denominator=200)
        if month == 3:
            self.gone.add(int(self.rng.integers(1, len(self.charts))))
            for team in self.gone:
                self.charts[team].measurements.all().delete()
                for earlier in range(month + 1):
                    self.versions[team, earlier] = self.versions.get((team, earlier), 0) + 1
        settle_periods(collaborative=self.space, today=TOMORROW)

    def published(self, chosen):
        """The total of some teams as the member of the first team reads it."""
        timelines = timelines_of([chart.pk for chart in self.charts])
        parts = [
            Part(
                chart.pk,
                timelines.get(chart.pk, Timeline()),
                OWN if team == 0 else COLLABORATIVE,
                is_chosen=team in chosen,
            )
            for team, chart in enumerate(self.charts)
        ]
        return pooled(parts, measure=self.measure, policy=policy_of(self.space))[0]

    def note(self, notebook, month):
        """Everything that can be read today: each cell, and the totals of every slice."""
        teams = range(len(self.charts))
        now = {(team, at): (team, at, self.versions.get((team, at))) for team in teams for at in range(month + 1)}
        for name in now.values():
            if (number := self.told.get(name)) is not None:
                is_hidden = name[0] != 0 and 1 <= number <= 4
                notebook.learn_number(name, *((1, 4) if is_hidden else (number, number)))
        for chosen in (
            set(teams),
            set(teams) - {1},
            set(teams) - {2},
            {*teams[::2]},
            set(np.flatnonzero(self.typical < 9)),
        ):
            timeline = self.published(chosen)
            for i, period in enumerate(timeline.periods):
                told = timeline.numerators[i]
                if told is not None:
                    names = [now[team, period.start.month - 1] for team in chosen]
                    counted = [name for name in names if name in self.told]
                    notebook.learn_sum(counted, *timeline.ranges.get(i, (told, told)))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_who_keeps_every_total_of_six_months_learns_no_small_number(world, falls, seed):
    watched, notebook = Watched(world, falls, np.random.default_rng(seed)), Notebook()
    for month in range(Watched.MONTHS):
        watched.live_through(month)
        watched.note(notebook, month)

    ranges = notebook.deduce()

    small = {
        name: number for name, number in watched.told.items() if name[0] != 0 and 1 <= number <= 4 and name in ranges
    }
    assert len(small) > 5
    assert [
        name for name, number in small.items() if not ranges[name][0] - 1e-6 <= number <= ranges[name][1] + 1e-6
    ] == []
    assert min(round(ranges[name][1] - ranges[name][0], 6) for name in small) >= 3
