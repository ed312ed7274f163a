"""What a collaborative reached: for everybody, without signing in."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from allteach.progress.models import ResultsVersion
from allteach.progress.queries.results import current_version, published_versions
from allteach.reports.catalogue import REPORTS
from allteach.reports.citations import CITATIONS, plain
from allteach.reports.html import html
from allteach.web.congress.found import find_version
from allteach.web.congress.shown import day_of, lines_of_versions, publication_of
from allteach.web.documents.answers import document_file
from allteach.web.http import page
from allteach.web.tables import attached

GONE = 410


@login_not_required
@require_safe
def results(request, space):
    """The newest version; when all were taken back, that they were, and why."""
    version = current_version(space)
    if version is None:
        raise Http404

    return results_page(request, version)


@login_not_required
@require_safe
def results_version(request, space, number):
    """One version, as it was published."""
    version = find_version(space, number)

    return results_page(request, version)


@login_not_required
@require_safe
def results_file(request, space, number):
    """The same on paper."""
    version = find_standing(space, number)

    return document_file(request, REPORTS["results"], publication_of(version), "pdf")


@login_not_required
@require_safe
def citation_file(request, space, number, form):
    """How to cite a version, as a program for references reads it."""
    version = find_standing(space, number)
    if form not in CITATIONS:
        raise Http404

    publication, written = publication_of(version), CITATIONS[form]
    said = written.write(publication.citation)
    answer = HttpResponse(said.encode(), content_type=written.content_type)
    return attached(answer, f"{publication.citation.key}.{form}")


def find_standing(slug: str, number: int) -> ResultsVersion:
    """A version that was not taken back."""
    version = find_version(slug, number)
    if version.taken_back_at is not None:
        raise Http404
    return version


def results_page(request, version: ResultsVersion):
    """The page of a version."""
    collaborative = version.results.collaborative
    versions = published_versions(collaborative)
    standing = [each for each in versions if each.taken_back_at is None]
    newest = standing[0] if standing else None
    context = {
        "collaborative": collaborative,
        "version": version,
        "lines": lines_of_versions(versions, version),
        "newest": reverse("congress:results", args=[collaborative.slug]) if newest and newest != version else "",
    }
    if version.taken_back_at is not None:
        context["taken_back_on"] = day_of(version.taken_back_at)
        return page(request, "congress/results_taken_back.html", context, status=GONE)
    publication = publication_of(version)
    at = [collaborative.slug, version.number]
    context |= {
        "title": publication.title,
        "document": html(REPORTS["results"].build(publication, seen_by=request.person)),
        "pdf": reverse("congress:results_file", args=at),
        "citation": plain(publication.citation),
        "forms": [(form.words, reverse("congress:citation_file", args=[*at, key])) for key, form in CITATIONS.items()],
    }
    return page(request, "congress/results.html", context)
