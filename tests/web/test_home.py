"""Home: what needs somebody, finished where it stands."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from allteach.collaboratives.models import TeamProfile
from allteach.improvement.models import Cycle
from allteach.measures.models import ValueImport
from allteach.people.models import Account
from allteach.spaces.actions import invite
from allteach.spaces.models import Invitation
from tests.factories import CycleFactory, ImplementedChangeFactory


@pytest.fixture
def amina(client, world):
    world.everybody()
    assert world.ward_7_falls
    client.force_login(world.amina.account)
    return client


def shown(client, at="/") -> str:
    return " ".join(client.get(at).content.decode().split())


def test_a_test_with_a_prediction_begins_with_one_button(amina, world):
    cycle = CycleFactory(team=world.ward_7, title="Rails down", owner=world.amina)
    page = shown(amina)
    assert "We begin today" in page

    amina.post(reverse("improvement:begin_do", args=["ward-7", cycle.number]), hidden_in(page, "begin"))

    assert Cycle.objects.get().state == "doing"
    assert "Close it in two minutes" in shown(amina)


def needs_in(page: str) -> int:
    return page.split('<ol class="at-needs">')[1].split("</ol>")[0].count("<h2")


def test_a_desk_holds_five_things_and_says_how_many_more_there_are(amina, world):
    for number in range(9):
        CycleFactory(team=world.ward_7, title=f"Test {number}", owner=world.amina)
    every = needs_in(shown(amina, "/?all"))

    desk = shown(amina)

    assert (needs_in(desk), every >= 9) == (5, True)
    assert f'<a href="?all">And {every - 5} more things</a>' in desk
    assert "That is everything that needs you." not in desk
    assert "Only the five most pressing" in shown(amina, "/?all")
    assert "That is everything that needs you." in shown(amina, "/?all")


def test_a_desk_of_five_things_is_everything_there_is(amina, world):
    for number in range(5 - needs_in(shown(amina))):
        CycleFactory(team=world.ward_7, title=f"Test {number}", owner=world.amina)

    assert "That is everything that needs you." in shown(amina)
    assert "?all" not in shown(amina)
    assert "Only the five most pressing" not in shown(amina, "/?all")


def test_the_desk_to_take_along_holds_everything(amina, world):
    for number in range(9):
        CycleFactory(team=world.ward_7, title=f"Test {number}", owner=world.amina)

    said = b"".join(amina.get("/?as=csv")).decode()

    assert [f"Test {number}" in said for number in range(9)] == [True] * 9


def hidden_in(page: str, action: str) -> dict[str, str]:
    """The hidden answers of the form that is sent to an address ending so."""
    form = next(part for part in page.split("<form")[1:] if f"{action}/" in part.split(">")[0])
    fields = [piece for piece in form.split("<input")[1:] if 'type="hidden"' in piece]
    return {piece.split('name="')[1].split('"')[0]: piece.split('value="')[1].split('"')[0] for piece in fields}


def test_an_invitation_that_is_too_old_is_sent_again_from_home(amina, world):
    said = {"email": "k@allteach.example", "name": "Kwame", "role": "team_member"}
    invitation = invite(space=world.ward_7, by=world.amina, **said)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    again = reverse("spaces:invite_again", args=["ward-7", invitation.pk])
    page = shown(amina)
    assert "One invitation was not accepted in time" in page
    assert "Invite Kwame again" in page

    amina.post(again)

    assert "not accepted in time" not in shown(amina)


def test_of_a_month_half_typed_home_says_how_far_it_is(amina, world):
    joined = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
    TeamProfile.objects.filter(team=world.ward_7).update(joined_on=joined)

    page = shown(amina)

    assert "0 of 1" in page
    assert "Report it" in page


def test_a_director_sees_who_is_late_and_what_else_waits(client, world):
    world.everybody()
    assert world.ward_7_falls
    assert world.falls_charter
    long_ago = timezone.localdate() - timedelta(days=200)
    TeamProfile.objects.filter(team=world.ward_7).update(joined_on=long_ago)
    said = {"file_name": "falls.csv", "state": "asking"}
    ValueImport.objects.create(space=world.falls, by=world.esi, at=timezone.now(), **said)
    client.force_login(world.esi.account)

    page = shown(client)

    assert "One team of Falls has not sent its month" in page
    assert "Ward 7" in page
    assert "falls.csv" in page
    assert "Read and approve it" in page


def test_a_kept_change_to_look_at_leads_to_where_one_says_how_it_stands(amina, world):
    change = ImplementedChangeFactory(team=world.ward_7, check_on=timezone.localdate())

    assert reverse("improvement:revise_change", args=["ward-7", change.number]) in shown(amina)


def test_whoever_runs_the_installation_and_is_in_no_space_may_begin_one(client, world):
    Account.objects.filter(pk=world.stan.account.pk).update(is_staff=True)
    client.force_login(Account.objects.get(pk=world.stan.account.pk))

    assert reverse("collaboratives:begin") in shown(client)


def test_whoever_is_in_no_space_is_told_whom_to_ask(client, world):
    client.force_login(world.stan.account)

    assert "You are in no space yet" in shown(client)
    assert reverse("collaboratives:begin") not in shown(client)
