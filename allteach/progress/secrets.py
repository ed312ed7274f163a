"""The secret in the link that a sponsor gets by mail."""

from base64 import urlsafe_b64encode

from django.utils.crypto import salted_hmac

from allteach.progress.models import SponsorLink


def secret_of(link: SponsorLink) -> str:
    """The 256 bits in the link, kept nowhere: made anew from the row and the site's own key whenever a mail is sent."""
    moment = int(link.made_at.timestamp() * 1_000_000)
    said = f"{link.report_id}:{link.sponsor_id}:{moment}"
    made = salted_hmac("allteach.progress.sponsor_link", said, algorithm="sha256").digest()
    return urlsafe_b64encode(made).decode().rstrip("=")
