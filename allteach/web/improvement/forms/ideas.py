"""The form about a change idea."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from allteach.improvement.models import CareElement, ChangeIdea
from allteach.web.forms import ActionForm, CreatingForm
from allteach.web.questions import checked, one_of, version, words


class IdeaQuestions(ActionForm):
    """An idea, told so that another team can try it."""

    was_checked = checked()
    title = words(ChangeIdea, "title", required=True, hint=_("In a few words: “Goal card with confidence”."))
    plain_summary = words(ChangeIdea, "plain_summary", rows=3, required=True)
    driver = words(ChangeIdea, "driver", hint=_("What gets better if it works: “patients set their own goals”."))
    first_test = words(ChangeIdea, "first_test", rows=2, hint=_("What could one try next Tuesday, with one patient?"))
    care_element = forms.ChoiceField(
        label=capfirst(ChangeIdea._meta.get_field("care_element").verbose_name),
        required=False,
        choices=[("", _("Not said")), *CareElement.choices],
    )
    evidence = one_of(ChangeIdea, "evidence", required=True)
    origin = one_of(ChangeIdea, "origin", required=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("What is the idea?")


class IdeaForm(IdeaQuestions, CreatingForm):
    """A new idea."""


class ReviseIdeaForm(IdeaQuestions):
    """An idea told better, or with what is known by now."""

    version = version()
