"""What an application still needs, who applied, and where a round of recruitment stands."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.collaboratives.application_form import MOST_WORDS, part_of, person_question
from allteach.collaboratives.models import Application, ApplicationWriter, Decision, ProposedPerson, Recruitment
from allteach.collaboratives.participation import PROMISES
from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.collaboratives.thresholds import Number
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.roles import Role

Words = dict[str, list[str]]


@dataclass(frozen=True)
class Applied:
    """An application with the people it proposes, and the thresholds of its collaborative."""

    application: Application
    people: Sequence[ProposedPerson]
    limits: Mapping[str, Number]

    @property
    def disciplines(self) -> int:
        """How many different disciplines are proposed; patients bring their own view, which is counted apart."""
        named = [person for person in self.people if person.role != Role.PARTNER]
        return len({person.discipline.strip().casefold() for person in named} - {""})

    @property
    def has_partner(self) -> bool:
        """Whether a patient partner is proposed."""
        return any(person.role == Role.PARTNER for person in self.people)

    @property
    def has_few_people(self) -> bool:
        """Whether its population is so small that its charts will say little."""
        size = self.application.population_size
        return size is not None and size < self.limits["recruitment.few_people"]


def applied(application: Application) -> Applied:
    """An application as it stands: two queries."""
    space = application.recruitment.space_id
    return Applied(application, list(application.people.all()), thresholds_of([space])[space])


def is_missing(known: Applied) -> Words:
    """What must be answered before an application can be sent, by question, in the order of the form."""
    application, found = known.application, Words()
    for question in application.unread:
        found[question] = [_("This cannot be read yet. Please put it right.")]
    for question, words in (
        ("practice", _("What is your practice called?")),
        ("practice_kind", _("Say what kind of practice it is.")),
        ("patients", _("About how many people are registered?")),
        ("clinicians", _("How many clinicians work there?")),
        ("sponsor_name", _("Name somebody senior who stands behind you.")),
        ("why_now", _("Tell us why you want to do this now.")),
        ("population", _("Say whose care you want to improve.")),
        ("population_size", _("About how many people are they?")),
        ("can_list", _("Choose one of the answers.")),
        ("can_count", _("Choose one of the answers.")),
    ):
        if getattr(application, question) in ("", None):
            found.setdefault(question, [words])
    _people_missing(known, found)
    words_used = len(application.why_now.split())
    if words_used > MOST_WORDS:
        said = _("These are %(used)d words; there is room for %(most)d.")
        found.setdefault("why_now", [said % {"used": words_used, "most": MOST_WORDS}])
    if application.supported_at is None and "sponsor_name" not in found:
        found["sponsor_name"] = [_("Your sponsor has not signed yet. Ask them by mail, or say that they signed.")]
    if set(application.promises) < set(PROMISES):
        found.setdefault("promises", [_("Everybody who takes part promises all of these. Ask us if one is hard.")])
    return found


def _people_missing(known: Applied, found: Words) -> None:
    """What is missing among the people who are proposed."""
    application, people = known.application, known.people
    for person in people:
        for name, words in (
            ("name", _("Write the name.")),
            ("role", _("Choose what they will do in the team.")),
            ("discipline", _("Write what they do in the practice.")),
        ):
            is_partner = name == "discipline" and person.role == Role.PARTNER
            if not getattr(person, name) and not is_partner:
                found.setdefault(person_question(person.position, name), [words])
    lead = next((person for person in people if person.role == Role.TEAM_LEAD), None)
    if lead is None:
        found.setdefault(person_question(1, "role"), [_("Say who leads the team.")])
    elif not lead.email:
        wanted = _("We need the lead's address: invitations begin there.")
        found.setdefault(person_question(lead.position, "email"), [wanted])
    if application.plan:
        return
    least = int(known.limits["recruitment.disciplines"])
    if known.disciplines < least:
        said = ngettext(
            "A team needs one discipline. Say who is missing, and how you will find them.",
            "A team needs %(least)d disciplines; you have named %(count)d. Say who is missing, and how you will find"
            " them.",
            least,
        )
        found["plan"] = [said % {"least": least, "count": known.disciplines}]
    elif not known.has_partner:
        found["plan"] = [_("There is no patient partner yet. Say how you will find one, and pay them.")]


def missing_by_part(missing: Words) -> dict[str, Words]:
    """What is missing, by the part of the form that asks it."""
    found: dict[str, Words] = {}
    for question, words in missing.items():
        found.setdefault(part_of(question).key, {})[question] = words
    return found


# --- Rounds --------------------------------------------------------------------------------------------------------


def recruitments_shown() -> list[Recruitment]:
    """The rounds that anybody may read about: the newest of each collaborative that is open, soonest to close first.

    One query. Nobody needs to be signed in.
    """
    newest: dict[int, Recruitment] = {}
    for each in Recruitment.objects.filter(space__closed_at=None).select_related("space").order_by("number"):
        newest[each.space_id] = each
    return sorted(newest.values(), key=lambda each: (each.stage != Recruitment.Stage.OPEN, each.closes_on))


def recruitments_of(space: Space) -> list[Recruitment]:
    """Every round of a collaborative, the newest first: one query."""
    return list(Recruitment.objects.filter(space=space.pk).select_related("space").order_by("-number"))


def recruitment_at(slug: str) -> Recruitment | None:
    """The newest round of the collaborative of an address, for anybody to read."""
    found = Recruitment.objects.filter(space__slug=slug, space__closed_at=None)
    return found.select_related("space").order_by("-number").first()


@dataclass(frozen=True)
class Round:
    """A round of recruitment with those who applied, and how many of each kind there are."""

    recruitment: Recruitment
    applied: Sequence[Applied]
    drafts: int

    @property
    def states(self) -> Counter[str]:
        """How many applications are in each state."""
        return Counter(each.application.state for each in self.applied)

    @property
    def places_left(self) -> int:
        """How many places are neither taken nor offered."""
        return self.recruitment.places - self.states[Application.State.TAKEN] - self.states[Application.State.OFFERED]

    @property
    def unannounced(self) -> list[Application]:
        """Those decided on whose practices do not know yet."""
        found = [each.application for each in self.applied]
        return [one for one in found if one.decided_at is not None and one.announced_at is None]

    @property
    def undecided(self) -> int:
        """How many were sent and wait for a decision."""
        return sum(each.application.decided_at is None for each in self.applied if each.application.state == "sent")


def round_of(recruitment: Recruitment, *, seen_by: Person) -> Round:
    """Everything about a round that a person may read: the same queries for one application and for a hundred."""
    shown = Application.objects.visible_to(seen_by).filter(recruitment=recruitment.pk).sent()
    shown = shown.select_related("recruitment", "recruitment__space", "decided_by", "team").prefetch_related("people")
    limits = thresholds_of([recruitment.space_id])[recruitment.space_id]
    return Round(
        recruitment,
        [Applied(application, list(application.people.all()), limits) for application in shown],
        Application.objects.filter(recruitment=recruitment.pk, state=Application.State.DRAFT).count(),
    )


def counted(recruitment: Recruitment) -> Counter[str]:
    """How many applications of a round were sent, by the state that their practices know: one query."""
    sent = Application.objects.filter(recruitment=recruitment.pk).sent()
    return Counter(sent.values_list("state", flat=True))


def waiting_list(recruitment: Recruitment) -> list[Application]:
    """Those who move up when a place comes free, the next first."""
    waiting = Application.objects.filter(recruitment=recruitment.pk, state=Application.State.WAITING)
    return list(waiting.order_by("rank", "sent_at", "pk"))


# --- Those who write -----------------------------------------------------------------------------------------------


def applications_of(person: Person) -> list[Application]:
    """The applications somebody writes on, the newest first."""
    written = ApplicationWriter.objects.of(person).values("application")
    shown = Application.objects.filter(pk__in=written).select_related("recruitment", "recruitment__space", "team")
    return list(shown.order_by("-begun_at", "-pk"))


ACCEPTING = frozenset({Decision.ACCEPT, Decision.SUPPORT})
