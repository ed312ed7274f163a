"""What people see of how changes spread, and how a plan comes about."""

from datetime import date

import pytest
from django.urls import reverse

from allteach.improvement import actions
from allteach.improvement.models import RatingSheet, SpreadPlan, SpreadStep
from allteach.spaces.roles import Role
from tests.factories import AccountFactory, ImplementedChangeFactory, MembershipFactory, SpreadPlanFactory
from tests.web.access_spread import RATE, READY, START, WRITE


@pytest.fixture
def amina(client, world):
    world.everybody()
    client.force_login(world.amina.account)
    return client


@pytest.fixture
def plan(world):
    plan = SpreadPlanFactory(team=world.ward_7, title="Goal card", **READY)
    actions.name_units(plan=plan, names=["Room 1", "Room 2"], by=world.amina)
    return plan


def address(page="spread_plan", *more):
    return reverse(f"improvement:{page}", args=["ward-7", 1, *more])


def read(response):
    return response.content.decode()


def test_without_a_plan_the_page_says_what_one_is(amina):
    page = read(amina.get(reverse("improvement:spread", args=["ward-7"])))

    assert "A plan says how it reaches all" in page
    assert reverse("improvement:start_spread_plan", args=["ward-7"]) in page


def test_a_plan_is_begun_from_a_kept_change(amina, world):
    kept = ImplementedChangeFactory(team=world.ward_7, title="Rails down", scope_total=9, scope_unit="rooms")
    new = reverse("improvement:start_spread_plan", args=["ward-7"])
    shown = amina.get(f"{new}?change={kept.number}").context["form"]
    assert [shown[name].value() for name in ("title", "units_in_all", "unit_word", "kept_change")] == [
        *("Rails down", 9, "rooms", kept.pk)
    ]

    response = amina.post(new, {**START, "kept_change": kept.pk})

    assert response["Location"] == address()
    assert SpreadPlan.objects.get().change_idea == kept.change_idea


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"aim_units": "10"}, "aim_units", "10 of 9 cannot be. Is one of the two a slip?"),
        ({"reach_by": "2025-02-01"}, "reach_by", "This is not after the day on which it begins."),
        ({"units_in_all": "many"}, "units_in_all", "Write a whole number, for example 12."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_what_was_typed_stays(amina, given, field, words):
    response = amina.post(reverse("improvement:start_spread_plan", args=["ward-7"]), {**START, **given})

    assert response.context["form"].errors == {field: [words]}
    assert 'value="Goal card"' in read(response)


def test_the_plan_shows_its_chart_its_units_and_what_is_not_written_yet(amina, world, plan):
    unit = plan.units.first()
    actions.move_unit(unit=unit, state="adopted", on=date(2025, 4, 1), aware_on=date(2025, 3, 10), by=world.amina)

    page = read(amina.get(address()))

    assert "One of 9 clinicians works this way" in page
    assert "1 April 2025" in page
    assert address("move_unit", 2) in page
    assert "What will we say, first and later, by which ways, and who says it? Not written yet." in page


def test_the_seven_components_are_written_on_one_page(amina, plan):
    form = read(amina.get(address("revise_spread_plan")))
    assert form.count("<legend") >= 7

    amina.post(address("revise_spread_plan"), {**WRITE, "messages": "It is quicker", "version": "1"})

    assert SpreadPlan.objects.get().messages == "It is quicker"
    assert "It is quicker" in read(amina.get(address()))


def test_two_who_write_at_once_see_both(amina, world, plan):
    actions.revise_spread_plan(plan=plan, messages="Theirs", by=world.ben)

    response = amina.post(address("revise_spread_plan"), {**WRITE, "messages": "Mine", "version": "1"})

    assert response.status_code == 409
    assert "Theirs" in read(response)


def test_a_plan_that_is_not_ready_says_what_is_missing(amina, plan):
    SpreadPlan.objects.update(core_components="")

    response = amina.post(address("propose_spread_plan"))

    assert response.status_code == 200
    assert "Say what must stay as it is." in read(response)


def test_the_sponsor_approves_what_the_team_put_forward(amina, client, world, plan):
    sponsor = AccountFactory().person
    MembershipFactory(space=world.ward_7, role=Role.SPONSOR, person=sponsor)
    assert "Put it forward" in read(amina.get(address()))
    amina.post(address("propose_spread_plan"))

    client.force_login(sponsor.account)
    page = read(client.get(address()))
    assert "Approve the plan" in page
    assert address("revise_spread_plan") not in page
    client.post(address("approve_spread_plan"))

    plan.refresh_from_db()
    assert (plan.state, plan.approved_by) == ("approved", sponsor)


def test_more_units_than_there_are_are_refused_and_stay_typed(amina, plan):
    names = "\n".join(f"Room {number}" for number in range(3, 12))

    response = amina.post(address("name_units"), {"names": names})

    assert response.context["form"].errors == {"names": ["The plan is for 9, so there is room for 7 more."]}
    assert "Room 11" in read(response)


def test_a_unit_goes_a_step_and_whoever_jumps_is_asked_since_when_they_knew(amina, plan):
    sent = {"state": "adopted", "on": "2025-04-01"}
    response = amina.post(address("move_unit", 1), sent)
    assert response.context["form"].errors == {
        "aware_on": ["Say since when they have known of it: nobody works this way before."]
    }

    amina.post(address("move_unit", 1), {**sent, "aware_on": "2025-03-10"})

    assert list(SpreadStep.objects.values_list("state", flat=True)) == ["aware", "adopted"]
    assert "aware_on" not in amina.get(address("move_unit", 1)).context["form"].fields


def test_a_slip_is_taken_back(amina, world, plan):
    actions.move_unit(unit=plan.units.first(), state="aware", on=date(2025, 4, 1), by=world.amina)

    amina.post(address("take_back_step", 1))
    again = amina.post(address("take_back_step", 1))

    assert not SpreadStep.objects.exists()
    assert "Nothing was said of it yet." in read(again)


def test_a_low_answer_asks_for_a_test_before_more_persuasion(amina, world, plan):
    for _ in range(5):
        amina.post(address("rate_spread_plan"), {**RATE, "trialability": "2", "is_on_paper": "on"})

    page = read(amina.get(address()))

    assert page.count("Test before you persuade") == 1
    assert "2, everybody alike" in page
    assert "5 people answered." in page


def test_few_answers_are_only_counted(amina, plan):
    assert "Nobody has answered yet. It is shown once 5 people have." in read(amina.get(address()))

    amina.post(address("rate_spread_plan"), {**RATE, "trialability": "1"})

    page = read(amina.get(address()))
    assert "One person has answered." in page
    assert "everybody alike" not in page
    assert RatingSheet.objects.count() == 1


def test_a_hole_in_the_answers_is_asked_for(amina, plan):
    response = amina.post(address("rate_spread_plan"), {key: said for key, said in RATE.items() if key != "simplicity"})

    assert list(response.context["form"].errors) == ["simplicity"]
    assert not RatingSheet.objects.exists()


def test_the_collaborative_sees_what_its_teams_put_forward(client, world, plan):
    world.everybody()
    client.force_login(world.esi.account)
    of_all = reverse("improvement:spread_of_teams", args=["falls"])
    assert "Nothing spreads yet" in read(client.get(of_all))

    actions.propose_spread_plan(plan=plan, by=world.amina)

    assert "0 of 9 clinicians" in read(client.get(of_all))


def test_a_rate_is_told_once_there_is_one(amina, world, plan):
    first, second = plan.units.all()
    actions.move_unit(unit=first, state="adopted", on=date(2025, 4, 1), aware_on=date(2025, 3, 12), by=world.amina)
    actions.move_unit(unit=second, state="adopted", on=date(2025, 4, 2), aware_on=date(2025, 3, 12), by=world.amina)

    page = read(amina.get(reverse("improvement:spread", args=["ward-7"])))

    assert "Half of them needed 20 days at most from knowing of it to doing it." in page
    assert "0.3 more a month." in page
