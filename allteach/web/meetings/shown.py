"""Meetings as finished words for their pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.collaboratives.thresholds import Number
from allteach.core.language import days_in_words
from allteach.meetings.kinds import KINDS, Kind, Leader, Strand
from allteach.meetings.models import Commitment, Meeting, Turn
from allteach.meetings.naming import title_of
from allteach.meetings.permissions import can_keep_commitment
from allteach.meetings.queries.agendas import AgendaShown, Placed
from allteach.meetings.queries.coming import Counted
from allteach.meetings.queries.rounds import TeamOnCall
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for, slug_for
from allteach.web.tables import Cell, Column, Table


def address_of(meeting: Meeting, view: str = "meeting", *args: object) -> str:
    """The address of a page about a session or a call."""
    return reverse(f"meetings:{view}", args=[meeting.in_space.slug, meeting.pk, *args])


def day_of(meeting: Meeting) -> date:
    """Its first day, by the clock that is in force."""
    return timezone.localdate(meeting.starts_at)


def hours_of(meeting: Meeting) -> str:
    """When it is, by the clock that is in force: "Wednesday, 19 March 2025, 12:30 to 13:30"; or both of its days."""
    begins, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    said = {
        "days": days_in_words(begins.date(), ends.date()),
        "weekday": date_format(begins, "l"),
        "begins": time_format(begins.time(), "TIME_FORMAT"),
        "ends": time_format(ends.time(), "TIME_FORMAT"),
    }
    if begins.date() == ends.date():
        return _("%(weekday)s, %(days)s, %(begins)s to %(ends)s") % said
    return _("%(days)s, from %(begins)s to %(ends)s") % said


def briefly(meeting: Meeting) -> str:
    """When it is, for a column: "19 March 2025, 12:30"; or both of its days."""
    begins, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    days = days_in_words(begins.date(), ends.date())
    if begins.date() != ends.date():
        return days
    return _("%(days)s, %(begins)s") % {"days": days, "begins": time_format(begins.time(), "TIME_FORMAT")}


def leader_of(meeting: Meeting, person: Person) -> str:
    """Who leads it, in words; nothing where nobody was chosen."""
    names = [name_for(meeting.led_team, person)] if meeting.led_team else []
    if meeting.led_by is not None:
        names.append(str(meeting.led_by))
    return ", ".join(names)


def state_of(meeting: Meeting) -> tuple[str, str]:
    """Where a meeting stands, in a word or two and the tone of a tag."""
    if meeting.cancelled_at is not None:
        return _("Cancelled"), "outline"
    if meeting.ends_at > timezone.now():
        return (_("Going on"), "brand") if meeting.starts_at <= timezone.now() else (_("To come"), "plain")
    if meeting.minutes_posted_at is not None:
        return _("Minutes posted"), "better"
    if KINDS[Kind(meeting.kind)].has_round:
        return (_("Minutes missing"), "soon") if meeting.held_at else (_("Nothing noted"), "outline")
    return (_("Held"), "plain") if meeting.held_at else (_("Nothing noted"), "outline")


def meetings_table(
    meetings: Sequence[Meeting], *, counted: Mapping[int, Counted], teams: Mapping[int, int], person: Person, name: str
) -> Table:
    """Sessions and calls, a row each: what, when, about what, who leads, who was there, where it stands."""
    columns = [Column(words) for words in (_("Meeting"), _("When"), _("Topic"), _("Led by"))]
    columns += [Column(_("There")), Column(_("State"))]
    rows = []
    for meeting in meetings:
        words, tone = state_of(meeting)
        rows.append(
            (
                Cell(title_of(meeting), to=address_of(meeting)),
                Cell(briefly(meeting), value=day_of(meeting)),
                meeting.topic,
                leader_of(meeting, person),
                there_words(meeting, counted.get(meeting.pk), teams.get(meeting.pk, 0)),
                Cell(words, tone=tone),
            )
        )
    return Table("meetings", _("Sessions and calls"), name, columns, rows)


def there_words(meeting: Meeting, counted: Counted | None, teams: int) -> str:
    """How many were there: people at sessions, teams on calls; before it how many registered."""
    if KINDS[Kind(meeting.kind)].has_round:
        return ngettext("%(count)d team", "%(count)d teams", teams) % {"count": teams} if teams else ""
    if counted is None or not (counted.attended or counted.registered):
        return ""
    if counted.attended:
        return ngettext("%(count)d person", "%(count)d people", counted.attended) % {"count": counted.attended}
    return _("%(count)d registered") % {"count": counted.registered}


# --- agendas --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BlockLine:
    """One block of an agenda in words."""

    number: int
    hours: str
    words: str
    about: str  # Strand and leader.
    text: str
    is_pause: bool
    is_team_time: bool
    is_first: bool = False
    is_last: bool = False


@dataclass(frozen=True)
class DayLines:
    """One day of an agenda in words; `over` says that it takes longer than the day has."""

    title: str
    blocks: tuple[BlockLine, ...]
    over: str = ""


def days_of_agenda(shown: AgendaShown) -> list[DayLines]:
    """An agenda day by day."""
    last = max((day.number for day in shown.days if day.blocks), default=0)
    first = min((day.number for day in shown.days if day.blocks), default=0)
    found = []
    for day in shown.days:
        title = date_format(day.on, "DATE_FORMAT")
        if len(shown.days) > 1:
            title = _("Day %(number)d: %(day)s") % {"number": day.number, "day": title}
        over = ngettext(
            "This is one minute longer than the day.", "This is %(count)d minutes longer than the day.", day.over
        ) % {"count": day.over}
        lines = tuple(
            _block_line(
                placed,
                is_first=day.number == first and place == 0,
                is_last=day.number == last and place == len(day.blocks) - 1,
            )
            for place, placed in enumerate(day.blocks)
        )
        found.append(DayLines(title, lines, over if day.over else ""))
    return found


def _block_line(placed: Placed, *, is_first: bool, is_last: bool) -> BlockLine:
    item = placed.item
    about = [str(Strand(item.strand).label)] if item.strand and item.strand != Strand.PAUSE else []
    if item.led_by or item.leader:
        who = item.led_by or str(Leader(item.leader).label)
        about.append(_("led by %(who)s") % {"who": who if item.led_by else who.lower()})
    return BlockLine(
        number=item.pk,
        hours=_("%(begins)s to %(ends)s")
        % {
            "begins": time_format(placed.begins.time(), "TIME_FORMAT"),
            "ends": time_format(placed.ends.time(), "TIME_FORMAT"),
        },
        words=item.words,
        about=", ".join(about),
        text=item.text,
        is_pause=item.strand == Strand.PAUSE,
        is_team_time=item.is_team_time,
        is_first=is_first,
        is_last=is_last,
    )


@dataclass(frozen=True)
class Share:
    """How much of an agenda something is, and whether that is as much as it should be."""

    words: str
    value: int
    target: str
    is_enough: bool
    said: str  # The share itself: "27%", "200 minutes".


def shares_of(shown: AgendaShown, limits: Mapping[str, Number]) -> list[Share]:
    """How much of a session belongs to the teams, against the thresholds of its collaborative."""
    if not shown.minutes:
        return []
    least = int(limits["sessions.team_time"])
    shares = [_share(_("Time in which teams plan, show or consult"), shown.team_share, least)]
    if shown.meant is not None and shown.meant.has_team_time:
        target = int(limits[f"sessions.{shown.meant.target}_minutes"])
        shares.append(
            Share(
                _("Team time in minutes"),
                min(100, round(100 * shown.team_minutes / target)) if target else 100,
                _("of at least %(least)d minutes") % {"least": target},
                shown.team_minutes >= target,
                said=_("%(count)d minutes") % {"count": shown.team_minutes},
            )
        )
    if shown.meant is not None and shown.meant.target:
        led = int(limits[f"sessions.{shown.meant.target}_led"])
        shares.append(_share(_("Led by teams"), shown.led_share, led))
    return shares


def _share(words: str, share: int, least: int) -> Share:
    return Share(words, share, _("at least %(least)d%%") % {"least": least}, share >= least, said=f"{share}%")


# --- rounds and promises --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TurnLine:
    """A team in the round of a call."""

    name: str
    slug: str
    number: int
    is_here: bool
    note: str
    turn: Turn | None
    address: str  # Where its turn is written; empty for those who may not.


def turn_lines(meeting: Meeting, round_: Iterable[TeamOnCall], person: Person, *, may_write) -> list[TurnLine]:
    """The round of a call, a line for each team. `may_write` says of a team whether this person writes its turn."""
    lines = []
    for each in round_:
        slug = slug_for(each.team, person)
        names = ", ".join(str(one) for one in each.people) if each.team.pk in person.standing.named else ""
        note = names or (_("sent apologies") if each.sent_apologies and not each.is_here else "")
        address = address_of(meeting, "take_turn", slug) if may_write(each.team) else ""
        lines.append(TurnLine(name_for(each.team, person), slug, each.team.pk, each.is_here, note, each.turn, address))
    return lines


@dataclass(frozen=True)
class PromiseLine:
    """Something promised, in words."""

    number: int
    words: str
    who: str
    when: str
    is_late: bool
    is_done: bool
    may_keep: bool
    version: int
    from_meeting: str = ""


def promise_lines(
    commitments: Iterable[Commitment], person: Person, *, today: date, says_meeting: bool = False
) -> list[PromiseLine]:
    """What was promised, who does it, and by when."""
    return [
        PromiseLine(
            number=commitment.pk,
            words=commitment.words,
            who=who_does(commitment, person),
            when=date_format(commitment.due_on, "DATE_FORMAT") if commitment.due_on else "",
            is_late=bool(commitment.due_on and commitment.due_on < today and commitment.done_at is None),
            is_done=commitment.done_at is not None,
            may_keep=can_keep_commitment(person, commitment),
            version=commitment.version,
            from_meeting=title_of(commitment.meeting) if says_meeting else "",
        )
        for commitment in commitments
    ]


def who_does(commitment: Commitment, person: Person) -> str:
    """Who promised: a person where their team may be named, other words, or the team."""
    is_named = commitment.team_id is None or commitment.team_id in person.standing.named
    parts = []
    if is_named and commitment.owner is not None:
        parts.append(str(commitment.owner))
    elif is_named and commitment.owner_words:
        parts.append(commitment.owner_words)
    if commitment.team is not None:
        parts.append(name_for(commitment.team, person))
    return ", ".join(parts)


def own_teams(space: Space, person: Person) -> list[Space]:
    """The teams of a collaborative that a person belongs to, by name. No query."""
    found = {
        membership.space_id: membership.space
        for membership in person.standing.memberships
        if membership.space.parent_id == space.pk
    }
    return sorted(found.values(), key=lambda team: team.name)
