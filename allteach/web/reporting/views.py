"""Reporting a period: the grid, one measure at a time, a pasted block, and nothing to report."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allteach.core.language import language_now
from allteach.core.periods import Period
from allteach.core.permissions import allow
from allteach.measures import actions
from allteach.measures.permissions import can_report_values
from allteach.measures.queries.agreements import has_agreement
from allteach.measures.queries.due import due_periods
from allteach.measures.queries.sheets import filled, rows_of, sheet_of
from allteach.spaces.naming import slug_for
from allteach.web.found import find_team
from allteach.web.http import go_to, page
from allteach.web.reporting.forms import NothingForm, PasteForm
from allteach.web.reporting.pages import labels_of_most, left_in_words, period_words, rows_shown, seen_now, typed_in
from allteach.web.reporting.pasting import pasted
from allteach.web.reporting.refusals import Refusal, refusal_of
from allteach.web.reporting.seen import seen_in
from allteach.web.teams.place import team_place


@require_safe
def oldest(request, team):
    """Open the grid at the oldest period not yet sent, or at the last one when all are in."""
    found = find_team(request, team)
    allow(can_report_values(request.person, found))

    today = timezone.localdate()
    due = due_periods([found.pk], today=today).get(found.pk)
    period = due[0].period if due else Period.containing(today, "month").previous()
    return go_to(request, "reporting:grid", slug_for(found, request.person), period)


@require_http_methods(["GET", "POST"])
def grid(request, team, period):
    """Every measure of a period in one grid: kept as it is typed, sent when ready."""
    found = find_team(request, team)
    allow(can_report_values(request.person, found))

    sheet = sheet_of(found, period)
    language = language_now()
    typed = typed_in(request.POST) if request.method == "POST" else None
    rows = rows_of(found, period, sheet, seen_by=request.person, language=language, typed=typed)
    refusal = Refusal()
    if typed is not None:
        known = {row.key for row in rows}
        typed = {key: cells for key, cells in typed.items() if key in known}
        try:
            sheet = actions.save_sheet(
                team=found,
                period=period,
                typed=typed,
                seen=texts_seen(request),
                decimal_mark=language.decimal_mark,
                by=request.person,
            )
            if request.POST.get("do") == "send":
                # With what others typed meanwhile in boxes that this writer left as they were.
                rows = rows_of(found, period, sheet, seen_by=request.person, language=language)
            if request.POST.get("do") == "send" and ready(rows):
                send(found, period, rows, sheet, seen_in(request.POST), request.person)
                messages.success(
                    request, _("%(period)s is sent. Thank you.") % {"period": period_words(period, language)}
                )
                return go_to(request, "teams:team", slug_for(found, request.person))
            if request.POST.get("do") != "send":
                messages.success(request, _("Kept as it stands. Send it when you are ready."))
                return go_to(request, "reporting:grid", slug_for(found, request.person), period)
        except ValidationError as broken_rule:
            refusal = refusal_of(broken_rule, rows)
            if refusal.is_conflict:
                sheet = sheet_of(found, period)
                rows = rows_of(found, period, sheet, seen_by=request.person, language=language, typed=typed)

    context = grid_context(request, found, period, sheet, rows, refusal)
    return page(request, "reporting/grid.html", context, part="grid", status=409 if refusal.is_conflict else 200)


@require_POST
def keep(request, team, period):
    """Keep what is being typed, and answer with that row's value, small chart and question."""
    found = find_team(request, team)
    allow(can_report_values(request.person, found))

    language = language_now()
    sheet = sheet_of(found, period)
    typed = typed_in(request.POST)
    rows = rows_of(found, period, sheet, seen_by=request.person, language=language, typed=typed)
    shown = [row for row in rows if row.key in typed]
    refusal = Refusal()
    try:
        sheet = actions.save_sheet(
            team=found,
            period=period,
            typed={row.key: typed[row.key] for row in shown},
            seen=texts_seen(request),
            decimal_mark=language.decimal_mark,
            by=request.person,
        )
    except ValidationError as broken_rule:
        refusal = refusal_of(broken_rule, shown)
    context = {
        "rows": rows_shown(
            shown,
            team_slug=slug_for(found, request.person),
            language=language,
            was_sent=sheet.sent_at is not None,
            refusal=refusal,
            seen=seen_in(request.POST),
        ),
        "sheet": sheet,
        "left": left_in_words(rows),
        "filled": filled(rows),
        "total": len(rows),
        "clash": refusal.both_texts,
        "trouble": refusal.words.get("", ()),
    }
    return page(request, "reporting/kept.html", context, status=409 if refusal.is_conflict else 200)


@require_http_methods(["GET", "POST"])
def one(request, team, period, row):
    """One measure at a time, with large keys: for a phone."""
    found = find_team(request, team)
    allow(can_report_values(request.person, found))

    language = language_now()
    sheet = sheet_of(found, period)
    typed = typed_in(request.POST) if request.method == "POST" else None
    rows = rows_of(found, period, sheet, seen_by=request.person, language=language, typed=typed)
    place = next((i for i, candidate in enumerate(rows) if candidate.key == row), None)
    if place is None:
        raise Http404
    slug = slug_for(found, request.person)
    following = rows[place + 1].key if place + 1 < len(rows) else None
    refusal = Refusal()
    if typed is not None:
        try:
            sheet = actions.save_sheet(
                team=found,
                period=period,
                typed={row: typed.get(row, {})},
                seen=texts_seen(request),
                decimal_mark=language.decimal_mark,
                by=request.person,
            )
            if not rows[place].errors and not rows[place].question:
                if following:
                    return go_to(request, "reporting:one", slug, period, following)
                return go_to(request, reverse("reporting:grid", args=[slug, period]) + "#send")
        except ValidationError as broken_rule:
            refusal = refusal_of(broken_rule, rows)

    [shown] = rows_shown(
        [rows[place]],
        team_slug=slug,
        language=language,
        was_sent=sheet.sent_at is not None,
        refusal=refusal,
        seen=seen_in(request.POST),
    )
    context = {
        **grid_frame(request, found, period, sheet, rows),
        "row": shown,
        "number": place + 1,
        "before": rows[place - 1].key if place else None,
        "following": following,
        "clash": refusal.both_texts,
        "trouble": refusal.words.get("", ()),
    }
    return page(request, "reporting/one.html", context, status=409 if refusal.is_conflict else 200)


@require_http_methods(["GET", "POST"])
def paste(request, team, period):
    """Lay a block copied from a spreadsheet on the grid."""
    found = find_team(request, team)
    allow(can_report_values(request.person, found))

    sheet = sheet_of(found, period)
    rows = rows_of(found, period, sheet, seen_by=request.person, language=language_now())
    form = PasteForm(request.POST or None)
    if form.is_valid():
        typed, lost = pasted(form.cleaned_data["block"], rows)
        if form.fill(
            actions.save_sheet,
            team=found,
            period=period,
            typed=typed,
            seen=texts_seen(request),
            decimal_mark=language_now().decimal_mark,
            by=request.person,
        ):
            messages.success(
                request,
                ngettext(
                    "One row is filled. Look it over, then send.",
                    "%(count)d rows are filled. Look them over, then send.",
                    len(typed),
                )
                % {"count": len(typed)},
            )
            if lost:
                messages.warning(request, _("No row was found for: %(lines)s") % {"lines": "; ".join(lost)[:500]})
            return go_to(request, "reporting:grid", slug_for(found, request.person), period)

    context = {
        **grid_frame(request, found, period, sheet, rows),
        "form": form,
        "names": [row.name for row in rows],
        "seen": [(row.key, seen_now(row, Refusal(), None)) for row in rows],
    }
    return page(request, "reporting/paste.html", context, part="form")


@require_http_methods(["GET", "POST"])
def nothing(request, team, period):
    """Say that there is nothing to report for a period, and why."""
    found = find_team(request, team)
    allow(can_report_values(request.person, found))

    form = NothingForm(request.POST or None)
    if form.submit(actions.send_sheet, team=found, period=period, by=request.person):
        messages.success(request, _("Thank you for saying so. Nobody will be reminded."))
        return go_to(request, "teams:team", slug_for(found, request.person))

    sheet = sheet_of(found, period)
    context = {**grid_frame(request, found, period, sheet, []), "form": form}
    return page(request, "reporting/nothing.html", context, part="form")


def ready(rows) -> bool:
    """Whether a grid can be sent: something stands in it, nothing in it is impossible, nothing odd is unanswered."""
    return filled(rows) > 0 and not any(row.errors or row.question for row in rows)


def send(team, period, rows, sheet, seen, by) -> None:
    """Report the rows and send the period. The rows were read from `sheet`; `seen` is what the writer saw, by row."""
    actions.send_values(
        team=team,
        period=period,
        values=[
            actions.SheetValue(
                key=row.key,
                team_measure=row.team_measure,
                stratum=row.stratum,
                numbers=row.numbers,
                remark=row.text_of("remark"),
                reason=row.cells.get("reason", ""),
                version=seen[row.key].version if row.key in seen else None,
                was_checked=bool(row.cells.get("right")),
            )
            for row in rows
            if not row.is_empty
        ],
        typed=sheet.typed,
        by=by,
    )


def texts_seen(request) -> dict[str, dict[str, str]]:
    """What stood in the boxes when they were shown to the writer, by row."""
    return {key: seen.texts for key, seen in seen_in(request.POST).items()}


def grid_frame(request, team, period, sheet, rows) -> dict:
    """What every page of reporting knows."""
    language = language_now()
    slug = slug_for(team, request.person)
    return {
        "place": team_place(team, request.person, current="measures"),
        "team": team,
        "team_slug": slug,
        "period": period,
        "period_words": period_words(period, language),
        "period_short": language.period(period.start, period.kind, "short"),
        "sheet": sheet,
        "is_open": has_agreement(team),
        "is_locked": sheet.locked_at is not None,
        "has_begun": period.has_begun(timezone.localdate()),
        "filled": filled(rows),
        "total": len(rows),
        "left": left_in_words(rows),
    }


def grid_context(request, team, period, sheet, rows, refusal) -> dict:
    """The whole grid for its template."""
    language = language_now()
    slug = slug_for(team, request.person)
    shown = rows_shown(
        rows,
        team_slug=slug,
        language=language,
        was_sent=sheet.sent_at is not None,
        refusal=refusal,
        seen=seen_in(request.POST),
    )
    pasts = [p.start for p, _value in rows[0].before] if rows else []
    asked = request.method == "POST" and request.POST.get("do") == "send"
    return {
        **grid_frame(request, team, period, sheet, rows),
        "rows": shown,
        "common": labels_of_most(rows),
        "past_words": [language.period(start, period.kind, "short") for start in pasts],
        "first": rows[0].key if rows else None,
        "clash": refusal.both_texts,
        "trouble": refusal.words.get("", ()),
        "asked_to_send": asked,
        "wrong": [row for row in shown if row.has_errors],
        "odd": [row for row in shown if row.question],
        "is_empty": asked and not filled(rows),
    }
