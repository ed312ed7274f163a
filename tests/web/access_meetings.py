"""Who reaches the pages of sessions, calls and teams' meetings: rows of the table of access, in "meetings:".

Everybody in a collaborative sees its sessions and calls. The director plans them; the director and the coaches run
them, and so does the team that leads. A team speaks for itself; its own meetings stay with it and its coach.
"""

from datetime import timedelta

from django.utils import timezone

from tests.factories import AgendaItemFactory, AttendanceFactory, CommitmentFactory, MeetingFactory

DAY = timedelta(days=1)


def call(world, **said):
    """A call of falls that began ten minutes ago."""
    begins = timezone.now() - timedelta(minutes=10)
    return MeetingFactory(in_space=world.falls, starts_at=begins, ends_at=begins + timedelta(hours=1), **said)


def call_to_come(world, **said):
    begins = timezone.now() + 10 * DAY
    return MeetingFactory(in_space=world.falls, starts_at=begins, ends_at=begins + timedelta(hours=1), **said)


def session(world, away=30, **said):
    """A session of falls, so many days from now."""
    begins = timezone.now() + away * DAY
    return MeetingFactory(kind="learning_session", in_space=world.falls, starts_at=begins, ends_at=begins + DAY, **said)


def over(world):
    """A session at which Amina was."""
    found = session(world, -2)
    AttendanceFactory(meeting=found, person=world.amina, team=world.ward_7, state="attended")
    return found


def at(meeting, **more):
    return {"space": meeting.in_space.slug, "number": meeting.pk, **more}


def of_ward_7(meeting):
    return at(meeting, team="ward-7")


def block(world):
    item = AgendaItemFactory(meeting=session(world))
    return at(item.meeting, block=item.pk)


def material(world):
    found = session(world)
    return at(found, material=found.materials.create(title="Slides", link="https://example.org", by=world.esi).pk)


def presenting(world):
    found = session(world)
    found.presentations.create(team=world.ward_7, chosen_at=timezone.now(), chosen_by=world.esi)
    return of_ward_7(found)


def team_meeting(world):
    begins = timezone.now() - DAY
    found = MeetingFactory(
        kind="team_meeting",
        in_space=world.ward_7,
        audience="team",
        starts_at=begins,
        ends_at=begins + timedelta(hours=1),
    )
    return {"team": "ward-7", "number": found.pk}


def noted(world):
    found = call(world)
    found.minutes, found.held_at = "All is well.", timezone.now()
    found.save()
    return at(found)


PLACES = {
    "call of falls": lambda world: at(call(world)),
    "call of falls to come": lambda world: at(call_to_come(world)),
    "call of falls with minutes": noted,
    "call led by ward 7": lambda world: at(call(world, led_team=world.ward_7)),
    "cancelled call of falls": lambda world: at(
        call_to_come(world, cancelled_at=timezone.now(), cancelled_by=world.esi)
    ),
    "learning session of falls": lambda world: at(session(world)),
    "learning session of falls that is over": lambda world: at(over(world)),
    "ward 7 at a call": lambda world: of_ward_7(call(world)),
    "ward 7 at a call to come": lambda world: of_ward_7(call_to_come(world)),
    "ward 7 at a session": lambda world: of_ward_7(session(world)),
    "the clinic at a session of falls": lambda world: at(session(world), team=world.clinic.slug),
    "ward 7 presents": presenting,
    "ward 9 does not present": lambda world: at(session(world), team=world.ward_9.slug),
    "block of an agenda": block,
    "material of a session": material,
    "promise of ward 7": lambda world: {"number": CommitmentFactory(meeting=call(world), team=world.ward_7).pk},
    "promise of ward 9": lambda world: {"number": CommitmentFactory(meeting=call(world), team=world.ward_9).pk},
    "meeting of ward 7": team_meeting,
}

BLOCK = {"words": "Break", "day": "1", "minutes": "15"}
LINK = {"title": "Slides", "link": "https://example.org/slides"}
HOURS = {"starts_at": "2027-03-03T12:30", "ends_at": "2027-03-03T13:30"}
EXTRA = {**HOURS, "title": "An extra call", "kind": "all_team_call", "form_key": "one"}
WHY = {"reason": "Snow"}
PROMISE = {"words": "Send the chart", "form_key": "one"}
TOPIC = {"topic": "Slippers"}
PLAN = {"words_1": "Ask the night staff", "form_key": "one"}
MET = {"starts_at": "2025-03-03T12:30", "duration": "45", "form_key": "one"}


def changed(world):
    """The hours of the session, as they are."""
    begins = timezone.localtime(timezone.now() + 30 * DAY)
    return {
        "starts_at": begins.strftime("%Y-%m-%dT%H:%M"),
        "ends_at": (begins + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M"),
    }


def ward_7(world):
    return {"team": world.ward_7.pk}


# fmt: off
#                                                                stranger amina ben  chidi dana esi  farah gil  stan
ROWS = [
    ("meetings", "falls", "GET",                                   (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    ("meetings", "sugar", "GET",                                   (302, 404, 404, 404, 404, 404, 200, 200, 404)),
    ("plan_meeting", "falls", "GET",                               (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    ("plan_meeting", "falls", "POST",                              (302, 403, 403, 403, 403, 302, 404, 404, 404), EXTRA),
    ("follow_calendar", "calendar of falls", "POST",               (302, 403, 403, 403, 403, 302, 404, 404, 404)),
    ("follow_calendar", "falls", "POST",                           (302, 403, 403, 403, 403, 403, 404, 404, 404)),
    ("meeting", "call of falls", "GET",                            (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    ("meeting", "call of falls to come", "GET",                    (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    ("meeting", "cancelled call of falls", "GET",                  (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    ("meeting", "learning session of falls", "GET",                (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    ("change_meeting", "learning session of falls", "GET",         (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    ("change_meeting", "learning session of falls", "POST",        (302, 403, 403, 403, 403, 302, 404, 404, 404), changed),
    ("cancel_meeting", "learning session of falls", "GET",         (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    ("cancel_meeting", "learning session of falls", "POST",        (302, 403, 403, 403, 403, 302, 404, 404, 404), WHY),
    ("cancel_meeting", "cancelled call of falls", "GET",           (302, 403, 403, 403, 403, 403, 404, 404, 404)),
    ("agenda", "learning session of falls", "GET",                 (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    ("agenda", "learning session of falls", "POST",                (302, 403, 403, 403, 403, 302, 404, 404, 404), BLOCK),
    ("change_block", "block of an agenda", "GET",                  (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    ("change_block", "block of an agenda", "POST",                 (302, 403, 403, 403, 403, 302, 404, 404, 404), BLOCK),
    ("move_block", "block of an agenda", "POST",                   (302, 403, 403, 403, 403, 302, 404, 404, 404), {"way": "later"}),
    ("remove_block", "block of an agenda", "POST",                 (302, 403, 403, 403, 403, 302, 404, 404, 404)),
    ("materials", "learning session of falls", "GET",              (302, 403, 403, 403, 200, 200, 404, 404, 404)),
    ("materials", "learning session of falls", "POST",             (302, 403, 403, 403, 302, 302, 404, 404, 404), LINK),
    ("remove_material", "material of a session", "POST",           (302, 403, 403, 403, 302, 302, 404, 404, 404)),
    ("registrations", "learning session of falls", "GET",          (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    ("registrations", "call of falls", "GET",                      (302, 404, 404, 404, 404, 404, 404, 404, 404)),
    ("register", "ward 7 at a session", "GET",                     (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("register", "ward 7 at a session", "POST",                    (302, 302, 302, 404, 302, 302, 404, 404, 404), {"guests": "Mo"}),
    ("register", "the clinic at a session of falls", "GET",        (302, 404, 404, 404, 404, 404, 404, 404, 404)),
    ("attendance", "learning session of falls", "GET",             (302, 403, 403, 403, 200, 200, 404, 404, 404)),
    ("attendance", "learning session of falls that is over", "POST", (302, 403, 403, 403, 302, 302, 404, 404, 404), {"guest": "Mo"}),
    ("run", "call of falls", "GET",                                (302, 403, 403, 403, 200, 200, 404, 404, 404)),
    ("run", "call led by ward 7", "GET",                           (302, 200, 200, 403, 200, 200, 404, 404, 404)),
    ("run", "cancelled call of falls", "GET",                      (302, 403, 403, 403, 403, 403, 404, 404, 404)),
    ("roll_call", "call of falls", "POST",                         (302, 403, 403, 403, 302, 302, 404, 404, 404)),
    ("write_minutes", "call of falls", "POST",                     (302, 403, 403, 403, 302, 302, 404, 404, 404), {"minutes": "x"}),
    ("post_minutes", "call of falls with minutes", "POST",         (302, 403, 403, 403, 302, 302, 404, 404, 404)),
    ("make_commitment", "call of falls", "POST",                   (302, 403, 403, 403, 302, 302, 404, 404, 404), PROMISE),
    ("fill_round", "call of falls", "POST",                        (302, 403, 403, 403, 302, 302, 404, 404, 404)),
    ("take_turn", "ward 7 at a call", "GET",                       (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("take_turn", "ward 7 at a call", "POST",                      (302, 302, 302, 404, 302, 302, 404, 404, 404), {"ask": "x"}),
    ("lead_call", "ward 7 at a call to come", "GET",               (302, 200, 200, 404, 200, 403, 404, 404, 404)),
    ("lead_call", "ward 7 at a call to come", "POST",              (302, 302, 302, 404, 302, 403, 404, 404, 404), TOPIC),
    ("say_here", "ward 7 at a call", "POST",                       (302, 302, 302, 404, 302, 403, 404, 404, 404)),
    ("send_apologies", "ward 7 at a call to come", "POST",         (302, 302, 302, 404, 302, 403, 404, 404, 404)),
    ("topics", "learning session of falls", "GET",                 (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    ("say_topics", "ward 7 at a session", "GET",                   (302, 200, 200, 404, 200, 403, 404, 404, 404)),
    ("say_topics", "ward 7 at a session", "POST",                  (302, 302, 302, 404, 302, 403, 404, 404, 404), {"shows_own": "x"}),
    ("presenters", "learning session of falls", "GET",             (302, 403, 403, 403, 403, 200, 404, 404, 404)),
    ("presenters", "learning session of falls", "POST",            (302, 403, 403, 403, 403, 302, 404, 404, 404), ward_7),
    ("review_presentation", "ward 7 presents", "GET",              (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("review_presentation", "ward 7 presents", "POST",             (302, 403, 403, 404, 302, 302, 404, 404, 404), {"advice": "x"}),
    ("review_presentation", "ward 9 does not present", "GET",      (302, 404, 404, 404, 404, 404, 404, 404, 404)),
    ("leave_out_presenter", "ward 7 presents", "POST",             (302, 403, 403, 404, 403, 302, 404, 404, 404)),
    ("feedback", "learning session of falls that is over", "GET",  (302, 403, 403, 403, 200, 200, 404, 404, 404)),
    ("give_feedback", "learning session of falls that is over", "GET", (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    ("give_feedback", "learning session of falls that is over", "POST", (302, 302, 200, 200, 200, 200, 404, 404, 404), {"keep": "x"}),
    ("action_plan", "ward 7 at a session", "GET",                  (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("action_plan", "ward 7 at a session", "POST",                 (302, 302, 302, 404, 403, 403, 404, 404, 404), PLAN),
    ("keep_commitment", "promise of ward 7", "POST",               (302, 302, 302, 404, 302, 302, 404, 404, 404)),
    ("keep_commitment", "promise of ward 9", "POST",               (302, 404, 404, 302, 404, 302, 404, 404, 404)),
    ("team_meetings", "ward 7", "GET",                             (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("record_team_meeting", "ward 7", "GET",                       (302, 200, 200, 404, 200, 403, 404, 404, 404)),
    ("record_team_meeting", "ward 7", "POST",                      (302, 302, 302, 404, 302, 403, 404, 404, 404), MET),
    ("team_meeting", "meeting of ward 7", "GET",                   (302, 200, 200, 404, 200, 404, 404, 404, 404)),
    ("revise_team_meeting", "meeting of ward 7", "GET",            (302, 200, 200, 404, 200, 404, 404, 404, 404)),
    ("revise_team_meeting", "meeting of ward 7", "POST",           (302, 302, 302, 404, 302, 404, 404, 404, 404), MET),
]
# fmt: on
