"""Kept changes and aims, as people meet them on pages."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from allteach.improvement import actions
from allteach.improvement.models import AimAgreement, AimVersion, ChangeIdea, ImplementedChange
from allteach.spaces.models import DataAgreement
from tests.factories import AimFactory, ChangeIdeaFactory, CycleFactory, ImplementedChangeFactory

WARD_7 = ["ward-7"]


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def amina(client, world):
    client.force_login(world.amina.account)
    return client


@pytest.fixture
def change(world):
    kept = ImplementedChangeFactory(team=world.ward_7, title="Rails down", kept_on=date(2025, 6, 2))
    kept.charts.add(world.ward_7_falls)
    return kept


def kept_answers(world, **said):
    return {
        "title": "Rails down at night",
        "kept_on": "2025-06-02",
        "owner_post": "Ward manager",
        "charts": [world.ward_7_falls.pk],
        "form_key": "one",
        "status": "in_place",
        **said,
    }


# --- kept changes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [1, 3])
def test_kept_changes_are_as_cheap_for_three_as_for_one(amina, world, django_assert_num_queries, n):
    for _ in range(n):
        kept = ImplementedChangeFactory(team=world.ward_7, scope_done=7, scope_total=9, scope_unit="nurses")
        kept.charts.add(world.ward_7_falls)

    with django_assert_num_queries(8):  # session, account, person, memberships, spaces, team, changes, charts
        response = amina.get(reverse("improvement:changes", args=WARD_7))

    assert text(response).count("7 of 9 nurses") == n


def test_a_team_that_kept_nothing_is_shown_how(client, world):
    client.force_login(world.amina.account)
    assert "Add a change you keep" in text(client.get(reverse("improvement:changes", args=WARD_7)))

    client.force_login(world.esi.account)
    said = text(client.get(reverse("improvement:changes", args=WARD_7)))
    assert "Nothing kept yet" in said
    assert "Add a change you keep" not in said


def test_a_change_that_no_test_led_to_is_added_and_becomes_an_idea(amina, world):
    asked = text(amina.get(reverse("improvement:implement_change", args=WARD_7)))

    response = amina.post(reverse("improvement:implement_change", args=WARD_7), kept_answers(world), follow=True)

    assert "What is done now?" in asked
    assert "This is how you work now" in text(response)
    assert ChangeIdea.objects.get().title == "Rails down at night"


def test_a_change_carries_the_idea_that_was_chosen(amina, world):
    idea = ChangeIdeaFactory(space=world.falls)

    amina.post(reverse("improvement:implement_change", args=WARD_7), kept_answers(world, change_idea=idea.pk))

    assert ImplementedChange.objects.get().change_idea == idea


def test_a_change_without_a_chart_is_refused_beside_the_question(amina, world):
    response = amina.post(reverse("improvement:implement_change", args=WARD_7), kept_answers(world, charts=[]))

    assert "Choose a chart that will show whether it holds." in text(response)
    assert 'value="Rails down at night"' in text(response)


def test_a_kept_change_tells_how_far_it_is_and_where_it_came_from(amina, world):
    cycle = CycleFactory(team=world.ward_7, title="Rails")
    kept = ImplementedChangeFactory(
        team=world.ward_7, from_cycle=cycle, standard_work="Rails stay down.", check_on=date(2025, 12, 1)
    )

    said = text(amina.get(reverse("improvement:change", args=["ward-7", kept.number])))

    for words in ("Rails stay down.", "1 December 2025", "Cycle 1: Rails", "In place"):
        assert words in said


def test_a_test_that_others_may_not_see_is_not_named_to_them(client, world):
    kept = ImplementedChangeFactory(team=world.ward_7, from_cycle=CycleFactory(team=world.ward_7, title="Secret plan"))
    client.force_login(world.esi.account)

    said = text(client.get(reverse("improvement:change", args=["ward-7", kept.number])))

    assert "Secret plan" not in said


def test_a_kept_change_says_that_it_lapsed(amina, world, change):
    asked = text(amina.get(reverse("improvement:revise_change", args=["ward-7", change.number])))

    response = amina.post(
        reverse("improvement:revise_change", args=["ward-7", change.number]),
        kept_answers(
            world, status="lapsed", over_on="2025-08-04", status_reason="New staff were not told", version="1"
        ),
        follow=True,
    )

    assert "How does it stand?" in asked
    assert "Lapsed" in text(response)
    assert "New staff were not told" in text(response)
    assert "Not any more since" in text(response)


def test_a_check_that_is_due_stands_in_the_list(amina, world):
    ImplementedChangeFactory(team=world.ward_7, check_on=date(2025, 12, 1))

    assert "Check whether it holds" in text(amina.get(reverse("improvement:changes", args=WARD_7)))


def test_two_who_revise_at_once_see_both_texts(amina, world, change):
    actions.revise_implemented_change(change=change, training="Everybody", scope_done=1, scope_total=9, by=world.ben)

    clash = amina.post(
        reverse("improvement:revise_change", args=["ward-7", change.number]),
        kept_answers(world, training="Nobody", charts=[], version="1"),
    )

    assert clash.status_code == 409
    said = text(clash)
    assert "Ben changed this while you were writing" in said
    assert "Who was shown how: Everybody" in said
    assert "Who was shown how: Nobody" in said
    assert "Which charts show whether it holds? Falls with harm" in said
    assert "Which charts show whether it holds? nothing" in said


# --- aim -----------------------------------------------------------------------------------------------------------

AIM = {
    "what_improves": "reduce falls with harm",
    "for_whom": "patients on Ward 7",
    "baseline_value": "6",
    "target_value": "3",
    "unit": "per 1,000 bed days",
    "by_when_day": "30",
    "by_when_month": "6",
    "by_when_year": "2027",
}
AIM_PAGE = "improvement:aim"


def test_a_team_without_an_aim_is_shown_how_to_write_one(client, world):
    client.force_login(world.amina.account)
    assert "Write it" in text(client.get(reverse(AIM_PAGE, args=WARD_7)))

    client.force_login(world.esi.account)
    said = text(client.get(reverse(AIM_PAGE, args=WARD_7)))
    assert "No aim yet" in said
    assert "Write it" not in said


def test_an_aim_is_written_and_read_as_one_sentence_with_what_could_be_clearer(amina, world):
    asked = text(amina.get(reverse("improvement:write_aim", args=WARD_7)))

    response = amina.post(
        reverse("improvement:write_aim", args=WARD_7),
        {**AIM, "measure": world.falls_harm.pk, "version": "0"},
        follow=True,
    )

    assert "What changed, and why" not in asked
    said = text(response)
    assert "By 30 June 2027 we will reduce falls with harm for patients on Ward 7" in said
    assert "Falls with harm" in said
    assert "Say why it matters to patients" in said
    assert "Version 1" in said
    assert "How it was worded" not in said


def test_a_clear_aim_gets_a_word_of_praise(amina, world):
    actions.write_aim(
        team=world.ward_7,
        what_improves="reduce falls with harm",
        for_whom="patients",
        measure=world.falls_harm,
        baseline_value=Decimal(6),
        target_value=Decimal(3),
        unit="%",
        by_when=timezone.localdate() + timedelta(days=400),
        why_it_matters="Nobody wants to fall.",
        by=world.amina,
    )

    said = text(amina.get(reverse(AIM_PAGE, args=WARD_7)))

    assert "Specific, measurable, achievable, relevant and time-bound." in said
    assert "Nobody wants to fall." in said


def test_a_new_wording_asks_why_and_the_old_one_stays_in_sight(amina, world):
    amina.post(reverse("improvement:write_aim", args=WARD_7), AIM)

    refused = amina.post(reverse("improvement:write_aim", args=WARD_7), {**AIM, "target_value": "2"})
    written = amina.post(
        reverse("improvement:write_aim", args=WARD_7),
        {**AIM, "target_value": "2", "change_reason": "Half way", "version": "1"},
        follow=True,
    )

    assert "Say what changed, and why" in text(refused)
    said = text(written)
    assert "How it was worded" in said
    assert "Half way" in said
    assert "to 3 per 1,000 bed days" in said


def test_an_aim_without_what_how_much_or_when_is_refused_and_what_was_typed_stays(amina, world):
    response = amina.post(
        reverse("improvement:write_aim", args=WARD_7), {**AIM, "target_value": "lots", "by_when_month": "2"}
    )

    said = text(response)
    assert "Write a number" in said
    assert "There is no such day" in said
    assert 'value="lots"' in said
    assert AimVersion.objects.count() == 0


def test_two_who_write_the_aim_at_once_see_both_texts(amina, world):
    amina.get(reverse("improvement:write_aim", args=WARD_7))
    actions.write_aim(
        team=world.ward_7,
        what_improves="reduce falls",
        target_value=Decimal(1),
        by_when=date(2027, 6, 30),
        by=world.ben,
    )

    clash = amina.post(reverse("improvement:write_aim", args=WARD_7), {**AIM, "version": "0"})

    assert clash.status_code == 409
    said = text(clash)
    assert "Ben changed this while you were writing" in said
    assert "What will improve: reduce falls with harm" in said


def test_people_agree_with_their_doubts_beside(amina, world):
    AimFactory(team=world.ward_7)
    asked = text(amina.get(reverse(AIM_PAGE, args=WARD_7)))

    response = amina.post(
        reverse("improvement:agree_to_aim", args=WARD_7),
        {"perspective": "clinician", "dissent": "Two is too few"},
        follow=True,
    )

    assert "I agree" in asked
    said = text(response)
    assert "Your agreement stands beside the aim." in said
    assert "Two is too few" in said
    assert "I agree" not in said


def test_an_agreement_that_is_refused_keeps_what_was_typed(amina, world):
    AimFactory(team=world.ward_7)

    response = amina.post(
        reverse("improvement:agree_to_aim", args=WARD_7), {"perspective": "martian", "dissent": "Two is too few"}
    )

    assert "Choose one of the answers." in text(response)
    assert "Two is too few" in text(response)
    assert AimAgreement.objects.count() == 0


def test_where_a_team_is_known_by_code_nobody_who_agreed_is_named(client, world):
    world.gil  # noqa: B018 - of a team beside
    aim = AimFactory(team=world.clinic)
    actions.agree_to_aim(aim=aim, dissent="Too few", by=world.farah)
    DataAgreement.objects.update(names_teams=False)
    client.force_login(world.gil.account)

    said = text(client.get(reverse(AIM_PAGE, args=["tclinic"])))

    assert "Somebody of the team" in said
    assert "Too few" in said
    assert "Farah" not in said
