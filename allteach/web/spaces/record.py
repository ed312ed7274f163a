"""The record of a space: what happened there and in the teams inside it, when and by whom. Never what was written."""

from django.core.paginator import Paginator
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from allteach.core.models import Event
from allteach.core.permissions import allow
from allteach.core.queries import events_in
from allteach.people.queries import names_of_people
from allteach.spaces.models import Space
from allteach.spaces.permissions import can_read_record
from allteach.web.found import find_space
from allteach.web.http import page
from allteach.web.spaces.happened import HAPPENED
from allteach.web.spaces.place import space_place
from allteach.web.tables import Cell, Column, Table

ROWS_A_PAGE = 50


@require_safe
def record(request, space):
    """What happened here, the newest first."""
    found = find_space(request, space)
    allow(can_read_record(request.person, found))

    inside = Space.objects.filter(parent=found.pk).in_bulk() if found.parent_id is None else {}
    places = {found.pk: found} | {pk: team for pk, team in inside.items() if can_read_record(request.person, team)}
    events = events_in(places)
    shown = Paginator(events, ROWS_A_PAGE).get_page(request.GET.get("page"))
    names = names_of_people()

    def line(event: Event) -> tuple:
        at = localtime(event.at)
        return (
            Cell(date_format(at, "DATETIME_FORMAT"), value=at.date()),
            str(HAPPENED.get(event.name, event.name)),
            names.get(event.by, _("Former member")) if event.by else _("The clock"),
            places[event.space].name,
        )

    table = Table(
        key="record",
        caption=_("What happened here"),
        name=f"{found.slug}-record",
        columns=[Column(words) for words in (_("When"), _("What"), _("Who"), _("Where"))],
        rows=map(line, events.iterator(chunk_size=2_000)),
        shown=map(line, shown.object_list),
    )
    context = {
        "place": space_place(found, request.person, current="people"),
        "page": shown,
        "has_any": bool(shown.object_list),
    }
    return page(request, "spaces/record.html", context, tables=[table])
