"""Agendas to begin with: one for each learning session, the congress and the call of all teams.

To change what a new session begins with, change its row; to add a block, write a line. Nothing here touches the
database: what a meeting begins with is copied into it, and is then its own. Minutes are those of days from eight to
five; `fitted` makes a shorter day of them, at the cost of talks and never of the teams' own time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allteach.meetings.kinds import Leader, Strand

STEP = 5  # Minutes that a block is made shorter or longer by.
LEAST = 10  # Nothing is worth announcing for less.


@dataclass(frozen=True)
class Block:
    """One block: on which day, how long, what, what about, who leads. `is_team_time`: teams plan, show or consult."""

    day: int
    minutes: int
    words: str | Promise
    strand: Strand
    leader: Leader | None = None
    is_team_time: bool = False


@dataclass(frozen=True)
class Agenda:
    """What a meeting begins with, what it is for, what teams leave it with, and how much of it should be the teams'."""

    aim: str | Promise
    takes_home: str | Promise
    blocks: tuple[Block, ...]
    target: str = ""  # Among the thresholds: sessions.<target>_led, and _minutes where `has_team_time`.
    has_team_time: bool = False


CARE, IMPROVE, APPLY, MEET, PAUSE = (
    Strand.CLINICAL,
    Strand.IMPROVEMENT,
    Strand.APPLICATION,
    Strand.COMMUNITY,
    Strand.PAUSE,
)
FACULTY, COACH, TEAM, PATIENT = Leader.FACULTY, Leader.COACH, Leader.TEAM, Leader.PATIENT

FIRST = Agenda(
    aim=_("Teams are ready to test."),
    takes_home=_("A clearer aim, the measures, and a first test with a prediction"),
    target="first",
    has_team_time=True,
    blocks=(
        Block(1, 30, _("Arrive, and put up the storyboards"), PAUSE),
        Block(1, 30, _("Welcome: why we are here, and a patient’s own account"), MEET, PATIENT),
        Block(1, 40, _("The gap, and what is possible: the evidence"), CARE, FACULTY),
        Block(1, 40, _("Storyboards, first round: half the teams show, half visit"), MEET, TEAM, True),
        Block(1, 20, _("Break"), PAUSE),
        Block(1, 60, _("The model for improvement: aim, measures, changes"), IMPROVE, FACULTY),
        Block(1, 50, _("Team time 1: aim and measures, with the coach"), APPLY, TEAM, True),
        Block(1, 60, _("Lunch, and storyboards, second round"), PAUSE),
        Block(1, 45, _("How the parts of good care work together: one practice shows"), CARE, TEAM),
        Block(1, 60, _("In groups: helping people help themselves; who does what; access"), CARE, FACULTY),
        Block(1, 15, _("Break"), PAUSE),
        Block(1, 45, _("What numbers tell: run charts"), IMPROVE, FACULTY),
        Block(1, 45, _("By role: leads, data leads, patient partners, sponsors"), MEET, PATIENT),
        Block(2, 30, _("What stayed with us from yesterday"), MEET, TEAM),
        Block(2, 60, _("Testing small, with a prediction: an exercise"), IMPROVE, COACH),
        Block(2, 60, _("In groups: deciding with evidence; registers; a measurement clinic"), CARE, FACULTY),
        Block(2, 15, _("Break"), PAUSE),
        Block(2, 60, _("Team time 2: choose ideas, write the first test with its prediction"), APPLY, TEAM, True),
        Block(2, 45, _("Three teams consult each other"), APPLY, TEAM, True),
        Block(2, 45, _("Lunch, at tables by role"), PAUSE),
        Block(2, 45, _("Working with patients as partners"), MEET, PATIENT),
        Block(2, 40, _("How we work until next time: calls, reports, this site"), IMPROVE, COACH),
        Block(2, 50, _("Team time 3: the plan to the next session, and what we test by Tuesday"), APPLY, TEAM, True),
        Block(2, 30, _("Each team says it in one minute"), APPLY, TEAM),
        Block(2, 15, _("What was it like? Feedback, and goodbye"), MEET, FACULTY),
    ),
)
SECOND = Agenda(
    aim=_("Teams learn from their first tests, and widen them."),
    takes_home=_("Ramps on every part of care, and a theory put right"),
    target="middle",
    has_team_time=True,
    blocks=(
        Block(1, 30, _("Arrive, and put up the storyboards"), PAUSE),
        Block(1, 30, _("Welcome: what patients noticed so far"), MEET, PATIENT),
        Block(1, 30, _("All teams’ charts: where we stand"), IMPROVE, FACULTY),
        Block(1, 60, _("Storyboards: what worked, what did not, what surprised us"), MEET, TEAM, True),
        Block(1, 20, _("Break"), PAUSE),
        Block(1, 60, _("Three teams whose charts moved show what they did"), CARE, TEAM),
        Block(1, 60, _("Team time 1: what our tests taught us; the theory put right"), APPLY, TEAM, True),
        Block(1, 60, _("Lunch"), PAUSE),
        Block(1, 45, _("The community around us, and the system we are in"), CARE, FACULTY),
        Block(1, 60, _("In groups: a clinic for stuck teams; measurement; working with partners"), APPLY, COACH),
        Block(1, 15, _("Break"), PAUSE),
        Block(1, 45, _("Who gains, and who does not yet: a look at fairness"), CARE, PATIENT),
        Block(1, 30, _("By role: leads, data leads, patient partners, sponsors"), MEET, PATIENT),
        Block(2, 30, _("What stayed with us from yesterday"), MEET, TEAM),
        Block(2, 45, _("How the parts of good care strengthen each other"), CARE, FACULTY),
        Block(2, 60, _("Teach and learn: pairs of teams show each other"), APPLY, TEAM, True),
        Block(2, 15, _("Break"), PAUSE),
        Block(2, 60, _("From one test to a ramp: more people, other days, other rooms"), IMPROVE, FACULTY),
        Block(2, 45, _("Three teams consult each other"), APPLY, TEAM, True),
        Block(2, 60, _("Lunch, at tables by role"), PAUSE),
        Block(2, 60, _("Team time 2: a ramp on every part of care"), APPLY, TEAM, True),
        Block(2, 30, _("Each team says what it tests by Tuesday"), APPLY, TEAM),
        Block(2, 15, _("What was it like? Feedback, and goodbye"), MEET, FACULTY),
    ),
)
THIRD = Agenda(
    aim=_("From testing to how we work; the spread is planned."),
    takes_home=_("Plans to keep what works, and to spread it"),
    target="later",
    has_team_time=True,
    blocks=(
        Block(1, 30, _("Arrive, and put up the storyboards"), PAUSE),
        Block(1, 20, _("Welcome: a patient partner opens"), MEET, PATIENT),
        Block(1, 30, _("All teams’ charts: what has moved"), IMPROVE, FACULTY),
        Block(1, 60, _("Storyboards: what we keep, and how we know"), MEET, TEAM, True),
        Block(1, 20, _("Break"), PAUSE),
        Block(1, 75, _("Four teams show how a test became how they work"), CARE, TEAM),
        Block(1, 60, _("Team time 1: what do we keep? Training, jobs, policy"), APPLY, TEAM, True),
        Block(1, 60, _("Lunch"), PAUSE),
        Block(1, 45, _("Reliable on every day: making the right thing the easy thing"), IMPROVE, FACULTY),
        Block(1, 60, _("Teach and learn: pairs of teams show each other"), APPLY, TEAM, True),
        Block(1, 15, _("Break"), PAUSE),
        Block(1, 45, _("What it costs, what it saves: a case for the sponsor"), APPLY, FACULTY),
        Block(2, 30, _("What stayed with us from yesterday"), MEET, TEAM),
        Block(2, 45, _("How good ideas spread: seven things to plan"), IMPROVE, FACULTY),
        Block(2, 60, _("Teams that already spread tell how"), CARE, TEAM),
        Block(2, 15, _("Break"), PAUSE),
        Block(2, 75, _("Team time 2: the spread plan, with the sponsor"), APPLY, TEAM, True),
        Block(2, 45, _("Three teams consult each other"), APPLY, TEAM, True),
        Block(2, 60, _("Lunch, at tables by role"), PAUSE),
        Block(2, 45, _("What keeps teams going: partners and staff talk"), MEET, PATIENT),
        Block(2, 30, _("Each team says what it keeps and where it goes next"), APPLY, TEAM),
        Block(2, 15, _("What was it like? Feedback, and goodbye"), MEET, FACULTY),
    ),
)
FOURTH = Agenda(
    aim=_("Gains are held, handed over and shared."),
    takes_home=_("A control plan, something to share, and what patients keep of it"),
    target="last",
    has_team_time=True,
    blocks=(
        Block(1, 30, _("Arrive, and put up the storyboards"), PAUSE),
        Block(1, 20, _("Welcome: a patient partner opens"), MEET, PATIENT),
        Block(1, 20, _("All teams’ charts: from the first month to now"), IMPROVE, FACULTY),
        Block(1, 75, _("Storyboards: what stays, and who looks after it"), MEET, TEAM, True),
        Block(1, 20, _("Break"), PAUSE),
        Block(1, 75, _("Four teams show how they hold what they gained"), CARE, TEAM),
        Block(1, 60, _("Team time 1: the control plan, with an owner for each measure"), APPLY, TEAM, True),
        Block(1, 60, _("Lunch"), PAUSE),
        Block(1, 45, _("Measuring after the end: less often, for long"), IMPROVE, FACULTY),
        Block(1, 60, _("Teach and learn: pairs of teams show each other"), APPLY, TEAM, True),
        Block(1, 15, _("Break"), PAUSE),
        Block(1, 45, _("What we promised patients, and what they keep of it"), MEET, PATIENT),
        Block(2, 30, _("What stayed with us from yesterday"), MEET, TEAM),
        Block(2, 45, _("Telling it so that others can do it: a workshop"), IMPROVE, COACH),
        Block(2, 75, _("Team time 2: what we share, and with whom"), APPLY, TEAM, True),
        Block(2, 15, _("Break"), PAUSE),
        Block(2, 60, _("Teams rehearse for the congress, in threes"), APPLY, TEAM, True),
        Block(2, 60, _("Lunch, at tables by role"), PAUSE),
        Block(2, 45, _("Teams on spreading: what we would do differently"), CARE, TEAM),
        Block(2, 30, _("Each team says what it holds, and who looks after it"), APPLY, TEAM),
        Block(2, 15, _("What was it like? Feedback, and goodbye"), MEET, FACULTY),
    ),
)
CONGRESS = Agenda(
    aim=_("Teams show what they achieved, and what they keep."),
    takes_home=_("Thanks, and the next offer"),
    target="congress",
    blocks=(
        Block(1, 30, _("Arrive, and put up the storyboards"), PAUSE),
        Block(1, 30, _("Welcome, and a patient’s own account"), MEET, PATIENT),
        Block(1, 45, _("What all teams achieved together"), IMPROVE, FACULTY),
        Block(1, 75, _("Teams show, first round"), CARE, TEAM),
        Block(1, 20, _("Break"), PAUSE),
        Block(1, 75, _("Teams show, second round"), CARE, TEAM),
        Block(1, 60, _("Lunch, among the storyboards"), PAUSE),
        Block(1, 45, _("What comes next: holding, spreading, new topics"), APPLY, FACULTY),
        Block(1, 25, _("Thanks to every team; awards for teaching and for an honest failure"), MEET, FACULTY),
        Block(1, 15, _("What each of us will do next, and goodbye"), APPLY, TEAM),
    ),
)
CALL = Agenda(
    aim=_("Every team says one result, one test and one ask."),
    takes_home=_("Who does what until next time"),
    blocks=(
        Block(1, 5, _("Roll call"), MEET, FACULTY),
        Block(1, 5, _("All teams’ charts"), IMPROVE, FACULTY),
        Block(1, 15, _("The topic"), CARE, TEAM),
        Block(1, 25, _("Round of teams: one result, one test, one ask"), APPLY, TEAM, True),
        Block(1, 5, _("What was promised last time, and what now"), APPLY, FACULTY),
    ),
)
SESSIONS = (FIRST, SECOND, THIRD, FOURTH)


def agenda_for(key: str, *, sessions: int = len(SESSIONS)) -> Agenda | None:
    """What the meeting of an entry of the calendar begins with: "session-2", "congress" … None of other keys.

    With fewer sessions than four the last one is the last agenda; with more, those in between are like the third.
    """
    kind, _dash, rest = key.partition("-")
    if kind == "session" and rest.isdigit():
        number = int(rest)
        if number == sessions and sessions > 1:
            return FOURTH
        return SESSIONS[min(number, len(SESSIONS) - 1) - 1]
    return {"congress": CONGRESS, "call": CALL}.get(kind)


def fitted(blocks: Iterable[Block], *, days: int, minutes: int) -> list[Block]:
    """Blocks for so many days of so many minutes: what is too long is made shorter, but pauses and team time are not.

    Of fewer days than the agenda has, the later days' blocks come at the end of the last; they are then all shorter.
    """
    placed = [replace(block, day=min(block.day, days)) for block in blocks]
    found: list[Block] = []
    for day in range(1, days + 1):
        own = [block for block in placed if block.day == day]
        kept = sum(block.minutes for block in own if not _is_elastic(block))
        elastic = sum(block.minutes for block in own) - kept
        share = min(1.0, max(0, minutes - kept) / elastic) if elastic else 1.0
        found += [
            replace(block, minutes=max(LEAST, int(block.minutes * share) // STEP * STEP))
            if _is_elastic(block) and share < 1
            else block
            for block in own
        ]
    return found


def _is_elastic(block: Block) -> bool:
    return block.strand != Strand.PAUSE and not block.is_team_time and block.minutes > LEAST
