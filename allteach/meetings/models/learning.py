"""How teams learn from each other: turns on calls, topics and presentations at sessions, and what people thought."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allteach.meetings.models.meetings import Meeting
from allteach.people.models import Person
from allteach.spaces.models import Space, Subject

FROM_ONE_TO_FIVE = [(number, str(number)) for number in range(1, 6)]


class Turn(models.Model):
    """A team's turn in the round of a call: one result, one test, one ask."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="turns")
    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="turns")
    result = models.CharField(_("one result"), max_length=300, blank=True)
    test = models.CharField(_("one test"), max_length=300, blank=True)
    ask = models.CharField(_("one ask"), max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["meeting", "team"], name="one_turn_for_each_team")]

    def __str__(self):
        return f"{self.team} at {self.meeting}"


class TopicCard(models.Model):
    """What a team can show to others at a session, or wants to learn from them."""

    class Side(models.TextChoices):
        SHOW = "show", _("We can show")
        LEARN = "learn", _("We want to learn")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="topic_cards")
    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="topic_cards")
    side = models.CharField(max_length=10, choices=Side.choices)
    words = models.CharField(_("topic"), max_length=120)
    about = models.ForeignKey(Subject, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("words", "pk")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "team", "side", "words"], name="one_card_for_each_topic")
        ]

    def __str__(self):
        return f"{self.team}: {self.words}"


class Presentation(models.Model):
    """A team that was chosen to present at a session."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="presentations")
    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="presentations")
    topic = models.CharField(_("about what"), max_length=200, blank=True)
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    advice = models.TextField(_("what would make it better"), blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["meeting", "team"], name="a_team_presents_once"),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="presentation_reviewed_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.team} at {self.meeting}"


class Feedback(models.Model):
    """What one person thought of a session. Only counts of it are shown, and words without a name."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="feedback")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    usefulness = models.JSONField(default=dict)  # {number of an agenda item: 1 to 5}
    confidence = models.PositiveSmallIntegerField(
        _("how sure are you that your team will test something next week?"),
        choices=FROM_ONE_TO_FIVE,
        null=True,
        blank=True,
    )
    felt_heard = models.PositiveSmallIntegerField(
        _("did you feel heard?"), choices=FROM_ONE_TO_FIVE, null=True, blank=True
    )
    keep = models.CharField(_("one thing to keep"), max_length=300, blank=True)
    change = models.CharField(_("one thing to change"), max_length=300, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="one_feedback_for_each_person")]

    def __str__(self):
        return f"Feedback on {self.meeting}"
