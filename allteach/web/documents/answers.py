"""Documents as answers: a file to keep, named after what it says and no more."""

from django.http import Http404, HttpRequest, HttpResponse

from allteach.reports.document import Document
from allteach.reports.formats import FORMATS, file_of
from allteach.web.tables import attached


def document_file(
    request: HttpRequest, document: Document, form: str, *, formats: tuple[str, ...] = ()
) -> HttpResponse:
    """A document in one format, on the paper that the address asks for (`?paper=a1`). 404 for what there is not."""
    paper = request.GET.get("paper", "")
    if form not in (formats or FORMATS) or (paper and paper not in document.papers):
        raise Http404
    made = file_of(document, form, paper=paper)
    return attached(HttpResponse(made.content, content_type=made.content_type), made.name)
