"""The reports of the story's months: on time, a little late, late and missing; replies, one sent back, and sponsors.

A report's words lean on what the team did: numbers, tests and kept changes are read from the record when it is sent.
"""

import random
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone

from allteach.collaboratives.queries.calendars import calendar_of, timetable_of
from allteach.core.periods import Period
from allteach.progress import actions
from allteach.progress.models import BarrierAction, MonthlyReport, ReportReply
from allteach.progress.queries.record import told_of_many
from allteach.spaces.actions import add_member
from allteach.spaces.models import Membership
from allteach.spaces.roles import Role

if TYPE_CHECKING:
    from allteach.demo.story import Playing, Story

SEED = 39
# How many reports come when: on time, within three days, late; the rest is missing.
PUNCTUALITY = (("on_time", 78), ("little_late", 14), ("late", 5), ("missing", 3))
DAYS = {"on_time": -1, "little_late": 2, "late": 7}  # From the day they are due.
CLOSED_AFTER = 25  # Days: the director has read it, and nothing is left to do.
SPONSORED = ("Riverbend", "Cedar Point")  # Besides Maple Gate, whose sponsor may sign in.

LEARNT = (
    "Asking before the visit works; asking at the door does not. It surprised us how many knew the answer.",
    "The list on the door of the room helped more than the reminder on the screen. The screen we took away again.",
    "What did not work: doing it all on one afternoon. By three o’clock nobody asked any more.",
    "Two of us did it and three did not. Those who did had the card in their pocket: so the card it is.",
    "It takes four minutes, not ten as we feared. It still does not happen when the nurse is away.",
    "Nothing moved this month, and we know why: we tested nothing. Next month we begin with one patient.",
    "Calling the day before halves those who do not come. Letters did nothing at all.",
    "We were surprised that patients want to see their own chart. Now it lies on the table.",
)
STUCK = (
    "The clinic room is taken on Mondays. We need somebody who can move the other clinic.",
    "Our record system counts only what is typed in one field. We want help from whoever solved that.",
    "The pharmacist’s hours end in two months. Our sponsor knows; we have no answer yet.",
    "Nowhere just now.",
    "The locum does it another way. How do others show it to locums?",
    "Two of the team are away until spring. We go on with smaller tests.",
)
ASK = (
    "We can show our goal card in two languages. Who has one for people who do not read?",
    "We would like to see how somebody else does foot checks at rooming.",
    "Whoever wants it may have our list for the day before. We look for a script for the phone.",
    "Ask us how we got from three questions to one.",
    "Has anybody tried evening visits twice?",
)
REPLIES = (
    ("learnt", "Thank you for saying what did not work. Would you tell it at the next call? Three teams try the same."),
    ("stuck", "I know whom to ask about this, and come back to you this week."),
    ("plan", "Could you write down what you think will happen before you begin? It makes the week after easier."),
    ("record", "The run you see is real: seven months on one side. What did you do in spring?"),
    ("whole", "A pleasure to read. Nothing to add."),
)
ANSWERS = ("Gladly.", "Done, thank you.", "We talked about it on Tuesday and will try it.", "")
BARRIERS = {
    ("Maple Gate", 6): (
        "The interpreter is booked through another floor, and comes too late.",
        "May we book the interpreter ourselves?",
    ),
    ("Maple Gate", 9): (
        "On Saturdays no nurse is there who knows the card.",
        "May one nurse of ours work Saturdays until the congress?",
    ),
    ("Riverbend", 9): ("The room with the couch is let on Thursdays.", "May we have it on one Thursday a month?"),
    ("Cedar Point", 7): (
        "Two systems, and every number typed twice.",
        "Will you pay for the link between them this year?",
    ),
}


class MonthlyReports:
    """Plays the reports and the pages for sponsors."""

    def __init__(self, story: "Story"):
        self.story = story
        self.rng = random.Random(SEED)  # noqa: S311 - a story, not a secret
        timetable = timetable_of(story.collaborative)
        self.due = {entry.period: entry.start for entry in calendar_of(timetable).reports} if timetable else {}

    def plan(self, month: int, start: date) -> None:
        """What comes in of one month, and what follows from it."""
        period, diary = Period(start, "month"), self.story.diary
        due = self.due.get(period)
        if due is None:
            return
        by_day: dict[date, list[Playing]] = {}
        for playing in self.story.playing:
            when = self.punctuality(playing, month)
            if when in DAYS:
                by_day.setdefault(due + timedelta(days=DAYS[when]), []).append(playing)
        for day, senders in by_day.items():
            diary.add(day, partial(self.send_all, senders, period, month))
        diary.add(due + timedelta(days=4), partial(self.reply, period, month))
        diary.add(due + timedelta(days=CLOSED_AFTER), partial(self.close, period))
        if month >= 5:
            diary.add(due, partial(self.page_for_sponsors, period, month))

    def punctuality(self, playing: "Playing", month: int) -> str:
        """When a team sends its report of a month; teams that have left send none."""
        draw = self.rng.random() * 100
        if playing.row.archetype == "withdraw" and month >= 6:
            return "left"
        if playing.row.name == "Maple Gate":
            return "on_time" if month < self.story.month_now - 1 else "writing"
        if playing.row.name == "Cedar Point" and month == self.story.month_now - 1:
            return "on_time"  # It comes back with a question.
        for name, share in PUNCTUALITY:
            draw -= share
            if draw < 0:
                return name
        return "missing"

    # --- reports ----------------------------------------------------------------------------------------------------

    def send_all(self, senders: "list[Playing]", period: Period, month: int) -> None:
        """The reports that come in on one day: what the record tells of them is worked out at once."""
        told = told_of_many([playing.team.pk for playing in senders], [period])
        for playing in senders:
            report = self.write(playing, period, month)
            actions.send_report(report=report, told=told[playing.team.pk, period], by=playing.lead)

    def write(self, playing: "Playing", period: Period, month: int) -> MonthlyReport:
        """What one team writes of a month."""
        learnt = self.rng.choice(LEARNT)
        if month == 2:
            learnt = self.story.plant(playing, "report", learnt)
        tests = (
            "Ask one patient more in the same visit",
            "The same on another day of the week",
            "Let the front desk ask first",
        )
        return actions.save_report(
            team=playing.team,
            month=period,
            learnt=learnt,
            stuck=self.rng.choice(STUCK),
            ask=self.rng.choice(ASK),
            involvement=self.rng.choice(("", "Our patient partner tried the card on her neighbours.", "")),
            population_size=playing.numbers.people,
            hours_used=self.rng.choice((3, 4, 6)),
            hours_planned=6,
            mood=self.rng.choice((2, 3, 3, 4, 4, 5)),
            plan=[
                {"what": self.rng.choice(tests), "who": "Nurse lead", "until": period.end + timedelta(days=24)},
                {"what": "Look at the chart together", "who": "Everybody", "until": period.end + timedelta(days=30)},
            ],
            was_checked=True,
            by=playing.lead,
        )

    def reply(self, period: Period, month: int) -> None:
        """Coaches reply to some, the director sends one back; teams answer most of it within a few days."""
        sent = MonthlyReport.objects.filter(month=period.start, state="sent").select_related("team").order_by("pk")
        coaches = {
            membership.space_id: membership.person
            for membership in Membership.objects.active().filter(role=Role.COACH).select_related("person", "space")
        }
        for report in sent:
            if report.team.name == "Riverbend" and month == 8:
                words = "The plan says “the same again”. Which test is it, and who does it?"
                actions.return_report(report=report, words=words, by=self.story.esi)
                self.story.diary.add(timezone.localdate() + timedelta(days=3), partial(self.send_again, report))
            elif report.team.name == "Cedar Point" and month == self.story.month_now - 1:
                words = "Is the second number of the foot checks right?"
                actions.return_report(report=report, words=words, by=self.story.esi)
            elif self.rng.random() < 0.25 and report.team_id in coaches:
                block, words = self.rng.choice(REPLIES)
                reply = actions.reply_to_report(report=report, block=block, words=words, by=coaches[report.team_id])
                if self.rng.random() < 0.8:
                    self.story.diary.add(timezone.localdate() + timedelta(days=4), partial(self.answer, reply))

    def send_again(self, report: MonthlyReport) -> None:
        """The report that came back is put right and sent again: a second version."""
        riverbend = self.story.team("Riverbend")
        plan = [
            {
                "what": "Foot check by the assistant at rooming, two mornings",
                "who": "Medical assistant",
                "until": timezone.localdate() + timedelta(days=14),
            }
        ]
        report = actions.save_report(team=riverbend.team, month=report.period, plan=plan, by=riverbend.lead)
        actions.send_report(report=report, by=riverbend.lead)
        for reply in ReportReply.objects.filter(report=report, returns=True, settled_at=None):
            actions.answer_reply(reply=reply, answer="It says so now.", by=riverbend.lead)

    def answer(self, reply: ReportReply) -> None:
        """The team answers, or settles it without words."""
        playing = next(each for each in self.story.playing if each.team.pk == reply.report.team_id)
        actions.answer_reply(reply=reply, answer=self.rng.choice(ANSWERS), by=playing.lead)

    def close(self, period: Period) -> None:
        """The director has read what came in, and closes it."""
        for report in MonthlyReport.objects.filter(month=period.start, state="sent").order_by("pk"):
            actions.close_report(report=report, by=self.story.esi)

    # --- sponsors ---------------------------------------------------------------------------------------------------

    def page_for_sponsors(self, period: Period, month: int) -> None:
        """Maple Gate tells its sponsor each month; two other teams once."""
        if month == 5:
            for name in SPONSORED:
                add_member(
                    space=self.story.team(name).team,
                    person=self.story.people.somebody(),
                    role=Role.SPONSOR,
                    perspectives=["manager"],
                    by=self.story.esi,
                )
        for name in ("Maple Gate", *SPONSORED):
            barrier, decision = BARRIERS.get((name, month), ("", ""))
            if name != "Maple Gate" and not barrier:
                continue
            playing = self.story.team(name)
            if barrier:
                barrier = self.story.plant(playing, "barrier", barrier)
            report = actions.save_leader_report(
                team=playing.team,
                month=period,
                barrier=barrier,
                decision_wanted=decision,
                partner_view="“I was asked what matters to me, and somebody wrote it down.”",
                strategic_link="Good care close to home, goal 2",
                money="Six hours of protected time a month, 120 dollars for printing",
                risk="Two of nine clinicians leave in spring",
                benefit="About forty visits fewer a year; we are fairly sure",
                meets_on=period.end + timedelta(days=31),
                was_checked=True,
                by=playing.lead,
            )
            told = told_of_many([playing.team.pk], [period])[playing.team.pk, period]
            actions.send_leader_report(report=report, told=told, by=playing.lead)
            if barrier and (name, month) != ("Riverbend", 9):
                day = timezone.localdate() + timedelta(days=3)
                self.story.diary.add(day, partial(self.sponsor_answers, report.pk, name, month))

    def sponsor_answers(self, report: int, name: str, month: int) -> None:
        """The sponsor answers: the interpreter and Saturday are promised, the link cannot be; the first is kept."""
        barrier = BarrierAction.objects.get(report=report)
        [sponsor] = [
            membership.person
            for membership in Membership.objects.active().filter(space=barrier.report.team_id, role=Role.SPONSOR)
        ]
        if name == "Cedar Point":
            words = "Not this year: the money is spent. I have put it into the plan for the next."
            actions.answer_barrier(barrier=barrier, answer="cannot", words=words, by=sponsor)
            return
        promised = "I speak with the floor." if month == 6 else "I ask the other partners on Monday."
        by_when = timezone.localdate() + timedelta(days=21)
        actions.answer_barrier(barrier=barrier, answer="will_do", words=promised, by_when=by_when, by=sponsor)
        if month == 6:
            self.story.diary.add(timezone.localdate() + timedelta(days=16), partial(self.is_gone, barrier.pk))

    def is_gone(self, barrier: int) -> None:
        """What was in the way is gone; the month's report says thank you."""
        lead = self.story.team("Maple Gate").lead
        actions.remove_barrier(barrier=BarrierAction.objects.get(pk=barrier), removed_on=timezone.localdate(), by=lead)

    # --- where it stands now ----------------------------------------------------------------------------------------

    def stand_now(self) -> None:
        """Notes on the running month are in every team's draft; Maple Gate has begun the report that is due."""
        story = self.story
        running = Period(story.start_of(story.month_now), "month")
        if not running.has_begun(timezone.localdate()):
            running = running.previous()
        for playing in story.playing:
            if playing.row.archetype == "withdraw":
                continue
            words = story.plant(playing, "report_draft", "To be said: who was away")
            if not MonthlyReport.objects.filter(team=playing.team, month=running.start).exists():
                actions.save_report(team=playing.team, month=running, stuck=words, was_checked=True, by=playing.lead)
        maple = story.team("Maple Gate")
        actions.save_report(
            team=maple.team,
            month=running.previous(),
            learnt="The card with the interpreter takes six minutes, not eight.",
            by=maple.lead,
        )
