"""Measures and their definitions, each team's use of them, and every value reported."""

from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from allteach.collaboratives.models import Goal
from allteach.core.periods import Period
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


class TeamMeasureQuerySet(SubjectQuerySet):
    """Team measures, and what they are drawn from."""

    def with_definition(self):
        """With team, measure, definition and goal: no more queries for names."""
        return self.select_related(
            "team", "team__parent", "team__parent__disclosure", "measure", "measure__current", "measure__goal"
        )

    def with_values(self):
        """With every measurement as a model row, in time order: for one team's own pages."""
        return self.with_definition().prefetch_related(
            Prefetch("measurements", Measurement.objects.filter(stratum="").order_by("period_start"))
        )

    def active(self):
        return self.filter(ended_on=None, measure__retired_on=None)


class TeamMeasure(Subject):
    """A team's use of a measure: the chart that everybody talks about."""

    subject_ptr = models.OneToOneField(
        Subject, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_team_measure"
    )
    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="team_measures")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="team_measures")
    ended_on = models.DateField(null=True, blank=True)

    objects = TeamMeasureQuerySet.as_manager()

    class Meta:
        ordering = ("measure__position", "pk")
        constraints = [models.UniqueConstraint(fields=["team", "measure"], name="a_team_uses_a_measure_once")]


class Measurement(models.Model):
    """What one team measured in one period. Missing is no row, never zero."""

    class Source(models.TextChoices):
        TYPED = "typed", _("Typed in")
        FILE = "file", _("From a file")
        PROGRAM = "program", _("From a program")

    class Quality(models.TextChoices):
        FINE = "fine", _("Fine")
        ESTIMATED = "estimated", _("Estimated")
        INCOMPLETE = "incomplete", _("Incomplete")

    team_measure = models.ForeignKey(TeamMeasure, on_delete=models.CASCADE, related_name="measurements")
    period_start = models.DateField()
    period_kind = models.CharField(max_length=10, choices=PERIOD_KINDS, default="month")
    stratum = models.CharField(max_length=60, blank=True)
    numerator = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    is_suppressed_at_source = models.BooleanField(
        default=False
    )  # The file said "<5" or "*": known to be there, unknown how many.
    quality = models.CharField(max_length=12, choices=Quality.choices, default=Quality.FINE)
    remark = models.CharField(_("remark"), max_length=500, blank=True)  # For the team and its coach.
    left_out_reason = models.CharField(_("why it is left out"), max_length=500, blank=True)
    is_left_out = models.BooleanField(default=False)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.TYPED)
    source_key = models.CharField(max_length=60, blank=True)  # Which file, so that one can be taken back.
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team_measure", "period_start", "stratum"], name="one_measurement_a_period"
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(numerator__isnull=False) | Q(is_suppressed_at_source=True),
                name="no_denominator_alone",
            ),
        ]

    def __str__(self):
        return f"{self.team_measure_id} {self.period}"

    @property
    def period(self) -> Period:
        """The period it speaks of."""
        return Period(self.period_start, self.period_kind)


class Revision(models.Model):
    """What a measurement said before it was corrected, and why it was."""

    measurement = models.ForeignKey(Measurement, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    numerator = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    remark = models.CharField(max_length=500, blank=True)
    reason = models.CharField(_("why it was corrected"), max_length=500, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")  # Who corrected it.
    at = models.DateTimeField()

    class Meta:
        ordering = ("version",)
        constraints = [models.UniqueConstraint(fields=["measurement", "version"], name="one_revision_of_a_version")]

    def __str__(self):
        return f"{self.measurement_id}, version {self.version}"


class Sheet(models.Model):
    """One team's grid for one period: what is typed in it so far, and when it was sent.

    `typed` keeps the very text of each cell, right or wrong, so that nothing anybody typed is ever lost.
    """

    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="sheets")
    period_start = models.DateField()
    period_kind = models.CharField(max_length=10, choices=PERIOD_KINDS, default="month")
    typed = models.JSONField(default=dict)  # {team measure id: {field: text}}
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    nothing_because = models.CharField(_("why there is nothing to report"), max_length=300, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "period_start", "period_kind"], name="one_sheet_a_period"),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by=None) | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="sheet_sent_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.team} {self.period}"

    @property
    def period(self) -> Period:
        """The period it is for."""
        return Period(self.period_start, self.period_kind)


class Annotation(models.Model):
    """What was happening, marked on a chart: for one chart, or for every chart of a space."""

    class Kind(models.TextChoices):
        TEST = "test", _("Test of change")
        KEPT = "kept", _("A change that was kept")
        EVENT = "event", _("Event")
        DATA = "data", _("About the data")
        STAFFING = "staffing", _("Staffing")
        OUTSIDE = "outside", _("From outside")

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="annotations")
    team_measure = models.ForeignKey(
        TeamMeasure, on_delete=models.CASCADE, null=True, blank=True, related_name="annotations"
    )
    on = models.DateField(_("when"))
    words = models.CharField(_("what was happening"), max_length=200)
    kind = models.CharField(_("what it is"), max_length=10, choices=Kind.choices, default=Kind.EVENT)
    expected = models.CharField(_("what we expect of it"), max_length=200, blank=True)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    taken_off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("on", "pk")
        indexes = [models.Index(fields=["space", "on"], name="annotation_in_space")]

    def __str__(self):
        return self.words


class Baseline(models.Model):
    """Where a phase of a chart begins, and the points its centre line is computed from. Set by a person, with a reason.

    For one team's chart, or, without a team measure, for the aggregate of all teams.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="baselines")
    team_measure = models.ForeignKey(
        TeamMeasure, on_delete=models.CASCADE, null=True, blank=True, related_name="baselines"
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)  # None: the first phase, from the first point.
    points = models.PositiveSmallIntegerField(
        _("how many points make the baseline"), null=True, blank=True
    )  # None: all.
    words = models.CharField(_("name"), max_length=60, blank=True)
    reason = models.CharField(_("why"), max_length=300)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("starts_on", "pk")

    def __str__(self):
        return self.words or self.reason
