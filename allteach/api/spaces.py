"""Spaces and teams."""

from django.shortcuts import get_object_or_404
from ninja import Router
from ninja.pagination import LimitOffsetPagination, paginate

from allteach.api.found import find_team
from allteach.api.schemas import ERRORS, Slug, SpaceOut, TeamOut
from allteach.spaces.addressed import collaborative_at, space_at
from allteach.spaces.models import Space, Team
from allteach.spaces.naming import name_for, slug_for

router = Router()


@router.get("/spaces", response={200: list[SpaceOut], **ERRORS}, summary="Spaces I may know of")
@paginate(LimitOffsetPagination)
def spaces(request):
    """Every space this person is in, covers, or stands beside, by name."""
    return [
        space_out(space, request.person) for space in Space.objects.visible_to(request.person).select_related("parent")
    ]


@router.get("/spaces/{space}", response={200: SpaceOut, **ERRORS}, summary="One space")
def space(request, space: Slug):
    """A space by its address."""
    return space_out(get_object_or_404(space_at(space, request.person)), request.person)


@router.get("/spaces/{space}/teams", response={200: list[TeamOut], **ERRORS}, summary="Teams of a collaborative")
@paginate(LimitOffsetPagination)
def teams(request, space: Slug):
    """The teams of a collaborative that this person may know of, by name."""
    found = get_object_or_404(collaborative_at(space, request.person))
    shown = Team.objects.visible_to(request.person).filter(parent=found.pk).select_related("parent", "profile")
    return sorted((team_out(team, request.person) for team in shown), key=lambda team: team["name"])


@router.get("/teams/{team}", response={200: TeamOut, **ERRORS}, summary="One team")
def team(request, team: Slug):
    """A team by its address."""
    return team_out(find_team(request, team), request.person)


def space_out(space: Space, person) -> dict:
    """A space as this person may know it."""
    return {
        "slug": slug_for(space, person),
        "name": name_for(space, person),
        "kind": space.kind,
        "parent": space.parent.slug if space.parent else None,
        "summary": space.summary if space.pk in person.standing.named else "",
    }


def team_out(team: Space, person) -> dict:
    """A team as this person may know it."""
    profile = getattr(team, "profile", None)
    return {
        "slug": slug_for(team, person),
        "name": name_for(team, person),
        "collaborative": team.parent.slug if team.parent else None,
        "region": profile.region if profile else None,
        "practice_kind": profile.practice_kind if profile else None,
    }
