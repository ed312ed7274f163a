"""Telling a test: begun, done, studied, decided, closed in one go, stopped, put right, shared."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from allteach.core.permissions import allow
from allteach.improvement import actions
from allteach.improvement.models import Cycle
from allteach.improvement.permissions import can_change_cycle, can_correct_dates, can_share_lesson
from allteach.web.found import find_team
from allteach.web.http import go_to
from allteach.web.improvement.forms.cycles import (
    BeginForm,
    CloseForm,
    DatesForm,
    DecideForm,
    DoForm,
    LessonForm,
    StopForm,
    StudyForm,
)
from allteach.web.improvement.found import charts_of, find_cycle
from allteach.web.improvement.shown.addresses import change_address, cycle_address
from allteach.web.improvement.views.answering import answers_of, cycle_page


@require_http_methods(["GET", "POST"])
def begin_do(request, team, number):
    """Begin the test itself: from here on its predictions are locked."""
    found = find_team(request, team)
    cycle = find_cycle(request, found, number)
    allow(can_change_cycle(request.person, cycle))

    form = begin_form(request, cycle)
    if form.submit(actions.begin_do, cycle=cycle, by=request.person):
        messages.success(request, _("It has begun. Its predictions are locked, and it stands on the charts."))
        return go_to(request, cycle_address(cycle, request.person))
    return cycle_page(request, cycle, asks="begin", form=form)


@require_http_methods(["GET", "POST"])
def record_do(request, team, number):
    """Say what happened; or keep notes while the test goes on."""
    found = find_team(request, team)
    cycle = find_cycle(request, found, number)
    allow(can_change_cycle(request.person, cycle))

    form = happened_form(request, cycle)
    if form.submit(actions.record_do, cycle=cycle, by=request.person):
        is_done = form.result.state != cycle.state
        messages.success(request, _("Saved. Now compare it with what you predicted.") if is_done else _("Saved."))
        return go_to(request, cycle_address(cycle, request.person))
    return cycle_page(request, cycle, asks="do", form=form)


@require_http_methods(["GET", "POST"])
def record_study(request, team, number):
    """Compare what happened with what was predicted; or save it for later."""
    found = find_team(request, team)
    cycle = find_cycle(request, found, number)
    allow(can_change_cycle(request.person, cycle))

    form = study_form(request, cycle)
    is_complete = "later" not in request.POST
    if form.submit(actions.record_study, cycle=cycle, is_complete=is_complete, by=request.person):
        messages.success(request, _("Saved. What comes next?") if is_complete else _("Saved for later."))
        return go_to(request, cycle_address(cycle, request.person, "decide" if is_complete else "cycle"))
    return cycle_page(request, cycle, asks="study", form=form)


@require_http_methods(["GET", "POST"])
def decide(request, team, number):
    """Adapt, adopt, abandon or repeat, and say why."""
    found = find_team(request, team)
    cycle = find_cycle(request, found, number)
    allow(can_change_cycle(request.person, cycle))

    form = decide_form(request, cycle)
    if form.submit(actions.decide, cycle=cycle, by=request.person):
        return after_deciding(request, form.result)
    return cycle_page(request, cycle, asks="act", form=form)


@require_http_methods(["GET", "POST"])
def close_cycle(request, team, number):
    """Do, Study and Act in one short form: two minutes on a phone."""
    found = find_team(request, team)
    cycle = find_cycle(request, found, number)
    allow(can_change_cycle(request.person, cycle))

    today = timezone.localdate()
    known = {
        **answers_of(CloseForm, cycle),
        "started_on": cycle.started_on or min(cycle.planned_start_on or today, today),
        "ended_on": cycle.ended_on or today,
    }
    form = CloseForm(
        request.POST or None, predictions=cycle.predictions.all(), charts=charts_of(request, found), initial=known
    )
    if form.submit(actions.close_cycle, cycle=cycle, by=request.person):
        return after_deciding(request, form.result)
    return cycle_page(request, cycle, asks="close", form=form)


@require_http_methods(["GET", "POST"])
def stop_cycle(request, team, number):
    """Stop a test that will not be finished, and say why."""
    found = find_team(request, team)
    cycle = find_cycle(request, found, number)
    allow(can_change_cycle(request.person, cycle))

    form = StopForm(request.POST or None, initial=answers_of(StopForm, cycle))
    if form.submit(actions.stop_cycle, cycle=cycle, by=request.person):
        messages.success(request, _("Stopped. What you wrote stays, and your reason may help others."))
        return go_to(request, cycle_address(cycle, request.person))
    return cycle_page(request, cycle, asks="stop", form=form)


@require_http_methods(["GET", "POST"])
def correct_dates(request, team, number):
    """Put the days of a test right. Its note on the charts moves with them."""
    found = find_team(request, team)
    cycle = find_cycle(request, found, number)
    allow(can_correct_dates(request.person, cycle))

    form = DatesForm(request.POST or None, initial=answers_of(DatesForm, cycle))
    if form.submit(actions.correct_dates, cycle=cycle, by=request.person):
        messages.success(request, _("Saved. The note on the charts has moved with it."))
        return go_to(request, cycle_address(cycle, request.person))
    return cycle_page(request, cycle, asks="dates", form=form)


@require_http_methods(["GET", "POST"])
def share_lesson(request, team, number):
    """Say what other teams should know of a test that is over."""
    found = find_team(request, team)
    cycle = find_cycle(request, found, number)
    allow(can_share_lesson(request.person, cycle))

    form = LessonForm(request.POST or None, initial=answers_of(LessonForm, cycle))
    if form.submit(actions.share_lesson, cycle=cycle, by=request.person):
        messages.success(request, _("Thank you. Whoever tries the same will read it."))
        return go_to(request, cycle_address(cycle, request.person))
    return cycle_page(request, cycle, asks="lesson", form=form)


def begin_form(request: HttpRequest, cycle: Cycle) -> BeginForm:
    """The form that begins a test: today, unless another day was planned that has come."""
    today = timezone.localdate()
    on = min(cycle.planned_start_on or today, today)
    return BeginForm(request.POST or None, initial={"started_on": on, "version": cycle.version})


def happened_form(request: HttpRequest, cycle: Cycle) -> DoForm:
    """The form of Do, with what was told already."""
    return DoForm(request.POST or None, initial=answers_of(DoForm, cycle))


def study_form(request: HttpRequest, cycle: Cycle) -> StudyForm:
    """The form of Study, with what was told already."""
    return StudyForm(request.POST or None, predictions=cycle.predictions.all(), initial=answers_of(StudyForm, cycle))


def decide_form(request: HttpRequest, cycle: Cycle) -> DecideForm:
    """The form of Act."""
    return DecideForm(
        request.POST or None, charts=charts_of(request, cycle.team), initial=answers_of(DecideForm, cycle)
    )


def after_deciding(request: HttpRequest, decided: actions.Decided):
    """To what a decision opened: the next test, the kept change; or, of what did not help, to telling others why."""
    cycle, person = decided.cycle, request.person
    if decided.next_cycle is not None:
        messages.success(
            request,
            _("Saved. Cycle %(step)s is ready, filled in from this one.") % {"step": decided.next_cycle.step},
        )
        return go_to(request, cycle_address(decided.next_cycle, person))
    if decided.change is not None:
        messages.success(request, _("This is how you work now. It stands on the charts."))
        return go_to(request, change_address(decided.change, person))
    messages.success(request, _("It did not help. Thank you: other teams will not have to find out."))
    return go_to(request, cycle_address(cycle, person, "cycle" if cycle.lesson else "share_lesson"))
