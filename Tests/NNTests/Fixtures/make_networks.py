"""Writes networks/: four networks of the course with their weights as PyTorch saves them, and what
PyTorch computes with them.

Usage: python make_networks.py        (needs torch and safetensors; their versions are in the files)

NAME.safetensors is the state dict, written by safetensors.torch.save_file (the test unpacks those
that are packed). Running statistics are the averages of three batches. So that the packed files stay
small, each weight tensor of the three large networks repeats 521 random numbers of its own; 521 is
prime, so rows, channels and windows all differ. LeNet's are random throughout.

NAME.expected.safetensors has the images ("input", uint8; the network sees input / 255), "labels",
"logits.eval", then of one training step "logits.train", "loss", for each parameter P its gradient
"gradient.P", and each running statistic afterwards, "after.S". Tensors of more than FULL elements
are there as "measures.P" and "probes.P" instead; see `measures`.
"""

import gzip
import itertools
import math
import pathlib

import torch
from torch import nn
import torch.nn.functional as F

torch.set_num_threads(2)
folder = pathlib.Path(__file__).parent / "networks"
FULL = 128
PROBES = 16
TILE = 521


class Inception(nn.Module):
    def __init__(self, i, c1, c2, c3, c4):
        super().__init__()
        self.p1_1 = nn.Conv2d(i, c1, 1)
        self.p2_1 = nn.Conv2d(i, c2[0], 1)
        self.p2_2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.p3_1 = nn.Conv2d(i, c3[0], 1)
        self.p3_2 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.p4_1 = nn.MaxPool2d(3, 1, 1)
        self.p4_2 = nn.Conv2d(i, c4, 1)

    def forward(self, x):
        return torch.cat((F.relu(self.p1_1(x)), F.relu(self.p2_2(F.relu(self.p2_1(x)))),
                          F.relu(self.p3_2(F.relu(self.p3_1(x)))), F.relu(self.p4_2(self.p4_1(x)))), 1)


class Residual(nn.Module):
    def __init__(self, i, o, use_1x1=False, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride, 1)
        self.conv2 = nn.Conv2d(o, o, 3, 1, 1)
        self.conv3 = nn.Conv2d(i, o, 1, stride) if use_1x1 else None
        self.bn1 = nn.BatchNorm2d(o)
        self.bn2 = nn.BatchNorm2d(o)

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(y + (self.conv3(x) if self.conv3 else x))


class DenseBlock(nn.Module):
    def __init__(self, n, i, growth):
        super().__init__()
        self.net = nn.ModuleList(nn.Sequential(nn.BatchNorm2d(i + k * growth), nn.ReLU(),
                                               nn.Conv2d(i + k * growth, growth, 3, padding=1)) for k in range(n))

    def forward(self, x):
        for block in self.net:
            x = torch.cat((x, block(x)), 1)
        return x


def lenet():
    return nn.Sequential(nn.Conv2d(1, 6, 5, padding=2), nn.Sigmoid(), nn.AvgPool2d(2, 2), nn.Conv2d(6, 16, 5),
                         nn.Sigmoid(), nn.AvgPool2d(2, 2), nn.Flatten(), nn.Linear(400, 120), nn.Sigmoid(),
                         nn.Linear(120, 84), nn.Sigmoid(), nn.Linear(84, 10))


def googlenet():
    I, P = Inception, lambda: nn.MaxPool2d(3, 2, 1)
    return nn.Sequential(
        nn.Sequential(nn.Conv2d(1, 64, 7, 2, 3), nn.ReLU(), P()),
        nn.Sequential(nn.Conv2d(64, 64, 1), nn.ReLU(), nn.Conv2d(64, 192, 3, padding=1), nn.ReLU(), P()),
        nn.Sequential(I(192, 64, (96, 128), (16, 32), 32), I(256, 128, (128, 192), (32, 96), 64), P()),
        nn.Sequential(I(480, 192, (96, 208), (16, 48), 64), I(512, 160, (112, 224), (24, 64), 64),
                      I(512, 128, (128, 256), (24, 64), 64), I(512, 112, (144, 288), (32, 64), 64),
                      I(528, 256, (160, 320), (32, 128), 128), P()),
        nn.Sequential(I(832, 256, (160, 320), (32, 128), 128), I(832, 384, (192, 384), (48, 128), 128),
                      nn.AdaptiveAvgPool2d((1, 1)), nn.Flatten()), nn.Linear(1024, 10))


def stem():
    return nn.Sequential(nn.Conv2d(1, 64, 7, 2, 3), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(3, 2, 1))


def resnet():
    layers, i = [stem()], 64
    for stage in range(4):
        o = 64 << stage
        blocks = []
        for k in range(2):
            entry = k == 0 and stage > 0
            blocks.append(Residual(i, o, entry, 2 if entry else 1))
            i = o
        layers.append(nn.Sequential(*blocks))
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d((1, 1)), nn.Flatten(), nn.Linear(512, 10))


def densenet():
    layers, c = [stem()], 64
    for stage in range(4):
        layers.append(DenseBlock(4, c, 32))
        c += 128
        if stage < 3:
            layers.append(nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, c // 2, 1), nn.AvgPool2d(2, 2)))
            c //= 2
    return nn.Sequential(*layers, nn.BatchNorm2d(c), nn.ReLU(), nn.AdaptiveAvgPool2d((1, 1)), nn.Flatten(), nn.Linear(c, 10))


NETWORKS = {"LeNet": (lenet, 28), "GoogLeNet": (googlenet, 48), "ResNet-18": (resnet, 48), "DenseNet": (densenet, 64)}


def random_numbers(count, period):
    tile = torch.randn(min(count, period))
    return tile.repeat(-(-count // len(tile)))[:count]


def fill(net, period):
    """Weights that keep activations near 1; the last layer gives logits of a few units."""
    gain = 30 if any(isinstance(m, nn.Sigmoid) for m in net.modules()) else 2
    last = list(net.modules())[-1]
    with torch.no_grad():
        for m in net.modules():
            if isinstance(m, (nn.Conv2d, nn.Linear)):
                scale = math.sqrt((4 if m is last else gain) / m.weight[0].numel())
                m.weight.copy_(scale * random_numbers(m.weight.numel(), period).reshape(m.weight.shape))
                m.bias.copy_(0.1 * torch.randn(m.bias.shape))
            if isinstance(m, nn.BatchNorm2d):
                m.weight.copy_(1 + 0.2 * torch.randn(m.weight.shape))
                m.bias.copy_(0.2 * torch.randn(m.bias.shape))


def images(count, side):
    """Smooth random images as bytes."""
    smooth = F.interpolate(torch.rand(count, 1, 6, 6), (side, side), mode="bicubic")
    return ((smooth + 0.1 * torch.rand(count, 1, side, side)).clamp(0, 1) * 255).to(torch.uint8)


def settle(net, side):
    """Running statistics as training would leave them: the averages of three batches."""
    norms = [m for m in net.modules() if isinstance(m, nn.BatchNorm2d)]
    for m in norms:
        m.reset_running_stats()
        m.momentum = None
    net.train()
    with torch.no_grad():
        for _ in range(3):
            net(images(8, side) / 255)
    for m in norms:
        m.momentum = 0.1


def expected(net, x, labels):
    """What a network computes: all of it, each tensor in full."""
    net.eval()
    result = {"input": x, "labels": labels}
    x = (x / 255).to(next(net.parameters()).dtype)
    with torch.no_grad():
        result["logits.eval"] = net(x)
    net.train()
    logits = net(x)
    loss = F.cross_entropy(logits, labels)
    net.zero_grad()
    loss.backward()
    result |= {"logits.train": logits.detach(), "loss": loss.detach()}
    result |= {f"gradient.{name}": p.grad for name, p in net.named_parameters()}
    result |= {f"after.{name}": b.detach().clone() for name, b in net.named_buffers()}
    return result


def differences(results, reference):
    """How far results are from others: the largest difference of logits and of statistics; of gradients
    as a share of each parameter's greatest element and 0.1. The 0.1 is for gradients that are 0 in truth
    (biases before batch normalisation): they consist of rounding alone."""
    largest = {"logits.eval": 0.0, "logits.train": 0.0, "gradients": 0.0, "statistics": 0.0}
    for name, t in reference.items():
        worst = float((results[name].double() - t.double()).abs().max())
        kind = {"gradient": "gradients", "after": "statistics"}.get(name.split(".")[0], name)
        if kind == "gradients":
            worst /= float(t.abs().max()) + 0.1
        if kind in largest:
            largest[kind] = max(largest[kind], worst)
    return largest


def copied(tensors):
    return {name: t.clone() for name, t in tensors.items()}


def in_doubles(net, state, x, labels):
    """The results of a network in float64."""
    net.load_state_dict(state)
    results = copied(expected(net.double(), x, labels))
    net.float()
    return results


def measures(t):
    """A large tensor in few numbers: its sum, its norm, and its product with fixed weights (these from
    whole-number arithmetic, different at any two places that a mistake could swap); then its values at
    positions spread over it."""
    flat = t.double().flatten()
    i = torch.arange(t.numel())
    weights = ((i * 7919) % 104729).double() / 104729 - 0.5
    positions = (torch.arange(PROBES) * 104729 + 17) % t.numel()
    return torch.stack([flat.sum(), flat.norm(), flat @ weights]), t.flatten()[positions].clone()


def shortened(tensors):
    result = {}
    for name, t in tensors.items():
        if t.numel() > FULL and name != "input":
            result[f"measures.{name}"], result[f"probes.{name}"] = measures(t)
        else:
            result[name] = t
    return result


def save(tensors, path, packed):
    import safetensors.torch  # here, because the benchmarks take the networks from this file without it

    versions = {"format": "pt", "torch": torch.__version__, "safetensors": safetensors.__version__}
    data = safetensors.torch.save({k: t.contiguous() for k, t in tensors.items()}, versions)
    if packed:
        path = path.with_name(path.name + ".gz")
        data = gzip.compress(data, 9, mtime=0)
    path.write_bytes(data)
    return f"{path.name}: {len(data)} bytes"


def perturbed(state):
    """A state with every number off by a few units in the last place."""
    return {k: v * (1 + 1e-6 * torch.randn(v.shape)) if v.is_floating_point() else v for k, v in state.items()}


def steady(name):
    """A network with its results, from the first seed whose gradients rounding does not upset.

    Where an activation lies within rounding of 0, or two within rounding of each other under a maximum,
    rounding decides where a share of the gradient goes: for most seeds weights that are off by 1e-6 change
    some gradient by more than a thousandth. Such weights would test the machine's rounding, not the program.
    """
    make, side = NETWORKS[name]
    for seed in itertools.count():
        torch.manual_seed(seed)
        net = make()
        fill(net, TILE if name != "LeNet" else 1 << 40)
        settle(net, side)
        state = copied(net.state_dict())
        x, labels = images(2, side), torch.tensor([1, 2])
        results = copied(expected(net, x, labels))
        if results["logits.eval"].abs().max() < 2:
            continue
        exact = in_doubles(net, state, x, labels)

        def noise(state):
            net.load_state_dict(state)
            return differences(expected(net, x, labels), exact)["gradients"]

        if noise(state) < 4e-5 and all(noise(perturbed(state)) < 9e-5 for _ in range(12)):
            print(f"{name}, seed {seed}: gradients in float32 and float64 differ by {noise(state):.2g}")
            return state, results


if __name__ == "__main__":
    folder.mkdir(exist_ok=True)
    for name in NETWORKS:
        state, results = steady(name)
        print(save(state, folder / f"{name}.safetensors", packed=name != "LeNet"))
        print(save(shortened(results), folder / f"{name}.expected.safetensors", packed=name != "LeNet"))
        print("  logits reach", float(results["logits.eval"].abs().max()))
