"""What a coach remarks on a test of change. No discussion: one remark, read by the team.

When people may talk about anything that can be talked about, a thread on the cycle's Subject takes the place of this
table; `remarks_on` and the actions are all that pages know of it.
"""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allteach.improvement.models.cycles import Cycle
from allteach.people.models import Person


class Remark(models.Model):
    """Something that somebody who supports a team says about one of its tests. Taken back, it is gone."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="remarks")
    words = models.TextField(_("your remark"), validators=[MaxLengthValidator(2000)])
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)  # By somebody of the team.
    read_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(read_at=None, read_by=None) | Q(read_at__isnull=False, read_by__isnull=False),
                name="remark_read_by_somebody",
            ),
        ]

    def __str__(self):
        return f"Remark on {self.cycle_id} by {self.by_id}"
