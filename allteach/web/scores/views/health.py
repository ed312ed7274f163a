"""How the collaborative itself fares, as its staff see it."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from allteach.collaboratives.calendar import Entry
from allteach.collaboratives.queries.calendars import calendar_of, timetable_of
from allteach.collaboratives.stages import name_of
from allteach.core.language import language_now
from allteach.core.permissions import allow
from allteach.progress import actions
from allteach.progress.health import MIDDLE
from allteach.progress.models import HealthCheck
from allteach.progress.permissions import can_check_health, can_see_health
from allteach.progress.queries.health import PeriodHealth, health_of
from allteach.web.collaboratives.place import collaborative_place, place_beneath
from allteach.web.found import find_collaborative
from allteach.web.http import go_to, page
from allteach.web.improvement.conflicts import clash_with
from allteach.web.scores.forms import HealthForm
from allteach.web.tables import Column, Table


@require_safe
def health(request, space):
    """Each action period: seven things, their sum against the middle, and what should change."""
    found = find_collaborative(request, space)
    allow(can_see_health(request.person, found))

    checked, begun = health_of(found, seen_by=request.person), _begun(found)
    names = {entry.number: name_of(entry) for entry in begun}
    mine = {each.number for each in checked if each.has_rated}
    context = {
        "place": collaborative_place(found, current="health"),
        "periods": [_shown(each, names.get(each.number, str(each.number))) for each in checked],
        "middle": MIDDLE,
        "offered": [
            (names[entry.number], reverse("scores:check_health", args=[found.slug, entry.number]), entry.number in mine)
            for entry in reversed(begun)
        ]
        if can_check_health(request.person, found)
        else [],
    }
    return page(request, "scores/health.html", context, tables=[_table(found, checked, names)])


@require_http_methods(["GET", "POST"])
def check_health(request, space, number):
    """Rate the seven things for one action period."""
    found = find_collaborative(request, space)
    allow(can_check_health(request.person, found))

    person, back = request.person, reverse("scores:health", args=[found.slug])
    own = HealthCheck.objects.filter(collaborative=found.pk, action_period=number, by=person.pk).first()
    form = HealthForm(request.POST or None, initial=_answers(own))
    if form.submit(actions.check_health, collaborative=found, action_period=number, by=person):
        messages.success(request, _("Saved. The others see the lowest, the middle and the highest, without names."))
        return go_to(request, back)

    clash = None
    if form.has_conflict:
        own = HealthCheck.objects.get(collaborative=found.pk, action_period=number, by=person.pk)
        clash = clash_with(form, saved=_answers(own), name=person.name, at=own.at)
    name = _("Health in action period %(number)d") % {"number": number}
    context = {
        "place": place_beneath(found, tab="health", name=name),
        "back": back,
        "form": form,
        "items": [form[key] for key in form.fields if key in form.ratings],
        "clash": clash,
    }
    return page(request, "scores/check_health.html", context, part="form", status=409 if clash else 200)


def _begun(collaborative) -> list[Entry]:
    """The action periods that have begun."""
    timetable, today = timetable_of(collaborative), timezone.localdate()
    return [entry for entry in calendar_of(timetable).action_periods if entry.start <= today] if timetable else []


def _answers(own: HealthCheck | None) -> dict:
    return {**own.ratings, "words": own.words, "version": own.version} if own else {"version": 0}


def _shown(period: PeriodHealth, name: str) -> dict:
    """One action period as the page says it."""
    number = language_now().number
    return {
        "name": name,
        "people": ngettext("one answer", "%(count)d answers", period.people) % {"count": period.people},
        "total": number(period.total, 0 if period.total % 1 == 0 else 1),
        "is_below": period.total < MIDDLE,
        "items": [
            (each.item.name, each.lowest, number(each.middle, 0 if each.middle % 1 == 0 else 1), each.highest)
            for each in period.items
        ],
        "words": period.words,
    }


def _table(collaborative, checked: list[PeriodHealth], names: dict[int, str]) -> Table:
    """Every thing in every action period, as a file."""
    rows = [
        (
            names.get(period.number, period.number),
            str(each.item.name),
            period.people,
            each.lowest,
            each.middle,
            each.highest,
        )
        for period in checked
        for each in period.items
    ]
    headings = (_("Action period"), _("What"), _("Answers"), _("Lowest"), _("Middle"), _("Highest"))
    return Table(
        key="health",
        caption=_("Health of the collaborative"),
        name=f"{collaborative.slug}-health",
        columns=[Column(heading) for heading in headings],
        rows=rows,
    )
