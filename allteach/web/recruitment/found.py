"""What an address of recruitment names, if this person may know of it; otherwise 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from allteach.collaboratives.application_form import PARTS, Part
from allteach.collaboratives.models import Application, Recruitment
from allteach.collaboratives.queries.applications import recruitment_at, recruitments_of
from allteach.spaces.models import Space


def find_recruitment(slug: str) -> Recruitment:
    """The newest round of a collaborative: anybody may read of it."""
    found = recruitment_at(slug)
    if found is None:
        raise Http404
    return found


def find_round(space: Space, number: str | None = None) -> Recruitment:
    """A round of a collaborative that was found already: the one of this number, or the newest."""
    rounds = recruitments_of(space)
    found = next((each for each in rounds if number is None or str(each.number) == number), None)
    if found is None:
        raise Http404
    return found


def find_application(request: HttpRequest, pk: int) -> Application:
    """An application that this person writes or reads."""
    shown = Application.objects.visible_to(request.person)
    return get_object_or_404(
        shown.select_related("recruitment", "recruitment__space", "team", "decided_by", "sent_by"), pk=pk
    )


def find_part(key: str) -> Part:
    """A part of the form."""
    if key not in PARTS:
        raise Http404
    return PARTS[key]
