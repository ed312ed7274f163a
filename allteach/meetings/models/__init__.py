"""The tables of meetings: what is planned, who comes, what people say to each other there."""

from allteach.meetings.models.attendance import Attendance
from allteach.meetings.models.circle import CircleAnswer, CircleQuestion, CircleQuestionQuerySet
from allteach.meetings.models.contacts import (
    Contact,
    ContactQuerySet,
    Look,
    PrivateNote,
    PrivateNoteQuerySet,
    Visit,
    VisitQuerySet,
)
from allteach.meetings.models.learning import Feedback, Presentation, TopicCard, Turn
from allteach.meetings.models.logs import Decided, TalkingPoint
from allteach.meetings.models.meetings import AgendaItem, Commitment, Material, Meeting, MeetingQuerySet

__all__ = [
    "AgendaItem",
    "Attendance",
    "CircleAnswer",
    "CircleQuestion",
    "CircleQuestionQuerySet",
    "Commitment",
    "Contact",
    "ContactQuerySet",
    "Decided",
    "Feedback",
    "Look",
    "Material",
    "Meeting",
    "MeetingQuerySet",
    "Presentation",
    "PrivateNote",
    "PrivateNoteQuerySet",
    "TalkingPoint",
    "TopicCard",
    "Turn",
    "Visit",
    "VisitQuerySet",
]
