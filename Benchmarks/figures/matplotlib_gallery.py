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
a = axes("twin axes"); a.plot(k, decay); a.set_ylabel("loss"); b = a.twinx(); b.plot(k, 90 - 40 * decay, "C1--"); b.set_ylabel("accuracy (%)")
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
a = axes("quiver"); a.contour(X, Y, X**2 + 2 * Y**2, [0.5, 1, 2, 4, 8]); a.quiver(U, V, 2 * U, 4 * V, angles="xy"); a.set_aspect("equal")
a = axes("surface", projection="3d"); a.plot_surface(X, Y, Z, cmap="viridis")
a = axes("wireframe", projection="3d"); a.plot_wireframe(X, Y, X * np.exp(-X**2 - Y**2), rstride=3, cstride=3)
h = np.arange(-3, 3.1, 0.15); H, K = np.meshgrid(h, h); waves = np.sin(H) * np.cos(K)
a = axes("crossing", projection="3d"); a.plot_surface(H, K, waves, color="C0"); a.plot_surface(H, K, 0.15 * H + 0.1 * K, color="C1")
a.plot(h, 2 * np.sin(3 * h), 0.9 * np.cos(2 * h), "k--"); a.set_xlabel("first weight"); a.set_ylabel("second weight"); a.set_zlabel("loss")
for kind in ["persp", "ortho"]:
    a = axes(kind, projection="3d"); a.plot_surface(H, K, waves, cmap="viridis"); a.set_proj_type(kind); a.view_init(25, -50)
o = np.arange(0, 6.29, 0.02)
a = axes("polar", projection="polar"); a.plot(o, 1 + np.cos(o), label="1 + cos φ"); a.plot(o, 1.5 * abs(np.sin(2 * o)), "--", label="1.5 |sin 2φ|"); a.legend()
winds = np.arange(12) * np.pi / 6; calm = np.array([3, 5, 8, 6, 4, 2, 3, 7, 9, 5, 3, 2]); strong = np.array([1, 2, 2, 3, 4, 1, 1, 2, 3, 2, 1, 1])
a = axes("rose", projection="polar"); a.set_theta_zero_location("N"); a.set_theta_direction(-1)
a.bar(winds, calm, 0.8 * np.pi / 6, hatch="/", label="calm"); a.bar(winds, strong, 0.8 * np.pi / 6, calm, label="strong"); a.legend()
a = axes("radar", projection="polar"); p = np.arange(6) * 2 * np.pi / 5; a.set_theta_zero_location("N"); a.set_theta_direction(-1)
for r in [[0.9, 0.8, 0.7, 0.4, 0.6, 0.9], [0.5, 0.9, 0.6, 0.8, 0.3, 0.5]]: a.plot(p, r); a.fill(p, r, alpha=0.25)
a.set_xticks(p[:-1], ["accuracy", "speed", "memory", "robustness", "size"]); a.set_ylim(0, 1)
a = axes("polar points", projection="polar"); a.scatter(3 * (u + 1), abs(v), c=v); a.set_ylabel("distance")
a.fill_between(np.linspace(0, 2 * np.pi, 100), 0.8, 1, alpha=0.3); a.fill_between([0.3, 0.9], 0, 1, alpha=0.3); a.plot(np.linspace(0, 2 * np.pi, 100), np.full(100, 0.5), "k--")
a = axes("hatched bars")
for shift, r, m, l in [(-0.27, f, "/", "forward"), (0, g, "x", "backward"), (0.27, np.array([2, 4, 3]), "..", "step")]: a.bar(i + shift, r, 0.27, hatch=m, label=l)
a.set_xticks(i, names); a.legend()
a = axes("hatched areas"); a.fill_between(s, wave - 0.3, wave + 0.3, hatch="//", alpha=0.3, label="±1 sd"); a.axvspan(-8, -6, hatch="\\", alpha=0.2, label="warm up")
a.add_patch(plt.Rectangle((-1, -1.3), 2, 0.7, hatch="|-", fc="none", ec="C1")); a.add_patch(matplotlib.patches.Ellipse((6, 1), 2.4, 2.4, hatch="o", fc="none", ec="C2")); a.legend()
a = axes("inset"); late = np.exp(-(s + 8) / 2) + 0.01 * np.sin(9 * s); a.plot(s, late)
b = a.inset_axes([0.4, 0.4, 0.58, 0.55]); b.plot(s, late); b.set_xlim(2, 8); b.set_ylim(-0.03, 0.03)
figure.savefig(sys.argv[1] if len(sys.argv) > 1 else "matplotlib.png", dpi=60)
