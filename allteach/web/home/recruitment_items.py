"""What recruitment and pre-work put on a desk."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.charts import Language
from allteach.people.models import Person
from allteach.progress.need import Need
from allteach.spaces.naming import name_for, slug_for
from allteach.web.home.items import DeskItem, Way, some, when


def application_item(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    """An application that is not sent yet."""
    title = _("Application of %(practice)s") % {"practice": need.about}
    address = reverse("recruitment:application", args=[need.about.pk])
    return DeskItem(
        title=title,
        why=_("To %(space)s. It is kept, and not sent yet.") % {"space": need.space.name},
        address=address,
        due=when(need.due_on, today),
        is_due_now=need.is_due_now,
        ways=(Way(_("Go on with it"), address, title),),
    )


def offer_item(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    """A place that waits for an answer."""
    address = reverse("recruitment:application", args=[need.about.pk])
    return DeskItem(
        title=_("A place for %(practice)s") % {"practice": need.about},
        why=_("%(space)s offers it to you.") % {"space": need.space.name},
        address=address,
        due=when(need.due_on, today),
        is_due_now=True,
        ways=(Way(_("Answer"), reverse("recruitment:take_place", args=[need.about.pk]), str(need.about)),),
    )


def applications_item(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    """A round that is over, and what is left to do about it."""
    about = need.about
    address = reverse("recruitment:selection", args=[need.space.slug])
    left = (
        (about.undecided, ngettext("%(count)d to decide on", "%(count)d to decide on", about.undecided)),
        (about.unannounced, ngettext("%(count)d to announce", "%(count)d to announce", about.unannounced)),
        (about.lapsed, ngettext("%(count)d not answered in time", "%(count)d not answered in time", about.lapsed)),
        (about.unformed, ngettext("%(count)d team to make", "%(count)d teams to make", about.unformed)),
    )
    return DeskItem(
        title=_("Applications to %(space)s") % {"space": need.space.name},
        why=", ".join(words % {"count": count} for count, words in left if count),
        address=address,
        ways=(Way(_("Open them"), address),),
    )


def prework_item(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    """What is due of a team's pre-work."""
    address = reverse("prework:prework", args=[slug_for(need.space, person)])
    return DeskItem(
        title=_("Pre-work of %(team)s") % {"team": name_for(need.space, person)},
        why=some([str(line.item.words) for line in need.about]),
        address=address,
        due=when(need.due_on, today),
        is_due_now=need.is_due_now,
        ways=(Way(_("Open the checklist"), address),),
    )


def stuck_item(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    """Teams that are stuck in their pre-work."""
    teams = need.about
    words = ngettext(
        "One team of %(space)s is stuck in its pre-work",
        "%(count)d teams of %(space)s are stuck in their pre-work",
        len(teams),
    )
    address = reverse("prework:prework_of_all", args=[need.space.slug])
    if len(teams) == 1:
        address = reverse("prework:prework", args=[slug_for(teams[0], person)])
    return DeskItem(
        title=words % {"count": len(teams), "space": need.space.name},
        why=some([name_for(team, person) for team in teams]),
        address=address,
        due=_("Late"),
        is_due_now=True,
        ways=(Way(_("See what is late"), address),),
    )


RECRUITMENT_ITEMS = {
    "application": application_item,
    "offer": offer_item,
    "applications": applications_item,
    "prework": prework_item,
    "stuck": stuck_item,
}
