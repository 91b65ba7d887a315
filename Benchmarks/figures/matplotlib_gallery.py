"""The figures of chapters/01-gallery.md drawn by Matplotlib from the same numbers, as one sheet.

    python3 Benchmarks/figures/matplotlib_gallery.py sheet.png
"""
import sys
import numpy as np
import matplotlib
matplotlib.use("agg")
from matplotlib import pyplot as plt

figure = plt.figure(figsize=(22.5, 24), layout="constrained")
place = iter(range(1, 100))
def axes(title="", **options):
    result = figure.add_subplot(8, 5, next(place), **options)
    result.set_title(title)
    return result

x = np.arange(0, 3.05, 0.1)
a = axes("lines"); a.plot(x, 3 * x**2 - 4 * x, label="f(x)"); a.plot(x, 2 * x - 3, "--", label="tangent at x = 1")
a.set_xlabel("x"); a.set_ylabel("f(x)"); a.grid(); a.legend()
a = axes("gaps"); a.plot([1, 1.8, 2.4, np.nan, np.nan, 3.9, 4.1, 4.6], "o-"); a.set_xlabel("hour")
n = np.arange(1, 101) ** 2.0
a = axes("log"); a.loglog(n, 1 / n, label="1/n"); a.loglog(n, 1 / n**2, "--", label="1/n²"); a.legend()
t = np.arange(-10, 10.05, 0.1)
a = axes("symlog"); a.plot(t, t**3); a.set_yscale("symlog")
days = (1.7e9 + 86400 * np.arange(300)).astype("datetime64[s]")
a = axes("dates"); a.plot(days, 100 + np.arange(300) % 30 + 0.1 * np.arange(300))
s = np.arange(-8, 8.05, 0.1); wave = np.sin(s / 2)
a = axes("band, span, rule"); a.fill_between(s, wave - 0.4, wave + 0.4, alpha=0.3, label="±1 sd"); a.plot(s, wave, label="mean")
a.axvspan(-8, -5, alpha=0.2, label="warm up"); a.axhline(0.5, ls="--", label="target"); a.legend()
k = np.arange(11); decay = np.exp(-k / 4)
a = axes("error bars, steps"); a.errorbar(k, decay, 0.2 / (1 + k), fmt="o", label="measured"); a.step(k, decay, where="post", label="model"); a.legend()
a = axes("annotations"); a.plot(x, 3 * x**2 - 4 * x); a.annotate("minimum", (0.667, -1.2), (1.3, 5), arrowprops=dict(arrowstyle="->"))
a.add_patch(plt.Rectangle((1.8, 1), 0.4, 6, fill=False)); a.text(2.6, 12, "growing", ha="right", bbox=dict(boxstyle="round", fc="w"))
week = (1.7e9 + 86400 * k).astype("datetime64[s]")
a = axes("twin axes"); a.plot(week, decay); a.set_ylabel("loss"); a.tick_params(axis="x", rotation=30)
b = a.twinx(); b.step(week, [[0.1, 0.01, 0.001][i // 4] for i in k], "C1--", where="post"); b.set_yscale("log"); b.set_ylabel("learning rate")
a = axes("symlog axis"); a.stem(range(5), [4.0, 90, 2000, -40, -3000]); a.set_yscale("symlog", linthresh=10); a.set_ylabel("gain", loc="top")
a.set_xticks(range(5), ["I", "II", "III", "IV", "V"]); a.set_xlabel("quarter")
angles = np.arange(-50, 51) / 50 * np.pi
a = axes(r"$\int_{-\pi}^{\pi} \cos^2\!\frac{x}{2}\,dx = \pi$")
a.plot(angles, np.exp(-angles**2 / 2) / np.sqrt(2 * np.pi), label=r"$\frac{1}{\sqrt{2\pi}}\,e^{-x^2/2}$")
a.plot(angles, (1 + np.cos(angles)) / (2 * np.pi), "--", label=r"$\frac{1}{\pi}\cos^2\frac{x}{2}$")
a.set_xticks(np.arange(-2, 3) * np.pi / 2, [r"$-\pi$", r"$-\frac{\pi}{2}$", "0", r"$\frac{\pi}{2}$", r"$\pi$"])
# Matplotlib's own formulas know no matrices and no cases.
a.set_xlabel(r"angle $x = \arg\left(\frac{z}{\bar{z}}\right)$"); a.set_ylabel(r"density $\hat{p}(x)$"); a.legend()
a = axes("Four damped waves"); a.set_title("Four damped waves", loc="left"); a.set_title("")
for o in range(1, 5): a.plot(s, np.sin(s * o / 2) * np.exp(-(s + 8) / 8), label=rf"$\omega = \frac{{{o}}}{{2}}$")
a.set_xlabel("time in s", loc="right"); a.set_ylabel("signal", loc="top"); a.legend(loc="upper left", bbox_to_anchor=(1, 1))
a = axes("legend below"); a.set_title("legend below", loc="right"); a.set_title("")
a.plot(k, 4e6 * decay, label="seen"); a.plot(k, 2e6 - 2e6 * decay, "--", label="missed"); a.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=2)
a = axes("colour bar below"); figure.colorbar(a.scatter(k, decay, s=60, c=decay), location="bottom", label="height")
u = np.sin(np.arange(200) * 12.9898); v = 0.6 * u + 0.4 * np.sin(np.arange(200) * 78.233)
a = axes("scatter"); figure.colorbar(a.scatter(u, v, s=(4 + 6 * abs(u)) ** 2 * 0.5, c=v))
a = axes("histogram"); a.hist([u, v], bins=11, histtype="step", label=["u", "v"]); a.legend()
names = ["linear", "convolution", "softmax"]; f = np.array([3, 5, 2]); g = np.array([4, 7, 1])
a = axes("grouped bars"); i = np.arange(3)
for shift, h, l in [(-0.2, f, "forward"), (0.2, g, "backward")]: a.bar_label(a.bar(i + shift, h, 0.4, label=l))
a.set_xticks(i, names); a.legend()
a = axes("stacked bars"); a.barh(names, f, label="forward"); a.barh(names, g, left=f, label="backward"); a.invert_yaxis(); a.legend()
a = axes("stem"); a.stem(np.arange(9), np.array([1, 8, 28, 56, 70, 56, 28, 8, 1]) / 256)
a = axes("box plot"); a.boxplot([u, v, u**2], tick_labels=["u", "v", "u²"])
counts = np.array([[40 + 3 * r if r == c else (r * 7 + c * 3) % 9 for c in range(5)] for r in range(5)])
a = axes("heat map"); figure.colorbar(a.imshow(counts))
for r in range(5):
    for c in range(5): a.text(c, r, counts[r, c], ha="center", va="center", color="k" if counts[r, c] > 30 else "w")
yy, xx = np.mgrid[0:28, 0:28]
a = axes("picture"); a.imshow(np.exp(-((xx - 14) ** 2 + (yy - 14) ** 2) / 40), cmap="gray"); a.axis("off")
c = np.arange(-3, 3.05, 0.1); X, Y = np.meshgrid(c, c); Z = (1 - X / 2 + X**5 + Y**3) * np.exp(-X**2 - Y**2)
a = axes("contour"); a.clabel(a.contour(X, Y, Z))
a = axes("filled contour"); figure.colorbar(a.contourf(X, Y, Z, cmap="coolwarm"))
q = np.arange(-2, 2.1, 0.5); U, V = np.meshgrid(q, q)
a = axes("quiver"); a.clabel(a.contour(X, Y, X**2 + 2 * Y**2, [0.5, 1, 2, 4, 8])); a.quiver(U, V, 2 * U, 4 * V, angles="xy"); a.set_aspect("equal")
from matplotlib.collections import LineCollection
turns = np.arange(301) / 300 * 6 * np.pi; path = np.stack([turns * np.cos(turns), turns * np.sin(turns)], 1)
a = axes("path"); lines = LineCollection(np.stack([path[:-1], path[1:]], 1), array=turns[:-1], linewidths=2.5); a.add_collection(lines)
a.autoscale(); a.set_aspect("equal"); figure.colorbar(lines, label="time")
a = axes("whirl"); figure.colorbar(a.quiver(U, V, -V, U, np.hypot(U, V), cmap="inferno"), label="speed"); a.set_aspect("equal")
a = axes("surface", projection="3d"); a.plot_surface(X, Y, Z, cmap="viridis")
a = axes("wireframe", projection="3d"); a.plot_wireframe(X, Y, X * np.exp(-X**2 - Y**2), rstride=3, cstride=3)
a = axes("inset"); late = np.exp(-(s + 8) / 2) + 0.01 * np.sin(9 * s); a.plot(s, late)
b = a.inset_axes([0.4, 0.4, 0.58, 0.55]); b.plot(s, late); b.set_xlim(2, 8); b.set_ylim(-0.03, 0.03)
figure.savefig(sys.argv[1] if len(sys.argv) > 1 else "matplotlib.png", dpi=60)
