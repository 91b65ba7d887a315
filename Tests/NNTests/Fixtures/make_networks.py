"""Writes networks.json: logits and gradients of four networks of the course, computed by PyTorch.

Usage: python make_networks.py        (needs torch; its version is recorded in the file)

Weights are not stored: parameter k (in the order of named_parameters) has at position i the value
scale * sin(0.7 * i + k) with scale = sqrt(2 / fan in), biases 0.1 * sin(i + k), batch norm's scale
1 + 0.1 * sin(i + k). Both sides compute them. Gradients are those of the cross-entropy of three
images with labels 1, 2, 3; kept are each parameter's gradient norm and its first three values.
"""

import json
import math
import pathlib

import torch
from torch import nn
import torch.nn.functional as F

torch.set_num_threads(2)
here = pathlib.Path(__file__).parent


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


def fill(net):
    with torch.no_grad():
        for k, p in enumerate(net.parameters()):
            i = torch.arange(p.numel(), dtype=torch.float64)
            if p.dim() > 1:
                values = math.sqrt(2 / p[0].numel()) * torch.sin(0.7 * i + k)
            else:
                values = 0.1 * torch.sin(i + k)
            p.copy_(values.reshape(p.shape))
        for m in net.modules():
            if isinstance(m, nn.BatchNorm2d):
                m.weight.add_(1)


def describe(name, net, side):
    fill(net)
    i = torch.arange(3 * side * side, dtype=torch.float64)
    x = torch.sin(0.05 * i).reshape(3, 1, side, side).float()
    net.train()
    logits = net(x)
    loss = F.cross_entropy(logits, torch.tensor([1, 2, 3]))
    loss.backward()
    net.eval()
    with torch.no_grad():
        later = net(x)
    short = lambda t: [float(f"{v:.9g}") for v in t.detach().double().flatten().tolist()]
    return {"name": name, "side": side, "logits": short(logits), "loss": float(loss), "evaluated": short(later),
            "gradients": [{"name": n, "norm": float(p.grad.norm()), "first": short(p.grad.flatten()[:3])}
                          for n, p in net.named_parameters()]}


if __name__ == "__main__":
    cases = [describe("LeNet", lenet(), 28), describe("GoogLeNet", googlenet(), 64),
             describe("ResNet-18", resnet(), 64), describe("DenseNet", densenet(), 64)]
    text = json.dumps({"torch": torch.__version__, "cases": cases}, separators=(",", ":")).replace('{"name"', '\n{"name"')
    (here / "networks.json").write_text(text + "\n")
    for c in cases:
        print(c["name"], c["loss"], [round(v, 4) for v in c["logits"][:4]], max(abs(v) for v in c["logits"]))
