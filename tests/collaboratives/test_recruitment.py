"""Rounds of recruitment: announced, and decided on."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.collaboratives import events
from allteach.collaboratives.actions import recruitment as actions
from allteach.collaboratives.models import Application, CharterVersion, Recruitment
from allteach.collaboratives.queries.applications import (
    counted,
    recruitment_at,
    recruitments_of,
    recruitments_shown,
    round_of,
)
from allteach.collaboratives.queries.prospectus import prospectus_of
from allteach.core.models import Event
from tests.collaboratives.rounds import DAY, State, decide, refused_fields
from tests.factories import ApplicationFactory, RecruitmentFactory


@pytest.fixture
def charter(world):
    """The charter of falls, approved."""
    version = CharterVersion.objects.get(charter=world.falls_charter)
    CharterVersion.objects.filter(pk=version.pk).update(approved_at=timezone.now(), approved_by=world.esi)
    return version


def announced(world, **said):
    today = timezone.localdate()
    usual = {"opens_on": today, "closes_on": today + 30 * DAY, "places": 30, "by": world.esi}
    return actions.announce_recruitment(space=world.falls, **{**usual, **said})


# --- Rounds --------------------------------------------------------------------------------------------------------


def test_a_round_is_announced_once_the_charter_is_approved(world, charter):
    recruitment = announced(world, words="Come and see us")

    assert recruitment.number == 1
    assert recruitment.stage == Recruitment.Stage.OPEN
    assert recruitment_at("falls") == recruitment
    assert Event.objects.filter(name=events.RECRUITMENT_ANNOUNCED, space=world.falls.pk).count() == 1


def test_a_round_is_not_announced_without_a_charter(world):
    assert refused_fields(announced, world=world) == [""]
    assert Recruitment.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"closes_on": timezone.localdate() - DAY}, "closes_on"),
        ({"places": 0}, "places"),
        ({"answer_days": 400}, "answer_days"),
        ({"contact": "somewhere"}, "contact"),
        ({"words": "Ask for health card 1234567897"}, "words"),
    ],
)
def test_what_cannot_be_of_a_round_is_refused_at_its_field(world, charter, said, field):
    assert refused_fields(announced, world=world, **said) == [field]
    assert Recruitment.objects.count() == 0


def test_a_second_round_begins_when_the_first_is_over(world, charter):
    announced(world)

    assert refused_fields(announced, world=world) == ["opens_on"]

    Recruitment.objects.update(closes_on=timezone.localdate() - DAY, opens_on=timezone.localdate() - 9 * DAY)
    assert announced(world).number == 2


def test_a_round_is_not_cut_short_nor_given_fewer_places_than_are_offered(world, open_round):
    ApplicationFactory(recruitment=open_round, is_sent=True, state=State.TAKEN)
    said = {name: getattr(open_round, name) for name in ("opens_on", "closes_on", "places")}
    change = {"action": actions.change_recruitment, "recruitment": open_round, "by": world.esi}

    assert refused_fields(**change, **{**said, "closes_on": timezone.localdate() - DAY}) == ["closes_on"]
    ApplicationFactory(recruitment=open_round, is_sent=True, state=State.TAKEN)
    assert refused_fields(**change, **{**said, "places": 1}) == ["places"]
    assert refused_fields(**change, **said, version=7) == [""]

    same = actions.change_recruitment(recruitment=open_round, by=world.esi, **said)
    longer = actions.change_recruitment(
        recruitment=open_round, by=world.esi, **{**said, "closes_on": said["closes_on"] + DAY}
    )
    assert (same.version, longer.version) == (1, 2)


def test_rounds_that_are_open_stand_before_those_that_are_not(world, open_round):
    closed = RecruitmentFactory(space=world.sugar, over=True)

    assert recruitments_shown() == [open_round, closed]


def test_a_round_is_announced_before_it_opens(world, charter):
    tomorrow = timezone.localdate() + 2 * DAY

    assert announced(world, opens_on=tomorrow).stage == Recruitment.Stage.ANNOUNCED


def test_the_rounds_of_a_collaborative_stand_the_newest_first(world, over, open_round):
    RecruitmentFactory(space=world.sugar)

    assert recruitments_of(world.falls) == sorted([over, open_round], key=lambda each: -each.number)


def test_a_round_is_counted_by_what_practices_know_and_those_without_a_decision_apart(world, over):
    ApplicationFactory(recruitment=over)
    _waits, decided = (ApplicationFactory(recruitment=over, is_sent=True) for _number in range(2))
    decide(decided, world.esi)

    known = round_of(over, seen_by=world.esi)
    assert (counted(over), known.undecided, known.drafts) == ({State.SENT: 2}, 1, 1)


def test_practices_read_the_newest_approved_charter_with_its_goals_and_the_days_to_keep_free(
    world, charter, open_round
):
    assert world.falls_timetable
    CharterVersion.objects.filter(pk=charter.pk).update(goals=[{"words": "Half", "baseline": None, "targets": []}])
    CharterVersion.objects.create(charter=world.falls_charter, number=2, sections={"mission": "A draft"})

    told = prospectus_of(open_round)

    assert [(section.key, text) for section, text in told.sections] == [("mission", "Nobody falls"), ("aim", "Half")]
    assert [goal.words for goal in told.goals] == ["Half"]
    assert [entry.key for entry in told.calendar] == [
        "prework",
        "session-1",
        "session-2",
        "session-3",
        "session-4",
        "congress",
    ]


def test_before_charter_and_calendar_stand_practices_read_of_the_round_alone(world):
    told = prospectus_of(RecruitmentFactory(space=world.sugar))

    assert (told.version, told.sections, told.goals, told.calendar) == (None, [], [], [])


# --- Selecting -----------------------------------------------------------------------------------------------------


def test_a_decision_is_kept_from_the_practice_until_all_are_announced(world, over):
    accepted, waits, declined = (ApplicationFactory(recruitment=over, is_sent=True) for _ in range(3))
    decide(accepted, world.esi, "accept_with_support")
    decide(waits, world.esi, "waiting")
    decide(declined, world.esi, "decline")
    assert {each.state for each in Application.objects.all()} == {State.SENT}
    assert [one.pk for one in round_of(over, seen_by=world.esi).unannounced] == [accepted.pk, waits.pk, declined.pk]

    told = actions.announce_decisions(recruitment=over, by=world.esi)

    assert [one.state for one in told] == [State.OFFERED, State.WAITING, State.DECLINED]
    assert told[0].answer_by == over.today() + 14 * DAY
    names = (events.PLACE_OFFERED, events.PUT_ON_WAITING_LIST, events.APPLICATION_DECLINED)
    assert Event.objects.filter(name__in=names).count() == 3


@pytest.mark.parametrize(
    ("decision", "said", "field"),
    [
        ("accept", {"reasons": " "}, "reasons"),
        ("accept_with_support", {"support": ""}, "support"),
        ("waiting", {"feedback": ""}, "feedback"),
        ("decline", {"feedback": ""}, "feedback"),
        ("perhaps", {}, "decision"),
        ("accept", {"reasons": "As card 1234567897 says"}, "reasons"),
    ],
)
def test_a_decision_without_its_words_is_refused_at_the_field(world, over, decision, said, field):
    application = ApplicationFactory(recruitment=over, is_sent=True)

    assert refused_fields(decide, application=application, by=world.esi, decision=decision, **said) == [field]
    application.refresh_from_db()
    assert application.decided_at is None


def test_reasons_are_kept_out_of_the_record(world, over):
    decide(ApplicationFactory(recruitment=over, is_sent=True), world.esi, reasons="Their lead is leaving")

    assert "leaving" not in str(list(Event.objects.values_list("facts", flat=True)))


def test_two_who_decide_at_once_are_told(world, over):
    application = ApplicationFactory(recruitment=over, is_sent=True)
    decide(application, world.esi, version=1)

    with pytest.raises(ValidationError) as refused:
        decide(application, world.esi, "decline", version=1)

    assert refused.value.code == "conflict"


def test_more_than_there_are_places_are_not_offered_one(world, over):
    for _number in range(3):
        decide(ApplicationFactory(recruitment=over, is_sent=True), world.esi)

    assert refused_fields(actions.announce_decisions, recruitment=over, by=world.esi) == [""]
    assert not Application.objects.filter(state=State.OFFERED).exists()


def test_nothing_is_announced_while_practices_write_or_when_nothing_is_decided(world, open_round, over):
    decide(ApplicationFactory(recruitment=open_round, is_sent=True), world.esi)

    assert refused_fields(actions.announce_decisions, recruitment=open_round, by=world.esi) == [""]
    assert refused_fields(actions.announce_decisions, recruitment=over, by=world.esi) == [""]


def test_those_who_have_their_place_are_not_decided_on_again(world, over):
    taken = ApplicationFactory(recruitment=over, is_sent=True, state=State.TAKEN)

    assert refused_fields(decide, application=taken, by=world.esi) == [""]
