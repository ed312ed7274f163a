"""The prospectus of a collaborative, to print and pass on."""

from django.contrib.auth.decorators import login_not_required
from django.views.decorators.http import require_safe

from allteach.reports.catalogue import REPORTS
from allteach.web.documents.answers import document_file
from allteach.web.recruitment.found import find_recruitment


@login_not_required
@require_safe
def prospectus_file(request, space):
    """What anybody may read of a round of recruitment, as PDF."""
    found = find_recruitment(space)

    return document_file(request, REPORTS["prospectus"], found, "pdf")
