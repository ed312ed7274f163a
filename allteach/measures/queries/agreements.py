"""Whether numbers may be entered at all."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from allteach.spaces.models import DataAgreement, Space


def has_agreement(team: Space) -> bool:
    """Whether an agreement about data is in force for the team's organisation in its collaborative. One query."""
    if team.parent_id is None:
        return True
    return DataAgreement.objects.filter(
        collaborative=team.parent_id, organisation=team.organisation_id, ended_on=None
    ).exists()


def require_agreement(team: Space) -> None:
    """Refuse numbers of a team whose organisation has not signed."""
    if not has_agreement(team):
        raise ValidationError(
            _(
                "Numbers can be entered once %(team)s's organisation has signed the data agreement. "
                "Your director knows more."
            )
            % {"team": team.name},
            code="no_agreement",
        )
