"""Agendas: what sessions begin with, their hours, their shares, and changing them block by block."""

from datetime import timedelta

import pytest

from allteach.collaboratives.thresholds import USUAL
from allteach.core.models import Event
from allteach.meetings import actions, events
from allteach.meetings.agendas import CALL, CONGRESS, FIRST, FOURTH, SECOND, SESSIONS, THIRD, agenda_for, fitted
from allteach.meetings.kinds import Leader, Strand
from allteach.meetings.models import AgendaItem
from allteach.meetings.queries.agendas import agenda_of
from tests.factories import AgendaItemFactory, TimetableFactory
from tests.meetings.moments import refused, session_in

FULL = 9 * 60


def share(blocks, is_counted):
    counted = [block for block in blocks if block.strand != Strand.PAUSE]
    return 100 * sum(block.minutes for block in counted if is_counted(block)) / sum(b.minutes for b in counted)


@pytest.mark.parametrize("agenda", SESSIONS, ids=["first", "second", "third", "fourth"])
@pytest.mark.parametrize("minutes", [FULL, 450], ids=["eight to five", "nine to half past four"])
def test_every_session_begins_with_as_much_for_the_teams_as_it_is_meant_to_have(agenda, minutes):
    blocks = fitted(agenda.blocks, days=2, minutes=minutes)

    assert share(blocks, lambda block: block.leader == Leader.TEAM) >= USUAL[f"sessions.{agenda.target}_led"]
    assert share(blocks, lambda block: block.is_team_time) >= USUAL["sessions.team_time"]
    team_minutes = sum(block.minutes for block in blocks if block.is_team_time)
    assert team_minutes >= USUAL[f"sessions.{agenda.target}_minutes"]


@pytest.mark.parametrize("minutes", [FULL, 450, 420])
@pytest.mark.parametrize("agenda", [*SESSIONS, CONGRESS])
def test_an_agenda_fits_the_hours_of_its_day(agenda, minutes):
    days = max(block.day for block in agenda.blocks)

    blocks = fitted(agenda.blocks, days=days, minutes=minutes)

    for day in range(1, days + 1):
        assert sum(block.minutes for block in blocks if block.day == day) <= minutes


def test_of_fewer_days_everything_stands_on_the_last():
    assert {block.day for block in fitted(FIRST.blocks, days=1, minutes=FULL)} == {1}
    assert len(fitted(FIRST.blocks, days=1, minutes=FULL)) == len(FIRST.blocks)


@pytest.mark.parametrize(
    ("key", "sessions", "agenda"),
    [
        ("session-1", 4, FIRST),
        ("session-2", 4, SECOND),
        ("session-3", 4, THIRD),
        ("session-4", 4, FOURTH),
        ("session-3", 3, FOURTH),
        ("session-5", 6, THIRD),
        ("session-6", 6, FOURTH),
        ("congress", 4, CONGRESS),
        ("call-2026-03", 4, CALL),
        ("", 4, None),
        ("report-2026-03", 4, None),
    ],
)
def test_which_agenda_an_entry_begins_with(key, sessions, agenda):
    assert agenda_for(key, sessions=sessions) is agenda


@pytest.fixture
def session(world):
    """A session of two days from nine, with three blocks on the first and one on the second."""
    meeting = session_in(world.falls)
    for position, (day, minutes, words) in enumerate(
        [(1, 30, "Welcome"), (1, 60, "Charts"), (1, 90, "Team time"), (2, 45, "Ramps")], start=1
    ):
        AgendaItemFactory(meeting=meeting, day=day, position=position, minutes=minutes, words=words)
    return meeting


def laid(meeting):
    return [
        [(block.begins.strftime("%H:%M"), block.item.words) for block in day.blocks] for day in agenda_of(meeting).days
    ]


@pytest.mark.django_db
class TestOneAgenda:
    def test_hours_follow_from_the_blocks_before(self, session):
        assert laid(session) == [
            [("09:00", "Welcome"), ("09:30", "Charts"), ("10:30", "Team time")],
            [("09:00", "Ramps")],
        ]

    def test_shares_leave_pauses_out(self, session):
        session.agenda.filter(words="Welcome").update(strand="pause")
        session.agenda.filter(words="Team time").update(is_team_time=True, leader="team")

        shown = agenda_of(session)

        assert (shown.minutes, shown.team_share, shown.led_share) == (195, 46, 46)
        assert shown.meant is FIRST

    def test_an_empty_agenda_has_no_share(self, world):
        shown = agenda_of(session_in(world.falls))

        assert (shown.minutes, shown.team_share, shown.led_share) == (0, 0, 0)

    @pytest.mark.parametrize(("sessions", "agenda"), [(2, FOURTH), (3, SECOND), (4, SECOND)])
    def test_what_a_session_is_meant_to_be_follows_the_number_of_sessions(self, world, sessions, agenda):
        TimetableFactory(space=world.falls, sessions=sessions)
        session = session_in(world.falls, key="session-2")

        assert agenda_of(session).meant is agenda

    def test_a_meeting_in_no_calendar_is_meant_to_be_nothing(self, world, django_assert_num_queries):
        meeting = session_in(world.falls, key="")

        with django_assert_num_queries(1):  # blocks
            assert agenda_of(meeting).meant is None

    def test_a_day_that_is_too_full_says_by_how_much(self, session):
        session.agenda.filter(words="Ramps").update(minutes=8 * 60)

        assert [day.over for day in agenda_of(session).days] == [0, 30]

    def test_a_block_goes_to_the_end_of_its_day(self, session, world):
        actions.add_block(meeting=session, day=1, minutes=15, words=" Break ", strand="pause", by=world.esi)

        assert [words for _hour, words in laid(session)[0]] == ["Welcome", "Charts", "Team time", "Break"]
        assert Event.objects.get(name=events.AGENDA_CHANGED).facts["minutes"] == 15

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"words": ""}, "words"),
            ({"minutes": None}, "minutes"),
            ({"minutes": 0}, "minutes"),
            ({"minutes": 721}, "minutes"),
            ({"day": 3}, "day"),
            ({"strand": "magic"}, "strand"),
            ({"words": "Ask Mrs Smith, NHS number 943 476 5919"}, "words"),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_field(self, session, world, said, field):
        answers = {"meeting": session, "day": 1, "minutes": 15, "words": "Break", "by": world.esi, **said}

        assert list(refused(actions.add_block, **answers)) == [field]
        assert session.agenda.count() == 4

    def test_an_answer_that_no_block_has_is_a_mistake_of_ours(self, session, world):
        with pytest.raises(ValueError, match="a block has no colour"):
            actions.add_block(meeting=session, day=1, minutes=5, words="Break", colour="red", by=world.esi)

    @pytest.mark.parametrize(
        ("words", "earlier", "days"),
        [
            ("Charts", True, [["Charts", "Welcome", "Team time"], ["Ramps"]]),
            ("Charts", False, [["Welcome", "Team time", "Charts"], ["Ramps"]]),
            ("Team time", False, [["Welcome", "Charts"], ["Team time", "Ramps"]]),
            ("Ramps", True, [["Welcome", "Charts", "Team time", "Ramps"], []]),
            ("Welcome", True, [["Welcome", "Charts", "Team time"], ["Ramps"]]),
            ("Ramps", False, [["Welcome", "Charts", "Team time"], ["Ramps"]]),
        ],
    )
    def test_a_block_moves_one_place(self, session, world, words, earlier, days):
        actions.move_block(block=session.agenda.get(words=words), earlier=earlier, by=world.esi)

        assert [[words for _hour, words in day] for day in laid(session)] == days

    def test_a_block_on_another_day_stands_at_its_end(self, session, world):
        actions.change_block(
            block=session.agenda.get(words="Welcome"), day=2, led_by="Dr Rivers’ team", was_checked=True, by=world.esi
        )

        assert [words for _hour, words in laid(session)[1]] == ["Ramps", "Welcome"]
        assert session.agenda.get(words="Welcome").led_by == "Dr Rivers’ team"

    def test_a_block_that_stays_on_its_day_keeps_its_place(self, session, world):
        block = session.agenda.get(words="Welcome")

        actions.change_block(block=block, minutes=45, words="Good morning", by=world.esi)

        assert laid(session)[0] == [("09:00", "Good morning"), ("09:45", "Charts"), ("10:45", "Team time")]

    def test_a_block_is_taken_out(self, session, world):
        actions.remove_block(block=session.agenda.get(words="Charts"), by=world.esi)

        assert laid(session)[0] == [("09:00", "Welcome"), ("09:30", "Team time")]

    def test_the_hours_of_a_summer_day_are_those_of_its_place(self, world):
        world.falls.time_zone = "America/Toronto"
        session = session_in(world.falls)
        session.starts_at += timedelta(days=180, hours=4)
        session.ends_at += timedelta(days=180, hours=4)
        AgendaItemFactory(meeting=session, words="Welcome")

        assert laid(session)[0] == [("09:00", "Welcome")]


@pytest.mark.django_db
def test_materials_are_links(world):
    session = session_in(world.falls)

    material = actions.add_material(meeting=session, title="Slides", link="https://example.org/a", by=world.esi)

    assert (material.title, material.by) == ("Slides", world.esi)
    assert refused(actions.add_material, meeting=session, title="", link="ftp://example.org/a", by=world.esi) == {
        "title": "Say what it is.",
        "link": "An address begins with https://.",
    }
    actions.remove_material(material=material, by=world.esi)
    assert session.materials.count() == 0
    assert AgendaItem.objects.count() == 0
