"""Forms about storyboards and leaflets."""

from django import forms
from django.utils.translation import gettext_lazy as _

from allteach.progress.actions.leaflets import SENTENCES
from allteach.progress.actions.storyboards import BOXES
from allteach.progress.models import Leaflet, Storyboard
from allteach.web.forms import ActionForm
from allteach.web.questions import checked, version, words
from allteach.web.shared_forms import SharedForm


class StoryboardForm(SharedForm):
    """The three boxes of a storyboard, and a headline."""

    SHARED = BOXES
    was_checked = checked()
    headline = words(Storyboard, "headline", hint=_("Stands beside your team’s name: “a goal that is mine”."))
    surprised = words(Storyboard, "surprised", rows=4, hint=_("What you did not expect, good or bad."))
    offers = words(Storyboard, "offers", rows=4, hint=_("What can others ask you about?"))
    wants = words(Storyboard, "wants", rows=4, hint=_("What would you ask the others?"))


class PressedForm(ActionForm):
    """A button that needs no answer."""


class ReviewForm(ActionForm):
    """That a patient partner has read the words of one version."""

    version = version()


class LeafletForm(SharedForm):
    """The sentences of a leaflet. All of them stand on it, and all can be changed."""

    SHARED = SENTENCES
    was_checked = checked()
    why = words(Leaflet, "why", rows=3, required=True, hint=_("From your aim. Say it as you would at the desk."))
    notice = words(Leaflet, "notice", rows=2, required=True)
    choice = words(Leaflet, "choice", rows=2, required=True)
    counting = words(Leaflet, "counting", rows=2, required=True, hint=_("That you share numbers and never names."))
    ideas = words(Leaflet, "ideas", rows=2, required=True)
    ask = words(Leaflet, "ask", rows=2, required=True, hint=_("A post and a place, not a person’s name."))


class LanguageForm(forms.Form):
    """In which language a leaflet begins."""

    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args, languages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(each.code, each.name) for each in languages]
