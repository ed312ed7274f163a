"""What each letter needs to know: read when the mail is sent, so that it says what is true then."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from allteach.collaboratives.calendar import MOVABLE
from allteach.collaboratives.models import Timetable
from allteach.collaboratives.queries.calendars import calendar_of
from allteach.collaboratives.stages import days_of, name_of
from allteach.core.language import period_in_words
from allteach.measures.models import TeamMeasure
from allteach.measures.queries.due import due_periods, latest_periods
from allteach.messaging.letter import Contents
from allteach.messaging.models import Message
from allteach.messaging.months import REPORTERS, WHOLE_TEAM
from allteach.messaging.queries import undelivered
from allteach.people.models import Person
from allteach.people.permissions import can_see_installation
from allteach.progress.follow_up import follow_up_of
from allteach.progress.queries.reports import awaited_reports
from allteach.spaces.models import Invitation, Membership, Space
from allteach.spaces.naming import name_for
from allteach.spaces.roles import Role
from allteach.spaces.secrets import secret_of
from allteach.spaces.standing import Standing

MOST_LINES = 8  # Of what moved in a calendar: the page has the rest.
MOST_TEAMS = 40  # Named in one mail.
SALT = "allteach.messaging.decline"


def link(name: str, *args: Any, **kwargs: Any) -> str:
    """A page's whole address. It begins with the site's setting, never with what a request said of itself."""
    return settings.SITE_ADDRESS + reverse(name, args=args or None, kwargs=kwargs or None)


def link_to_space(space: Space) -> str:
    """A space's own page, or the first page where it has none."""
    if space.kind == Space.Kind.TEAM:
        return link("teams:team", team=space.slug)
    if space.kind == Space.Kind.COLLABORATIVE:
        return link("collaboratives:collaborative", space=space.slug)
    return link("home")


def decline_link(message: Message) -> str:
    """Where the reader can say that they want no more of this kind, without signing in. The link does only that."""
    said = signing.dumps({"person": message.person_id, "letter": message.letter}, salt=SALT)
    return link("people:decline", said=said)


def declined_with(said: str) -> tuple[int, str] | None:
    """The person and letter that such a link names; None for a link that nobody made."""
    try:
        meant = signing.loads(said, salt=SALT)
    except signing.BadSignature:
        return None
    return meant["person"], meant["letter"]


# --- The letters ---------------------------------------------------------------------------------------------------


def invitation(message: Message) -> Contents | None:
    """The link that opens the invitation. Nothing when it was accepted, withdrawn or is too old."""
    found = _invitation(message)
    if found is None or found.state != Invitation.State.WAITING:
        return None
    return {
        "name": found.name,
        "inviter": str(found.by),
        "space": found.space.name,
        "around": found.space.parent.name if found.space.parent else "",
        "role": Role(found.role).label,
        "words": found.words,
        "link": link("spaces:invitation", secret=secret_of(found)),
        "expires_at": found.expires_at,
    }


def somebody_joined(message: Message) -> Contents | None:
    """Who accepted."""
    pk = _pk(message)
    found = Invitation.objects.filter(pk=pk).exclude(accepted_by=None).select_related("space", "accepted_by").first()
    if found is None:
        return None
    return {"person": str(found.accepted_by), "space": found.space.name, "link": link_to_space(found.space)}


def role_given(message: Message) -> Contents | None:
    """The new role, while it is held."""
    found = Membership.objects.active().filter(pk=_pk(message)).select_related("space").first()
    if found is None:
        return None
    return {"role": Role(found.role).label, "space": found.space.name, "link": link_to_space(found.space)}


def removed(message: Message) -> Contents | None:
    """The role that was ended, unless they have it again."""
    found = Membership.objects.filter(pk=_pk(message)).select_related("space").first()
    if found is None:
        return None
    same = Membership.objects.active().filter(person_id=found.person_id, space_id=found.space_id, role=found.role)
    return None if same.exists() else {"role": Role(found.role).label, "space": found.space.name}


def agreement_signed(message: Message) -> Contents | None:
    """The reader's teams that can begin."""
    if message.event is None:
        return None
    led = Membership.objects.active().filter(person_id=message.person_id, role=Role.TEAM_LEAD)
    teams = Space.objects.active().filter(
        pk__in=led.values("space"),
        parent_id=message.event.space,
        organisation_id__in=message.event.facts["organisations"],
    )
    first = teams.order_by("name").first()
    return {"space": first.name, "link": link_to_space(first)} if first else None


def value_corrected(message: Message) -> Contents | None:
    """Which chart to look at. The number itself is not in the mail."""
    found = TeamMeasure.objects.filter(pk=_pk(message)).select_related("team", "measure").first()
    if found is None or message.person is None or found.team_id not in _standing(message.person).known:
        return None
    return {
        "space": name_for(found.team, message.person),
        "measure": found.measure.title,
        "link": link("measures:chart", team=found.team.slug, measure=found.measure.slug),
    }


def month_due(message: Message) -> Contents | None:
    """Which month, when it is due, and whether its numbers, its report or both are missing.

    Nothing when all was sent meanwhile, or the reader reports it no longer.
    """
    team = Space.objects.active().filter(pk=_pk(message)).select_related("parent").first()
    if team is None or message.person is None or not _reports(message.person, team):
        return None
    today = _today_of(team)
    wanted = message.period.partition(" ")[0]
    periods = due_periods([team.pk], today=today, with_running=True).get(team.pk, [])
    numbers = next((each for each in periods if str(each.period) == wanted), None)
    awaited = awaited_reports([team], today=today, with_running=True).get(team.pk, [])
    report = next(((month, due_on) for month, due_on in awaited if str(month) == wanted), None)
    if numbers is not None:
        period, due_on = numbers.period, numbers.due_on
    elif report is not None:
        period, due_on = report
    else:
        return None
    return {
        "space": team.name,
        "month": period_in_words(period),
        "due_on": due_on,
        "is_late": today > due_on,
        "has_numbers": numbers is not None,
        "has_report": report is not None,
        "left": numbers.measures - numbers.started if numbers else 0,
        "link": link("reporting:grid", team=team.slug, period=period)
        if numbers
        else link("monthly_reports:write_report", team=team.slug, month=period),
    }


def month_in(message: Message) -> Contents | None:
    """Which teams of the collaborative are in with a month: thanks. Nothing for whoever has left theirs since."""
    team = Space.objects.active().filter(pk=_pk(message)).select_related("parent").first()
    person = message.person
    if team is None or team.parent is None or person is None or not _belongs(person, team):
        return None
    around = Space.objects.active().filter(parent=team.parent, kind=Space.Kind.TEAM).order_by("name")
    teams = {each.pk: each for each in around}
    of_month = [each for each in latest_periods(teams, today=_today_of(team)) if str(each.period) == message.period]
    names = [
        name_for(teams[each.team], person)
        for each in of_month
        if each.sent_at is not None and each.team in _standing(person).known and each.team != team.pk
    ]
    own = next((each for each in of_month if each.team == team.pk and each.sent_at is not None), None)
    if own is None:
        return None
    return {
        "space": team.name,
        "around": team.parent.name,
        "month": period_in_words(own.period),
        "lines": sorted(names)[:MOST_TEAMS],
        "more": max(0, len(names) - MOST_TEAMS),
        "in": sum(each.sent_at is not None for each in of_month),
        "of": len(of_month),
        "link": link_to_space(team),
    }


def not_in_yet(message: Message) -> Contents | None:
    """Which teams of a collaborative have not sent a month and were not called yet, each with its page; or nothing."""
    space = Space.objects.active().filter(pk=_pk(message)).first()
    if space is None or message.person is None or Role.DIRECTOR not in _standing(message.person).roles_in(space.pk):
        return None
    wanted = message.period.partition(" ")[0]
    late = [each for each in follow_up_of(space, today=_today_of(space)) if str(each.month) == wanted]
    if not late:
        return None
    return {
        "space": space.name,
        "month": period_in_words(late[0].month),
        "teams": [{"name": each.team.name, "link": link_to_space(each.team)} for each in late[:MOST_TEAMS]],
        "more": max(0, len(late) - MOST_TEAMS),
        "many": len(late),
        "link": link("coaching:follow_up", space=space.slug),
    }


def asked_by(message: Message) -> Contents | None:
    """As the reminder of a month, from somebody who supports the team and asks for it in person."""
    said = month_due(message)
    asker = Person.objects.filter(pk=message.event.by, left_at=None).first() if message.event else None
    return said | {"by": str(asker)} if said is not None and asker is not None else None


def calendar_changed(message: Message) -> Contents | None:
    """What moved, as it stands now. Nothing for whoever has left since."""
    if message.event is None or message.person is None or message.event.space not in _standing(message.person).known:
        return None
    found = Timetable.objects.filter(space=message.event.space).select_related("space").first()
    if found is None:
        return None
    calendar = calendar_of(found)
    moved = [calendar.entry(key) for key in message.event.facts["entries"]]
    lines = [f"{name_of(entry)}: {days_of(entry)}" for entry in moved if entry and entry.kind in MOVABLE]
    if not lines:
        return None
    return {
        "space": found.space.name,
        "lines": lines[:MOST_LINES],
        "more": max(0, len(lines) - MOST_LINES),
        "link": link("calendars:calendar", space=found.space.slug),
    }


def mail_undelivered(message: Message) -> Contents | None:
    """How many mails did not arrive, for whoever runs the site. Nothing when staff put it right meanwhile."""
    if message.person is None or message.about != "messaging.message" or not can_see_installation(message.person):
        return None
    many = undelivered().filter(state=Message.State.FAILED).count()
    return {"many": many, "link": link("staff:undelivered")} if many else None


def _standing(person: Person) -> Standing:
    standing: Standing = person.standing
    return standing


def _reports(person: Person, team: Space) -> bool:
    """Whether somebody still reports for a team: a reminder to anybody else would be none of their business."""
    return any(role in REPORTERS for role in _standing(person).roles_in(team.pk))


def _belongs(person: Person, team: Space) -> bool:
    """Whether somebody is still of a team."""
    return any(role in WHOLE_TEAM for role in _standing(person).roles_in(team.pk))


def _today_of(space: Space) -> date:
    """The day it is where a space is."""
    return timezone.now().astimezone(ZoneInfo(space.time_zone)).date()


def _pk(message: Message) -> int:
    return int(message.about.rsplit(":", 1)[1])


def _invitation(message: Message) -> Invitation | None:
    return Invitation.objects.filter(pk=_pk(message)).select_related("space", "space__parent", "by").first()
