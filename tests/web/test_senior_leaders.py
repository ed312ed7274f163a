"""The page for the sponsor: written from what is there, sent with a link, answered without a password."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from allteach.collaboratives.actions import set_thresholds
from allteach.core.periods import Period
from allteach.progress import actions
from allteach.progress.models import BarrierAction, SeniorLeaderReport, SponsorLink
from allteach.progress.queries.senior_leaders import barrier_of
from allteach.progress.secrets import secret_of
from allteach.spaces.actions import remove_member
from allteach.spaces.models import Membership
from allteach.spaces.roles import Role
from tests.web.access_senior_leaders import JUNE, WRITTEN, draft, sent, sponsored

PAGE = "/for-sponsors/"


def address(name, month="2025-06"):
    return reverse(f"senior_leaders:{name}", kwargs={"team": "ward-7", "month": month})


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def opened(client):
    """The page behind the link, in this browser."""
    link = SponsorLink.objects.get()
    return client.get(reverse("senior_leaders:sponsor_link", args=[secret_of(link)]), follow=True)


@pytest.fixture
def page(world):
    """A page that was sent to Stan, who sponsors Ward 7."""
    assert world.ward_7_falls
    return sent(world)


def test_the_page_begins_with_what_the_months_report_said(client, world):
    sponsored(world)
    actions.save_report(
        team=world.ward_7, month=JUNE, stuck="No room.", involvement="Ben drew the card.", hours_used=3, by=world.amina
    )
    client.force_login(world.amina.account)

    html = client.get(address("write_leader_report")).content.decode()

    assert "No room." in html
    assert 'value="Ben drew the card."' in html
    assert "3 hours of protected time" in html
    assert "Goes to Stan, by mail" in html


def test_lines_that_seldom_change_come_from_the_page_before(client, world, page):
    SeniorLeaderReport.objects.update(strategic_link="Safe wards")
    client.force_login(world.amina.account)

    assert 'value="Safe wards"' in client.get(address("write_leader_report", "2025-07")).content.decode()


def test_it_is_written_and_sent_with_one_form(client, world):
    sponsored(world)
    client.force_login(world.amina.account)

    response = client.post(address("write_leader_report"), WRITTEN | {"do": "send"}, follow=True)

    assert "on its way to your sponsor" in text_of(response)
    assert "Waits for an answer" in text_of(response)
    assert BarrierAction.objects.get().decision_wanted == "May we have room 4?"


def test_it_is_not_sent_to_nobody_and_nothing_is_lost(client, world):
    client.force_login(world.amina.account)

    response = client.post(address("write_leader_report"), WRITTEN | {"do": "send"})

    assert "Your team has no sponsor here yet" in text_of(response)
    assert SeniorLeaderReport.objects.get().barrier == "No room on Mondays."


def test_a_partner_writes_and_the_lead_sends(client, world):
    draft(world)
    client.force_login(world.ben.account)

    response = client.post(address("write_leader_report"), {"do": "send", "version": "1", "barrier": "Keys."})

    assert response.status_code == 403
    assert SeniorLeaderReport.objects.get().barrier == "Keys."


def test_two_who_write_at_once_see_both_texts(client, world):
    draft(world)
    actions.save_leader_report(team=world.ward_7, month=JUNE, barrier="Keys.", version=1, by=world.ben)
    client.force_login(world.amina.account)

    response = client.post(address("write_leader_report"), {"barrier": "Light.", "version": "1"})

    assert response.status_code == 409
    assert "Keys." in text_of(response)
    assert "Light." in text_of(response)


def test_a_month_not_begun_is_refused_in_words(client, world):
    sponsored(world)
    client.force_login(world.amina.account)

    assert "This month has not begun yet" in text_of(client.get(address("write_leader_report", "2150-01")))
    assert client.get(address("write_leader_report", "2025-Q1")).status_code == 404


def test_the_link_shows_one_page_and_leaves_the_address(client, page):
    response = opened(client)

    assert response.redirect_chain == [(PAGE, 302)]
    assert "For Stan alone." in text_of(response)
    assert "May we have room 4?" in text_of(response)
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response.headers["Cache-Control"]
    assert 'href="/teams/' not in response.content.decode()
    assert "The team asks you for a decision" in text_of(response)
    assert client.get("/teams/ward-7/").status_code == 302  # To sign in: the link opens nothing else.


def test_a_sponsor_answers_without_a_password_and_may_think_again(client, world, page):
    opened(client)
    soon = (timezone.localdate() + timedelta(days=14)).isoformat()

    refused = client.post(PAGE, {"answer": "will_do", "words": "I move the clinic."})
    taken = client.post(PAGE, {"answer": "will_do", "words": "I move the clinic.", "by_when": soon}, follow=True)

    assert "Say by when" in text_of(refused)
    assert "I move the clinic." in text_of(refused)
    assert "Thank you. The team and its coach are told." in text_of(taken)
    action = BarrierAction.objects.get()
    assert (action.answer, action.answered_by) == ("will_do", world.stan)
    assert "Change your answer" in text_of(client.get(PAGE))
    assert "The team asks you for a decision" not in text_of(client.get(PAGE))
    client.force_login(world.amina.account)
    assert "Promised" in text_of(client.get(address("leader_report")))
    client.force_login(world.stan.account)
    own = text_of(client.get(address("leader_report")))
    assert ("The team asks you for a decision" in own, "Change your answer" in own) == (False, True)


def test_the_link_opens_nothing_once_the_sponsor_has_left_or_its_time_is_over(client, world, page):
    opened(client)
    remove_member(membership=Membership.objects.get(role=Role.SPONSOR), by=world.amina)

    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"answer": "cannot", "words": "No"}).status_code == 404
    assert "This link opens nothing" in text_of(opened(client))
    assert client.get(PAGE + "made-up/", follow=True).status_code == 404
    assert BarrierAction.objects.get().answer == ""


def test_what_is_gone_takes_no_answer(client, world, page):
    opened(client)
    actions.remove_barrier(barrier=barrier_of(page), removed_on=timezone.localdate(), by=world.amina)

    assert "Gone since" in text_of(client.get(PAGE))
    assert client.post(PAGE, {"answer": "cannot", "words": "No"}).status_code == 403


def test_trying_links_is_limited(client, page):
    answers = {client.get(f"{PAGE}made-up-{n}/").status_code for n in range(61)}

    assert answers == {302, 429}


def test_the_team_says_when_it_is_gone(client, world, page):
    client.force_login(world.ben.account)

    response = client.post(address("remove_barrier"), {"removed_on": timezone.localdate().isoformat()}, follow=True)

    assert "Gone since" in text_of(response)


def test_a_page_without_a_barrier_has_nothing_to_answer(client, world):
    sponsored(world)
    report = actions.save_leader_report(team=world.ward_7, month=JUNE, partner_view="Good.", by=world.amina)
    actions.send_leader_report(report=report, by=world.amina)
    client.force_login(world.stan.account)

    assert client.get(address("answer_barrier")).status_code == 404
    assert client.get(address("leader_report")).status_code == 200
    assert "What is in the way" not in text_of(opened(client))


def test_the_list_says_what_became_of_each(client, world, page):
    client.force_login(world.stan.account)

    assert "Waits for an answer" in text_of(client.get(reverse("senior_leaders:leader_reports", args=["ward-7"])))


@pytest.mark.parametrize(("months", "follows"), [(1, 1), (3, 3)])
def test_the_next_page_comes_as_often_as_the_collaborative_settled(client, world, months, follows):
    sponsored(world)
    last = Period.containing(timezone.localdate(), "month").previous()
    report = actions.save_leader_report(team=world.ward_7, month=last, risk="None.", by=world.amina)
    actions.send_leader_report(report=report, by=world.amina)
    set_thresholds(space=world.falls, decided={"reports.sponsor_months": months}, by=world.esi)
    client.force_login(world.amina.account)

    html = client.get(reverse("senior_leaders:leader_reports", args=["ward-7"])).content.decode()

    following = last + follows
    writes = reverse("senior_leaders:write_leader_report", args=["ward-7", following])
    is_time = following.has_begun(timezone.localdate())
    assert (writes in html) == is_time
    assert (f"The next page is about {following.words()}." in html) != is_time
