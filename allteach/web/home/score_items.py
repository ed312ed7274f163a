"""What scores and the health of a collaborative need, on the desk."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.charts import Language
from allteach.collaboratives.stages import name_of
from allteach.core.language import period_in_words
from allteach.core.periods import Period
from allteach.people.models import Person
from allteach.progress.need import Need
from allteach.spaces.naming import name_for, slug_for
from allteach.web.home.items import DeskItem, Way, when


def _scoring(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    counts, month = need.about.counts, need.about.month
    said = [
        words % {"count": count}
        for count, words in (
            (counts["score"], ngettext("one to score", "%(count)d to score", counts["score"])),
            (counts["agree"], ngettext("one to agree on", "%(count)d to agree on", counts["agree"])),
            (counts["release"], ngettext("one to release", "%(count)d to release", counts["release"])),
        )
        if count
    ]
    address = reverse("scores:queue", args=[need.space.slug, month])
    return DeskItem(
        title=_("Scores of %(month)s in %(space)s") % {"month": period_in_words(month), "space": need.space.name},
        why=", ".join(said),
        address=address,
        due=when(need.due_on, today),
        is_due_now=need.is_due_now,
        ways=(Way(_("Go on scoring"), address),),
    )


def _score(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    address = reverse("scores:team_scores", args=[slug_for(need.space, person)])
    month = period_in_words(Period(need.about.month, "month"))
    return DeskItem(
        title=_("The score of %(team)s for %(month)s") % {"team": name_for(need.space, person), "month": month},
        why=_("It is new, and says why and what would help."),
        address=address,
        ways=(Way(_("Read it"), address),),
    )


def _health(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    address = reverse("scores:check_health", args=[need.space.slug, need.about.number])
    return DeskItem(
        title=_("How does %(space)s fare?") % {"space": need.space.name},
        why=_("%(period)s: seven things from 1 to 5, in two minutes.") % {"period": name_of(need.about)},
        address=address,
        due=when(need.due_on, today),
        ways=(Way(_("Say how you see it"), address),),
    )


SCORE_ITEMS = {"scoring": _scoring, "score": _score, "health": _health}
