"""The report of Ward 7 for a month, as Amina writes and sends it."""

from datetime import date

from allteach.core.periods import Period
from allteach.progress import actions

MAY, JUNE = Period.parse("2025-05"), Period.parse("2025-06")


def written(world, month=JUNE, **said):
    answers = {"learnt": "Rails down helped at night.", "stuck": "No time on Mondays.", "ask": "Who has a card?"}
    plan = [{"what": "Ask the night shift", "who": "Ben", "until": date(2025, 7, 14)}]
    return actions.save_report(team=world.ward_7, month=month, **{**answers, "plan": plan, **said}, by=world.amina)


def sent(world, month=JUNE, **said):
    report = written(world, month, **said)
    actions.send_report(report=report, by=world.amina)
    report.refresh_from_db()
    return report
