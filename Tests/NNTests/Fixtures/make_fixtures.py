"""Writes the PyTorch fixtures of NNTests: layers.json, losses.json, optimizers.json, schedules.json.

Usage: python make_fixtures.py        (needs torch; its version is recorded in each file)

Every case is a call with its inputs, PyTorch's output and the gradients of sum(output * seed).
"""

import json
import pathlib

import torch
import torch.nn.functional as F

here = pathlib.Path(__file__).parent
torch.manual_seed(0)
torch.set_num_threads(1)


def tensor(t):
    t = t.detach()
    kind = "int" if t.dtype in (torch.int64, torch.bool) else "float"
    values = [v if kind == "int" else float(f"{v:.9g}") for v in t.double().flatten().tolist()]
    if kind == "int":
        values = [int(v) for v in values]
    return {"shape": list(t.shape), "kind": kind, "values": values}


def write(name, cases):
    document = {"torch": torch.__version__, "cases": cases}
    text = json.dumps(document, separators=(",", ":"))
    (here / name).write_text(text.replace('{"name"', '\n{"name"') + "\n")


def case(name, function, inputs, **options):
    """Runs `function(**inputs)`, keeps output and gradients of the floating-point inputs."""
    for t in inputs.values():
        if t.is_floating_point() and not options.get("constant") == "all":
            t.requires_grad_(True)
    output = function(**inputs)
    seed = torch.randn_like(output)
    leaves = {k: t for k, t in inputs.items() if t.requires_grad}
    gradients = torch.autograd.grad((output * seed).sum(), list(leaves.values()), allow_unused=True)
    return {
        "name": name,
        "options": options,
        "inputs": {k: tensor(t) for k, t in inputs.items()},
        "seed": tensor(seed),
        "output": tensor(output),
        "gradients": {
            k: tensor(g) for k, g in zip(leaves, gradients) if g is not None
        },
    }


def layers():
    r = torch.randn
    cases = []
    cases.append(case("linear", lambda x, weight, bias: F.linear(x, weight, bias),
                      {"x": r(3, 4), "weight": r(5, 4), "bias": r(5)}))
    cases.append(case("linear", lambda x, weight: F.linear(x, weight), {"x": r(2, 3, 4), "weight": r(2, 4)}))
    for options, groups, k in [
        (dict(), 1, (3, 3)), (dict(stride=[2, 1], padding=[1, 2]), 1, (3, 2)),
        (dict(dilation=[2, 1]), 1, (2, 3)), (dict(padding=[1, 1]), 2, (3, 3)),
        (dict(), 4, (1, 1)), (dict(stride=[3, 3]), 1, (2, 2)),
    ]:
        x, w, b = r(2, 4, 7, 6), r(8, 4 // groups, *k), r(8)
        cases.append(case("conv2d", lambda x, weight, bias, o=options, g=groups: F.conv2d(
            x, weight, bias, groups=g, **o), {"x": x, "weight": w, "bias": b}, groups=groups, **options))
    cases.append(case("conv1d", lambda x, weight, bias: F.conv1d(x, weight, bias, stride=2, padding=1),
                      {"x": r(2, 3, 9), "weight": r(4, 3, 3), "bias": r(4)}, stride=[1, 2], padding=[0, 1]))
    for options, groups in [(dict(), 1), (dict(stride=[2, 2], padding=[1, 1], output_padding=[1, 1]), 1),
                            (dict(stride=[3, 2], padding=[0, 1]), 2)]:
        cases.append(case("convTranspose2d", lambda x, weight, bias, o=options, g=groups: F.conv_transpose2d(
            x, weight, bias, groups=g, **o), {"x": r(2, 4, 3, 4), "weight": r(4, 6 // groups, 3, 3), "bias": r(6)},
            groups=groups, **options))
    for k, s, p, ceil in [((2, 2), (2, 2), (0, 0), False), ((3, 3), (2, 2), (1, 1), False),
                          ((2, 3), (2, 3), (0, 1), False), ((3, 2), (2, 2), (1, 0), True)]:
        o = dict(kernel=list(k), stride=list(s), padding=list(p), ceil=ceil)
        cases.append(case("maxPool2d", lambda x, k=k, s=s, p=p, c=ceil: F.max_pool2d(x, k, s, p, ceil_mode=c),
                          {"x": r(2, 3, 7, 6)}, **o))
        for include in (True, False):
            cases.append(case("avgPool2d", lambda x, k=k, s=s, p=p, c=ceil, i=include: F.avg_pool2d(
                x, k, s, p, ceil_mode=c, count_include_pad=i), {"x": r(2, 3, 7, 6)}, include=include, **o))
    for size in [(1, 1), (2, 3), (5, 4), (7, 6)]:
        cases.append(case("adaptiveAvgPool2d", lambda x, s=size: F.adaptive_avg_pool2d(x, s),
                          {"x": r(2, 3, 7, 6)}, size=list(size)))
    cases.append(case("lpPool2d", lambda x: F.lp_pool2d(x, 2.0, (2, 2)), {"x": r(2, 3, 6, 6)}, p=2.0, kernel=[2, 2]))
    for shape in [(6, 3), (4, 3, 5), (3, 2, 4, 4)]:
        c = shape[1]
        for training in (True, False):
            def f(x, weight, bias, t=training, c=c):
                mean, var = torch.arange(c).float() * 0.1, torch.arange(c).float() + 0.5
                y = F.batch_norm(x, mean, var, weight, bias, training=t, momentum=0.3, eps=1e-5)
                f.running = (mean, var)
                return y
            entry = case("batchNorm", f, {"x": r(*shape) * 2 + 1, "weight": r(c), "bias": r(c)}, training=training)
            entry["options"]["runningMean"] = f.running[0].tolist()
            entry["options"]["runningVar"] = f.running[1].tolist()
            cases.append(entry)
    cases.append(case("layerNorm", lambda x, weight, bias: F.layer_norm(x, (5,), weight, bias),
                      {"x": r(3, 4, 5), "weight": r(5), "bias": r(5)}, shape=[5]))
    cases.append(case("layerNorm", lambda x: F.layer_norm(x, (4, 5)), {"x": r(3, 4, 5)}, shape=[4, 5]))
    cases.append(case("groupNorm", lambda x, weight, bias: F.group_norm(x, 2, weight, bias),
                      {"x": r(2, 4, 3, 3), "weight": r(4), "bias": r(4)}, groups=2))
    cases.append(case("embedding", lambda i, weight: F.embedding(i, weight),
                      {"i": torch.tensor([[0, 2, 2], [3, 0, 1]]), "weight": r(4, 3)}))
    x = torch.tensor([-2.0, -0.5, 0.0, 0.3, 4.0, 20.0, -30.0])
    for name, f, o in [
        ("relu", F.relu, {}), ("leakyReLU", lambda x: F.leaky_relu(x, 0.2), {"slope": 0.2}),
        ("elu", lambda x: F.elu(x, 1.5), {"alpha": 1.5}), ("selu", F.selu, {}), ("gelu", F.gelu, {}),
        ("silu", F.silu, {}), ("sigmoid", torch.sigmoid, {}), ("tanh", torch.tanh, {}),
        ("softplus", F.softplus, {}), ("relu6", F.relu6, {}),
    ]:
        cases.append(case(name, lambda x, f=f: f(x), {"x": x.clone()}, **o))
    cases.append(case("prelu", lambda x, weight: F.prelu(x, weight), {"x": r(3, 2, 4), "weight": torch.tensor([0.25, 0.5])}))
    cases.append(case("prelu", lambda x, weight: F.prelu(x, weight), {"x": r(3, 4), "weight": torch.tensor([0.25])}))
    for axis in (0, 1, -1):
        cases.append(case("softmax", lambda x, a=axis: F.softmax(x, a), {"x": r(3, 4, 2)}, axis=axis))
        cases.append(case("logSoftmax", lambda x, a=axis: F.log_softmax(x, a), {"x": r(3, 4, 2)}, axis=axis))
    with torch.random.fork_rng():  # as in losses()
        cases.append(case("geluTanh", lambda x: F.gelu(x, approximate="tanh"), {"x": x.clone()}))
    write("layers.json", cases)


def losses():
    r = torch.randn
    cases = []
    for reduction in ("mean", "sum", "none"):
        o = {"reduction": reduction}
        pair = lambda: {"x": r(4, 3), "y": r(4, 3) * 2}
        cases.append(case("mse", lambda x, y: F.mse_loss(x, y, reduction=reduction), pair(), **o))
        cases.append(case("l1", lambda x, y: F.l1_loss(x, y, reduction=reduction), pair(), **o))
        for d in (0.5, 2.0):
            cases.append(case("huber", lambda x, y: F.huber_loss(x, y, delta=d, reduction=reduction), pair(), delta=d, **o))
            cases.append(case("smoothL1", lambda x, y: F.smooth_l1_loss(x, y, beta=d, reduction=reduction), pair(), beta=d, **o))
        p = lambda: {"x": torch.rand(4, 3), "y": torch.rand(4, 3)}
        cases.append(case("bce", lambda x, y: F.binary_cross_entropy(x, y.detach(), reduction=reduction), p(), **o))
        cases.append(case("bceLogits", lambda x, y: F.binary_cross_entropy_with_logits(x, y.detach(), reduction=reduction),
                          {"x": r(4, 3) * 5, "y": torch.rand(4, 3)}, **o))
        cases.append(case("bceLogitsWeighted", lambda x, y, weight, posWeight: F.binary_cross_entropy_with_logits(
            x, y.detach(), weight.detach(), pos_weight=posWeight.detach(), reduction=reduction),
            {"x": r(4, 3), "y": torch.rand(4, 3), "weight": torch.rand(3), "posWeight": torch.rand(3) * 3}, **o))
        cases.append(case("kl", lambda x, y: F.kl_div(F.log_softmax(x, 1), y.detach(), reduction=reduction),
                          {"x": r(4, 3), "y": F.softmax(r(4, 3), 1)}, **o))
        cases.append(case("klLog", lambda x, y: F.kl_div(F.log_softmax(x, 1), y, reduction=reduction, log_target=True),
                          {"x": r(4, 3), "y": F.log_softmax(r(4, 3), 1).detach()}, **o))
        t = lambda: torch.tensor([2, 0, 1, -100, 2])
        w = lambda: torch.tensor([0.5, 1.0, 3.0])
        cases.append(case("nll", lambda x, target, weight: F.nll_loss(F.log_softmax(x, 1), target, weight.detach(), reduction=reduction),
                          {"x": r(5, 3), "target": t(), "weight": w()}, **o))
        for smoothing in (0.0, 0.2):
            q = dict(smoothing=smoothing, **o)
            k = dict(label_smoothing=smoothing, reduction=reduction)
            cases.append(case("crossEntropy", lambda x, target: F.cross_entropy(x, target, **k), {"x": r(5, 3) * 3, "target": t()}, **q))
            cases.append(case("crossEntropy", lambda x, target, weight: F.cross_entropy(x, target, weight.detach(), **k),
                              {"x": r(5, 3), "target": t(), "weight": w()}, **q))
            cases.append(case("crossEntropy", lambda x, target: F.cross_entropy(x, target, **k),
                              {"x": r(2, 3, 2, 2), "target": torch.tensor([[[0, 2], [1, 1]], [[2, 2], [-100, 0]]])}, **q))
            cases.append(case("crossEntropy", lambda x, soft, weight: F.cross_entropy(x, soft.detach(), weight.detach(), **k),
                              {"x": r(5, 3), "soft": F.softmax(r(5, 3), 1), "weight": w()}, **q))
            cases.append(case("crossEntropy", lambda x, target: F.cross_entropy(x, target, **k),
                              {"x": r(3), "target": torch.tensor(1)}, **q))
    # A generator of their own, so that the cases of other files keep their numbers.
    with torch.random.fork_rng():
        torch.manual_seed(1)
        cases += weighted_losses()
    write("losses.json", cases)


def weighted_losses():
    """The options of the loss classes: weights, ignored classes, further axes, limits of the range."""
    r, cases = torch.randn, []
    right = lambda: {"x": torch.tensor([0.0, 1.0, 0.5]), "y": torch.tensor([0.0, 1.0, 0.3])}
    wrong = lambda: {"x": torch.tensor([0.0, 1.0]), "y": torch.tensor([1.0, 0.0])}
    for reduction in ("mean", "sum", "none"):
        o = {"reduction": reduction}
        nll = torch.nn.NLLLoss(weight=torch.tensor([0.5, 1.0, 3.0]), ignore_index=1, reduction=reduction)
        target = lambda *shape: torch.randint(0, 3, shape)
        for x, t in ((r(5, 3), target(5)), (r(2, 3, 4), target(2, 4)), (r(2, 3, 2, 2), target(2, 2, 2)), (r(3), torch.tensor(2))):
            cases.append(case("nllIgnoring", lambda x, target: nll(F.log_softmax(x, 0 if x.dim() == 1 else 1), target),
                              {"x": x, "target": t}, **o))
            entropy = torch.nn.CrossEntropyLoss(nll.weight, ignore_index=1, reduction=reduction, label_smoothing=0.1)
            cases.append(case("crossEntropyIgnoring", lambda x, target: entropy(x, target), {"x": x.detach().clone(), "target": t}, **o))
        plain = torch.nn.NLLLoss(reduction=reduction)
        cases.append(case("nllPlain", lambda x, target: plain(F.log_softmax(x, 1), target), {"x": r(4, 3), "target": target(4)}, **o))
        weighted = lambda: {"x": torch.rand(4, 3), "y": torch.rand(4, 3), "weight": torch.rand(3)}
        cases.append(case("bceWeighted", lambda x, y, weight: torch.nn.BCELoss(weight.detach(), reduction=reduction)(x, y), weighted(), **o))
        for edges in (right, wrong):
            cases.append(case("bce", lambda x, y: F.binary_cross_entropy(x, y.detach(), reduction=reduction), edges(), **o))
        cases.append(case("bceLogitsWeighted", lambda x, y, weight, posWeight: torch.nn.BCEWithLogitsLoss(
            weight.detach(), reduction=reduction, pos_weight=posWeight.detach())(x, y.detach()),
            {"x": r(4, 3) * 50, "y": torch.rand(4, 3), "weight": torch.rand(4, 1), "posWeight": torch.rand(3) * 3}, **o))
    for name, log_target in (("kl", False), ("klLog", True)):
        y = F.log_softmax(r(4, 3), 1).detach()
        cases.append(case(name, lambda x, y: F.kl_div(F.log_softmax(x, 1), y.detach(), reduction="batchmean", log_target=log_target),
                          {"x": r(4, 3), "y": y if log_target else y.exp()}, reduction="batchMean"))
    return cases


class LARS(torch.optim.Optimizer):
    """The reference of LARS: PyTorch has none. One step as in the paper, momentum as in SGD."""

    def __init__(self, params, lr, momentum=0.9, weight_decay=0.0, trust=0.001):
        super().__init__(params, dict(lr=lr, momentum=momentum, weight_decay=weight_decay, trust=trust))

    @torch.no_grad()
    def step(self):
        for g in self.param_groups:
            for p in g["params"]:
                pn, gn = p.norm(), p.grad.norm()
                local = g["trust"] * pn / (gn + g["weight_decay"] * pn) if pn > 0 and gn > 0 else 1.0
                d = (p.grad + g["weight_decay"] * p) * local
                state = self.state[p]
                state["v"] = d.clone() if "v" not in state else g["momentum"] * state["v"] + d
                p -= g["lr"] * state["v"]


def optimizers():
    o = torch.optim
    table = [
        ("SGD", o.SGD, [dict(lr=0.1), dict(lr=0.1, momentum=0.9), dict(lr=0.1, momentum=0.9, dampening=0.3),
                        dict(lr=0.1, momentum=0.8, nesterov=True), dict(lr=0.1, weight_decay=0.1, momentum=0.5)]),
        ("Adam", o.Adam, [dict(), dict(lr=0.1, betas=[0.8, 0.9], eps=1e-6), dict(lr=0.05, weight_decay=0.1), dict(lr=0.1, amsgrad=True)]),
        ("AdamW", o.AdamW, [dict(lr=0.1), dict(lr=0.1, weight_decay=0.3), dict(lr=0.1, amsgrad=True)]),
        ("Adagrad", o.Adagrad, [dict(lr=0.1), dict(lr=0.1, lr_decay=0.2, weight_decay=0.1)]),
        ("RMSprop", o.RMSprop, [dict(lr=0.05), dict(lr=0.05, momentum=0.5), dict(lr=0.05, centered=True, alpha=0.9, weight_decay=0.1),
                                dict(lr=0.05, centered=True, momentum=0.5)]),
        ("Adadelta", o.Adadelta, [dict(), dict(lr=0.5, rho=0.8, weight_decay=0.1)]),
        ("LARS", LARS, [dict(lr=1.0), dict(lr=1.0, momentum=0.5, weight_decay=0.1, trust=0.01), dict(lr=1.0, momentum=0.0)]),
    ]
    cases = []
    for name, make, options in table:
        cases += [optimizer_case(name, make, option) for option in options]
    with torch.random.fork_rng():  # as in losses()
        torch.manual_seed(2)
        cases.append(optimizer_case("Adagrad", o.Adagrad, dict(lr=0.1, initial_accumulator_value=0.5)))
    write("optimizers.json", cases)


def optimizer_case(name, make, option):
    params = [torch.randn(3, 4, requires_grad=True), torch.randn(5, requires_grad=True)]
    start = [tensor(p) for p in params]
    gradients = [[torch.randn_like(p) for p in params] for _ in range(10)]
    optimizer = make(params, **{k: tuple(v) if k == "betas" else v for k, v in option.items()})
    for step in gradients:
        for p, g in zip(params, step):
            p.grad = g.clone()
        optimizer.step()
    return {"name": name, "options": option, "start": start,
            "gradients": [[tensor(g) for g in step] for step in gradients], "end": [tensor(p) for p in params]}


def schedules():
    s = torch.optim.lr_scheduler
    cases = []

    def run(name, make, option, metrics=None):
        p = torch.zeros(1, requires_grad=True)
        optimizer = torch.optim.SGD([{"params": [p]}, {"params": [torch.zeros(1, requires_grad=True)], "lr": 0.02}], lr=0.5)
        schedule = make(optimizer)
        rates = [[g["lr"] for g in optimizer.param_groups]]
        for epoch in range(20):
            p.grad = torch.zeros(1)
            optimizer.step()
            schedule.step(metrics[epoch]) if metrics else schedule.step()
            rates.append([g["lr"] for g in optimizer.param_groups])
        cases.append({"name": name, "options": option, "rates": rates, "metrics": metrics or []})

    run("StepLR", lambda o: s.StepLR(o, 3, 0.5), dict(stepSize=3, gamma=0.5))
    run("MultiStepLR", lambda o: s.MultiStepLR(o, [2, 5, 5, 9], 0.3), dict(milestones=[2, 5, 5, 9], gamma=0.3))
    run("ExponentialLR", lambda o: s.ExponentialLR(o, 0.9), dict(gamma=0.9))
    run("CosineAnnealingLR", lambda o: s.CosineAnnealingLR(o, 7, 0.01), dict(tMax=7, etaMin=0.01))
    run("LinearLR", lambda o: s.LinearLR(o, 0.1, 1.0, 6), dict(startFactor=0.1, endFactor=1.0, totalIters=6))
    run("LambdaLR", lambda o: s.LambdaLR(o, lambda e: 1 / (1 + e)), dict())
    run("SequentialLR", lambda o: s.SequentialLR(o, [s.LinearLR(o, 0.1, 1.0, 4), s.CosineAnnealingLR(o, 10)], [4]), dict())
    metrics = [1.0, 0.9, 0.91, 0.905, 0.9, 0.8, 0.81, 0.82, 0.83, 0.84, 0.85, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.6, 0.6]
    run("ReduceLROnPlateau", lambda o: s.ReduceLROnPlateau(o, factor=0.5, patience=2, cooldown=1, min_lr=0.01),
        dict(factor=0.5, patience=2, cooldown=1, minLR=0.01), metrics)
    run("ReduceLROnPlateauMax", lambda o: s.ReduceLROnPlateau(o, mode="max", factor=0.5, patience=1),
        dict(factor=0.5, patience=1), [1 - m for m in metrics])
    for mode in ("min", "max"):
        run("ReduceLROnPlateau" + ("Max" if mode == "max" else ""), lambda o: s.ReduceLROnPlateau(
            o, mode=mode, factor=0.5, patience=1, threshold=0.05, threshold_mode="abs"),
            dict(factor=0.5, patience=1, threshold=0.05, absolute=True), metrics if mode == "min" else [1 - m for m in metrics])
    write("schedules.json", cases)


layers()
losses()
optimizers()
schedules()
