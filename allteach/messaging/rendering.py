"""A letter as a mail: plain text, and the same words as HTML."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import timezone, translation
from django.utils.text import normalize_newlines

from allteach.messaging.letter import Contents, Letter
from allteach.messaging.letters import decline_link
from allteach.messaging.models import Message
from allteach.messaging.readers import Address

ADDRESS = re.compile(r"https?://\S+")
UNDERLINE = re.compile(r"-{3,}")
ITEM = "- "


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a letter; one whose last line is an address is a link of its first line's words."""

    words: str = ""
    link: str = ""
    is_heading: bool = False  # A line that is underlined.
    items: tuple["Paragraph", ...] = ()  # Lines that begin with a dash.


def mail_of(message: Message, letter: Letter, contents: Contents, address: Address) -> EmailMultiAlternatives:
    """The mail in its reader's language: text, and HTML with the same words, made of the text."""
    can_decline = letter.can_be_declined and message.person_id is not None
    decline = decline_link(message) if can_decline else ""
    with translation.override(address.language), timezone.override(address.time_zone):
        known = contents | {
            "name": address.name,
            "site": settings.SITE_ADDRESS,
            "support": settings.SUPPORT_ADDRESS,
            "decline": decline,
        }
        subject, text = text_of(letter.key, known)
        mail = mail_with(subject, text, to=address.email)
    mail.reply_to = [settings.SUPPORT_ADDRESS]
    # The same mail sent twice has the same number, so that its reader's program may show it once.
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >")
    mail.extra_headers["Message-ID"] = f"<{message.letter}.{message.pk}@{host}>"
    if can_decline:
        # One click in the reader's own program declines it (RFC 8058): the program posts to the address.
        mail.extra_headers["List-Unsubscribe"] = f"<{decline}>"
        mail.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if message.event is not None and message.event.by is not None:
        mail.extra_headers["X-Allteach-By"] = str(message.event.by)
    return mail


def mail_with(subject: str, text: str, *, to: str) -> EmailMultiAlternatives:
    """A mail of some words, as text and as HTML, in the language that is being spoken."""
    shown = {"subject": subject, "language": translation.get_language(), "paragraphs": paragraphs_of(text)}
    mail = EmailMultiAlternatives(subject, text, to=[to], headers={"Auto-Submitted": "auto-generated"})
    mail.attach_alternative(render_to_string("messaging/letter.html", shown), "text/html")
    return mail


def text_of(template: str, known: Contents) -> tuple[str, str]:
    """The subject, which is the template's first line, and the plain text with its foot.

    What people wrote stands on one line each: no name becomes a header, and nobody's words a link of ours.
    """
    known = {name: _on_one_line(value) for name, value in known.items()}
    subject, _, said = _written(f"messaging/{template}.txt", known).partition("\n")
    said = re.sub(r"\n{3,}", "\n\n", said.strip())
    text = f"{said}\n\n{_written('messaging/foot.txt', known).strip()}\n"
    return " ".join(subject.split()), text


def subject_of(template: str, known: Contents) -> str:
    """What a letter is about, in a few words: for the weekly letter, which tells it in one line."""
    return text_of(template, known | {"decline": ""})[0]


def paragraphs_of(text: str) -> list[Paragraph]:
    """The text's paragraphs, which empty lines divide: words, links, headings and lists."""
    found = []
    for block in re.split(r"\n\s*\n", normalize_newlines(text).strip()):
        lines = [line.strip() for line in block.split("\n")]
        if len(lines) > 1 and UNDERLINE.fullmatch(lines[1]):
            found.append(Paragraph(lines[0], is_heading=True))
            lines = lines[2:]
        if lines and lines[0].startswith(ITEM):
            found.append(Paragraph(items=tuple(_items(lines))))
        elif lines:
            found.append(_linked(lines))
    return found


def _items(lines: list[str]) -> list[Paragraph]:
    """The points of a list; the address of one stands on the line below it."""
    points: list[list[str]] = []
    for line in lines:
        if line.startswith(ITEM) or not points:
            points.append([line.removeprefix(ITEM)])
        else:
            points[-1].append(line)
    return [_linked(point) for point in points]


def _linked(lines: list[str]) -> Paragraph:
    if len(lines) > 1 and ADDRESS.fullmatch(lines[-1]):
        return Paragraph(" ".join(lines[:-1]), lines[-1])
    return Paragraph(" ".join(lines))


def _on_one_line(value: object) -> object:
    """The same without line ends, in whatever it holds."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Mapping):
        return {name: _on_one_line(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_on_one_line(each) for each in value]
    return value


def _written(template: str, known: Contents) -> str:
    """A text template filled in. Text is not HTML: nothing is escaped, and no name can become markup later."""
    return get_template(template).template.render(Context(known, autoescape=False))  # type: ignore[attr-defined]  # Django's own engine is the only one here
