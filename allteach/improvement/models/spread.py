"""How a change spreads: the plan, the units it shall reach, and the days on which each went a step."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allteach.improvement.models.ideas import ChangeIdea
from allteach.improvement.models.kept import ImplementedChange
from allteach.improvement.spreading import Curve, Phase, UnitState
from allteach.measures.models import TeamMeasure
from allteach.people.models import Person
from allteach.spaces.models import Space, Subject, SubjectQuerySet

LONG = 4000


class SpreadPlan(Subject):
    """A team's plan to let a change reach everybody it is for. The key of its state is one of Status."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PROPOSED = "proposed", _("Waits for approval")
        APPROVED = "approved", _("Approved")

    subject_ptr = models.OneToOneField(
        Subject, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_spread_plan"
    )
    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="spread_plans")
    number = models.PositiveIntegerField()
    change_idea = models.ForeignKey(
        ChangeIdea, on_delete=models.PROTECT, null=True, blank=True, related_name="spread_plans"
    )
    kept_change = models.ForeignKey(
        ImplementedChange, on_delete=models.PROTECT, null=True, blank=True, related_name="spread_plans"
    )
    phase = models.CharField(_("how far is it?"), max_length=12, choices=Phase.choices, default=Phase.PLANNING)
    unit_word = models.CharField(_("of what"), max_length=60)  # Such as "clinicians".
    units_in_all = models.PositiveSmallIntegerField(_("how many are there in all"))
    aim_units = models.PositiveSmallIntegerField(_("how many shall work this way"))
    starts_on = models.DateField(_("from when"))
    reach_by = models.DateField(_("by when"))
    curve = models.CharField(
        _("at which pace do you plan?"), max_length=12, choices=Curve.choices, default=Curve.SLOW_START
    )
    charts = models.ManyToManyField(TeamMeasure, related_name="spread_plans", blank=True)

    executive_sponsor = models.CharField(_("which post stands behind it"), max_length=160, blank=True)
    day_to_day_leader = models.CharField(_("which post looks after it every day"), max_length=160, blank=True)
    priority_link = models.TextField(_("why it matters to those who lead"), blank=True, max_length=LONG)
    target_units = models.TextField(_("whom it shall reach"), blank=True, max_length=LONG)
    spread_aim = models.TextField(_("what is reached when it is done"), blank=True, max_length=LONG)
    waves = models.TextField(_("in which order"), blank=True, max_length=LONG)
    infrastructure_changes = models.TextField(_("what has to be in place"), blank=True, max_length=LONG)
    change_package_version = models.CharField(_("what exactly spreads"), max_length=300, blank=True)
    core_components = models.TextField(_("what must stay as it is"), blank=True, max_length=LONG)
    adaptable_parts = models.TextField(_("what each may adapt"), blank=True, max_length=LONG)
    case_for_change = models.TextField(_("how we know that it helps"), blank=True, max_length=LONG)
    messages = models.TextField(_("what we will say"), blank=True, max_length=LONG)
    channels = models.TextField(_("by which ways"), blank=True, max_length=LONG)
    messengers = models.TextField(_("who says it"), blank=True, max_length=LONG)
    opinion_leaders = models.TextField(_("whom others ask"), blank=True, max_length=LONG)
    adopter_map = models.TextField(_("who goes first, and who will wait and see"), blank=True, max_length=LONG)
    peer_support = models.TextField(_("who helps while it is new"), blank=True, max_length=LONG)
    learning_capture = models.TextField(_("how we keep what each learns"), blank=True, max_length=LONG)
    faq_link = models.CharField(_("where questions are answered"), max_length=500, blank=True)
    adoption_measure = models.TextField(_("how we see who works this way"), blank=True, max_length=LONG)
    outcome_measures = models.TextField(_("how we see whether it helps there too"), blank=True, max_length=LONG)
    review_dates = models.TextField(_("when we look"), blank=True, max_length=LONG)

    proposed_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SubjectQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["team", "number"], name="one_spread_plan_of_a_number"),
            models.CheckConstraint(condition=Q(aim_units__lte=F("units_in_all")), name="spread_aim_within_all"),
            models.CheckConstraint(condition=Q(reach_by__gt=F("starts_on")), name="spread_begins_before_it_ends"),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None) | Q(approved_at__isnull=False),
                name="spread_approved_on_a_day",
            ),
        ]


class SpreadUnit(models.Model):
    """One unit that a plan shall reach, named by post or place: "Dr's room 2", "evening nurses", "Elm Street site"."""

    plan = models.ForeignKey(SpreadPlan, on_delete=models.CASCADE, related_name="units")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("post or place"), max_length=120)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_spread_unit_of_a_number"),
            models.UniqueConstraint(fields=["plan", "name"], name="one_spread_unit_of_a_name"),
        ]

    def __str__(self):
        return self.name


class SpreadStep(models.Model):
    """A unit came to stand somewhere on a day. The last step says where it stands now; without one it has not begun."""

    unit = models.ForeignKey(SpreadUnit, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(_("where it stands"), max_length=12, choices=UnitState.choices)
    on = models.DateField(_("since when"))
    reason = models.CharField(_("why, or what was adapted"), max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=UnitState.DECLINED) | ~Q(reason=""), name="declined_for_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.unit}: {self.get_state_display()}"
