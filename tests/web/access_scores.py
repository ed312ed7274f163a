"""Who reaches scores, the team grid and the health of a collaborative: rows of the table of access.

Esi directs the falls collaborative, Dana coaches ward 7. Before a score is released the pages are the same for the
team, and say nothing of it: see test_scores.
"""

from datetime import date
from decimal import Decimal

from allteach.progress import actions
from allteach.spaces.roles import Role
from tests.factories import MembershipFactory, PersonFactory

JUNE = date(2025, 6, 1)


def scored(world):
    """Ward 7 with both scores of June 2025 in."""
    adviser = PersonFactory(name="An adviser")
    MembershipFactory(person=adviser, space=world.falls, role=Role.IMPROVEMENT_ADVISER)
    for who in (world.esi, adviser):
        actions.score_team(team=world.ward_7, month=JUNE, value=Decimal("2.5"), by=who)
    return {"team": "ward-7", "month": "2025-06"}


def checked(world):
    """The falls collaborative, whose first action period has begun."""
    return {"space": world.falls_timetable.space.slug, "number": 1}


PLACES = {
    "june of ward 7": lambda world: {"team": world.ward_7.slug, "month": "2025-06"},
    "june of the clinic": lambda world: {"team": world.clinic.slug, "month": "2025-06"},
    "scored june of ward 7": scored,
    "june of falls": lambda world: {"space": world.falls.slug, "month": "2025-06"},
    "action period 1 of falls": checked,
}

SCORE = {"value": "2.5", "words": "Tests run", "version": "0"}
AGREED = {"value": "2.5", "justification": "Tests run on every shift", "version": "0", "is_released": "on"}
HEALTH = {
    **dict.fromkeys(("changes", "measures", "topic", "leaders", "support", "pioneers", "motivation"), "3"),
    "version": "0",
}

# fmt: off
#                                                              stranger amina ben  chidi dana esi  farah gil  stan
ROWS = [
    ("grid:team_grid", "falls", "GET",                           (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    ("grid:team_grid", "sugar", "GET",                           (302, 404, 404, 404, 404, 404, 403, 403, 404)),
    ("scores:scores", "falls", "GET",                            (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    ("scores:queue", "june of falls", "GET",                     (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    ("scores:health", "falls", "GET",                            (302, 403, 403, 403, 200, 200, 404, 404, 404)),
    ("scores:check_health", "action period 1 of falls", "GET",   (302, 403, 403, 403, 200, 200, 404, 404, 404)),
    ("scores:check_health", "action period 1 of falls", "POST",  (302, 403, 403, 403, 302, 302, 404, 404, 404), HEALTH),
    ("scores:team_scores", "ward 7", "GET",                      (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("scores:team_scores", "clinic", "GET",                      (302, 404, 404, 404, 404, 404, 200, 403, 404)),
    ("scores:score_self", "june of ward 7", "GET",               (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("scores:score_self", "june of ward 7", "POST",              (302, 302, 302, 404, 403, 403, 404, 404, 404), SCORE),
    ("scores:score_self", "june of the clinic", "GET",           (302, 404, 404, 404, 404, 404, 200, 403, 404)),
    ("scores:score_team", "june of ward 7", "GET",               (302, 403, 403, 404, 403, 200, 404, 404, 404)),
    ("scores:score_team", "june of ward 7", "POST",              (302, 403, 403, 404, 403, 302, 404, 404, 404), SCORE),
    ("scores:score_team", "june of the clinic", "GET",           (302, 404, 404, 404, 404, 404, 403, 403, 404)),
    ("scores:agree_score", "scored june of ward 7", "GET",       (302, 403, 403, 404, 403, 200, 404, 404, 404)),
    ("scores:agree_score", "scored june of ward 7", "POST",      (302, 403, 403, 404, 403, 302, 404, 404, 404), AGREED),
]
# fmt: on
