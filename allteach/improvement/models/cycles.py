"""Tests of change: the cycle, its predictions, and the ramp that cycles on one change climb."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allteach.improvement.models.ideas import CareElement, ChangeIdea
from allteach.improvement.scales import SCALES
from allteach.improvement.stages import OPEN, STAGES, Stage
from allteach.measures.models import TeamMeasure
from allteach.people.models import Person
from allteach.spaces.models import Space, Subject, SubjectQuerySet

FROM_ONE_TO_FIVE = [(number, str(number)) for number in range(1, 6)]


class Ramp(models.Model):
    """A series of tests of one change, each learning from the one before."""

    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="ramps")
    title = models.CharField(_("the change"), max_length=200)
    slug = models.SlugField(_("address"), max_length=80)
    change_idea = models.ForeignKey(ChangeIdea, on_delete=models.PROTECT, null=True, blank=True, related_name="ramps")

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["team", "slug"], name="one_ramp_at_an_address")]

    def __str__(self):
        return self.title


class CycleQuerySet(SubjectQuerySet):
    """Cycles, and what is told with them."""

    def with_names(self):
        """With team, ramp, idea, owner and what came before: no more queries for names."""
        return self.select_related("team", "team__parent", "ramp", "change_idea", "owner", "previous", "begun_by")

    def with_predictions(self):
        """With every prediction, in one more query however many cycles."""
        return self.prefetch_related("predictions")

    def open(self):
        """Those in which something is still to be done."""
        return self.filter(state__in=OPEN)


class Cycle(Subject):
    """One test of a change: planned with a prediction, done, studied against it, and decided upon.

    `number` counts the team's cycles and is the address; `step` counts within the ramp and is what people say.
    """

    class Purpose(models.TextChoices):
        LEARN = "learn", _("To learn how it is now")
        TEST = "test", _("To test a change")
        IMPLEMENT = "implement", _("To make it how we work")
        SPREAD = "spread", _("To carry it elsewhere")

    class Risk(models.TextChoices):
        LOW = "low", _("Little")
        MEDIUM = "medium", _("Some")
        HIGH = "high", _("Much")

    class Ethics(models.TextChoices):
        ROUTINE_IMPROVEMENT = "routine_improvement", _("Routine improvement")
        NEEDS_ADVICE = "needs_advice", _("We need advice first")
        RESEARCH = "research", _("This is research")

    class AsPlanned(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")

    class Decision(models.TextChoices):
        ADAPT = "adapt", _("Adapt")
        ADOPT = "adopt", _("Adopt")
        ABANDON = "abandon", _("Abandon")
        REPEAT = "repeat", _("Repeat")

    subject_ptr = models.OneToOneField(
        Subject, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_cycle"
    )
    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="cycles")
    number = models.PositiveIntegerField()
    ramp = models.ForeignKey(Ramp, on_delete=models.PROTECT, related_name="cycles")
    step = models.PositiveSmallIntegerField(default=1)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followers")
    change_idea = models.ForeignKey(ChangeIdea, on_delete=models.PROTECT, null=True, blank=True, related_name="cycles")
    care_element = models.CharField(
        _("what part of care it touches"), max_length=30, choices=CareElement.choices, blank=True
    )
    helpers = models.ManyToManyField(Person, blank=True, related_name="+")
    charts = models.ManyToManyField(TeamMeasure, blank=True, related_name="cycles")
    has_partner = models.BooleanField(_("a patient partner takes part"), default=False)
    partner_part = models.CharField(_("how the patient partner takes part"), max_length=300, blank=True)

    # Plan.
    purpose = models.CharField(_("what it is for"), max_length=15, choices=Purpose.choices, default=Purpose.TEST)
    scale = models.CharField(
        _("how large"), max_length=20, choices=[(scale.key, scale.name) for scale in SCALES.values()], blank=True
    )
    belief = models.PositiveSmallIntegerField(
        _("how sure are you that it will help?"), choices=FROM_ONE_TO_FIVE, null=True, blank=True
    )
    risk = models.CharField(_("how much would it matter if it went wrong?"), max_length=10, choices=Risk, blank=True)
    readiness = models.PositiveSmallIntegerField(
        _("how ready are people?"), choices=FROM_ONE_TO_FIVE, null=True, blank=True
    )
    objective = models.TextField(_("what do you want to learn?"), blank=True)
    who = models.CharField(_("who does it"), max_length=300, blank=True)
    what = models.TextField(_("what exactly will be done"), blank=True)
    where = models.CharField(_("where"), max_length=300, blank=True)
    planned_start_on = models.DateField(_("when will you begin?"), null=True, blank=True)
    planned_end_on = models.DateField(_("when will you know?"), null=True, blank=True)
    data_plan = models.TextField(_("what you will count, how, who and when"), blank=True)
    data_form_link = models.URLField(_("address of the form you use"), max_length=300, blank=True)
    ethics = models.CharField(
        _("is this routine improvement?"), max_length=20, choices=Ethics, default=Ethics.ROUTINE_IMPROVEMENT
    )

    # Do.
    begun_at = models.DateTimeField(null=True, blank=True)  # From here on, predictions are locked.
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("to"), null=True, blank=True)
    as_planned = models.CharField(_("did it go as planned?"), max_length=10, choices=AsPlanned, blank=True)
    observations = models.TextField(_("what did you see?"), blank=True)
    unexpected = models.TextField(_("what surprised you?"), blank=True)
    data_collected = models.TextField(_("what did you count?"), blank=True)

    # Study.
    results_summary = models.TextField(_("what happened, in short?"), blank=True)
    what_we_learned = models.TextField(_("what did you learn?"), blank=True)
    what_patients_said = models.TextField(_("what did patients say?"), blank=True)
    measure_effect = models.TextField(_("what did the chart show?"), blank=True)

    # Act.
    decision = models.CharField(_("what comes next?"), max_length=10, choices=Decision, blank=True)
    rationale = models.TextField(_("why?"), blank=True)
    implementation_plan = models.TextField(_("how it becomes the way you work"), blank=True)
    lesson = models.TextField(_("what should other teams know?"), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    stopped_reason = models.TextField(_("why did you stop?"), blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["team", "number"], name="one_cycle_of_a_number"),
            models.UniqueConstraint(fields=["ramp", "step"], name="one_cycle_on_a_step"),
            models.CheckConstraint(
                condition=Q(begun_at=None, begun_by=None) | Q(begun_at__isnull=False, begun_by__isnull=False),
                name="cycle_begun_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, decision="")
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decision=""),
                name="cycle_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at=None, stopped_by=None) | Q(stopped_at__isnull=False, stopped_by__isnull=False),
                name="cycle_stopped_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(started_on__lte=F("ended_on")), name="cycle_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(begun_at=None) | Q(started_on__isnull=False), name="cycle_begun_on_a_day"
            ),
        ]

    @property
    def stage(self) -> Stage:
        """Where it stands: a row of STAGES."""
        return STAGES[self.state]

    @property
    def is_begun(self) -> bool:
        """Whether the test itself has begun: predictions are locked, and it stands on the charts."""
        return self.begun_at is not None


class Prediction(models.Model):
    """One question of a test, what the team expected, and how it came out."""

    class Outcome(models.TextChoices):
        AS_PREDICTED = "as_predicted", _("As predicted")
        BETTER = "better", _("Better")
        WORSE = "worse", _("Worse")
        UNCLEAR = "unclear", _("Unclear")

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="predictions")
    position = models.PositiveSmallIntegerField(default=1)
    question = models.CharField(_("question"), max_length=300, blank=True)
    prediction = models.CharField(_("what do you think will happen?"), max_length=500, blank=True)
    because = models.CharField(_("because"), max_length=500, blank=True)
    written_at = models.DateTimeField()
    outcome = models.CharField(_("compared with the prediction"), max_length=15, choices=Outcome, blank=True)
    happened = models.CharField(_("what happened"), max_length=300, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["cycle", "position"], name="one_prediction_at_a_position")]

    def __str__(self):
        return self.prediction or self.question
