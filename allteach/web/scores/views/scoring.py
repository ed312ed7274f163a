"""Scoring a team as one of two, apart; then agreeing on one score and releasing it."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from allteach.core.permissions import allow
from allteach.progress import actions
from allteach.progress.models import AssessmentScore, MonthlyReport, StaffScore
from allteach.progress.permissions import can_score_team, is_of_team
from allteach.progress.queries.evidence import evidence_for
from allteach.progress.queries.scores import MonthScores, scores_of
from allteach.progress.scale import BY_VALUE
from allteach.spaces.naming import slug_for
from allteach.web.found import find_team
from allteach.web.http import go_to, page
from allteach.web.improvement.conflicts import clash_with
from allteach.web.scores.forms import AgreeForm, StaffScoreForm, step_name
from allteach.web.scores.place import month_of, score_place
from allteach.web.scores.shown import earlier_lines, number_words, shown_evidence, shown_score

SHOWN = 6  # Months of earlier scores beside the question.


@require_http_methods(["GET", "POST"])
def score_team(request, team, month):
    """Score a team with the evidence beside the scale; the other scorer's score is not seen until both are in."""
    found, period = find_team(request, team), month_of(month)
    allow(can_score_team(request.person, found))

    person = request.person
    own = StaffScore.objects.visible_to(person).filter(team=found.pk, month=period.start, by=person.pk).first()
    form = StaffScoreForm(request.POST or None, initial=_own_answers(own))
    if form.submit(actions.score_team, team=found, month=period.start, by=person):
        messages.success(request, _("Saved. The other scorer sees it once both are in."))
        return go_to(request, queue_address(found, period))

    clash = None
    if form.has_conflict:
        own = StaffScore.objects.get(team=found.pk, month=period.start, by=person.pk)
        clash = clash_with(form, saved=_own_answers(own), name=own.by.name, at=own.at)
    agreed = _latest(found, period, person)
    context = {
        **_beside(request, found, period),
        "form": form,
        "clash": clash,
        "agreed": shown_score(agreed) if agreed else None,
        "agree_address": reverse("scores:agree_score", args=[slug_for(found, person), period]),
    }
    return page(request, "scores/score_team.html", context, part="form", status=409 if clash else 200)


@require_http_methods(["GET", "POST"])
def agree_score(request, team, month):
    """Agree on one score with its reasons, and release it when it is ready."""
    found, period = find_team(request, team), month_of(month)
    allow(can_score_team(request.person, found))

    person = request.person
    saved = _latest(found, period, person)
    form = AgreeForm(request.POST or None, is_changed=bool(saved and saved.is_released), initial=_agreed_answers(saved))
    if form.submit(actions.agree_score, team=found, month=period.start, by=person):
        released = form.result.is_released
        messages.success(request, _("Released. The team is told.") if released else _("Saved. It is not released yet."))
        return go_to(request, queue_address(found, period))

    clash = None
    if form.has_conflict:
        saved = _latest(found, period, person)
        clash = clash_with(form, saved=_agreed_answers(saved), name=saved.agreed_by.name, at=saved.agreed_at)
    context = {
        **_beside(request, found, period),
        "form": form,
        "clash": clash,
        "agreed": shown_score(saved) if saved else None,
        "score_address": reverse("scores:score_team", args=[slug_for(found, person), period]),
    }
    return page(request, "scores/agree_score.html", context, part="form", status=409 if clash else 200)


def queue_address(team, period) -> str:
    """Where a scorer goes on with the next team."""
    return reverse("scores:queue", args=[team.parent.slug, period])


def _beside(request, team, period) -> dict:
    """What stands beside both questions: the evidence, both scores once they are open, earlier scores, the report."""
    person, slug = request.person, slug_for(team, request.person)
    months = scores_of(team, seen_by=person)
    this = next((each for each in months if each.month == period.start), MonthScores(period.start))
    both = this.staff if len(this.staff) == len(StaffScore.Seat) else ()
    report = MonthlyReport.objects.visible_to(person).sent().filter(team=team.pk, month=period.start)
    return {
        "place": score_place(team, person, period),
        "back": queue_address(team, period),
        "is_own": is_of_team(person, team),
        "evidence": shown_evidence(evidence_for([team], seen_by=person, until=period.end)[team.pk], until=period.end),
        "both": [
            (score.get_seat_display(), score.by.name, step_name(score.value, BY_VALUE[score.value].name), score.words)
            for score in both
        ],
        "own_score": number_words(this.own.value) if this.own else "",
        "own_words": this.own.words if this.own else "",
        "earlier": earlier_lines([each for each in months if each.month < period.start])[:SHOWN],
        "report": reverse("monthly_reports:report", args=[slug, period]) if report.exists() else "",
    }


def _latest(team, period, person) -> AssessmentScore | None:
    shown = AssessmentScore.objects.visible_to(person).filter(team=team.pk, month=period.start)
    return shown.select_related("agreed_by", "released_by").order_by("-number").first()


def _own_answers(own: StaffScore | None) -> dict:
    return {"value": str(own.value), "words": own.words, "version": own.version} if own else {"version": 0}


def _agreed_answers(saved: AssessmentScore | None) -> dict:
    if saved is None:
        return {"version": 0}
    return {
        "value": str(saved.value),
        "justification": saved.justification,
        "suggestions": saved.suggestions,
        "why_lower": saved.why_lower,
        "version": saved.version,
    }
