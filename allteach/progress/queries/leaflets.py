"""Leaflets for patients, and the words with which one begins."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from allteach.improvement.queries.aims import aim_of
from allteach.people.models import Person
from allteach.progress.leaflet_languages import LANGUAGES
from allteach.progress.models import Leaflet
from allteach.spaces.models import Space


def leaflets_of(team: Space, *, seen_by: Person) -> list[Leaflet]:
    """A team's leaflets that a person may see, by language: one query."""
    shown = Leaflet.objects.visible_to(seen_by).filter(team_id=team.pk)
    return list(shown.select_related("reviewed_by", "published_by"))


def leaflet_of(team: Space, language: str, *, seen_by: Person) -> Leaflet | None:
    """One of them: one query."""
    return next((each for each in leaflets_of(team, seen_by=seen_by) if each.language == language), None)


def published_leaflet(code: str) -> Leaflet | None:
    """The leaflet that everybody reads who has its link; None when it was taken back: one query."""
    return Leaflet.objects.filter(code=code, published_at__isnull=False).select_related("team").first()


def first_words(team: Space, language: str, *, seen_by: Person) -> dict[str, str]:
    """The sentences with which a leaflet begins, from the record; empty in a language that the site does not speak."""
    if not LANGUAGES[language].is_spoken:
        return dict.fromkeys(("why", "notice", "choice", "counting", "ideas", "ask"), "")
    aim = aim_of(team, seen_by=seen_by)
    version = aim.current.version if aim else None
    with override(language):
        goal = _("Our team wants to %(aim)s.") % {"aim": version.what_improves.rstrip(". ")} if version else ""
        said = version.why_it_matters if version else ""
        return {
            "why": " ".join(filter(None, (goal, said)))
            or _("Our team wants to make care better. We work on it with patients."),
            "notice": _("We may ask you new things when you visit. We may hand you a card or a sheet."),
            "choice": _("Your care does not change unless you say yes. You can say no to any question."),
            "counting": _(
                "We count how often things go well. We share numbers with other teams. We never share who you are."
            ),
            "ideas": _("Tell us what would help you. You can also join our team: ask at the desk."),
            "ask": _("Ask at the desk of %(team)s.") % {"team": team.name},
        }
