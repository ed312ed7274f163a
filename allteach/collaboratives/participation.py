"""What a practice promises when it takes part: each is ticked in the application, and signed when a place is taken.

To add one, add a row. The form, the page where a place is taken and the check of both follow.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Row:
    """One promise."""

    key: str  # Stored, and never renamed.
    words: str | Promise


PROMISES = {
    row.key: row
    for row in (
        Row("attend", _("Our team comes to every learning session and joins the monthly calls.")),
        Row("report", _("We send our numbers and a short report every month.")),
        Row("share", _("We share openly what we try: what worked and what did not.")),
        Row("pay_partners", _("Patient partners are full members of the team, and are paid for their time.")),
        Row("time", _("The people of the team have the protected time that we say here.")),
        Row("counts_only", _("We send counts only: nothing that could identify a person.")),
    )
}
