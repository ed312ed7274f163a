"""Answers about tests of change: finished, as one person may see them, and as cheap for three as for one."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from allteach.collaboratives.actions import approve_charter, write_charter
from allteach.collaboratives.actions import set_thresholds as decide
from allteach.improvement import actions
from allteach.improvement.due import is_stale
from allteach.improvement.models import AimVersion, Cycle, ImplementedChange
from allteach.improvement.queries.aims import aim_of, facts_of, sentence_of
from allteach.improvement.queries.changes import changes_from, changes_in, changes_of
from allteach.improvement.queries.cycles import cycles_of, open_cycles, staircases_of, stale_after
from allteach.improvement.queries.learning import decisions_in, ideas_in, others_who_tried, what_they_did, who_tried
from allteach.improvement.queries.writers import last_writer
from allteach.spaces.models import DataAgreement
from tests.factories import (
    AimFactory,
    ChangeIdeaFactory,
    CycleFactory,
    ImplementedChangeFactory,
    MeasureFactory,
    TeamFactory,
)

MARCH_3, MARCH_14 = date(2025, 3, 3), date(2025, 3, 14)


def closed(cycle, by, decision="adapt", **said):
    answers = {
        "observations": "x",
        "outcomes": [{"outcome": "better"}],
        "what_we_learned": "Short is good",
        "decision": decision,
        "rationale": f"We {decision}",
        "started_on": MARCH_3,
        "ended_on": MARCH_14,
    }
    return actions.close_cycle(cycle=cycle, **{**answers, **said}, by=by)


# --- lists ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [1, 3])
def test_a_teams_tests_are_as_cheap_for_three_as_for_one(world, django_assert_num_queries, n):
    for _ in range(n):
        CycleFactory(team=world.ward_7, change_idea=ChangeIdeaFactory(space=world.falls), owner=world.ben)
    amina = world.again(world.amina)
    assert amina.standing

    with django_assert_num_queries(2):  # cycles with names, predictions
        cards = cycles_of(world.ward_7, seen_by=amina)
        said = [
            (card.cycle.number, card.cycle.ramp.title, str(card.cycle.owner), len(card.predictions)) for card in cards
        ]

    assert [number for number, *_ in said] == list(range(n, 0, -1))


def test_others_see_no_planned_test_and_no_name_where_the_team_is_known_by_code(world):
    world.gil  # noqa: B018 - of a team beside
    CycleFactory(team=world.clinic)
    actions.begin_do(cycle=CycleFactory(team=world.clinic), by=world.farah)
    DataAgreement.objects.update(names_teams=False)

    [card] = cycles_of(world.clinic, seen_by=world.again(world.gil))
    own = cycles_of(world.clinic, seen_by=world.again(world.farah))

    assert (card.cycle.state, card.names_people) == ("doing", False)
    assert [card.names_people for card in own] == [True, True]


def test_what_is_due_comes_first_and_what_has_no_day_last(world):
    today = timezone.localdate()
    later = CycleFactory(team=world.ward_7, planned_end_on=today + timedelta(days=9))
    dayless = CycleFactory(team=world.ward_7, planned_end_on=None)
    due = CycleFactory(team=world.ward_7, planned_end_on=today)
    longer_due = CycleFactory(team=world.ward_7, planned_end_on=today - timedelta(days=3))
    actions.stop_cycle(cycle=CycleFactory(team=world.ward_7), stopped_reason="No", by=world.amina)

    cards = open_cycles([world.ward_7.pk, world.ward_9.pk], seen_by=world.amina)

    assert [card.cycle for card in cards] == [longer_due, due, later, dayless]


def test_stale_tests_are_found(world):
    CycleFactory(team=world.ward_7, planned_end_on=None)
    forgotten = CycleFactory(team=world.ward_7, planned_end_on=MARCH_14)
    Cycle.objects.filter(pk=forgotten.pk).update(updated_at=timezone.now() - timedelta(days=46))

    cards = open_cycles([world.ward_7.pk], seen_by=world.amina)
    days = stale_after(world.ward_7)

    assert [card.cycle for card in cards if is_stale(card.cycle, timezone.localdate(), after=days)] == [forgotten]


def test_how_many_days_are_forgotten_is_a_threshold_of_the_collaborative(world):
    decide(space=world.falls, decided={"attention.tests_days": 60}, by=world.esi)

    assert stale_after(world.ward_7) == 60


# --- staircase -----------------------------------------------------------------------------------------------------


@pytest.fixture
def maple(world):
    """A ramp of three tests, the last kept; and a branch from the second."""
    first = CycleFactory(team=world.ward_7, title="Goal card")
    second = closed(first, world.amina, next_title="Shorter card").next_cycle
    actions.plan_cycle(cycle=second, predictions=[{"prediction": "Six minutes"}], by=world.amina)
    third = closed(second, world.amina, "adopt", next_title="Every visit").next_cycle
    actions.plan_cycle(cycle=third, predictions=[{"prediction": "22 of 26"}], by=world.amina)
    third.charts.add(world.ward_7_falls)
    kept = closed(third, world.amina, "adopt", is_kept=True, owner_post="Nurse lead", next_title="How we work").change
    branch = actions.start_cycle(
        team=world.ward_7,
        title="Card with an interpreter",
        prediction="Under eight",
        planned_end_on=MARCH_14,
        previous=second,
        by=world.amina,
    )
    return first, second, third, kept, branch


def test_a_ramp_is_a_staircase_with_its_branches_and_what_was_kept(world, maple):
    first, second, third, kept, branch = maple

    [stairs] = staircases_of(world.ward_7, seen_by=world.amina)

    main, beside = stairs.flights
    assert [card.cycle for card in main.cards] == [first, second, third]
    assert (main.title, main.changes) == ("Goal card", (kept,))
    assert ([card.cycle for card in beside.cards], beside.title) == ([branch], "Card with an interpreter")
    assert (stairs.ramp, stairs.changes, stairs.is_open) == (first.ramp, (kept,), True)
    assert [card.cycle.step for card in stairs.cards] == [1, 2, 3, 4]


def test_one_ramp_can_be_asked_for(world, maple):
    other = CycleFactory(team=world.ward_7)

    [stairs] = staircases_of(world.ward_7, seen_by=world.amina, ramp=maple[0].ramp_id)

    assert other.ramp != stairs.ramp == maple[0].ramp
    assert stairs.changes == (maple[3],)


def test_others_see_the_steps_that_were_begun(world, maple):
    [stairs] = staircases_of(world.ward_7, seen_by=world.esi)

    assert [card.cycle.step for card in stairs.cards] == [1, 2, 3]
    assert not stairs.is_open


@pytest.mark.parametrize("n", [1, 3])
def test_staircases_are_as_cheap_for_three_as_for_one(world, django_assert_num_queries, n):
    for _ in range(n):
        cycle = CycleFactory(team=world.ward_7)
        ImplementedChangeFactory(team=world.ward_7, from_cycle=cycle)
    assert world.amina.standing

    with django_assert_num_queries(3):  # cycles with names, predictions, kept changes
        stairs = staircases_of(world.ward_7, seen_by=world.amina)

    assert [len(staircase.changes) for staircase in stairs] == [1] * n


# --- kept changes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [1, 3])
def test_kept_changes_are_as_cheap_for_three_as_for_one(world, django_assert_num_queries, n):
    for _ in range(n):
        ImplementedChangeFactory(team=world.ward_7, from_cycle=CycleFactory(team=world.ward_7))
    assert world.amina.standing

    with django_assert_num_queries(2):  # changes with names, charts
        changes = changes_of(world.ward_7, seen_by=world.amina)
        said = [(kept.change.from_cycle.ramp.title, kept.change.change_idea.title, kept.charts) for kept in changes]

    assert len(said) == n


def test_a_check_is_due_from_its_day_on_unless_the_change_is_over(world):
    today = timezone.localdate()
    for check_on, state in ((today, "in_place"), (today + timedelta(days=1), "in_place"), (today, "lapsed")):
        ImplementedChangeFactory(team=world.ward_7, check_on=check_on, state=state)

    assert [kept.is_check_due for kept in reversed(changes_of(world.ward_7, seen_by=world.amina))] == [
        True,
        False,
        False,
    ]


# --- aim -----------------------------------------------------------------------------------------------------------


def test_a_team_without_an_aim_has_none_to_show(world):
    assert aim_of(world.ward_7, seen_by=world.amina) is None


def test_an_aim_that_reaches_beyond_the_end_of_the_collaborative_is_told_so(world):
    aim = AimFactory(team=world.ward_7)
    wording = aim.current
    ends_on = wording.by_when - timedelta(days=1)
    charter = world.falls_charter
    write_charter(charter=charter, sections={}, days={"ends_on": ends_on}, by=world.esi)

    as_draft = aim_of(world.ward_7, seen_by=world.again(world.amina))
    approve_charter(charter=charter, by=world.esi)
    as_approved = aim_of(world.ward_7, seen_by=world.again(world.amina))

    late = "That is after the collaborative ends. What will be true by then?"
    assert late not in [remark.words for remark in as_draft.remarks]
    assert late in [remark.words for remark in as_approved.remarks]


@pytest.mark.parametrize("n", [1, 3])
def test_an_aim_is_as_cheap_with_three_versions_as_with_one(world, django_assert_num_queries, n):
    said = {"what_improves": "reduce falls", "by_when": date(2027, 6, 30), "change_reason": "Better known now"}
    for target in range(n):
        wording = actions.write_aim(
            team=world.ward_7, **said, measure=world.falls_harm, target_value=Decimal(target), by=world.amina
        )
        actions.agree_to_aim(aim=wording.aim, dissent="I doubt it", by=world.ben)
    assert world.ben.standing

    with django_assert_num_queries(3):  # aim with team, agreements with people, versions with measures
        shown = aim_of(world.ward_7, seen_by=world.ben)
        who = [str(agreement.person) for wording in shown.versions for agreement in wording.agreements]

    assert who == ["Ben"] * n
    assert (shown.current.version.target_value, shown.has_agreed, shown.names_people) == (n - 1, True, True)
    assert {remark.part for remark in shown.remarks} == {"specific", "measurable", "relevant"}


def test_who_has_not_agreed_is_told_apart(world):
    AimFactory(team=world.ward_7)

    assert not aim_of(world.ward_7, seen_by=world.amina).has_agreed


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            {"for_whom": "patients on Ward 7", "baseline_value": Decimal("6.5"), "unit": "per 1,000 bed days"},
            "By 30 June 2027 we will reduce falls for patients on Ward 7: "
            "from 6.5 per 1,000 bed days to 3 per 1,000 bed days.",
        ),
        ({"for_whom": "adults", "unit": "%"}, "By 30 June 2027 we will reduce falls for adults: to 3%."),
        ({"baseline_value": Decimal(1200), "unit": "%"}, "By 30 June 2027 we will reduce falls: from 1,200% to 3%."),
        ({"what_improves": "HbA1c below 53"}, "By 30 June 2027 we will HbA1c below 53: to 3."),
    ],
)
def test_an_aim_is_one_sentence(said, sentence):
    said = {"what_improves": "Reduce falls", "target_value": Decimal(3), "by_when": date(2027, 6, 30), **said}

    assert sentence_of(AimVersion(**said)) == sentence


@pytest.mark.parametrize(
    ("direction", "kind_key", "limits", "best"),
    [
        ("up", "proportion", {}, 100),
        ("up", "proportion", {"most_value": Decimal(90)}, 90),
        ("up", "mean", {}, None),
        ("down", "mean", {"least_value": Decimal(2)}, 2),
        ("down", "proportion", {}, 0),
        ("none", "proportion", {}, None),
    ],
)
def test_the_linter_knows_the_best_that_a_measure_can_be(world, direction, kind_key, limits, best):
    measure = MeasureFactory(
        space=world.falls,
        kind_key=kind_key,
        definition__direction=direction,
        **{f"definition__{name}": value for name, value in limits.items()},
    )
    version = AimVersion(
        what_improves="reduce", target_value=Decimal(3), by_when=date(2027, 6, 30), measure=measure, unit="%"
    )

    assert facts_of(version, today=date(2026, 1, 1)).best == best


# --- learning ------------------------------------------------------------------------------------------------------


def test_decisions_of_a_collaborative_are_counted_as_far_as_they_may_be_seen(world, django_assert_num_queries):
    closed(CycleFactory(team=world.clinic), world.farah, "adopt")
    closed(CycleFactory(team=world.surgery), world.gil, "abandon")
    actions.stop_cycle(cycle=CycleFactory(team=world.clinic), stopped_reason="No", by=world.farah)
    closed(CycleFactory(team=world.ward_7), world.amina, "adopt")
    gil = world.again(world.gil)
    assert gil.standing

    with django_assert_num_queries(1):
        tally = decisions_in(world.sugar, seen_by=gil)

    assert tally.decisions == {"adapt": 0, "adopt": 1, "abandon": 1, "repeat": 0}
    assert (tally.open, tally.stopped, tally.closed) == (0, 0, 2)  # What others plan, or never began, stays with them.


@pytest.mark.parametrize("n", [1, 3])
def test_what_became_of_ideas_is_as_cheap_for_three_as_for_one(world, django_assert_num_queries, n):
    ideas = [ChangeIdeaFactory(space=world.sugar, title=f"Idea {i}") for i in range(n)]
    for idea in ideas:
        closed(CycleFactory(team=world.clinic, change_idea=idea), world.farah, "abandon")
        closed(CycleFactory(team=world.surgery, change_idea=idea), world.gil, "adopt")
    farah = world.again(world.farah)
    assert farah.standing

    with django_assert_num_queries(3):  # ideas, cycles, kept changes
        tallies = ideas_in(world.sugar, seen_by=farah)

    assert [(tally.idea, len(tally.teams), tally.decisions["adopt"], tally.reasons) for tally in tallies] == [
        (idea, 2, 1, ["We abandon"]) for idea in ideas
    ]


def test_of_an_idea_it_is_told_who_tests_it_now_who_tried_it_and_who_kept_it(world):
    idea = ChangeIdeaFactory(space=world.sugar)
    CycleFactory(team=world.clinic, change_idea=idea)
    latest = closed(CycleFactory(team=world.surgery, change_idea=idea), world.gil, "adopt").cycle
    kept = ImplementedChangeFactory(team=world.surgery, change_idea=idea)
    ImplementedChangeFactory(team=world.clinic, change_idea=idea, state=ImplementedChange.OVER[0])
    farah = world.again(world.farah)

    [tally] = ideas_in(world.sugar, seen_by=farah)

    assert (tally.testing, tally.teams, tally.kept) == ({world.clinic.pk}, {world.surgery.pk}, {world.surgery.pk})
    assert [tried.cycle for tried in who_tried(idea, seen_by=farah)] == [latest]
    assert kept in [each.change for each in changes_from(idea, seen_by=farah)]
    assert len(changes_in(world.sugar, seen_by=farah)) == len(changes_from(idea, seen_by=farah)) == 2
    assert changes_in(world.falls, seen_by=farah) == []


def test_only_the_latest_reasons_are_shown(world):
    idea = ChangeIdeaFactory(space=world.sugar)
    for number in range(4):
        cycle = CycleFactory(team=world.clinic, change_idea=idea)
        closed(cycle, world.farah, "abandon", rationale=f"Reason {number}")

    [tally] = ideas_in(world.sugar, seen_by=world.farah)

    assert tally.reasons == ["Reason 3", "Reason 2", "Reason 1"]


def test_others_who_tried_the_same_are_shown_with_what_they_tell(world):
    idea = ChangeIdeaFactory(space=world.sugar)
    mine = CycleFactory(team=world.clinic, change_idea=idea)
    closed(CycleFactory(team=world.clinic, change_idea=idea), world.farah)
    closed(CycleFactory(team=world.surgery, change_idea=idea), world.gil)
    latest = closed(CycleFactory(team=world.surgery, change_idea=idea), world.gil, lesson="Ask first").cycle
    third = TeamFactory(parent=world.sugar)
    quiet = closed(CycleFactory(team=third, change_idea=idea), world.gil).cycle

    found = others_who_tried(mine, seen_by=world.again(world.farah))

    assert [(tried.cycle, tried.words) for tried in found] == [(quiet, "Short is good"), (latest, "Ask first")]
    assert (found[1].team, found[1].slug) == ("Surgery", "surgery")
    assert others_who_tried(CycleFactory(team=world.clinic), seen_by=world.farah) == []


@pytest.mark.parametrize("n", [1, 3])
def test_what_teams_that_moved_did_is_as_cheap_for_three_as_for_one(world, django_assert_num_queries, n):
    for _ in range(n):
        cycle = CycleFactory(team=world.clinic)
        cycle.charts.add(world.clinic_feet)
        actions.begin_do(cycle=cycle, started_on=MARCH_3, by=world.farah)
        ImplementedChangeFactory(team=world.clinic, kept_on=MARCH_14)
    assert world.farah.standing

    with django_assert_num_queries(4):  # changes, their charts, cycles, their charts
        deeds = what_they_did({world.clinic_feet: date(2025, 6, 1)}, seen_by=world.farah)

    assert [deed.on for deed in deeds[world.clinic_feet.pk]] == [MARCH_14] * n + [MARCH_3] * n


def test_what_teams_that_moved_did_tells_what_came_before_on_that_chart(world):
    other_chart = CycleFactory(team=world.clinic)
    other_chart.charts.add(world.surgery_feet)
    everywhere = CycleFactory(team=world.clinic, title="Everywhere")
    too_old, after = CycleFactory(team=world.clinic), CycleFactory(team=world.clinic)
    for cycle, on in (
        (other_chart, MARCH_3),
        (everywhere, MARCH_3),
        (too_old, date(2024, 5, 1)),
        (after, date(2025, 7, 1)),
    ):
        actions.begin_do(cycle=cycle, started_on=on, by=world.farah)
    kept = ImplementedChangeFactory(team=world.clinic, kept_on=date(2025, 4, 1), title="Feet first")
    kept.charts.add(world.clinic_feet)

    deeds = what_they_did(
        {world.clinic_feet: date(2025, 6, 1), world.surgery_feet: date(2025, 6, 1)}, seen_by=world.again(world.gil)
    )

    assert [(deed.title, deed.on) for deed in deeds[world.clinic_feet.pk]] == [
        ("Feet first", date(2025, 4, 1)),
        ("Everywhere", MARCH_3),
    ]
    assert deeds[world.surgery_feet.pk] == []


def test_who_wrote_last_is_known_by_the_record(world):
    cycle = CycleFactory(team=world.ward_7)
    actions.plan_cycle(cycle=cycle, where="Room 2", by=world.amina)
    actions.begin_do(cycle=cycle, by=world.ben)

    writer = last_writer(cycle)

    assert writer.name == "Ben"
    assert timezone.now() - writer.at < timedelta(minutes=1)
