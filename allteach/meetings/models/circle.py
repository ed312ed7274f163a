"""The coaches' circle: what coaches of a collaborative ask each other about a team."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.roles import Ability


class CircleQuestionQuerySet(models.QuerySet):
    """Questions a person may read."""

    def visible_to(self, person):
        """Those of the collaboratives in which they coach: neither teams nor directors read along."""
        return self.filter(collaborative_id__in=circles_of(person))

    def open(self):
        """Those that still want an answer."""
        return self.filter(closed_at=None)

    def with_names(self):
        """With the team and who asked, and every answer: one more query however many questions."""
        return self.select_related("collaborative", "team", "by").prefetch_related("answers__by")


class CircleQuestion(models.Model):
    """What a coach brings to the other coaches about a team."""

    collaborative = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="circle_questions")
    team = models.ForeignKey(Space, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("your question"), max_length=1000)
    asked_at = models.DateTimeField()
    outcome = models.TextField(_("what helped"), max_length=1000, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CircleQuestionQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="circle_question_closed_by_somebody",
            ),
        ]

    def __str__(self):
        return self.words


class CircleAnswer(models.Model):
    """What another coach says to it."""

    question = models.ForeignKey(CircleQuestion, on_delete=models.CASCADE, related_name="answers")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("your answer"), max_length=1000)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ("said_at", "pk")

    def __str__(self):
        return self.words


def circles_of(person: Person) -> set[int]:
    """The collaboratives in whose circle somebody is, by coaching there or in one of the teams. Costs no query."""
    standing = person.standing
    return {
        membership.space.around_id
        for membership in standing.memberships
        if Ability.JOIN_CIRCLE in standing.abilities.get(membership.space_id, frozenset())
    }
