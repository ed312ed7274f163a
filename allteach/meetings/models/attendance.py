"""Who comes, and who came."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allteach.meetings.kinds import Mode
from allteach.meetings.models.meetings import Meeting
from allteach.people.models import Person
from allteach.spaces.models import Space


class AttendanceQuerySet(models.QuerySet):
    """Registrations and attendance."""

    def attended(self):
        return self.filter(state=Attendance.State.ATTENDED)


class Attendance(models.Model):
    """A person at a meeting; without one a guest by name; without either the team itself, at a call's roll call.

    What somebody needs, eats and how they travel is for the organisers alone.
    """

    class State(models.TextChoices):
        REGISTERED = "registered", _("Registered")
        APOLOGIES = "apologies", _("Sent apologies")
        ATTENDED = "attended", _("Was there")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="attendance")
    guest = models.CharField(_("name"), max_length=120, blank=True)
    team = models.ForeignKey(Space, on_delete=models.PROTECT, null=True, blank=True, related_name="attendance")
    state = models.CharField(max_length=12, choices=State.choices, default=State.REGISTERED)
    mode = models.CharField(_("how they take part"), max_length=10, choices=Mode.choices, default=Mode.ON_SITE)
    access_needs = models.CharField(_("what they need in order to take part"), max_length=500, blank=True)
    food = models.CharField(_("food"), max_length=200, blank=True)
    travel = models.CharField(_("travel"), max_length=300, blank=True)
    registered_at = models.DateTimeField(null=True, blank=True)  # Empty for somebody who walked in.
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = [models.Index(fields=["team", "state"], name="attendance_of_team")]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=Q(person__isnull=False), name="a_person_comes_once"
            ),
            models.UniqueConstraint(
                fields=["meeting", "team"], condition=Q(person=None, guest=""), name="a_team_is_called_once"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(guest="") | Q(team__isnull=False),
                name="attendance_is_of_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.person or self.guest or self.team}: {self.get_state_display()}"
