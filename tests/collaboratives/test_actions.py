"""Collaboratives come into being, write their charter, set goals and take in teams."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db.models import OuterRef

from allteach.collaboratives import actions, events
from allteach.collaboratives.actions import collaboratives
from allteach.collaboratives.models import Charter, CharterVersion, Goal, TeamProfile
from allteach.collaboratives.queries.charters import (
    FrozenGoal,
    charter_of,
    differences,
    end_of,
    frozen_goals,
    said_in,
    term_words,
    versions_of,
    word_changes,
)
from allteach.core.models import Event
from allteach.measures.actions import begin_collaborative, take_up_core
from allteach.measures.models import Measure
from allteach.measures.templates import TEMPLATES
from allteach.spaces.models import Membership, Space
from allteach.spaces.roles import Role

MARCH = date(2025, 3, 1)


@pytest.fixture
def charter(world):
    collaborative = actions.make_collaborative(name="Steady Sugar", by=world.stan)
    return Charter.objects.get(collaborative=collaborative)


@pytest.mark.parametrize("key", TEMPLATES)
def test_a_collaborative_begins_from_every_template(world, key):
    collaborative = begin_collaborative(template=key, name="A new one", by=world.stan)

    assert Membership.objects.get(space=collaborative).role == Role.DIRECTOR
    measures = Measure.objects.filter(in_space=collaborative).select_related("current", "goal")
    assert [measure.title for measure in measures] == [str(row.name) for row in TEMPLATES[key].measures]
    assert all(measure.goal.words == measure.title for measure in measures)
    assert Event.objects.filter(name=events.COLLABORATIVE_BEGUN, space=collaborative.pk).count() == 1


def test_an_unknown_template_is_refused(world):
    with pytest.raises(ValidationError) as refused:
        begin_collaborative(template="magic", name="A new one", by=world.stan)

    assert list(refused.value.error_dict) == ["template"]
    assert Space.objects.count() == 0


def test_two_collaboratives_of_one_name_have_two_addresses_and_codes_that_tell_nothing(world):
    one = actions.make_collaborative(name="Steady Sugar", by=world.stan)
    two = actions.make_collaborative(name="Steady Sugar", by=world.stan)

    assert (one.slug, two.slug) == ("steady-sugar", "steady-sugar-2")
    assert one.code != two.code


def test_a_code_that_is_taken_is_drawn_again(world, monkeypatch):
    drawn = iter("aaaaaaaaaabbbbb")
    monkeypatch.setattr(collaboratives.secrets, "choice", lambda letters: next(drawn))

    codes = [actions.make_collaborative(name="Steady Sugar", by=world.stan).code for _time in range(2)]

    assert codes == ["caaaaa", "cbbbbb"]


@pytest.mark.parametrize(("said", "field"), [({"name": " "}, "name"), ({"is_published_data": True}, "ground")])
def test_a_collaborative_without_a_name_or_a_ground_is_refused(world, said, field):
    with pytest.raises(ValidationError) as refused:
        actions.make_collaborative(**{"name": "Steady Sugar", "by": world.stan, **said})

    assert list(refused.value.error_dict) == [field]
    assert Space.objects.count() == 0


def test_a_charter_is_written_section_by_section(world, charter):
    actions.write_charter(charter=charter, sections={"mission": "Sweet enough"}, by=world.stan)
    draft = actions.write_charter(charter=charter, sections={"aim": "Seven in ten"}, by=world.stan)
    same = actions.write_charter(charter=charter, sections={"aim": "Seven in ten"}, by=world.stan)

    assert draft.sections == {"mission": "Sweet enough", "aim": "Seven in ten"}
    assert same.version == draft.version
    assert "Sweet" not in str(list(Event.objects.values_list("facts", flat=True)))


def test_a_charter_says_when_the_collaborative_begins_and_ends_and_a_new_draft_keeps_it(world, charter):
    sections = {"mission": "Sweet", "aim": "Seven in ten"}
    days = {"begins_on": date(2025, 1, 6), "ends_on": date(2026, 3, 31)}
    actions.write_charter(charter=charter, sections=sections, days=days, by=world.stan)
    first = actions.approve_charter(charter=charter, by=world.stan)

    draft = actions.write_charter(
        charter=charter, sections={}, days={"ends_on": date(2026, 6, 30)}, change_reason="More time", by=world.stan
    )

    assert (draft.number, draft.begins_on, draft.ends_on) == (2, date(2025, 1, 6), date(2026, 6, 30))
    assert said_in(first, "calendar") == "From 6 January 2025 to 31 March 2026."
    assert [change.section.key for change in differences(first, draft)] == ["calendar"]


@pytest.mark.parametrize(
    ("begins_on", "ends_on", "words"),
    [
        (None, None, ""),
        (date(2025, 1, 6), None, "From 6 January 2025."),
        (None, date(2026, 3, 31), "Until 31 March 2026."),
    ],
)
def test_what_is_known_of_the_days_is_said(begins_on, ends_on, words):
    assert term_words(begins_on, ends_on) == words


def test_a_collaborative_ends_on_the_day_of_its_newest_approved_charter(world, charter):
    sections = {"mission": "Sweet", "aim": "Seven in ten"}
    actions.write_charter(charter=charter, sections=sections, days={"ends_on": date(2026, 3, 31)}, by=world.stan)
    actions.approve_charter(charter=charter, by=world.stan)
    actions.write_charter(charter=charter, sections={}, days={"ends_on": date(2027, 1, 1)}, by=world.stan)
    other = actions.make_collaborative(name="No charter yet", by=world.stan)

    ends = dict(Space.objects.annotate(end=end_of(OuterRef("pk"))).values_list("pk", "end"))

    assert ends == {charter.collaborative_id: date(2026, 3, 31), other.pk: None}


def test_a_collaborative_cannot_end_before_it_begins(world, charter):
    days = {"begins_on": date(2025, 3, 1), "ends_on": date(2025, 2, 1)}
    with pytest.raises(ValidationError) as refused:
        actions.write_charter(charter=charter, sections={}, days=days, by=world.stan)

    assert list(refused.value.error_dict) == ["ends_on"]
    assert CharterVersion.objects.get().ends_on is None


def test_two_writers_of_the_days_are_shown_both(world, charter):
    seen = actions.write_charter(charter=charter, sections={"aim": "One"}, by=world.stan).version
    june, july = {"ends_on": date(2026, 6, 30)}, {"ends_on": date(2026, 7, 31)}
    actions.write_charter(charter=charter, sections={}, days=june, version=seen, by=world.stan)

    with pytest.raises(ValidationError) as refused:
        actions.write_charter(charter=charter, sections={}, days=july, version=seen, by=world.stan)

    assert refused.value.params["clashes"] == {
        "calendar": {"theirs": "Until 30 June 2026.", "yours": "Until 31 July 2026."}
    }


def test_goals_frozen_with_a_charter_are_read_as_they_stood(world, charter):
    actions.write_charter(charter=charter, sections={"mission": "Sweet", "aim": "Seven in ten"}, by=world.stan)
    goal = actions.set_goal(
        space=charter.collaborative,
        words="Feet",
        target=Decimal(75),
        baseline=Decimal(41),
        reach_by=date(2026, 3, 31),
        holds_from=MARCH,
        by=world.stan,
    )
    Goal.objects.create(space=goal.space, words="No target yet")
    approved = actions.approve_charter(charter=charter, by=world.stan)
    Goal.objects.filter(pk=goal.pk).update(words="Feet and toes")

    assert frozen_goals(approved) == [
        FrozenGoal("Feet", Decimal(41), Decimal(75), date(2026, 3, 31)),
        FrozenGoal("No target yet", None, None, None),
    ]


def test_only_sections_that_are_typed_can_be_written(world, charter):
    with pytest.raises(ValidationError):
        actions.write_charter(charter=charter, sections={"goals": "Many"}, by=world.stan)


def test_two_writers_of_one_section_are_shown_both_texts(world, charter):
    seen = actions.write_charter(charter=charter, sections={"aim": "One"}, by=world.stan).version
    actions.write_charter(charter=charter, sections={"aim": "Two"}, version=seen, by=world.stan)

    with pytest.raises(ValidationError) as refused:
        actions.write_charter(charter=charter, sections={"aim": "Three"}, version=seen, by=world.stan)

    assert refused.value.code == "conflict"
    assert refused.value.params["clashes"] == {"aim": {"theirs": "Two", "yours": "Three"}}


def test_two_writers_of_the_same_words_do_not_clash(world, charter):
    seen = actions.write_charter(charter=charter, sections={"aim": "One"}, by=world.stan).version
    theirs = actions.write_charter(charter=charter, sections={"aim": "Two"}, version=seen, by=world.stan)

    same = actions.write_charter(charter=charter, sections={"aim": "Two"}, version=seen, by=world.stan)

    assert (same, same.version) == (theirs, theirs.version)


def test_two_writers_of_one_goal_are_told(world, charter):
    feet = {"space": charter.collaborative, "target": Decimal(75), "holds_from": MARCH, "by": world.stan}
    goal = actions.set_goal(words="Feet", **feet)
    actions.set_goal(goal=goal, words="Feet checked", version=goal.version, **feet)

    with pytest.raises(ValidationError) as refused:
        actions.set_goal(goal=goal, words="Feet seen", version=goal.version, **feet)

    assert refused.value.code == "conflict"
    assert Goal.objects.get(pk=goal.pk).words == "Feet checked"


def test_an_approved_charter_saved_as_it_is_gets_a_draft_only_for_goals_set_since(world, charter):
    actions.write_charter(charter=charter, sections={"mission": "Sweet", "aim": "Seven in ten"}, by=world.stan)
    approved = actions.approve_charter(charter=charter, by=world.stan)

    same = actions.write_charter(charter=charter, sections={"aim": "Seven in ten"}, by=world.stan)
    actions.set_goal(space=charter.collaborative, words="Feet", target=Decimal(75), holds_from=MARCH, by=world.stan)
    draft = actions.write_charter(charter=charter, sections={"aim": "Seven in ten"}, by=world.stan)

    assert (same, same.version) == (approved, approved.version)
    assert (draft.number, draft.approved_at) == (2, None)


def test_a_goal_saved_as_it_is_begins_no_new_target(world, charter):
    feet = {"space": charter.collaborative, "words": "Feet", "by": world.stan}
    goal = actions.set_goal(target=Decimal(75), holds_from=MARCH, **feet)
    later = date(2025, 6, 1)

    same = actions.set_goal(goal=goal, target=Decimal(75), holds_from=later, **feet)
    other = actions.set_goal(goal=goal, target=Decimal(80), holds_from=later, **feet)

    assert (same.version, other.version) == (goal.version, goal.version + 1)
    assert [(target.value, target.holds_from) for target in goal.targets.order_by("holds_from")] == [
        (75, MARCH),
        (80, later),
    ]


def test_an_approved_charter_is_frozen_with_its_goals(world, charter):
    actions.write_charter(charter=charter, sections={"mission": "Sweet enough", "aim": "Seven in ten"}, by=world.stan)
    actions.set_goal(space=charter.collaborative, words="Feet", target=Decimal(75), holds_from=MARCH, by=world.stan)

    approved = actions.approve_charter(charter=charter, by=world.stan)
    draft = actions.write_charter(
        charter=charter, sections={"aim": "Eight in ten"}, change_reason="Bolder", by=world.stan
    )

    assert approved.goals == [
        {"words": "Feet", "baseline": None, "targets": [{"value": "75", "from": "2025-03-01", "by": None}]}
    ]
    assert (draft.number, draft.approved_at) == (2, None)
    assert CharterVersion.objects.get(number=1).sections["aim"] == "Seven in ten"
    [change] = differences(approved, draft)
    assert [(piece.words, piece.change) for piece in change.pieces] == [
        ("Seven ", "gone"),
        ("Eight ", "new"),
        ("in ten", "same"),
    ]
    assert [version.number for version in versions_of(charter)] == [2, 1]


def test_a_charter_is_approved_when_it_says_what_for_and_as_it_was_read(world, charter):
    with pytest.raises(ValidationError) as unsaid:
        actions.approve_charter(charter=charter, by=world.stan)
    draft = actions.write_charter(charter=charter, sections={"mission": "Sweet", "aim": "Seven"}, by=world.stan)
    with pytest.raises(ValidationError) as changed:
        actions.approve_charter(charter=charter, version=draft.version - 1, by=world.stan)
    actions.approve_charter(charter=charter, version=draft.version, by=world.stan)
    with pytest.raises(ValidationError):
        actions.approve_charter(charter=charter, by=world.stan)

    assert list(unsaid.value.error_dict) == ["mission"]
    assert changed.value.code == "conflict"


def test_differences_are_found_in_added_and_lost_words():
    assert word_changes("", "All new") == word_changes("", "All new")
    assert [(piece.words, piece.change) for piece in word_changes("Gone", "")] == [("Gone", "gone")]


def test_people_of_the_collaborative_read_its_charter(world):
    actions.make_collaborative(name="Other", by=world.stan)
    collaborative = actions.make_collaborative(name="Steady", by=world.farah)

    assert charter_of(collaborative, seen_by=world.again(world.farah)) is not None
    assert charter_of(collaborative, seen_by=world.again(world.stan)) is None


def test_a_goal_keeps_the_targets_it_had(world):
    goal = actions.set_goal(space=world.falls, words="Feet", target=Decimal(70), holds_from=MARCH, by=world.esi)

    actions.set_goal(
        space=world.falls, goal=goal, words="Feet", target=Decimal(80), holds_from=date(2025, 9, 1), by=world.esi
    )

    assert [target.value for target in goal.targets.all()] == [70, 80]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"words": ""}, "words"),
        ({"target": Decimal(5)}, "holds_from"),
        ({"holds_from": MARCH, "reach_by": date(2025, 1, 1)}, "reach_by"),
    ],
)
def test_a_goal_that_cannot_be_is_refused(world, said, field):
    with pytest.raises(ValidationError) as refused:
        actions.set_goal(**{"space": world.falls, "words": "Feet", "by": world.esi, **said})

    assert list(refused.value.error_dict) == [field]
    assert Goal.objects.count() == 0


def test_a_team_joins_with_its_organisation_and_profile(world):
    team = actions.add_team(
        collaborative=world.falls, name="Ward 11", organisation="Hill Hospital", region="North", by=world.esi
    )
    other = actions.add_team(collaborative=world.falls, name="Ward 12", organisation="hill hospital", by=world.esi)
    alone = actions.add_team(collaborative=world.falls, name="Corner House", by=world.esi)

    assert (team.slug, team.parent, team.profile.region) == ("ward-11", world.falls, "North")
    assert team.organisation == other.organisation
    assert alone.organisation.name == "Corner House"


@pytest.mark.parametrize("name", ["", "ward 7"])
def test_a_team_without_a_name_of_its_own_is_refused(world, name):
    assert world.ward_7

    with pytest.raises(ValidationError) as refused:
        actions.add_team(collaborative=world.falls, name=name, by=world.esi)

    assert list(refused.value.error_dict) == ["name"]


def test_two_organisations_of_like_names_have_two_addresses(world):
    actions.add_team(collaborative=world.falls, name="North", organisation="Hill House", by=world.esi)
    team = actions.add_team(collaborative=world.falls, name="South", organisation="Hill-House", by=world.esi)

    assert team.organisation.slug == "hill-house-2"


def test_a_profile_is_changed_once_and_the_second_writer_is_told(world):
    changed = actions.change_profile(team=world.ward_7, version=1, region="North", by=world.amina)
    same = actions.change_profile(team=world.ward_7, region="North", by=world.amina)

    with pytest.raises(ValidationError) as refused:
        actions.change_profile(team=world.ward_7, version=1, region="South", by=world.ben)
    with pytest.raises(ValueError, match="no colour"):
        actions.change_profile(team=world.ward_7, colour="red", by=world.ben)

    assert (changed.version, same.version) == (2, 2)
    assert refused.value.code == "conflict"


def test_a_team_leaves_for_a_reason_and_may_come_back(world):
    actions.change_profile(team=world.ward_7, joined_on=MARCH, by=world.esi)
    with pytest.raises(ValidationError) as unsaid:
        actions.withdraw_team(team=world.ward_7, on=MARCH, reason="", by=world.esi)
    with pytest.raises(ValidationError) as early:
        actions.withdraw_team(team=world.ward_7, on=date(2025, 1, 1), reason="No staff", by=world.esi)

    actions.withdraw_team(team=world.ward_7, on=date(2025, 6, 1), reason="No staff", by=world.esi)
    with pytest.raises(ValidationError):
        actions.withdraw_team(team=world.ward_7, on=date(2025, 6, 1), reason="No staff", by=world.esi)
    back = actions.return_team(team=world.ward_7, by=world.esi)
    actions.return_team(team=world.ward_7, by=world.esi)

    assert (list(unsaid.value.error_dict), list(early.value.error_dict)) == (["reason"], ["on"])
    assert back.withdrawn_on is None
    assert TeamProfile.objects.get(team=world.ward_7).withdrawn_reason == ""
    assert Event.objects.filter(name=events.TEAM_RETURNED).count() == 1


def test_a_new_team_takes_up_what_all_teams_report(world):
    assert world.falls_harm

    taken = take_up_core(team=world.ward_9, by=world.esi)

    assert [team_measure.measure for team_measure in taken] == [world.falls_harm]
