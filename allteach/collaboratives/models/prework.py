"""What a team does before the first learning session: what is signed off, and how ready it is."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allteach.collaboratives.models.recruitment import Application
from allteach.people.models import Person
from allteach.spaces.models import Space


class SignOffQuerySet(models.QuerySet):
    """Items of pre-work that somebody signed off."""

    def standing(self):
        """Those that were not undone."""
        return self.filter(undone_at=None)


class SignOff(models.Model):
    """Somebody who supports a team says that an item of its pre-work is done. Undone, it keeps the reason."""

    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="sign_offs")
    item = models.CharField(max_length=30)  # A key of prework.ITEMS.
    words = models.CharField(_("what you saw"), max_length=300, blank=True)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undone_reason = models.CharField(_("why it is not done after all"), max_length=300, blank=True)

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ("signed_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["team", "item"], condition=Q(undone_at=None), name="signed_off_once"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="sign_off_undone_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.item} of {self.team}"


class ReadinessReview(models.Model):
    """How ready a practice is to begin, on one day: twelve answers with what shows them. It excludes nobody."""

    class Outcome(models.TextChoices):
        READY = "ready", _("Ready")
        WITH_HELP = "with_help", _("Ready with help")
        PAUSE = "pause", _("Pause and fix")

    # Of an application, and of the team that came from it; or of a team alone.
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, null=True, blank=True, related_name="readiness_reviews"
    )
    team = models.ForeignKey(Space, on_delete=models.PROTECT, null=True, blank=True, related_name="readiness_reviews")
    on = models.DateField()
    answers = models.JSONField(default=dict)  # {key of readiness.QUESTIONS: 0 to 3}
    evidence = models.JSONField(default=dict)  # {key: what shows it}
    outcome = models.CharField(_("what follows"), max_length=10, choices=Outcome.choices)
    help_words = models.CharField(_("what help, and by when"), max_length=300, blank=True)
    helper = models.CharField(_("who helps"), max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("on", "pk")
        constraints = [
            models.UniqueConstraint(fields=["team", "on"], name="one_readiness_of_a_team_a_day"),
            models.CheckConstraint(
                condition=Q(application__isnull=False) | Q(team__isnull=False), name="readiness_of_somebody"
            ),
        ]

    def __str__(self):
        return f"Readiness of {self.team or self.application}"
