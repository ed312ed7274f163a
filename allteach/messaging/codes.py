"""What somebody asked for a moment ago and waits for: codes, and news of their own account."""

import logging

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.translation import gettext as _

from allteach.messaging.actions import forget_refusal
from allteach.messaging.gate import hand_over_now, refused_among
from allteach.messaging.rendering import mail_with, text_of

log = logging.getLogger(__name__)


def send_code(*, email: str, name: str, code: str, language: str) -> None:
    """Send a code now. Raises ValidationError, in words, when the mail server cannot be reached or refuses."""
    with translation.override(language):
        subject, text = text_of("address_code", {"name": name, "code": code, "support": settings.SUPPORT_ADDRESS})
        try:
            send_asked_for(mail_with(subject, text, to=email))
        except OSError as failure:  # smtplib's own errors are OSErrors too.
            log.warning("A code was not sent: %s.", type(failure).__name__)
            raise ValidationError(_("The mail could not be sent. Please try again in a minute.")) from None


def send_asked_for(mail: EmailMultiAlternatives) -> None:
    """Send a mail that its reader waits for. Raises OSError when the server cannot be reached or refuses.

    An address that takes it takes mail: what was refused before is forgotten.
    """
    hand_over_now(mail)
    for digest in refused_among(mail.recipients()):
        forget_refusal(digest=digest)
