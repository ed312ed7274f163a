"""How a patient goes through the practice, step by step, as the team found it when it walked the way itself."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from allteach.people.models import Person
from allteach.spaces.models import Space, Subject, SubjectQuerySet


class ProcessMap(Subject):
    """A team's map of one process. What it shows is versioned: `current` is the version in force."""

    class Shows(models.TextChoices):
        NOW = "now", _("As it is now")
        WISHED = "wished", _("As it should be")

    subject_ptr = models.OneToOneField(
        Subject, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_process_map"
    )
    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="process_maps")
    shows = models.CharField(max_length=10, choices=Shows.choices, default=Shows.NOW)
    current = models.ForeignKey("ProcessMapVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SubjectQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "shows"], name="one_process_map_of_a_sort")]


class ProcessMapVersion(models.Model):
    """A process map as it was drawn on a day. Never changed: drawn anew, it is a new version."""

    process_map = models.ForeignKey(ProcessMap, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("which way do you follow?"), max_length=160)
    walked_on = models.DateField(_("on which day did you walk it?"), null=True, blank=True)
    is_walked_with_patient = models.BooleanField(_("a patient walked it with us"), default=False)
    notes = models.TextField(_("what you noticed on the way"), blank=True, max_length=4000)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["process_map", "number"], name="one_map_version_of_a_number")]

    def __str__(self):
        return f"{self.name}, version {self.number}"


class ProcessStep(models.Model):
    """One step of one version of a process map, in its order."""

    class Kind(models.TextChoices):
        STEP = "step", _("A step")
        START = "start", _("Where it begins")
        DECISION = "decision", _("A decision")
        HANDOFF = "handoff", _("Handed to somebody else")
        WAIT = "wait", _("A wait")
        END = "end", _("Where it ends")

    version = models.ForeignKey(ProcessMapVersion, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("what kind of step"), max_length=10, choices=Kind.choices, default=Kind.STEP)
    words = models.CharField(_("what happens"), max_length=160)
    who = models.CharField(_("who does it"), max_length=80, blank=True)
    minutes = models.PositiveIntegerField(_("minutes it takes"), null=True, blank=True)
    wait_minutes = models.PositiveIntegerField(_("minutes of waiting before it"), null=True, blank=True)
    otherwise = models.CharField(_("if not: what then"), max_length=160, blank=True)
    goes_wrong = models.CharField(_("what goes wrong here"), max_length=300, blank=True)
    fails_of_hundred = models.PositiveSmallIntegerField(
        _("how often, of 100 times"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    feels_like = models.CharField(_("how it feels to a patient"), max_length=300, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="one_step_at_a_place")]

    def __str__(self):
        return self.words
