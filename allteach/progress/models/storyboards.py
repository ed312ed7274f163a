"""Storyboards: what a team shows the others at a learning session."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allteach.people.models import Person
from allteach.spaces.models import Space, Subject, SubjectQuerySet

LONGEST_BOX = 600


class Storyboard(Subject):
    """A team's storyboard for one learning session. The row is the working copy; others read what was published."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Not shown yet")
        PUBLISHED = "published", _("Shown to the collaborative")

    subject_ptr = models.OneToOneField(
        Subject, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_storyboard"
    )
    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="storyboards")
    session = models.PositiveSmallIntegerField()  # The number of the learning session.
    headline = models.CharField(_("a few words as a headline"), max_length=80, blank=True)
    surprised = models.CharField(_("what surprised us"), max_length=LONGEST_BOX, blank=True)
    offers = models.CharField(_("help we offer"), max_length=LONGEST_BOX, blank=True)
    wants = models.CharField(_("help we want"), max_length=LONGEST_BOX, blank=True)
    # What was published, as `progress.boards.Board`; what changes later in the record does not rewrite it.
    shown = models.JSONField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SubjectQuerySet.as_manager()

    class Meta:
        ordering = ("session", "pk")
        constraints = [
            models.UniqueConstraint(fields=["team", "session"], name="one_storyboard_for_a_session"),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None, shown=None)
                | Q(published_at__isnull=False, published_by__isnull=False, shown__isnull=False),
                name="storyboard_published_by_somebody",
            ),
        ]

    @property
    def is_published(self) -> bool:
        """Whether the other teams see it."""
        return self.published_at is not None
