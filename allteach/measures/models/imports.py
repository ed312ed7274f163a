"""Files of values: each file sent, how its columns are read, and every value in it before it counts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allteach.measures.models.measures import PERIOD_KINDS, Measure
from allteach.measures.models.values import TeamMeasure
from allteach.people.models import Person
from allteach.spaces.models import Space


class ValueImportQuerySet(models.QuerySet):
    """Files of values."""

    def visible_to(self, person):
        """Those of spaces whose own affairs the person sees: a file holds what others may not know."""
        return self.filter(space__in=person.standing.inside)


class ValueImport(models.Model):
    """One file of values on its way: sent, read, mapped, checked, then taken over or left."""

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        MAPPING = "mapping", _("Waits for what its columns mean")
        CHECKING = "checking", _("Being checked")
        ASKING = "asking", _("Waits for answers")
        CHECKED = "checked", _("Checked, not taken over yet")
        TAKING = "taking", _("Being taken over")
        TAKEN = "taken", _("Taken over")
        TAKING_BACK = "taking_back", _("Being taken back")
        TAKEN_BACK = "taken_back", _("Taken back")
        REFUSED = "refused", _("Not read")
        LEFT = "left", _("Left")

    class Mode(models.TextChoices):
        ALL_OR_NOTHING = "all_or_nothing", _("All or nothing")
        VALID_ONLY = "valid_only", _("Only what is right")

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="value_imports")
    file_name = models.CharField(_("file"), max_length=200)
    folder = models.CharField(max_length=80)  # Under UPLOADS; gone when the import has ended.
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(default=0)
    sheet = models.CharField(_("sheet"), max_length=200, blank=True)
    fingerprint = models.CharField(max_length=16, blank=True)
    mapping = models.JSONField(default=dict)
    questions = models.JSONField(default=list)
    has_been_looked_through = models.BooleanField(default=False)  # Somebody says that it names no patient.
    new_teams = models.JSONField(default=list)  # Names of teams that are to be made.
    new_teams_ground = models.CharField(_("on what ground"), max_length=300, blank=True)
    new_teams_are_named = models.BooleanField(default=False)
    made_teams = models.JSONField(default=list)  # Ids of teams that were made.
    edition = models.PositiveIntegerField(default=0)  # One more with every check: staged values of others are old.
    counts = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=State.choices, default=State.READING)
    words = models.CharField(max_length=1000, blank=True)  # Why it was refused, or went no further.
    mode = models.CharField(max_length=15, choices=Mode.choices, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    taken_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = ValueImportQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        indexes = [models.Index(fields=["by", "at"], name="import_by_person")]

    def __str__(self):
        return self.file_name

    @property
    def source_key(self) -> str:
        """What its measurements carry, so that they can be taken back."""
        return f"import:{self.pk}"


class ImportMapping(models.Model):
    """What the columns of files with one header mean in a space: said once, used for the next such file."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="import_mappings")
    fingerprint = models.CharField(max_length=16)
    mapping = models.JSONField(default=dict)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "fingerprint"], name="one_mapping_for_a_header")]

    def __str__(self):
        return f"{self.space_id}: {self.fingerprint}"


class StagedValue(models.Model):
    """One value of a file, read and judged, before it counts. `number` is its place among the file's values."""

    class Verdict(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Replaces what is there")
        SAME = "same", _("There already")
        NOTHING = "nothing", _("Nothing reported")
        REFUSED = "refused", _("Refused")

    value_import = models.ForeignKey(ValueImport, on_delete=models.CASCADE, related_name="staged")
    edition = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    line = models.PositiveIntegerField()
    team_key = models.CharField(max_length=200, blank=True)
    team = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    team_measure = models.ForeignKey(TeamMeasure, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    period_start = models.DateField(null=True)
    period_kind = models.CharField(max_length=10, choices=PERIOD_KINDS, blank=True)
    stratum = models.CharField(max_length=60, blank=True)
    numerator = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    is_suppressed_at_source = models.BooleanField(default=False)
    remark = models.CharField(max_length=500, blank=True)
    seen_version = models.PositiveIntegerField(default=0)  # Of the measurement it was compared with; 0: there was none.
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    words = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["value_import", "edition", "number"], name="a_value_is_staged_once")
        ]
        indexes = [
            models.Index(
                fields=["value_import", "edition", "number"], condition=Q(verdict="refused"), name="staged_and_refused"
            )
        ]

    def __str__(self):
        return f"line {self.line}: {self.verdict}"
