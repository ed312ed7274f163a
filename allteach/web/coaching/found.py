"""What an address names of contacts, visits and the circle, if this person may know that it exists; otherwise 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from allteach.meetings.models import CircleQuestion, Commitment, Contact, Visit
from allteach.spaces.models import Space


def find_contact(request: HttpRequest, team: Space, contact: int) -> Contact:
    """One contact with its meeting and who made it."""
    shown = Contact.objects.visible_to(request.person).with_names()
    found = get_object_or_404(shown, pk=contact, team_id=team.pk)
    found.team = team
    return found


def find_agreement(request: HttpRequest, team: Space, commitment: int) -> Commitment:
    """Something that was agreed in a contact with a team, if its contacts may be read."""
    contacts = Contact.objects.visible_to(request.person).filter(team=team.pk)
    agreed = Commitment.objects.filter(meeting__in=contacts.values("meeting"))
    return get_object_or_404(agreed.select_related("meeting", "team", "owner"), pk=commitment)


def find_visit(request: HttpRequest, team: Space, visit: int) -> Visit:
    """One visit with its meeting and who comes."""
    found = get_object_or_404(Visit.objects.visible_to(request.person).with_names(), pk=visit, team_id=team.pk)
    found.team = team
    return found


def find_question(request: HttpRequest, space: Space, question: int) -> CircleQuestion:
    """One question of the coaches' circle, with its answers."""
    shown = CircleQuestion.objects.visible_to(request.person).with_names()
    return get_object_or_404(shown, pk=question, collaborative_id=space.pk)
