"""The ten steps of the scale, in words of our own, and what each asks of the record.

To ask something more of a step, add a Check to it; what it reads is a field of Facts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allteach.progress.scale.facts import Facts

Limits = Mapping[str, int | Decimal]  # What the collaborative decided, by the key of a threshold.


@dataclass(frozen=True)
class Check:
    """One thing that a step asks for: in words, and as a question to the record."""

    key: str
    words: Promise
    missing: Promise  # What to do about it.
    asks: Callable[[Facts, Limits], bool | None]
    limit: str = ""  # The threshold that its words name as %(limit)d.


@dataclass(frozen=True)
class Step:
    """One step of the scale: its number, its name, and what is true of a team that stands on it."""

    value: Decimal
    name: Promise
    criteria: Promise
    checks: tuple[Check, ...] = ()


def _unknown(number: int | None, least: int | Decimal) -> bool | None:
    return None if number is None else number >= least


def _of_all(part: int, whole: int, share: int | Decimal) -> bool | None:
    """Whether so many in a hundred of a whole are there; for people to judge where there is no whole."""
    return None if whole == 0 else 100 * part >= share * whole


def _outcome_moves(facts: Facts) -> bool:
    return facts.outcome_signals > 0 or 2 * facts.outcomes_moved > facts.outcomes


def _moved(facts: Facts, limits: Limits) -> bool:
    mean = facts.mean_progress
    return facts.process_signals > 0 or (mean is not None and 100 * mean >= limits["score.modest_progress"])


STEPS = (
    Step(
        Decimal("0.5"),
        _("Signed up"),
        _("The practice has said that it will take part. The team is not together yet."),
    ),
    Step(
        Decimal("1.0"),
        _("Finding its feet"),
        _("The team has its people. It meets to talk about what to improve, for whom, and has begun to count."),
        (
            Check(
                "members",
                _("Enough people are in the team"),
                _("Invite the people who are missing."),
                lambda facts, limits: facts.members >= limits["score.members"],
            ),
            Check(
                "met",
                _("The team has met"),
                _("Hold a first meeting and note it."),
                lambda facts, _l: _unknown(facts.meetings, 1),
            ),
            Check(
                "aim", _("An aim is written"), _("Write the aim, if only as a draft."), lambda facts, _l: facts.has_aim
            ),
            Check(
                "counting",
                _("A first number is in"),
                _("Send a first month of any core measure."),
                lambda facts, _l: facts.measures_reported > 0,
            ),
        ),
    ),
    Step(
        Decimal("1.5"),
        _("Planning"),
        _("The team meets regularly, has agreed on its aim, and knows which measures will show whether it gets there."),
        (
            Check(
                "meets",
                _("The team meets regularly"),
                _("Meet at least every two weeks, and note it."),
                lambda facts, limits: _unknown(facts.meetings_lately, limits["score.meetings"]),
            ),
            Check(
                "agreed",
                _("The aim is agreed"),
                _("Let the team agree to its aim."),
                lambda facts, _l: facts.is_aim_agreed,
            ),
            Check(
                "measures",
                _("The core measures are chosen"),
                _("Take up the core measures."),
                lambda facts, _l: facts.measures_asked > 0,
            ),
        ),
    ),
    Step(
        Decimal("2.0"),
        _("Learning how it is"),
        _("The team has looked at its own work, knows where it begins, and has planned changes. None is tested yet."),
        (
            Check(
                "map",
                _("The way of work is drawn"),
                _("Draw how the work goes today."),
                lambda facts, _l: facts.has_process_map,
            ),
            Check(
                "baseline",
                _("The baseline is complete"),
                _("Send the months of the baseline that are missing, for every core measure."),
                lambda facts, _l: _of_all(facts.baselines, facts.measures_asked, 100),
            ),
            Check(
                "planned",
                _("A test is planned"),
                _("Plan a first small test."),
                lambda facts, _l: facts.tests_planned > 0,
            ),
        ),
    ),
    Step(
        Decimal("2.5"),
        _("Testing, not better yet"),
        _("One part of care at least is changed in small tests. All core measures are sent, and drawn with goals."),
        (
            Check(
                "begun",
                _("A test has begun"),
                _("Begin a test."),
                lambda facts, _l: facts.tests_begun > 0,
            ),
            Check(
                "reported",
                _("Every core measure has numbers"),
                _("Send the core measures that have no number yet."),
                lambda facts, _l: _of_all(facts.measures_reported, facts.measures_asked, 100),
            ),
        ),
    ),
    Step(
        Decimal("3.0"),
        _("A little better"),
        _("First tests are finished, some changes become the way of work, and process measures begin to move."),
        (
            Check(
                "closed",
                _("A test is finished"),
                _("Say what came of a test, and decide."),
                lambda facts, _l: facts.tests_closed > 0,
            ),
            Check(
                "moved",
                _("A process measure improves, or part of the way to the goals is gone"),
                _("No process measure improves yet: look at what the finished tests say."),
                _moved,
            ),
        ),
    ),
    Step(
        Decimal("3.5"),
        _("Better"),
        _("Process measures go on improving and an outcome begins to. Every part of care is tested, many are kept."),
        (
            Check(
                "all_tested",
                _("Tests touch every part of care"),
                _("Test something in the parts of care that nobody has touched."),
                lambda facts, _l: _of_all(facts.components_tested, facts.components, 100),
            ),
            Check(
                "outcome",
                _("An outcome moves the right way"),
                _("No outcome moves yet: that takes longer than a process."),
                lambda facts, _l: (
                    None
                    if facts.outcomes == 0
                    else facts.outcome_signals > 0 or 2 * facts.outcomes_moved > facts.outcomes
                ),
            ),
        ),
    ),
    Step(
        Decimal("4.0"),
        _("Much better"),
        _(
            "Most changes are the way of work. Outcomes stay better, many of the goals are reached, and there "
            "is a plan for spread."
        ),
        (
            Check(
                "kept",
                _("At least %(limit)d per cent of the parts of care work the new way"),
                _("Make more of what was tested the way you work."),
                lambda facts, limits: _of_all(facts.components_kept, facts.components, limits["score.components"]),
                limit="score.components",
            ),
            Check(
                "half",
                _("At least %(limit)d per cent of the goals are reached"),
                _("Fewer goals are reached than this step asks for."),
                lambda facts, limits: _of_all(facts.goals_reached, facts.goals, limits["score.goals_significant"]),
                limit="score.goals_significant",
            ),
            Check(
                "spread_plan",
                _("A plan for spread stands"),
                _("Write a plan for spread and have it approved."),
                lambda facts, _l: facts.has_spread_plan,
            ),
        ),
    ),
    Step(
        Decimal("4.5"),
        _("Much better, and lasting"),
        _(
            "Most outcomes have stayed better, about three quarters of the goals are reached, and more people begin to "
            "work the new way."
        ),
        (
            Check(
                "most",
                _("At least %(limit)d per cent of the goals are reached"),
                _("Fewer goals are reached than this step asks for."),
                lambda facts, limits: _of_all(facts.goals_reached, facts.goals, limits["score.goals_sustainable"]),
                limit="score.goals_sustainable",
            ),
            Check(
                "held",
                _("Most outcomes have stayed better"),
                _("The outcomes have not stayed better for long enough yet."),
                lambda facts, _l: None if facts.outcomes == 0 else 2 * facts.outcomes_held > facts.outcomes,
            ),
            Check(
                "spreading",
                _("Somebody beyond the first place has begun"),
                _("Begin in a second place."),
                lambda facts, _l: _unknown(facts.units_begun, 1),
            ),
        ),
    ),
    Step(
        Decimal("5.0"),
        _("Outstanding, and lasting"),
        _(
            "Every change is kept and every goal reached, as good as the best known. Others have adopted it, and the "
            "organisation has changed so that it stays."
        ),
        (
            Check(
                "all_kept",
                _("Every part of care works the new way"),
                _("Make what is left the way you work."),
                lambda facts, _l: _of_all(facts.components_kept, facts.components, 100),
            ),
            Check(
                "all_goals",
                _("Every goal is reached"),
                _("Some goals are not reached yet."),
                lambda facts, _l: _of_all(facts.goals_reached, facts.goals, 100),
            ),
            Check(
                "adopted",
                _("Another place works the new way"),
                _("Wait until another place works the new way."),
                lambda facts, _l: _unknown(facts.units_adopted, 1),
            ),
        ),
    ),
)
BY_VALUE = {step.value: step for step in STEPS}
