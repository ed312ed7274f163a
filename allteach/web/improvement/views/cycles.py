"""A team's tests of change: the list, starting one, planning it, the page of one, and the ramp."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from allteach.core.permissions import allow
from allteach.improvement import actions
from allteach.improvement.permissions import can_change_cycle, can_start_cycle
from allteach.improvement.queries.cycles import card_of, cycles_of, staircases_of, stale_after
from allteach.improvement.stages import DOING, PLANNED, STUDYING
from allteach.people.models import Person
from allteach.spaces.naming import slug_for
from allteach.web.found import find_team
from allteach.web.http import go_to, page
from allteach.web.improvement.conflicts import clash_in
from allteach.web.improvement.forms.cycles import PlanForm, StartForm
from allteach.web.improvement.found import charts_of, find_cycle, ideas_for, number_asked
from allteach.web.improvement.listed import cycles_table
from allteach.web.improvement.place import cycle_name, cycle_place, place_beneath
from allteach.web.improvement.shown.addresses import cycle_address, team_address
from allteach.web.improvement.shown.cycles import is_studied, lock_words, predictions_of, row_of, waits_now
from allteach.web.improvement.shown.ramps import climb_words, flights_of, lessons_of, ramps_in
from allteach.web.improvement.views.answering import answers_of, cycle_page, one_page
from allteach.web.improvement.views.telling import begin_form, decide_form, happened_form, study_form
from allteach.web.navigation import Action
from allteach.web.teams.place import team_place

A_WEEK = timedelta(days=7)


@require_safe
def cycles(request, team):
    """Every test of change of a team: what waits, what goes on, the ramps, and what was learned."""
    found = find_team(request, team)

    cards = cycles_of(found, seen_by=request.person)
    days = stale_after(found)
    rows = [(card, row_of(card, request.person, stale_after=days)) for card in cards]
    over = [row for card, row in rows if card.waiting is None]
    may_start = can_start_cycle(request.person, found)
    start = team_address(found, request.person, "start_cycle")
    begin = Action(_("Start a test"), start, is_main=True)

    context = {
        "place": team_place(found, request.person, current="tests", actions=(begin,) if may_start else ()),
        "start": start,
        "due": [row for card, row in rows if waits_now(card)],
        "going_on": [row for card, row in rows if card.waiting and not waits_now(card)],
        "ramps": ramps_in(cards, request.person),
        "over": one_page(request, over),
        "may_start": may_start,
    }
    tests = cycles_table(f"{slug_for(found, request.person)}-tests", cards, request.person)
    return page(request, "improvement/cycles.html", context, tables=[tests])


@require_http_methods(["GET", "POST"])
def start_cycle(request, team):
    """Start a test with two lines.

    `?after=3` follows test 3, `?measure=falls` is meant to move that chart, `?idea=7` comes from that idea.
    """
    found = find_team(request, team)
    allow(can_start_cycle(request.person, found))

    after = number_asked(request, "after")
    previous = find_cycle(request, found, after) if after is not None else None
    charts = charts_of(request, found)
    form = StartForm(
        request.POST or None,
        charts=charts,
        ideas=ideas_for(request, found),
        initial={
            "planned_end_on": timezone.localdate() + A_WEEK,
            "charts": previous.charts.all() if previous else measured_by(charts, request.GET.get("measure", "")),
            "change_idea": previous.change_idea_id if previous else number_asked(request, "idea"),
        },
    )
    if form.submit(actions.start_cycle, team=found, previous=previous, by=request.person):
        messages.success(request, _("Started. Only your team sees it until it begins."))
        return go_to(request, cycle_address(form.result, request.person))

    context = {
        "place": place_beneath(found, request.person, tab="tests", name=_("Start a test")),
        "back": team_address(found, request.person, "cycles"),
        "previous": cycle_name(previous) if previous else "",
        "form": form,
    }
    return page(request, "improvement/start_cycle.html", context, part="form")


@require_safe
def cycle(request, team, number):
    """One test: Plan, Do, Study and Act, with the part that is open ready to be told."""
    found = find_team(request, team)
    shown_cycle = find_cycle(request, found, number)

    if not can_change_cycle(request.person, shown_cycle):
        return cycle_page(request, shown_cycle)
    if shown_cycle.state == PLANNED:
        return cycle_page(request, shown_cycle, asks="begin", form=begin_form(request, shown_cycle))
    if shown_cycle.state == DOING:
        return cycle_page(request, shown_cycle, asks="do", form=happened_form(request, shown_cycle))
    if shown_cycle.state == STUDYING and not is_studied(card_of(shown_cycle, seen_by=request.person)):
        return cycle_page(request, shown_cycle, asks="study", form=study_form(request, shown_cycle))
    return cycle_page(request, shown_cycle, asks="act", form=decide_form(request, shown_cycle))


@require_http_methods(["GET", "POST"])
def plan_cycle(request, team, number):
    """Fill in the plan of a test, as far as the team wants."""
    found = find_team(request, team)
    planned = find_cycle(request, found, number)
    allow(can_change_cycle(request.person, planned))

    form = PlanForm(
        request.POST or None,
        cycle=planned,
        charts=charts_of(request, found),
        ideas=ideas_for(request, found),
        members=Person.objects.filter(memberships__space=found.pk, memberships__ended_at=None).distinct(),
        initial=answers_of(PlanForm, planned),
    )
    if form.submit(actions.plan_cycle, cycle=planned, by=request.person):
        messages.success(request, _("Saved."))
        return go_to(request, cycle_address(planned, request.person))

    clash = None
    if form.has_conflict:
        planned = find_cycle(request, found, number)
        clash = clash_in(form, saved=answers_of(PlanForm, planned), subject=planned)
    context = {
        "place": cycle_place(planned, request.person),
        "back": cycle_address(planned, request.person),
        "lock": lock_words(card_of(planned, seen_by=request.person)),
        "predictions": predictions_of(card_of(planned, seen_by=request.person)),
        "form": form,
        "clash": clash,
    }
    return page(request, "improvement/plan_cycle.html", context, part="form", status=409 if clash else 200)


@require_safe
def ramp(request, team, ramp):
    """A series of tests of one change, as a staircase."""
    found = find_team(request, team)
    climbed = [stairs for stairs in staircases_of(found, seen_by=request.person) if stairs.ramp.slug == ramp]
    if not climbed:
        raise Http404
    [stairs] = climbed

    context = {
        "place": place_beneath(
            found, request.person, tab="tests", name=stairs.ramp.title, facts=(climb_words(stairs),)
        ),
        "flights": flights_of(stairs, request.person),
        "lessons": lessons_of(stairs, request.person),
    }
    return page(request, "improvement/ramp.html", context)


def measured_by(charts, slug: str) -> list:
    """The charts of one measure, by its address: a test that is started from a chart is meant to move it."""
    return [chart for chart in charts.select_related("measure") if chart.measure.slug == slug] if slug else []
