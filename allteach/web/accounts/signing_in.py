"""What follows when somebody has signed in, by whichever way."""

from allteach.people.actions import record_sign_in


def remember(sender, request, user, **how) -> None:
    """Keep who signed in, and when."""
    record_sign_in(account=user)
