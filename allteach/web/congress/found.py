"""What an address of a congress names, if this person may know of it; otherwise 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from allteach.progress.models import Award, Nomination, Results, ResultsVersion
from allteach.progress.queries.awards import award_of
from allteach.progress.queries.results import results_of, version_at
from allteach.spaces.models import Space


def find_results(request: HttpRequest, collaborative: Space) -> Results:
    """The working copy of the results, once it was begun."""
    found = results_of(collaborative, seen_by=request.person)
    if found is None:
        raise Http404
    return found


def find_version(slug: str, number: int) -> ResultsVersion:
    """A version that was published: anybody may know of it."""
    found = version_at(slug, number)
    if found is None:
        raise Http404
    return found


def find_award(request: HttpRequest, team: Space, pk: int) -> Award:
    """An award of a team."""
    found = award_of(team, pk, seen_by=request.person)
    if found is None:
        raise Http404
    return found


def find_nomination(request: HttpRequest, collaborative: Space, pk: int) -> Nomination:
    """Somebody put forward, for those who may know of it."""
    shown = Nomination.objects.visible_to(request.person).filter(collaborative=collaborative.pk)
    return get_object_or_404(shown.select_related("collaborative", "team"), pk=pk)
