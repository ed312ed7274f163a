"""The documents that Allteach makes.

To add one, write a builder in a module of its own and add a row to REPORTS: docs/how-to/add-a-report.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allteach.people.models import Person
from allteach.reports.call_pack import call_pack_document, may_have_call_pack
from allteach.reports.certificate import certificate
from allteach.reports.document import Document
from allteach.reports.formats import FORMATS
from allteach.reports.leaflet import leaflet
from allteach.reports.months import leader_report, may_have_report, monthly_report
from allteach.reports.prospectus import prospectus
from allteach.reports.results import results
from allteach.reports.storyboard import storyboard
from allteach.reports.team_progress import team_progress
from allteach.spaces.models import Space


@dataclass(frozen=True)
class Report:
    """One document: what it is called, who may have it, and how it is made for them.

    `about` is what it is about, loaded with visible_to by whoever asks. `build` is given only what its reader may see,
    and `may` says whether they may have it at all. What is hung on a wall, handed out or laid on a sponsor's table has
    no workbook: its numbers stand in the report of the month and in the team's progress.
    """

    key: str
    words: str | Promise
    build: Callable[..., Document]
    may: Callable[[Person, Any], bool]
    formats: tuple[str, ...] = tuple(FORMATS)


def everybody_who_sees_it(_person: Person, _about: Any) -> bool:
    """Whoever may know that it exists: its builder shows each reader what they may see."""
    return True


REPORTS = {
    report.key: report
    for report in (
        Report("team_progress", _("Progress of a team"), team_progress, everybody_who_sees_it),
        Report("storyboard", _("Storyboard"), storyboard, everybody_who_sees_it, formats=("pdf", "pptx")),
        Report("call_pack", _("Call pack"), call_pack_document, may_have_call_pack),
        Report("monthly_report", _("Report of a month"), monthly_report, may_have_report),
        Report("leader_report", _("Page for the sponsor"), leader_report, may_have_report, formats=("pdf",)),
        Report("prospectus", _("Prospectus"), prospectus, everybody_who_sees_it, formats=("pdf",)),
        Report("results", _("Results of a collaborative"), results, everybody_who_sees_it, formats=("pdf",)),
        Report("certificate", _("Certificate of an award"), certificate, everybody_who_sees_it, formats=("pdf",)),
        Report("leaflet", _("Leaflet for patients"), leaflet, everybody_who_sees_it, formats=("pdf",)),
    )
}


def build(key: str, about: Space | Any, *, seen_by: Person) -> Document:
    """The document of a row, as one person may have it."""
    return REPORTS[key].build(about, seen_by=seen_by)
