"""The desk: what needs this person, each thing finished where it stands."""

from allteach.web.templatetags.ui.drawing import draw, register


@register.simple_block_tag
def needs(content):
    """The list of what needs somebody; `need` makes each."""
    return draw("needs", content=content)


@register.simple_block_tag
def need(content, *, title, to="", why="", due="", is_due_now=False):
    """One thing that needs somebody: its name, why, by when, and in the block the way to finish it here."""
    return draw("need", content=content, title=title, to=to, why=why, due=due, is_due_now=is_due_now)


@register.simple_block_tag
def all_done(content):
    """The end of the desk, said in words."""
    return draw("all_done", content=content)
