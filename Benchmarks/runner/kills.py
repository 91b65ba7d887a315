#!/usr/bin/env python3
"""Kills `weft render` at random moments, then looks for what must not be there.

    Benchmarks/runner/kills.py .build/release/weft 100

After each kill (SIGKILL and SIGINT in turn, with and without the cache): no process of ours is left
and every page and record is whole. After all of them, one more run gives the same bytes as an
undisturbed one.
"""
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

WEFT = os.path.abspath(sys.argv[1])
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 100
CELL = "```swift\nlet x{0} = randn(64, 64)\nprint({0}, x{0}.shape)\nplot([1.0, 2.0, {0}.0])\n```\n\n"


def make(root, salt):
    (root / "chapters").mkdir(parents=True, exist_ok=True)
    for name in ["01-a", "02-b"]:
        cells = "".join(CELL.format(i) for i in range(8))
        (root / "chapters" / f"{name}.md").write_text(f"# {name}\n\n```swift\nprint({salt})\n```\n\n{cells}")


def ours(root):
    """Processes that were started in this folder or mention it, ourselves apart."""
    found = []
    for entry in os.listdir("/proc"):
        if not entry.isdigit() or int(entry) == os.getpid():
            continue
        try:
            where = os.readlink(f"/proc/{entry}/cwd")
            line = open(f"/proc/{entry}/cmdline", "rb").read().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if where == str(root) or str(root) in line:
            found.append((int(entry), line[:100]))
    return found


def whole(root):
    problems = []
    for path in (root / "output").rglob("*") if (root / "output").exists() else []:
        if path.suffix == ".json":
            try:
                json.loads(path.read_text())
            except ValueError:
                problems.append(f"{path.name} is no JSON")
        if path.suffix == ".html" and not path.read_text().rstrip().endswith("</html>"):
            problems.append(f"{path.name} ends early")
    return problems


def pages(root):
    return {
        str(p.relative_to(root)): p.read_bytes()
        for p in sorted((root / "output").rglob("*")) if p.suffix in (".json", ".html")
    }


def render(root, *options):
    return subprocess.Popen(
        [WEFT, "render", "--quiet", *options], cwd=root, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True)


def main():
    random.seed(1)
    root = pathlib.Path(tempfile.mkdtemp(prefix="weft-kills-"))
    make(root, 0)
    start = time.time()
    assert render(root).wait() == 0
    full = time.time() - start
    problems, struck = [], 0
    for number in range(COUNT):
        make(root, number if number % 3 else 0)
        process = render(root, *(["--no-cache"] if number % 2 else []))
        time.sleep(random.random() * full)
        if process.poll() is None:
            struck += 1
            process.send_signal(signal.SIGKILL if number % 4 < 2 else signal.SIGINT)
        process.wait()
        deadline = time.time() + 3
        while ours(root) and time.time() < deadline:
            time.sleep(0.02)
        problems += [f"kill {number}: left {left}" for left in ours(root)]
        problems += [f"kill {number}: {problem}" for problem in whole(root)]
    make(root, 0)
    assert render(root).wait() == 0, "the run after the kills failed"
    after = pages(root)
    clean = pathlib.Path(tempfile.mkdtemp(prefix="weft-clean-"))
    make(clean, 0)
    assert render(clean).wait() == 0
    if pages(clean) != after:
        problems.append("the pages differ from those of an undisturbed run")
    left = [str(p.relative_to(root)) for p in (root / "output").rglob("*.tmp")]
    for problem in problems:
        print(problem)
    print(f"{struck} of {COUNT} runs struck before their end ({full:.2f} s undisturbed), "
          f"{len(problems)} problems, {len(left)} temporary files left")
    shutil.rmtree(root)
    shutil.rmtree(clean)
    sys.exit(1 if problems else 0)


main()
