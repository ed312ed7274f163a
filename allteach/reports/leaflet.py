"""The leaflet for patients: A5, or A4 in larger type; on a page for whoever has its link."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from allteach.charts import Language
from allteach.core.language import language_of
from allteach.people.models import Person
from allteach.progress.actions.leaflets import SENTENCES
from allteach.progress.leaflet_languages import LANGUAGES, LeafletLanguage
from allteach.progress.models import Leaflet
from allteach.reports.document import Document, Paragraph, Section
from allteach.reports.wording import DAY


@dataclass(frozen=True)
class Sheet:
    """A leaflet as it was published, or, for the team, as it is being written."""

    leaflet: Leaflet  # With its team.
    is_preview: bool = False

    @property
    def said(self) -> dict[str, str]:
        """Its sentences, and the day on which a patient partner read them; empty when nobody has."""
        if not self.is_preview and self.leaflet.shown is not None:
            return self.leaflet.shown
        found = {name: getattr(self.leaflet, name) for name in SENTENCES}
        return {**found, "reviewed_on": self.leaflet.reviewed_on.isoformat() if self.leaflet.reviewed_on else ""}

    @property
    def made_on(self) -> date:
        """The day that stands on it."""
        at = self.leaflet.updated_at if self.is_preview else self.leaflet.published_at
        return timezone.localdate(at) if at else timezone.localdate()


def leaflet(sheet: Sheet, *, seen_by: Person) -> Document:  # noqa: ARG001 - every row of the catalogue is asked alike
    """A leaflet in its own language. It holds no number but those that the team wrote."""
    tongue, said = LANGUAGES[sheet.leaflet.language], sheet.said
    with override(tongue.code if tongue.is_spoken else "en-gb"):
        headings = _headings() if tongue.is_spoken else {}
        sections = tuple(
            Section(headings.get(name, ""), (Paragraph(said[name]),)) for name in SENTENCES if said.get(name)
        )
        return Document(
            title=sheet.leaflet.team.name,
            name=f"{sheet.leaflet.team.slug}-leaflet-{tongue.code}",
            over=_("For our patients") if tongue.is_spoken else "",
            blocks=sections,
            foot=_foot(sheet, tongue, said),
            papers=("a5", "a4"),
            author=sheet.leaflet.team.name,
            language=language_of(tongue.code) if tongue.is_spoken else Language(tongue.code),
        )


def _headings() -> dict[str, str]:
    return {
        "why": _("What we are working on"),
        "notice": _("What you may notice"),
        "choice": _("You choose"),
        "counting": _("What we count"),
        "ideas": _("Your ideas"),
        "ask": _("Who to ask"),
    }


def _foot(sheet: Sheet, tongue: LeafletLanguage, said: dict[str, str]) -> str:
    day = date_format(sheet.made_on, DAY)
    if not tongue.is_spoken:
        return sheet.made_on.isoformat()
    if not said["reviewed_on"]:
        return _("%(day)s. Not yet read by a patient partner.") % {"day": day}
    read_on = date_format(date.fromisoformat(said["reviewed_on"]), DAY)
    return _("%(day)s. Read by a patient partner of our team on %(read_on)s.") % {"day": day, "read_on": read_on}
