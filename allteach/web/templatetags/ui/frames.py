"""What holds other things: panels, callouts, empty places, things that open."""

from django.utils.text import slugify

from allteach.web.templatetags.ui.drawing import check, draw, register

LEVELS = (2, 3, 4)


@register.simple_block_tag
def panel(content, *, title="", level=2, tone="plain", aside="", ident=""):
    """A titled section of a page.

    `tone`: plain; flush, whose table or list touches the edges; bare, without a frame. `aside` is a few quiet words at
    the right of the title. `ident` is the address of the section (`#measures`); otherwise it is made from the title.
    """
    check("panel", tone=(tone, ("plain", "flush", "bare")), level=(level, LEVELS))
    ident = ident or slugify(title)
    return draw("panel", content=content, title=title, level=level, tone=tone, aside=aside, ident=ident)


@register.simple_block_tag
def callout(content, *, title="", tone="soon", button="", to=""):
    """One thing to know before the rest, with at most one link to act on it.

    `tone`: soon, which waits for this person (the only marigold of a page); calm; ask, a question about something odd;
    wrong, a mistake. The words say it too.
    """
    check("callout", tone=(tone, ("soon", "calm", "ask", "wrong")))
    return draw("callout", content=content, title=title, tone=tone, button=button, to=to)


@register.simple_block_tag
def notice(content, *, tone="saved"):
    """An answer to what was just done. `tone`: saved, said (neither good nor bad), wrong. Spoken by screen readers."""
    check("notice", tone=(tone, ("saved", "said", "wrong")))
    return draw("notice", content=content, tone=tone)


@register.simple_block_tag
def empty(content, *, title="", button="", to=""):
    """Where something will stand: one sentence on what, and one way to begin."""
    return draw("empty", content=content, title=title, button=button, to=to)


@register.simple_block_tag
def opens(content, *, title, is_open=False):
    """Something secondary that opens when asked for. Works without JavaScript."""
    return draw("opens", content=content, title=title, is_open=is_open)


@register.simple_block_tag
def quote(content, *, by=""):
    """What somebody said, and who."""
    return draw("quote", content=content, by=by)


@register.simple_tag
def page_head(title, *, lead="", actions=()):
    """The name of a page that stands in no space, a sentence under it, and at most two `navigation.Action`."""
    return draw("page_head", title=title, lead=lead, actions=actions)
