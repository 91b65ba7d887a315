"""The course's reference trainings on both sides: python training.py <weft-bench> [seeds] [epochs].

MLP (4.3, rate 0.1) and LeNet (6.6, rate 0.9) on all of Fashion-MNIST, batches of 256, PyTorch's from
whole batches of float tensors. The seeds are not the same numbers on both sides, so what can be
compared is where the runs of each side end: the ranges over the seeds must meet.
"""

import os
import re
import subprocess
import sys
import time

os.environ.setdefault("GOMP_SPINCOUNT", "2000")
import bench
import torch
import torch.nn.functional as F
from torch import nn

from nn import fashion, lenet, mlp

torch.set_num_threads(int(bench.THREADS))
torch.set_flush_denormal(True)


def build(name):
    if name == "lenet":
        net = lenet()
        for layer in net.modules():
            if isinstance(layer, (nn.Linear, nn.Conv2d)):
                nn.init.xavier_uniform_(layer.weight)
        return net, 0.9
    net = nn.Sequential(nn.Flatten(), *mlp())
    for layer in net:
        if isinstance(layer, nn.Linear):
            nn.init.normal_(layer.weight, std=0.01)
    return net, 0.1


def theirs(name, seed, epochs):
    torch.manual_seed(seed)
    (x, y), (test_x, test_y) = fashion(60_000).tensors, fashion(10_000, "t10k").tensors
    net, rate = build(name)
    optimizer = torch.optim.SGD(net.parameters(), lr=rate, fused=True)
    seconds = 0
    for _ in range(epochs):
        start, loss_sum, right = time.perf_counter(), 0, 0
        for places in torch.randperm(60_000).split(256):
            optimizer.zero_grad()
            outputs, target = net(x[places]), y[places]
            loss = F.cross_entropy(outputs, target)
            loss.backward()
            optimizer.step()
            with torch.no_grad():
                loss_sum += loss.item() * len(target)
                right += (outputs.argmax(1) == target).sum().item()
        seconds += time.perf_counter() - start
    with torch.no_grad():
        net.eval()
        test = (net(test_x).argmax(1) == test_y).double().mean().item()
    return loss_sum / 60_000, right / 60_000, test, seconds / epochs


def ours(program, name, seed, epochs):
    text = subprocess.run([program, "train", name, str(epochs), str(seed)], capture_output=True, text=True, check=True)
    lines = text.stdout.strip().splitlines()
    last = re.search(r"loss (\S+), train (\S+), test (\S+),", lines[-1])
    seconds = [float(re.search(r"(\S+) s$", line)[1]) for line in lines]
    return *map(float, last.groups()), sum(seconds) / len(seconds)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program, seeds, epochs = sys.argv[1], *(int(a) for a in (sys.argv[2:] + ["5", "10"][len(sys.argv) - 2:]))
    print(f"{epochs} epochs, {seeds} seeds, {bench.THREADS} threads, PyTorch {torch.__version__}; least to greatest.\n\n"
          "| network | side | last loss | train accuracy | test accuracy | seconds an epoch |\n"
          "| --- | --- | ---: | ---: | ---: | ---: |")
    for name in ("mlp", "lenet"):
        sides = {"ours": lambda seed: ours(program, name, seed, epochs), "PyTorch": lambda seed: theirs(name, seed, epochs)}
        runs = {side: [] for side in sides}
        for seed in range(seeds):
            for side, run in sides.items():
                runs[side].append(run(seed))
        for side, results in runs.items():
            columns = [(min(c), max(c)) for c in zip(*results)]
            texts = [f"{low:.3f} to {high:.3f}" for low, high in columns[:3]] + [f"{columns[3][0]:.2f} to {columns[3][1]:.2f}"]
            print(f"| {name} | {side} | " + " | ".join(texts) + " |", flush=True)


if __name__ == "__main__":
    main()
