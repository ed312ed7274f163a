"""What a team's own meeting was about, raised by whom, and what was decided there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from allteach.meetings.models.meetings import Meeting
from allteach.spaces.roles import Perspective


class TalkingPoint(models.Model):
    """One thing that a team talked about: from whose perspective it was raised, and how long it took."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(_("what you talked about"), max_length=200)
    raised_from = models.CharField(_("who raised it"), max_length=20, choices=Perspective.choices, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="one_point_at_a_position")]

    def __str__(self):
        return self.words


class Decided(models.Model):
    """One thing that a team decided in its meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decided")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(_("what you decided"), max_length=300)

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="one_decision_at_a_position")]

    def __str__(self):
        return self.words
