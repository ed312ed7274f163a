"""Forms: the form itself, its questions, and what is to be put right."""

from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.translation import gettext as _

from allteach.web.templatetags.ui.drawing import check, draw, register

FIELD_TEMPLATE = "django/forms/field.html"  # The one that `{{ form }}` uses too.
WIDTHS = (0, 2, 3, 4, 5, 10, 20, 30)


@register.simple_block_tag(takes_context=True)
def action_form(context, content, *, form, to="", part=False, ident=""):
    """A form that is sent to an action: its key, its hidden fields, what is to be put right, then the block.

    `to` is where it is sent (this page, if nothing is said). With `part` htmx replaces only this form when it comes
    back with something to put right; the view then says `page(…, part=…)`. Without JavaScript it is an ordinary form.
    """
    request = context["request"]
    return draw(
        "action_form",
        content=content,
        form=form,
        to=to or request.get_full_path(),
        part=part,
        ident=ident,
        problems=problems_of(form),
        csrf_token=get_token(request),
    )


@register.simple_tag
def field(
    bound,
    *,
    label="",
    hint="",
    width=0,
    prefix="",
    suffix="",
    rows=0,
    chips=False,
    is_label_hidden=False,
    says_optional=True,
):
    """One question: label, hint, what is wrong, and the input, tied together for screen readers.

    `label` and `hint` stand in place of the form's own. `width` is how many letters the answer has room for (0: the
    whole column); `prefix` and `suffix` are units; `rows` the height of a long answer; `chips` shows a choice of few
    words on one line.
    """
    check("field", width=(width, WIDTHS))
    if label:
        bound.label = label
    if hint:
        bound.help_text = conditional_escape(hint)  # A form's own hint may hold links; what a page says may not.
    attributes = {}
    if width:
        attributes["class"] = f"at-input--{width}"
    if rows:
        attributes["rows"] = rows
    # A placeholder is gone as soon as one types: it stands only where no label is seen, and then is the label.
    attributes["placeholder"] = bound.label if is_label_hidden else False
    warnings = getattr(bound.form, "warnings", {}).get(bound.name, [])
    if warnings:
        attributes["aria-describedby"] = f"{bound.aria_describedby or ''} {bound.auto_id}_warning".strip()
    question = {
        "field": bound,
        "warnings": warnings,
        "control": bound.as_widget(attrs=attributes),
        "prefix": prefix,
        "suffix": suffix,
        "chips": chips,
        "is_label_hidden": is_label_hidden,
        "says_optional": says_optional,
    }
    return render_to_string(FIELD_TEMPLATE, question)


@register.simple_tag
def error_summary(*forms):
    """What is to be put right, above everything, each line a link to its question. Nothing when nothing is wrong."""
    return draw("error_summary", problems=[problem for form in forms for problem in problems_of(form)])


@register.simple_tag
def form_key(form):
    """The hidden fields of a form: its one-time key (sent twice, it makes one thing) and the version it edits."""
    return draw("form_key", form=form)


def problems_of(form) -> list[tuple[str, str]]:
    """What is wrong with a form, as words and the id of the question; the id is empty for the whole form.

    What Django says in general ("Please answer this.") is said with the question's name; what a rule of ours says
    names its matter itself.
    """
    if not form.is_bound:
        return []
    problems = []
    for name, errors in form.errors.as_data().items():
        bound = form[name] if name in form.fields else None
        is_asked = bound is not None and not bound.is_hidden
        for error in errors:
            words = " ".join(map(str, error.messages))
            if is_asked and error.code:
                said = "%(question)s %(words)s" if str(bound.label).endswith("?") else _("%(question)s: %(words)s")
                words = said % {"question": bound.label, "words": words}
            problems.append((words, first_input(bound) if is_asked else ""))
    return problems


def first_input(bound) -> str:
    """The id that a link to a question leads to: the first of several inputs."""
    return bound.id_for_label or f"{bound.auto_id}_0"
