"""The leaflet that a practice gives its patients: one for each language that the team writes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allteach.people.models import Person
from allteach.spaces.models import Space, Subject, SubjectQuerySet

LONGEST_SENTENCES = 500


class Leaflet(Subject):
    """What a team tells its patients. The row is the working copy; the public reads what was published."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Not published")
        PUBLISHED = "published", _("Everybody with the link can read it")

    subject_ptr = models.OneToOneField(
        Subject, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_leaflet"
    )
    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="leaflets")
    language = models.CharField(max_length=10)  # A key of `progress.leaflet_languages`.
    why = models.CharField(_("what we are working on, and why"), max_length=LONGEST_SENTENCES)
    notice = models.CharField(_("what you may notice"), max_length=LONGEST_SENTENCES)
    choice = models.CharField(_("that nothing changes without your say"), max_length=LONGEST_SENTENCES)
    counting = models.CharField(_("what we count"), max_length=LONGEST_SENTENCES)
    ideas = models.CharField(_("how to tell us your ideas, or join"), max_length=LONGEST_SENTENCES)
    ask = models.CharField(_("who to ask"), max_length=LONGEST_SENTENCES)
    # The patient partner who read these very words; a word changed is to be read again.
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_on = models.DateField(null=True, blank=True)
    code = models.CharField(max_length=22, unique=True)  # In the public address: not to be guessed.
    shown = models.JSONField(null=True, blank=True)  # What was published: {field: text}, with the day of the review.
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SubjectQuerySet.as_manager()

    class Meta:
        ordering = ("language", "pk")
        constraints = [
            models.UniqueConstraint(fields=["team", "language"], name="one_leaflet_in_a_language"),
            models.CheckConstraint(
                condition=Q(reviewed_by=None, reviewed_on=None)
                | Q(reviewed_by__isnull=False, reviewed_on__isnull=False),
                name="leaflet_reviewed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None, shown=None)
                | Q(published_at__isnull=False, published_by__isnull=False, shown__isnull=False),
                name="leaflet_published_by_somebody",
            ),
        ]

    @property
    def is_published(self) -> bool:
        """Whether everybody with the link can read it."""
        return self.published_at is not None

    @property
    def is_reviewed(self) -> bool:
        """Whether a patient partner has read it as it is now."""
        return self.reviewed_on is not None
