"""Short marks: tags, counts, faces, chips, links that look like buttons."""

from decimal import Decimal
from zlib import crc32

from allteach.core.language import language_now
from allteach.web.templatetags.ui.drawing import check, draw, register

TAG_TONES = ("plain", "brand", "soon", "late", "better", "worse", "outline", "community", "professional")
FACE_TONES = ("a", "b", "c", "d")
BUTTON_KINDS = ("main", "second", "warning")


@register.simple_tag
def tag(words, *, tone="plain"):
    """A few words on the state of something. Colour repeats what the words say."""
    check("tag", tone=(tone, TAG_TONES))
    return draw("tag", words=words, tone=tone)


@register.filter
def plainly(number):
    """A number without the noughts that its column adds: 1.5, not 1.5000; in the reader's form."""
    if number is None:
        return ""
    places = max(0, -Decimal(number).normalize().as_tuple().exponent)
    return language_now().number(float(number), places)


@register.filter
def in_unit(number, unit):
    """A number with its unit, the space between them as the reader's language has it: 80%, 1.5 per 1,000."""
    return f"{plainly(number)}{language_now().unit_after(unit)}" if number is not None else ""


@register.simple_tag
def count(number, *, waits=False):
    """How many, beside a name. `waits`: some of them wait for this person."""
    return draw("count", number=number, waits=waits)


@register.simple_tag
def face(name, *, large=False, named=False):
    """A person's initials. Always the same tint for the same name.

    Hidden from screen readers, since the name stands beside it; `named` says the name when nothing else does.
    """
    return draw("face", name=name, initials=initials(name), tone=tint(name), large=large, named=named)


def initials(name: str) -> str:
    """Two letters for a face without a photograph: of the first name and the last."""
    parts = str(name).split()
    return "".join(part[0] for part in (parts[0], *parts[1:][-1:])).upper() if parts else "?"


def tint(name: str) -> str:
    """One of four tints, spread evenly over names."""
    return FACE_TONES[crc32(str(name).encode()) % len(FACE_TONES)]


@register.simple_tag
def button(words, *, kind="main", to="", small=False, name="", value="", about=""):
    """A button that sends its form or, with `to`, a link that looks like one.

    `kind`: main (one a page), second, warning (takes something away). `name` and `value` tell a form which button was
    pressed. `about` finishes the words for those who hear them without the page around: "Sign in", "as Amina Yusuf".
    """
    check("button", kind=(kind, BUTTON_KINDS))
    return draw("button", words=words, kind=kind, to=to, small=small, name=name, value=value, about=about)


@register.simple_block_tag
def buttons(content):
    """The last row of a form: its buttons, and links beside them."""
    return draw("buttons", content=content)


@register.simple_block_tag
def chips(content, *, label, is_label_shown=False):
    """Choices on one line that lead somewhere; `chip` makes each. `label` says of what; it can be shown."""
    return draw("chips", content=content, label=label, is_label_shown=is_label_shown)


@register.simple_tag
def chip(words, *, to, is_current=False, number=None):
    """One choice among chips."""
    return draw("chip", words=words, to=to, is_current=is_current, number=number)


@register.simple_tag
def mark(kind):
    """A small sign before words that say the same. `kind`: done, soon, ask, wrong."""
    check("mark", kind=(kind, ("done", "soon", "ask", "wrong")))
    return draw("mark", kind=kind)
