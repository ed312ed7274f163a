"""What people mark on charts: what was happening, and where a phase begins."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from allteach.measures.models.measures import Measure
from allteach.measures.models.values import TeamMeasure
from allteach.people.models import Person
from allteach.spaces.models import Space, Subject


class Annotation(models.Model):
    """What was happening, marked on a chart: for one chart, or for every chart of a space."""

    class Kind(models.TextChoices):
        TEST = "test", _("Test of change")
        KEPT = "kept", _("A change that was kept")
        EVENT = "event", _("Event")
        DATA = "data", _("About the data")
        STAFFING = "staffing", _("Staffing")
        OUTSIDE = "outside", _("From outside")

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="annotations")
    team_measure = models.ForeignKey(
        TeamMeasure, on_delete=models.CASCADE, null=True, blank=True, related_name="annotations"
    )
    on = models.DateField(_("when"))
    words = models.CharField(_("what was happening"), max_length=200)
    kind = models.CharField(_("what it is"), max_length=10, choices=Kind.choices, default=Kind.EVENT)
    expected = models.CharField(_("what we expect of it"), max_length=200, blank=True)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    taken_off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("on", "pk")
        indexes = [models.Index(fields=["space", "on"], name="annotation_in_space")]

    def __str__(self):
        return self.words


class Baseline(models.Model):
    """Where a phase of a chart begins, and the points its centre line is computed from. Set by a person, with a reason.

    For one team's chart, or, without a team measure, for the aggregate of all teams.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="baselines")
    team_measure = models.ForeignKey(
        TeamMeasure, on_delete=models.CASCADE, null=True, blank=True, related_name="baselines"
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)  # None: the first phase, from the first point.
    points = models.PositiveSmallIntegerField(
        _("how many points make the baseline"), null=True, blank=True
    )  # None: all.
    words = models.CharField(_("name"), max_length=60, blank=True)
    reason = models.CharField(_("why"), max_length=300)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("starts_on", "pk")

    def __str__(self):
        return self.words or self.reason
