"""Visits to teams: planned with a purpose, called off, and written up within a few days."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.meetings import events
from allteach.meetings.actions.contacts import Agreed, agree, agreed_errors, log_contact
from allteach.meetings.actions.occasions import planned_meeting
from allteach.meetings.kinds import Way
from allteach.meetings.models import Contact, Visit
from allteach.people.models import Person
from allteach.spaces.actions.answers import Errors, refuse, write_answers
from allteach.spaces.models import Space

USUAL_MINUTES = 120
AHEAD, BACK = timedelta(days=366), timedelta(days=62)  # A visit that was not planned is entered afterwards.
REPORT = ("walked", "chart_wall", "met_sponsor", "sponsor_said", "taught", "learned", "for_others")


@transaction.atomic
def plan_visit(
    *,
    team: Space,
    on: date,
    purpose: str,
    at: time | None = None,
    was_checked: bool = False,
    by: Person,
) -> Visit:
    """Plan a visit for a purpose agreed with the team; or enter one that took place already, to be written up."""
    visit = Visit(team_id=team.pk)
    errors = write_answers(
        visit,
        {"on": on, "purpose": purpose},
        needed={
            "on": _("Say which day."),
            "purpose": _("Say what the visit is for: agree it with the team first."),
        },
        was_checked=was_checked,
    )
    today = timezone.localdate()
    if visit.on and not today - BACK <= visit.on <= today + AHEAD:
        errors.setdefault("on", [_("Is the year right?")])
    refuse(errors)
    with translation.override(team.language):
        title = _("Visit: %(purpose)s") % {"purpose": visit.purpose}
    visit.meeting = planned_meeting(
        team=team, on=visit.on, at=at or time(10), minutes=USUAL_MINUTES, title=title[:200], by=by
    )
    visit.meeting.save()
    visit.save(force_insert=True)
    _record(events.VISIT_PLANNED, visit, by, purpose=visit.purpose)
    return visit


@transaction.atomic
def call_off_visit(*, visit: Visit, reason: str = "", was_checked: bool = False, by: Person) -> None:
    """Say that a visit does not take place. One that took place cannot be called off."""
    visit = Visit.objects.select_for_update(of=("self",)).with_names().get(pk=visit.pk)
    meeting = visit.meeting
    if Contact.objects.filter(meeting=meeting).exists():
        raise ValidationError(_("This visit took place: correct its report instead."))
    refuse(write_answers(meeting, {"cancelled_reason": reason}, was_checked=was_checked))
    if meeting.cancelled_at is None:
        meeting.cancelled_at, meeting.cancelled_by = timezone.now(), by
        meeting.version += 1
        meeting.save()
        _record(events.VISIT_CALLED_OFF, visit, by, reason=meeting.cancelled_reason)


@transaction.atomic
def report_visit(
    *,
    visit: Visit,
    minutes: int | None = None,
    purpose: str | None = None,
    next_on: date | None = None,
    private_note: str = "",
    agreed: Sequence[Agreed] = (),
    was_checked: bool = False,
    by: Person,
    **answers: Any,
) -> Visit:
    """Write up a visit, or correct its report. With its first report it counts as a contact of that day.

    Something seen, taught or learned must be in it: an empty report helps nobody.
    """
    visit = Visit.objects.select_for_update(of=("self",)).with_names().get(pk=visit.pk)
    unknown = answers.keys() - set(REPORT)
    if unknown:
        raise TypeError(f"a visit's report does not ask {sorted(unknown)}")
    said = answers if purpose is None else {**answers, "purpose": purpose}
    errors: Errors = write_answers(
        visit, said, needed={"purpose": _("Say what the visit was for.")}, was_checked=was_checked
    )
    if visit.on > timezone.localdate():
        errors["__all__"] = [_("That visit has not taken place yet.")]
    if not any(getattr(visit, name) for name in REPORT if name != "met_sponsor"):
        errors.setdefault("walked", [_("Say what you saw, taught or learned.")])
    agreed = [one for one in agreed if one.words.strip()]
    errors.update(agreed_errors(agreed, team=visit.team, by=by, was_checked=was_checked))
    refuse(errors)
    is_first = visit.reported_at is None
    if is_first:
        visit.reported_at, visit.reported_by = timezone.now(), by
    visit.save()
    if Contact.objects.filter(meeting=visit.meeting).exists():
        agree(visit.meeting, agreed, team=visit.team)
    else:
        log_contact(
            team=visit.team,
            on=visit.on,
            way=Way.ON_SITE,
            minutes=minutes,
            private_note=private_note,
            next_on=next_on,
            agreed=agreed,
            visit=visit,
            was_checked=was_checked,
            by=by,
        )
    _record(
        events.VISIT_REPORTED,
        visit,
        by,
        **{name: text for name in REPORT if isinstance(text := getattr(visit, name), str) and text},
    )
    return visit


def _record(name: str, visit: Visit, by: Person, **texts: str) -> None:
    record(
        name,
        by=by,
        about=visit.meeting,
        space=visit.team_id,
        subject=visit.meeting_id,
        on=visit.on,
        texts={key: text for key, text in texts.items() if text} or None,
    )
