"""Sessions, calls and teams' own meetings in the story: who came, what was said, what was promised, what was missed."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone

from allteach.demo import meeting_words as words
from allteach.demo.clock import Clock, Diary
from allteach.demo.ideas import IDEAS
from allteach.demo.people import first_of_month
from allteach.improvement.actions import close_cycle
from allteach.improvement.models import Cycle
from allteach.meetings import actions
from allteach.meetings.actions import Coming, Point, Promise, Topic, WalkIn
from allteach.meetings.kinds import Kind
from allteach.meetings.models import AgendaItem, Attendance, Commitment, Meeting, Presentation
from allteach.people.models import Person
from allteach.progress.actions.plans import PlannedTest, plan_action_period
from allteach.progress.actions.rounds import fill_round
from allteach.spaces.models import Membership, Space, Subject
from allteach.spaces.roles import Role

if TYPE_CHECKING:
    from allteach.demo.story import Playing, Story

SEED = 4
AFTERNOON = 21  # By the world's clock: after the calls of Ontario, and late in a session's day.
CAME = {1: 118, 2: 112, 3: 104, 4: 98}
CAME_TO_CONGRESS = 121  # Those of the teams, and guests.
SO_FAR = 44  # Registered for a session that is still to come.
PLANS_AT = {  # Teams whose plan from a session on was written down there, by the number of the session.
    1: ("Cedar Point", "Meadowvale"),
    2: ("Cedar Point", "Grand Bend", "Riverbend"),
    3: ("Maple Gate", "Cedar Point", "Riverbend"),
    4: ("Maple Gate", "Riverbend"),
}
NEVER_BEGUN = ("Grand Bend", 2)  # What was planned there stayed on paper.
FILLED_IN = 9  # The month of the call whose round was begun from the record.
ON_CALLS = ((24, 28), (22, 26), (20, 25))  # Teams, in each third of the story so far.
NOT_HELD = 6  # The call of this month is cancelled.
# Teams that keep their own meetings here, every two weeks: Northern Lights, and two that meet and do not get to test.
NOTED_BY = ("Maple Gate", "Riverbend", "Northern Lights", "Copper Cliff", "Four Corners")
SUPPORT = (Role.COACH, Role.SPONSOR)
TOLD = 8  # Teams of each call whose turn was written down.


class Sessions:
    """Plays what happens at meetings. Its chance is its own, so that no other draw of the story changes."""

    def __init__(self, story: "Story"):
        self.story = story
        self.rng = random.Random(SEED)  # noqa: S311 - a story, not a secret
        self.team_rng = random.Random(SEED + 1)  # noqa: S311 - the same, for what teams do by themselves
        self.open: list[Commitment] = []

    def plan(self, diary: Diary, clock: Clock) -> None:
        """Put every meeting of the calendar into the diary, and the meetings of some teams."""
        story = self.story
        meetings = list(Meeting.objects.filter(in_space=story.collaborative.pk))
        for meeting in meetings:
            if meeting.kind == Kind.ALL_TEAM_CALL:
                diary.add(meeting.starts_at.date() - timedelta(days=20), partial(self.announce, meeting.pk))
                diary.add(meeting.starts_at.date(), partial(self.hold_call, meeting.pk, diary, clock))
            elif meeting.kind == Kind.LEARNING_SESSION:
                number = int(meeting.key.rpartition("-")[2])
                first = meeting.starts_at.date() + timedelta(weeks=1 if number == 3 else 0)  # See gatherings.
                diary.add(first - timedelta(days=60), partial(self.choose_presenters, meeting.pk, number))
                diary.add(first - timedelta(days=40), partial(self.register, meeting.pk, CAME[number]))
                diary.add(first - timedelta(days=14), partial(self.look_at_slides, meeting.pk))
                diary.add(first, partial(self.hold_session, meeting.pk, CAME[number], diary, clock))
                diary.add(first + timedelta(days=1), partial(self.plan_next, meeting.pk, number, diary))
            elif meeting.kind == Kind.CONGRESS:
                day = meeting.starts_at.date()
                diary.add(day - timedelta(days=40), partial(self.register, meeting.pk, CAME_TO_CONGRESS))
                diary.add(day, partial(self.hold_session, meeting.pk, CAME_TO_CONGRESS, diary, clock))
        for playing in story.playing:
            for day in self.days_of_huddles(playing):
                diary.add(day, partial(self.huddle, playing, clock))

    # --- calls ------------------------------------------------------------------------------------------------------

    def announce(self, pk: int) -> None:
        """The topic, the address of the call, and from the eighth month a team that leads."""
        meeting = Meeting.objects.get(pk=pk)
        place = self.place_of(meeting)
        topic = words.TOPICS[place % len(words.TOPICS)]
        if place >= 7:
            actions.change_meeting(meeting=meeting, link=words.CALL_LINK, by=self.story.esi)
            leading = self.story.playing[place % 5]
            actions.lead_call(meeting=meeting, team=leading.team, topic=topic, by=leading.lead)
        else:
            actions.change_meeting(
                meeting=meeting, link=words.CALL_LINK, topic=topic, led_by=self.story.esi, by=self.story.esi
            )

    def hold_call(self, pk: int, diary: Diary, clock: Clock) -> None:
        """Roll call, round, promises; the minutes the day after, but for the call before today's."""
        meeting, story = Meeting.objects.get(pk=pk), self.story
        place, day = self.place_of(meeting), meeting.starts_at.date()
        if place == NOT_HELD:
            clock.go_to(day - timedelta(days=1))
            actions.cancel_meeting(
                meeting=meeting, reason="Ice on the lines: half the province had no power", by=story.esi
            )
            return
        if day >= story.today:
            return
        least, most = ON_CALLS[min(2, place * 3 // story.month_now)]
        around = self.playing_on(day)
        there = self.rng.sample(around, min(len(around), self.rng.randint(least, most)))
        for playing in [each for each in around if each not in there][:2]:  # The others just do not come.
            actions.send_apologies(meeting=meeting, team=playing.team, by=playing.lead)
        clock.go_to(day, hour=AFTERNOON)
        if place == FILLED_IN:
            actions.say_here(meeting=meeting, team=there[0].team, by=there[0].lead)
        actions.record_roll_call(meeting=meeting, teams=[each.team for each in there], by=story.esi)
        for playing in sorted(there, key=lambda each: each.row.name)[:TOLD]:
            actions.take_turn(
                meeting=meeting,
                team=playing.team,
                result=self.rng.choice(words.RESULTS),
                test=self.rng.choice(words.TESTS),
                ask=self.rng.choice(words.ASKS),
                by=playing.lead,
            )
        if place == FILLED_IN:
            fill_round(meeting=meeting, teams=[each.team for each in there], by=story.esi)
        for commitment in self.open[:-1]:
            actions.keep_commitment(commitment=commitment, by=story.esi)
        self.open = self.open[-1:]
        for number in range(2):
            playing = there[number]
            self.open.append(
                actions.make_commitment(
                    meeting=meeting,
                    words=words.PROMISES[(place + number) % len(words.PROMISES)],
                    team=playing.team if number else None,
                    owner_words="" if number else "The coaches",
                    due_on=day + timedelta(days=14),
                    by=story.esi,
                )
            )
        minutes = words.MINUTES.format(topic=meeting.topic)
        actions.write_minutes(meeting=meeting, minutes=minutes, by=story.esi)
        if day + timedelta(days=28) < story.today:  # Those of the latest call are still to be posted.
            diary.add(day + timedelta(days=1), partial(self.post, pk))

    def post(self, pk: int) -> None:
        """The minutes go out."""
        actions.post_minutes(meeting=Meeting.objects.get(pk=pk), by=self.story.esi)

    # --- sessions ---------------------------------------------------------------------------------------------------

    def choose_presenters(self, pk: int, number: int) -> None:
        """Two months before a session: who shows, where, and what there is to read."""
        meeting, story = Meeting.objects.get(pk=pk), self.story
        actions.change_meeting(meeting=meeting, place=words.ROOMS[(number - 1) % len(words.ROOMS)], by=story.esi)
        for title, link in words.MATERIALS:
            actions.add_material(meeting=meeting, title=title, link=f"{link}-{number}", by=story.esi)
        if number > 1:
            fast = [each for each in story.playing if each.row.archetype == "fast"]
            for playing in fast[:3]:
                actions.choose_presenter(
                    meeting=meeting, team=playing.team, topic=self.rng.choice(words.TOPICS), by=story.esi
                )

    def look_at_slides(self, pk: int) -> None:
        """Two weeks before: somebody looked at what each presenter will show, but for one who has sent nothing yet."""
        shown = list(Presentation.objects.filter(meeting=pk).order_by("pk"))
        for place, presentation in enumerate(shown[:-1]):
            advice = (
                "" if place else "Begin with the patient who said no. Three slides fewer, and print the chart large."
            )
            actions.review_presentation(presentation=presentation, advice=advice, by=self.story.esi)

    def register(self, pk: int, came: int) -> None:
        """Teams say who comes: everybody of what has been, a part of what is still to come."""
        meeting = Meeting.objects.get(pk=pk)
        day = meeting.starts_at.date()
        around, has_been = self.playing_on(day), day < self.story.today
        wanted = came + 4 if has_been else SO_FAR
        chosen = self.some_of([each for each in around if each.row.name != "Maple Gate" or has_been], wanted)
        for playing, people in chosen:
            actions.register(
                meeting=meeting,
                team=playing.team,
                coming=[self.coming(playing, person, place) for place, person in enumerate(people)],
                by=playing.lead,
            )
        is_first = meeting.key == "session-1"
        for playing, _people in chosen[: 0 if is_first or meeting.kind == Kind.CONGRESS else 12]:
            actions.say_topics(
                meeting=meeting,
                team=playing.team,
                shows=[Topic(self.rng.choice(words.SHOWS))],
                learns=[self.idea()],
                by=playing.lead,
            )

    def hold_session(self, pk: int, came: int, diary: Diary, clock: Clock) -> None:
        """Who was there, and what they thought."""
        meeting, story = Meeting.objects.get(pk=pk), self.story
        day = meeting.starts_at.date()
        if day >= story.today:
            return
        clock.go_to(day, hour=AFTERNOON)
        # Some have left, or left their team, since they said that they would come.
        here = set(Membership.objects.active().values_list("person_id", "space_id"))
        listed = Attendance.objects.filter(meeting=meeting.pk, person__left_at=None).exclude(person=None)
        rows = [row for row in listed.order_by("pk") if (row.person_id, row.team_id) in here]
        present = rows[: came - 2]
        guests = [WalkIn(guest="A visitor from the ministry"), WalkIn(guest="A podiatry student")]
        actions.record_attendance(meeting=meeting, present=present, walk_ins=guests, by=story.esi)
        diary.add(day + timedelta(days=2), partial(self.think, meeting, [row.person for row in present]))

    def plan_next(self, pk: int, number: int, diary: Diary) -> None:
        """On the second day some teams write down what they test first, and who does what; most take theirs home."""
        meeting, today = Meeting.objects.get(pk=pk), timezone.localdate()
        if meeting.held_at is None:
            return
        for place, name in enumerate(PLANS_AT[number]):
            playing, step = self.story.team(name), words.FIRST_TESTS[number - 1][place]
            row = next(row for row in IDEAS if row.title == step.idea)
            [cycle], _promises = plan_action_period(
                meeting=meeting,
                team=playing.team,
                tests=[
                    PlannedTest(
                        step.title,
                        step.prediction,
                        today + timedelta(days=9),
                        change_idea=self.story.learning.ideas[row.title],
                        chart=playing.charts[row.measure],
                    )
                ],
                promises=[Promise(step.promise, owner=playing.lead, due_on=today + timedelta(days=7))],
                by=playing.lead,
            )
            if (name, number) != NEVER_BEGUN:
                diary.add(today + timedelta(days=9), partial(self.close, cycle, step, playing))

    def close(self, cycle: Cycle, step: words.FirstTest, playing: "Playing") -> None:
        """What came of a test that was planned at a session; its promise is kept."""
        close_cycle(
            cycle=cycle,
            observations=step.observations,
            outcomes=[{"outcome": step.outcome, "happened": step.observations}],
            what_we_learned=step.learned,
            decision=step.decision,
            rationale=step.rationale,
            started_on=timezone.localdate() - timedelta(days=6),
            ended_on=timezone.localdate(),
            by=playing.lead,
        )
        for commitment in Commitment.objects.open().filter(team=playing.team.pk, words=step.promise):
            actions.keep_commitment(commitment=commitment, by=playing.lead)

    def think(self, meeting: Meeting, people: Sequence[Person]) -> None:
        """Every third who was there says what it was like."""
        blocks = list(AgendaItem.objects.filter(meeting=meeting.pk).exclude(strand="pause")[:6])
        for place, person in enumerate(people[::3]):
            actions.give_feedback(
                meeting=meeting,
                usefulness={block.pk: self.rng.choice((3, 4, 4, 5, 5)) for block in blocks},
                confidence=self.rng.choice((2, 3, 4, 4, 5)),
                felt_heard=self.rng.choice((3, 4, 5, 5)),
                keep=words.KEEP[place % len(words.KEEP)] if place % 4 == 0 else "",
                change=words.CHANGE[place % len(words.CHANGE)] if place % 6 == 0 else "",
                by=person,
            )

    def coming(self, playing: "Playing", person: Person, place: int) -> Coming:
        """One who comes; now and then somebody needs something, which no other team ever reads."""
        needs = ""
        if place == 0:
            needs = self.story.plant(playing, "access_needs", self.rng.choice(words.NEEDS))
        return Coming(person, access_needs=needs, food=self.rng.choice(words.FOODS))

    # --- teams' own meetings ----------------------------------------------------------------------------------------

    def days_of_huddles(self, playing: "Playing") -> list[date]:
        """The days on which a team met and noted it, up to now."""
        story = self.story
        if playing.row.name not in NOTED_BY:
            return []
        first = story.start_of(1) + timedelta(days=8)
        days = [first + timedelta(weeks=2 * turn) for turn in range(3 * story.month_now)]
        return [day for day in days if day < story.today]

    def huddle(self, playing: "Playing", clock: Clock) -> None:
        """A team's meeting of three quarters of an hour; what was promised last time is done, most of it."""
        rng = self.team_rng
        start = clock.moment - timedelta(hours=1)
        about, minutes, voice = rng.choice(words.HUDDLES)
        people = self.members(playing.team)
        waiting = list(Commitment.objects.open().filter(team=playing.team.pk, meeting__in_space=playing.team.pk))
        there = rng.randint(2, max(2, len(people)))
        actions.record_team_meeting(
            team=playing.team,
            starts_at=start.replace(minute=0, second=0, microsecond=0),
            duration=45,
            present=people[:there],
            apologies=people[there : there + 1],
            mode="video" if start.month % 4 == 0 else "room",
            points=[Point(*row) for row in words.HUDDLE_POINTS[start.month % 3 : start.month % 3 + 2]],
            decisions=[words.HUDDLE_DECISIONS[start.month % 3]],
            topic=about,
            minutes=minutes,
            partner_voice=voice,
            mood=rng.choice((2, 3, 4, 4, 5)),
            looked_at=[Subject(pk=chart.pk, space_id=playing.team.pk) for chart in list(playing.charts.values())[:2]],
            kept=[commitment for commitment in waiting if rng.random() < 0.8],
            promises=[
                Promise(
                    rng.choice(words.HUDDLE_PROMISES),
                    owner=rng.choice(people),
                    due_on=start.date() + timedelta(days=10),
                )
            ],
            next_on=start.date() + timedelta(days=14),
            by=playing.lead,
        )

    # --- whom ---------------------------------------------------------------------------------------------------------

    def place_of(self, meeting: Meeting) -> int:
        """Which month of the story a call is in, from 1."""
        day = meeting.starts_at.date()
        return 12 * (day.year - self.story.first.year) + day.month - self.story.first.month + 1

    def playing_on(self, day: date) -> list["Playing"]:
        """The teams that take part on a day."""
        open_teams = set(Space.objects.active().filter(parent=self.story.collaborative.pk).values_list("pk", flat=True))
        return [
            each
            for each in self.story.playing
            if each.team.pk in open_teams
            and not (each.row.archetype == "withdraw" and day >= first_of_month(self.story.first, 5))
        ]

    def members(self, team: Space) -> list[Person]:
        """Who belongs to a team, but for its coach and sponsor."""
        held = Membership.objects.active().filter(space=team.pk).exclude(role__in=SUPPORT)
        return [one.person for one in held.select_related("person").order_by("pk")]

    def some_of(self, around: Sequence["Playing"], wanted: int) -> list[tuple["Playing", list[Person]]]:
        """So many people, one of each team after the other, until there are enough."""
        members = {each.team.pk: self.members(each.team) for each in around}
        chosen: dict[int, list[Person]] = {each.team.pk: [] for each in around}
        place = 0
        while wanted and place < 10:
            for each in around:
                if wanted and place < len(members[each.team.pk]):
                    chosen[each.team.pk].append(members[each.team.pk][place])
                    wanted -= 1
            place += 1
        return [(each, chosen[each.team.pk]) for each in around if chosen[each.team.pk]]

    def idea(self) -> Topic:
        """Something that the record knows who did."""
        idea = self.rng.choice(list(self.story.learning.ideas.values()))
        return Topic(idea.title, Subject(pk=idea.pk))
