"""Where am I: the path, the tabs; and when: the timeline."""

from allteach.web.templatetags.ui.drawing import check, draw, register


@register.simple_tag
def path(crumbs):
    """The way here: `navigation.Crumb` values, the outermost first."""
    return draw("path", crumbs=crumbs)


@register.simple_tag
def tabs(tabs, *, label, is_beside=False):
    """The pages of one space: `navigation.Tab` values. `label` says of what. They wrap; nothing hides.

    `is_beside`: a second, quieter row with the pages of the current tab.
    """
    return draw("tabs", tabs=tabs, label=label, is_beside=is_beside)


@register.simple_block_tag
def timeline(content, *, wide=False):
    """What happens when, in order; `moment` makes each. `wide`: when the times are said in more than a word or two."""
    return draw("timeline", content=content, wide=wide)


@register.simple_block_tag
def moment(content, *, when, state="later", machine=""):
    """One moment of a timeline. `state`: done, now, later. `machine` is the date as 2026-03-14."""
    check("moment", state=(state, ("done", "now", "later")))
    return draw("moment", content=content, when=when, state=state, machine=machine)
