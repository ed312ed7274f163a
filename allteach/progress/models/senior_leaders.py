"""The page a team writes for its sponsor, what the sponsor answers, and the link that leads there."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allteach.core.periods import Period
from allteach.people.models import Person
from allteach.progress.models.reports import MonthlyReportQuerySet
from allteach.spaces.models import Space, Subject


class SeniorLeaderReport(Subject):
    """One page for the sponsor about one month. What the record tells is kept when it is sent."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SENT = "sent", _("Sent")

    subject_ptr = models.OneToOneField(
        Subject, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_senior_leader_report"
    )
    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="senior_leader_reports")
    month = models.DateField()  # Its first day.
    partner_view = models.CharField(_("what your patient partners say, in one line"), max_length=300, blank=True)
    barrier = models.TextField(_("what is in the way most"), blank=True)
    decision_wanted = models.TextField(_("the decision you want from your sponsor"), blank=True)
    strategic_link = models.CharField(_("which goal of the organisation it serves"), max_length=300, blank=True)
    money = models.CharField(_("time and money used"), max_length=300, blank=True)
    risk = models.CharField(_("what could go wrong"), max_length=300, blank=True)
    benefit = models.CharField(_("what it is worth"), max_length=300, blank=True)
    meets_on = models.DateField(_("when you next meet your sponsor"), null=True, blank=True)
    told = models.JSONField(default=dict)  # What the record told when it was sent; empty while it is a draft.
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = MonthlyReportQuerySet.as_manager()

    class Meta:
        ordering = ("month", "pk")
        constraints = [
            models.UniqueConstraint(fields=["team", "month"], name="one_page_for_the_sponsor_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="page_of_a_whole_month"),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by=None) | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="page_sent_by_somebody",
            ),
        ]

    @property
    def period(self) -> Period:
        """The month."""
        return Period(self.month, "month")


class BarrierAction(models.Model):
    """What a team asks its sponsor to remove, what the sponsor answered, and whether it is gone."""

    class Answer(models.TextChoices):
        WILL_DO = "will_do", _("I will do this")
        CANNOT = "cannot", _("I cannot, and this is why")
        NEED_MORE = "need_more", _("I need to know more first")

    report = models.OneToOneField(SeniorLeaderReport, on_delete=models.CASCADE, related_name="barrier_action")
    barrier = models.TextField()  # As it was sent.
    decision_wanted = models.TextField(blank=True)
    answer = models.CharField(_("your answer"), max_length=10, choices=Answer, blank=True)
    words = models.TextField(_("in your words"), blank=True)
    by_when = models.DateField(_("by when"), null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    removed_on = models.DateField(_("gone since"), null=True, blank=True)
    removed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="barrier_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(removed_on=None, removed_by=None) | Q(removed_on__isnull=False, removed_by__isnull=False),
                name="barrier_removed_by_somebody",
            ),
        ]

    def __str__(self):
        return f"Barrier of {self.report_id}"


class SponsorLink(models.Model):
    """A link that shows one page for the sponsor to one sponsor, without a password, for some weeks."""

    report = models.ForeignKey(SeniorLeaderReport, on_delete=models.CASCADE, related_name="links")
    sponsor = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)  # Of the secret in the link, which is kept nowhere.
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "sponsor"], condition=Q(ended_at=None), name="one_open_link_for_a_sponsor"
            )
        ]

    def __str__(self):
        return f"Link of {self.report_id} for {self.sponsor_id}"

    @property
    def is_open(self) -> bool:
        """Whether it is neither ended nor too old. Whether the sponsor still is one, `sponsor_link_with` asks."""
        return self.ended_at is None and self.expires_at > timezone.now()
