"""What a coach notes about ward 7, for the team and for herself, and asks the other coaches."""

from allteach.meetings.actions.circle import ask_circle
from allteach.meetings.actions.contacts import log_contact
from allteach.meetings.models import CircleQuestion, Contact

FOUND_BY = {
    "canaryprivatenote": {"dana"},  # Its author's alone.
    "canaryaskedcircle": {"dana"},  # Coaches among themselves: neither teams nor the director.
    "canarysharednote": {"amina", "ben", "dana", "esi", "hana", "jon"},  # The team and those who lead: not its sponsor.
}


def plant(world) -> None:
    """Log a contact with both notes, and ask the circle."""
    log_contact(
        team=world.ward_7,
        way="phone",
        minutes=20,
        shared_note="We spoke canarysharednote",
        private_note="Tired canaryprivatenote",
        people=[world.amina],
        by=world.dana,
    )
    ask_circle(collaborative=world.falls, team=world.ward_7, words="What helps canaryaskedcircle?", by=world.dana)


def addresses(_world) -> list[str]:
    """Where they would stand."""
    return [
        "/teams/ward-7/contacts/",
        "/teams/ward-7/contacts/?as=csv",
        "/spaces/falls/caseloads/?as=csv",
        "/spaces/falls/circle/",
        "/spaces/falls/record/",
        "/spaces/ward-7/record/",
        "/me/data/data.json",
        "/me/data/data.txt",
        "/find/?q=tired",
        "/api/spaces/falls/teams",
        *(f"/teams/ward-7/contacts/{contact.pk}/" for contact in Contact.objects.all()),
        *(f"/spaces/falls/circle/{question.pk}/" for question in CircleQuestion.objects.all()),
    ]
