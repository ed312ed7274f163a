"""What is asked of those who announce a round, apply, select and answer."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from allteach.collaboratives.application_form import MOST_PEOPLE, PERSON, Part, person_question
from allteach.collaboratives.models import Answer, Application, Decision, ProposedPerson, Recruitment
from allteach.collaboratives.participation import PROMISES
from allteach.collaboratives.queries.applications import Applied, Words
from allteach.people.models import Person
from allteach.web.fields import NativeDate, Option
from allteach.web.forms import ActionForm, CreatingForm
from allteach.web.questions import checked, day, version, words

LONGEST_TEXT = 3000
SEEN_PEOPLE = 5  # Places for people that are seen at once.
HINTS = {
    "site": _("If your organisation has several."),
    "region": _("As you would say it: East, the Highlands …"),
    "team_name": _("Leave it empty when it has the practice's name."),
    "plan": _("Three disciplines and a patient partner make a team. If you are not there yet: what is the plan?"),
    "sponsor_name": _("Somebody senior who can say yes, and who meets the team each month."),
    "why_now": _("150 words are plenty. How does it fit what your practice wants anyway?"),
    "population": _("For example: adults with type 2 diabetes who are registered with us."),
    "population_size": _("A guess will do. With fewer than thirty, charts say little."),
    "experience": _("What did not work is as interesting as what did."),
    "counts_by": _("A post or a name."),
    "may_be_studied": _("As you like: it counts neither for nor against you."),
}
LONG = {"plan": 3, "why_now": 6, "experience": 4}
MOST = {"patients": 10_000_000, "clinicians": 5000, "population_size": 10_000_000}


class RecruitmentForm(CreatingForm):
    """A round to announce, or to change."""

    was_checked = checked()
    opens_on = day(Recruitment, "opens_on", required=True)
    closes_on = day(Recruitment, "closes_on", required=True)
    places = forms.IntegerField(label=_("How many places?"), min_value=1, max_value=500)
    answer_days = forms.IntegerField(
        label=_("How many days has a practice to answer when a place is offered?"), min_value=1, max_value=90
    )
    contact = forms.EmailField(
        label=_("Where can practices ask?"),
        help_text=_("An e-mail address. Everybody can read it."),
        required=False,
        max_length=254,
    )
    words = words(
        Recruitment, "words", rows=5, hint=_("Information calls, travel money, whatever the charter does not say.")
    )


class ChangeRecruitmentForm(ActionForm):
    """A round that was announced."""

    was_checked = checked()
    opens_on = day(Recruitment, "opens_on", required=True)
    closes_on = day(Recruitment, "closes_on", required=True)
    places = forms.IntegerField(label=_("How many places?"), min_value=1, max_value=500)
    answer_days = forms.IntegerField(
        label=_("How many days has a practice to answer when a place is offered?"), min_value=1, max_value=90
    )
    contact = forms.EmailField(label=_("Where can practices ask?"), required=False, max_length=254)
    words = words(Recruitment, "words", rows=5)
    version = version()


class BeginForm(CreatingForm):
    """Beginning as oneself: only the practice's name is needed."""

    practice = forms.CharField(label=_("What is your practice or organisation called?"), max_length=160)


class NewcomerForm(ActionForm):
    """Beginning as somebody new: who, where to write, and for which practice."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.EmailField(
        label=_("Your e-mail address"), help_text=_("We send a code there. With it you come back, too."), max_length=254
    )
    practice = forms.CharField(label=_("What is your practice or organisation called?"), max_length=160)


class CodeForm(ActionForm):
    """The code that came by mail."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class PartForm(ActionForm):
    """One part of an application. What can be read is kept as meant; what cannot is kept as typed, and said."""

    was_checked = checked()
    version = version()

    def __init__(self, *args, part: Part, known: Applied, **kwargs):
        self.part = part
        application = known.application
        initial = {name: getattr(application, name) for name in part.questions}
        initial["version"] = application.parts.get(part.key, 0)
        if part.has_people:
            for person in known.people:
                initial |= {person_question(person.position, name): getattr(person, name) for name in PERSON}
        typed = {name: text for name, text in application.unread.items() if part.asks(name)}
        super().__init__(*args, initial=initial | typed, **kwargs)
        for name in part.questions:
            self.fields[name] = question_of(name)
        if part.has_people:
            for position in range(1, MOST_PEOPLE + 1):
                self.fields |= {person_question(position, name): question for name, question in person_fields().items()}

    @property
    def questions(self):
        """The questions of this part, but for those about people."""
        return [self[name] for name in self.part.questions]

    @property
    def first_lines(self):
        """The places for people that are seen at once, each with its questions."""
        return [self.line(position) for position in range(1, SEEN_PEOPLE + 1)]

    @property
    def more_lines(self):
        """The others."""
        return [self.line(position) for position in range(SEEN_PEOPLE + 1, MOST_PEOPLE + 1)]

    @property
    def opens_more(self) -> bool:
        """Whether somebody stands in one of the others already."""
        return any(question.value() or question.errors for _, line in self.more_lines for question in line.values())

    def line(self, position: int) -> tuple[int, dict]:
        """The questions about somebody, with their place."""
        return position, {name: self[person_question(position, name)] for name in PERSON}

    def keep(self, action, **known) -> bool:
        """Hand over everything that was typed. True if it is kept, also where something cannot be read yet."""
        if not self.is_bound:
            return False
        unread = {name: str(self.data.get(name, "")) for name in self.errors if name in self.fields}
        answers = {name: self.cleaned_data[name] for name in self.part.questions if name in self.cleaned_data}
        people = [
            {name: self.cleaned_data.get(person_question(position, name), "") for name in PERSON}
            for position in range(1, MOST_PEOPLE + 1)
        ]
        try:
            self.result = action(
                part=self.part,
                answers=answers,
                people=people if self.part.has_people else None,
                unread=unread,
                was_checked=self.cleaned_data.get("was_checked", False),
                version=self.cleaned_data.get("version"),
                **known,
            )
        except forms.ValidationError as broken_rule:
            self.add_broken_rule(broken_rule)
            return False
        newer = self.data.copy()
        newer["version"] = str(self.result.parts[self.part.key])
        self.data = newer
        return True

    def show(self, missing: Words) -> None:
        """Say what is missing beside its questions."""
        for name, said in missing.items():
            if name in self.fields and name not in self.errors:
                for sentence in said:
                    self.add_error(name, sentence)

    @classmethod
    def of_kept(cls, *, part: Part, known: Applied) -> "PartForm":
        """The part as it is kept, ready to say what is missing in it."""
        kept = cls(part=part, known=known)
        values = {name: kept[name].value() for name in kept.fields}
        typed = {name: value for name, value in values.items() if value not in (None, "", False)}
        return cls(typed, part=part, known=known)


def question_of(name: str) -> forms.Field:
    """One question of an application, as its row names it."""
    if name == "promises":
        return forms.MultipleChoiceField(
            label=_("We promise"),
            choices=[(row.key, row.words) for row in PROMISES.values()],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
    label = capfirst(Application._meta.get_field(name).verbose_name)
    if name == "may_be_studied":
        return forms.BooleanField(label=label, help_text=HINTS[name], required=False)
    asked = {"label": label, "help_text": HINTS.get(name, ""), "required": False}
    if name in MOST:
        return forms.IntegerField(min_value=0, max_value=MOST[name], **asked)
    if name in ("can_list", "can_count"):
        return forms.ChoiceField(choices=Answer.choices, widget=forms.RadioSelect, **asked)
    if name == "sponsor_email":
        return forms.EmailField(max_length=254, **asked)
    if name in LONG:
        return forms.CharField(max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": LONG[name]}), **asked)
    return forms.CharField(max_length=Application._meta.get_field(name).max_length, **asked)


def person_fields() -> dict[str, forms.Field]:
    """The questions about somebody who is proposed."""
    roles = [(role.value, role.label) for role in ProposedPerson.ROLES]
    return {
        "name": forms.CharField(label=_("Name"), max_length=120, required=False),
        "role": forms.ChoiceField(label=_("In the team"), choices=[("", _("Choose")), *roles], required=False),
        "discipline": forms.CharField(
            label=_("Discipline"), help_text=_("Nurse, physician, reception …"), max_length=80, required=False
        ),
        "email": forms.EmailField(label=_("E-mail address"), max_length=254, required=False),
        "hours": forms.DecimalField(
            label=_("Hours a week"), min_value=0, max_value=60, max_digits=4, decimal_places=1, required=False
        ),
    }


class WriterForm(CreatingForm):
    """A colleague who should write too."""

    name = forms.CharField(label=_("Their name"), max_length=120)
    email = forms.EmailField(label=_("Their e-mail address"), max_length=254)


class SupportForm(ActionForm):
    """The name of whoever signs."""

    name = forms.CharField(label=_("Your name, as you sign"), max_length=160)


class PaperForm(ActionForm):
    """Support that was signed on paper."""

    name = forms.CharField(label=_("Who signed?"), max_length=160)


class DecideForm(ActionForm):
    """A decision on an application, with its reasons."""

    was_checked = checked()
    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[
            (Decision.ACCEPT.value, Option(Decision.ACCEPT.label, _("A place is offered."))),
            (Decision.SUPPORT.value, Option(Decision.SUPPORT.label, _("A place, and help that you name."))),
            (Decision.WAIT.value, Option(Decision.WAIT.label, _("Moves up when a place comes free."))),
            (Decision.DECLINE.value, Option(Decision.DECLINE.label, _("With words that help them next time."))),
        ],
        widget=forms.RadioSelect,
    )
    reasons = words(
        Application,
        "reasons",
        rows=3,
        hint=_("Only those who select read them. Being small or poor is no reason."),
    )
    support = words(Application, "support", rows=2, hint=_("What help, by whom. The practice reads it."))
    feedback = words(
        Application, "feedback", rows=4, hint=_("Stands in the letter. Say what was good, and what would help.")
    )
    rank = forms.IntegerField(
        label=_("Place on the waiting list"),
        help_text=_("Empty: after those who wait already."),
        min_value=1,
        max_value=500,
        required=False,
    )
    version = version()


class TakePlaceForm(ActionForm):
    """Taking the place, with the participation and the data-sharing agreement."""

    promises = forms.MultipleChoiceField(
        label=_("Participation agreement"),
        help_text=_("Everybody who takes part promises all of these."),
        choices=[(row.key, row.words) for row in PROMISES.values()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    names_teams = forms.BooleanField(
        label=_("Our team may be named to the other teams"),
        help_text=_("Otherwise they know it by a code, and so you know theirs."),
        required=False,
        initial=True,
    )
    may_publish = forms.BooleanField(label=_("Our results may be published"), required=False)
    signatory = forms.CharField(
        label=_("Who signs for the practice?"), help_text=_("Name and post."), max_length=160, required=False
    )


class GiveUpForm(ActionForm):
    """Saying no to a place."""

    was_checked = checked()
    words = words(Application, "answer_words", rows=3, hint=_("If you like. It helps us plan the next round."))


class ExtendForm(ActionForm):
    """Giving a practice longer to answer."""

    answer_by = forms.DateField(label=_("They may answer until"), widget=NativeDate)


class FormTeamForm(ActionForm):
    """Making a team from its application."""

    coach = forms.ModelChoiceField(
        label=_("Who coaches the team?"), queryset=Person.objects.none(), empty_label=_("Later"), required=False
    )

    def __init__(self, *args, coaches, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["coach"].queryset = coaches
