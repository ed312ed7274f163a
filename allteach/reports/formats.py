"""The formats that documents are made in.

To add a format, write a renderer and add it to FORMATS: a test holds that every block renders in it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allteach.reports.document import Document
from allteach.reports.pdf import pdf
from allteach.reports.slides import slides
from allteach.reports.workbook import workbook


@dataclass(frozen=True)
class Format:
    """One kind of file. `render` takes the document and a size of paper, which only print has."""

    key: str
    name: str | Promise
    content_type: str
    render: Callable[[Document, str], bytes]
    has_papers: bool = False


FORMATS = {
    each.key: each
    for each in (
        Format("pdf", _("PDF"), "application/pdf", lambda document, paper: pdf(document, paper=paper), has_papers=True),
        Format(
            "pptx",
            _("Slides"),
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            lambda document, _paper: slides(document),
        ),
        Format(
            "xlsx",
            _("Workbook"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            lambda document, _paper: workbook(document),
        ),
    )
}


@dataclass(frozen=True)
class File:
    """A document as a file."""

    name: str
    content_type: str
    content: bytes


def file_of(document: Document, form: str, *, paper: str = "") -> File:
    """A document in one of the formats. Raises ValueError for a format or paper that there is not."""
    if form not in FORMATS:
        raise ValueError(f"there is no format {form!r}")
    kind = FORMATS[form]
    on_paper = f"-{paper}" if paper and kind.has_papers and paper != document.papers[0] else ""
    return File(f"{document.file_name}{on_paper}.{kind.key}", kind.content_type, kind.render(document, paper))
