"""Why a practice is declined, while nobody has told it."""

from allteach.collaboratives.models import Application
from tests.web.access_recruitment import decided

# Stan, who wrote the application, finds neither.
FOUND_BY = {"canaryreasons": {"dana", "esi", "hana", "jon"}, "canaryfeedback": {"esi", "jon"}}


def plant(world) -> None:
    """Decide about an application, and do not announce it."""
    decided(world)
    Application.objects.update(reasons="canaryreasons", feedback="canaryfeedback")


def addresses(_world) -> list[str]:
    """Where they would stand."""
    return [f"/applications/{application.pk}/" for application in Application.objects.all()]
