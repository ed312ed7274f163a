"""A team's report of a month: what only the team can say. Everything else is read from the record."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allteach.core.periods import Period
from allteach.people.models import Person
from allteach.spaces.models import Space, Subject, SubjectQuerySet
from allteach.spaces.roles import Ability

FROM_ONE_TO_FIVE = [(number, str(number)) for number in range(1, 6)]


class MonthlyReportQuerySet(SubjectQuerySet):
    """Reports of a team: those of months, and those for its sponsor."""

    def visible_to(self, person):
        """To the team and its coach from the first word; to those who read the team's reports, once one was sent.

        Narrower than a subject's audience: a director reads what teams send, and never what they are writing.
        """
        standing = person.standing
        readers = {space for space, may in standing.abilities.items() if Ability.READ_REPORTS in may}
        return self.filter(
            Q(space_id__in=standing.inside) | Q(space_id__in=readers - standing.inside, sent_at__isnull=False)
        )

    def with_names(self):
        """With the team, its collaborative and who wrote: no more queries for names."""
        return self.select_related("team", "team__parent", "team__profile", "owner", "sent_by")

    def sent(self):
        """Those of which a version went out."""
        return self.filter(sent_at__isnull=False)


class MonthlyReport(Subject):
    """What a team tells of one month. The row is the working copy; readers read the versions that were sent."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SENT = "sent", _("Sent")
        RETURNED = "returned", _("Sent back with a question")
        CLOSED = "closed", _("Closed")

    subject_ptr = models.OneToOneField(
        Subject, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_monthly_report"
    )
    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="monthly_reports")
    month = models.DateField()  # Its first day.
    learnt = models.TextField(_("what did you learn?"), blank=True)
    stuck = models.TextField(_("where are you stuck, and whose help do you want?"), blank=True)
    ask = models.TextField(_("what could you show others, and what would you ask them?"), blank=True)
    involvement = models.CharField(_("how patients and community took part"), max_length=300, blank=True)
    population_size = models.PositiveIntegerField(_("how many people you care for"), null=True, blank=True)
    hours_used = models.DecimalField(
        _("hours of protected time used"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    hours_planned = models.DecimalField(_("out of planned"), max_digits=5, decimal_places=1, null=True, blank=True)
    mood = models.PositiveSmallIntegerField(_("how is the team?"), choices=FROM_ONE_TO_FIVE, null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)  # The first time: lateness is counted from it.
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = MonthlyReportQuerySet.as_manager()

    class Meta:
        ordering = ("month", "pk")
        constraints = [
            models.UniqueConstraint(fields=["team", "month"], name="one_report_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="report_of_a_whole_month"),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by=None) | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="report_sent_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="report_closed_by_somebody",
            ),
            models.CheckConstraint(condition=Q(mood=None) | Q(mood__range=(1, 5)), name="report_mood_from_one_to_five"),
        ]

    @property
    def period(self) -> Period:
        """The month."""
        return Period(self.month, "month")

    @property
    def is_open(self) -> bool:
        """Whether the team may still write in it."""
        return self.state != self.State.CLOSED


class PlannedTest(models.Model):
    """One thing a team will try next month: what, who and until when."""

    report = models.ForeignKey(MonthlyReport, on_delete=models.CASCADE, related_name="plan")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(_("what you will try"), max_length=200)
    who = models.CharField(_("who"), max_length=120, blank=True)
    until = models.DateField(_("by when you will know"), null=True, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="one_planned_test_at_a_position")]

    def __str__(self):
        return self.what


class ReportVersion(models.Model):
    """A report as it was sent. Never changed: what is corrected later in the record does not rewrite it."""

    report = models.ForeignKey(MonthlyReport, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    said = models.JSONField()  # What the team wrote, as `progress.reporting.Said`.
    told = models.JSONField()  # What the record told, as `progress.reporting.Told`.
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="one_report_version_of_a_number")]

    def __str__(self):
        return f"{self.report_id}, version {self.number}"


class ReportReply(models.Model):
    """What somebody who supports the team wrote beside one part of a report, and what the team answered."""

    class Block(models.TextChoices):
        WHOLE = "whole", _("The report")
        RECORD = "record", _("The numbers and tests")
        LEARNT = "learnt", _("What the team learnt")
        STUCK = "stuck", _("Where the team is stuck")
        ASK = "ask", _("What the team shows and asks")
        PLAN = "plan", _("Next month")

    report = models.ForeignKey(MonthlyReport, on_delete=models.CASCADE, related_name="replies")
    block = models.CharField(_("beside what"), max_length=10, choices=Block, default=Block.WHOLE)
    words = models.TextField(_("your reply"))
    returns = models.BooleanField(default=False)  # It sent the report back.
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(_("your answer"), blank=True)  # Empty: settled without words.
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, answer="")
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="reply_settled_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.by_id} on {self.report_id}"


class ReportReading(models.Model):
    """That somebody who supports the team has read a version of its report, and which."""

    report = models.ForeignKey(MonthlyReport, on_delete=models.CASCADE, related_name="readings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()  # Of the version.
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "person"], name="read_once")]

    def __str__(self):
        return f"{self.person_id} read {self.report_id}"
