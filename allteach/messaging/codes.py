"""A code that shows that an address is somebody's, sent while they wait for it."""

import logging

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from allteach.messaging.rendering import paragraphs_of, text_of

log = logging.getLogger(__name__)


def send_code(*, email: str, name: str, code: str, language: str) -> None:
    """Send a code now. Raises ValidationError, in words, when the mail server cannot be reached or refuses."""
    with translation.override(language):
        subject, text = text_of("address_code", {"name": name, "code": code, "support": settings.SUPPORT_ADDRESS})
        shown = {"subject": subject, "language": language, "paragraphs": paragraphs_of(text)}
        mail = EmailMultiAlternatives(subject, text, to=[email], headers={"Auto-Submitted": "auto-generated"})
        mail.attach_alternative(render_to_string("messaging/letter.html", shown), "text/html")
        try:
            mail.send()
        except OSError as failure:  # smtplib's own errors are OSErrors too.
            log.warning("A code was not sent: %s.", type(failure).__name__)
            raise ValidationError(_("The mail could not be sent. Please try again in a minute.")) from None
