"""Writes random programs with PyTorch's answers: python fuzz.py 20000 /tmp/fuzz.json [seed]

Then, in the package:
  FUZZ=/tmp/fuzz.json swift test --filter TensorsTests.FuzzTests
A program is a few tensors and one to five operations on them; each result may be used again. Inputs
are small whole numbers and quarters, so that most intermediate results are exact.
"""

import json
import sys
import warnings

import numpy as np
import torch

warnings.filterwarnings("ignore")
count, path = int(sys.argv[1]), sys.argv[2]
rng = np.random.default_rng(int(sys.argv[3]) if len(sys.argv) > 3 else 0)
NAMES = {
    torch.bool: "bool", torch.uint8: "uint8", torch.int32: "int32", torch.int64: "int64",
    torch.float32: "float32", torch.float64: "float64",
}


def pick(items):
    return items[int(rng.integers(len(items)))]


def text(tensor):
    flat = tensor.detach().reshape(-1)
    if tensor.dtype == torch.bool:
        return " ".join("1" if v else "0" for v in flat.tolist())
    return " ".join(repr(v) for v in flat.tolist())


def packed(tensor, layout=None):
    entry = {"t": NAMES[tensor.dtype], "s": list(tensor.shape), "d": text(tensor)}
    if layout:
        entry["l"] = layout
    return entry


UNARY = {
    "neg": torch.neg, "abs": torch.abs, "sign": torch.sign, "square": torch.square,
    "relu": torch.relu, "exp": torch.exp, "sin": torch.sin, "tanh": torch.tanh,
    "sigmoid": torch.sigmoid, "floor": torch.floor, "round": torch.round, "atan": torch.atan,
    "clone": torch.clone, "flatten": torch.flatten, "squeeze": torch.squeeze,
    "isNaN": torch.isnan, "logicalNot": torch.logical_not,
}
BINARY = {
    "add": torch.add, "sub": torch.sub, "mul": torch.mul, "div": torch.div,
    "maximum": torch.maximum, "minimum": torch.minimum, "equal": torch.eq, "less": torch.lt,
    "greaterEqual": torch.ge, "notEqual": torch.ne, "logicalAnd": torch.logical_and,
    "logicalOr": torch.logical_or, "matmul": torch.matmul, "bitwiseAnd": torch.bitwise_and,
    "bitwiseXor": torch.bitwise_xor, "atan2": torch.atan2,
}


def axis_of(x):
    return int(rng.integers(-x.dim(), x.dim())) if x.dim() else 0


def step(values):
    """One random operation on earlier values: name, positions, arguments, result."""
    kind = int(rng.integers(4))
    i = int(rng.integers(len(values)))
    x = values[i]
    if kind == 0:
        name = pick(sorted(UNARY))
        if name == "square" and x.dtype == torch.bool:
            raise TypeError
        return name, [i], {}, UNARY[name](x)
    if kind == 1:
        name = pick(sorted(BINARY))
        j = int(rng.integers(len(values)))
        if name == "atan2" and torch.uint8 in (x.dtype, values[j].dtype):
            raise TypeError  # PyTorch's gradient negates the uint8 operand, which wraps around.
        return name, [i, j], {}, BINARY[name](x, values[j])
    if x.dim() == 0:
        # PyTorch gives a scalar an axis 0 here and there; the engine, like NumPy, does not.
        raise IndexError
    axis = axis_of(x)
    keep = int(rng.integers(2))
    if x.dtype in (torch.bool, torch.uint8):
        # Left out: clamp of bool is int64 in PyTorch, any and all of uint8 are uint8.
        name = pick(["sum", "max", "cumsum"] if kind == 2 else ["flip", "roll", "cat", "stack"])
    else:
        name = pick([
            "sum", "mean", "max", "min", "logSumExp", "any", "all", "cumsum", "softmax",
            "logSoftmax", "variance", "argMax"] if kind == 2 else [
         "flip", "expandedDimensions", "transposed", "narrow", "slice", "roll", "cat", "stack",
         "reshape", "repeated", "clamp", "diff"])
    reduced = {"axes": [axis], "keepDims": [keep]}
    if name in ("sum", "mean", "any", "all"):
        f = {"sum": torch.sum, "mean": torch.mean, "any": torch.any, "all": torch.all}[name]
        return name, [i], reduced, f(x, dim=axis, keepdim=bool(keep))
    if name in ("max", "min", "logSumExp"):
        f = {"max": torch.amax, "min": torch.amin, "logSumExp": torch.logsumexp}[name]
        return name, [i], reduced, f(x, dim=[axis], keepdim=bool(keep))
    if name == "argMax":
        return name, [i], reduced, torch.argmax(x, dim=axis, keepdim=bool(keep))
    if name == "variance":
        return name, [i], {**reduced, "correction": [0]}, torch.var(
            x, dim=axis, correction=0, keepdim=bool(keep))
    if name in ("softmax", "logSoftmax") and not x.dtype.is_floating_point:
        raise TypeError
    if name in ("cumsum", "softmax", "logSoftmax"):
        f = {"cumsum": torch.cumsum, "softmax": torch.softmax, "logSoftmax": torch.log_softmax}[name]
        return name, [i], {"axis": [axis]}, f(x, dim=axis)
    if name == "flip":
        return name, [i], {"axes": [axis]}, x.flip(axis)
    if name == "expandedDimensions":
        return name, [i], {"axis": [axis]}, x.unsqueeze(axis)
    if name == "transposed":
        other = axis_of(x)
        return name, [i], {"first": [axis], "second": [other]}, x.transpose(axis, other)
    if name == "narrow":
        return name, [i], {"axis": [axis], "start": [0], "length": [1]}, x.narrow(axis, 0, 1)
    if name == "slice":
        return name, [i], {"start": [1], "step": [2]}, x[1::2]
    if name == "roll":
        return name, [i], {"shift": [2], "axis": [axis]}, torch.roll(x, 2, axis)
    if name in ("cat", "stack"):
        j = int(rng.integers(len(values)))
        if name == "cat" and x.dim() != values[j].dim():
            raise TypeError  # PyTorch skips an empty vector among tensors of other ranks.
        f = torch.cat if name == "cat" else torch.stack
        return name, [i, j], {"axis": [axis]}, f([x, values[j]], axis)
    if name == "reshape":
        return name, [i], {"shape": [-1, 1]}, x.reshape(-1, 1)
    if name == "repeated":
        return name, [i], {"count": [2], "axis": [axis]}, x.repeat_interleave(2, dim=axis)
    if name == "clamp":
        return name, [i], {"low": [-1], "high": [1]}, torch.clamp(x, -1, 1)
    return "diff", [i], {"axis": [axis]}, x.diff(dim=axis)


def program():
    base = [int(v) for v in rng.integers(0 if rng.random() < 0.04 else 1, 5, int(rng.integers(0, 4)))]
    inputs, layouts = [], []
    for _ in range(int(rng.integers(1, 4))):
        shape = [n if rng.random() < 0.75 else 1 for n in base]
        shape = shape[int(rng.integers(0, len(shape) + 1)):] if rng.random() < 0.25 else shape
        dtype = pick([torch.float32, torch.float32, torch.float64, torch.int64, torch.int32,
                      torch.uint8, torch.bool])
        raw = rng.integers(-12, 13, shape) / 4
        if dtype in (torch.uint8, torch.bool):
            raw = np.abs(raw)
        x = torch.tensor(raw).to(dtype)
        if dtype.is_floating_point and x.numel() and rng.random() < 0.05:
            x.reshape(-1)[0] = pick([float("nan"), float("inf"), float("-inf")])
        inputs.append(x)
        layouts.append(pick([None, "transposed", "strided"]))
    leaves = [x.clone().requires_grad_() if x.dtype.is_floating_point else x for x in inputs]
    values, steps = list(leaves), []
    for _ in range(int(rng.integers(1, 6))):
        try:
            name, used, args, result = step(values)
        except (RuntimeError, IndexError, TypeError, NotImplementedError):
            continue
        if result.numel() > 400 or result.dim() > 6 or result.dtype not in NAMES:
            continue
        steps.append({"op": name, "in": used, "args": args})
        values.append(result)
    if not steps:
        return None
    last = values[-1]
    entry = {"in": [packed(x, l) for x, l in zip(inputs, layouts)], "steps": steps,
             "out": packed(last)}
    if last.requires_grad and last.numel():
        weights = torch.cos(torch.arange(last.numel(), dtype=last.dtype)).reshape(last.shape)
        wanted = [x for x in leaves if x.requires_grad]
        try:
            found = iter(torch.autograd.grad((last * weights).sum(), wanted, allow_unused=True))
        except (RuntimeError, NotImplementedError):
            return None
        entry["grad"] = []
        for x in leaves:
            g = next(found) if x.requires_grad else None
            entry["grad"].append(
                text(torch.zeros_like(x) if g is None else g) if x.requires_grad else None)
    return entry


programs = []
while len(programs) < count:
    made = program()
    if made:
        programs.append(made)
with open(path, "w") as file:
    json.dump({"torch": torch.__version__, "programs": programs}, file)
