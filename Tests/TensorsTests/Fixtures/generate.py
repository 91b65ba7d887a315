"""Writes operations.json and promotion.json: what PyTorch says about every operation.

Run with the Python that has torch: python3 generate.py
The seeds are fixed; only another torch version should change the files.
"""

import json
import math
import os

import numpy as np
import torch

torch.manual_seed(0)
rng = np.random.default_rng(0)
folder = os.path.dirname(os.path.abspath(__file__))
NAMES = {
    torch.bool: "bool", torch.uint8: "uint8", torch.int32: "int32", torch.int64: "int64",
    torch.float16: "float16", torch.float32: "float32", torch.float64: "float64",
}
DTYPES = {name: dtype for dtype, name in NAMES.items()}
cases = []


def numbers(tensor):
    flat = tensor.detach().reshape(-1)
    if tensor.dtype == torch.bool:
        return " ".join("1" if v else "0" for v in flat.tolist())
    if tensor.dtype.is_floating_point:
        array = flat.double().numpy() if tensor.dtype == torch.float64 else flat.float().numpy()
        texts = []
        for v in array:
            text = np.format_float_scientific(v, trim="-") if abs(v) >= 1e6 else str(v)
            texts.append(text)
        return " ".join(texts)
    return " ".join(str(v) for v in flat.tolist())


def packed(tensor, layout=None):
    entry = {"t": NAMES[tensor.dtype], "s": list(tensor.shape), "d": numbers(tensor)}
    if layout:
        entry["l"] = layout
    return entry


def case(op, function, inputs, layouts=None, grad=True, **args):
    """One call; records the results and, for floating-point inputs, the gradients."""
    layouts = layouts or [None] * len(inputs)
    leaves = []
    for x in inputs:
        leaf = x.clone()
        if grad and x.dtype in (torch.float32, torch.float64):
            leaf.requires_grad_(True)
        leaves.append(leaf)
    try:
        result = function(*leaves)
    except (RuntimeError, NotImplementedError, IndexError, TypeError):
        return
    outputs = list(result) if isinstance(result, (tuple, list)) else [result]
    entry = {
        "op": op, "in": [packed(x, l) for x, l in zip(inputs, layouts)],
        "out": [packed(y) for y in outputs],
    }
    if args:
        entry["args"] = {k: v if isinstance(v, list) else [v] for k, v in args.items()}
    wanted = [x for x in leaves if x.requires_grad]
    tracked = [y for y in outputs if y.requires_grad and y.numel() > 0]
    if wanted and tracked:
        # The weights are cos(position), so that every element counts differently.
        total = sum((y * torch.cos(torch.arange(y.numel(), dtype=y.dtype)).reshape(y.shape)).sum()
                    for y in tracked)
        try:
            found = torch.autograd.grad(total, wanted, allow_unused=True)
        except RuntimeError:
            cases.append(entry)
            return
        grads, position = [], 0
        for x in leaves:
            if not x.requires_grad:
                grads.append(None)
                continue
            g = found[position]
            position += 1
            grads.append(numbers(torch.zeros_like(x) if g is None else g))
        entry["grad"] = grads
    cases.append(entry)


def real(*shape, dtype=torch.float32, scale=1.5):
    return torch.tensor(np.round(rng.standard_normal(shape) * scale, 3), dtype=dtype)


def positive(*shape, dtype=torch.float32):
    return real(*shape, dtype=dtype).abs() + 0.125


def whole(*shape, dtype=torch.int64, low=-5, high=6):
    return torch.tensor(rng.integers(low, high, shape), dtype=dtype)


special = torch.tensor(
    [math.nan, math.inf, -math.inf, 0.0, -0.0, 1.0, -1.0, 1e-30, 1e30, 90.0, -90.0, 0.5, 2.5, -3.5])

# MARK: elementwise, one operand
F = torch.nn.functional
unary = {
    "neg": torch.neg, "abs": torch.abs, "sign": torch.sign, "square": torch.square,
    "relu": torch.relu, "sqrt": torch.sqrt, "rsqrt": torch.rsqrt, "reciprocal": torch.reciprocal,
    "exp": torch.exp, "exp2": torch.exp2, "expm1": torch.expm1, "log": torch.log,
    "log2": torch.log2, "log10": torch.log10, "log1p": torch.log1p, "sin": torch.sin,
    "cos": torch.cos, "tan": torch.tan, "asin": torch.asin, "acos": torch.acos,
    "atan": torch.atan, "sinh": torch.sinh, "cosh": torch.cosh, "tanh": torch.tanh,
    "asinh": torch.asinh, "acosh": torch.acosh, "atanh": torch.atanh, "sigmoid": torch.sigmoid,
    "erf": torch.erf, "erfc": torch.erfc, "erfinv": torch.erfinv, "floor": torch.floor,
    "ceil": torch.ceil, "round": torch.round, "trunc": torch.trunc, "softplus": F.softplus,
    "logSigmoid": F.logsigmoid, "silu": F.silu, "gelu": F.gelu,
}
for name, f in unary.items():
    only = name in ("softplus", "logSigmoid", "silu", "gelu")
    case(name, f, [real(3, 5)])
    case(name, f, [real(2, 1, 7, dtype=torch.float64)])
    case(name, f, [positive(17) * 0.3], ["strided"])
    case(name, f, [real(4, 3)], ["transposed"])
    case(name, f, [real(0, 3)])
    case(name, f, [torch.tensor(0.75)])
    # The vector path of torch's gelu turns infinity into NaN; sines of infinity have no value.
    finite = name in ("sin", "cos", "tan", "gelu")
    case(name, f, [special[3:] if finite else special], grad=False)
    if not only:
        case(name, f, [whole(5)])
        case(name, f, [whole(4, dtype=torch.int32)])
        if name != "neg":
            case(name, f, [torch.tensor([0, 1, 2, 200], dtype=torch.uint8)])
for name, f in {"isNaN": torch.isnan, "isInfinite": torch.isinf, "isFinite": torch.isfinite,
                "logicalNot": torch.logical_not}.items():
    case(name, f, [special])
    case(name, f, [real(2, 3)], ["transposed"])
    case(name, f, [torch.tensor([0, 1, -1])])
    case(name, f, [torch.tensor([True, False])])
    case(name, f, [real(0)])

# MARK: elementwise, two operands
binary = {
    "add": torch.add, "sub": torch.sub, "mul": torch.mul, "div": torch.div, "pow": torch.pow,
    "maximum": torch.maximum, "minimum": torch.minimum, "atan2": torch.atan2,
    "hypot": torch.hypot, "logAddExp": torch.logaddexp, "floorDivide": torch.floor_divide,
    "remainder": torch.remainder, "fmod": torch.fmod,
    "equal": torch.eq, "notEqual": torch.ne, "less": torch.lt, "lessEqual": torch.le,
    "greater": torch.gt, "greaterEqual": torch.ge, "logicalAnd": torch.logical_and,
    "logicalOr": torch.logical_or, "logicalXor": torch.logical_xor,
}
for name, f in binary.items():
    left = positive if name == "pow" else real
    case(name, f, [left(3, 4), real(3, 4)])
    case(name, f, [left(3, 1, dtype=torch.float64), real(1, 5, dtype=torch.float64)])
    case(name, f, [left(2, 3, 4), real(4)])
    case(name, f, [left(4, 3), real(4, 3)], ["transposed", None])
    case(name, f, [left(9), real(9)], ["strided", "strided"])
    case(name, f, [left(1, 4).expand(3, 4), real(3, 4)], ["expanded", None])
    case(name, f, [left(0, 3), real(3)])
    case(name, f, [torch.tensor(1.5), real(2, 2)])
    case(name, f, [special, special.flip(0)], grad=False)
    case(name, f, [whole(6, low=1), whole(6, low=1)])
    case(name, f, [whole(6, low=-9, high=9), whole(6, low=1)])
    case(name, f, [whole(5, low=1), real(5).abs() + 1])
    case(name, f, [whole(5, dtype=torch.int32, low=1), whole(5, low=1)])
    case(name, f, [torch.tensor([200, 100, 3], dtype=torch.uint8),
                   torch.tensor([100, 2, 3], dtype=torch.uint8)])
    case(name, f, [torch.tensor([True, False, True]), torch.tensor([True, True, False])])
    case(name, f, [real(3).half(), real(3).half()])
for name, f in {"bitwiseAnd": torch.bitwise_and, "bitwiseOr": torch.bitwise_or,
                "bitwiseXor": torch.bitwise_xor}.items():
    case(name, f, [whole(6), whole(6)])
    case(name, f, [whole(3, 1, dtype=torch.int32), whole(1, 2, dtype=torch.int32)])
    case(name, f, [torch.tensor([True, False, True]), torch.tensor([True, True, False])])
case("pow", torch.pow, [torch.tensor([0.0, 0.0, 2.0, -2.0]), torch.tensor([0.0, 2.0, 0.0, 3.0])])
case("atan2", torch.atan2, [torch.tensor([0.0, 1.0]), torch.tensor([0.0, 0.0])])
case("minimum", torch.minimum, [torch.tensor([math.nan, 1.0]), torch.tensor([1.0, math.nan])])
case("maximum", torch.maximum, [torch.tensor([1.0, 2, 3]), torch.tensor([1.0, 3, 2])])

# MARK: choices
mask = torch.tensor(rng.integers(0, 2, (3, 4)) > 0)
case("where", torch.where, [mask, real(3, 4), real(3, 4)])
case("where", torch.where, [mask, real(4), torch.tensor(0.5)])
case("where", torch.where, [mask, whole(3, 1), real(4)])
case("where", torch.where, [mask[:0], real(0, 4), real(1, 4)])
for low, high in [(-1.0, 1.0), (-math.inf, 0.5), (0.0, math.inf)]:
    args = {"low": max(low, -1e300), "high": min(high, 1e300)}
    case("clamp", lambda x: torch.clamp(x, low, high), [real(3, 5)], **args)
    case("clamp", lambda x: torch.clamp(x, low, high), [special], grad=False, **args)
    case("clamp", lambda x: torch.clamp(x, low, high), [real(4, 3)], ["transposed"], **args)
edge = torch.tensor([-1.0, 0.5, 1.0, 2.0])
case("clamp", lambda x: torch.clamp(x, -1, 1), [edge], low=-1, high=1)
case("clamp", lambda x: torch.clamp(x, min=-1), [edge], low=-1, high=1e308)
case("clamp", lambda x: torch.clamp(x, -2, 3), [whole(9)], low=-2, high=3)
case("maskedFill", lambda x, m: x.masked_fill(m, 2.5), [real(3, 4), mask], value=2.5)
case("maskedSelect", torch.masked_select, [real(3, 4), mask])
case("maskedSelect", torch.masked_select, [real(4, 3), mask.T], ["transposed", None])
case("nanToNum", torch.nan_to_num, [special], grad=False)

# MARK: reductions
reductions = {
    "sum": torch.sum, "mean": torch.mean, "prod": torch.prod, "max": torch.amax, "min": torch.amin,
    "logSumExp": torch.logsumexp, "any": torch.any, "all": torch.all,
    "countNonzero": torch.count_nonzero,
}
shapes = [((3, 5), None), ((2, 3, 4), None), ((4, 3), "transposed"), ((9,), "strided"), ((1,), None)]
for name, f in reductions.items():
    def keep(x, axes, keep_dims):
        if name == "countNonzero":
            return f(x, dim=axes)
        if name == "prod":
            return f(x, dim=axes[0], keepdim=keep_dims)
        return f(x, dim=axes, keepdim=keep_dims)
    inputs = [(real(*s), l) for s, l in shapes] + [(real(2, 3, dtype=torch.float64), None)]
    if name not in ("mean", "logSumExp"):
        inputs += [(whole(3, 4), None), (whole(5, dtype=torch.int32), None),
                   (torch.tensor([[True, False], [True, True]]), None)]
    for x, layout in inputs:
        for axis in range(x.dim()):
            for keep_dims in (False, True):
                if name == "countNonzero" and keep_dims:
                    continue
                case(name, lambda t: keep(t, [axis], keep_dims), [x], [layout],
                     axes=[axis], keepDims=int(keep_dims))
        if x.dim() == 3 and name not in ("prod", "any", "all", "countNonzero"):
            for axes in ([0, 2], [0, 1, 2], [-1, 0]):
                case(name, lambda t: keep(t, axes, False), [x], axes=axes, keepDims=0)
    if name in ("sum", "mean", "prod", "any", "all", "max", "min"):
        case(name, f, [real(3, 4)])
        case(name, f, [torch.tensor(2.5)])
    if name not in ("max", "min"):
        case(name, lambda t: keep(t, [1], False), [real(3, 0)], axes=[1], keepDims=0)
        case(name, lambda t: keep(t, [1], False), [real(0, 3)], axes=[1], keepDims=0)
    case(name, lambda t: keep(t, [0], False), [torch.stack([special, special.flip(0)])],
         axes=[0], keepDims=0, grad=False)
case("prod", lambda t: torch.prod(t, dim=1), [torch.tensor([[2.0, 0, 3], [0, 0, 4], [1, 2, 3]])],
     axes=[1], keepDims=0)
case("max", lambda t: torch.amax(t, dim=1), [torch.tensor([[1.0, 3, 3], [2, 2, 2]])],
     axes=[1], keepDims=0)
case("logSumExp", lambda t: torch.logsumexp(t, dim=[0]), [torch.tensor([1000.0, 1000.0])],
     axes=[0], keepDims=0)
for name, f in {"variance": torch.var, "std": torch.std}.items():
    for correction in (0, 1):
        for axes in ([0], [1], [0, 1]):
            case(name, lambda t: f(t, dim=axes, correction=correction), [real(4, 3)],
                 ["transposed"], axes=axes, correction=correction, keepDims=0)
        case(name, lambda t: f(t, dim=[2], correction=correction, keepdim=True),
             [real(2, 3, 5, dtype=torch.float64)], axes=[2], correction=correction, keepDims=1)
for name, f in {"argMax": torch.argmax, "argMin": torch.argmin}.items():
    case(name, f, [real(3, 4)])
    for axis in (0, 1, -1):
        case(name, lambda t: f(t, dim=axis), [real(3, 4)], axes=[axis], keepDims=0)
        case(name, lambda t: f(t, dim=axis, keepdim=True), [whole(3, 4)], ["transposed"],
             axes=[axis], keepDims=1)
    case(name, lambda t: f(t, dim=0), [torch.tensor([1.0, math.nan, 3.0])], axes=[0], keepDims=0)
    case(name, lambda t: f(t, dim=0), [torch.tensor([2, 3, 3, 1])], axes=[0], keepDims=0)
for name, f in {"cumsum": torch.cumsum, "cumprod": torch.cumprod}.items():
    for axis in (0, 1):
        case(name, lambda t: f(t, dim=axis), [real(3, 4)], axis=axis)
        case(name, lambda t: f(t, dim=axis), [real(4, 3)], ["transposed"], axis=axis)
        case(name, lambda t: f(t, dim=axis), [whole(3, 4)], axis=axis)
    case(name, lambda t: f(t, dim=0), [torch.tensor([2.0, 0, 3, 0, 4])], axis=0)
    case(name, lambda t: f(t, dim=1), [real(2, 0)], axis=1)
    case(name, lambda t: f(t, dim=0), [torch.tensor([True, True, False])], axis=0)

# MARK: products
for a, b in [((3, 4), (4, 5)), ((4,), (4, 5)), ((3, 4), (4,)), ((2, 3, 4), (4, 5)),
             ((2, 3, 4), (2, 4, 5)), ((5, 1, 3, 4), (2, 4, 1)), ((1, 1), (1, 1)), ((4,), (4,)),
             ((0, 4), (4, 2)), ((3, 0), (0, 2)), ((2, 3, 4), (4,)), ((17, 33), (33, 9))]:
    case("matmul", torch.matmul, [real(*a), real(*b)])
    case("matmul", torch.matmul, [real(*a, dtype=torch.float64), real(*b, dtype=torch.float64)])
case("matmul", torch.matmul, [real(3, 4), real(4, 5)], ["transposed", "transposed"])
case("matmul", torch.matmul, [real(2, 3, 4), real(4, 5)], ["transposed", "strided"])
case("matmul", torch.matmul, [real(1, 4).expand(3, 4), real(4, 2)], ["expanded", None])
case("matmul", torch.matmul, [whole(3, 4), whole(4, 2)])
case("matmul", torch.matmul, [whole(3, 4, dtype=torch.int32), whole(4, 2, dtype=torch.int32)])
for x in [real, lambda n, **k: whole(n)]:
    case("dot", torch.dot, [x(7), x(7)])
    case("dot", torch.dot, [x(9), x(9)], ["strided", None])
case("dot", torch.dot, [real(0), real(0)])
case("outer", torch.outer, [real(3), real(4)])
for axis in (0, 1, -1):
    for name, f in {"softmax": torch.softmax, "logSoftmax": torch.log_softmax}.items():
        case(name, lambda t: f(t, dim=axis), [real(3, 5)], axis=axis)
        case(name, lambda t: f(t, dim=axis), [real(2, 3, 4, dtype=torch.float64)], axis=axis)
        case(name, lambda t: f(t, dim=axis), [real(4, 3)], ["transposed"], axis=axis)
        case(name, lambda t: f(t, dim=axis), [real(3, 4) * 500], axis=axis)
        case(name, lambda t: f(t, dim=axis), [real(0, 4)], axis=axis)
        case(name, lambda t: f(t, dim=0), [torch.tensor([-math.inf, 0.0, 1.0])], axis=0)

# MARK: shapes
views = [(real(2, 3, 4), None), (real(4, 6), "transposed"), (real(24), "strided")]
for x, layout in views:
    case("reshape", lambda t: t.reshape(4, -1), [x], [layout], shape=[4, -1])
    case("flatten", lambda t: t.flatten(), [x], [layout])
    case("clone", lambda t: t.clone(), [x], [layout])
    case("flip", lambda t: t.flip(0), [x], [layout], axes=[0])
    case("roll", lambda t: torch.roll(t, 2, 0), [x], [layout], shift=2, axis=0)
    case("expandedDimensions", lambda t: t.unsqueeze(-1), [x], [layout], axis=-1)
    case("narrow", lambda t: t.narrow(0, 1, 1), [x], [layout], axis=0, start=1, length=1)
    case("split", lambda t: t.split(3, 0), [x], [layout], size=3, axis=0)
    case("chunk", lambda t: t.chunk(3, 0), [x], [layout], count=3, axis=0)
    case("repeated", lambda t: t.repeat_interleave(2, dim=0), [x], [layout], count=2, axis=0)
    case("diff", lambda t: t.diff(dim=0), [x], [layout], axis=0)
    case("slice", lambda t: t[1::2], [x], [layout], start=1, step=2)
    case("unfold", lambda t: t.unfold(0, 2, 1), [x], [layout], axis=0, size=2, step=1)
    case("take", lambda t, i: torch.take(t, i), [x, torch.tensor([[0, 5], [-1, 5]])],
         [layout, None])
cube = real(2, 3, 4)
case("flip", lambda t: t.flip(0, 2), [cube], axes=[0, 2])
case("permute", lambda t: t.permute(2, 0, 1), [cube], axes=[2, 0, 1])
case("transposed", lambda t: t.transpose(0, -1), [cube], first=0, second=-1)
case("movedAxis", lambda t: t.movedim(0, 2), [cube], source=0, destination=2)
case("expand", lambda t: t.expand(5, 3, 4), [real(3, 1)], shape=[5, 3, 4])
case("squeeze", lambda t: t.squeeze(), [real(1, 3, 1)])
case("unbind", lambda t: t.unbind(1), [cube], axis=1)
case("tiled", lambda t: torch.tile(t, (2, 1, 3)), [real(2, 3)], counts=[2, 1, 3])
for offset in (-1, 0, 2):
    case("diagonal", lambda t: t.diagonal(offset), [real(3, 4)], offset=offset)
    case("diagonal", lambda t: t.diagonal(offset, 0, 2), [cube], offset=offset, second=2)
    case("diag", lambda t: t.diag(offset), [real(3)], offset=offset)
    case("diag", lambda t: t.diag(offset), [real(3, 4)], offset=offset)
    case("tril", lambda t: t.tril(offset), [real(3, 4)], diagonal=offset)
    case("triu", lambda t: t.triu(offset), [real(2, 4, 3)], diagonal=offset)
case("trace", torch.trace, [real(3, 3)])
case("meshgrid", lambda a, b: torch.meshgrid(a, b, indexing="ij"), [real(2), real(3)])
case("oneHot", lambda t: F.one_hot(t, 4), [torch.tensor([[0, 3], [1, 2]])], classes=4)
case("nonzero", torch.nonzero, [torch.tensor([[0, 2, 0], [1, 0, 3]])])
case("asStrided", lambda t: t.as_strided((2, 2), (1, 2), 1), [real(6)],
     shape=[2, 2], strides=[1, 2], offset=1)
case("embed", lambda t: torch.slice_scatter(torch.zeros(5), t, 0, 1, 5, 2), [real(2)])
case("copySlices", lambda x, v: torch.slice_scatter(x, v, 0, 1, 3), [real(4), real(2)])
for target in ("float64", "float32", "float16", "int64", "int32", "uint8", "bool"):
    case("to", lambda t: t.to(DTYPES[target]), [real(2, 3) * 4 if target != "uint8" else positive(4)],
         target=list(DTYPES).index(target))
    case("to", lambda t: t.to(DTYPES[target]), [whole(4, low=0)], target=list(DTYPES).index(target))
for axis in (0, 1):
    case("cat", lambda a, b: torch.cat([a, b], axis), [real(3, 3), real(3, 3)],
         ["transposed", None], axis=axis)
    case("stack", lambda a, b: torch.stack([a, b], axis), [real(3, 2), real(3, 2)], axis=axis)
case("cat", lambda a, b: torch.cat([a, b]), [whole(2), real(3)], axis=0)
case("cat", lambda a, b: torch.cat([a, b]), [real(0, 3), real(2, 3)], axis=0)
for mode in ("constant", "reflect", "replicate", "circular"):
    code = ["constant", "reflect", "replicate", "circular"].index(mode)
    case("pad", lambda t: F.pad(t, (1, 2), mode=mode), [real(2, 3, 4)], widths=[1, 2], mode=code)
case("pad", lambda t: F.pad(t, (1, 0, 0, 2), value=1.5), [real(3, 4)], ["transposed"],
     widths=[0, 2, 1, 0], mode=0, value=1.5)
case("pad", lambda t: F.pad(t, (-1, 2)), [real(3, 4)], widths=[-1, 2], mode=0)

# MARK: positions
index = torch.tensor([2, 0, 0])
case("indexSelect", lambda t, i: t.index_select(1, i), [real(2, 3, 4), index], axis=1)
case("indexSelect", lambda t, i: t.index_select(0, i), [real(4, 3), index], ["transposed", None],
     axis=0)
case("indexAdd", lambda p, i: torch.zeros(4, 2).index_add(0, i, p), [real(3, 2), index],
     extent=4, axis=0)
case("indexPut", lambda x, i, v: x.index_put((i,), v), [real(4, 2), torch.tensor([2, 0]), real(2, 2)])
g = torch.tensor([[0, 2, 1], [1, 1, 0]])
case("gather", lambda t, i: t.gather(0, i), [real(3, 4), g], axis=0)
case("gather", lambda t, i: t.gather(1, i), [real(4, 5), g], ["transposed", None], axis=1)
case("scatter", lambda t, i, s: t.scatter(1, i, s),
     [real(3, 4), torch.tensor([[0, 2, 1], [3, 1, 0]]), real(2, 3)], axis=1)
case("scatterAdd", lambda t, i, s: t.scatter_add(0, i, s), [real(3, 4), g, real(2, 3)], axis=0)
case("scatterAdd", lambda t, i, s: t.scatter_add(1, i, s), [real(2, 3), g, real(3, 4)], axis=1)

# MARK: linear algebra. Eigenvectors and the like have no fixed sign: their squares are compared.
la = torch.linalg
for dtype in (torch.float32, torch.float64):
    def m(*shape):
        return real(*shape, dtype=dtype)

    def good(*shape):
        return m(*shape) * 0.3 + 2 * torch.eye(shape[-1], dtype=dtype)

    def definite(*shape):
        x = m(*shape) * 0.5
        return x @ x.mT + torch.eye(shape[-1], dtype=dtype)

    for p in (0.0, 1.0, 2.0, 3.0, math.inf):
        code = 1e300 if math.isinf(p) else p
        case("norm", lambda t: la.vector_norm(t, p), [m(3, 4)], p=code)
        case("norm", lambda t: la.vector_norm(t, p, dim=1), [m(4, 3)], ["transposed"], p=code, axes=[1])
    case("norm", lambda t: la.vector_norm(t, 2.0, dim=(0, 2)), [m(2, 3, 2)], p=2, axes=[0, 2])
    case("solve", la.solve, [good(3, 3), m(3, 2)])
    case("solve", la.solve, [good(2, 3, 3), m(2, 3, 1)])
    case("inv", la.inv, [good(3, 3)])
    case("inv", la.inv, [good(3, 3)], ["transposed"])
    case("det", la.det, [good(3, 3)])
    case("det", la.det, [good(2, 2, 2)])
    case("slogdet", lambda t: la.slogdet(t), [good(3, 3)])
    case("lstsq", lambda a, b: la.lstsq(a, b).solution, [m(5, 2), m(5, 1)])
    case("pinv", la.pinv, [m(4, 2)])
    case("pinv", la.pinv, [m(2, 3)])
    case("cholesky", la.cholesky, [definite(3, 3)], grad=False)
    case("qr", la.qr, [m(4, 3)])
    case("eigh", lambda t: (la.eigh(t)[0], la.eigh(t)[1] ** 2), [definite(3, 3)], grad=False)
    case("eig", lambda t: (la.eigvals(t).real, la.eigvals(t).imag), [m(3, 3)], grad=False)
    case("svd", lambda t: [v * v for v in la.svd(t, full_matrices=False)], [m(4, 3)])
    case("matrixRank", la.matrix_rank, [torch.tensor([[1.0, 2], [2, 4]], dtype=dtype)], grad=False)
    case("matrixRank", la.matrix_rank, [m(3, 2)], grad=False)
    case("cond", la.cond, [good(3, 3)])
    for n in (-2, 0, 1, 3):
        case("matrixPower", lambda t: la.matrix_power(t, n), [good(2, 2)], n=n)
    case("einsum", lambda a, b: torch.einsum("ij,jk->ik", a, b), [m(2, 3), m(3, 2)], equation=0)
    case("einsum", lambda a, b: torch.einsum("bi,bj->bij", a, b), [m(2, 3), m(2, 2)], equation=1)
    case("einsum", lambda a: torch.einsum("ii->i", a), [m(3, 3)], equation=2)
    case("einsum", lambda a, b, c: torch.einsum("bi,ijk,bj->bk", a, b, c),
         [m(2, 3), m(3, 3, 2), m(2, 3)], equation=3)

# MARK: order and counting
ties = torch.tensor([[3.0, 1.0, 3.0, 2.0], [0.0, -0.0, 5.0, -5.0]])
messy = torch.stack([special, special.flip(0)])
for axis in (0, 1):
    for descending in (False, True):
        d = int(descending)

        def in_order(t):
            return torch.sort(t, dim=axis, descending=descending, stable=True)

        for x, layout in [(real(5, 7), None), (real(7, 5), "transposed"), (whole(4, 6), None),
                          (whole(4, 5, dtype=torch.int32), None), (ties, None), (messy, None),
                          (real(3, 40, dtype=torch.float64), None), (real(0, 3), None)]:
            case("sort", in_order, [x], [layout], axis=axis, descending=d)
            case("argSort", lambda t: torch.argsort(t, dim=axis, descending=descending, stable=True),
                 [x], [layout], grad=False, axis=axis, descending=d)
    for greatest in (True, False):
        for k in (0, 1, 3):
            for x, layout in [(real(5, 7), None), (real(7, 5), "transposed"),
                              (real(4, 3, dtype=torch.float64), None)]:
                case("topK", lambda t: torch.topk(t, k, dim=axis, largest=greatest), [x], [layout],
                     k=k, axis=axis, greatest=int(greatest))
    for keep_dims in (0, 1):
        for x in (real(4, 5), real(5, 4), real(3, 3, dtype=torch.float64)):
            case("kthValue", lambda t: torch.kthvalue(t, 2, dim=axis, keepdim=bool(keep_dims)), [x],
                 k=2, axis=axis, keepDims=keep_dims)
            case("median", lambda t: torch.median(t, dim=axis, keepdim=bool(keep_dims)), [x],
                 axis=axis, keepDims=keep_dims)
case("sort", lambda t: torch.sort(t, dim=0, stable=True), [torch.tensor(2.5)], axis=0, descending=0)
case("sort", lambda t: torch.sort(t, dim=0, stable=True), [real(6).half()], axis=0, descending=0)
case("sort", lambda t: torch.sort(t, dim=0, stable=True, descending=True),
     [torch.tensor([True, False, True])], axis=0, descending=1)
case("median", torch.median, [real(3, 4)], all=1)
case("median", torch.median, [torch.tensor([1.0, 2, 2, 3, 2])], all=1)
case("median", lambda t: torch.median(t, dim=0), [torch.tensor([1.0, math.nan, 0, 3, math.nan])],
     axis=0, keepDims=0, grad=False)
for x in (whole(3, 7), real(4).repeat(3), special, whole(0), torch.tensor([True, False, True]),
          whole(20, dtype=torch.uint8, low=0), torch.tensor(3.5), ties):
    case("unique", lambda t: torch.unique(t, return_inverse=True, return_counts=True), [x],
         grad=False)
for minimum in (0, 9):
    case("bincount", lambda t: torch.bincount(t, minlength=minimum), [whole(30, low=0)],
         minimum=minimum)
    case("bincount", lambda t: torch.bincount(t, minlength=minimum), [whole(0)], minimum=minimum)
    for weights in (real(30), real(30, dtype=torch.float64), whole(30)):
        case("bincount", lambda t, w: torch.bincount(t, w, minlength=minimum),
             [whole(30, low=0, dtype=torch.int32), weights], grad=False, minimum=minimum)
for density in (0, 1):
    for x in (real(50), real(5, 9), real(40, dtype=torch.float64), torch.full((5,), 2.0), real(4, 2)):
        case("histogram", lambda t: torch.histogram(t, 7, density=bool(density)), [x], grad=False,
             bins=7, density=density)
        case("histogram", lambda t: torch.histogram(t, 5, range=(-1.0, 1.0), density=bool(density)),
             [x], grad=False, bins=5, range=[-1, 1], density=density)
        case("histogram", lambda t, w: torch.histogram(t, 4, weight=w, density=bool(density)),
             [x, x.abs() + 0.5], grad=False, bins=4, density=density)
        case("histogram", lambda t, e: torch.histogram(t, e, density=bool(density)),
             [x, torch.tensor([-2.0, -0.5, 0.0, 2.0], dtype=x.dtype)], grad=False, edges=1,
             density=density)
for right in (0, 1):
    for edges, queries in [(torch.tensor([1.0, 2, 2, 5]), torch.tensor([[0.0, 2, 3], [5, 6, 1]])),
                           (torch.arange(5), whole(2, 3)), (real(0), real(3)),
                           (torch.sort(real(3, 6))[0], real(3, 4)),
                           (torch.tensor([1.0, 2, 3]), special),
                           (torch.sort(real(2, 5, dtype=torch.float64))[0],
                            real(2, 3, dtype=torch.float64))]:
        case("searchSorted", lambda e, q: torch.searchsorted(e, q, right=bool(right)),
             [edges, queries], grad=False, right=right)

# MARK: Fourier transforms. Complex numbers are pairs; computed in float64, as the engine does.
def parts(z, like):
    return z.real.to(like.dtype), z.imag.to(like.dtype)


def pair(x, y):
    return torch.complex(x.double(), y.double())


for dtype in (torch.float32, torch.float64):
    for n in (1, 2, 3, 4, 5, 7, 8, 12, 16, 17, 30, 31, 64, 97):
        a, b = real(n, dtype=dtype), real(n, dtype=dtype)
        half = n // 2 + 1
        case("fft", lambda x, y: parts(torch.fft.fft(pair(x, y)), x), [a, b], axis=-1)
        case("ifft", lambda x, y: parts(torch.fft.ifft(pair(x, y)), x), [a, b], axis=-1)
        case("rfft", lambda x: parts(torch.fft.rfft(x.double()), x), [a], axis=-1)
        case("irfft", lambda x, y: torch.fft.irfft(pair(x, y), n).to(dtype), [a[:half], b[:half]],
             count=n, axis=-1)
    for axis in (0, 1, -1):
        cube, other = real(4, 6, 3, dtype=dtype), real(4, 6, 3, dtype=dtype)
        flat = [real(5, 6, dtype=dtype), real(5, 6, dtype=dtype)]
        case("fft", lambda x: parts(torch.fft.fft(x.double(), dim=axis), x), [cube], axis=axis)
        case("rfft", lambda x: parts(torch.fft.rfft(x.double(), dim=axis), x), [cube], axis=axis)
        case("ifft", lambda x, y: parts(torch.fft.ifft(pair(x, y), dim=axis % 2), x), flat,
             ["transposed", None], axis=axis % 2)
        case("irfft", lambda x, y: torch.fft.irfft(pair(x, y), dim=axis).to(dtype), [cube, other],
             axis=axis)

with open(os.path.join(folder, "operations.json"), "w") as file:
    file.write('{"torch": "%s", "cases": [\n' % torch.__version__)
    file.write(",\n".join(json.dumps(c, separators=(",", ":")) for c in cases))
    file.write("\n]}\n")

# MARK: promotion
table = []
for a in DTYPES.values():
    for b in DTYPES.values():
        one, zero = torch.ones(2, dtype=a), torch.ones((), dtype=a)
        other, other_zero = torch.ones(2, dtype=b), torch.ones((), dtype=b)
        table.append([NAMES[a], NAMES[b]] + [
            NAMES[torch.result_type(x, y)]
            for x, y in [(one, other), (one, other_zero), (zero, other), (zero, other_zero)]])
scalars = [[NAMES[a]] + [NAMES[torch.result_type(x, s)] for x in (torch.ones(2, dtype=a),
            torch.ones((), dtype=a)) for s in (True, 1, 1.5)] for a in DTYPES.values()]
with open(os.path.join(folder, "promotion.json"), "w") as file:
    json.dump({"torch": torch.__version__, "tensors": table, "scalars": scalars}, file, indent=0)

# MARK: printing
shown = [
    torch.arange(12), torch.arange(12.0).reshape(3, 4), torch.zeros(2, 3, 4), torch.tensor(3.5),
    torch.tensor(7), torch.tensor(True), torch.tensor([True, False]), torch.tensor([]),
    torch.zeros(0, 3), torch.zeros(0, dtype=torch.int64), torch.tensor([1e-5, 1.0]),
    torch.tensor([1e10]), torch.tensor([math.nan, 1.0, math.inf]), torch.tensor([math.nan, 1.5]),
    torch.tensor([-math.inf, 0.25]), torch.arange(2000), torch.arange(1001.0),
    torch.arange(3000.0).reshape(30, 100), torch.arange(8000).reshape(20, 20, 20),
    torch.arange(40.0), real(4, 30), real(3, 3, dtype=torch.float64), real(2).half(),
    torch.tensor([1, 2], dtype=torch.uint8), torch.tensor([-1], dtype=torch.int32),
    torch.tensor([0.0, -0.0]), torch.tensor([1.0, 1000.0, 0.5]), torch.tensor([0.001, 1.5]),
    torch.tensor([123456.0, 1.0]), torch.tensor([99999999.0]), torch.tensor([100000001.0]),
    torch.tensor([-1.5, 22.25, 333.125]), torch.rand(1, 1, 1), torch.tensor([2.7183, 7.3891, 2981.0]),
    torch.arange(25) * -1000, torch.ones(5, 0), torch.ones(20, 7, dtype=torch.float64),
    torch.arange(18.0), torch.tensor([[1e-8, 1.0], [5.0, 2.0]]), torch.ones(1, dtype=torch.float64),
    torch.arange(17.0, dtype=torch.float64),
]
texts = [{"x": packed(x), "text": str(x).replace("torch.", "")} for x in shown]
leaves = [(x.clone().requires_grad_(), "leaf") for x in
          [torch.arange(3.0), torch.arange(16.0), torch.arange(14.0), torch.ones(2, 2),
           torch.arange(15.0), torch.arange(13.0)]]
texts += [{"x": packed(x.detach()), "text": str(x), "grad": True} for x, _ in leaves]
with open(os.path.join(folder, "printing.json"), "w") as file:
    json.dump({"torch": torch.__version__, "texts": texts}, file, indent=0)
print(len(cases), "cases")
