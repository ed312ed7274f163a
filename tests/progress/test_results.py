"""The results of a collaborative: what they say, for whom, how they are published, corrected and taken back."""

import json
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.collaboratives import actions as collaboratives
from allteach.collaboratives.models import Application, Charter, TeamProfile
from allteach.core.disclosure import Policy
from allteach.core.language import language_now
from allteach.core.models import Event
from allteach.meetings.models import Material
from allteach.progress import actions, events
from allteach.progress.models import Results, ResultsVersion
from allteach.progress.permissions import can_publish_results, can_read_draft_results
from allteach.progress.queries.results import (
    collaboratives_with_results,
    current_version,
    first_answers,
    measures_to_choose,
    published_versions,
    results_from_record,
    results_of,
    version_at,
)
from allteach.progress.told_results import (
    PublicCount,
    ToldLink,
    ToldMeasure,
    ToldResults,
    public_count,
    public_share,
)
from allteach.spaces.models import DataAgreement
from allteach.spaces.roles import Role
from tests.factories import (
    AnnotationFactory,
    ApplicationFactory,
    CharterFactory,
    ContactFactory,
    CycleFactory,
    ImplementedChangeFactory,
    MeetingFactory,
    MembershipFactory,
    RecruitmentFactory,
    TeamFactory,
    TeamMeasureFactory,
)
from tests.progress.after_congress import sugar_after_its_congress

SAID = {
    "summary": "More people have a goal of their own.",
    "not_worked": "Letters did not bring anybody.",
    "limits": "Nobody else was counted.",
    "thanks": "Thank you.",
    "authors": "Sugar",
    "licence": "CC-BY-4.0",
}
FILM = {"title": "The first hour", "link": "https://example.org/film", "alternative": "With captions"}
MONTHS = [(60, 140), (63, 141), (70, 144), (71, 143), (76, 143), (75, 142)]


@pytest.fixture
def sugar(world):
    """Sugar after its congress of 27 April 2026, with a measure that the clinic and the surgery reported."""
    return sugar_after_its_congress(world, MONTHS)


def agree(*teams):
    DataAgreement.objects.filter(organisation__in=[team.organisation_id for team in teams]).update(may_publish=True)


def written(world, **said):
    return actions.write_results(
        **{"collaborative": world.sugar, "measures": [world.foot_checks], **SAID, **said}, by=world.esi
    )


def told(results: Results) -> ToldResults:
    return results_from_record(Results.objects.get(pk=results.pk), language=language_now())


def published(world, results=None, **more):
    results = results or written(world)
    return actions.publish_results(results=results, told=told(results), **more, by=world.esi)


def refused(action, *args, **kwargs) -> dict:
    with pytest.raises(ValidationError) as refusal:
        action(*args, **kwargs)
    return refusal.value.message_dict


# --- counts for the public ----------------------------------------------------------------------------------------


def test_the_public_reads_counts_rounded_and_small_ones_not_at_all():
    policy = Policy()

    said = [public_count(number, policy).words for number in (0, 1, 4, 5, 33, 38)]

    assert said == ["none", "fewer than 5", "fewer than 5", "about 5", "about 35", "about 40"]


def test_published_numbers_are_told_as_they_are():
    policy = Policy(hides_nothing=True)

    assert (public_count(3, policy).words, public_share(1, 3, policy)) == ("3", (PublicCount(1), PublicCount(3)))


def test_a_share_of_few_teams_is_not_told():
    policy = Policy()

    assert public_share(6, 19, policy) is None
    assert public_share(3, 30, policy) is None
    assert public_share(28, 30, policy) is None
    assert public_share(12, 31, policy) == (PublicCount(10, is_about=True), PublicCount(30, is_about=True))


# --- what the record says -----------------------------------------------------------------------------------------


def test_what_was_told_can_be_read_again():
    said = ToldResults(
        made_on="2026-04-30",
        flow={"started": PublicCount(30, is_about=True), "withdrew": PublicCount(None, below=5)},
        people=PublicCount(25, is_about=True),
        measures=(ToldMeasure(chart={"title": "Feet"}, is_goal_met=True), ToldMeasure({"title": "Eyes"}, False)),
        links=(ToldLink(**FILM),),
        deeds={"tests": 3},
    )

    again = ToldResults.read(json.loads(json.dumps(said.as_json() | {"gone": 1})))

    assert again == said
    assert again.measures[0].chart == {"title": "Feet"}
    assert again.goals_met == (1, 2)
    assert not again.says_the_same_as(ToldResults(made_on="2026-04-30"))


def test_only_the_numbers_of_those_who_agreed_are_told(sugar):
    results = written(sugar)
    nobody = told(results)
    agree(sugar.clinic)

    one = told(results)

    assert nobody.measures[0].chart["numerators"] == ()
    assert one.measures[0].chart["denominators"][0] == 140
    assert one.unpublished == PublicCount(None, below=5)


def test_numbers_are_those_that_somebody_outside_may_read(sugar):
    agree(sugar.clinic, sugar.surgery)
    TeamMeasureFactory(
        team=TeamFactory(parent=sugar.sugar, signed__may_publish=True),
        measure=sugar.foot_checks,
        values=[(2, 15)] * 6,
    )

    chart = told(written(sugar)).measures[0].chart

    assert (chart["numerators"][0], chart["denominators"][0]) == (120, 280)
    assert all(number % 5 == 0 for number in chart["numerators"])
    assert "15" not in json.dumps(chart["denominators"])


def test_the_notes_of_the_collaborative_stand_on_its_charts_and_those_of_a_team_do_not(sugar):
    agree(sugar.clinic, sugar.surgery)
    AnnotationFactory(space=sugar.sugar, on=date(2025, 3, 1), words="Second session")
    AnnotationFactory(space=sugar.clinic, on=date(2025, 3, 1), words="A flood")

    notes = told(written(sugar)).measures[0].chart["notes"]

    assert [note[3] for note in notes] == ["Second session"]


def test_it_is_told_how_many_teams_improve_where_there_are_enough(sugar):
    for _ in range(24):
        TeamMeasureFactory(
            team=TeamFactory(parent=sugar.sugar, signed__may_publish=True),
            measure=sugar.foot_checks,
            values=[(30, 100)] * 12 + [(80, 100)] * 8,
        )

    TeamMeasureFactory(
        team=TeamFactory(parent=sugar.sugar, signed__may_publish=True),
        measure=sugar.foot_checks,
        values=[(30, 100), (32, 100)] * 10,
    )

    measure = told(written(sugar)).measures[0]

    assert measure.of_teams is None  # All but a few improve: it would point at those who do not.
    for _ in range(7):
        TeamMeasureFactory(
            team=TeamFactory(parent=sugar.sugar, signed__may_publish=True),
            measure=sugar.foot_checks,
            values=[(30, 100), (32, 100)] * 10,
        )
    measure = told(Results.objects.get()).measures[0]
    assert (measure.improving.words, measure.of_teams.words) == ("about 25", "about 30")


@pytest.mark.parametrize(
    ("direction", "target", "is_met"), [("up", 40, True), ("up", 70, False), ("down", 60, True), ("none", 60, None)]
)
def test_a_goal_is_met_when_the_latest_number_has_reached_it(sugar, direction, target, is_met):
    agree(sugar.clinic, sugar.surgery)
    measure = sugar.foot_checks
    measure.current.direction = direction
    measure.current.save()
    measure.goal = collaboratives.set_goal(
        space=sugar.sugar, words="Feet", target=target, holds_from=date(2025, 1, 1), by=sugar.esi
    )
    measure.save()

    assert told(written(sugar)).measures[0].is_goal_met is is_met


def test_a_measure_without_a_goal_is_not_judged(sugar):
    agree(sugar.clinic, sugar.surgery)

    assert told(written(sugar)).measures[0].is_goal_met is None


def test_the_charter_says_what_was_set_out_once_it_is_approved(sugar):
    charter = CharterFactory(collaborative=sugar.sugar)
    results = written(sugar)
    before = told(results)
    days = {"begins_on": date(2025, 2, 1), "ends_on": date(2026, 4, 30)}
    collaboratives.write_charter(charter=charter, sections={}, days=days, by=sugar.esi)
    collaboratives.approve_charter(charter=Charter.objects.get(pk=charter.pk), by=sugar.esi)

    after = told(results)

    assert (before.charter, before.set_out, before.goals) == (0, {}, ())
    assert (after.charter, after.set_out) == (1, {"mission": "Nobody falls", "aim": "Half"})
    assert (after.begins_on, after.ends_on) == ("2025-02-01", "2026-04-30")


def test_the_flow_of_teams_is_told_as_the_public_may_read_it(sugar):
    round_of = RecruitmentFactory(space=sugar.sugar, opens_on=date(2024, 9, 1), closes_on=date(2024, 10, 1))
    later = RecruitmentFactory(space=sugar.sugar)
    for decision in ("accept", "accept", "decline", "accept_with_support", "waiting", "accept", "accept", "accept"):
        application = ApplicationFactory(recruitment=round_of, is_sent=True)
        Application.objects.filter(pk=application.pk).update(
            decision=decision, decided_at=timezone.now(), decided_by=sugar.esi
        )
    ApplicationFactory(recruitment=later, is_sent=True)
    for _ in range(6):
        TeamFactory(parent=sugar.sugar)
    TeamProfile.objects.filter(team=sugar.surgery).update(withdrawn_on=date(2025, 9, 1))

    flow = told(written(sugar)).flow

    assert {key: count.words for key, count in flow.items()} == {
        "applied": "about 10",
        "selected": "about 5",
        "started": "about 10",
        "completed": "about 5",
        "withdrew": "fewer than 5",
    }


def test_where_nobody_applied_nothing_is_said_of_it(sugar):
    flow = told(written(sugar)).flow

    assert list(flow) == ["started", "completed", "withdrew"]
    assert flow["withdrew"].words == "none"


def test_without_a_calendar_a_team_that_is_closed_has_not_completed(world):
    world.everybody()
    team = TeamFactory(parent=world.sugar)
    team.closed_at, team.closed_by = datetime(2025, 9, 1, tzinfo=UTC), world.esi
    team.save()
    assert world.clinic

    flow = told(written(world)).flow

    assert flow["withdrew"].words == "fewer than 5"


def test_what_was_done_is_counted(sugar):
    for kind in ("learning_session", "all_team_call", "all_team_call"):
        MeetingFactory(in_space=sugar.sugar, kind=kind)
    MeetingFactory(in_space=sugar.sugar, starts_at=datetime(2090, 1, 1, tzinfo=UTC))
    ContactFactory(team=sugar.clinic)
    CycleFactory(team=sugar.clinic, state="planned")
    CycleFactory(team=sugar.clinic, state="doing")
    CycleFactory(
        team=sugar.clinic, state="acted", decision="abandon", decided_at=timezone.now(), decided_by=sugar.farah
    )
    ImplementedChangeFactory(team=sugar.surgery)
    MembershipFactory(space=sugar.clinic, role=Role.PARTNER)

    said = told(written(sugar))

    assert said.deeds == {"sessions": 1, "calls": 2, "contacts": 1, "tests": 2, "let_go": 1, "kept": 1}
    assert said.people == PublicCount(None, below=5)


def test_it_is_told_how_much_is_missing(sugar):
    agree(sugar.clinic, sugar.surgery)
    TeamMeasureFactory(
        team=TeamFactory(parent=sugar.sugar, signed__may_publish=True), measure=sugar.foot_checks, values=MONTHS[:3]
    )

    assert told(written(sugar)).missing == 17  # 3 of 18.
    assert told(written(sugar, measures=[])).missing is None


# --- writing ------------------------------------------------------------------------------------------------------


def test_the_working_copy_begins_with_what_always_holds(sugar):
    congress = MeetingFactory(in_space=sugar.sugar, kind="congress", title="Congress")
    Material.objects.create(meeting=congress, title="Slides", link="https://example.org/s", by=sugar.esi)

    first = first_answers(sugar.sugar)

    assert first["authors"] == "Sugar"
    assert first["limits"].count("\n") == 2
    assert first["links"] == [{"title": "Slides", "link": "https://example.org/s", "alternative": ""}]
    assert measures_to_choose(sugar.sugar) == [sugar.foot_checks]


def test_what_is_written_is_kept_and_read_by_few(sugar):
    results = written(sugar, links=[FILM, {"title": " "}])

    readers = {
        name
        for name in ("amina", "farah", "gil", "esi", "stan")
        if results_of(sugar.sugar, seen_by=sugar.again(getattr(sugar, name))) == results
    }

    assert readers == {"esi"}
    assert (results.links, list(results.measures.all())) == ([FILM], [sugar.foot_checks])
    event = Event.objects.get(name=events.RESULTS_WRITTEN)
    assert SAID["not_worked"] not in str(event.facts)


def test_two_who_write_at_once_are_told(sugar):
    results = written(sugar)
    written(sugar, version=results.version, summary="Ours")

    with pytest.raises(ValidationError) as refusal:
        written(sugar, version=results.version, summary="Theirs")

    assert refusal.value.code == "conflict"
    assert Results.objects.get().summary == "Ours"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"summary": "x" * 2001}, "summary"),
        ({"licence": "mine"}, "licence"),
        ({"thanks": "Thanks to the patient with NHS number 943 476 5919"}, "thanks"),
        ({"links": [{**FILM, "alternative": ""}]}, "alternative_1"),
        ({"links": [{}, {**FILM, "title": ""}]}, "title_2"),
        ({"links": [{**FILM, "link": ""}]}, "link_1"),
        ({"links": [{**FILM, "link": "javascript:alert(1)"}]}, "link_1"),
        ({"links": [{**FILM, "title": "x" * 201}]}, "title_1"),
        ({"links": [{**FILM, "title": "NHS number 943 476 5919"}]}, "title_1"),
        ({"links": [FILM] * 9}, "title_1"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(sugar, said, field):
    assert set(refused(written, sugar, **said)) == {field}
    assert not Results.objects.exists()


def test_measures_of_others_cannot_be_chosen(sugar):
    assert set(refused(written, sugar, measures=[sugar.falls_harm])) == {"measures"}


# --- publishing ---------------------------------------------------------------------------------------------------


def test_the_first_version_is_published(sugar):
    made = published(sugar)

    assert (made.number, made.published_by) == (1, sugar.esi)
    assert current_version("sugar") == made == version_at("sugar", 1)
    assert collaboratives_with_results() == [sugar.sugar]
    assert Event.objects.get(name=events.RESULTS_PUBLISHED).space == sugar.sugar.pk


@pytest.mark.parametrize("name", ["summary", "not_worked", "limits"])
def test_nothing_is_published_without_what_everybody_must_know(sugar, name):
    assert set(refused(published, sugar, written(sugar, **{name: " "}))) == {name}
    assert not ResultsVersion.objects.exists()


def test_a_correction_is_a_further_version_and_says_why(sugar):
    first = published(sugar)
    corrected = written(sugar, summary="Fewer than we thought.")

    assert refused(published, sugar, corrected) == {"change_reason": ["Say what is different, and why."]}
    second = published(sugar, corrected, change_reason="Two practices counted twice.")

    first.refresh_from_db()
    assert (second.number, second.change_reason) == (2, "Two practices counted twice.")
    assert ToldResults.read(first.told).summary == SAID["summary"]
    assert current_version("sugar") == second
    assert published_versions(sugar.sugar) == [second, first]
    assert Event.objects.filter(name=events.RESULTS_CORRECTED).count() == 1


def test_what_is_published_stays_when_the_record_moves_on(sugar):
    made = published(sugar)
    CycleFactory(team=sugar.clinic, state="doing")

    kept = ToldResults.read(ResultsVersion.objects.get(pk=made.pk).told)

    assert kept.deeds["tests"] == 0


def test_the_same_is_not_published_twice(sugar):
    results = written(sugar)
    published(sugar, results)

    with pytest.raises(ValidationError, match="Nothing is different"):
        published(sugar, results, change_reason="Pressed again")
    with pytest.raises(ValidationError) as refusal:
        published(sugar, results, version=results.version, change_reason="Pressed again")
    assert refusal.value.code == "conflict"


def test_results_are_taken_back_with_a_reason_and_can_be_published_again(sugar):
    results = written(sugar)
    first = published(sugar, results)

    assert set(refused(actions.take_back_results, results=results, reason=" ", by=sugar.esi)) == {"reason"}
    actions.take_back_results(results=results, reason="A practice asked us to.", by=sugar.esi)
    first.refresh_from_db()

    assert first.taken_back_reason == "A practice asked us to."
    assert (current_version("sugar"), collaboratives_with_results()) == (first, [])
    with pytest.raises(ValidationError):
        actions.take_back_results(results=results, reason="Again", by=sugar.esi)
    second = published(sugar, results, change_reason="Without that practice.")
    assert current_version("sugar") == second


def test_there_are_no_results_of_what_is_not_there(world):
    assert (current_version("nowhere"), version_at("nowhere", 1)) == (None, None)


def test_who_may_read_the_draft_and_who_may_publish(sugar):
    chair, director = sugar.stan, sugar.esi
    MembershipFactory(person=chair, space=sugar.sugar, role=Role.CHAIR)
    people = [sugar.again(person) for person in (chair, director, sugar.farah)]

    assert [can_read_draft_results(person, sugar.sugar) for person in people] == [True, True, False]
    assert [can_publish_results(person, sugar.sugar) for person in people] == [False, True, False]
    sugar.sugar.closed_at = timezone.now()
    assert not can_publish_results(people[1], sugar.sugar)
