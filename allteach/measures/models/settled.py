"""What small numbers said when their period settled."""

from django.db import models

from allteach.measures.models.measures import PERIOD_KINDS, Measure


class SettledPeriod(models.Model):
    """The small numbers of one measure as they stood when a period settled, whatever became of them since.

    One range is given out for their sum (see `core.disclosure`), so they must be the same for ever: a sum before and
    after a correction, a departure or an import taken back would tell the number between the two. Written once by
    `settle_periods`, never changed. They are a record, not something derived: what was taken back stands nowhere else.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="settled_periods")
    period_start = models.DateField()
    period_kind = models.CharField(max_length=10, choices=PERIOD_KINDS, default="month")
    least_count = models.PositiveSmallIntegerField()  # The settings then in force. Under others nothing is added up:
    least_people = models.PositiveSmallIntegerField()  # two ranges of the same numbers could be laid over each other.
    cells = models.JSONField(default=dict)  # {team measure: [numerator, denominator]}
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "period_start"], name="a_period_settles_once")]

    def __str__(self):
        return f"{self.measure_id} {self.period_start}"
