"""The tables of meetings: what is planned, who comes, what people say to each other there."""

from allteach.meetings.models.attendance import Attendance
from allteach.meetings.models.learning import Feedback, Presentation, TopicCard, Turn
from allteach.meetings.models.meetings import AgendaItem, Commitment, Material, Meeting, MeetingQuerySet

__all__ = [
    "AgendaItem",
    "Attendance",
    "Commitment",
    "Feedback",
    "Material",
    "Meeting",
    "MeetingQuerySet",
    "Presentation",
    "TopicCard",
    "Turn",
]
