"""Pre-work in the story: most is signed off in its weeks; one team is stuck, and helped."""

import random
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from allteach.collaboratives.actions.prework import review_readiness, sign_off, undo_sign_off
from allteach.collaboratives.prework import ITEMS
from allteach.collaboratives.queries.prework import prework_weeks
from allteach.collaboratives.readiness import QUESTIONS
from allteach.demo.clock import Diary
from allteach.people.models import Person
from allteach.spaces.roles import Role

if TYPE_CHECKING:
    from allteach.demo.story import Playing

DAY = timedelta(days=1)
STUCK = "Copper Cliff"  # No condition list, so no baseline; then helped.
NEVER_DONE = {"Silver Birch": ("care_review", "stakeholders"), "Windmill": ("care_review",)}
SEED = 11


def plan_prework(playing: list["Playing"], diary: Diary, *, collaborative: int, people: dict[Role, Person]) -> None:
    """Every item of every team, signed off in the last days of its weeks or a few days late."""
    rng = random.Random(SEED)  # noqa: S311 - a story, not a secret
    weeks = prework_weeks([collaborative])[collaborative]
    for each in playing:
        for item in ITEMS.values():
            if item.key in NEVER_DONE.get(each.row.name, ()):
                continue
            signer = each.lead if item.signed_by == Role.DATA_LEAD else people[item.signed_by]
            day = item.due_on(weeks.begins_on) + rng.randint(-4, 3) * DAY
            if each.row.name == STUCK and item.key in ("population", "baseline"):
                day = weeks.ends_on - 2 * DAY
            diary.add(day, partial(sign_off, team=each.team, item=item, by=signer))
        diary.add(ITEMS["readiness"].due_on(weeks.begins_on) - 6 * DAY, partial(review, each, rng.choice((2, 3))))
    stuck = next(each for each in playing if each.row.name == STUCK)
    diary.add(ITEMS["aim"].due_on(weeks.begins_on) + 9 * DAY, partial(undo_aim, stuck, people[Role.COACH]))


def review(playing: "Playing", usual: int) -> None:
    """How ready a team is: mostly; the one that is stuck pauses, with a name beside the help."""
    answers = dict.fromkeys(QUESTIONS, usual)
    said = {"outcome": "ready"}
    if playing.row.name == STUCK:
        answers |= {"counts": 0, "baseline": 0, "time": 1}
        said = {
            "outcome": "pause",
            "help_words": "Two days to build the list with the data lead, before the first session",
            "helper": "Marc Gagnon",
        }
    elif playing.row.archetype in ("slow", "stall"):
        answers |= {"meeting": 1, "staff": 1}
        said = {
            "outcome": "with_help",
            "help_words": "A fixed hour each week, with the sponsor",
            "helper": "Coach",
        }
    review_readiness(team=playing.team, answers=answers, by=playing.lead, **said)


def undo_aim(playing: "Playing", coach: Person) -> None:
    """An aim without a number was signed off too soon: undone, with a reason, and signed again."""
    signed = playing.team.sign_offs.filter(item="aim", undone_at=None).first()
    if signed is not None:
        undo_sign_off(sign_off=signed, reason="It says what will be better, and not by how much.", by=coach)
        sign_off(team=playing.team, item=ITEMS["aim"], words="Now with a number and a day.", by=coach)
