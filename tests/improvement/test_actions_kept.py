"""Changes that become how a team works, ideas, and what stands on the charts."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from allteach.core.models import Event
from allteach.improvement import actions, events
from allteach.improvement.marks import marks_of_change, marks_of_cycle, shortened
from allteach.improvement.models import ChangeIdea, Cycle, ImplementedChange
from allteach.measures.actions import annotate, change_annotation
from allteach.measures.models import Annotation
from tests.factories import ChangeIdeaFactory, CycleFactory, ImplementedChangeFactory

JUNE_2, AUGUST_4 = date(2025, 6, 2), date(2025, 8, 4)
TOMORROW = timezone.localdate() + timedelta(days=2)  # Two: also where the day is already tomorrow's.


def refused_fields(refused):
    return sorted(refused.value.error_dict)


def kept(world, **said):
    answers = {
        "team": world.ward_7,
        "title": "Bed rails down at night",
        "kept_on": JUNE_2,
        "owner_post": "Ward manager",
        "charts": [world.ward_7_falls],
        "by": world.amina,
    }
    return actions.implement_change(**{**answers, **said})


# --- kept changes --------------------------------------------------------------------------------------------------


def test_a_change_is_kept_marks_its_chart_and_becomes_an_idea_for_others(world):
    change = kept(world, scope_done=7, scope_total=9, scope_unit="nurses", standard_work="Rails stay down.")

    assert (change.number, change.state, change.audience, change.owner) == (
        1,
        "in_place",
        "collaborative",
        world.amina,
    )
    idea = change.change_idea
    assert (idea.space, idea.title, idea.plain_summary) == (world.falls, "Bed rails down at night", "Rails stay down.")
    assert (idea.evidence, idea.origin) == ("promising", "team")
    note = Annotation.objects.get()
    assert (note.kind, note.on, note.team_measure, note.words) == (
        "kept",
        JUNE_2,
        world.ward_7_falls,
        "Bed rails down at night",
    )
    event = Event.objects.get(name=events.CHANGE_IMPLEMENTED)
    assert (event.subject, event.facts["kept_on"], event.facts["status"]) == (change.pk, "2025-06-02", "in_place")


def test_a_kept_change_carries_the_idea_it_came_from(world):
    idea = ChangeIdeaFactory(space=world.falls)
    cycle = CycleFactory(team=world.ward_7, change_idea=idea)

    first = kept(world, from_cycle=cycle)
    second = kept(world, change_idea=idea)

    assert (first.change_idea, second.change_idea, second.number) == (idea, idea, 2)
    assert ChangeIdea.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"title": ""}, ["title"]),
        ({"owner_post": " "}, ["owner_post"]),
        ({"kept_on": None}, ["kept_on"]),
        ({"kept_on": date(1925, 6, 2)}, ["kept_on"]),
        ({"charts": []}, ["charts"]),
        ({"scope_done": 7}, ["scope_total"]),
        ({"scope_done": 10, "scope_total": 9}, ["scope_done"]),
    ],
)
def test_what_a_kept_change_needs_is_refused_by_field_and_changes_nothing(world, said, fields):
    with pytest.raises(ValidationError) as refused:
        kept(world, **said)

    assert refused_fields(refused) == fields
    assert (ImplementedChange.objects.count(), ChangeIdea.objects.count(), Event.objects.count()) == (0, 0, 0)


def test_a_kept_change_takes_nothing_that_belongs_to_others(world):
    with pytest.raises(ValidationError) as refused:
        kept(
            world,
            charts=[world.clinic_feet],
            from_cycle=CycleFactory(team=world.ward_9),
            change_idea=ChangeIdeaFactory(space=world.sugar),
        )

    assert refused_fields(refused) == ["change_idea", "charts", "from_cycle"]


def test_a_kept_change_takes_no_answer_that_it_does_not_ask(world):
    with pytest.raises(TypeError):
        kept(world, colour="green")


def test_a_kept_change_spreads_and_its_note_follows(world):
    change = kept(world)

    revised = actions.revise_implemented_change(
        change=change,
        version=1,
        status="partly",
        scope_done=4,
        scope_total=9,
        kept_on=AUGUST_4,
        charts=[world.ward_7_falls],
        by=world.ben,
    )

    assert (revised.state, revised.scope_done, revised.version) == ("partly", 4, 2)
    assert Annotation.objects.get(taken_off_at=None).on == AUGUST_4
    assert Event.objects.get(name=events.CHANGE_REVISED).facts["status"] == "partly"


def test_a_change_that_lapsed_says_since_when_and_why_and_so_does_its_chart(world):
    change = kept(world)

    actions.revise_implemented_change(
        change=change, status="lapsed", over_on=AUGUST_4, status_reason="New staff were not told", by=world.amina
    )

    assert list(Annotation.objects.filter(taken_off_at=None).values_list("kind", "on", "words")) == [
        ("kept", JUNE_2, "Bed rails down at night"),
        ("event", AUGUST_4, "No longer: Bed rails down at night"),
    ]


def test_a_change_that_comes_back_is_no_longer_over(world):
    change = kept(world)
    over = {"status": "withdrawn", "over_on": AUGUST_4, "status_reason": "Too loud"}
    actions.revise_implemented_change(change=change, **over, by=world.amina)

    again = actions.revise_implemented_change(change=change, status="in_place", by=world.amina)

    assert (again.state, again.over_on, again.status_reason) == ("in_place", None, "")
    assert Annotation.objects.get(taken_off_at=None).kind == "kept"


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"status": "lapsed"}, ["over_on", "status_reason"]),
        ({"status": "lapsed", "over_on": date(2025, 6, 1), "status_reason": "x"}, ["over_on"]),
        ({"status": "lapsed", "over_on": TOMORROW, "status_reason": "x"}, ["over_on"]),
        ({"status": "forgotten"}, ["status"]),
        ({"charts": []}, ["charts"]),
        ({"title": ""}, ["title"]),
    ],
)
def test_how_a_kept_change_stands_is_refused_by_field_and_changes_nothing(world, said, fields):
    change = kept(world)

    with pytest.raises(ValidationError) as refused:
        actions.revise_implemented_change(change=change, training="Everybody", **said, by=world.amina)

    assert refused_fields(refused) == fields
    change.refresh_from_db()
    assert (change.state, change.training, change.version) == ("in_place", "", 1)


def test_two_who_revise_at_once_lose_nothing_the_second_is_told(world):
    change = kept(world)
    actions.revise_implemented_change(change=change, version=1, training="Everybody", by=world.amina)

    with pytest.raises(ValidationError) as refused:
        actions.revise_implemented_change(change=change, version=1, training="Nobody", by=world.ben)

    assert refused.value.code == "conflict"


# --- ideas ---------------------------------------------------------------------------------------------------------

IDEA = {"title": "Text recall", "plain_summary": "Patients get a text when a check is due."}


def test_an_idea_is_added_and_remembered(world):
    idea = actions.add_change_idea(space=world.falls, **IDEA, by=world.amina)

    assert (idea.space, idea.evidence, idea.origin, idea.audience) == (world.falls, "untested", "team", "collaborative")
    event = Event.objects.get(name=events.IDEA_ADDED)
    assert (event.space, event.subject) == (world.falls.pk, idea.pk)


def test_an_idea_says_what_became_of_it(world):
    idea = actions.add_change_idea(space=world.falls, **IDEA, by=world.amina)

    revised = actions.revise_change_idea(
        idea=idea,
        **{**IDEA, "title": "Text recall, landlines"},
        evidence="mixed",
        origin="team",
        version=1,
        by=world.esi,
    )

    assert (revised.title, revised.evidence, revised.version, revised.warns) == (
        "Text recall, landlines",
        "mixed",
        2,
        False,
    )
    assert Event.objects.get(name=events.IDEA_REVISED).facts["evidence"] == "mixed"
    with pytest.raises(ValidationError) as refused:
        actions.revise_change_idea(idea=idea, **IDEA, evidence="strong", origin="team", version=1, by=world.esi)
    assert refused.value.code == "conflict"


@pytest.mark.parametrize(("evidence", "warns"), [("tested_not_effective", True), ("harmful", True), ("strong", False)])
def test_an_idea_that_did_not_help_or_did_harm_warns(evidence, warns):
    assert ChangeIdea(evidence=evidence).warns == warns


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"title": "", "plain_summary": " "}, ["plain_summary", "title"]),
        ({"evidence": "rumour"}, ["evidence"]),
        ({"origin": "Mars"}, ["origin"]),
    ],
)
def test_an_idea_that_cannot_be_tried_is_refused_by_field(world, said, fields):
    with pytest.raises(ValidationError) as refused:
        actions.add_change_idea(space=world.falls, **{**IDEA, **said}, by=world.amina)

    assert refused_fields(refused) == fields
    assert (ChangeIdea.objects.count(), Event.objects.count()) == (0, 0)


# --- the charts equal the rows -------------------------------------------------------------------------------------


def on_the_charts(team):
    return sorted(
        (note.subject_id, note.team_measure_id or 0, str(note.on), note.words, note.kind, note.expected)
        for note in Annotation.objects.filter(space=team, taken_off_at=None, subject__isnull=False)
    )


def from_the_rows(team):
    rows = [(cycle, marks_of_cycle(cycle)) for cycle in Cycle.objects.filter(team=team)]
    rows += [(change, marks_of_change(change)) for change in ImplementedChange.objects.filter(team=team)]
    return sorted(
        (row.pk, mark.team_measure.pk if mark.team_measure else 0, str(mark.on), mark.words, mark.kind, mark.expected)
        for row, marks in rows
        for mark in marks
    )


@pytest.fixture
def told(world):
    """A team with a test on one chart that led to a kept change which lapsed, a test on all, and a planned one."""
    first = CycleFactory(team=world.ward_7)
    first.charts.add(world.ward_7_falls)
    decided = actions.close_cycle(
        cycle=first,
        observations="11 minutes",
        outcomes=[{"outcome": "better"}],
        what_we_learned="Short is good",
        decision="adopt",
        rationale="It works",
        is_kept=True,
        kept_on=JUNE_2,
        owner_post="Ward manager",
        started_on=date(2025, 5, 5),
        ended_on=date(2025, 5, 9),
        by=world.amina,
    )
    over = {"status": "lapsed", "over_on": AUGUST_4, "status_reason": "Forgotten"}
    actions.revise_implemented_change(change=decided.change, **over, by=world.amina)
    second = CycleFactory(team=world.ward_7)
    actions.begin_do(cycle=second, started_on=date(2025, 9, 1), by=world.amina)
    actions.correct_dates(cycle=second, started_on=date(2025, 9, 2), by=world.amina)
    CycleFactory(team=world.ward_7)
    annotate(space=world.ward_7, on=JUNE_2, words="Paint on the ward", by=world.ben)
    return world.ward_7


def test_what_stands_on_the_charts_equals_what_the_rows_say(world, told):
    assert len(on_the_charts(told)) == 4
    assert on_the_charts(told) == from_the_rows(told)


def test_rebuilding_a_sound_record_changes_nothing(world, told):
    before = Annotation.objects.count()

    assert actions.redraw_charts(team=told, by=world.esi) == 0

    assert Annotation.objects.count() == before
    assert Event.objects.get(name=events.CHARTS_REDRAWN).facts == {"changed": 0}


def test_rebuilding_mends_what_was_moved_lost_or_doubled_and_leaves_what_people_wrote(world, told):
    notes = list(Annotation.objects.filter(subject__isnull=False, taken_off_at=None).order_by("on"))
    change_annotation(annotation=notes[0], on=AUGUST_4, words="Moved", kind="test", by=world.ben)
    Annotation.objects.filter(pk=notes[1].pk).delete()
    annotate(space=told, on=JUNE_2, words="Twice", kind="test", subject=notes[3].subject, by=world.ben)
    assert on_the_charts(told) != from_the_rows(told)

    changed = actions.redraw_charts(team=told, by=world.esi)

    assert changed == 3
    assert on_the_charts(told) == from_the_rows(told)
    assert Annotation.objects.get(words="Paint on the ward").taken_off_at is None


def test_words_on_the_charts_are_in_the_language_of_the_team_whoever_writes(world):
    cycle = CycleFactory(team=world.ward_7)

    with translation.override("cy"):
        actions.begin_do(cycle=cycle, started_on=JUNE_2, by=world.amina)
    with translation.override("fr-ca"):
        changed = actions.redraw_charts(team=world.ward_7, by=world.amina)

    assert changed == 0


def test_long_words_are_cut_at_a_words_end():
    assert shortened("short") == "short"
    assert shortened("word " * 60) == ("word " * 39).strip() + "…"


def test_a_kept_change_without_charts_stands_on_every_chart(world):
    change = ImplementedChangeFactory(team=world.ward_7)

    assert [mark.team_measure for mark in marks_of_change(change)] == [None]
