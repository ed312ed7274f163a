"""A collaborative's pages."""

from django.views.decorators.http import require_safe

from allteach.web.collaboratives.place import collaborative_place
from allteach.web.found import find_collaborative
from allteach.web.http import page


@require_safe
def collaborative(request, space):
    """For each measure all teams together and side by side, never ranked."""
    found = find_collaborative(request, space)

    context = {"place": collaborative_place(found, current="overview"), "collaborative": found}
    return page(request, "collaboratives/collaborative.html", context)
