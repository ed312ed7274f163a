"""The desk: what needs me."""

from django.views.decorators.http import require_safe

from allteach.web.http import page


@require_safe
def home(request):
    """What needs this person, and the spaces they are in."""
    spaces = [membership.space for membership in request.person.standing.memberships]
    return page(request, "home/home.html", {"spaces": spaces})
