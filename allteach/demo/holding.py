"""How kept changes are held in the story: a check that held, one that slipped, one that is due."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from allteach.demo.clock import Diary
from allteach.demo.ideas import FEET, GOALS
from allteach.improvement import actions
from allteach.improvement.holding import months_later
from allteach.improvement.models import ImplementedChange
from allteach.improvement.rating import HOLDS
from allteach.spaces.models import Membership
from allteach.spaces.roles import Role

if TYPE_CHECKING:
    from allteach.demo.story import Playing

MONTHS_AGO = {"Maple Gate": 4, "Cedar Point": 4, "Harbour Street": 3}  # When each change was kept.
CARD = {
    "standard_work": "The nurse hands over the card before the blood pressure. Practice handbook, page 12.",
    "training": "All nurses and clinicians, at two huddles.",
    "job_or_policy_change": "In the nurse's job description since the summer.",
    "it_change": "A field for the goal in the record, and a reminder when it is older than a year.",
    "reviewer_post": "Data lead",
    "response": "Ask two rooms what is in the way, the same week, and bring it to the Tuesday huddle.",
    "training_new_staff": "Whoever is new sits in for two visits in the first week.",
    "stop_doing": "The goal sheet at the front desk is gone.",
    "budget_line": "200 dollars a year for cards, from the office budget",
    "patient_feedback": "One question on the tablet at the door; our partner reads the answers each month.",
}
ANSWERS = ((5, 4, 4, 4, 5, 3, 4, 5, 5, 2), (4, 4, 3, 5, 4, 3, 4, 4, 5, 2), (5, 5, 4, 4, 4, 4, 5, 4, 4, 3))


def plan_holding(playing: "Playing", today: date, diary: Diary) -> None:
    """Put how a team holds a change into the diary of the story."""
    if playing.row.name not in MONTHS_AGO:
        return
    kept_on = months_later(today, -MONTHS_AGO[playing.row.name]) - timedelta(days=3)
    if playing.row.name == "Maple Gate":
        diary.add(kept_on, partial(_keep_card, playing, kept_on, diary))
    else:
        diary.add(kept_on, partial(_keep_feet, playing, kept_on, diary))


def _keep_card(playing: "Playing", kept_on: date, diary: Diary) -> None:
    """Maple Gate holds its goal card: the first check held."""
    change = actions.implement_change(
        team=playing.team,
        title="The nurse asks for the goal before the doctor comes",
        kept_on=kept_on,
        owner_post="Lead nurse",
        charts=[playing.charts[GOALS]],
        scope_done=4,
        scope_total=5,
        scope_unit="nurses",
        by=playing.lead,
    )
    actions.write_control_plan(change=change, chart=playing.charts[GOALS], by=playing.lead, **CARD)
    diary.add(kept_on + timedelta(days=12), partial(_sign, change))
    first = months_later(kept_on, 3)
    diary.add(first, partial(_look, change, "held", "18 of 20 visits on a Tuesday ended with a goal.", first, playing))
    for answers in (*ANSWERS, *ANSWERS):
        scores = dict(zip((item.key for item in HOLDS), answers, strict=True))
        diary.add(
            first + timedelta(days=1),
            partial(actions.rate, subject=change, scale="holds", scores=scores, is_on_paper=True, by=playing.lead),
        )


def _keep_feet(playing: "Playing", kept_on: date, diary: Diary) -> None:
    """Two teams hold the foot check: in one it slipped, in the other nobody has looked yet."""
    change = actions.implement_change(
        team=playing.team,
        title="Shoes are off before the clinician comes in",
        kept_on=kept_on,
        owner_post="Practice manager",
        charts=[playing.charts[FEET]],
        by=playing.lead,
    )
    actions.write_control_plan(
        change=change,
        chart=playing.charts[FEET],
        standard_work="The assistant asks at rooming, and lays the foot card on the desk.",
        reviewer_post="Practice manager",
        response="Sit in for a morning and see where it stops.",
        by=playing.lead,
    )
    if playing.row.name == "Cedar Point":
        first = months_later(kept_on, 3)
        seen = "Two rooms have no stool any more, so shoes stay on. Stools are ordered."
        diary.add(first, partial(_look, change, "slipped", seen, first, playing))


def _sign(change: ImplementedChange) -> None:
    """The sponsor of Maple Gate signs; those of the other two have not looked yet."""
    sponsors = Membership.objects.active().filter(space=change.team, role=Role.SPONSOR).select_related("person")
    actions.approve_control_plan(change=change, by=sponsors[0].person)


def _look(change: ImplementedChange, outcome: str, seen: str, on: date, playing: "Playing") -> None:
    actions.check_change(change=change, outcome=outcome, seen=seen, checked_on=on, by=playing.lead)
