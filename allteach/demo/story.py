"""The story, played through the actions: "Ontario Steady Sugar" up to its eleventh month, and a collaborative that begins.

Every rule that holds for people holds here: nothing is written past the actions. The clock is the story's, the chance
has a fixed seed, so the same day tells the same story.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import partial

from django.db import transaction
from django.utils import timezone

from allteach.collaboratives.actions import (
    approve_charter,
    make_collaborative,
    set_goal,
    write_charter,
)
from allteach.collaboratives.models import Charter
from allteach.core.periods import Period
from allteach.demo.another import begin_another
from allteach.demo.charter import SECTIONS
from allteach.demo.clock import Clock, Diary, story_time
from allteach.demo.coaching import UNHEARD, plan_coaching
from allteach.demo.congress import plan_congress
from allteach.demo.gatherings import plan_gatherings
from allteach.demo.holding import plan_holding
from allteach.demo.learning import Learning
from allteach.demo.mail import send_the_mail_of_the_week
from allteach.demo.measures import MEASURES, REGISTER, MeasureRow
from allteach.demo.monthly_reports import MonthlyReports
from allteach.demo.numbers import TeamNumbers
from allteach.demo.people import People, first_of_month
from allteach.demo.prework import plan_prework
from allteach.demo.process_maps import plan_process_maps
from allteach.demo.recruiting import Recruiting, announce_again
from allteach.demo.scores import Scores
from allteach.demo.second_thoughts import SecondThoughts
from allteach.demo.sessions import Sessions
from allteach.demo.spread import plan_spread
from allteach.demo.storyboards import plan_storyboards
from allteach.demo.teams import ARCHETYPES, TEAMS, TeamRow
from allteach.demo.trouble import CLOSED, Trouble
from allteach.demo.turning_points import turn
from allteach.measures import actions as measures
from allteach.measures.models import Measure, TeamMeasure
from allteach.people.models import Person
from allteach.spaces.actions import invite
from allteach.spaces.models import Space
from allteach.spaces.roles import Role

SEED = 20
MONTHS_BEFORE = 3  # Of baseline, before the first session …
BASELINE = 3  # … and after it.
MONTH_NOW = 11  # The story stands in its eleventh month …
LAST_MONTH = 15  # … and ends, when asked to, in its fifteenth.
TYPED = 6  # Rows that Maple Gate has filled of the month that is due.


@dataclass
class Playing:
    """One team while the story is told."""

    row: TeamRow
    team: Space
    lead: Person
    numbers: TeamNumbers
    charts: dict[str, TeamMeasure] = field(default_factory=dict)


class Story:
    """Tells the story, of all its teams or of some. `say` hears how far it is."""

    def __init__(
        self,
        *,
        today: date | None = None,
        is_whole: bool = False,
        has_canaries: bool = False,
        teams: Sequence[TeamRow] = TEAMS,
        say: Callable[[str], None] | None = None,
    ):
        self.today = today or timezone.localdate()
        self.teams = teams
        self.month_now = LAST_MONTH + 1 if is_whole else MONTH_NOW
        self.first = first_of_month(self.today, 1 - self.month_now)  # Month 1: the first learning session.
        self.rng = random.Random(SEED)  # noqa: S311 - a story, not a secret
        self.people = People(self.rng)
        self.playing: list[Playing] = []
        self.has_canaries = has_canaries
        self.canaries: dict[str, dict[str, str]] = {}
        self.diary = Diary()
        self.say = say or (lambda _words: None)

    def tell(self) -> None:
        """Play everything, in the order in which it happened."""
        start = datetime.combine(first_of_month(self.first, -MONTHS_BEFORE - 2), time(9), tzinfo=UTC)
        with story_time(start) as clock:
            with transaction.atomic():
                self.begin(clock)
            for month in self.months():
                self.plan(month)
            Sessions(self).plan(self.diary, clock)
            told = None
            with transaction.atomic():
                for day in self.diary.live(clock, until=self.today):
                    if told != (day.year, day.month):
                        told = (day.year, day.month)
                        self.say(f"{day:%B %Y}")
            with transaction.atomic():
                self.stand_now(clock)
                measures.settle_periods(collaborative=self.collaborative)
                begin_another(self.people, today=self.today)
                clock.go_to(self.today - timedelta(days=1))
                self.trouble.stand_now()
                self.reports.stand_now()
                announce_again(self)
                send_the_mail_of_the_week(self)

    def months(self) -> Iterator[int]:
        """Months of which something is reported: the baseline is 1 - MONTHS_BEFORE to 0."""
        return iter(range(1 - MONTHS_BEFORE, self.month_now))

    # --- the beginning --------------------------------------------------------------------------------------------

    def begin(self, clock: Clock) -> None:
        """People, the collaborative, its charter, measures and teams; everybody signs."""
        self.people.make_cast()
        self.esi = self.people.cast["esi"]
        self.collaborative = make_collaborative(
            name="Ontario Steady Sugar",
            slug="steady-sugar",
            summary="Thirty practices improve the care of adults with type 2 diabetes.",
            time_zone="America/Toronto",
            sections=SECTIONS,
            by=self.esi,
        )
        self.people.place(self.collaborative, by=self.esi)
        self.people.make_coaches(self.collaborative, by=self.esi)
        self.measures = [self.define(position, row) for position, row in enumerate(MEASURES)]
        charter = Charter.objects.get(collaborative=self.collaborative)
        days = {
            "begins_on": self.first,
            "ends_on": first_of_month(self.first, LAST_MONTH) - timedelta(days=1),
        }
        write_charter(charter=charter, sections={}, days=days, by=self.esi)
        approve_charter(charter=charter, by=self.esi)
        plan_gatherings(self.collaborative, self.diary, self.first, by=self.esi)
        self.recruiting = Recruiting(self.collaborative, self.people, clock, teams=self.teams, by=self.esi)
        self.recruiting.tell(first_of_month(self.first, -MONTHS_BEFORE - 2))

        clock.go_to(first_of_month(self.first, -MONTHS_BEFORE - 1))
        for place, row in enumerate(self.teams):
            self.join(place, row)
        signers = {Role.COACH: self.people.cast["dana"], Role.DIRECTOR: self.esi}
        signers[Role.IMPROVEMENT_ADVISER] = self.people.cast["gil"]
        plan_prework(self.playing, self.diary, collaborative=self.collaborative.pk, people=signers)
        for measure in self.measures:
            measures.set_baseline(
                measure=measure,
                points=MONTHS_BEFORE + BASELINE if measure.period_kind == "month" else None,
                words="Baseline, frozen",
                reason="The three months before the first learning session, and the first three after it",
                by=self.people.cast["gil"],
            )
        self.learning = Learning(self.collaborative, self.rng, by=self.esi)
        self.trouble = Trouble(self)
        plan_storyboards(self)
        plan_congress(self)
        self.reports = MonthlyReports(self)
        plan_coaching(self)
        SecondThoughts(self).plan()
        self.scores = Scores(
            self.collaborative,
            director=self.esi,
            adviser=self.people.cast["gil"],
            coaches=self.people.coaches,
            today=self.today,
        )

    def define(self, position: int, row: MeasureRow) -> Measure:
        """One measure with its goal."""
        goal = set_goal(
            space=self.collaborative,
            words=row.name,
            target=Decimal(str(row.goal)),
            holds_from=first_of_month(self.first, -MONTHS_BEFORE),
            reach_by=first_of_month(self.first, LAST_MONTH) - timedelta(days=1),
            position=position,
            by=self.esi,
        )
        said = {
            "denominator_definition": REGISTER if row.kind == "proportion" else "",
            "data_source": "The practice's record system",
            **row.definition,
        }
        if row.kind == "proportion" and " months" in row.name:
            said["look_back"] = f"in the {row.name.rsplit(', ', 1)[1]} ending on the last day of the month"
        return measures.define_measure(
            space=self.collaborative,
            kind=row.kind,
            name=row.name,
            plain_name=row.plain_name,
            numerator_definition=row.counted,
            goal=goal,
            measure_type=row.measure_type,
            scope=row.scope,
            period_kind=row.period_kind,
            counts_people=row.counts_people,
            position=position,
            by=self.esi,
            **said,
        )

    def join(self, place: int, row: TeamRow) -> None:
        """One team: its space, people and charts."""
        numbers = TeamNumbers(row, MEASURES, self.rng)
        joined_on = first_of_month(self.first, -MONTHS_BEFORE)
        team = self.recruiting.form(row, population_size=numbers.people, joined_on=joined_on)
        lead = self.people.fill(team, place, by=self.esi)
        playing = Playing(row, team, lead, numbers)
        for measure, measure_row in zip(self.measures, MEASURES, strict=True):
            if measure.scope == Measure.Scope.CORE_REQUIRED or place % 2 == 0:
                playing.charts[measure_row.name] = measures.take_up_measure(team=team, measure=measure, by=lead)
        plan_process_maps(playing, self.first, self.diary)
        plan_spread(playing, self.first, self.diary)
        plan_holding(playing, self.today, self.diary)
        self.playing.append(playing)

    # --- the months -----------------------------------------------------------------------------------------------

    def plan(self, month: int) -> None:
        """What happens in one month, and its numbers in the first days of the next."""
        start = first_of_month(self.first, month - 1)
        if month >= 1:
            self.learning.plan(self.diary, month, start, self.playing)
            self.trouble.plan(month, start)
            self.reports.plan(month, start)
            self.scores.plan(self.diary, month, start, self.playing)
        turn(self, month, start)
        period = Period(start, "month")
        quarter = Period.containing(start, "quarter")
        for playing in self.playing:
            day = self.sending_day(playing, period)
            if not self.is_sending(playing, month):
                continue
            if month == self.month_now - 1 and (
                day > period.end + timedelta(days=9) or playing.row.name == "Maple Gate"
            ):
                continue  # Not in yet; Maple Gate's is half typed: see stand_now.
            self.diary.add(day, partial(self.send, playing, period, month))
            if quarter.end == period.end and "My goals were talked about" in playing.charts:
                self.diary.add(day, partial(self.send, playing, quarter, month))

    def sending_day(self, playing: Playing, period: Period) -> date:
        """The day on which a team sends a month: most by the tenth, some late."""
        is_late = self.rng.random() < ARCHETYPES[playing.row.archetype].late
        return period.end + timedelta(days=self.rng.randint(12, 19) if is_late else self.rng.randint(2, 10))

    def is_sending(self, playing: Playing, month: int) -> bool:
        """Whether a team reports a month at all."""
        if playing.row.archetype == "withdraw" and month > 6:
            return False
        if playing.row.name == CLOSED and month == 6:
            return False
        missed = self.rng.random() < ARCHETYPES[playing.row.archetype].missing
        if playing.row.archetype == "fast" and month <= BASELINE:
            return True  # Whoever is fast has begun by counting.
        if playing.row.name == UNHEARD and month >= self.month_now - 2:
            return False  # The director is to call them.
        if playing.row.name == "Maple Gate":
            return month != 7  # The month in which it changed its record system.
        return not missed

    def send(self, playing: Playing, period: Period, month: int) -> None:
        """One team's numbers of one period, all of them at once."""
        values = []
        for row in MEASURES:
            chart = playing.charts.get(row.name)
            if chart is None or row.period_kind != period.kind:
                continue
            numbers = playing.numbers.draw(row, month)
            if playing.row.name == "Northern Lights" and row.name == "All three at goal":
                numbers = {"numerator": Decimal(2), "denominator": Decimal(9)}  # So few that others may not see it.
            values.append(
                measures.SheetValue(
                    key=str(chart.pk), team_measure=chart, numbers=numbers, remark=self.remark(playing, row, month)
                )
            )
        measures.send_values(team=playing.team, period=period, values=values, by=playing.lead)

    def remark(self, playing: Playing, row: MeasureRow, month: int) -> str:
        """A remark on a value, now and then; one in each team may hold its canary."""
        if month == 2 and row is MEASURES[0]:
            return self.plant(playing, "remark", "Counted by hand from the paper list")
        return ""

    # --- where it stands now --------------------------------------------------------------------------------------

    def stand_now(self, clock: Clock) -> None:
        """The month that is due: Maple Gate has filled six rows; invitations are open; a draft is on every desk."""
        period = Period(first_of_month(self.first, self.month_now - 2), "month")
        clock.go_to(max(period.end + timedelta(days=7), min(self.today, period.end + timedelta(days=9))), hour=8)
        for playing in self.playing:
            charts = [playing.charts[row.name] for row in MEASURES[:TYPED]]
            if playing.row.name == "Maple Gate":
                typed = {
                    str(chart.pk): {
                        field: str(number) for field, number in playing.numbers.draw(row, self.month_now - 1).items()
                    }
                    for row, chart in zip(MEASURES[:TYPED], charts, strict=True)
                }
                typed[str(charts[2].pk)]["numerator"] = "41"  # Odd, and asked about.
            else:
                typed = {}
            typed.setdefault(str(charts[0].pk), {})["remark"] = self.plant(
                playing, "draft", "To be checked with the list"
            )
            measures.save_sheet(team=playing.team, period=period, typed=typed, by=playing.lead)
        self.scores.stand_now(period.start, self.month_now - 1, self.playing)
        clock.go_to(self.today - timedelta(days=8))  # Open still, and too long ago for a mail to be sent now.
        for playing in self.playing:
            name = self.plant(playing, "invited", "Robin")
            invite(
                space=playing.team,
                email=f"robin.{playing.team.slug}@steady-sugar.example",
                name=name,
                role=Role.TEAM_MEMBER,
                by=self.esi,
            )

    # --- the small things -----------------------------------------------------------------------------------------

    def start_of(self, month: int) -> date:
        """The first day of a month of the story."""
        return first_of_month(self.first, month - 1)

    def team(self, name: str) -> Playing:
        """The team of this name."""
        return next(playing for playing in self.playing if playing.row.name == name)

    def plant(self, playing: Playing, where: str, words: str) -> str:
        """Words with a secret of this team in them, where secrets are wanted: it may appear in no other team's answer.

        Whoever looks at the demo, or at the guide's pictures of it, reads the words alone.
        """
        if not self.has_canaries:
            return words
        known = self.canaries.setdefault(playing.team.slug, {})
        known[where] = f"canary{playing.team.slug.replace('-', '')}{where.replace('_', '')}"
        return f"{words} ({known[where]})"
