"""How far the teams of the story are, the last month scored by half; and how the collaborative itself fares."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from allteach.demo.clock import Diary
from allteach.demo.people import first_of_month
from allteach.people.models import Person
from allteach.progress import actions
from allteach.progress.health import ITEMS
from allteach.progress.scale import BY_VALUE
from allteach.spaces.models import Space

if TYPE_CHECKING:
    from allteach.demo.story import Playing

SEED = 38
SCORED = (1, 3, 6, 9, 12, 15)  # Months of the story that are scored.
AGREED = {
    "fast": (1.5, 2.5, 3.0, 3.5, 4.0, 4.5),
    "steady": (1.5, 2.0, 2.5, 3.0, 3.5, 4.0),
    "slow": (1.0, 1.5, 2.0, 2.5, 3.0, 3.5),
    "stall": (1.0, 1.5, 2.0, 2.0, 2.5, 2.5),
    "withdraw": (1.0, 1.5, 1.5, 1.5, 1.5, 1.5),
}
ONE_LESS_AT_LAST = {"fast": 2, "steady": 7, "slow": 5}  # So many teams end half a step lower.
HEALTH_CHECKED = (3, 6, 11, 14)  # Months: towards the end of each action period.
FELL, FELL_IN = "Silver Birch", 9
SELF_MEAN, SELF_SPREAD = 0.3, 0.4
ROSE, ROSE_IN = "Riverbend", 6  # By then it has tested every part of care: half a step above others like it.
ON_THE_WALL, ABOVE_RECORD = "Old Mill", Decimal("2.0")  # Its map is not in the record: the one team scored above it.
FAR_ABOVE, SEES_ITSELF = "Pine Ridge", Decimal("4.0")  # Since its first tests it sees more than the record shows.
SCORED_AFTER = timedelta(days=13)  # After the month ends: three days after its report is due.
SAID_AFTER = timedelta(days=6)  # Before the report is sent, so that it stands there too.

WHY = {
    1: "You have met, written what you want to reach and counted for the first time.",
    2: "You have begun to test, and your numbers come every month.",
    3: "Your tests are finished and decided, and the first charts begin to move.",
    4: "Most of what you tested is now how you work, and the charts have stayed better.",
}
BY_EYE = (
    "The record stands lower, because no drawing of your work is in it. Yours hangs on the wall beside the kettle: "
    "your coach has walked it with you, and that counts. Put a drawing of it here when you can."
)
SHOWN = {  # What a team says shows it.
    1: "We meet every second Tuesday, and the first numbers are in.",
    2: "Our tests this month, with what we expected beside them.",
    3: "Two charts that have stayed on one side since spring.",
    4: "Most of us work the new way, whoever is on duty.",
}
NEXT = {
    1: "Plan one test for next Tuesday, with one patient.",
    2: "Write down what you expect before each test: that is how you will know.",
    3: "Try something in a part of care that you have not touched yet.",
    4: "Write a plan for spread: who is next, and who tells them.",
}


class Scores:
    """Plays scores and health checks. Its chance is its own, so that nothing else in the story moves."""

    def __init__(
        self, collaborative: Space, *, director: Person, adviser: Person, coaches: Sequence[Person], today: date
    ):
        self.collaborative = collaborative
        self.today = today
        self.director, self.adviser = director, adviser
        self.coaches = coaches
        self.rng = random.Random(SEED)  # noqa: S311 - a story, not a secret

    def plan(self, diary: Diary, month: int, start: date, playing: Sequence["Playing"]) -> None:
        """What is said of a month, once it is over; and of an action period in its last weeks."""
        if month in SCORED:
            day = first_of_month(start, 1) + SCORED_AFTER
            if month == SCORED[-1]:
                day = min(day, self.today - timedelta(days=1))  # The story ends with everybody's last score.
            for place, team in enumerate(playing):
                if team.row.archetype == "withdraw" and month > 3:
                    continue
                value = self.agreed(team, month, place=place, playing=playing)
                said_on = min(first_of_month(start, 1) + SAID_AFTER, day)
                diary.add(said_on, partial(self.say_where, team, start, value))
                diary.add(day, partial(self.score, team, start, value))
        if month in HEALTH_CHECKED:
            diary.add(start + timedelta(days=24), partial(self.check_health, 1 + HEALTH_CHECKED.index(month)))

    def agreed(self, team: "Playing", month: int, *, place: int, playing: Sequence["Playing"]) -> Decimal:
        """Where a team stands in a month."""
        kind = team.row.archetype
        value = Decimal(str(AGREED[kind][SCORED.index(month)]))
        before = sum(other.row.archetype == kind for other in playing[:place])
        if month == SCORED[-1] and before < ONE_LESS_AT_LAST.get(kind, 0):
            value -= Decimal("0.5")
        if team.row.name == FELL and month == FELL_IN:
            value -= Decimal("0.5")
        if team.row.name == ROSE and month == ROSE_IN:
            value += Decimal("0.5")
        return value

    def score(self, team: "Playing", month: date, value: Decimal) -> None:
        """One team in one month: each of the two, both together, released."""
        self.both(team, month, value)
        score = self.agree(team, month, value)
        actions.release_score(score=score, by=self.director)

    def say_where(self, team: "Playing", month: date, value: Decimal) -> None:
        """A team sees itself a little higher than others do."""
        is_far_above = team.row.name == FAR_ABOVE and value >= Decimal("2.5")
        if self.rng.random() < 0.85 or is_far_above:
            near = self.near(float(value) + self.rng.gauss(SELF_MEAN, SELF_SPREAD))
            own = SEES_ITSELF if is_far_above else near
            words = SHOWN[min(4, max(1, int(own)))]
            actions.score_self(team=team.team, month=month, value=own, words=words, by=team.lead)

    def both(self, team: "Playing", month: date, value: Decimal) -> None:
        """Two people score apart; one in four times they differ by half a step."""
        apart = self.rng.choice((Decimal(0), Decimal(0), Decimal(0), Decimal("0.5")))
        said = {"team": team.team, "month": month}
        actions.score_team(**said, value=value, words="", by=self.director)
        actions.score_team(**said, value=self.near(float(value + apart)), words="", by=self.adviser)

    def agree(self, team: "Playing", month: date, value: Decimal):
        """What both say, in words for the team."""
        rung = min(4, max(1, int(value)))
        is_by_eye = team.row.name == ON_THE_WALL and value >= ABOVE_RECORD
        return actions.agree_score(
            team=team.team,
            month=month,
            value=value,
            justification=f"{WHY[rung]} {BY_EYE}" if is_by_eye else WHY[rung],
            suggestions=NEXT[rung],
            why_lower="No test was closed and three months of numbers are missing." if team.row.name == FELL else "",
            by=self.adviser,
        )

    def stand_now(self, month: date, number: int, playing: Sequence["Playing"]) -> None:
        """The last month, half done: some scored by one, some by both, one agreed and not released."""
        if number in SCORED:
            return
        here = [team for team in playing if team.row.archetype != "withdraw" and team.team.closed_at is None]
        for place, team in enumerate(here[:8]):
            value = Decimal(str(AGREED[team.row.archetype][3]))
            self.say_where(team, month, value)
            if place < 3:
                self.both(team, month, value)
            else:
                actions.score_team(team=team.team, month=month, value=value, by=self.adviser)
            if place == 0:
                self.agree(team, month, value)

    def check_health(self, action_period: int) -> None:
        """Director, adviser and two coaches rate the seven things; the second time support and motivation are low."""
        for place, person in enumerate((self.director, self.adviser, *self.coaches[:2])):
            ratings = {key: 3 + (number + place) % 2 for number, key in enumerate(ITEMS)}
            if action_period == 2:
                ratings |= {"support": 2, "motivation": 2 + place % 2}
            words = "Fewer measures, and a coach who has time for the north." if place == 2 else ""
            actions.check_health(
                collaborative=self.collaborative, action_period=action_period, ratings=ratings, words=words, by=person
            )

    @staticmethod
    def near(value: float) -> Decimal:
        """The step of the scale that is nearest."""
        return min(BY_VALUE, key=lambda step: (abs(float(step) - value), step))
