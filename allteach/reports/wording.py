"""Sentences that many documents share."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from allteach.improvement.models import AimVersion
from allteach.improvement.queries.aims import sentence_of
from allteach.progress.told import ToldAim
from allteach.reports.document import Chart, Document, walk

DAY = "j F Y"


def made_from_the_record(on: date) -> str:
    """When a document was made, and from what."""
    return _("Made from the record on %(day)s.") % {"day": date_format(on, DAY)}


def marks_in_words() -> str:
    """What the marks of charts mean, for paper, where no key stands under each."""
    return _("Open rings: no signal; filled discs: improvement; shaded: what chance explains; dashed: goal.")


def small_numbers_in_words(document: Document) -> str:
    """The disclosure rule, where a chart of the document hides something; else nothing."""
    charts = [block.plot for block in walk(document.blocks) if isinstance(block, Chart)]
    hiding = [plot for plot in charts if plot.suppressed]
    if not hiding:
        return ""
    least = max(plot.small_below for plot in hiding)
    return _("Numbers that could point to a person are hidden: counts below %(least)d.") % {"least": least}


def aim_sentence(aim: ToldAim) -> str:
    """The aim as one sentence in the reader's language."""
    said = AimVersion(
        number=aim.number,
        what_improves=aim.what_improves,
        for_whom=aim.for_whom,
        baseline_value=Decimal(aim.baseline) if aim.baseline else None,
        target_value=Decimal(aim.target),
        unit=aim.unit,
        by_when=date.fromisoformat(aim.by_when),
    )
    return sentence_of(said)
