"""Training of the course's networks beside PyTorch, in turns: python nn.py <weft-bench> [case ...].

A step is zeroing, forward, cross-entropy, backward and update on one batch that is in memory. An
epoch walks shuffled batches of Fashion-MNIST's first 6144 images; PyTorch's loader gathers whole
batches at once from float tensors, the fastest it offers. Convolutional nets are tried in both of
PyTorch's memory formats; the table has the faster one. PyTorch's optimisers are fused.

BENCH_CLOCK=process with OMP_NUM_THREADS=1 counts processor time of all threads, for a busy machine.
"""

import gzip
import os
import pathlib
import statistics
import subprocess
import sys
import time

here = pathlib.Path(__file__).resolve().parent
# Both sides wait as weft's hosts do; OpenMP's default spinning is ruinous on a busy machine.
os.environ.setdefault("GOMP_SPINCOUNT", "2000")
sys.path += [str(here), str(here.parent / "Tests/NNTests/Fixtures")]
import bench
import torch
import torch.nn.functional as F
from make_networks import densenet, googlenet, lenet, resnet
from torch import nn

torch.set_num_threads(int(bench.THREADS))  # make_networks asks for two
# Ours takes subnormal numbers for zero, and so may PyTorch: it could only lose.
torch.set_flush_denormal(True)
PROCESS = os.environ.get("BENCH_CLOCK") == "process"
CLOCK = time.process_time_ns if PROCESS else time.perf_counter_ns
ROUNDS, SLICE = int(os.environ.get("BENCH_ROUNDS", 5)), int(os.environ.get("BENCH_SLICE", 200))


def mlp():
    return nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10))


def alexnet():
    c, r, p = nn.Conv2d, nn.ReLU, lambda: nn.MaxPool2d(3, 2)
    return nn.Sequential(c(1, 96, 11, 4, 1), r(), p(), c(96, 256, 5, padding=2), r(), p(), c(256, 384, 3, padding=1), r(),
                         c(384, 384, 3, padding=1), r(), c(384, 256, 3, padding=1), r(), p(), nn.Flatten(),
                         nn.Linear(6400, 4096), r(), nn.Dropout(), nn.Linear(4096, 4096), r(), nn.Dropout(), nn.Linear(4096, 10))


def vgg():
    layers, i = [], 1
    for count, o in ((1, 16), (1, 32), (2, 64), (2, 128), (2, 128)):
        for _ in range(count):
            layers += [nn.Conv2d(i, o, 3, padding=1), nn.ReLU()]
            i = o
        layers.append(nn.MaxPool2d(2, 2))
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(i * 9, 4096), nn.ReLU(), nn.Dropout(), nn.Linear(4096, 4096),
                         nn.ReLU(), nn.Dropout(), nn.Linear(4096, 10))


def nin():
    def block(i, o, size, stride, padding):
        return nn.Sequential(nn.Conv2d(i, o, size, stride, padding), nn.ReLU(), nn.Conv2d(o, o, 1), nn.ReLU(),
                             nn.Conv2d(o, o, 1), nn.ReLU())
    p = lambda: nn.MaxPool2d(3, 2)
    return nn.Sequential(block(1, 96, 11, 4, 0), p(), block(96, 256, 5, 1, 2), p(), block(256, 384, 3, 1, 1), p(),
                         nn.Dropout(), block(384, 10, 3, 1, 1), nn.AdaptiveAvgPool2d((1, 1)), nn.Flatten())


def step(make, *shape, adam=False):
    def prepare(format):
        net, x, target = make().to(memory_format=format), torch.randn(*shape), torch.randint(0, 10, (shape[0],))
        if format == torch.channels_last:
            x = x.to(memory_format=format)
        optimizer = (torch.optim.Adam(net.parameters(), lr=1e-3, fused=True) if adam
                     else torch.optim.SGD(net.parameters(), lr=0.01, fused=True))

        def body():
            optimizer.zero_grad()
            F.cross_entropy(net(x), target).backward()
            optimizer.step()
        return body
    return prepare, len(shape) == 4


def fashion(count, part="train"):
    folder = "/usr/share/datasets/fashion-mnist/"
    images = gzip.open(folder + f"{part}-images-idx3-ubyte.gz").read(16 + count * 784)[16:]
    labels = gzip.open(folder + f"{part}-labels-idx1-ubyte.gz").read(8 + count)[8:]
    x = torch.frombuffer(bytearray(images), dtype=torch.uint8).reshape(count, 1, 28, 28).float() / 255
    return torch.utils.data.TensorDataset(x, torch.frombuffer(bytearray(labels), dtype=torch.uint8).long())


def epoch(make, count=6144):
    def prepare(format):
        data = fashion(count)
        sampler = torch.utils.data.BatchSampler(torch.utils.data.RandomSampler(data), 256, False)
        loader = torch.utils.data.DataLoader(data, sampler=sampler, batch_size=None)
        net = make().to(memory_format=format)
        optimizer = torch.optim.SGD(net.parameters(), lr=0.01, fused=True)

        def body():
            for x, target in loader:
                optimizer.zero_grad()
                F.cross_entropy(net(x.to(memory_format=format)), target).backward()
                optimizer.step()
        return body
    return prepare, make is lenet


# Name: how PyTorch prepares it and whether it has formats to choose from, bar.
CASES = {
    "softmax_b256": (step(lambda: nn.Sequential(nn.Linear(784, 10)), 256, 784), 0.5),
    "mlp_sgd_b256": (step(mlp, 256, 784), 0.7),
    "mlp_adam_b256": (step(mlp, 256, 784, adam=True), 0.7),
    "lenet_b256": (step(lenet, 256, 1, 28, 28), 0.5),
    "softmax_epoch_6k": (epoch(lambda: nn.Sequential(nn.Flatten(), nn.Linear(784, 10))), None),
    "lenet_epoch_6k": (epoch(lenet), 0.5),
    "resnet18_96_b32": (step(resnet, 32, 1, 96, 96), 0.8),
    "alexnet_224_b8": (step(alexnet, 8, 1, 224, 224), 0.8),
    "vgg11_96_b8": (step(vgg, 8, 1, 96, 96), 0.8),
    "nin_224_b8": (step(nin, 8, 1, 224, 224), 0.8),
    "googlenet_96_b16": (step(googlenet, 16, 1, 96, 96), 0.8),
    "densenet_96_b16": (step(densenet, 16, 1, 96, 96), 0.8),
}
PEAKS = ["mlp_adam_b256", "lenet_b256", "resnet18_96_b32"]


def times(body):
    """Median and best of the runs of a slice, as weft-bench does it."""
    start = CLOCK()
    body()
    once = CLOCK() - start
    if once > SLICE * 1_000_000:
        return once, once
    end, results = CLOCK() + SLICE * 1_000_000, []
    while CLOCK() < end or (len(results) < 5 and once < 20_000_000):
        start = CLOCK()
        body()
        results.append(CLOCK() - start)
    return statistics.median(results), min(results)


def compare(ours, name, prepare, has_formats):
    formats = [torch.contiguous_format, torch.channels_last] if has_formats else [torch.contiguous_format]
    bodies = {format: prepare(format) for format in formats}
    for body in bodies.values():
        body()
    rounds = []
    for _ in range(ROUNDS):
        theirs = {format: times(body) for format, body in bodies.items()}
        rounds.append((ours.times(name, SLICE), theirs))
    best = min(bodies, key=lambda f: statistics.median(r[1][f][0] for r in rounds))
    mine, theirs = [r[0] for r in rounds], [r[1][best] for r in rounds]
    ratio = statistics.median(m[0] / t[0] for m, t in zip(mine, theirs))
    fastest = min(m[1] for m in mine) / min(t[1] for t in theirs)
    return (statistics.median(m[0] for m in mine), statistics.median(t[0] for t in theirs), ratio, fastest,
            "channels_last" if best == torch.channels_last else "")


def status(field):
    return next(int(l.split()[1]) * 1024 for l in open("/proc/self/status") if l.startswith(field))


def peak(name, format):
    """What three steps grow this process by at worst, in bytes."""
    body = CASES[name][0][0](getattr(torch, format))
    pathlib.Path("/proc/self/clear_refs").write_text("5")
    before = status("VmRSS:")
    for _ in range(3):
        body()
    return status("VmHWM:") - before


def peaks(program):
    for name in PEAKS:
        formats = ["contiguous_format", "channels_last"] if CASES[name][0][1] else ["contiguous_format"]
        theirs = min(int(subprocess.run([sys.executable, __file__, "--peak", name, f], capture_output=True, text=True,
                                        check=True).stdout) for f in formats)
        mine = bench.Ours(program).times(f"peak:{name}", 3)[0]
        yield f"| {name} | {mine / 1e6:.1f} MB | {theirs / 1e6:.1f} MB | {mine / theirs:.2f} | 1.0 |"


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if sys.argv[1] == "--peak":
        print(peak(sys.argv[2], sys.argv[3]))
        return
    program, wanted = sys.argv[1], sys.argv[2:]
    clock = "processor time of all threads" if PROCESS else "elapsed time"
    lines = [f"{bench.THREADS} threads each, {clock}, PyTorch {torch.__version__}, {ROUNDS} rounds of {SLICE} ms a side; "
             f"load {os.getloadavg()[0]:.1f} at the start, {time.strftime('%H:%M', time.gmtime())} UTC.", ""]
    if wanted == ["peaks"]:
        lines += ["| peak memory of | ours | PyTorch | ratio | bar |", "| --- | ---: | ---: | ---: | ---: |"]
        print("\n".join(lines), flush=True)
        for line in peaks(program):
            print(line, flush=True)
        return
    lines += ["| case | ours | PyTorch | ratio | bar | fastest | load | PyTorch's format |",
              "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |"]
    print("\n".join(lines), flush=True)
    ours = bench.Ours(program)
    for name, ((prepare, has_formats), bar) in CASES.items():
        if wanted and name not in wanted:
            continue
        mine, theirs, ratio, fastest, format = compare(ours, name, prepare, has_formats)
        print(f"| {name} | {bench.human(mine)} | {bench.human(theirs)} | {ratio:.2f} | {bar or ''} | {fastest:.2f} | "
              f"{os.getloadavg()[0]:.1f} | {format} |", flush=True)


if __name__ == "__main__":
    main()
