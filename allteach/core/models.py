"""The event table, the one-time form key, and the record of background work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """Something that happened. Audit, feed and outbox are three readings of this one table.

    Rows are never changed or deleted: triggers on both databases refuse it. References are plain numbers, so that
    the record stands when what it speaks of is gone. `facts` holds ids and numbers; free text only as a digest.
    """

    space = models.BigIntegerField(default=0)  # 0: nobody's space, such as an account's own affairs.
    sequence = models.PositiveBigIntegerField()
    name = models.CharField(max_length=80)
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)  # A person; nobody when the clock did it.
    about = models.CharField(max_length=80)  # Such as "measures.measurement:12".
    subject = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["space", "sequence"], name="one_chain_for_each_space")]
        indexes = [
            models.Index(fields=["name", "id"], name="event_by_name"),
            models.Index(fields=["about"], name="event_by_about"),
            models.Index(fields=["subject"], name="event_by_subject"),
            models.Index(fields=["by", "id"], name="event_by_person"),
        ]

    def __str__(self):
        return f"{self.name} {self.about}"


class ChainHead(models.Model):
    """The end of one space's chain of events. Its row is locked while an event is added: without, a chain forks."""

    space = models.BigIntegerField(primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    def __str__(self):
        return f"{self.space}: {self.sequence}"


class FormKey(models.Model):
    """A one-time key of a creating form. The same form sent twice makes one thing: the second finds the key used."""

    key = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField()
    made = models.CharField(max_length=200, blank=True)  # Where the first sending led.

    def __str__(self):
        return self.key


class Work(models.Model):
    """What a background task is doing: its heartbeat, its attempts and how far it is.

    The task library marks a task as running and never looks again; this row tells whether somebody still is at it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    key = models.CharField(max_length=120, unique=True)  # The effect: asking twice for the same work is asking once.
    task = models.CharField(max_length=120)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    worker = models.CharField(max_length=80, blank=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="work_waiting")]

    def __str__(self):
        return f"{self.task} ({self.state})"


class Worker(models.Model):
    """A worker that was seen, and when last: readiness asks for it."""

    name = models.CharField(max_length=80, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self):
        return self.name
