"""What people see of the ideas that a collaborative gathers."""

from datetime import date

import pytest
from django.urls import reverse

from allteach.improvement import actions
from allteach.improvement.models import ChangeIdea, Cycle
from tests.factories import ChangeIdeaFactory, CycleFactory, ImplementedChangeFactory

TOLD = {
    "title": "Goal card",
    "plain_summary": "The patient writes a goal on a card.",
    "driver": "Patients set their own goals",
    "first_test": "One card with one patient on Tuesday",
    "care_element": "self_management_support",
    "evidence": "promising",
    "origin": "patient",
    "form_key": "one",
}


@pytest.fixture
def farah(client, world):
    world.everybody()
    client.force_login(world.farah.account)
    return client


@pytest.fixture
def card(world):
    return ChangeIdeaFactory(space=world.sugar, title="Goal card", driver="Goals of their own", owner=world.gil)


def closed(team, idea, by, decision, rationale):
    cycle = CycleFactory(team=team, change_idea=idea)
    return actions.close_cycle(
        cycle=cycle,
        observations="x",
        outcomes=[{"outcome": "better"}],
        what_we_learned="Short is good",
        decision=decision,
        rationale=rationale,
        started_on=date(2025, 3, 3),
        ended_on=date(2025, 3, 4),
        by=by,
    )


def test_without_ideas_the_page_says_what_one_is_and_how_to_add_it(farah, world):
    page = farah.get(reverse("improvement:ideas", args=["sugar"])).content.decode()

    assert "An idea is one thing a team can try next week." in page
    assert reverse("improvement:add_change_idea", args=["sugar"]) in page


def test_an_idea_that_is_only_its_title_says_it_once(farah, world):
    ChangeIdeaFactory(space=world.sugar, title="Shoes off first", plain_summary="Shoes off first", owner=world.gil)

    page = farah.get(reverse("improvement:ideas", args=["sugar"])).content.decode()

    assert page.count("Shoes off first") == 1


def test_the_idea_of_a_kept_change_is_left_out_on_a_phone(farah, world):
    idea = ChangeIdeaFactory(space=world.sugar, title="Shoes off first", owner=world.gil)
    ImplementedChangeFactory(team=world.clinic, change_idea=idea)

    page = farah.get(reverse("improvement:ideas", args=["sugar"])).content.decode()

    assert '<td data-label="Idea" class="at-wide">Shoes off first</td>' in page


def test_an_idea_is_told_once_with_all_that_another_team_needs(farah, world):
    address = reverse("improvement:add_change_idea", args=["sugar"])

    answers = [farah.post(address, TOLD) for _ in range(2)]

    idea = ChangeIdea.objects.get()
    assert answers[0].url == reverse("improvement:idea", args=["sugar", idea.pk])
    assert [answer.status_code for answer in answers] == [302, 200]
    kept = {name: getattr(idea, name) for name in TOLD.keys() - {"form_key"}}
    assert kept == {name: words for name, words in TOLD.items() if name != "form_key"}


def test_an_idea_without_words_is_asked_for_them_and_nothing_typed_is_lost(farah, world):
    page = farah.post(reverse("improvement:add_change_idea", args=["sugar"]), {**TOLD, "plain_summary": ""})

    assert "Error:" in page.content.decode().split("</title>")[0]
    assert "One card with one patient on Tuesday" in page.content.decode()
    assert ChangeIdea.objects.count() == 0


def test_the_list_says_who_tried_an_idea_and_what_became_of_it(farah, world, card):
    closed(world.clinic, card, world.farah, "adopt", "It helps")
    closed(world.surgery, card, world.gil, "abandon", "No room")
    ImplementedChangeFactory(team=world.surgery, change_idea=card)

    page = " ".join(farah.get(reverse("improvement:ideas", args=["sugar"])).content.decode().split())

    assert "2 teams tried it, one tests it now, one kept it" in page
    assert "Adopted 1, abandoned 1" in page
    assert "Goals of their own" in page


def test_an_idea_shows_what_each_team_says_of_it_and_why_some_let_it_go(farah, world, card):
    closed(world.surgery, card, world.gil, "abandon", "No room in the evening")

    page = farah.get(reverse("improvement:idea", args=["sugar", card.pk])).content.decode()

    assert "No room in the evening" in page
    assert "Short is good" in page
    assert ">Surgery</a>" in page


def test_a_test_of_an_idea_starts_from_its_page_with_the_idea_chosen(farah, world, card):
    page = farah.get(reverse("improvement:idea", args=["sugar", card.pk])).content.decode()
    start = f"{reverse('improvement:start_cycle', args=['clinic'])}?idea={card.pk}"
    assert start in page

    asked = farah.get(start)
    assert asked.context["form"]["change_idea"].value() == card.pk
    said = {"title": "One card", "prediction": "5 minutes", "planned_end_on": "2026-03-14", "form_key": "a"}
    farah.post(start, {**said, "change_idea": card.pk})

    assert Cycle.objects.get().change_idea == card


def test_of_an_idea_that_did_harm_the_page_warns_before_the_rest(farah, world, card):
    ChangeIdea.objects.filter(pk=card.pk).update(evidence="harmful")

    page = farah.get(reverse("improvement:idea", args=["sugar", card.pk])).content.decode()

    assert "Ask those who tried it what they would do differently." in page


def test_two_who_tell_an_idea_better_at_once_lose_nothing(client, world, card):
    world.everybody()
    client.force_login(world.gil.account)
    address = reverse("improvement:revise_change_idea", args=["sugar", card.pk])
    said = {name: words for name, words in TOLD.items() if name != "form_key"}
    client.post(address, {**said, "version": "1", "driver": "Mine"})

    clash = client.post(address, {**said, "version": "1", "driver": "Yours"})

    page = clash.content.decode()
    assert clash.status_code == 409
    assert "Mine" in page
    assert "Yours" in page
    assert client.post(address, {**said, "version": "2", "driver": "Yours"}).status_code == 302
    assert ChangeIdea.objects.get().driver == "Yours"


def test_what_others_only_plan_is_not_counted(farah, world, card):
    CycleFactory(team=world.surgery, change_idea=card)

    page = farah.get(reverse("improvement:ideas", args=["sugar"])).content.decode()

    assert "Nobody yet" in page


def test_the_page_of_a_test_leads_to_its_idea(farah, world, card):
    cycle = CycleFactory(team=world.clinic, change_idea=card)

    page = farah.get(reverse("improvement:cycle", args=["clinic", cycle.number])).content.decode()

    assert reverse("improvement:idea", args=["sugar", card.pk]) in page
