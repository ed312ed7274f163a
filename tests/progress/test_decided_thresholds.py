"""What a collaborative decided is what pages, desks and agendas go by: a test for each number that stood fixed."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from allteach.collaboratives.actions import set_thresholds
from allteach.collaboratives.calendar import Calendar, Rhythm
from allteach.collaboratives.prework import ITEMS
from allteach.collaboratives.thresholds import USUAL
from allteach.improvement.models import Cycle
from allteach.meetings.agendas import FIRST, FOURTH, SECOND, THIRD
from allteach.meetings.contact_plan import days_between
from allteach.meetings.queries.agendas import AgendaShown
from allteach.progress.attention import Attention, Reason
from allteach.progress.models import AssessmentScore
from allteach.progress.queries.evidence import evidence_for
from allteach.progress.queries.scores import distribution_of
from allteach.progress.scale import Facts, suggest
from allteach.progress.score_needs import scores_to_give
from allteach.spaces.models import Space
from allteach.spaces.roles import Role
from allteach.web.improvement.shown.cycles import forgotten_words
from allteach.web.meetings.shown import shares_of
from tests.factories import MeetingFactory, MembershipFactory, TeamFactory, TeamMeasureFactory

THREE_POINTS = (Reason("contact", 1, 30), Reason("tests", 2, 50))
CALENDAR = Calendar(Rhythm(date(2025, 2, 3)))


def decide(world, **decided):
    named = {key.replace("__", "."): number for key, number in decided.items()}
    set_thresholds(space=world.falls, decided=named, by=world.esi)


# --- Attention ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("high", "is_high"), [(3, True), (4, False)])
def test_from_how_many_points_a_team_stands_out_is_decided(high, is_high):
    assert Attention(THREE_POINTS, {**USUAL, "attention.high": high}).is_high is is_high


@pytest.mark.parametrize(("days", "usual", "decided"), [(20, False, True), (21, True, True), (13, False, False)])
def test_how_long_ago_a_contact_is_marked_follows_the_same_number_as_the_points(days, usual, decided):
    marked = [Attention((), limits).is_long(days) for limits in (USUAL, {**USUAL, "attention.contact_days": 14})]

    assert marked == [usual, decided]


def test_of_a_team_that_nothing_is_asked_of_nothing_stands_out():
    assert (Attention().is_high, Attention().is_long(400), Attention((), USUAL).is_long(None)) == (False, False, False)


# --- Contacts, pre-work ---------------------------------------------------------------------------------------------


def test_how_many_weeks_count_as_the_first_is_decided():
    day = CALENDAR.action_periods[0].start + timedelta(weeks=3)

    assert [days_between(CALENDAR, day, {**USUAL, "contact.first_weeks": weeks}) for weeks in (6, 3)] == [7, 14]


@pytest.mark.parametrize("weeks", [8, 9, 10])
def test_pre_work_of_fewer_weeks_ends_as_early_as_any_and_keeps_its_order(weeks):
    calendar = Calendar(Rhythm(date(2025, 2, 3), prework_weeks=weeks))
    stage = next(stage for stage in calendar.stages if stage.kind == "prework")
    spans = [(item.starts_on(stage.start, weeks), item.due_on(stage.start, weeks)) for item in ITEMS.values()]

    assert stage.end - stage.start == timedelta(weeks=weeks) - timedelta(days=1)
    assert (spans[0][0], max(due for _start, due in spans)) == (stage.start, stage.end)
    assert all(start < due for start, due in spans)
    assert [due for _start, due in spans] == sorted(due for _start, due in spans)


# --- Agendas --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("agenda", "target", "minutes", "led"),
    [(FIRST, "first", 150, 25), (SECOND, "middle", 150, 40), (THIRD, "later", 180, 60), (FOURTH, "last", 180, 70)],
)
def test_a_sessions_page_holds_team_time_and_who_leads_against_what_was_decided(agenda, target, minutes, led):
    shown = AgendaShown(days=(), minutes=600, team_minutes=165, led_minutes=300, meant=agenda)
    decided = {**USUAL, f"sessions.{target}_minutes": 160, f"sessions.{target}_led": 51, "sessions.team_time": 30}

    assert [(share.said, share.target, share.is_enough) for share in shares_of(shown, USUAL)] == [
        ("28%", "at least 25%", True),
        ("165 minutes", f"of at least {minutes} minutes", minutes <= 165),
        ("50%", f"at least {led}%", led <= 50),
    ]
    assert [(share.said, share.target, share.is_enough) for share in shares_of(shown, decided)] == [
        ("28%", "at least 30%", False),
        ("165 minutes", "of at least 160 minutes", True),
        ("50%", "at least 51%", False),
    ]


# --- Tests ----------------------------------------------------------------------------------------------------------


def test_a_forgotten_test_says_after_how_many_days():
    cycle = Cycle(state="doing", updated_at=datetime(2025, 1, 1, 12, tzinfo=UTC))

    assert forgotten_words(cycle, after=60) == "Nothing was written here for 60 days."
    assert forgotten_words(cycle, after=10**5) == ""


# --- Scores ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_day_by_which_scores_are_given_is_decided(world):
    world.everybody()
    assert world.falls_timetable
    MembershipFactory(person=world.gil, space=world.falls, role=Role.IMPROVEMENT_ADVISER)
    decide(world, score__within_days=5)
    esi = world.again(world.esi)

    [need] = scores_to_give(esi, {each.space_id: each.space for each in esi.standing.memberships}, date(2025, 8, 11))

    assert need.due_on == date(2025, 8, 15)  # Five days after the tenth, where it was ten.


@pytest.mark.django_db
def test_from_which_score_a_team_is_ahead_is_decided(world):
    world.everybody()
    month = date(2025, 3, 1)
    for value in ("3.0", "3.5", "4.0"):
        team = TeamFactory(parent=world.falls)
        score = AssessmentScore(team=team, month=month, value=Decimal(value), justification="x", number=1)
        score.agreed_by = score.released_by = world.esi
        score.agreed_at = datetime(2025, 4, 11, tzinfo=UTC)
        score.released_at = datetime(2025, 4, 12, tzinfo=UTC)
        score.save()

    usual = distribution_of(world.falls, seen_by=world.again(world.esi))
    decide(world, score__ahead=Decimal("3.5"))
    decided = distribution_of(world.falls, seen_by=world.again(world.esi))

    assert [(spread.ahead, [month.ahead for month in spread.months]) for spread in (usual, decided)] == [
        (Decimal("4.0"), [1]),
        (Decimal("3.5"), [2]),
    ]


@pytest.mark.django_db
def test_evidence_counts_meetings_and_months_as_decided(world):
    world.everybody()
    TeamMeasureFactory(team=world.ward_7, measure=world.falls_harm, values=[(1, 400)] * 4)
    now = datetime.now(UTC)
    for days in (5, 40, 70):
        held = now - timedelta(days=days)
        MeetingFactory(in_space=world.ward_7, kind="team_meeting", starts_at=held, held_at=held)

    def facts():
        team = Space.objects.select_related("parent", "parent__disclosure").get(pk=world.ward_7.pk)
        return evidence_for([team], seen_by=world.again(world.esi))[team.pk].facts

    usual = facts()
    decide(world, score__meetings_days=60, prework__baseline_months=5)
    decided = facts()

    assert [(each.meetings_lately, each.baselines) for each in (usual, decided)] == [(1, 1), (2, 0)]


def test_what_a_step_asks_is_said_in_the_numbers_that_were_decided():
    limits = {**USUAL, "score.goals_significant": 20}

    [half] = [each for step in suggest(Facts(), limits).steps for each in step.checks if each.check.key == "half"]
    [met] = [each for step in suggest(Facts(), limits).steps for each in step.checks if each.check.key == "met"]

    assert half.words == "At least 20 per cent of the goals are reached"
    assert met.words == "The team has met"
