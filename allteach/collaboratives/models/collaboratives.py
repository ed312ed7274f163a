"""What only collaboratives ask: goals with their targets, and a team's profile."""

from datetime import time

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allteach.people.models import Person
from allteach.spaces.models import Space, Subject, SubjectQuerySet


class Goal(models.Model):
    """One line of the charter's table of goals. A measure points here: the table is the measures and their targets."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="goals")
    words = models.CharField(_("goal"), max_length=200)
    baseline = models.DecimalField(_("where we begin"), max_digits=14, decimal_places=4, null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self):
        return self.words


class Target(models.Model):
    """What a goal asks for, from a date on: targets may change, and charts show each where it held."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="targets")
    value = models.DecimalField(_("target"), max_digits=14, decimal_places=4)
    stretch = models.DecimalField(_("stretch target"), max_digits=14, decimal_places=4, null=True, blank=True)
    holds_from = models.DateField(_("holds from"))
    reach_by = models.DateField(_("by when"), null=True, blank=True)

    class Meta:
        ordering = ("holds_from",)
        constraints = [models.UniqueConstraint(fields=["goal", "holds_from"], name="one_target_at_a_time")]

    def __str__(self):
        return f"{self.goal}: {self.value}"


class TeamProfile(models.Model):
    """What a collaborative asks of a team: whom it cares for, where, how large, who sponsors it."""

    team = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="profile")
    population = models.CharField(_("population of focus"), max_length=300, blank=True)
    population_size = models.PositiveIntegerField(_("how many people"), null=True, blank=True)
    region = models.CharField(_("region"), max_length=80, blank=True)
    practice_kind = models.CharField(_("kind of practice"), max_length=80, blank=True)
    sponsor = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    joined_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self):
        return str(self.team)


class Timetable(models.Model):
    """What a director decided about the calendar. The calendar itself is worked out from it, and stored nowhere."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="timetable")
    first_session = models.DateField(_("first day of the first learning session"))
    sessions = models.PositiveSmallIntegerField(_("how many learning sessions"), default=4)
    session_days = models.PositiveSmallIntegerField(_("how many days each"), default=2)
    months = models.PositiveSmallIntegerField(_("how many months to the congress"), default=15)
    due_day = models.PositiveSmallIntegerField(_("reports due how many days after the month"), default=10)
    call_week = models.PositiveSmallIntegerField(_("call in which week of the month"), default=3)
    call_weekday = models.PositiveSmallIntegerField(_("call on which day"), default=2)  # Monday is 0.
    session_from = models.TimeField(_("sessions begin at"), default=time(9))
    session_until = models.TimeField(_("sessions end at"), default=time(16, 30))
    call_from = models.TimeField(_("calls begin at"), default=time(12, 30))
    call_minutes = models.PositiveSmallIntegerField(_("how long a call takes, in minutes"), default=60)
    prework_weeks = models.PositiveSmallIntegerField(_("how many weeks of pre-work"), default=10)
    first_request = models.PositiveSmallIntegerField(_("numbers asked for how many months after it"), default=6)
    last_request = models.PositiveSmallIntegerField(_("and for the last time"), default=12)
    holidays = models.CharField(_("public holidays of"), max_length=10, blank=True)
    moved = models.JSONField(default=dict)  # {key of an entry: the day it was put on}
    version = models.PositiveIntegerField(default=1)

    def __str__(self):
        return f"Calendar of {self.space}"


class DecidedThresholds(models.Model):
    """The thresholds that a collaborative decided otherwise than is usual: see thresholds.py."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="decided_thresholds")
    decided = models.JSONField(default=dict)  # {key of a threshold: the number, in writing}

    def __str__(self):
        return f"Thresholds of {self.space}"


class Charter(Subject):
    """What a collaborative is for and how it works: one for each, in versions."""

    subject_ptr = models.OneToOneField(
        Subject, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_charter"
    )
    collaborative = models.OneToOneField(Space, on_delete=models.PROTECT, related_name="charter")

    objects = SubjectQuerySet.as_manager()


class CharterVersion(models.Model):
    """One version of a charter. A draft is written on; an approved version is frozen, its goals with it."""

    charter = models.ForeignKey(Charter, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    sections = models.JSONField(default=dict)  # {section key: text}
    goals = models.JSONField(default=list)  # The table of goals as it stood when it was approved.
    begins_on = models.DateField(_("begins"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    change_reason = models.CharField(_("what changed, and why"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["charter", "number"], name="one_charter_of_a_number"),
            models.UniqueConstraint(fields=["charter"], condition=Q(approved_at=None), name="one_draft_of_a_charter"),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="charter_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(begins_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("begins_on")),
                name="charter_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.charter}, version {self.number}"
