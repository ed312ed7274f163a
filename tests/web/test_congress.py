"""The pages of a congress: results for everybody, awards for teams, and what stays among few."""

import json
from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from allteach.messaging import outbox
from allteach.messaging.models import Message
from allteach.messaging.notices import LETTERS
from allteach.progress import actions
from allteach.progress.awards import AwardKind
from allteach.progress.models import Award, Nomination, Results, ResultsVersion
from allteach.spaces.models import DataAgreement
from allteach.spaces.roles import Role
from tests.factories import CycleFactory, MembershipFactory
from tests.progress.after_congress import sugar_after_its_congress

SAID = {
    "summary": "More feet were looked at.",
    "not_worked": "Letters did not help.",
    "limits": "Nobody else was counted.",
    "authors": "Okafor, Esi; Sugar",
    "licence": "CC-BY-4.0",
}


@pytest.fixture
def sugar(world):
    """Sugar after its congress, whose teams agreed that their numbers are published."""
    sugar_after_its_congress(world, [(60, 140), (63, 141), (70, 144)])
    DataAgreement.objects.update(may_publish=True)
    return world


def at(name, **more):
    return reverse(f"congress:{name}", kwargs={"space": "sugar", **more})


def write(client, world, **more):
    client.force_login(world.esi.account)
    sent = {**SAID, "measures": [world.foot_checks.pk], "version": "0", **more}
    return client.post(at("write_results"), sent)


def publish(client, world, **more):
    version = Results.objects.get().version
    return client.post(at("publish_results"), {"version": version, **more})


def text_of(response) -> str:
    return response.content.decode()


# --- results ------------------------------------------------------------------------------------------------------


def test_a_director_prepares_and_publishes_and_anybody_reads(client, sugar):
    client.force_login(sugar.esi.account)
    nothing = text_of(client.get(at("draft_results")))
    write(client, sugar, title_1="The first hour", link_1="https://example.org/f", alternative_1="With captions")
    draft = text_of(client.get(at("draft_results")))
    publish(client, sugar)
    client.logout()

    page = client.get(at("results"))

    assert "No results yet" in nothing
    assert "This is how it would be published today" in draft
    assert page.status_code == 200
    for words in (SAID["summary"], SAID["not_worked"], "Foot checks", "The first hour", "version 1", 'id="citation"'):
        assert words in text_of(page)
    assert "noindex" not in text_of(page)


def test_what_is_refused_is_said_at_its_field_and_nothing_is_lost(client, sugar):
    answer = write(client, sugar, title_1="The first hour", link_1="not an address", summary="Kept as typed")

    assert "Write a whole address" in text_of(answer)
    assert "Kept as typed" in text_of(answer)
    assert "not an address" in text_of(answer)
    assert not Results.objects.exists()


def test_nothing_is_published_without_an_honest_line(client, sugar):
    write(client, sugar, not_worked="")
    draft = text_of(client.get(at("draft_results")))

    answer = publish(client, sugar)

    assert "Still to be said" in draft
    assert "at least one thing that did not work" in text_of(answer)
    assert not ResultsVersion.objects.exists()


def test_two_directors_at_once_lose_nothing(client, sugar):
    write(client, sugar)

    answer = write(client, sugar, summary="Theirs")

    assert answer.status_code == 409
    assert SAID["summary"] in text_of(answer)
    assert "Theirs" in text_of(answer)


def test_a_correction_keeps_the_version_before_at_its_address(client, sugar):
    write(client, sugar)
    publish(client, sugar)
    write(client, sugar, summary="Fewer than we thought.", version=Results.objects.get().version)
    refused = text_of(publish(client, sugar))
    publish(client, sugar, change_reason="Two practices were counted twice.")

    newest, first = (text_of(client.get(at("results"))), text_of(client.get(at("results_version", number=1))))

    assert "Say what is different, and why." in refused
    assert "Two practices were counted twice." in newest
    assert "Fewer than we thought." in newest
    assert SAID["summary"] in first
    assert "There is a newer version" in first


def test_results_that_are_taken_back_say_so_and_why(client, sugar):
    write(client, sugar)
    publish(client, sugar)
    empty = text_of(client.post(at("take_back_results"), {"reason": ""}))
    client.post(at("take_back_results"), {"reason": "A practice asked us to."})
    client.logout()

    page = client.get(at("results"))

    assert "whoever comes to the page reads it" in empty
    assert page.status_code == 410
    assert "A practice asked us to." in text_of(page)
    assert SAID["summary"] not in text_of(page)
    assert client.get(at("citation_file", number=1, form="bib")).status_code == 404
    assert client.get(at("results_file", number=1)).status_code == 404


def test_a_version_is_cited_in_every_form(client, sugar):
    write(client, sugar)
    publish(client, sugar)
    client.logout()

    said = {
        form: text_of(client.get(at("citation_file", number=1, form=form))) for form in ("txt", "bib", "ris", "json")
    }

    assert said["txt"].startswith("Okafor, Esi; Sugar. What Sugar reached, version 1.")
    assert said["bib"].startswith("@misc{sugar-")
    assert said["ris"].startswith("TY  - ELEC\r\n")
    assert json.loads(said["json"])[0]["URL"].endswith("/collaboratives/sugar/results/1/")
    assert client.get(at("citation_file", number=1, form="doc")).status_code == 404
    assert client.get(at("results_version", number=2)).status_code == 404


def test_the_public_list_names_collaboratives_with_results(client, sugar):
    before = text_of(client.get(reverse("recruitment:recruitments")))
    write(client, sugar)
    publish(client, sugar)
    client.logout()

    after = text_of(client.get(reverse("recruitment:recruitments")))

    assert at("results") not in before
    assert at("results") in after


def test_the_public_reads_of_a_team_by_name_only_while_it_agrees(client, sugar):
    write(client, sugar)
    publish(client, sugar)
    award = actions.give_award(
        collaborative=sugar.sugar, team=sugar.clinic, award="teaching", why="They showed us the card.", by=sugar.esi
    )
    show = reverse("congress:show_award", kwargs={"team": "clinic", "award": award.pk})
    seen = []
    for sent in (None, {"is_shown": "on"}, {}):
        if sent is not None:
            client.force_login(sugar.farah.account)
            client.post(show, sent)
        client.logout()
        seen.append("They showed us the card." in text_of(client.get(at("results"))))

    assert seen == [False, True, False]


# --- awards ---------------------------------------------------------------------------------------------------------


def test_a_member_puts_another_team_forward_and_the_director_gives_the_award(client, sugar):
    CycleFactory(team=sugar.clinic, title="Letters by post", state="doing", audience="collaborative")
    client.force_login(sugar.gil.account)
    sent = {"team": sugar.clinic.pk, "award": "honest_failure", "words": "They told us.", "form_key": "a"}
    client.post(at("put_team_forward"), sent)
    own = text_of(client.get(at("congress")))
    client.force_login(sugar.esi.account)
    waiting = text_of(client.get(at("congress")))
    nomination = Nomination.objects.get()

    form = text_of(client.get(f"{at('give_award')}?nomination={nomination.pk}"))
    client.post(
        at("give_award"),
        {"team": sugar.clinic.pk, "award": "honest_failure", "why": "They told us all.", "form_key": "b"},
    )

    assert "They told us." in own
    assert "They told us." in waiting
    assert "Letters by post" in form
    assert "They told us." in form
    client.force_login(sugar.gil.account)
    assert "The team has the award." in text_of(client.get(at("congress")))
    client.force_login(sugar.farah.account)
    page = text_of(client.get(reverse("congress:team_awards", kwargs={"team": "clinic"})))
    assert "They told us all." in page


def test_an_award_begins_with_the_choice_of_a_team(client, sugar):
    client.force_login(sugar.esi.account)

    first = text_of(client.get(at("give_award")))
    then = text_of(client.get(at("give_award"), {"team": sugar.clinic.pk}))
    odd = client.get(at("give_award"), {"team": "9" * 30, "nomination": "x"})

    assert 'method="get"' in first
    assert 'name="why"' in then
    assert odd.status_code == 200


def test_one_s_own_team_cannot_be_chosen(client, sugar):
    client.force_login(sugar.farah.account)

    page = client.get(at("put_team_forward"))
    answer = client.post(
        at("put_team_forward"), {"team": sugar.clinic.pk, "award": "teaching", "words": "We are good.", "form_key": "c"}
    )

    assert [team.name for team in page.context["form"].fields["team"].queryset] == ["Surgery"]
    assert "We are good." in text_of(answer)
    assert not Nomination.objects.exists()


def test_where_teams_do_not_see_each_other_nobody_can_be_put_forward(client, world):
    world.everybody()
    client.force_login(world.amina.account)

    page = text_of(client.get(reverse("congress:put_team_forward", kwargs={"space": "falls"})))

    assert "You see no other team here" in page


def test_every_team_is_thanked_in_one_go(client, sugar):
    MembershipFactory(person=sugar.esi, space=sugar.surgery, role=Role.COACH)
    client.force_login(sugar.esi.account)
    page = text_of(client.get(at("recognise_teams")))
    clinic = f"why_{sugar.clinic.pk}"
    too_long = text_of(client.post(at("recognise_teams"), {clinic: "x" * 400}))

    client.post(at("recognise_teams"), {clinic: "For the card."})

    assert "Thank you for learning with us." in page
    assert "Surgery is a team of yours" in page
    assert "x" * 400 in too_long
    assert [(each.team, each.why) for each in Award.objects.all()] == [(sugar.clinic, "For the card.")]
    assert "For the card." in text_of(client.get(at("recognise_teams")))


def test_before_the_congress_it_is_said_when_awards_are_given(client, sugar):
    client.force_login(sugar.esi.account)
    sent = {"team": sugar.clinic.pk, "award": "teaching", "why": "They showed us.", "form_key": "d"}
    with time_machine.travel(datetime(2026, 1, 15, 9, tzinfo=UTC), tick=False):
        client.force_login(sugar.esi.account)
        page = text_of(client.get(at("congress")))
        refused = text_of(client.post(at("give_award"), sent))
        all_refused = text_of(client.post(at("recognise_teams"), {f"why_{sugar.clinic.pk}": "Typed"}))

    assert "Thanks are given at the congress" in page
    assert "Awards are given from the day of the congress on" in refused
    assert "They showed us." in refused
    assert "Typed" in all_refused


def test_a_nomination_is_left_and_an_award_taken_back(client, sugar):
    nomination = actions.put_team_forward(
        collaborative=sugar.sugar, team=sugar.clinic, award="teaching", words="They showed us.", by=sugar.gil
    )
    award = actions.give_award(
        collaborative=sugar.sugar, team=sugar.clinic, award="honest_failure", why="They told us.", by=sugar.esi
    )
    client.force_login(sugar.esi.account)
    client.post(at("leave_nomination", nomination=nomination.pk))
    address = {"team": "clinic", "award": award.pk}
    empty = text_of(client.post(reverse("congress:take_back_award", kwargs=address), {"reason": " "}))
    client.post(reverse("congress:take_back_award", kwargs=address), {"reason": "It was another team."})

    client.force_login(sugar.farah.account)
    page = text_of(client.get(reverse("congress:team_awards", kwargs={"team": "clinic"})))

    assert "Say why." in empty
    assert "It was another team." in page
    assert client.get(reverse("congress:certificate_file", kwargs=address)).status_code == 404
    client.force_login(sugar.gil.account)
    assert "No award this time." in text_of(client.get(at("congress")))


# --- who hears --------------------------------------------------------------------------------------------------------


def test_a_team_gets_a_letter_and_everybody_hears_of_results(client, sugar):
    write(client, sugar)
    publish(client, sugar)
    actions.give_award(
        collaborative=sugar.sugar, team=sugar.clinic, award=AwardKind.TEACHING, why="They showed us.", by=sugar.esi
    )

    outbox.write_notices()

    letters = {(each.letter, each.person.name): LETTERS[each.letter].says(each) for each in Message.objects.all()}
    assert set(letters) == {("award_given", "Farah"), ("results_published", "Farah"), ("results_published", "Gil")}
    assert letters["award_given", "Farah"]["why"] == "They showed us."
    assert letters["results_published", "Gil"]["is_corrected"] is False


def test_a_letter_about_what_was_taken_back_is_not_sent(client, sugar):
    write(client, sugar)
    publish(client, sugar)
    award = actions.give_award(
        collaborative=sugar.sugar, team=sugar.clinic, award=AwardKind.TEACHING, why="They showed us.", by=sugar.esi
    )
    outbox.write_notices()
    gone = MembershipFactory._meta.model.objects.filter(person=sugar.gil)
    gone.update(ended_at=timezone.now())

    to_gil = [LETTERS[each.letter].says(each) for each in Message.objects.filter(person=sugar.gil)]
    actions.take_back_award(award=award, reason="By mistake", by=sugar.esi)
    actions.take_back_results(results=Results.objects.get(), reason="By mistake", by=sugar.esi)

    assert to_gil == [None]
    assert {LETTERS[each.letter].says(each) for each in Message.objects.all()} == {None}
    assert LETTERS["award_given"].says(Message(about="spaces.subject:1")) is None
    assert LETTERS["results_published"].says(Message(about="progress.resultsversion:1")) is None
