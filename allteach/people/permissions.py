"""What a person may do with a profile and its keys: only with their own; and who looks after the installation."""

from allteach.people.models import Person, Token


def can_see_installation(person: Person) -> bool:
    """Whoever runs the installation: that the site works, never what teams write."""
    account = getattr(person, "account", None)
    return account is not None and account.is_staff and account.is_active


def can_change_profile(person: Person, whose: Person) -> bool:
    """Nobody writes in another's profile, not even staff."""
    return person.pk is not None and person.pk == whose.pk and person.left_at is None


def can_make_token(person: Person, whose: Person) -> bool:
    """Everybody may make keys of their own: a key may do no more than its person."""
    return can_change_profile(person, whose)


def can_end_token(person: Person, token: Token) -> bool:
    return person.pk is not None and person.pk == token.person_id
