"""Who reaches what: every page against every member of the cast.

A row: the URL's name, what stands in it (a key of PLACES), the method, and the answer for each person. A refusal stands
beside its success in the same row, so that a refusal for another reason cannot pass for one.

200 shown · 302 carried out, or sent to sign in (stranger) · 403 known but not allowed · 404 not known to exist
405 not that way · 409 somebody else changed it · 422 a form refused
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.core import signing
from django.utils import timezone

from allteach.collaboratives.thresholds import THRESHOLDS
from allteach.core.actions.work import work_off
from allteach.exchange import imports
from allteach.measures.models import ValueImport
from allteach.messaging.letters import SALT
from allteach.messaging.notices import LETTERS
from allteach.people import actions as people_actions
from allteach.spaces import actions as space_actions
from allteach.spaces.models import DataAgreement, Invitation, Membership
from allteach.spaces.secrets import secret_of
from allteach.web.calendars import feeds
from tests.web import (
    access_coaching,
    access_congress,
    access_documents,
    access_improvement,
    access_meetings,
    access_monthly_reports,
    access_recruitment,
    access_scores,
    access_senior_leaders,
)

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
    "note of ward 7": lambda world: {"team": "ward-7", "measure": "falls-harm", "note": world.ward_7_note.pk},
    "baseline of ward 7": lambda world: {
        "team": "ward-7",
        "measure": "falls-harm",
        "baseline": world.ward_7_baseline.pk,
    },
    "drawing of ward 7": lambda world: {"team": "ward-7", "measure": world.ward_7_falls.measure.slug, "form": "svg"},
    "table of ward 7": lambda world: {"team": "ward-7", "measure": world.ward_7_falls.measure.slug, "form": "csv"},
    "picture of falls with harm": lambda world: {"space": "falls", "measure": world.falls_harm.slug, "form": "svg"},
    "table of falls": lambda world: {"space": world.falls.slug, "form": "csv"},
    "charter of falls": lambda world: {"space": world.falls_charter.collaborative.slug},
    "calendar of falls": lambda world: {"space": world.falls_timetable.space.slug},
    "calendar address of amina": lambda world: {
        "secret": signing.dumps([world.amina.pk, world.amina.calendar_number], salt=feeds.SALT)
    },
    "session of falls": lambda world: {"space": world.falls_timetable.space.slug, "key": "session-2"},
    "falls with harm": lambda world: {"space": "falls", "measure": world.falls_harm.slug},
    "import of falls": lambda world: {"space": "falls", "number": sent(world, world.falls, world.esi).pk},
    "checked of falls": lambda world: {"space": "falls", "number": sent(world, world.falls, world.esi, "checked").pk},
    "refusals of falls": lambda world: {
        "space": "falls",
        "number": sent(world, world.falls, world.esi, "checked").pk,
        "form": "csv",
    },
    "asking of falls": lambda world: {"space": "falls", "number": sent(world, world.falls, world.esi, "asking").pk},
    "taken of falls": lambda world: {"space": "falls", "number": sent(world, world.falls, world.esi, "taken").pk},
    "checked of ward 7": lambda world: {
        "team": "ward-7",
        "number": sent(world, world.ward_7, world.amina, "checked").pk,
    },
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

PLACES |= {
    "ward 7 as a space": lambda world: {"space": "ward-7"},
    "ben in ward 7": lambda world: {"space": "ward-7", "membership": membership_of(world.ben, world.ward_7)},
    "amina in ward 7": lambda world: {"space": "ward-7", "membership": membership_of(world.amina, world.ward_7)},
    "invitation to ward 7": lambda world: {"space": "ward-7", "invitation": invitation_to(world).pk},
    "link of an invitation": lambda world: {"secret": secret_of(invitation_to(world))},
    "agreement in falls": lambda world: {"space": "falls", "agreement": agreement_in(world.falls)},
    "key of amina": lambda world: {"token": key_of(world.amina)},
    "link under a mail to amina": lambda world: {"said": declined_by(world.amina)},
    "a mail that failed": lambda world: {"message": 1},
    "a mail": lambda world: {"name": "20260305-120000-000000-ab12"},
}


def membership_of(person, space) -> int:
    return Membership.objects.active().get(person=person, space_id=space.pk).pk


def invitation_to(world) -> Invitation:
    kwame = {"email": "kwame@allteach.example", "name": "Kwame", "role": "team_member"}
    return space_actions.invite(space=world.ward_7, by=world.amina, **kwame)


def agreement_in(space) -> int:
    return DataAgreement.objects.filter(collaborative_id=space.pk).order_by("pk")[0].pk


def key_of(person) -> int:
    ends = timezone.localdate() + timedelta(days=30)
    return people_actions.make_token(person=person, name="A", can_write=False, expires_on=ends, by=person).token.pk


def declined_by(person) -> str:
    return signing.dumps({"person": person.pk, "letter": "somebody_joined"}, salt=SALT)


def agreed(world):
    return {
        "form_key": "agreed",
        "organisations": [world.ward_7.organisation_id],
        "ground": "Signed on paper",
        "signatory": "Dr Grey",
        "signed_on_day": "5",
        "signed_on_month": "3",
        "signed_on_year": "2026",
    }


MAIL_AS_USUAL = {letter.key: letter.paces[0].value for letter in LETTERS.values() if letter.can_be_declined}
MAIL_AS_USUAL |= {"weekday": "0", "hour": "8"}
KWAME = {"form_key": "invited", "name": "Kwame", "email": "k@allteach.example", "role": "team_member"}
TARGET = {"words": "No harm", "target": "2", "holds_from": "2026-01-01"}
SETTLED = {"least_denominator": "12", "least_count": "6"}
THRESHOLDS_AS_USUAL = {row.field: str(row.usual) for row in THRESHOLDS}
MYSELF = {"name": "Me", "language": "en-gb", "time_zone": "Europe/London"}


def a_key(world):
    return {"form_key": "key", "name": "Export", "expires_on": timezone.localdate() + timedelta(days=9)}


def sent(world, space, by, state="mapping"):
    """A file of values that somebody sent, read, and as far as `state` says."""
    assert world.ward_7_falls
    row = f"Ward 7,{world.falls_harm.slug},2025-07,3,41"
    if state == "asking":
        row = f"Ward 11,{world.falls_harm.slug},2025-07,3,41"
    text = f"team,measure,month,numerator,denominator\n{row}\n"
    found = imports.keep_file(space=space, name="falls.csv", pieces=[text.encode()], by=by)
    work_off()
    found = again(found)
    if state != "mapping":
        imports.settle(value_import=found, mapping=imports.mapping_of(found), by=by)
        work_off()
    if state == "taken":
        imports.take_over(value_import=again(found), mode="all_or_nothing", by=by)
        work_off()
    found = again(found)
    assert found.state == state
    return found


def again(value_import):
    return ValueImport.objects.select_related("space", "by").get(pk=value_import.pk)


COLUMNS = {
    "team": "team",
    "period": "month",
    "period_kind": "month",
    "measure": "measure",
    "any-numerator": "numerator",
    "any-denominator": "denominator",
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
NOTE = {"on": "2025-02-10", "words": "New bed rails", "kind": "event", "form_key": "one"}
VALUE = {"numerator": "4", "denominator": "40"}

CALENDAR = {
    "first_session": "2025-02-03",
    "sessions": "4",
    "session_days": "2",
    "months": "12",
    "due_day": "10",
    "call_week": "3",
    "call_weekday": "2",
    "call_from": "12:30",
    "call_minutes": "60",
    "prework_weeks": "10",
    "first_request": "6",
    "last_request": "12",
    "session_from": "09:00",
    "session_until": "16:30",
    "sure": "on",
}

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
    Row("calendars:calendar", "calendar of falls", "GET",     (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    Row("calendars:collaborative_file", "calendar of falls", "GET", (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    Row("calendars:own_file", "calendar address of amina", "GET", (200, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("calendars:own_address", "nowhere", "GET",            (302, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("calendars:own_address", "nowhere", "POST",           (302, 302, 302, 302, 302, 302, 302, 302, 302)),
    Row("calendars:set_calendar", "calendar of falls", "GET", (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    Row("calendars:set_calendar", "calendar of falls", "POST", (302, 403, 403, 403, 403, 302, 404, 404, 404), CALENDAR),
    Row("calendars:move_entry", "session of falls", "GET",    (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    Row("calendars:move_entry", "session of falls", "POST",   (302, 403, 403, 403, 403, 302, 404, 404, 404), {"on": "2025-06-02", "sure": "on"}),
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
    Row("measures:set_target", "falls with harm", "GET",      (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    Row("measures:set_target", "falls with harm", "POST",     (302, 403, 403, 403, 403, 302, 404, 404, 404), TARGET),
    Row("measures:change", "falls with harm", "GET",          (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    Row("measures:change", "falls with harm", "POST",         (302, 403, 403, 403, 403, 302, 404, 404, 404), CHANGED),
    Row("measures:annotate", "falls of ward 7", "GET",        (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    Row("measures:annotate", "falls of ward 7", "POST",       (302, 302, 302, 404, 403, 403, 404, 404, 404), NOTE),
    Row("measures:change_annotation", "note of ward 7", "GET", (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    Row("measures:change_annotation", "note of ward 7", "POST", (302, 302, 302, 404, 403, 403, 404, 404, 404), NOTE),
    Row("measures:take_off_annotation", "note of ward 7", "POST", (302, 302, 302, 404, 403, 403, 404, 404, 404)),
    Row("measures:set_baseline", "falls of ward 7", "GET",    (302, 200, 403, 404, 403, 403, 404, 404, 404)),
    Row("measures:set_baseline", "falls of ward 7", "POST",   (302, 302, 403, 404, 403, 403, 404, 404, 404), {"reason": "Before we began"}),
    Row("measures:remove_baseline", "baseline of ward 7", "GET", (302, 200, 403, 404, 403, 403, 404, 404, 404)),
    Row("measures:remove_baseline", "baseline of ward 7", "POST", (302, 302, 403, 404, 403, 403, 404, 404, 404), {"reason": "Too early"}),
    Row("measures:leave_out", "march of ward 7", "GET",       (302, 200, 403, 404, 403, 403, 404, 404, 404)),
    Row("measures:leave_out", "march of ward 7", "POST",      (302, 302, 403, 404, 403, 403, 404, 404, 404), {"reason": "A flood"}),
    Row("measures:chart_file", "drawing of ward 7", "GET",    (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    Row("measures:values_file", "table of ward 7", "GET",     (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    Row("measures:all_values_file", "table of falls", "GET",  (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    Row("measures:together_file", "picture of falls with harm", "GET", (302, 200, 200, 200, 200, 200, 404, 404, 404)),
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
    Row("spaces:people", "ward 7 as a space", "GET",          (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    Row("spaces:people", "falls", "GET",                      (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    Row("spaces:invite", "ward 7 as a space", "GET",          (302, 200, 403, 404, 403, 200, 404, 404, 404)),
    Row("spaces:invite", "ward 7 as a space", "POST",         (302, 302, 403, 404, 403, 302, 404, 404, 404), KWAME),
    Row("spaces:invite", "falls", "GET",                      (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    Row("spaces:change_perspectives", "ward 7 as a space", "GET", (302, 200, 200, 404, 200, 403, 404, 404, 404)),
    Row("spaces:change_perspectives", "ward 7 as a space", "POST", (302, 302, 302, 404, 302, 403, 404, 404, 404)),
    Row("spaces:change_role", "ben in ward 7", "GET",         (302, 200, 403, 404, 403, 200, 404, 404, 404)),
    Row("spaces:change_role", "ben in ward 7", "POST",        (302, 302, 403, 404, 403, 302, 404, 404, 404), {"role": "data_lead"}),
    Row("spaces:remove_member", "ben in ward 7", "GET",       (302, 200, 403, 404, 403, 200, 404, 404, 404)),
    Row("spaces:remove_member", "ben in ward 7", "POST",      (302, 302, 403, 404, 403, 302, 404, 404, 404)),
    Row("spaces:replace_member", "ben in ward 7", "GET",      (302, 200, 403, 404, 403, 200, 404, 404, 404)),
    Row("spaces:replace_member", "ben in ward 7", "POST",     (302, 302, 403, 404, 403, 302, 404, 404, 404), KWAME),
    Row("spaces:hand_over", "amina in ward 7", "GET",         (302, 200, 403, 404, 403, 200, 404, 404, 404)),
    Row("spaces:hand_over", "amina in ward 7", "POST",        (302, 302, 403, 404, 403, 302, 404, 404, 404), lambda world: {"to": world.ben.pk}),
    Row("spaces:leave_space", "ben in ward 7", "GET",         (302, 403, 200, 404, 403, 403, 404, 404, 404)),
    Row("spaces:leave_space", "ben in ward 7", "POST",        (302, 403, 302, 404, 403, 403, 404, 404, 404)),
    Row("spaces:invite_again", "invitation to ward 7", "POST", (302, 302, 403, 404, 403, 302, 404, 404, 404)),
    Row("spaces:withdraw_invitation", "invitation to ward 7", "POST", (302, 302, 403, 404, 403, 302, 404, 404, 404)),
    Row("spaces:record", "falls", "GET",                      (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    Row("spaces:record", "ward 7 as a space", "GET",          (302, 403, 403, 404, 403, 200, 404, 404, 404)),
    Row("spaces:sign_agreement", "falls", "GET",              (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    Row("spaces:sign_agreement", "falls", "POST",             (302, 403, 403, 403, 403, 302, 404, 404, 404), agreed),
    Row("spaces:sign_agreement", "ward 7 as a space", "GET",  (302, 200, 403, 404, 403, 200, 404, 404, 404)),
    Row("spaces:end_agreement", "agreement in falls", "GET",  (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    Row("spaces:end_agreement", "agreement in falls", "POST", (302, 403, 403, 403, 403, 302, 404, 404, 404)),
    Row("collaboratives:set_thresholds", "falls", "GET",      (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    Row("collaboratives:set_thresholds", "falls", "POST",     (302, 403, 403, 403, 403, 302, 404, 404, 404), THRESHOLDS_AS_USUAL),
    Row("spaces:change_disclosure", "falls", "GET",           (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    Row("spaces:change_disclosure", "falls", "POST",          (302, 403, 403, 403, 403, 302, 404, 404, 404), SETTLED),
    Row("spaces:close_space", "ward 7 as a space", "GET",     (302, 200, 403, 404, 403, 200, 404, 404, 404)),
    Row("spaces:close_space", "ward 7 as a space", "POST",    (302, 302, 403, 404, 403, 302, 404, 404, 404)),
    Row("spaces:reopen_space", "ward 7 as a space", "GET",    (302, 200, 403, 404, 403, 200, 404, 404, 404)),
    Row("spaces:reopen_space", "ward 7 as a space", "POST",   (302, 302, 403, 404, 403, 302, 404, 404, 404)),
    # Whoever holds the link may open it; what is behind it is shown to whoever opened it in their own browser.
    Row("spaces:invitation", "link of an invitation", "GET",  (302, 302, 302, 302, 302, 302, 302, 302, 302)),
    Row("spaces:accept_invitation", "nowhere", "GET",         (404, 404, 404, 404, 404, 404, 404, 404, 404)),
    Row("spaces:accept_invitation", "nowhere", "POST",        (404, 404, 404, 404, 404, 404, 404, 404, 404)),
    Row("spaces:prove_address", "nowhere", "GET",             (302, 404, 404, 404, 404, 404, 404, 404, 404)),
    Row("spaces:prove_address", "nowhere", "POST",            (302, 404, 404, 404, 404, 404, 404, 404, 404)),
    Row("me", "nowhere", "GET",                               (302, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("me", "nowhere", "POST",                              (302, 302, 302, 302, 302, 302, 302, 302, 302), MYSELF),
    Row("find", "nowhere", "GET",                             (302, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("people:person", "amina", "GET",                      (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    Row("people:own_data", "nowhere", "GET",                  (302, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("people:own_data_json", "nowhere", "GET",             (302, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("people:own_data_text", "nowhere", "GET",             (302, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("people:make_token", "nowhere", "GET",                (302, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("people:make_token", "nowhere", "POST",               (302, 200, 200, 200, 200, 200, 200, 200, 200), a_key),
    Row("people:end_token", "key of amina", "POST",           (302, 302, 404, 404, 404, 404, 404, 404, 404)),
    Row("people:choose_mail", "nowhere", "GET",               (302, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("people:choose_mail", "nowhere", "POST",              (302, 302, 302, 302, 302, 302, 302, 302, 302), MAIL_AS_USUAL),
    Row("people:leave_for_good", "nowhere", "GET",            (302, 200, 200, 200, 200, 200, 200, 200, 200)),
    # Esi is the only director of an open collaborative: she is asked to hand over first.
    Row("people:leave_for_good", "nowhere", "POST",           (302, 302, 302, 302, 302, 200, 302, 302, 302), {"is_sure": "on"}),
    Row("people:decline", "link under a mail to amina", "GET", (200, 200, 200, 200, 200, 200, 200, 200, 200)),
    Row("people:decline", "link under a mail to amina", "POST", (200, 200, 200, 200, 200, 200, 200, 200, 200)),
    # Only in a demo are there such pages.
    Row("mails", "nowhere", "GET",                            (404, 404, 404, 404, 404, 404, 404, 404, 404)),
    Row("people:mail", "a mail", "GET",                       (404, 404, 404, 404, 404, 404, 404, 404, 404)),
    # Only staff know that there are such pages: test_staff.py.
    *(
        Row(f"staff:{name}", "nowhere", "GET",                    (302, 404, 404, 404, 404, 404, 404, 404, 404))
        for name in ("overview", "accounts", "spaces", "record", "work", "mail", "undelivered", "sign_ins")
    ),
    Row("staff:try_mail_again", "a mail that failed", "POST", (302, 404, 404, 404, 404, 404, 404, 404, 404)),
    Row("measures:report_value", "march of the clinic", "POST", (302, 404, 404, 404, 404, 404, 302, 403, 404), VALUE),
    Row("imports:imports", "falls", "GET",                    (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    Row("imports:imports", "ward 7", "GET",                   (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    Row("imports:imports", "falls", "POST",                   (302, 403, 403, 403, 403, 200, 404, 404, 404)),  # No file was chosen.
    Row("imports:value_import", "checked of falls", "GET",    (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    Row("imports:value_import", "checked of ward 7", "GET",   (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    Row("imports:progress", "checked of falls", "GET",        (302, 403, 403, 403, 403, 302, 404, 404, 404)),
    Row("imports:map_columns", "import of falls", "GET",      (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    Row("imports:map_columns", "import of falls", "POST",     (302, 403, 403, 403, 403, 302, 404, 404, 404), COLUMNS),
    Row("imports:answer", "asking of falls", "GET",           (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    Row("imports:answer", "asking of falls", "POST",          (302, 403, 403, 403, 403, 302, 404, 404, 404), {"answer-0": "-"}),
    Row("imports:take_over", "checked of falls", "POST",      (302, 403, 403, 403, 403, 302, 404, 404, 404), {"mode": "all_or_nothing"}),
    Row("imports:take_over", "checked of ward 7", "POST",     (302, 302, 302, 404, 403, 403, 404, 404, 404), {"mode": "all_or_nothing"}),
    Row("imports:take_back", "taken of falls", "GET",         (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    Row("imports:take_back", "taken of falls", "POST",        (302, 403, 403, 403, 403, 302, 404, 404, 404)),
    Row("imports:leave", "import of falls", "POST",           (302, 403, 403, 403, 403, 302, 404, 404, 404)),
    Row("imports:try_again", "import of falls", "POST",       (302, 403, 403, 403, 403, 302, 404, 404, 404)),
    Row("imports:refused", "refusals of falls", "GET",        (302, 403, 403, 403, 403, 200, 404, 404, 404)),
]
# fmt: on

ROWS += [Row(f"improvement:{name}", *row) for name, *row in access_improvement.ROWS]
PLACES |= access_improvement.PLACES
ROWS += [Row(f"meetings:{name}", *row) for name, *row in access_meetings.ROWS]
PLACES |= access_meetings.PLACES
ROWS += [Row(f"monthly_reports:{name}", *row) for name, *row in access_monthly_reports.ROWS]
PLACES |= access_monthly_reports.PLACES
ROWS += [Row(f"senior_leaders:{name}", *row) for name, *row in access_senior_leaders.ROWS]
PLACES |= access_senior_leaders.PLACES
ROWS += [Row(*row) for row in access_scores.ROWS]
PLACES |= access_scores.PLACES
ROWS += [Row(*row) for row in access_congress.ROWS]
PLACES |= access_congress.PLACES
ROWS += [Row(f"documents:{name}", *row) for name, *row in access_documents.ROWS]
PLACES |= access_documents.PLACES
ROWS += [Row(*row) for row in access_recruitment.ROWS]
PLACES |= access_recruitment.PLACES
ROWS += [Row(*row) for row in access_coaching.ROWS]
PLACES |= access_coaching.PLACES

# Answered by the sign-in library, whose own tests hold them; and pages for development.
ELSEWHERE = ("account_", "mfa_", "usersessions_", "socialaccount_", "openid_connect_")
