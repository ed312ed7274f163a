"""Each team's use of a measure, every value reported, what it said before, and the grid it was typed in."""

from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from allteach.core.periods import Period
from allteach.measures.models.measures import PERIOD_KINDS, Measure
from allteach.people.models import Person
from allteach.spaces.models import Space, Subject, SubjectQuerySet


class TeamMeasureQuerySet(SubjectQuerySet):
    """Team measures, and what they are drawn from."""

    def with_definition(self):
        """With team, measure and definition: no more queries for names."""
        return self.select_related("team", "team__parent", "team__parent__disclosure", "measure", "measure__current")

    def with_values(self):
        """With every measurement as a model row, in time order: for one team's own pages."""
        return self.with_definition().prefetch_related(
            Prefetch("measurements", Measurement.objects.filter(stratum="").order_by("period_start"))
        )

    def active(self):
        return self.filter(ended_on=None, measure__retired_on=None)


class TeamMeasure(Subject):
    """A team's use of a measure: the chart that everybody talks about."""

    subject_ptr = models.OneToOneField(
        Subject, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_team_measure"
    )
    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="team_measures")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="team_measures")
    ended_on = models.DateField(null=True, blank=True)

    objects = TeamMeasureQuerySet.as_manager()

    class Meta:
        ordering = ("measure__position", "pk")
        constraints = [models.UniqueConstraint(fields=["team", "measure"], name="a_team_uses_a_measure_once")]


class Measurement(models.Model):
    """What one team measured in one period. Missing is no row, never zero."""

    class Source(models.TextChoices):
        TYPED = "typed", _("Typed in")
        FILE = "file", _("From a file")
        PROGRAM = "program", _("From a program")

    class Quality(models.TextChoices):
        FINE = "fine", _("Fine")
        ESTIMATED = "estimated", _("Estimated")
        INCOMPLETE = "incomplete", _("Incomplete")

    team_measure = models.ForeignKey(TeamMeasure, on_delete=models.CASCADE, related_name="measurements")
    period_start = models.DateField()
    period_kind = models.CharField(max_length=10, choices=PERIOD_KINDS, default="month")
    stratum = models.CharField(max_length=60, blank=True)
    numerator = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    is_suppressed_at_source = models.BooleanField(
        default=False
    )  # The file said "<5" or "*": known to be there, unknown how many.
    quality = models.CharField(max_length=12, choices=Quality.choices, default=Quality.FINE)
    remark = models.CharField(_("remark"), max_length=500, blank=True)  # For the team and its coach.
    left_out_reason = models.CharField(_("why it is left out"), max_length=500, blank=True)
    is_left_out = models.BooleanField(default=False)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.TYPED)
    source_key = models.CharField(max_length=60, blank=True)  # Which file, so that one can be taken back.
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team_measure", "period_start", "stratum"], name="one_measurement_a_period"
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(numerator__isnull=False) | Q(is_suppressed_at_source=True),
                name="no_denominator_alone",
            ),
        ]

    def __str__(self):
        return f"{self.team_measure_id} {self.period}"

    @property
    def period(self) -> Period:
        """The period it speaks of."""
        return Period(self.period_start, self.period_kind)


class Revision(models.Model):
    """What a measurement said before it was corrected, and why it was."""

    measurement = models.ForeignKey(Measurement, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    numerator = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    remark = models.CharField(max_length=500, blank=True)
    reason = models.CharField(_("why it was corrected"), max_length=500, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")  # Who corrected it.
    at = models.DateTimeField()

    class Meta:
        ordering = ("version",)
        constraints = [models.UniqueConstraint(fields=["measurement", "version"], name="one_revision_of_a_version")]

    def __str__(self):
        return f"{self.measurement_id}, version {self.version}"


class Sheet(models.Model):
    """One team's grid for one period: what is typed in it so far, and when it was sent.

    `typed` keeps the very text of each cell, right or wrong, so that nothing anybody typed is ever lost. `meant` says
    what a number with decimals means, since the next reader may write decimals with another mark.
    """

    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="sheets")
    period_start = models.DateField()
    period_kind = models.CharField(max_length=10, choices=PERIOD_KINDS, default="month")
    typed = models.JSONField(default=dict)  # {team measure id: {field: text}}
    meant = models.JSONField(default=dict)  # {team measure id: {field: "12.5"}}
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    nothing_because = models.CharField(_("why there is nothing to report"), max_length=300, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "period_start", "period_kind"], name="one_sheet_a_period"),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by=None) | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="sheet_sent_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.team} {self.period}"

    @property
    def period(self) -> Period:
        """The period it is for."""
        return Period(self.period_start, self.period_kind)

    def texts(self, decimal_mark: str) -> dict[str, dict[str, str]]:
        """What stands in its boxes, in a reader's form of numbers; what is no number, as it was typed."""
        shown = {}
        for row, cells in self.typed.items():
            meant = self.meant.get(row, {})
            shown[row] = {
                name: meant[name].replace(".", decimal_mark) if name in meant else text for name, text in cells.items()
            }
        return shown
