"""Documents as answers: a file to keep, named after what it says and no more."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from allteach.reports.catalogue import Report
from allteach.reports.formats import FORMATS, file_of
from allteach.web.tables import attached


def document_file(request: HttpRequest, report: Report, about: Any, form: str) -> HttpResponse:
    """A report in one of its formats, on the paper that the address asks for (`?paper=a1`). 404 for what there is not.

    What it is about was loaded with visible_to, and whether this person may have it was asked.
    """
    paper = request.GET.get("paper", "")
    if form not in report.formats:
        raise Http404
    document = report.build(about, seen_by=request.person)
    if paper and paper not in document.papers:
        raise Http404
    made = file_of(document, form, paper=paper)
    return attached(HttpResponse(made.content, content_type=made.content_type), made.name)


def files_of(report: Report, address: Callable[[str], str]) -> list[tuple[str, str]]:
    """The formats that a report can be taken along in, each with the address of its file."""
    return [(str(FORMATS[form].name), address(form)) for form in report.formats]
