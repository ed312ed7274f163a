"""What is seldom meant about a day, in words for the field at which it was chosen."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from allteach.collaboratives.calendar import Calendar
from allteach.collaboratives.stages import days_of, name_of


def doubts_of_days(holidays: Iterable[date]) -> dict[str, str]:
    """That each of these days is a public holiday, by the day: see `WarningForm.warns_of`."""
    return {
        f"{day:%Y-%m-%d}": _("%(day)s is a public holiday. Choose another day, or go on if you mean it.")
        % {"day": f"{date_format(day, 'l')}, {date_format(day, 'DATE_FORMAT')}"}
        for day in holidays
    }


def doubts_about(calendar: Calendar) -> dict[str, dict[str, str]]:
    """What gathers people on a public holiday: the first session at its day, what was put there by hand at the place.

    What nobody put on a day gives way to holidays by itself.
    """
    first = calendar.sessions[0]
    by_hand = {
        f"{entry.key}:{entry.start:%Y-%m-%d}": _("%(what)s stays on a public holiday: %(days)s.")
        % {"what": name_of(entry), "days": days_of(entry)}
        for entry in (*calendar.sessions, *calendar.calls, calendar.congress)
        if entry.key in calendar.moved and calendar.holidays_within(entry)
    }
    fixed = () if first.key in calendar.moved else calendar.holidays_within(first)
    return {"first_session": doubts_of_days(fixed), "holidays": by_hand}
