"""Calendars that other programs read: for one collaborative while signed in, and for a person by a secret address."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from allteach.collaboratives.queries.calendars import calendars_of
from allteach.core.permissions import allow
from allteach.exchange.calendar_files import MEDIA_TYPE, Day, Feed, Told, calendar_file
from allteach.improvement.queries.control import held_by
from allteach.meetings.models import Meeting
from allteach.meetings.queries.meetings import of_entries
from allteach.people import actions
from allteach.people.models import Person
from allteach.people.permissions import can_change_profile
from allteach.spaces.naming import name_for
from allteach.spaces.permissions import has_ability
from allteach.spaces.roles import Ability
from allteach.web.found import find_collaborative
from allteach.web.http import go_to, page
from allteach.web.improvement.shown.addresses import change_address
from allteach.web.navigation import account_place

SALT = "allteach.calendars.own"


@require_safe
def collaborative_file(request, space):
    """The calendar of one collaborative, to be opened once by another calendar."""
    found = find_collaborative(request, space)

    return answer([found.pk], seen_by=request.person, name=found.name, file_name=f"{found.slug}-calendar")


@login_not_required
@require_safe
def own_file(request, secret):
    """All calendars of the person whose address this is; 404 once they made a new one, or have left."""
    person = whose(secret)

    with translation.override(person.language):
        days = check_days_of(person)
        return answer(
            person.standing.known, seen_by=person, name=_("Allteach"), file_name="allteach-calendar", days=days
        )


@never_cache
@require_http_methods(["GET", "POST"])
def own_address(request):
    """My calendar's secret address, and a new one when somebody else came to know it."""
    allow(can_change_profile(request.person, request.person))

    if request.method == "POST":
        actions.renew_calendar_address(person=request.person, by=request.person)
        messages.success(request, _("This is your new address. The old one shows nothing any more."))
        return go_to(request, "calendars:own_address")

    secret = signing.dumps([request.person.pk, request.person.calendar_number], salt=SALT)
    context = {
        "place": account_place(request.person, request.path),
        "address": settings.SITE_ADDRESS + reverse("calendars:own_file", args=[secret]),
    }
    return page(request, "calendars/own_address.html", context)


def whose(secret: str) -> Person:
    """The person whose address a secret is."""
    try:
        pk, number = signing.loads(secret, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
    active = Person.objects.filter(left_at=None, account__is_active=True)
    found = active.filter(pk=pk, calendar_number=number).first()
    if found is None:
        raise Http404
    return found


def check_days_of(person: Person) -> list[Day]:
    """The days on which this person's teams look whether what they keep still holds."""
    teams = [
        membership.space_id
        for membership in person.standing.memberships
        if has_ability(person, Ability.TEST_CHANGES, membership.space_id)
    ]
    return [
        Day(
            key=f"check-{held.change.pk}-{day.number}",
            on=day.due_on,
            words=_("%(team)s: does it still hold? %(change)s")
            % {"team": name_for(held.change.team, person), "change": held.change.title},
            address=settings.SITE_ADDRESS + change_address(held.change, person),
        )
        for held in held_by(teams, seen_by=person)
        for day in held.days
        if day.check is None
    ]


def told(meeting: Meeting, slug: str, seen_by: Person) -> Told:
    """What somebody's calendar tells of a session or call."""
    leaders = [name_for(meeting.led_team, seen_by)] if meeting.led_team else []
    if meeting.led_by is not None:
        leaders.append(str(meeting.led_by))
    return Told(
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        address=settings.SITE_ADDRESS + reverse("meetings:meeting", args=[slug, meeting.pk]),
        topic=meeting.topic,
        leader=", ".join(leaders),
        place=meeting.place,
        link=meeting.link,
        is_cancelled=meeting.cancelled_at is not None,
    )


def answer(spaces, *, seen_by: Person, name: str, file_name: str, days: Iterable[Day] = ()) -> HttpResponse:
    """The file, with what is known of each session and call."""
    calendars = calendars_of(spaces)
    meetings = of_entries([timetable.space_id for timetable, _calendar in calendars])
    feeds = [
        Feed(
            timetable,
            calendar,
            settings.SITE_ADDRESS + reverse("calendars:calendar", args=[timetable.space.slug]),
            {
                key: told(meeting, timetable.space.slug, seen_by)
                for (space, key), meeting in meetings.items()
                if space == timetable.space_id
            },
        )
        for timetable, calendar in calendars
    ]
    return HttpResponse(
        calendar_file(feeds, name=name, days=days),
        content_type=MEDIA_TYPE,
        headers={
            "Content-Disposition": f'attachment; filename="{file_name}.ics"',
            "Cache-Control": "private, max-age=900",
        },
    )
