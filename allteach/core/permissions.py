"""The line every edge writes before it acts."""

from django.core.exceptions import PermissionDenied


def allow(answer: bool, words: str = "") -> None:
    """Go on if the answer is yes; otherwise the edge says 403, with the words if there are any."""
    if not answer:
        raise PermissionDenied(words)
