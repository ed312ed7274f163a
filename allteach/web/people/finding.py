"""Finding a team, a measure or a person by a few letters; and a person's page."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from allteach.measures.models import Measure
from allteach.spaces.models import Membership, Space
from allteach.spaces.naming import name_for, slug_for
from allteach.spaces.queries import people_known_to
from allteach.spaces.roles import Role
from allteach.web.http import page

FEWEST = 2  # Letters: with one, everything would be found.
MOST = 30


@require_safe
def find(request):
    """What begins with, or holds, the letters typed: spaces, measures and people this person may know of."""
    asked = " ".join(request.GET.get("q", "").split())[:80].replace("\x00", "")
    context = {"asked": asked, "is_short": len(asked) < FEWEST}
    if not context["is_short"]:
        context |= {
            "spaces": spaces_found(request.person, asked),
            "measures": measures_found(request.person, asked),
            "people": people_found(request.person, asked),
        }
        context["is_nothing"] = not any(context[kind] for kind in ("spaces", "measures", "people"))
    return page(request, "people/find.html", context, part="found")


@require_safe
def person(request, person):
    """Somebody, and the spaces one has in common with them."""
    found = get_object_or_404(people_known_to(request.person), pk=person)

    shared = Membership.objects.active().filter(person=found, space_id__in=request.person.standing.named)
    roles: dict[Space, list[str]] = {}
    for membership in shared.select_related("space").order_by("space__name", "pk"):
        roles.setdefault(membership.space, []).append(str(Role(membership.role).label))
    context = {
        "whom": found,
        "is_me": found == request.person,
        "spaces": [(space.name, address_of(space, request.person), ", ".join(held)) for space, held in roles.items()],
    }
    return page(request, "people/person.html", context)


def spaces_found(person, asked: str) -> list[tuple[str, str]]:
    """Names and addresses. A team that is known by its code is found by its code, never by its name."""
    standing = person.standing
    named = Space.objects.filter(pk__in=standing.named, name__icontains=asked)
    coded = Space.objects.filter(pk__in=standing.coded, code__icontains=asked)
    found = sorted([*named[:MOST], *coded[:MOST]], key=lambda space: name_for(space, person).casefold())
    return [(name_for(space, person), address_of(space, person)) for space in found]


def measures_found(person, asked: str) -> list[tuple[str, str]]:
    """Measures of the spaces somebody is in or covers, with where they belong."""
    shown = Measure.objects.visible_to(person).filter(title__icontains=asked).select_related("space").order_by("title")
    return [
        (f"{measure.title}, {name_for(measure.space, person)}", address_of(measure.space, person))
        for measure in shown[:MOST]
    ]


def people_found(person, asked: str) -> list[tuple[str, str, str]]:
    """Name, address and what they say of themselves."""
    shown = people_known_to(person).filter(name__icontains=asked).order_by("name", "pk")
    return [(found.name, reverse("people:person", args=[found.pk]), found.about) for found in shown[:MOST]]


def address_of(space: Space, person) -> str:
    """A space's own page."""
    name = "teams:team" if space.kind == Space.Kind.TEAM else "collaboratives:collaborative"
    return reverse(name, args=[slug_for(space, person)])
