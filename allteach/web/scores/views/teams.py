"""A team's own page of its progress, and how it scores itself."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from allteach.core.periods import Period
from allteach.core.permissions import allow
from allteach.progress import actions
from allteach.progress.models import SelfScore
from allteach.progress.permissions import can_score_self, can_score_team, can_see_scores, is_of_team
from allteach.progress.queries.evidence import evidence_for
from allteach.progress.queries.scores import MonthScores, scores_of
from allteach.spaces.naming import slug_for
from allteach.web.found import find_team
from allteach.web.http import go_to, page
from allteach.web.improvement.conflicts import clash_with
from allteach.web.navigation import Action
from allteach.web.scores.forms import SelfScoreForm
from allteach.web.scores.listed import way_on
from allteach.web.scores.place import month_of, score_place
from allteach.web.scores.shown import history_table, month_words, shown_evidence, shown_score
from allteach.web.teams.place import team_place


@require_safe
def team_scores(request, team):
    """The newest score with its reasons, what the record shows, and how it was month by month."""
    found = find_team(request, team)
    allow(can_see_scores(request.person, found))

    person, slug = request.person, slug_for(found, request.person)
    last = Period.containing(timezone.localdate(), "month").previous()
    months = scores_of(found, seen_by=person)
    newest = next((month.agreed for month in months if month.agreed is not None), None)
    offered = []
    if can_score_self(person, found):
        words = _("Say where you stand in %(month)s") % {"month": month_words(last)}
        offered.append(Action(words, reverse("scores:score_self", args=[slug, last]), is_main=True))
    if can_score_team(person, found) and not is_of_team(person, found):
        this = next((each for each in months if each.month == last.start), MonthScores(last.start))
        name, words = way_on(this.waiting_for(person))
        offered.append(Action(words % {"month": month_words(last)}, reverse(name, args=[slug, last])))
    context = {
        "place": team_place(found, person, current="scores", actions=tuple(offered)),
        "newest": shown_score(newest) if newest else None,
        "evidence": shown_evidence(evidence_for([found], seen_by=person)[found.pk]),
        "has_any": bool(months),
    }
    return page(request, "scores/team_scores.html", context, tables=[history_table(f"{slug}-scores", months)])


@require_http_methods(["GET", "POST"])
def score_self(request, team, month):
    """Say where somebody of the team sees it in a month."""
    found, period = find_team(request, team), month_of(month)
    allow(can_score_self(request.person, found))

    person, back = request.person, reverse("scores:team_scores", args=[slug_for(found, request.person)])
    own = SelfScore.objects.filter(team=found.pk, month=period.start, by=person.pk).first()
    form = SelfScoreForm(request.POST or None, initial=_answers(own))
    if form.submit(actions.score_self, team=found, month=period.start, by=person):
        messages.success(request, _("Saved. Your coach and those who score see it."))
        return go_to(request, back)

    clash = None
    if form.has_conflict:
        own = SelfScore.objects.get(team=found.pk, month=period.start, by=person.pk)
        clash = clash_with(form, saved=_answers(own), name=person.name, at=own.at)
    context = {
        "place": score_place(found, person, period),
        "back": back,
        "form": form,
        "clash": clash,
        "evidence": shown_evidence(evidence_for([found], seen_by=person, until=period.end)[found.pk], until=period.end),
    }
    return page(request, "scores/score_self.html", context, part="form", status=409 if clash else 200)


def _answers(own: SelfScore | None) -> dict:
    """What stands in the form before anything is typed."""
    return {"value": str(own.value), "words": own.words, "version": own.version} if own else {"version": 0}
