"""Answers about people and their accounts."""

from django.db.models import Q
from django.utils import timezone

from allteach.people.models import Token
from allteach.people.tokens import digest_of


def token_of(secret: str) -> Token | None:
    """The token in force with this secret, with its person; None if there is none. One query."""
    in_force = Q(ended_at=None, expires_on__gte=timezone.localdate(), person__account__is_active=True)
    return Token.objects.filter(in_force, digest=digest_of(secret)).select_related("person__account").first()
