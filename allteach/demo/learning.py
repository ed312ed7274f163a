"""Aims, ideas and tests of change in the story: Maple Gate's ramp by the book, the other teams' by chance."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from allteach.demo.clock import Diary
from allteach.demo.ideas import EYES, FEET, GOALS, IDEAS, RAMP, UNTRIED, WIDER, IdeaRow, RampStep
from allteach.demo.people import first_of_month
from allteach.demo.teams import ARCHETYPES
from allteach.demo.trouble import LATE_AIM, OVERREACHING, write_odd_aim
from allteach.improvement import actions
from allteach.improvement.models import Aim, ChangeIdea, Cycle, ImplementedChange
from allteach.measures.models import TeamMeasure
from allteach.people.models import Person
from allteach.spaces.models import Membership, Space
from allteach.spaces.roles import Role

if TYPE_CHECKING:
    from allteach.demo.story import Playing

FIRST_SCALES, FIRST_SHARES = ("one_patient", "one_day", "few_patients", "one_week"), (40, 22, 22, 16)
LASTS = 15  # Months.
SHARE_TOLD = 0.3  # Of the tests a team runs in a month, so many are written down in the story.
WAITING = "Windmill"  # Has an aim, and nobody has said yes to it.
DOUBTING = "Lakeshore"  # One of those who agreed sees it differently.
ONLY_PLANNED = {"Copper Cliff": 5, "Four Corners": 6}  # Tests that stall: planned in this month, and never begun.
FIRST_TEST_BY = {"fast": 1, "steady": 1, "slow": 3}  # Months by whose end a team has begun a first test.
WIDENED_IN = {"fast": 8, "steady": 12, "slow": 14}  # Months in which a team tests what it has not touched yet.
KEPT_IN = {"fast": (12,), "steady": (14,)}  # Months in which it makes more of what it tested its way of work.
MOST_KEPT = 4  # Parts of care.
FINISHED = {
    "Goal card with an interpreter": "Seven minutes on average, for three of three.",
    "Foot check by the assistant at rooming": "Eight of ten had their shoes off.",
}


class Learning:
    """Plays aims and tests of change."""

    def __init__(self, collaborative: Space, rng: random.Random, *, by: Person):
        self.rng = rng
        self.ideas: dict[str, ChangeIdea] = {
            row.title: actions.add_change_idea(
                space=collaborative,
                title=row.title,
                plain_summary=row.summary,
                driver=row.driver,
                first_test=row.first_test,
                care_element=row.element,
                evidence=row.evidence,
                origin=row.origin,
                by=by,
            )
            for row in (*IDEAS, UNTRIED)
        }
        self.ramp: Cycle | None = None

    def plan(self, diary: Diary, month: int, start: date, playing: Sequence["Playing"]) -> None:
        """The aims and tests of one month."""
        for team in playing:
            if month == 1 and team.row.name == OVERREACHING:
                diary.add(start + timedelta(days=2), partial(write_odd_aim, team, ends_on=first_of_month(start, LASTS)))
            elif month == 1:
                day = start + timedelta(days=25 if team.row.name == LATE_AIM else 2)
                diary.add(day, partial(self.write_aim, team, start))
            if team.row.archetype == "withdraw" and month > 5:
                continue
            self.plan_more(diary, month, start, team)
            if team.row.name == "Maple Gate":
                self.climb(diary, month, start, team)
            elif self.rng.random() < ARCHETYPES[team.row.archetype].cycles * SHARE_TOLD:
                self.test(diary, start, team)

    def write_aim(self, playing: "Playing", start: date) -> None:
        """The team's aim."""
        chart = playing.charts[GOALS]
        actions.write_aim(
            team=playing.team,
            what_improves="help people set a goal that matters to them, in their own words,",
            for_whom="adults with type 2 diabetes in our practice",
            measure=chart.measure,
            baseline_value=Decimal(12),
            target_value=Decimal(70),
            unit="%",
            by_when=date(start.year + 1, start.month, 28),
            why_it_matters="A goal of one's own is a reason to come back.",
            by=playing.lead,
        )

    def agree(self, playing: "Playing") -> None:
        """The lead says yes to the aim, and so does the patient partner, where there is one."""
        aim = Aim.objects.filter(team=playing.team.pk).first()
        if aim is None or playing.row.name == WAITING:
            return
        held = Membership.objects.active().filter(space=playing.team.pk, role=Role.PARTNER).select_related("person")
        actions.agree_to_aim(aim=aim, perspective="clinician", by=playing.lead)
        for partner in held.order_by("pk"):
            doubt = "Seventy is what we can count. I would rather know whether people feel heard."
            dissent = doubt if playing.row.name == DOUBTING else ""
            actions.agree_to_aim(aim=aim, perspective="patient", dissent=dissent, by=partner.person)

    def plan_more(self, diary: Diary, month: int, start: date, playing: "Playing") -> None:
        """What a team does besides the tests of its month, so that its record carries its score."""
        kind = playing.row.archetype
        if month == (2 if playing.row.name == LATE_AIM else 1):
            diary.add(start + timedelta(days=6), partial(self.agree, playing))
        if month == FIRST_TEST_BY.get(kind):
            diary.add(start + timedelta(days=20), partial(self.begin, diary, playing))
        if month == ONLY_PLANNED.get(playing.row.name):
            diary.add(start + timedelta(days=9), partial(self.only_plan, playing))
        if month == WIDENED_IN.get(kind):
            diary.add(start + timedelta(days=3), partial(self.widen, diary, start, playing))
        if month in KEPT_IN.get(kind, ()):
            diary.add(start + timedelta(days=20), partial(self.keep, playing))

    def begin(self, diary: Diary, playing: "Playing") -> None:
        """A first test, where a team has begun none yet: as small as the idea itself proposes."""
        if Cycle.objects.filter(team=playing.team.pk, begun_at__isnull=False).exists():
            return
        row, today = IDEAS[0], timezone.localdate()
        step = RampStep(
            0,
            "Three patients called a week before",
            "Two of three will have had their test",
            5,
            "Two had it. The third had moved.",
            "Our list of telephone numbers is older than we thought.",
            "adapt",
            "It takes ten minutes, and two visits were better for it",
            "as_predicted",
            "few_patients",
        )
        chart = playing.charts[row.measure]
        self.run(diary, today, step, playing, idea=self.ideas[row.title], chart=chart)

    def only_plan(self, playing: "Playing") -> None:
        """A test that is written down, with a prediction, and waits for a quiet week."""
        idea = IDEAS[0]
        actions.start_cycle(
            team=playing.team,
            title="Three patients called before their visit",
            prediction="Two of three will have had their test",
            planned_end_on=timezone.localdate() + timedelta(days=12),
            scale="few_patients",
            change_idea=self.ideas[idea.title],
            charts=[playing.charts[idea.measure]],
            by=playing.lead,
        )

    def widen(self, diary: Diary, start: date, playing: "Playing") -> None:
        """A test in every part of care that the team has not touched yet, one after the other."""
        touched = self.parts_of(Cycle.objects.filter(team=playing.team.pk, begun_at__isnull=False))
        begun = start + timedelta(days=4)
        for part, step in WIDER.items():
            if part not in touched:
                row = _idea_of(part)
                idea, chart = self.ideas[row.title], playing.charts[row.measure]
                self.run(diary, begun, step, playing, idea=idea, chart=chart, is_kept=False)
                begun += timedelta(days=4)

    def keep(self, playing: "Playing") -> None:
        """More of what was tested becomes the way of work."""
        done = Cycle.objects.filter(team=playing.team.pk, decided_at__isnull=False).exclude(decision="abandon")
        held = ImplementedChange.objects.filter(team=playing.team.pk).exclude(state__in=ImplementedChange.OVER)
        kept = self.parts_of(held)
        for part in [part for part in WIDER if part not in kept][: max(0, MOST_KEPT - len(kept))]:
            tested = done.filter(change_idea__care_element=part).order_by("-decided_at").first()
            if tested is not None:
                actions.implement_change(
                    team=playing.team,
                    title=tested.title,
                    kept_on=timezone.localdate(),
                    owner_post="Lead nurse",
                    charts=[playing.charts[_idea_of(part).measure]],
                    from_cycle=tested,
                    by=playing.lead,
                )

    @staticmethod
    def parts_of(rows: QuerySet) -> set[str]:
        """The parts of care that tests or kept changes touch, by the idea each came from."""
        return set(rows.values_list("change_idea__care_element", flat=True))

    def climb(self, diary: Diary, month: int, start: date, playing: "Playing") -> None:
        """Maple Gate's ramp, from one patient to everybody; then its open tests."""
        card = self.ideas["Goal card with confidence from 0 to 10"]
        goals, eyes, feet = (playing.charts[name] for name in (GOALS, EYES, FEET))
        for place, step in enumerate(step for step in RAMP if step.month == month):
            self.run(diary, start + timedelta(days=6 + 9 * place), step, playing, idea=card, chart=goals, is_ramp=True)
        if month == 9:
            step = RampStep(
                9,
                "Mailed leaflet about eye tests",
                "Ten of 40 will book",
                14,
                "None of 40 booked.",
                "A leaflet moves nobody.",
                "abandon",
                "Good to know before anyone prints 200",
                "worse",
                "one_week",
            )
            self.run(diary, start + timedelta(days=5), step, playing, idea=self.ideas["Mailed leaflet"], chart=eyes)
        if month == 12:
            diary.add(start + timedelta(days=10), partial(self.finish, playing))
        if month == 10:
            begun = start + timedelta(days=26)
            diary.add(
                begun,
                lambda: actions.begin_do(
                    cycle=actions.start_cycle(
                        team=playing.team,
                        title="Goal card with an interpreter",
                        prediction="Under eight minutes for each of three patients",
                        planned_end_on=begun + timedelta(days=10),
                        scale="few_patients",
                        change_idea=card,
                        charts=[goals],
                        by=playing.lead,
                    ),
                    by=playing.lead,
                ),
            )
            planned = start + timedelta(days=29)
            diary.add(
                planned,
                lambda: actions.start_cycle(
                    team=playing.team,
                    title="Foot check by the assistant at rooming",
                    prediction="8 of 10 have their shoes off before the clinician comes in",
                    planned_end_on=planned + timedelta(days=40),
                    scale="one_day",
                    change_idea=self.ideas["Foot check by the assistant at rooming"],
                    charts=[feet],
                    by=playing.lead,
                ),
            )

    def finish(self, playing: "Playing") -> None:
        """What Maple Gate had open in its eleventh month is over: the card with an interpreter, and feet at rooming."""
        for title, seen in FINISHED.items():
            cycle = Cycle.objects.filter(team=playing.team.pk, title=title, decided_at=None).first()
            if cycle is not None:
                actions.close_cycle(
                    cycle=cycle,
                    observations=seen,
                    outcomes=[{"outcome": "as_predicted", "happened": seen}],
                    what_we_learned="It works for those for whom it is hardest, so it works.",
                    decision="adopt",
                    rationale="It is ready for everybody",
                    is_kept=True,
                    owner_post="Lead nurse",
                    by=playing.lead,
                )

    def test(self, diary: Diary, start: date, playing: "Playing") -> None:
        """One test of another team, told in short."""
        row = self.rng.choice(IDEAS[:-1])
        outcome = self.rng.choices(("as_predicted", "better", "worse", "unclear"), (48, 12, 26, 14))[0]
        is_abandoned = self.rng.random() < row.fails
        decision = "abandon" if is_abandoned else self.rng.choices(("adopt", "adapt", "repeat"), (30, 62, 8))[0]
        step = RampStep(
            0,
            row.title,
            f"{self.rng.randint(5, 9)} of 10 patients",
            max(1, round(self.rng.lognormvariate(2.2, 0.6))),
            f"It worked with {self.rng.randint(2, 9)} of 10 patients.",
            "We know now what has to change before the next test.",
            decision,
            "It costs more than it brings" if is_abandoned else "It helped those it reached",
            outcome,
            self.rng.choices(FIRST_SCALES, FIRST_SHARES)[0],
        )
        begun = start + timedelta(days=self.rng.randint(3, 14))
        self.run(diary, begun, step, playing, idea=self.ideas[row.title], chart=playing.charts[row.measure])

    def run(
        self,
        diary: Diary,
        begun: date,
        step: RampStep,
        playing: "Playing",
        *,
        idea: ChangeIdea,
        chart: TeamMeasure,
        is_ramp: bool = False,
        is_kept: bool = True,
    ) -> None:
        """One test: begun on a day, told and decided when it is over. What is adopted is kept from then on, or later."""
        ended = begun + timedelta(days=step.days)
        running: list[Cycle] = []

        def begin() -> None:
            if is_ramp and self.ramp is not None:
                running.append(
                    actions.plan_cycle(
                        cycle=self.ramp,
                        predictions=[{"question": "How will it go?", "prediction": step.prediction}],
                        planned_end_on=ended,
                        title=step.title,
                        scale=step.scale,
                        by=playing.lead,
                    )
                )
                return
            running.append(
                actions.start_cycle(
                    team=playing.team,
                    title=step.title,
                    prediction=step.prediction,
                    planned_end_on=ended,
                    scale=step.scale,
                    change_idea=idea,
                    charts=[chart],
                    by=playing.lead,
                )
            )

        def close() -> None:
            is_now_kept = is_kept and step.decision == "adopt"
            kept = {"is_kept": True, "owner_post": "Lead nurse", "charts": [chart]} if is_now_kept else {}
            decided = actions.close_cycle(
                cycle=running[0],
                observations=step.observations,
                outcomes=[{"outcome": step.outcome, "happened": step.observations}],
                what_we_learned=step.learned,
                decision=step.decision,
                rationale=step.rationale,
                started_on=begun,
                ended_on=ended,
                by=playing.lead,
                **kept,
            )
            if is_ramp:
                self.ramp = decided.next_cycle

        diary.add(begun, begin)
        diary.add(ended, close)


def _idea_of(part: str) -> IdeaRow:
    """The first idea that touches a part of care."""
    return next(row for row in IDEAS if row.element == part)
