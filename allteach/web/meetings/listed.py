"""Pairs of teams, feedback and teams' meetings as tables."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from allteach.core.language import language_now
from allteach.meetings.kinds import MOODS
from allteach.meetings.models import Meeting
from allteach.meetings.queries.feedback import Rated, Results
from allteach.meetings.queries.learning import Pair
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for, slug_for
from allteach.web.tables import Cell, Column, Table


def pairs_table(pairs: Iterable[Pair], person: Person, *, name: str) -> Table:
    """Who shows what to whom."""
    columns = [Column(words) for words in (_("Topic"), _("Shows"), _("Learns"), _("Known from"))]
    rows = [
        (
            pair.topic,
            name_for(pair.shows, person),
            name_for(pair.learns, person),
            _("The record: they did it") if pair.is_from_record else _("Both said so"),
        )
        for pair in pairs
    ]
    return Table("pairs", _("Who shows what to whom"), name, columns, rows)


def feedback_table(results: Results, *, name: str) -> Table:
    """Each question with its average and how many said little, some and much."""
    columns = [Column(_("Question")), Column(_("Answers"), is_number=True), Column(_("Average"), is_number=True)]
    columns += [Column(words, is_number=True) for words in (_("1 or 2"), _("3"), _("4 or 5"))]
    rows = [_rated_row(rated.words, rated, results.least) for rated in results.blocks]
    for words, rated in (
        (_("Sure that the team will test something next week"), results.confidence),
        (_("Felt heard"), results.felt_heard),
    ):
        if rated is not None and rated.answers:
            rows.append(_rated_row(words, rated, results.least))
    return Table("feedback", _("What it was like"), name, columns, rows)


def _rated_row(words: str, rated: Rated, least: int) -> tuple:
    few = _("too few to say")
    average = language_now().number(rated.average, 1) if rated.average is not None else few
    return (words, rated.answers, average, *(few if count is None else count for count in rated.groups))


def team_meetings_table(meetings: Iterable[Meeting], team: Space, person: Person) -> Table:
    """A team's meetings, the latest first: when, how long, who, how it felt."""
    moods = {mood.number: str(mood.words) for mood in MOODS}
    columns = [Column(_("When")), Column(_("About")), Column(_("Minutes"), is_number=True)]
    columns += [Column(_("People"), is_number=True), Column(_("How it felt"))]
    rows = []
    for meeting in meetings:
        day = timezone.localtime(meeting.starts_at)
        rows.append(
            (
                Cell(
                    date_format(day, "DATE_FORMAT"),
                    to=reverse("meetings:team_meeting", args=[slug_for(team, person), meeting.pk]),
                    value=day.date(),
                ),
                meeting.topic,
                int((meeting.ends_at - meeting.starts_at).total_seconds() // 60),
                meeting.people,
                moods.get(meeting.mood, ""),
            )
        )
    return Table("meetings", _("Team meetings"), f"{slug_for(team, person)}-meetings", columns, rows)
