"""The signal rules and rule sets, as tables.

To add a rule, write a function in `rules` and add it to RULES; to offer it, name it in a rule set.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from allteach.spc.arrays import Codes, Integers
from allteach.spc.signals import rules
from allteach.spc.signals.points import Points

if TYPE_CHECKING:
    from allteach.spc.plan import Plan


class Rule(NamedTuple):
    """A row of RULES.

    `setting` names the field of `Plan` ("shift_points" or "trend_points") that may change the number
    of points. `needs_limits`: says nothing on a run chart. `needs_order`: a pattern in time.
    `marks_points`: it says of a point that it stands out; else it speaks of the phase as a whole.
    `climbs`: its patterns rise or fall. `skips`: points it steps over ("line": on the centre line;
    "repeats": equal to the one before); `gap`: how many others may stand between two that it marks.
    """

    key: str
    name: str
    find: Callable[[Points, Integers], Codes | None]
    source: str
    setting: str = ""
    needs_limits: bool = False
    needs_order: bool = True
    marks_points: bool = True
    climbs: bool = False
    skips: str = ""
    gap: int = 0


_ANHOEJ_2014 = "Anhøj and Olesen, PLoS ONE 2014;9:e113825"
_ANHOEJ_2015 = "Anhøj, PLoS ONE 2015;10:e0121349"
_PERLA = "Perla, Provost and Murray, BMJ Qual Saf 2011;20:46-51"
_WESTERN = "Western Electric, Statistical Quality Control Handbook, 1956"
_NELSON = "Nelson, J Qual Technol 1984;16:237-239"
_MDC = "NHS England, Making Data Count"

RULES: dict[str, Rule] = {
    rule.key: rule
    for rule in (
        Rule("outside", "Outside the limits", rules.outside, "Shewhart 1931", needs_limits=True, needs_order=False),
        Rule("longest_run", "Unusually long run", rules.longest_run, _ANHOEJ_2014, skips="line"),
        Rule("crossings", "Unusually few crossings", rules.crossings, _ANHOEJ_2015, marks_points=False, skips="line"),
        Rule("shift", "Shift", rules.shift, _PERLA, setting="shift_points", skips="line"),
        Rule("unbroken_shift", "Shift (the centre line breaks it)", rules.unbroken_shift, _MDC, setting="shift_points"),
        Rule("trend", "Trend", rules.trend, _PERLA, setting="trend_points", climbs=True, skips="repeats"),
        Rule(
            "strict_trend", "Trend (a repeat breaks it)", rules.strict_trend, _MDC, setting="trend_points", climbs=True
        ),
        Rule("runs", "Too few or too many runs", rules.runs, _PERLA, marks_points=False, skips="line"),
        Rule("two_of_three", "Two of three beyond two sigma", rules.two_of_three, _WESTERN, needs_limits=True, gap=1),
        Rule("two_of_three_near", "Two of three near a limit", rules.two_of_three_near, _MDC, needs_limits=True, gap=1),
        Rule("four_of_five", "Four of five beyond one sigma", rules.four_of_five, _WESTERN, needs_limits=True, gap=1),
        Rule("alternating", "Up and down in turn", rules.alternating, _NELSON),
        Rule("within_one", "Hugging the centre line", rules.within_one, _NELSON, needs_limits=True),
        Rule("both_sides", "None near the centre line", rules.beyond_one_on_both_sides, _NELSON, needs_limits=True),
    )
}


class Signal(NamedTuple):
    """A rule as a rule set uses it: the key under which it is reported, and its number of points."""

    key: str
    rule: Rule
    points: int = 0

    def size(self, plan: Plan) -> int:
        """How many points make the pattern under a plan."""
        setting = self.rule.setting
        chosen: int | None = getattr(plan, setting) if setting else None
        return chosen or self.points


class RuleSet(NamedTuple):
    """A row of RULE_SETS: rules that belong together, first the one whose label wins on a point."""

    key: str
    name: str
    signals: tuple[Signal, ...]
    source: str


RULE_SETS: dict[str, RuleSet] = {
    rule_set.key: rule_set
    for rule_set in (
        RuleSet(
            "anhoej",
            "Anhøj rules",
            (
                Signal("outside", RULES["outside"]),
                Signal("longest_run", RULES["longest_run"]),
                Signal("crossings", RULES["crossings"]),
            ),
            f"{_ANHOEJ_2014}; {_ANHOEJ_2015}",
        ),
        RuleSet(
            "classic",
            "Classic run chart rules",
            (
                Signal("shift", RULES["shift"], 6),
                Signal("trend", RULES["trend"], 5),
                Signal("runs", RULES["runs"]),
            ),
            _PERLA,
        ),
        RuleSet(
            "making_data_count",
            "Making Data Count",
            (
                Signal("outside", RULES["outside"]),
                Signal("trend", RULES["strict_trend"], 6),
                Signal("two_of_three", RULES["two_of_three_near"]),
                Signal("shift", RULES["unbroken_shift"], 7),
            ),
            _MDC,
        ),
        RuleSet(
            "health_care_data_guide",
            "Health Care Data Guide (Shewhart chart rules)",
            (
                Signal("outside", RULES["outside"]),
                Signal("shift", RULES["shift"], 8),
                Signal("trend", RULES["trend"], 6),
                Signal("two_of_three", RULES["two_of_three"]),
                Signal("within_one", RULES["within_one"], 15),
            ),
            "Provost and Murray, The Health Care Data Guide, 2nd ed., 2022",
        ),
        RuleSet(
            "western_electric",
            "Western Electric rules",
            (
                Signal("outside", RULES["outside"]),
                Signal("two_of_three", RULES["two_of_three"]),
                Signal("four_of_five", RULES["four_of_five"]),
                Signal("shift", RULES["unbroken_shift"], 8),
            ),
            _WESTERN,
        ),
        RuleSet(
            "nelson",
            "Nelson rules",
            (
                Signal("outside", RULES["outside"]),
                Signal("shift", RULES["unbroken_shift"], 9),
                Signal("trend", RULES["strict_trend"], 6),
                Signal("alternating", RULES["alternating"], 14),
                Signal("two_of_three", RULES["two_of_three"]),
                Signal("four_of_five", RULES["four_of_five"]),
                Signal("within_one", RULES["within_one"], 15),
                Signal("both_sides", RULES["both_sides"], 8),
            ),
            _NELSON,
        ),
    )
}
