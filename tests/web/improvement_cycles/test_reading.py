"""Tests of change on pages: what a page tells of one, and the ramp."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from allteach.improvement import actions
from allteach.improvement.models import Cycle
from allteach.spaces.models import DataAgreement
from tests.factories import (
    ChangeIdeaFactory,
    CycleFactory,
    ImplementedChangeFactory,
    MeasureFactory,
    TeamMeasureFactory,
)
from tests.web.improvement_cycles.words import MARCH_3, MARCH_14, page_of, text

# --- what a page tells ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [1, 3])
def test_the_page_of_a_test_is_as_cheap_with_three_steps_charts_and_others_as_with_one(
    amina, world, django_assert_num_queries, n
):
    idea = ChangeIdeaFactory(space=world.falls)
    cycle = CycleFactory(team=world.ward_7, change_idea=idea)
    for number in range(n):
        measure = MeasureFactory(space=world.falls, title=f"Measure {number}")
        cycle.charts.add(TeamMeasureFactory(team=world.ward_7, measure=measure, values=[(1, 10), (2, 10), (3, 10)]))
        CycleFactory(team=world.ward_7, ramp=cycle.ramp, step=number + 2, previous=cycle, change_idea=idea)
        ImplementedChangeFactory(team=world.ward_7, from_cycle=cycle)

    # 6 who asks and which team · 4 the test, its predictions, charts, helpers · 1 its charts with their definitions
    # 3 the ramp · 1 others who tried · 4 the charts: how they are read, values, notes, drafts
    # 1 after how many days a test is forgotten · 1 what its coach remarked
    with django_assert_num_queries(21):
        response = amina.get(page_of("cycle", cycle))

    assert text(response).count("<svg") >= n


def test_a_closed_test_tells_everything_and_asks_nothing(amina, world, studied):
    actions.decide(cycle=studied, decision="abandon", rationale="No room", lesson="Ask first", by=world.amina)

    said = text(amina.get(page_of("cycle", studied)))

    for words in ("What was decided", "No room", "Ask first", "11 minutes", "It rang.", "Locked on"):
        assert words in said
    assert "<form" not in said.split("<main", 1)[1].split("</main>")[0]


def test_others_who_tried_and_the_charts_stand_beside(amina, world, doing):
    idea = ChangeIdeaFactory(space=world.falls, evidence="harmful", title="Text recall")
    actions.plan_cycle(
        cycle=doing,
        change_idea=idea,
        charts=[world.ward_7_falls],
        scale="several_clinicians",
        belief=1,
        care_element="decision_support",
        helpers=[world.amina],
        by=world.amina,
    )

    said = text(amina.get(page_of("cycle", doing)))

    assert "Change idea: Text recall" in said
    assert "Tested: it did harm" in said
    assert "What could you learn tomorrow from one patient?" in said
    assert "What it moves" in said
    assert "Evidence at hand" in said
    assert "Helpers" in said


def test_what_another_team_learned_of_the_same_idea_stands_beside(client, world):
    idea = ChangeIdeaFactory(space=world.sugar)
    mine = CycleFactory(team=world.clinic, change_idea=idea)
    theirs = CycleFactory(team=world.surgery, change_idea=idea)
    actions.close_cycle(
        cycle=theirs,
        observations="x",
        outcomes=[{"outcome": "worse"}],
        what_we_learned="Ask the nurse",
        decision="abandon",
        rationale="z",
        by=world.gil,
    )
    client.force_login(world.farah.account)

    said = text(client.get(page_of("cycle", mine)))

    assert "Abandoned." in said
    assert '<a href="/teams/surgery/cycles/1/">Surgery</a>: Ask the nurse' in said


def test_where_a_team_is_known_by_code_no_name_of_a_person_stands_in_its_test(client, world):
    world.gil  # noqa: B018 - of a team beside
    cycle = CycleFactory(team=world.clinic, owner=world.farah, who="Nadia Rahman", where="Clinic Street", what="A card")
    actions.begin_do(cycle=cycle, started_on=MARCH_3, by=world.farah)
    DataAgreement.objects.update(names_teams=False)
    client.force_login(world.gil.account)

    response = client.get(reverse("improvement:cycle", args=["tclinic", cycle.number]))

    said = text(response)
    assert "A card" in said
    assert "Seen by everybody in Sugar" in said
    for secret in ("Farah", "Nadia", "Clinic Street", "/teams/clinic/"):
        assert secret not in said


def test_a_forgotten_test_offers_three_ways_out(amina, world):
    cycle = CycleFactory(team=world.ward_7, planned_end_on=MARCH_14)
    Cycle.objects.filter(pk=cycle.pk).update(updated_at=timezone.now() - timedelta(days=50))

    assert "Nothing was written here for 45 days." in text(amina.get(page_of("cycle", cycle)))
    assert "Nothing for 45 days" not in text(amina.get(reverse("improvement:cycles", args=["ward-7"])))


def test_a_name_is_asked_about_and_kept_once_somebody_has_checked(amina, doing):
    said = {"observations": "Mrs Okello liked it", "started_on": "2025-03-03", "ended_on": "2025-03-14"}

    asked = amina.post(page_of("record_do", doing), said)
    kept = amina.post(page_of("record_do", doing), {**said, "was_checked": "on"})

    assert "“Mrs Okello” may point to a person" in text(asked)
    assert 'name="was_checked"' in text(asked)
    assert kept.status_code == 302
    doing.refresh_from_db()
    assert doing.observations == "Mrs Okello liked it"


def test_that_it_was_checked_stays_ticked_when_something_else_is_wrong(amina, doing):
    said = {"observations": "Mrs Okello liked it", "started_on": "x", "ended_on": "2025-03-14", "was_checked": "on"}

    response = amina.post(page_of("record_do", doing), said)

    assert 'name="was_checked"' in text(response)
    assert "checked" in text(response)


def test_htmx_gets_only_the_form_back(amina, doing):
    response = amina.post(page_of("stop_cycle", doing), {"stopped_reason": ""}, headers={"HX-Request": "true"})

    assert response.content.decode().strip().startswith("<form")


# --- ramp ----------------------------------------------------------------------------------------------------------


def test_a_ramp_is_a_staircase_with_what_it_taught(amina, world, studied):
    actions.decide(cycle=studied, decision="adapt", rationale="x", next_title="Shorter card", by=world.amina)
    actions.start_cycle(
        team=world.ward_7,
        title="With an interpreter",
        prediction="Eight",
        planned_end_on=MARCH_14,
        previous=studied,
        by=world.amina,
    )

    said = text(amina.get(reverse("improvement:ramp", args=["ward-7", studied.ramp.slug])))

    assert "3 cycles so far" in said
    assert "A branch: With an interpreter" in said
    assert 'class="at-ramp__1"' in said
    assert "What it taught" in said


def test_a_ramp_says_how_it_ended(amina, world, studied):
    studied.charts.add(world.ward_7_falls)
    decided = actions.decide(
        cycle=studied, decision="adopt", rationale="x", is_kept=True, owner_post="Nurse lead", by=world.amina
    )
    address = reverse("improvement:ramp", args=["ward-7", studied.ramp.slug])

    kept = text(amina.get(address))
    actions.revise_implemented_change(
        change=decided.change,
        status="lapsed",
        scope_done=7,
        scope_total=9,
        over_on=timezone.localdate(),
        status_reason="x",
        by=world.amina,
    )
    lapsed = text(amina.get(address))

    assert "1 cycle; then it stayed" in kept
    assert "1 cycle, and none goes on" in lapsed
    assert "7 of 9" in lapsed


def test_a_ramp_that_is_not_there_is_not_found(amina, world):
    assert amina.get(reverse("improvement:ramp", args=["ward-7", "nothing"])).status_code == 404
