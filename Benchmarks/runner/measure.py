#!/usr/bin/env python3
"""Measures the runner against its bars, nbconvert and knitr.

    Benchmarks/runner/measure.py .build/release/weft [quick]

Writes Benchmarks/results/runner.md. Every number is the median of some runs, wall clock, with the
load of the machine beside it; the best run follows in brackets.
"""
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

WEFT = os.path.abspath(sys.argv[1])
QUICK = "quick" in sys.argv
ROOT = pathlib.Path(__file__).resolve().parents[2]
PYTHON = os.environ.get("PYTHON", "python3")
rows = []


def timed(command, cwd, prepare=lambda: None, runs=5):
    times = []
    for _ in range(2 if QUICK else runs):
        prepare()
        start = time.perf_counter()
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
        times.append(time.perf_counter() - start)
        if done.returncode not in (0, 3):
            print(done.stderr[-600:], file=sys.stderr)
    return statistics.median(times), min(times)


def row(name, result, bar, met=None):
    median, best = result
    load = os.getloadavg()[0]
    met = (median <= bar) if met is None and isinstance(bar, float) else met
    state = "" if met is None else "met" if met else "missed"
    rows.append(f"| {name} | {median:.2f} s ({best:.2f}) | {bar if isinstance(bar, str) else f'{bar:.2f} s'} | {state} | {load:.1f} |")
    print(rows[-1], flush=True)
    write()


def write():
    text = (
        "# The runner, measured\n\nBy `Benchmarks/runner/measure.py` on "
        f"{os.cpu_count()} processors; median (best) of wall clock, and the load of the machine when it was "
        "taken.\n\n| what | time | bar | | load |\n| --- | --- | --- | --- | --- |\n" + "\n".join(rows) + "\n")
    (ROOT / "Benchmarks/results/runner.md").write_text(text)


def book(chapters):
    root = pathlib.Path(tempfile.mkdtemp(prefix="weft-measure-"))
    (root / "chapters").mkdir()
    for name, text in chapters.items():
        (root / "chapters" / f"{name}.md").write_text(text)
    return root


SWIFT = [
    "let a = arange(12.0)\na", "let m = a.reshape([3, 4])\nm", "m.sum(axis: 0)", "m.mean()", "m * 2 + 1",
    "let w = randn(4, 4)\nw.shape", "matmul(m, w).shape", "let big = randn(256, 256)\nbig.shape",
    "matmul(big, big).sum().shape", "exp(m / 12)", "let x = linspace(0, 6, 100)\nx.shape",
    "let y = sin(x)\ny.mean()", "plot(x, y)", "func squared(_ t: Tensor) -> Tensor { t * t }\nsquared(m)",
    "for i in 0..<5 { print(i, i * i) }", "print(m[0], m[1])", "m.T", "m.max()", "zeros(2, 3)", "ones(2, 3).sum()",
]
TORCH = [
    "import torch\na = torch.arange(12)\na", "m = a.reshape(3, 4)\nm", "m.sum(0)", "m.float().mean()", "m * 2 + 1",
    "w = torch.randn(4, 4)\nw.shape", "(m.float() @ w).shape", "big = torch.randn(256, 256)\nbig.shape",
    "(big @ big).sum().shape", "torch.exp(m.float() / 12)", "x = torch.linspace(0, 6, 100)\nx.shape",
    "y = torch.sin(x)\ny.mean()", "import matplotlib.pyplot as plt\nplt.plot(x, y)", "def square(t): return t * t\nsquare(m)",
    "for i in range(5): print(i, i * i)", "print(m[0], m[1])", "m.T", "m.max()", "torch.zeros(2, 3)", "torch.ones(2, 3).sum()",
]
R = [
    "a <- 0:11\na", "m <- matrix(a, 3, 4, byrow = TRUE)\nm", "colSums(m)", "mean(m)", "m * 2 + 1",
    "w <- matrix(rnorm(16), 4)\ndim(w)", "dim(m %*% w)", "big <- matrix(rnorm(65536), 256)\ndim(big)",
    "length(sum(big %*% big))", "exp(m / 12)", "x <- seq(0, 6, length.out = 100)\nlength(x)", "y <- sin(x)\nmean(y)",
    "plot(x, y)", "square <- function(t) t * t\nsquare(m)", "for (i in 0:4) print(c(i, i * i))", "print(m[1, ])",
    "t(m)", "max(m)", "matrix(0, 2, 3)", "sum(matrix(1, 2, 3))",
]


def chapter(cells, language="swift"):
    return "# A chapter\n\n" + "\n\n".join(f"Text.\n\n```{language}\n{c}\n```" for c in cells) + "\n"


def main():
    only = book({"01-a": chapter(SWIFT)})
    file = only / "chapters" / "01-a.md"
    cold = lambda: shutil.rmtree(only / ".weft", ignore_errors=True)
    fresh = timed([WEFT, "render"], only, cold)

    real = pathlib.Path(tempfile.mkdtemp(prefix="weft-book-"))
    shutil.copytree(ROOT / "chapters", real / "chapters")
    if (ROOT / "weft.yml").exists():
        shutil.copy(ROOT / "weft.yml", real)
    if (ROOT / "Sources").exists():
        (real / "Sources").symlink_to(ROOT / "Sources")
    name = "02-preliminaries/05-autograd"
    source = real / "chapters" / f"{name}.md"
    subprocess.run([WEFT, "render", name], cwd=real, capture_output=True)
    row("unchanged chapter (autograd, in the whole book)", timed([WEFT, "render", name], real, runs=9), 0.1)
    original = source.read_text()
    edits = iter(range(1000))
    row("prose edit to written page", timed([WEFT, "render", name], real,
        lambda: source.write_text(original + f"\n\nProse {next(edits)}.\n"), runs=9), 0.2)
    source.write_text(original)
    row("one-cell edit (20 cells, all in a clean host)", timed([WEFT, "render"], only,
        lambda: file.write_text(chapter(SWIFT).replace("i * i)", f"i * {next(edits)})"))), 1.0)
    file.write_text(chapter(SWIFT))

    many = book({})
    for number in range(40):
        folder = many / "chapters" / f"{number // 8 + 1:02}-part"
        folder.mkdir(exist_ok=True)
        (folder / f"{number % 8 + 1:02}-c.md").write_text(chapter(SWIFT[:12] + [f"print({number})"] + SWIFT[12:]))
    if not QUICK:
        subprocess.run([WEFT, "render"], cwd=many, capture_output=True)
        row("unchanged book of 40 chapters, 21 cells each", timed([WEFT, "render"], many, runs=4), 1.0)

    broken = book({"01-a": "# T\n\n```swift\nprint(nowhere)\n```\n\n" + chapter(SWIFT)})
    row("first compile error (whole run)", timed([WEFT, "render"], broken,
        lambda: shutil.rmtree(broken / ".weft", ignore_errors=True)), 1.0)

    busy = ["var s = 0.0\nfor i in 0..<{}0_000_000 {{ s += Double(i % 7) }}\nprint(s)".format(n) for n in (4, 5)]
    pair = book({"01-a": chapter(SWIFT + busy), "02-b": chapter(SWIFT + busy)})
    clear = lambda: shutil.rmtree(pair / ".weft", ignore_errors=True)
    alone = timed([WEFT, "render", "-j", "1"], pair, clear, runs=2)
    both = timed([WEFT, "render", "-j", "2"], pair, clear, runs=2)
    row(f"two chapters side by side; one after the other {alone[0]:.2f} s", both,
        f"0.65, is {both[0] / alone[0]:.2f}", both[0] <= 0.65 * alone[0])

    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {
        "name": "python3", "display_name": "Python 3", "language": "python"}}, "cells": [
        {"cell_type": "code", "id": f"c{i}", "metadata": {}, "execution_count": None, "outputs": [], "source": c}
        for i, c in enumerate(TORCH)]}
    (only / "a.ipynb").write_text(json.dumps(notebook))
    jupyter = timed([PYTHON, "-m", "nbconvert", "--execute", "--to", "html", "a.ipynb"], only, runs=2)
    row(f"20 cells cold; nbconvert --execute {jupyter[0]:.2f} s", fresh,
        f"0.30, is {fresh[0] / jupyter[0]:.2f}", fresh[0] <= 0.3 * jupyter[0])
    if shutil.which("Rscript"):
        (only / "a.Rmd").write_text(chapter(R, "{r}"))
        knitr = timed(["Rscript", "-e", "knitr::knit('a.Rmd', quiet = TRUE)"], only, runs=2)
        row(f"20 cells cold; knitr (knit alone) {knitr[0]:.2f} s", fresh,
            f"1.20, is {fresh[0] / knitr[0]:.2f}", fresh[0] <= 1.2 * knitr[0])
        if shutil.which("pandoc"):
            marked = timed(["Rscript", "-e", "rmarkdown::render('a.Rmd', quiet = TRUE)"], only, runs=2)
            row(f"20 cells cold; rmarkdown (knit and page) {marked[0]:.2f} s", fresh,
                f"1.20, is {fresh[0] / marked[0]:.2f}", fresh[0] <= 1.2 * marked[0])


main()
