"""When two people changed the same thing, and when something is to be taken away."""

from django.middleware.csrf import get_token

from allteach.web.templatetags.ui.drawing import check, draw, register


@register.simple_tag
def conflict(*, theirs, yours, their_name, changed_at, label, fields=(), is_own=False):
    """Two texts side by side: what somebody else saved meanwhile, and what this person typed. Nothing is lost.

    Stands above the questions of its form, which keeps what was typed: sending again replaces theirs. With `fields`,
    the answers that both changed, one press keeps mine, theirs or both (`settle`). `is_own` says that it was the same
    person, in another window.
    """
    return draw(
        "conflict",
        theirs=theirs,
        yours=yours,
        their_name=their_name,
        changed_at=changed_at,
        label=label,
        fields=fields,
        is_own=is_own,
    )


@register.simple_block_tag(takes_context=True)
def confirm(context, content, *, title, button, back, kind="warning", fields=(), ident="confirm"):
    """A question before something is taken away: what will happen, the button that does it, and the way back.

    Sends to the address of the page. `fields` are bound fields to answer first, such as a reason. `ident` names its
    heading, where a page has two.
    """
    check("confirm", kind=(kind, ("main", "warning")))
    request = context["request"]
    return draw(
        "confirm",
        content=content,
        title=title,
        button=button,
        back=back,
        kind=kind,
        fields=fields,
        ident=ident,
        address=request.get_full_path(),
        csrf_token=get_token(request),
    )
