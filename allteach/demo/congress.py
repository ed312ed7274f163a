"""The congress of the story: who is put forward before it; told to its end, what was reached, and who was thanked.

At the eleventh month nothing is published: a draft is begun. Told to the end, the first version holds a mistake, and
the second says so.
"""

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from allteach.core.language import language_now
from allteach.improvement.models import Cycle
from allteach.progress import actions
from allteach.progress.awards import AwardKind
from allteach.progress.models import Award, Results
from allteach.progress.queries.awards import deeds_of
from allteach.progress.queries.congress import calendar_for, teams_that_started
from allteach.progress.queries.results import first_answers, results_from_record
from allteach.spaces.models import Subject, Team

if TYPE_CHECKING:
    from allteach.demo.story import Story

MEASURES = 4  # Of those that all teams report.
WITHOUT_AGREEMENT = "Northern Lights"  # So small a practice that it keeps its numbers to itself.
TEACHER, HONEST = "Cedar Point", "Maple Gate"
NAMED = ("Cedar Point", "Maple Gate", "Harbour Street")  # Teams that want to be named in public.
TAUGHT = "They let us sit in for a morning. We ask for the goal before the doctor comes now, and it takes five minutes."
FAILED = "They told all of us that letters bring nobody, with the numbers. It saved us a month."
DRAFT = {
    "summary": "More adults with diabetes have set a goal of their own, and more get the checks they need.",
    "not_worked": "",
    "thanks": "To our patient partners, who came to every session and told us when we were wrong.",
}
TOLD = {
    "summary": "More adults with type 2 diabetes now have a goal that is their own. More of them have the tests that "
    "they need.\nSugar itself moved less, and later. That takes longer than fifteen months.",
    "not_worked": "Letters asking people to come brought almost nobody. A call did.\nOne form for all visits took "
    "longer than no form. We let it go.\nBlood fats got no better in most practices, and we do not know why.",
    "partners": "They were full members of their teams, and were paid. They wrote the goal card, chose what to ask, "
    "and led parts of each session.",
    "thanks": DRAFT["thanks"],
}
LINKS = (
    {
        "title": "The opening, with charts of all teams",
        "link": "https://media.steady-sugar.example/congress/opening",
        "alternative": "With captions; the transcript stands below the film",
    },
    {
        "title": "Four patients tell",
        "link": "https://media.steady-sugar.example/congress/patients",
        "alternative": "With captions, in English and French",
    },
    {
        "title": "The goal card, to print",
        "link": "https://media.steady-sugar.example/goal-card",
        "alternative": "Also in large type, and to be read aloud",
    },
)
CORRECTION = "We had written that goal cards were used in every practice. Two never did. The sentence is gone."
WRONG = "\nGoal cards are used in every practice."


def plan_congress(story: "Story") -> None:
    """Put into the diary who is put forward, and, where the story goes on so far, the congress itself."""
    calendar = calendar_for(story.collaborative)
    assert calendar is not None  # noqa: S101 - the story set it a moment ago
    congress = calendar.congress.start
    before = min(story.today, congress)
    story.diary.add(before - timedelta(days=9), partial(put_forward, story))
    story.diary.add(before - timedelta(days=6), partial(begin_results, story))
    story.diary.add(congress, partial(thank, story))
    story.diary.add(congress + timedelta(days=1), partial(publish, story))
    story.diary.add(congress + timedelta(days=4), partial(correct, story))


def put_forward(story: "Story") -> None:
    """Two teams put others forward: one for what it taught, one for what it said had failed."""
    for place, (name, award, words) in enumerate(
        ((TEACHER, AwardKind.TEACHING, TAUGHT), (HONEST, AwardKind.HONEST_FAILURE, FAILED))
    ):
        by = story.team(HONEST if place == 0 else "Harbour Street").lead
        actions.put_team_forward(
            collaborative=story.collaborative, team=team_of(story, name), award=award, words=words, by=by
        )


def begin_results(story: "Story") -> None:
    """The director begins to write: what did not work is still to be said."""
    first = first_answers(story.collaborative)
    actions.write_results(
        collaborative=story.collaborative,
        measures=story.measures[:MEASURES],
        licence="CC-BY-4.0",
        limits=first["limits"],
        authors=first["authors"],
        by=story.esi,
        **DRAFT,
    )


def thank(story: "Story") -> None:
    """Every team is thanked, one for teaching, one for an honest failure; some want to be named in public."""
    teams = teams_that_started(story.collaborative, calendar_for(story.collaborative))
    deeds = deeds_of(teams)
    given = actions.recognise_teams(
        collaborative=story.collaborative,
        teams={team.pk: team for team in teams},
        lines={team.pk: deeds[team.pk].line for team in teams},
        by=story.esi,
    )
    for name, award, why in (
        (TEACHER, AwardKind.TEACHING, TAUGHT),
        (HONEST, AwardKind.HONEST_FAILURE, FAILED),
    ):
        team = team_of(story, name)
        given.append(
            actions.give_award(
                collaborative=story.collaborative,
                team=team,
                award=award,
                why=why,
                points_at=let_go(team) if award is AwardKind.HONEST_FAILURE else None,
                by=story.esi,
            )
        )
    for each in given:
        if each.team.name in NAMED:
            actions.show_award(award=Award.objects.get(pk=each.pk), is_shown=True, by=story.team(each.team.name).lead)


def publish(story: "Story") -> None:
    """The first version, in which a sentence is wrong."""
    _publish(story, {**TOLD, "summary": TOLD["summary"] + WRONG})


def correct(story: "Story") -> None:
    """The second, which says so."""
    _publish(story, TOLD, change_reason=CORRECTION)


def _publish(story: "Story", said: dict[str, str], *, change_reason: str = "") -> None:
    stands = Results.objects.get(collaborative=story.collaborative.pk)
    results = actions.write_results(
        collaborative=story.collaborative,
        measures=story.measures[:MEASURES],
        licence="CC-BY-4.0",
        limits=stands.limits,
        authors=stands.authors,
        links=LINKS,
        by=story.esi,
        **said,
    )
    told = results_from_record(Results.objects.get(pk=results.pk), language=language_now())
    actions.publish_results(results=results, told=told, change_reason=change_reason, by=story.esi)


def let_go(team: Team) -> Subject | None:
    """A test of the team that all may see and that it let go, if there is one."""
    found = Cycle.objects.filter(team=team.pk, decision=Cycle.Decision.ABANDON, audience="collaborative").first()
    return found.subject_ptr if found else None


def team_of(story: "Story", name: str) -> Team:
    """A team as it stands now, with its profile."""
    return Team.objects.select_related("profile", "parent").get(pk=story.team(name).team.pk)
