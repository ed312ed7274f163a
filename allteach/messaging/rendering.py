"""A letter as a mail: plain text, and the same words as HTML."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import timezone, translation
from django.utils.text import normalize_newlines

from allteach.messaging.letters import Address, Contents, decline_link
from allteach.messaging.models import Message
from allteach.messaging.notices import Letter

ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a letter; one whose last line is an address is a link of its first line's words."""

    words: str
    link: str = ""


def mail_of(message: Message, letter: Letter, contents: Contents, address: Address) -> EmailMultiAlternatives:
    """The mail in its reader's language: text, and HTML with the same words, made of the text."""
    with translation.override(address.language), timezone.override(address.time_zone):
        can_decline = letter.can_be_declined and message.person_id is not None
        known = contents | {
            "name": address.name,
            "site": settings.SITE_ADDRESS,
            "support": settings.SUPPORT_ADDRESS,
            "decline": decline_link(message) if can_decline else "",
        }
        subject, text = text_of(letter.key, known)
        shown = {"subject": subject, "language": translation.get_language(), "paragraphs": paragraphs_of(text)}
        page = render_to_string("messaging/letter.html", shown)
    mail = EmailMultiAlternatives(subject, text, to=[address.email], reply_to=[settings.SUPPORT_ADDRESS])
    mail.attach_alternative(page, "text/html")
    # The same mail sent twice has the same number, so that its reader's program may show it once.
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >")
    mail.extra_headers = {
        "Message-ID": f"<{message.letter}.{message.pk}@{host}>",
        "Auto-Submitted": "auto-generated",
    }
    if can_decline:
        mail.extra_headers["List-Unsubscribe"] = f"<{known['decline']}>"
    if message.event is not None and message.event.by is not None:
        mail.extra_headers["X-Allteach-By"] = str(message.event.by)
    return mail


def text_of(template: str, known: Contents) -> tuple[str, str]:
    """The subject, which is the template's first line, and the plain text with its foot.

    What people wrote stands on one line each: no name becomes a header, and nobody's words a link of ours.
    """
    known = {name: " ".join(value.split()) if isinstance(value, str) else value for name, value in known.items()}
    subject, _, said = _written(f"messaging/{template}.txt", known).partition("\n")
    text = f"{said.strip()}\n\n{_written('messaging/foot.txt', known).strip()}\n"
    return " ".join(subject.split()), text


def paragraphs_of(text: str) -> list[Paragraph]:
    """The text's paragraphs, which empty lines divide."""
    found = []
    for block in re.split(r"\n\s*\n", normalize_newlines(text).strip()):
        lines = [line.strip() for line in block.split("\n")]
        if len(lines) > 1 and ADDRESS.fullmatch(lines[-1]):
            found.append(Paragraph(" ".join(lines[:-1]), lines[-1]))
        else:
            found.append(Paragraph(" ".join(lines)))
    return found


def _written(template: str, known: Contents) -> str:
    """A text template filled in. Text is not HTML: nothing is escaped, and no name can become markup later."""
    return get_template(template).template.render(Context(known, autoescape=False))  # type: ignore[attr-defined]  # Django's own engine is the only one here
