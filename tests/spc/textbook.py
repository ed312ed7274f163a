"""Worked examples from the literature. `ORIGINS` says where the figures of each come from.

Points are counted from 1, as books do. `docs/statistics.md` is generated from this module.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from allteach.spc import Series

# Where the figures of an example come from, and how that was made sure of.
ORIGINS = {
    "printed": "data and figures are those of the print, to the decimals given, and agree with another transcription of"
    " it that was found in public",
    "recomputed": "the data are those of the print and agree with another transcription; the figures are worked out"
    " again from them, because no second witness of the printed ones was found",
    "by hand": "the formula is that of the print; data small enough to be worked by hand are our own, or the print's",
}

MONTGOMERY = "Montgomery DC. Introduction to Statistical Quality Control, 7th ed. Wiley; 2013"
NIST = "NIST/SEMATECH e-Handbook of Statistical Methods; 2012"


@dataclass(frozen=True)
class Example:
    """A chart in the literature, and what is printed of it."""

    source: str
    chart: str
    series: Series
    centre: float
    lower: float | None = None
    upper: float | None = None
    outside: tuple[int, ...] = ()
    within: float = 0.00005
    at: int = 1
    origin: str = "printed"
    plan: dict = field(default_factory=dict)


@dataclass(frozen=True)
class RuleExample:
    """A pattern as its source describes it: the shortest that signals, and the one that just does not."""

    source: str
    rules: str
    signal: str
    says: str
    values: tuple[float, ...]
    marked: tuple[int, ...]
    almost: tuple[float, ...]
    complete: tuple[int, ...] = ()
    plan: dict = field(default_factory=dict)


PISTON_RINGS = """
74.030 74.002 74.019 73.992 74.008   73.995 73.992 74.001 74.011 74.004   73.988 74.024 74.021 74.005 74.002
74.002 73.996 73.993 74.015 74.009   73.992 74.007 74.015 73.989 74.014   74.009 73.994 73.997 73.985 73.993
73.995 74.006 73.994 74.000 74.005   73.985 74.003 73.993 74.015 73.988   74.008 73.995 74.009 74.005 74.004
73.998 74.000 73.990 74.007 73.995   73.994 73.998 73.994 73.995 73.990   74.004 74.000 74.007 74.000 73.996
73.983 74.002 73.998 73.997 74.012   74.006 73.967 73.994 74.000 73.984   74.012 74.014 73.998 73.999 74.007
74.000 73.984 74.005 73.998 73.996   73.994 74.012 73.986 74.005 74.007   74.006 74.010 74.018 74.003 74.000
73.984 74.002 74.003 74.005 73.997   74.000 74.010 74.013 74.020 74.003   73.982 74.001 74.015 74.005 73.996
74.004 73.999 73.990 74.006 74.009   74.010 73.989 73.990 74.009 74.014   74.015 74.008 73.993 74.000 74.010
73.982 73.984 73.995 74.017 74.013
"""
_RINGS = [float(ring) for ring in PISTON_RINGS.split()]
RINGS = Series.of(subgroups=[_RINGS[at : at + 5] for at in range(0, 125, 5)])

# Weekly cost of processing a mortgage loan application.
LOANS = (310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301, 304)

JUICE = (
    *(12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22),
    *(8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6),
)

BOARDS = (21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15)

WAFERS = (
    *(16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14),
    *(16, 15, 13, 14, 16, 11, 20, 11, 19, 16, 31, 13),
)

FLOW_RATES = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)

CLOTH = Series.of(
    numerator=[14, 12, 20, 11, 7, 10, 21, 16, 19, 23],
    denominator=[10, 8, 13, 10, 9.5, 10, 12, 10.5, 12, 12.5],
)

VALVES = (286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596, 81, 227, 603, 492, 1199, 1214, 2831, 96)

# The vignette "Deviations from Excel defaults" of NHSRplotthedots 0.2.2.
VIGNETTE = (1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)

EXAMPLES = (
    Example(
        source="Perla RJ, Provost LP, Murray SK. BMJ Qual Saf 2011;20:46-51: the median of the values",
        chart="run",
        origin="by hand",
        series=Series.of(values=LOANS),
        centre=299,
    ),
    Example(
        source=f"{MONTGOMERY}, example 6.5: mortgage loan costs",
        chart="i",
        series=Series.of(values=LOANS),
        centre=300.5,
        lower=279.78,
        upper=321.22,
        within=0.005,
        plan={"screen": False},
    ),
    Example(
        source=f"{NIST}, section 6.3.2.2: flow rates",
        chart="i",
        series=Series.of(values=FLOW_RATES),
        centre=50.81,
        lower=45.8159,
        upper=55.8041,
        plan={"screen": False},
    ),
    Example(
        source=f"{MONTGOMERY}, example 6.5: mortgage loan costs, moving ranges",
        chart="mr",
        series=Series.of(values=LOANS),
        centre=7.79,
        lower=0,
        upper=25.45,
        within=0.005,
    ),
    Example(
        source=f"{MONTGOMERY}, example 6.3: piston rings, means",
        chart="xbar",
        series=RINGS,
        centre=74.001,
        lower=73.988,
        upper=74.014,
        # The book rounds A3 and the mean standard deviation before it multiplies.
        within=0.0006,
    ),
    Example(
        source=f"{MONTGOMERY}, example 6.3: piston rings, standard deviations",
        chart="s",
        series=RINGS,
        centre=0.0094,
        lower=0,
        upper=0.0196,
    ),
    Example(
        source=f"{MONTGOMERY}, example 7.1: cans of orange juice",
        chart="p",
        series=Series.of(numerator=JUICE, denominator=[50] * 30),
        centre=0.2313,
        lower=0.0524,
        upper=0.4102,
        outside=(15, 23),
    ),
    Example(
        source=f"{MONTGOMERY}, example 7.1, revised: without samples 15 and 23",
        chart="p",
        origin="recomputed",
        series=Series.of(numerator=JUICE, denominator=[50] * 30),
        centre=0.2150,
        lower=0.0407,
        upper=0.3893,
        outside=(15, 21, 23),
        plan={"exclude": (14, 22)},
    ),
    Example(
        source=f"{MONTGOMERY}, example 7.3: printed circuit boards",
        chart="c",
        series=Series.of(values=BOARDS),
        centre=19.85,
        lower=6.48,
        # The book has 33.22, from the centre rounded to 19.85.
        upper=33.22,
        outside=(6, 20),
        within=0.01,
    ),
    Example(
        source=f"{NIST}, section 6.3.3.1: defects on wafers",
        chart="c",
        series=Series.of(values=WAFERS),
        centre=16,
        lower=4,
        upper=28,
        outside=(24,),
    ),
    Example(
        source=f"{MONTGOMERY}, example 7.5: dyed cloth, nonconformities in 50 square metres",
        chart="u",
        origin="recomputed",
        series=CLOTH,
        # 153 in 107.5: 1.4233 -/+ 3 sqrt(1.4233 / 10).
        centre=1.4233,
        lower=0.2915,
        upper=2.5550,
    ),
    Example(
        source=f"Nelson LS. J Qual Technol 1994;26:239-240, as in {MONTGOMERY}, example 7.6: valve failures",
        chart="t",
        origin="by hand",
        series=Series.of(values=VALVES),
        # The mean of the hours to the power 0.2777, which are printed, is 5.3866; of their moving ranges 2.3592.
        centre=5.3866**3.6,
        lower=0,
        upper=11.662**3.6,
        # The book's power is 0.2777, not 1 / 3.6.
        within=20,
        plan={"screen": False, "constant": 2.66},
    ),
    Example(
        source="Benneyan JC. Health Care Manag Sci 2001;4:305-318: mean 20, so 20 +/- 3 sqrt(20 x 21); median drawn",
        chart="g",
        origin="by hand",
        series=Series.of(values=[4, 9, 13, 18, 20, 24, 29, 43]),
        centre=19,
        lower=0,
        upper=81.4817,
    ),
    Example(
        source="Laney DB. Qual Eng 2002;14:531-537: z of -1 and 1 in turn, so sigma z = 2 / 1.128",
        chart="pp",
        origin="by hand",
        series=Series.of(numerator=[40, 60] * 8, denominator=[100] * 16),
        centre=0.5,
        # p = 0.5, sigma = 0.05, z = -2 and 2: mean moving range 4, sigma z 3.5461.
        lower=0,
        upper=1,
    ),
    Example(
        source="Laney DB. Qual Eng 2002;14:531-537: rates, z of -1 and 1 in turn",
        chart="up",
        origin="by hand",
        series=Series.of(numerator=[90, 110] * 8, denominator=[100] * 16),
        centre=1,
        # sigma = 0.1, z = -1 and 1: mean moving range 2, sigma z 1.7730; 1 -/+ 3 x 0.1 x 1.7730.
        lower=0.46809,
        upper=1.53191,
    ),
    Example(
        source="Taylor WA. Normalized individuals (I-N) chart; 2018: with equal denominators",
        chart="ip",
        origin="by hand",
        series=Series.of(numerator=[90, 110] * 8, denominator=[100] * 16),
        centre=1,
        # |change| = 0.2, so sigma = 0.2 sqrt(pi) / 2 = 0.17725.
        lower=0.46826,
        upper=1.53174,
    ),
    Example(
        source="NHSRplotthedots, vignette Deviations from Excel defaults: screened",
        chart="i",
        series=Series.of(values=VIGNETTE),
        centre=1.94,
        lower=-0.72,
        upper=4.60,
        outside=(5,),
        within=0.005,
        plan={"constant": 2.66},
    ),
    Example(
        source="NHSRplotthedots, vignette Deviations from Excel defaults: not screened, as Making Data Count",
        chart="i",
        series=Series.of(values=VIGNETTE),
        centre=1.94,
        lower=-3.06,
        upper=6.95,
        outside=(5,),
        within=0.005,
        plan={"constant": 2.66, "screen": False},
    ),
)

# Size of subgroup: c4, A3, B3, B4. Montgomery (2013), appendix VI.
CONSTANTS = {
    2: (0.7979, 2.659, 0, 3.267),
    3: (0.8862, 1.954, 0, 2.568),
    4: (0.9213, 1.628, 0, 2.266),
    5: (0.9400, 1.427, 0, 2.089),
    6: (0.9515, 1.287, 0.030, 1.970),
    7: (0.9594, 1.182, 0.118, 1.882),
    8: (0.9650, 1.099, 0.185, 1.815),
    9: (0.9693, 1.032, 0.239, 1.761),
    10: (0.9727, 0.975, 0.284, 1.716),
    15: (0.9823, 0.789, 0.428, 1.572),
    20: (0.9869, 0.680, 0.510, 1.490),
    25: (0.9896, 0.606, 0.565, 1.435),
}

# Useful points: longest run, fewest crossings. Anhøj J. PLoS ONE 2015;10(3):e0121349, table 1.
ANHOEJ = {
    **{10: (6, 2), 11: (6, 2), 12: (7, 3), 13: (7, 3), 14: (7, 4), 15: (7, 4), 16: (7, 4), 17: (7, 5), 18: (7, 5)},
    **{19: (7, 6), 20: (7, 6), 21: (7, 6), 22: (7, 7), 23: (8, 7), 24: (8, 8), 25: (8, 8), 26: (8, 8), 27: (8, 9)},
    **{28: (8, 9), 29: (8, 10), 30: (8, 10), 32: (8, 11), 34: (8, 12), 36: (8, 13), 38: (8, 14), 40: (8, 14)},
    **{45: (8, 17), 50: (9, 19), 55: (9, 21), 60: (9, 23), 70: (9, 28), 80: (9, 32), 100: (10, 41)},
}

# Useful points, half on each side: fewest and most runs. Swed FS, Eisenhart C. Ann Math Stat 1943;14:66-87.
RUNS = {10: (3, 9), 14: (4, 12), 16: (5, 13), 18: (6, 14), 24: (8, 18), 30: (11, 21)}

_PERLA = "Perla RJ, Provost LP, Murray SK. BMJ Qual Saf 2011;20:46-51"
_WESTERN = "Western Electric. Statistical Quality Control Handbook; 1956"
_NELSON = "Nelson LS. J Qual Technol 1984;16:237-239"
_MDC = "NHS England. Making Data Count"
_GUIDE = "Provost LP, Murray SK. The Health Care Data Guide, 2nd ed.; 2022"
_KNOWN = {"chart": "i", "centre": 0, "sigma": 1}

RULE_EXAMPLES = (
    RuleExample(
        "Shewhart WA. Economic Control of Quality of Manufactured Product; 1931",
        "anhoej",
        "outside",
        "one point beyond three sigma; a point on the limit is not outside",
        (0.2, 3.1, -0.4, -3.2, 0.1),
        (2, 4),
        (0.2, 3.0, -0.4, -3.0, 0.1),
        (2, 4),
        _KNOWN,
    ),
    RuleExample(
        "Anhøj J, Olesen AV. PLoS ONE 2014;9:e113825",
        "anhoej",
        "longest_run",
        "12 useful points: more than 7 on one side; the point on the line is stepped over",
        (1, -1, 1, -1, 1, 1, 0, 1, 1, 1, 1, 1, 1),
        (5, 6, 8, 9, 10, 11, 12, 13),
        (1, -1, 1, -1, -1, 1, 0, 1, 1, 1, 1, 1, 1),
        (13,),
        {"chart": "run", "centre": 0},
    ),
    RuleExample(
        "Anhøj J. PLoS ONE 2015;10:e0121349",
        "anhoej",
        "crossings",
        "12 useful points: fewer than 3 crossings",
        (1, 1, 1, 1, -1, -1, -1, -1, 1, 1, 1, 1),
        tuple(range(1, 13)),
        (1, 1, 1, 1, -1, -1, -1, -1, 1, 1, 1, -1),
        (),
        {"chart": "run", "centre": 0},
    ),
    RuleExample(
        _PERLA,
        "classic",
        "shift",
        "six points on one side of the median; one on it neither breaks nor counts",
        (-1, 1, 2, 1, 0, 3, 1, 2, -1),
        (2, 3, 4, 6, 7, 8),
        (-1, 1, 2, 1, 0, 3, 1, -2, -1),
        (8,),
        {"chart": "run", "centre": 0},
    ),
    RuleExample(
        _PERLA,
        "classic",
        "trend",
        "five points rising, the first counted; of equal neighbours only the first counts",
        (5, 1, 2, 2, 3, 4, 5, 0),
        (2, 3, 5, 6, 7),
        (5, 1, 2, 2, 2, 3, 4, 0),
        (7,),
        {"chart": "run", "centre": 0},
    ),
    RuleExample(
        _PERLA,
        "classic",
        "runs",
        "five above and five below: fewer than three runs or more than nine",
        (1, 1, 1, 1, 1, -1, -1, -1, -1, -1),
        tuple(range(1, 11)),
        (1, 1, 1, 1, -1, -1, -1, -1, -1, 1),
        (),
        {"chart": "run", "centre": 0},
    ),
    RuleExample(
        _MDC,
        "making_data_count",
        "shift",
        "seven points on one side of the mean; one on it breaks the row",
        (-0.5, 0.3, 0.2, 0.5, 0.1, 0.4, 0.6, 0.3, -0.2),
        (2, 3, 4, 5, 6, 7, 8),
        (-0.5, 0.3, 0.2, 0.5, 0, 0.4, 0.6, 0.3, 0.2),
        (8,),
        _KNOWN,
    ),
    RuleExample(
        _MDC,
        "making_data_count",
        "trend",
        "six points rising; a repeat breaks the trend",
        (0.9, -1, -0.6, -0.2, 0.2, 0.6, 1, 0.1),
        (2, 3, 4, 5, 6, 7),
        (0.9, -1, -0.6, -0.2, -0.2, 0.6, 1, 0.1),
        (7,),
        _KNOWN,
    ),
    RuleExample(
        _MDC,
        "making_data_count",
        "two_of_three",
        "two of three between two and three sigma, all three on that side",
        (0.2, 2.2, 0.4, 2.5, -0.3),
        (2, 4),
        (0.2, 2.2, -0.4, 2.5, -0.3),
        (4,),
        _KNOWN,
    ),
    RuleExample(
        _GUIDE,
        "health_care_data_guide",
        "shift",
        "eight points on one side of the centre line; one on it neither breaks nor counts",
        (-0.5, 0.3, 0.2, 0.5, 0, 0.1, 0.4, 0.6, 0.3, 0.1),
        (2, 3, 4, 6, 7, 8, 9, 10),
        (-0.5, 0.3, 0.2, 0.5, 0, 0.1, 0.4, 0.6, 0.3, -0.1),
        (10,),
        _KNOWN,
    ),
    RuleExample(
        _WESTERN,
        "western_electric",
        "two_of_three",
        "two of three beyond two sigma on one side; the third may be anywhere",
        (0.2, 2.2, -0.4, 3.5, -0.3),
        (2, 4),
        (0.2, 2.2, -0.4, 0.5, 2.3),
        (4,),
        _KNOWN,
    ),
    RuleExample(
        _WESTERN,
        "western_electric",
        "four_of_five",
        "four of five beyond one sigma on one side",
        (0.2, 1.2, 1.4, -0.4, 1.5, 1.1, 0.3),
        (2, 3, 5, 6),
        (0.2, 1.2, 1.4, -0.4, 1.5, 1.0, 0.3),
        (6,),
        _KNOWN,
    ),
    RuleExample(
        _WESTERN,
        "western_electric",
        "shift",
        "eight points in a row on one side",
        (-0.5, 0.3, 0.2, 0.5, 0.1, 0.4, 0.6, 0.3, 0.9, -0.2),
        (2, 3, 4, 5, 6, 7, 8, 9),
        (-0.5, 0.3, 0.2, 0.5, 0.1, 0.4, 0.6, 0.3, -0.9, -0.2),
        (9,),
        _KNOWN,
    ),
    RuleExample(
        _NELSON,
        "nelson",
        "shift",
        "nine points in a row on one side",
        (-0.5, 0.3, 0.2, 0.5, 0.1, 0.4, 0.6, 0.3, 0.9, 0.7, -0.2),
        (2, 3, 4, 5, 6, 7, 8, 9, 10),
        (-0.5, 0.3, 0.2, 0.5, 0.1, 0.4, 0.6, 0.3, 0.9, -0.7, -0.2),
        (10,),
        _KNOWN,
    ),
    RuleExample(
        _NELSON,
        "nelson",
        "trend",
        "six points steadily falling",
        (-0.9, 1, 0.6, 0.2, -0.2, -0.6, -1, 0.1),
        (2, 3, 4, 5, 6, 7),
        (-0.9, 1, 0.6, 0.2, 0.2, -0.6, -1, 0.1),
        (7,),
        _KNOWN,
    ),
    RuleExample(
        _NELSON,
        "nelson",
        "alternating",
        "fourteen points alternating up and down",
        (0.1, 0.8, 0.2, 0.9, 0.1, 0.7, 0.3, 0.8, 0.2, 0.9, 0.1, 0.7, 0.3, 0.8),
        tuple(range(1, 15)),
        (0.1, 0.8, 0.2, 0.9, 0.1, 0.7, 0.3, 0.8, 0.2, 0.9, 0.1, 0.7, 0.3, 0.3),
        (14,),
        _KNOWN,
    ),
    RuleExample(
        _NELSON,
        "nelson",
        "within_one",
        "fifteen points in a row within one sigma, above and below; one on the line of one sigma is not within",
        (0.1, -0.8, 0.2, 0.9, 0.1, -0.7, 0.3, 0.3, 0.2, -0.9, 0.1, 0.7, 0.3, -0.8, -0.8),
        tuple(range(1, 16)),
        (0.1, -0.8, 0.2, 0.9, 0.1, -0.7, 0.3, 1.0, 0.2, -0.9, 0.1, 0.7, 0.3, -0.8, -0.8),
        (15,),
        _KNOWN,
    ),
    RuleExample(
        _NELSON,
        "nelson",
        "both_sides",
        "eight points in a row on both sides with none within one sigma",
        (0.5, 1.5, -1.4, 1.3, 1.6, -1.2, -1.7, 1.1, -1.8, 0.2),
        (2, 3, 4, 5, 6, 7, 8, 9),
        (0.5, 1.5, 1.4, 1.3, 1.6, 1.2, 1.7, 1.1, 1.8, 0.2),
        (9,),
        _KNOWN,
    ),
    RuleExample(
        _NELSON,
        "nelson",
        "two_of_three",
        "two of three in a row beyond two sigma on one side",
        (0.2, -2.2, -2.4, 0.5, -0.3),
        (2, 3),
        (0.2, -2.2, 2.4, 0.5, -0.3),
        (3,),
        _KNOWN,
    ),
    RuleExample(
        _NELSON,
        "nelson",
        "four_of_five",
        "four of five in a row beyond one sigma on one side",
        (0.2, -1.2, -1.4, -1.5, -1.1, 0.3),
        (2, 3, 4, 5),
        (0.2, -1.2, -1.4, -1.5, 1.1, 0.3),
        (5,),
        _KNOWN,
    ),
    RuleExample(
        _GUIDE,
        "health_care_data_guide",
        "within_one",
        "fifteen points in the inner third",
        (0.1, -0.8, 0.2, 0.9, 0.1, -0.7, 0.3, 0.3, 0.2, -0.9, 0.1, 0.7, 0.3, -0.8, -0.8),
        tuple(range(1, 16)),
        (0.1, -0.8, 0.2, 0.9, 0.1, -0.7, 0.3, 1.1, 0.2, -0.9, 0.1, 0.7, 0.3, -0.8, -0.8),
        (15,),
        _KNOWN,
    ),
    RuleExample(
        _GUIDE,
        "health_care_data_guide",
        "trend",
        "six points rising; of equal neighbours only the first counts",
        (0.9, -1, -0.6, -0.2, -0.2, 0.2, 0.6, 1, 0.1),
        (2, 3, 4, 6, 7, 8),
        (0.9, -1, -0.6, -0.2, -0.2, 0.2, 0.6, 0.5, 0.1),
        (8,),
        _KNOWN,
    ),
    RuleExample(
        _GUIDE,
        "health_care_data_guide",
        "two_of_three",
        "two of three in the outer third or beyond, on one side",
        (0.2, 2.2, -0.4, 2.5, -0.3),
        (2, 4),
        (0.2, 2.2, -0.4, 1.5, -0.3),
        (4,),
        _KNOWN,
    ),
    *(
        RuleExample(
            "Shewhart WA. Economic Control of Quality of Manufactured Product; 1931",
            rules,
            "outside",
            "one point beyond three sigma",
            (0.2, 3.1, -0.4),
            (2,),
            (0.2, 3.0, -0.4),
            (2,),
            _KNOWN,
        )
        for rules in ("making_data_count", "health_care_data_guide", "western_electric", "nelson")
    ),
)
