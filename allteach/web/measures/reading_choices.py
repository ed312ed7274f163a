"""How a measure may be read: charts, rules and settings to choose from, each explained, with what each rule costs."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from allteach import spc
from allteach.measures.kinds import Kind
from allteach.web.fields import Option

TYPICAL = 24  # Points of a chart that does not stand yet: two years of months.

CHARTS = {
    "": Option(gettext_lazy("The usual one"), gettext_lazy("A run chart first, then the control chart of this kind.")),
    "run": Option(
        gettext_lazy("Run chart"),
        gettext_lazy("A median and the rules of runs. Always honest, never wrong for the kind."),
    ),
    "i": Option(
        gettext_lazy("I chart"), gettext_lazy("Single values: limits from how much they move from one to the next.")
    ),
    "p": Option(gettext_lazy("P chart"), gettext_lazy("Shares: limits follow how many were looked at.")),
    "pp": Option(
        gettext_lazy("P′ chart"),
        gettext_lazy("Shares with very many people in each period, where a P chart cries wolf."),
    ),
    "u": Option(gettext_lazy("U chart"), gettext_lazy("Events in an amount of time or activity.")),
    "up": Option(gettext_lazy("U′ chart"), gettext_lazy("The same with very large amounts.")),
    "ip": Option(
        gettext_lazy("I′ chart"),
        gettext_lazy("Single values whose limits also follow how many were looked at. For very large amounts."),
    ),
    "c": Option(gettext_lazy("C chart"), gettext_lazy("Events where the chance is the same every period.")),
    "t": Option(gettext_lazy("T chart"), gettext_lazy("Time between rare events.")),
    "g": Option(gettext_lazy("G chart"), gettext_lazy("Cases between rare events.")),
}

RULES = {
    "anhoej": Option(
        gettext_lazy("Anhøj's rules"),
        gettext_lazy("Long runs and few crossings, by the number of points, and points outside. The usual choice."),
    ),
    "classic": Option(
        gettext_lazy("Classic run-chart rules"),
        gettext_lazy("Six on one side, five in a row up or down, too few or too many runs. Quick to see."),
    ),
    "making_data_count": Option(
        gettext_lazy("Making Data Count"),
        gettext_lazy("Seven on one side, six in a row up or down, two of three near a limit, a point outside."),
    ),
    "health_care_data_guide": Option(
        gettext_lazy("Health Care Data Guide"),
        gettext_lazy("Eight on one side, six in a row up or down, two of three far out, fifteen close to the middle."),
    ),
    "western_electric": Option(
        gettext_lazy("Western Electric"), gettext_lazy("Four rules on how far points lie from the centre.")
    ),
    "nelson": Option(gettext_lazy("Nelson"), gettext_lazy("Eight rules. Many rules find much, and much by chance.")),
}

TRENDS = [
    (
        "",
        Option(
            gettext_lazy("As the rules say"),
            gettext_lazy("Five with the classic rules, six with the others that look for a trend."),
        ),
    ),
    ("5", Option(pgettext_lazy("points", "Five"), gettext_lazy("Quick, and often chance alone."))),
    ("6", Option(pgettext_lazy("points", "Six"), gettext_lazy("Later, and seldom chance alone."))),
    ("7", Option(pgettext_lazy("points", "Seven"), gettext_lazy("Later still, and hardly ever chance alone."))),
]


def charts_of(kind: Kind | None) -> list[tuple[str, Option]]:
    """The charts that fit a kind of measure; of one that is still to be chosen, all."""
    return [(key, option) for key, option in CHARTS.items() if not key or kind is None or key in kind.charts]


def rules_with_rates(
    points: int, *, chosen: str = "", trend_points: int | None = None, screens: bool = True
) -> list[tuple[str, Option]]:
    """Every rule set with how often it speaks by chance alone on a chart as long as this measure's longest.

    `trend_points` and `screens` are settings of the rule set that is `chosen` now; the others are told as they come.
    """
    told = []
    for key, option in RULES.items():
        settings = {"trend_points": trend_points, "screen": screens} if key == chosen else {}
        told.append((key, Option(option.words, f"{option.hint} {rate_in_words(key, points, settings)}")))
    return told


def rate_in_words(rules: str, points: int, settings: dict) -> str:
    """How often a rule set speaks where nothing has changed, on run charts and, when long enough, on control charts."""
    run, control = (
        round(100 * spc.false_signal_rate(spc.Plan(chart=chart, rules=rules, **settings), points))
        for chart in ("run", "i")
    )
    said = {"points": points, "run": run, "control": control}
    if spc.choose_chart("i", points) == "run":
        return _("By chance alone it speaks on %(run)d of 100 run charts of %(points)d points.") % said
    return (
        _(
            "By chance alone it speaks on %(run)d of 100 run charts and %(control)d of 100 control charts of "
            "%(points)d points."
        )
        % said
    )
