"""Quantiles of the gamma distribution, for exact Poisson limits without SciPy."""

from __future__ import annotations

from math import inf, lgamma

import numpy as np

from allteach.spc.arrays import Floats

_ROUNDS = 24
_NEARLY = 1e-13
_log_gamma = np.vectorize(lgamma, otypes=[float])


def gamma_quantile(probability: float, z: float, shape: Floats) -> Floats:
    """Where a gamma distribution of each shape (scale 1) has the given probability below it.

    Parameters
    ----------
    probability : between 0 and 1
    z : the normal quantile of the same probability, to start from
    shape : array of numbers above 0; NaN gives NaN

    Notes
    -----
    Halley's steps on the logarithm-free equation P(shape, x) = probability, from the Wilson-Hilferty
    approximation, or for small shapes from ``(probability gamma(shape + 1)) ** (1 / shape)``. Agrees
    with SciPy to about 1e-12.

    References
    ----------
    Wilson EB, Hilferty MM. The distribution of chi-square. PNAS 1931;17:684-688.
    """
    known = shape > 0
    a = np.where(known, shape, 1.0)
    log_gamma = _log_gamma(a)
    near_nought = np.exp((np.log(probability) + log_gamma + np.log(a)) / a)
    rough = a * (1 - 1 / (9 * a) + z / (3 * np.sqrt(a))) ** 3
    x = np.where((a < 1) | (rough <= near_nought), near_nought, rough)
    for _ in range(_ROUNDS):
        density = np.exp((a - 1) * np.log(x) - x - log_gamma)
        newton = (_below(a, x, log_gamma) - probability) / np.fmax(density, 1e-300)
        step = newton / (1 - np.clip(newton * ((a - 1) / x - 1) / 2, -inf, 0.5))
        # A step past nought is cut to half way there.
        step = np.fmin(step, x / 2)
        x = x - step
        if (np.abs(step) <= _NEARLY * x).all():
            break
    return np.where(known, x, np.nan)


def _below(a: Floats, x: Floats, log_gamma: Floats) -> Floats:
    """The regularised incomplete gamma function P(a, x)."""
    front = np.exp(a * np.log(x) - x - log_gamma)
    small = x < a + 1
    return np.where(
        small, front * _series(a, np.where(small, x, 0.0)), 1 - front * _fraction(a, np.where(small, a + 1, x))
    )


def _series(a: Floats, x: Floats) -> Floats:
    """Sum of ``x^n / (a (a + 1) … (a + n))``, for x below a + 1."""
    term = added = 1 / a
    n = 0
    while (term > added * 1e-16).any():
        n += 1
        term = term * x / (a + n)
        added = added + term
    return added


def _fraction(a: Floats, x: Floats) -> Floats:
    """Lentz's continued fraction of the upper incomplete gamma function, for x from a + 1 on."""
    b = x + 1 - a
    c = np.full_like(x, 1e300)
    d = 1 / b
    whole = d
    n = 0
    change = np.full_like(x, 2.0)
    while (np.abs(change - 1) > 1e-15).any() and n < 100_000:
        n += 1
        factor = -n * (n - a)
        b = b + 2
        d = 1 / (factor * d + b)
        c = b + factor / c
        change = c * d
        whole = whole * change
    return whole
