"""Writes Tests/FiguresTests/TickFixtures.swift: ticks and labels as Matplotlib chooses them.

    python3 Benchmarks/figures/ticks.py > Tests/FiguresTests/TickFixtures.swift
"""
import random
import matplotlib
from matplotlib.ticker import MaxNLocator, ScalarFormatter

random.seed(20)
print("// Written by Benchmarks/figures/ticks.py with Matplotlib %s: do not edit." % matplotlib.__version__)
print("\n/// Axes and their ticks: lower end, upper end, number of bins, labels, power of ten, offset.")
print("enum TickFixtures {\n  static let linear = \"\"\"")
cases = []
for _ in range(400):
    kind = random.random()
    if kind < 0.6:
        scale = 10 ** random.uniform(-9, 9)
        a, b = sorted(random.uniform(-1, 1) * scale for _ in range(2))
    elif kind < 0.8:
        a, b = 0.0, 10 ** random.uniform(-8, 10)
    else:
        middle = 10 ** random.uniform(0, 6)
        width = middle * 10 ** random.uniform(-5, -1)
        a, b = middle - width, middle + width
    cases.append((float("%.7g" % a), float("%.7g" % b), random.randint(1, 9)))
for low, high, bins in cases:
    if not high > low:
        continue
    locator = MaxNLocator(nbins=bins, steps=[1, 2, 2.5, 5, 10], min_n_ticks=2)
    slack = (high - low) * 1e-10
    ticks = [t for t in locator.tick_values(low, high) if low - slack <= t <= high + slack]
    formatter = ScalarFormatter(useOffset=True, useMathText=False)
    formatter.create_dummy_axis()
    formatter.axis.set_view_interval(low, high)
    formatter.axis.set_data_interval(low, high)
    formatter.set_locs(ticks)
    labels = " ".join(formatter(t) for t in ticks)
    print(f"    {low!r} {high!r} {bins} | {labels} | {formatter.orderOfMagnitude} | {float(formatter.offset)!r}")
print("    \"\"\"\n}")
