"""What varies in a spread plan: its seven components, the states of a unit, and the curve it plans with. Tables only.

To ask something more, add a field to SpreadPlan and name it in COMPONENTS: forms, pages and the record follow.
"""

from dataclasses import dataclass
from datetime import date
from math import erf, sqrt

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Component:
    """One part of a spread plan: what it is called, what it asks, and the fields that answer."""

    key: str
    name: str | Promise
    asks: str | Promise
    fields: tuple[str, ...]


# After the seven components of the IHI Framework for Spread, in words of our own.
COMPONENTS = (
    Component(
        "leadership",
        _("Leadership"),
        _("Why does it matter to those who lead? Who stands behind it, who looks after it every day?"),
        ("executive_sponsor", "day_to_day_leader", "priority_link"),
    ),
    Component(
        "set_up",
        _("Setting it up"),
        _("Whom shall it reach, all of them, by when, in which order? What has to be in place first?"),
        ("target_units", "spread_aim", "waves", "infrastructure_changes"),
    ),
    Component(
        "better_ideas",
        _("What spreads"),
        _("What exactly spreads, and how do we know that it helps? What must stay as it is, what may each adapt?"),
        ("change_package_version", "core_components", "adaptable_parts", "case_for_change"),
    ),
    Component(
        "communication",
        _("Telling of it"),
        _("What will we say, first and later, by which ways, and who says it?"),
        ("messages", "channels", "messengers"),
    ),
    Component(
        "social_system",
        _("Who listens to whom"),
        _("Whom do others ask? Who goes first, who helps while it is new, and what do patients say?"),
        ("opinion_leaders", "adopter_map", "peer_support"),
    ),
    Component(
        "knowledge",
        _("Learning on the way"),
        _("How is what each learns written down and used by the next?"),
        ("learning_capture", "faq_link"),
    ),
    Component(
        "measurement",
        _("Seeing how far it is"),
        _("How do we see who works this way, and whether it helps there too? When do we look?"),
        ("adoption_measure", "outcome_measures", "review_dates"),
    ),
)


class Phase(TextChoices):
    """How far a spread has come. The key is stored and never renamed."""

    PLANNING = "planning", _("Planning and setting up")
    SPREADING = "spreading", _("Spreading")
    MONITORING = "monitoring", _("Watching that it stays")


class UnitState(TextChoices):
    """Where one unit stands. The key is stored and never renamed."""

    NOT_STARTED = "not_started", _("Not started")
    AWARE = "aware", _("Knows of it")
    DECIDING = "deciding", _("Deciding")
    TESTING = "testing", _("Testing it")
    ADOPTED = "adopted", _("Works this way")
    ADAPTED = "adapted", _("Works this way, adapted")
    SUSTAINED = "sustained", _("Has kept to it")
    DECLINED = "declined", _("Said no")


WORKING = frozenset({UnitState.ADOPTED, UnitState.ADAPTED, UnitState.SUSTAINED})


class Curve(TextChoices):
    """The pace that is planned."""

    SLOW_START = "slow_start", _("Slowly at first, then fast, then slowly: how new ways usually spread")
    EVEN = "even", _("The same number every month")


# Shares of those who take up a new way early, later and last: a curve to plan with, never a name for anybody.
# Rogers EM. Diffusion of Innovations, 5th ed. Free Press; 2003. Two and one deviations before the middle, the middle,
# one after: 2.5, 13.5, 34, 34 and 16 in a hundred.
_DEVIATIONS = 2.5  # From the middle to either end of the planned time.


def planned_share(curve: str, starts_on: date, reach_by: date, on: date) -> float:
    """The share of the aim, from 0 to 1, that is planned for a day."""
    if on <= starts_on:
        return 0.0
    if on >= reach_by:
        return 1.0
    way = (on - starts_on) / (reach_by - starts_on)
    if curve == Curve.EVEN:
        return way
    first, here = _below(-_DEVIATIONS), _below((2 * way - 1) * _DEVIATIONS)
    return (here - first) / (1 - 2 * first)


def _below(deviations: float) -> float:
    """The share of a normal distribution below so many standard deviations."""
    return (1 + erf(deviations / sqrt(2))) / 2
