"""What went wrong in the story, and what has not begun: for every page that says so, something to say it of.

Teams stall, one withdraws and months are missing anyway; here are the smaller mishaps, each through its action.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from allteach.collaboratives.actions import approve_charter, set_thresholds, write_charter
from allteach.collaboratives.models import Charter
from allteach.core.periods import Period
from allteach.exchange import imports
from allteach.exchange.imports.terminal import run_here
from allteach.improvement import actions as improvement
from allteach.improvement.models import ImplementedChange
from allteach.measures import actions as measures
from allteach.measures.models import ValueImport
from allteach.people.actions import end_token, make_person, make_token
from allteach.spaces.actions import (
    add_member,
    hand_over,
    invite,
    leave_for_good,
    leave_space,
    withdraw_invitation,
)
from allteach.spaces.models import Membership, Space
from allteach.spaces.roles import Role

if TYPE_CHECKING:
    from allteach.demo.story import Playing, Story

CLOSED = "Sandbanks"  # Had nothing to report in its sixth month.
LATE_AIM = "Wildrice"  # Comes home from the first session without an aim; its coach helps it to write one.
OVERREACHING = "Old Mill"  # Its aim reaches beyond the end of the collaborative, and says no unit.
GOALS_FOR_MUCH_BETTER, GOALS_FOR_LASTING = 20, 40  # In a hundred; the scale itself says 50 and 75.
WHY_FEWER_GOALS = (
    "Eleven measures of care, three balancing measures and one question to patients. Counts only, by the tenth. Five "
    "of our goals are results that nobody has moved in a year: a team with a fifth of all goals reached counts "
    "as much better, and with two fifths as lasting."
)
Status = ImplementedChange.Status


class Trouble:
    """Plays what goes wrong."""

    def __init__(self, story: "Story"):
        self.story = story

    def plan(self, month: int, start: date) -> None:
        """What goes wrong in one month."""
        deeds: dict[int, list[tuple[int, Callable[[], object]]]] = {
            4: [(12, self.stop_a_test)],
            6: [(9, self.hand_over), (38, self.report_nothing)],
            7: [(11, self.leave_for_good), (13, self.leave_a_team), (27, self.find_somebody_new)],
            8: [(20, self.change_the_charter), (20, self.move_a_threshold)],
            9: [(18, self.let_changes_lapse)],
        }
        for day, deed in deeds.get(month, ()):
            self.story.diary.add(start + timedelta(days=day), deed)
        if month == self.story.month_now - 2:
            self.story.diary.add(start + timedelta(days=3), self.invite_too_early)

    # --- in the course of the story -------------------------------------------------------------------------------

    def stop_a_test(self) -> None:
        """Cedar Point began a test and could not go on."""
        cedar = self.story.team("Cedar Point")
        begun = improvement.begin_do(
            cycle=improvement.start_cycle(
                team=cedar.team,
                title="Group visit on a Thursday evening",
                prediction="Six of eight come",
                planned_end_on=timezone.localdate() + timedelta(days=14),
                scale="one_day",
                change_idea=self.story.learning.ideas["Group visit"],
                by=cedar.lead,
            ),
            by=cedar.lead,
        )
        improvement.stop_cycle(
            cycle=begun, stopped_reason="The room was taken, and nobody could stay until eight.", by=cedar.lead
        )

    def hand_over(self) -> None:
        """The lead of Meadowvale hands over to somebody of the team, and stays in it."""
        meadowvale = self.story.team("Meadowvale")
        [lead] = _members(meadowvale.team, Role.TEAM_LEAD)
        successor = _members(meadowvale.team, Role.TEAM_MEMBER)[0].person
        hand_over(membership=lead, to=successor, by=meadowvale.lead)
        meadowvale.lead = successor

    def report_nothing(self) -> None:
        """Sandbanks has nothing to report of a month, and says why."""
        sandbanks = self.story.team(CLOSED)
        measures.send_sheet(
            team=sandbanks.team,
            period=Period(self.story.start_of(6), "month"),
            nothing_because="Closed for three weeks after a flood",
            by=sandbanks.lead,
        )

    def leave_for_good(self) -> None:
        """Somebody of Fairview leaves for good: the note they wrote stays, as a former member's."""
        fairview = self.story.team("Fairview")
        leaver = _members(fairview.team, Role.TEAM_MEMBER)[0].person
        measures.annotate(
            space=fairview.team, on=timezone.localdate(), words="A new nurse calls before each visit", by=leaver
        )
        leave_for_good(person=leaver, by=leaver)

    def leave_a_team(self) -> None:
        """Somebody of Grand Bend leaves the team."""
        leaver = _members(self.story.team("Grand Bend").team, Role.TEAM_MEMBER)[0]
        leave_space(membership=leaver, by=leaver.person)

    def find_somebody_new(self) -> None:
        """Two weeks later Grand Bend is three again."""
        grand_bend = self.story.team("Grand Bend")
        add_member(
            space=grand_bend.team,
            person=make_person(name="Odile Marchand", is_for_demo=True),
            role=Role.TEAM_MEMBER,
            discipline="Registered nurse",
            perspectives=["clinician"],
            by=grand_bend.lead,
        )

    def change_the_charter(self) -> None:
        """A second version of the charter, with what differs and why."""
        charter = Charter.objects.get(collaborative=self.story.collaborative)
        write_charter(
            charter=charter,
            sections={
                "risks": (
                    "Less time for others: third next appointment. Too much pressure on sugar: severe hypoglycaemia. "
                    "Hours spent on numbers: fewer each month."
                ),
                "measurement": WHY_FEWER_GOALS,
            },
            change_reason="Teams asked us to watch how long the numbers take, and to score fairly what moves slowly",
            by=self.story.esi,
        )
        approve_charter(charter=charter, by=self.story.esi)

    def move_a_threshold(self) -> None:
        """What a much better team has reached is decided anew; the charter's new version says why."""
        set_thresholds(
            space=self.story.collaborative,
            decided={"score.goals_significant": GOALS_FOR_MUCH_BETTER, "score.goals_sustainable": GOALS_FOR_LASTING},
            by=self.story.esi,
        )

    def let_changes_lapse(self) -> None:
        """Of what teams kept, one lapsed, one was taken back, and one should have been looked at again."""
        today = timezone.localdate()
        kept = list(ImplementedChange.objects.select_related("team").order_by("kept_on", "pk")[:3])
        ends: tuple[dict, ...] = (
            {"status": Status.LAPSED, "over_on": today, "status_reason": "Nobody took it on when the nurse moved"},
            {"status": Status.WITHDRAWN, "over_on": today, "status_reason": "Patients found it a burden"},
            {"status": Status.PARTLY, "check_on": today + timedelta(days=20)},
        )
        for change, end in zip(kept, ends, strict=False):
            improvement.revise_implemented_change(change=change, **end, by=change.owner)

    def invite_too_early(self) -> None:
        """Two who were invited long ago: one never looked, the other's invitation was taken back."""
        riverbend = self.story.team("Riverbend")
        invitations = [
            invite(
                space=riverbend.team,
                email=f"{name.split()[0].lower()}@steady-sugar.example",
                name=name,
                role=Role.TEAM_MEMBER,
                by=riverbend.lead,
            )
            for name in ("Sol Harper", "Wren Adair")
        ]
        withdraw_invitation(invitation=invitations[1], by=riverbend.lead)

    # --- where it stands now --------------------------------------------------------------------------------------

    def stand_now(self) -> None:
        """An address that no mail reaches, a measure that nobody has reported, a key that opens nothing, files."""
        riverbend, elm = self.story.team("Riverbend"), self.story.team("Elm and Main")
        invite(
            space=riverbend.team,
            email="noor.aziz@steady-sugar.invalid",
            name="Noor Aziz",
            role=Role.TEAM_MEMBER,
            by=riverbend.lead,
        )
        own = measures.define_measure(
            space=elm.team,
            kind="mean",
            name="Minutes from the door to the nurse",
            numerator_definition="Minutes, by the clock at the door, of ten patients on a Tuesday",
            measure_type="process",
            scope="team_specific",
            period_kind="month",
            counts_people=False,
            by=elm.lead,
        )
        measures.take_up_measure(team=elm.team, measure=own, by=elm.lead)
        gil = self.story.people.cast["gil"]
        key = make_token(
            person=gil,
            name="Spreadsheet of the coaches",
            can_write=False,
            expires_on=timezone.localdate() + timedelta(days=90),
            by=gil,
        )
        end_token(token=key.token, by=gil)
        self.send_files()

    def send_files(self) -> None:
        """Four files: one taken over, one with rows that are refused, one that asks, one that was cut short."""
        harbour, esi = self.story.team("Harbour Street"), self.story.esi
        feet = harbour.charts["Foot examination, 12 months"].measure.slug
        row = f"{{team}},{feet},{{month}},{{numerator}},{{denominator}}"
        head = "team,measure,month,numerator,denominator"
        month, before = str(Period(self.story.start_of(2), "month")), str(Period(self.story.start_of(3), "month"))
        good = row.format(team=harbour.team.name, month=month, numerator=71, denominator=180)
        bad = row.format(team=harbour.team.name, month=before, numerator=190, denominator=180)
        unknown = row.format(team="Harbor St", month=month, numerator=71, denominator=180)
        taken = self.sent("feet-2nd-month.csv", head, good)
        taken = imports.take_over(value_import=taken, mode=ValueImport.Mode.ALL_OR_NOTHING, by=esi, asks_worker=False)
        run_here(taken, imports.take_import)
        self.sent("feet-two-months.csv", head, good, bad)
        self.sent("feet-from-the-coach.csv", head, unknown)
        self.sent("export-cut-short.csv", head, '"Harbour Street')

    def sent(self, name: str, *lines: str) -> ValueImport:
        """A file that Esi sent, read and checked as far as it goes."""
        esi = self.story.esi
        pieces = ["\n".join((*lines, "")).encode()]
        found = imports.keep_file(space=self.story.collaborative, name=name, pieces=pieces, by=esi, asks_worker=False)
        found = run_here(found, imports.read_import)
        if found.state == ValueImport.State.MAPPING:
            found = imports.settle(value_import=found, mapping=imports.mapping_of(found), by=esi, asks_worker=False)
        return run_here(found, imports.check_import) if found.state == ValueImport.State.CHECKING else found


def write_odd_aim(playing: "Playing", *, ends_on: date) -> None:
    """An aim of which much could be clearer."""
    improvement.write_aim(
        team=playing.team,
        what_improves="better feet for everybody",
        target_value=Decimal(75),
        by_when=ends_on + timedelta(days=200),
        by=playing.lead,
    )


def _members(team: Space, role: Role) -> list[Membership]:
    held = Membership.objects.active().filter(space_id=team.pk, role=role).select_related("person", "space")
    return list(held.order_by("pk"))
