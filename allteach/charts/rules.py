"""The names of rules and rule sets, for people."""

from __future__ import annotations

from functools import lru_cache

from allteach.charts.words import Language
from allteach.spc import Plan, false_signal_rate


@lru_cache(maxsize=1024)
def rule_words(rule: str, language: Language) -> str:
    """What a rule sees at a point, in a few plain words, as plain text. `rule` is a key of `Analysis.signals`."""
    _ = language.gettext
    return {
        "outside": _("outside the limits"),
        "longest_run": _("long run"),
        "crossings": _("few crossings"),
        "shift": _("shift"),
        "trend": _("trend"),
        "runs": _("number of runs"),
        "two_of_three": _("two of three near a limit"),
        "four_of_five": _("four of five far out"),
        "alternating": _("up and down in turn"),
        "within_one": _("close to the centre"),
        "both_sides": _("away from the centre"),
    }[rule]


def rule_set_words(rules: str, language: Language) -> str:
    """The name of a rule set as it follows "signals by", as plain text. `rules` is a key of `spc.RULE_SETS`."""
    _ = language.gettext
    return {
        "anhoej": _("Anhøj’s rules"),
        "classic": _("the classic run chart rules"),
        "making_data_count": _("the rules of Making Data Count"),
        "health_care_data_guide": _("the rules of the Health Care Data Guide"),
        "western_electric": _("the Western Electric rules"),
        "nelson": _("Nelson’s rules"),
    }[rules]


def false_signal_setting(plan: Plan, points: int) -> tuple[Plan, int]:
    """What the rate of false signals depends on, alike for all charts that share it: a bare plan, and a round length.

    A table or a simulation knows the rate; a length to the dozen is as near as "about" needs.
    """
    return _bare(plan.chart == "run", plan.rules, plan.shift_points, plan.trend_points, plan.screen), max(
        12, 12 * round(points / 12)
    )


@lru_cache(maxsize=256)
def _bare(is_run: bool, rules: str, shift: int | None, trend: int | None, screen: bool) -> Plan:
    chart = "run" if is_run else "i"
    return Plan(chart=chart, rules=rules, shift_points=shift, trend_points=trend, screen=screen)


def false_signal_words(plan: Plan, points: int, language: Language) -> str:
    """How often chance alone makes these rules speak on charts of so many points, as plain text."""
    _ = language.gettext
    rate = round(100 * false_signal_rate(plan, points))
    if rate < 1:
        return _("Chance alone makes one on fewer than 1 of 100 charts of this length.")
    return _("Chance alone makes one on about {number} of 100 charts of this length.").format(
        number=language.number(rate)
    )
