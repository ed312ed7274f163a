"""The kinds of meeting, and the words of an agenda.

To add a kind of meeting, add it to Kind and give it a row in KINDS: forms, pages and filters read it from here. The
key is stored and never renamed.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What sort of meeting it is."""

    LEARNING_SESSION = "learning_session", _("Learning session")
    ALL_TEAM_CALL = "all_team_call", _("Call of all teams")
    COACH_CONTACT = "coach_contact", _("Contact with the coach")
    VISIT = "visit", _("Visit")
    TEAM_MEETING = "team_meeting", _("Team meeting")
    CONGRESS = "congress", _("Summative congress")


@dataclass(frozen=True)
class KindRow:
    """What a kind of meeting has. `entry` is the kind of the calendar's entry that it is made from, if any."""

    entry: str = ""
    is_of_all_teams: bool = False  # Stands in the collaborative; otherwise in the team.
    has_registration: bool = False
    has_round: bool = False
    has_feedback: bool = False


KINDS: dict[Kind, KindRow] = {
    Kind.LEARNING_SESSION: KindRow("session", is_of_all_teams=True, has_registration=True, has_feedback=True),
    Kind.ALL_TEAM_CALL: KindRow("call", is_of_all_teams=True, has_round=True),
    Kind.COACH_CONTACT: KindRow(),
    Kind.VISIT: KindRow(),
    Kind.TEAM_MEETING: KindRow(),
    Kind.CONGRESS: KindRow("congress", is_of_all_teams=True, has_registration=True, has_feedback=True),
}


class Strand(TextChoices):
    """What a block of an agenda is about."""

    CLINICAL = "clinical", _("Care itself")
    IMPROVEMENT = "improvement", _("How to improve")
    APPLICATION = "application", _("Applying it")
    COMMUNITY = "community", _("Getting to know each other")
    PAUSE = "pause", _("Pause")


class Leader(TextChoices):
    """Who leads a block of an agenda."""

    FACULTY = "faculty", _("Faculty")
    COACH = "coach", _("Coaches")
    TEAM = "team", _("Teams")
    PATIENT = "patient", _("Patients")


class Mode(TextChoices):
    """How somebody takes part."""

    ON_SITE = "on_site", _("On site")
    ONLINE = "online", _("Online")


class Held(TextChoices):
    """How a team meets."""

    ROOM = "room", _("In a room")
    VIDEO = "video", _("By video")
    PHONE = "phone", _("By phone")


@dataclass(frozen=True)
class Face:
    """One step of how a meeting felt, from 1 to 5."""

    number: int
    words: str | Promise


MOODS = (
    Face(1, _("Hard")),
    Face(2, _("A little heavy")),
    Face(3, _("As usual")),
    Face(4, _("Good")),
    Face(5, _("Very good")),
)


class Way(TextChoices):
    """How a coach was in touch with a team."""

    PHONE = "phone", _("Phone")
    VIDEO = "video", _("Video")
    EMAIL = "email", _("E-mail")
    MESSAGE = "message", _("Message")
    ON_SITE = "on_site", _("On site")
    AT_SESSION = "at_session", _("At a session")
    AT_CALL = "at_call", _("At the call")


class Initiator(TextChoices):
    """Who asked for a contact."""

    COACH = "coach", _("I did")
    TEAM = "team", _("The team did")


class Risk(TextChoices):
    """Whether a coach thinks that a team needs watching."""

    NONE = "none", _("No")
    WATCH = "watch", _("Watch it")
    ACT = "act", _("Act now")


class Topic(TextChoices):
    """What a contact was about."""

    AIM = "aim", _("Aim")
    MEASURES = "measures", _("Measures")
    NUMBERS = "numbers", _("Numbers")
    TESTS = "tests", _("Tests of change")
    IDEAS = "ideas", _("Change ideas")
    TEAMWORK = "teamwork", _("How the team works together")
    LEADERSHIP = "leadership", _("Leadership")
    PARTNERSHIP = "partnership", _("Patient partnership")
    SPREAD = "spread", _("Spread")
    PLATFORM = "platform", _("This site")
    WELLBEING = "wellbeing", _("How people are")
