"""What a team has set out to improve, in versions, and who agreed to it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from allteach.measures.models import Measure
from allteach.people.models import Person
from allteach.spaces.models import Space, Subject, SubjectQuerySet
from allteach.spaces.roles import Perspective


class Aim(Subject):
    """A team's aim. What it says is versioned: `current` is the version in force."""

    subject_ptr = models.OneToOneField(
        Subject, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_aim"
    )
    team = models.OneToOneField(Space, on_delete=models.PROTECT, related_name="aim")
    current = models.ForeignKey("AimVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SubjectQuerySet.as_manager()


class AimVersion(models.Model):
    """One wording of an aim. Never changed: a new wording is a new version, with the reason for it."""

    aim = models.ForeignKey(Aim, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    what_improves = models.CharField(_("what will improve"), max_length=200)
    for_whom = models.CharField(_("for whom"), max_length=200, blank=True)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    baseline_value = models.DecimalField(_("from"), max_digits=14, decimal_places=4, null=True, blank=True)
    target_value = models.DecimalField(_("to"), max_digits=14, decimal_places=4)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    by_when = models.DateField(_("by when"))
    why_it_matters = models.TextField(_("why it matters to patients"), blank=True)
    boundaries = models.TextField(_("what is in, and what is not"), blank=True)
    equity_clause = models.TextField(_("which gap must not widen, or should narrow"), blank=True)
    change_reason = models.CharField(_("what changed, and why"), max_length=500, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["aim", "number"], name="one_aim_version_of_a_number")]

    def __str__(self):
        return f"{self.what_improves}, version {self.number}"


class AimAgreement(models.Model):
    """Somebody agreed to one version of an aim, from their perspective; doubts may stand beside the agreement."""

    version = models.ForeignKey(AimVersion, on_delete=models.CASCADE, related_name="agreements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    perspective = models.CharField(_("speaking as"), max_length=20, choices=Perspective.choices, blank=True)
    dissent = models.TextField(_("what I see differently"), blank=True)
    agreed_on = models.DateField()

    class Meta:
        ordering = ("agreed_on", "pk")
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="one_agreement_to_an_aim")]

    def __str__(self):
        return f"{self.person} agreed to {self.version}"
