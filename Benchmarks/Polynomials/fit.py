"""Fits the polynomials of Sources/CKernels/variants/math_*.h and prints their coefficients.

Each fit minimises the greatest weighted error by Lawson's iteration on Chebyshev nodes, in 60-digit
arithmetic for the targets. Run: python fit.py (needs numpy and mpmath).
"""

import mpmath as mp
import numpy as np

mp.mp.dps = 60


def lawson(target, weight, low, high, degree, nodes=600, rounds=80):
    """Coefficients c with sum c[k] x^k close to target(x), minimax in weight(x) * error."""
    t = np.cos(np.pi * (np.arange(nodes) + 0.5) / nodes)
    x = (low + high) / 2 + (high - low) / 2 * t
    y = np.array([float(target(mp.mpf(v))) for v in x])
    w = np.array([float(weight(mp.mpf(v))) for v in x])
    basis = np.vander(x, degree + 1, increasing=True)
    scale = np.abs(basis).max(axis=0)
    basis = basis / scale
    law = np.ones(nodes) / nodes
    best, best_error = None, np.inf
    for _ in range(rounds):
        root = np.sqrt(law) * w
        c, *_ = np.linalg.lstsq(basis * root[:, None], y * root, rcond=None)
        error = np.abs((basis @ c - y) * w)
        if error.max() < best_error:
            best, best_error = c / scale, error.max()
        law *= error + 1e-300
        law /= law.sum()
    return best, best_error


def show(name, fit):
    coefficients, error = fit
    print(f"{name}: greatest weighted error {error:.3g}")
    for c in coefficients:
        print(f"  {c:.17g}  (float32 {np.float32(c):.9g})")


half = float(mp.log(2) / 2) * 1.001
show("exp: (e^r - 1 - r) / r^2, weight r^2 / e^r",
     lawson(lambda r: (mp.exp(r) - 1 - r) / r**2 if r else mp.mpf(1) / 2, lambda r: r**2 / mp.exp(r), -half, half, 4))
show("expm1: (e^r - 1 - r) / r^2, weight r",
     lawson(lambda r: (mp.exp(r) - 1 - r) / r**2 if r else mp.mpf(1) / 2, lambda r: abs(r) + 1e-3, -half, half, 5))
top = float((mp.sqrt(2) - 1) / (mp.sqrt(2) + 1)) ** 2 * 1.001
show("log: (atanh(s) / s - 1) * 2 / s^2 in z = s^2",
     lawson(lambda z: (mp.atanh(mp.sqrt(z)) / mp.sqrt(z) - 1) * 2 / z if z else mp.mpf(2) / 3, lambda z: z + 1e-4, 1e-9, top, 3))
show("erf: erf(x) / x in x^2 on [0, 1]",
     lawson(lambda z: mp.erf(mp.sqrt(z)) / mp.sqrt(z), lambda z: 1, 1e-9, 1, 8))
show("erfc: log(erfc(x)) + x^2 on [1, 4.1]",
     lawson(lambda x: mp.log(mp.erfc(x)) + x**2, lambda x: mp.erfc(x), 1, 4.1, 9))
