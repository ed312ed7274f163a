"""What is asked of people about spaces, invitations and agreements."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allteach.people.models import Organisation, Person
from allteach.spaces.queries import Signing
from allteach.spaces.roles import Perspective, Role
from allteach.web.fields import DateInBoxesField, Option
from allteach.web.forms import ActionForm, CreatingForm

# What each role is for whoever gives it, in a line. What it may do is in spaces/roles.py alone.
HINTS = {
    Role.DIRECTOR: _("Runs the collaborative: teams, measures, agreements, people."),
    Role.CHAIR: _("Fronts the collaborative and approves its charter."),
    Role.FACULTY: _("Teaches and answers; sees what teams share."),
    Role.IMPROVEMENT_ADVISER: _("Defines measures and helps with charts; sees every number."),
    Role.COACH: _("Supports teams: sees their drafts and numbers, enters nothing."),
    Role.TEAM_LEAD: _("Leads the team, invites people and may do everything there."),
    Role.CLINICAL_LEAD: _("May do what a team member may; the clinician who can say yes."),
    Role.DATA_LEAD: _("A team member who also corrects numbers that were sent."),
    Role.TEAM_MEMBER: _("Sees everything of the team, enters numbers, tests changes."),
    Role.PARTNER: _("Speaks from experience of care, and may do all that a team member may."),
    Role.SPONSOR: _("Reads the team's numbers and removes what is in its way."),
    Role.EVALUATOR: _("Studies how people learn; sees what teams share."),
    Role.FUNDER: _("Sees the collaborative as a whole, no single team."),
    Role.MEMBER: _("Takes part and reads."),
}


def choices_of(roles: frozenset[Role]) -> list[tuple[str, Option]]:
    """Roles in the order of the table, as choices."""
    return [(role.value, Option(role.label, HINTS[role])) for role in Role if role in roles]


class InvitationForm(CreatingForm):
    """Whom to invite, and as what."""

    name = forms.CharField(label=_("Their name"), max_length=120)
    email = forms.EmailField(label=_("Their e-mail address"), max_length=254)
    role = forms.ChoiceField(label=_("As"), widget=forms.RadioSelect)
    perspective = forms.ChoiceField(
        label=_("Where they speak from"),
        help_text=_("They can change this. It gives no rights."),
        choices=[("", _("Not said")), *Perspective.choices],
        required=False,
    )
    words = forms.CharField(
        label=_("A few words to them"),
        help_text=_("They stand in the mail. No patient details."),
        max_length=500,
        required=False,
        widget=forms.Textarea,
    )

    def __init__(self, *args, roles: frozenset[Role], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = choices_of(roles)


class RoleForm(ActionForm):
    """What somebody is to be."""

    role = forms.ChoiceField(label=_("New role"), widget=forms.RadioSelect)

    def __init__(self, *args, roles: frozenset[Role], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = choices_of(roles)


class ReplacementForm(CreatingForm):
    """Who takes over a role."""

    name = forms.CharField(label=_("Name of whoever takes over"), max_length=120)
    email = forms.EmailField(label=_("Their e-mail address"), max_length=254)


class HandOverForm(ActionForm):
    """To whom a lead's role goes."""

    to = forms.ModelChoiceField(
        label=_("Hand over to"), queryset=Person.objects.none(), empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people


class PerspectivesForm(ActionForm):
    """Where somebody speaks from: several, or none."""

    perspectives = forms.MultipleChoiceField(
        label=_("I speak as"),
        help_text=_("Others in this space see it. It gives no rights and takes none."),
        choices=Perspective.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class AgreementForm(CreatingForm):
    """What one or many organisations agreed."""

    organisations = forms.ModelMultipleChoiceField(
        label=_("For which organisations"), queryset=Organisation.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    ground = forms.CharField(
        label=_("On what ground"),
        help_text=_("For example: agreement signed on paper, or numbers that are published already and where."),
        max_length=300,
    )
    signatory = forms.CharField(label=_("Signed by"), help_text=_("Name and post, or who decided."), max_length=160)
    signed_on = DateInBoxesField(label=_("Signed on"))
    names_teams = forms.BooleanField(
        label=_("Their teams may be named to the other teams"),
        help_text=_("Teams are named to each other only when every organisation says so. Until then: a code."),
        required=False,
    )
    may_publish = forms.BooleanField(label=_("Their results may be published"), required=False)

    def __init__(self, *args, signings: list[Signing], **kwargs):
        super().__init__(*args, **kwargs)
        if self.initial.get("signed_on") is None:
            self.initial["signed_on"] = timezone.localdate()
        theirs = Organisation.objects.filter(pk__in=[signing.organisation.pk for signing in signings])
        self.fields["organisations"].queryset = theirs.order_by("name")
        self.initial.setdefault("organisations", [one.organisation.pk for one in signings if one.is_missing])


class DisclosureForm(ActionForm):
    """How small a number may be before others may not read it."""

    least_denominator = forms.IntegerField(
        label=_("Hide a value from other teams when it is of fewer people than"),
        help_text=_("10 is the least this can be."),
    )
    least_count = forms.IntegerField(
        label=_("Hide counts from other teams below"), help_text=_("5 is the least this can be.")
    )
    is_sensitive = forms.BooleanField(
        label=_("This is a sensitive subject"),
        help_text=_("The public then sees no count below 10, and neither none nor all."),
        required=False,
    )
    is_published_data = forms.BooleanField(
        label=_("These numbers are published already"), help_text=_("Nothing is hidden then."), required=False
    )
    ground = forms.CharField(label=_("Where they are published"), max_length=300, required=False)


class NewcomerForm(CreatingForm):
    """What a stranger says when accepting."""

    name = forms.CharField(label=_("Your name"), help_text=_("As others in the space shall see it."), max_length=120)


class ProofForm(forms.Form):
    """The code that was sent to an address."""

    code = forms.CharField(label=_("The code in the mail"), max_length=12)
