"""Many units side by side: funnel plots and Pareto charts. Never a league table.

A funnel plot says which units differ from the whole by more than chance, given their size; it does not
put them in order. Where every unit differs, the funnel is widened by what they vary among themselves
(over-dispersion), and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np

from allteach.spc.arrays import Booleans, Floats
from allteach.spc.constants import Z_95, Z_998
from allteach.spc.gamma import gamma_quantile
from allteach.spc.series import Series, counted
from allteach.spc.spread import NEAR

FUNNEL_KINDS = ("proportion", "ratio")
RATIO_METHODS = ("square_root", "log")
ADJUSTMENTS = ("none", "additive", "multiplicative")


class _Scale(NamedTuple):
    """On which units of different size can be compared: there, back, and the standard error."""

    there: Callable[[Floats], Floats]
    back: Callable[[Floats], Floats]
    error: Callable[[Floats], Floats]


_SCALES = {
    "arcsine": _Scale(
        lambda value: np.arcsin(np.sqrt(value)),
        # Beyond a quarter turn the sine comes down again: a small unit would seem to be outside.
        lambda angle: np.sin(np.clip(angle, 0, np.pi / 2)) ** 2,
        lambda n: 1 / (2 * np.sqrt(n)),
    ),
    "square_root": _Scale(np.sqrt, lambda root: np.fmax(root, 0) ** 2, lambda n: 1 / (2 * np.sqrt(n))),
    "log": _Scale(np.log, np.exp, lambda n: 1 / np.sqrt(n)),
}


class FunnelLimits(NamedTuple):
    """Limits at each denominator asked for; NaN where there is none."""

    lower_95: Floats
    upper_95: Floats
    lower_998: Floats
    upper_998: Floats

    def outside(self, values: Floats) -> Booleans:
        """Which values lie strictly outside the 99.8 % limits."""
        return (values - self.upper_998 > NEAR) | (self.lower_998 - values > NEAR)


class Funnel(NamedTuple):
    """Units against what all of them have in common.

    Attributes
    ----------
    kind : "proportion" (numerator out of denominator) or "ratio" (observed / expected)
    method : "arcsine" for proportions; "square_root" (CQC) or "log" (SHMI) for ratios
    adjustment : "none", "additive" or "multiplicative"
    target : the centre: the pooled proportion, or 1
    values : numerator / denominator of each unit; NaN where it has none
    denominator : of each unit
    z : how many standard errors each unit is from the target, on the transformed scale
    phi : how many times more the units vary than chance alone would make them (0 when not adjusted)
    tau2 : variance between units on the transformed scale (0 when not adjusted additively)
    limits : without adjustment
    adjusted : with it, or None when not adjusted
    outside : which units lie strictly outside the 99.8 % limits that hold: adjusted if there are any
    """

    kind: str
    method: str
    adjustment: str
    target: float
    values: Floats
    denominator: Floats
    z: Floats
    phi: float
    tau2: float
    limits: FunnelLimits
    adjusted: FunnelLimits | None
    outside: Booleans

    def limits_at(self, denominators: Iterable[float], *, adjusted: bool = False) -> FunnelLimits:
        """Limits for any denominators: what is drawn as curves; NaN where one is not above 0."""
        n = np.array(list(denominators), dtype=float)
        n[~(n > 0)] = np.nan
        if self.kind == "ratio" and not (adjusted and self.adjustment != "none"):
            return FunnelLimits(
                gamma_quantile(0.025, -Z_95, n) / n,
                gamma_quantile(0.975, Z_95, n + 1) / n,
                gamma_quantile(0.001, -Z_998, n) / n,
                gamma_quantile(0.999, Z_998, n + 1) / n,
            )
        scale = _SCALES[self.method]
        error = scale.error(n)
        if adjusted and self.adjustment == "additive":
            error = np.sqrt(scale.error(n.round(2) if self.method == "log" else n) ** 2 + self.tau2)
        elif adjusted and self.adjustment == "multiplicative":
            error = error * max(1.0, self.phi) ** 0.5
        middle = scale.there(np.array(self.target))
        return FunnelLimits(*(scale.back(middle + q * error) for q in (-Z_95, Z_95, -Z_998, Z_998)))


def funnel(
    *,
    numerator: Iterable[Any],
    denominator: Iterable[Any],
    kind: str = "proportion",
    method: str = "square_root",
    adjustment: str = "none",
    trim: float = 0.1,
) -> Funnel:
    """Compare units of different size with what they have in common.

    Parameters
    ----------
    numerator, denominator : n numbers
        Counts out of counts, or observed and expected. None or a denominator of 0: no unit there.
    kind : "proportion" or "ratio"
    method : "square_root" (as the Care Quality Commission) or "log" (as SHMI); ratios only
    adjustment : "none", "additive" or "multiplicative"
        Whether the limits allow for variation between the units beyond chance.
    trim : share of the units at each end that may not sway the adjustment
        Winsorised; with the log method left out.

    Raises
    ------
    ValueError
        If an argument cannot be; the message names it and what was expected.

    Notes
    -----
    ::

        proportion   Y = asin(sqrt(r / n))   s = 1 / (2 sqrt(n))   limits sin^2(asin(sqrt(t)) +/- q s)
        square root  Y = sqrt(O / E)         s = 1 / (2 sqrt(E))   limits (1 +/- q s)^2
        log          Y = log(O / E)          s = 1 / sqrt(E)       limits exp(+/- q s)

        z = (Y - target) / s     phi = mean(z^2) of the trimmed z     w = 1 / s^2
        tau^2 = (I phi - (I - 1)) / (sum(w) - sum(w^2) / sum(w)), at least 0

    with q = 1.96 and 3.09, s replaced by ``sqrt(s^2 + tau^2)`` (additive) or ``s sqrt(phi)``
    (multiplicative, where phi > 1). Angles are held between 0 and 90 degrees. Unadjusted limits of
    ratios are exact Poisson limits. The adjusted log limits use E to two decimals, as SHMI does.

    References
    ----------
    Spiegelhalter DJ. Funnel plots for comparing institutional performance. Stat Med
    2005;24:1185-1202. Spiegelhalter DJ. Handling over-dispersion of performance indicators. Qual Saf
    Health Care 2005;14:347-351.
    """
    for name, given, known in (
        ("kind", kind, FUNNEL_KINDS),
        ("method", method, RATIO_METHODS),
        ("adjustment", adjustment, ADJUSTMENTS),
    ):
        if given not in known:
            raise ValueError(f"{name}: expected one of {', '.join(known)}, got {given!r}")
    if not 0 <= trim < 0.5:
        raise ValueError(f"trim: expected at least 0 and below 0.5, got {trim!r}")
    if denominator is None:
        raise ValueError("denominator: expected one for each numerator, got None")
    units = Series.of(numerator=numerator, denominator=denominator)
    counts, out_of = np.asarray(units.numerator), np.asarray(units.denominator)
    if kind == "proportion" and (counts > out_of).any():
        at = int(np.argmax(counts > out_of))
        raise ValueError(f"numerator: expected at most {out_of[at]:g}, got {counts[at]:g} at position {at}")
    present = ~np.isnan(units.values)
    n = np.where(present, out_of, np.nan)
    name = "arcsine" if kind == "proportion" else method
    scale = _SCALES[name]
    with np.errstate(divide="ignore", invalid="ignore"):
        target = float(counts[present].sum() / out_of[present].sum()) if kind == "proportion" else 1.0
        z = (scale.there(units.values) - scale.there(np.array(target))) / scale.error(n)
        phi, tau2 = (0.0, 0.0) if adjustment == "none" else _overdispersion(z, scale.error(n), name, trim)
        plain = Funnel(
            kind=kind,
            method=name,
            adjustment=adjustment,
            target=target,
            values=units.values,
            denominator=n,
            z=np.where(np.isinf(z), np.nan, z),
            phi=phi,
            tau2=tau2 if adjustment == "additive" else 0.0,
            limits=_NO_LIMITS,
            adjusted=None,
            outside=present,
        )
        limits = plain.limits_at(n)
        adjusted = None if adjustment == "none" else plain.limits_at(n, adjusted=True)
    return plain._replace(limits=limits, adjusted=adjusted, outside=(adjusted or limits).outside(units.values))


def _overdispersion(z: Floats, error: Floats, method: str, trim: float) -> tuple[float, float]:
    """phi and tau squared, from z scores whose extremes may not sway them."""
    known = ~np.isnan(z)
    z, weight = z[known], 1 / error[known] ** 2
    if method == "log" and trim > 0:
        shares = 1 / trim
        place = np.floor(_ranks(z) * shares / (len(z) + 1))
        kept = (place > 0) & (place < shares - 1)
        z, weight = z[kept], weight[kept]
    elif len(z):
        z = np.clip(z, *np.quantile(z, (trim, 1 - trim)))
    # Nothing observed has no logarithm: such a unit cannot say how much units vary.
    finite = np.isfinite(z)
    z, weight = z[finite], weight[finite]
    many = len(z)
    if not many:
        return 0.0, 0.0
    phi = float(np.mean(z**2))
    between = weight.sum() - (weight**2).sum() / weight.sum()
    if many * phi < many - 1 or between <= 0:
        return phi, 0.0
    return phi, max(0.0, float((many * phi - (many - 1)) / between))


def _ranks(values: Floats) -> Floats:
    """Ranks from 1, equal values sharing the mean of theirs."""
    _, back, many = np.unique(values, return_inverse=True, return_counts=True)
    ranks: Floats = (np.cumsum(many) - (many - 1) / 2)[back]
    return ranks


class Pareto(NamedTuple):
    """Causes by how often they occur, the most frequent first.

    Attributes
    ----------
    labels, counts : in the order drawn; causes of equal count stay in the order given
    share : of all, between 0 and 1
    cumulative : share of this cause and all before it
    vital_few : how many of the first causes make up at least `cut` of all
    """

    labels: tuple[str, ...]
    counts: Floats
    share: Floats
    cumulative: Floats
    vital_few: int


def pareto(labels: Iterable[str], counts: Iterable[Any], *, cut: float = 0.8) -> Pareto:
    """Put causes in order of how often they occur, and say which few make up most.

    Raises
    ------
    ValueError
        If there is not one count of 0 or more for each label, or all are 0.

    References
    ----------
    Juran JM. Quality Control Handbook. McGraw-Hill; 1951.
    """
    if not 0 < cut <= 1:
        raise ValueError(f"cut: expected above 0 and at most 1, got {cut!r}")
    names = tuple(labels)
    many = counted(counts, "counts")
    if len(names) != len(many):
        raise ValueError(f"counts: expected {len(names)}, one for each label, got {len(many)}")
    if np.isnan(many).any():
        raise ValueError(f"counts: expected numbers, got none at position {int(np.isnan(many).argmax())}")
    if not many.sum() > 0:
        raise ValueError("counts: expected at least one above 0")
    order = np.argsort(-many, kind="stable")
    sorted_counts = many[order]
    cumulative = np.cumsum(sorted_counts) / sorted_counts.sum()
    vital_few = int(np.argmax(cumulative >= cut - NEAR)) + 1
    share = sorted_counts / sorted_counts.sum()
    return Pareto(tuple(names[at] for at in order), sorted_counts, share, cumulative, vital_few)


_NOTHING = np.empty(0)
_NO_LIMITS = FunnelLimits(_NOTHING, _NOTHING, _NOTHING, _NOTHING)
