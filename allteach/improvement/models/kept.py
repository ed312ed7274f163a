"""Changes that a team kept: how they work now."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allteach.improvement.models.cycles import Cycle
from allteach.improvement.models.ideas import ChangeIdea
from allteach.measures.models import TeamMeasure
from allteach.spaces.models import Space, Subject, SubjectQuerySet


class ImplementedChange(Subject):
    """A change that became how a team works. The key of its state is one of Status."""

    class Status(models.TextChoices):
        IN_PLACE = "in_place", _("In place")
        PARTLY = "partly", _("Partly in place")
        LAPSED = "lapsed", _("Lapsed")
        WITHDRAWN = "withdrawn", _("Taken back")

    OVER = (Status.LAPSED, Status.WITHDRAWN)

    subject_ptr = models.OneToOneField(
        Subject, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_implemented_change"
    )
    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="implemented_changes")
    number = models.PositiveIntegerField()
    change_idea = models.ForeignKey(ChangeIdea, on_delete=models.PROTECT, related_name="implemented_changes")
    from_cycle = models.ForeignKey(
        Cycle, on_delete=models.PROTECT, null=True, blank=True, related_name="implemented_changes"
    )
    kept_on = models.DateField(_("since when"))
    scope_done = models.PositiveIntegerField(_("how many work this way"), null=True, blank=True)
    scope_total = models.PositiveIntegerField(_("out of how many"), null=True, blank=True)
    scope_unit = models.CharField(_("of what"), max_length=60, blank=True)  # Such as "clinicians".
    standard_work = models.TextField(_("how it is done now, or where that is written"), blank=True)
    training = models.TextField(_("who was shown how"), blank=True)
    job_or_policy_change = models.TextField(_("what changed in jobs or policies"), blank=True)
    it_change = models.TextField(_("what changed in the computer systems"), blank=True)
    owner_post = models.CharField(_("which post looks after it"), max_length=160)
    charts = models.ManyToManyField(TeamMeasure, related_name="implemented_changes")
    reversal_plan = models.TextField(_("how you would go back"), blank=True)
    check_on = models.DateField(_("when will you check that it holds?"), null=True, blank=True)
    over_on = models.DateField(_("since when not any more"), null=True, blank=True)
    status_reason = models.TextField(_("why"), blank=True)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        ordering = ("kept_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=["team", "number"], name="one_kept_change_of_a_number"),
            models.CheckConstraint(
                condition=Q(scope_done=None) | Q(scope_total__gte=F("scope_done")), name="scope_within_its_total"
            ),
            models.CheckConstraint(
                condition=Q(over_on=None) | Q(over_on__gte=F("kept_on")), name="kept_before_it_was_over"
            ),
        ]

    @property
    def is_over(self) -> bool:
        """Whether the team no longer works this way."""
        return self.state in self.OVER
