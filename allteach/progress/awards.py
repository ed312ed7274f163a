"""The awards of a congress: what each is for.

To add one, add it to AwardKind and give it a row in AWARDS. The key is stored and never renamed.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class AwardKind(TextChoices):
    """What a team is thanked for."""

    RECOGNITION = "recognition", _("Recognition")
    TEACHING = "teaching", _("Award for teaching others")
    HONEST_FAILURE = "honest_failure", _("Award for an honest failure")


@dataclass(frozen=True)
class AwardRow:
    """What an award is for. One that is for every team is given to all; teams are put forward for the others."""

    meaning: Promise
    is_for_every_team: bool = False


AWARDS: dict[AwardKind, AwardRow] = {
    AwardKind.RECOGNITION: AwardRow(_("Every team is thanked, each for something of its own."), is_for_every_team=True),
    AwardKind.TEACHING: AwardRow(_("This team showed others how, so that they could do it too.")),
    AwardKind.HONEST_FAILURE: AwardRow(
        _("This team told everybody what did not work, so that nobody has to try it again.")
    ),
}
PUT_FORWARD_FOR = tuple(kind for kind, row in AWARDS.items() if not row.is_for_every_team)
