"""Calendars that other programs read: for one collaborative while signed in, and for a person by a secret address."""

from collections.abc import Collection, Iterable

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
from allteach.exchange.calendar_files import MEDIA_TYPE, Day, Feed, Occasion, Told, calendar_file
from allteach.improvement.queries.control import held_by
from allteach.meetings.kinds import Kind
from allteach.meetings.models import Meeting
from allteach.meetings.naming import title_of
from allteach.meetings.permissions import can_speak_for
from allteach.meetings.queries.contacts import visits_for
from allteach.meetings.queries.meetings import beside_calendars, next_team_meetings, of_entries
from allteach.people import actions
from allteach.people.models import Person
from allteach.people.permissions import can_change_profile
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for, slug_for
from allteach.spaces.permissions import has_ability
from allteach.spaces.roles import Ability
from allteach.web.coaching.place import visit_address
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
    """All calendars of the person whose address this is, with their visits and their teams' own days.

    404 once they made a new address, or have left.
    """
    person = whose(secret)

    with translation.override(person.language):
        return answer(
            person.standing.known,
            seen_by=person,
            name=_("Allteach"),
            file_name="allteach-calendar",
            occasions=visits_of(person),
            days=[*next_days_of(person), *check_days_of(person)],
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


def next_days_of(person: Person) -> list[Day]:
    """The day on which each team that this person belongs to or coaches wants to meet next."""
    spaces = {membership.space_id: membership.space for membership in person.standing.memberships}
    teams = [space for space in spaces.values() if space.kind == Space.Kind.TEAM and can_speak_for(person, space)]
    days = next_team_meetings([team.pk for team in teams], seen_by=person)
    return [
        Day(
            key=f"next-meeting-{team.pk}",
            on=days[team.pk],
            words=_("%(team)s meets") % {"team": name_for(team, person)},
            address=settings.SITE_ADDRESS + reverse("meetings:team_meetings", args=[slug_for(team, person)]),
        )
        for team in teams
        if team.pk in days
    ]


def visits_of(person: Person) -> list[Occasion]:
    """The visits that this person makes, or that their teams receive: what for and by whom, and nothing else."""
    return [
        Occasion(
            key=f"visit-{visit.pk}",
            words=_("%(team)s: %(words)s") % {"team": name_for(visit.team, person), "words": Kind.VISIT.label},
            told=Told(
                starts_at=visit.meeting.starts_at,
                ends_at=visit.meeting.ends_at,
                address=settings.SITE_ADDRESS + visit_address(visit, person),
                topic=visit.purpose,
                leader=str(visit.meeting.led_by),
                is_cancelled=visit.meeting.cancelled_at is not None,
            ),
            time_zone=visit.team.time_zone,
            version=visit.meeting.version,
        )
        for visit in visits_for(person)
    ]


def planned_beside(spaces: Iterable[int], seen_by: Person) -> list[Occasion]:
    """The sessions and calls of collaboratives that are no entries of their calendars."""
    return [
        Occasion(
            key=f"meeting-{meeting.pk}",
            words=f"{meeting.in_space.name}: {title_of(meeting)}",
            told=told(meeting, meeting.in_space.slug, seen_by),
            time_zone=meeting.in_space.time_zone,
            version=meeting.version,
        )
        for meeting in beside_calendars(spaces, seen_by=seen_by)
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


def answer(
    spaces: Collection[int],
    *,
    seen_by: Person,
    name: str,
    file_name: str,
    occasions: Iterable[Occasion] = (),
    days: Iterable[Day] = (),
) -> HttpResponse:
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
        calendar_file(feeds, name=name, occasions=[*planned_beside(spaces, seen_by), *occasions], days=days),
        content_type=MEDIA_TYPE,
        headers={
            "Content-Disposition": f'attachment; filename="{file_name}.ics"',
            "Cache-Control": "private, max-age=900",
        },
    )
