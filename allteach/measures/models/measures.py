"""What is measured, and its versioned operational definition."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from allteach.collaboratives.models import Goal
from allteach.measures.kinds import KINDS, Kind
from allteach.people.models import Person
from allteach.spaces.models import Space, Subject, SubjectQuerySet

PERIOD_KINDS = [("day", _("Day")), ("week", _("Week")), ("month", _("Month")), ("quarter", _("Quarter"))]


class Measure(Subject):
    """What is measured. Its operational definition is versioned: `current` is the one in force.

    A core measure stands in the collaborative, a team's own in the team: `space` says which.
    """

    class Scope(models.TextChoices):
        CORE_REQUIRED = "core_required", _("Every team reports it")
        CORE_OPTIONAL = "core_optional", _("Teams may choose it")
        OWN = "own", _("One team's own")

    class Type(models.TextChoices):
        OUTCOME = "outcome", _("Outcome")
        PROCESS = "process", _("Process")
        BALANCING = "balancing", _("Balancing")
        STRUCTURE = "structure", _("Structure")
        EXPERIENCE = "experience", _("Experience")
        PATIENT_REPORTED = "patient_reported", _("Patient-reported outcome")
        REACH = "reach", _("Reach")
        COST = "cost", _("Cost")

    subject_ptr = models.OneToOneField(
        Subject, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_measure"
    )
    slug = models.SlugField(_("address"), max_length=80)
    in_space = models.ForeignKey(
        Space, on_delete=models.PROTECT, related_name="+"
    )  # The Subject's space, for the constraint.
    code = models.CharField(_("code"), max_length=40, blank=True)
    scope = models.CharField(max_length=15, choices=Scope.choices, default=Scope.CORE_REQUIRED)
    measure_type = models.CharField(_("type"), max_length=20, choices=Type.choices, default=Type.PROCESS)
    kind_key = models.CharField(_("kind"), max_length=20, choices=[(kind.key, kind.name) for kind in KINDS.values()])
    period_kind = models.CharField(_("how often"), max_length=10, choices=PERIOD_KINDS, default="month")
    due_day = models.PositiveSmallIntegerField(_("due how many days after the period ends"), default=10)
    counts_people = models.BooleanField(_("counts people"), default=True)
    position = models.PositiveSmallIntegerField(default=0)
    goal = models.OneToOneField(Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="measure")
    current = models.ForeignKey("Definition", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    retired_on = models.DateField(null=True, blank=True)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=["in_space", "slug"], name="one_measure_at_an_address")]

    @property
    def form(self) -> Kind:
        """What it asks for and how it is drawn: a row of KINDS."""
        return KINDS[self.kind_key]


class Definition(models.Model):
    """One version of a measure's operational definition. Never changed: a new version starts a new phase."""

    class Direction(models.TextChoices):
        UP = "up", _("Higher is better")
        DOWN = "down", _("Lower is better")
        NONE = "none", _("Neither: it should stay where it is")

    class Sampling(models.TextChoices):
        ALL = "all", _("Everybody")
        RANDOM = "random", _("A random sample")
        SYSTEMATIC = "systematic", _("Every so many")
        CONSECUTIVE = "consecutive", _("The next ones in a row")

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="definitions")
    number = models.PositiveSmallIntegerField(default=1)
    effective_from = models.DateField(_("in force from"), null=True, blank=True)  # None: from the beginning.
    change_reason = models.CharField(_("what changed, and why"), max_length=500, blank=True)
    name = models.CharField(_("name"), max_length=120)
    plain_name = models.CharField(_("name in plain words"), max_length=200)
    rationale = models.TextField(_("why it matters"), blank=True)
    numerator_definition = models.TextField(_("what is counted"), blank=True)
    denominator_definition = models.TextField(_("out of whom, or what"), blank=True)
    inclusion = models.TextField(_("who is included"), blank=True)
    exclusion = models.TextField(_("who is left out"), blank=True)
    look_back = models.CharField(_("looking back over"), max_length=200, blank=True)
    data_source = models.CharField(_("where the numbers come from"), max_length=300, blank=True)
    how_to_extract = models.TextField(_("how to get them"), blank=True)
    sampling = models.CharField(_("who is looked at"), max_length=15, choices=Sampling.choices, default=Sampling.ALL)
    sample_size = models.PositiveIntegerField(_("how many each period"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    per = models.PositiveIntegerField(_("for each"), default=1)
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=0)
    direction = models.CharField(
        _("which way is better"), max_length=10, choices=Direction.choices, default=Direction.UP
    )
    benchmark = models.DecimalField(_("benchmark"), max_digits=14, decimal_places=4, null=True, blank=True)
    benchmark_source = models.CharField(_("whose benchmark"), max_length=200, blank=True)
    chart = models.CharField(_("chart"), max_length=10, blank=True)  # Empty: the kind's own.
    rules = models.CharField(_("rules for signals"), max_length=30, default="anhoej")
    screens_moving_ranges = models.BooleanField(_("leave out freak moving ranges"), default=True)
    uses_rounded_constant = models.BooleanField(_("2.66 instead of 3/1.128"), default=False)
    trend_points = models.PositiveSmallIntegerField(_("points that make a trend"), null=True, blank=True)
    least_value = models.DecimalField(
        _("least value that can be"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    most_value = models.DecimalField(
        _("largest value that can be"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    asks_beyond = models.DecimalField(
        _("ask when it moves by more than"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    strata = models.JSONField(default=list, blank=True)  # Names of agreed groups, each with its own row of values.
    known_weaknesses = models.TextField(_("what is weak about it"), blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["measure", "number"], name="one_definition_of_a_number")]

    def __str__(self):
        return f"{self.name}, version {self.number}"
