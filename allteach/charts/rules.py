"""The names of rules and rule sets, for people."""

from __future__ import annotations

from allteach.charts.words import Language


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
