"""A team's aim as a page shows it."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from allteach.improvement.queries.aims import AimShown, Wording
from allteach.web.improvement.shown.cycles import Told
from allteach.web.improvement.shown.words import day_words

FACTS = ("why_it_matters", "boundaries", "equity_clause")


@dataclass(frozen=True)
class Earlier:
    """One wording, since when it stands, and why it replaced the one before."""

    sentence: str
    written_on: str
    reason: str


@dataclass(frozen=True)
class Agreed:
    """Somebody's agreement, as whom and when, with their doubts."""

    name: str
    words: str
    dissent: str


def version_words(stands: AimShown) -> str:
    """Which version is in force, and since when."""
    version = stands.current.version
    said = {"number": version.number, "day": day_words(timezone.localdate(version.at))}
    return _("Version %(number)s, %(day)s") % said


def aim_facts(stands: AimShown) -> list[Told]:
    """What an aim says beside its sentence, and the measure that shows it."""
    version = stands.current.version
    facts = [Told(_("Shown by"), version.measure.title if version.measure else "")]
    facts += [Told(capfirst(str(version._meta.get_field(name).verbose_name)), getattr(version, name)) for name in FACTS]
    return [fact for fact in facts if fact.words]


def history_of(stands: AimShown) -> list[Earlier]:
    """The wordings, newest first; none while there is only one."""
    return [_wording(wording) for wording in stands.versions] if len(stands.versions) > 1 else []


def _wording(wording: Wording) -> Earlier:
    version = wording.version
    return Earlier(
        sentence=wording.sentence,
        written_on=day_words(timezone.localdate(version.at)),
        reason=version.change_reason,
    )


def agreements_of(stands: AimShown) -> list[Agreed]:
    """Who agreed to the aim as it is worded now; without names where the team is known by its code only."""
    return [
        Agreed(
            name=agreement.person.name if stands.names_people else _("Somebody of the team"),
            words=", ".join(filter(None, (agreement.get_perspective_display(), day_words(agreement.agreed_on)))),
            dissent=agreement.dissent,
        )
        for agreement in stands.current.agreements
    ]
