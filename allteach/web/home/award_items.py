"""What awards need, on the desk."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.charts import Language
from allteach.people.models import Person
from allteach.progress.need import Need
from allteach.spaces.naming import name_for
from allteach.web.home.items import DeskItem, Way, some, when


def nominations_item(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    """Teams that somebody put forward for an award."""
    teams = {nomination.team_id: name_for(nomination.team, person) for nomination in need.about}
    words = ngettext("A team is put forward for an award", "%(count)d teams are put forward for an award", len(teams))
    address = reverse("congress:congress", args=[need.space.slug]) + "#put-forward"
    return DeskItem(
        title=words % {"count": len(teams)},
        why=some(sorted(teams.values())),
        address=address,
        due=when(need.due_on, today),
        is_due_now=need.is_due_now,
        ways=(Way(_("Read why, and decide"), address),),
    )


AWARD_ITEMS = {"nominations": nominations_item}
