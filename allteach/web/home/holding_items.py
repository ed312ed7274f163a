"""What spreading and holding changes need, as items of the desk."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from allteach.charts import Language
from allteach.people.models import Person
from allteach.progress.need import Need
from allteach.spaces.naming import name_for, slug_for
from allteach.web.home.items import DeskItem, Way, when


def check(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    """A check of a kept change whose day has come."""
    change = need.about.change
    where = [slug_for(need.space, person), change.number]
    address = reverse("improvement:check_change", args=where)
    return DeskItem(
        title=_("Does it still hold? %(change)s") % {"change": change.title},
        why=_("Your plan for it says that somebody looks now."),
        address=reverse("improvement:change", args=where),
        due=when(need.due_on, today),
        is_due_now=need.is_due_now,
        ways=(Way(_("Say whether it holds"), address, change.title),),
    )


def turned(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    """A chart that turns the wrong way although its change is kept."""
    plan = need.about
    address = reverse("improvement:change", args=[slug_for(need.space, person), plan.change.number])
    return DeskItem(
        title=_("The chart turns the wrong way: %(change)s") % {"change": plan.change.title},
        why=_("You wanted to do this then: %(response)s") % {"response": plan.response},
        address=address,
        is_due_now=need.is_due_now,
        ways=(Way(_("See it"), address, plan.change.title),),
    )


def spread_plan(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    """A spread plan that waits for approval."""
    plan = need.about
    address = reverse("improvement:spread_plan", args=[slug_for(need.space, person), plan.number])
    return DeskItem(
        title=_("Spread plan: %(plan)s") % {"plan": plan.title},
        why=_("%(team)s asks you to approve it.") % {"team": name_for(need.space, person)},
        address=address,
        ways=(Way(_("Read and approve it"), address, plan.title),),
    )


def control_plan(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    """How a kept change is held, for the sponsor to sign."""
    change = need.about.change
    address = reverse("improvement:change", args=[slug_for(need.space, person), change.number])
    return DeskItem(
        title=_("How it is held: %(change)s") % {"change": change.title},
        why=_("%(team)s asks you to sign it.") % {"team": name_for(need.space, person)},
        address=address,
        ways=(Way(_("Read and sign it"), address, change.title),),
    )


def remark(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    """A test on which the coach remarked something."""
    cycle = need.about
    address = reverse("improvement:cycle", args=[slug_for(need.space, person), cycle.number])
    return DeskItem(
        title=_("A remark on your test: %(test)s") % {"test": cycle.title},
        why=_("Whoever supports %(team)s wrote something beside it.") % {"team": name_for(need.space, person)},
        address=address,
        ways=(Way(_("Read it"), f"{address}#remarks", cycle.title),),
    )


HOLDING_ITEMS = {
    "check": check,
    "turned": turned,
    "spread_plan": spread_plan,
    "control_plan": control_plan,
    "remark": remark,
}
