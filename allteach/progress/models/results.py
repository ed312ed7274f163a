"""What a collaborative tells the public of its results: a working copy, and the versions that were published."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allteach.measures.models import Measure
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.roles import Ability

LONGEST_PART = 2000
LONGEST_REASON = 300


class Licence(models.TextChoices):
    """What others may do with what is published."""

    BY = "CC-BY-4.0", _("Everybody may use it and must say whose it is (CC BY 4.0)")
    BY_NC = "CC-BY-NC-4.0", _("The same, but not to earn money (CC BY-NC 4.0)")
    NONE = "none", _("Nobody may use it without asking")


class ResultsQuerySet(models.QuerySet):
    """Working copies a person may know of."""

    def visible_to(self, person):
        """Those of collaboratives whose draft results their role lets them read."""
        reads = [space for space, may in person.standing.abilities.items() if Ability.READ_DRAFT_RESULTS in may]
        return self.filter(collaborative_id__in=reads)


class Results(models.Model):
    """The working copy: what only people can say. Everything else is made from the record when it is published."""

    collaborative = models.OneToOneField(Space, on_delete=models.PROTECT, related_name="results")
    summary = models.CharField(_("what we reached, in a few sentences"), max_length=LONGEST_PART, blank=True)
    not_worked = models.CharField(_("what did not work"), max_length=LONGEST_PART, blank=True)
    partners = models.CharField(_("what patients and communities did"), max_length=LONGEST_PART, blank=True)
    limits = models.CharField(_("what these results cannot tell"), max_length=LONGEST_PART, blank=True)
    thanks = models.CharField(_("thanks"), max_length=LONGEST_PART, blank=True)
    authors = models.CharField(_("who wrote it"), max_length=300, blank=True)
    licence = models.CharField(
        _("what others may do with it"), max_length=15, choices=Licence.choices, default=Licence.BY
    )
    measures = models.ManyToManyField(Measure, blank=True, related_name="+")
    links = models.JSONField(default=list, blank=True)  # Of progress.told_results.ToldLink.
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = ResultsQuerySet.as_manager()

    def __str__(self):
        return f"Results of {self.collaborative}"


class ResultsVersionQuerySet(models.QuerySet):
    """Versions that were published: anybody may know of each."""

    def standing(self):
        """Those that were not taken back."""
        return self.filter(taken_back_at=None)


class ResultsVersion(models.Model):
    """What was published on a day. It is never changed; taken back, its address says so, and why."""

    results = models.ForeignKey(Results, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    told = models.JSONField()  # As `progress.told_results.ToldResults`: nothing but what the public may know.
    change_reason = models.CharField(_("what is different, and why"), max_length=LONGEST_REASON, blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_reason = models.CharField(_("why they are taken back"), max_length=LONGEST_REASON, blank=True)

    objects = ResultsVersionQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["results", "number"], name="one_version_of_results_of_a_number"),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None, taken_back_reason="")
                | (Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(taken_back_reason="")),
                name="results_taken_back_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.results}, version {self.number}"
