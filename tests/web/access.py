"""Who reaches what: every page against every member of the cast.

A row: the URL's name, what stands in it (a key of PLACES), the method, and the answer for each person. A refusal stands
beside its success in the same row, so that a refusal for another reason cannot pass for one.

200 shown · 302 carried out, or sent to sign in (stranger) · 403 known but not allowed · 404 not known to exist
405 not that way · 409 somebody else changed it · 422 a form refused
"""

from collections.abc import Callable
from dataclasses import dataclass, field

PEOPLE = ("stranger", "amina", "ben", "chidi", "dana", "esi", "farah", "gil", "stan")


@dataclass(frozen=True)
class Row:
    name: str
    place: str
    method: str
    answers: tuple[int, ...]
    sent: Callable | dict = field(default_factory=dict)  # What is posted: a dict, or a function of the world.


# What stands in addresses: made before the requests, named once.
PLACES: dict[str, Callable] = {
    "nowhere": lambda world: {},
    "amina": lambda world: {"person": world.amina.pk},
    "ward 7": lambda world: {"team": world.ward_7.slug},
    "clinic": lambda world: {"team": world.clinic.slug},
    "falls": lambda world: {"space": world.falls.slug},
    "sugar": lambda world: {"space": world.sugar.slug},
    "falls of ward 7": lambda world: {"team": "ward-7", "measure": world.ward_7_falls.measure.slug},
    "feet of the clinic": lambda world: {"team": "clinic", "measure": world.clinic_feet.measure.slug},
    "sheet of ward 7": lambda world: {"team": world.ward_7_falls.team.slug, "period": "2025-07"},
    "row of ward 7": lambda world: {"team": "ward-7", "period": "2025-07", "row": str(world.ward_7_falls.pk)},
    "charter of falls": lambda world: {"space": world.falls_charter.collaborative.slug},
    "falls with harm": lambda world: {"space": "falls", "measure": world.falls_harm.slug},
    "march of ward 7": lambda world: {
        "team": "ward-7",
        "measure": world.ward_7_falls.measure.slug,
        "period": "2025-03",
    },
    "march of the clinic": lambda world: {
        "team": "clinic",
        "measure": world.clinic_feet.measure.slug,
        "period": "2025-03",
    },
}


def grid_typed(world):
    """A grid with its one row filled, to be sent."""
    return {
        f"{world.ward_7_falls.pk}:numerator": "5",
        f"{world.ward_7_falls.pk}:denominator": "40",
        "do": "send",
    }


NOTHING = {"nothing_because": "The ward was closed for two weeks"}
BEGUN = {"name": "Cleaner hands", "template": "infection", "form_key": "one"}
NEW_TEAM = {"name": "Ward 11", "form_key": "one"}
DEFINED = {
    "name": "Call bells",
    "numerator_definition": "Bells answered within a minute",
    "kind": "proportion",
    "measure_type": "process",
    "scope": "core_required",
    "period_kind": "month",
    "due_day": "10",
    "sampling": "all",
    "direction": "up",
    "decimals": "0",
    "rules": "anhoej",
    "form_key": "one",
}
CHANGED = {**DEFINED, "effective_from": "2025-05-01", "change_reason": "Slips count too"}
VALUE = {"numerator": "4", "denominator": "40"}

# fmt: off
#                                                          stranger amina ben  chidi dana esi  farah gil  stan
ROWS = [
    Row("healthz", "nowhere", "GET",                          (200, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("readyz", "nowhere", "GET",                           (503,) * 9),  # No worker runs in tests.
    Row("help", "nowhere", "GET",                             (200, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("accessibility", "nowhere", "GET",                    (200, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("privacy", "nowhere", "GET",                          (200, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("cookies", "nowhere", "GET",                          (200, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("robots", "nowhere", "GET",                           (200, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("security", "nowhere", "GET",                         (200, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("manifest", "nowhere", "GET",                         (200, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("favicon", "nowhere", "GET",                          (302, 302, 302, 302, 302, 302, 302, 302, 302)),
    Row("components", "nowhere", "GET",                       (200, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("components", "nowhere", "POST",                      (200, 200, 200, 200, 200, 200, 200, 200, 200)),
    # Only in a demo is there such a page.
    Row("sign_in_as", "amina", "POST",                        (404, 404, 404, 404, 404, 404, 404, 404, 404)),
    Row("home", "nowhere", "GET",                             (302, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("collaboratives:collaborative", "falls", "GET",       (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    Row("collaboratives:collaborative", "sugar", "GET",       (302, 404, 404, 404, 404, 404, 200, 200, 404)),
    Row("collaboratives:spaces", "nowhere", "GET",            (302, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("collaboratives:begin", "nowhere", "GET",             (302, 403, 403, 403, 403, 200, 403, 403, 403)),
    Row("collaboratives:begin", "nowhere", "POST",            (302, 403, 403, 403, 403, 302, 403, 403, 403), BEGUN),
    Row("collaboratives:charter", "charter of falls", "GET",  (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    Row("collaboratives:write_charter", "charter of falls", "GET", (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    Row("collaboratives:write_charter", "charter of falls", "POST", (302, 403, 403, 403, 403, 302, 404, 404, 404), {"section_aim": "Fewer falls"}),
    Row("collaboratives:approve_charter", "charter of falls", "POST", (302, 403, 403, 403, 403, 302, 404, 404, 404)),
    Row("collaboratives:teams", "falls", "GET",               (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    Row("collaboratives:add_team", "falls", "GET",            (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    Row("collaboratives:add_team", "falls", "POST",           (302, 403, 403, 403, 403, 302, 404, 404, 404), NEW_TEAM),
    Row("collaboratives:change_profile", "ward 7", "GET",     (302, 200, 403, 404, 403, 200, 404, 404, 404)),
    Row("collaboratives:change_profile", "ward 7", "POST",    (302, 302, 403, 404, 403, 302, 404, 404, 404), {"region": "North"}),
    Row("collaboratives:withdraw_team", "ward 7", "GET",      (302, 403, 403, 404, 403, 200, 404, 404, 404)),
    Row("collaboratives:withdraw_team", "ward 7", "POST",     (302, 403, 403, 404, 403, 302, 404, 404, 404), {"on": "2025-06-01", "reason": "No staff"}),
    Row("measures:measures", "falls", "GET",                  (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    Row("measures:measure", "falls with harm", "GET",         (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    Row("measures:define", "falls", "GET",                    (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    Row("measures:define", "falls", "POST",                   (302, 403, 403, 403, 403, 302, 404, 404, 404), DEFINED),
    Row("measures:change", "falls with harm", "GET",          (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    Row("measures:change", "falls with harm", "POST",         (302, 403, 403, 403, 403, 302, 404, 404, 404), CHANGED),
    Row("teams:team", "ward 7", "GET",                        (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    Row("teams:team", "clinic", "GET",                        (302, 404, 404, 404, 404, 404, 200, 200, 404)),
    Row("teams:measures", "ward 7", "GET",                    (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    Row("measures:chart", "falls of ward 7", "GET",           (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    Row("measures:chart", "feet of the clinic", "GET",        (302, 404, 404, 404, 404, 404, 200, 200, 404)),
    Row("reporting:oldest", "ward 7", "GET",                  (302, 302, 302, 404, 403, 403, 404, 404, 404)),
    Row("reporting:grid", "sheet of ward 7", "GET",           (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    Row("reporting:grid", "sheet of ward 7", "POST",          (302, 302, 302, 404, 403, 403, 404, 404, 404), grid_typed),
    Row("reporting:keep", "sheet of ward 7", "POST",          (302, 200, 200, 404, 403, 403, 404, 404, 404), grid_typed),
    Row("reporting:paste", "sheet of ward 7", "GET",          (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    Row("reporting:paste", "sheet of ward 7", "POST",         (302, 302, 302, 404, 403, 403, 404, 404, 404), {"block": "4\t40"}),
    Row("reporting:nothing", "sheet of ward 7", "GET",        (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    Row("reporting:nothing", "sheet of ward 7", "POST",       (302, 302, 302, 404, 403, 403, 404, 404, 404), NOTHING),
    Row("reporting:one", "row of ward 7", "GET",              (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    Row("reporting:one", "row of ward 7", "POST",             (302, 302, 302, 404, 403, 403, 404, 404, 404), grid_typed),
    Row("measures:report_value", "march of ward 7", "GET",    (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    Row("measures:report_value", "march of ward 7", "POST",   (302, 302, 302, 404, 403, 403, 404, 404, 404), VALUE),
    Row("measures:report_value", "march of the clinic", "POST", (302, 404, 404, 404, 404, 404, 302, 403, 404), VALUE),
]
# fmt: on

# Answered by the sign-in library, whose own tests hold them; and pages for development.
ELSEWHERE = ("account_", "mfa_", "usersessions_", "socialaccount_", "openid_connect_")
