"""What people are told: which events were seen to, each mail that is owed, and how often people want which kind."""

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
        GATHERED = "gathered", _("Told in the weekly letter")

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
    # From here on the server may have it: written before its text goes out. Empty in an attempt that got no further.
    handed_at = models.DateTimeField(null=True, blank=True)
    doubts = models.PositiveSmallIntegerField(default=0)  # How often nobody could know whether it arrived.
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


class Pace(models.TextChoices):
    """How often somebody wants to hear of one kind of thing."""

    NOW = "now", _("As it happens")
    WEEKLY = "weekly", _("Once a week")
    MONTHLY = "monthly", _("Once a month")
    NEVER = "never", _("Never")


class Preference(models.Model):
    """How often a person wants one kind of mail, where they said so."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="preferences")
    letter = models.CharField(max_length=40)
    pace = models.CharField(max_length=10, choices=Pace.choices, default=Pace.NOW)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "letter"], name="one_preference")]

    def __str__(self):
        return f"{self.person}: {self.letter} {self.pace}"


class Weekday(models.IntegerChoices):
    """The days of a week, counted from Monday."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class LetterDay(models.Model):
    """When a person's weekly letter comes, by their own clock, where they said so."""

    USUAL_WEEKDAY = Weekday.MONDAY
    USUAL_HOUR = 8

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="letter_day")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices, default=USUAL_WEEKDAY)
    hour = models.PositiveSmallIntegerField(default=USUAL_HOUR)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="letter_on_a_day_of_the_week"),
            models.CheckConstraint(condition=Q(hour__gte=7, hour__lte=20), name="letter_by_day"),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_weekday_display()}, {self.hour}"


class RefusedAddress(models.Model):
    """An address of which a mail server said that it never will take mail for it. Kept as a fingerprint only.

    No mail goes there until one that its reader asked for, such as a code, is taken, or staff let it be tried again.
    """

    digest = models.CharField(max_length=64, unique=True)
    code = models.PositiveSmallIntegerField()  # With which the server refused.
    refused_at = models.DateTimeField()

    def __str__(self):
        return f"{self.digest[:8]} ({self.code})"
