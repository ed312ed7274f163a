"""How often a coach is in touch with a team: by the stage that the collaborative is in. Pure: dates and numbers in."""

from collections.abc import Mapping
from datetime import date, timedelta

from allteach.collaboratives.calendar import Calendar
from allteach.collaboratives.thresholds import Number

WEEKEND = (5, 6)
MANY_SESSIONS = 4  # With fewer there is no action period between the middle ones and the last.


def days_between(calendar: Calendar | None, on: date, thresholds: Mapping[str, Number]) -> int | None:
    """At most so many days lie between two contacts at this time; None when none are asked for.

    Without a calendar it is as in the first action periods: nobody is forgotten because no date was set.
    """
    if calendar is None:
        return int(thresholds["contact.action_period_days"])
    stage = calendar.stage_on(on)
    if stage is None:
        return None
    if stage.kind == "prework":
        return int(thresholds["contact.prework_days"])
    if stage.kind not in ("session", "action"):
        return None
    sessions = len(calendar.sessions)
    first_weeks = timedelta(weeks=int(thresholds["contact.first_weeks"]))  # Habits are made then.
    if stage.number == 1 and on < calendar.action_periods[0].start + first_weeks:
        key = "first_weeks"
    elif stage.number == sessions:
        key = "last_period"
    elif stage.number == sessions - 1 and sessions >= MANY_SESSIONS:
        key = "third_period"
    else:
        key = "action_period"
    return int(thresholds[f"contact.{key}_days"])


def next_contact_on(*, last_on: date | None, agreed_on: date | None, since: date, days: int | None) -> date | None:
    """The day by which the next contact is due: the one agreed upon, else by the plan; None when none is asked for."""
    if days is None:
        return None
    if agreed_on is not None:
        return agreed_on
    return weekday_from((last_on or since) + timedelta(days=days))


def weekday_from(day: date) -> date:
    """The day itself, or the Monday after a weekend: nobody calls a team on a Sunday."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() in WEEKEND else day


def stage_key(calendar: Calendar | None, on: date) -> str:
    """The key of the stage that a day falls into: kept with a contact, so that it stands when the calendar moves."""
    stage = calendar.stage_on(on) if calendar else None
    return stage.key if stage else ""
