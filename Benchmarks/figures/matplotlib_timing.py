"""The lines of Sources/timing/main.swift drawn by Matplotlib, from numbers to an SVG; processor time.

    OMP_NUM_THREADS=1 python3 Benchmarks/figures/matplotlib_timing.py
"""
import io
import time
import numpy as np
import matplotlib
matplotlib.use("svg")
from matplotlib import pyplot as plt

for count in [40, 10_000, 1_000_000]:
    x = np.arange(count) * 10 / count
    y = np.sin(x) + 0.1 * np.sin(np.arange(count) * 12.9898)
    best, size = 1e9, 0
    for _ in range(7 if count > 100_000 else 25):
        start = time.process_time()
        figure, axes = plt.subplots(figsize=(4.5, 3))
        axes.plot(x, y, label="noisy sine")
        axes.set_xlabel("x")
        axes.set_ylabel("y")
        axes.grid()
        # 'best' is quadratic for long lines; Matplotlib itself warns and names a place as the remedy.
        axes.legend(loc="best" if count <= 10_000 else "upper right")
        out = io.BytesIO()
        figure.savefig(out, format="svg")
        plt.close(figure)
        best = min(best, time.process_time() - start)
        size = len(out.getvalue())
    print(count, f"{best * 1e3:.3f} ms", size, "bytes")
