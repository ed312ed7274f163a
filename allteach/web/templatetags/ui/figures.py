"""Figures with their meaning beside them, facts, and how far something has come."""

from django.utils.translation import gettext as _

from allteach.web.templatetags.ui.drawing import draw, register


@register.simple_block_tag
def stats(content, *, label):
    """A row of figures; `stat` makes each."""
    return draw("stats", content=content, label=label)


@register.simple_tag
def stat(*, label, value, of="", note=""):
    """A figure, what it is, out of how many, and what it means: never a bare number.

    `of` is a number, or words.
    """
    if isinstance(of, int):
        of = _("of %(number)d") % {"number": of}
    return draw("stat", label=label, value=value, of=of, note=note)


@register.simple_tag
def meter(*, value, most, words, show_words=True):
    """How far something has come. The words say it; the bar shows it. `value` and `most` are numbers."""
    return draw("meter", value=max(0, min(value, most)), most=most or 1, words=words, show_words=show_words)


@register.simple_block_tag
def facts(content, *, wide=False):
    """A list of facts, each a name and what it is; `fact` makes each. `wide`: when the names are said in many words."""
    return draw("facts", content=content, wide=wide)


@register.simple_block_tag
def fact(content, *, name, change="", change_words=""):
    """One fact. `change` is the address where it can be changed."""
    return draw("fact", content=content, name=name, change=change, change_words=change_words)


@register.simple_tag
def progress(*, words, done=None, most=None, address="", is_finished=False):
    """Work that goes on behind the page: says how far it is, and asks again by itself until it is finished.

    `address` answers with this part. A page that shows it also puts `{% asks_again address %}` into its `head` block,
    which does the same for those without JavaScript. Leaving the page stops nothing.
    """
    return draw("progress", words=words, done=done, most=most, address=address, is_finished=is_finished)


@register.simple_tag
def asks_again(*, address="", seconds=5, is_finished=False):
    """For the `head` block of a page with `progress`: without JavaScript the page asks again by itself."""
    return draw("asks_again", address=address, seconds=seconds, is_finished=is_finished)


@register.simple_tag
def copy_box(*, label, text, ident):
    """A text to take along: shown whole and selectable, with a button that copies it where the browser can."""
    return draw("copy_box", label=label, text=text, ident=ident)
