"""What comes up, in words: on which day, at what time by the clock of its space, and where more of it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.collaboratives.stages import name_of
from allteach.core.language import period_in_words
from allteach.meetings.kinds import KINDS, Kind
from allteach.meetings.models import Meeting
from allteach.meetings.naming import title_of
from allteach.meetings.queries.coming import registered_of
from allteach.people.models import Person
from allteach.progress.queries.coming import Coming
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for, slug_for
from allteach.spaces.roles import Role
from allteach.web.improvement.shown.addresses import change_address


@dataclass(frozen=True)
class ComingLine:
    """One line of what comes up."""

    when: str
    machine: str  # 2026-03-14
    state: str  # now, later: as `moment` has it.
    words: str
    address: str
    at: str = ""
    about: str = ""


def coming_lines(dates: Sequence[Coming], *, person: Person, today: date) -> list[ComingLine]:
    """What comes up, line by line: one query, for who is registered."""
    own = {each.space_id for each in person.standing.memberships if each.role != Role.COACH}
    sessions = [each.about.pk for each in dates if _has_registration(each)]
    registered = registered_of(sessions, own) if sessions else {}
    has_many = len({each.space.around_id for each in dates}) > 1
    return [
        ComingLine(
            when=_day(each.on, today),
            machine=each.on.isoformat(),
            state="now" if each.on <= today else "later",
            words=WORDS[each.kind](each, person),
            address=ADDRESSES[each.kind](each, person),
            at=_time(each.begins, each.space) if each.begins else "",
            about=", ".join(
                [
                    *([name_for(each.space, person)] if _is_to_be_named(each, has_many) else []),
                    *(_about(each.about, person, own, registered) if each.kind == "meeting" else []),
                ]
            ),
        )
        for each in dates
    ]


def _has_registration(each: Coming) -> bool:
    return each.kind == "meeting" and KINDS[Kind(each.about.kind)].has_registration


def _is_to_be_named(each: Coming, has_many: bool) -> bool:
    """Where a date would not say by itself in which space it is."""
    if each.kind in OF_A_TEAM:
        return False
    return has_many or each.space.kind != Space.Kind.COLLABORATIVE


def _day(on: date, today: date) -> str:
    if on == today:
        return _("Today")
    return date_format(on, "D j" if (on.year, on.month) == (today.year, today.month) else "D j M")


def _time(begins: datetime, space: Space) -> str:
    """By the clock of its space, which is named where the reader's shows another hour."""
    words = time_format(begins.time(), "TIME_FORMAT")
    if begins.utcoffset() == timezone.localtime(begins).utcoffset():
        return words
    zone = space.time_zone.rpartition("/")[2].replace("_", " ")
    return _("%(time)s in %(zone)s") % {"time": words, "zone": zone}


def _about(meeting: Meeting, person: Person, own: set[int], registered: Mapping[int, int]) -> list[str]:
    """Whose turn it is to lead it, what it is about, where it is, and how many of the person's team come."""
    said = [words for words in (_leads(meeting, person, own), meeting.topic, meeting.place) if words]
    if coming := registered.get(meeting.pk, 0):
        said.append(ngettext("one of you is coming", "%(count)d of you are coming", coming) % {"count": coming})
    return said


def _leads(meeting: Meeting, person: Person, own: set[int]) -> str:
    if meeting.led_team is not None and meeting.led_team_id in own:
        return _("%(team)s leads it") % {"team": name_for(meeting.led_team, person)}
    return _("you lead it") if meeting.led_by_id == person.pk else ""


def _report_words(each: Coming, person: Person) -> str:
    said = {"month": period_in_words(each.about.month), "team": name_for(each.space, person)}
    return _("Report of %(month)s for %(team)s") % said


def _meeting_address(each: Coming, person: Person) -> str:
    meeting: Meeting = each.about
    if meeting.kind == Kind.VISIT:
        return reverse("coaching:visit", args=[slug_for(each.space, person), meeting.pk])
    if KINDS[Kind(meeting.kind)].is_of_all_teams:
        return reverse("meetings:meeting", args=[each.space.slug, meeting.pk])
    return _team_meetings(each, person)


def _team_meetings(each: Coming, person: Person) -> str:
    return reverse("meetings:team_meetings", args=[slug_for(each.space, person)])


def _calendar(each: Coming, person: Person) -> str:
    return reverse("calendars:calendar", args=[each.space.slug])


def _report_address(each: Coming, person: Person) -> str:
    return reverse("monthly_reports:write_report", args=[slug_for(each.space, person), each.about.month])


Say = Callable[[Coming, Person], str]
WORDS: dict[str, Say] = {
    "meeting": lambda each, _person: title_of(each.about),
    "entry": lambda each, _person: name_of(each.about),
    "report": lambda each, _person: name_of(each.about),
    "own_report": _report_words,
    "next_meeting": lambda each, person: _("%(team)s meets") % {"team": name_for(each.space, person)},
    "check": lambda each, _person: _("Does it still hold? %(change)s") % {"change": each.about.title},
}
ADDRESSES: dict[str, Say] = {
    "meeting": _meeting_address,
    "entry": _calendar,
    "report": _calendar,
    "own_report": _report_address,
    "next_meeting": _team_meetings,
    "check": lambda each, person: change_address(each.about, person),
}
OF_A_TEAM = {"own_report", "next_meeting"}  # These name the team themselves.
