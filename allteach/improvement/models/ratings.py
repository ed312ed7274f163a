"""What people answered when they were asked to rate a spread plan or a kept change."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from allteach.improvement.rating import HIGHEST, LOWEST
from allteach.people.models import Person
from allteach.spaces.models import Subject


class RatingSheet(models.Model):
    """One person's answers. `rater` is nobody when they were given on paper, without a name."""

    class Scale(models.TextChoices):
        SPREADS = "spreads", "spreads"
        HOLDS = "holds", "holds"

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="rating_sheets")
    scale = models.CharField(max_length=10, choices=Scale.choices)
    rater = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rated_on = models.DateField()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "scale", "rater"], condition=Q(rater__isnull=False), name="one_rating_of_a_person"
            )
        ]

    def __str__(self):
        return f"{self.scale} of {self.subject_id}"


class RatingScore(models.Model):
    """One answer."""

    sheet = models.ForeignKey(RatingSheet, on_delete=models.CASCADE, related_name="scores")
    item = models.CharField(max_length=20)
    score = models.PositiveSmallIntegerField(validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "item"], name="one_score_of_an_item"),
            models.CheckConstraint(condition=Q(score__range=(LOWEST, HIGHEST)), name="score_from_one_to_five"),
        ]

    def __str__(self):
        return f"{self.item}: {self.score}"
