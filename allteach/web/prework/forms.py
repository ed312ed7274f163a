"""What is asked of those who sign off pre-work, and of teams that review how ready they are."""

from django import forms
from django.utils.translation import gettext_lazy as _

from allteach.collaboratives.models import ReadinessReview, SignOff
from allteach.collaboratives.readiness import LEVELS, QUESTIONS
from allteach.web.fields import Option
from allteach.web.forms import ActionForm
from allteach.web.questions import checked, version, words

OUTCOMES = (
    ("ready", Option(ReadinessReview.Outcome.READY.label, _("Nothing stands in the way."))),
    ("with_help", Option(ReadinessReview.Outcome.WITH_HELP.label, _("Begin, and somebody helps."))),
    ("pause", Option(ReadinessReview.Outcome.PAUSE.label, _("Something has to be put right first, with help."))),
)


class SignOffForm(ActionForm):
    """Saying that an item is done."""

    was_checked = checked()
    words = words(SignOff, "words", hint=_("What you saw, if the record does not show it. No names of patients."))


class UndoForm(ActionForm):
    """Saying that it is not done after all."""

    was_checked = checked()
    reason = forms.CharField(
        label=_("Why is it not done after all?"), help_text=_("Whoever signed it off reads this."), max_length=300
    )


class ReadinessForm(ActionForm):
    """Twelve answers with what shows them, what follows, and who helps."""

    was_checked = checked()
    version = version()

    def __init__(self, *args, review: ReadinessReview | None, is_of_today: bool = False, **kwargs):
        initial = {}
        if review is not None:
            initial = {
                **{f"answer_{key}": answer for key, answer in review.answers.items()},
                **{f"evidence_{key}": text for key, text in review.evidence.items()},
                "outcome": review.outcome,
                "help_words": review.help_words,
                "helper": review.helper,
                "version": review.version if is_of_today else None,
            }
        super().__init__(*args, initial=initial, **kwargs)
        for key, question in QUESTIONS.items():
            self.fields[f"answer_{key}"] = forms.TypedChoiceField(
                label=question.words, choices=list(LEVELS.items()), coerce=int, widget=forms.RadioSelect
            )
            self.fields[f"evidence_{key}"] = forms.CharField(label=_("What shows it"), required=False, max_length=300)
        self.fields["outcome"] = forms.ChoiceField(label=_("What follows?"), choices=OUTCOMES, widget=forms.RadioSelect)
        self.fields["help_words"] = words(ReadinessReview, "help_words", hint=_("What, and by when."))
        self.fields["helper"] = words(ReadinessReview, "helper", hint=_("A name or a post."))

    @property
    def pairs(self):
        """Each question with what shows it."""
        return [(self[f"answer_{key}"], self[f"evidence_{key}"]) for key in QUESTIONS]

    def submit(self, action, **known) -> bool:
        """Hand the answers over together."""
        if not self.is_valid():
            return False
        said = self.cleaned_data
        self.cleaned_data = {
            "answers": {key: said[f"answer_{key}"] for key in QUESTIONS},
            "evidence": {key: said[f"evidence_{key}"] for key in QUESTIONS},
            **{name: said[name] for name in ("outcome", "help_words", "helper", "was_checked", "version")},
        }
        done = super().submit(action, **known)
        if not done:
            self.cleaned_data = {**said, **self.cleaned_data}
        return done

    def is_valid(self) -> bool:
        """Whether it can be read; asked once more after the answers were gathered."""
        return "answers" in getattr(self, "cleaned_data", {}) or super().is_valid()
