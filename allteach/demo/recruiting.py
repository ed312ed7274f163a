"""How the thirty teams came into the story: thirty-eight practices began to apply, thirty have a place; then a second
round.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from allteach.collaboratives.actions import change_profile
from allteach.collaboratives.actions import recruitment as actions
from allteach.collaboratives.actions.prework import review_readiness
from allteach.collaboratives.application_form import PARTS
from allteach.collaboratives.models import Application, Recruitment
from allteach.collaboratives.participation import PROMISES
from allteach.collaboratives.readiness import QUESTIONS
from allteach.demo.clock import Clock
from allteach.demo.congress import WITHOUT_AGREEMENT
from allteach.demo.people import People
from allteach.demo.teams import TeamRow
from allteach.people.actions import make_person
from allteach.people.models import Person
from allteach.spaces.actions import accept_invitation
from allteach.spaces.models import Invitation, Space
from allteach.spaces.roles import Role

if TYPE_CHECKING:
    from allteach.demo.story import Story

DAY = timedelta(days=1)
WITH_HELP = {
    "Copper Cliff": "Marc Gagnon sets up the first search with the data lead.",
    "Four Corners": "An interpreter is paid for the patient partner's meetings.",
    "Northern Lights": "Travel money for two; one session can be joined from the north.",
}
FROM_THE_LIST = ("Wildrice", "Sandbanks")  # Moved up when one gave its place back, and when one did not answer.
BY_LINK = "Maple Gate"  # Its sponsor signed by a link, and two wrote on its application.


@dataclass(frozen=True)
class Other:
    """A practice that applied and is no team of the story, and what became of it."""

    practice: str
    fate: str  # given_up, lapsed, withdrawn, waiting, decline
    reasons: str
    feedback: str
    lead: str = ""  # Whoever wrote it, where the story names them.


OTHERS = (
    Other("Spruce Street Clinic", "given_up", "A strong team with a clear aim", ""),
    Other(
        "Loon Bay",
        "waiting",
        "Good, but the lead changes in spring",
        "Your aim is clear, and your partner took part in writing. Tell us when your new lead is named.",
    ),
    Other(
        "Ferry Landing",
        "waiting",
        "No protected time is promised yet",
        "Your patients have waited long for this. Two hours a week for the lead would make it possible.",
    ),
    Other(
        "Town Line",
        "waiting",
        "Two other teams of the region have a place",
        "A good application. The region has many teams this time; yours is the next that comes in.",
    ),
    Other(
        "Garrison Road",
        "decline",
        "Moves its record system in the same months",
        "Changing your record system and your care at once is more than one team should carry. Please apply again"
        " when it stands: your idea of group visits is one that others will want to hear of.",
    ),
    Other("Portage Avenue", "lapsed", "Small, keen, and with a partner who leads", "", lead="Noor Castellan"),
    Other("Island Road", "withdrawn", "", "", lead="Peggy Atkins"),
)


class Recruiting:
    """Plays the first round, from the announcement to the places."""

    def __init__(self, collaborative: Space, people: People, clock: Clock, *, teams: Sequence[TeamRow], by: Person):
        self.collaborative, self.people, self.clock, self.by = collaborative, people, clock, by
        self.teams = teams
        self.applications: dict[str, Application] = {}

    def tell(self, opens_on: date) -> None:
        """A round of four weeks; all that follows stands before the teams join."""
        closes_on = opens_on + 20 * DAY
        recruitment = actions.announce_recruitment(
            space=self.collaborative,
            opens_on=opens_on,
            closes_on=closes_on,
            places=len(self.teams) - 1,
            contact="esi@steady-sugar.example",
            words="Two information calls at noon. Travel is paid for three of each team, the partner first.",
            answer_days=6,
            by=self.by,
        )
        self.clock.go_to(opens_on + 5 * DAY)
        actions.change_recruitment(
            recruitment=recruitment,
            opens_on=opens_on,
            closes_on=closes_on,
            places=len(self.teams),
            contact=recruitment.contact,
            words="Two information calls at noon. Travel is paid for three of each team, the partner first. One place "
            "more than we said: the ministry pays for it.",
            answer_days=recruitment.answer_days,
            by=self.by,
        )
        for row in self.teams:
            self.applications[row.name] = self.apply(recruitment, row.name, row)
        others = [(other, self.apply(recruitment, other.practice, None)) for other in OTHERS]
        self.begin_draft(recruitment)
        for other, application in others:
            if other.fate == "withdrawn":
                actions.withdraw_application(application=application, by=application.begun_by)
        self.clock.go_to(closes_on + DAY)
        self.decide(others)
        actions.announce_decisions(recruitment=recruitment, by=self.by)
        self.clock.go_to(closes_on + 3 * DAY)
        for other, application in others:
            if other.fate == "given_up":
                actions.give_up_place(
                    application=application, words="Two of our nurses are leaving.", by=application.begun_by
                )
        late = {name: self.applications[name] for name in FROM_THE_LIST}
        actions.extend_offer(
            application=late["Wildrice"], answer_by=closes_on + 14 * DAY, by=self.by
        )  # Its doctors meet once a fortnight.
        for name, application in self.applications.items():
            if name not in late:
                self.take(application)
        self.clock.go_to(closes_on + 8 * DAY)
        for other, application in others:
            if other.fate == "lapsed":
                actions.let_offer_lapse(application=application, by=self.by)
        for application in late.values():
            self.take(application)

    def apply(self, recruitment: Recruitment, practice: str, row: TeamRow | None) -> Application:
        """One practice writes its application with its lead, has it signed, and sends it."""
        named = next((other.lead for other in OTHERS if other.practice == practice), "")
        if row:
            lead = self.people.lead_of(row.slug)
        else:
            lead = make_person(name=named, is_for_demo=True) if named else self.people.somebody()
        kind = row.kind if row else "Family health team"
        application = actions.begin_application(recruitment=recruitment, practice=f"{practice} {kind.lower()}", by=lead)
        address = f"lead.{practice.lower().replace(' ', '-')}@steady-sugar.example"
        size = 4000 + 300 * (len(practice) % 17)
        said: dict[str, dict] = {
            "practice": {
                "practice_kind": kind,
                "region": row.region if row else "Central",
                "patients": size,
                "clinicians": 3 + len(practice) % 8,
            },
            "team": {"team_name": practice, "sponsor_name": "The lead physician", "plan": PLAN},
            "reasons": {
                "why_now": "One in eight of our adults lives with diabetes, and too many are seen only when it hurts.",
                "population": "Adults with type 2 diabetes",
                "population_size": size // 20,
            },
            "numbers": {"can_list": "yes", "can_count": "partly", "counts_by": "Administrator"},
            "promises": {"promises": list(PROMISES)},
        }
        people = [
            {
                "name": lead.name,
                "role": Role.TEAM_LEAD,
                "discipline": LEAD,
                "email": address,
                "hours": 4,
            },
            {"name": "A physician", "role": Role.CLINICAL_LEAD, "discipline": "Physician", "hours": 2},
        ]
        for key, answers in said.items():
            part = PARTS[key]
            actions.save_part(
                application=application,
                part=part,
                answers=answers,
                people=people if part.has_people else None,
                by=lead,
            )
        if practice == BY_LINK:
            self.sign_by_link(application, lead)
        else:
            actions.record_support(application=application, name="The lead physician", by=lead)
        return actions.send_application(application=application, by=lead)

    def sign_by_link(self, application: Application, lead: Person) -> None:
        """One practice lets two others write; one of them leaves it to the rest. Its sponsor is asked, and signs."""
        actions.add_writer(application=application, name="Colette Roy", email="colette@maple-gate.example", by=lead)
        gone = actions.add_writer(application=application, name="A locum", email="locum@maple-gate.example", by=lead)
        actions.remove_writer(writer=gone, by=lead)
        actions.save_part(
            application=application,
            part=PARTS["team"],
            answers={
                "team_name": BY_LINK,
                "plan": PLAN,
                "sponsor_name": "Hana Sato",
                "sponsor_email": "hana@steady-sugar.example",
            },
            was_checked=True,
            by=lead,
        )
        asked = actions.ask_for_support(application=application, by=lead)
        actions.sign_support(application=asked, name="Hana Sato")

    def begin_draft(self, recruitment: Recruitment) -> None:
        """One practice began, and did not come to the end."""
        somebody = self.people.somebody()
        application = actions.begin_application(recruitment=recruitment, practice="Mill Pond Clinic", by=somebody)
        actions.save_part(
            application=application,
            part=PARTS["practice"],
            answers={"practice_kind": "Family health team"},
            unread={"patients": "about six thousand"},
            by=somebody,
        )

    def decide(self, others: list[tuple[Other, Application]]) -> None:
        """Those who select say yes to all that have room and need, with help where it is wanted."""
        for name, application in self.applications.items():
            reasons = "Disciplines, a sponsor and a clear population"
            said: dict[str, Any] = {"decision": "accept", "support": "", "reasons": reasons}
            if name in WITH_HELP:
                said |= {"decision": "accept_with_support", "support": WITH_HELP[name]}
            if name in FROM_THE_LIST:
                rank = 1 + FROM_THE_LIST.index(name)
                said |= {"decision": "waiting", "rank": rank, "feedback": "You are the next who comes in."}
            actions.decide_application(application=application, by=self.by, **said)
        for other, application in others:
            if other.fate == "withdrawn":
                continue
            actions.decide_application(
                application=application,
                decision="accept" if other.fate in ("given_up", "lapsed") else other.fate,
                reasons=other.reasons,
                feedback=other.feedback,
                by=self.by,
            )

    def take(self, application: Application) -> None:
        """A practice signs both agreements and takes its place."""
        actions.take_place(
            application=application,
            promises=list(PROMISES),
            signatory="The lead physician",
            names_teams=True,
            may_publish=application.name_of_team != WITHOUT_AGREEMENT,
            by=application.begun_by,
        )

    def form(self, row: TeamRow, *, population_size: int, joined_on: date) -> Space:
        """The team of a practice: made from its application, then counted exactly; its lead accepts the invitation."""
        application = self.applications[row.name]
        team = actions.form_team(application=application, by=self.by)
        change_profile(team=team, population_size=population_size, joined_on=joined_on, by=self.by)
        invitation = Invitation.objects.select_related("space", "by").get(space=team, role=Role.TEAM_LEAD)
        accept_invitation(invitation=invitation, person=application.begun_by, proven=[invitation.email])
        return team


LEAD = "Nurse practitioner"
PLAN = "A pharmacist and a dietitian join from the community; we ask our patients' council for a partner, and pay."


def announce_again(story: "Story") -> None:
    """A second round is open now: whoever has just joined has begun to write."""
    kai, today = story.people.cast["kai"], story.today
    recruitment = actions.announce_recruitment(
        space=story.collaborative,
        opens_on=today - 10 * DAY,
        closes_on=today + 25 * DAY,
        places=12,
        contact="esi@steady-sugar.example",
        words="A second group begins next year, with teams of the first as its teachers.",
        by=story.esi,
    )
    application = actions.begin_application(recruitment=recruitment, practice="Cherry Hill Clinic", by=kai)
    actions.save_part(
        application=application,
        part=PARTS["practice"],
        answers={"practice_kind": "Community health centre", "region": "Central", "clinicians": 5},
        unread={"patients": "around 5,500"},
        by=kai,
    )
    review_readiness(
        application=application,
        answers={key: 3 if place % 3 else 1 for place, key in enumerate(QUESTIONS)},
        outcome="with_help",
        help_words="Somebody to show us how to count, in the first month",
        helper="A coach",
        by=kai,
    )
