"""The page of one test, as every view about it answers: its four parts, the form of the part that is open, the ramp."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from allteach.improvement.models import Cycle
from allteach.improvement.permissions import (
    can_change_cycle,
    can_correct_dates,
    can_read_remarks,
    can_remark_on_cycle,
    can_share_lesson,
    can_start_cycle,
)
from allteach.improvement.queries.cycles import card_of, staircases_of, stale_after
from allteach.improvement.queries.learning import others_who_tried
from allteach.improvement.queries.remarks import remarks_on
from allteach.improvement.scales import concern_about_scale, suggest_scale
from allteach.measures.models import TeamMeasure
from allteach.web.forms import ActionForm
from allteach.web.http import page
from allteach.web.improvement.conflicts import Clash, clash_in
from allteach.web.improvement.forms.remarks import RemarkForm
from allteach.web.improvement.found import find_cycle
from allteach.web.improvement.place import cycle_place
from allteach.web.improvement.shown.addresses import cycle_addresses
from allteach.web.improvement.shown.cycles import (
    ACT_ANSWERS,
    DO_ANSWERS,
    STUDY_ANSWERS,
    decided_words,
    due_words,
    forgotten_words,
    lock_words,
    other_of,
    parts_of,
    plan_of,
    predictions_of,
    told,
)
from allteach.web.improvement.shown.ideas import address_for
from allteach.web.improvement.shown.ramps import climb_words, flights_of
from allteach.web.improvement.shown.remarks import remark_shown
from allteach.web.improvement.shown.sparklines import sparklines_of
from allteach.web.improvement.shown.words import span_words

ROWS_A_PAGE = 20
TITLES = {
    "begin": _("Ready to begin?"),
    "do": _("What happened?"),
    "study": _("What did you find?"),
    "act": _("What comes next?"),
    "close": _("Close it in two minutes"),
    "stop": _("Stop this test"),
    "dates": _("Put the days right"),
    "lesson": _("What should other teams know?"),
}


def answers_of(form_class: type[ActionForm], cycle: Cycle) -> dict[str, Any]:
    """What a test says already of what a form asks, rows of predictions included."""
    answers = {
        name: list(value.all()) if hasattr(value, "all") else value
        for name in (*form_class.base_fields, "version")
        if (value := getattr(cycle, name, None)) is not None
    }
    for position, prediction in enumerate(cycle.predictions.all(), start=1):
        for name in getattr(form_class, "NAMES", ()):
            answers[f"{name}_{position}"] = getattr(prediction, name)
    return answers


def cycle_page(
    request: HttpRequest,
    cycle: Cycle,
    *,
    asks: str = "",
    form: ActionForm | None = None,
    remark_form: RemarkForm | None = None,
) -> HttpResponseBase:
    """The page of one test with the form of one of its parts: `asks` names the form's template.

    409 with both texts when somebody else wrote in it meanwhile.
    """
    clash: Clash | None = None
    if form is not None and form.has_conflict:
        cycle = find_cycle(request, cycle.team, cycle.number)
        clash = clash_in(form, saved=answers_of(type(form), cycle), subject=cycle)
    person = request.person
    card = card_of(cycle, seen_by=person)
    charts = TeamMeasure.objects.visible_to(person).filter(cycles=cycle).with_definition()
    may_change = can_change_cycle(person, cycle)
    advice = suggest_scale(belief=cycle.belief, risk=cycle.risk, readiness=cycle.readiness)
    remarks = remarks_on(cycle)
    [stairs] = staircases_of(cycle.team, seen_by=person, ramp=cycle.ramp_id)
    context = {
        "place": cycle_place(cycle, person),
        "cycle": cycle,
        "asks": f"improvement/asks/{asks}.html" if asks else "",
        "form": form,
        "form_title": TITLES.get(asks, ""),
        "lacks_prediction": not all(prediction.prediction for prediction in card.predictions) or not card.predictions,
        "clash": clash,
        "parts": parts_of(card),
        "due": due_words(card.waiting),
        "stale": forgotten_words(cycle, after=stale_after(cycle.team)) if may_change else "",
        "days": span_words(cycle.started_on, cycle.ended_on),
        "shows_predictions": asks not in ("study", "close"),
        "predictions": predictions_of(card),
        "lock": lock_words(card),
        "plan": plan_of(card),
        "told_do": told(cycle, DO_ANSWERS),
        "told_study": told(cycle, STUDY_ANSWERS),
        "told_act": told(cycle, ACT_ANSWERS),
        "decision": decided_words(cycle),
        "concern": concern_about_scale(step=cycle.step, scale=cycle.scale, belief=cycle.belief) if may_change else "",
        "advice": advice.words if advice and may_change else "",
        "warning": warning_of(cycle),
        "idea_address": address_for(cycle.team, cycle.change_idea),
        "others": [other_of(tried, person) for tried in others_who_tried(cycle, seen_by=person)],
        "sparklines": sparklines_of(list(charts), person),
        "ramp_title": cycle.ramp.title,
        "flights": flights_of(stairs, person),
        "climb": climb_words(stairs),
        "remarks": [remark_shown(remark, cycle, person) for remark in remarks],
        "may_read_remarks": can_read_remarks(person, cycle) and any(remark.read_at is None for remark in remarks),
        "remark_form": remark_form or (RemarkForm() if can_remark_on_cycle(person, cycle) else None),
        "may_change": may_change,
        "may_correct_dates": can_correct_dates(person, cycle),
        "may_share": can_share_lesson(person, cycle),
        "may_start": can_start_cycle(person, cycle.team),
        "addresses": cycle_addresses(cycle, person),
    }
    return page(request, "improvement/cycle.html", context, part="form", status=409 if clash else 200)


def warning_of(cycle: Cycle) -> str:
    """What is known against the idea that a test comes from; nothing when nothing is."""
    idea = cycle.change_idea
    return idea.get_evidence_display() if idea is not None and idea.warns else ""


def one_page(request: HttpRequest, rows: list) -> Any:
    """The rows that the address asks for (`?page=2`)."""
    return Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
