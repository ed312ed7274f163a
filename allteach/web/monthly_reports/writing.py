"""Writing a report: the record beside three boxes and a plan; kept as it is typed, sent when ready."""

import json

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from allteach.core.language import language_now, period_in_words
from allteach.core.periods import Period
from allteach.core.permissions import allow
from allteach.improvement.queries.cycles import open_cycles
from allteach.improvement.queries.writers import Writer, last_writer
from allteach.people.models import Person
from allteach.progress import actions, events
from allteach.progress.models import MonthlyReport
from allteach.progress.permissions import can_save_report, can_score_self, can_send_reports, can_write_reports
from allteach.progress.queries.record import told_of
from allteach.progress.queries.reports import replies_to, report_states, said_by
from allteach.progress.told import REQUIRED, WORDS, Planned, Said, filled_blocks
from allteach.spaces.models import Space
from allteach.spaces.naming import slug_for
from allteach.web.found import find_team
from allteach.web.home.desk import when
from allteach.web.http import go_to, page
from allteach.web.improvement.conflicts import clash_between
from allteach.web.monthly_reports.forms import MOST_ROWS, ReportForm, answers_of
from allteach.web.monthly_reports.found import address, month_at, report_in
from allteach.web.monthly_reports.place import report_place
from allteach.web.monthly_reports.reading import lateness
from allteach.web.monthly_reports.shown import shown


@require_http_methods(["GET", "POST"])
def write_report(request, team, month):
    """Write the report of a month, and send it."""
    found = find_team(request, team)
    allow(can_write_reports(request.person, found))
    report = report_in(request, found, month_at(month))
    allow(report is None or can_save_report(request.person, report), _("This report is closed."))

    said = said_now(report, found, request.person)
    form = report_form(request, report, said)
    if form.submit(actions.save_report, team=found, month=month, by=request.person):
        if request.POST.get("do") != "send":
            messages.success(request, _("Kept as it stands. Send it when you are ready."))
            return go_to(request, address("write_report", found, month, request.person))
        if not form.shows(answers_of(form.result, said_by(form.result))):
            messages.warning(request, _("Somebody else wrote here too while you did. Read all of it, then send it."))
            return go_to(request, address("write_report", found, month, request.person))
        if is_sent(request, form, form.result):
            state = report_states([found], [month], today=timezone.localdate())[found.pk, month]
            thanks = _("%(month)s is sent. Thank you.") % {"month": period_in_words(month).capitalize()}
            messages.success(request, f"{thanks} {lateness(state, is_team=True)}".strip())
            return go_to(request, address("report", found, month, request.person))
        report = form.result

    clash = None
    if form.has_conflict:
        report = report_in(request, found, month)
        clash = clash_between(
            form, saved=answers_of(report, said_by(report)), writer=writer_of(report), person=request.person
        )
    context = writing_context(request, found, month, report, form) | {"clash": clash}
    return page(request, "monthly_reports/write_report.html", context, part="form", status=409 if clash else 200)


@require_POST
def keep_report(request, team, month):
    """Keep what is being typed, and say so; what cannot be kept stays on the page, with the reason."""
    found = find_team(request, team)
    allow(can_write_reports(request.person, found))
    report = report_in(request, found, month_at(month))
    allow(report is None or can_save_report(request.person, report), _("This report is closed."))

    form = report_form(request, report, said_now(report, found, request.person))
    is_kept = form.submit(actions.save_report, team=found, month=month, by=request.person)
    context = {
        "is_kept": is_kept,
        "when": formats.time_format(timezone.localtime(timezone.now()), "TIME_FORMAT"),
        "required": len(REQUIRED),
        "changed": changed_words(request, found, month, form) if form.has_conflict else "",
    }
    if is_kept:
        said = said_by(form.result)
        context |= {
            "filled": len(filled_blocks(said, told_of(found.pk, month))),
            # Where others wrote too, the page does not show that version yet: what it shows goes on being compared.
            "version": form.result.version if form.shows(answers_of(form.result, said)) else form["version"].value(),
            "seen": json.dumps(form.typed()),
        }
    return page(request, "monthly_reports/keep_report.html", context, status=409 if form.has_conflict else 200)


def writer_of(report: MonthlyReport) -> Writer:
    """Who wrote last in a report: its readers leave events too."""
    return last_writer(report, events=(events.REPORT_BEGUN, events.REPORT_SAVED))


def changed_words(request, team: Space, month: Period, form: ReportForm) -> str:
    """Who changed the same boxes, and when: beside the words of somebody who goes on typing."""
    writer = writer_of(report_in(request, team, month))
    said = {
        "name": writer.name,
        "time": formats.time_format(timezone.localtime(writer.at), "TIME_FORMAT"),
        "boxes": " ".join(form.asked(name) for name in form.clashing),
    }
    if writer.person == request.person.pk:
        return _("You changed this in another window at %(time)s: %(boxes)s") % said
    return _("%(name)s changed this at %(time)s: %(boxes)s") % said


def is_sent(request, form: ReportForm, report: MonthlyReport) -> bool:
    """Send what was just kept. False if it was refused: the form then says why."""
    allow(can_send_reports(request.person, report.team), _("Your lead sends it. What you wrote is kept."))
    try:
        actions.send_report(report=report, by=request.person)
    except ValidationError as broken_rule:
        form.data = form.data.copy()
        form.data["version"] = str(report.version)
        form.add_broken_rule(broken_rule)
        return False
    return True


def said_now(report: MonthlyReport | None, team: Space, person: Person) -> Said:
    """What stands in the report; where no plan does, the tests that are open make one."""
    said = said_by(report) if report is not None else Said()
    if said.plan or (report is not None and report.sent_at is not None):
        return said
    planned = tuple(
        Planned(
            card.cycle.title,
            card.cycle.owner.name if card.cycle.owner else "",
            card.cycle.planned_end_on.isoformat() if card.cycle.planned_end_on else "",
        )
        for card in open_cycles([team.pk], seen_by=person)
    )
    return Said(**{**said.__dict__, "plan": planned[:MOST_ROWS]})


def report_form(request, report: MonthlyReport | None, said: Said) -> ReportForm:
    """The form with what stands in the report."""
    typed = request.POST if request.method == "POST" else None
    return ReportForm(typed, lines=len(said.plan) + 1, initial=answers_of(report, said))


def score_self_address(team: Space, month: Period, person: Person) -> str:
    """Where they say how they see themselves; empty where it is not theirs to say, or not yet time."""
    if not can_score_self(person, team) or not month.has_begun(timezone.localdate()):
        return ""
    return reverse("scores:score_self", args=[slug_for(team, person), month])


def writing_context(request, team: Space, month: Period, report: MonthlyReport | None, form: ReportForm) -> dict:
    """The page for writing, for its template."""
    person, today = request.person, timezone.localdate()
    told = told_of(team.pk, month)
    said = said_by(report) if report is not None else Said()
    filled = filled_blocks(said, told)
    state = report_states([team], [month], today=today)[team.pk, month]
    returned = [row for row in replies_to(report) if row.settled_at is None] if report is not None else []
    return {
        "place": report_place(team, month, person),
        "month": period_in_words(month),
        "is_team": True,
        "has_begun": month.has_begun(today),
        "shown": shown(told, team, person, language_now(), month=month),
        "score_self": score_self_address(team, month, person),
        "form": form,
        "due": when(state.due_on, today) if state.due_on and not state.is_in else "",
        "is_due_now": state.due_on is not None and not state.is_in and (state.due_on - today).days <= 3,
        "filled": len(filled),
        "required": len(REQUIRED),
        "missing": [_("“%(part)s”") % {"part": WORDS[name]} for name in REQUIRED if name not in filled],
        "replies": [(row.by.name, row.words) for row in returned],
        "may_send": can_send_reports(person, team),
        "was_sent": report is not None and report.sent_at is not None,
        "keep": address("keep_report", team, month, person),
        "back": address("report", team, month, person) if report is not None else "",
    }
