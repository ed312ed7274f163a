"""What an address names of a team's aims, tests and changes, if this person may know that it exists; otherwise 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from allteach.improvement.models import Aim, ChangeIdea, Cycle, ImplementedChange, SpreadPlan
from allteach.measures.models import TeamMeasure
from allteach.spaces.models import Space


def find_cycle(request: HttpRequest, team: Space, number: int) -> Cycle:
    """One test of change, with its names, predictions, charts and helpers."""
    shown = Cycle.objects.visible_to(request.person).with_names().with_predictions()
    cycle = get_object_or_404(shown.prefetch_related("charts", "helpers"), team_id=team.pk, number=number)
    cycle.team = team
    return cycle


def find_change(request: HttpRequest, team: Space, number: int) -> ImplementedChange:
    """One kept change, with the test it came from and its charts."""
    shown = ImplementedChange.objects.visible_to(request.person).select_related("from_cycle", "change_idea")
    change = get_object_or_404(shown.prefetch_related("charts"), team_id=team.pk, number=number)
    change.team = team
    return change


def find_idea(request: HttpRequest, space: Space, idea: int) -> ChangeIdea:
    """One idea of a collaborative."""
    found = get_object_or_404(ChangeIdea.objects.visible_to(request.person), pk=idea, space_id=space.pk)
    found.space = space
    return found


def find_aim(request: HttpRequest, team: Space) -> Aim:
    """The team's aim."""
    aim = get_object_or_404(Aim.objects.visible_to(request.person), team_id=team.pk)
    aim.team = team
    return aim


def find_plan(request: HttpRequest, team: Space, number: int) -> SpreadPlan:
    """One spread plan, with its idea and charts."""
    shown = SpreadPlan.objects.visible_to(request.person).select_related("change_idea").prefetch_related("charts")
    plan = get_object_or_404(shown, team_id=team.pk, number=number)
    plan.team = team
    return plan


def charts_of(request: HttpRequest, team: Space):
    """The team's charts, to choose from."""
    return TeamMeasure.objects.visible_to(request.person).filter(team_id=team.pk).active()


def ideas_for(request: HttpRequest, team: Space):
    """The ideas that a team may try, to choose from."""
    around = [team.pk, team.parent_id] if team.parent_id else [team.pk]
    return ChangeIdea.objects.visible_to(request.person).filter(space_id__in=around).order_by("title")


def number_asked(request: HttpRequest, name: str) -> int | None:
    """A whole number that the address asks for (`?after=3`); None if it asks for none, 404 if it is not one."""
    asked = request.GET.get(name, "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        raise Http404
    return int(asked)
