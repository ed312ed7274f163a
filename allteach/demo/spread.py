"""How changes spread in the story: Maple Gate's goal card from one clinician to seven of nine; a plan that sticks."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from allteach.demo.clock import Diary
from allteach.demo.ideas import GOALS
from allteach.demo.people import first_of_month
from allteach.improvement import actions
from allteach.improvement.models import ImplementedChange, SpreadPlan
from allteach.spaces.models import Membership
from allteach.spaces.roles import Role

if TYPE_CHECKING:
    from allteach.demo.story import Playing

PLANNED_IN = 8  # The month of the third learning session.

# What happens after the eleventh month is told only when the story is played to the congress.
# Each unit with the months and days on which it went a step, and the reason where there was one.
CLINICIANS: tuple[tuple[str, tuple[tuple[int, int, str, str], ...]], ...] = (
    ("Dr in room 1", ((5, 3, "aware", ""), (5, 6, "testing", ""), (5, 20, "adopted", ""), (9, 2, "sustained", ""))),
    ("Dr in room 2", ((5, 24, "aware", ""), (6, 12, "adopted", ""), (13, 8, "sustained", ""))),
    ("Nurse practitioner, mornings", ((5, 24, "aware", ""), (6, 5, "testing", ""), (6, 26, "adopted", ""))),
    ("Dr in room 3", ((6, 3, "aware", ""), (7, 22, "adapted", "On the tablet, not on paper"))),
    ("Nurse practitioner, evenings", ((6, 3, "aware", ""), (7, 8, "deciding", ""), (8, 19, "adopted", ""))),
    ("Dr in room 4", ((6, 3, "aware", ""), (8, 20, "testing", ""), (9, 16, "adopted", ""))),
    ("Pharmacist", ((8, 6, "aware", ""), (10, 7, "adopted", ""))),
    ("Locum doctors", ((8, 6, "aware", ""), (9, 23, "declined", "Other people each week: nobody to show it to"))),
    ("Dr in room 5, Fridays only", ((8, 6, "aware", ""), (10, 10, "deciding", ""), (12, 4, "adopted", ""))),
)
PLAN = {
    "executive_sponsor": "Lead physician of the practice",
    "day_to_day_leader": "Lead nurse",
    "priority_link": "The practice has promised its board fewer people with sugar out of hand.",
    "target_units": "Everybody who sees adults with diabetes here.",
    "spread_aim": "Eight of nine clinicians end a diabetes visit with a goal in the patient's own words.",
    "waves": "Who asked for it; then who shares a room with them; then the evenings; the locums last.",
    "infrastructure_changes": "Cards in every room, a field in the record, the interpreter's version.",
    "change_package_version": "Goal card, third version, with confidence from 0 to 10",
    "core_components": "The patient's own words. Confidence is asked. The nurse asks before the doctor.",
    "adaptable_parts": "Paper or tablet. Before or after the blood pressure.",
    "case_for_change": "22 of 26 patients wrote a goal in the first week; it took four and a half minutes.",
    "messages": "First: it saves the end of the visit. Then: how to do it in four minutes.",
    "channels": "Tuesday huddle, a card beside the screen.",
    "messengers": "The doctor in room 1, and a patient who uses the card.",
    "opinion_leaders": "The nurse practitioner of the mornings: others ask her what is worth the trouble.",
    "adopter_map": "Two volunteers, four who want to see numbers, three who wait for a quiet month.",
    "peer_support": "Whoever begins sits in for one visit, and is sat in with for two.",
    "learning_capture": "One line in the team's notebook after each first week; read at the huddle.",
    "adoption_measure": "Goals written in a week, by room. Works this way: four of five visits in two weeks.",
    "outcome_measures": "Share of patients with a goal; visits that run over.",
    "review_dates": "Every second Tuesday until nine have decided, then once a quarter.",
}
# What would-be users answered on paper: advantage, compatibility, simplicity, trialability, observability.
PAPERS = ((5, 4, 4, 2, 3), (4, 4, 5, 1, 4), (4, 3, 4, 2, 4), (5, 5, 4, 3, 3), (3, 4, 4, 2, 5), (4, 4, 3, 2, 4))
ITEMS = ("advantage", "compatibility", "simplicity", "trialability", "observability")

STUCK: tuple[tuple[str, tuple[tuple[int, int, str, str], ...]], ...] = (
    (
        "Team A",
        ((7, 5, "aware", ""), (7, 20, "adopted", ""), (9, 9, "declined", "Two nurses left")),
    ),
    ("Team B", ((7, 5, "aware", ""), (8, 26, "adopted", ""))),
    ("Walk-in desk", ((7, 5, "aware", ""), (8, 6, "declined", "No table to write at"))),
    ("Outreach bus", ((7, 5, "aware", ""),)),
)


# Teams whose plan for spread is approved before the congress, and in which month.
LATER = dict.fromkeys(("Cedar Point", "Harbour Street", "Queen Street"), 12) | dict.fromkeys(
    (
        "Northern Lights",
        "Red Rock",
        "Riverbend",
        "Stonebridge",
        "Sugarbush",
        "Thousand Islands",
        "Trillium",
    ),
    14,
)
PAIRS: tuple[tuple[str, tuple[tuple[int, int, str, str], ...]], ...] = (
    ("The pair that began", ((1, 5, "aware", ""), (1, 6, "adopted", ""))),
    ("The evening pair", ((1, 5, "aware", ""), (1, 18, "testing", ""))),
    ("The pair at the second site", ((1, 18, "aware", ""),)),
)


def plan_spread(playing: "Playing", first: date, diary: Diary) -> None:
    """Put a team's spread into the diary of the story."""
    month = partial(first_of_month, first)
    if playing.row.name == "Maple Gate":
        diary.add(month(PLANNED_IN - 1) + timedelta(days=14), partial(_maple_gate, playing, first, diary))
    elif playing.row.name == "Kettle Creek":
        diary.add(month(PLANNED_IN - 1) + timedelta(days=16), partial(_kettle_creek, playing, first, diary))
    elif playing.row.name == "Elm and Main":
        diary.add(month(8) + timedelta(days=9), partial(_elm_and_main, playing, first))
    elif playing.row.name in LATER:
        begun = LATER[playing.row.name]
        diary.add(month(begun - 1) + timedelta(days=3), partial(_later, playing, first, begun, diary))


def _maple_gate(playing: "Playing", first: date, diary: Diary) -> None:
    """Drafted at the third session, approved by the sponsor, told day by day from then on."""
    kept = ImplementedChange.objects.filter(team=playing.team).order_by("kept_on").first()
    plan = _proposed(
        playing,
        title="The goal card with every clinician",
        unit_word="clinicians",
        units_in_all=9,
        aim_units=8,
        starts_on=first_of_month(first, 4),
        reach_by=first_of_month(first, 12),
        kept_change=kept,
        charts=[playing.charts[GOALS]],
        **PLAN,
    )
    sponsors = Membership.objects.active().filter(space=playing.team, role=Role.SPONSOR).select_related("person")
    actions.approve_spread_plan(plan=plan, by=sponsors[0].person)
    _tell(plan, CLINICIANS, playing, first, diary)
    asked = first_of_month(first, 8) + timedelta(days=11)
    for paper in PAPERS:
        scores = dict(zip(ITEMS, paper, strict=True))
        diary.add(
            asked,
            partial(actions.rate, subject=plan, scale="spreads", scores=scores, is_on_paper=True, by=playing.lead),
        )
    diary.add(asked + timedelta(days=3), partial(_redesign, playing, plan, diary, asked + timedelta(days=3)))


def _redesign(playing: "Playing", plan: SpreadPlan, diary: Diary, begun: date) -> None:
    """Nobody could try it small: one morning is offered, with the old way open."""
    cycle = actions.start_cycle(
        team=playing.team,
        title="Goal card for one morning, with the old way open",
        prediction="The doctor in room 4 will ask for a second morning",
        planned_end_on=begun + timedelta(days=4),
        scale="one_day",
        change_idea=plan.change_idea,
        charts=[playing.charts[GOALS]],
        by=playing.lead,
    )
    diary.add(
        begun + timedelta(days=4),
        partial(
            actions.close_cycle,
            cycle=cycle,
            observations="Five cards in one morning; the nurse sat in for the first two.",
            outcomes=[{"outcome": "as_predicted", "happened": "Asked for the whole week."}],
            what_we_learned="A morning that nobody has to go on with is easier to say yes to.",
            decision="adapt",
            rationale="Offer it to whoever is still deciding",
            started_on=begun,
            ended_on=begun + timedelta(days=4),
            by=playing.lead,
        ),
    )


def _kettle_creek(playing: "Playing", first: date, diary: Diary) -> None:
    """A plan that sticks: two said no, one gave up again."""
    plan = _proposed(
        playing,
        title="Foot check at rooming, in every team",
        unit_word="teams",
        units_in_all=6,
        aim_units=6,
        starts_on=first_of_month(first, 6),
        reach_by=first_of_month(first, 11),
        executive_sponsor="Executive director",
        day_to_day_leader="Practice manager",
        core_components="Shoes are off before the clinician comes in",
        adoption_measure="Foot checks at rooming in a week, by team",
    )
    _tell(plan, STUCK, playing, first, diary)


def _elm_and_main(playing: "Playing", first: date) -> None:
    """A draft of which little is written."""
    actions.start_spread_plan(
        team=playing.team,
        title="Text recall for all who have a mobile",
        unit_word="clerks",
        units_in_all=4,
        aim_units=3,
        starts_on=first_of_month(first, 8),
        reach_by=first_of_month(first, 13),
        by=playing.lead,
    )


def _later(playing: "Playing", first: date, month: int, diary: Diary) -> None:
    """From the fourth session on: a plan in few words, approved by the director, and a second pair begins."""
    plan = _proposed(
        playing,
        title="The goal card with every pair of clinician and nurse",
        unit_word="pairs",
        units_in_all=5,
        aim_units=4,
        starts_on=first_of_month(first, month - 1),
        reach_by=first_of_month(first, month + 5),
        executive_sponsor="Executive director",
        day_to_day_leader="Lead nurse",
        core_components="The patient's own words. Confidence is asked.",
        adoption_measure="Goals written in a week, by pair",
    )
    held = Membership.objects.active().filter(space=playing.team.parent_id, role=Role.DIRECTOR).select_related("person")
    actions.approve_spread_plan(plan=plan, by=held[0].person)
    _tell(plan, PAIRS, playing, first_of_month(first, month - 1), diary)


def _proposed(playing: "Playing", **said: Any) -> SpreadPlan:
    """A plan that is written out, under way, and waits for approval."""
    plan = actions.start_spread_plan(team=playing.team, phase="spreading", by=playing.lead, **said)
    actions.propose_spread_plan(plan=plan, by=playing.lead)
    return plan


def _tell(plan: SpreadPlan, rows, playing: "Playing", first: date, diary: Diary) -> None:
    """Name the units, tell what has happened so far, and put the rest into the diary."""
    units = actions.name_units(plan=plan, names=[name for name, _steps in rows], by=playing.lead)
    for unit, (_name, steps) in zip(units, rows, strict=True):
        for month, day, state, reason in steps:
            on = first_of_month(first, month - 1) + timedelta(days=day - 1)
            deed = partial(actions.move_unit, unit=unit, state=state, on=on, reason=reason, by=playing.lead)
            diary.add(max(on, timezone.localdate()), deed)
