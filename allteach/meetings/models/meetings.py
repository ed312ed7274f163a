"""Meetings themselves: their agenda, their materials, and what somebody promised there."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allteach.meetings.kinds import MOODS, Held, Kind, Leader, Strand
from allteach.people.models import Person
from allteach.spaces.models import Space, Subject, SubjectQuerySet


class MeetingQuerySet(SubjectQuerySet):
    """Meetings, and what is told with them."""

    def with_names(self):
        """With space and leaders: no more queries for names."""
        return self.select_related("space", "space__parent", "led_by", "led_team")

    def standing(self):
        """Those that were not cancelled."""
        return self.filter(cancelled_at=None)

    def of_all_teams(self):
        """Sessions, calls and the congress."""
        return self.filter(kind__in=[Kind.LEARNING_SESSION, Kind.ALL_TEAM_CALL, Kind.CONGRESS])


class Meeting(Subject):
    """Some people at one time. Its `kind`, kept with the subject, is a key of KINDS."""

    subject_ptr = models.OneToOneField(
        Subject, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_meeting"
    )
    in_space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="meetings")  # The subject's, again.
    key = models.CharField(max_length=40, blank=True)  # Of its entry in the collaborative's calendar, if it has one.
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    topic = models.CharField(_("topic"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("address of the call"), max_length=300, blank=True)
    led_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    led_team = models.ForeignKey(Space, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    register_by = models.DateField(_("register until"), null=True, blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    minutes_posted_at = models.DateTimeField(null=True, blank=True)
    minutes_posted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    partner_voice = models.TextField(_("what the patient partner said"), blank=True)
    mood = models.PositiveSmallIntegerField(
        _("how did it feel?"), choices=[(mood.number, mood.words) for mood in MOODS], null=True, blank=True
    )
    mode = models.CharField(_("how did you meet?"), max_length=10, choices=Held.choices, blank=True)  # A team's own.
    next_on = models.DateField(_("next time"), null=True, blank=True)
    looked_at = models.ManyToManyField(Subject, blank=True, related_name="looked_at_in")  # Charts and tests.
    held_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_reason = models.CharField(_("why it does not take place"), max_length=300, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ("starts_at", "pk")
        indexes = [models.Index(fields=["in_space", "starts_at"], name="meeting_of_space_by_time")]
        constraints = [
            models.UniqueConstraint(
                fields=["in_space", "key"], condition=~Q(key=""), name="one_meeting_for_each_entry"
            ),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="meeting_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(minutes_posted_at=None, minutes_posted_by=None)
                | Q(minutes_posted_at__isnull=False, minutes_posted_by__isnull=False, held_at__isnull=False),
                name="minutes_posted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by=None)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False, held_at=None),
                name="meeting_cancelled_by_somebody",
            ),
        ]


class AgendaItem(models.Model):
    """One block of an agenda. When it begins follows from the blocks of its day before it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField(_("day"), default=1)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    words = models.CharField(_("what happens"), max_length=200)
    strand = models.CharField(_("what it is about"), max_length=15, choices=Strand.choices, blank=True)
    leader = models.CharField(_("who leads it"), max_length=10, choices=Leader.choices, blank=True)
    led_by = models.CharField(_("by name"), max_length=200, blank=True)
    is_team_time = models.BooleanField(_("teams plan by themselves"), default=False)
    text = models.TextField(_("more about it"), blank=True)

    class Meta:
        ordering = ("day", "position")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "day", "position"], name="one_block_at_a_position"),
            models.CheckConstraint(condition=Q(day__gte=1, minutes__gte=1), name="block_takes_time"),
        ]

    def __str__(self):
        return self.words


class Material(models.Model):
    """Something to read or show, kept elsewhere."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(_("what it is"), max_length=200)
    link = models.URLField(_("address"), max_length=500)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self):
        return self.title


class CommitmentQuerySet(models.QuerySet):
    """What was promised."""

    def open(self):
        """What is still to be done."""
        return self.filter(done_at=None)


class Commitment(models.Model):
    """What somebody will do, and by when: said in a meeting. Open ones come back at the next."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="commitments")
    team = models.ForeignKey(Space, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments")
    words = models.CharField(_("what will be done"), max_length=300)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments")
    owner_words = models.CharField(_("who"), max_length=120, blank=True)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = [
            models.Index(fields=["team", "due_on"], name="commitment_open", condition=Q(done_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="commitment_kept_by_somebody",
            ),
        ]

    def __str__(self):
        return self.words
