"""What rows are called."""

from allteach.spaces.models import (
    DataAgreement,
    DisclosurePolicy,
    Invitation,
    Membership,
    Party,
    Space,
    Standpoint,
    Subject,
)


def test_rows_say_what_they_are(world):
    note = Subject(title="What they taught us")

    assert str(Space(name="Falls")) == "Falls"
    assert str(Membership(person=world.ben, space=world.ward_7, role="partner")) == "Ben: Patient partner in Ward 7"
    assert str(Standpoint(person=world.ben, perspective="patient")) == "Ben: Patient"
    assert str(Invitation(email="kwame@example.org", space=world.ward_7)) == "kwame@example.org to Ward 7"
    assert str(DataAgreement(organisation=world.hospital, collaborative=world.falls)) == "Hill Hospital in Falls"
    assert str(DisclosurePolicy(space=world.falls)) == "What may be shown in Falls"
    assert str(note) == "What they taught us"
    assert str(Party(person=world.ben, subject=note)) == "Ben in What they taught us"
