"""How teams learn from each other at a session: what they show and want to learn, who presents, what it was like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.identifiers import check_fields
from allteach.meetings import events
from allteach.meetings.actions.rows import EARLY, locked, tell
from allteach.meetings.kinds import KINDS, Kind
from allteach.meetings.models import Attendance, Feedback, Meeting, Presentation, TopicCard
from allteach.people.models import Person
from allteach.spaces.actions.answers import Errors, refuse, write_answers
from allteach.spaces.models import Space, Subject

Side = TopicCard.Side
MOST_TOPICS, LONGEST_TOPIC = 12, 120
RATINGS = range(1, 6)


@dataclass(frozen=True)
class Topic:
    """What is shown or learnt: words, and the idea that they name if there is one."""

    words: str
    about: Subject | None = None


@transaction.atomic
def say_topics(
    *,
    meeting: Meeting,
    team: Space,
    shows: Sequence[Topic],
    learns: Sequence[Topic],
    was_checked: bool = False,
    by: Person,
) -> list[TopicCard]:
    """Say what a team can show to others at a session, and what it wants to learn. What it said before is replaced."""
    meeting = locked(meeting)
    if team.parent_id != meeting.in_space_id:
        raise ValidationError(_("Choose one of the collaborative’s teams."))
    errors: Errors = {}
    cards: list[TopicCard] = []
    for field, side, topics in (("shows", Side.SHOW, shows), ("learns", Side.LEARN, learns)):
        words = {" ".join(topic.words.split()): topic for topic in topics if topic.words.strip()}
        if len(words) > MOST_TOPICS:
            errors[field] = [_("Choose at most %(most)d.") % {"most": MOST_TOPICS}]
        for said, topic in words.items():
            if len(said) > LONGEST_TOPIC:
                errors[field] = [_("Say it in fewer words.")]
            cards.append(TopicCard(meeting=meeting, team=team, side=side, words=said, about=topic.about))
        own = "\n".join(said for said, topic in words.items() if topic.about is None)
        try:
            check_fields(was_checked=was_checked, **{field: own})
        except ValidationError as pointing:
            errors.update(pointing.error_dict)
    refuse(errors)
    meeting.topic_cards.filter(team=team.pk).delete()
    TopicCard.objects.bulk_create(cards)
    tell(events.TOPICS_SAID, meeting, by, team=team.pk, shows=len(shows), learns=len(learns))
    return cards


@transaction.atomic
def choose_presenter(
    *, meeting: Meeting, team: Space, topic: str = "", was_checked: bool = False, by: Person
) -> Presentation:
    """Choose a team to present at a session; choosing it again puts the topic right."""
    meeting = locked(meeting)
    presentation = meeting.presentations.filter(team=team.pk).first() or Presentation(
        meeting=meeting, team=team, chosen_at=timezone.now(), chosen_by=by
    )
    errors = write_answers(presentation, {"topic": topic}, was_checked=was_checked)
    if team.parent_id != meeting.in_space_id or team.closed_at is not None:
        errors["team"] = [_("Choose one of the collaborative’s teams.")]
    if meeting.held_at is not None:
        errors["team"] = [_("It has been held already.")]
    refuse(errors)
    presentation.save()
    tell(events.PRESENTERS_CHOSEN, meeting, by, team=team.pk)
    return presentation


@transaction.atomic
def leave_out_presenter(*, presentation: Presentation, by: Person) -> None:
    """Let a team present no more."""
    meeting, team = locked(presentation.meeting), presentation.team_id
    presentation.delete()
    tell(events.PRESENTERS_CHOSEN, meeting, by, team=team, left_out=True)


@transaction.atomic
def review_presentation(
    *, presentation: Presentation, advice: str = "", was_checked: bool = False, by: Person
) -> Presentation:
    """Say that somebody looked at a presentation beforehand, and what would make it better."""
    presentation = Presentation.objects.select_for_update().get(pk=presentation.pk)
    refuse(write_answers(presentation, {"advice": advice}, was_checked=was_checked))
    presentation.reviewed_at, presentation.reviewed_by = timezone.now(), by
    presentation.save()
    tell(
        events.PRESENTATION_REVIEWED,
        presentation.meeting,
        by,
        team=presentation.team_id,
        texts={"advice": presentation.advice} if presentation.advice else None,
    )
    return presentation


@transaction.atomic
def give_feedback(
    *,
    meeting: Meeting,
    usefulness: Mapping[int, int],
    confidence: int | None = None,
    felt_heard: int | None = None,
    keep: str = "",
    change: str = "",
    was_checked: bool = False,
    by: Person,
) -> Feedback:
    """Say what a session was like, or say it anew. `usefulness` is by the number of the agenda's block, from 1 to 5.

    Only of those who were there, or were registered while nobody has noted yet who was.
    """
    meeting = locked(meeting)
    if not KINDS[Kind(meeting.kind)].has_feedback:
        raise ValidationError(_("Nobody asks what a meeting of this kind was like."))
    if timezone.now() < meeting.starts_at - EARLY:
        raise ValidationError(_("It has not begun."))
    if not _was_there(meeting, by):
        raise ValidationError(_("Feedback is from those who were there. You are not on the list of those present."))
    feedback = meeting.feedback.filter(person=by.pk).first() or Feedback(meeting=meeting, person=by)
    feedback.given_at = timezone.now()
    errors = write_answers(
        feedback,
        {"confidence": confidence, "felt_heard": felt_heard, "keep": keep, "change": change},
        was_checked=was_checked,
    )
    blocks = set(meeting.agenda.values_list("pk", flat=True))
    if not usefulness.keys() <= blocks or not all(rating in RATINGS for rating in usefulness.values()):
        errors["usefulness"] = [_("Choose one of the answers.")]
    refuse(errors)
    feedback.usefulness = {str(block): rating for block, rating in sorted(usefulness.items())}
    feedback.save()
    tell(events.FEEDBACK_GIVEN, meeting, None)  # Who gave it is in no record that others read.
    return feedback


def _was_there(meeting: Meeting, person: Person) -> bool:
    """Whether somebody was at a meeting; while nobody has noted who was, whether they were registered."""
    rows = meeting.attendance.exclude(person=None)
    own = rows.filter(person=person.pk).first()
    if own is None:
        return False
    return own.state == Attendance.State.ATTENDED or not rows.attended().exists()
