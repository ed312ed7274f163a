"""Spaces, who belongs to them, agreements about data, and the Subject: whatever can be talked about."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allteach.people.models import Organisation, Person
from allteach.spaces.roles import Perspective, Role


class SpaceQuerySet(models.QuerySet):
    """Spaces a person may know of."""

    def visible_to(self, person):
        """Their own spaces, those around them, and the teams beside them where results are shared; public ones too."""
        return self.filter(Q(pk__in=person.standing.known) | Q(is_public=True))

    def with_slug_for(self, person, slug):
        """The one space that this address names for this person: by slug, or by code where it is not named to them."""
        standing = person.standing
        return self.filter(
            Q(slug=slug, pk__in=standing.named) | Q(code=slug, pk__in=standing.coded) | Q(slug=slug, is_public=True)
        )

    def active(self):
        return self.filter(closed_at=None)


class Space(models.Model):
    """Where people work together. One may stand inside another: a team in a collaborative."""

    class Kind(models.TextChoices):
        COLLABORATIVE = "collaborative", _("Learning collaborative")
        TEAM = "team", _("Team")
        COMMUNITY_PROJECT = "community_project", _("Community project")
        COMMUNITY_OF_PRACTICE = "community_of_practice", _("Community of practice")
        NETWORK = "network", _("Network")
        GROUP = "group", _("Special interest group")
        LEARNING_SET = "learning_set", _("Action learning set")
        LAB = "lab", _("Lab")
        STUDY = "study", _("Study")

    kind = models.CharField(max_length=30, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    # What stands for the name where teams are not named to each other: in addresses, titles and file names.
    code = models.CharField(max_length=12, unique=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="spaces"
    )
    summary = models.CharField(_("what it is for"), max_length=300, blank=True)
    language = models.CharField(max_length=10, default="en-gb")
    time_zone = models.CharField(max_length=50, default="Europe/London")
    is_public = models.BooleanField(default=False)
    shares_results = models.BooleanField(_("teams see each other's results"), default=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SpaceQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="space_closed_by_somebody",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def around_id(self) -> int:
        """The space that everybody here has in common: the collaborative of a team, else the space itself."""
        return self.parent_id or self.pk


class CollaborativeManager(models.Manager.from_queryset(SpaceQuerySet)):
    def get_queryset(self):
        return super().get_queryset().filter(kind=Space.Kind.COLLABORATIVE)


class Collaborative(Space):
    """A time-limited learning collaborative."""

    objects = CollaborativeManager()

    class Meta:
        proxy = True


class TeamManager(models.Manager.from_queryset(SpaceQuerySet)):
    def get_queryset(self):
        return super().get_queryset().filter(kind=Space.Kind.TEAM)


class Team(Space):
    """A team of a practice, in a collaborative."""

    objects = TeamManager()

    class Meta:
        proxy = True


class MembershipQuerySet(models.QuerySet):
    def active(self):
        return self.filter(ended_at=None)


class Membership(models.Model):
    """One person in one space with one role. Two roles are two rows; whoever leaves keeps the row, ended."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    discipline = models.CharField(_("discipline"), max_length=80, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "space", "role"],
                condition=Q(ended_at=None),
                name="one_active_membership_for_each_role",
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.get_role_display()} in {self.space}"


class Standpoint(models.Model):
    """A perspective that a person brings to a space. It gives no permission."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="standpoints")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="standpoints")
    perspective = models.CharField(_("perspective"), max_length=20, choices=Perspective.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "space", "perspective"], name="one_standpoint")]

    def __str__(self):
        return f"{self.person}: {self.get_perspective_display()}"


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Neither accepted nor withdrawn; some may be too old to be accepted."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """A place offered to one address, in one space, with one role. Used once, within fourteen days."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ACCEPTED = "accepted", _("Accepted")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Too old")

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("email address"))
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    perspective = models.CharField(_("perspective"), max_length=20, choices=Perspective.choices, blank=True)
    discipline = models.CharField(_("discipline"), max_length=80, blank=True)  # As said before they came.
    words = models.CharField(_("a few words"), max_length=500, blank=True)
    digest = models.CharField(max_length=64, unique=True)  # Of the secret in the link, which is kept nowhere.
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space", "email", "role"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation",
            )
        ]

    def __str__(self):
        return f"{self.email} to {self.space}"

    @property
    def state(self) -> "Invitation.State":
        """What became of it."""
        if self.accepted_at is not None:
            return self.State.ACCEPTED
        if self.withdrawn_at is not None:
            return self.State.WITHDRAWN
        return self.State.EXPIRED if self.expires_at <= timezone.now() else self.State.WAITING


class DataAgreement(models.Model):
    """What an organisation agreed about its counts in a collaborative. Without it, nothing can be entered."""

    collaborative = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="agreements")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements")
    version = models.CharField(max_length=20, default="1")
    names_teams = models.BooleanField(_("our teams may be named to the other teams"), default=False)
    may_publish = models.BooleanField(_("our results may be published"), default=False)
    ground = models.CharField(_("on what ground"), max_length=300)
    signatory = models.CharField(_("signed by"), max_length=160)
    signed_on = models.DateField(_("signed on"))
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collaborative", "organisation"], condition=Q(ended_on=None), name="one_agreement_in_force"
            )
        ]

    def __str__(self):
        return f"{self.organisation} in {self.collaborative}"


class DisclosurePolicy(models.Model):
    """How small a number may be before it is hidden from whom: the settings of one collaborative."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="disclosure")
    least_denominator = models.PositiveSmallIntegerField(_("hide from other teams when fewer people than"), default=10)
    least_count = models.PositiveSmallIntegerField(_("hide from other teams counts below"), default=5)
    is_sensitive = models.BooleanField(_("this is a sensitive subject"), default=False)
    is_published_data = models.BooleanField(_("these numbers are already published"), default=False)
    ground = models.CharField(_("where they are published"), max_length=300, blank=True)

    def __str__(self):
        return f"What may be shown in {self.space}"


class Audience(models.TextChoices):
    """Who may see a subject, in words people choose from."""

    PARTIES = "parties", _("Named people")
    TEAM = "team", _("The team and those who support it")
    COLLABORATIVE = "collaborative", _("Everybody in the collaborative")
    NETWORK = "network", _("Everybody signed in")
    PUBLIC = "public", _("Everybody")


class SubjectQuerySet(models.QuerySet):
    """The one place where "who can see this" is decided."""

    def visible_to(self, person):
        """By audience, from the ids of spaces the person is in or covers: no joins, no OR across tables."""
        standing = person.standing
        own = Q(space_id__in=standing.inside)
        shared = Q(audience=Audience.COLLABORATIVE, space_id__in=standing.known)
        wide = Q(audience__in=[Audience.NETWORK, Audience.PUBLIC] if person.pk else [Audience.PUBLIC])
        named = Q(pk__in=Party.objects.filter(person_id=person.pk).values("subject_id"))
        return self.filter(
            (own & ~Q(audience=Audience.PARTIES)) | shared | wide | (Q(audience=Audience.PARTIES) & named)
        )


class Subject(models.Model):
    """Whatever can be discussed, followed, found, shared and owed an answer. Rows of many kinds inherit from it."""

    kind = models.CharField(max_length=30)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="subjects")
    title = models.CharField(max_length=200)
    audience = models.CharField(max_length=15, choices=Audience.choices, default=Audience.COLLABORATIVE)
    state = models.CharField(max_length=20, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True)  # What search reads; written by the action that writes the row.
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["space", "kind"], name="subject_in_space"),
            models.Index(fields=["kind", "audience"], name="subject_by_audience"),
        ]

    def __str__(self):
        return self.title


class Party(models.Model):
    """A person named in a subject that only named people see."""

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="parties")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "person"], name="named_once")]

    def __str__(self):
        return f"{self.person} in {self.subject}"
