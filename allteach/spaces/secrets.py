"""The secret in an invitation's link."""

import hashlib
from base64 import urlsafe_b64encode

from django.utils.crypto import salted_hmac

from allteach.spaces.models import Invitation


def secret_of(invitation: Invitation) -> str:
    """The 256 bits in the link, kept nowhere: made anew from the row and the site's own key whenever a mail is sent.

    So a mail that must be sent again holds the same link as before, and whoever reads the database has no link at all.
    """
    moment = int(invitation.made_at.timestamp() * 1_000_000)
    said = f"{invitation.space_id}:{invitation.email}:{invitation.role}:{moment}"
    made = salted_hmac("allteach.spaces.invitation", said, algorithm="sha256").digest()
    return urlsafe_b64encode(made).decode().rstrip("=")


def digest_of(secret: str) -> str:
    """What the row keeps of its secret: enough to know it again, not to make it."""
    return hashlib.sha256(secret.encode()).hexdigest()
