"""Our engine beside PyTorch, in turns in one run: python bench.py <weft-bench> [case ...].

Both sides live in processes of their own with two threads each. For every case they take turns:
a slice of PyTorch, a slice of ours, several rounds; a round gives one ratio of medians, and the
table shows the median of the rounds. Writes Benchmarks/results/engine.md and scaling.md.
"""

import os
import statistics
import subprocess
import sys
import time

THREADS = os.environ.setdefault("OMP_NUM_THREADS", "2")
import torch
import torch.nn.functional as F

torch.set_num_threads(int(THREADS))
ROUNDS, SLICE = int(os.environ.get("BENCH_ROUNDS", 7)), int(os.environ.get("BENCH_SLICE", 60))
# BENCH_CLOCK=cpu with OMP_NUM_THREADS=1: processor time of one thread, for a busy machine.
CPU_TIME = os.environ.get("BENCH_CLOCK") == "cpu"
CLOCK = time.thread_time_ns if CPU_TIME else time.perf_counter_ns
BARS = {
    "add_1": 0.4, "mul_recorded": 0.3, "backward_small": 0.2, "linear_step": 0.2, "add_4m": 1, "mul_4m": 1, "exp_4m": 1,
    "tanh_4m": 1, "sigmoid_4m": 1, "sum_4m": 1, "mean_4m": 1, "add_strided": 1, "add_transposed": 1, "add_row": 1,
    "add_column": 1, "matmul_1024": 1, "matmul_256x784x256": 1, "softmax_256x10": 0.5, "cross_entropy_256x10": 0.5,
    "sort_1m": 1, "cumsum_1m": 1,
}


def pair(*shape):
    return torch.randn(*shape), torch.randn(*shape)


def unary(f):
    x = torch.randn(4_000_000)
    return lambda: f(x)


def binary(f, x, y):
    return lambda: f(x, y)


def backward_small():
    x = torch.randn(10, requires_grad=True)

    def body():
        (x * 2).sum().backward()
        x.grad = None
    return body


def linear_step():
    x, y = torch.randn(32, 2), torch.randn(32, 1)
    w, b = torch.randn(2, 1, requires_grad=True), torch.zeros(1, requires_grad=True)

    def body():
        loss = ((x @ w + b - y) ** 2 / 2).mean()
        loss.backward()
        with torch.no_grad():
            w.sub_(w.grad * 0.03)
            b.sub_(b.grad * 0.03)
        w.grad = b.grad = None
    return body


def strided():
    x, y = pair(2000, 2000)
    return binary(torch.add, x[:, ::2], y[:, ::2])


def linear():
    x, layer = torch.randn(256, 784), torch.nn.Linear(784, 256)

    def body():
        with torch.no_grad():
            layer(x)
    return body


def softmax():
    x, g = torch.randn(256, 10, requires_grad=True), torch.randn(256, 10)

    def body():
        x.softmax(1).backward(g)
        x.grad = None
    return body


def cross_entropy():
    x, target = torch.randn(256, 10, requires_grad=True), torch.randint(0, 10, (256,))

    def body():
        F.cross_entropy(x, target).backward()
        x.grad = None
    return body


CASES = {
    "add_1": lambda: binary(torch.add, torch.tensor([1.5]), torch.tensor([2.5])),
    "mul_recorded": lambda: binary(torch.mul, torch.tensor([1.5], requires_grad=True), torch.tensor([2.5])),
    "backward_small": backward_small, "linear_step": linear_step,
    "add_4m": lambda: binary(torch.add, *pair(4_000_000)), "mul_4m": lambda: binary(torch.mul, *pair(4_000_000)),
    "exp_4m": lambda: unary(torch.exp), "tanh_4m": lambda: unary(torch.tanh), "sigmoid_4m": lambda: unary(torch.sigmoid),
    "sum_4m": lambda: unary(torch.sum), "mean_4m": lambda: unary(torch.mean), "add_strided": strided,
    "add_transposed": lambda: binary(torch.add, torch.randn(2000, 2000), torch.randn(2000, 2000).t()),
    "add_row": lambda: binary(torch.add, torch.randn(2000, 2000), torch.randn(2000)),
    "add_column": lambda: binary(torch.add, torch.randn(2000, 2000), torch.randn(2000, 1)),
    "add_bias": lambda: binary(torch.add, torch.randn(25600, 10), torch.randn(10)),
    "sum_rows": lambda: binary(torch.sum, torch.randn(2000, 2000), 0),
    "sum_columns": lambda: binary(torch.sum, torch.randn(2000, 2000), 1),
    "matmul_1024": lambda: binary(torch.matmul, *pair(1024, 1024)),
    "matmul_256x784x256": lambda: binary(torch.matmul, torch.randn(256, 784), torch.randn(784, 256)),
    "linear_256x784x256": linear, "softmax_256x10": softmax, "cross_entropy_256x10": cross_entropy,
    "cumsum_1m": lambda: binary(torch.cumsum, torch.randn(1_000_000), 0),
    "randn_1m": lambda: lambda: torch.randn(1_000_000),
    "sort_1m": lambda: binary(torch.sort, torch.randn(1_000_000), -1),
}


def times(body, milliseconds):
    clock = CLOCK
    body()
    start = clock()
    body()
    group = max(1, 20_000 // max(50, clock() - start))
    end, results = clock() + milliseconds * 1_000_000, []
    while clock() < end or len(results) < 5:
        start = clock()
        for _ in range(group):
            body()
        results.append((clock() - start) / group)
    return statistics.median(results), min(results)


class Ours:
    def __init__(self, program):
        # As weft sets it for its hosts: on a busy machine OpenMP's default of 20 ms of spinning is ruinous.
        environment = {"GOMP_SPINCOUNT": "2000", **os.environ}
        self.process = subprocess.Popen([program], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def times(self, name, milliseconds):
        self.process.stdin.write(f"{name} {milliseconds}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().split()
        if len(answer) != 2:
            sys.exit(f"weft-bench does not know {name}" if answer else f"weft-bench ended at {name}")
        return float(answer[0]), float(answer[1])


def human(nanoseconds):
    for unit, size in (("ms", 1e6), ("µs", 1e3), ("ns", 1)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds:.3g} ns"


def compare(ours, name, body):
    rounds = []
    for _ in range(ROUNDS):
        theirs = times(body, SLICE)
        rounds.append((ours.times(name, SLICE), theirs))
    ratio = statistics.median(o[0] / t[0] for o, t in rounds)
    best = min(o[1] for o, _ in rounds) / min(t[1] for _, t in rounds)
    return statistics.median(o[0] for o, _ in rounds), statistics.median(t[0] for _, t in rounds), ratio, best


def peak_of_training(steps):
    """What a training loop grows the process by at worst, in bytes, libraries excluded."""
    def status(field):
        return next(int(l.split()[1]) * 1024 for l in open("/proc/self/status") if l.startswith(field))
    n = torch.nn
    model = n.Sequential(n.Linear(784, 256), n.ReLU(), n.Linear(256, 256), n.ReLU(), n.Linear(256, 10))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    x, target = torch.randn(256, 784), torch.randint(0, 10, (256,))
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")
    before = status("VmRSS:")
    for _ in range(steps):
        optimizer.zero_grad()
        F.cross_entropy(model(x), target).backward()
        optimizer.step()
    return status("VmHWM:") - before


def header():
    cpu = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), "?")
    return (f"{cpu}, {os.cpu_count()} cores, {THREADS} threads each; PyTorch {torch.__version__}; load at the start "
            f"{os.getloadavg()[0]:.1f}. {ROUNDS} rounds of {SLICE} ms a side in turns; ratio = ours / PyTorch, median of rounds; "
            "the last column compares the fastest runs, which noise touches least."
            + (" Processor time of one thread instead of elapsed time." if CPU_TIME else "") + "\n")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    ours, wanted = Ours(sys.argv[1]), sys.argv[2:]
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "results")
    os.makedirs(folder, exist_ok=True)
    lines = ["# The engine beside PyTorch\n", header(), "| case | ours | PyTorch | ratio | bar | fastest |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    if not wanted or "memory" in wanted:
        theirs, mine = peak_of_training(50), ours.times("memory", 50)[0]
        lines.append(f"| peak memory of training | {mine / 1e6:.1f} MB | {theirs / 1e6:.1f} MB | {mine / theirs:.2f} | 1.0 | |")
        print(lines[-1], flush=True)
    for name, make in CASES.items():
        if wanted and name not in wanted:
            continue
        mine, theirs, ratio, best = compare(ours, name, make())
        bar = f"{BARS[name]:.1f}" if name in BARS else ""
        lines.append(f"| {name} | {human(mine)} | {human(theirs)} | {ratio:.2f} | {bar} | {best:.2f} |")
        print(lines[-1], flush=True)
    if wanted:
        return
    lines.append("\n## Time against size\n\nNanoseconds for n elements, ours / PyTorch.\n")
    lines += ["| n | add | exp | sum |", "| ---: | ---: | ---: | ---: |"]
    for exponent in range(1, 8):
        n, cells = 10**exponent, []
        for name, f in (("add", torch.add), ("exp", torch.exp), ("sum", torch.sum)):
            body = binary(f, *pair(n)) if name == "add" else (lambda x=torch.randn(n), f=f: f(x))
            mine, theirs, _, _ = compare(ours, f"{name}:{n}", body)
            cells.append(f"{human(mine)} / {human(theirs)}")
        lines.append(f"| {n} | " + " | ".join(cells) + " |")
        print(lines[-1], flush=True)
    temporary = os.path.join(folder, "engine.md.new")
    with open(temporary, "w") as file:
        file.write("\n".join(lines) + "\n")
    os.replace(temporary, os.path.join(folder, "engine.md"))


if __name__ == "__main__":
    main()
