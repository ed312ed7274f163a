"""Who reaches the pages of coaching: as access.py, which reads this."""

from collections.abc import Callable
from datetime import date, timedelta

from django.utils import timezone

from allteach.meetings.actions.circle import ask_circle
from allteach.meetings.actions.contacts import Agreed, log_contact
from allteach.meetings.actions.visits import plan_visit

Rows = list[tuple[str, str, str, tuple[int, ...], dict]]


def contact_with(world):
    """A contact of Dana's with ward 7, in which something was agreed."""
    return log_contact(
        team=world.ward_7,
        way="phone",
        minutes=20,
        shared_note="We spoke",
        private_note="Mine",
        agreed=[Agreed("Send it", world.amina)],
        by=world.dana,
    )


def visit_to(world, days: int):
    """A visit of Dana's to ward 7, so many days from now."""
    return plan_visit(team=world.ward_7, on=timezone.localdate() + timedelta(days=days), purpose="Walk", by=world.dana)


PLACES: dict[str, Callable] = {
    "contact of ward 7": lambda world: {"team": "ward-7", "contact": contact_with(world).pk},
    "agreement of ward 7": lambda world: {
        "team": "ward-7",
        "commitment": contact_with(world).meeting.commitments.get().pk,
    },
    "coming visit of ward 7": lambda world: {"team": "ward-7", "visit": visit_to(world, 3).pk},
    "visit of ward 7": lambda world: {"team": "ward-7", "visit": visit_to(world, -1).pk},
    "question to the circle": lambda world: {
        "space": "falls",
        "question": ask_circle(collaborative=world.falls, words="What helps?", by=world.dana).pk,
    },
}

CONTACT = {"form_key": "c", "way": "phone", "minutes": "20", "on": date.today().isoformat(), "shared_note": "We spoke"}
VISIT = {"form_key": "v", "on": (date.today() + timedelta(days=5)).isoformat(), "purpose": "Walk the ward"}
REPORT = {"form_key": "r", "purpose": "Walk", "walked": "Two beds have no bell", "minutes": "90"}

# fmt: off
#                                                              stranger amina ben chidi dana esi farah gil stan
ROWS: Rows = [
    ("coaching:caseload", "nowhere", "GET",                   (302, 403, 403, 403, 200, 403, 403, 403, 403), {}),
    ("coaching:look", "nowhere", "POST",                      (302, 403, 403, 403, 302, 403, 403, 403, 403), {}),
    ("coaching:caseloads", "falls", "GET",                    (302, 403, 403, 403, 403, 200, 404, 404, 404), {}),
    ("coaching:follow_up", "falls", "GET",                    (302, 403, 403, 403, 403, 200, 404, 404, 404), {}),
    ("coaching:log_quickly", "ward 7", "POST",                (302, 403, 403, 404, 302, 302, 404, 404, 404), {"way": "phone"}),
    ("coaching:remind", "ward 7", "GET",                      (302, 403, 403, 404, 200, 200, 404, 404, 404), {}),
    ("coaching:remind", "ward 7", "POST",                     (302, 403, 403, 404, 200, 200, 404, 404, 404), {}),
    ("coaching:contacts", "ward 7", "GET",                    (302, 200, 200, 404, 200, 200, 404, 404, 404), {}),
    ("coaching:log_contact", "ward 7", "GET",                 (302, 403, 403, 404, 200, 200, 404, 404, 404), {}),
    ("coaching:log_contact", "ward 7", "POST",                (302, 403, 403, 404, 302, 302, 404, 404, 404), CONTACT),
    ("coaching:correct_contact", "contact of ward 7", "GET",  (302, 403, 403, 404, 200, 403, 404, 404, 404), {}),
    ("coaching:correct_contact", "contact of ward 7", "POST", (302, 403, 403, 404, 302, 403, 404, 404, 404), CONTACT),
    ("coaching:withdraw_contact", "contact of ward 7", "GET", (302, 403, 403, 404, 200, 403, 404, 404, 404), {}),
    ("coaching:withdraw_contact", "contact of ward 7", "POST", (302, 403, 403, 404, 302, 403, 404, 404, 404), {}),
    ("coaching:keep_agreement", "agreement of ward 7", "POST", (302, 302, 302, 404, 302, 403, 404, 404, 404), {}),
    ("coaching:plan_visit", "ward 7", "GET",                  (302, 403, 403, 404, 200, 200, 404, 404, 404), {}),
    ("coaching:plan_visit", "ward 7", "POST",                 (302, 403, 403, 404, 302, 302, 404, 404, 404), VISIT),
    ("coaching:visit", "visit of ward 7", "GET",              (302, 200, 200, 404, 200, 200, 404, 404, 404), {}),
    ("coaching:report_visit", "visit of ward 7", "GET",       (302, 403, 403, 404, 200, 403, 404, 404, 404), {}),
    ("coaching:report_visit", "visit of ward 7", "POST",      (302, 403, 403, 404, 302, 403, 404, 404, 404), REPORT),
    ("coaching:call_off_visit", "coming visit of ward 7", "GET", (302, 403, 403, 404, 200, 403, 404, 404, 404), {}),
    ("coaching:call_off_visit", "coming visit of ward 7", "POST", (302, 403, 403, 404, 302, 403, 404, 404, 404), {"reason": "Snow"}),
    # Neither teams nor the director read what coaches ask each other.
    ("coaching:circle", "falls", "GET",                       (302, 403, 403, 403, 200, 403, 404, 404, 404), {}),
    ("coaching:circle", "falls", "POST",                      (302, 403, 403, 403, 302, 403, 404, 404, 404), {"form_key": "q", "words": "What helps?"}),
    ("coaching:circle_question", "question to the circle", "GET", (302, 404, 404, 404, 200, 404, 404, 404, 404), {}),
    ("coaching:circle_question", "question to the circle", "POST", (302, 404, 404, 404, 302, 404, 404, 404, 404), {"form_key": "a", "words": "Fewer tests"}),
    ("coaching:close_circle_question", "question to the circle", "POST", (302, 404, 404, 404, 302, 404, 404, 404, 404), {"outcome": "Fewer tests"}),
]
# fmt: on
