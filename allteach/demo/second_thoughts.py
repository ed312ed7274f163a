"""What people of the story put right, took back or thought better of: a slip, a later insight, a change of mind."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from allteach.core.language import language_now
from allteach.core.periods import Period
from allteach.demo.ideas import FEET, TESTS
from allteach.exchange.imports import leave
from allteach.improvement import actions as improvement
from allteach.improvement.models import ControlPlan, Cycle, SpreadPlan
from allteach.measures import actions as measures
from allteach.measures.models import Annotation
from allteach.meetings import actions as meetings
from allteach.meetings.actions.contacts import correct_contact, log_contact, withdraw_contact
from allteach.meetings.models import AgendaItem, Commitment, Meeting
from allteach.people.actions import affiliate, change_profile, end_affiliation
from allteach.progress import actions as progress
from allteach.progress.models import MonthlyReport, SponsorLink
from allteach.progress.queries.storyboards import board_from_record, session_of
from allteach.spaces.actions import (
    add_member,
    change_perspectives,
    change_role,
    end_agreement,
    invite_again,
    remove_member,
)
from allteach.spaces.addressed import team_at
from allteach.spaces.models import DataAgreement, Invitation, Membership
from allteach.spaces.roles import Role

if TYPE_CHECKING:
    from allteach.demo.story import Playing, Story

HOURS = "Hours on data"


class SecondThoughts:
    """Plays what is put right. Nothing here leaves a mark on the walk of the cast, but for what the record tells."""

    def __init__(self, story: "Story"):
        self.story = story

    def plan(self) -> None:
        """Put everything into the story's diary: by month, the day in it and what happens."""
        deeds: dict[int, list[tuple[int, Callable[[], object]]]] = {
            3: [(5, self.correct_a_contact), (16, self.change_the_agenda), (25, self.lock_a_month)],
            4: [(6, self.hang_anew), (17, self.note_and_take_off), (24, self.play_step_by_step)],
            5: [(12, self.revise_an_aim), (21, self.promise_again), (23, self.count_again)],
            6: [(19, self.change_people), (24, self.try_a_phase)],
            7: [(9, self.tell_an_idea_better), (22, self.tell_what_failed)],
            8: [(14, self.end_an_agreement), (26, self.give_a_measure_up)],
            9: [(11, self.say_of_oneself), (13, self.read_and_ask)],
            10: [(8, self.put_spread_right), (12, self.hold_better)],
        }
        for month, planned in deeds.items():
            for day, deed in planned:
                self.story.diary.add(self.story.start_of(month) + timedelta(days=day), deed)

    # --- meetings ---------------------------------------------------------------------------------------------------

    def correct_a_contact(self) -> None:
        """A contact was shorter than was noted; another was noted with the wrong team."""
        meadowvale = self.story.team("Meadowvale")
        coach = self.one(meadowvale, Role.COACH).person
        said = {"team": meadowvale.team, "way": "phone", "minutes": 50, "topics": ["aim"], "by": coach}
        correct_contact(contact=log_contact(**said, shared_note="Read the aim together."), minutes=15, by=coach)
        withdraw_contact(
            contact=log_contact(**said, shared_note="The evening staff come to the next huddle."), by=coach
        )

    def change_the_agenda(self) -> None:
        """Before the second session: a block, a link and a presenter too many."""
        esi, meeting = self.story.esi, Meeting.objects.get(in_space=self.story.collaborative.pk, key="session-2")
        talk = meetings.add_block(meeting=meeting, day=1, words="Talk about money", minutes=20, by=esi)
        meetings.move_block(block=talk, earlier=True, by=esi)
        talk = meetings.change_block(block=AgendaItem.objects.get(pk=talk.pk), words="What it costs", by=esi)
        meetings.remove_block(block=talk, by=esi)
        link = meetings.add_material(
            meeting=meeting, title="Map of last year", link="https://files.steady-sugar.example/map", by=esi
        )
        meetings.remove_material(material=link, by=esi)
        third = meetings.choose_presenter(
            meeting=meeting, team=self.story.team("Fairview").team, topic="What it costs", by=esi
        )
        meetings.leave_out_presenter(presentation=third, by=esi)

    def promise_again(self) -> None:
        """A promise gets another day; one that was ticked off was not quite kept, and then is."""
        esi, ours = self.story.esi, Commitment.objects.filter(meeting__in_space=self.story.collaborative.pk)
        kept = ours.exclude(done_at=None).latest("pk")
        meetings.reopen_commitment(commitment=kept, by=esi)
        meetings.change_commitment(
            commitment=kept,
            words=kept.words,
            team=kept.team,
            owner=kept.owner,
            owner_words=kept.owner_words,
            due_on=timezone.localdate() + timedelta(days=10),
            by=esi,
        )
        meetings.keep_commitment(commitment=kept, by=esi)

    # --- measures ---------------------------------------------------------------------------------------------------

    def lock_a_month(self) -> None:
        """A month is locked too soon, and opened again."""
        fairview, period = self.story.team("Fairview"), Period(self.story.start_of(1), "month")
        measures.lock_sheet(team=fairview.team, period=period, by=self.story.esi)
        reason = "The laboratory sends the last results only now"
        measures.unlock_sheet(team=fairview.team, period=period, reason=reason, by=self.story.esi)

    def note_and_take_off(self) -> None:
        """A note on a chart is moved, then taken off: it was another team's news."""
        meadowvale = self.story.team("Meadowvale")
        note = measures.annotate(
            space=meadowvale.team, on=timezone.localdate(), words="New stools in every room", by=meadowvale.lead
        )
        moved = measures.change_annotation(
            annotation=note,
            on=note.on - timedelta(days=7),
            words=note.words,
            kind=Annotation.Kind.EVENT,
            by=meadowvale.lead,
        )
        measures.take_off_annotation(annotation=moved, by=meadowvale.lead)

    def count_again(self) -> None:
        """One number was never measured; another was left out and counts after all."""
        meadowvale = self.story.team("Meadowvale")
        hours = meadowvale.charts[HOURS].measurements.order_by("period_start")
        measures.take_back_value(
            measurement=hours[0], reason="A guess: nobody wrote down the hours then", by=meadowvale.lead
        )
        feet = meadowvale.charts[FEET].measurements.order_by("period_start")[1]
        left_out = measures.leave_out(measurement=feet, reason="Counted on a holiday", by=meadowvale.lead)
        measures.bring_back(measurement=left_out, by=meadowvale.lead)

    def try_a_phase(self) -> None:
        """A new phase was drawn too soon: the old baseline holds again."""
        fairview, gil = self.story.team("Fairview"), self.story.people.cast["gil"]
        phase = measures.set_baseline(
            measure=fairview.charts[TESTS].measure,
            team_measure=fairview.charts[TESTS],
            starts_on=self.story.start_of(5),
            words="New level?",
            reason="It looks better since month 5",
            by=gil,
        )
        measures.remove_baseline(baseline=phase, reason="Two months are no new level", by=gil)

    def give_a_measure_up(self) -> None:
        """A team measured something of its own for a while, and asks for it no more; a file was sent by mistake."""
        cedar = self.story.team("Cedar Point")
        own = measures.define_measure(
            space=cedar.team,
            kind="mean",
            name="Calls before a visit",
            numerator_definition="Calls of the front desk to ten patients",
            measure_type="process",
            scope="team_specific",
            period_kind="month",
            counts_people=False,
            by=cedar.lead,
        )
        measures.take_up_measure(team=cedar.team, measure=own, by=cedar.lead)
        measures.retire_measure(measure=own, by=cedar.lead)
        leave(
            value_import=self.story.trouble.sent("another-collaborative.csv", "ward,hand_rubs", "North Ward,41"),
            by=self.story.esi,
        )

    # --- improvement ------------------------------------------------------------------------------------------------

    def revise_an_aim(self) -> None:
        """Meadowvale aims a little lower and says why; its lead and partner agree anew."""
        meadowvale = self.story.team("Meadowvale")
        improvement.write_aim(
            team=meadowvale.team,
            what_improves="help people set a goal that matters to them, in their own words,",
            for_whom="adults with type 2 diabetes in our practice",
            measure=meadowvale.charts[self.story.measures[1].current.name].measure,
            baseline_value=Decimal(12),
            target_value=Decimal(60),
            unit="%",
            by_when=self.story.start_of(16) - timedelta(days=1),
            why_it_matters="A goal of one's own is a reason to come back.",
            change_reason="Ten of a hundred live in the care home, where others set the goals with them",
            by=meadowvale.lead,
        )
        self.story.learning.agree(meadowvale)

    def play_step_by_step(self) -> None:
        """Cedar Point tells a test as it goes; afterwards it puts the first day right."""
        cedar = self.story.team("Cedar Point")
        today = timezone.localdate()
        cycle = improvement.start_cycle(
            team=cedar.team,
            title="Two chairs less in the waiting room",
            prediction="Nobody has to stand",
            planned_end_on=today + timedelta(days=2),
            scale="one_day",
            by=cedar.lead,
        )
        improvement.begin_do(cycle=cycle, started_on=today - timedelta(days=3), by=cedar.lead)
        done = improvement.record_do(
            cycle=cycle, observations="Two stood, at nine o’clock.", ended_on=today - timedelta(days=1), by=cedar.lead
        )
        seen = improvement.record_study(
            cycle=done,
            outcomes=[{"outcome": "worse", "happened": "Two stood."}],
            results_summary="Two of eleven stood.",
            what_we_learned="Nine o’clock is another room than eleven o’clock.",
            by=cedar.lead,
        )
        improvement.decide(cycle=seen, decision="abandon", rationale="The chairs come back", by=cedar.lead)
        improvement.correct_dates(
            cycle=Cycle.objects.get(pk=cycle.pk),
            started_on=today - timedelta(days=2),
            ended_on=today - timedelta(days=1),
            by=cedar.lead,
        )

    def tell_an_idea_better(self) -> None:
        """What is now known of texts: they reach those who have a mobile."""
        idea = self.story.learning.ideas["Recall by text message"]
        idea.refresh_from_db()
        improvement.revise_change_idea(
            idea=idea,
            title=idea.title,
            plain_summary=f"{idea.plain_summary} Those who have a mobile come: ask for the number first.",
            evidence=idea.evidence,
            origin=idea.origin,
            driver=idea.driver,
            care_element=idea.care_element,
            first_test=idea.first_test,
            by=self.story.esi,
        )

    def tell_what_failed(self) -> None:
        """A test that did not help is told to the others."""
        failed = Cycle.objects.filter(team__parent=self.story.collaborative.pk, decision="abandon").earliest(
            "decided_at"
        )
        lead = next(each.lead for each in self.story.playing if each.team.pk == failed.team_id)
        improvement.share_lesson(cycle=failed, lesson="Ask five people first whether they would come at all.", by=lead)

    def put_spread_right(self) -> None:
        """Kettle Creek words its plan anew, calls a unit by its right name, takes back a step, and rates again."""
        kettle = self.story.team("Kettle Creek")
        plan = SpreadPlan.objects.get(team=kettle.team.pk)
        improvement.revise_spread_plan(
            plan=plan, spread_aim="Four of six teams look at feet at rooming.", by=kettle.lead
        )
        unit = plan.units.get(name="Outreach bus")
        improvement.rename_unit(unit=unit, name="Outreach bus, Tuesdays", by=kettle.lead)
        improvement.move_unit(unit=unit, state="testing", on=timezone.localdate(), by=kettle.lead)
        improvement.take_back_step(unit=unit, by=kettle.lead)
        for simplicity in (4, 2):
            scores = {
                "advantage": 4,
                "compatibility": 3,
                "simplicity": simplicity,
                "trialability": 2,
                "observability": 4,
            }
            improvement.rate(subject=plan, scale="spreads", scores=scores, by=kettle.lead)

    def hold_better(self) -> None:
        """Harbour Street says more exactly what is done when feet are forgotten."""
        harbour = self.story.team("Harbour Street")
        held = ControlPlan.objects.filter(change__team=harbour.team.pk).first()
        if held is not None:  # The change is kept by the day on which the story is told, so it may be still to come.
            improvement.write_control_plan(
                change=held.change,
                chart=harbour.charts[FEET],
                standard_work=held.change.standard_work,
                reviewer_post=held.reviewer_post,
                response=f"{held.response} Tell the huddle what it was.",
                by=harbour.lead,
            )

    # --- people and pages -------------------------------------------------------------------------------------------

    def change_people(self) -> None:
        """Somebody becomes data lead and speaks as an analyst too; somebody was put into the wrong team."""
        elm = self.story.team("Elm and Main")
        member = self.one(elm, Role.TEAM_MEMBER)
        change_role(membership=member, role=Role.DATA_LEAD, by=elm.lead)
        change_perspectives(space=elm.team, person=member.person, perspectives=["clinician", "analyst"], by=elm.lead)
        lou = self.story.people.cast["lou"]
        add_member(space=elm.team, person=lou, role=Role.TEAM_MEMBER, by=elm.lead)
        [wrong] = Membership.objects.active().filter(space=elm.team.pk, person=lou.pk).select_related("space", "person")
        remove_member(membership=wrong, by=elm.lead)

    def say_of_oneself(self) -> None:
        """Ben says who he is; Hana says where she works, and that Lou does not work there any more."""
        cast, practice = self.story.people.cast, self.story.team("Maple Gate").team.organisation
        ben, hana = cast["ben"], cast["hana"]
        change_profile(
            person=ben,
            name=ben.name,
            about="Baker, retired. Eleven years with diabetes, two with this team.",
            language=ben.language,
            time_zone=ben.time_zone,
            by=ben,
        )
        affiliate(person=hana, organisation=practice, post="Medical director", by=hana)
        end_affiliation(affiliation=affiliate(person=cast["lou"], organisation=practice, by=hana), by=hana)

    def end_an_agreement(self) -> None:
        """Windmill has left: its agreement ends, and nothing can be entered for it any more."""
        windmill = self.story.team("Windmill").team
        for agreement in DataAgreement.objects.filter(organisation=windmill.organisation_id, ended_on=None):
            end_agreement(agreement=agreement, by=self.story.esi)

    def hang_anew(self) -> None:
        """Before the second session Fairview hangs its board up anew, and Cedar Point takes its own down for a day."""
        for name in ("Fairview", "Cedar Point"):
            playing = self.story.team(name)
            session = session_of(playing.team.around_id, 2)
            team = team_at(playing.team.slug, playing.lead)
            assert session is not None  # noqa: S101 - the calendar stands
            assert team is not None  # noqa: S101 - the same
            storyboard = progress.write_storyboard(
                team=team, session=session, surprised="Nobody had told them that the test comes first.", by=playing.lead
            )
            board = board_from_record(team, session, storyboard, language=language_now())
            for _turn in range(2 if name == "Fairview" else 1):
                storyboard = progress.publish_storyboard(team=team, session=session, board=board, by=playing.lead)
            if name == "Cedar Point":
                progress.take_back_storyboard(storyboard=storyboard, session=session, by=playing.lead)

    def read_and_ask(self) -> None:
        """The adviser reads a report; a sponsor’s link had gone astray and ends; one is invited again."""
        report = MonthlyReport.objects.filter(month=self.story.start_of(8), state="sent").earliest("pk")
        progress.read_report(report=report, by=self.story.people.cast["gil"])
        link = SponsorLink.objects.filter(report__team=self.story.team("Cedar Point").team.pk, ended_at=None).first()
        if link is not None:
            progress.end_sponsor_link(link=link, by=self.story.esi)
        waiting = Invitation.objects.filter(space=self.story.team("Birch Lake").team.pk, accepted_at=None).first()
        if waiting is not None:
            invite_again(invitation=waiting, by=self.story.esi)

    def one(self, playing: "Playing", role: Role) -> Membership:
        """Somebody who has this role in a team."""
        held = Membership.objects.active().filter(space=playing.team.pk, role=role)
        return held.select_related("person", "space").order_by("pk")[0]
