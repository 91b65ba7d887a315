#!/usr/bin/env python3
"""200 hostile chapters: none may crash weft, none may run a script in the browser.

    Benchmarks/runner/hostile.py .build/release/weft 200

What an author writes as HTML in the running text is the author's and passes as in CommonMark; the
scripts are in what cells print and plot, in failures, titles, captions and labels. The rest is
fuzzed Markdown. Every chapter is rendered; weft must end by itself with one of its exit codes. Each page is opened
in headless Chromium, where the scripts that chapters and outputs try to smuggle in would set the
title of the page.
"""
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

WEFT = os.path.abspath(sys.argv[1])
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 200
SCRIPT = "document.title='PWNED'"
SMUGGLED = [
    f"<script>{SCRIPT}</script>", f'<img src=x onerror="{SCRIPT}">', f"<svg onload={SCRIPT}>",
    f'"><script>{SCRIPT}</script>', f"[a](javascript:{SCRIPT})", f"<iframe srcdoc=\"<script>top.{SCRIPT}</script>\">",
    f"</script><script>{SCRIPT}</script>", f"<math><mtext><img src=x onerror={SCRIPT}></mtext></math>",
    f"$\\href{{javascript:{SCRIPT}}}{{x}}$", f"<details open ontoggle={SCRIPT}>x</details>",
    f"![x\" onerror=\"{SCRIPT}](y.png)", f"<style>@import 'javascript:{SCRIPT}'</style>",
    "</title><script>" + SCRIPT + "</script>", "<!--><script>" + SCRIPT + "</script>-->",
]
PIECES = [
    "# Title {#sec-a}\n\n", "```swift\nprint(1)\n```\n\n", "```swift\n//| label: fig-a\n//| caption: ",
    "---\na: &a [x,x]\nb: &b [*a,*a]\n---\n", "> " * 40 + "deep\n\n", "- " * 60 + "deep\n\n",
    "$$\n\\frac{", "[^1]: note\n", "[^1]", "@fig-a @tbl-b @sec-c ", "| a | b |\n|---|---|\n| 1 |\n",
    "::: callout\n", "## Exercises\n\n### Exercise 1\n\n", "#### Solution\n\n", "{swift} 1 + ", "`",
    "**", "<div>", "\x00", "\ufeff", "\u202e", "\r\n", "\t", "&#0;", "\\", "~~~", "````", "```",
]


def literal(text):
    return "##\"" + text.replace("\n", " ") + "\"##"


def fixed():
    yield b"---\n" + b"".join(
        f"l{i}: &l{i} [{', '.join([f'*l{i-1}' if i else 'x'] * 9)}]\n".encode() for i in range(12)
    ) + b"---\n# Bomb\n"
    yield b"# Long\n\n```swift\n" + b"// line\n" * 1_000_000 + b"```\n"
    yield b"# Deep\n\n" + b">" * 20_000 + b" x\n"
    yield b"# Deep\n\n" + b"[" * 20_000 + b"\n"
    yield b"# Deep\n\n" + b"".join(b" " * (2 * i) + b"- x\n" for i in range(500))
    yield b"# Deep\n\n```swift\nlet a = " + b"(" * 3_000 + b"1" + b")" * 3_000 + b"\n```\n"
    yield b"# Bytes\n\n\xff\xfe\x80 \xc3\x28\n\n```swift\nprint(\"\xff\")\n```\n"
    yield b"\x00" * 1_000
    yield b"# Flood\n\n```swift\nfor i in 0..<300_000 { print(\"line\", i) }\n```\n"
    for text in SMUGGLED:
        yield (
            f"---\ntitle: '{text.replace(chr(39), chr(34))}'\n---\n---\n\n## A section\n\nText.\n\n```swift\nprint({literal(text)})\n```\n\n"
            f"```swift\n//| label: 'fig-a{text.replace(chr(39), chr(34))}'\nprint(2)\n```\n\n```swift\n//| label: fig-a\n//| caption: '{text.replace(chr(39), chr(34))}'\n"
            f"plot([1.0, 2.0], title: {literal(text)})\n```\n\n```swift\nfatalError({literal(text)})\n```\n"
        ).encode()


def fuzzed():
    while True:
        parts = [random.choice(PIECES) for _ in range(random.randint(5, 60))]
        data = bytearray("".join(parts).encode())
        for _ in range(random.randint(0, 10)):
            data[random.randrange(len(data))] = random.randrange(256)
        yield bytes(data)


def main():
    random.seed(2)
    root = pathlib.Path(tempfile.mkdtemp(prefix="weft-hostile-"))
    source, more = fixed(), fuzzed()
    problems, codes, pages = [], {}, 0
    for number in range(COUNT):
        data = next(source, None) or next(more)
        folder = root / f"book-{number:03}"
        (folder / "chapters").mkdir(parents=True)
        (folder / "chapters" / "01-a.md").write_bytes(data)
        try:
            run = subprocess.run(
                [WEFT, "render", "--quiet", "--timeout", "10"], cwd=folder, capture_output=True, timeout=120)
            codes[run.returncode] = codes.get(run.returncode, 0) + 1
            if run.returncode not in (0, 2, 3, 4, 65):
                problems.append(f"{number}: exit code {run.returncode}: {run.stderr[-300:]!r}")
        except subprocess.TimeoutExpired:
            problems.append(f"{number}: not done after 120 s")
    # One browser for all pages: each in a frame of its own would share the title, so each page is
    # opened by itself, several at a time.
    for number in range(COUNT):
        page = root / f"book-{number:03}" / "output" / "01-a.html"
        if not page.exists():
            continue
        if number >= 60 and number % 10 and "--all" not in sys.argv:
            continue
        pages += 1
        run = subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
             "--virtual-time-budget=2000", f"--user-data-dir={root}/profile", page.as_uri()],
            capture_output=True, timeout=120)
        dom = run.stdout.decode(errors="replace")
        if "<title>PWNED</title>" in dom:
            problems.append(f"{number}: a script ran")
        if "</html>" not in dom:
            problems.append(f"{number}: the browser did not show the page")
    for problem in problems:
        print(problem)
    print(f"{COUNT} chapters, exit codes {dict(sorted(codes.items()))}, {pages} pages in Chromium, "
          f"{len(problems)} problems")
    if not problems:
        shutil.rmtree(root)
    sys.exit(1 if problems else 0)


main()
