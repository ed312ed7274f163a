"""Process maps in the story: two walked with a patient, most walked by the team or drawn at a desk, some not yet."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from allteach.demo.clock import Diary
from allteach.improvement import actions

if TYPE_CHECKING:
    from allteach.demo.story import Playing

VISIT = (
    {"kind": "start", "words": "Phones for an appointment", "who": "patient", "minutes": 6, "wait_minutes": 9},
    {
        "words": "Visit is booked",
        "who": "receptionist",
        "minutes": 4,
        "goes_wrong": "Ten minutes are booked, diabetes needs twenty",
        "fails_of_hundred": 45,
    },
    {
        "kind": "decision",
        "words": "Are the blood tests done?",
        "who": "receptionist",
        "minutes": 1,
        "wait_minutes": 8 * 24 * 60,
        "otherwise": "the visit is held without them, and another is needed",
        "goes_wrong": "Nobody looks before the day itself",
        "fails_of_hundred": 38,
        "feels_like": "I came for results, and there were none.",
    },
    {"words": "Checks in", "who": "receptionist", "minutes": 2, "wait_minutes": 3},
    {"kind": "wait", "words": "Sits in the waiting room", "wait_minutes": 24, "feels_like": "Nobody says how long."},
    {
        "words": "Weight and blood pressure",
        "who": "nurse",
        "minutes": 7,
        "goes_wrong": "Shoes stay on, so feet are not seen",
        "fails_of_hundred": 60,
    },
    {"kind": "handoff", "words": "Goes on to the doctor's room", "who": "nurse", "wait_minutes": 12},
    {
        "words": "Results and medicines",
        "who": "doctor",
        "minutes": 13,
        "feels_like": "She looked at the screen more than at me.",
    },
    {
        "words": "A goal for the next months",
        "who": "doctor",
        "minutes": 2,
        "goes_wrong": "There is no time left for it",
        "fails_of_hundred": 88,
        "feels_like": "I would have liked to say what matters to me.",
    },
    {
        "kind": "end",
        "words": "Next visit is booked at the desk",
        "who": "receptionist",
        "minutes": 3,
        "wait_minutes": 4,
    },
)
WISHED = (
    {"kind": "start", "words": "Blood tests two weeks before", "who": "nurse", "minutes": 4},
    {"words": "Checks in, shoes off", "who": "receptionist", "minutes": 2},
    {"words": "Goal card, feet, blood pressure", "who": "nurse", "minutes": 15, "wait_minutes": 5},
    {"kind": "handoff", "words": "Nurse tells the doctor the goal", "who": "nurse", "minutes": 1},
    {"words": "Results, in the light of the goal", "who": "doctor", "minutes": 12},
    {"kind": "end", "words": "Leaves with the card and the next visit", "who": "nurse", "minutes": 2},
)
EYES = (
    {"kind": "start", "words": "Doctor asks for an eye test", "who": "doctor", "minutes": 2},
    {"kind": "handoff", "words": "Letter to the eye clinic", "who": "clerk", "minutes": 8, "wait_minutes": 3 * 24 * 60},
    {
        "kind": "wait",
        "words": "A date is offered",
        "who": "eye clinic",
        "wait_minutes": 42 * 24 * 60,
        "goes_wrong": "It is 190 kilometres away, and there is no bus",
        "fails_of_hundred": 52,
        "feels_like": "A whole day, and who minds the children?",
    },
    {"words": "Eye test", "who": "eye clinic", "minutes": 40, "wait_minutes": 45},
    {
        "kind": "end",
        "words": "Report comes back",
        "who": "clerk",
        "minutes": 5,
        "wait_minutes": 16 * 24 * 60,
        "goes_wrong": "Filed before anybody has read it",
        "fails_of_hundred": 20,
    },
)
DESK = (
    {"kind": "start", "words": "Patient arrives", "minutes": 5},
    {"words": "Seen by the nurse", "who": "nurse", "minutes": 10, "wait_minutes": 15},
    {"kind": "end", "words": "Seen by the doctor", "who": "doctor", "minutes": 15, "wait_minutes": 10},
)
RECALL = (
    {"kind": "start", "words": "List of who is due", "who": "clerk", "minutes": 20},
    {
        "words": "Calls each of them",
        "who": "receptionist",
        "minutes": 4,
        "goes_wrong": "Nobody is at home in the day",
        "fails_of_hundred": 40,
    },
    {"kind": "wait", "words": "Until the visit", "wait_minutes": 14 * 24 * 60},
    {"kind": "end", "words": "Is seen", "who": "nurse", "minutes": 20},
)
NAMES = ("A visit with diabetes", "From the list to the visit")
NOT_DRAWN = ("Old Mill", "Windmill")
# Had it on paper, and walked it with their coach in this week after the first session.
DRAWN_LATE = {"Blue Heron": 15, "Highland": 15, "Wildrice": 15, "Silver Birch": 41}


def draw_maps(playing: "Playing", first: date) -> list[tuple[date, dict]]:
    """What a team draws of the way its patients go: the days, and what the action is told on each."""
    weeks = {
        "Maple Gate": (
            (-5, {"name": "A diabetes visit, from the call to the door", "steps": VISIT[:8]}),
            (
                -3,
                {
                    "name": "A diabetes visit, from the call to the door",
                    "steps": VISIT,
                    "is_walked_with_patient": True,
                    "notes": "Our partner came along and held the watch. We had left out the goal: so do we.\n"
                    "Most of the time a patient spends here is spent waiting.",
                },
            ),
            (
                2,
                {
                    "name": "A diabetes visit, as we want it",
                    "steps": WISHED,
                    "shows": "wished",
                },
            ),
        ),
        "Northern Lights": (
            (
                -4,
                {
                    "name": "An eye test, from the letter to the answer",
                    "steps": EYES,
                    "is_walked_with_patient": True,
                    "notes": "We rode along on the trip. It took eleven hours.",
                },
            ),
        ),
        "Riverbend": ((-2, {"name": "A visit", "steps": DESK, "notes": "Drawn at the desk. To be walked."}),),
    }
    days = []
    for week, told in weeks.get(playing.row.name, usual_map(playing)):
        day = first + timedelta(weeks=week)
        walked = {"walked_on": day - timedelta(days=1)} if told.get("is_walked_with_patient") else {}
        days.append((day, {**told, **walked}))
    return days


def usual_map(playing: "Playing") -> tuple[tuple[int, dict], ...]:
    """What most teams draw in the weeks before the first session: one way of two, walked by half of them."""
    if playing.row.name in NOT_DRAWN:
        return ()
    turn = len(playing.row.name)
    walked = "Walked on a Tuesday morning, with a watch." if turn % 4 < 2 else "Drawn from memory. To be walked."
    if playing.row.name in DRAWN_LATE:
        walked = "On paper for long. Walked with our coach, with a watch."
    week = DRAWN_LATE.get(playing.row.name, -3)
    return ((week, {"name": NAMES[turn % 2], "steps": (DESK, RECALL)[turn % 2], "notes": walked}),)


def plan_process_maps(playing: "Playing", first: date, diary: Diary) -> None:
    """Put a team's maps into the diary of the story."""
    for day, told in draw_maps(playing, first):
        diary.add(day, partial(actions.draw_process_map, team=playing.team, by=playing.lead, **told))
