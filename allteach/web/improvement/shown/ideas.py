"""A change idea as a page shows it: what it is, who tried it, what became of it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.improvement.models import ChangeIdea
from allteach.improvement.queries.learning import IdeaTally
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.web.improvement.shown.addresses import team_address
from allteach.web.improvement.shown.cycles import Told
from allteach.web.improvement.shown.words import Mark
from allteach.web.navigation import Action

ANSWERS = ("title", "plain_summary", "driver", "first_test", "care_element", "evidence", "origin", "version")
DECISIONS = ("adopt", "adapt", "repeat", "abandon")


@dataclass(frozen=True)
class IdeaRow:
    """One line of the list of ideas."""

    address: str
    tried: str
    result: str
    mark: Mark


def idea_address(idea: ChangeIdea, page: str = "idea") -> str:
    """An idea's page, or the one that revises it."""
    return reverse(f"improvement:{page}", args=[idea.space.slug, idea.pk])


def address_for(team: Space, idea: ChangeIdea | None) -> str:
    """Where a team finds an idea of its collaborative; nothing for none, or one of its own."""
    if idea is None or team.parent is None or idea.space_id != team.parent_id:
        return ""
    return reverse("improvement:idea", args=[team.parent.slug, idea.pk])


def evidence_mark(idea: ChangeIdea) -> Mark:
    """How well an idea is supported; a warning where it was found not to help."""
    tone = "late" if idea.warns else {"strong": "better", "promising": "brand"}.get(idea.evidence, "outline")
    return Mark(idea.get_evidence_display(), tone)


def tried_words(tally: IdeaTally) -> str:
    """How many teams tried it, try it now, and kept it: "4 teams tried it, 1 does now, 2 kept it"."""
    tried, testing, kept = len(tally.teams), len(tally.testing), len(tally.kept)
    said = (
        ngettext("one team tried it", "%(count)d teams tried it", tried) % {"count": tried} if tried else "",
        ngettext("one tests it now", "%(count)d test it now", testing) % {"count": testing} if testing else "",
        ngettext("one kept it", "%(count)d kept it", kept) % {"count": kept} if kept else "",
    )
    return capfirst(", ".join(filter(None, said))) or _("Nobody yet")


def result_words(tally: IdeaTally) -> str:
    """What was decided after its tests: "Adopted 2, adapted 3, abandoned 1"; nothing while nothing is."""
    words = {"adopt": _("adopted"), "adapt": _("adapted"), "repeat": _("repeated"), "abandon": _("abandoned")}
    said = [f"{words[decision]} {tally.decisions[decision]}" for decision in DECISIONS if tally.decisions[decision]]
    return capfirst(", ".join(said))


def idea_facts(idea: ChangeIdea, tally: IdeaTally) -> list[Told]:
    """What is known of an idea, as facts."""
    facts = [
        Told(_("What it should move"), idea.driver),
        Told(_("The first small test"), idea.first_test),
        Told(_("What part of care it touches"), idea.get_care_element_display()),
        Told(_("Where it comes from"), idea.get_origin_display()),
        Told(_("Who tried it"), tried_words(tally)),
        Told(_("What was decided"), result_words(tally)),
    ]
    return [fact for fact in facts if fact.words]


def ways_to_test(idea: ChangeIdea, teams: list[Space], person: Person) -> tuple[Action, ...]:
    """For each team of this person, a way to start a test of the idea with two lines."""
    return tuple(
        Action(
            _("Test it in %(team)s") % {"team": team.name},
            f"{team_address(team, person, 'start_cycle')}?idea={idea.pk}",
        )
        for team in teams
    )


def answers_of_idea(idea: ChangeIdea) -> dict[str, Any]:
    """What an idea says now, by question."""
    return {name: getattr(idea, name) for name in ANSWERS}
