"""What sessions and calls put on a desk."""

from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from allteach.charts import Language
from allteach.meetings.kinds import Kind
from allteach.meetings.models import Meeting
from allteach.meetings.naming import title_of
from allteach.people.models import Person
from allteach.progress.need import Need
from allteach.spaces.naming import name_for, slug_for
from allteach.web.home.items import DeskItem, Way, when


def register_item(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    """A session for which nobody of the team is registered."""
    meeting, team = need.about, need.space
    address = reverse("meetings:register", args=[meeting.in_space.slug, meeting.pk, slug_for(team, person)])
    return DeskItem(
        title=_("%(session)s: who comes from %(team)s?")
        % {"session": title_of(meeting), "team": name_for(team, person)},
        why=_("It begins on %(day)s.") % {"day": date_format(localtime(meeting.starts_at), "MONTH_DAY_FORMAT")},
        address=address,
        due=when(need.due_on, today),
        is_due_now=need.is_due_now,
        ways=(Way(_("Say who comes"), address, team.name),),
    )


def minutes_item(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    """A call whose minutes are not posted."""
    meeting = need.about
    address = reverse("meetings:run", args=[meeting.in_space.slug, meeting.pk])
    return DeskItem(
        title=_("Minutes: %(call)s") % {"call": title_of(meeting)},
        why=_("They are written, and wait to be posted.") if meeting.minutes else _("Nobody has written them yet."),
        address=address,
        due=when(need.due_on, today),
        is_due_now=need.is_due_now,
        ways=(Way(_("Finish them"), f"{address}#minutes", title_of(meeting)),),
    )


def promise_item(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    """Something promised in a meeting."""
    commitment = need.about
    meeting: Meeting = commitment.meeting
    if meeting.kind == Kind.TEAM_MEETING:
        address = reverse("meetings:team_meetings", args=[slug_for(meeting.in_space, person)])
    else:
        address = reverse("meetings:meeting", args=[meeting.in_space.slug, meeting.pk])
    return DeskItem(
        title=commitment.words,
        why=_("Promised at: %(meeting)s.") % {"meeting": title_of(meeting)},
        address=address,
        due=when(need.due_on, today),
        is_due_now=need.is_due_now,
        ways=(
            Way(
                _("It is done"),
                reverse("meetings:keep_commitment", args=[commitment.pk]),
                commitment.words,
                (("is_done", "on"), ("back", reverse("home"))),
            ),
        ),
    )


def lead_item(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    """A call that one's own team leads."""
    meeting = need.about
    return DeskItem(
        title=_("%(team)s leads the %(call)s") % {"team": name_for(need.space, person), "call": title_of(meeting)},
        why=_("Topic: %(topic)s") % {"topic": meeting.topic} if meeting.topic else _("No topic is chosen yet."),
        address=reverse("meetings:meeting", args=[meeting.in_space.slug, meeting.pk]),
        due=date_format(need.due_on, "MONTH_DAY_FORMAT") if need.due_on else "",
        is_due_now=need.is_due_now,
        ways=(
            Way(
                _("See how it goes"),
                reverse("meetings:run", args=[meeting.in_space.slug, meeting.pk]),
                title_of(meeting),
            ),
        ),
    )


MEETING_ITEMS = {
    "register": register_item,
    "minutes": minutes_item,
    "promise": promise_item,
    "lead_call": lead_item,
}
