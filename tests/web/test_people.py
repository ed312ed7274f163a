"""Pages about people and their spaces: what they see, and what follows from what they send."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from allteach.spaces import actions
from allteach.spaces.models import DataAgreement, DisclosurePolicy, Membership, Standpoint
from allteach.spaces.queries import people_in_role
from allteach.spaces.roles import Role
from allteach.web.spaces.forms import HINTS
from tests.factories import CollaborativeFactory, MembershipFactory, OrganisationFactory, TeamFactory

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def held(person, space) -> Membership:
    return Membership.objects.active().get(person=person, space_id=space.pk)


def at(name: str, space, membership=None) -> str:
    return reverse(f"spaces:{name}", args=[space.slug, *([membership.pk] if membership else [])])


# --- the people of a space ------------------------------------------------------------------------------------------


def test_everybody_in_a_space_sees_who_is_there_and_only_the_lead_may_change_it(client, world):
    world.everybody()
    seen = {}
    for name in ("amina", "ben", "esi"):
        client.force_login(getattr(world, name).account)
        page = text_of(client.get(at("people", world.ward_7)))
        assert "Amina" in page
        assert "Patient partner" in page
        seen[name] = [words for words in ("Hand over", "Leave", "Change role", "Remove") if words in page]

    assert seen == {
        "amina": ["Hand over", "Leave", "Change role", "Remove"],
        "ben": ["Leave"],
        "esi": ["Hand over", "Change role", "Remove"],
    }


def test_a_role_is_changed_and_the_page_says_so(client, world):
    client.force_login(world.amina.account)
    membership = held(world.ben, world.ward_7)

    answer = client.post(at("change_role", world.ward_7, membership), {"role": "data_lead"}, follow=True)

    assert "Ben is now Data lead." in text_of(answer)


def test_removing_asks_first(client, world):
    client.force_login(world.amina.account)
    address = at("remove_member", world.ward_7, held(world.ben, world.ward_7))

    asked = text_of(client.get(address))
    assert "Take the role from Ben?" in asked
    assert held(world.ben, world.ward_7)
    done = client.post(address, follow=True)

    assert "Ben is no longer Patient partner." in text_of(done)
    assert client.get(address).status_code == 404


def test_whoever_is_removed_sees_nothing_at_the_next_click(client, world):
    client.force_login(world.ben.account)
    assert client.get(at("people", world.ward_7)).status_code == 200

    actions.remove_member(membership=held(world.ben, world.ward_7), by=world.amina)

    assert client.get(at("people", world.ward_7)).status_code == 404


def test_the_only_lead_is_asked_to_hand_over_and_then_may_leave(client, world):
    client.force_login(world.amina.account)
    lead = held(world.amina, world.ward_7)

    refused = client.post(at("leave_space", world.ward_7, lead))
    assert "You are the only Team lead of Ward 7. Hand over first, or close it." in text_of(refused)
    client.post(at("hand_over", world.ward_7, lead), {"to": world.ben.pk})
    done = client.post(at("leave_space", world.ward_7, held(world.amina, world.ward_7)), follow=True)

    assert "You are no longer Team member of Ward 7." in text_of(done)
    assert people_in_role(world.ward_7, "team_lead") == [world.ben]


def test_handing_over_offers_only_members(client, world):
    client.force_login(world.amina.account)
    address = at("hand_over", world.ward_7, held(world.amina, world.ward_7))

    assert "Nobody else is here yet." in text_of(client.get(address))
    assert client.post(address, {"to": world.chidi.pk}).status_code == 200
    assert held(world.amina, world.ward_7).role == "team_lead"


def test_replacing_invites_whoever_takes_over(client, world):
    client.force_login(world.amina.account)
    address = at("replace_member", world.ward_7, held(world.ben, world.ward_7))

    answer = client.post(address, {"form_key": "k", "name": "Kwame", "email": "kwame@example.org"}, follow=True)

    page = text_of(answer)
    assert "A mail is on its way to kwame@example.org." in page
    assert "Kwame kwame@example.org Patient partner" in page


def test_where_somebody_speaks_from_is_shown_beside_their_name(client, world):
    client.force_login(world.ben.account)

    client.post(at("change_perspectives", world.ward_7), {"perspectives": ["patient", "carer"]})

    assert set(Standpoint.objects.values_list("perspective", flat=True)) == {"patient", "carer"}
    assert "Carer, Patient" in text_of(client.get(at("people", world.ward_7)))


def test_a_membership_is_found_only_in_its_own_space(client, world):
    client.force_login(world.esi.account)
    elsewhere = held(world.chidi, world.ward_9)

    assert client.get(at("remove_member", world.ward_7, elsewhere)).status_code == 404
    assert client.get(at("remove_member", world.ward_9, elsewhere)).status_code == 200


def test_every_role_is_said_in_a_line():
    assert set(HINTS) == set(Role)


# --- agreements, small numbers, closing -----------------------------------------------------------------------------


def agreed(*organisations, **said):
    return {
        "form_key": "k",
        "organisations": [organisation.pk for organisation in organisations],
        "ground": "Published monthly",
        "signatory": "The director",
        "signed_on_day": "5",
        "signed_on_month": "3",
        "signed_on_year": "2026",
    } | said


def test_a_director_records_one_agreement_for_many_organisations(client, world):
    teams = [TeamFactory(parent=world.falls, signed=False) for _ in range(3)]
    client.force_login(world.esi.account)
    assert "3 organisations have not signed." in text_of(client.get(at("sign_agreement", world.falls)))

    answer = client.post(at("sign_agreement", world.falls), agreed(*[team.organisation for team in teams]), follow=True)

    page = text_of(answer)
    assert "Recorded. The teams of 3 organisations can enter their numbers." in page
    assert page.count("5 March 2026 The director") == 3


def test_an_agreement_that_has_ended_is_told_with_its_day_and_asks_for_nothing(client, world):
    TeamFactory(parent=world.falls, organisation=OrganisationFactory(name="Other house"))
    DataAgreement.objects.filter(organisation=world.ward_7.organisation).update(ended_on="2026-03-01")
    client.force_login(world.esi.account)

    answer = client.get(at("sign_agreement", world.falls))

    assert "Ended on 1 March 2026" in text_of(answer)
    assert "not signed" not in text_of(answer)
    assert answer.context["form"].initial["organisations"] == []
    assert b"Ended on 1 March 2026" in b"".join(client.get(at("sign_agreement", world.falls) + "?as=csv"))


def test_a_lead_records_the_agreement_of_their_own_organisation_only(client, world):
    other = TeamFactory(parent=world.falls, signed=False, organisation=OrganisationFactory(name="Other house"))
    client.force_login(world.amina.account)

    page = text_of(client.get(at("sign_agreement", world.ward_7)))
    refused = client.post(at("sign_agreement", world.ward_7), agreed(other.organisation))

    assert "Other house" not in page
    assert refused.status_code == 200
    assert DataAgreement.objects.filter(organisation=other.organisation).count() == 0


def test_what_was_typed_of_an_agreement_stays(client, world):
    client.force_login(world.amina.account)

    answer = client.post(at("sign_agreement", world.ward_7), agreed(world.ward_7.organisation, signed_on_month="13"))

    assert 'value="13"' in answer.content.decode()
    assert 'value="The director"' in answer.content.decode()


def test_a_collaborative_without_teams_says_when_there_is_something_to_sign(client, world):
    space = CollaborativeFactory()
    MembershipFactory(space=space, person=world.esi, role="director")
    client.force_login(world.esi.account)

    assert "When teams have joined" in text_of(client.get(at("sign_agreement", space)))


def test_an_agreement_is_ended_after_asking(client, world):
    client.force_login(world.amina.account)
    agreement = DataAgreement.objects.get(organisation=world.ward_7.organisation)
    address = reverse("spaces:end_agreement", args=["ward-7", agreement.pk])

    assert "can enter no numbers from now on" in text_of(client.get(address))
    client.post(address)

    agreement.refresh_from_db()
    assert agreement.ended_on == timezone.localdate()
    assert client.get(address).status_code == 404


def test_small_numbers_are_settled_stricter_never_looser(client, world):
    client.force_login(world.esi.account)
    address = at("change_disclosure", world.falls)

    refused = client.post(address, {"least_denominator": "9", "least_count": "5"})
    client.post(address, {"least_denominator": "20", "least_count": "7", "is_sensitive": "on"})

    assert "Write a number from 10 to 100." in text_of(refused)
    policy = DisclosurePolicy.objects.get(space=world.falls)
    assert (policy.least_denominator, policy.least_count, policy.is_sensitive) == (20, 7, True)


def test_only_a_collaborative_has_settings_of_small_numbers(client, world):
    client.force_login(world.esi.account)

    assert client.get(at("change_disclosure", world.ward_7)).status_code == 404


def test_a_space_is_closed_and_opened_again(client, world):
    client.force_login(world.amina.account)

    closed = text_of(client.post(at("close_space", world.ward_7), follow=True))
    assert "Ward 7 is closed." in closed
    assert "Open this space again" in closed
    opened = text_of(client.post(at("reopen_space", world.ward_7), follow=True))

    assert "Ward 7 is open again." in opened
    assert "Close this space" in opened


# --- finding --------------------------------------------------------------------------------------------------------


def test_a_few_letters_find_spaces_measures_and_people(client, world):
    world.everybody()
    assert world.ward_7_falls.measure.title == "Falls with harm"
    client.force_login(world.amina.account)

    found = text_of(client.get(reverse("find"), {"q": "fal"}))
    person = text_of(client.get(reverse("find"), {"q": "be"}))

    assert "Falls with harm, Falls" in found
    assert "People B Ben" in person


def test_nobody_is_found_who_is_not_known(client, world):
    world.everybody()
    client.force_login(world.amina.account)

    assert "Nothing that you may see holds “chidi”." in text_of(client.get(reverse("find"), {"q": "chidi"}))
    assert "Nothing that you may see holds “clinic”." in text_of(client.get(reverse("find"), {"q": "clinic"}))


def test_a_team_known_by_code_is_found_by_its_code_and_never_by_its_name(client, world):
    TeamFactory(parent=world.sugar, signed=False)
    world.clinic.code = "tq4x7k"
    world.clinic.save()
    client.force_login(world.gil.account)

    assert "Nothing that you may see" in text_of(client.get(reverse("find"), {"q": "clin"}))
    assert "Team TQ4X7K" in text_of(client.get(reverse("find"), {"q": world.clinic.code}))


@pytest.mark.parametrize("asked", ["", "a", " ", "\x00\x00", "%%", "a" * 5000])
def test_whatever_is_asked_the_page_answers(client, world, asked):
    client.force_login(world.amina.account)

    assert client.get(reverse("find"), {"q": asked}).status_code == 200


def test_a_persons_page_shows_what_one_has_in_common_with_them(client, world):
    world.everybody()
    client.force_login(world.chidi.account)

    page = text_of(client.get(reverse("people:person", args=[world.dana.pk])))

    assert "Falls Coach" in page
    assert "Ward 7" not in page
