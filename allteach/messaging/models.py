"""What people are told: which events were seen to, each mail that is owed, and who wants none of a kind."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allteach.core.models import Event
from allteach.people.models import Person


class Noticed(models.Model):
    """An event whose mails are written: events themselves never change."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, related_name="noticed")
    at = models.DateTimeField()

    def __str__(self):
        return str(self.event_id)


class Message(models.Model):
    """One mail that is owed to one reader. What it says is made when it is sent, from what it is about.

    Of one kind, about one thing, for one period, a reader is owed one mail: the table refuses a second.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("On its way")
        SENT = "sent", _("Sent")
        DROPPED = "dropped", _("Not needed any more")
        FAILED = "failed", _("Could not be delivered")
        UNCERTAIN = "uncertain", _("May or may not have arrived")

    letter = models.CharField(max_length=40)  # A key of LETTERS.
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    reader = models.CharField(max_length=80)  # "person:12", or "invited:12" for whoever is no person here yet.
    about = models.CharField(max_length=80)  # Such as "spaces.invitation:12".
    period = models.CharField(max_length=40, blank=True)  # The event's number, or the day of a reminder.
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=80, blank=True)  # Why it failed: a code of the mail server, never its words.
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "reader", "about", "period"], name="one_mail_of_a_kind"),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="message_waiting", condition=Q(state__in=["waiting", "sending"])),
            models.Index(fields=["about"], name="message_by_about"),
        ]

    def __str__(self):
        return f"{self.letter} to {self.reader} ({self.state})"


class Preference(models.Model):
    """A kind of mail that a person does not want, or wants again."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="preferences")
    letter = models.CharField(max_length=40)
    wants = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "letter"], name="one_preference")]

    def __str__(self):
        return f"{self.person}: {self.letter} {self.wants}"
