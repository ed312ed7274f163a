"""Recruitment: the rounds in which practices apply to a collaborative, what they apply with, and what became of it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allteach.people.models import Organisation, Person
from allteach.people.traces import addresses_proven_by
from allteach.spaces.models import Space
from allteach.spaces.roles import Ability, Role


class Recruitment(models.Model):
    """A round in which practices may apply. Its page is public from the day it is announced."""

    class Stage(models.TextChoices):
        ANNOUNCED = "announced", _("Opens soon")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="recruitments")
    number = models.PositiveSmallIntegerField()
    opens_on = models.DateField(_("practices may apply from"))
    closes_on = models.DateField(_("last day to apply"))
    places = models.PositiveSmallIntegerField(_("how many places"))
    words = models.TextField(_("what else practices should know"), blank=True)
    contact = models.EmailField(_("where they can ask"), blank=True)
    answer_days = models.PositiveSmallIntegerField(_("days to answer when a place is offered"), default=14)
    version = models.PositiveIntegerField(default=1)
    announced_at = models.DateTimeField()
    announced_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["space", "number"], name="one_recruitment_of_a_number"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="recruitment_closes_after_it_opens"),
        ]

    def __str__(self):
        return f"Recruitment {self.number} of {self.space}"

    def today(self, now: datetime | None = None) -> date:
        """The day it is where the collaborative is: the last day to apply ends at midnight there."""
        return (now or timezone.now()).astimezone(ZoneInfo(self.space.time_zone)).date()

    def stage_on(self, day: date) -> "Recruitment.Stage":
        """Whether practices may apply on a day."""
        if day < self.opens_on:
            return self.Stage.ANNOUNCED
        return self.Stage.OPEN if day <= self.closes_on else self.Stage.CLOSED

    @property
    def stage(self) -> "Recruitment.Stage":
        """Whether practices may apply now. Load it with its space."""
        return self.stage_on(self.today())

    @property
    def is_open(self) -> bool:
        """Whether practices may apply now."""
        return self.stage == self.Stage.OPEN


class Answer(models.TextChoices):
    """What a practice says of something it may or may not be able to do."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("With some work")
    NO = "no", _("Not yet")


class Decision(models.TextChoices):
    """What was decided about an application."""

    ACCEPT = "accept", _("Accept")
    SUPPORT = "accept_with_support", _("Accept with support")
    WAIT = "waiting", _("Waiting list")
    DECLINE = "decline", _("Decline")


class ApplicationQuerySet(models.QuerySet):
    """Applications a person may know of."""

    def visible_to(self, person):
        """Those they write on, drafts too; and those sent to a collaborative whose applications they read.

        Those who study a collaborative read what practices opened to them.
        Each knows whether they write on it, as `is_theirs`. The addresses that are theirs cost one query.
        """
        if person.pk is None:
            return self.none()
        abilities = person.standing.abilities.items()
        reads = [space for space, may in abilities if Ability.READ_APPLICATIONS in may]
        studies = [space for space, may in abilities if Ability.STUDY_APPLICATIONS in may]
        written = ApplicationWriter.objects.of(person).filter(application=OuterRef("pk"))
        shown = self.annotate(is_theirs=Exists(written))
        read = Q(recruitment__space__in=reads) | Q(recruitment__space__in=studies, may_be_studied=True)
        return shown.filter(Q(is_theirs=True) | (read & Q(sent_at__isnull=False)))

    def sent(self):
        """Those that were sent, whatever became of them."""
        return self.exclude(sent_at=None)


class Application(models.Model):
    """What a practice applies with. Kept as typed until it is sent; it may be changed until the round closes."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        SENT = "sent", _("Sent")
        OFFERED = "offered", _("Place offered")
        WAITING = "waiting", _("On the waiting list")
        DECLINED = "declined", _("Not this time")
        TAKEN = "taken", _("Place taken")
        GIVEN_UP = "given_up", _("Place given up")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    recruitment = models.ForeignKey(Recruitment, on_delete=models.PROTECT, related_name="applications")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)

    # The practice.
    practice = models.CharField(_("name of the practice or organisation"), max_length=160)
    site = models.CharField(_("site"), max_length=160, blank=True)
    practice_kind = models.CharField(_("kind of practice"), max_length=80, blank=True)
    region = models.CharField(_("region"), max_length=80, blank=True)
    patients = models.PositiveIntegerField(_("registered patients"), null=True, blank=True)
    clinicians = models.PositiveSmallIntegerField(_("clinicians"), null=True, blank=True)

    # Its team. Who is proposed stands in ProposedPerson.
    team_name = models.CharField(_("what the team should be called"), max_length=120, blank=True)
    plan = models.TextField(_("who is still missing, and how you will find them"), blank=True)
    sponsor_name = models.CharField(_("senior sponsor"), max_length=120, blank=True)
    sponsor_post = models.CharField(_("the sponsor's post"), max_length=120, blank=True)
    sponsor_email = models.EmailField(_("the sponsor's e-mail address"), blank=True)
    supported_as = models.CharField(_("signed by"), max_length=160, blank=True)
    supported_at = models.DateTimeField(null=True, blank=True)
    support_recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    # Why, and for whom.
    why_now = models.TextField(_("why now"), blank=True)
    population = models.CharField(_("population of focus"), max_length=300, blank=True)
    population_size = models.PositiveIntegerField(_("about how many people"), null=True, blank=True)
    experience = models.TextField(_("what you improved before, and what did not work"), blank=True)

    # Numbers.
    can_list = models.CharField(
        _("can you make a list of these people in your own system"), max_length=8, choices=Answer.choices, blank=True
    )
    can_count = models.CharField(_("can you count them each month"), max_length=8, choices=Answer.choices, blank=True)
    counts_by = models.CharField(_("who would count"), max_length=120, blank=True)
    record_system = models.CharField(_("in which system"), max_length=120, blank=True)

    promises = models.JSONField(default=list, blank=True)  # Keys of participation.PROMISES that were ticked.
    may_be_studied = models.BooleanField(_("those who study how we learn may read this application"), default=False)
    unread = models.JSONField(default=dict, blank=True)  # {question: what was typed and cannot be read yet}
    parts = models.JSONField(default=dict, blank=True)  # {part of the form: how often it was saved}

    version = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField(auto_now_add=True)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    # Selection. Known to those who select until it is announced.
    decision = models.CharField(_("decision"), max_length=20, choices=Decision.choices, blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    support = models.TextField(_("help that is promised"), blank=True)
    feedback = models.TextField(_("words for the practice"), blank=True)
    rank = models.PositiveSmallIntegerField(_("place on the waiting list"), null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    announced_at = models.DateTimeField(null=True, blank=True)

    # The answer to an offer, and what came of it.
    answer_by = models.DateField(_("answer by"), null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer_words = models.TextField(_("a few words"), blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    team = models.OneToOneField(Space, on_delete=models.PROTECT, null=True, blank=True, related_name="application")

    objects = ApplicationQuerySet.as_manager()
    is_theirs: bool  # Of the person who loaded it with visible_to.

    WRITTEN = frozenset({State.DRAFT, State.SENT})  # Its practice may still change it, while the round is open.
    DECIDED_ANEW = frozenset({State.SENT, State.WAITING, State.DECLINED})
    LEAVABLE = frozenset({State.DRAFT, State.SENT, State.OFFERED, State.WAITING})

    class Meta:
        ordering = ("practice", "site", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(state="withdrawn") | Q(sent_at__isnull=False),
                name="application_sent_before_it_is_read",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None) | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="application_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(answer_by__isnull=False), name="offer_answered_by_a_day"
            ),
        ]

    def __str__(self):
        return f"{self.practice}, {self.site}" if self.site else self.practice

    @property
    def name_of_team(self) -> str:
        """What its team would be called."""
        return self.team_name or self.site or self.practice


class ApplicationWriterQuerySet(models.QuerySet):
    """Who writes on applications."""

    def of(self, person):
        """As this person, or as an address that they have shown to be theirs: one more query."""
        return self.filter(Q(person=person) | Q(email__in=addresses_proven_by(person)))


class ApplicationWriter(models.Model):
    """Somebody of a practice who writes on its application: a person, or an address until they come."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="writers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("email address"))
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = ApplicationWriterQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["application", "email"], condition=~Q(email=""), name="one_writer_of_an_address"
            )
        ]

    def __str__(self):
        return f"{self.name} on {self.application}"


class ProposedPerson(models.Model):
    """Somebody a practice proposes for its team. They are invited when the team comes into being."""

    ROLES = (Role.TEAM_LEAD, Role.CLINICAL_LEAD, Role.DATA_LEAD, Role.TEAM_MEMBER, Role.PARTNER)

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="people")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    role = models.CharField(_("role"), max_length=30, choices=[(role.value, role.label) for role in ROLES], blank=True)
    discipline = models.CharField(_("discipline"), max_length=80, blank=True)
    hours = models.DecimalField(_("hours a week"), max_digits=4, decimal_places=1, null=True, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["application", "position"], name="one_proposed_in_a_place")]

    def __str__(self):
        return f"{self.name} for {self.application}"
