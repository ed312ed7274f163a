"""Coaches in the story: two or three contacts a month with each team, a visit in each action period, a stuck team
helped, a visit that nobody has written up, a question to the other coaches, and what each coach notes for themselves.
"""

import random
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone

from allteach.improvement.actions import read_remarks, remark_on_cycle, take_back_remark
from allteach.improvement.models import Cycle
from allteach.meetings.actions.circle import answer_circle, ask_circle, close_circle_question
from allteach.meetings.actions.commitments import keep_commitment
from allteach.meetings.actions.contacts import Agreed, PastContact, log_contact, log_past_contacts, look_at
from allteach.meetings.actions.visits import call_off_visit, plan_visit, report_visit
from allteach.meetings.contact_plan import weekday_from
from allteach.meetings.models import Commitment
from allteach.people.models import Person
from allteach.spaces.models import Membership
from allteach.spaces.roles import Role

if TYPE_CHECKING:
    from allteach.demo.story import Playing, Story

SEED = 47
IN_A_MONTH = {"fast": 2.0, "steady": 2.3, "slow": 3.0, "stall": 2.6, "withdraw": 2.0}
WAYS, SHARES = ("phone", "video", "email", "on_site", "at_call"), (38, 30, 18, 9, 5)
SHORTEST, LONGEST = 12, 75  # Minutes.
VISITED_IN = (2, 6, 9, 13)  # Months: one in each action period.
SILENT = timedelta(days=21)
LOOKED = timedelta(days=14)
NOTED_IN = 9  # The month in which each coach notes something for themselves.
UNHEARD = "Silver Birch"  # Its last two months are not in either.
QUIET = (UNHEARD, "Pine Ridge")  # Nobody has been in touch with them for weeks.
STUCK = "Four Corners"
BEHIND = "Kettle Creek"  # Dana was there, and has not written it up.
CUT_OFF = "Birch Lake"  # A visit that had to be called off, and was made up for by video.

SAID: tuple[tuple[str, str], ...] = (
    ("Next test agreed: one nurse, one morning, with a prediction.", "tests"),
    ("Looked at the chart together. One month is no signal; wait for two more.", "measures"),
    ("The search takes too long. Somebody from Riverbend will show theirs.", "numbers"),
    ("The team meets every second Tuesday now, and that is enough.", "teamwork"),
    ("The patient partner asked for the card in large print. It will be tested.", "partnership"),
    ("Aim is clear to all but the evening staff. Put it beside the kettle.", "aim"),
    ("The lead physician will come to the next huddle.", "leadership"),
    ("Who else could try it? Two names, both willing.", "spread"),
    ("People are tired after the holidays. Fewer tests, smaller ones.", "wellbeing"),
)
SEEN: tuple[dict[str, str], ...] = (
    {
        "walked": "From the door to the end of a visit with the medical assistant and a patient: eleven minutes wait.",
        "chart_wall": "Beside the kitchen, five months, everybody knows which line is theirs.",
        "taught": "Why a goal is no target for one patient.",
        "learned": "They hand over at the whiteboard, standing. It takes three minutes.",
    },
    {
        "walked": "Followed the foot check from the call to the record: it is written down twice.",
        "chart_wall": "Still the first three months. They will print it anew.",
        "taught": "How to predict before a test, in a number.",
        "learned": "The receptionist rings people in the evening, and reaches nine of ten.",
        "for_others": "Ring in the evening.",
    },
    {
        "walked": "Sat in for two visits: the card comes out when the coat is already on.",
        "sponsor_said": "An hour a week for the data lead is possible from next month.",
        "learned": "Patients choose the goal more boldly when they write it themselves.",
        "for_others": "Let patients hold the pen.",
    },
)
PURPOSES = (
    "Walk a visit with diabetes from door to door",
    "See where the numbers come from",
    "Meet the evening staff",
    "Read the control plan with those who hold it",
)
FOR_ANOTHER = "Your card in Tagalog is lovely. May others have it?"
REMARK = "A clear prediction, thank you. What would you expect on a day when the nurse is away?"


class Coaching:
    """Plays what coaches do."""

    def __init__(self, story: "Story"):
        self.story = story
        self.rng = random.Random(SEED)  # noqa: S311 - a story, not a secret
        held = Membership.objects.active().filter(role=Role.COACH, space__parent=story.collaborative.pk)
        self.coach: dict[int, Person] = {each.space_id: each.person for each in held.select_related("person")}
        self.dana = story.people.cast["dana"]

    def plan(self) -> None:
        """Put everything into the story's diary."""
        add = self.story.diary.add
        for month in range(1, self.story.month_now + 1):
            start = self.story.start_of(month)
            last = min(start.replace(day=monthrange(start.year, start.month)[1]), self.story.today - timedelta(days=2))
            for coach in dict.fromkeys(self.coach.values()):
                contacts = list(self.contacts(coach, month, last))
                if contacts:
                    add(last, partial(log_past_contacts, contacts=contacts, by=coach))
        for place, playing in enumerate(self.story.playing):
            for turn, month in enumerate(VISITED_IN):
                if self.takes_part(playing, month) and (place + turn) % 2 == 0 and playing.row.name != STUCK:
                    day = self.story.start_of(month) + timedelta(days=4 + place % 20)
                    add(workday(day), partial(self.visit, playing, turn, place))
            if self.takes_part(playing, NOTED_IN):
                add(self.story.start_of(NOTED_IN) + timedelta(days=2 + place % 20), partial(self.note, playing))
        self.story.diary.add(self.story.start_of(10) + timedelta(days=6), self.call_off)
        self.help_the_stuck()
        self.ask_each_other()
        self.stand_now()

    def takes_part(self, playing: "Playing", month: int) -> bool:
        """Whether a team is still there."""
        return playing.row.archetype != "withdraw" or month <= 6

    def contacts(self, coach: Person, month: int, last: date) -> Iterator[PastContact]:
        """The contacts of one coach in one month, entered together at its end."""
        start = self.story.start_of(month)
        for playing in self.story.playing:
            if self.coach[playing.team.pk] != coach or not self.takes_part(playing, month):
                continue
            if playing.row.name in QUIET and month >= self.story.month_now - 1:
                continue
            mean = IN_A_MONTH[playing.row.archetype]
            days = sorted(self.rng.sample(range((last - start).days + 1), k=self.how_many(mean, (last - start).days)))
            for day in days:
                if playing.row.name == BEHIND and start + timedelta(days=day) > self.story.today - SILENT:
                    continue  # What was agreed then stands as the last word.
                words, topic = self.rng.choice(SAID)
                yield PastContact(
                    playing.team,
                    workday(start + timedelta(days=day)),
                    self.rng.choices(WAYS, SHARES)[0],
                    self.rng.randint(SHORTEST, LONGEST),
                    shared_note=words,
                    topics=(topic,),
                )

    def how_many(self, mean: float, days: int) -> int:
        """How many contacts in so many days: by chance, so often as this kind of team gets them."""
        wanted = sum(self.rng.random() < mean / 28 for _ in range(days + 1))
        return min(wanted, days + 1)

    # --- visits and notes -----------------------------------------------------------------------------------------

    def visit(self, playing: "Playing", turn: int, place: int) -> None:
        """A visit, and its report on the same evening."""
        coach, today = self.coach[playing.team.pk], timezone.localdate()
        planned = plan_visit(team=playing.team, on=today, purpose=PURPOSES[turn], by=coach)
        seen = SEEN[(turn + place) % len(SEEN)]
        report_visit(visit=planned, minutes=90 + 15 * turn, met_sponsor="sponsor_said" in seen, by=coach, **seen)

    def note(self, playing: "Playing") -> None:
        """A contact with a note that nobody but the coach may ever read."""
        log_contact(
            team=playing.team,
            way="phone",
            minutes=25,
            topics=["wellbeing"],
            shared_note="How the team is, and what would help.",
            private_note=self.story.plant(playing, "private_note", "Sounded worn out; ask again before anything else"),
            team_energy=3,
            was_checked=True,
            by=self.coach[playing.team.pk],
        )

    def call_off(self) -> None:
        """A visit that does not take place: they meet by video instead, and a new day is still to be found."""
        cut_off = self.story.team(CUT_OFF)
        coach, today = self.coach[cut_off.team.pk], timezone.localdate()
        planned = plan_visit(
            team=cut_off.team, on=today + timedelta(days=1), purpose="Walk the evening clinic together", by=coach
        )
        call_off_visit(visit=planned, reason="The road is closed by a landslide until Friday.", by=coach)
        log_contact(
            team=cut_off.team,
            way="video",
            minutes=30,
            shared_note="The road was closed, so we walked the evening clinic by camera. It showed the queue.",
            topics=["tests"],
            by=coach,
        )

    def help_the_stuck(self) -> None:
        """Four Corners could not count any more: its coach comes, and they build the search anew."""
        stuck = self.story.team(STUCK)
        start = self.story.start_of(self.story.month_now - 2)

        def come() -> None:
            coach = self.coach[stuck.team.pk]
            planned = plan_visit(
                team=stuck.team,
                on=timezone.localdate(),
                purpose="Get the search back after the new record system",
                by=coach,
            )
            report_visit(
                visit=planned,
                minutes=180,
                walked="Sat at the data lead's desk: the new system has the codes under other names.",
                met_sponsor=True,
                sponsor_said="The data lead has an hour a week for it from now on.",
                taught="How a search is written down so that somebody else can run it.",
                learned="Nobody had said how bad it was: they were ashamed.",
                for_others="Before a change of system, print the list of codes.",
                agreed=[
                    Agreed(
                        "Run the search for the two missing months",
                        stuck.lead,
                        timezone.localdate() + timedelta(days=9),
                    ),
                    Agreed("Send the list of codes of Riverbend", coach, timezone.localdate() + timedelta(days=3)),
                ],
                by=coach,
            )

        def keep() -> None:
            for commitment in Commitment.objects.open().filter(team=stuck.team.pk, meeting__visit__isnull=False):
                keep_commitment(commitment=commitment, by=stuck.lead)

        self.story.diary.add(workday(start + timedelta(days=5)), come)
        self.story.diary.add(start + timedelta(days=15), keep)

    def ask_each_other(self) -> None:
        """A question that was answered and closed, and one that is open."""
        collaborative = self.story.collaborative
        coaches = list(dict.fromkeys(self.coach.values()))
        asker, other = coaches[1], coaches[2]

        def closed() -> None:
            question = ask_circle(
                collaborative=collaborative,
                team=next(each.team for each in self.story.playing if self.coach[each.team.pk] == asker),
                words="The lead does everything. How did you get a team to share the work?",
                by=asker,
            )
            answer_circle(question=question, words="Ask who would like to close the next test, and wait.", by=other)
            close_circle_question(question=question, outcome="Waiting. It took twelve seconds.", by=asker)

        def opened() -> None:
            question = ask_circle(
                collaborative=collaborative,
                team=next(each.team for each in self.story.playing if self.coach[each.team.pk] == other),
                words="They test, and never write a prediction. What do you say?",
                by=other,
            )
            answer_circle(question=question, words="I ask for a bet: how many of ten?", by=self.dana)

        self.story.diary.add(self.story.start_of(6) + timedelta(days=9), closed)
        self.story.diary.add(self.story.today - timedelta(days=4), opened)

    def remark(self, name: str, *, is_read: bool) -> None:
        """The coach remarks on a team's latest test; one team has read it, the other first got what was for another."""
        playing = self.story.team(name)
        cycle = Cycle.objects.filter(team=playing.team, begun_at__isnull=False).order_by("number").last()
        if cycle is not None:
            coach = self.coach[playing.team.pk]
            if not is_read:
                take_back_remark(remark=remark_on_cycle(cycle=cycle, words=FOR_ANOTHER, by=coach), by=coach)
            remark_on_cycle(cycle=cycle, words=REMARK, by=coach)
            if is_read:
                read_remarks(cycle=cycle, by=playing.lead)

    # --- where it stands now --------------------------------------------------------------------------------------

    def stand_now(self) -> None:
        """Dana owes a report and a lesson, has a visit before her, and looked at her teams two weeks ago."""
        today, add = self.story.today, self.story.diary.add
        behind, riverbend = self.story.team(BEHIND), self.story.team("Riverbend")
        dana = self.dana

        def agree() -> None:
            log_contact(
                team=behind.team,
                way="video",
                minutes=35,
                shared_note="Nothing moves on the charts. Before another idea: what does a month say by chance alone?",
                topics=["measures", "tests"],
                risk="watch",
                team_energy=2,
                next_on=today - timedelta(days=2),
                agreed=[
                    Agreed("Send the lesson on run charts", dana, today - timedelta(days=3)),
                    Agreed(
                        "Ask the laboratory for the codes of the kidney tests", behind.lead, today + timedelta(days=5)
                    ),
                    Agreed("Choose one change and let the others rest", None, today + timedelta(days=9)),
                ],
                by=dana,
            )

        add(today - timedelta(days=20), partial(agree))
        add(today - timedelta(days=6), partial(self.remark, "Maple Gate", is_read=True))
        add(today - timedelta(days=3), partial(self.remark, "Riverbend", is_read=False))
        add(
            today - timedelta(days=18),
            partial(
                plan_visit,
                team=behind.team,
                on=workday(today - timedelta(days=8)),
                purpose="Look at the chart wall together",
                by=dana,
            ),
        )
        add(
            today - timedelta(days=6),
            partial(
                plan_visit,
                team=riverbend.team,
                on=weekday_from(today + timedelta(days=6)),
                purpose="Meet the new data lead",
                by=dana,
            ),
        )
        teams = [team for team, coach in self.coach.items() if coach == dana]
        add(today - LOOKED, partial(look_at, teams=teams, by=dana))


def workday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def plan_coaching(story: "Story") -> None:
    """Everything that coaches do in the story."""
    Coaching(story).plan()
