"""Awards that teams were given, and for what somebody put them forward."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allteach.people.models import Person
from allteach.progress.awards import AwardKind
from allteach.spaces.models import Space, Subject, SubjectQuerySet
from allteach.spaces.roles import Ability

LONGEST_WHY = 300


class AwardQuerySet(SubjectQuerySet):
    """Awards, and what is told with them."""

    def standing(self):
        """Those that were not taken back."""
        return self.filter(taken_back_at=None)

    def named_in_public(self):
        """Those that stand, and whose team agreed to be named."""
        return self.standing().filter(shown_at__isnull=False)

    def with_names(self):
        """With the team, its collaborative and what it is for: no more queries for names."""
        return self.select_related("team", "team__parent", "given_by", "points_at")


class Award(Subject):
    """What a team was given at the congress, and why. Everybody in the collaborative sees it as they see the team."""

    subject_ptr = models.OneToOneField(
        Subject, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_award"
    )
    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="awards")
    award = models.CharField(_("award"), max_length=20, choices=AwardKind.choices)
    why = models.CharField(_("why"), max_length=LONGEST_WHY)
    # What shows it: a test that was let go, a change that others took over. All of the collaborative may see it.
    points_at = models.ForeignKey(Subject, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # When the team said that the public may read of it, by name.
    shown_at = models.DateTimeField(null=True, blank=True)
    shown_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_reason = models.CharField(_("why it is taken back"), max_length=LONGEST_WHY, blank=True)

    objects = AwardQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["team", "award"], condition=Q(taken_back_at=None), name="one_award_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(shown_at=None, shown_by=None) | Q(shown_at__isnull=False, shown_by__isnull=False),
                name="award_shown_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="award_taken_back_by_somebody",
            ),
        ]


class NominationQuerySet(models.QuerySet):
    """Nominations a person may know of."""

    def visible_to(self, person):
        """Their own; and all, for those who give awards, but not those for a team of their own."""
        if person.pk is None:
            return self.none()
        standing = person.standing
        giving = [space for space, may in standing.abilities.items() if Ability.GIVE_AWARDS in may]
        own = [membership.space_id for membership in standing.memberships]
        return self.filter(Q(by_id=person.pk) | (Q(collaborative_id__in=giving) & ~Q(team_id__in=own)))

    def waiting(self):
        """Those that nobody answered."""
        return self.filter(answered_at=None)

    def with_names(self):
        """With the team and who wrote it: no more queries for names."""
        return self.select_related("collaborative", "team", "team__parent", "by")


class Nomination(models.Model):
    """Somebody puts a team forward for an award, in a sentence. Only they and those who give awards read it."""

    collaborative = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="nominations")
    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    award = models.CharField(_("for what"), max_length=20, choices=AwardKind.choices)
    words = models.CharField(_("why, in a sentence"), max_length=LONGEST_WHY)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    award_given = models.ForeignKey(Award, on_delete=models.PROTECT, null=True, blank=True, related_name="nominations")

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ("made_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["team", "award", "by"], name="put_forward_once"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, award_given=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="nomination_answered_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.team}: {self.get_award_display()}"
