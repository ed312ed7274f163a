"""Reading reports: those of a team, one of them with its replies, and what its versions say differently."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from allteach.core.closeness import Closeness
from allteach.core.language import language_now, period_in_words
from allteach.core.permissions import allow
from allteach.people.models import Person
from allteach.progress.models import MonthlyReport, ReportReading, ReportReply
from allteach.progress.permissions import (
    can_close_report,
    can_read_reports,
    can_reply_to_report,
    can_return_report,
    can_save_report,
    can_see_working_copy,
    can_settle_reply,
    can_write_reports,
)
from allteach.progress.queries.record import told_of
from allteach.progress.queries.reports import (
    ReportState,
    Version,
    months_until,
    replies_to,
    report_states,
    said_by,
    versions_of,
)
from allteach.progress.told import REQUIRED, WORDS, Difference, Said, Told, filled_blocks
from allteach.reports.catalogue import REPORTS
from allteach.reports.month_words import hours_words, mood_words
from allteach.spaces.models import Space
from allteach.spaces.naming import slug_for
from allteach.spaces.permissions import can_see_own
from allteach.spaces.standing import closeness
from allteach.web.documents.answers import files_of
from allteach.web.drawings import figure_of
from allteach.web.found import find_team
from allteach.web.home.desk import when
from allteach.web.http import go_to, page
from allteach.web.improvement.shown.words import day_words
from allteach.web.monthly_reports.forms import AnswerForm, ReplyForm
from allteach.web.monthly_reports.found import address, find_report, month_at, report_in
from allteach.web.monthly_reports.place import report_place
from allteach.web.monthly_reports.shown import record_differences, shown
from allteach.web.navigation import Action
from allteach.web.tables import Cell, Column, Table
from allteach.web.teams.place import team_place
from allteach.web.teams.views import team_charts

State = MonthlyReport.State
TONES = {"missing": "late", "waiting": "outline", "returned": "soon", "sent": "brand", "closed": "plain"}


@require_safe
def reports(request, team):
    """The months of a team: which reports are in, and which are still to come."""
    found = find_team(request, team)
    allow(can_read_reports(request.person, found))

    today = timezone.localdate()
    profile = getattr(found, "profile", None)
    months = months_until(today, first=profile.joined_on if profile else None)
    states = report_states([found], months, today=today, seen_by=request.person)
    is_team = can_see_own(request.person, found)
    asked = [states[found.pk, month] for month in months if states[found.pk, month].is_due]
    actions: tuple[Action, ...] = ()
    if can_write_reports(request.person, found):
        waiting = next((state for state in reversed(asked) if not state.is_in and state.month.is_over(today)), None)
        if waiting is not None:
            words = _("Write %(month)s") % {"month": period_in_words(waiting.month)}
            actions = (Action(words, address("write_report", found, waiting.month, request.person), is_main=True),)
    actions += (
        Action(_("For the sponsor"), reverse("senior_leaders:leader_reports", args=[slug_for(found, request.person)])),
    )
    context = {
        "place": team_place(found, request.person, current="reports", actions=actions),
        "has_any": bool(asked),
    }
    listed = reports_table(found, asked, request.person, today, is_team=is_team)
    return page(request, "monthly_reports/reports.html", context, tables=[listed])


@require_safe
def report(request, team, month):
    """One report: what the record tells, what the team wrote, and what was replied beside each part."""
    found = find_team(request, team)
    allow(can_read_reports(request.person, found))
    told_report = report_in(request, found, month_at(month))
    if told_report is None and can_write_reports(request.person, found):
        return go_to(request, address("write_report", found, month, request.person))
    if told_report is None:
        raise Http404

    return page(request, "monthly_reports/report.html", report_context(request, told_report))


@require_safe
def versions(request, team, month):
    """What each version of a report says differently from the one before."""
    found = find_team(request, team)
    told_report = find_report(request, found, month)

    language = language_now()
    told = [
        {
            "number": version.row.number,
            "when": moment_words(version.row.sent_at),
            "by": version.row.sent_by.name,
            "differences": [*version.differences, *told_differences(version, found, request.person, language)],
            "numbers": number_differences(version, found, request.person, language),
        }
        for version in versions_of(told_report)
    ]
    context = {
        "place": report_place(found, month, request.person, name=_("Versions")),
        "versions": told,
    }
    return page(request, "monthly_reports/versions.html", context)


# --- the pages' values ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ShownReply:
    """A reply with what the team answered, and the form for it where it may still be answered."""

    words: str
    by: str
    when: str
    returns: bool
    is_settled: bool
    answer: str
    settled_by: str
    form: AnswerForm | None = None
    address: str = ""


@dataclass(frozen=True)
class Block:
    """One part of a report: what it says, the replies beside it, and the form for another."""

    key: str
    title: str
    text: str
    replies: list[ShownReply]
    form: ReplyForm | None


def report_context(request, told_report: MonthlyReport, *, reply: ReplyForm | None = None, answer=None) -> dict:
    """A report for its template. `reply` and `answer` are forms that came back with something to put right."""
    team, month, person, language = told_report.team, told_report.period, request.person, language_now()
    sees_copy, is_team = can_see_working_copy(person, told_report), closeness(person, team) is Closeness.OWN
    kept = versions_of(told_report)
    latest = kept[0] if kept else None
    copy = said_by(told_report) if sees_copy else None
    said, told = (latest.said, latest.told) if latest else (copy or Said(), told_of(team.pk, month))
    state = report_states([team], [month], today=timezone.localdate())[team.pk, month]
    return {
        "place": report_place(
            team,
            month,
            person,
            facts=tuple(facts_of(told_report, latest, state)),
            actions=actions_of(told_report, person),
        ),
        "team_name": team.name,
        "month": period_in_words(month),
        "shown": shown(told, team, person, language, month=month),
        "blocks": {block.key: block for block in blocks_of(request, told_report, said, reply=reply, answer=answer)},
        "said": said,
        "hours": hours_words(said),
        "mood": mood_words(said),
        "plan": [(row.what, row.who, day_words(row.day) if row.day else "") for row in said.plan],
        "is_draft": latest is None,
        "is_team": is_team,
        "has_unsent": sees_copy and latest is not None and copy != latest.said,
        "is_returned": told_report.state == State.RETURNED,
        "lateness": lateness(state, is_team=is_team),
        "missing": [WORDS[name] for name in REQUIRED if name not in filled_blocks(said, told)],
        "filled": len(filled_blocks(said, told)),
        "required": len(REQUIRED),
        "figures": [figure_of(chart) for chart in team_charts(request, team)] if latest or sees_copy else [],
        "readers": readers_of(told_report) if sees_copy else [],
        "is_unread": is_unread(told_report, latest, person),
        "versions": len(kept),
        "may_write": can_save_report(person, told_report),
        "may_return": can_return_report(person, told_report),
        "may_close": can_close_report(person, told_report),
        "addresses": {
            name: address(name, team, month, person)
            for name in ("write_report", "versions", "return_report", "close_report", "read_report", "reply_to_report")
        },
        "files": files_of(
            REPORTS["monthly_report"],
            lambda form: reverse("documents:report_file", args=[slug_for(team, person), month, form]),
        ),
    }


def actions_of(told_report: MonthlyReport, person: Person) -> tuple[Action, ...]:
    """What the team can do with its report."""
    if not can_save_report(person, told_report):
        return ()
    words = _("Write on") if told_report.sent_at is None or told_report.state == State.RETURNED else _("Correct it")
    return (Action(words, address("write_report", told_report.team, told_report.period, person)),)


def facts_of(told_report: MonthlyReport, latest: Version | None, state: ReportState) -> list[str]:
    """One line about a report: who sent it and when, which version it is, when it is due."""
    if latest is None:
        return [
            _("Draft: the team and its coach see it"),
            *([when(state.due_on, timezone.localdate())] if state.due_on else []),
        ]
    facts = [
        _("Sent by %(name)s, %(when)s") % {"name": latest.row.sent_by.name, "when": moment_words(latest.row.sent_at)}
    ]
    if latest.row.number > 1:
        facts.append(_("Version %(number)d") % {"number": latest.row.number})
    if told_report.state == State.CLOSED:
        facts.append(_("Closed"))
    return facts


def lateness(state: ReportState, *, is_team: bool) -> str:
    """How late it came, said kindly to the team; empty when it was in time."""
    if state.days_late is None or state.days_late <= 0:
        return ""
    if not is_team:
        words = ngettext("It came a day after it was due.", "It came %(days)d days after it was due.", state.days_late)
        return words % {"days": state.days_late}
    return ngettext(
        "It came a day after it was due. Thank you for sending it all the same.",
        "It came %(days)d days after it was due. Thank you for sending it all the same.",
        state.days_late,
    ) % {"days": state.days_late}


def blocks_of(request, told_report: MonthlyReport, said: Said, *, reply, answer) -> list[Block]:
    """The parts in which the team speaks, each with its replies."""
    may_reply = can_reply_to_report(request.person, told_report)
    by_block: dict[str, list[ReportReply]] = {}
    for row in replies_to(told_report):
        row.report = told_report
        by_block.setdefault(row.block, []).append(row)
    titles = {"whole": _("The report as a whole"), "record": _("The numbers and tests")}
    blocks = []
    for key in ("learnt", "stuck", "ask", "plan", "record", "whole"):
        form = None
        if may_reply:
            is_asked = reply is not None and reply.data.get("block") == key
            form = reply if is_asked else ReplyForm(initial={"block": key}, prefix=None, auto_id=f"id_{key}_%s")
        shown_replies = [shown_reply(request, row, answer) for row in by_block.get(key, ())]
        if key in ("record", "whole") and not shown_replies and form is None:
            continue
        text = getattr(said, key, "") if key in ("learnt", "stuck", "ask") else ""
        blocks.append(Block(key, str(titles.get(key) or WORDS[key]), text, shown_replies, form))
    return blocks


def shown_reply(request, row: ReportReply, answer) -> ShownReply:
    """One reply for its template."""
    form = None
    if can_settle_reply(request.person, row):
        form = answer[1] if answer and answer[0] == row.pk else AnswerForm(auto_id=f"id_reply_{row.pk}_%s")
    return ShownReply(
        words=row.words,
        by=row.by.name,
        when=moment_words(row.at),
        returns=row.returns,
        is_settled=row.settled_at is not None,
        answer=row.answer,
        settled_by=row.settled_by.name if row.settled_by else "",
        form=form,
        address=address("answer_reply", row.report.team, row.report.period, request.person, row.pk) if form else "",
    )


def readers_of(told_report: MonthlyReport) -> list[str]:
    """Who has read it, for the team."""
    readings = ReportReading.objects.filter(report=told_report).select_related("person").order_by("at")
    return [reading.person.name for reading in readings]


def is_unread(told_report: MonthlyReport, latest: Version | None, person: Person) -> bool:
    """Whether this person, who supports the team, has the latest version still to read."""
    if latest is None or not can_reply_to_report(person, told_report):
        return False
    read = ReportReading.objects.filter(report=told_report, person=person, number__gte=latest.row.number)
    return not read.exists()


def told_differences(version: Version, team: Space, person: Person, language) -> list[Difference]:
    """What the record told differently from the version before, beside the numbers."""
    if version.before is None:
        return []
    month = version.row.report.period
    before, after = (shown(told, team, person, language, month=month) for told in (version.before, version.told))
    return record_differences(before, after)


def number_differences(version: Version, team: Space, person: Person, language) -> list[dict[str, str]]:
    """The numbers that were corrected between two versions, as this person may know them."""
    if not version.corrected:
        return []
    month = version.row.report.period
    before = shown(Told(measures=tuple(old for old, _new in version.corrected)), team, person, language, month=month)
    after = shown(Told(measures=tuple(new for _old, new in version.corrected)), team, person, language, month=month)
    return [
        {"name": old.name, "before": said_of(old), "after": said_of(new)}
        for old, new in zip(before.lines, after.lines, strict=True)
    ]


def said_of(line) -> str:
    """A measure's month in a few words."""
    if line.remark:
        return str(line.remark)
    return f"{line.value} ({line.numbers})" if line.numbers else str(line.value)


def moment_words(at: datetime) -> str:
    """When something happened, for a page: "5 March 2026, 9:12"."""
    return formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")


def state_words(state: ReportState, *, is_team: bool) -> str:
    """Where a report stands, in a word or two."""
    if is_team and state.has_draft and not state.is_in:
        return _("Begun")
    return {
        "missing": _("Not in yet"),
        "waiting": _("Not due yet"),
        "sent": _("Sent"),
        "returned": _("Back with the team"),
        "closed": _("Closed"),
    }[state.state]


def state_cell(state: ReportState, team: Space, person: Person, today: date, *, is_team: bool) -> Cell:
    """Where a report stands, and how punctual it was."""
    note = ""
    if not state.is_in and state.due_on:
        note = when(state.due_on, today)
    elif state.days_late and state.days_late > 0:
        note = ngettext("a day late", "%(days)d days late", state.days_late) % {"days": state.days_late}
    return Cell(state_words(state, is_team=is_team), tone=TONES[state.state], note=note)


def reports_table(team: Space, states: list[ReportState], person: Person, today: date, *, is_team: bool) -> Table:
    """The months of a team, the latest first."""
    may_write = can_write_reports(person, team)
    rows = []
    for state in states:
        leads = state.is_in or state.has_draft or (may_write and state.month.has_begun(today))
        is_known = state.is_in or is_team
        rows.append(
            (
                Cell(
                    period_in_words(state.month),
                    to=address("report", team, state.month, person) if leads and is_known else "",
                    value=str(state.month),
                ),
                state_cell(state, team, person, today, is_team=is_team),
                Cell(moment_words(state.sent_at), value=timezone.localdate(state.sent_at)) if state.sent_at else "",
                Cell(state.open_replies or "", note=_("to answer") if state.open_replies else ""),
            )
        )
    headings = (_("Month"), _("Where it stands"), _("Sent"), _("Replies"))
    return Table(
        "reports",
        _("The team's reports"),
        f"{slug_for(team, person)}-reports",
        [Column(words) for words in headings],
        rows,
    )
