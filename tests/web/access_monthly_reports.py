"""Who reaches the reports of months: rows of the table of access, in "monthly_reports:".

A draft stands with the team and its coach; what was sent with those who read the team's reports too: Esi directs. Chidi
is of another team, Farah and Gil of another collaborative.
"""

from datetime import date

from allteach.core.periods import Period
from allteach.progress import actions

JUNE = Period.parse("2025-06")
AT = {"team": "ward-7", "month": JUNE}


def draft(world):
    return actions.save_report(
        team=world.ward_7,
        month=JUNE,
        learnt="Rails down helped.",
        plan=[{"what": "Ask the night shift", "until": date(2025, 7, 1)}],
        by=world.amina,
    )


def sent(world):
    report = draft(world)
    actions.send_report(report=report, by=world.amina)
    return report


def replied(world):
    return actions.reply_to_report(report=sent(world), block="learnt", words="How many?", by=world.dana)


PLACES = {
    "falls": lambda world: {"space": world.falls.slug},
    "ward 7": lambda world: {"team": world.ward_7.slug},
    "no report of ward 7": lambda world: AT | {"team": world.ward_7.slug},
    "draft of ward 7": lambda world: AT | {"team": draft(world).team.slug},
    "report of ward 7": lambda world: AT | {"team": sent(world).team.slug},
    "reply to ward 7": lambda world: AT | {"reply": replied(world).pk},
}

WRITTEN = {"learnt": "It helped at night."}
SEND = WRITTEN | {"do": "send", "version": "1"}
ANSWER = {"answer": "Six."}
WORDS = {"block": "learnt", "words": "How many?"}

# fmt: off
ROWS = [
    #                                                  stranger amina ben chidi dana esi farah gil stan
    ("queue", "falls", "GET",                          (302, 200, 200, 200, 200, 200, 404, 404, 404)),
    ("reports", "ward 7", "GET",                       (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("report", "no report of ward 7", "GET",           (302, 302, 302, 404, 404, 404, 404, 404, 404)),
    ("report", "draft of ward 7", "GET",               (302, 200, 200, 404, 200, 404, 404, 404, 404)),
    ("report", "report of ward 7", "GET",              (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("versions", "report of ward 7", "GET",            (302, 200, 200, 404, 200, 200, 404, 404, 404)),
    ("versions", "draft of ward 7", "GET",             (302, 200, 200, 404, 200, 404, 404, 404, 404)),
    ("write_report", "no report of ward 7", "GET",     (302, 200, 200, 404, 403, 403, 404, 404, 404)),
    ("write_report", "no report of ward 7", "POST",    (302, 302, 302, 404, 403, 403, 404, 404, 404), WRITTEN),
    # A patient partner writes as everybody of the team; the lead sends.
    ("write_report", "draft of ward 7", "POST",        (302, 302, 403, 404, 403, 403, 404, 404, 404), SEND),
    ("keep_report", "no report of ward 7", "POST",     (302, 200, 200, 404, 403, 403, 404, 404, 404), WRITTEN),
    ("reply_to_report", "report of ward 7", "POST",    (302, 403, 403, 404, 302, 302, 404, 404, 404), WORDS),
    ("reply_to_report", "draft of ward 7", "POST",     (302, 403, 403, 404, 403, 404, 404, 404, 404), WORDS),
    ("answer_reply", "reply to ward 7", "POST",        (302, 302, 302, 404, 403, 403, 404, 404, 404), ANSWER),
    ("return_report", "report of ward 7", "GET",       (302, 403, 403, 404, 403, 200, 404, 404, 404)),
    ("return_report", "report of ward 7", "POST",      (302, 403, 403, 404, 403, 302, 404, 404, 404), WORDS),
    ("close_report", "report of ward 7", "POST",       (302, 403, 403, 404, 403, 302, 404, 404, 404)),
    ("read_report", "report of ward 7", "POST",        (302, 403, 403, 404, 302, 302, 404, 404, 404)),
]
# fmt: on
