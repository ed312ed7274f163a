"""What the demo's story holds: whatever can happen has happened in it, or stands here with the reason why not."""

import sqlite3
from importlib import import_module

from django.apps import apps

CONGRESS = "at the congress, which is months away"
SIGNED_IN = "when somebody signs in: nobody has yet"
NO_REFUSAL = "when a mail server says no: the demo's takes everything"
NOT_HAPPENED = {  # By name: why the story has none.
    "collaboratives.team_returned": "the one team that left stays away",
    "improvement.charts_redrawn": "nothing to mend",
    "measures.import_taken_back": "the file that was taken over stands, so that its page can be seen",
    "messaging.address_refused": NO_REFUSAL,
    "messaging.mail_tried_again": NO_REFUSAL,
    "messaging.person_reminded": "those of the late teams have no account",
    "people.calendar_address_renewed": "nobody's has become known",
    "people.sign_in_limited": SIGNED_IN,
    "people.signed_in": SIGNED_IN,
    "progress.award_given": CONGRESS,
    "progress.award_shown": CONGRESS,
    "progress.award_shown_no_more": CONGRESS,
    "progress.award_taken_back": CONGRESS,
    "progress.award_worded_anew": CONGRESS,
    "progress.leaflet_taken_back": "the leaflet is to be read",
    "progress.nomination_left": CONGRESS,
    "progress.results_corrected": CONGRESS,
    "progress.results_published": CONGRESS,
    "progress.results_taken_back": CONGRESS,
    "progress.sponsor_link_made": "is told with the page that is sent",
    "spaces.disclosure_changed": "the usual rule is what the pages are to show",
    "spaces.space_changed": "is told with what was changed of it",
    "spaces.space_reopened": "the unit that closed stays closed",
}


def test_whatever_can_happen_has_happened_in_the_story_or_has_a_reason_why_not(demo_database):
    with sqlite3.connect(demo_database) as database:
        happened = {name for (name,) in database.execute("SELECT DISTINCT name FROM core_event")}
    database.close()

    assert can_happen() - happened - NOT_HAPPENED.keys() == set()
    assert NOT_HAPPENED.keys() - can_happen() == set()
    assert NOT_HAPPENED.keys() & happened == set()


def can_happen() -> set[str]:
    """The name of every event of every app."""
    found = set()
    for app in apps.get_app_configs():
        if app.name.startswith("allteach."):
            try:
                module = import_module(f"{app.name}.events")
            except ModuleNotFoundError:
                continue  # An app in which nothing happens.
            found |= {name for key, name in vars(module).items() if key.isupper()}
    return found
