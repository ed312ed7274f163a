"""What can point to a person: one row for each kind, with what to say of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BLOCK = "block"
ASK = "ask"

Words = str | Promise


@dataclass(frozen=True)
class Kind:
    """One kind of identifier. `name` is for lists; `says` may hold %(quoted)s, where quoting tells nothing new."""

    key: str
    name: Words
    says: Words


@dataclass(frozen=True, order=True)
class Finding:
    """Something in a text that may point to a person: where (start and end as in Python's slices), and how surely."""

    start: int
    end: int
    kind: str
    severity: str
    quoted: str = ""

    @property
    def words(self) -> str:
        """What to say of it to who wrote it."""
        return str(KINDS[self.kind].says) % {"quoted": self.quoted}


KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            "nhs_number",
            _("NHS numbers"),
            _("This looks like an NHS number. Please take it out: say what happened, not to whom."),
        ),
        Kind(
            "health_card",
            _("health card numbers"),
            _("This looks like a health card number. Please take it out: say what happened, not to whom."),
        ),
        Kind(
            "social_insurance_number",
            _("social insurance numbers"),
            _("This looks like a social insurance number. Please take it out."),
        ),
        Kind(
            "record_number",
            _("hospital or record numbers"),
            _("This looks like the number of somebody’s record. Please take it out: say what happened, not to whom."),
        ),
        Kind(
            "date_of_birth",
            _("dates of birth"),
            _("This looks like a date of birth. Please write “in her 60s” instead."),
        ),
        Kind(
            "postcode",
            _("postcodes"),
            _("A whole postcode may point to a few homes. Its first half is enough, unless it is an organisation’s."),
        ),
        Kind(
            "phone",
            _("telephone numbers"),
            _("This looks like a telephone number. Is it one that everybody here may see, and not a patient’s?"),
        ),
        Kind(
            "email",
            _("e-mail addresses"),
            _("This looks like an e-mail address. Is it one that everybody here may see, and not a patient’s?"),
        ),
        Kind(
            "name",
            _("names of people"),
            _("“%(quoted)s” may point to a person. Write “one patient” instead?"),
        ),
        Kind(
            "great_age",
            _("ages over 89"),
            _("Few people are this old, so the age may point to one. Write “over 89” instead?"),
        ),
        Kind(
            "clinical_date",
            _("dates of somebody’s care"),
            _("The very day of somebody’s care may point to them. Write the month instead?"),
        ),
        Kind(
            "row_for_each_patient",
            _("a row for each patient"),
            _("This table seems to have a row for each patient. Please send counts for each period instead."),
        ),
    )
}
