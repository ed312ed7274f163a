"""What passes between a coach and a team: contacts, visits, what the coach keeps to themselves, and what was seen."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from allteach.meetings.kinds import MOODS, Initiator, Risk, Way
from allteach.meetings.models.meetings import Meeting
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.roles import Ability


class ContactQuerySet(models.QuerySet):
    """Contacts a person may know of."""

    def visible_to(self, person):
        """Of the teams whose contacts their role lets them read: never the sponsor's, never another coach's teams."""
        return self.filter(team_id__in=spaces_with(person, Ability.SEE_CONTACTS))

    def with_names(self):
        """With the meeting, the team and who was in touch: no more queries for names."""
        return self.select_related("meeting", "team", "team__parent", "by")

    def newest_of_each_team(self):
        """The last contact of each team only."""
        newest = Contact.objects.filter(team=OuterRef("team")).order_by("-on", "-pk").values("pk")[:1]
        return self.filter(pk=Subquery(newest))


class Contact(models.Model):
    """A coach, or a director, was in touch with a team. What is said here the team reads too."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, primary_key=True, related_name="contact")
    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="contacts")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts_made")
    on = models.DateField(_("when"))
    way = models.CharField(_("how"), max_length=10, choices=Way.choices)
    initiated_by = models.CharField(
        _("who asked for it"), max_length=5, choices=Initiator.choices, default=Initiator.COACH
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    topics = models.JSONField(default=list, blank=True)  # Keys of Topic.
    stage = models.CharField(max_length=20, blank=True)  # The key of the calendar's stage on that day.
    shared_note = models.TextField(_("shared note"), blank=True)
    team_energy = models.PositiveSmallIntegerField(
        _("how is the team?"), choices=[(mood.number, mood.words) for mood in MOODS], null=True, blank=True
    )
    risk = models.CharField(_("does it need watching?"), max_length=5, choices=Risk.choices, default=Risk.NONE)
    next_on = models.DateField(_("next contact"), null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ("-on", "-pk")
        indexes = [models.Index(fields=["team", "on"], name="contact_of_team_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__range=(1, 600)), name="contact_takes_time"),
        ]

    def __str__(self):
        return f"{self.get_way_display()}, {self.on}"

    def title_in(self, team: Space) -> str:
        """What the meeting is called, in the team's language."""
        with translation.override(team.language):
            return gettext("In touch: %(way)s") % {"way": self.get_way_display()}


class PrivateNoteQuerySet(models.QuerySet):
    """Notes that nobody but their author ever loads: a test finds every place that asks for them in another way."""

    def visible_to(self, person):
        """Their own. No role opens anybody else's."""
        return self.filter(person_id=person.pk) if person.pk else self.none()


class PrivateNote(models.Model):
    """What somebody noted about a contact for themselves. It is in no event, export, search, file or letter."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="private_notes")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("private note"))
    written_at = models.DateTimeField()

    objects = PrivateNoteQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "person"], name="one_private_note_each")]

    def __str__(self):
        return f"Note of {self.person_id}"  # Never the note itself: this may stand in a log.


class VisitQuerySet(models.QuerySet):
    """Visits a person may know of."""

    def visible_to(self, person):
        """As contacts: the team, its coach, and those who read the team's contacts."""
        return self.filter(team_id__in=spaces_with(person, Ability.SEE_CONTACTS))

    def with_names(self):
        """With the meeting, the team and who comes: no more queries for names."""
        return self.select_related("meeting", "meeting__led_by", "team", "team__parent", "reported_by")

    def standing(self):
        """Those that were not cancelled."""
        return self.filter(meeting__cancelled_at=None)

    def unreported(self):
        """Those that nobody has written up yet."""
        return self.standing().filter(reported_at=None)


class Visit(models.Model):
    """A visit to a team: what it is for, and afterwards its report. While it took place it is a contact as well."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, primary_key=True, related_name="visit")
    team = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField(_("when"))
    purpose = models.CharField(_("what the visit is for, agreed with the team"), max_length=300)
    walked = models.TextField(_("what you saw walking the process, with staff and a patient partner"), blank=True)
    chart_wall = models.TextField(_("what the chart wall shows"), blank=True)
    met_sponsor = models.BooleanField(_("the sponsor took twenty minutes"), default=False)
    sponsor_said = models.TextField(_("what the sponsor said"), blank=True)
    taught = models.TextField(_("one thing you taught"), blank=True)
    learned = models.TextField(_("one thing you learned"), blank=True)
    for_others = models.TextField(_("what other teams should hear"), blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ("-on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(reported_at=None, reported_by=None)
                | Q(reported_at__isnull=False, reported_by__isnull=False),
                name="visit_reported_by_somebody",
            ),
        ]

    def __str__(self):
        return self.purpose


class Look(models.Model):
    """Until when somebody has seen what moved in a team: what came later is news to them."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="looks")
    team = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "team"], name="one_look_at_each_team")]

    def __str__(self):
        return f"{self.person} at {self.team}"


def spaces_with(person: Person, ability: Ability) -> list[int]:
    """The spaces in which a person's roles allow something. Costs no query in a request."""
    return [space for space, may in person.standing.abilities.items() if ability in may]
