"""Invitations: bound to an address, a space and a role; used once; for fourteen days; theirs alone to accept."""

import secrets
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.core.models import Event
from allteach.people.models import Account, Person
from allteach.spaces import actions, events
from allteach.spaces.models import Invitation, Membership, Space, Standpoint
from allteach.spaces.permissions import can_change_role, can_invite, can_withdraw_invitation, roles_to_grant
from allteach.spaces.queries import invitation_with, waiting_invitations
from allteach.spaces.roles import ROLES, Role
from allteach.spaces.secrets import digest_of, secret_of
from tests.factories import AccountFactory, CollaborativeFactory, MembershipFactory, PersonFactory, TeamFactory

pytestmark = pytest.mark.django_db
KWAME = "kwame@example.org"
KWAME_SAYS = {"email": KWAME, "name": "Kwame Mensah", "role": Role.TEAM_MEMBER}


def invite(world, **said):
    return actions.invite(**{"space": world.ward_7, "by": world.amina} | KWAME_SAYS | said)


def kwame():
    return AccountFactory(email=KWAME, person__name="Kwame").person


def accept(invitation, person, proven=(KWAME,)):
    return actions.accept_invitation(invitation=invitation, person=person, proven=proven)


def refused(invitation, person, proven=(KWAME,)) -> str:
    """The code with which accepting is refused; nothing has changed."""
    before = (Membership.objects.count(), Event.objects.count())
    with pytest.raises(ValidationError) as error:
        accept(invitation, person, proven)
    assert (Membership.objects.count(), Event.objects.count()) == before
    return error.value.code


# --- inviting -------------------------------------------------------------------------------------------------------


def test_an_invitation_offers_one_role_in_one_space_to_one_address_for_fourteen_days(world):
    invitation = invite(world, email=" Kwame@Example.org ", perspective="clinician", words=" Do come ")

    assert (invitation.space_id, invitation.email, invitation.role) == (world.ward_7.pk, KWAME, "team_member")
    assert (invitation.perspective, invitation.words, invitation.by) == ("clinician", "Do come", world.amina)
    assert invitation.expires_at - invitation.made_at == timedelta(days=14)
    event = Event.objects.get()
    assert (event.name, event.space, event.facts) == (events.PERSON_INVITED, world.ward_7.pk, {"role": "team_member"})


def test_neither_the_table_nor_the_event_holds_what_opens_the_link(world):
    invitation = invite(world)

    secret = secret_of(Invitation.objects.get())
    assert len(secret) == 43  # 256 bits.
    assert invitation_with(secret) == invitation
    assert secret not in str(Invitation.objects.values_list()[0])
    assert "kwame" not in str(Event.objects.values_list()[0]).lower()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "kwame"),
        ("email", ""),
        ("name", "  "),
        ("role", "director"),
        ("role", "king"),
        ("perspective", "genius"),
        ("words", "About the man with NHS number 943 476 5919"),
    ],
)
def test_an_invitation_that_cannot_be_is_refused_by_field(world, field, value):
    with pytest.raises(ValidationError) as error:
        invite(world, **{field: value})

    assert list(error.value.message_dict) == [field]
    assert (Invitation.objects.count(), Event.objects.count()) == (0, 0)


def test_an_address_with_an_open_invitation_is_not_invited_to_the_same_again(world):
    invite(world)

    with pytest.raises(ValidationError) as error:
        invite(world)

    assert list(error.value.message_dict) == ["email"]
    invite(world, role=Role.DATA_LEAD)
    assert Invitation.objects.count() == 2


def test_an_invitation_that_is_too_old_gives_way_to_a_new_one(world):
    old = invite(world)
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        new = invite(world)

        old.refresh_from_db()
        assert (old.state, new.state) == (Invitation.State.WITHDRAWN, Invitation.State.WAITING)


def test_nobody_is_invited_into_a_closed_team_or_a_team_of_a_closed_collaborative(world):
    actions.close_space(space=world.falls, by=world.esi)
    ward_7 = Space.objects.select_related("parent").get(pk=world.ward_7.pk)

    with pytest.raises(ValidationError, match="Falls is closed"):
        invite(world, space=ward_7)


# --- who may invite whom --------------------------------------------------------------------------------------------


def test_nobody_grants_more_than_their_role_grants(world):
    world.everybody()

    assert roles_to_grant(world.amina, world.ward_7) == ROLES[Role.TEAM_LEAD].grants
    assert roles_to_grant(world.amina, world.falls) == frozenset()
    assert roles_to_grant(world.amina, world.ward_9) == frozenset()
    for name in ("ben", "chidi", "dana", "farah", "stan"):
        assert roles_to_grant(getattr(world, name), world.ward_7) == frozenset()


def test_a_director_grants_the_roles_that_fit_the_space(world):
    in_team = roles_to_grant(world.esi, world.ward_7)
    in_collaborative = roles_to_grant(world.esi, world.falls)

    assert {Role.TEAM_LEAD, Role.COACH} <= in_team
    assert Role.DIRECTOR not in in_team
    assert {Role.DIRECTOR, Role.FACULTY, Role.COACH} <= in_collaborative
    assert Role.TEAM_LEAD not in in_collaborative


def test_a_lead_may_not_touch_the_coach(world):
    dana_here = Membership.objects.get(person=world.dana, space=world.ward_7)

    assert can_change_role(world.amina, dana_here, Role.TEAM_MEMBER) is False
    assert can_change_role(world.esi, dana_here, Role.TEAM_MEMBER) is True


# --- accepting ------------------------------------------------------------------------------------------------------


def test_accepting_gives_the_role_and_the_perspective(world):
    person = kwame()

    membership = accept(invite(world, perspective="carer"), person)

    assert (membership.person, membership.space_id, membership.role) == (person, world.ward_7.pk, "team_member")
    assert Standpoint.objects.get().perspective == "carer"
    invitation = Invitation.objects.get()
    assert (invitation.state, invitation.accepted_by) == (Invitation.State.ACCEPTED, person)
    names = [events.PERSON_INVITED, events.INVITATION_ACCEPTED, events.MEMBER_JOINED]
    assert list(Event.objects.values_list("name", flat=True)) == names


def test_accepting_twice_is_accepting_once(world):
    invitation, person = invite(world), kwame()

    assert accept(invitation, person) == accept(invitation, person)
    assert Event.objects.filter(name=events.INVITATION_ACCEPTED).count() == 1


def test_the_address_is_compared_without_capitals(world):
    assert accept(invite(world), kwame(), proven=["KWAME@Example.ORG"]).pk


def test_an_invitation_is_used_once(world):
    invitation = invite(world)
    accept(invitation, kwame())

    assert refused(invitation, AccountFactory().person) == "accepted"


def test_an_invitation_that_was_used_does_not_bring_back_whoever_was_removed(world):
    invitation, person = invite(world), kwame()
    actions.remove_member(membership=accept(invitation, person), by=world.amina)

    assert refused(invitation, person) == "accepted"


def test_a_withdrawn_invitation_opens_nothing(world):
    invitation = invite(world)
    actions.withdraw_invitation(invitation=invitation, by=world.amina)
    actions.withdraw_invitation(invitation=invitation, by=world.amina)

    assert refused(invitation, kwame()) == "withdrawn"
    assert Event.objects.filter(name=events.INVITATION_WITHDRAWN).count() == 1


def test_after_fourteen_days_it_opens_nothing(world):
    invitation, person = invite(world), kwame()

    with time_machine.travel(timezone.now() + timedelta(days=14, seconds=1)):
        assert refused(invitation, person) == "expired"


def test_on_the_fourteenth_day_it_still_opens(world):
    invitation, person = invite(world), kwame()

    with time_machine.travel(timezone.now() + timedelta(days=13, hours=23)):
        assert accept(invitation, person).pk


@pytest.mark.parametrize("proven", [[], ["other@example.org"], ["kwame@example.org.evil.example"]])
def test_another_address_needs_proof_of_the_invited_one(world, proven):
    assert refused(invite(world), AccountFactory(email="other@example.org").person, proven) == "other_address"


def test_whoever_has_proven_the_invited_address_may_accept_with_an_account_of_another(world):
    person = AccountFactory(email="private@example.org").person

    assert accept(invite(world), person, proven=["private@example.org", KWAME]).person == person


def test_the_invitation_of_somebody_who_may_no_longer_invite_opens_nothing(world):
    invitation = invite(world)
    Membership.objects.filter(person=world.amina).update(role=Role.TEAM_MEMBER)  # Past every action.

    assert refused(invitation, kwame()) == "unfounded"


@pytest.mark.parametrize("fall", ["removed", "demoted", "handed over", "left for good"])
def test_when_the_inviter_loses_the_right_their_open_invitations_are_withdrawn(world, fall):
    invitation = invite(world)
    accepted = invite(world, email="done@example.org")
    accept(accepted, PersonFactory(), proven=["done@example.org"])
    lead = Membership.objects.get(person=world.amina)
    {
        "removed": lambda: actions.remove_member(membership=lead, by=world.esi),
        "demoted": lambda: actions.change_role(membership=lead, role=Role.TEAM_MEMBER, by=world.esi),
        "handed over": lambda: actions.hand_over(membership=lead, to=world.ben, by=world.amina),
        "left for good": lambda: actions.leave_for_good(person=world.amina, by=world.amina),
    }[fall]()

    invitation.refresh_from_db()
    accepted.refresh_from_db()
    assert (invitation.state, accepted.state) == ("withdrawn", "accepted")
    assert refused(invitation, kwame()) == "withdrawn"


def test_a_director_who_goes_takes_back_what_they_offered_in_the_teams_too(world):
    AccountFactory(person=MembershipFactory(space=world.falls, role=Role.DIRECTOR).person)
    invitation = invite(world, by=world.esi)

    actions.leave_space(membership=Membership.objects.get(person=world.esi), by=world.esi)

    invitation.refresh_from_db()
    assert invitation.state == "withdrawn"


def test_the_inviter_losing_one_role_of_two_keeps_what_the_other_allows(world):
    MembershipFactory(person=world.amina, space=world.ward_7, role=Role.DATA_LEAD)
    invitation = invite(world)

    actions.remove_member(membership=Membership.objects.get(person=world.amina, role=Role.DATA_LEAD), by=world.esi)

    invitation.refresh_from_db()
    assert invitation.state == "waiting"


def test_one_spaces_acceptance_leaves_anothers_invitation_alone(world):
    here = invite(world)
    there = invite(world, space=world.clinic, by=world.farah)
    person = kwame()

    accept(here, person)

    there.refresh_from_db()
    assert there.state == "waiting"
    assert accept(there, person).space_id == world.clinic.pk


def test_an_invitation_gives_the_role_it_names_and_no_other(world):
    person = kwame()

    accept(invite(world, role=Role.PARTNER), person)

    assert list(Membership.objects.filter(person=person).values_list("space", "role")) == [(world.ward_7.pk, "partner")]


def test_an_invitation_to_a_team_that_was_closed_opens_nothing(world):
    invitation = invite(world)
    actions.close_space(space=world.ward_7, by=world.esi)

    assert refused(invitation, kwame()) == "withdrawn"


def test_inviting_again_makes_a_new_link_and_ends_the_old_one(world):
    old = invite(world, words="Do come", perspective="carer")
    old_secret = secret_of(old)
    new = actions.invite_again(invitation=old, by=world.esi)

    assert secret_of(new) != old_secret
    assert invitation_with(old_secret).state == "withdrawn"
    assert (new.name, new.words, new.perspective, new.by) == ("Kwame Mensah", "Do come", "carer", world.esi)
    assert waiting_invitations(world.ward_7) == [new]
    assert accept(new, kwame()).pk


def test_what_was_accepted_is_not_sent_again(world):
    invitation = invite(world)
    accept(invitation, kwame())
    invitation.refresh_from_db()

    with pytest.raises(ValidationError, match="was accepted"):
        actions.invite_again(invitation=invitation, by=world.amina)


def test_only_whoever_could_have_sent_it_may_withdraw_it(world):
    invitation = invite(world)
    world.everybody()

    may = [name for name in ("amina", "ben", "chidi", "dana", "esi", "farah", "stan")
           if can_withdraw_invitation(getattr(world, name), invitation)]  # fmt: skip

    assert may == ["amina", "esi"]
    assert can_invite(world.ben, world.ward_7) is False


# --- strangers ------------------------------------------------------------------------------------------------------


def test_a_stranger_gets_an_account_at_the_invited_address_and_nowhere_else(world):
    account = actions.join_by_invitation(invitation=invite(world), name="Kwame M")

    assert (account.email, account.person.name, account.is_staff) == (KWAME, "Kwame M", False)
    assert Membership.objects.get(person=account.person).space_id == world.ward_7.pk


def test_a_stranger_takes_the_language_and_zone_of_the_space(world):
    Space.objects.filter(pk=world.ward_7.pk).update(language="fr-ca", time_zone="America/Toronto")
    invitation = invite(world)

    person = actions.join_by_invitation(invitation=Invitation.objects.get(pk=invitation.pk), name="Kwame").person

    person.refresh_from_db()
    assert (person.language, person.time_zone) == ("fr-ca", "America/Toronto")


def test_where_the_address_has_an_account_its_owner_signs_in_instead(world):
    kwame()

    with pytest.raises(ValidationError) as error:
        actions.join_by_invitation(invitation=invite(world), name="Somebody else")

    assert list(error.value.message_dict) == ["email"]
    assert Person.objects.filter(name="Somebody else").count() == 0


def test_a_stranger_with_a_link_that_was_withdrawn_gets_no_account(world):
    invitation = invite(world)
    actions.withdraw_invitation(invitation=invitation, by=world.amina)

    with pytest.raises(ValidationError, match="withdrawn"):
        actions.join_by_invitation(invitation=invitation, name="Kwame")
    assert Account.objects.filter(email=KWAME).count() == 0


def test_of_ten_thousand_forged_links_none_opens(world):
    invitation = invite(world)
    real = secret_of(invitation)
    forged = [secrets.token_urlsafe(32) for _ in range(9_000)]
    forged += [real[:place] + ("A" if real[place] != "A" else "B") + real[place + 1 :] for place in range(len(real))]
    forged += [real[:-length] for length in range(1, len(real))] + [real + str(number) for number in range(915)]

    opened = [secret for secret in forged[::50] if invitation_with(secret)]

    assert (len(forged), opened) == (10_000, [])
    assert invitation.digest not in {digest_of(secret) for secret in forged}
    assert invitation_with(real) == invitation


def test_links_of_invitations_that_differ_in_anything_differ(world):
    other = CollaborativeFactory()
    MembershipFactory(space=other, role=Role.DIRECTOR, person=world.esi)
    offered = [
        invite(world),
        invite(world, role=Role.PARTNER),
        invite(world, email="k2@example.org"),
        invite(world, space=TeamFactory(parent=other)),
    ]

    assert len({secret_of(invitation) for invitation in offered}) == 4
