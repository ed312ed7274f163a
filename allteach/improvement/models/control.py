"""How a kept change is held: the control plan, and the days on which somebody looked."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allteach.improvement.models.kept import ImplementedChange
from allteach.measures.models import TeamMeasure
from allteach.people.models import Person

CHECKS = (1, 2, 3)  # Three times in the first year; the months are thresholds of the collaborative.


class ControlPlan(models.Model):
    """What keeps a change in place: who looks at which chart how often, and what happens when it slips.

    The standard process, its owner by post, and what changed in jobs and computer systems stand with the change itself.
    """

    class Frequency(models.TextChoices):
        MONTHLY = "monthly", _("Every month")
        QUARTERLY = "quarterly", _("Every quarter")

    change = models.OneToOneField(ImplementedChange, on_delete=models.CASCADE, related_name="control_plan")
    chart = models.ForeignKey(TeamMeasure, on_delete=models.PROTECT, related_name="control_plans")
    frequency = models.CharField(
        _("how often do you look?"), max_length=10, choices=Frequency.choices, default=Frequency.MONTHLY
    )
    reviewer_post = models.CharField(_("which post looks"), max_length=160)
    response = models.TextField(_("what is done when the chart turns the wrong way"), max_length=2000)
    training_new_staff = models.TextField(_("how new people learn it"), blank=True, max_length=2000)
    stop_doing = models.TextField(_("what is no longer done"), blank=True, max_length=2000)
    budget_line = models.CharField(_("what it costs, and who pays"), blank=True, max_length=200)
    patient_feedback = models.TextField(_("how patients tell you how it goes"), blank=True, max_length=2000)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    approved_at = models.DateTimeField(null=True, blank=True)  # By the sponsor; written anew, it waits again.
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="control_plan_approved_by_somebody",
            ),
        ]

    def __str__(self):
        return f"control plan of {self.change}"


class HoldCheck(models.Model):
    """Somebody looked whether a kept change holds."""

    class Outcome(models.TextChoices):
        HELD = "held", _("It holds")
        SLIPPED = "slipped", _("It slipped")
        STOPPED = "stopped", _("It is not done any more")

    change = models.ForeignKey(ImplementedChange, on_delete=models.CASCADE, related_name="checks")
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(_("does it hold?"), max_length=10, choices=Outcome.choices)
    checked_on = models.DateField(_("on which day did you look?"))
    seen = models.TextField(_("what you saw"), max_length=2000)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["change", "number"], name="one_check_of_a_number")]

    def __str__(self):
        return f"{self.change}: {self.get_outcome_display()}"
