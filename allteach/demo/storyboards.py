"""What the teams of the story hang up at their learning sessions, and the leaflet of Maple Gate."""

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from allteach.collaboratives.queries.calendars import calendar_of, timetable_of
from allteach.core.language import language_now
from allteach.progress import actions
from allteach.progress.queries.leaflets import first_words
from allteach.progress.queries.storyboards import board_from_record, session_of
from allteach.spaces.addressed import team_at

if TYPE_CHECKING:
    from allteach.demo.story import Playing, Story

HUNG = (1, 2, 3, 4)
DAYS_BEFORE = 4
EMPTY = "Northern Lights"  # Has hung up nothing yet …
MISSED = "Harbour Street"  # … and this team not at the second session.
LEFT = "Windmill"  # Had left before the third.

HEADLINES = ("a goal that is mine", "", "feet first", "ready before the visit", "", "nobody falls through")
SURPRISED = (
    "People talk about grandchildren and stairs, hardly ever about sugar.",
    "The list from the record was wrong for one in six. We count by hand now, on Fridays.",
    "Asking first saved the doctor four minutes.",
    "The front desk had the best idea: the card goes with the health card.",
    "Two of our most careful patients had not seen their feet in a year.",
    "It works on Tuesdays, when Colette is here. On other days it does not.",
    "Nobody reads what we mail. Everybody answers a call.",
)
OFFERS = (
    "The card in four and a half minutes. Foot checks at rooming.",
    "Paying patient partners within two weeks.",
    "A recall list that takes ten minutes a week.",
    "How we got the numbers without a data person.",
    "",
    "A script for the first call. It is one page.",
    "Huddles that end after seven minutes.",
)
WANTS = (
    "Interpreters by phone: how do you keep the line?",
    "LDL has slipped for six months. Has anyone turned that?",
    "How do you keep a patient partner who works shifts?",
    "",
    "Eye examinations: our nearest clinic is two hours away.",
    "A way to see who has no appointment at all.",
    "Our sponsor has not come yet. How did you win yours?",
)


def plan_storyboards(story: "Story") -> None:
    """Put into the diary what hangs at each session, and when Maple Gate's patients get their leaflet."""
    timetable = timetable_of(story.collaborative)
    assert timetable is not None  # noqa: S101 - the story set it a moment ago
    for session in calendar_of(timetable).sessions:
        if session.number in HUNG:
            for place, playing in enumerate(story.playing):
                if hangs(playing, session.number):
                    day = session.start - timedelta(days=DAYS_BEFORE)
                    story.diary.add(day, partial(hang, playing, session.number, place))
    story.diary.add(story.start_of(5) + timedelta(days=10), partial(give_leaflet, story))


def hangs(playing: "Playing", number: int) -> bool:
    """Whether a team hangs up a storyboard at a session."""
    name = playing.row.name
    return name != EMPTY and (name, number) not in ((MISSED, 2), (LEFT, 3), (LEFT, 4))


def hang(playing: "Playing", number: int, place: int) -> None:
    """A team fills its boxes and shows the board; by the first session it has nothing to teach yet."""
    session = session_of(playing.team.around_id, number)
    team = team_at(playing.team.slug, playing.lead)
    assert session is not None  # noqa: S101 - both stand in the story
    assert team is not None  # noqa: S101 - the same
    turn = place + 3 * number
    storyboard = actions.write_storyboard(
        team=team,
        session=session,
        headline=HEADLINES[turn % len(HEADLINES)] if number > 1 else "",
        surprised=SURPRISED[turn % len(SURPRISED)],
        offers=OFFERS[turn % len(OFFERS)] if number > 1 else "",
        wants=WANTS[(turn + place) % len(WANTS)],
        by=playing.lead,
    )
    board = board_from_record(team, session, storyboard, language=language_now())
    actions.publish_storyboard(team=team, session=session, board=board, by=playing.lead)


def give_leaflet(story: "Story") -> None:
    """Maple Gate's leaflet, in English and French; Ben has read both."""
    maple, ben = story.team("Maple Gate"), story.people.cast["ben"]
    words = first_words(maple.team, "en-gb", seen_by=maple.lead)
    words["why"] = "We want each person with diabetes to set a goal of their own. What matters to you comes first."
    words["notice"] = "The nurse may hand you a short card when you come in. It asks what you would like to do again."
    french = {
        "why": "Nous voulons que chaque personne diabétique choisisse son propre but. Ce qui compte pour vous passe "
        "en premier.",
        "notice": "L’infirmière vous remettra peut-être une petite carte. Elle demande ce que vous aimeriez refaire.",
        "choice": "Vos soins ne changent pas sans votre accord. Vous pouvez dire non à toute question.",
        "counting": "Nous comptons ce qui va bien. Nous partageons des nombres, jamais qui vous êtes.",
        "ideas": "Dites-nous ce qui vous aiderait. Vous pouvez aussi vous joindre à l’équipe : demandez à l’accueil.",
        "ask": "Demandez à l’accueil de Maple Gate.",
    }
    for language, said in (("en-gb", words), ("fr-ca", french)):
        leaflet = actions.write_leaflet(team=maple.team, language=language, by=maple.lead, **said)
        actions.review_leaflet(leaflet=leaflet, by=ben)
        if language == "en-gb":  # The French one waits to be published.
            actions.publish_leaflet(leaflet=leaflet, by=maple.lead)
