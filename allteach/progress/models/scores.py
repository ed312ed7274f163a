"""How far a team is, on the scale: what it says itself, what two scorers say apart, and what they agree on.

Each lies in a table of its own, because each is seen by others: what is not released is in no row that a team can read.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allteach.people.models import Person
from allteach.progress.scale import BY_VALUE
from allteach.spaces.models import Space
from allteach.spaces.roles import Ability, Role


class ScoreField(models.DecimalField):
    """A step of the scale: 0.5 to 5.0, in halves."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_digits", 2)
        kwargs.setdefault("decimal_places", 1)
        super().__init__(*args, **kwargs)


def on_scale(name: str) -> models.CheckConstraint:
    """Only steps of the scale are kept."""
    return models.CheckConstraint(condition=Q(value__in=list(BY_VALUE)), name=name)


def _where(person, ability: Ability) -> list[int]:
    return [space for space, may in person.standing.abilities.items() if ability in may]


def _where_scored(person) -> list[int]:
    """The teams whom this person scores: nobody scores a team in which they hold a role, whatever else they are."""
    own = {membership.space_id for membership in person.standing.memberships}
    return [team for team in _where(person, Ability.SCORE_TEAMS) if team not in own]


class SelfScoreQuerySet(models.QuerySet):
    """How teams score themselves."""

    def visible_to(self, person):
        """The team itself, those who support it and those who lead its collaborative; never another team."""
        return self.filter(team_id__in=_where(person, Ability.READ_REPORTS))

    def of_team(self):
        """What counts as the team's own: the lead's."""
        return self.filter(is_of_team=True)


class SelfScore(models.Model):
    """Where somebody in a team sees it in one month. The lead's counts as the team's; the others show a spread."""

    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="self_scores")
    month = models.DateField()
    value = ScoreField(_("where do you stand?"))
    words = models.CharField(_("what shows it?"), max_length=300, blank=True)
    is_of_team = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SelfScoreQuerySet.as_manager()

    class Meta:
        ordering = ("month", "pk")
        constraints = [
            models.UniqueConstraint(fields=["team", "month", "by"], name="one_self_score_of_a_person"),
            models.UniqueConstraint(
                fields=["team", "month"], condition=Q(is_of_team=True), name="one_self_score_of_a_team"
            ),
            on_scale("self_score_on_scale"),
        ]

    def __str__(self):
        return f"{self.team_id} {self.month:%Y-%m}: {self.value}"


class StaffScoreQuerySet(models.QuerySet):
    """What each of the two scorers said."""

    def visible_to(self, person):
        """One's own; the other's once both are in, and only to those who may score the team."""
        both = (
            StaffScore.objects.filter(team=models.OuterRef("team"), month=models.OuterRef("month"))
            .exclude(seat=models.OuterRef("seat"))
            .order_by()
        )
        return self.filter(team_id__in=_where_scored(person)).filter(Q(by_id=person.pk) | models.Exists(both))


class StaffScore(models.Model):
    """One scorer's own score of a team in one month: unseen by the other until the other's is in, then closed."""

    class Seat(models.TextChoices):
        DIRECTOR = "director", _("Director")
        ADVISER = "improvement_adviser", _("Improvement adviser")

    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="staff_scores")
    month = models.DateField()
    seat = models.CharField(max_length=20, choices=Seat.choices)
    value = ScoreField(_("which step?"))
    words = models.TextField(_("what speaks for it?"), blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = StaffScoreQuerySet.as_manager()

    class Meta:
        ordering = ("month", "seat")
        constraints = [
            models.UniqueConstraint(fields=["team", "month", "seat"], name="one_staff_score_of_a_seat"),
            models.UniqueConstraint(fields=["team", "month", "by"], name="one_staff_score_of_a_person"),
            on_scale("staff_score_on_scale"),
        ]

    def __str__(self):
        return f"{self.team_id} {self.month:%Y-%m}: {self.get_seat_display()}"


SEATS = {Role.DIRECTOR: StaffScore.Seat.DIRECTOR, Role.IMPROVEMENT_ADVISER: StaffScore.Seat.ADVISER}


class AssessmentScoreQuerySet(models.QuerySet):
    """What was agreed."""

    def visible_to(self, person):
        """Once released: the team, those who support it and those who lead its collaborative. Before: the scorers."""
        return self.filter(
            Q(team_id__in=_where_scored(person))
            | Q(team_id__in=_where(person, Ability.READ_REPORTS), released_at__isnull=False)
        )

    def released(self):
        return self.filter(released_at__isnull=False)

    def newest(self):
        """Of each team and month only the last version among these."""
        later = self.filter(
            team=models.OuterRef("team"), month=models.OuterRef("month"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(later.order_by()))


class AssessmentScore(models.Model):
    """The score that both scorers agreed on, with its reasons. Once released, what changes it is a new version."""

    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="assessment_scores")
    month = models.DateField()
    number = models.PositiveSmallIntegerField(default=1)
    value = ScoreField(_("the score you agree on"))
    justification = models.TextField(_("why this score?"), blank=True)
    suggestions = models.TextField(_("what would help the team to the next step?"), blank=True)
    why_lower = models.CharField(_("why lower than before?"), max_length=500, blank=True)
    change_reason = models.CharField(_("what changed, and why"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    agreed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    released_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentScoreQuerySet.as_manager()

    class Meta:
        ordering = ("month", "number")
        constraints = [
            models.UniqueConstraint(fields=["team", "month", "number"], name="one_score_of_a_number"),
            models.CheckConstraint(
                condition=Q(released_at=None, released_by=None)
                | Q(released_at__isnull=False, released_by__isnull=False) & ~Q(justification=""),
                name="score_released_with_its_reasons",
            ),
            on_scale("assessment_score_on_scale"),
        ]

    def __str__(self):
        return f"{self.team_id} {self.month:%Y-%m}, version {self.number}"

    @property
    def is_released(self) -> bool:
        """Whether the team may read it."""
        return self.released_at is not None


class HealthCheck(models.Model):
    """How one of the staff sees the collaborative in one action period: seven things, each from 1 to 5."""

    collaborative = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="health_checks")
    action_period = models.PositiveSmallIntegerField()
    ratings = models.JSONField(default=dict)  # {key of an item: 1 to 5}
    words = models.TextField(_("what should change?"), blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("action_period", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["collaborative", "action_period", "by"], name="one_health_check_of_a_person"
            )
        ]

    def __str__(self):
        return f"{self.collaborative_id}, action period {self.action_period}"
